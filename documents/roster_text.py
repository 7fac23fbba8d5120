"""A list of names pasted from a chat: numbered lines among greetings, posts after a dash or in brackets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from documents.roster_cells import (
    Closing,
    closing_of,
    date_of,
    gender_of,
    is_name,
    is_role,
    name_of,
    role_code_of,
    role_written_out,
    status_of,
)
from documents.roster_rows import Findings, Reading
from models.people import Gender, RosterLine
from models.vietnamese.text import clean, split_name

_ORNAMENT: Final = re.compile(r"[^\w\s.,;:()'’/+\-–—•*]")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\s*[.)/:\-]+\s*|\s+)|[-+*•–]\s*)(?=\D)")
_AFTER_NAME: Final = re.compile(
    r"\s*[-–—,;:(]|\s+(?=(?:(?:[Ss][Nn]|sinh|[Ss]inh (?:năm|ngày))\b[\s.:]*)?\d)"  # "Lê Thị Mai 1975", "… sn 1975"
)
_BETWEEN_FACTS: Final = re.compile(r"\s+[-–—]+\s+|[,;:()–—]|^\s*-")
_BEFORE_BIRTH: Final = re.compile(r"^(?:sn|sinh năm|sinh ngày|sinh)\b[\s.:]*", re.IGNORECASE)
_PHONE: Final = re.compile(r"[\d .]{9,}")


def read_lines(lines: Sequence[str]) -> Reading:
    """The members named by the lines: the numbered ones, or if none is, those that look like a name."""
    numbered = [(number, text) for number, line in enumerate(lines, 1) if (text := _numbered(line))]
    named = [(number, text) for number, text in numbered if _name_in(text)]
    if not named:
        tidy = ((number, _tidy(line)) for number, line in enumerate(lines, 1))
        named = [(number, text) for number, text in tidy if _is_bare_name(text)]
    findings = Findings(unread_lines=_unread(lines, [number for number, _ in named]))
    members = tuple(_member(order, number, text, findings) for order, (number, text) in enumerate(named, 1))
    closings = [closing for line in lines if (closing := closing_of(_tidy(line)))]
    closing = closings[-1] if closings else Closing(None, None)
    findings.women_declared = closing.women
    return Reading(members, tuple(number for number, _ in named), closing.total, findings)


def _unread(lines: Sequence[str], named: Sequence[int]) -> list[str]:
    """From the first member on, lines with a number or all of a name that were not taken: none is dropped unsaid."""
    rest = ((number, line) for number, line in enumerate(lines, 1) if named and number > named[0])
    left = ((number, line) for number, line in rest if number not in named)
    return [
        f"{number} “{clean(line)}”"
        for number, line in left
        if (_numbered(line)[:1].isupper() or _is_bare_name(_tidy(line))) and not closing_of(_tidy(line))
    ]


def _tidy(line: str) -> str:
    """The line without emoji and other ornaments."""
    return clean(_ORNAMENT.sub(" ", line))


def _numbered(line: str) -> str:
    """What stands after "1.", "6)", "-" or "•"; "" for other lines."""
    tidy = _tidy(line)
    match = _NUMBER.match(tidy)
    return tidy[match.end() :] if match else ""


def _name_in(text: str) -> str:
    """The name that begins the text, or "" if it begins with none."""
    full = name_of(_AFTER_NAME.split(text, maxsplit=1)[0]).full
    return full if is_name(full) else ""


def _is_bare_name(text: str) -> bool:
    """A line that is nothing but a name: two words or more, each with a capital."""
    name = _AFTER_NAME.split(text, maxsplit=1)[0]
    words = name.split()
    return bool(_name_in(text)) and len(words) > 1 and all(word[0].isupper() for word in words)


@dataclass
class _Facts:
    """What a line tells beside the name."""

    role: str = ""
    birth: str = ""
    gender: Gender = ""
    notes: list[str] = field(default_factory=list)


def _member(order: int, number: int, text: str, findings: Findings) -> RosterLine:
    name = _name_in(text)
    surname_middle, given = split_name(name)
    facts = _Facts()
    for part in _BETWEEN_FACTS.split(text[len(_AFTER_NAME.split(text, maxsplit=1)[0]) :]):
        if fact := clean(part).strip(" .;-"):
            _sort_in(facts, fact, f"ngày sinh của {name} (dòng {number})", findings)
    return RosterLine(
        order=order,
        full_name=name,
        surname_middle=surname_middle,
        given=given,
        gender=facts.gender,
        birth=facts.birth,
        role=facts.role,
        role_code=role_code_of(facts.role),
        status=status_of((*facts.notes, facts.role)) or "chính thức",
        note="; ".join(facts.notes),
    )


def _sort_in(facts: _Facts, fact: str, birth_of: str, findings: Findings) -> None:
    """Put one fact where it belongs: post, birth, sex, or else the note. Phone numbers are dropped."""
    day = date_of(_BEFORE_BIRTH.sub("", fact))
    if is_role(fact) and not facts.role:
        facts.role = role_written_out(fact)
    elif day.iso and not facts.birth:
        facts.birth = day.iso
        if day.two_digit_year:
            findings.two_digit_years.append(f"{birth_of}: “{fact}” hiểu là năm {day.iso[:4]}")
    elif gender_of(fact):
        facts.gender = gender_of(fact)
    elif not _PHONE.fullmatch(fact):
        facts.notes.append(fact)
