"""Small turns of phrase that every part of the minutes uses: stops, capitals, lists, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

STOPS = ".!?…"
"""What a sentence may end with."""

LOOSE = ",; "
"""What a typed text may end with though nothing follows; no sentence of a paper does."""

_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?")
"""How a month or a year without a day is stored (`models.vietnamese.words.PartialDate.iso`)."""


def flat(text: str) -> str:
    """Typed text on one line: a paragraph of the paper has no line breaks of its own."""
    return " ".join(text.split())


def sentence(text: str, tags: Iterable[str] = ()) -> str:
    """The text with its tags in brackets and exactly one stop: "Còn nể nang (phạm vi: chi bộ)." """
    said = flat(text).rstrip(LOOSE)
    aside = "; ".join(tags)
    if not aside:
        return said if said.endswith(tuple(STOPS)) else f"{said}."
    return f"{said.removesuffix('.')} ({aside})."


def clause(text: str) -> str:
    """Typed text to stand inside a sentence: one line, no full stop at its end."""
    return flat(text).rstrip(LOOSE).removesuffix(".")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """A title to stand inside a sentence; what begins with an abbreviation (UBND) keeps it."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, runs of three and more drawn together: "1–5, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def cited_date(day: date) -> str:
    """A date inside a citation: "07/8/2023", months 1 and 2 with a zero, as the plan's own text writes it."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def iso_date(text: str) -> date | None:
    """The day of an ISO date, None for blanks and free words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written_day(text: str) -> str:
    """A stored day as citations write it, "07/8/2023"; "tháng 12/2023", "năm 2024" where no day was told; other words
    as they are.
    """
    day = iso_date(text)
    if day is not None:
        return cited_date(day)
    known = _MONTH_OR_YEAR.fullmatch(text)
    if known is None:
        return text
    return f"tháng {int(known[2])}/{known[1]}" if known[2] else f"năm {known[1]}"
