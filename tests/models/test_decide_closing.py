"""Rules of procedure: votes, reading back, adoption, reasons, undo (L5, L6, L15, R45–R47)."""

from __future__ import annotations

import pytest

from models import commands as c
from models.decide import AFTER_ADOPTION
from models.facts import SessionPaused, VoteTaken
from models.facts_minutes import Adopted, ParagraphCorrected, RuleWaived
from models.facts_record import Undone
from models.meeting import Meeting
from models.minutes import minutes_of
from models.plan import Plan
from models.rules import blocking, check
from models.ruling import DECIDERS
from models.votes import ADOPTION, Vote
from tests.models.deciding import AN, BAY, BICH, DUNG, MINUTES, TOAN, Clerk, folded, listed, ready, running


@pytest.fixture
def clerk(plan: Plan) -> Clerk:
    """The session runs, everybody is there but the exempt member."""
    made = running(plan)
    made.ok(c.MarkRest())
    return made


def adopted(clerk: Clerk) -> Clerk:
    """The minutes are adopted by all votes."""
    ready(clerk).ok(MINUTES, c.Adopt())
    return clerk


def is_adopted(clerk: Clerk) -> bool:
    """Whether an adoption stands."""
    return clerk.meeting.adopted is not None


def vote(clerk: Clerk, motion: str = "đồ án") -> Vote:
    """How a motion stands."""
    return clerk.meeting.votes[motion]


# --- votes -----------------------------------------------------------------------------------------


def test_one_key_is_unanimous_and_probationary_members_are_not_counted_L15(clerk: Clerk) -> None:
    (taken,) = clerk.ok(c.TakeVote("đồ án", "Đồ án"))
    assert isinstance(taken, VoteTaken)
    assert (taken.in_favour, taken.against, taken.other) == (4, 0, 0)
    assert (taken.entitled, taken.base) == (4, 4)
    assert vote(clerk).reconciles


def test_who_is_out_of_the_room_is_absent_not_abstaining_L15(clerk: Clerk) -> None:
    clerk.ok(c.MarkLeft(DUNG.id))
    clerk.wait(1).ok(c.TakeVote("đồ án", "Đồ án"))
    assert (vote(clerk).entitled, vote(clerk).base, vote(clerk).in_favour) == (3, 4, 3)


def test_the_rest_are_in_favour_L15(clerk: Clerk) -> None:
    clerk.ok(c.TakeVote("đồ án", "Đồ án", against=1, other=2))
    assert (vote(clerk).in_favour, vote(clerk).against, vote(clerk).other) == (1, 1, 2)


@pytest.mark.parametrize(
    ("in_favour", "against", "other", "cast", "off"),
    [(3, 0, 0, 3, 1), (4, 1, 0, 5, 1), (0, 0, 0, 0, 4), (None, 5, 0, 5, 1), (None, 4, 3, 7, 3), (9, 0, 0, 9, 5)],
)
def test_hands_that_do_not_reconcile_are_refused_by_how_many_they_are_off_L15(
    clerk: Clerk, in_favour: int | None, against: int, other: int, cast: int, off: int
) -> None:
    given = clerk.given(c.TakeVote("đồ án", "Đồ án", in_favour, against, other))
    assert given == {"cast": str(cast), "entitled": "4", "off": str(off)}
    assert clerk.meeting.votes == {}


def test_no_count_is_below_nothing_L15(clerk: Clerk) -> None:
    assert clerk.refused(c.TakeVote("đồ án", "Đồ án", 5, -1, 0)) == "vote_off"


def test_a_second_count_replaces_the_first_and_a_second_motion_stands_beside_it_L15(clerk: Clerk) -> None:
    clerk.ok(c.TakeVote("đồ án", "Đồ án"), c.TakeVote("đồ án", "Đồ án", against=1))
    assert vote(clerk).in_favour == 3
    clerk.ok(c.TakeVote("", "Biểu quyết điện tử", mode="secret"), c.TakeVote("", "Việc khác"))
    assert [found.title for found in clerk.meeting.votes.values()] == ["Đồ án", "Biểu quyết điện tử", "Việc khác"]


def test_no_votes_outside_the_session(plan: Plan) -> None:
    assert listed(plan).refused(c.TakeVote("đồ án", "Đồ án")) == "not_running"
    assert listed(plan).refused(c.BeginReading()) == "not_running"


# --- reading back ----------------------------------------------------------------------------------


def test_a_correction_keeps_old_and_new_L5(clerk: Clerk) -> None:
    clerk.ok(c.BeginReading())
    assert clerk.meeting.reading_begun == clerk.now
    (paragraph, *_) = (p for p in minutes_of(clerk.meeting, clerk.now, 420).paragraphs() if p.key)
    correction = ParagraphCorrected(key=paragraph.key, old=paragraph.text, new="mới")
    assert clerk.ok(c.CorrectParagraph(paragraph.key, paragraph.text, " mới ")) == (correction,)
    assert clerk.refused(c.CorrectParagraph(paragraph.key, "mới", " mới ")) == "same"
    assert clerk.refused(c.CorrectParagraph(paragraph.key, "mới", "  ")) == "empty"


