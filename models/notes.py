"""Notes: what was said, a paragraph each, with its tags (L14, R84, R85)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from models.facts import NoteKind, Outcome, Scope, Stance
from models.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Note:
    """One paragraph as it reads now. `outcome` is of differences only (R38)."""

    id: str
    kind: NoteKind
    text: str
    at: int
    turn: str
    person: str
    step: str
    indicators: tuple[str, ...]
    questions: tuple[str, ...]
    scope: Scope
    stance: Stance
    owner: str
    due: str
    outcome: Outcome
    outcome_text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes that stand, in order of time."""

    all: tuple[Note, ...]

    def get(self, id: str) -> Note | None:
        """The note of that id."""
        return next((note for note in self.all if note.id == id), None)

    def of_kind(self, *kinds: NoteKind) -> tuple[Note, ...]:
        """The notes of these kinds."""
        return tuple(note for note in self.all if note.kind in kinds)

    def about(self, indicator: str) -> tuple[Note, ...]:
        """What was noted about one indicator."""
        return tuple(note for note in self.all if indicator in note.indicators)

    @property
    def solutions(self) -> tuple[Note, ...]:
        """Remedies, with who does them by when (R7, R37)."""
        return self.of_kind("solution", "task")

    @property
    def differences(self) -> tuple[Note, ...]:
        """Points with differing opinions (R38)."""
        return self.of_kind("difference")


def notes_of(ledger: Ledger) -> Notes:
    """The notes that the entries add up to, each said by the speaker of its turn as that stands now.

    Correcting a turn corrects its notes.
    """
    speakers: dict[str, str] = {"": ""}
    found = []
    for note in ledger.made("note", _note):
        if note.turn not in speakers:
            speakers[note.turn] = str(ledger.value("turn", note.turn, "person") or "")
        speaker = speakers[note.turn] or note.person
        found.append(note if speaker == note.person else replace(note, person=speaker))
    return Notes(tuple(sorted(found, key=attrgetter("at"))))


def _note(id: str, fields: Mapping[str, object]) -> Note | None:
    """The note as it was written down, None for what is no note or stands no more."""
    content = fields.get("content")
    if not isinstance(content, dict) or "at" not in fields or fields.get("deleted"):
        return None
    settled: tuple[Outcome, str] = fields.get("outcome") or ("open", "")  # type: ignore[assignment]
    return Note(
        id=id,
        at=fields["at"],  # type: ignore[arg-type]
        turn=str(fields.get("turn") or ""),
        person=str(fields.get("person") or ""),
        step=str(fields.get("step") or ""),
        outcome=settled[0],
        outcome_text=settled[1],
        **content,
    )
