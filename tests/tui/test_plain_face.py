"""The plain face: a line in, the lines that answer it out, over the same workbench as the screen (L23, W14)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from models.commands import AddGuest, MarkRest, StartSession
from models.facts import Marked
from tests.sync.disks import no_space
from tests.tui.bench import DAY, ROSTER_01, clock_of, make_bench, open_store, person_named, shut, troubled_disk
from tui import words, words_closing
from tui import words_plain as texts
from tui.desk import Desk
from tui.draw import Line, line
from tui.panes.base import ListPane, Pane
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane, resume
from tui.panes.scrolling import ScrollPane
from tui.plain.bench import PlainBench
from tui.plain.commands import run_action
from tui.plain.face import Face
from tui.plain.saying import sayable
from tui.prompts import AskText
from tui.registry import Action
from tui.workbench import Workbench

UNREAD = re.compile("[\x00-\x1f\x7f\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf]")
"""What is drawn rather than read: controls, arrows, boxes, shapes."""


class Talk:
    """A face, and lines typed into it; every answer is looked at for what a line terminal cannot take."""

    def __init__(self, bench: PlainBench) -> None:
        self.bench = bench
        self.face = Face(bench)

    def __call__(self, *typed: str) -> list[str]:
        """The answer to the last of the lines."""
        told: list[str] = []
        for one in typed:
            told = self.face.take(one)
            assert all(text.strip() == text != "" for text in told), told
            assert all(len(text) <= 200 and not UNREAD.search(text) for text in told), told
        return told

    def facts(self) -> list[str]:
        """The kinds of facts recorded."""
        return [type(entry.fact).__name__ for entry in self.bench.desk.meeting.ledger.entries.values()]

    def notes(self) -> list[str]:
        """The notes that stand."""
        return [note.text for note in self.bench.desk.meeting.notes.all]


def plain_bench(home: Path, *, meeting: bool = True, roster: bool = True) -> PlainBench:
    """A plain bench as `make_bench` makes one for the screen."""
    made = make_bench(home, meeting=meeting, roster=roster)
    return PlainBench(made.desk, lambda bench: LivePane() if meeting else MeetingsPane())


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A prepared meeting, nobody marked."""
    bench = plain_bench(tmp_path)
    yield Talk(bench)
    shut(bench)


@pytest.fixture
def session(talk: Talk) -> Talk:
    """A session that runs: everybody present, the first step."""
    for command in (MarkRest(), StartSession()):
        assert isinstance(talk.bench.desk.do(command), tuple)
    talk.face = Face(talk.bench)
    return talk


# --- a command while a question is open ------------------------------------------------------------------------


def test_another_command_about_indicators_takes_the_place_of_the_question(session: Talk) -> None:
    """L1: its number is no note."""
    session(".biểu hiện 3")
    (told,) = session(".mức độ 4 ít")
    assert told == "Biểu hiện 4: mức độ: ít"
    assert session(".biểu hiện 3", ".biểu hiện 5", "không")[0] == "Biểu hiện 5: không"
    assert session.notes() == []


def test_a_reason_is_recorded_though_it_was_asked_for_already(session: Talk) -> None:
    session(".lý do 5")
    assert session(".lý do 5 họp cùng buổi thường kỳ")[0].startswith("Ghi lý do")
    assert "RuleWaived" in session.facts()


def test_half_a_vote_is_not_dropped_unsaid(session: Talk) -> None:
    """L1, L15: whoever gives the floor between two numbers hears that the vote is not recorded."""
    session(".biểu quyết việc khác", "Sửa nhà văn hóa", "1")
    told = session(".nói lan")
    assert told[0] == texts.VOTE_LEFT.format(label=words_closing.VOTE_AGAINST)
    assert told[1].startswith("Phạm Thị Lan Hà")
    assert "VoteTaken" not in session.facts()


def test_a_refusal_is_told_once(session: Talk) -> None:
    assert session(".biểu hiện 99") == ["Không có biểu hiện số 99."]


def test_the_reading_goes_on_after_commands_and_when_it_is_asked_for_again(session: Talk) -> None:
    """R45: whoever types `.đọc` twice, or notes something in between, is still reading."""
    session(".đọc", "có")
    second = session("")
    assert second[0].startswith("Đoạn 2 trên")
    assert session(".đọc") == second
    assert session(".mức độ 3 ít")[1:] == second
    assert session(".biểu hiện 3")[0].startswith("Hỏi: Biểu hiện 3")
    assert session(".mức độ 4 ít")[1:] == second
    assert session("")[0].startswith("Đoạn 3 trên")


def test_the_roll_call_says_again_how_it_is_answered(session: Talk) -> None:
    session(".điểm danh")
    assert session(".điểm danh") == [texts.ROLL_CALL]


# --- notes and commands -----------------------------------------------------------------------------------------