def test_a_reason_needs_words_L8(clerk: Clerk) -> None:
    assert clerk.ok(c.Waive("C22", " đi viện ")) == (RuleWaived(rule="C22", reason="đi viện"),)
    assert clerk.refused(c.Waive("C22", "  ")) == "empty"


# --- adoption --------------------------------------------------------------------------------------


def test_minutes_are_read_before_they_are_voted_on_R45(clerk: Clerk) -> None:
    assert clerk.refused(MINUTES) == "not_read"
    assert clerk.refused(c.Adopt()) == "not_voted"


def test_minutes_that_lack_what_they_need_are_neither_voted_on_nor_adopted_C01(clerk: Clerk) -> None:
    clerk.ok(c.BeginReading())
    given = clerk.given(MINUTES)
    rules = [state.label for state in blocking(check(clerk.meeting, clerk.now)) if state.code not in ("C18", "C19")]
    assert rules
    assert all(label in given["rules"] for label in rules)
    ready(clerk).ok(MINUTES)
    clerk.ok(c.SetDetail("place", ""))
    assert clerk.refused(c.Adopt()) == "blocked"


def test_adoption_names_the_record_it_locks_sync_3(clerk: Clerk) -> None:
    ready(clerk).ok(MINUTES)
    heads, state = clerk.meeting.ledger.heads(), clerk.meeting.ledger.state_hash()
    (fact,) = clerk.ok(c.Adopt(chain="c4" * 32))
    assert isinstance(fact, Adopted)
    assert (fact.frontier, fact.state, fact.head) == (heads, state, "c4" * 32)
    assert fact.frontier == {"d1": len(clerk.lines) - 1}
    assert (fact.plan, fact.at) == (clerk.meeting.plan.digest(), clerk.now)
    assert clerk.refused(c.Adopt()) == "adopted"


def test_half_of_the_votes_adopt_nothing_6_3(clerk: Clerk) -> None:
    ready(clerk).ok(c.TakeVote(ADOPTION, "Thông qua biên bản", against=2))
    assert clerk.given(c.Adopt()) == {"votes": "2", "base": "4", "needed": "3"}
    clerk.ok(c.TakeVote(ADOPTION, "Thông qua biên bản", against=1), c.Adopt())
    assert is_adopted(clerk)


def test_the_share_needed_is_the_plan_s_6_3(clerk: Clerk, plan: Plan) -> None:
    two_thirds = plan.thresholds.majority.model_copy(update={"numerator": 2, "denominator": 3})
    limits = plan.thresholds.model_copy(update={"majority": two_thirds})
    stricter = plan.model_copy(update={"rulebook": plan.rulebook.model_copy(update={"thresholds": limits})})
    ready(clerk).ok(c.TakeVote(ADOPTION, "Thông qua biên bản", against=2))
    clerk.meeting = Meeting(stricter, clerk.meeting.ledger.entries.values())
    assert clerk.given(c.Adopt())["needed"] == "3"
    clerk.ok(c.TakeVote(ADOPTION, "Thông qua biên bản", against=1), c.Adopt())


WISHES: tuple[c.Command, ...] = (
    c.OpenMeeting("", "", "", "chi_bo", "2023-09-15"),
    c.ListPeople((AN,)),
    c.AddGuest("Đặng Quốc Tường"),
    c.SetDetail("place", "Hội trường"),
    c.NoteDocument("ct24", "2023-09-10"),
    c.MarkPresent(TOAN.id),
    c.MarkExcused(AN.id, "ốm"),
    c.MarkUnexcused(AN.id),
    c.Unmark(AN.id),
    c.MarkRest(),
    c.MarkLeft(AN.id),
    c.ShiftMove(AN.id, -1),
    c.SetStanding(AN.id, "dự bị"),
    c.StartSession(ago=1),
    c.Pause(),
    c.Resume(),
    c.SetPresenter(BAY.id),
    c.ShiftStep(1),
    c.Focus("7"),
    c.GiveFloor(AN.id),
    c.NextInQueue(),
    c.AskFloor(AN.id),
    c.WithdrawFloor(AN.id),
    c.CorrectTurn(person=AN.id),
    c.WriteNote(c.NoteDraft("Nhất trí")),
    c.EditNote("n", c.NoteDraft("Nhất trí")),
    c.DeleteNote("n"),
    c.SettleDifference("n", "kept"),
    c.Assess("7", "present", "co"),
    c.AddIndicator("Ngại va chạm"),
    c.CarryCommitments(()),
    c.JudgeCommitment("2023-08-15:n", "done"),
    MINUTES,
    c.BeginReading(),
    c.CorrectParagraph("head/0", "cũ", "mới"),
)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: type(wish).__name__)
def test_what_would_change_adopted_minutes_is_refused_L5(plan: Plan, wish: c.Command) -> None:
    clerk = running(plan)
    clerk.ok(c.MarkRest())
    assert adopted(clerk).refused(wish) == "adopted"


def test_every_kind_of_wish_is_either_locked_by_adoption_or_said_to_be_allowed() -> None:
    locked = {type(wish) for wish in WISHES} - {c.SetDetail, c.TakeVote}
    assert locked | set(AFTER_ADOPTION) == set(DECIDERS)
    assert not locked & set(AFTER_ADOPTION)


