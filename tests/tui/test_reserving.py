"""Votes by hand, by ballot paper, in the handbook; opinions that members keep (R46, R85, L15, domain.md 6.3)."""

from __future__ import annotations

import pytest

from documents.text_paper import render_text
from models import commands as c
from models.document import Paragraph
from models.reservations import Reservation
from models.votes import ADOPTION, ELECTRONIC
from tests.tui.bench import hold as discussing
from tests.tui.bench import person_named, press, shown
from tests.tui.held import DIFFERENCE, conclude, do, hold, meeting
from tui.closing_tasks import settle
from tui.voting import take_electronic, take_vote, voters_outside
from tui.workbench import Workbench

HOA = "Nguyễn Phương Hoa"
MOTION = "Cử người giữ sổ việc"


@pytest.fixture
def held(bench: Workbench) -> Workbench:
    """A session in its discussion, everybody present."""
    return discussing(bench)


def minutes(bench: Workbench) -> str:
    """The paper as plain text, on one line."""
    return " ".join(render_text(bench.desk.minutes()).split())


def passed(bench: Workbench) -> list[Paragraph]:
    """What the meeting passed: everything that was not put in afterwards."""
    return [paragraph for paragraph in bench.desk.minutes().paragraphs() if not paragraph.added]


def kept(bench: Workbench) -> list[tuple[str, str, str, bool]]:
    """(who, about, words, by name) of every opinion kept."""

    def told(one: Reservation) -> tuple[str, str, str, bool]:
        return (meeting(bench).name(one.person), one.about, one.text, one.named)

    return [told(one) for one in meeting(bench).reservations]


def voters(bench: Workbench) -> int:
    """Who may vote and is in the room."""
    return meeting(bench).attendance.counts(bench.desk.now()).can_vote


def take(bench: Workbench, against: int = 0, *, tab: bool = False) -> str:
    """Vote on a motion; its id."""
    take_vote(bench, "", MOTION)
    press(bench, *(["tab"] if tab else []), str(voters(bench) - against), "enter")
    if against:
        press(bench, str(against), "enter")
    return list(meeting(bench).votes)[-1]


# --- how a vote is taken ----------------------------------------------------------------------------------------------


def test_hands_are_raised_unless_somebody_says_otherwise(held: Workbench) -> None:
    """domain.md 6.3: open by default, switchable; the usual vote costs no key more."""
    take_vote(held, "", MOTION)
    assert "công khai, giơ tay. Tab" in shown(held)
    press(held, "enter")
    (vote,) = meeting(held).votes.values()
    assert (vote.mode, vote.in_favour) == ("open", voters(held))


def test_tab_makes_it_a_secret_ballot_and_keeps_what_was_typed(held: Workbench) -> None:
    take_vote(held, "", MOTION)
    press(held, "1", "tab")
    assert held.text == "1"
    assert "bỏ phiếu kín. Tab" in shown(held)
    press(held, "tab", "tab", "8", "enter", "enter", "enter")
    (vote,) = meeting(held).votes.values()
    assert (vote.mode, vote.in_favour, vote.against, vote.other) == ("secret", 18, 0, voters(held) - 18)
    assert "giữ sổ việc (bỏ phiếu kín): tán thành" in minutes(held)


def test_a_wrong_count_leaves_the_ballot_secret(held: Workbench) -> None:
    take_vote(held, "", MOTION)
    press(held, "tab", "3", "enter", "99", "enter")
    assert held.text == "3"
    assert "bỏ phiếu kín. Tab" in shown(held, 80, 22)


def test_a_secret_ballot_offers_nobody_to_name(held: Workbench) -> None:
    """Who voted how stays unknown: only a member who asks for it is ever written down."""
    take(held, against=2, tab=True)
    assert "bảo lưu" not in shown(held)
    press(held, "space")
    assert held.prompt is not None
    assert kept(held) == []
    assert HOA not in minutes(held).partition(MOTION[1:])[2][:400]


def test_the_members_of_the_base_who_are_outside_are_named_as_absent_l15(held: Workbench) -> None:
    do(held, c.MarkLeft(person_named(held, HOA)))
    assert voters_outside(held.desk) == [person_named(held, HOA)]


def test_the_handbooks_count_stands_beside_the_hands_l15(bench: Workbench) -> None:
    """The second entry is taken after the adoption, changes nothing of it, and is printed under the hands."""
    hold(bench)
    conclude(bench)
    do(bench, c.BeginReading(), c.TakeVote(ADOPTION, "Thông qua biên bản"))
    before = passed(bench)
    take_electronic(bench)
    press(bench, str(voters(bench) - 1), "enter", "0", "enter", "enter")
    assert meeting(bench).votes[ELECTRONIC].other == 1
    by_hand, in_handbook = "Biểu quyết thông qua biên bản (công khai", "biên bản trên sổ tay điện tử: tán thành"
    assert minutes(bench).index(by_hand) < minutes(bench).index(in_handbook)
    assert passed(bench) == before


# --- opinions kept ----------------------------------------------------------------------------------------------------


