"""`bienban find|archive|restore` as somebody types it (L24, design.md §3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import NoteDraft as Draft
from models.commands import StartSession, WriteNote
from tests.tui.bench import make_bench, shut
from tests.tui.typed import DONE, TROUBLE, WRONG_WORDS, apart, bienban, one_sentence


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with one meeting, in which two things were said."""
    bench = make_bench(tmp_path / "data")
    for command in (
        StartSession(),
        WriteNote(Draft("việc thu gom rác thải còn chậm", indicators=("7",))),
        WriteNote(Draft("quỹ khuyến học", kind="difference")),
    ):
        assert bench.do(command)
    shut(bench)
    return tmp_path / "data"


def streams(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "meetings").rglob("*.journal")}


def test_find_prints_one_line_a_hit(home: Path) -> None:
    done = bienban("find", "rac", "thai", home=home)
    assert done.returncode == DONE, done.stderr
    [line] = done.stdout.splitlines()
    assert line.startswith("15/09/2023 14:00  ý kiến #7")
    assert "việc thu gom rác thải còn chậm" in line
    assert line.endswith("(Chi bộ thôn Đông Mít)")
    assert bienban("find", "còn:mở #7", home=home).returncode == TROUBLE
    assert "khuyến học" in bienban("find", "is:open", home=home).stdout


def test_find_changes_nothing_but_what_is_derived(home: Path) -> None:
    before = streams(home)
    bienban("find", "rac", home=home)
    assert streams(home) == before
    assert len(list((home / "index").iterdir())) == 1


def test_find_says_when_there_is_nothing(home: Path, tmp_path: Path) -> None:
    nothing = bienban("find", "khong co", home=home)
    assert (nothing.returncode, "Không thấy gì" in nothing.stdout) == (TROUBLE, True)
    assert "Hãy gõ điều cần tìm" in bienban("find", "@", home=home).stdout
    assert bienban("find", "rac", home=tmp_path / "none").returncode == TROUBLE
    assert bienban("find", home=home).returncode == WRONG_WORDS


@pytest.mark.slow
def test_find_while_the_desk_records(home: Path) -> None:
    """store.md §4 "Locking": reading needs no lock, and writes nothing."""
    bench = make_bench(home, roster=False, meeting=False)
    try:
        done = apart("find", "rac", home=home)
    finally:
        shut(bench)
    assert (done.returncode, len(done.stdout.splitlines())) == (DONE, 1)
    assert not (home / "index").exists()


def test_a_meeting_goes_into_a_file_and_comes_back(home: Path, tmp_path: Path) -> None:
    """On another laptop, byte for byte; twice changes nothing."""
    path, other = tmp_path / "x.bienban", tmp_path / "other"
    kept = bienban("archive", "moi-nhat", "-o", path, home=home)
    assert kept.returncode == DONE, kept.stderr
    first = bienban("restore", path, home=other)
    assert (first.returncode, "Đã khôi phục buổi ngày 15/09/2023" in first.stdout) == (DONE, True)
    assert streams(other) == streams(home)
    again = bienban("restore", path, home=other)
    assert (again.returncode, "không có gì thay đổi" in again.stdout) == (DONE, True)
    assert streams(other) == streams(home)
    texts = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for data, text in zip((home, other), texts, strict=True):
        assert bienban("minutes", "moi-nhat", "-o", text, home=data).returncode == DONE
    assert texts[0].read_bytes() == texts[1].read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 hurt", "một bức thư".encode()])
def test_a_bad_file_changes_nothing(content: bytes, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.bienban"
    path.write_bytes(content)
    before = streams(home)
    done = bienban("restore", path, home=home)
    assert done.returncode == TROUBLE
    assert "x.bienban" in one_sentence(done)
    assert streams(home) == before


def test_what_cannot_be_kept_is_told(home: Path, tmp_path: Path) -> None:
    unknown = bienban("archive", "2020-01-01", "-o", tmp_path / "x.bienban", home=home)
    assert (unknown.returncode, list(tmp_path.glob("*.bienban"))) == (TROUBLE, [])
    (tmp_path / "letter.bienban").write_text("một bức thư", "utf-8")
    taken = bienban("archive", "moi-nhat", "-o", tmp_path / "letter.bienban", home=home)
    assert taken.returncode == TROUBLE
    assert "không ghi đè" in one_sentence(taken)
    assert (tmp_path / "letter.bienban").read_text("utf-8") == "một bức thư"


@pytest.mark.slow
def test_a_store_in_use_takes_nothing_in(home: Path, tmp_path: Path) -> None:
    assert apart("archive", "moi-nhat", "-o", tmp_path / "x.bienban", home=home).returncode == DONE
    bench = make_bench(home, roster=False, meeting=False)
    try:
        done = apart("restore", tmp_path / "x.bienban", home=home)
    finally:
        shut(bench)
    assert done.returncode == TROUBLE
    assert one_sentence(done)
