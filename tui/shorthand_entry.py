"""The typed line and the meeting: shorthand with its names and numbers filled in."""

from __future__ import annotations

import re

from models.commands import NoteDraft
from models.notes import Note
from models.shorthand import read, write
from tui.desk import Desk


_YEAR = re.compile(r"(?<=[^\W\d])(?=\d+$)")
"""Between a name and the year of birth written close behind it: "hung|61"."""


def note_draft(typed: str, desk: Desk) -> NoteDraft:
    """The note in a typed line; `@hung61` becomes the person when it can only be one."""
    board = desk.meeting.board

    def resolve(query: str) -> str:
        hits = desk.find(_YEAR.sub(" ", query), limit=2)
        alone = len(hits) == 1 or (len(hits) > 1 and hits[0].score > hits[1].score)
        return hits[0].id if alone else query

    added = [row.id for row in board.added]
    year = int(desk.meeting.details.text("date")[:4] or desk.local(desk.now()).year)
    return read(typed, resolve, added, len(board.numbered), year)


def typed_line(note: Note, desk: Desk) -> str:
    """The line that gives this note again when it is typed."""
    board = desk.meeting.board
    draft = NoteDraft(
        text=note.text,
        kind=note.kind,
        indicators=note.indicators,
        questions=note.questions,
        scope=note.scope,
        stance=note.stance,
        owner=note.owner,
        due=note.due,
    )
    return write(draft, [row.id for row in board.added], len(board.numbered))