def test_a_line_is_a_note_with_its_shorthand(session: Talk) -> None:
    """L14, L23: exactly as in the entry line of the desk."""
    assert session("+ Đặt chuông trước giờ họp #7 @bích >30/9") == ["Ghi giải pháp: Đặt chuông trước giờ họp"]
    note = session.bench.desk.meeting.notes.all[-1]
    assert (note.kind, note.indicators, note.due) == ("solution", ("7",), "2023-09-30")
    assert session.bench.desk.meeting.name(note.owner) == "Nguyễn Thị Bích"


def test_one_line_tells_what_was_recorded_and_what_it_closed(session: Talk) -> None:
    """L4, L23: giving the floor ends the turn before, and the line says both."""
    assert session(".nói lan") == ["Phạm Thị Lan Hà: trình bày"]
    clock_of(session.bench).pass_time(2, 5)
    (told,) = session(".nói mạnh")
    assert told == "Lê Bảo Mạnh: trình bày; Phạm Thị Lan Hà nói xong, 2 phút 5 giây"
    clock_of(session.bench).pass_time(0, 9)
    assert session(".thôi") == ["Lê Bảo Mạnh nói xong, 9 giây"]
    clock_of(session.bench).pass_time(4)
    (told,) = session(".bước kế")
    assert told.startswith("Bước: Quán triệt mục đích")
    assert told.endswith("; xong bước Ổn định, điểm danh, 6 phút")


def test_a_point_of_order_tells_who_waits_and_who_goes_on(session: Talk) -> None:
    """L13."""
    session(".nói lan")
    assert session(".thủ tục mạnh")[0].endswith("; Phạm Thị Lan Hà tạm dừng")
    assert session(".thôi")[0].endswith("; Phạm Thị Lan Hà nói tiếp")


def test_a_blank_line_says_nothing(session: Talk) -> None:
    """A file that is piped in may be laid out with blank lines."""
    assert session("", "   ") == []


def test_loose_letters_find_and_are_stored_composed(session: Talk) -> None:
    """UNI-1: what came decomposed is recorded composed (`typed.py` composes; commands fold)."""
    assert session("." + unicodedata.normalize("NFD", "nói mạnh")) == ["Lê Bảo Mạnh: trình bày"]


def test_an_unknown_command_names_three_and_keeps_the_line(session: Talk) -> None:
    told = session(".xem danh sach")
    assert told[0].startswith("Không có lệnh “xem danh sach”. Gần nhất: ")
    assert ".danh sách" in told[0]
    assert told[0].count(" .") == 3
    assert "“.xem danh sach”" in told[1]
    assert session.notes() == []
    assert session(".ghi") == ["Ghi ý kiến: .xem danh sach"]
    assert session(".ghi") == [texts.NOTHING_KEPT]


def test_a_refused_note_is_kept(talk: Talk) -> None:
    """L1: what was typed is never lost, whatever keeps it from being recorded."""
    bench = talk.bench
    bench.desk.look(bench.desk.store.meetings()[0].id)
    told = talk("Một ý không được mất")
    assert told[0] == words.REFUSALS["read_only"]
    assert "Một ý không được mất" in told[1]
    bench.desk.open(bench.desk.store.meetings()[0].id)
    talk(".ghi")
    assert talk.notes() == ["Một ý không được mất"]


def test_a_dot_asks_for_help_and_a_question_mark_too(talk: Talk) -> None:
    assert talk(".") == talk("?") == talk(".trợ giúp")
    assert any(".người nói" in told for told in talk("."))
    assert talk(".trợ giúp điểm danh")[0].startswith(".điểm danh")


def test_a_note_may_begin_with_a_dot(session: Talk) -> None:
    session("..vn là đuôi của trang", "... và còn nữa")
    assert session.notes() == [".vn là đuôi của trang", "... và còn nữa"]


def test_codes_of_the_clerk_are_written_out_in_the_whole_line(session: Talk) -> None:
    """L14: Space writes a code out on the screen; here the line comes whole."""
    bank = session.bench.bank.file
    bank.book()
    bank.path.write_text("cb = chi bộ\nnt = nhất trí\n", encoding="utf-8")
    session("Toàn ;cb đã ;nt")
    assert session.notes() == ["Toàn chi bộ đã nhất trí"]


# --- questions --------------------------------------------------------------------------------------------------


def test_namesakes_are_asked_by_number(session: Talk) -> None:
    """S-3: never a guess between two Hùng; the next line answers."""
    told = session(".nói hùng")
    assert told[0] == "Chưa rõ là ai: gõ số của dòng, hoặc gõ thêm dấu, năm sinh."
    assert told[1].startswith("Hỏi: Người nói. ")
    assert [text.partition(",")[0] for text in told[2:4]] == ["1) Nguyễn Văn Hùng (1961)", "2) Nguyễn Văn Hùng (1984)"]
    assert session("2") == ["Nguyễn Văn Hùng (1984): trình bày"]


