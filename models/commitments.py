"""What earlier meetings took on: remedies and tasks come back until they are done (L16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.facts import CommitmentState, NoteKind
from models.ledger import Ledger

if TYPE_CHECKING:
    from models.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Commitment:
    """One remedy or task. `id` is the same in every meeting; `since` is the day of the one that took it on."""

    id: str
    kind: NoteKind
    text: str
    owner: str  # a person id or a free name
    due: str  # ISO date or free words
    since: str
    indicators: tuple[str, ...] = ()
    state: CommitmentState = "open"
    remark: str = ""

    def overdue_on(self, day: str) -> bool:
        """Whether its date lies before that day (ISO); free words are no date."""
        return self.state != "done" and self.due[:4].isdigit() and self.due < day


def commitments_of(ledger: Ledger) -> Mapping[str, Commitment]:
    """Those carried into this meeting as they stand now, the earliest due first, those without a date last."""
    found = (_commitment(ledger, id) for id in ledger.ids("commitment"))
    known = [commitment for commitment in found if commitment is not None]
    ordered = sorted(known, key=lambda one: (not one.due[:4].isdigit(), one.due, one.since, one.id))
    return {commitment.id: commitment for commitment in ordered}


def _commitment(ledger: Ledger, id: str) -> Commitment | None:
    carried = ledger.value("commitment", id, "carried")
    if not isinstance(carried, dict):
        return None
    judged: tuple[CommitmentState, str, str] = ledger.value("commitment", id, "judged") or ("open", "", "")  # type: ignore[assignment]
    state, due, remark = judged
    return Commitment(id=id, **{**carried, "due": due or carried["due"]}, state=state, remark=remark)


def left_open(meeting: Meeting) -> tuple[Commitment, ...]:
    """What the unit's next meeting has to come back to: the carried that are not done, and this meeting's own."""
    carried = (commitment for commitment in meeting.commitments.values() if commitment.state != "done")
    day = meeting.details.text("date")
    own = (
        Commitment(f"{day}:{note.id}", note.kind, note.text, note.owner, note.due, day, note.indicators)
        for note in meeting.notes.solutions
    )
    return (*carried, *own)
