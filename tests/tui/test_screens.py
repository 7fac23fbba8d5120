"""Whole screens: kept as text, in Vietnamese alone, in columns that line up (T-1, UNI-6, L-4, L23)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from rich.cells import cell_len

from models.commands import ListPeople
from models.vietnamese.syllables import is_syllable
from tests.tui.bench import clock_of, hold, make_bench, press, shut
from tests.tui.snapshots import SIZES, Snapshots, whole_screen
from tui.workbench import Workbench

sizes = pytest.mark.parametrize(("width", "height"), SIZES, ids=str)


# --- scenes -----------------------------------------------------------------------------------------------------


def prepared(bench: Workbench) -> None:
    """The live pane before the session."""


def speaking(bench: Workbench) -> None:
    """A discussion with all kinds of notes, an indicator, a queue, a namesake speaking, a note half typed."""
    hold(bench)
    press(bench, "f2", "Đỗ Thị Trên, Phó Bí thư Đảng ủy xã", "enter", "2", "uyen", "tab", "4", "escape")
    press(bench, "f3", "manh", "enter", "đồng tình với nhận xét của đồng chí bí thư #3 /2 @cb ++", "enter")
    clock_of(bench).pass_time(3, 20)
    press(bench, "~ còn ý kiến khác về mốc thời gian rà soát quy chế của tổ hoà giải #7", "enter", "#7", "enter")
    press(bench, "f3", "hung 61", "enter", "+ lập tổ rà soát quy chế, làm điểm ở tổ hai @manh >30/9", "enter")
    clock_of(bench).pass_time(1, 5)
    press(bench, "f9", "bich", "enter", "f9", "hùng 84", "enter")
    press(bench, "= thống nhất làm điểm", "enter", "và nửa câu đang gõ")


def asking(bench: Workbench) -> None:
    """The next speaker is asked for, and two have one name."""
    hold(bench)
    press(bench, "f3", "manh", "enter", "một ý kiến", "enter", "f3", "hùng", "enter")


def chosen(bench: Workbench) -> None:
    """An earlier note is chosen."""
    speaking(bench)
    press(bench, *["backspace"] * 20, "up", "up")


def resting(bench: Workbench) -> None:
    """A break."""
    hold(bench)
    press(bench, "ctrl+n")
    clock_of(bench).pass_time(10)


def roll(bench: Workbench) -> None:
    """The roll before the session, three marked."""
    press(bench, "f2", "space", "space", "2", "2", "3")


def moving(bench: Workbench) -> None:
    """The roll during the session: one left, one came back, guests at the foot."""
    hold(bench)
    press(bench, "f2", "Đỗ Thị Trên, Phó Bí thư Đảng ủy xã", "enter", "2", "Trần Khách", "enter", "1", "enter")
    press(bench, "manh", "tab", "4", "toan", "tab", "4")
    clock_of(bench).pass_time(6)
    press(bench, "toan", "enter")


def searching(bench: Workbench) -> None:
    """A name is looked for in the roll."""
    press(bench, "f2", "nguyen van")


def reasons(bench: Workbench) -> None:
    """Why somebody is absent."""
    press(bench, "f2", "2")


def nobody(bench: Workbench) -> None:
    """A name that is not in the roll."""
    press(bench, "f2", "Người lạ mặt")


SCENES: dict[str, Callable[[Workbench], None]] = {
    scene.__name__: scene
    for scene in (prepared, speaking, asking, chosen, resting, roll, moving, searching, reasons, nobody)
}


@sizes
@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_is_as_it_was_looked_at(
    bench: Workbench, snaps: Snapshots, scene: str, width: int, height: int
) -> None:
    """T-1: readable at 60×16, 80×24, 100×28 and 120×36; nothing wider or higher than the window."""
    SCENES[scene](bench)
    bench.desk.store.writer.drain(10)
    text = whole_screen(bench, width, height)
    lines = text.splitlines()
    assert len(lines) == height
    assert max(map(cell_len, lines)) <= width
    snaps.check(f"{scene}_{width}x{height}", text)


# --- Vietnamese alone -------------------------------------------------------------------------------------------

KEYS = {"enter", "esc", "tab", "space", "delete", "insert", "pgup", "pgdn"}
SHORT = {"bienban", "docx", "ct", "tu", "kh", "bq", "db", "kl", "bb", "cb", "qu", "nvh", "pdf"}
TYPING_METHODS = {"telex", "vni"}
TYPED = {"nguyen"}
KNOWN = KEYS | SHORT | TYPING_METHODS | TYPED
"""Names of keys, the desk's name, abbreviations of offices or told in full where there is room, what a scene types."""


