"""The session with the keyboard: the floor, kinds, notes in shorthand, steps and clock (L4, L9, L10, L13, L14)."""

from __future__ import annotations

import pytest

from models.commands import AddIndicator
from models.floor import Turn
from models.notes import Note
from tests.tui.bench import clock_of, person_named, press, screen, shown
from tui import words
from tui.panes.attendance import AttendancePane
from tui.panes.live import LivePane
from tui.phrases import note_tags
from tui.shorthand_entry import unfinished
from tui.steps import step_label
from tui.workbench import Workbench

MANH, DOAN, BICH = "Lê Bảo Mạnh", "Lê Xuân Đoàn", "Nguyễn Thị Bích"
OLD_HUNG, YOUNG_HUNG = "Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"


def speaker(bench: Workbench) -> str:
    turn = bench.desk.meeting.floor.current
    return bench.desk.meeting.name(turn.person) if turn is not None else ""


def notes(bench: Workbench) -> list[Note]:
    return list(bench.desk.meeting.notes.all)


def turns(bench: Workbench) -> list[Turn]:
    return list(bench.desk.meeting.floor.turns)


def place_of_step(bench: Workbench) -> int:
    """Which step of the programme is running, counted from 0."""
    current = bench.desk.meeting.agenda.current
    assert current is not None
    return [step.id for step in bench.desk.meeting.body.steps].index(current.step)


def said_by(bench: Workbench, note: Note) -> str:
    return bench.desk.meeting.name(note.person)


# --- the floor --------------------------------------------------------------------------------------------------


def test_the_next_speaker_takes_four_keys(session: Workbench) -> None:
    """L4: F3, two letters, Enter; the speech before closes at that second and the note cursor is the new one's."""
    press(session, "f3", "ma", "enter")
    clock_of(session).pass_time(seconds=95)
    press(session, "f3", "do", "enter")
    first, second = turns(session)
    assert (first.stop, first.stop or 0) == (second.start, first.start + 95_000)
    assert speaker(session) == DOAN
    assert (session.prompt, session.text) == (None, "")
    assert DOAN in session.pane.asking(session)[0]


def test_a_note_typed_after_the_name_is_the_new_speakers(session: Workbench) -> None:
    press(session, "f3", "manh", "enter", "đồng tình với dự thảo", "enter")
    (note,) = notes(session)
    assert (note.text, said_by(session, note)) == ("đồng tình với dự thảo", MANH)


def test_the_half_typed_note_goes_to_the_previous_speaker(session: Workbench) -> None:
    """L4: what Enter had not taken yet was said by whoever spoke until now."""
    press(session, "f3", "manh", "enter", "đề nghị rà soát", "f3", "doan", "enter")
    (note,) = notes(session)
    assert (note.text, said_by(session, note)) == ("đề nghị rà soát", MANH)
    assert session.text == ""


@pytest.mark.parametrize("over", [["f7"], ["f6"], ["ctrl+o", "doan", "enter"]])
def test_a_half_typed_note_survives_every_way_the_floor_passes(session: Workbench, over: list[str]) -> None:
    press(session, "f3", "manh", "enter", "còn dang dở", *over)
    (note,) = notes(session)
    assert (note.text, said_by(session, note)) == ("còn dang dở", MANH)


@pytest.mark.parametrize("typed", ["việc này #99 chưa rõ", "/9 chưa rõ", "#7"])
def test_signs_that_name_nothing_never_cost_the_words(session: Workbench, typed: str) -> None:
    """L1: a line taken from under the clerk's hands is kept letter by letter when its signs cannot be read."""
    press(session, "f3", "manh", "enter", typed, "f3", "doan", "enter")
    (note,) = notes(session)
    assert note.text == typed
    assert said_by(session, note) == MANH


def test_esc_brings_the_half_typed_note_back(session: Workbench) -> None:
    """L4: a key too many costs nothing."""
    press(session, "f3", "manh", "enter", "đang gõ dở", "f3", "do", "escape")
    assert session.text == "đang gõ dở"
    assert speaker(session) == MANH
    assert notes(session) == []


def test_a_half_typed_note_waits_while_another_pane_is_up(session: Workbench) -> None:
    """L1: looking at the roll in the middle of a sentence costs nothing of it."""
    press(session, "f3", "manh", "enter", "nửa câu", "f2")
    assert session.text == ""
    press(session, "escape")
    assert session.text == "nửa câu"


