"""The roll with the keyboard (L2, L12): one key a change, nobody chosen by guess, nothing typed lost."""

from __future__ import annotations

import pytest

from models.attendance import Counts, Presence
from tests.tui.bench import DAY, clock_of, hold, make_bench, person_named, press, screen, shown, shut
from tui import words
from tui import words_attendance as texts
from tui.workbench import Workbench

TOAN = "Nguyễn Hoàng Toàn"
OLD_HUNG, YOUNG_HUNG = "Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"


@pytest.fixture
def roll(bench: Workbench) -> Workbench:
    """The roll before the session, nobody marked."""
    press(bench, "f2")
    return bench


@pytest.fixture
def later(session: Workbench) -> Workbench:
    """The roll in the middle of the session, at 14:50, everybody present."""
    press(session, "f2")
    return session


def presence(bench: Workbench, name: str) -> Presence:
    return bench.desk.meeting.attendance.presence[person_named(bench, name)]


def counts(bench: Workbench) -> Counts:
    return bench.desk.meeting.attendance.counts(bench.desk.now())


def row_of(bench: Workbench, name: str, width: int = 100) -> str:
    return next(line for line in screen(bench, width, 30) if name in line)


# --- one key each -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["space", "enter"])
def test_one_key_says_present_and_goes_on_to_the_next(roll: Workbench, key: str) -> None:
    """L2: the cursor stands on the first name; three presses mark three people."""
    press(roll, key, key, key)
    assert counts(roll).present == 3
    assert presence(roll, TOAN).here
    assert "có mặt" in row_of(roll, TOAN)


def test_absent_with_a_reason_from_the_picker(roll: Workbench) -> None:
    """L2: two keys: the mark and the reason's number."""
    press(roll, "2", "1")
    assert (presence(roll, TOAN).mark, presence(roll, TOAN).reason) == ("excused", texts.REASONS[0])
    assert texts.REASONS[0] in row_of(roll, TOAN)


@pytest.mark.parametrize(
    ("typed", "reason"), [("đưa cháu đi viện", "đưa cháu đi viện"), ("om", "Ốm"), ("đi học", "Đi học")]
)
def test_absent_with_a_reason_of_ones_own(roll: Workbench, typed: str, reason: str) -> None:
    """L2: any text is a reason; a listed one may be typed without marks."""
    press(roll, "2", typed, "enter")
    assert presence(roll, TOAN).reason == reason


def test_a_reason_that_only_holds_a_listed_one_stays_as_typed(roll: Workbench) -> None:
    """What Enter takes is what is marked on the screen: here the typed words."""
    press(roll, "2", "công tác")
    assert f"Enter: “{'công tác'}”" in shown(roll)
    press(roll, "enter")
    assert presence(roll, TOAN).reason == "công tác"


def test_a_listed_reason_is_taken_with_the_arrow(roll: Workbench) -> None:
    press(roll, "2", "công tác", "down", "enter")
    assert presence(roll, TOAN).reason == "Đi công tác"


def test_absent_without_a_reason_in_one_key(roll: Workbench) -> None:
    press(roll, "3")
    assert presence(roll, TOAN).mark == "unexcused"
    assert "vắng không lý do" in row_of(roll, TOAN)


def test_a_mark_is_taken_away_in_one_key(roll: Workbench) -> None:
    press(roll, "enter", "up", "6")
    assert presence(roll, TOAN).mark == "unmarked"


@pytest.mark.parametrize(("digit", "status"), list(enumerate(texts.STANDINGS, 1)))
def test_standing_is_chosen_from_all_there_are(roll: Workbench, digit: int, status: str) -> None:
    """L2: official, probationary, exempt, away, here for a time, suspended."""
    if status == "chính thức":
        press(roll, "5", "2")
    press(roll, "5", str(digit))
    assert roll.desk.meeting.people[person_named(roll, TOAN)].status == status


def test_the_rest_are_present_only_after_a_confirmation(roll: Workbench) -> None:
    """L12: one key and Enter; the question names how many."""
    press(roll, "3", "0")
    assert "20" in shown(roll)
    assert counts(roll).present == 0
    press(roll, "enter")
    assert counts(roll).present == 20
    assert presence(roll, TOAN).mark == "unexcused"


def test_the_question_about_the_rest_is_declined_with_esc(roll: Workbench) -> None:
    press(roll, "0", "escape")
    assert counts(roll).present == 0
    assert roll.pane.name == words.PANE_ATTENDANCE


def test_words_under_a_question_are_no_yes(roll: Workbench) -> None:
    """A line typed without looking must not confirm anything; Esc hands it back."""
    press(roll, "0", "đồng chí Lan nêu", "enter")
    assert counts(roll).present == 0
    press(roll, "escape")
    assert roll.text == "đồng chí Lan nêu"


@pytest.mark.parametrize(("said", "present"), [("có", 21), ("khong", 0)])
def test_yes_and_no_may_be_typed(roll: Workbench, said: str, present: int) -> None:
    press(roll, "0", said, "enter")
    assert counts(roll).present == present
    assert roll.prompt is None


