"""The floor: turns, queue, corrections."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.facts import TurnKind
from models.meeting import Meeting
from models.ruling import Moment, Outcome, decides, refuse


def known(meeting: Meeting, person: str) -> bool:
    """Whether a person is a member or a guest of this meeting."""
    return person in meeting.attendance.members or person in meeting.guests


_KIND_BY_STEP: dict[str, TurnKind] = {
    "discussion": "opinion",
    "conclusion": "conclusion",
    "read_back": "opinion",
}


@decides(c.GiveFloor)
def _give_floor(meeting: Meeting, command: c.GiveFloor, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if not agenda.running:
        return refuse("not_running")
    if not known(meeting, command.person):
        return refuse("not_member")
    current = meeting.floor.current
    kind = command.kind or _kind_of_step(meeting)
    if current is not None and current.person == command.person and current.kind == kind:
        return refuse("already_speaking", name=meeting.name(command.person))
    interrupts = current.id if current is not None and kind == "order" else ""
    closes = () if interrupts else tuple(turn.id for turn in meeting.floor.open)
    return (
        f.FloorGiven(
            turn=moment.new_id("t"),
            person=command.person,
            kind=kind,
            at=moment.at,
            step=agenda.current.step if agenda.current else "",
            closes=closes,
            interrupts=interrupts,
            answers=_question(meeting) if kind == "reply" else "",
        ),
    )


def _kind_of_step(meeting: Meeting) -> TurnKind:
    current = meeting.agenda.current
    if current is None:
        return "opinion"
    return _KIND_BY_STEP.get(meeting.body.step(current.step).kind, "report")


def _question(meeting: Meeting) -> str:
    """The question a reply belongs to: the last one asked."""
    asked = [turn.id for turn in meeting.floor.turns if turn.kind == "question"]
    return asked[-1] if asked else ""


@decides(c.NextInQueue)
def _next_in_queue(meeting: Meeting, command: c.NextInQueue, moment: Moment) -> Outcome:
    queue = meeting.floor.queue
    return _give_floor(meeting, c.GiveFloor(queue[0]), moment) if queue else refuse("queue_empty")


@decides(c.StopFloor)
def _stop_floor(meeting: Meeting, command: c.StopFloor, moment: Moment) -> Outcome:
    current = meeting.floor.current
    return (f.FloorStopped(turn=current.id, at=moment.at),) if current else refuse("nobody_speaks")


@decides(c.AskFloor)
def _ask_floor(meeting: Meeting, command: c.AskFloor, moment: Moment) -> Outcome:
    if not known(meeting, command.person):
        return refuse("not_member")
    if command.person in meeting.floor.queue:
        return refuse("already_waiting", name=meeting.name(command.person))
    return (f.FloorAsked(person=command.person, at=moment.at),)


@decides(c.WithdrawFloor)
def _withdraw(meeting: Meeting, command: c.WithdrawFloor, moment: Moment) -> Outcome:
    if command.person not in meeting.floor.queue:
        return refuse("not_waiting", name=meeting.name(command.person))
    return (f.FloorWithdrawn(person=command.person),)


@decides(c.CorrectTurn)
def _correct_turn(meeting: Meeting, command: c.CorrectTurn, moment: Moment) -> Outcome:
    current = meeting.floor.current
    turn = meeting.floor.turn(command.turn) if command.turn else current
    if turn is None:
        return refuse("nobody_speaks")
    if command.person is not None and not known(meeting, command.person):
        return refuse("not_member")
    start = turn.start if command.start is None else command.start
    stop = turn.stop if command.stop is None else command.stop
    if start > moment.at or (stop is not None and stop < start):
        return refuse("time_out_of_order")
    return (
        f.TurnCorrected(
            turn=turn.id,
            person=command.person,
            kind=command.kind,
            start=command.start,
            stop=command.stop,
            dropped=command.dropped,
        ),
    )