def test_a_note_waiting_under_another_pane_goes_to_who_spoke(session: Workbench) -> None:
    """L4: F3 works from the roll as well, and what waits belongs to the speaker until then."""
    press(session, "f3", "manh", "enter", "nửa câu", "f2", "hung", "f3", "doan", "enter")
    (note,) = notes(session)
    assert (note.text, said_by(session, note)) == ("nửa câu", MANH)
    press(session, "escape")
    assert (session.text, speaker(session)) == ("", DOAN)


def test_letters_of_a_search_are_no_note(session: Workbench) -> None:
    press(session, "f2", "hung", "f3", "doan", "enter")
    assert notes(session) == []


def test_namesakes_are_never_given_the_floor_silently(session: Workbench) -> None:
    """L4, S-3: Enter asks, a digit answers."""
    press(session, "f3", "hung", "enter")
    assert speaker(session) == ""
    assert session.notice.text == words.NAMESAKES
    press(session, "2")
    assert speaker(session) == YOUNG_HUNG


def test_a_digit_that_may_begin_a_year_says_whom_enter_takes(session: Workbench) -> None:
    """S-3: "1" is the first row or the beginning of 1961."""
    press(session, "f3", "hung", "enter", "1")
    assert session.notice.text == words.NAMESAKE_MARKED.format(name=OLD_HUNG)
    press(session, "enter")
    assert speaker(session) == OLD_HUNG


@pytest.mark.parametrize(("typed", "name"), [("hung 61", OLD_HUNG), ("7", OLD_HUNG), ("nvhung 84", None)])
def test_the_speaker_by_year_or_number(session: Workbench, typed: str, name: str | None) -> None:
    press(session, "f3", typed, "enter")
    assert speaker(session) == (name or "")


def test_the_speaker_by_arrow(session: Workbench) -> None:
    press(session, "f3", "hung", "down", "enter")
    assert speaker(session) == YOUNG_HUNG


def test_enter_alone_takes_the_first_who_waits(session: Workbench) -> None:
    """L4: the queue is a list of one key each."""
    press(session, "f9", "bich", "enter", "f9", "doan", "enter")
    assert "Chờ phát biểu" in shown(session)
    press(session, "f3", "enter")
    assert speaker(session) == BICH
    assert [session.desk.meeting.name(person) for person in session.desk.meeting.floor.queue] == [DOAN]


def test_asking_again_withdraws(session: Workbench) -> None:
    press(session, "f9", "bich", "enter", "f9", "bich", "enter")
    assert session.desk.meeting.floor.queue == ()


def test_an_empty_queue_is_told_and_the_question_stays(session: Workbench) -> None:
    press(session, "f3", "enter")
    assert session.notice.text == words.REFUSALS["queue_empty"]
    assert speaker(session) == ""


def test_a_refused_name_stands_in_the_question_again(session: Workbench) -> None:
    """What Enter took must not turn into a note."""
    press(session, "f3", "manh", "enter", "f3", "manh", "enter")
    assert session.notice.text == words.REFUSALS["already_speaking"].format(name=MANH)
    assert session.prompt is not None
    assert session.text == "manh"
    press(session, "escape")
    assert session.text == ""


def test_an_unknown_speaker_is_added_as_a_guest_and_speaks(session: Workbench) -> None:
    """L12: from the same field; the half-typed note is still the previous speaker's."""
    press(session, "f3", "manh", "enter", "nói dở", "f3", "Trần Khách, Trưởng thôn", "enter", "1")
    assert speaker(session) == "Trần Khách"
    (note,) = notes(session)
    assert (note.text, said_by(session, note)) == ("nói dở", MANH)


def test_the_stop_key_leaves_the_floor_empty(session: Workbench) -> None:
    press(session, "f3", "manh", "enter", "f7")
    assert speaker(session) == ""
    assert session.pane.asking(session)[0] == words.LIVE_NOTE


def test_undo_gives_the_floor_back_with_an_unbroken_clock(session: Workbench) -> None:
    """L6: Ctrl+Z after "next speaker" restores the previous speaker as if nothing had been."""
    press(session, "f3", "manh", "enter")
    start = turns(session)[0].start
    clock_of(session).pass_time(2)
    press(session, "f3", "doan", "enter", "ctrl+z")
    (turn,) = turns(session)
    assert (turn.start, turn.stop, speaker(session)) == (start, None, MANH)
    press(session, "ctrl+y")
    assert speaker(session) == DOAN


