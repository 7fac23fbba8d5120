"""The real app and a disk that fails it: nothing called saved is ever lost (L1, store.md §5 bars 2, 6, 7, 9)."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pyte
import pytest

from sync.paths import Paths
from sync.verify import State, verify
from tests.tui.apps.desk_app import BROKEN, FULL, HANG, SYNCS
from tests.tui.pty_harness import ROOT, PtyApp, start_app
from tests.tui.running import (
    ENTER,
    ESC,
    F2,
    F3,
    F7,
    LEAVE,
    SAVED,
    SAVING,
    TAB,
    UNDO,
    begin_session,
    desk_on,
    note_texts,
    settled,
    the_app,
)
from tui import words
from tui import words_recovery as texts
from tui.desk import Desk
from tui.shorthand_entry import unfinished

pytestmark = pytest.mark.slow

MANH = "Lê Bảo Mạnh"
FRAME_END = b"\x1b[?2026l"
"""What ends a frame: a terminal shows a frame whole or not at all."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with a session that runs; Lê Bảo Mạnh speaks."""
    begin_session(tmp_path / "home", speaker=MANH)
    return tmp_path / "home"


@pytest.fixture
def switches(tmp_path: Path) -> Path:
    folder = tmp_path / "switches"
    folder.mkdir()
    return folder


# --- killed -----------------------------------------------------------------------------------------------------

SPEAKERS = ("manh", "doan", "bich", "toan", "hùng 84", "lieu")
KILLS = 21
"""Kills a run; three runs with seeds of their own."""


@dataclass
class Typist:
    """Somebody who types a meeting: every sentence has its number."""

    chance: Random
    number: int = 0
    half: str = ""
    typed: list[str] = field(default_factory=list)

    def act(self) -> str:
        """The keys of one act of a clerk."""
        kind = self.chance.randrange(10)
        if kind < 5:
            return f"{self._sentence()}{ENTER}"
        if kind < 8:
            return f"{F3}{self.chance.choice(SPEAKERS)}{ENTER}{ESC}{self._sentence()}{ENTER}"
        if kind == 8:
            return f"{F2}hai{TAB}4{ESC}"
        return f"{F7}{F2}hai{ENTER}{ESC}"

    def half_sentence(self) -> str:
        """The keys of a line that Enter never takes."""
        self.half = self._sentence()
        return self.half

    def _sentence(self) -> str:
        self.number += 1
        return f"câu {self.number:04d} của người nói"


def numbers(text: str) -> list[int]:
    """The numbers of the sentences in a text."""
    return [int(found) for found in re.findall(r"câu (\d{4})", text)]


def last_frame(app: PtyApp) -> str:
    """What stood on the screen when the app was killed: all whole frames, and nothing of a torn one."""
    app.pump(0.05)
    screen = pyte.Screen(app.terminal.columns, app.terminal.lines)
    whole, _, _ = bytes(app.output).rpartition(FRAME_END)
    pyte.ByteStream(screen).feed(whole + FRAME_END)
    return "\n".join(screen.display)


def check_disk(home: Path, seen: str) -> tuple[str, str, str]:
    """After a kill: every file readable, the sentences in order without a gap, all that was called saved among them.

    Gives step, speaker and the line that was being typed, as the record has them.
    """
    states = {finding.state for finding in verify(home)}
    assert states <= {State.WHOLE, State.TORN}
    with desk_on(home) as desk:
        kept = numbers("\n".join(note.text for note in desk.meeting.notes.all))
        assert kept == list(range(1, len(kept) + 1))
        log = seen.partition("Diễn biến")[2].rpartition("\n Ghi")[0]
        shown = max(numbers(log), default=0)
        pending = re.search(rf"{SAVING} (\d+)", seen)
        assert len(kept) >= shown - (int(pending[1]) if pending else 0), seen
        return stand_of(desk)


def stand_of(desk: Desk) -> tuple[str, str, str]:
    """Step, speaker and half-typed line of a record."""
    meeting = desk.meeting
    current, turn = meeting.agenda.current, meeting.floor.current
    assert current is not None
    return (
        meeting.body.step(current.step).label,
        meeting.name(turn.person) if turn is not None else "",
        unfinished(desk),
    )


def reopened(app: PtyApp, stand: tuple[str, str, str]) -> None:
    """The question at reopening tells step, speaker and unfinished line; Enter goes on exactly there (L1c)."""
    step, speaker, half = stand
    app.wait_until(lambda text: words.PANE_RECOVERY in text and texts.RECOVERY_GO_ON[:20] in text)
    told = " ".join(app.text().split())
    assert step in told
    assert (speaker or texts.RECOVERY_NOBODY) in told
    assert half in told
    app.send(ENTER)
    app.wait_until(lambda text: "Diễn biến" in text and f"▸ {half}".rstrip() in text)
    assert step in app.text()
    assert (speaker or words.FLOOR_EMPTY) in app.text()