def test_every_kind_of_wish_is_decided() -> None:
    kinds = [kind for kind in vars(c).values() if isinstance(kind, type) and issubclass(kind, c.Command)]
    assert set(kinds) - {c.Command} == set(DECIDERS)


def test_the_session_goes_on_to_its_end_after_adoption_R46_R47(clerk: Clerk) -> None:
    ready(clerk).ok(c.GiveFloor(AN.id), MINUTES, c.Adopt())
    text = clerk.meeting.as_adopted().ledger.state_hash()
    clerk.wait(2).ok(c.BeginStep())
    clerk.ok(c.TakeVote("đồ án", "Đồ án"), c.Waive("C22", "đi viện"), c.EndSession())
    clerk.wait(60 * 24).ok(c.SetDetail("report_sent", "2023-09-16"))
    assert clerk.meeting.agenda.ended is not None
    assert clerk.meeting.floor.open == ()
    assert clerk.meeting.as_adopted().ledger.state_hash() == text
    assert clerk.refused(c.EndSession()) == "ended"
    assert clerk.refused(c.StartSession(ago=1)) == "adopted"
    assert clerk.refused(c.BeginStep("thao_luan")) == "ended"


def test_the_adopted_text_is_that_inside_the_frontier_for_ever_sync_3(clerk: Clerk, plan: Plan) -> None:
    adopted(clerk)
    state = clerk.meeting.adopted.state if clerk.meeting.adopted else ""
    assert clerk.meeting.as_adopted().ledger.state_hash() == state
    clerk.record(SessionPaused(pause="b_late", at=clerk.now))
    assert clerk.meeting.as_adopted().ledger.state_hash() == state
    assert clerk.meeting.after_adoption() == 1
    assert folded(plan, clerk).as_adopted().ledger.state_hash() == state


# --- undo ------------------------------------------------------------------------------------------


def test_nothing_to_take_back_or_bring_back_L6(plan: Plan) -> None:
    clerk = Clerk(plan)
    assert clerk.refused(c.Undo()) == "nothing_to_undo"
    assert clerk.refused(c.Redo()) == "nothing_to_redo"


def test_twenty_undos_and_twenty_redos_give_the_byte_identical_state_L6(clerk: Clerk) -> None:
    wishes: list[c.Command] = [c.BeginStep("thao_luan"), c.GiveFloor(AN.id), c.Focus("7")]
    for number in range(6):
        wishes += [c.WriteNote(c.NoteDraft(f"Ý {number}")), c.GiveFloor((AN, BICH, BAY)[number % 3].id, "question")]
    wishes += [c.MarkLeft(DUNG.id), c.Assess("7", "present", "co"), c.TakeVote("", "Đồ án"), c.Pause(), c.Resume()]
    for wish in wishes:
        clerk.wait(1).ok(wish)
    assert len(wishes) == 20
    states = [clerk.meeting.ledger.state_hash()]
    for _ in range(20):
        clerk.wait(1).ok(c.Undo())
        states.append(clerk.meeting.ledger.state_hash())
    for expected in reversed(states[:-1]):
        clerk.wait(1).ok(c.Redo())
        assert clerk.meeting.ledger.state_hash() == expected
    assert clerk.refused(c.Redo()) == "nothing_to_redo"


def test_redo_stops_after_a_new_act_L6(clerk: Clerk) -> None:
    clerk.ok(c.AskFloor(AN.id), c.Undo(), c.AskFloor(BICH.id))
    assert clerk.refused(c.Redo()) == "nothing_to_redo"


def test_undo_asks_before_it_takes_the_adoption_back_L6(clerk: Clerk) -> None:
    adopted(clerk)
    assert clerk.refused(c.Undo()) == "undo_adopted"
    assert clerk.ok(c.Undo(across=True)) == (Undone(of=(len(clerk.lines) - 1,)),)
    assert not is_adopted(clerk)
    clerk.ok(c.Redo())
    assert is_adopted(clerk)


def test_undo_of_what_came_after_the_adoption_does_not_ask_L6(clerk: Clerk) -> None:
    adopted(clerk).ok(c.BeginStep())
    assert clerk.ok(c.Undo())
    assert is_adopted(clerk)
    assert clerk.refused(c.Undo()) == "undo_adopted"


def test_a_whole_roster_is_taken_back_by_lines_that_fit_sync_1(clerk: Clerk) -> None:
    before = clerk.meeting.ledger.state_hash()
    clerk.record(*(SessionPaused(pause=f"b_{number}", at=clerk.now) for number in range(1_000)))
    after = clerk.meeting.ledger.state_hash()
    undone = clerk.ok(c.Undo())
    assert [len(fact.of) for fact in undone if isinstance(fact, Undone)] == [800, 200]
    assert clerk.meeting.ledger.state_hash() == before
    clerk.ok(c.Redo())
    assert clerk.meeting.ledger.state_hash() == after
    clerk.ok(c.Undo())
    assert clerk.meeting.ledger.state_hash() == before