def test_the_wrong_speaker_is_corrected_and_takes_the_notes_along(session: Workbench) -> None:
    press(session, "f3", "manh", "enter", "lời của Bích", "enter", "ctrl+r", "bich", "enter")
    assert speaker(session) == BICH
    assert said_by(session, notes(session)[0]) == BICH
    assert len(turns(session)) == 1


def test_on_an_older_note_the_speaker_of_its_own_turn_is_corrected(session: Workbench) -> None:
    """L4: Ctrl+R on a note asks about the turn it stands in, by name, and leaves the running one alone."""
    press(session, "f3", "manh", "enter", "lời của Bích", "enter", "f3", "doan", "enter", "ý khác", "enter")
    press(session, "up", "up", "up", "ctrl+r")
    assert session.prompt is not None
    assert MANH in session.prompt.label
    press(session, "bich", "enter")
    assert [said_by(session, note) for note in notes(session)] == [BICH, DOAN]
    assert speaker(session) == DOAN


def test_choosing_an_entry_tells_what_can_be_done_with_it(session: Workbench) -> None:
    """L22: what was done before gives way to the keys of what is chosen."""
    press(session, "câu một", "enter", "up")
    assert words.LIVE_SELECTED_HINT[:14] in shown(session)


def test_before_the_session_the_floor_says_what_to_do(bench: Workbench) -> None:
    press(bench, "f3")
    assert bench.prompt is None
    assert bench.notice.text == words.REFUSALS["not_started"]


# --- kinds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("digit", "kind"), list(enumerate(words.TURN_KINDS, 1)))
def test_the_kind_is_changed_while_the_time_goes_on(session: Workbench, digit: int, kind: str) -> None:
    """L13: report, paper, opinion, question, reply, guidance, point of order, conclusion."""
    press(session, "f3", "manh", "enter")
    before = turns(session)[0]
    clock_of(session).pass_time(1)
    if kind == "opinion":
        press(session, "ctrl+k", "2")
    press(session, "ctrl+k", str(digit))
    (after,) = turns(session)
    assert (after.kind, after.start, after.stop) == (kind, before.start, None)


def test_a_point_of_order_interrupts_and_returns(session: Workbench) -> None:
    """L13: the speech under it waits, goes on afterwards, and the point is not counted as its time."""
    press(session, "f3", "manh", "enter")
    clock_of(session).pass_time(2)
    press(session, "ctrl+o", "bich", "enter")
    clock_of(session).pass_time(1)
    assert speaker(session) == BICH
    press(session, "f7")
    assert speaker(session) == MANH
    clock_of(session).pass_time(2)
    floor, agenda, now = session.desk.meeting.floor, session.desk.meeting.agenda, session.desk.now()
    assert floor.spoken(floor.turns[0], agenda, now) == 4 * 60_000
    assert person_named(session, BICH) not in floor.speakers()


def test_a_reply_belongs_to_the_question(session: Workbench) -> None:
    """L13: the questioner stays linked to the reply."""
    press(session, "f3", "bich", "enter", "ctrl+k", "4", "f3", "manh", "enter", "ctrl+k", "5")
    question, reply = turns(session)
    assert (question.kind, reply.kind, reply.answers) == ("question", "reply", question.id)


def test_who_has_not_spoken_longest_silence_first(session: Workbench) -> None:
    """L10: one key lists them; it empties as they speak; choosing one gives the floor."""
    press(session, "f3", "manh", "enter", "f7", "ctrl+f")
    text = shown(session)
    assert MANH not in text.split("─" * 20)[-1]
    assert words.SILENT_ASK.format(count=20) in text
    press(session, "1")
    assert speaker(session) == "Nguyễn Hoàng Toàn"


def test_the_list_of_the_silent_shows_how_many_more_and_scrolls(session: Workbench) -> None:
    press(session, "ctrl+f")
    assert words.CHOOSE_MORE.format(count=12) in shown(session)
    press(session, *["down"] * 10, "enter")
    assert speaker(session) == "Lê Phương Hải"


