"""Questions whose answer must mean something: a day, a time, a number. What cannot be read is asked again, with how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from models.agenda import MINUTE
from models.vietnamese.words import a_year_later, parse_clock, parse_date, short_clock, short_date
from tui import words
from tui.prompts import Prompt

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

Answer = TypeVar("Answer")

MOST_DIGITS: Final = 4
"""Digits of the longest number that counts something here; Python refuses to read thousands of them."""


class AskRead(Prompt, Generic[Answer]):
    """A text that `read` understands; else `how` says what to type and the text stays.

    Enter on nothing gives `empty`; without one it is read like any text. A number, a day or a time is typed anew
    more often than mended: what stands there gives way to the first digit.
    """

    replaces = True

    def __init__(
        self,
        label: str,
        read: Callable[[str], Answer | None],
        then: Callable[[Answer], None],
        *,
        how: str,
        hint: str,
        initial: str = "",
        empty: Answer | None = None,
    ) -> None:
        super().__init__(label, hint)
        self.initial = initial
        self._read = read
        self._then = then
        self._how = how
        self._empty = empty

    def taken(self, bench: Workbench, text: str) -> None:
        """Answer, or say how to."""
        answer = self._read(text) if text.strip() or self._empty is None else self._empty
        if answer is None:
            bench.refuse(self._how)
            return
        bench.close_prompt()
        self._then(answer)


def ask_day(
    label: str,
    then: Callable[[str], None],
    *,
    year: int,
    initial: str = "",
    today: date | None = None,
    since: str = "",
) -> AskRead[str]:
    """Ask for a day; `then` gets it as ISO text. Enter on nothing gives `today`, if told.

    "12/9" is of `year`, or of the next where that would be before `since` (ISO).
    """
    hint = words.DAY_HINT if today is None else words.DAY_TODAY_HINT.format(day=short_date(today))
    return AskRead(
        label,
        lambda text: read_day(text, year, since),
        then,
        how=words.DAY_HOW,
        hint=hint,
        initial=day_first(initial),
        empty=today.isoformat() if today is not None else None,
    )


def ask_clock(label: str, then: Callable[[str], None], *, initial: str = "") -> AskRead[str]:
    """Ask for a time of day; `then` gets it as "14:05"."""
    return AskRead(label, read_clock, then, how=words.CLOCK_HOW, hint=words.CLOCK_HINT, initial=initial)


def read_day(text: str, year: int, since: str = "") -> str | None:
    """The day somebody typed as ISO text; None when it is no day, or not a whole one.

    A day without a year that would be before `since` (ISO) is of the year after.
    """
    known = parse_date(text, year)
    if known is None or known.date is None:
        return None
    later = a_year_later(text, year) if known.iso < since else None
    return (later or known).iso


def read_clock(text: str) -> str | None:
    """The time of day somebody typed as "14:05"."""
    known = parse_clock(text)
    return short_clock(known) if known is not None else None


def read_count(text: str) -> int | None:
    """The number somebody typed, None when it is none: other signs ("-3", "²"), or more digits than any count has."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None


def minutes_ago(desk: Desk, typed: str) -> int | None:
    """How many minutes ago "14:05" or "1405" was, or the minutes that were typed; None for neither, and for the future.

    Never a day or more: a number of four digits is a time.
    """
    count = read_count(typed) if len(typed.strip()) < MOST_DIGITS else None
    if count is not None:
        return count or None
    clock = parse_clock(typed)
    if clock is None:
        return None
    now = desk.local(desk.now())
    then = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    ago = int((now - then).total_seconds() * 1000) // MINUTE
    return ago if ago > 0 else None


def day_first(iso: str) -> str:
    """An ISO day as people write it, "12/09/2023"; other texts as they are."""
    try:
        return short_date(date.fromisoformat(iso))
    except ValueError:
        return iso