@pytest.mark.parametrize("year", ["1961", "61"])
def test_namesakes_are_told_apart_by_year(session: Talk, year: str) -> None:
    session(".nói hùng")
    assert session(year)[0].startswith("Nguyễn Văn Hùng (1961): ")


def test_an_empty_line_takes_the_first_who_waits(session: Talk) -> None:
    """L4: Enter alone; the question says so."""
    session(".xin nói lan", ".xin nói mạnh")
    told = session(".nói")
    assert "dòng trống: người đầu hàng chờ" in told[0]
    assert [text.partition(",")[0] for text in told[1:]] == ["1) Phạm Thị Lan Hà", "2) Lê Bảo Mạnh"]
    assert session("")[0].startswith("Phạm Thị Lan Hà: ")


def test_a_number_takes_another_who_waits(session: Talk) -> None:
    session(".xin nói lan", ".xin nói mạnh", ".nói")
    assert session("2")[0].startswith("Lê Bảo Mạnh: ")


def test_a_choice_is_made_by_number_word_or_not_at_all(session: Talk) -> None:
    session(".nói lan")
    told = session(".loại")
    assert told[0] == "Hỏi: Loại phát biểu. Gõ số hoặc vài chữ; dòng trống: thôi."
    assert told[1:3] == ["1) ý kiến", "2) tham luận"]
    assert session("12")[0] == "Chỉ có các số từ 1 đến 8."
    assert session("ý kiến")[0] == "Đã sửa lượt phát biểu"  # the whole label, though another begins so
    assert session(".loại gợi mở") == ["Đã sửa lượt phát biểu"]
    assert session(".loại", "") == ["Đã thôi."]
    told = session(".loại kiến")
    assert told[0].startswith("Có 2 mục khớp: ý kiến; ý kiến về thủ tục.")
    assert session(".thôi") == ["Đã thôi."]
    assert session.bench.desk.meeting.floor.current is not None, "the question was dropped, not the speaker"


def test_yes_and_no(talk: Talk) -> None:
    """Confirm: nothing but yes and no is an answer, so that a note typed too early is no yes."""
    assert talk(".còn lại") == ["Hỏi: Đánh dấu 21 người còn lại có mặt. Dòng trống hoặc có: đồng ý; không: thôi."]
    assert talk("Mời các đồng chí")[0] == texts.YES_OR_NO
    assert talk("không") == ["Đã thôi."]
    assert "RestMarked" not in talk.facts()
    assert talk(".còn lại", "có") == ["21 người còn lại có mặt"]


def test_a_question_is_asked_again(talk: Talk) -> None:
    talk(".còn lại")
    assert talk("?") == talk("?")
    assert talk("?")[0].startswith("Hỏi: Đánh dấu 21 người")
    assert any("Hỏi: " in told for told in talk(".")), "the help does not take the question away"
    assert talk("có") == ["21 người còn lại có mặt"]


def test_looking_does_not_take_the_question_away(session: Talk) -> None:
    session(".nói hùng")
    told = session(".tình hình")
    assert told[0].startswith("Chi bộ thôn Đông Mít, ngày 15/09/2023")
    assert told[-3].startswith("1) Nguyễn Văn Hùng (1961)")
    assert session("1")[0].startswith("Nguyễn Văn Hùng (1961): ")


def test_an_act_takes_the_question_away(session: Talk) -> None:
    session(".nói hùng")
    assert session(".nói lan") == ["Phạm Thị Lan Hà: trình bày"]
    assert session("Ý kiến")[0].startswith("Ghi ý kiến")


def test_a_name_nobody_bears_is_asked_about(session: Talk) -> None:
    told = session(".nói Lê Văn Lạ")
    assert told[1:] == ["1) khách mời", "2) cấp trên dự, chỉ đạo"]
    told = session("1", "Trưởng thôn")
    assert told[0].startswith("Thêm khách: Lê Văn Lạ")
    assert told[1].startswith("Lê Văn Lạ: ")


def test_a_standing_text_is_kept_changed_or_replaced(session: Talk) -> None:
    """Editing without a cursor: s/old/new, the whole line anew, or an empty line."""
    session("Còn hai việc phải xong", ".sửa")
    assert session("?")[-1].endswith("Còn hai việc phải xong")
    assert session("") == ["Giữ nguyên."]
    assert session(".sửa", "s/hai/ba") == ["Ghi ý kiến: Còn ba việc phải xong"]
    assert session(".sửa", "s/mười/ba")[0] == "Câu đang có không có chữ “mười”."
    session(".thôi", ".sửa ! Chốt ba việc")
    assert (session.notes(), session.bench.desk.meeting.notes.all[0].kind) == (["Chốt ba việc"], "decision")


