"""Roll call, comings and goings, standing."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.agenda import MINUTE
from models.meeting import Meeting
from models.ruling import Moment, Outcome, decides, refuse


def _roll_call_open(meeting: Meeting) -> bool:
    """Until the step after the roll call begins, a key corrects the roll; later it is a coming or a going."""
    current = meeting.agenda.current
    return current is None or meeting.body.step(current.step).kind == "roll_call"


@decides(c.MarkPresent)
def _present(meeting: Meeting, command: c.MarkPresent, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None:
        return refuse("not_member")
    if presence.here and presence.mark == "present" and not presence.bulk:
        return refuse("already_here", name=meeting.name(command.person))
    at = moment.at if command.at is None else command.at
    if presence.moves or not _roll_call_open(meeting):
        if presence.here:
            return refuse("already_here", name=meeting.name(command.person))
        return (f.Moved(move=moment.new_id("m"), person=command.person, way="in", at=at),)
    return (f.Marked(person=command.person, status="present", at=at),)


@decides(c.MarkExcused)
def _excused(meeting: Meeting, command: c.MarkExcused, moment: Moment) -> Outcome:
    if not command.reason.strip():
        return refuse("reason_needed")
    return _absent(meeting, command.person, "excused", command.reason.strip(), moment)


@decides(c.MarkUnexcused)
def _unexcused(meeting: Meeting, command: c.MarkUnexcused, moment: Moment) -> Outcome:
    return _absent(meeting, command.person, "unexcused", "", moment)


def _absent(meeting: Meeting, person: str, status: f.RollStatus, reason: str, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(person)
    if presence is None:
        return refuse("not_member")
    if presence.moves or (presence.attended and not _roll_call_open(meeting)):
        return refuse("was_here", name=meeting.name(person))
    if presence.mark == status and presence.reason == reason:
        return refuse("same")
    return (f.Marked(person=person, status=status, reason=reason, at=moment.at),)


@decides(c.Unmark)
def _unmark(meeting: Meeting, command: c.Unmark, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None:
        return refuse("not_member")
    if presence.moves or presence.mark == "unmarked":
        return refuse("same")
    return (f.Marked(person=command.person, status="unmarked", at=moment.at),)


@decides(c.MarkRest)
def _rest(meeting: Meeting, command: c.MarkRest, moment: Moment) -> Outcome:
    rest = unmarked(meeting)
    return (f.RestMarked(people=rest, at=moment.at),) if rest else refuse("none_unmarked")


def unmarked(meeting: Meeting) -> tuple[str, ...]:
    """Obliged members without a status: whom "the rest are present" is about."""
    attendance = meeting.attendance
    return tuple(
        id
        for id, member in attendance.members.items()
        if attendance.presence[id].mark == "unmarked"
        and not attendance.presence[id].attended
        and not (member.is_exempt or member.is_away or member.is_suspended)
    )


@decides(c.MarkLeft)
def _left(meeting: Meeting, command: c.MarkLeft, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None:
        return refuse("not_member")
    if not presence.here:
        return refuse("not_here", name=meeting.name(command.person))
    if not meeting.agenda.running:
        return refuse("not_running")
    at = moment.at if command.at is None else command.at
    move = moment.new_id("m")
    return (f.Moved(move=move, person=command.person, way="out", at=at, reason=command.reason),)


@decides(c.ShiftMove)
def _shift_move(meeting: Meeting, command: c.ShiftMove, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None or not presence.moves:
        return refuse("no_move")
    move = presence.moves[-1]
    at = move.at + command.minutes * MINUTE
    floor = presence.moves[-2].at if len(presence.moves) > 1 else (meeting.agenda.started or 0)
    if at > moment.at or at < floor:
        return refuse("time_out_of_order")
    return (f.MoveCorrected(move=move.id, at=at),)


@decides(c.SetStanding)
def _standing(meeting: Meeting, command: c.SetStanding, moment: Moment) -> Outcome:
    member = meeting.people.get(command.person)
    if member is None:
        return refuse("not_member")
    if member.status == command.standing:
        return refuse("same")
    return (f.StandingSet(person=command.person, standing=command.standing),)