# --- comings and goings -----------------------------------------------------------------------------------------


def test_coming_late_is_the_same_key_as_present(bench: Workbench) -> None:
    """L2: after the roll call the key that says present records the time of arrival, and the row shows it."""
    press(bench, "f2", "toan", "tab", "3", "0", "enter", "escape", "f6", "enter")
    clock_of(bench).pass_time(12)
    press(bench, "f6", "f2", "toan", "enter")
    assert "đến 14:12" in row_of(bench, TOAN)
    assert "đến muộn" in row_of(bench, TOAN)


def test_leaving_and_coming_back(later: Workbench) -> None:
    """L2: left 14:50, back 15:05; in between not in the room, afterwards in it again."""
    press(later, "4")
    assert counts(later).in_room == 20
    clock_of(later).pass_time(15)
    press(later, "enter")
    assert counts(later).in_room == 21
    assert "về 14:50, đến 15:05" in row_of(later, TOAN)
    assert "trở lại" in row_of(later, TOAN)
    assert later.notice.text.endswith("trở lại lúc 15:05")


@pytest.mark.parametrize(("keys", "clock"), [("---", "14:47"), ("--++", "14:50"), ("-", "14:49")])
def test_the_time_is_corrected_by_minutes(later: Workbench, keys: str, clock: str) -> None:
    """L2: + and - move the last coming or going; never into the future."""
    press(later, "4", keys)
    assert f"về {clock}" in row_of(later, TOAN)


def test_a_time_out_of_order_is_refused_in_words(later: Workbench) -> None:
    press(later, "4", "+")
    assert later.notice.text == words.REFUSALS["time_out_of_order"]
    assert "về 14:50" in row_of(later, TOAN)


def test_who_is_here_already_is_told_and_stays(later: Workbench) -> None:
    """A second Enter never means "left"; the row comes under the cursor and the next digit says what is meant."""
    press(later, "toan", "enter", "toan", "enter")
    assert texts.HERE_ALREADY.format(name=TOAN) == later.notice.text
    press(later, "4")
    assert not presence(later, TOAN).here


def test_who_was_here_is_not_made_absent(later: Workbench) -> None:
    press(later, "4", "3")
    assert later.notice.style == "wrong"
    assert presence(later, TOAN).attended


def test_absent_at_one_vote_takes_three_keys(later: Workbench) -> None:
    """L2: recording one member out of the room takes at most three keystrokes from their row."""
    before = counts(later).can_vote
    press(later, "4")
    assert counts(later).can_vote == before - 1


# --- finding people ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["toan", "Toàn", "toanf", "nht", "hoàng toàn", "toan 74"])
def test_a_name_is_found_by_a_few_letters(roll: Workbench, typed: str) -> None:
    """L12: letters with marks or without, keys of an input method, initials, year of birth; Enter accepts."""
    press(roll, typed, "enter")
    assert presence(roll, TOAN).here
    assert counts(roll).present == 1


def test_the_field_is_empty_after_each_name(roll: Workbench) -> None:
    """L12: name, Enter, name, Enter: no key to clear the field."""
    for typed in ("toan", "manh", "doan"):
        press(roll, typed, "enter")
        assert roll.text == ""
    assert counts(roll).present == 3


def test_namesakes_are_never_chosen_silently(roll: Workbench) -> None:
    """L12, S-3: Enter numbers them, a digit chooses; what was typed stands till then."""
    press(roll, "hung", "enter")
    assert counts(roll).present == 0
    assert (roll.notice.text, roll.text) == (words.NAMESAKES, "hung")
    press(roll, "enter", "enter")
    assert counts(roll).present == 0
    press(roll, "2")
    assert presence(roll, YOUNG_HUNG).here
    assert not presence(roll, OLD_HUNG).here
    assert roll.text == ""


def test_a_digit_that_may_begin_a_year_says_whom_enter_takes(roll: Workbench) -> None:
    """S-3: "1" is the first row or the beginning of 1961: it marks, says so, and waits."""
    press(roll, "hung", "enter", "1")
    assert roll.notice.text == words.NAMESAKE_MARKED.format(name=OLD_HUNG)
    assert counts(roll).present == 0
    press(roll, "enter")
    assert presence(roll, OLD_HUNG).here


def test_letters_after_the_question_narrow_again(roll: Workbench) -> None:
    press(roll, "hung", "enter", " ", "61", "enter")
    assert presence(roll, OLD_HUNG).here


@pytest.mark.parametrize("choosing", [["tab"], ["down"], ["down", "up"]])
def test_a_hit_is_chosen_and_then_marked(roll: Workbench, choosing: list[str]) -> None:
    """Tab or an arrow chooses among the hits; from then on digits act on the row, not on the search."""
    press(roll, "hung", *choosing)
    wanted = YOUNG_HUNG if choosing == ["down"] else OLD_HUNG
    press(roll, "3")
    assert presence(roll, wanted).mark == "unexcused"
    assert roll.text == ""
    assert counts(roll).unexcused == 1


