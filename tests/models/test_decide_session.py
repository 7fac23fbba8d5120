"""Any acts in any order: rules of procedure and fold stand them, and a session stays a session (sync.md §11)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from documents.plan_file import load_plan
from models import commands as c
from models.agenda import Interval
from models.commitments import Commitment
from models.details import BY_NAME
from models.fact import Outcome, TurnKind
from models.floor import Turn
from models.minutes import minutes_of
from models.people import Status
from models.rules import check
from models.ruling import DECIDERS, Refusal
from models.votes import ADOPTION
from tests.models.build import MINUTE
from tests.models.deciding import AN, BAY, BICH, CELL, MINUTES, OPENING, Clerk, folded, listed, ready, running
from tui.words import REFUSALS

PLAN = load_plan()
PEOPLE = st.sampled_from((AN.id, BICH.id, BAY.id, "p_nobody"))
WORDS = st.sampled_from(("", " ", "Nhất trí", "Giao tổ 2", "2023-09-15", "14:00"))
FEW = st.integers(-3, 9)
SOON = st.none() | st.integers(-20, 20)
"""Minutes from now, for a time that is typed."""
KINDS = st.sampled_from(("report", "opinion", "question", "reply", "order", "conclusion"))
INDICATORS = st.sampled_from(("1", "7", "25", "26", "x", ""))

NOTES = st.builds(
    c.NoteDraft,
    text=WORDS,
    kind=st.sampled_from(("opinion", "solution", "difference", "conclusion", "task")),
    indicators=st.lists(INDICATORS, max_size=2).map(tuple),
    questions=st.lists(st.sampled_from(("Q1", "Q6", "Q9")), max_size=1).map(tuple),
    scope=st.sampled_from(("", "self", "cell")),
    stance=st.sampled_from(("", "agree", "disagree")),
    owner=st.sampled_from(("", AN.id, "tổ 2")),
)

VALUES = st.one_of(WORDS, PEOPLE, st.booleans(), st.none(), st.lists(WORDS, max_size=2).map(tuple))
STEPS = st.sampled_from(("", "", "on_dinh", "thao_luan", "thong_qua", "hát"))
MOTIONS = st.sampled_from((ADOPTION, "", "đồ án"))

WISHES: dict[type[c.Command], st.SearchStrategy[c.Command]] = {
    c.OpenMeeting: st.just(OPENING),
    c.ListPeople: st.sampled_from((c.ListPeople(CELL), c.ListPeople(CELL[:3]), c.ListPeople(()))),
    c.AddGuest: st.builds(c.AddGuest, name=WORDS, post=WORDS, superior=st.booleans()),
    c.SetDetail: st.builds(c.SetDetail, name=st.sampled_from((*BY_NAME, "màu")), value=VALUES),
    c.NoteDocument: st.builds(c.NoteDocument, document=st.sampled_from(("ct24", "thơ")), given=WORDS, how=WORDS),
    c.MarkPresent: st.builds(c.MarkPresent, person=PEOPLE),
    c.MarkLeft: st.builds(c.MarkLeft, person=PEOPLE, reason=WORDS),
    c.MarkExcused: st.builds(c.MarkExcused, person=PEOPLE, reason=WORDS),
    c.MarkUnexcused: st.builds(c.MarkUnexcused, person=PEOPLE),
    c.Unmark: st.builds(c.Unmark, person=PEOPLE),
    c.MarkRest: st.just(c.MarkRest()),
    c.ShiftMove: st.builds(c.ShiftMove, person=PEOPLE, minutes=FEW),
    c.SetStanding: st.builds(c.SetStanding, person=PEOPLE, standing=st.sampled_from((*get_args(Status), "vắng"))),
    c.StartSession: st.builds(c.StartSession, ago=FEW),
    c.Pause: st.just(c.Pause()),
    c.Resume: st.just(c.Resume()),
    c.EndSession: st.just(c.EndSession()),
    c.BeginStep: st.builds(c.BeginStep, step=STEPS, presenter=st.sampled_from(("", AN.id)), ago=FEW),
    c.SetPresenter: st.builds(c.SetPresenter, person=PEOPLE, step=st.sampled_from(["", "quan_triet", "thao_luan"])),
    c.ShiftStep: st.builds(c.ShiftStep, minutes=FEW),
    c.Focus: st.builds(c.Focus, indicator=INDICATORS),
    c.GiveFloor: st.builds(c.GiveFloor, person=PEOPLE, kind=st.none() | KINDS),
    c.NextInQueue: st.just(c.NextInQueue()),
    c.StopFloor: st.just(c.StopFloor()),
    c.AskFloor: st.builds(c.AskFloor, person=PEOPLE),
    c.WithdrawFloor: st.builds(c.WithdrawFloor, person=PEOPLE),
    c.CorrectTurn: st.builds(c.CorrectTurn, person=st.none() | PEOPLE, kind=st.none() | KINDS),
    c.WriteNote: st.builds(c.WriteNote, NOTES),
    c.EditNote: st.builds(c.EditNote, st.just("n_none"), NOTES),
    c.DeleteNote: st.just(c.DeleteNote("n_none")),
    c.SettleDifference: st.just(c.SettleDifference("n_none", "kept")),
    c.ReserveOpinion: st.builds(c.ReserveOpinion, PEOPLE, WORDS, named=st.booleans()),
    c.WithdrawReservation: st.just(c.WithdrawReservation("r_none")),
    c.CarryCommitments: st.just(c.CarryCommitments((Commitment("2023-08-15:n", "task", "Rà soát", "", "", ""),))),
    c.JudgeCommitment: st.builds(c.JudgeCommitment, st.just("2023-08-15:n"), st.sampled_from(("done", "overdue"))),
    c.Amend: st.builds(c.Amend, WORDS, st.just((c.Change("", "", "Thêm"),))),
    c.Assess: st.builds(c.Assess, indicator=INDICATORS, field=st.sampled_from(("present", "degree")), value=WORDS),
    c.AddIndicator: st.builds(c.AddIndicator, text=WORDS),
    c.TakeVote: st.just(MINUTES) | st.builds(c.TakeVote, MOTIONS, WORDS, st.none() | FEW, against=FEW, other=FEW),
    c.BeginReading: st.just(c.BeginReading()),
    c.CorrectParagraph: st.builds(c.CorrectParagraph, key=WORDS, old=WORDS, new=WORDS),
    c.Adopt: st.just(c.Adopt()),
    c.Waive: st.builds(c.Waive, rule=st.sampled_from(("C22", "X")), reason=WORDS),
    c.Resolve: st.builds(c.Resolve, st.just("detail"), st.just("place"), st.just("value"), WORDS),
    c.KeepBoth: st.just(c.KeepBoth("note", "n_none", "content")),
    c.MergeTurns: st.just(c.MergeTurns("t_none", "t_some")),
    c.Undo: st.builds(c.Undo, across=st.booleans()),
    c.Redo: st.just(c.Redo()),
}
"""Every kind of wish. Those about something the meeting made up are also drawn where its id is known."""


def among(*kinds: type[c.Command]) -> st.SearchStrategy[c.Command]:
    """Wishes of these kinds, as often as they are named."""
    return st.one_of(*(WISHES[kind] for kind in kinds))


STAGES: dict[str, Callable[[], Clerk]] = {
    "nothing": lambda: Clerk(PLAN),
    "listed": lambda: listed(PLAN),
    "running": lambda: running(PLAN),
    "read": lambda: ready(called(running(PLAN))),
}
"""Where a random history begins: each is hard to reach by chance from the one before."""


def called(clerk: Clerk) -> Clerk:
    """The roll is called: everybody is there."""
    clerk.ok(c.MarkRest())
    return clerk


class Session(RuleBasedStateMachine):
    """One desk, any acts at all."""

    clerk: Clerk

    @initialize(stage=st.sampled_from((*STAGES, "running", "running")))
    def begin(self, stage: str) -> None:
        self.clerk = STAGES[stage]()

    # --- what may be done --------------------------------------------------------------------------

    @rule(minutes=st.sampled_from((0.01, 1, 1, 5, 30)))
    def wait(self, minutes: float) -> None:
        self.clerk.wait(minutes)

    @rule(command=st.one_of(*WISHES.values()))
    def wish(self, command: c.Command) -> None:
        self.do(command)

    @rule(command=among(c.GiveFloor, c.GiveFloor, c.StopFloor, c.AskFloor, c.NextInQueue))
    def speak(self, command: c.Command) -> None:
        self.do(command)

    @rule(command=among(c.BeginStep, c.ShiftStep, c.StartSession, c.Focus, c.Pause, c.Resume))
    def go_on(self, command: c.Command) -> None:
        self.do(command)

    @rule(command=among(c.TakeVote, c.BeginReading, c.Undo, c.Undo, c.Redo, c.EndSession, c.Resolve, c.MergeTurns))
    def close(self, command: c.Command) -> None:
        self.do(command)

    @rule(person=PEOPLE, soon=SOON, reason=WORDS, present=st.booleans())
    def come_or_go(self, person: str, soon: int | None, reason: str, *, present: bool) -> None:
        at = None if soon is None else self.clerk.now + soon * MINUTE
        self.do(c.MarkPresent(person, at) if present else c.MarkLeft(person, reason, at))

    @rule(data=st.data(), content=NOTES)
    def note(self, data: st.DataObject, content: c.NoteDraft) -> None:
        notes = ["n_none", *(note.id for note in self.clerk.meeting.notes.all)]
        turns = ["", "t_none", *(turn.id for turn in self.clerk.meeting.floor.turns)]
        note = data.draw(st.sampled_from(notes))
        outcome: Outcome = data.draw(st.sampled_from(("open", "settled", "kept")))
        wishes = st.sampled_from(
            (
                c.WriteNote(content, data.draw(st.sampled_from(turns))),
                c.EditNote(note, content),
                c.DeleteNote(note),
                c.SettleDifference(note, outcome, content.text),
            )
        )
        self.do(data.draw(wishes))

    @precondition(lambda self: self.clerk.meeting.floor.turns)
    @rule(data=st.data(), person=st.none() | PEOPLE, kind=st.none() | KINDS, start=SOON, stop=SOON)
    def correct_turn(
        self, data: st.DataObject, person: str | None, kind: TurnKind | None, start: int | None, stop: int | None
    ) -> None:
        turn = data.draw(st.sampled_from(self.clerk.meeting.floor.turns))
        end = turn.stop if turn.stop is not None else self.clerk.now
        moved_start = None if start is None else turn.start + start * MINUTE
        moved_stop = None if stop is None else end + stop * MINUTE
        dropped = data.draw(st.integers(0, 9)) == 0
        self.do(c.CorrectTurn(turn.id, person, kind, moved_start, moved_stop, dropped))

    def do(self, command: c.Command) -> None:
        """Decide and record; a refusal has its sentence."""
        adopted = self.clerk.meeting.adopted
        text = self.clerk.meeting.as_adopted().ledger.state_hash() if adopted else ""
        outcome = self.clerk.do(command)
        if isinstance(outcome, Refusal):
            assert REFUSALS[outcome.code].format(**dict(outcome.given))
        if adopted and self.clerk.meeting.adopted == adopted:
            assert self.clerk.meeting.as_adopted().ledger.state_hash() == text == adopted.state

    # --- what always holds -------------------------------------------------------------------------

    @invariant()
    def nobody_speaks_at_the_same_time_as_another(self) -> None:
        turns = self.clerk.meeting.floor.turns
        under = {turn.id: waiting_under(turn, turns) for turn in turns}
        for one in turns:
            for other in turns:
                apart = one.id != other.id and other.id not in under[one.id] and one.id not in under[other.id]
                assert not (apart and overlap(one, other)), (one, other)
        assert all(turn.start <= self.clerk.now and (turn.stop or turn.start) <= self.clerk.now for turn in turns)

    @invariant()
    def one_has_the_floor_and_the_others_wait_under_them(self) -> None:
        floor = self.clerk.meeting.floor
        if floor.current is not None:
            waiting = {turn.id for turn in floor.open} - {floor.current.id}
            assert waiting <= waiting_under(floor.current, floor.turns)

    @invariant()
    def speeches_fit_into_the_session(self) -> None:
        agenda, floor, now = self.clerk.meeting.agenda, self.clerk.meeting.floor, self.clerk.now
        assert sum(floor.spoken(turn, agenda, now) for turn in floor.turns) <= agenda.elapsed(now)

    @invariant()
    def steps_and_breaks_follow_one_another(self) -> None:
        agenda = self.clerk.meeting.agenda
        assert follow([span.during for span in agenda.spans])
        assert follow([focus.during for focus in agenda.focuses])
        assert follow(list(agenda.pauses))
        assert agenda.started is None or all(span.during.start >= agenda.started for span in agenda.spans)

    @invariant()
    def everybody_is_counted_once(self) -> None:
        attendance = self.clerk.meeting.attendance
        counts = attendance.counts(self.clerk.now)
        assert counts.obliged == counts.present_obliged + counts.excused + counts.unexcused + counts.unmarked
        assert counts.total == counts.official + counts.probationary + counts.temporary
        assert counts.can_vote <= counts.in_room <= counts.present <= counts.total
        assert counts.can_vote <= counts.base <= counts.official
        assert all(follow(list(presence.intervals)) for presence in attendance.presence.values())

    @invariant()
    def votes_reconcile(self) -> None:
        assert all(vote.reconciles for vote in self.clerk.meeting.votes.values())

    @invariant()
    def every_view_can_be_read(self) -> None:
        meeting = self.clerk.meeting
        assert len(meeting.board.numbered) == 25
        assert meeting.labels.keys() == meeting.guests.keys() | meeting.people.keys()
        assert {oddity.code for oddity in meeting.oddities}.isdisjoint(OF_TWO_DESKS)
        assert meeting.ledger.conflicts() == ()

    def teardown(self) -> None:
        """What was folded act by act is what a restart folds; rules and minutes can be made of it."""
        whole = folded(PLAN, self.clerk)
        assert whole.ledger.state_hash() == self.clerk.meeting.ledger.state_hash()
        assert whole.floor == self.clerk.meeting.floor
        assert whole.attendance.counts(self.clerk.now) == self.clerk.meeting.attendance.counts(self.clerk.now)
        assert check(whole, self.clerk.now) == check(self.clerk.meeting, self.clerk.now)
        if whole.identity.body:
            assert minutes_of(whole, self.clerk.now, 420) == minutes_of(self.clerk.meeting, self.clerk.now, 420)


OF_TWO_DESKS = {
    "attendance_conflict",
    "indicator_conflict",
    "newer_entries",
    "step_outside",
    "turn_outside",
    "turns_overlap",
    "vote_conflict",
    "vote_outside",
    "vote_sum",
}
"""Contradictions that one desk, whatever keys are pressed at it, never records."""


def waiting_under(turn: Turn, turns: tuple[Turn, ...]) -> set[str]:
    """The turns that wait while this one lasts."""
    below = next((other for other in turns if other.id == turn.interrupts), None)
    return set() if below is None else {below.id} | waiting_under(below, turns)


def overlap(one: Turn, other: Turn) -> bool:
    """Whether some moment belongs to both."""
    end = min(turn.stop if turn.stop is not None else 2**60 for turn in (one, other))
    return max(one.start, other.start) < end


def follow(stretches: list[Interval]) -> bool:
    """Whether each begins when the one before has ended."""
    ordered = all(one.stop is not None and one.stop <= other.start for one, other in pairwise(stretches))
    return ordered and all(one.stop is None or one.start <= one.stop for one in stretches)


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_every_kind_of_wish_is_among_the_random_acts() -> None:
    assert set(WISHES) == set(DECIDERS)
