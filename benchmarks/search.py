"""Search over all meetings of a store (L24): making the index, the first query after a start, the next ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.cell import TurnedClock, expect, open_store, people, shut, speak
from benchmarks.rows import Row, figure, timed
from models.commands import BeginStep, ListPeople, MarkRest, OpenMeeting, StartSession
from models.finding import Finder, parse
from tui.desk import Desk

MEETINGS = 120
ENTRIES = 1_000
BAR = 200.0
"""Milliseconds an answer may take, the first after a start included (L24)."""

SUBJECTS = ("việc thu gom rác thải", "nghị quyết của đảng ủy", "quỹ khuyến học", "nền nếp sinh hoạt", "giờ giấc họp tổ")
VERBS = (
    "còn chậm so với kế hoạch",
    "đã có chuyển biến rõ",
    "cần giao người theo dõi",
    "chưa được bàn kỹ",
    "phải làm ngay",
)
PLACES = ("ở thôn Đông Mít", "ở tổ tự quản số 2", "trong khu dân cư", "tại nhà văn hoá", "ở các hộ mới chuyển đến")
SIGNS = ("", "", "", "+ ", "~ ", "? ", "! ")
ENDINGS = ("", "#7", "#3 /2", "@bt", "#12 >30/9/2027", "/1")
QUERIES = (
    "rac thai",
    "@dung #7",
    "còn:mở khuyến học",
    "nen nep >2020",
    "a",
    "là:mở",
    '"tổ tự quản" 2024-03',
    "@nva #12",
)


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Making the index, the first query after a start, the next ones."""
    count = 12 if quick else MEETINGS
    home = folder / "home"
    fill(home, count)
    store = open_store(home, TurnedClock(0))
    yield figure(f"index made, {count} meetings of {ENTRIES} entries", timed(store.index.whole) / 1000, "s")
    store.close()
    first = [_first(home, query) for query in QUERIES]
    yield figure("first query after a start, the slowest", max(first), "ms", BAR)
    store = open_store(home, TurnedClock(0))
    finder = Finder(store.index.whole())
    for query in QUERIES:
        taken = median(timed(lambda query=query: finder.find(parse(query))) for _ in range(5))  # type: ignore[misc]
        total = finder.find(parse(query)).total
        yield figure(f"  {query}: {total} hits, the next time", taken, "ms", BAR)
    yield figure("looking whether the index is still true", median(timed(store.index.records) for _ in range(5)), "ms")
    store.close()


def _first(home: Path, query: str) -> float:
    """From a store just opened to the hits."""
    store = open_store(home, TurnedClock(0))
    taken = timed(lambda: Finder(store.index.refresh()).find(parse(query)))
    store.close()
    return taken


def fill(home: Path, count: int) -> None:
    """So many meetings, a month apart."""
    for number in range(count):
        hold(home, date(2016, 1, 15) + timedelta(30 * number), number)


def hold(home: Path, day: date, number: int) -> None:
    """One meeting of `ENTRIES` entries; nothing is carried over from the one before, or it would grow with each."""
    clock = TurnedClock(80)
    store = open_store(home, clock)
    desk = Desk(store)
    desk.open(store.new_meeting(day.isoformat()))
    opening = OpenMeeting("Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ", "Tân Lạc Hạ", "chi_bo", day.isoformat())
    for command in (opening, ListPeople(people(60)), MarkRest(), StartSession(), BeginStep()):
        expect(desk, command)
    members = cycle(list(desk.meeting.attendance.members)[:40])
    turn = number * 7
    while len(desk.meeting.ledger.entries) < ENTRIES:
        said = [text(turn * 3 + place) for place in range(3)]
        speak(desk, next(members), said, str(turn % 25 + 1), ("co", "khong")[turn // 25 % 2])
        turn += 1
        clock.at += 5_000
    shut(desk)


def text(number: int) -> str:
    """A note as a clerk writes it: two clauses, and what it belongs to."""
    clauses = [
        " ".join(
            part[(number // (place + step + 1)) % len(part)] for place, part in enumerate((SUBJECTS, VERBS, PLACES))
        )
        for step in range(2)
    ]
    return f"{SIGNS[number % 7]}{'; '.join(clauses)}, lần thứ {number} {ENDINGS[number % 6]}"
