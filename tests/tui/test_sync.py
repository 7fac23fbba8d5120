"""The pane of headquarters, the header's count, enrolment, and lines that come in while a meeting is open."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from models.commands import SetDetail
from models.plan import Plan
from sync.courier import Courier
from sync.errors import HeadquartersAway
from sync.standing import Outcome, Standing, State
from sync.support import CONTENT, write_support
from tests.hq.serving import listening
from tests.sync.headquarters import HQ_CELL, OTHER_CELL, UNIT, URL, Cable, Laptop, Office
from tests.tui.bench import DAY, clock_of, make_bench, press, shown, shut, text_of
from tui import words_sync as texts
from tui.asking import day_first
from tui.header import header
from tui.panes.meetings import MeetingsPane
from tui.panes.sync import SyncPane, has
from tui.post import PATIENCE, tell_enrolment
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A desk without a meeting."""
    made = make_bench(tmp_path / "desk", meeting=False, pane=MeetingsPane())
    yield made
    made.post.stop()
    shut(made)


def connect(bench: Workbench, office: Office) -> Cable:
    """Enrol the desk's laptop; its courier goes when the test says so."""
    from sync.client import Headquarters
    from sync.enrolment import Line, enroll

    cable = Cable(office)

    def dial(url: str, token: str, ca: str, plain: bool) -> Headquarters:
        return Headquarters(url, token, ca=ca, plain=plain, transport=cable)

    enroll(bench.desk.store, Line(URL), office.code(), name="Máy của Lan", dial=dial)
    bench.post.courier = Courier(bench.desk.store, dial=dial, clock=bench.desk.store.clock)
    return cable


def go(bench: Workbench) -> None:
    """One round, and the next second of the screen."""
    assert bench.desk.store.writer.drain(10)
    assert bench.post.courier is not None
    bench.post.courier.once()
    bench.post.tick()


def test_a_laptop_that_is_not_connected_says_how(bench: Workbench) -> None:
    bench.show(SyncPane())
    assert "chưa nối với trụ sở" in shown(bench)
    assert "nhập mã" in shown(bench)


def test_the_pane_says_that_headquarters_has_all(bench: Workbench, office: Office) -> None:
    """sync.md §7: "Trụ sở có đủ 412/412"."""
    connect(bench, office)
    bench.desk.create(DAY)
    go(bench)
    bench.show(SyncPane())
    count = bench.desk.replica.saved if bench.desk.replica else 0
    told = shown(bench)
    assert texts.HAS_ALL.format(count=count) in told
    bench.desk.do(SetDetail("place", "Nhà văn hoá"))
    assert bench.desk.store.writer.drain(10)
    assert texts.HAS_SOME.format(there=count, here=count + 1, waiting=1) in shown(bench)
    go(bench)
    count += 1
    assert texts.HAS_ALL.format(count=count) in shown(bench)
    assert "máy của Lan" in told
    assert "máy Máy" not in told
    assert day_first(DAY) in told
    assert texts.MODES["auto"] in told


def test_what_waits_and_why_it_was_held_is_told(bench: Workbench, office: Office) -> None:
    connect(bench, office)
    bench.desk.create(DAY)
    go(bench)
    assert bench.post.courier is not None
    outcome = bench.post.courier.told.outcome
    assert outcome is not None
    (key,) = outcome.standings
    outcome.standings[key] = Standing(*key, State.HELD, 412, 400, "scope")
    bench.show(SyncPane())
    told = shown(bench)
    assert "400/412" in told
    assert texts.REASONS["scope"][:20] in told


@pytest.mark.parametrize("reason", sorted(texts.REASONS))
def test_every_reason_fits_the_smallest_screen(bench: Workbench, office: Office, reason: str) -> None:
    connect(bench, office)
    bench.show(SyncPane())
    assert bench.post.courier is not None
    key = (UUID(int=1), UUID(int=2))
    outcome = Outcome(standings={key: Standing(*key, State.HELD, 5, 2, reason)}, trouble=HeadquartersAway("hq_away"))
    bench.post.courier.told = type(bench.post.courier.told)(outcome=outcome, trouble=outcome.trouble)
    assert "2/5" in shown(bench, 60, 10)


def test_clocks_that_differ_by_more_than_two_minutes_are_told(bench: Workbench, office: Office) -> None:
    """sync.md §4."""
    connect(bench, office)
    bench.show(SyncPane())
    assert bench.post.courier is not None
    told = bench.post.courier.told
    for offset, expected in ((119_000, False), (-300_000, True)):
        bench.post.courier.told = type(told)(outcome=Outcome(offset=offset))
        assert ("Đồng hồ máy này lệch" in shown(bench)) == expected