def wait_for_draft(home: Path, text: str) -> None:
    """Wait until the line being typed is on disk; only then can a kill be asked for it."""
    deadline = time.monotonic() + 20
    while text.encode() not in Paths(home).drafts.read_bytes():
        assert time.monotonic() < deadline, "the line being typed never reached the disk"
        time.sleep(0.01)


@pytest.mark.parametrize("seed", [915, 1961, 1984])
def test_killed_at_any_moment_nothing_confirmed_is_lost(home: Path, seed: int) -> None:
    """L1a, L1c: kill -9 while somebody types; what the screen called saved is on disk, and it goes on where it was."""
    typist = Typist(Random(seed))
    stand = ("Thảo luận", MANH, "")
    for kill in range(KILLS):
        with start_app(["-m", "tui", "--home", str(home)]) as app:
            reopened(app, stand)
            app.send(ENTER if stand[2] else "")
            for _ in range(typist.chance.randrange(1, 12)):
                app.send(typist.act())
                app.pump(typist.chance.random() * 0.05)
            if kill % 3 == 0:
                app.send(typist.half_sentence())
                wait_for_draft(home, typist.half)
            else:
                app.pump(typist.chance.random() * 0.15)
            app.kill()
            seen = last_frame(app)
        stand = check_disk(home, seen)
        if kill % 3 == 0:
            assert stand[2] == typist.half
        typist.number = _typed_so_far(home, stand[2])


def _typed_so_far(home: Path, half: str) -> int:
    """The number of the last sentence that is on disk, the unfinished one included."""
    return max(numbers("\n".join([*note_texts(home), half])), default=0)


def test_verify_reads_what_a_kill_left(home: Path) -> None:
    """store.md §5: `bienban verify` finds every file whole after a kill."""
    with start_app(["-m", "tui", "--home", str(home)]) as app:
        reopened(app, ("Thảo luận", MANH, ""))
        app.send(f"một{ENTER}hai{ENTER}")
        settled(app)
        app.kill()
    run = command(home, "verify")
    assert run.returncode == 0
    assert run.stdout.count("nguyên vẹn") >= 4


def command(home: Path, *words_: str) -> subprocess.CompletedProcess[str]:
    """One run of the command line, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", "--home", str(home), *words_],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )


# --- a disk that hangs, is slow, full, broken -------------------------------------------------------------------


def test_a_sync_that_hangs_is_never_called_saved(home: Path, switches: Path) -> None:
    """store.md §5.9: pending, then loudly late; typing goes on; after a kill the act was indeed not saved."""
    with the_app(home, switches) as app:
        settled(app)
        (switches / HANG).touch()
        app.send(f"câu treo{ENTER}")
        app.wait_until(lambda text: "– câu treo" in text and f"{SAVING} 1" in text)
        app.wait_until(lambda text: "ĐĨA CHẬM, CHƯA LƯU 1 MỤC" in text)
        app.send(f"câu sau{ENTER}và nửa câu")
        app.wait_until(lambda text: "– câu sau" in text and "▸ và nửa câu" in text)
        assert all(SAVED not in frame for frame in frames_after(app, "– câu treo"))
        app.kill()
    (switches / HANG).unlink()
    assert note_texts(home) in ([], ["câu treo"]), "at most the one act in flight"


def frames_after(app: PtyApp, text: str) -> list[str]:
    """Every screen since `text` was first shown."""
    screen = pyte.Screen(app.terminal.columns, app.terminal.lines)
    stream = pyte.ByteStream(screen)
    found: list[str] = []
    for frame in bytes(app.output).split(FRAME_END):
        stream.feed(frame)
        shown = "\n".join(screen.display)
        if found or text in shown:
            found.append(shown)
    return found


def test_a_sync_that_comes_back_is_saved_in_order(home: Path, switches: Path) -> None:
    """store.md §5.2: while the disk stands still fifty acts are taken and drawn; then all are confirmed."""
    with the_app(home, switches) as app:
        settled(app)
        (switches / HANG).touch()
        app.send("".join(f"câu {number:04d}{ENTER}" for number in range(1, 51)))
        app.wait_until(lambda text: "câu 0050" in text and "CHƯA LƯU 50 MỤC" in text)
        (switches / HANG).unlink()
        settled(app)
        app.kill()
    assert numbers("\n".join(note_texts(home))) == list(range(1, 51))


def test_two_hundred_acts_on_a_slow_disk(home: Path, switches: Path) -> None:
    """store.md §5.2: every sync 30 ms slower; a burst shares its syncs, and every act is confirmed."""
    with the_app(home, switches, "--sync", "0.03") as app:
        settled(app)
        before = syncs(switches)
        app.send("".join(f"câu {number:04d}{ENTER}" for number in range(1, 201)))
        app.wait_until(lambda text: "câu 0200" in text)
        settled(app)
        assert syncs(switches) - before < 200
        app.kill()
    assert numbers("\n".join(note_texts(home))) == list(range(1, 201))


def syncs(switches: Path) -> int:
    """How many syncs the meeting's file has had."""
    log = switches / SYNCS
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_a_full_disk_is_told_and_the_acts_are_kept(home: Path, switches: Path) -> None:
    """L1b, store.md §5.6: red words and what to do; typing goes on; when there is room again all is recorded."""
    with the_app(home, switches) as app:
        settled(app)
        (switches / FULL).touch()
        app.send(f"một{ENTER}hai{ENTER}")
        app.wait_until(lambda text: words.NOT_SAVED.format(count=2) in text and "Ổ đĩa đã đầy" in text)
        assert red(app, "CHƯA LƯU ĐƯỢC")
        app.send(f"ba{ENTER}{UNDO}")
        app.wait_until(lambda text: words.NOT_SAVED.format(count=4) in text)
        app.send(LEAVE)
        app.wait_until(lambda text: "CÒN 4 MỤC CHƯA LƯU" in text)
        app.send(ESC)
        (switches / FULL).unlink()
        settled(app)
        assert "Ổ đĩa" not in app.text()
        app.kill()
    assert note_texts(home) == ["một", "hai"]


