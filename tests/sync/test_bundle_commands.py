"""`bienban bundle|take` as somebody types them (sync.md §6, L19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import commands as c
from tests.tui.bench import make_bench, shut
from tests.tui.typed import DONE, TROUBLE, bienban, one_sentence


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with one meeting, in which something was said."""
    bench = make_bench(tmp_path / "one")
    assert bench.do(c.StartSession())
    assert bench.do(c.WriteNote(c.NoteDraft("việc thu gom rác thải còn chậm")))
    shut(bench)
    return tmp_path / "one"


def text_of(home: Path, path: Path) -> str:
    """The minutes that a laptop writes."""
    done = bienban("minutes", "moi-nhat", "-o", str(path), home=home)
    assert done.returncode == DONE, done.stderr
    return path.read_text("utf-8")


def test_from_laptop_to_laptop_and_twice_as_once(home: Path, tmp_path: Path) -> None:
    stick, other = tmp_path / "x.bienban-gui", tmp_path / "other"
    done = bienban("bundle", "-o", str(stick), home=home)
    assert (done.returncode, "Đã ghi 1 buổi" in done.stdout) == (DONE, True), done.stderr
    done = bienban("take", str(stick), home=other)
    assert done.returncode == DONE, done.stderr
    assert "Đã nhận 1 buổi" in done.stdout
    assert "--yes" in done.stdout
    done = bienban("take", str(stick), "--yes", home=other)
    assert "không có gì thay đổi" in done.stdout
    assert "danh sách 22 người" in done.stdout
    done = bienban("take", str(stick), home=other)
    assert len(done.stdout.splitlines()) == 1
    assert text_of(home, tmp_path / "a.txt") == text_of(other, tmp_path / "b.txt")


def test_what_is_no_such_file_is_said_in_a_sentence(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.bienban-gui").write_bytes(b"PK\x03\x04")
    for name in ("x.bienban-gui", "none.bienban-gui"):
        done = bienban("take", str(tmp_path / name), home=home)
        assert done.returncode == TROUBLE
        assert one_sentence(done)
