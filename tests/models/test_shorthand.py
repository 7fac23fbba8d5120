"""The clerk's shorthand (L14): signs are read, text stays text, writing and reading are inverse."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands import NoteDraft
from models.fact import NoteKind, Scope
from models.shorthand import KINDS, SIGN_OF_KIND, STANCES, focus_of, read, write

YEAR = 2023
ADDED = ("x_1", "x_2")


def draft(typed: str) -> NoteDraft:
    """The note in a typed line of a meeting in 2023, to which two signs were added."""
    return read(typed, added=ADDED, year=YEAR)


# --- reading ---------------------------------------------------------------------------------------


def test_a_remedy_with_everything_L14() -> None:
    assert draft("+ giao tổ 2 @toan >30/9 #7 /6 @cb") == NoteDraft(
        text="giao tổ 2",
        kind="solution",
        indicators=("7",),
        questions=("Q6",),
        scope="cell",
        owner="toan",
        due="2023-09-30",
    )


@pytest.mark.parametrize(("sign", "kind"), KINDS.items())
def test_the_first_sign_says_what_kind_it_is_L14(sign: str, kind: NoteKind) -> None:
    assert draft(f"{sign} đúng giờ") == draft(f"{sign}đúng giờ") == NoteDraft(text="đúng giờ", kind=kind)


def test_without_a_sign_it_is_an_opinion_L14() -> None:
    assert draft("  đúng   giờ ") == NoteDraft(text="đúng giờ")


def test_signs_stand_anywhere_and_may_be_several_L14() -> None:
    assert draft("#7 đúng #26 giờ #7 /1 /2 #27") == NoteDraft(
        text="đúng giờ", indicators=("7", "x_1", "x_2"), questions=("Q1", "Q2")
    )


def test_a_sign_beyond_the_list_that_is_not_there_is_left_to_be_refused() -> None:
    assert draft("đúng giờ #28").indicators == ("28",)


@pytest.mark.parametrize(("typed", "stance"), [("++", "agree"), ("--", "disagree")])
def test_for_and_against_R39(typed: str, stance: str) -> None:
    assert draft(f"{typed} đồng chí An") == NoteDraft(text="đồng chí An", stance=STANCES[typed])
    assert draft(f"> đồng chí An {typed}").stance == stance


def test_oneself_and_the_unit_R37() -> None:
    assert draft("còn ngại va chạm @bt").scope == "self"
    assert draft("còn ngại va chạm @cb").scope == "cell"


def test_who_does_it_is_looked_up() -> None:
    assert read("+ rà soát @Toản", {"Toản": "p_1"}.__getitem__).owner == "p_1"


@pytest.mark.parametrize(
    ("typed", "due"),
    [(">30/9", "2023-09-30"), (">30/9/2024", "2024-09-30"), (">12/2023", "2023-12"), (">30-9", "2023-09-30")],
)
def test_by_when(typed: str, due: str) -> None:
    assert draft(f"+ rà soát {typed}").due == due
    assert draft(f"{typed} rà soát") == NoteDraft(text="rà soát", due=due)


@pytest.mark.parametrize(
    "text",
    [
        "trước 30/9 phải xong",
        "đạt 1/3 số hộ",
        "và/hoặc",
        "từ 8-10 người",
        "gửi về a@b.vn",
        "điểm 7# bỏ",
        "#7, nhắc lại",
        "a ++b c",
        "tăng >5% so với năm trước",
        ">31/2",
        "còn 5 > 3",
        "---",
        "/10",
        "#1234",
        "@",
        "#",
    ],
)
def test_what_is_no_sign_stays_as_it_was_typed_L14(text: str) -> None:
    """Neither taken out nor changed; a leading ">" would be read as the kind, so the text stands behind one."""
    assert draft(f"> {text}") == NoteDraft(text=text)


def test_a_first_sign_before_a_number_is_a_sign() -> None:
    assert draft(">5 người chưa nộp") == NoteDraft(text="5 người chưa nộp")
    assert draft("+5 cây") == NoteDraft(text="5 cây", kind="solution")


def test_nothing_that_was_typed_is_lost_L1() -> None:
    """Of what a note has only one of, a second stays in the text."""
    assert draft("+ rà soát @toan @hung >30/9 >1/10 ++ -- @bt @cb") == NoteDraft(
        text="rà soát @hung >1/10 -- @cb",
        kind="solution",
        owner="toan",
        due="2023-09-30",
        stance="agree",
        scope="self",
    )


def test_a_sign_meant_as_text_stands_behind_a_backslash() -> None:
    assert draft(r"\#7 \++ \@bt \\#7 \n C:\tmp") == NoteDraft(text=r"#7 ++ @bt \#7 \n C:\tmp")


def test_the_signs_of_telex_and_vni_survive_L3() -> None:
    """Composed letters stand in owners and text; no sign holds a letter but the two scopes, which compose nothing."""
    assert draft("= chốt: đồng chí Toản làm @toản #12") == NoteDraft(
        text="chốt: đồng chí Toản làm", kind="conclusion", owner="toản", indicators=("12",)
    )
    assert not any(char.isalnum() for sign in (*KINDS, *STANCES) for char in sign)


@pytest.mark.parametrize(
    ("typed", "indicator"), [("#7", "7"), (" #0 ", "0"), ("#12 ", "12"), ("#7 đúng", None), ("7", None), ("#", None)]
)
def test_a_line_that_is_nothing_but_an_indicator_turns_to_it_L14(typed: str, indicator: str | None) -> None:
    assert focus_of(typed) == indicator


# --- there and back --------------------------------------------------------------------------------


WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Z", "Cc")), min_size=1, max_size=6),
    st.text("\\#/@>+-=~*?!37bt", min_size=1, max_size=5),
    st.sampled_from(("#7", "/3", "@bt", "@toan", ">30/9", "++", "--", r"\#7", r"\\>1", "+", ">", "30/9")),
)
DAYS = st.dates().filter(lambda day: 1900 <= day.year < 2200).map(lambda day: day.isoformat())
DRAFTS = st.builds(
    NoteDraft,
    text=st.lists(WORDS, max_size=6).map(" ".join),
    kind=st.sampled_from(sorted(set(get_args(NoteKind)) - {"task"})),
    indicators=st.lists(st.sampled_from(("1", "7", "25", "x_1", "x_2")), unique=True, max_size=3).map(tuple),
    questions=st.lists(st.sampled_from(("Q1", "Q6")), unique=True, max_size=2).map(tuple),
    scope=st.sampled_from(get_args(Scope)),
    stance=st.sampled_from(("", *STANCES.values())),
    owner=st.one_of(st.just(""), st.just("p_000000000001"), st.text("abcđ1_", min_size=3, max_size=5)),
    due=st.one_of(st.just(""), DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4])),
)


@given(DRAFTS)
def test_what_is_written_is_read_back_L14(note: NoteDraft) -> None:
    assert draft(write(note, ADDED)) == note


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_what_is_read_is_written_and_read_back_L14(typed: str) -> None:
    assert draft(write(draft(typed), ADDED)) == draft(typed)


@given(st.text(max_size=60))
def test_any_line_at_all_is_a_note(typed: str) -> None:
    assert draft(write(draft(typed), ADDED)) == draft(typed)


def test_a_task_is_edited_as_a_remedy_R37() -> None:
    assert write(NoteDraft(text="rà soát", kind="task")) == "+ rà soát"
    assert set(SIGN_OF_KIND) == set(get_args(NoteKind))


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("+ Lập sổ >30/1", "2024-01-30"),
        ("+ Lập sổ >15/12", "2023-12-15"),
        ("+ Lập sổ >14/12", "2024-12-14"),
        ("+ Lập sổ >30/1/2023", "2023-01-30"),
        ("+ Lập sổ >9/2023", "2023-09"),
        ("% Chưa thay biển tên >30/6", "2023-06-30"),
        ("Đã hẹn >30/6", "2023-06-30"),
    ],
)
def test_a_remedy_of_december_is_due_in_the_year_after_R37(line: str, due: str) -> None:
    """A session on 15/12/2023: nobody promises for last January; work left over was due before."""
    assert read(line, year=2023, since="2023-12-15").due == due


def test_a_day_that_next_year_lacks_stays() -> None:
    assert read("+ Lập sổ >29/2", year=2024, since="2024-12-15").due == "2024-02-29"