def test_a_short_loss_of_the_connection_alarms_nobody(bench: Workbench, office: Office) -> None:
    """design: under 10 s nothing is said; later the header counts what waits, quietly."""
    cable = connect(bench, office)
    bench.desk.create(DAY)
    go(bench)
    assert bench.post.courier is not None
    cable.meet("GET", "cut", "cut")
    bench.desk.do(SetDetail("place", "Nhà văn hoá"))
    go(bench)
    assert bench.desk.waiting == 0
    clock_of(bench).pass_time(seconds=PATIENCE // 1000 + 1)
    bench.post.tick()
    assert bench.desk.waiting == 1
    top = text_of(header(bench.desk, 100)[1])
    assert texts.WAITING.format(count=1) in top
    go(bench)
    go(bench)
    assert bench.desk.waiting == 0
    assert "chờ gửi" not in text_of(header(bench.desk, 100)[1])


def test_digits_choose_when_to_send_and_it_is_kept(bench: Workbench, office: Office) -> None:
    """The clerk's word: by itself, when told to, never."""
    connect(bench, office)
    bench.show(SyncPane())
    press(bench, "2")
    assert bench.desk.store.setting("sync") == "asked"
    assert texts.MODES["asked"] in shown(bench)
    press(bench, "1")
    assert bench.desk.store.setting("sync") == "auto"


def test_lines_of_another_laptop_come_into_the_open_meeting(
    bench: Workbench, office: Office, tmp_path: Path, plan: Plan
) -> None:
    """Notes taken on one laptop show on the other, without anybody pressing a key (L18)."""
    connect(bench, office)
    bench.desk.create(DAY)
    other = Laptop(tmp_path / "other", plan, office)
    other.enroll()
    meeting = other.begin(DAY)
    other.say("place", "Nhà văn hoá thôn")
    other.sync()
    assert bench.desk.replica is not None
    assert bench.desk.replica.id == meeting
    heard: list[frozenset[str]] = []
    bench.desk.listeners.append(heard.append)
    go(bench)
    assert bench.desk.meeting.details.text("place") == "Nhà văn hoá thôn"
    assert any("detail" in parts for parts in heard)
    other.close()


def test_the_desk_asks_for_address_code_and_name(bench: Workbench) -> None:
    """A code that headquarters cannot be asked for is told in a sentence, and nothing changed."""
    press(bench, "ctrl+p", "noi voi tru so", "enter")
    assert texts.ENROLL_URL in shown(bench)
    press(bench, "http://truso.vn", "enter", "bcd-fgh", "enter", "may lan", "enter")
    for _ in range(200):
        answer = bench.post.enrolled()
        if answer is not None:
            break
        time.sleep(0.01)
    else:
        pytest.fail("no answer")
    assert "https" in str(answer)
    assert not bench.desk.store.paths.account.exists()


@pytest.mark.parametrize(("typed", "cells"), [("khác", [OTHER_CELL]), ("cùng", [OTHER_CELL]), ("", [])])
def test_a_code_of_another_unit_is_asked_about_before_it_is_used(
    tmp_path: Path, office: Office, typed: str, cells: list[UUID]
) -> None:
    """sync.md §8: both units are named; only the word is an answer, and without one the code stays good."""
    bench = make_bench(tmp_path / "own", pane=MeetingsPane())
    bench.desk.close()
    store, own = bench.desk.store, "Chi bộ xóm Bãi"
    store.units.keep(replace(store.units.current, name=own))
    with listening(office.services) as url:
        press(bench, "ctrl+p", "noi voi tru so", "enter")
        press(bench, url, "enter", office.code(OTHER_CELL), "enter", "may lan", "enter")
        wait_for(lambda: "Cùng hay khác" in told_now(bench))
        assert own in shown(bench)
        assert UNIT in shown(bench)
        assert not store.paths.account.exists()
        press(bench, *([typed] if typed else []), "enter")
        done = texts.ENROLLED.format(unit=UNIT) if typed else texts.OTHER_STOPPED.partition(".")[0]
        wait_for(lambda: done in told_now(bench))
    account = bench.post.account
    assert [cell for cell in (account.cells if account else ()) if cell in (HQ_CELL, OTHER_CELL)] == cells
    assert len(store.units.all()) == 1 + (typed == "khác")
    bench.post.stop()
    shut(bench)


def told_now(bench: Workbench) -> str:
    """The screen after one more second."""
    tell_enrolment(bench)
    return shown(bench)


def wait_for(whether: Callable[[], bool]) -> None:
    """Until the call in the background is done."""
    for _ in range(3000):
        if whether():
            return
        time.sleep(0.01)
    pytest.fail("no answer")


def test_the_summary_in_words() -> None:
    """What waits is not what was held."""
    a, b = (UUID(int=1), UUID(int=2)), (UUID(int=1), UUID(int=3))
    assert has([])[0] == texts.HAS_NONE
    assert has([], kept=True)[0] == texts.HAS_UNKNOWN, "nothing is called sent that nobody asked about"
    assert has([Standing(*a, State.WAITING, 412, 400)])[0] == "Trụ sở có 400/412 mục · chờ gửi 12"
    whole = Standing(*b, State.WHOLE, 400, 400)
    assert "12 mục không gửi được" in has([Standing(*a, State.HELD, 12, 0), whole])[0]
    assert has([whole])[0] == "Trụ sở có đủ 400/400 mục"


def test_the_support_file_holds_no_content_and_no_name(bench: Workbench, office: Office, tmp_path: Path) -> None:
    """Versions, counts, sizes, hashes, errors; no text, no names, no token, no address."""
    connect(bench, office)
    bench.desk.create(DAY)
    go(bench)
    account = bench.post.account
    assert account is not None
    output = tmp_path / "x.zip"
    write_support(bench.desk.store.paths, output)
    with zipfile.ZipFile(output) as file:
        text = file.read(CONTENT).decode()
    found = json.loads(text)
    names = [person.full_name for person in bench.desk.meeting.people.values()]
    assert len(names) == 22
    assert not [
        word for word in (*names, account.token, account.unit, URL, "Máy của Lan", str(HQ_CELL)) if word in text
    ]
    assert found["attempts"][0]["code"] == ""
    assert found["streams"][0]["lines"] == bench.desk.replica.saved if bench.desk.replica else 0
    assert found["receipts"][0][1] == "whole"
