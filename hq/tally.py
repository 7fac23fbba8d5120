"""What one unit adds to the sums of all above it: a measure's name → a whole number.

Sums are exact because they are sums of whole numbers: shares are kept as part and whole, never as percentages. A
measure is a name, or a name with what it is of: `indicator:7:co`, `degree:7:co_luc`, `grade:tot`, `day:2023-09-15`.
Nothing in it is about one person (sync.md §8).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row

from hq.access import in_hanoi
from hq.counting import Stage, is_judged, stage_of
from hq.fold_rows import PERSONAL
from models.board import PRESENT
from models.figures.values import Figures
from models.minutes.phrases import iso_date
from models.overview.standing import awaits_superior
from models.plan import Plan
from models.votes import ADOPTION

VERSION: Final = 6
"""Raised when a tally is made otherwise than before: every standing is then made anew."""

Tally = Mapping[str, int]
"""Measure → count; what is not named is 0."""

UNITS: Final = "units"
"""Units that the campaign asks for a session."""

_STAGES: Final = {
    "sent": Stage.PLANNED,
    "notified": Stage.NOTIFIED,
    "started": Stage.RUNNING,
    "held": Stage.HELD,
    "adopted": Stage.ADOPTED,
}
"""Measure → the stage from which on a unit counts in it, as far as stages follow from each other."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The meeting that counts for a unit: its summary with the figures read, its answers, its remedies as they stand.

    `figures` None: the plan does not know the body.
    """

    row: Row[Any]
    figures: Figures | None
    answers: Sequence[Row[Any]]
    tasks: Sequence[Row[Any]]


def tally(body: str, counted: Counted | None, plan: Plan | None) -> Tally:
    """The tally of a unit of that body; `plan` is that of the campaign, None where it is not known."""
    found: Counter[str] = Counter({UNITS: 1, f"units:{body}": 1})
    if counted is not None:
        found.update(_progress(body, counted.row, plan))
        if counted.figures is not None and stage_of(counted.row) >= Stage.HELD:
            found.update(_session(body, counted.row, counted.figures))
            found.update(_board(counted.answers))
            found.update(_tasks(counted.tasks))
    return {measure: count for measure, count in found.items() if count}


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum of several."""
    found: Counter[str] = Counter()
    for one in tallies:
        found.update(one)
    return {measure: count for measure, count in found.items() if count}


def stored(one: Tally) -> str:
    """As a column holds it: the same for the same counts."""
    return json.dumps({measure: count for measure, count in sorted(one.items()) if count}, separators=(",", ":"))


def read(text: str) -> dict[str, int]:
    """What `stored` gave."""
    found: dict[str, int] = json.loads(text)
    return found


# --- how far the unit is --------------------------------------------------------------------------------------------


def _progress(body: str, row: Row[Any], plan: Plan | None) -> Counter[str]:
    stage = stage_of(row)
    over = stage >= Stage.HELD
    found = Counter({name: int(stage >= least) for name, least in _STAGES.items()})
    found["notified"] = int(bool(row.notified))
    found["adopted"] = int(row.adopted_at is not None)
    found[f"held:{body}"] = int(over)
    found["reported"] = int(bool(row.report_sent))
    found["reported_late"] = int(report_is_late(row, plan))
    found["held_late"] = int(over and session_is_late(row, plan))
    found["held_in_time"] = int(over and _is_in_time(row, plan))
    found["late"] = int(is_late(row, plan))
    awaited = over and (plan is None or awaits_superior(plan, body))
    found["awaited"] = int(awaited)
    found["attended"] = int(awaited and row.superiors > 0)
    found["unjudged"] = int(not is_judged(row.flags))
    found["short"] = int(row.short)
    found["quiet"] = int(row.quiet)
    found[f"day:{row.date}"] = int(over)
    return found


def is_late(row: Row[Any], plan: Plan | None) -> bool:
    """Whether the unit was late: with its session or with its report. Without a plan nobody is."""
    return (stage_of(row) >= Stage.HELD and session_is_late(row, plan)) or report_is_late(row, plan)


