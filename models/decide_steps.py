"""The session and its steps."""

from __future__ import annotations

from typing import Final

from models import commands as c
from models import facts as f
from models.agenda import MINUTE
from models.decide_floor import known
from models.fact import Fact
from models.meeting import Meeting
from models.plan import Step, StepKind
from models.ruling import Moment, Outcome, decides, refuse

DAY: Final = 24 * 60
"""Minutes: no session began longer ago than this; what says so is a slip of the keyboard."""


@decides(c.StartSession)
def _start(meeting: Meeting, command: c.StartSession, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if agenda.ended is not None:
        return refuse("ended")
    if not 0 <= command.ago <= DAY:
        return refuse("time_out_of_order")
    at = moment.at - command.ago * MINUTE
    if agenda.started is not None:
        return _start_corrected(meeting, at) if command.ago else refuse("already_started")
    first, chair = meeting.body.steps[0], meeting.details.text("chair")
    begun = f.StepBegun(span=moment.new_id("s"), step=first.id, presenter=chair, at=at)
    return (f.SessionStarted(at=at), begun)


def _start_corrected(meeting: Meeting, at: int) -> Outcome:
    """Another beginning, with the step that began with the session; never after anything that was held (L9)."""
    agenda = meeting.agenda
    opening = [span for span in agenda.spans[:1] if span.during.start == agenda.started]
    held = [span.during.start for span in agenda.spans[len(opening) :]]
    held += [stretch.start for stretch in (*agenda.pauses, *(focus.during for focus in agenda.focuses))]
    held += [turn.start for turn in meeting.floor.turns]
    if held and at > min(held):
        return refuse("time_out_of_order")
    return (f.SessionStarted(at=at), *(f.StepCorrected(span=span.id, at=at) for span in opening))


@decides(c.Pause)
def _pause(meeting: Meeting, command: c.Pause, moment: Moment) -> Outcome:
    if not meeting.agenda.running:
        return refuse("not_running")
    if meeting.agenda.paused:
        return refuse("already_paused")
    return (f.SessionPaused(pause=moment.new_id("b"), at=moment.at),)


@decides(c.Resume)
def _resume(meeting: Meeting, command: c.Resume, moment: Moment) -> Outcome:
    if not meeting.agenda.paused:
        return refuse("not_paused")
    pauses = [(id, meeting.ledger.fields("pause", id)) for id in meeting.ledger.ids("pause")]
    going_on = [id for id, fields in pauses if "start" in fields and "stop" not in fields]
    return tuple(f.SessionResumed(pause=id, at=moment.at) for id in going_on)


@decides(c.EndSession)
def _end(meeting: Meeting, command: c.EndSession, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if not agenda.running:
        return refuse("not_running" if agenda.started is None else "ended")
    if meeting.adopted is None:
        return refuse("not_voted")
    stops = (f.FloorStopped(turn=turn.id, at=moment.at) for turn in meeting.floor.open)
    return (*stops, f.SessionEnded(at=moment.at))


@decides(c.BeginStep)
def _begin_step(meeting: Meeting, command: c.BeginStep, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if agenda.started is None:
        return refuse("not_started")
    if agenda.ended is not None:
        return refuse("ended")
    step = _wanted(meeting, command.step)
    if step is None:
        return refuse("last_step")
    if agenda.current is not None and agenda.current.step == step.id:
        return refuse("same_step")
    at = moment.at - command.ago * MINUTE
    begun = agenda.started if agenda.current is None else agenda.current.during.start
    if command.ago < 0 or at < begun:
        return refuse("time_out_of_order")
    if command.presenter and not known(meeting, command.presenter):
        return refuse("not_member")
    presenter = command.presenter or _usual_presenter(meeting, step)
    return taken_up(meeting, step, presenter, moment, at=at, since=at if command.ago else moment.at + 1)


def taken_up(meeting: Meeting, step: Step, presenter: str, moment: Moment, *, at: int, since: int) -> tuple[Fact, ...]:
    """A step begins at `at`: the floor and the focus of the one before end, turns from `since` on are of this one."""
    span = f.StepBegun(span=moment.new_id("s"), step=step.id, presenter=presenter, at=at)
    stops = (f.FloorStopped(turn=turn.id, at=at) for turn in meeting.floor.open if turn.start < since)
    focus = (f.FocusSet(focus=moment.new_id("i"), indicator="", at=at),) if meeting.agenda.focus else ()
    return (span, *stops, *_turns_since(meeting, since, step.id), *focus)


def _turns_since(meeting: Meeting, at: int, step: str) -> tuple[Fact, ...]:
    """Who got the floor after a step had really begun spoke in that step, and goes on speaking (L9)."""
    turns = (turn for turn in meeting.floor.turns if turn.start >= at and turn.step != step)
    return tuple(f.TurnCorrected(turn=turn.id, step=step) for turn in turns)


def next_step(meeting: Meeting) -> Step | None:
    """The step after the running one, in the plan's order."""
    steps = meeting.body.steps
    current = meeting.agenda.current
    order = [step.id for step in steps]
    if current is None or current.step not in order:
        return steps[0]
    return next(iter(steps[order.index(current.step) + 1 :]), None)


def _wanted(meeting: Meeting, step: str) -> Step | None:
    return next((s for s in meeting.body.steps if s.id == step), None) if step else next_step(meeting)


_BY_SEAT: dict[StepKind, str] = {"conclusion": "chair", "read_back": "clerk"}
"""Steps that belong to a seat, and not to a post."""


def _usual_presenter(meeting: Meeting, step: Step) -> str:
    """The first present holder of the step's roles, in the plan's order of preference (R27–R30).

    The chair sums up and the clerk reads: nobody is named for whoever of them has left.
    """
    if step.kind in ("discussion", "close") or not step.presenters:
        return ""
    if seated := meeting.details.text(_BY_SEAT.get(step.kind, "")):
        presence = meeting.attendance.presence.get(seated)
        return "" if presence is not None and presence.gone else seated
    attendance = meeting.attendance
    for role in step.presenters:
        for id, member in attendance.members.items():
            if member.role_code == role and attendance.presence[id].here:
                return id
    return ""


@decides(c.SetPresenter)
def _set_presenter(meeting: Meeting, command: c.SetPresenter, moment: Moment) -> Outcome:
    span = meeting.agenda.current
    if command.step:
        span = next((held for held in reversed(meeting.agenda.spans) if held.step == command.step), None)
    if span is None:
        return refuse("not_started")
    if not known(meeting, command.person):
        return refuse("not_member")
    if span.presenter == command.person:
        return refuse("same")
    return (f.StepCorrected(span=span.id, presenter=command.person),)


@decides(c.ShiftStep)
def _shift_step(meeting: Meeting, command: c.ShiftStep, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if agenda.current is None:
        return refuse("not_started")
    if not command.minutes:
        return refuse("same")
    at = agenda.current.during.start - command.minutes * MINUTE
    before = agenda.spans[-2].during.start if len(agenda.spans) > 1 else agenda.started or 0
    if at < before or at > moment.at:
        return refuse("time_out_of_order")
    return (f.StepCorrected(span=agenda.current.id, at=at), *_turns_since(meeting, at, agenda.current.step))


@decides(c.Focus)
def _focus(meeting: Meeting, command: c.Focus, moment: Moment) -> Outcome:
    if not meeting.agenda.running:
        return refuse("not_running")
    if command.indicator and meeting.board.row(command.indicator) is None:
        return refuse("unknown_indicator", indicator=command.indicator)
    if meeting.agenda.focus == command.indicator:
        return refuse("same")
    return (f.FocusSet(focus=moment.new_id("i"), indicator=command.indicator, at=moment.at),)
