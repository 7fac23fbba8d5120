"""Papers as files from the desk and the command line: every format, never over a hand's work, told in words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from documents.pdf_fonts import OWN_SERIF, paper_fonts
from models import commands as c
from sync.disk_trouble import reason
from tests.documents.pdf_reading import squeezed, whole_text
from tests.tui.bench import press, screen, text_of
from tests.tui.held import OPINION, do, hold
from tui.export import ENDINGS, FOLDER, export_path, font_note, render, write_paper
from tui.prompts import Confirm
from tui.workbench import Workbench


@pytest.fixture
def folder(bench: Workbench, tmp_path: Path) -> Path:
    """A folder for papers, and a session as far as its closing."""
    folder = tmp_path / "giấy tờ"
    bench.desk.store.set_setting(FOLDER, str(folder))
    hold(bench)
    return folder


def said(bench: Workbench) -> str:
    """What the asking line shows: the question and the notice."""
    return text_of(bench.asking(300))


@pytest.mark.parametrize(
    ("typed", "ending"), [("xuất biên bản", ".docx"), ("xuất pdf", ".pdf"), ("xuat van ban", ".txt")]
)
def test_each_format_is_called_by_name(bench: Workbench, folder: Path, typed: str, ending: str) -> None:
    """L21: DOCX, PDF and plain text, beside each other under one name; the path is said."""
    press(bench, "ctrl+p", typed, "enter")
    (path,) = folder.iterdir()
    assert path == export_path(bench.desk).with_suffix(ending)
    assert path.read_bytes() == render(bench.desk.minutes(), ending)
    assert path.name in said(bench)
    assert "dự thảo" in said(bench)


def test_the_pdf_says_what_was_recorded(bench: Workbench, folder: Path) -> None:
    press(bench, "ctrl+p", "pdf", "enter")
    text = whole_text(next(folder.iterdir()).read_bytes())
    assert squeezed(OPINION) in text
    assert squeezed("DỰ THẢO") in text


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".txt"])
def test_a_hand_is_never_overwritten_in_any_format(bench: Workbench, folder: Path, ending: str) -> None:
    """L20: told by name, the side copy too; no leaves everything, yes writes beside; the next time writes it anew."""
    command = {".docx": "xuất biên bản", ".pdf": "xuất pdf", ".txt": "xuất văn bản"}[ending]
    press(bench, "ctrl+p", command, "enter")
    path = export_path(bench.desk).with_suffix(ending)
    side = path.with_name(f"{path.stem} (bản mới){ending}")
    path.write_bytes(b"edited by hand")
    press(bench, "ctrl+p", command, "enter")
    assert isinstance(bench.prompt, Confirm)
    assert "không như máy này đã ghi" in said(bench)
    shown = [text_of(row).strip() for row in bench.prompt.popup(bench, "", 80)]
    assert shown == [f"Giữ nguyên: {path.name}", f"Bản mới:    {side.name}"]
    assert max(map(len, shown)) < 80
    narrow = [text_of(row) for row in bench.prompt.popup(bench, "", 50)]
    assert max(map(len, narrow)) <= 50
    assert f"{path.name}{side.name}".replace(" ", "") in "".join(narrow).replace(" ", "").replace("Bảnmới:", "")
    press(bench, "escape")
    assert list(folder.iterdir()) == [path]
    for remark in ("Thẳng thắn", "Cầu thị"):
        do(bench, c.SetDetail("atmosphere", remark))
        press(bench, "ctrl+p", command, "enter", "enter")
        assert side.name in said(bench)
        assert path.read_bytes() == b"edited by hand"
        assert side.read_bytes() == render(bench.desk.minutes(), ending)
        assert len(list(folder.iterdir())) == 2


def test_in_a_narrow_window_the_ending_of_the_name_is_seen(bench: Workbench, folder: Path) -> None:
    """A long name is told in full over the foot: whether it is the new copy, of which format, in which folder."""
    press(bench, "ctrl+p", "xuất biên bản", "enter")
    export_path(bench.desk).write_bytes(b"edited by hand")
    press(bench, "ctrl+p", "xuất biên bản", "enter", "enter")
    assert all(len(row) <= 80 for row in screen(bench, 80, 18))
    told = " ".join(" ".join(screen(bench, 80, 18)).split())
    assert "-du-thao (bản mới).docx vào thư mục" in told
    assert str(folder).replace(" ", "") in told.replace(" ", "")


def test_a_hand_on_the_side_copy_is_safe_too(bench: Workbench, folder: Path) -> None:
    press(bench, "ctrl+p", "xuất biên bản", "enter")
    path = export_path(bench.desk)
    path.write_bytes(b"edited by hand")
    press(bench, "ctrl+p", "xuất biên bản", "enter", "enter")
    side = path.with_name(f"{path.stem} (bản mới).docx")
    side.write_bytes(b"edited as well")
    press(bench, "ctrl+p", "xuất biên bản", "enter", "enter")
    assert (path.read_bytes(), side.read_bytes()) == (b"edited by hand", b"edited as well")
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_command_line_goes_beside_a_changed_file_and_says_both(bench: Workbench, folder: Path, ending: str) -> None:
    folder.mkdir()
    path = folder / f"bb{ending}"
    path.write_bytes(b"by hand")
    told = write_paper(bench.desk, bench.desk.minutes(), path)
    side = folder / f"bb (bản mới){ending}"
    assert path.read_bytes() == b"by hand"
    assert side.read_bytes() == render(bench.desk.minutes(), ending)
    assert all(words in told for words in (str(path), "giữ nguyên", str(side)))


def test_another_font_than_the_forms_is_said(bench: Workbench) -> None:
    """design.md §6: a PDF set in the typesetter's own serif says so, and only then."""
    document = bench.desk.minutes()
    assert font_note(document, ".docx") == ""
    assert bool(font_note(document, ".pdf")) == (paper_fonts("Times New Roman").family == OWN_SERIF)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EROFS, errno.EISDIR, 9999])
def test_trouble_with_the_disk_is_told_in_vietnamese(number: int) -> None:
    """The system's own words are English, or whatever the machine speaks."""
    told = reason(OSError(number, "No such thing"))
    assert "No such" not in told
    assert any(ord(letter) > 0x7F for letter in told)
