"""The typed line and the meeting: shorthand with its names and numbers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from models.commands import Command, NoteDraft
from models.notes import Note
from models.ruling import Refusal
from models.shorthand import read, write
from models.vietnamese.text import fold
from tui.desk import Desk

RECENT: Final = 20
"""Notes that the file of lines being typed may lag behind: a burst that shared one sync."""

_NAMED = re.compile(r"(?:^|\s)#([^\W\d_][^#]{2,})$")
"""A sign called by words instead of its number, at the end of what is typed so far."""

_YEAR = re.compile(r"(?<=[^\W\d])(?=\d+$)")
"""Between a name and the year of birth written close behind it: "hung|61"."""


def note_draft(typed: str, desk: Desk) -> NoteDraft:
    """The note in a typed line; `@hung61` becomes the person when it can only be one."""
    meeting = desk.meeting
    day = desk.day
    numbered = len(meeting.plan.indicators)
    return read(typed, lambda query: owner_of(query, desk), meeting.added_signs, numbered, int(day[:4]), day)


def owner_of(query: str, desk: Desk) -> str:
    """Who does it: the person that the letters find alone, else the words as they are ("chi đoàn")."""
    if query in desk.meeting.labels:
        return query
    hits = desk.find(_YEAR.sub(" ", query), limit=2)
    alone = len(hits) == 1 or (len(hits) > 1 and hits[0].score > hits[1].score)
    return hits[0].id if alone else query


def handle_of(owner: str, desk: Desk) -> str:
    """What to type behind @ for an owner: "bích", "hùng84"; free words and guests stand for themselves."""
    person = desk.meeting.people.get(owner)
    if person is None:
        return owner
    given = person.full_name.split()[-1].lower()
    handles = (given, f"{given}{person.birth_year[2:]}")
    return next((handle for handle in handles if owner_of(handle, desk) == owner), owner)


def typed_line(note: Note, desk: Desk) -> str:
    """The line that gives this note again when it is typed."""
    draft = NoteDraft(
        text=note.text,
        kind=note.kind,
        indicators=note.indicators,
        questions=note.questions,
        scope=note.scope,
        stance=note.stance,
        owner=handle_of(note.owner, desk),
        due=note.due,
    )
    return write(draft, desk.meeting.added_signs, len(desk.meeting.plan.indicators))


def sign_begun(typed: str, desk: Desk) -> tuple[int, str] | None:
    """(number, name) of the one sign whose name begins with the words typed behind `#`, marks left out; None for none
    or several.

    Only numbers tie a note to a sign (L14): words stay text, and the clerk is told the number.
    """
    match = _NAMED.search(typed)
    if match is None:
        return None
    begun = fold(match[1])
    rows = (*desk.meeting.board.numbered, *desk.meeting.board.added)
    found = [(number, row.label) for number, row in enumerate(rows, 1) if fold(row.label).startswith(begun)]
    return found[0] if len(found) == 1 else None


def keep_typed(typed: str, desk: Desk, make: Callable[[NoteDraft], Command]) -> bool:
    """Record a line that Enter never took, because the floor passed on: with its signs, or, when they name nothing,
    letter by letter as it was typed (L1). False when the record takes no notes any more."""
    outcome = desk.do(make(note_draft(typed, desk)))
    if isinstance(outcome, Refusal) and outcome.code != "same":
        outcome = desk.do(make(NoteDraft(text=typed.strip())))
    return not isinstance(outcome, Refusal) or outcome.code == "same"


def unfinished(desk: Desk) -> str:
    """The line that was being typed when the desk was last left, "" for none.

    Lines being typed and notes go to different files. A crash may fall between the two, and then what is kept is the
    beginning of a note that is written already: it is not offered again, or Enter would write it twice (L1c).
    """
    kept = desk.kept_draft()
    draft = note_draft(kept, desk)
    recent = desk.meeting.notes.all[-RECENT:]
    written = any(note.kind == draft.kind and note.text.startswith(draft.text) for note in recent)
    return "" if written else kept