def session_is_late(row: Row[Any], plan: Plan | None) -> bool:
    """Whether the session was held after the plan's last day (R17)."""
    return plan is not None and bool(row.date) and row.date > plan.deadlines.session.last_day.isoformat()


def _is_in_time(row: Row[Any], plan: Plan | None) -> bool:
    """Whether the session's day is known and not after the plan's last one; without a date it is that of its start."""
    began = None if row.started is None else in_hanoi(row.started).date()
    day = iso_date(row.date) or began
    return plan is not None and day is not None and plan.deadlines.session.met_by(day)


def report_is_late(row: Row[Any], plan: Plan | None) -> bool:
    """Whether the report went out after its last day (R79)."""
    return plan is not None and bool(row.report_sent) and row.report_sent > plan.deadlines.report.last_day.isoformat()


# --- the session that was held --------------------------------------------------------------------------------------

_MEMBERS: Final = (
    "total", "official", "probationary", "exempt",
    "present", "present_official", "present_probationary", "excused", "unexcused", "late",
)  # fmt: skip
_SPEAKING: Final = ("contributions", "opinions", "papers", "questions", "speakers")
_INDICATORS: Final = ("discussed", "present", "not_present", "unclear", "beyond", "beyond_present")
_DIFFERENCES: Final = ("total", "settled", "kept", "open", "reservations")
_SOLUTIONS: Final = ("total", "own", "collective", "with_owner", "with_due", "feasible")


def _session(body: str, row: Row[Any], figures: Figures) -> Counter[str]:
    found: Counter[str] = Counter()
    groups = (
        ("members", figures.members, _MEMBERS),
        ("speaking", figures.speaking, _SPEAKING),
        ("indicators", figures.indicators, _INDICATORS),
        ("differences", figures.differences, _DIFFERENCES),
        ("solutions", figures.solutions, _SOLUTIONS),
    )
    for group, values, names in groups:
        found.update({f"{group}:{name}": getattr(values, name) for name in names})
    obliged = figures.members.obliged_present
    for scope in ("members", f"members:{body}"):
        found[f"{scope}:obliged"], found[f"{scope}:obliged_present"] = obliged.whole, obliged.part
    found["spoke"], found["spoke:of"] = figures.speaking.spoke.part, figures.speaking.spoke.whole
    found["showing"] = int(any(one.number is not None and one.scope != PERSONAL for one in figures.indicators.found))
    found["wordless"] = int(not figures.speaking.contributions)
    found["minutes"] = figures.session.minutes or 0
    found[f"signs:{row.date}"] = figures.indicators.present
    found["merged"] = int(figures.session.separate is False)
    found["documents:late"] = int(figures.documents.in_time.part < figures.documents.in_time.whole)
    found["amended"] = int(figures.papers.amendments > 0)
    found[f"grade:{row.quality}"] = 1
    found.update(_votes(figures))
    for kind, minutes in json.loads(row.steps).items():
        found[f"step:{kind}"], found[f"step:{kind}:of"] = minutes, 1
    for code, state in json.loads(row.unmet).items():
        found[f"rule:{code}:{state}"] = 1
    return found


def _votes(figures: Figures) -> Counter[str]:
    vote = figures.vote(ADOPTION)
    if vote is None:
        return Counter()
    return Counter(
        {
            "vote:for": vote.in_favour.part,
            "vote:base": vote.in_favour.whole,
            "vote:against": vote.against,
            "vote:other": vote.other,
            "vote:unanimous": int(vote.in_favour.part > 0 and not vote.against and not vote.other),
        }
    )


def _board(answers: Iterable[Row[Any]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in answers:
        if one.number is None:
            found["beyond"] += 1
            continue
        found[f"indicator:{one.number}:{one.answer}"] += 1
        if one.answer == PRESENT:
            found[f"degree:{one.number}:{one.degree}"] += 1
    return found


def _tasks(tasks: Iterable[Row[Any]]) -> Counter[str]:
    """Done ones, and the others by the day they are due: which are overdue is asked of them on any day."""
    found: Counter[str] = Counter()
    for one in tasks:
        found["task:done" if one.state == "done" else f"task:{one.due}"] += 1
    return found
