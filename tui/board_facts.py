"""What the room may see of a meeting at a moment: the facts of `tui.board_page`, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.agenda import MINUTE
from models.moments import local
from models.vietnamese.words import short_clock
from tui import phrases, words
from tui import words_board as texts
from tui.board_page import Result, RoomFacts, State

if TYPE_CHECKING:
    from models.agenda import Agenda
    from models.meeting import Meeting

RESULT_SHOWN: Final = 60_000
"""Ms that the result of a vote stands instead of everything else."""


def room_facts(meeting: Meeting, now: int, offset: int, written: int = 0) -> RoomFacts:
    """The page's facts. `now` is the corrected time, UTC ms; `offset` minutes east of UTC; `written` the wall clock."""
    agenda, thresholds = meeting.agenda, meeting.plan.thresholds
    counts = meeting.attendance.counts(now)
    state = _state(agenda)
    facts = RoomFacts(
        unit=meeting.details.text("unit"),
        title=meeting.plan.short_title,
        state=state,
        clock=_clock(now, offset),
        about=_about(meeting, state, now, offset),
        minutes=agenda.elapsed(now, breaks_count=thresholds.breaks_count) // MINUTE,
        least=thresholds.minimum_minutes,
        present=counts.present,
        total=counts.total,
        votes=counts.can_vote,
        queue=tuple(map(meeting.name, meeting.floor.queue)) if state == "running" else (),
        result=_result(meeting, now),
        rehearsal=meeting.identity.rehearsal,
        written=written,
    )
    return _with_speech(_with_step(facts, meeting), meeting, now)


def _clock(at: int, offset: int) -> str:
    return short_clock(local(at, offset).time())


def _state(agenda: Agenda) -> State:
    if agenda.started is None:
        return "waiting"
    if agenda.ended is not None:
        return "ended"
    return "paused" if agenda.paused else "running"


def _about(meeting: Meeting, state: State, now: int, offset: int) -> str:
    """When it will begin, how long the break lasts, when it ended."""
    agenda, planned = meeting.agenda, meeting.details.text("planned_start")
    if state == "waiting" and planned:
        return texts.PAGE_WAITING_AT.format(clock=planned)
    if state == "paused":
        return texts.PAGE_PAUSED_FOR.format(minutes=max(0, now - agenda.pauses[-1].start) // MINUTE)
    if state == "ended" and agenda.ended is not None:
        return texts.PAGE_ENDED_AT.format(clock=_clock(agenda.ended, offset))
    return ""


def _with_step(facts: RoomFacts, meeting: Meeting) -> RoomFacts:
    """The running step, its place in the plan, who presents it, and the indicator being discussed."""
    current, steps, focus = meeting.agenda.current, meeting.body.steps, meeting.agenda.focus
    place = next((index for index, step in enumerate(steps) if current and step.id == current.step), None)
    if current is None or place is None:
        return facts
    return replace(
        facts,
        step=steps[place].label,
        step_number=place + 1,
        step_count=len(steps),
        presenter=meeting.name(current.presenter),
        indicator=phrases.indicator_name(meeting.board.row(focus)) if focus else "",
    )


def _with_speech(facts: RoomFacts, meeting: Meeting, now: int) -> RoomFacts:
    """Who has the floor, for what, and for how long."""
    turn = meeting.floor.current
    if turn is None:
        return facts
    spoken = phrases.stopwatch(meeting.floor.spoken(turn, meeting.agenda, now))
    kind = words.TURN_KINDS[turn.kind]
    return replace(facts, speaker=meeting.name(turn.person), speech=kind[:1].upper() + kind[1:], spoken=spoken)


def _result(meeting: Meeting, now: int) -> Result | None:
    """The vote that was just taken; none while two desks counted differently."""
    recent = [vote for vote in meeting.votes.values() if 0 <= now - vote.at < RESULT_SHOWN and not vote.conflict]
    if not recent:
        return None
    vote = recent[-1]
    passed = vote.passed(meeting.plan.thresholds.majority)
    return Result(vote.title or words.ADOPTION_TITLE, vote.in_favour, vote.against, vote.other, vote.base, passed)