def test_a_digit_typed_in_a_search_is_part_of_it(roll: Workbench) -> None:
    """ "hung 84" must not mark anybody while it is typed."""
    press(roll, "hung 84")
    assert roll.text == "hung 84"
    assert counts(roll).present == counts(roll).unexcused == 0


# --- guests -----------------------------------------------------------------------------------------------------


def test_an_unknown_name_is_offered_as_a_guest(roll: Workbench) -> None:
    """L12, S-6: what was typed is kept and Enter offers to add it."""
    press(roll, "Trần Khách")
    assert words.ADD_GUEST.format(name="Trần Khách") in shown(roll, 100)
    press(roll, "enter", "1", "Trưởng thôn", "enter")
    (guest,) = roll.desk.meeting.guests.values()
    assert (guest.name, guest.post, guest.superior) == ("Trần Khách", "Trưởng thôn", False)
    assert roll.text == ""
    assert "khách mời" in row_of(roll, "Trần Khách")


def test_a_guest_with_a_post_takes_one_more_key(roll: Workbench) -> None:
    """L12: "tên, chức vụ", Enter, and one key for who they are."""
    press(roll, "Đỗ Thị Trên, Phó Bí thư Đảng ủy xã", "enter", "2")
    (guest,) = roll.desk.meeting.guests.values()
    assert (guest.name, guest.post, guest.superior) == ("Đỗ Thị Trên", "Phó Bí thư Đảng ủy xã", True)
    assert "cấp trên dự" in row_of(roll, "Đỗ Thị Trên")
    assert counts(roll).guests == 1


def test_a_guest_is_found_again_and_not_added_twice(roll: Workbench) -> None:
    press(roll, "Trần Khách", "enter", "1", "enter", "khach", "enter")
    assert len(roll.desk.meeting.guests) == 1
    assert roll.notice.text == texts.GUEST_ROW.format(name="Trần Khách")


def test_esc_from_the_guest_question_brings_the_list_back(roll: Workbench) -> None:
    press(roll, "Trần Khách", "enter", "escape")
    assert roll.prompt is None
    assert not roll.desk.meeting.guests


# --- what is shown ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_every_key_of_the_roll_is_on_the_screen(roll: Workbench, width: int) -> None:
    """A stranger needs no manual: at every width all keys are told."""
    text = shown(roll, width, 19)
    assert all(f"{key} {label}" in text for key, label in texts.ATTENDANCE_KEYS)


def test_the_figures_are_those_of_the_meeting(later: Workbench) -> None:
    """R19, domain.md 6.3: total, kinds, obliged, present, base and majority at a glance."""
    press(later, "4")
    text = shown(later, 120)
    assert "Tổng 22 · chính thức 21 · dự bị 1 · phải dự 21 · có mặt 21 (100 %)" in text
    assert "trong phòng 20" in text
    assert "được biểu quyết 19/20 · quá nửa là 11" in text


def test_nothing_is_marked_in_an_empty_roll(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without a roster the pane says what to do, and no key fails."""
    bench = make_bench(tmp_path_factory.mktemp("empty"), roster=False)
    press(bench, "f2", "space", "2", "3", "4", "+", "0", "enter", "down", "tab")
    assert texts.NO_MEMBERS in shown(bench)
    assert bench.desk.meeting.details.text("date") == DAY
    shut(bench)


def test_a_click_puts_the_cursor_on_a_row(roll: Workbench) -> None:
    lines = screen(roll, 100, 30)
    y = next(index for index, text in enumerate(lines) if OLD_HUNG in text)
    roll.pane.clicked(roll, 5, y)
    press(roll, "3")
    assert presence(roll, OLD_HUNG).mark == "unexcused"


def test_undo_and_redo_of_a_mark(roll: Workbench) -> None:
    """L6: the notice says what was taken back and how to bring it back."""
    press(roll, "3", "ctrl+z")
    assert presence(roll, TOAN).mark == "unmarked"
    assert TOAN in roll.notice.text
    assert "^Y" in roll.notice.text
    press(roll, "ctrl+y")
    assert presence(roll, TOAN).mark == "unexcused"


def test_one_undo_takes_back_the_whole_rest(roll: Workbench) -> None:
    press(roll, "0", "enter", "ctrl+z")
    assert counts(roll).present == 0


def test_the_roll_survives_a_closed_lid(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Marks are on disk when the desk is left, and the same when it is opened again."""
    home = tmp_path_factory.mktemp("again")
    first = hold(make_bench(home))
    press(first, "f2", "4")
    meeting, before = first.desk.replica.id if first.desk.replica else "", counts(first)
    shut(first)
    again = make_bench(home, meeting=False)
    again.desk.open(meeting)
    assert counts(again).present == before.present
    shut(again)
