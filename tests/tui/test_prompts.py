"""The four questions of the entry line: what Enter takes is what is marked, and what is refused comes back (L12)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.bench import person_named, press, screen, shown, text_of
from tui import words
from tui.draw import cells, line
from tui.prompts import HITS, AskText, Choose, Confirm, Option, PickPerson
from tui.workbench import Workbench

LETTERS = [Option(str(number), f"mục {number}") for number in range(1, 21)]


class Answers:
    """What was answered; refuses the answers it was told to."""

    def __init__(self, bench: Workbench, *refused: str) -> None:
        self.bench = bench
        self.given: list[str] = []
        self._refused = set(refused)

    def __call__(self, answer: str = "có") -> None:
        if answer in self._refused:
            self._refused.discard(answer)
            self.bench.refuse("chưa được")
        else:
            self.given.append(answer)


@pytest.fixture
def answers(session: Workbench) -> Answers:
    return Answers(session)


# --- a text -----------------------------------------------------------------------------------------------------


def test_a_text_is_answered_without_blanks_around_it(session: Workbench, answers: Answers) -> None:
    session.ask(AskText("Nơi họp", answers))
    press(session, "  nhà văn hoá ", "enter")
    assert answers.given == ["nhà văn hoá"]
    assert (session.prompt, session.text) == (None, "")


def test_an_answer_that_is_owed_is_asked_for_again(session: Workbench, answers: Answers) -> None:
    session.ask(AskText("Nơi họp", answers))
    press(session, "  ", "enter")
    assert answers.given == []
    assert session.prompt is not None
    assert session.notice.text == words.NEED_TEXT


def test_an_optional_answer_may_be_empty(session: Workbench, answers: Answers) -> None:
    session.ask(AskText("Chức vụ", answers, optional=True))
    press(session, "enter")
    assert answers.given == [""]


def test_the_first_text_stands_there_to_be_changed(session: Workbench, answers: Answers) -> None:
    session.ask(AskText("Nơi họp", answers, initial="nhà"))
    press(session, " văn hoá", "enter")
    assert answers.given == ["nhà văn hoá"]


@pytest.mark.parametrize("stash", ["", "nửa câu"])
def test_a_refused_text_stands_in_its_question_again(session: Workbench, stash: str) -> None:
    """Nothing typed is lost, and nothing typed for one question lands in another place."""
    refusing = Answers(session, "5 phút")
    press(session, stash)
    session.ask(AskText("Sớm hơn", refusing))
    press(session, "5 phút", "enter")
    assert (session.text, session.notice.text) == ("5 phút", "chưa được")
    assert session.prompt is not None
    press(session, *["backspace"] * 5, "enter")
    assert refusing.given == ["5"]
    assert session.text == stash
    assert not session.prompt


def test_esc_drops_the_answer_and_brings_the_note_back(session: Workbench, answers: Answers) -> None:
    press(session, "nửa câu")
    session.ask(AskText("Nơi họp", answers))
    press(session, "nhà", "escape")
    assert (answers.given, session.text) == ([], "nửa câu")


def test_the_answer_being_typed_is_kept_for_a_crash(session: Workbench, answers: Answers) -> None:
    """L1: a text long enough to be sorry for is on disk while it is typed, and forgotten once it is answered."""
    session.ask(AskText("Nội dung", answers))
    press(session, "ba nội dung")
    assert session.desk.kept_draft() == "ba nội dung"
    press(session, "enter")
    assert session.desk.kept_draft() == ""


def test_another_key_hands_what_was_typed_to_whoever_keeps_it(session: Workbench, answers: Answers) -> None:
    kept: list[str] = []
    session.ask(AskText("Lời", answers, initial="a", kept=kept.append))
    press(session, "b", "f9")
    assert (kept, answers.given) == (["ab"], [])
    press(session, "escape")
    session.ask(AskText("Lời", answers, initial="a", kept=kept.append))
    press(session, "f9")
    assert kept == ["ab"]


# --- a choice ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["3"], "3"),
        (["enter"], "1"),
        (["down", "enter"], "2"),
        (["up", "enter"], "20"),
        (["down"] * 10 + ["enter"], "11"),
        (["down"] * 10 + ["1"], "3"),
        (["muc 2", "enter"], "2"),
        (["mục 20", "enter"], "20"),
        (["mục", "down", "enter"], "2"),
    ],
)
def test_choosing(session: Workbench, answers: Answers, keys: list[str], chosen: str) -> None:
    """A digit at once, letters and Enter, arrows through a list longer than the screen: digits name what is shown."""
    session.ask(Choose("Chọn", LETTERS, answers))
    press(session, *keys)
    assert answers.given == [chosen]


def test_what_enter_takes_is_what_is_marked(session: Workbench, answers: Answers) -> None:
    """The row in the cursor's style is the answer, on every position of a long list."""
    for steps in range(20):
        session.ask(Choose("Chọn", LETTERS, answers))
        press(session, *["down"] * steps)
        rows = session.body(80, 19)
        (marked,) = [text_of(row) for row in rows if row and row[0][1] == "cursor"]
        press(session, "enter")
        assert marked.split()[1:] == ["mục", answers.given[-1]]


