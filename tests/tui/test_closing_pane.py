"""The end of a session: what is to do, how the rules stand, the end itself, the paper (L8, L20, R42–R47, R79)."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from documents.text_paper import render_text
from models import commands as c
from models.rules import unanswered
from tests.tui.bench import clock_of, press, screen, shown, text_of
from tests.tui.held import DIFFERENCE, OPINION, REASON, adopt, choose, conclude, do, hold, meeting, satisfy
from tui import words
from tui.closing_tasks import tasks
from tui.export import EXPORTS, FOLDER, export_name, export_path, placed, write_paper
from tui.panes.attendance import AttendancePane
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane, row_id
from tui.panes.live import LivePane
from tui.panes.minutes import MinutesPane
from tui.panes.preparation import PreparationPane
from tui.panes.summary import SummaryPane
from tui.workbench import Workbench

SIZES = [(100, 22), (80, 18), (60, 10)]


def pane_of(bench: Workbench) -> ClosingPane:
    assert isinstance(bench.pane, ClosingPane)
    return bench.pane


def under_cursor(bench: Workbench) -> str:
    pane = pane_of(bench)
    return row_id(pane.current(bench.desk, pane.rows(bench.desk)))


def state_of(bench: Workbench, task: str) -> str:
    return next(found.state for found in tasks(bench.desk) if found.id == task)


# --- the tasks --------------------------------------------------------------------------------------------------


def test_the_tasks_stand_in_the_plans_order(bench: Workbench) -> None:
    """R42–R47: summing-up, quality, participation, minutes, vote, end; the report comes after (R79)."""
    hold(bench)
    ids = [task.id for task in tasks(bench.desk) if task.id in words_in_order()]
    assert ids == words_in_order()
    assert {state_of(bench, id) for id in ("summary", "quality", "participation", "read", "vote", "end")} == {"chưa"}


def words_in_order() -> list[str]:
    return ["summary", "quality", "participation", "read", "vote", "end", "export", "report"]


def test_enter_goes_through_everything_the_chair_says(bench: Workbench) -> None:
    """Enter on what is owed first; when it is done the cursor stands on the next."""
    hold(bench)
    press(bench, "f10")
    assert under_cursor(bench) == meeting(bench).notes.differences[0].id
    press(bench, "enter", "1", "Giữ như cũ", "enter")
    assert under_cursor(bench) == "summary"
    press(bench, "enter", "Các ý kiến thẳng thắn", "enter", "escape")
    assert under_cursor(bench) == "quality"
    press(bench, "enter", "2")
    assert under_cursor(bench) == "participation"
    press(bench, "enter", "Nghiêm túc", "enter")
    assert under_cursor(bench) == "read"
    details, note = meeting(bench).details, meeting(bench).notes.differences[0]
    assert details.text("summary") == "Các ý kiến thẳng thắn"
    assert (details.text("quality"), details.text("participation")) == ("kha", "Nghiêm túc")
    assert (note.outcome, note.outcome_text) == ("settled", "Giữ như cũ")
    press(bench, "enter")
    assert isinstance(bench.pane, MinutesPane)


def test_a_cancelled_task_stays_under_the_cursor(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f10")
    choose(bench, "participation")
    press(bench, "enter", "escape")
    assert under_cursor(bench) == "participation"


def test_remarks_at_will_are_not_owed(bench: Workbench) -> None:
    """R43, R40: the remark on the quality and the atmosphere are written if the chair says something."""
    hold(bench)
    press(bench, "f10")
    choose(bench, "quality_remark")
    press(bench, "enter", "Đủ thời gian", "enter")
    choose(bench, "atmosphere")
    press(bench, "enter", "Thẳng thắn", "enter")
    details = meeting(bench).details
    assert (details.text("quality_remark"), details.text("atmosphere")) == ("Đủ thời gian", "Thẳng thắn")


def test_a_difference_can_be_kept(bench: Workbench) -> None:
    """R38, R85: a member in the minority may keep the opinion; more need not be said."""
    hold(bench)
    press(bench, "f10")
    choose(bench, meeting(bench).notes.differences[0].id)
    assert DIFFERENCE in shown(bench, 100)
    press(bench, "enter", "2", "enter")
    assert meeting(bench).notes.differences[0].outcome == "kept"
    assert "bảo lưu ý kiến" in shown(bench, 100)


def test_a_difference_is_settled_before_it_is_summed_up(bench: Workbench) -> None:
    """R38, R42: whoever goes from top to bottom never sums up as open what is settled a minute later."""
    hold(bench)
    press(bench, "f10", "enter", "1", "giữ mức ít", "enter")
    assert meeting(bench).notes.differences[0].outcome == "settled"
    assert under_cursor(bench) == "summary"
    press(bench, "enter", "enter")
    assert "Đã thống nhất (1): giữ mức ít" in meeting(bench).details.text("summary")
    assert "Còn ý kiến khác nhau" not in meeting(bench).details.text("summary")


def test_no_difference_is_said_in_words(bench: Workbench) -> None:
    hold(bench)
    do(bench, c.DeleteNote(meeting(bench).notes.differences[0].id))
    assert state_of(bench, "differences") == "không có"


def test_adoption_locks_what_the_chair_said(bench: Workbench) -> None:
    """L5: from then on only an amendment changes the text."""
    hold(bench)
    conclude(bench)
    adopt(bench)
    press(bench, "f10")
    for task in ("summary", "quality", "participation", meeting(bench).notes.differences[0].id):
        choose(bench, task)
        press(bench, "enter")
        assert isinstance(bench.pane, ClosingPane)
        assert bench.prompt is None
        assert "đã thông qua" in text_of(bench.asking(100))


# --- the summing-up ---------------------------------------------------------------------------------------------


def test_the_summing_up_is_suggested_from_the_notes(bench: Workbench) -> None:
    """R42: a suggestion, visibly not recorded; Enter takes it, a paragraph a line."""
    hold(bench)
    press(bench, "f10")
    choose(bench, "summary")
    press(bench, "enter")
    assert isinstance(bench.pane, SummaryPane)
    assert "chưa ghi vào biên bản" in shown(bench)
    assert OPINION in " ".join(shown(bench).split())
    assert meeting(bench).details.text("summary") == ""
    press(bench, "enter")
    assert OPINION in meeting(bench).details.text("summary")
    assert "Đã ghi" in shown(bench)


def test_paragraphs_are_added_corrected_and_taken_out(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f10")
    choose(bench, "summary")
    press(bench, "enter", "Một", "enter", "Hai", "enter", "Ba", "enter")
    assert meeting(bench).details.text("summary") == "Một\nHai\nBa"
    press(bench, "up", "enter", " sửa", "enter")
    assert meeting(bench).details.text("summary") == "Một\nHai sửa\nBa"
    press(bench, "delete")
    assert meeting(bench).details.text("summary") == "Một\nBa"
    press(bench, "ctrl+z")
    assert meeting(bench).details.text("summary") == "Một\nHai sửa\nBa"


# --- the rules --------------------------------------------------------------------------------------------------


def test_every_rule_says_in_a_word_how_it_stands(bench: Workbench) -> None:
    """L8: met, at risk, failed, not yet; the word and the number behind it, never colour alone."""
    hold(bench)
    press(bench, "f10")
    drawn = screen(bench, 100, 40)
    for state in bench.desk.rules():
        row = next(line for line in drawn if state.label in line and f"│ {state.code[1:]} " in line)
        said = {"met": "đạt", "risk": "có nguy cơ", "failed": "chưa đạt", "pending": "chưa đến lúc"}[state.state]
        assert said in row
        assert state.figure in row


def test_the_foot_says_what_cures_a_rule_and_where_it_comes_from(bench: Workbench) -> None:
    """L8: a rule that can still be cured says how, with its source."""
    hold(bench)
    press(bench, "f10")
    for state in bench.desk.rules():
        choose(bench, state.code)
        foot = " ".join(" ".join(screen(bench, 140, 30)[-6:-2]).split())
        source = next(rule.source for rule in meeting(bench).plan.rules if rule.code == state.code)
        assert source in foot
        assert state.cure[:60] in foot


def test_a_warning_takes_a_written_reason(bench: Workbench) -> None:
    """L8, domain.md §10 W: overridden with a reason, which is kept and can be reworded."""
    hold(bench)
    press(bench, "f10")
    choose(bench, "C02")
    press(bench, "enter", "enter")
    assert bench.prompt is not None, "an empty reason is none"
    press(bench, REASON, "enter")
    assert meeting(bench).waivers == {"C02": REASON}
    assert "có lý do" in shown(bench, 100)
    assert REASON in shown(bench, 100)
    press(bench, "enter", " hơn", "enter")
    assert meeting(bench).waivers == {"C02": f"{REASON} hơn"}


@pytest.mark.parametrize(
    ("rule", "pane"),
    [("C01", PreparationPane), ("C06", AttendancePane), ("C13", BoardPane), ("C09", LivePane), ("C18", MinutesPane)],
)
def test_enter_goes_where_the_rule_is_cured(bench: Workbench, rule: str, pane: type) -> None:
    """L8: each row is a way to what it speaks of."""
    hold(bench)
    press(bench, "f10")
    choose(bench, rule)
    press(bench, "enter")
    assert type(bench.pane) is pane


def test_space_goes_to_the_cure_of_a_warning(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f10")
    choose(bench, "C21")
    press(bench, "space")
    assert isinstance(bench.pane, AttendancePane)


@pytest.mark.parametrize(("rule", "task"), [("C17", "summary"), ("C19", "vote"), ("C23", "report")])
def test_what_is_cured_here_moves_the_cursor(bench: Workbench, rule: str, task: str) -> None:
    hold(bench)
    press(bench, "f10")
    choose(bench, rule)
    press(bench, "enter")
    assert under_cursor(bench) == task


def test_tab_goes_to_the_other_part_and_letters_do_nothing(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f10", "tab")
    assert under_cursor(bench) == "C01"
    press(bench, "tab", "abc")
    assert under_cursor(bench) == meeting(bench).notes.differences[0].id
    assert bench.text == ""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_row_can_be_seen_at_every_size(bench: Workbench, width: int, height: int) -> None:
    """100×28 full, 80×24 whole, 60×16 reduced: the row under the cursor is always on the screen."""
    hold(bench)
    press(bench, "f10", "home")
    for row in pane_of(bench).rows(bench.desk):
        assert len(bench.body(width, height)) == height
        assert any(style == "cursor" for line in bench.body(width, height) for _, style in line)
        assert any(row.label[:20] in text for text in screen(bench, width, height))
        press(bench, "down")


def test_a_click_puts_the_cursor_there(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f10")
    drawn = screen(bench, 100, 22)
    y = next(index for index, line in enumerate(drawn) if "Tài liệu gửi đủ sớm" in line)
    pane_of(bench).clicked(bench, 60, y)
    assert under_cursor(bench) == "C02"
    pane_of(bench).clicked(bench, 5, 2)
    assert under_cursor(bench) == "summary"


# --- the end ----------------------------------------------------------------------------------------------------


def test_the_end_waits_for_the_vote(bench: Workbench) -> None:
    """R45–R47, E: the minutes are read and voted before the meeting closes."""
    hold(bench)
    press(bench, "f10")
    choose(bench, "end")
    press(bench, "enter")
    assert meeting(bench).agenda.running
    assert words.REFUSALS["not_voted"][:30] in text_of(bench.asking(100))


def test_too_short_a_session_is_asked_about(bench: Workbench) -> None:
    """R15, L8: ending before 90 minutes warns and says what is missing; Esc goes on with the session."""
    hold(bench, minutes=84)
    satisfy(bench)
    conclude(bench)
    adopt(bench)
    press(bench, "f10")
    choose(bench, "end")
    press(bench, "enter")
    assert "Mới được 84′, còn 6′ mới đủ 90′." in shown(bench)
    press(bench, "escape")
    assert meeting(bench).agenda.running
    press(bench, "enter", "enter")
    assert not meeting(bench).agenda.running


def test_reasons_are_asked_one_after_another(bench: Workbench) -> None:
    """L8: a failed rule asks for a written reason; the end is that of the key, not of the last reason."""
    hold(bench, minutes=95)
    conclude(bench)
    adopt(bench)
    press(bench, "f10", "enter")
    unmet = [state.code for state in unanswered(bench.desk.rules())]
    assert len(unmet) > 1
    ended = bench.desk.now()
    press(bench, "enter")
    for _ in unmet:
        assert bench.prompt is not None
        clock_of(bench).pass_time(2)
        press(bench, REASON, "enter")
    assert bench.prompt is None
    assert meeting(bench).agenda.ended == ended
    assert set(meeting(bench).waivers) == set(unmet)


def test_a_reason_can_wait(bench: Workbench) -> None:
    """L8: nothing is ever blocked; Esc is "later", and the panel still asks."""
    hold(bench, minutes=95)
    conclude(bench)
    adopt(bench)
    press(bench, "f10", "enter", "enter")
    for _ in range(20):
        if bench.prompt is None:
            break
        press(bench, "escape")
    assert not meeting(bench).agenda.running
    assert not meeting(bench).waivers
    choose(bench, "C02")
    press(bench, "enter", REASON, "enter")
    assert meeting(bench).waivers == {"C02": REASON}


def test_a_session_with_nothing_to_warn_of_ends_at_once(bench: Workbench) -> None:
    hold(bench, minutes=95)
    satisfy(bench)
    conclude(bench)
    adopt(bench)
    press(bench, "f10")
    assert under_cursor(bench) == "end"
    press(bench, "enter")
    assert meeting(bench).agenda.ended == bench.desk.now()
    assert bench.prompt is None
    assert under_cursor(bench) == "export"


def test_when_the_report_went_out(bench: Workbench) -> None:
    """R79: the report's row leads to its pane, where the day is recorded, also after the adoption."""
    hold(bench, minutes=95)
    satisfy(bench)
    conclude(bench)
    adopt(bench)
    press(bench, "f10", "enter")
    choose(bench, "report")
    press(bench, "enter", *["down"] * 5, "enter", "20/9", "enter")
    assert meeting(bench).details.text("report_sent") == "2023-09-20"
    press(bench, "escape")
    assert "20/09/2023" in shown(bench)


