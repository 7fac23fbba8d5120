"""`bienban board` beside a desk that records: two processes, one folder (store.md §4 "Locking")."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.commands import GiveFloor
from models.facts import SessionEnded
from sync.paths import Paths
from tests.house.sources import ROOT
from tests.tui.bench import press, shown
from tests.tui.running import begin_session, desk_on
from tui import words_board
from tui import words_errands as texts
from tui.board_page import PAGE_NAME, SHELL_NAME, closed_page
from tui.board_process import RoomBoard
from tui.workbench import Workbench

GENEROUS = 30.0
"""Seconds after which something never comes."""


def wait_for(what: str, path: Path) -> None:
    """Until the page holds a text."""
    until = time.monotonic() + GENEROUS
    while not (path.exists() and what in path.read_text("utf-8")):
        assert time.monotonic() < until, f"{what} never came"
        time.sleep(0.05)


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "tui", "--home", str(home), "board", "--no-open", *arguments]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@contextmanager
def board(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The board in a process of its own."""
    process = subprocess.Popen(
        command(home, *arguments),
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        with process:
            yield process
            assert process.stdin is not None
            if process.poll() is None:
                process.terminate()
    finally:
        process.kill()


def told(home: Path, *arguments: str) -> tuple[int, str]:
    """What a board says that cannot begin."""
    done = subprocess.run(
        command(home, *arguments), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    begin_session(tmp_path / "data", speaker="Nguyễn Thị Bích")
    return tmp_path / "data"


def content(home: Path) -> Path:
    return Paths(home).room / PAGE_NAME


@pytest.mark.slow
def test_the_room_sees_the_next_speaker_while_the_desk_records(home: Path) -> None:
    """The desk holds the store; the board follows its file, writes nothing of the record, and ends on Ctrl-C."""
    with board(home) as running:
        wait_for("Nguyễn Thị Bích", content(home))
        with desk_on(home) as desk:
            person = list(desk.meeting.people)[4]
            name = desk.meeting.name(person)
            assert name not in content(home).read_text("utf-8")
            assert isinstance(desk.do(GiveFloor(person)), tuple)
            wait_for(name, content(home))
            assert isinstance(desk.do(GiveFloor(list(desk.meeting.people)[5])), tuple)
        running.send_signal(signal.SIGINT)
        assert running.wait(GENEROUS) == 0
        assert running.stdout is not None
        assert words_board.BOARD_OFF in running.stdout.read()
    assert content(home).read_text("utf-8") == closed_page()
    assert (Paths(home).room / SHELL_NAME).exists()


@pytest.mark.slow
def test_the_board_ends_with_the_desk_that_started_it(home: Path) -> None:
    """However the desk ends, the pipe it held is closed."""
    with board(home, "--until-closed", "--dark") as running:
        wait_for('data-look="dark"', content(home))
        assert running.stdin is not None
        running.stdin.close()
        assert running.wait(GENEROUS) == 0
    assert content(home).read_text("utf-8") == closed_page("dark")


@pytest.mark.slow
def test_following_leaves_the_record_as_it_is(home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*.journal")}
    with board(home):
        wait_for("Nguyễn Thị Bích", content(home))
    assert {path: path.read_bytes() for path in home.rglob("*.journal")} == before


@pytest.mark.slow
def test_what_cannot_be_shown_is_told(home: Path, tmp_path: Path) -> None:
    """design.md §3: no store, no such meeting, a session long over: a sentence and exit code 1."""
    assert told(tmp_path / "nothing") == (1, texts.NO_MEETINGS)
    assert not (tmp_path / "nothing").exists()
    code, said = told(home, "2001-01-01")
    assert code == 1
    assert "2001-01-01" in said
    with desk_on(home) as desk:
        assert desk.replica is not None
        desk.replica.record([SessionEnded(at=desk.now() - 3_600_000)])
    assert told(home) == (1, words_board.BOARD_OVER)
    (home / "people.journal").write_bytes(b"not ours")
    code, said = told(home)
    assert (code, said.endswith(".")) == (1, True)


@pytest.mark.slow
def test_the_desk_starts_its_board_and_ends_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the palette: a process of the same interpreter on the same folder; it is gone when the desk is."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with desk_on(home) as desk:
        room = RoomBoard(desk.store.paths)
        room.start(desk.store.meetings()[0].id)
        wait_for("Nguyễn Thị Bích", content(home))
        started = room.running
        room.stop()
        assert (started, room.running) == (True, False)
    assert content(home).read_text("utf-8") == closed_page()


class StillBoard(RoomBoard):
    """A board whose process is somebody else's business."""

    on = False
    dead = False
    broken = False

    @property
    def running(self) -> bool:
        return self.on

    @property
    def died(self) -> bool:
        return self.dead

    def start(self, meeting: str) -> None:
        if self.broken:
            raise FileNotFoundError
        self.on, self.meeting = True, meeting

    def stop(self) -> None:
        self.on = self.dead = False


def test_the_palette_turns_the_board_on_and_off(session: Workbench) -> None:
    """L22: found by its name without marks; the second call ends it, and what failed is told with the way around."""
    room = StillBoard(session.desk.store.paths)
    session.room = room
    call = ("ctrl+p", "bang cho hoi truong", "enter")
    press(session, *call)
    assert room.meeting == (session.desk.replica.id if session.desk.replica else "")
    assert SHELL_NAME in shown(session)
    press(session, "enter", *call)
    assert not room.on
    assert session.notice.text == words_board.ROOM_STOPPED
    room.dead = True
    press(session, *call)
    assert words_board.ROOM_COMMAND in shown(session, 200)
    room.broken = True
    press(session, *call)
    assert words_board.ROOM_COMMAND in session.notice.text
    assert session.notice.style == "wrong"
