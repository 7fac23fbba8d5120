"""From one meeting's record to what goes up of it (domain.md 7.2): the same that the unit's own report says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.board import PRESENT
from models.figures import figures_of
from models.meeting import Meeting
from models.minutes.phrases import clause
from models.minutes.remarks import owner
from models.minutes.scribe import Scribe
from models.overview.values import Sign, Told, Undertaking
from models.report.remedies import goes_up
from models.rules import RuleState, check
from models.rules.preparation import told_before
from models.rules.registry import CHECKS
from models.vietnamese.words import VN_OFFSET_MIN


def told_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> Told:
    """What the record says at `now` (UTC ms). KeyError for a body the plan does not know."""
    scribe, details = Scribe.of(meeting, now, offset), meeting.details
    states = check(meeting, now)
    return Told(
        figures=figures_of(meeting, now, offset, states),
        day=details.text("date"),
        clock=details.text("planned_start"),
        place=clause(details.text("place")),
        notified=told_before(meeting),
        unmet=_unmet(states),
        signs=_signs(scribe.meeting),
        undertakings=_undertakings(scribe),
    )


def unjudged(told: Told, plan: str) -> Told:
    """The same facts without what only the plan of that digest can judge, which headquarters does not have."""
    return replace(told, figures=told.figures.unjudged(), unmet=(), plan_lacking=plan or UNNAMED)


UNNAMED = "?"
"""In the place of the digest of a plan that a meeting names in no readable way."""


def of_session(code: str) -> bool:
    """Whether a rule is about the session itself; those that go on after it, as the report's day, are counted apart."""
    return code not in CHECKS or not CHECKS[code].outlasts


def _unmet(states: Iterable[RuleState]) -> tuple[str, ...]:
    """Rules of the session that failed and for which no reason was written."""
    return tuple(state.code for state in states if state.state == "failed" and of_session(state.code))


def _signs(adopted: Meeting) -> tuple[Sign, ...]:
    """Signs beyond the list, but for those of one member alone."""
    shown = (row for row in adopted.board.added if row.present == PRESENT and row.scope != "self")
    return tuple(Sign(clause(row.text), row.degree) for row in shown)


def _undertakings(scribe: Scribe) -> tuple[Undertaking, ...]:
    """The remedies of the body, in the order of the record."""
    notes = (note for note in scribe.meeting.notes.solutions if goes_up(note, scribe.body))
    return tuple(Undertaking(clause(note.text), owner(scribe, note), note.due.strip()) for note in notes)
