"""Meetings in which each rule stands in each of its ways, and what the panel says of them (kept by `whole`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from models import facts as f
from models.fact import Fact, Value
from models.facts_minutes import RuleWaived
from models.plan import Plan
from models.rules import blocking, check, summary, unanswered
from tests.models import rule_cases as case
from tests.models.build import Builder, at, member

Scene = tuple[Callable[[Plan], Builder], str]
"""How the meeting is made, and the clock time of 15/9/2023 at which it is looked at."""

TOLD = "Lê An (Ủy viên Thường vụ), Đảng ủy viên theo dõi"


def _prepared(kind: str = "chi_bo", **details: Value) -> Callable[[Plan], Builder]:
    said = [case.detail(field, value) for field, value in details.items()]
    return lambda plan: case.prepared(plan, kind).say(*said)


def _papers(given: str) -> Callable[[Plan], Builder]:
    """Three papers given out on a day, the fourth never."""
    papers = [f.DocumentNoted(document=paper, given=given) for paper in ("ct24", "kh171", "kh186")]
    return lambda plan: case.prepared(plan).say(*papers)


def _running(*facts: Fact, kind: str = "chi_bo") -> Callable[[Plan], Builder]:
    return lambda plan: case.running(plan, kind).say(*facts)


def _discussing(*facts: Fact, kind: str = "chi_bo") -> Callable[[Plan], Builder]:
    return lambda plan: case.discussing(plan, kind).say(*facts)


def _closing(*facts: Fact, kind: str = "chi_bo", clock: str = "15:25") -> Callable[[Plan], Builder]:
    return lambda plan: case.closing(plan, kind, clock).say(*facts)


def _ended(*facts: Fact, kind: str = "chi_bo", clock: str = "15:45") -> Callable[[Plan], Builder]:
    return lambda plan: case.ended(case.closing(plan, kind).say(*facts), clock)


def _called(*facts: Fact) -> Callable[[Plan], Builder]:
    """The session runs and only the chair is marked."""

    def made(plan: Plan) -> Builder:
        return case.prepared(plan).started("14:00").present(case.AN).step("on_dinh", "14:00", case.AN).say(*facts)

    return made


def _undiscussed(plan: Plan) -> Builder:
    return case.ended(case.running(plan))


def _left_early(plan: Plan) -> Builder:
    gone = f.Moved(move="m_1", person=case.BINH.id, way="out", at=at("15:00"))
    return case.discussing(plan, "dang_uy").say(case.spoke(case.AN), gone)


def _all_gone(plan: Plan) -> Builder:
    """Whoever came has spoken or left."""
    out = (f.Moved(move=f"m_{one.order}", person=one.id, way="out", at=at("15:00")) for one in case.CELL[1:])
    return case.discussing(plan).say(case.spoke(case.AN), *out)


def _many(plan: Plan) -> Builder:
    """Nineteen of twenty are there."""
    people = tuple(member(n, f"Trần Thị {n}") for n in range(1, 21))
    desk = Builder(plan).opened().list(*people).started("14:00").present(*people[1:])
    return desk.step("on_dinh", "14:00").say(case.absent(people[0]))


def _unknown_rule(plan: Plan) -> Builder:
    """A younger plan has a rule that this program cannot check."""
    rules = plan.rulebook.rules
    book = plan.rulebook.model_copy(update={"rules": (*rules, rules[0].model_copy(update={"code": "C99"}))})
    return case.running(plan.model_copy(update={"rulebook": book}))


def _guest(name: str, post: str, role: str = "") -> f.GuestAdded:
    return f.GuestAdded(person=f"g_{name}", name=name, post=post, superior=True, at=at("13:55"), role=role)


def _unasked(plan: Plan) -> Builder:
    """A plan that asks for nothing that can be left out."""
    body = plan.bodies["chi_bo"]
    steps = tuple(step for step in body.steps if step.kind not in case.INTRODUCTION)
    less = case.with_body(plan, "chi_bo", steps=steps, questions=(), superiors=())
    return case.ended(Builder(less.model_copy(update={"documents": ()})).opened().started("14:00"))


_SAID = (case.detail("summary", "Thống nhất"), case.detail("quality", "tot"))
_OWED = case.note("n_1", "backlog", "Hồ sơ của 12 hộ dân ở ngõ 3 và ngõ 5 còn chậm")
_OWNED = case.note("n_1", "backlog", "Hồ sơ", owner=case.AN.id)
_AGREED = tuple(case.assessed(number, "present", "khong") for number in range(1, 26))

SCENES: Final[Mapping[str, Scene]] = {
    "nothing is known": (lambda plan: Builder(plan).opened().say(case.detail("date", "")), "13:00"),
    "listed, five days before": (_prepared(), case.on(10)),
    "the day before": (_prepared(place="Nhà văn hóa", chair=case.AN.id), case.on(14)),
    "after the last day": (_prepared(), case.on(25)),
    "too late a day": (_prepared(date="2023-09-28"), case.on(10)),
    "told": (_prepared(notified_on="2023-09-10", notified_whom=TOLD), case.on(11)),
    "told nobody": (_prepared(notified_on="2023-09-10"), case.on(11)),
    "told one": (_prepared(notified_on="2023-09-10", notified_whom="Ủy viên Thường vụ"), case.on(11)),
    "told too late": (_prepared(notified_on="2023-09-17", notified_whom=TOLD), case.on(17)),
    "with the regular meeting": (_prepared(separate=False), case.on(11)),
    "papers in time": (_papers("2023-09-12"), case.on(13)),
    "papers late": (_papers("2023-09-13"), case.on(13)),
    "too late a day, session on": (_running(case.detail("date", "2023-09-28")), "14:05"),
    "papers late, session on": (_running(*(f.DocumentNoted(document="ct24", given="2023-09-13"),)), "14:05"),
    "with the regular meeting, session on": (_running(case.detail("separate", False)), "14:05"),
    "told nobody, session on": (_running(), "14:05"),
    "roll call": (_called(), "14:02"),
    "absent without reasons": (
        _called(
            f.Marked(person=case.BINH.id, status="excused", at=at("14:01")),
            case.absent(case.CHI, "ốm"),
            case.absent(case.DUNG),
            case.absent(case.HA),
        ),
        "14:04",
    ),
    "absent without leave": (_running(case.absent(case.DUNG)), "14:05"),
    "steps passed over": (lambda plan: case.running(plan).step("thao_luan", "14:10"), "14:30"),
    "the wrong presenters": (lambda plan: case.running(plan).step("quan_triet", "14:05", case.DUNG), "14:06"),
    "no discussion": (_undiscussed, "15:50"),
    "no discussion yet": (_running(), "15:25"),
    "discussion begun": (_discussing(case.spoke(case.CHI)), "14:50"),
    "discussion too short": (lambda plan: case.closing(plan, clock="14:45"), "15:26"),
    "discussion too short, over": (lambda plan: case.ended(case.closing(plan, clock="14:45")), "15:50"),
    "nobody is here": (lambda plan: case.prepared(plan).started("14:00").step("thao_luan", "14:00"), "14:10"),
    "everybody must speak": (_discussing(case.spoke(case.AN), kind="dang_uy"), "15:00"),
    "none left to speak": (_all_gone, "15:10"),
    "many came, one without leave": (_many, "14:05"),
    "a rule nobody checks": (_unknown_rule, "14:05"),
    "some left unheard": (_left_early, "15:10"),
    "all have spoken": (
        _discussing(*(case.spoke(one, f"14:{41 + one.order}") for one in case.CELL[:4]), kind="dang_uy"),
        "15:00",
    ),
    "hollow": (_closing(*_AGREED, case.read(), case.voted(4)), "15:41"),
    "lively": (
        _closing(case.spoke(case.AN), case.note("n_1", "solution", owner=case.AN.id, due="2023-10-01"), case.voted(4)),
        "15:41",
    ),
    "one keeps an opinion": (
        _closing(case.voted(4), f.OpinionReserved(reservation="r_1", person=case.CHI.id, at=at("15:41"))),
        "15:42",
    ),
    "questions touched": (
        _discussing(*(case.note(f"n_{n}", "opinion", questions=(f"Q{n}",)) for n in (1, 3, 6))),
        "15:00",
    ),
    "found without a degree": (_closing(case.assessed(3, "present", "co"), case.assessed(5, "present", "co")), "15:30"),
    "found and complete": (
        _closing(
            *_AGREED,
            case.assessed(3, "present", "co"),
            case.assessed(3, "degree", "it"),
            case.note("n_1", "solution", "Khắc phục", owner=case.AN.id, due="2023-10-01", indicators=("3",)),
        ),
        "15:30",
    ),
    "remedies incomplete": (_discussing(case.note("n_1", "solution", "Làm ngay")), "15:00"),
    "backlog unasked": (_closing(kind="dang_uy"), "15:30"),
    "backlog denied": (_closing(case.detail("no_backlog", True), kind="dang_uy"), "15:30"),
    "backlog unowned": (
        _closing(_OWED, case.note("n_2", "backlog", "Sổ"), case.note("n_3", "backlog", "Đèn"), kind="ubnd"),
        "15:30",
    ),
    "backlog without remedies": (_closing(_OWNED, kind="dang_uy"), "15:30"),
    "backlog with remedies": (
        _closing(_OWNED, case.note("n_2", "solution", owner=case.AN.id), kind="dang_uy"),
        "15:30",
    ),
    "differences open": (
        _closing(
            case.note("n_1", "difference", "Một"),
            case.note("n_2", "difference", "Hai"),
            case.note("n_3", "difference", "Ba"),
            case.note("n_4", "difference", "Bốn"),
            f.DifferenceSettled(note="n_2", outcome="settled"),
        ),
        "15:30",
    ),
    "summed up": (_closing(*_SAID, case.detail("participation", "Tốt")), "15:30"),
    "summed up but for taking part": (_closing(*_SAID), "15:30"),
    "a grade nobody knows": (_closing(case.detail("summary", "x"), case.detail("quality", "z"), kind="ubnd"), "15:30"),
    "read": (_closing(case.read()), "15:35"),
    "passed": (_ended(case.read(), case.voted(3, 1)), "15:50"),
    "not passed": (_closing(case.read(), case.voted(2, 2)), "15:41"),
    "too many votes": (_closing(case.read(), case.voted(5)), "15:41"),
    "more voters than members": (_closing(case.read(), case.voted(5, entitled=6)), "15:41"),
    "more voters than members of a committee": (_closing(case.voted(5, entitled=6), kind="dang_uy"), "15:41"),
    "counted of too few": (_closing(case.read(), case.voted(4, base=3)), "15:41"),
    "read too late": (_ended(case.read("15:46"), case.voted(4, clock="15:47")), "15:50"),
    "voted too late": (_ended(case.read(), case.voted(4, clock="15:47")), "15:50"),
    "too short": (_ended(clock="15:20"), "15:50"),
    "superior of the cell": (_running(_guest("Đặng Quốc Tường", "Đảng ủy viên")), "14:05"),
    "nobody from above": (_running(kind="ubnd"), "14:05"),
    "superior of the right post": (_running(_guest("Đặng Quốc Tường", "", "BTDU"), kind="ubnd"), "14:05"),
    "superior of another post": (_running(_guest("Đặng Quốc Tường", "Chánh Văn phòng"), kind="ubnd"), "14:05"),
    "superior of two other posts": (
        _running(_guest("Tường", "x", "PCT"), _guest("Lan", "y", "UV"), kind="ubnd"),
        "14:05",
    ),
    "superior of no post": (_running(_guest("Tường", ""), _guest("Lan", "Trưởng ban"), kind="ubnd"), "14:05"),
    "report sent": (_ended(case.detail("report_sent", "2023-10-20")), case.on(20, 10)),
    "report sent late": (_ended(case.detail("report_sent", "2023-11-02")), case.on(30, 10)),
    "report soon due": (_ended(), case.on(28, 10)),
    "report overdue": (_ended(), case.on(32, 10)),
    "nothing asked": (_unasked, "15:50"),
    "waived": (_ended(RuleWaived(rule="C20", reason="Mất điện"), clock="15:20"), "15:50"),
}
"""Every figure and every cure of `models.rules.words` is said in one of them."""


def standing(plan: Plan) -> str:
    """Each scene: how every rule stands, and what is said of those that no earlier scene said the same of."""
    said: set[str] = set()
    return "\n".join(_scene(name, make(plan), at(clock), said) for name, (make, clock) in SCENES.items())


def _scene(name: str, desk: Builder, now: int, said: set[str]) -> str:
    states, over = check(desk.meeting, now), check(desk.meeting, now, over=True)
    lines = [
        f"{one.code} {one.level} {one.state} [{one.figure}] {one.cure}" + (f" // {one.reason}" if one.reason else "")
        for one in states
    ]
    new = [line for line in lines if line not in said]
    said.update(new)
    stand = " ".join(f"{one.code}={one.state}" for one in states)
    later = " ".join(f"{two.code}={two.state}" for one, two in zip(states, over, strict=True) if one.state != two.state)
    held = " ".join(f"{state}={count}" for state, count in summary(states).items())
    stops = " ".join(one.code for one in blocking(states))
    asks = " ".join(one.code for one in unanswered(over))
    return "\n".join((f"== {name}", *new, stand, f"if over: {later}", held, f"stop: {stops}; ask: {asks}", ""))
