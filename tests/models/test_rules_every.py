"""Every rule of the plan in every body it names: at risk, cured, failed, answered by a reason (L8, domain.md §10).

One table, a line a rule: how it comes to be unmet while it can still be cured, what cures it, and when it is too
late. The tests of the phases (`test_rules_preparation`, …) prove what each rule measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from documents.plan_file import load_plan
from models.facts import DifferenceSettled, DocumentNoted, GuestAdded, Moved, NoteEdited
from models.facts_minutes import RuleWaived
from models.plan import Plan
from models.rules import RuleState, blocking, check, unanswered
from models.rules.registry import CHECKS
from tests.models.build import DAY, Builder, at
from tests.models.rule_cases import (
    DUNG,
    absent,
    assessed,
    closing,
    detail,
    discussing,
    ended,
    introduced,
    note,
    on,
    people_of,
    prepared,
    read,
    running,
    spoke,
    standing,
    voted,
)

SHIPPED = load_plan()
OWNER = DUNG.id
"""Somebody of every one of these bodies."""

Stage = Callable[[Plan, str], Builder]
Cure = Callable[[Builder], Builder]


@dataclass(frozen=True)
class Case:
    """One way a rule stands unmet. Clocks are of the day of the meeting (15/9/2023), `on(…)` of another."""

    code: str
    unmet: Stage
    risk: str  # the moment at which it is at risk
    cure: Cure
    cured: str  # the moment at which the cure tells
    late: Cure  # what makes it too late
    failed: str  # the moment after that
    level: str = ""  # the level of this case where it is not the rule's own


def same(cell: Builder) -> Builder:
    """Only time goes by."""
    return cell


def starts(cell: Builder) -> Builder:
    """The session begins."""
    return cell.started("14:00")


def ends(cell: Builder) -> Builder:
    """The session ends as it is."""
    return ended(cell if cell.meeting.agenda.started is not None else cell.started("14:00"))


def stays(**facts: object) -> Cure:
    """Details that are set."""
    return lambda cell: cell.say(*(detail(field, value) for field, value in facts.items()))  # type: ignore[arg-type]


def told(cell: Builder) -> Builder:
    """Every superior of the plan was told."""
    return stays(notified_on="2023-09-10", notified_whom="đ/c Hạ, UVTV phụ trách; đ/c Lài, ĐUV theo dõi")(cell)


def handed_out(cell: Builder) -> Builder:
    """Every document was given out in time."""
    return cell.say(*(DocumentNoted(document=id, given="2023-09-11") for id in cell.meeting.handouts))


def identified(cell: Builder) -> Builder:
    """Time, place, chair and clerk."""
    first, second, *_ = people_of(cell.meeting.body)
    return stays(planned_start="14:00", place="Hội trường", chair=first.id, clerk=second.id)(cell)


def everybody_here(cell: Builder) -> Builder:
    """Everybody is marked."""
    return cell.present(*people_of(cell.meeting.body), clock="14:03")


def skipping(plan: Plan, kind: str) -> Builder:
    """From the roll call straight to the discussion."""
    return running(plan, kind).step(plan.bodies[kind].step_of_kind("discussion").id, "14:05")


def everybody_spoke(cell: Builder) -> Builder:
    """Each of them gave an opinion."""
    return cell.say(*(spoke(person, f"14:{45 + person.order}") for person in people_of(cell.meeting.body)))


def all_questions(cell: Builder) -> Builder:
    """An opinion that touches whatever the body is asked."""
    return cell.say(note("n1", "opinion", questions=tuple(question.id for question in cell.meeting.body.questions)))


def found_seven(plan: Plan, kind: str) -> Builder:
    """Indicator 7 was found, nothing more is said of it."""
    return discussing(plan, kind).say(assessed(7, "present", "co"))


def left_over(plan: Plan, kind: str) -> Builder:
    """Work left over that nobody answers for."""
    return discussing(plan, kind).say(note("n1", "backlog", "Hồ sơ đất tổ 4 chậm hai tháng"))


def owned(cell: Builder) -> Builder:
    """Somebody answers for it, and has a remedy."""
    edited = NoteEdited(note="n1", kind="backlog", text="Hồ sơ đất tổ 4 chậm hai tháng", owner=OWNER)
    return cell.say(edited, note("n2", "solution", "Trả lời từng hộ", owner=OWNER, due="2023-10-01"))


def superior(cell: Builder) -> Builder:
    """Whoever the plan sends comes."""
    role = next(superior.role for superior in cell.meeting.body.superiors if superior.attends)
    return cell.say(GuestAdded(person="g1", name="Phan Thị Lài", superior=True, role=role, at=DAY))


def summed_up(cell: Builder) -> Builder:
    """The chair said all that the body asks for."""
    said = {"summary": "Thống nhất.", "quality": "tot", "participation": "Nghiêm túc."}
    return stays(
        **{field: text for field, text in said.items() if field != "participation" or cell.meeting.body.participation}
    )(cell)


def hurried(plan: Plan, kind: str) -> Builder:
    """The summing-up began after an hour."""
    return closing(plan, kind, "15:00")


TABLE = (
    Case("C01", prepared, "13:50", identified, "13:55", ends, "16:00"),
    Case("C02", prepared, on(10), handed_out, on(12), starts, "14:01"),
    Case("C03", prepared, on(10), told, on(11), starts, "14:01"),
    Case(
        "C04",
        lambda plan, kind: prepared(plan, kind).say(detail("date", "2023-09-25")),
        on(10),
        stays(date="2023-09-15"),
        on(11),
        same,
        on(21),
    ),
    Case("C05", prepared, on(10), stays(separate=True), on(11), ends, "16:00"),
    Case("C06", lambda plan, kind: prepared(plan, kind).started(), "14:02", everybody_here, "14:04", ends, "16:00"),
    Case("C07", skipping, "14:06", introduced, "14:41", ends, "16:00"),
    Case("C08", discussing, "14:45", same, "14:55", lambda cell: ended(cell, "14:45"), "14:50"),
    Case("C09", discussing, "14:45", everybody_spoke, "15:00", ends, "16:00"),
    Case("C10", discussing, "14:45", everybody_spoke, "15:00", ends, "16:00"),
    Case(
        "C11",
        lambda plan, kind: closing(plan, kind).say(voted(4)),
        "15:41",
        lambda cell: cell.say(spoke(DUNG), note("n1", "solution")),
        "15:42",
        ends,
        "16:00",
    ),
    Case("C12", discussing, "14:45", all_questions, "14:55", ends, "16:00"),
    Case(
        "C13",
        found_seven,
        "14:45",
        lambda cell: cell.say(assessed(7, "degree", "it"), note("n1", "solution", indicators=("7",))),
        "14:55",
        ends,
        "16:00",
    ),
    Case(
        "C14",
        discussing,
        "14:45",
        lambda cell: cell.say(note("n1", "solution", owner=OWNER, due="2023-10-01")),
        "14:55",
        ends,
        "16:00",
    ),
    Case("C15", left_over, "14:51", owned, "14:55", ends, "16:00"),
    Case(
        "C16",
        lambda plan, kind: discussing(plan, kind).say(note("n1", "difference")),
        "14:51",
        lambda cell: cell.say(DifferenceSettled(note="n1", outcome="kept")),
        "14:55",
        ends,
        "16:00",
    ),
    Case("C17", closing, "15:26", summed_up, "15:30", ends, "16:00"),
    Case("C18", closing, "15:26", lambda cell: cell.say(read(), voted(4)), "15:41", ends, "16:00"),
    Case(
        "C19",
        lambda plan, kind: closing(plan, kind).say(voted(4, 1)),
        "15:41",
        lambda cell: cell.say(voted(4)),
        "15:42",
        ends,
        "16:00",
    ),
    Case(
        "C19",
        lambda plan, kind: closing(plan, kind).say(voted(2, 2)),
        "15:41",
        lambda cell: cell.say(voted(3, 1)),
        "15:42",
        ends,
        "16:00",
        level="W",
    ),
    Case("C20", hurried, "15:04", same, "15:30", lambda cell: ended(cell, "15:24"), "16:00"),
    Case("C21", running, "14:05", superior, "14:10", ends, "16:00"),
    Case(
        "C22",
        lambda plan, kind: running(plan, kind).say(absent(DUNG)),
        "14:05",
        lambda cell: cell.say(Moved(move="m1", person=DUNG.id, way="in", at=at("14:09"))),
        "14:10",
        ends,
        "16:00",
    ),
    Case(
        "C23",
        lambda plan, kind: ended(closing(plan, kind)),
        on(26, 10),
        stays(report_sent="2023-10-25"),
        on(27, 10),
        same,
        on(30, 10),
    ),
)

IN_BODIES = [
    pytest.param(case, kind, id=f"{case.code}{'-' + case.level if case.level else ''}-{kind}")
    for case in TABLE
    for kind in SHIPPED.bodies
    if case.code in {rule.code for rule in SHIPPED.rules_for(kind)}
]

every = pytest.mark.parametrize(("case", "kind"), IN_BODIES)


def weight(plan: Plan, case: Case, kind: str) -> str:
    """The level the plan gives this case in that body."""
    rule = next(rule for rule in plan.rules if rule.code == case.code)
    return case.level or rule.level_for(kind)


def by_code(cell: Builder, clock: str, code: str) -> tuple[RuleState, ...]:
    """The rule alone, as `blocking` and `unanswered` take it."""
    return tuple(state for state in check(cell.meeting, at(clock)) if state.code == code)


def test_the_table_has_every_rule_of_the_plan_and_every_rule_a_check() -> None:
    """A rule added to the plan fails here until its four states are proved."""
    codes = {rule.code for rule in SHIPPED.rules}
    assert {case.code for case in TABLE} == codes
    assert codes == {f"C{number:02}" for number in range(1, 24)} == set(CHECKS)


@every
def test_at_risk_it_has_its_weight_its_figure_and_its_cure_l8(plan: Plan, case: Case, kind: str) -> None:
    found = standing(case.unmet(plan, kind), case.code, case.risk)
    assert (found.state, found.level) == ("risk", weight(plan, case, kind))
    assert found.figure
    assert found.cure.endswith((".", "…"))


@every
def test_the_cure_makes_it_met(plan: Plan, case: Case, kind: str) -> None:
    found = standing(case.cure(case.unmet(plan, kind)), case.code, case.cured)
    assert (found.state, found.cure) == ("met", "")


@every
def test_too_late_it_has_failed(plan: Plan, case: Case, kind: str) -> None:
    found = standing(case.late(case.unmet(plan, kind)), case.code, case.failed)
    assert (found.state, found.level) == ("failed", weight(plan, case, kind))


@every
def test_a_written_reason_answers_it_but_never_lifts_level_e(plan: Plan, case: Case, kind: str) -> None:
    cell = case.late(case.unmet(plan, kind)).say(RuleWaived(rule=case.code, reason="Mất điện cả phường"))
    found = by_code(cell, case.failed, case.code)
    assert [(state.state, state.reason) for state in found] == [("waived", "Mất điện cả phường")]
    assert unanswered(found) == ()
    assert bool(blocking(found)) is (weight(plan, case, kind) == "E")


@every
def test_without_a_reason_a_warning_is_asked_about_and_information_is_not(plan: Plan, case: Case, kind: str) -> None:
    found = by_code(case.late(case.unmet(plan, kind)), case.failed, case.code)
    assert bool(unanswered(found)) is (weight(plan, case, kind) == "W")
    assert bool(blocking(found)) is (weight(plan, case, kind) == "E")


@pytest.mark.parametrize("kind", SHIPPED.bodies)
def test_a_body_has_the_rules_that_name_it_and_no_other(plan: Plan, kind: str) -> None:
    """domain.md §10, column "bodies"."""
    shown = [state.code for state in check(prepared(plan, kind).meeting, at("13:50"))]
    assert shown == [rule.code for rule in plan.rules if kind in rule.bodies]
