"""Odd text under every command, on the screen and line by line: it is used, or refused in words; the desk goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import StartSession
from tests.tui.bench import clock_of, press, screen, shown
from tests.tui.clerks import COMMANDS
from tui import words
from tui.board_facts import room_facts
from tui.panes.live import LivePane
from tui.plain.bench import PlainBench
from tui.plain.face import Face
from tui.plain.naming import names_of
from tui.registry import Action
from tui.workbench import Workbench

ODD = ("²", "[b]Tên[/b] {0} 👩‍👩‍👧")
"""A digit that Python does not count with; markup and signs."""

ENDLESS = "9" * 4_400
"""A number that Python refuses to read."""

ASKING = tuple(action for action in COMMANDS if not action.id.startswith(("export", "minutes", "keep", "report")))
"""Commands that ask or list something; the others write papers, which takes long and reads nothing typed."""

COUNTING = frozenset(("speaker", "board", "earlier", "restart", "order"))
"""Commands whose question may be answered with a number."""


@pytest.fixture
def odd_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that get odd names lie where the test may write."""
    monkeypatch.chdir(tmp_path)


def type_under(bench: Workbench, action: Action, typed: str) -> None:
    """Call the command, then type and take a text twice, looking at the screen each time."""
    bench.run(action)
    for _ in range(2):
        bench.edited(typed)
        bench.taken(typed)
        screen(bench)
    bench.home(LivePane())


def test_odd_text_is_used_or_refused_by_every_command(session: Workbench, odd_folder: None) -> None:
    for action in ASKING:
        for typed in ODD:
            type_under(session, action, typed)


def test_a_number_without_end_is_used_or_refused(session: Workbench, odd_folder: None) -> None:
    for action in ASKING:
        if action.id in COUNTING:
            type_under(session, action, ENDLESS)


def test_odd_text_is_used_or_refused_line_by_line(session: Workbench, odd_folder: None) -> None:
    """L23."""
    face = Face(PlainBench(session.desk, lambda bench: LivePane()))
    for action in ASKING:
        face.take(f".{names_of(action)[0]} {ODD[0]}")
        face.take(ODD[0])
        face.interrupted()


@pytest.mark.parametrize("command", ["diễn biến", "sửa", "bỏ", "biểu quyết 1 2", "bàn", "sửa phút hùng,", "nói"])
def test_a_number_without_end_is_used_or_refused_line_by_line(session: Workbench, command: str) -> None:
    """L23."""
    face = Face(PlainBench(session.desk, lambda bench: LivePane()))
    assert face.take(f".{command} {ENDLESS}")
    assert face.take(ENDLESS)


@pytest.mark.parametrize(("typed", "began"), [("1405", "14:05"), ("14:05", "14:05"), ("5", "14:45"), ("0", "14:50")])
def test_the_beginning_is_told_in_minutes_or_as_a_time(bench: Workbench, typed: str, began: str) -> None:
    """L9: four digits are a time; as minutes they would lie on another day."""
    clock_of(bench).pass_time(50)
    press(bench, "f6", typed, "enter")
    started = bench.desk.meeting.agenda.started
    assert started is not None
    assert bench.desk.clock(started) == began


@pytest.mark.parametrize("typed", ["9999", "1500", "²", "-5", "9" * 5_000])
def test_a_beginning_that_cannot_be_is_asked_for_again(bench: Workbench, typed: str) -> None:
    clock_of(bench).pass_time(50)
    press(bench, "f6", typed, "enter")
    assert bench.desk.meeting.agenda.started is None
    assert bench.notice.text == words.START_HOW
    assert bench.prompt is not None


def test_a_number_that_is_none_picks_no_row(session: Workbench) -> None:
    """A keyboard may have a key "²"; it is a digit to Python, and no number."""
    session.run(next(action for action in COMMANDS if action.id == "choose_step"))
    assert not session.key("²")


def test_a_session_said_to_have_begun_before_every_calendar_is_shown(
    session: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a beginning may have been recorded by an earlier version, or by another laptop."""
    monkeypatch.setattr("models.decide_steps.DAY", 10**30)
    for ago in (10**15, 10**25):
        assert session.desk.do(StartSession(ago)) is not None
        assert shown(session)
        assert session.desk.minutes().blocks
        assert room_facts(session.desk.meeting, session.desk.now(), 420, 0)