def red(app: PtyApp, text: str) -> bool:
    """Whether the text stands on the screen in the colour of what failed, and bold."""
    for cells, line in zip(app.cells(), app.terminal.display, strict=True):
        at = line.find(text)
        if at >= 0:
            return all(cell.bold and _reddish(cell.fg) for cell in cells[at : at + len(text)])
    return False


def _reddish(colour: str) -> bool:
    """Whether a colour of six hex digits has clearly more red than green and blue."""
    strength, *others = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return all(strength > other + 0x40 for other in others)


def test_a_full_disk_damages_nothing_that_was_saved(home: Path, switches: Path) -> None:
    """L1b: killed while the disk is full, what was confirmed before stands, what was not never claimed to be."""
    with the_app(home, switches) as app:
        app.send(f"một{ENTER}")
        app.wait_until(lambda text: "– một" in text)
        settled(app)
        (switches / FULL).touch()
        app.send(f"hai{ENTER}")
        app.wait_until(lambda text: words.NOT_SAVED.format(count=1) in text)
        assert all(SAVED not in frame for frame in frames_after(app, "– hai"))
        app.kill()
    assert note_texts(home) == ["một"]
    assert {finding.state for finding in verify(home)} <= {State.WHOLE, State.TORN}


def test_a_failing_sync_confirms_nothing_until_the_file_is_written_anew(home: Path, switches: Path) -> None:
    """store.md §4 rule 5, §5.6: the hurt file is left behind, everything is written into a new one, then confirmed."""
    with the_app(home, switches) as app:
        settled(app)
        (switches / BROKEN).touch()
        app.send(f"một{ENTER}")
        app.wait_until(lambda text: "– một" in text)
        settled(app)
        app.send(f"hai{ENTER}")
        app.wait_until(lambda text: "– hai" in text)
        settled(app)
        app.kill()
    assert note_texts(home) == ["một", "hai"]
    assert {finding.state for finding in verify(home)} <= {State.WHOLE, State.TORN}


# --- the window -------------------------------------------------------------------------------------------------


def test_a_window_that_vanishes_ends_the_desk_and_keeps_the_note(home: Path, switches: Path) -> None:
    """No hang-up comes: the desk notices by itself, and the meeting is free for the next one (L1)."""
    with the_app(home, switches) as app:
        app.send(f"câu cuối{ENTER}")
        app.wait_until(lambda text: "câu cuối" in text.partition("Diễn biến")[2].rpartition("\n Ghi")[0])
        settled(app)
        app.vanish()
        assert app.process.wait(60) == 0
    assert note_texts(home) == ["câu cuối"]


# --- two desks --------------------------------------------------------------------------------------------------


def test_a_second_desk_on_the_same_store_is_refused_in_a_sentence(home: Path, switches: Path) -> None:
    """store.md §5.7: exit code 1 and what to do; a kill leaves no lock behind."""
    with the_app(home, switches) as app:
        second = command(home)
        assert second.returncode == 1
        assert "đang được mở ở một cửa sổ khác" in second.stderr
        assert "Traceback" not in second.stderr
        app.send(f"vẫn ghi được{ENTER}")
        app.wait_until(lambda text: "– vẫn ghi được" in text)
        settled(app)
        app.kill()
    with start_app(["-m", "tui", "--home", str(home)]) as again:
        reopened(again, ("Thảo luận", MANH, ""))