def test_an_answer_that_is_owed(session: Talk) -> None:
    """An empty line drops a question that has no default; it is never an answer."""
    told = session(".thêm biểu hiện")
    assert "dòng trống" not in told[0] or "thôi" in told[0]
    assert session("") == ["Đã thôi."]
    assert not session.bench.desk.meeting.board.added


# --- the room ---------------------------------------------------------------------------------------------------


def test_the_roll_is_called_a_name_a_line(talk: Talk) -> None:
    """L2: one line a person, absences in between, an empty line at the end; then lines are notes again."""
    told = talk(".điểm danh")
    assert told[-1] == texts.ROLL_CALL
    assert talk("toàn") == ["Nguyễn Hoàng Toàn: có mặt"]
    assert talk(".vắng uyên, ốm") == ["Đặng Quỳnh Uyên: vắng, ốm"]
    assert talk("mạnh") == ["Lê Bảo Mạnh: có mặt"]
    assert talk("") == ["Xong phần Điểm danh."]
    talk("Ổn định chỗ ngồi")
    assert talk.notes() == ["Ổn định chỗ ngồi"]


def test_another_act_ends_the_roll_call(talk: Talk) -> None:
    """Nobody types a note into a roll call that was forgotten."""
    talk(".điểm danh", "toàn", ".bắt đầu 0")
    talk("Chào cờ")
    assert talk.notes() == ["Chào cờ"]


def test_one_name_behind_the_command_is_one_act(talk: Talk) -> None:
    assert talk(".điểm danh toàn") == ["Nguyễn Hoàng Toàn: có mặt"]
    talk("Chào cờ")
    assert talk.notes() == ["Chào cờ"]


def test_who_is_here_is_listed_in_plain_lines(session: Talk) -> None:
    session(".ra về lan", ".khách Đào Thị Nhung, Chi hội trưởng")
    told = session(".danh sách")
    assert told[0].startswith("Tổng 22, chính thức 21")
    assert "1. Nguyễn Hoàng Toàn: có mặt, Bí thư" in told
    assert any(text.startswith("13. Phạm Thị Lan Hà: đã ra về, về 14:00") for text in told)
    assert told[-1] == "23. Đào Thị Nhung: khách mời, Chi hội trưởng"


def test_every_mark_has_its_command(talk: Talk) -> None:
    """L2: what single keys do on the screen."""
    assert talk(".vắng không lý do đại") == ["Lê Viết Đại: vắng không lý do"]
    assert talk(".xoá dấu đại") == ["Lê Viết Đại: xoá dấu"]
    assert talk(".diện kiệt, chính thức") == ["Nguyễn Ngọc Kiệt: chính thức"]
    assert talk(".vắng uyên", "2") == ["Đặng Quỳnh Uyên: vắng, Đi công tác"]
    assert talk(".sửa phút uyên") == [texts.SHIFT_HOW]
    talk(".còn lại", "", ".bắt đầu 10")
    assert talk(".ra về lan")[0] == "Phạm Thị Lan Hà: ra về lúc 14:00"
    assert talk(".sửa phút lan, -3") == ["Đã sửa giờ đến, về"]
    assert talk(".đến muộn uyên")[0] == "Đặng Quỳnh Uyên: đến lúc 14:00"
    assert any("ra về" in text or "đã ra về, về 13:57" in text for text in talk(".danh sách"))


def test_breaks_do_not_turn_over(session: Talk) -> None:
    """The key of the screen turns over; a word says which is meant."""
    assert session(".nghỉ") == ["Nghỉ từ 14:00"]
    assert session(".nghỉ")[0].startswith("Đang nghỉ rồi")
    assert session(".tiếp tục") == ["Tiếp tục lúc 14:00"]
    assert session(".tiếp tục") == ["Không phải đang nghỉ."]


# --- preparation, board, log ------------------------------------------------------------------------------------


def test_the_preparation_is_filled_by_number_or_name(talk: Talk) -> None:
    told = talk(".chuẩn bị")
    assert told[-1] == texts.PREPARATION_HOW
    number = next(text.partition(")")[0] for text in told if "Địa điểm" in text)
    assert talk(f"{number} Nhà văn hoá thôn") == ["Địa điểm: Nhà văn hoá thôn"]
    assert talk("chu tri: toàn") == ["Chủ trì: Nguyễn Hoàng Toàn"]
    assert talk("tổ chức riêng: không") == ["Tổ chức riêng, không lồng ghép: không"]
    assert talk("ngày báo: 11/9") == ["Ngày báo cấp trên: 11/09/2023"]
    assert talk("ngày: 11/9")[0].startswith("Có 2 mục khớp: Ngày sinh hoạt; ")
    assert talk("tài liệu: 9/9")[0].startswith("Có 4 mục khớp")
    assert talk(f"-{number}") == ["Địa điểm: "[:-1]]
    assert talk("99 gì đó")[0].startswith("Chỉ có các số từ 1 đến")
    assert talk("") == ["Xong phần Chuẩn bị."]
    assert talk(".chuẩn bị địa điểm: Hội trường")[0] == "Địa điểm: Hội trường"
    assert isinstance(talk.bench.pane, LivePane)