def test_a_long_choice_says_how_many_more(session: Workbench, answers: Answers) -> None:
    session.ask(Choose("Chọn", LETTERS, answers))
    assert words.CHOOSE_MORE.format(count=11) in shown(session)


def test_a_long_list_of_people_says_how_many_more(session: Workbench, answers: Answers) -> None:
    """What is typed leaves fewer; when they have rows, nothing more is said."""
    everybody = len(session.desk.meeting.attendance.members)
    session.ask(PickPerson("Ai", answers))
    assert words.PERSON_MORE.format(count=everybody - HITS) in shown(session)
    press(session, "toan")
    assert "… còn" not in shown(session)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["lý do khác", "enter"], "lý do khác"),
        (["mục", "enter"], "mục"),
        (["MUC 7", "enter"], "7"),
        (["mục", "down", "enter"], "1"),
        (["enter"], "1"),
    ],
)
def test_a_free_choice_takes_any_text(session: Workbench, answers: Answers, keys: list[str], chosen: str) -> None:
    session.ask(Choose("Lý do", LETTERS, answers, free=True))
    press(session, *keys)
    assert answers.given == [chosen]


def test_letters_that_match_nothing_are_given_back(session: Workbench, answers: Answers) -> None:
    session.ask(Choose("Chọn", LETTERS, answers))
    press(session, "zzz", "enter")
    assert (session.text, session.notice.text, answers.given) == ("zzz", words.NO_MATCH, [])


def test_a_refused_choice_is_asked_again(session: Workbench) -> None:
    refusing = Answers(session, "2")
    session.ask(Choose("Chọn", LETTERS, refusing))
    press(session, "mục 2", "enter")
    assert session.prompt is not None
    assert session.text == "mục 2"


# --- a yes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "given", "left"),
    [
        (["enter"], ["có"], ""),
        (["escape"], [], ""),
        (["có", "enter"], ["có"], ""),
        (["dong y", "enter"], ["có"], ""),
        (["không", "enter"], [], ""),
        (["thôi", "enter"], [], ""),
        (["lời của đồng chí Lan", "enter", "escape"], [], "lời của đồng chí Lan"),
        (["lời", "escape"], [], "lời"),
    ],
)
def test_confirming(session: Workbench, answers: Answers, keys: list[str], given: list[str], left: str) -> None:
    """Enter is yes, Esc is no; words meant for a note are neither, and go where they belong."""
    session.ask(Confirm("Xoá mục này?", answers))
    press(session, *keys)
    assert (answers.given, session.text, session.prompt) == (given, left, None)


def test_a_question_shows_what_it_is_about(session: Workbench, answers: Answers) -> None:
    session.ask(Confirm("Xoá mục này?", answers, about=[line("ghi chép thứ hai")]))
    assert "ghi chép thứ hai" in shown(session)
    assert "Xoá mục này?" in shown(session)


# --- a person ---------------------------------------------------------------------------------------------------


def test_a_person_by_letters_and_enter(session: Workbench, answers: Answers) -> None:
    session.ask(PickPerson("Ai", answers))
    press(session, "bich", "enter")
    assert answers.given == [person_named(session, "Nguyễn Thị Bích")]


