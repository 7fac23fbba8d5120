"""A small cell, or a committee of its people, for the tests of the rules, and ways to ask how one rule stands."""

from __future__ import annotations

from models.fact import AssessedField, NoteKind, Value
from models.facts import Assessed, DetailSet, FloorGiven, Marked, NoteWritten, SessionEnded, VoteTaken
from models.facts_minutes import ReadingBegun
from models.people import Person
from models.plan import Body, Plan
from models.rules import RuleState, check
from models.votes import ADOPTION
from tests.models.build import Builder, at, member

AN = member(1, "Lê Văn An", "BT")
BINH = member(2, "Hồ Thị Bình", "PBT")
CHI = member(3, "Vũ Văn Chí", "CUV")
DUNG = member(4, "Đỗ Thị Dung")
HA = member(5, "Ngô Văn Hà", "ĐVDB", status="dự bị")
CELL = (AN, BINH, CHI, DUNG, HA)


INTRODUCTION = {"purpose": "14:08", "reading": "14:14", "presentation": "14:26", "indicators": "14:33"}
"""When the steps before the discussion begin."""


def people_of(body: Body) -> tuple[Person, ...]:
    """The cell, or a committee of the same people by the posts of its body: four of them vote in either."""
    if body.voting == "members":
        return CELL
    first, *others = CELL[:4]
    leads = first.model_copy(update={"role_code": body.step_of_kind("purpose").presenters[0]})
    return (leads, *(other.model_copy(update={"role_code": "ĐV"}) for other in others))


def prepared(plan: Plan, kind: str = "chi_bo") -> Builder:
    """Five people, or a committee of four, opened for 15/9/2023; nothing of the preparation is recorded yet."""
    return Builder(plan).opened(kind).list(*people_of(plan.bodies[kind]))


def running(plan: Plan, kind: str = "chi_bo") -> Builder:
    """The session runs since 14:00, everybody is there, the roll call is the step."""
    body = plan.bodies[kind]
    people = people_of(body)
    cell = prepared(plan, kind).started("14:00").present(*people)
    return cell.step(body.step_of_kind("roll_call").id, "14:00", people[0])


def introduced(cell: Builder) -> Builder:
    """The steps before the discussion that its body has, each presented as the plan asks."""
    body = cell.meeting.body
    for step in body.steps:
        if step.kind in INTRODUCTION:
            (first, *_) = (person for person in people_of(body) if person.role_code in step.presenters)
            cell.step(step.id, INTRODUCTION[step.kind], first)
    return cell


def discussing(plan: Plan, kind: str = "chi_bo") -> Builder:
    """The steps before the discussion were held as the plan asks; it began at 14:40."""
    return introduced(running(plan, kind)).step(plan.bodies[kind].step_of_kind("discussion").id, "14:40")


def closing(plan: Plan, kind: str = "chi_bo", clock: str = "15:25") -> Builder:
    """The summing-up began at 15:25."""
    body = plan.bodies[kind]
    return discussing(plan, kind).step(body.step_of_kind("conclusion").id, clock, people_of(body)[0])


def ended(cell: Builder, clock: str = "15:45") -> Builder:
    """The session closed."""
    return cell.say(SessionEnded(at=at(clock)))


def detail(field: str, value: Value) -> DetailSet:
    """One field of the meeting."""
    return DetailSet(field=field, value=value)


def absent(person: Person, reason: str = "") -> Marked:
    """Marked absent, with a reason or without."""
    status = "excused" if reason else "unexcused"
    return Marked.model_validate({"person": person.id, "status": status, "reason": reason, "at": at("14:01")})


def spoke(person: Person, clock: str = "14:45") -> FloorGiven:
    """An opinion in the discussion."""
    return FloorGiven(turn=f"t_{person.order}", person=person.id, kind="opinion", at=at(clock))


def note(id: str, kind: NoteKind, text: str = "Nói rõ việc chậm", **more: object) -> NoteWritten:
    """A note of the discussion."""
    return NoteWritten.model_validate({"note": id, "kind": kind, "text": text, "at": at("14:50"), **more})


def assessed(indicator: int | str, field: AssessedField, value: str) -> Assessed:
    """One field of one indicator."""
    return Assessed(indicator=str(indicator), field=field, value=value)


def read(clock: str = "15:33") -> ReadingBegun:
    """The minutes are being read."""
    return ReadingBegun(at=at(clock))


def voted(
    in_favour: int, against: int = 0, other: int = 0, *, entitled: int = 4, base: int = 4, clock: str = "15:40"
) -> VoteTaken:
    """The vote on the minutes; of this cell four may vote."""
    counts = {"for": in_favour, "against": against, "other": other, "entitled": entitled, "base": base}
    said = {"motion": ADOPTION, "title": "Thông qua biên bản", "mode": "open", "at": at(clock)}
    return VoteTaken.model_validate({**said, **counts})


def standing(cell: Builder, code: str, clock: str = "15:00", *, over: bool = False) -> RuleState:
    """How one rule stands at a clock time of the day of the meeting."""
    (found,) = (state for state in check(cell.meeting, at(clock), over=over) if state.code == code)
    return found


def on(day: int, month: int = 9) -> str:
    """09:00 of another day of 2023, as a clock of the day of the meeting (15/9)."""
    days = day - 15 if month == 9 else 15 + day if month == 10 else 0
    return f"{9 + 24 * days}:00"


def with_limits(plan: Plan, **limits: object) -> Plan:
    """The plan with other thresholds, nothing else changed."""
    thresholds = plan.thresholds.model_copy(update=limits)
    return plan.model_copy(update={"rulebook": plan.rulebook.model_copy(update={"thresholds": thresholds})})


def with_body(plan: Plan, kind: str, **otherwise: object) -> Plan:
    """The plan with one of its bodies asking otherwise."""
    body = plan.bodies[kind].model_copy(update=otherwise)
    return plan.model_copy(update={"bodies": {**plan.bodies, kind: body}})