def test_an_indicator_in_one_line(session: Talk) -> None:
    """L7, R33, R34: number, answer and degree; or the degree as the question that follows."""
    assert session(".biểu hiện 7 có có lúc") == ["Biểu hiện 7: có", "Biểu hiện 7: mức độ: có lúc"]
    told = session(".biểu hiện 8 có")
    assert told[0] == "Biểu hiện 8: có"
    assert told[1].endswith("mức độ. Gõ số hoặc vài chữ; dòng trống: thôi.")
    assert session("3") == ["Biểu hiện 8: mức độ: phổ biến"]
    assert session(".biểu hiện 9 không") == ["Biểu hiện 9: không"]
    assert session(".dẫn chứng 9 Sổ trực ghi đủ") == ["Biểu hiện 9: dẫn chứng: Sổ trực ghi đủ"]
    assert session(".người nêu 9 mạnh") == ["Biểu hiện 9: người nêu: Lê Bảo Mạnh"]
    assert session(".bàn 7")[0].startswith("Bàn biểu hiện 7")
    assert session(".bàn 0") == ["Thôi bàn riêng từng biểu hiện"]
    assert session(".biểu hiện 99 có")[0] == "Không có biểu hiện số 99."
    assert session(".mức độ có")[0] == "Gõ số của biểu hiện trước, ví dụ .mức độ 7."
    told = session(".biểu hiện")
    assert len(told) == 26
    assert any(text.startswith("7. ") and "có, có lúc" in text for text in told)
    assert isinstance(session.bench.pane, LivePane)


def test_the_log_has_numbers_to_edit_and_drop(session: Talk) -> None:
    session(".nói lan", "Ý thứ nhất", "Ý thứ hai")
    assert [text.partition(" ")[0] for text in session(".diễn biến")] == ["1)", "2)", "3)"]
    assert session(".sửa 2 Ý thứ nhất, sửa lại") == ["Ghi ý kiến: Ý thứ nhất, sửa lại"]
    assert session(".bỏ 3") == ["Đã bỏ ghi chép"]
    assert session(".bỏ 1") == [texts.LOG_NO_NOTE]
    assert session(".bỏ 9") == [texts.LOG_NUMBER]
    assert session.notes() == ["Ý thứ nhất, sửa lại"]


def test_undo_says_what_and_the_way_back(session: Talk) -> None:
    """L6."""
    session("Một ý")
    assert session(".hoàn tác") == ["Đã hoàn tác: Ghi ý kiến: Một ý. Gõ .làm lại để ghi lại."]
    assert session(".làm lại") == ["Đã làm lại: Ghi ý kiến: Một ý"]
    assert session(".lịch sử")[0].startswith("4 việc") or "việc đã ghi" in session(".lịch sử")[0]


def test_how_things_stand(session: Talk) -> None:
    session(".bước kế", ".nói lan", ".xin nói mạnh", "#7")
    clock_of(session.bench).pass_time(37)
    told = "\n".join(session(".tình hình"))
    for said in ("14:37", "đã họp 37 phút, còn 53 phút", "Bước 2 trên 9: Quán triệt mục đích", "Đã lưu hết"):
        assert said in told
    assert "Đang nói: Phạm Thị Lan Hà, 37 phút 0 giây" in told
    assert "Chờ phát biểu: Lê Bảo Mạnh" in told
    assert "Đang bàn biểu hiện 7" in told


# --- the end ----------------------------------------------------------------------------------------------------


def test_the_summing_up(session: Talk) -> None:
    """R42."""
    told = session(".tổng hợp")
    assert told[-1].startswith("Gõ lời để thêm một đoạn")
    assert session("Chi bộ nói thẳng", "Ba việc có người làm") == ["Đã ghi 2 đoạn kết luận."]
    assert session("2")[-1].endswith("Ba việc có người làm")
    assert session("Bốn việc có người làm") == ["Đã ghi 2 đoạn kết luận."]
    assert session("-1") == ["Đã ghi 1 đoạn kết luận."]
    assert session("") == ["Xong phần Tổng hợp."]
    assert session.bench.desk.meeting.details.text("summary") == "Bốn việc có người làm"


