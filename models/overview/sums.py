"""Sums over units: parts and wholes are added, a percentage is made only where it is printed (R86)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

from models.figures import Figures, Part
from models.overview import standing
from models.overview.values import Overview, Told, UnitState
from models.votes import ADOPTION

Tally = Mapping[str, int]
"""How often each code occurs; no code stands in it with 0."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What units add up to. Every field is a count, or a tally by code; of an empty set all are nothing."""

    # --- units ---
    due: int = 0  # must meet
    announced: int = 0  # the day is known, or it was held
    held: int = 0
    held_in_time: int = 0  # by the plan's last day (R17)
    overdue: int = 0  # not held, and the last day is over
    short: int = 0  # held for less than the plan asks (R15)
    documents_late: int = 0  # held, but not all documents were out in time (R23)
    notified: int = 0  # held, and the superiors were told of the time before (R78)
    awaited: int = 0  # held by a body to which the plan sends somebody from above (R65–R73)
    attended: int = 0  # of these, those that somebody attended
    merged: int = 0  # held together with the regular meeting (R16)
    silent: int = 0  # held, and nobody spoke in the discussion
    adopted: int = 0
    amended: int = 0  # adopted, and something was added or put right since (L20)
    reports_due: int = 0
    reports: int = 0
    reports_in_time: int = 0
    reports_late: int = 0  # not in, and the last day is over
    waiving: int = 0  # units that left a rule unmet for a written reason
    unmet: Tally = field(default_factory=dict)  # code of a rule → units that left it unmet without one
    waived: Tally = field(default_factory=dict)  # code of a rule → units that gave a reason
    grades: Tally = field(default_factory=dict)  # code of a grade, "" for none → units held
    # --- people: of one kind of body only, since the same person may sit in several ---
    members: int = 0
    official: int = 0
    probationary: int = 0
    exempt: int = 0
    obliged: int = 0
    obliged_present: int = 0
    present: int = 0
    excused: int = 0
    unexcused: int = 0
    # --- the discussion ---
    contributions: int = 0
    opinions: int = 0
    papers: int = 0
    questions: int = 0
    spoke: int = 0  # members present who spoke at any time
    # --- indicators: what bodies show, never what one member said of oneself ---
    present_by: Tally = field(default_factory=dict)  # "7" → units that show it
    degrees: Tally = field(default_factory=dict)  # "7 it" → units that show it in that degree
    showing: int = 0  # units that show any
    signs: int = 0  # signs beyond the list that bodies show
    differences: int = 0
    settled: int = 0
    kept: int = 0
    reservations: int = 0
    # --- remedies and votes ---
    solutions: int = 0
    collective: int = 0  # those of the body, which go up one by one
    with_owner: int = 0
    with_due: int = 0
    backlog: int = 0
    passed: int = 0  # units whose vote passed the minutes
    unanimous: int = 0  # of them, those without a vote against or another opinion

    def __add__(self, other: Sums) -> Sums:
        return combined((self, other))

    @property
    def not_held(self) -> int:
        """Units that have still to meet."""
        return self.due - self.held

    @property
    def attendance(self) -> Part:
        """Of the obliged, those who came."""
        return Part(part=self.obliged_present, whole=self.obliged)

    @property
    def speaking(self) -> Part:
        """Of the members who came, those who spoke."""
        return Part(part=self.spoke, whole=self.present)

    def top(self, most: int) -> tuple[tuple[int, int], ...]:
        """(number of the indicator, units that show it), the most frequent first, equal ones by number."""
        ranked = sorted((-count, int(number)) for number, count in self.present_by.items())
        return tuple((number, -negative) for negative, number in ranked[:most])


Key = TypeVar("Key")

_NAMES = tuple((one.name, one.default is MISSING) for one in fields(Sums))
"""Every field, and whether it is a tally."""


def combined(parts: Sequence[Sums]) -> Sums:
    """All of them added up, field by field."""
    found: dict[str, Any] = {}
    for name, tally in _NAMES:
        values = [getattr(part, name) for part in parts]
        found[name] = _merged(values) if tally else sum(values)
    return Sums(**found)


