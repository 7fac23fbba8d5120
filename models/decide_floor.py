"""The floor: turns, queue, corrections."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from models import commands as c
from models import facts as f
from models.fact import TurnKind
from models.floor import Turn
from models.meeting import Meeting
from models.ruling import Moment, Outcome, decides, refuse


def known(meeting: Meeting, person: str) -> bool:
    """Whether a person is a member or a guest of this meeting."""
    return person in meeting.attendance.members or person in meeting.guests


def step_kind(meeting: Meeting) -> str:
    """The kind of the running step; "" between steps, and for a step that only a newer plan knows."""
    current = meeting.agenda.current
    kinds = {step.id: step.kind for step in meeting.body.steps}
    return kinds.get(current.step, "") if current is not None else ""


_KIND_BY_STEP: dict[str, TurnKind] = {
    "": "opinion",
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
    kind = command.kind or _usual_kind(meeting, command.person)
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
            answers=_question(meeting, moment.at) if kind == "reply" else "",
        ),
    )


def _usual_kind(meeting: Meeting, person: str) -> TurnKind:
    """What somebody's turn is in this step; only the chair sums up: others asked then give an opinion (C10)."""
    kind = _KIND_BY_STEP.get(step_kind(meeting), "report")
    chair = meeting.details.text("chair")
    return "opinion" if kind == "conclusion" and chair and person != chair else kind


def _question(meeting: Meeting, before: int) -> str:
    """The question a reply belongs to: the last one asked before it (L13)."""
    asked = [turn.id for turn in meeting.floor.turns if turn.kind == "question" and turn.start <= before]
    return asked[-1] if asked else ""


@decides(c.NextInQueue)
def _next_in_queue(meeting: Meeting, command: c.NextInQueue, moment: Moment) -> Outcome:
    current = meeting.floor.current
    speaking = current.person if current is not None else ""
    waiting = [person for person in meeting.floor.queue if person != speaking and known(meeting, person)]
    return _give_floor(meeting, c.GiveFloor(waiting[0]), moment) if waiting else refuse("queue_empty")


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
    turn = meeting.floor.turn(command.turn) if command.turn else meeting.floor.current
    if turn is None:
        return refuse("nobody_speaks")
    if command.dropped:
        return (f.TurnCorrected(turn=turn.id, dropped=True),)
    if command.person is not None and not known(meeting, command.person):
        return refuse("not_member")
    said = {name: getattr(command, name) for name in ("person", "kind", "start", "stop")}
    changes = {name: value for name, value in said.items() if value not in (None, getattr(turn, name))}
    if not changes:
        return refuse("same")
    moved = _moved(meeting, turn, replace(turn, **changes))
    if not _fits(meeting, moved, moment.at):
        return refuse("time_out_of_order")
    if changes.get("kind") == "reply" and not turn.answers:
        changes["answers"] = _question(meeting, turn.start) or None
    neighbours = (f.TurnCorrected(turn=t.id, start=t.start, stop=t.stop) for t in moved[1:])
    return (f.TurnCorrected(turn=turn.id, **changes), *neighbours)


def _moved(meeting: Meeting, before: Turn, after: Turn) -> tuple[Turn, ...]:
    """The corrected turn and its neighbours: where one gave way to another, one moment is the end and the start."""
    moved = [after]
    others = [turn for turn in meeting.floor.turns if turn.id != before.id]
    if after.start != before.start:
        moved += [replace(turn, stop=after.start) for turn in others if turn.stop == before.start]
    if before.stop is not None and after.stop not in (None, before.stop):
        moved += [replace(turn, start=after.stop) for turn in others if turn.start == before.stop]
    return tuple(moved)


def _fits(meeting: Meeting, moved: tuple[Turn, ...], now: int) -> bool:
    """Whether the times lie inside the session so far and nobody speaks at the same time as another."""
    agenda = meeting.agenda
    begin, end = agenda.started or 0, now if agenda.ended is None else min(now, agenda.ended)
    turns = {turn.id: turn for turn in (*meeting.floor.turns, *moved)}
    for turn in moved:
        if not begin <= turn.start <= (end if turn.stop is None else turn.stop) <= end:
            return False
        if any(_overlap(turn, other) for other in turns.values() if not _under(turn, other, turns)):
            return False
    return True


def _overlap(one: Turn, other: Turn) -> bool:
    stops = [turn.stop for turn in (one, other) if turn.stop is not None]
    return not stops or max(one.start, other.start) < min(stops)


def _under(one: Turn, other: Turn, turns: Mapping[str, Turn]) -> bool:
    """Whether one of the two waits under the other, however many interruptions are between them."""
    return other.id in _line(one, turns) or one.id in _line(other, turns)


def _line(turn: Turn, turns: Mapping[str, Turn]) -> set[str]:
    """The turn and those that wait under it."""
    line: set[str] = set()
    below: Turn | None = turn
    while below is not None and below.id not in line:
        line.add(below.id)
        below = turns.get(below.interrupts)
    return line
