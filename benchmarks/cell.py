"""A cell to measure with: as many invented members as wanted, and a meeting that has gone on for some time."""

from __future__ import annotations

import time
from itertools import cycle, islice, product
from pathlib import Path

from documents.plan_file import load_examples, load_plan
from models.commands import Assess, BeginStep, Focus, GiveFloor, MarkRest, StartSession, WriteNote
from models.people import Person, Roster, RosterLine, with_ids
from models.ruling import Refusal
from sync.paths import Paths
from sync.store import Store
from tui.desk import Desk
from tui.shorthand_entry import note_draft

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Quang", "Thanh", "Hữu", "Bảo", "Kim")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hà",
    "Hùng",
    "Lan",
    "Mai",
    "Nam",
    "Phượng",
    "Quý",
    "Sơn",
    "Thảo",
    "Uyên",
    "Việt",
)

NOTES = (
    "đồng tình với đánh giá của chi ủy, đề nghị giao tổ 2 rà soát trước ngày 30 #7",
    "còn ngại nói thẳng trong sinh hoạt, bản thân tự nhận có phần né tránh #3 @bt",
    "+ mỗi tháng họp tổ một lần, phân công người theo dõi từng việc #12",
    "~ có ý kiến cho rằng việc này đã làm tốt, chưa cần đưa vào biên bản #9",
)


class TurnedClock:
    """A clock that the measurement turns on; it starts `minutes` ago, so that a desk opened now goes on from here."""

    def __init__(self, minutes: int) -> None:
        self.at = int(time.time() * 1000) - minutes * 60_000

    def wall(self) -> int:
        """UTC ms."""
        return self.at

    def mono(self) -> int:
        """The same."""
        return self.at


def people(count: int) -> tuple[Person, ...]:
    """Invented members with different names, as a member list would give them."""
    names = islice(((s, m, g) for g, m, s in product(GIVEN, MIDDLES, SURNAMES)), 0, 7 * count, 7)
    return with_ids("cell", [_member(order, *name) for order, name in enumerate(names, 1)])


def _member(order: int, surname: str, middle: str, given: str) -> RosterLine:
    code, role = {1: ("BT", "Bí thư"), 2: ("PBT", "Phó Bí thư")}.get(order, ("ĐV", "Đảng viên"))
    return RosterLine.model_validate(
        {
            "order": order,
            "full_name": f"{surname} {middle} {given}",
            "surname_middle": f"{surname} {middle}",
            "given": given,
            "birth": str(1950 + order % 50),
            "role_code": code,
            "role": role,
            "status": "dự bị" if order % 20 == 0 else "chính thức",
        }
    )


def open_store(home: Path, clock: TurnedClock) -> Store:
    """The store in a folder, with the example indicators in the plan's slots."""
    store = Store(Paths(home), load_plan(), clock=clock)
    store.keep_indicators(load_examples())
    return store


def new_desk(home: Path, members: int = 100, minutes_ago: int = 80) -> Desk:
    """A desk over a fresh store, with a meeting of today that everybody came to and that has begun."""
    clock = TurnedClock(minutes_ago)
    store = open_store(home, clock)
    store.save_roster(Roster(unit="Chi bộ thôn Đông Mít", parent_unit="Đảng bộ xã Tân Lạc Hạ", people=people(members)))
    desk = Desk(store)
    desk.create(time.strftime("%Y-%m-%d"))
    for command in (MarkRest(), StartSession(), BeginStep()):
        expect(desk, command)
    return desk


def expect(desk: Desk, command: object) -> None:
    """Have it recorded; a refusal means that the measurement is wrong."""
    outcome = desk.do(command)  # type: ignore[arg-type]
    if isinstance(outcome, Refusal):
        raise ValueError(f"{command}: {outcome}")


def talk(desk: Desk, until: int) -> None:
    """Let the room speak until the meeting has so many entries: turns, notes, indicators."""
    clock = desk.store.clock
    members = cycle(list(desk.meeting.attendance.members)[:40])
    notes = cycle(NOTES)
    indicators = cycle(str(number) for number in range(1, 26))
    found = cycle(["co"] * 25 + ["khong"] * 25)  # an answer given twice is refused
    while len(desk.meeting.ledger.entries) < until:
        speak(desk, next(members), [next(notes), next(notes), next(notes)], next(indicators), next(found))
        assert isinstance(clock, TurnedClock)
        clock.at += 5 * 1000


def speak(desk: Desk, person: str, notes: list[str], indicator: str, found: str) -> None:
    """One turn: an indicator, the floor, some notes, a judgement. About six entries."""
    expect(desk, Focus(indicator))
    expect(desk, GiveFloor(person))
    for text in notes:
        expect(desk, WriteNote(note_draft(text, desk)))
    expect(desk, Assess(indicator, "present", found))


def shut(desk: Desk) -> None:
    """Everything on disk, every file let go."""
    desk.close()
    desk.store.close()