def test_the_tasks_of_the_end_by_number(session: Talk) -> None:
    told = session(".kết thúc")
    assert told[-1] == texts.CLOSING_HOW
    number = next(text.partition(")")[0] for text in told if words_closing.TASK_QUALITY in text)
    assert session(f"{number} tốt") == ["Chất lượng: Tốt"]
    assert session("x")[0].startswith("Chỉ có các số")
    assert session("") == ["Xong phần Kết thúc."]


def test_reading_back_stops_goes_on_and_corrects(session: Talk) -> None:
    """L5, R45: a paragraph a line; s/old/new corrects it; `.thôi` keeps the place."""
    told = session(".đọc")
    assert told[0].startswith("Trước khi biểu quyết còn thiếu")
    told = session("có")
    assert "Đọc biên bản từ 14:00" in told[0]
    assert told[1].startswith("Đoạn 1 trên ")
    assert session("")[0].startswith("Đoạn 2 trên ")
    assert session("trước")[0].startswith("Đoạn 1 trên ")
    session("")
    told = session("s/14 giờ/15 giờ")
    assert told[0] == "Đã sửa câu trong biên bản"
    assert "15 giờ" in told[1]
    assert session("Mời đồng chí")[0] == texts.READING_TYPED
    assert session(".nói lan")[0].startswith("Phạm Thị Lan Hà"), "somebody speaks to a paragraph"
    assert session(".thôi")[0].startswith("Giữ chỗ ở đoạn 2/")
    assert session(".đọc")[0].startswith("Đoạn 2 trên ")


def test_a_vote_too_early_opens_what_is_missing(session: Talk) -> None:
    """L8: nothing is blocked silently."""
    assert session(".biểu quyết") == ["Cần đọc biên bản trước khi biểu quyết: gõ .đọc."]
    assert session(".biểu quyết 20") == [texts.VOTE_NUMBERS]


def test_the_reason_of_a_rule(session: Talk) -> None:
    told = session(".điều kiện")
    assert any(text.startswith("C05 ") for text in told)
    assert session(".lý do 5 Chi bộ ít người") == ["Ghi lý do: Không lồng ghép"]
    assert session(".lý do C01 không")[0].endswith("không cần ghi lý do.")
    assert session(".lý do C99 gì")[0].startswith("Không có điều kiện “C99”")


