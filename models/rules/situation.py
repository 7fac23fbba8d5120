"""The meeting at one moment: how far it has come, and what several rules ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from models.agenda import MINUTE
from models.attendance import Counts, Presence, is_obliged
from models.meeting import Meeting
from models.plan import Body, BodyKind, Step, StepKind, Thresholds
from models.rules import words

CLOSING_STEPS: frozenset[StepKind] = frozenset(("conclusion", "read_back", "close"))


class Phase(IntEnum):
    """How far a meeting has come. A later phase never goes back to an earlier one but by undo."""

    PREPARATION = 0
    SESSION = 1  # started
    DISCUSSION = 2  # the discussion was taken up
    CLOSING = 3  # the summing-up was taken up, or the planned end is near
    ENDED = 4


@dataclass(frozen=True)
class Situation:
    """A meeting of a known body at `moment` (UTC ms). `over`: judge as if the session ended now."""

    meeting: Meeting
    kind: BodyKind
    body: Body
    moment: int
    over: bool = False

    @property
    def thresholds(self) -> Thresholds:
        """The plan's figures."""
        return self.meeting.plan.thresholds

    @cached_property
    def phase(self) -> Phase:
        """How far the meeting has come."""
        agenda = self.meeting.agenda
        if self.over or self.ended:
            return Phase.ENDED
        if agenda.started is None:
            return Phase.PREPARATION
        kinds = {step.kind for step in self.begun}
        if kinds & CLOSING_STEPS or self._end_is_near:
            return Phase.CLOSING
        return Phase.DISCUSSION if "discussion" in kinds else Phase.SESSION

    @property
    def ended(self) -> bool:
        """The session has really ended."""
        return self.meeting.agenda.ended is not None

    @property
    def _end_is_near(self) -> bool:
        left = self.body.planned_minutes * MINUTE - self.meeting.agenda.elapsed(self.moment)
        return left <= self.thresholds.closing_warning_minutes * MINUTE

    @cached_property
    def begun(self) -> tuple[Step, ...]:
        """The plan's steps that were taken up, in the plan's order."""
        held = {span.step for span in self.meeting.agenda.spans}
        return tuple(step for step in self.body.steps if step.id in held)

    @cached_property
    def counts(self) -> Counts:
        """The figures of the attendance now."""
        return self.meeting.attendance.counts(self.moment)

    @cached_property
    def attended(self) -> frozenset[str]:
        """Members who have been in the room at any time."""
        presence = self.meeting.attendance.presence.items()
        return frozenset(person for person, attendance in presence if attendance.attended)

    @cached_property
    def absent(self) -> tuple[Presence, ...]:
        """Obliged members who have not been in the room."""
        attendance = self.meeting.attendance
        obliged = (id for id, member in attendance.members.items() if is_obliged(member))
        return tuple(attendance.presence[id] for id in obliged if id not in self.attended)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """Members in the room who have not spoken, longest silence first."""
        here = [id for id, presence in self.meeting.attendance.presence.items() if presence.here]
        return self.meeting.floor.silent(here, self.meeting.agenda, self.moment)

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.meeting.day(self.moment)

    @property
    def session_day(self) -> dt.date | None:
        """The day of the meeting, None while it is not set."""
        return self.detail_day("date")

    def detail_day(self, field: str) -> dt.date | None:
        """A detail that holds a day."""
        return day_of(self.meeting.details.text(field))

    def listed(self, people: Sequence[str]) -> str:
        """The first of these people by name, the rest by their number."""
        shown = [self.meeting.name(person) for person in people[: words.NAMES_SHOWN]]
        return words.listed(shown, len(people))


def day_of(text: str) -> dt.date | None:
    """The day an ISO text names, None when it names none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
