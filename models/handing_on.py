"""What a unit's next meeting has to come back to: what was carried into this one and its own remedies (L16)."""

from __future__ import annotations

from models.commitments import Commitment, commitment_id
from models.meeting import Meeting
from models.minutes import as_adopted_read


def left_open(meeting: Meeting) -> tuple[Commitment, ...]:
    """The carried that are not done, then this meeting's own; once adopted, in the words the meeting adopted (R45)."""
    carried = (commitment for commitment in meeting.commitments.values() if commitment.state != "done")
    day = meeting.details.text("date")
    read = as_adopted_read(meeting).notes
    noted = (read.get(note.id) or note for note in meeting.notes.solutions)
    own = (
        Commitment(commitment_id(day, note.id), note.kind, note.text, note.owner, note.due, day, note.indicators)
        for note in noted
    )
    return (*carried, *own)
