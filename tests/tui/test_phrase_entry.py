"""Abbreviations in the entry line, their file and their pane (L14, L3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import SetDetail
from models.phrasebook import FIELDS, parse
from tests.tui.bench import clock_of, make_bench, person_named, press, screen, shown, shut
from tui import words_phrases as texts
from tui.panes.live import LivePane
from tui.panes.phrases_pane import PhrasesPane
from tui.phrase_entry import PhraseFile, facts_of
from tui.prompts import AskText, PickPerson
from tui.workbench import Workbench

BANK = "cb = chi bộ\ngp = giải pháp\ndd = đồng chí\nai = {nguoi} nói lúc {gio}\nso = {co_mat}/{tong}, {bieu_quyet}\n"


def keep_bank(bench: Workbench, text: str = BANK, encoding: str = "utf-8") -> Path:
    path = bench.desk.store.paths.phrases
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture
def writing(session: Workbench) -> Workbench:
    """A session with a bank of its own."""
    keep_bank(session)
    return session


def texts_of_notes(bench: Workbench) -> list[str]:
    return [note.text for note in bench.desk.meeting.notes.all]


# --- in the line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("theo ;cb ", "theo chi bộ "),
        ("theo ;cb, ;gp ", "theo chi bộ, giải pháp "),
        ("theo ;cb", "theo ;cb"),
        (";Cb ", "Chi bộ "),
        (">;gp ", ">giải pháp "),
        (";đ ", "đồng chí "),
        ("cb ", "cb "),
        (";xyz ", ";xyz "),
        ("\\;cb ", ";cb "),
        ("một ; hai ", "một ; hai "),
        ("một; hai ", "một; hai "),
    ],
)
def test_space_writes_a_code_out(writing: Workbench, typed: str, line: str) -> None:
    """L14: visible at once; plain words, unknown codes and escaped ones stay."""
    press(writing, typed)
    assert writing.text == line


def test_enter_writes_the_last_code_out(writing: Workbench) -> None:
    press(writing, "bàn ;gp của ;cb", "enter")
    assert texts_of_notes(writing) == ["bàn giải pháp của chi bộ"]


def test_backspace_right_after_brings_the_code_back(writing: Workbench) -> None:
    """L14: one key undoes it, and it is not done again behind the clerk's back."""
    press(writing, "theo ;cb", "space", "backspace")
    assert writing.text == "theo ;cb "
    press(writing, "là viết tắt", "enter")
    assert texts_of_notes(writing) == ["theo ;cb là viết tắt"]


@pytest.mark.parametrize("between", ["left", "a", "\u202f", "home"])
def test_any_other_key_settles_it(writing: Workbench, between: str) -> None:
    """L3: an input method's own backspaces never undo an abbreviation: a key came before them."""
    press(writing, "theo ;cb", "space")
    writing.key(between)
    writing.edited(writing.text)
    press(writing, "backspace")
    assert writing.text == "theo chi bộ"


def test_a_code_in_the_middle_is_written_out_where_it_stands(writing: Workbench) -> None:
    """The cursor stays behind what came out; Backspace puts it behind the code again."""
    carets: list[int] = []
    writing.on_caret = carets.append
    writing.set_text("theo ;cbthì tốt")
    writing.key("space")
    writing.edited("theo ;cb thì tốt")
    assert (writing.text, carets) == ("theo chi bộ thì tốt", [len("theo chi bộ ")])
    assert writing.key("backspace")
    assert (writing.text, carets[-1]) == ("theo ;cb thì tốt", len("theo ;cb "))


def test_a_paste_is_left_alone(writing: Workbench) -> None:
    """Only the Space key writes out: pasted text stays as it was copied."""
    writing.edited("đã có ;cb ")
    assert writing.text == "đã có ;cb "


def test_what_came_out_is_kept_as_the_line_being_typed(writing: Workbench) -> None:
    """L1: a crash brings back the line as it stood on the screen."""
    press(writing, "theo ;cb ")
    assert writing.desk.kept_draft() == "theo chi bộ "


