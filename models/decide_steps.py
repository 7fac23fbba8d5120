"""The session and its steps."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.agenda import MINUTE
from models.decide_floor import known
from models.meeting import Meeting
from models.plan import Step
from models.ruling import Moment, Outcome, decides, refuse


@decides(c.StartSession)
def _start(meeting: Meeting, command: c.StartSession, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if agenda.ended is not None:
        return refuse("ended")
    at = moment.at - command.ago * MINUTE
    if agenda.started is not None:
        if command.ago == 0:
            return refuse("already_started")
        if len(agenda.spans) > 1 and at > agenda.spans[1].during.start:
            return refuse("time_out_of_order")
        span = agenda.spans[0].id if agenda.spans else ""
        moved = (f.StepCorrected(span=span, at=at),) if span else ()
        return (f.SessionStarted(at=at), *moved)
    first = meeting.body.steps[0]
    span = moment.new_id("s")
    return (f.SessionStarted(at=at), f.StepBegun(span=span, step=first.id, presenter=_chair(meeting), at=at))


def _chair(meeting: Meeting) -> str:
    return meeting.details.text("chair")


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
    open_pause = next(id for id, fields in pauses if "start" in fields and "stop" not in fields)
    return (f.SessionResumed(pause=open_pause, at=moment.at),)


@decides(c.EndSession)
def _end(meeting: Meeting, command: c.EndSession, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if not agenda.running:
        return refuse("not_running" if agenda.started is None else "ended")
    if meeting.adopted is None:
        return refuse("not_voted")
    return (*_stops(meeting, moment.at), f.SessionEnded(at=moment.at))


def _stops(meeting: Meeting, at: int) -> tuple[f.Fact, ...]:
    return tuple(f.FloorStopped(turn=turn.id, at=at) for turn in meeting.floor.open)


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
    if agenda.current is not None and at < agenda.current.during.start:
        return refuse("time_out_of_order")
    presenter = command.presenter or _usual_presenter(meeting, step)
    begun = f.StepBegun(span=moment.new_id("s"), step=step.id, presenter=presenter, at=at)
    focus = (f.FocusSet(focus=moment.new_id("i"), indicator="", at=at),) if agenda.focus else ()
    return (begun, *_stops(meeting, at), *focus)


def next_step(meeting: Meeting) -> Step | None:
    """The step after the running one, in the plan's order."""
    steps = meeting.body.steps
    current = meeting.agenda.current
    if current is None:
        return steps[0]
    index = next(i for i, step in enumerate(steps) if step.id == current.step)
    return steps[index + 1] if index + 1 < len(steps) else None


def _wanted(meeting: Meeting, step: str) -> Step | None:
    return next((s for s in meeting.body.steps if s.id == step), None) if step else next_step(meeting)


def _usual_presenter(meeting: Meeting, step: Step) -> str:
    """The first present holder of the step's roles, in the plan's order of preference (R27–R30)."""
    if step.kind in ("discussion", "read_back", "close") or not step.presenters:
        return meeting.details.text("clerk") if step.kind == "read_back" else ""
    attendance = meeting.attendance
    for role in step.presenters:
        for id, member in attendance.members.items():
            if member.role_code == role and attendance.presence[id].here:
                return id
    return ""


@decides(c.SetPresenter)
def _set_presenter(meeting: Meeting, command: c.SetPresenter, moment: Moment) -> Outcome:
    current = meeting.agenda.current
    if current is None:
        return refuse("not_started")
    if not known(meeting, command.person):
        return refuse("not_member")
    if current.presenter == command.person:
        return refuse("same")
    return (f.StepCorrected(span=current.id, presenter=command.person),)


@decides(c.ShiftStep)
def _shift_step(meeting: Meeting, command: c.ShiftStep, moment: Moment) -> Outcome:
    agenda = meeting.agenda
    if agenda.current is None:
        return refuse("not_started")
    at = agenda.current.during.start - command.minutes * MINUTE
    before = agenda.spans[-2].during.start if len(agenda.spans) > 1 else agenda.started or 0
    if at < before or at > moment.at:
        return refuse("time_out_of_order")
    return (f.StepCorrected(span=agenda.current.id, at=at),)


@decides(c.Focus)
def _focus(meeting: Meeting, command: c.Focus, moment: Moment) -> Outcome:
    if not meeting.agenda.running:
        return refuse("not_running")
    if command.indicator and meeting.board.row(command.indicator) is None:
        return refuse("unknown_indicator", indicator=command.indicator)
    if meeting.agenda.focus == command.indicator:
        return refuse("same")
    return (f.FocusSet(focus=moment.new_id("i"), indicator=command.indicator, at=moment.at),)