# --- the paper --------------------------------------------------------------------------------------------------


def out(bench: Workbench, tmp_path: Path) -> Path:
    """A folder for papers."""
    folder = tmp_path / "giấy tờ"
    bench.desk.store.set_setting(FOLDER, str(folder))
    return folder


def export(bench: Workbench) -> None:
    choose(bench, "export")
    press(bench, "enter")


def test_the_minutes_are_written_as_a_word_file(bench: Workbench, tmp_path: Path) -> None:
    """L21: DOCX, named by unit and day in plain ASCII, in the folder of the settings; its path is said."""
    folder = out(bench, tmp_path)
    hold(bench, minutes=95)
    conclude(bench)
    adopt(bench)
    press(bench, "f10")
    export(bench)
    path = folder / "bien-ban-chi-bo-thon-dong-mit-2023-09-15.docx"
    assert path.read_bytes()[:2] == b"PK"
    assert path.name in text_of(bench.asking(300))
    assert state_of(bench, "export") == "xong"


@pytest.mark.parametrize("width", [80, 300])
def test_where_the_paper_lies_is_told_whole(bench: Workbench, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """L21: the name of the file and its folder, as they stand in a file manager, with nothing left out."""
    folder = Path("/nguoi-dung-co-ten-that-dai/Documents")
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: folder)
    bench.say_whole(words.WRITTEN.format(path=placed(folder / "bien-ban-chi-bo-thon-dong-mit-2023-09-15.docx")))
    told = " ".join(f"{shown(bench, width)} {text_of(bench.asking(width))}".split())
    assert f"bien-ban-chi-bo-thon-dong-mit-2023-09-15.docx vào thư mục Tài liệu ({folder})" in told