def test_when_all_have_spoken_it_says_so(session: Workbench) -> None:
    for person in session.desk.meeting.attendance.in_room(session.desk.now()):
        press(session, "f3", str(session.desk.meeting.people[person].order), "enter")
    press(session, "ctrl+f")
    assert session.notice.text == words.ALL_SPOKE


# --- notes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("đồng tình", "opinion", "đồng tình"),
        ("> đồng tình", "opinion", "đồng tình"),
        ("? vì sao chậm", "question", "vì sao chậm"),
        ("+ lập tổ rà soát", "solution", "lập tổ rà soát"),
        ("! thống nhất giao tổ 2", "decision", "thống nhất giao tổ 2"),
        ("= còn biểu hiện ở một số việc", "conclusion", "còn biểu hiện ở một số việc"),
        ("~ còn ý kiến khác", "difference", "còn ý kiến khác"),
        ("* mất điện năm phút", "remark", "mất điện năm phút"),
    ],
)
def test_the_first_sign_says_what_a_note_is(session: Workbench, typed: str, kind: str, text: str) -> None:
    """L14."""
    press(session, typed, "enter")
    (note,) = notes(session)
    assert (note.kind, note.text) == (kind, text)
    assert session.text == ""


def test_tags_anywhere_in_the_line(session: Workbench) -> None:
    """L14: indicator, question, scope, stance, who and by when."""
    press(session, "+ giao rà soát #7 #12 /6 @cb ++ @manh >30/9", "enter")
    (note,) = notes(session)
    assert (note.text, note.indicators, note.questions) == ("giao rà soát", ("7", "12"), ("Q6",))
    assert (note.scope, note.stance, note.due) == ("cell", "agree", "2023-09-30")
    assert session.desk.meeting.name(note.owner) == MANH
    told = f"#7 · #12 · /6 · chi bộ · đồng tình · ai: {MANH} · hạn 30/09/2023"
    assert note_tags(session.desk, note) == told
    assert "#7 · #12 · /6 · chi bộ" in shown(session, 120, 31)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("họp ba #nghe dien", "2"),
        ("họp ba #Nghe điện thoại", "2"),
        ("#đê la", "26"),
        ("#nghe trộm", ""),
        ("#đ", ""),
        ("#vắ", ""),
        ("#2", ""),
        ("a#nghe dien", ""),
    ],
)
def test_words_behind_the_sign_tell_its_number(session: Workbench, typed: str, number: str) -> None:
    """L14: only a number ties a note to a sign; whoever types its name is told the number, when it can only be one."""
    session.do(AddIndicator("Để lâu mới trả lời"))
    session.forget_notice()
    session.edited(typed)
    assert session.notice.text.startswith(f"Gõ #{number} ") if number else not session.notice.text


def test_a_bare_tag_turns_the_discussion(session: Workbench) -> None:
    """L4, L14: "#7" and Enter; notes belong to it from then on; "#0" turns away."""
    press(session, "#7", "enter", "nêu ví dụ", "enter")
    assert session.desk.meeting.agenda.focus == "7"
    assert notes(session)[0].indicators == ("7",)
    press(session, "#0", "enter")
    assert session.desk.meeting.agenda.focus == ""


def test_an_unknown_indicator_gives_the_line_back(session: Workbench) -> None:
    press(session, "việc này #99", "enter")
    assert notes(session) == []
    assert session.text == "việc này #99"
    assert session.notice.text == words.REFUSALS["unknown_indicator"].format(indicator="99")


def test_the_last_note_is_edited_and_written_back(session: Workbench) -> None:
    press(session, "nêu hai việc #7", "enter", "ctrl+e")
    assert session.text == "> nêu hai việc #7"
    press(session, "backspace", "9", "enter")
    (note,) = notes(session)
    assert (note.text, note.indicators) == ("nêu hai việc", ("9",))
    assert session.prompt is None


def test_a_refused_edit_stands_in_the_question_again(session: Workbench) -> None:
    """The text of an edit must never become a second note."""
    press(session, "nêu hai việc", "enter", "nửa dòng mới", "ctrl+e", " #99", "enter")
    assert session.prompt is not None
    assert session.text == "> nêu hai việc #99"
    press(session, "escape")
    assert session.text == "nửa dòng mới"
    assert [note.text for note in notes(session)] == ["nêu hai việc"]


