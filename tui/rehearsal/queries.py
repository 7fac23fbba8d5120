"""The shortest thing to type that finds what is meant: a person, a row of a list, a text changed at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from models.vietnamese.text import fold
from tui.desk import Desk
from tui.numbering import Numbering

Keys = tuple[str, ...]
"""Keys in order: a single letter is typed, anything longer is the name of a key."""

FEWEST = 2
"""Letters of a name that people type at least: one is found too, but nobody tries."""


def named(person: str, desk: Desk, first: frozenset[str] = frozenset()) -> Keys:
    """Letters and Enter that choose a person in a question, with the digit that namesakes need."""
    return min(_choices(person, desk, first), key=len)


def _choices(person: str, desk: Desk, first: frozenset[str]) -> Iterator[Keys]:
    for query in queries_for(person, desk):
        hits = desk.find(query, first)
        ids = [hit.id for hit in hits]
        if person not in ids:
            continue
        if len(hits) > 1 and hits[0].ambiguous:
            yield (*query, "enter", *_number_of(person, ids, desk))
        elif ids[0] == person:
            yield (*query, "enter")


def _number_of(person: str, ids: list[str], desk: Desk) -> Keys:
    """The digit of a row among namesakes; Enter behind it where it may also begin a year of birth."""
    people = desk.meeting.people
    number = str(ids.index(person) + 1)
    _, only = Numbering().press(number, [people[id].birth_year if id in people else "" for id in ids])
    return (number,) if only else (number, "enter")


def picked_out(person: str, desk: Desk, first: frozenset[str]) -> Keys:
    """Letters and the key that leave the cursor of the roll on a member, for a digit to act on."""
    members = desk.meeting.attendance.members

    def choices() -> Iterator[Keys]:
        for query in queries_for(person, desk):
            ids = [hit.id for hit in desk.find(query, first, 40) if hit.id in members]
            if person in ids:
                yield (*query, *(("down",) * ids.index(person) or ("tab",)))

    return min(choices(), key=len)


def queries_for(person: str, desk: Desk) -> Iterator[str]:
    """What people type for somebody: the given name letter by letter, then its marks, the year, the whole name."""
    meeting = desk.meeting
    member = meeting.people.get(person)
    full = member.full_name if member is not None else meeting.guests[person].name
    given = full.split()[-1].lower()
    plain = fold(given)
    for length in range(min(FEWEST, len(plain)), len(plain) + 1):
        yield plain[:length]
    yield given
    if member is not None and member.birth_year:
        yield f"{plain} {member.birth_year[2:]}"
        yield f"{given} {member.birth_year[2:]}"
    yield fold(" ".join(full.split()[-2:]))
    yield full.lower()


def row_letters(label: str, first_found: Callable[[str], object], wanted: object) -> Keys:
    """The shortest beginning of some word of a label that brings a row to the top of its list."""
    words = fold(label).split()
    starts = [" ".join(words[index:]) for index in range(len(words))]
    found = (
        start[:length]
        for length in range(FEWEST, len(fold(label)) + 1)
        for start in starts
        if length <= len(start) and start[length - 1] != " " and first_found(start[:length]) == wanted
    )
    return tuple(next(found))


def retyped(old: str, new: str) -> Keys:
    """Backspaces up to where two texts part, then the rest of the new one."""
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return (*("backspace",) * (len(old) - same), *new[same:])


def steps(start: int, end: int) -> Keys:
    """Arrow keys from one row to another."""
    return ("down",) * (end - start) if end >= start else ("up",) * (start - end)


def digit_of(value: str, options: Sequence[str]) -> str:
    """The digit that picks an option."""
    return str(options.index(value) + 1)
