"""`s/old/new/` mends the note this desk wrote last (L14), and shows beforehand what it will read.

Only the words of the note are looked at, never its signs; the first place that fits is changed. A slash inside the
words is typed `\\/`.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from models.commands import EditNote, NoteDraft
from models.facts import NoteWritten
from models.notes import Note
from tui import words_phrases as texts
from tui.draw import cut

if TYPE_CHECKING:
    from tui.desk import Desk

SHOWN: Final = 70
"""Cells of a note that are told back."""

BEFORE: Final = 12
"""Letters shown before the place that changes."""

_SLASH: Final = re.compile(r"(?<!\\)/")
_BEGINNING: Final = "s/"


class WhyNot(Struct, frozen=True):
    """A substitution that cannot be made, in a sentence."""

    sentence: str


def is_substitution(typed: str) -> bool:
    """Whether a typed line is one; its words may still be missing."""
    return typed.startswith(_BEGINNING)


def substitution(typed: str, desk: Desk) -> EditNote | WhyNot:
    """The command that a typed line means."""
    parts = [part.replace("\\/", "/") for part in _SLASH.split(typed)]
    if not (len(parts) == 3 or (len(parts) == 4 and not parts[3].strip())) or not parts[1]:
        return WhyNot(texts.SUBSTITUTE_HOW)
    note = last_written(desk)
    if note is None:
        return WhyNot(texts.SUBSTITUTE_NONE)
    old, new = parts[1:3]
    if old not in note.text:
        return WhyNot(texts.SUBSTITUTE_MISSING.format(old=old, text=cut(note.text, SHOWN)))
    return EditNote(note.id, _reworded(note, " ".join(note.text.replace(old, new, 1).split())))


def preview(typed: str, desk: Desk) -> str:
    """What the last note will read; "" while the line does not say so yet."""
    meant = substitution(typed, desk) if len(_SLASH.findall(typed)) > 1 else None
    note = last_written(desk)
    if not isinstance(meant, EditNote) or note is None:
        return ""
    return texts.SUBSTITUTE_PREVIEW.format(text=cut(_around_change(note.text, meant.content.text), SHOWN))


def _around_change(old: str, new: str) -> str:
    """The new text from a little before the place where it differs from the old one."""
    place = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = new.rfind(" ", 0, max(0, place - BEFORE)) + 1
    return f"…{new[start:]}" if start else new


def last_written(desk: Desk) -> Note | None:
    """The note that was written last on this desk and still stands; what came from other desks is theirs to mend."""
    if desk.replica is None:
        return None
    entries, device = desk.meeting.ledger.entries, desk.replica.device
    own = sorted((entry for entry in entries.values() if entry.device == device), key=lambda entry: -entry.seq)
    written = (entry.fact.note for entry in own if isinstance(entry.fact, NoteWritten))
    standing = {note.id: note for note in desk.meeting.notes.all}
    return next((standing[id] for id in written if id in standing), None)


def _reworded(note: Note, text: str) -> NoteDraft:
    """The note with other words and the same signs."""
    return NoteDraft(
        text=text,
        kind=note.kind,
        indicators=note.indicators,
        questions=note.questions,
        scope=note.scope,
        stance=note.stance,
        owner=note.owner,
        due=note.due,
    )