def test_a_half_typed_code_goes_with_its_speaker(writing: Workbench) -> None:
    """L4: the floor passes on in the middle of a line; the code at its end is written out as Enter would."""
    press(writing, "f3", "manh", "enter", "theo ;cb", "f3", "doan", "enter")
    assert texts_of_notes(writing) == ["theo chi bộ"]


def test_codes_work_in_questions_for_text(writing: Workbench) -> None:
    got: list[str] = []
    writing.ask(AskText("Lý do", got.append))
    press(writing, "do ;cb bận ;gp", "enter")
    assert got == ["do chi bộ bận giải pháp"]


def test_a_line_given_back_is_given_back_written_out(writing: Workbench) -> None:
    press(writing, "#99 ;gp", "enter")
    assert writing.notice.style == "wrong"
    assert writing.text == "#99 giải pháp"


def test_names_are_searched_as_typed(writing: Workbench) -> None:
    """L14: not in person search, nor in lists."""
    press(writing, "f3", ";cb ")
    assert isinstance(writing.prompt, PickPerson)
    assert writing.text == ";cb "
    press(writing, "escape", "f2", ";cb ")
    assert writing.text == ";cb "


def test_the_notice_says_what_will_come_what_came_and_what_is_unknown(writing: Workbench) -> None:
    press(writing, ";gp")
    assert writing.notice.text == texts.CODE_KNOWN.format(text="giải pháp")
    press(writing, "space")
    assert writing.notice.text == texts.EXPANDED.format(typed=";gp")
    press(writing, "backspace")
    assert writing.notice.text == texts.RESTORED.format(typed=";gp")
    press(writing, "x ;zz ")
    assert writing.notice.text == texts.CODE_UNKNOWN.format(code="zz")
    press(writing, "tiếp")
    assert writing.notice.text == ""


# --- fields -----------------------------------------------------------------------------------------------------


def test_fields_are_filled_from_the_live_state(writing: Workbench) -> None:
    """L14: a phrase code expands with time, name, numbers."""
    press(writing, ";so ")
    counts = writing.desk.meeting.attendance.counts(writing.desk.now())
    assert writing.text == f"{counts.present}/{counts.total}, {counts.can_vote} "
    writing.set_text("")
    press(writing, ";ai ")
    assert writing.text == "… nói lúc 14 giờ 50 phút "
    writing.set_text("")
    press(writing, "f3", "hung 61", "enter")
    clock_of(writing).pass_time(3)
    press(writing, ";ai ")
    assert writing.text == "Nguyễn Văn Hùng (1961) nói lúc 14 giờ 53 phút "


def test_every_field_has_a_source(session: Workbench) -> None:
    """What the file may name, the desk can fill; nothing else is offered."""
    assert set(facts_of(session.desk)) == set(FIELDS)
    chair = person_named(session, "Nguyễn Thị Bích")
    session.desk.do(SetDetail("chair", chair))
    facts = facts_of(session.desk)
    assert facts["chu_tri"] == "Nguyễn Thị Bích"
    assert (facts["ngay"], facts["phut"], facts["nguoi"]) == ("15/09/2023", "50", "")


def test_without_a_meeting_fields_stay_open(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, meeting=False)
    assert facts_of(bench.desk) == {}
    shut(bench)


# --- the file ---------------------------------------------------------------------------------------------------


def test_the_file_begins_with_a_starting_set_and_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "data" / "viet-tat.txt"
    book = PhraseFile(path).book()
    assert book.faults == ()
    assert book.expand(";cb", {}) == "chi bộ"
    assert all(f"{{{field}}}" in path.read_text("utf-8-sig") for field in FIELDS), "the file explains every field"
    path.write_text("z = của tôi\n", "utf-8")
    assert PhraseFile(path).book() == parse("z = của tôi\n")
    assert path.read_text("utf-8") == "z = của tôi\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_file_may_be_saved_as_notepad_saves(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "viet-tat.txt"
    path.write_bytes("cb = chi bộ\r\nkn = kiến nghị, đề xuất\r\n".encode(encoding))
    book = PhraseFile(path).book()
    assert (book.expand(";cb", {}), book.expand(";kn", {})) == ("chi bộ", "kiến nghị, đề xuất")


