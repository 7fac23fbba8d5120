"""From one meeting to the next: commitments that come back, amendments of adopted minutes (L16, L20)."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.facts_minutes import Amended
from models.meeting import Meeting
from models.minutes import amended_text
from models.ruling import Moment, Outcome, decides, refuse


@decides(c.CarryCommitments)
def _carry(meeting: Meeting, command: c.CarryCommitments, moment: Moment) -> Outcome:
    new = [one for one in command.commitments if one.id not in meeting.commitments]
    if not new:
        return refuse("same")
    return tuple(
        f.CommitmentCarried(
            commitment=one.id,
            kind=one.kind,
            text=one.text,
            owner=one.owner,
            due=one.due,
            since=one.since,
            indicators=one.indicators,
        )
        for one in new
    )


@decides(c.JudgeCommitment)
def _judge(meeting: Meeting, command: c.JudgeCommitment, moment: Moment) -> Outcome:
    held = meeting.commitments.get(command.commitment)
    if held is None:
        return refuse("unknown_commitment")
    due = command.due.strip() or held.due
    if (held.state, held.due, held.remark) == (command.state, due, command.remark.strip()):
        return refuse("same")
    judged = f.CommitmentJudged(
        commitment=held.id, state=command.state, due=due, remark=command.remark.strip(), at=moment.at
    )
    return (judged,)


@decides(c.Amend)
def _amend(meeting: Meeting, command: c.Amend, moment: Moment) -> Outcome:
    if meeting.adopted is None:
        return refuse("not_adopted")
    if not command.reason.strip():
        return refuse("amendment_reason")
    changes = [change for change in command.changes if change.new.strip() != change.old.strip()]
    if not changes:
        return refuse("same")
    if any(change.key and amended_text(meeting, change.key) != change.old for change in changes):
        return refuse("unknown_paragraph")
    known = {one.id: one for one in meeting.amendments}
    if command.amendment and command.amendment not in known:
        return refuse("unknown_paragraph")
    amendment = command.amendment or moment.new_id("a")
    return tuple(
        Amended(
            amendment=amendment,
            reason=command.reason.strip(),
            key=change.key,
            old=change.old,
            new=change.new.strip(),
            at=moment.at,
        )
        for change in changes
    )