def test_an_edit_is_kept_when_the_floor_passes_on(session: Workbench) -> None:
    """L1: F3 in the middle of an edit keeps what was changed; the words typed next are the new speaker's."""
    press(session, "f3", "manh", "enter", "nêu hai việc", "enter", "ctrl+e", " cụ thể", "f3", "doan", "enter")
    assert [note.text for note in notes(session)] == ["nêu hai việc cụ thể"]
    press(session, "tôi đồng ý", "enter")
    assert said_by(session, notes(session)[-1]) == DOAN


def test_an_edit_left_unchanged_records_nothing(session: Workbench) -> None:
    press(session, "nêu hai việc #7", "enter")
    before = len(session.desk.meeting.ledger.entries)
    press(session, "ctrl+e", "f2")
    assert isinstance(session.pane, AttendancePane)
    assert len(session.desk.meeting.ledger.entries) == before


@pytest.mark.parametrize(
    ("typed", "text"), [("s/hai/ba/", "nêu ba việc"), ("s/hai/ba", "nêu ba việc"), ("s/ việc//", "nêu hai")]
)
def test_words_of_the_last_note_are_substituted(session: Workbench, typed: str, text: str) -> None:
    """L14."""
    press(session, "nêu hai việc", "enter", typed, "enter")
    assert [note.text for note in notes(session)] == [text]


@pytest.mark.parametrize("typed", ["s/bốn/ba/", "s//ba/", "s/hai"])
def test_a_substitution_that_fits_nothing_gives_the_line_back(session: Workbench, typed: str) -> None:
    press(session, "nêu hai việc", "enter", typed, "enter")
    assert session.text == typed
    assert session.notice.style == "wrong"
    assert [note.text for note in notes(session)] == ["nêu hai việc"]


def test_a_note_is_chosen_edited_and_deleted_with_the_arrows(session: Workbench) -> None:
    press(session, "một", "enter", "hai", "enter", "up", "up", "enter")
    assert session.text == "> một"
    press(session, " rưỡi", "enter")
    assert [note.text for note in notes(session)] == ["một rưỡi", "hai"]
    press(session, "up", "delete")
    assert [note.text for note in notes(session)] == ["một rưỡi"]
    press(session, "ctrl+z")
    assert [note.text for note in notes(session)] == ["một rưỡi", "hai"]


def test_a_note_is_added_to_an_earlier_speaker(session: Workbench) -> None:
    press(session, "f3", "manh", "enter", "f3", "doan", "enter", "up", "up", "enter", "quên ghi câu này", "enter")
    (note,) = notes(session)
    assert said_by(session, note) == MANH
    assert speaker(session) == DOAN


def test_typing_goes_back_from_the_chosen_note_to_the_newest(session: Workbench) -> None:
    press(session, "một", "enter", "up")
    assert session.pane.asking(session)[0] == words.LIVE_SELECTED
    press(session, "x")
    assert session.pane.asking(session)[0] == words.LIVE_NOTE


def test_there_is_nothing_to_edit_at_first(session: Workbench) -> None:
    press(session, "ctrl+e")
    assert session.notice.text == words.NO_NOTES


# --- steps and clock --------------------------------------------------------------------------------------------


def test_the_session_begins_in_one_key_and_enter(bench: Workbench) -> None:
    press(bench, "f6", "enter")
    agenda = bench.desk.meeting.agenda
    assert agenda.running
    assert agenda.current is not None
    assert agenda.current.step == bench.desk.meeting.body.steps[0].id
    assert isinstance(bench.pane, LivePane)


def test_a_forgotten_start_is_told_in_minutes(bench: Workbench) -> None:
    """L9: it began twelve minutes ago; all sums follow."""
    press(bench, "f6", "12", "enter")
    assert bench.desk.meeting.agenda.elapsed(bench.desk.now()) == 12 * 60_000


def test_the_next_step_takes_one_key(session: Workbench) -> None:
    """L9: advancing never needs more."""
    before = place_of_step(session)
    press(session, "f6")
    assert place_of_step(session) == before + 1


def test_the_choice_of_steps_begins_with_the_next(session: Workbench) -> None:
    """L9: Enter alone goes on, as F6 does."""
    before = place_of_step(session)
    press(session, "ctrl+g", "enter")
    assert place_of_step(session) == before + 1


def test_a_step_that_the_plan_lacks_says_so(session: Workbench) -> None:
    """L22: an id alone tells a clerk nothing."""
    assert step_label(session.desk.meeting, "chuan_bi_la") == "bước của kế hoạch khác (chuan_bi_la)"