def strange_words(text: str) -> list[str]:
    """Words that are no Vietnamese syllable and no known sign; words cut at the edge are left out."""
    found = re.findall(r"[^\W\d_]{2,}(?!…)", re.sub(r"\S*…", " ", text))
    return [word for word in found if word.lower() not in KNOWN and not is_syllable(word.lower())]


def test_the_word_check_sees_english() -> None:
    assert strange_words("Saved · Ghi · Press Enter") == ["Saved", "Press"]


@pytest.mark.parametrize("scene", SCENES)
def test_no_english_on_any_screen(bench: Workbench, scene: str) -> None:
    """L-4: what the clerk reads is Vietnamese: names of keys apart, every word is a Vietnamese syllable."""
    SCENES[scene](bench)
    for width, height in SIZES:
        assert strange_words(whole_screen(bench, width, height)) == []


@pytest.mark.parametrize("key", ["f1", "f2", "f4", "f5", "f6", "f8", "f9", "f10", "ctrl+l", "ctrl+p", "ctrl+q"])
def test_no_english_behind_any_key(session: Workbench, key: str) -> None:
    """L-4, for every pane and question."""
    press(session, key)
    for width, height in SIZES:
        text = re.sub(r"\b[0-9a-f]{6,}\b", "", whole_screen(session, width, height))
        assert strange_words(text) == []


# --- columns and states -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_columns_line_up_whatever_form_names_come_in(tmp_path: Path, form: str) -> None:
    """UNI-6: names composed and decomposed, 80 columns: every state, standing and time begins at the same cell."""
    bench = hold(make_bench(tmp_path))
    people = list(bench.desk.meeting.people.values())
    mixed = [
        person.model_copy(update={"full_name": _in_form(person.full_name, form if index % 2 else "NFC")})
        for index, person in enumerate(people)
    ]
    bench.desk.do(ListPeople(tuple(mixed)))
    press(bench, "f2", "4", "down", "4")
    rows = [
        row
        for row in whole_screen(bench, 80, 36).splitlines()
        if re.match(r" *\d+ (có mặt|đã ra về|được miễn|chưa)", row)
    ]
    assert len(rows) == 22
    assert {_cell(row, "Nguyễn") for row in rows if "Nguyễn" in row[:30]} == {21}
    assert {_cell(row, "Bí thư") for row in rows if " Bí thư" in row and "Phó" not in row} == {48}
    assert {_cell(row, "về 14:50") for row in rows if "về 14:50" in row} == {60}
    shut(bench)


def _cell(row: str, text: str) -> int:
    """The cell that a text begins at."""
    return cell_len(row[: row.index(text)])


def _in_form(text: str, form: str) -> str:
    return normalize("NFD", text) if form == "NFD" else normalize("NFC", text)


LONG = "Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Khánh Linh"


@sizes
def test_a_long_name_pushes_nothing_out_of_its_column(bench: Workbench, width: int, height: int) -> None:
    """Long names and texts are cut by cells with a sign; figures and times stay where they are."""
    hold(bench)
    press(bench, "f3", f"{LONG}, Trưởng ban công tác mặt trận thôn Đông Mít", "enter", "1")
    press(bench, f"{LONG} nêu việc rất dài " * 4 + "không-có-chỗ-ngắt-" * 12, "enter", "f9", "cong tang", "enter")
    for pane in ("escape", "f2"):
        press(bench, pane)
        lines = whole_screen(bench, width, height).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert "50′/90′" in lines[0]


def test_every_state_is_said_without_colour(bench: Workbench) -> None:
    """L23: what a colour says is said by a word or a sign as well: steps, the speaker, differences, warnings."""
    speaking(bench)
    clock_of(bench).pass_time(90)
    rows = [[(part.strip(), style) for part, style in row if part.strip()] for row in bench.body(120, 31)]
    told = {(part, style) for row in rows for part, style in row}
    for said in (("xong", "done"), ("▌đang", "now"), ("●", "now"), ("~", "warning"), ("!", "wrong"), ("?", "warning")):
        assert said in told
    assert any("chưa thống nhất" in part for part, style in told if style == "muted")
    assert any("chậm" in part for part, style in told if style == "warning")


def test_every_mark_in_the_roll_is_a_word(bench: Workbench) -> None:
    """L23: the states of attendance are words, whatever their colour."""
    moving(bench)
    text = whole_screen(bench, 100, 36)
    for state in ("có mặt", "đã ra về", "trở lại", "khách mời", "cấp trên dự"):
        assert state in text