def test_hits_tell_post_state_and_how_often_they_spoke(session: Workbench, answers: Answers) -> None:
    press(session, "f3", "manh", "enter", "f7")
    session.ask(PickPerson("Ai", answers))
    press(session, "manh")
    assert "Lê Bảo Mạnh" in shown(session, 100)
    assert "Phó Bí thư" in shown(session, 100)
    assert "đã nói 1" in shown(session, 100)


def test_between_namesakes_nothing_is_marked_until_an_arrow_chooses(session: Workbench, answers: Answers) -> None:
    """S-3: Enter again only asks again; the arrow or a digit answers."""
    session.ask(PickPerson("Ai", answers))
    press(session, "hung", "enter", "enter")
    assert answers.given == []
    assert all(row[0][1] != "cursor" for row in session.body(80, 19) if row)
    press(session, "down", "enter")
    assert answers.given == [person_named(session, "Nguyễn Văn Hùng (1961)")]


@pytest.mark.parametrize(
    ("digits", "name"),
    [("2", "Nguyễn Văn Hùng (1984)"), ("61", "Nguyễn Văn Hùng (1961)"), ("1961", "Nguyễn Văn Hùng (1961)"), ("7", "")],
)
def test_namesakes_are_told_apart_by_row_or_year(session: Workbench, answers: Answers, digits: str, name: str) -> None:
    """S-3: the row's digit, or the year of birth as it comes to mind; a digit that means nobody chooses nobody."""
    session.ask(PickPerson("Ai", answers))
    press(session, "hung", "enter", digits)
    assert answers.given == ([person_named(session, name)] if name else [])


def test_nobody_found_is_told_with_the_name(session: Workbench, answers: Answers) -> None:
    """L12: unknown text is kept."""
    session.ask(PickPerson("Ai", answers))
    press(session, "zzz", "enter")
    assert (session.text, session.notice.text) == ("zzz", words.NOBODY_FOUND.format(name="zzz"))


def test_an_unknown_name_goes_to_the_guests_where_they_are_welcome(session: Workbench, answers: Answers) -> None:
    session.ask(PickPerson("Ai", answers, guest=lambda name: answers(f"khách {name}")))
    press(session, "Trần Lạ")
    assert words.ADD_GUEST.format(name="Trần Lạ") in shown(session)
    press(session, "enter")
    assert answers.given == ["khách Trần Lạ"]


def test_nothing_typed_and_nothing_suggested_asks_for_a_name(session: Workbench, answers: Answers) -> None:
    session.ask(PickPerson("Ai", answers))
    press(session, "enter")
    assert session.notice.text == words.NEED_TEXT


def test_a_suggestion_is_taken_only_when_an_arrow_chose_it(session: Workbench, answers: Answers) -> None:
    bich = person_named(session, "Nguyễn Thị Bích")
    session.ask(PickPerson("Ai", answers, suggest=[bich]))
    press(session, "enter")
    assert answers.given == []
    press(session, "down", "enter")
    assert answers.given == [bich]


# --- every question ---------------------------------------------------------------------------------------------

MAKERS: dict[str, Callable[[Answers], AskText | Choose | Confirm | PickPerson]] = {
    "text": lambda answers: AskText("Lời phát biểu của người có tên rất dài ở tổ dân phố số 12", answers),
    "choice": lambda answers: Choose("Chọn", [Option("a", "một mục rất dài " * 9), *LETTERS], answers),
    "yes": lambda answers: Confirm("Đánh dấu 21 người còn lại có mặt?", answers),
    "person": lambda answers: PickPerson("Người trình bày", answers),
}


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("kind", MAKERS)
def test_every_question_fits_and_says_the_way_out(session: Workbench, answers: Answers, kind: str, width: int) -> None:
    """Esc, help and undo stand in the footer while a question is open, at every width."""
    session.ask(MAKERS[kind](answers))
    session.edited(session.text)
    screen(session, width, 11)
    footer = text_of(session.hints(width))
    assert cells(session.hints(width)) == cells(session.asking(width)) == width
    assert all(key in footer for key in ("Enter", "Esc", "F1", "^Z"))
