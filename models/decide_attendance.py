"""Roll call, comings and goings, standing."""

from __future__ import annotations

from typing import get_args

from models import commands as c
from models import facts as f
from models.agenda import MINUTE
from models.attendance import Presence, edges_of, is_obliged
from models.decide_floor import step_kind
from models.fact import RollStatus
from models.meeting import Meeting
from models.people import Status
from models.ruling import Moment, Outcome, decides, portions, refuse

PEOPLE_A_LINE = 300
"""Person ids (17 bytes each with their quotes) that a line holds with room to spare."""


def _roll_call_open(meeting: Meeting) -> bool:
    """Until the step after the roll call begins, a key corrects the roll; later it is a coming or a going."""
    return meeting.agenda.current is None or step_kind(meeting) == "roll_call"


@decides(c.MarkPresent)
def _present(meeting: Meeting, command: c.MarkPresent, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None:
        return refuse("not_member")
    calling = (
        not presence.moves and _roll_call_open(meeting) and not (command.late or _came_since(meeting, presence, moment))
    )
    if presence.here and not (calling and presence.bulk):
        return refuse("already_here", name=meeting.name(command.person))
    at = _time_of_move(presence, command.at, moment)
    if at is None:
        return refuse("time_out_of_order")
    if calling:
        return (f.Marked(person=command.person, status="present", at=at),)
    return (f.Moved(move=moment.new_id("m"), person=command.person, way="in", at=at),)


ARRIVAL = MINUTE
"""Ms after which somebody who was called absent and is marked present has come, and was not marked wrongly."""


def _came_since(meeting: Meeting, presence: Presence, moment: Moment) -> bool:
    """Called absent a while ago in a running session: the roll was right then, the person has come since (L2)."""
    absent = presence.mark in ("excused", "unexcused")
    return meeting.agenda.running and absent and moment.at - presence.marked_at >= ARRIVAL


def _time_of_move(presence: Presence, at: int | None, moment: Moment) -> int | None:
    """When somebody came or went: now unless said otherwise, never before their last move; None: out of order.

    A move that another desk's clock put into the future does not keep the next one from being recorded.
    """
    begun = presence.intervals[-1].start if presence.here else 0
    earliest = max(begun, *(move.at for move in presence.moves), 0)
    if at is None:
        return max(moment.at, earliest)
    return at if earliest <= at <= moment.at else None


@decides(c.MarkExcused)
def _excused(meeting: Meeting, command: c.MarkExcused, moment: Moment) -> Outcome:
    if not command.reason.strip():
        return refuse("reason_needed")
    return _absent(meeting, command.person, "excused", command.reason.strip(), moment)


@decides(c.MarkUnexcused)
def _unexcused(meeting: Meeting, command: c.MarkUnexcused, moment: Moment) -> Outcome:
    return _absent(meeting, command.person, "unexcused", "", moment)


def _absent(meeting: Meeting, person: str, status: RollStatus, reason: str, moment: Moment) -> Outcome:
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
    if not rest:
        return refuse("none_unmarked")
    return tuple(f.RestMarked(people=people, at=moment.at) for people in portions(rest, PEOPLE_A_LINE))


def unmarked(meeting: Meeting) -> tuple[str, ...]:
    """Obliged members without a status: whom "the rest are present" is about."""
    attendance = meeting.attendance
    return tuple(
        id
        for id, member in attendance.members.items()
        if attendance.presence[id].mark == "unmarked" and not attendance.presence[id].attended and is_obliged(member)
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
    at = _time_of_move(presence, command.at, moment)
    if at is None:
        return refuse("time_out_of_order")
    move = moment.new_id("m")
    return (f.Moved(move=move, person=command.person, way="out", at=at, reason=command.reason),)


@decides(c.ShiftMove)
def _shift_move(meeting: Meeting, command: c.ShiftMove, moment: Moment) -> Outcome:
    presence = meeting.attendance.presence.get(command.person)
    if presence is None or not presence.moves:
        return refuse("no_move")
    if not command.minutes:
        return refuse("same")
    move = presence.moves[-1]
    at = move.at + command.minutes * MINUTE
    floor = presence.moves[-2].at if len(presence.moves) > 1 else (meeting.agenda.started or 0)
    if at > moment.at or at < floor:
        return refuse("time_out_of_order")
    recorded = {one.id for one in edges_of(meeting.ledger)[command.person][-1].moves}
    return tuple(f.MoveCorrected(move=id, at=at) for id in sorted(recorded))


@decides(c.SetStanding)
def _standing(meeting: Meeting, command: c.SetStanding, moment: Moment) -> Outcome:
    member = meeting.people.get(command.person)
    if member is None:
        return refuse("not_member")
    if command.standing not in get_args(Status):
        return refuse("unknown_field", field=command.standing)
    if member.status == command.standing:
        return refuse("same")
    return (f.StandingSet(person=command.person, standing=command.standing),)
