"""Connecting with headquarters by files, from the pane: a request on a stick, the answer, the fingerprint compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hq.enrolment import enroll_by_file
from models.plan import Plan
from sync.account import load_account
from sync.enrolment import introduced_as
from sync.protocol import EnrolmentFile, EnrolmentRequest
from sync.signing import fingerprint
from tests.sync.headquarters import HQ_CELL, OTHER_CELL, UNIT, URL, Laptop, Office
from tests.tui.bench import DAY, make_bench, press, shown, shut
from tui import words_sync as texts
from tui.connecting import ask_answer
from tui.panes.meetings import MeetingsPane
from tui.panes.sync import SyncPane
from tui.typed_path import typed_path
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """The pane of headquarters on a laptop that is not connected, without a meeting."""
    made = make_bench(tmp_path / "desk", meeting=False, pane=MeetingsPane())
    made.show(SyncPane())
    yield made
    made.post.stop()
    shut(made)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def requested(bench: Workbench, stick: Path) -> EnrolmentRequest:
    """What lies on the stick after the clerk asked for it to be written there."""
    press(bench, "1", "may cua Lan", "enter")
    assert texts.REQUEST_ASK in shown(bench)
    bench.set_text(str(stick))
    press(bench, "enter")
    (file,) = stick.iterdir()
    return EnrolmentRequest.model_validate_json(file.read_bytes())


def answered(office: Office, asked: EnrolmentRequest, stick: Path, url: str = URL) -> EnrolmentFile:
    """Headquarters' answer, on the same stick."""
    file = enroll_by_file(office.services, HQ_CELL, "clerk", asked, url)
    (stick / "tra-loi.json").write_text(file.model_dump_json(), encoding="utf-8")
    return file


def taken(bench: Workbench, path: Path) -> None:
    press(bench, "2")
    bench.set_text(str(path))
    press(bench, "enter")


def enrolled(bench: Workbench) -> bool:
    return bench.desk.store.paths.account.exists()


def test_the_pane_offers_files_where_no_network_is(bench: Workbench) -> None:
    """sync.md §8, offline enrolment: both steps are told where the clerk looks for headquarters."""
    told = shown(bench)
    assert "không có mạng" in told.lower()
    for key, label in texts.SYNC_ENROLL_KEYS:
        assert key in told
        assert label in told


def test_a_laptop_without_a_network_is_connected_by_files(bench: Workbench, office: Office, stick: Path) -> None:
    """Request, answer found in the stick's folder, fingerprint compared, and the account is there."""
    asked = requested(bench, stick)
    assert (asked.device, asked.name) == (bench.desk.store.device.id, "may cua Lan")
    assert texts.REQUEST_WRITTEN.split(":")[0] in shown(bench)
    answered(office, asked, stick)
    taken(bench, stick)
    told = shown(bench)
    assert fingerprint(office.services.public) in told
    assert UNIT in told
    assert not enrolled(bench)
    press(bench, texts.ENROLL_YES, "enter")
    assert texts.ENROLLED.format(unit=UNIT) in shown(bench)
    account = load_account(bench.desk.store.paths.account)
    assert account is not None
    assert (account.url, account.name, account.cells) == (URL, "may cua Lan", (HQ_CELL, *account.cells[1:]))
    assert bench.post.account is not None
    assert UNIT in shown(bench)


@pytest.mark.parametrize(("typed", "units"), [("", 0), ("gì", 0), ("cùng", 1), ("khác", 2)])
def test_a_file_of_another_unit_asks_which_it_is(
    bench: Workbench, office: Office, tmp_path: Path, stick: Path, typed: str, units: int
) -> None:
    """Both names are shown; only the word is an answer. Told apart, the first unit keeps its own id."""
    answered(office, requested(bench, stick), stick)
    taken(bench, stick)
    press(bench, texts.ENROLL_YES, "enter")
    store, own = bench.desk.store, "Chi bộ xóm Bãi"
    store.units.keep(replace(store.units.current, name=own))
    asked = introduced_as(store.identities(), "", store.cell)
    file = enroll_by_file(office.services, OTHER_CELL, "clerk", asked, URL)
    (stick / "khac.json").write_text(file.model_dump_json(), encoding="utf-8")
    ask_answer(bench)
    bench.set_text(str(stick / "khac.json"))
    press(bench, "enter")
    told = shown(bench)
    assert own in told
    assert UNIT in told
    assert bench.post.account is not None
    assert bench.post.account.cells[0] == HQ_CELL, "nothing has changed yet"
    press(bench, *([typed] if typed else []), "enter")
    assert (bench.post.account.cells[0] == OTHER_CELL) == (units > 0)
    assert len(store.units.all()) == max(1, units)
    assert (str(HQ_CELL) in {one.id for one in store.units.all()}) == (units != 1)