def test_a_saved_change_counts_at_once(writing: Workbench) -> None:
    """The clerk saves the file in another window and goes on typing."""
    press(writing, ";cb ")
    keep_bank(writing, "cb = chi bộ thôn\n")
    press(writing, "và ;cb ")
    assert writing.text == "chi bộ và chi bộ thôn "


def test_a_file_that_became_wrong_is_told_once(writing: Workbench) -> None:
    keep_bank(writing, "cb = chi bộ\nhỏng\n")
    press(writing, ";cb ")
    assert writing.text == "chi bộ "
    assert writing.notice.style == "warning"
    assert "viet-tat.txt, dòng 2" in writing.notice.text
    press(writing, ";cb ")
    assert writing.notice.text == texts.EXPANDED.format(typed=";cb")


def test_a_file_that_cannot_be_read_leaves_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "viet-tat.txt"
    path.mkdir()
    file = PhraseFile(path)
    assert file.book().expand(";cb", {}) == "chi bộ"
    assert len(file.faults()) == 1
    assert "viet-tat.txt" in file.faults()[0]
    path.rmdir()
    path.write_text("z = của tôi\n", "utf-8")
    assert file.book().expand(";z", {}) == "của tôi"
    assert file.faults() == []
    path.write_bytes(b"a" * 300_000)
    assert file.book().expand(";z", {}) == "của tôi"
    assert texts.FILE_TOO_LARGE in file.faults()[0]


# --- the pane ---------------------------------------------------------------------------------------------------


def test_the_pane_shows_what_each_code_gives_now_and_where_the_file_is(writing: Workbench) -> None:
    """L14: from the palette, without marks."""
    press(writing, "ctrl+p", "cum tu viet tat", "enter")
    assert isinstance(writing.pane, PhrasesPane)
    seen = shown(writing, 100, 22)
    assert str(writing.desk.store.paths.phrases)[-20:] in seen.replace("\n", "").replace(" ", "")
    assert "… nói lúc 14 giờ 50 phút" in seen
    press(writing, "gi")
    assert ";gp" in shown(writing)
    assert ";cb" not in shown(writing).partition("─")[2]


def test_enter_puts_the_phrase_into_the_note_being_typed(writing: Workbench) -> None:
    press(writing, "bàn về", "ctrl+p", "cum tu viet", "enter", "gp", "enter")
    assert isinstance(writing.pane, LivePane)
    assert writing.text == "bàn về giải pháp "
    assert writing.desk.kept_draft() == "bàn về giải pháp "


def test_where_nothing_is_written_nothing_is_put(writing: Workbench) -> None:
    press(writing, "f2", "ctrl+p", "cum tu viet", "enter", "gp", "enter")
    assert writing.text == ""
    assert ";gp" in writing.notice.text


def test_bad_lines_are_told_in_the_pane(writing: Workbench) -> None:
    keep_bank(writing, "một\nhai\nba\nbốn\ncb = chi bộ\n")
    press(writing, "ctrl+p", "cum tu viet", "enter")
    seen = " ".join(shown(writing, 100, 22).split())
    assert all(f"dòng {number}:" in seen for number in (1, 2, 3))
    assert texts.FAULT_MORE.format(count=1) in seen
    assert "chi bộ" in seen


@pytest.mark.parametrize(("width", "height"), [(100, 22), (80, 18), (60, 10)])
@pytest.mark.parametrize("bank", ["", BANK, "hỏng\n" * 9, f"dai = {'lời ' * 100}"])
def test_the_pane_fits_every_size(writing: Workbench, width: int, height: int, bank: str) -> None:
    keep_bank(writing, bank)
    press(writing, "ctrl+p", "cum tu viet", "enter")
    assert len(screen(writing, width, height)) <= height + 2