def test_a_draft_is_called_one(bench: Workbench, tmp_path: Path) -> None:
    """L20: drafts carry a visible mark in every export, and never take the final paper's name."""
    folder = out(bench, tmp_path)
    hold(bench)
    press(bench, "f10")
    export(bench)
    (path,) = folder.iterdir()
    assert path.name.endswith("-du-thao.docx")
    assert "dự thảo" in text_of(bench.asking(300))
    assert export_name(bench.desk).isascii()


def test_our_own_file_is_written_again(bench: Workbench, tmp_path: Path) -> None:
    folder = out(bench, tmp_path)
    hold(bench)
    press(bench, "f10")
    export(bench)
    (path,) = folder.iterdir()
    before = path.read_bytes()
    do(bench, c.SetDetail("atmosphere", "Thẳng thắn"))
    export(bench)
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert path.read_bytes() != before


def test_a_hand_is_never_overwritten(bench: Workbench, tmp_path: Path) -> None:
    """L20: an exported file that was edited by hand stays; a copy beside it is offered."""
    folder = out(bench, tmp_path)
    hold(bench)
    press(bench, "f10")
    export(bench)
    path = export_path(bench.desk)
    path.write_bytes(b"edited by hand")
    export(bench)
    assert bench.prompt is not None
    assert "không như máy này đã ghi" in bench.prompt.label
    press(bench, "escape")
    assert [file.name for file in folder.iterdir()] == [path.name]
    export(bench)
    press(bench, "enter")
    assert path.read_bytes() == b"edited by hand"
    assert len(list(folder.iterdir())) == 2
    assert set(bench.desk.store.setting(EXPORTS)) == {str(file.resolve()) for file in folder.iterdir()}


def test_a_folder_that_cannot_be_written_is_said(bench: Workbench, tmp_path: Path) -> None:
    blocked = tmp_path / "tệp"
    blocked.write_text("not a folder")
    bench.desk.store.set_setting(FOLDER, str(blocked))
    hold(bench)
    press(bench, "f10")
    export(bench)
    assert "Không ghi được" in shown(bench, 100)


def test_the_command_line_writes_text_or_word(bench: Workbench, tmp_path: Path) -> None:
    """L21: one command, two forms; a file that a person changed stays, the paper goes beside it."""
    hold(bench)
    text, word = tmp_path / "bb.txt", tmp_path / "bb.docx"
    assert str(text) in write_paper(bench.desk, bench.desk.minutes(), text)
    assert text.read_text("utf-8") == render_text(bench.desk.minutes())
    write_paper(bench.desk, bench.desk.minutes(), word)
    assert word.read_bytes()[:2] == b"PK"
    text.write_text("edited by hand")
    assert "bb (bản mới).txt" in write_paper(bench.desk, bench.desk.minutes(), text)
    assert text.read_text() == "edited by hand"
    assert (tmp_path / "bb (bản mới).txt").exists()