@pytest.mark.parametrize("typed", ["", "không", "d"])
def test_a_fingerprint_that_nobody_compared_connects_nobody(
    bench: Workbench, office: Office, stick: Path, typed: str
) -> None:
    """Enter alone is no yes: the key might be anybody's."""
    answered(office, requested(bench, stick), stick)
    taken(bench, stick / "tra-loi.json")
    press(bench, typed, "enter")
    assert texts.COMPARE_NOT in shown(bench)
    assert not enrolled(bench)


def test_the_fingerprint_itself_may_be_typed_as_it_is_read_out(bench: Workbench, office: Office, stick: Path) -> None:
    answered(office, requested(bench, stick), stick)
    taken(bench, stick)
    press(bench, fingerprint(office.services.public).upper(), "enter")
    assert enrolled(bench)


def test_what_is_no_answer_to_this_laptop_changes_nothing(
    bench: Workbench, office: Office, stick: Path, tmp_path: Path, plan: Plan
) -> None:
    """An answer changed on its way, another laptop's, an empty folder, a file that is not there: each is told."""
    asked = requested(bench, stick)
    file = answered(office, asked, stick)
    changed = file.enrolled.replace(UNIT, "Chi bộ khác")
    (stick / "tra-loi.json").write_text(file.model_copy(update={"enrolled": changed}).model_dump_json(), "utf-8")
    other = Laptop(tmp_path / "other", plan, office)
    foreign = asked.model_copy(update={"device": other.store.device.id})
    (stick / "khac.json").write_text(
        enroll_by_file(office.services, HQ_CELL, "clerk", foreign, URL).model_dump_json(), "utf-8"
    )
    other.close()
    said = {}
    for path in (stick / "tra-loi.json", stick / "khac.json", stick, stick / "không có.json"):
        taken(bench, path)
        said[bench.notice.text] = bench.notice.style
        assert bench.prompt is None
    assert len(said) == 4
    assert set(said.values()) == {"wrong"}
    assert not enrolled(bench)


def test_an_answer_without_an_address_asks_for_it(bench: Workbench, office: Office, stick: Path) -> None:
    """And an address that would send openly is refused."""
    answered(office, requested(bench, stick), stick, url="")
    taken(bench, stick)
    press(bench, "http://truso.vn", "enter")
    assert "https" in bench.notice.text
    taken(bench, stick)
    press(bench, URL, "enter", texts.ENROLL_YES, "enter")
    assert enrolled(bench)


def test_a_request_is_never_written_over_another_file(bench: Workbench, stick: Path) -> None:
    requested(bench, stick)
    (file,) = stick.iterdir()
    before = file.read_bytes()
    press(bench, "1", "ten khac", "enter")
    bench.set_text(str(file))
    press(bench, "enter")
    assert bench.notice.style == "wrong"
    assert file.read_bytes() == before


def test_a_stick_that_cannot_be_written_is_told(bench: Workbench, stick: Path) -> None:
    (stick / "tệp").write_bytes(b"")
    press(bench, "1", "enter")
    bench.set_text(str(stick / "tệp" / "x.json"))
    press(bench, "enter")
    assert bench.notice.style == "wrong"


@pytest.mark.parametrize("key", ["1", "2"])
@pytest.mark.parametrize("typed", ["d" * 300, "a\\" + "b" * 300])
def test_a_path_that_cannot_be_is_told(bench: Workbench, stick: Path, key: str, typed: str) -> None:
    """A name longer than a disk takes: a sentence, and the desk goes on."""
    press(bench, *((key, "may cua Lan", "enter") if key == "1" else (key,)))
    bench.set_text(str(stick / typed))
    press(bench, "enter")
    failed = texts.REQUEST_FAILED if key == "1" else texts.ANSWER_FAILED
    assert failed.split("{")[0].strip()[:12] in shown(bench)
    assert list(stick.iterdir()) == []


def test_a_home_that_nobody_has_stays_as_typed() -> None:
    """A folder may be called like that; the desk does not stop over it."""
    assert typed_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_both_steps_are_commands_too_and_wait_for_the_end_of_a_meeting(bench: Workbench) -> None:
    """By name, also on a laptop that is connected already and has to be connected anew."""
    press(bench, "escape", "ctrl+p", "bang tep", "enter")
    assert texts.STEP_REQUEST in shown(bench)
    assert texts.STEP_ANSWER in shown(bench)
    press(bench, "escape")
    bench.desk.create(DAY)
    bench.show(SyncPane())
    press(bench, "1")
    assert bench.notice.text == texts.CLOSE_FIRST
    press(bench, "2")
    assert bench.prompt is None