def test_export_to_a_named_file(session: Talk, tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.docx"
    assert "bien-ban.docx" in session(f".xuất {path}")[0]
    assert path.read_bytes()[:2] == b"PK"
    assert session(f".xuất {tmp_path / 'bien-ban.xyz'}")[0].startswith("Chỉ xuất được")


def test_the_search_over_all_meetings(session: Talk) -> None:
    """L24: a query a line, what it finds a line each, a number for the whole; nothing else is opened."""
    session("Đèn ngõ 3 hỏng từ cuối tháng 8", ".tìm mọi buổi")
    told = session("den ngo")
    assert told[0] == "Thấy 1 mục trong 1 buổi."
    assert told[1].startswith("1) 15/09/2023, 14:00")
    assert told[1].endswith("Đèn ngõ 3 hỏng từ cuối tháng 8")
    assert session("1")[0].endswith("Đèn ngõ 3 hỏng từ cuối tháng 8")
    assert session("không có đâu")[0] == "Thấy 0 mục trong 0 buổi."
    assert session("")[0].startswith("Xong phần ")
    assert session.notes() == ["Đèn ngõ 3 hỏng từ cuối tháng 8"]


def test_the_report_by_number(session: Talk) -> None:
    """R79: figures and fields in lines; a number fills one in."""
    told = session(".báo cáo")
    assert told[-1] == texts.REPORT_HOW
    number = next(text.partition(")")[0] for text in told if "Số báo cáo" in text or "số báo cáo" in text.lower())
    assert "05" in session(f"{number} 05")[0]
    assert session("")[0].startswith("Xong phần ")


# --- meetings and people ----------------------------------------------------------------------------------------


def test_an_empty_store_is_led_to_its_first_meeting(tmp_path: Path) -> None:
    """L17: list, day, preparation; a note before a meeting is open is kept."""
    bench = plain_bench(tmp_path, meeting=False, roster=False)
    talk = Talk(bench)
    assert any("Nhập danh sách" in told for told in talk.face.greeting())
    told = talk("Ghi sớm quá")
    assert told[0] == texts.NO_MEETING_OPEN
    assert "Ghi sớm quá" in told[1]
    assert talk(".nói lan") == [texts.NO_MEETING_OPEN]
    told = talk(f".nhập danh sách {ROSTER_01}")
    assert any("22 người" in text for text in told)
    assert told[-1] == texts.ROSTER_SAVE_HOW
    assert talk("")[0] == "Đã lưu danh sách 22 người."
    told = talk(".buổi mới 15/9/2023")
    assert told[-1] == texts.PREPARATION_HOW
    assert bench.desk.meeting.details.text("date") == DAY
    talk("", ".ghi")
    assert talk.notes() == ["Ghi sớm quá"]
    shut(bench)


def test_another_meeting_is_opened_by_number(talk: Talk) -> None:
    told = talk(".các buổi")
    number = next(text.partition(")")[0] for text in told if "15/09/2023" in text)
    assert talk(number)[-1] == texts.PREPARATION_HOW


def test_a_file_that_cannot_be_read_is_told(talk: Talk, tmp_path: Path) -> None:
    assert talk(f".nhập danh sách {tmp_path / 'khong-co.xlsx'}")[0].endswith((".", "?"))
    assert talk(".thôi") == ["Đã thôi."]


def test_an_interrupted_session_asks_how_to_go_on(tmp_path: Path) -> None:
    """L1c: after a crash nothing is recorded before an empty line says so; the unfinished line comes back."""
    bench = plain_bench(tmp_path)
    for command in (MarkRest(), StartSession()):
        bench.desk.do(command)
    bench.desk.draft("một câu dang dở")
    shut(bench)
    store = open_store(tmp_path)
    again = PlainBench(Desk(store), lambda bench: MeetingsPane())
    resume(again)
    talk = Talk(again)
    greeted = talk.face.greeting()
    assert any("đang dở" in told for told in greeted)
    assert greeted[-1] == texts.RECOVERY_HOW
    told = talk("")
    assert told[0].startswith("Ghi tiếp.")
    assert "một câu dang dở" in told[1]
    talk(".ghi")
    assert talk.notes() == ["một câu dang dở"]
    shut(again)


def test_an_interrupted_session_can_be_looked_at_only(tmp_path: Path) -> None:
    bench = plain_bench(tmp_path)
    bench.desk.do(StartSession())
    shut(bench)
    again = PlainBench(Desk(open_store(tmp_path)), lambda bench: MeetingsPane())
    resume(again)
    talk = Talk(again)
    talk.face.greeting()
    talk(".thôi")
    assert not again.desk.writable
    assert talk("Ghi thử")[0] == words.REFUSALS["read_only"]
    shut(again)


# --- what changes by itself -------------------------------------------------------------------------------------


def test_ninety_minutes_are_told_once(session: Talk) -> None:
    """R15: while nothing is typed too."""
    clock_of(session.bench).pass_time(89)
    assert "Đã đủ 90 phút." not in session.face.idle()
    clock_of(session.bench).pass_time(2)
    assert "Đã đủ 90 phút." in session.face.idle()
    assert "Đã đủ 90 phút." not in session.face.idle()


def test_a_rule_that_fails_is_told(session: Talk) -> None:
    """L8: exactly when it fails, in one line; not while a question is open whose answer mends it."""
    told = session("~ Chưa nên chốt hôm nay")
    assert told == ["Ghi ý kiến khác nhau: Chưa nên chốt hôm nay"]
    session(".bước kế", ".bước kế", ".bước kế", ".bước kế", ".bước kế")
    clock_of(session.bench).pass_time(1)
    told = session("~ Còn phải bàn thêm")
    assert any(text.startswith("Có nguy cơ: Ý kiến khác nhau") for text in told) or len(told) == 1
    assert [text for text in session.face.idle() if "Ý kiến khác nhau" in text] == []


def test_trouble_of_the_disk_is_told_and_its_end(session: Talk) -> None:
    """L1, store.md §4: what is not on disk is not told as if it were."""
    disk = troubled_disk(session.bench)
    disk.fail("write", *[no_space() for _ in range(100)])
    told = session("Một ý lúc đĩa đầy")
    assert told[0] == "Ghi ý kiến: Một ý lúc đĩa đầy"
    assert len(told) == 2
    assert told[1] in (
        sayable(session.bench.desk.trouble.sentence) if session.bench.desk.trouble else "",
        texts.UNSAVED_NOW.format(count=1),
    )
    disk.heal()
    session.bench.desk.store.writer.retry()
    assert session.bench.desk.store.writer.drain(10)
    assert session.face.idle() == ["Đã lưu hết."]
    assert session.face.idle() == []


def test_what_was_told_is_on_disk(session: Talk, tmp_path: Path) -> None:
    """L1: a line is answered when the disk has answered."""
    session("Ý đã báo là đã lưu")
    replica = session.bench.desk.replica
    assert replica is not None
    assert replica.unsaved == 0
    assert any("Ý đã báo là đã lưu".encode() in path.read_bytes() for path in tmp_path.rglob("*.journal"))


def test_typed_sequences_never_reach_the_terminal(session: Talk) -> None:
    """What a person typed is written as text: a name cannot draw."""
    session.bench.desk.do(AddGuest("Lạ\x1b[2Jmặt", ""))
    assert all("\x1b" not in told for told in session(".danh sách"))


# --- interruptions ----------------------------------------------------------------------------------------------


def test_breaking_off(session: Talk) -> None:
    """Ctrl+C drops a question; it does not close the desk."""
    session(".nói hùng")
    assert session.face.interrupted() == ["Đã thôi."]
    assert session.face.interrupted() == [texts.BREAK_HOW]
    assert not session.bench.leaving


def test_leaving_asks_while_the_session_runs(session: Talk) -> None:
    assert session(".đóng")[0].startswith("Hỏi: Đang họp, mọi việc đã lưu.")
    session("không")
    assert not session.bench.leaving
    session(".thoát", "")
    assert session.bench.leaving


# --- panes nobody thought of ------------------------------------------------------------------------------------


class NewList(ListPane[str]):
    """A list that another part of the desk may bring one day."""

    name = "Việc mới"

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def rows(self, bench: Workbench, text: str) -> Sequence[str]:
        return [row for row in ("đèn ngõ 3", "mương Đồng Trước") if text in row]

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        return [("Enter", "xong"), ("2", "làm tiếp"), ("↑ ↓", "chọn")]

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        row = self.current(bench, text)
        if key in ("2", "delete") and not text and row is not None:
            bench.say(f"{key}: {row}")
            return True
        return super().key(bench, key, text)

    def draw(self, bench: Workbench, row: str, width: int) -> Line:
        return line((f" {row:<30}", "plain"), ("▸ chưa xong", "missing"))

    def taken(self, bench: Workbench, text: str) -> None:
        row = self.current(bench, text)
        assert row is not None
        bench.ask(AskText("Xong thế nào", lambda said: self.done.append(f"{row}: {said}")))


class NewPage(ScrollPane):
    """A page that another part of the desk may bring."""

    name = "Trang mới"

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        return [line(("─" * width, "muted")), line(" một dòng"), (), line(" dòng nữa")]


class NewPane(Pane):
    """Neither list nor page."""

    name = "Màn mới"

    def __init__(self) -> None:
        self.typed: list[str] = []

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        return [line(" │ số liệu │")]

    def taken(self, bench: Workbench, text: str) -> None:
        self.typed.append(text)


def opened(talk: Talk, pane: Pane) -> list[str]:
    """What is told when an action puts a pane up."""
    action = Action("new", (), pane.name, "", words.G_DESK, lambda bench: bench.show(pane))
    talk.bench.heard = []
    run_action(action)(talk.bench, "")
    return talk.face._reply()


def test_a_new_list_is_numbered_and_answered(talk: Talk) -> None:
    """L23: actions that come later need nothing here to be within reach."""
    pane = NewList()
    keys = texts.GENERIC_KEYS.format(keys="2: làm tiếp")
    told = ["1) đèn ngõ 3, chưa xong", "2) mương Đồng Trước, chưa xong", keys, texts.GENERIC_LIST_HOW]
    assert opened(talk, pane) == told
    assert talk("2")[0].startswith("Hỏi: Xong thế nào.")
    talk("nạo vét đủ")
    assert pane.done == ["mương Đồng Trước: nạo vét đủ"]
    assert talk("1 2") == ["2: đèn ngõ 3"], "a key of the pane behind the number"
    assert talk("-2") == ["delete: mương Đồng Trước"]
    assert talk("mương")[0] == "1) mương Đồng Trước, chưa xong", "words narrow the list"
    assert talk("-1") == ["delete: mương Đồng Trước"], "the row that was told, not the first of all"
    talk("mương", "1 xong rồi")
    assert pane.done[-1] == "mương Đồng Trước: xong rồi"
    assert talk("") == ["Xong phần Việc mới."]
    talk("Ghi tiếp")
    assert talk.notes() == ["Ghi tiếp"]


def test_a_new_page_is_told_and_closed(talk: Talk) -> None:
    assert opened(talk, NewPage()) == ["một dòng", "dòng nữa"]
    assert isinstance(talk.bench.pane, LivePane)


def test_a_new_pane_takes_lines_and_keys(talk: Talk) -> None:
    pane = NewPane()
    assert opened(talk, pane) == ["số liệu", texts.GENERIC_HOW]
    talk("một hai")
    assert pane.typed == ["một hai"]
    assert talk(".phím tab")[0] == texts.KEY_UNKNOWN
    assert talk(".thôi") == ["Đã thôi."]


def test_no_mark_is_silently_made(talk: Talk) -> None:
    """S-3: between namesakes nothing is recorded before the answer."""
    before = len(talk.facts())
    talk(".có mặt hùng")
    assert len(talk.facts()) == before
    talk("1")
    person = person_named(talk.bench, "Nguyễn Văn Hùng (1961)")
    fact = list(talk.bench.desk.meeting.ledger.entries.values())[-1].fact
    assert isinstance(fact, Marked)
    assert fact.person == person
