"""From findings to states: which phase a rule belongs to, what is still curable, what a reason answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from models.meeting import Meeting
from models.plan import Rule
from models.rules import words
from models.rules.registry import CHECKS, Finding, Registered, RuleState, State
from models.rules.situation import Phase, Situation

UNCHECKED = Registered(
    check=lambda situation: Finding(None, "", words.BY_EYE),
    pane="steps",
    since=Phase.PREPARATION,
    live=False,
    outlasts=True,
)
"""Stands in for a rule of the plan that nothing here checks: shown, never silently dropped."""

UNMET: frozenset[State] = frozenset(("risk", "failed"))


def check(meeting: Meeting, now: int, *, over: bool = False) -> tuple[RuleState, ...]:
    """Every rule of the plan for this body as it stands at `now` (UTC ms), in order of the codes (L8).

    `over` judges as if the session ended now, so that nothing is pending that then would fail: that
    is what the question before the end is about.
    A meeting that was never opened, or whose body the plan does not know, has no rules.
    """
    kind = meeting.identity.body
    if kind not in meeting.plan.bodies:
        return ()
    situation = Situation(meeting, kind, meeting.body, now, over)
    return tuple(_state(rule, situation) for rule in meeting.plan.rules_for(kind))


def blocking(states: Iterable[RuleState]) -> tuple[RuleState, ...]:
    """What keeps the final minutes from being printed: level E and not met; no reason lifts it."""
    return tuple(state for state in states if state.level == "E" and state.state != "met")


def unanswered(states: Iterable[RuleState]) -> tuple[RuleState, ...]:
    """The warnings that ask for a written reason at closing. Ask it of `check(..., over=True)`."""
    return tuple(state for state in states if state.level == "W" and state.state in UNMET)


def summary(states: Iterable[RuleState]) -> Mapping[State, int]:
    """How many rules stand how; every state is named."""
    counts = Counter(state.state for state in states)
    order: tuple[State, ...] = ("met", "risk", "failed", "pending", "waived")
    return {state: counts[state] for state in order}


def _state(rule: Rule, situation: Situation) -> RuleState:
    entry = CHECKS.get(rule.code, UNCHECKED)
    finding = entry.check(situation)
    state = _judge(entry, finding, situation)
    reason = situation.meeting.waivers.get(rule.code, "")
    past_cure = state == "met" or (state == "failed" and entry.live)
    return RuleState(
        code=rule.code,
        label=rule.label,
        title=rule.title,
        level=rule.level_for(situation.kind, finding.case if state in UNMET else ""),
        state="waived" if reason and state in UNMET else state,
        figure=words.clip(finding.figure),
        cure="" if past_cure else finding.cure,
        reason=reason,
        jump=entry.pane,
    )


def _judge(entry: Registered, finding: Finding, situation: Situation) -> State:
    """A finding becomes a state by how far the meeting has come."""
    if finding.lost:
        return "failed"
    if situation.phase < entry.since or finding.ok is None:
        return "pending"
    if finding.ok:
        return "met"
    return "failed" if situation.ended and not entry.outlasts else "risk"
