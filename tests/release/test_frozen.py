"""What `make dist` left, run as on a machine that has never seen Python: no path, no locale, an empty home."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from release.folder import ROOT, folder_name
from tests.tui.pty_harness import PtyApp
from tui import words, words_meetings
from tui import words_plain as texts
from tui.program import VERSION

PACKED = ROOT / "dist" / f"{folder_name()}.zip"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PACKED.exists(), reason="no folder was built: make dist"),
]

SESSION = ROOT / "tests" / "data" / "plain_session.txt"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter of the unpacked folder, in a place whose name has blanks and Vietnamese letters."""
    place = tmp_path_factory.mktemp("Giải nén")
    unpack = shutil.which("unzip")
    if unpack is None:
        pytest.skip("unzip, which keeps the right to run, is not here")
    subprocess.run([unpack, "-q", str(PACKED), "-d", str(place)], check=True)
    return place / folder_name() / "bienban"


def bare(home: Path) -> dict[str, str]:
    """All there is on such a machine."""
    return {"HOME": str(home), "PATH": "/nowhere", "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def run(program: Path, home: Path, *arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [program, *arguments], cwd=ROOT, env=bare(home), input=typed, capture_output=True, check=False, timeout=120
    )


def test_it_tells_its_version(program: Path, tmp_path: Path) -> None:
    done = run(program, tmp_path, "--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"bienban {VERSION}\n")


def test_it_holds_a_whole_session_without_a_screen(program: Path, tmp_path: Path) -> None:
    """L20, L23: from the member list to the minutes in Word and PDF, in UTF-8 although the locale says nothing."""
    held = run(program, tmp_path, "--plain", typed=SESSION.read_bytes())
    assert (held.returncode, held.stderr) == (0, b""), held.stdout.decode()
    assert held.stdout.decode().splitlines()[-1] == texts.CLOSED
    for ending in ("docx", "pdf"):
        done = run(program, tmp_path, "minutes", "moi-nhat", "-o", str(tmp_path / f"bien-ban.{ending}"))
        assert done.returncode == 0, done.stderr.decode()
    with zipfile.ZipFile(tmp_path / "bien-ban.docx") as package:
        assert "Chi bộ nói thẳng, ba việc có người làm và ngày xong" in package.read("word/document.xml").decode()
    assert (tmp_path / "bien-ban.pdf").read_bytes().startswith(b"%PDF-")
    kept = run(program, tmp_path, "verify")
    assert kept.returncode == 0, kept.stdout.decode()


@pytest.mark.parametrize("command", ["export", "sheet", "report", "archive"])
def test_every_kind_of_paper_has_its_library(program: Path, tmp_path: Path, command: str) -> None:
    """What a command imports only when it is asked for is in the folder."""
    assert run(program, tmp_path, "--plain", typed=SESSION.read_bytes()).returncode == 0
    ending = {"export": "xlsx", "archive": "bienban"}.get(command, "pdf")
    out = tmp_path / f"a.{ending}"
    done = run(program, tmp_path, command, "moi-nhat", "-o", str(out))
    assert done.returncode == 0, done.stderr.decode()
    assert out.stat().st_size > 1000


def test_the_start_screen_shows_name_and_version(program: Path, tmp_path: Path) -> None:
    with PtyApp([str(program)], bare(tmp_path), (80, 24)) as app:
        app.wait_until(lambda text: words_meetings.MEETING_ROSTER_FIRST in text)
        assert f"{words.APP} {VERSION}" in app.screen()[0]
        app.send(b"\x11")
        assert app.wait_exit() == 0


def test_the_rehearsal_opens(program: Path, tmp_path: Path) -> None:
    with PtyApp([str(program), "rehearse"], bare(tmp_path), (100, 28)) as app:
        app.wait_until(lambda text: re.search(words.REHEARSAL_MARK, text))


def test_the_board_for_the_room_is_the_same_program(program: Path, tmp_path: Path) -> None:
    """A frozen program has no interpreter beside it: the board is started by the program itself."""
    assert run(program, tmp_path, "--plain", typed=SESSION.read_bytes()).returncode == 0
    done = run(program, tmp_path, "board", "moi-nhat", "--no-open", "--until-closed")
    assert done.returncode == 0, done.stderr.decode()
