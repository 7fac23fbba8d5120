"""A meeting into a file and back from the desk: two words that are never mixed up, and every outcome told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.commands import StartSession
from tests.tui.bench import DAY, make_bench, press, screen, shown, shut
from tui import words, words_search
from tui import words_meetings as texts
from tui.__main__ import main
from tui.export import FOLDER
from tui.panes.meetings import MeetingsPane
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Home, one meeting that has begun; papers go to a folder of the test."""
    made = make_bench(tmp_path / "one", pane=MeetingsPane())
    made.desk.store.set_setting(FOLDER, str(tmp_path / "papers"))
    made.do(StartSession())
    made.desk.close()
    yield made
    shut(made)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workbench]:
    """Another laptop, which has no meeting."""
    made = make_bench(tmp_path / "other", meeting=False, pane=MeetingsPane())
    yield made
    shut(made)


def command(bench: Workbench, name: str) -> None:
    """A command by its name, as the palette finds it."""
    press(bench, "ctrl+p", name, "enter")


def kept(tmp_path: Path) -> Path:
    """The one file that was written."""
    (path,) = (tmp_path / "papers").glob("*")
    return path


def test_the_meeting_under_the_cursor_goes_into_a_file(bench: Workbench, tmp_path: Path) -> None:
    press(bench, "end")
    command(bench, "cat vao tep")
    assert "Cất buổi 15/09/2023 vào tệp" in shown(bench)
    press(bench, "enter")
    assert kept(tmp_path).name == "buoi-chi-bo-thon-dong-mit-2023-09-15.bienban"
    assert "đã đọc lại và kiểm tra" in shown(bench, 120)


def test_the_open_meeting_goes_into_a_file(bench: Workbench, tmp_path: Path) -> None:
    press(bench, "end", "enter", "enter")
    command(bench, "cat vao tep")
    press(bench, "enter")
    assert kept(tmp_path).exists()


def test_another_name_gets_the_ending(bench: Workbench, tmp_path: Path) -> None:
    press(bench, "end")
    command(bench, "cat vao tep")
    bench.set_text(str(tmp_path / "papers" / "tháng chín"))
    press(bench, "enter")
    assert kept(tmp_path).name == "tháng chín.bienban"


def test_without_a_meeting_there_is_nothing_to_keep(other: Workbench) -> None:
    command(other, "cat vao tep")
    assert other.prompt is None
    assert words.NOT_NOW in shown(other) or words_search.KEEP_WHICH in shown(other)


def test_a_file_of_something_else_is_not_overwritten(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "letter.bienban"
    path.write_text("một bức thư", "utf-8")
    press(bench, "end")
    command(bench, "cat vao tep")
    bench.set_text(str(path))
    press(bench, "enter")
    assert "không ghi đè" in shown(bench, 120)
    assert path.read_text("utf-8") == "một bức thư"


def test_a_place_that_cannot_be_written_is_told(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    press(bench, "end")
    command(bench, "cat vao tep")
    bench.set_text(str(tmp_path / "file" / "x.bienban"))
    press(bench, "enter")
    assert "Chưa cất được" in shown(bench, 120)


def test_home_of_an_empty_laptop_offers_to_bring_a_meeting_back(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    """The first thing on a new laptop may be the old one's file."""
    press(bench, "end")
    command(bench, "cat vao tep")
    press(bench, "enter")
    assert words_search.K_RESTORE in shown(other)
    press(other, "end", "up", "enter", str(kept(tmp_path)), "enter")
    assert "Đã khôi phục buổi ngày 15/09/2023" in shown(other, 120)
    assert any("15/09/2023" in row and "đang dở" in row for row in screen(other))
    assert words_search.K_RESTORE not in "\n".join(screen(other)[:-2])


def test_bringing_back_twice_says_so(bench: Workbench, tmp_path: Path) -> None:
    press(bench, "end")
    command(bench, "cat vao tep")
    press(bench, "enter")
    command(bench, "khoi phuc")
    press(bench, str(kept(tmp_path)), "enter")
    assert "không có gì thay đổi" in shown(bench, 140)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 hurt"])
def test_a_bad_file_is_told_and_asked_for_again(content: bytes, other: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "x.bienban"
    path.write_bytes(content)
    command(other, "khoi phuc")
    press(other, str(path), "enter")
    assert "Không có gì thay đổi" in shown(other, 140)
    assert other.prompt is not None
    assert other.desk.store.meetings() == []


def test_putting_away_and_putting_into_a_file_have_different_names() -> None:
    """ "Cất đi" hides a meeting from the list; "cất vào tệp" writes it to a file."""
    away = next(label for key, label in texts.MEETINGS_KEYS if key == "Delete")
    assert away == "cất đi"
    assert words_search.K_KEEP == "Cất vào tệp"
    assert words_search.K_RESTORE == "Khôi phục từ tệp"


def test_a_dot_in_the_name_is_no_ending_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ "họp 15.9" becomes "họp 15.9.bienban-gui", also on the command line; a folder gets a file of its own name."""
    shut(make_bench(tmp_path / "kho"))
    for given, ending in ((("bundle",), ".bienban-gui"), (("archive", DAY), ".bienban")):
        for output in (tmp_path / "họp 15.9", tmp_path):
            assert main(["--home", str(tmp_path / "kho"), *given, "-o", str(output)]) == 0, capsys.readouterr()
        assert len(list(tmp_path.glob(f"*{ending}"))) == 2
        assert (tmp_path / f"họp 15.9{ending}").is_file()


def test_a_meeting_goes_into_the_folder_that_was_named(bench: Workbench, tmp_path: Path) -> None:
    """A stick's folder gets a file of the meeting's name, not a file beside it."""
    stick = tmp_path / "stick"
    stick.mkdir()
    press(bench, "end")
    command(bench, "cat vao tep")
    bench.set_text(str(stick))
    press(bench, "enter")
    assert [path.suffix for path in stick.iterdir()] == [".bienban"]
