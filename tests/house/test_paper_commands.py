"""`bienban report|sheet|news|export` as somebody types it (design.md §3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.commands import EndSession, StartSession
from models.record import Record
from tests.tui.bench import DAY, make_bench, shut
from tests.tui.held import adopt, conclude, do, hold
from tests.tui.typed import DONE, TROUBLE, WRONG_WORDS, bienban


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with one meeting, adopted and ended."""
    bench = make_bench(tmp_path / "data")
    hold(bench, minutes=95)
    conclude(bench)
    adopt(bench)
    do(bench, EndSession())
    shut(bench)
    return tmp_path / "data"


@pytest.mark.parametrize("word", ["report", "sheet"])
@pytest.mark.parametrize(("suffix", "head"), [(".docx", b"PK"), (".pdf", b"%PDF"), (".txt", b"")])
def test_papers_are_written(home: Path, tmp_path: Path, word: str, suffix: str, head: bytes) -> None:
    """R79, R25: nothing of the record changes."""
    streams = {path: path.read_bytes() for path in (home / "meetings").rglob("*.journal")}
    target = tmp_path / f"giay{suffix}"
    done = bienban(word, "moi-nhat", "-o", target, home=home)
    assert done.returncode == DONE, done.stderr
    assert target.read_bytes().startswith(head)
    assert target.stat().st_size > 500
    assert {path: path.read_bytes() for path in streams} == streams


@pytest.mark.parametrize("word", ["minutes", "report"])
def test_a_paper_of_a_damaged_record_says_that_it_lacks_something(home: Path, tmp_path: Path, word: str) -> None:
    """sync.md §5.3: what can be read is used, and nobody takes the paper for whole."""
    (stream,) = (home / "meetings").rglob("*.journal")
    data = bytearray(stream.read_bytes())
    data[len(data) // 2] ^= 0x01
    stream.write_bytes(data)
    done = bienban(word, "moi-nhat", "-o", tmp_path / "giay.txt", home=home)
    assert done.returncode == DONE
    assert (tmp_path / "giay.txt").exists()
    assert "có 1 chỗ hỏng" in done.stderr


def test_news_is_printed_or_written(home: Path, tmp_path: Path) -> None:
    """R76."""
    printed = bienban("news", DAY, home=home)
    assert printed.returncode == DONE
    assert printed.stdout.startswith("Chiều ngày 15/9/2023")
    target = tmp_path / "tin.txt"
    assert bienban("news", DAY, "-o", target, home=home).returncode == DONE
    assert target.read_text("utf-8") == printed.stdout


def test_news_of_a_session_that_goes_on_is_refused_in_words(tmp_path: Path) -> None:
    bench = make_bench(tmp_path / "data")
    bench.do(StartSession())
    shut(bench)
    done = bienban("news", "moi-nhat", home=tmp_path / "data")
    assert (done.returncode, done.stdout.strip().endswith(".")) == (TROUBLE, True)


def test_the_record_is_exported(home: Path, tmp_path: Path) -> None:
    """A spreadsheet, JSON of the published schema, a folder of CSV; again gives the same bytes."""
    book, data, folder = tmp_path / "x.xlsx", tmp_path / "x.json", tmp_path / "bang"
    for target in (book, data, f"{folder}/"):
        assert bienban("export", "moi-nhat", "-o", target, home=home).returncode == DONE
    assert book.read_bytes()[:2] == b"PK"
    record = Record.model_validate_json(data.read_bytes())
    assert record.figures.members.total == 22
    assert len(list(folder.glob("*.csv"))) == 15
    before = {path: path.read_bytes() for path in (book, *folder.iterdir())}
    for target in (book, folder):
        assert bienban("export", "moi-nhat", "-o", target, home=home).returncode == DONE
    assert {path: path.read_bytes() for path in before} == before
    assert json.loads(data.read_text("utf-8"))["format"] == "bienban.record"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("report", "moi-nhat"), "a.xyz"),
        (("report", "2020-01-01"), "a.txt"),
        (("sheet", "moi-nhat"), "none/a.txt"),
        (("export", "moi-nhat"), "a.doc"),
        (("export", "2020-01-01"), "a.json"),
    ],
)
def test_what_cannot_be_written_is_told(home: Path, tmp_path: Path, words: tuple[str, ...], name: str) -> None:
    done = bienban(*words, "-o", tmp_path / name, home=home)
    assert done.returncode == TROUBLE
    assert (done.stdout + done.stderr).strip().endswith(".")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("words", [("report", "moi-nhat"), ("export",), ("sheet",), ("news",)])
def test_a_missing_word_is_told_apart(words: tuple[str, ...]) -> None:
    assert bienban(*words).returncode == WRONG_WORDS


def test_a_file_changed_by_hand_stays(home: Path, tmp_path: Path) -> None:
    """L20."""
    target = tmp_path / "bao-cao.txt"
    assert bienban("report", "moi-nhat", "-o", target, home=home).returncode == DONE
    target.write_text("sửa tay", "utf-8")
    done = bienban("report", "moi-nhat", "-o", target, home=home)
    assert done.returncode == DONE
    assert target.read_text("utf-8") == "sửa tay"
    assert (tmp_path / "bao-cao (bản mới).txt").exists()