def _merged(tallies: Sequence[Tally]) -> Tally:
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts.update(tally)
    return dict(counts)


def total(overview: Overview, units: Iterable[UnitState]) -> Sums:
    """What those units of the overview add up to."""
    return combined([_of(overview, unit) for unit in units])


def each(overview: Overview) -> Sequence[tuple[UnitState, Sums]]:
    """Every unit with what it adds to the sums, for whoever adds them up in several ways."""
    return [(unit, _of(overview, unit)) for unit in overview.units]


def by(units: Iterable[tuple[UnitState, Sums]], key: Callable[[UnitState], Key]) -> Mapping[Key, Sums]:
    """The sums of the units of each key, in the order in which the keys come first; units as `each` gives them."""
    groups: dict[Key, list[Sums]] = {}
    for unit, sums in units:
        groups.setdefault(key(unit), []).append(sums)
    return {value: combined(parts) for value, parts in groups.items()}


# --- one unit -------------------------------------------------------------------------------------------------------


def _of(overview: Overview, unit: UnitState) -> Sums:
    reports = standing.reports(overview.plan, unit.body)
    sent = reports and standing.report_sent(unit)
    debts = {owed.lack: owed for owed in standing.owed(overview, unit)}
    late = "report" in debts and debts["report"].late
    waiting = debts.get("hold") or debts.get("announce")
    here = Sums(
        due=1,
        announced=int(standing.announced(unit) or unit.held),
        overdue=int(waiting is not None and waiting.late),
        adopted=int(standing.adopted(unit)),
        amended=int(unit.told is not None and unit.told.figures.papers.amendments > 0),
        reports_due=int(reports),
        reports=int(sent),
        reports_in_time=int(sent and standing.report_in_time(overview, unit)),
        reports_late=int(late),
    )
    return here + _held(overview, unit, unit.told) if unit.told is not None and unit.held else here


def _held(overview: Overview, unit: UnitState, told: Told) -> Sums:
    found = told.figures
    documents = found.documents.in_time
    awaited = standing.awaits_superior(overview.plan, unit.body)
    session = Sums(
        held=1,
        held_in_time=int(standing.held_in_time(overview, unit)),
        short=int(standing.short(unit)),
        documents_late=int(documents.part < documents.whole),
        notified=int(told.notified),
        awaited=int(awaited),
        attended=int(awaited and found.members.superiors > 0),
        merged=int(found.session.separate is False),
        silent=int(found.speaking.contributions == 0),
        waiving=int(bool(found.rules.waived_codes)),
        unmet=dict.fromkeys(told.unmet, 1),
        waived=dict.fromkeys(found.rules.waived_codes, 1),
        grades={found.grade: 1},
    )
    return combined((session, _people(found), _discussion(found), _outcome(told)))


def _people(found: Figures) -> Sums:
    members = found.members
    same = ("official", "probationary", "exempt", "present", "excused", "unexcused")
    return Sums(
        members=members.total,
        obliged=members.obliged_present.whole,
        obliged_present=members.obliged_present.part,
        **{name: getattr(members, name) for name in same},
    )


def _discussion(found: Figures) -> Sums:
    said, differing = found.speaking, found.differences
    shown = [one for one in found.indicators.found if one.number is not None and one.scope != "self"]
    return Sums(
        contributions=said.contributions,
        opinions=said.opinions,
        papers=said.papers,
        questions=said.questions,
        spoke=said.spoke.part,
        present_by={str(one.number): 1 for one in shown},
        degrees={f"{one.number} {one.degree}": 1 for one in shown},
        showing=int(bool(shown)),
        differences=differing.total,
        settled=differing.settled,
        kept=differing.kept,
        reservations=differing.reservations,
    )


def _outcome(told: Told) -> Sums:
    remedies, vote = told.figures.solutions, told.figures.vote(ADOPTION)
    passed = vote is not None and vote.passed
    return Sums(
        signs=len(told.signs),
        solutions=remedies.total,
        collective=len(told.undertakings),
        with_owner=remedies.with_owner,
        with_due=remedies.with_due,
        backlog=told.figures.backlog.total,
        passed=int(passed),
        unanimous=int(passed and vote is not None and not vote.against and not vote.other),
    )
