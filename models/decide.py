"""decide(meeting, command, moment) → facts | Refusal: every rule of procedure, one small function a command.

Pure: the moment carries the clock and the seed of new ids. What the rules only warn of is never refused here
(domain.md §10). The functions stand in `decide_preparation`, `decide_attendance`, `decide_steps`,
`decide_floor`, `decide_notes`, `decide_closing`, `decide_after` and `decide_conflicts`.
"""

from __future__ import annotations

from models import commands as c
from models import (
    decide_after,
    decide_attendance,
    decide_closing,
    decide_conflicts,
    decide_floor,
    decide_notes,
    decide_preparation,
    decide_steps,
)
from models.meeting import Meeting
from models.ruling import DECIDERS, Moment, Outcome, refuse

MODULES = (
    decide_preparation,
    decide_attendance,
    decide_steps,
    decide_floor,
    decide_notes,
    decide_closing,
    decide_after,
    decide_conflicts,
)
"""Importing them fills `DECIDERS`."""

PREPARATION: tuple[type[c.Command], ...] = (
    c.OpenMeeting,
    c.ListPeople,
    c.AddGuest,
    c.SetDetail,
    c.NoteDocument,
    c.SetStanding,
    c.Undo,
    c.Redo,
)
"""What may be recorded before it is known what the meeting is."""

AFTER_ADOPTION: tuple[type[c.Command], ...] = (
    c.BeginStep,
    c.StopFloor,
    c.EndSession,
    c.TakeVote,
    c.ReserveOpinion,
    c.WithdrawReservation,
    c.SetDetail,
    c.Adopt,
    c.Waive,
    c.Amend,
    c.Resolve,
    c.KeepBoth,
    c.MergeTurns,
    c.Undo,
    c.Redo,
)
"""What may still be recorded once the minutes are adopted; their text itself never changes (sync.md §3)."""


def decide(meeting: Meeting, command: c.Command, moment: Moment) -> Outcome:
    """The facts a command adds to the record, or why not."""
    if meeting.identity.body not in meeting.plan.bodies and not isinstance(command, PREPARATION):
        return refuse("not_started")
    if meeting.adopted is not None and not isinstance(command, AFTER_ADOPTION):
        return refuse("adopted")
    return DECIDERS[type(command)](meeting, command, moment)
