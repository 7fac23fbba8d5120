"""The parts of a meeting's rows that need more than its figures: rules, steps, indicators, remedies.

They hold what the unit's own report tells, and no more: a sign that one member found in oneself, and what a member
promised about oneself, stay in the minutes (sync.md §8).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from models.agenda import MINUTE
from models.board import PRESENT
from models.commitments import commitment_id
from models.figures.values import Figures
from models.meeting import Meeting
from models.minutes.phrases import clause
from models.minutes.remarks import owner
from models.minutes.scribe import Scribe
from models.report.remedies import goes_up
from models.rules import RuleState, State
from models.vietnamese.words import VN_OFFSET_MIN

Values = dict[str, Any]
"""Columns of a row, without its key."""

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

QUIET_RULE: Final = "C11"
"""The rule against "100 % agree, nobody says anything" (R41)."""

UNMET: Final[frozenset[State]] = frozenset(("failed", "waived"))
"""States of a rule that was not kept, with or without a written reason."""

PERSONAL: Final = "self"
"""The scope of what is said about oneself."""

_ID: Final = 80
_SAID: Final = 400
"""Letters of a sign or a remedy that are kept; the whole is in the record."""


def told(meeting: Meeting, figures: Figures | None, states: Iterable[RuleState], now: int) -> Values:
    """What is filtered, sorted and summed beside the plain counts; `figures` None: the plan knows no such body.

    `states` are the rules as they stand at `now` (UTC ms).
    """
    if figures is None:
        nothing: Values = dict.fromkeys(("superiors", "contributions", "spoke"), 0)
        return nothing | {"short": False, "quiet": False, "quality": "", "unmet": "{}", "steps": "{}"}
    held = figures.session
    unmet = {state.code: state.state for state in states if state.state in UNMET}
    over, spoke = held.ended is not None, figures.speaking
    return {
        "superiors": figures.members.superiors,
        "contributions": spoke.contributions,
        "spoke": spoke.spoke.part,
        "short": over and held.minutes is not None and held.minutes < held.least_minutes,
        "quiet": over and QUIET_RULE in unmet,
        "quality": words_of(figures.grade, 40),
        "unmet": json.dumps(unmet, sort_keys=True),
        "steps": json.dumps(_steps(meeting, now), sort_keys=True),
    }


def _steps(meeting: Meeting, now: int) -> dict[str, int]:
    """Whole minutes of each kind of step that was taken up."""
    agenda = meeting.agenda
    until = agenda.ended if agenda.ended is not None else now
    spent: Counter[str] = Counter()
    for step in meeting.body.steps:
        if agenda.begun(step.id) is not None:
            spent[step.kind] += agenda.spent(step.id, until)
    return {kind: ms // MINUTE for kind, ms in spent.items()}


def indicator_rows(meeting: Meeting) -> Iterator[Values]:
    """Each indicator that came to an answer of the body, and the signs it found in itself beyond the list (R33–R35)."""
    for row in meeting.as_adopted().board.rows:
        if row.scope == PERSONAL or len(row.id) > _ID or "\0" in row.id:
            continue
        listed = row.number is not None
        if row.present if listed else row.present == PRESENT:
            yield {
                "indicator": row.id,
                "number": row.number,
                "answer": words_of(row.present, 20),
                "degree": words_of(row.degree, 40),
                "title": "" if listed else words_of(clause(row.text), _SAID),
            }


def remedy_rows(meeting: Meeting, now: int) -> Iterator[Values]:
    """The body's remedies as its report lists them, under the ids that its next meetings come back to them by (L16)."""
    text = meeting.as_adopted()
    scribe = Scribe.of(meeting, now, VN_OFFSET_MIN)
    day = text.details.text("date")
    for note in text.notes.solutions:
        if goes_up(note, meeting.body):
            yield {
                "remedy": words_of(commitment_id(day, note.id), 120),
                "own": True,
                "text": words_of(clause(note.text), _SAID),
                "owner": words_of(owner(scribe, note), _SAID) if note.owner.strip() else "",
                "personal": note.owner in text.labels,
                **_due(note.due),
                "state": "open",
            }
    for id, judged in text.commitments.items():
        if judged.state != "open":
            nothing = {"own": False, "text": "", "owner": "", "personal": False}
            yield {"remedy": words_of(id, 120), **nothing, **_due(judged.due), "state": judged.state}


def _due(due: str) -> Values:
    day = due if DAY.fullmatch(due) else ""
    return {"due": day, "due_words": "" if day else words_of(due, 200)}


def words_of(text: str, most: int) -> str:
    """Typed text as a column holds it: one line, without what no database takes, at most so many letters."""
    return " ".join(text.replace("\0", "").split())[:most]