def test_after_a_divided_vote_space_keeps_an_opinion(held: Workbench) -> None:
    motion = take(held, against=1)
    assert "Space: ghi ý kiến bảo lưu" in shown(held)
    press(held, "space", "phuong hoa", "enter", "Chưa rõ trách nhiệm", "enter", "2")
    assert kept(held) == [(HOA, motion, "Chưa rõ trách nhiệm", True)]
    assert f"Đồng chí {HOA} bảo lưu ý kiến: Chưa rõ trách nhiệm." in minutes(held)


def test_the_name_is_not_printed_unless_the_member_asks_r85(held: Workbench) -> None:
    motion = take(held, against=1)
    press(held, "space", "phuong hoa", "enter", "Chưa rõ", "enter", "1")
    assert kept(held) == [(HOA, motion, "Chưa rõ", False)]
    assert "Có 1 đồng chí bảo lưu ý kiến: Chưa rõ." in minutes(held)


def test_a_unanimous_vote_offers_nothing_and_enter_goes_on(held: Workbench) -> None:
    take(held)
    assert "bảo lưu" not in shown(held)
    press(held, "enter")
    assert held.prompt is None


def test_by_the_palette_and_about_the_minutes_as_a_whole(held: Workbench) -> None:
    """Nothing was voted on and nobody differed: there is only the minutes to be about."""
    press(held, "ctrl+p", "bao luu", "enter", "phuong hoa", "enter", "enter", "1")
    assert kept(held) == [(HOA, "", "", False)]


def test_the_palette_asks_what_it_is_about(held: Workbench) -> None:
    do(held, c.WriteNote(c.NoteDraft(DIFFERENCE, "difference")))
    motion = take(held, against=1)
    press(held, "enter", "ctrl+p", "bao luu", "enter", "phuong hoa", "enter")
    text = shown(held)
    assert f"biểu quyết: {MOTION}" in text
    assert f"ý kiến khác nhau: {DIFFERENCE}" in text
    assert "biên bản nói chung" in text
    press(held, "1", "enter", "2")
    assert kept(held) == [(HOA, motion, "", True)]


def test_a_difference_that_is_kept_by_somebody_has_its_outcome_r38(bench: Workbench) -> None:
    """From the closing pane: settled, kept, or kept with whose it is."""
    hold(bench)
    note = meeting(bench).notes.differences[0]
    press(bench, "f10", "down", "enter", "x", "enter", "escape")
    settle(bench, note)
    press(bench, "3", "phuong hoa", "enter", "Giữ như cũ", "enter", "2")
    assert meeting(bench).notes.differences[0].outcome == "kept"
    assert kept(bench) == [(HOA, note.id, "Giữ như cũ", True)]
    assert "bảo lưu ý kiến" in bench.notice.text


def test_said_again_it_replaces_and_it_can_be_given_up(held: Workbench) -> None:
    take(held, against=1)
    press(held, "space", "phuong hoa", "enter", "Chưa rõ", "enter", "1")
    press(held, "ctrl+p", "bao luu", "enter", "phuong hoa", "enter", "1", " lắm", "enter", "2")
    assert [(text, named) for *_, text, named in kept(held)] == [("Chưa rõ lắm", True)]
    press(held, "ctrl+p", "bao luu", "enter", "phuong hoa", "enter", "1", "enter", "3")
    assert kept(held) == []


@pytest.mark.parametrize("at", ["the words", "by name"])
def test_words_left_before_they_were_recorded_stand_there_again_l1(held: Workbench, at: str) -> None:
    """Another key came while the words, or the last question, stood open: asked again, the words are still there."""
    take(held, against=1)
    press(held, "space", "phuong hoa", "enter", "Chưa rõ trách nhiệm", *(["enter"] if at == "by name" else []), "f4")
    assert kept(held) == []
    press(held, "escape", "ctrl+p", "bao luu", "enter", "phuong hoa", "enter", "1")
    assert held.text == "Chưa rõ trách nhiệm"
    press(held, "enter", "1")
    assert [text for _, _, text, _ in kept(held)] == ["Chưa rõ trách nhiệm"]
    press(held, "ctrl+p", "bao luu", "enter", "le bao manh", "enter", "1")
    assert held.text == ""


def test_guests_keep_none(held: Workbench) -> None:
    do(held, c.AddGuest("Trần Thị Khách"))
    press(held, "ctrl+p", "bao luu", "enter", "khach", "enter", "enter", "1")
    assert kept(held) == []
    assert held.notice.style == "wrong"


def test_after_the_adoption_an_opinion_is_still_kept_and_the_text_stays_r85(bench: Workbench) -> None:
    """The vote that passes the minutes adopts them at once: whoever was against is asked after that."""
    hold(bench)
    conclude(bench)
    do(bench, c.BeginReading())
    take_vote(bench, ADOPTION, "Thông qua biên bản")
    press(bench, str(voters(bench) - 1), "enter", "1", "enter")
    assert meeting(bench).adopted is not None
    before = passed(bench)
    press(bench, "space", "phuong hoa", "enter", "Chưa đủ ý", "enter", "2")
    assert kept(bench) == [(HOA, ADOPTION, "Chưa đủ ý", True)]
    assert passed(bench) == before
    assert f"Đồng chí {HOA} bảo lưu ý kiến: Chưa đủ ý." in minutes(bench)
