"""A small cell for the tests of the rules, and ways to ask how one rule stands."""

from __future__ import annotations

from models.facts import (
    Assessed,
    AssessedField,
    DetailSet,
    FloorGiven,
    Marked,
    NoteKind,
    NoteWritten,
    ReadingBegun,
    SessionEnded,
    Value,
    VoteTaken,
)
from models.people import Person
from models.plan import Plan
from models.rules import RuleState, check
from models.votes import ADOPTION
from tests.models.build import Builder, at, member

AN = member(1, "Lê Văn An", "BT")
BINH = member(2, "Hồ Thị Bình", "PBT")
CHI = member(3, "Vũ Văn Chí", "CUV")
DUNG = member(4, "Đỗ Thị Dung")
HA = member(5, "Ngô Văn Hà", "ĐVDB", status="dự bị")
CELL = (AN, BINH, CHI, DUNG, HA)


def prepared(plan: Plan) -> Builder:
    """A cell of five, opened for 15/9/2023; nothing of the preparation is recorded yet."""
    return Builder(plan).opened().list(*CELL)


def running(plan: Plan) -> Builder:
    """The session runs since 14:00, everybody is there, the roll call is the step."""
    return prepared(plan).started("14:00").present(*CELL).step("on_dinh", "14:00", AN)


def discussing(plan: Plan) -> Builder:
    """The steps before the discussion were held as the plan asks; it began at 14:40."""
    cell = running(plan)
    for step, clock in (("quan_triet", "14:08"), ("doc_bai_viet", "14:14"), ("trinh_bay_kh", "14:26")):
        cell.step(step, clock, AN)
    return cell.step("trinh_bay_bieu_hien", "14:33", BINH).step("thao_luan", "14:40")


def closing(plan: Plan) -> Builder:
    """The summing-up began at 15:25."""
    return discussing(plan).step("tong_hop", "15:25", AN)


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
