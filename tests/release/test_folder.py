"""The zipped folder around the program: starters, leaflet, checksum. A script of two lines stands for the program."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from release.folder import FILES, ROOT, checksum, folder_name, furnish, pack
from tui.program import VERSION

PROGRAM = """#!/bin/sh
printf '%s\\n' "$0" "$@"
"""

unix = pytest.mark.skipif(sys.platform == "win32", reason="a starter for Unix")


def made(top: Path, *, windows: bool = False) -> Path:
    """A folder as the build leaves it, with a program that tells how it was called."""
    folder = top / folder_name()
    program = folder / "program" / "bienban"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM)
    program.chmod(0o755)
    furnish(folder, windows=windows)
    return folder


def start(folder: Path, *arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Call the starter from elsewhere, with nothing on the path but what the test put there."""
    environment = {"PATH": str(path or folder / "nothing")}
    command = ["/bin/sh", str(folder / "bienban"), *arguments]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)


def test_the_name_tells_version_and_system() -> None:
    assert folder_name().startswith(f"bienban-{VERSION}-")
    assert len(folder_name().split("-")) >= 3


@unix
def test_words_go_on_to_the_program(tmp_path: Path) -> None:
    """Wherever the folder lies, with blanks and Vietnamese letters in its name, from whatever folder it is called."""
    folder = made(tmp_path / "Thư mục của tôi")
    done = start(folder, "minutes", "moi-nhat", "-o", "biên bản.docx")
    program = str(folder / "program" / "bienban")
    assert done.stdout.splitlines() == [program, "minutes", "moi-nhat", "-o", "biên bản.docx"]


@unix
@pytest.mark.parametrize(("terminal", "flag"), [("gnome-terminal", "--"), ("konsole", "-e"), ("xterm", "-e")])
def test_a_double_click_opens_a_terminal(tmp_path: Path, terminal: str, flag: str) -> None:
    folder = made(tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / terminal).write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tools / terminal).chmod(0o755)
    assert start(folder, path=tools).stdout.splitlines() == [flag, str(folder / "program" / "bienban")]


@unix
def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    done = start(made(tmp_path))
    assert done.returncode == 1
    assert "cửa sổ dòng lệnh" in done.stderr


@pytest.mark.parametrize("windows", [True, False])
def test_the_leaflet_is_for_its_system(tmp_path: Path, windows: bool) -> None:
    """Notepad reads it: letters by the mark in front, lines by CR LF."""
    told = (made(tmp_path, windows=windows) / "DOC-TRUOC.txt").read_bytes()
    assert told.startswith(b"\xef\xbb\xbf") is windows
    assert (b"\r\n" in told) is windows
    assert f"bienban {VERSION}".encode() in told
    assert b"{" not in told


def test_the_starter_of_windows_is_read_by_its_shell(tmp_path: Path) -> None:
    """cmd.exe needs CR LF, and reads the file before UTF-8 is switched on: only ASCII may stand in it."""
    starter = (made(tmp_path, windows=True) / "bienban.cmd").read_bytes()
    assert starter.isascii()
    assert starter.count(b"\n") == starter.count(b"\r\n") > 10
    text = starter.decode()
    assert text.index("chcp 65001") < text.index("wt.exe") < text.index("%~dp0program\\bienban.exe")
    labels = {line[1:].strip() for line in text.splitlines() if line.startswith(":")}
    assert labels == {
        word for line in text.splitlines() if "goto " in line for word in [line.split("goto ")[1].strip()]
    } | {"window"}
    assert (FILES / "bienban.cmd").read_bytes().count(b"\r") == 0, "the repository keeps one kind of line ending"


def test_the_builder_for_windows_is_read_by_its_shell() -> None:
    """Called by a double click in the sources: CR LF already there, ASCII alone, every step stops at trouble."""
    builder = (ROOT / "release" / "lam-goi.cmd").read_bytes()
    assert builder.isascii()
    assert builder.count(b"\n") == builder.count(b"\r\n") > 10
    assert builder.count(b"|| goto failed") == 4
    assert b"release.folder" in builder


def test_the_zip_holds_the_folder_whole_and_runnable(tmp_path: Path) -> None:
    folder = made(tmp_path)
    packed = pack(folder)
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        rights = archive.getinfo(f"{folder.name}/program/bienban").external_attr >> 16
    assert names == sorted(names)
    assert set(names) == {f.relative_to(tmp_path).as_posix() for f in folder.rglob("*") if f.is_file()}
    if sys.platform != "win32":
        assert stat.S_IMODE(rights) & 0o111


def test_the_checksum_is_that_of_the_file(tmp_path: Path) -> None:
    packed = pack(made(tmp_path))
    digest, name = checksum(packed).read_text().split()
    assert (digest, name) == (hashlib.sha256(packed.read_bytes()).hexdigest(), packed.name)
    tool = shutil.which("sha256sum")
    if tool:
        beside = f"{packed.name}.sha256"
        told = subprocess.run([tool, "--check", beside], cwd=tmp_path, env=os.environ, capture_output=True, check=False)
        assert told.returncode == 0, told.stderr