def test_any_step_by_its_digit(session: Workbench) -> None:
    press(session, "ctrl+g", "3")
    current = session.desk.meeting.agenda.current
    assert current is not None
    assert current.step == session.desk.meeting.body.steps[2].id


def test_the_presenter_is_chosen_by_letters(session: Workbench) -> None:
    press(session, "ctrl+t", "bich", "enter")
    current = session.desk.meeting.agenda.current
    assert current is not None
    assert session.desk.meeting.name(current.presenter) == BICH


def test_a_break_stops_the_clock(session: Workbench) -> None:
    """L9: the pause key stops the session's clock and starts it again."""
    before = session.desk.meeting.agenda.elapsed(session.desk.now())
    press(session, "ctrl+n")
    clock_of(session).pass_time(10)
    assert session.desk.meeting.agenda.elapsed(session.desk.now()) == before
    press(session, "ctrl+n")
    clock_of(session).pass_time(1)
    assert session.desk.meeting.agenda.elapsed(session.desk.now()) == before + 60_000


@pytest.mark.parametrize(("more", "told"), [(0, "Sẽ xong 15:43 · chậm 3′"), (40, "Sẽ xong 15:47 · chậm 7′")])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_planned_end_and_how_far_behind(session: Workbench, width: int, more: int, told: str) -> None:
    """L9: the rest of this step and the steps to come, against the plan's 100 minutes from 14:00."""
    clock_of(session).pass_time(more)
    assert told in shown(session, width, 22)


def test_ahead_of_the_plan(bench: Workbench) -> None:
    press(bench, "f6", "enter")
    clock_of(bench).pass_time(5)
    press(bench, "f6")
    assert "Sẽ xong 15:37 · sớm 3′" in shown(bench)


def test_steps_held_already_are_not_counted_again(session: Workbench) -> None:
    """L9: going back to an earlier step adds what is left of it, not the steps that are over."""
    press(session, "ctrl+g", "2")
    assert "Sẽ xong 15:07" in shown(session)


def test_the_width_decides_how_much_is_shown(session: Workbench) -> None:
    """vietnamese.md §7.2: three columns, two, or one; every size says step, speaker and time."""
    press(session, "f3", "manh", "enter", "một ý kiến dài để xem xuống dòng ra sao khi cột hẹp lại", "enter")
    for width, height, columns in ((120, 31, 3), (100, 23, 3), (80, 19, 2), (60, 11, 1)):
        lines = screen(session, width, height)
        assert len(lines) <= height + 2
        assert max(line.count("│") for line in lines) == columns - 1
        assert any(MANH in line for line in lines)


def test_the_newest_is_always_in_sight(session: Workbench) -> None:
    press(session, *[part for number in range(30) for part in (f"ghi chép {number}", "enter")])
    assert "ghi chép 29" in shown(session, 60, 10)
    press(session, *["up"] * 25)
    assert "ghi chép 5" in shown(session, 60, 10)


@pytest.mark.parametrize(
    ("kept", "offered"),
    [("+ giao tổ 2 #7", ""), ("+ giao t", ""), ("giao t", "giao t"), ("+ giao tổ 3", "+ giao tổ 3"), ("", "")],
)
def test_a_line_that_is_a_note_already_is_not_offered_again(session: Workbench, kept: str, offered: str) -> None:
    """L1c: a crash may fall between a note reaching the disk and its line being forgotten there."""
    press(session, "+ giao tổ 2 #7", "enter", "hai", "enter")
    session.desk.draft(kept)
    assert unfinished(session.desk) == offered


def test_letters_of_one_second_draw_nothing_anew(session: Workbench) -> None:
    """A letter costs the same in the fourth hour: the log is drawn for an entry, a second or a choice, not for it."""
    press(session, "f3", "manh", "enter", "đồng tình", "enter")
    before = session.pane.body(session, 120, 30)
    press(session, "x")
    assert session.pane.body(session, 120, 30) is before
    clock_of(session).pass_time(seconds=60)
    later = session.pane.body(session, 120, 30)
    assert later is not before
    press(session, "y", "enter")
    assert session.pane.body(session, 120, 30) != later
    press(session, "up")
    assert session.pane.body(session, 120, 30) != later
