"""Three desks, any acts, any exchanges in any order and grouping, some of them twice (sync.md §11 "Meaning", L19)."""

from __future__ import annotations

from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from documents.plan_file import load_plan
from documents.text_paper import render_text
from models import commands as c
from models.entries import Entry, decode
from models.facts_record import MergeSeen
from models.minutes import minutes_of
from models.ruling import Refusal
from models.votes import ADOPTION
from tests.models.build import MINUTE
from tests.models.deciding import AN, BICH, DUNG, MINUTES, Clerk, ready, running

PLAN = load_plan()
PEOPLE = st.sampled_from([AN.id, BICH.id, DUNG.id])
TEXTS = st.lists(st.sampled_from(["đường", "làng", "còn", "bẩn"]), min_size=1, max_size=4).map(" ".join)
FEW = st.integers(0, 2)

WISHES: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(c.SetDetail, st.sampled_from(["place", "quality_remark"]), TEXTS),
    st.builds(c.MarkPresent, PEOPLE),
    st.builds(c.MarkLeft, PEOPLE),
    st.builds(c.MarkExcused, PEOPLE, TEXTS),
    st.builds(c.GiveFloor, PEOPLE),
    st.just(c.StopFloor()),
    st.builds(c.WriteNote, st.builds(c.NoteDraft, TEXTS)),
    st.builds(c.Assess, st.just("3"), st.sampled_from(["present", "conclusion"]), TEXTS),
    st.builds(c.TakeVote, st.just("m"), st.just("Cử người"), against=FEW, other=FEW),
    st.builds(c.Undo, across=st.booleans()),
    st.just(c.Redo()),
)


DIFFERING: list[tuple[c.Command, ...]] = [
    tuple(c.SetDetail("place", text) for text in ("nhà", "sân", "trường")),
    tuple(c.Assess("3", "present", answer) for answer in ("co", "khong", "co")),
    tuple(c.TakeVote("m", "Cử người", against=count) for count in range(3)),
    tuple(c.MarkLeft(AN.id) for _ in range(3)),
    tuple(c.GiveFloor(AN.id) for _ in range(3)),
    tuple(c.Waive("C12", reason) for reason in ("một", "hai", "ba")),
]
"""What three desks may say of one thing."""


@cache
def _prepared() -> tuple[bytes, ...]:
    """The lines of a session that is being read back, everybody present."""
    clerk = running(PLAN)
    clerk.ok(c.MarkRest())
    return tuple(ready(clerk).lines)


class Desks(RuleBasedStateMachine):
    """The first desk prepared the meeting; the others begin with what it gave them."""

    @initialize()
    def begin(self) -> None:
        self.clerks = [Clerk(PLAN, device, now=_start()) for device in ("d1", "d2", "d3")]
        self.acts = 0
        for clerk in self.clerks:
            for line in _prepared():
                clerk.meeting.apply(decode("d1", line))
        self.clerks[0].lines += _prepared()
        for clerk in self.clerks[1:]:
            clerk.record(MergeSeen(heads={"d1": len(_prepared())}))

    @rule(desk=st.integers(0, 2), wish=WISHES, minutes=st.sampled_from([0.01, 1, 7]))
    def act(self, desk: int, wish: c.Command, minutes: float) -> None:
        self.acts += 1
        self.clerks[desk].wait(minutes).do(wish)

    @rule(wishes=st.lists(st.sampled_from(DIFFERING), min_size=1, max_size=3), give=st.booleans())
    def disagree(self, wishes: list[tuple[c.Command, ...]], give: bool) -> None:
        """Each desk does its own of the same kind; perhaps they exchange at once."""
        self.acts += 2
        for each in wishes:
            for clerk, wish in zip(self.clerks, each, strict=True):
                clerk.wait(0.1).do(wish)
        for giver, taker in ((0, 1), (1, 2), (2, 0)) if give else ():
            hand_over(self.clerks[giver], self.clerks[taker], 100)

    @precondition(lambda self: getattr(self, "acts", 0) > 8)
    @rule(desk=st.integers(0, 2))
    def adopt(self, desk: int) -> None:
        """The minutes are voted on where nothing that differs stands in the way."""
        clerk = self.clerks[desk].wait(1)
        if isinstance(clerk.do(MINUTES), Refusal):
            return
        if clerk.meeting.votes[ADOPTION].passed(PLAN.thresholds.majority):
            clerk.do(c.Adopt())

    @rule(desk=st.integers(0, 2), text=TEXTS, data=st.data())
    def write(self, desk: int, text: str, data: st.DataObject) -> None:
        """Notes of whichever desk are edited and deleted here."""
        clerk = self.clerks[desk]
        notes = [note.id for note in clerk.meeting.notes.all]
        if notes:
            note = data.draw(st.sampled_from(notes))
            clerk.do(data.draw(st.sampled_from([c.EditNote(note, c.NoteDraft(text)), c.DeleteNote(note)])))

    @precondition(lambda self: any(clerk.meeting.conflicts for clerk in getattr(self, "clerks", ())))
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        """A conflict that stands is settled: never refused, gone at this desk."""
        clerk = data.draw(st.sampled_from([clerk for clerk in self.clerks if clerk.meeting.conflicts]))
        conflict = data.draw(st.sampled_from(clerk.meeting.conflicts))
        side = data.draw(st.sampled_from(conflict.sides))
        merge, keep = c.MergeTurns(conflict.thing, conflict.field), c.KeepBoth(*conflict.key)
        wish = (
            data.draw(st.sampled_from([merge, keep]))
            if conflict.kind == "twice"
            else c.Resolve(*conflict.key, side.value)
        )
        assert not isinstance(clerk.do(wish), Refusal)
        assert conflict.key not in {one.key for one in clerk.meeting.conflicts}

    @rule(
        giver=st.integers(0, 2),
        taker=st.integers(0, 2),
        share=st.sampled_from([100, 100, 100, 99, 97, 40]),
        twice=st.booleans(),
    )
    def exchange(self, giver: int, taker: int, share: int, twice: bool) -> None:
        """A stick with what the giver had at some time, read once or twice."""
        for _ in range(1 + twice):
            hand_over(self.clerks[giver], self.clerks[taker], share)

    @invariant()
    def the_adopted_text_is_what_was_adopted(self) -> None:
        for clerk in getattr(self, "clerks", ()):
            adopted = clerk.meeting.adopted
            if adopted is not None and _has(clerk, adopted.frontier):
                assert clerk.meeting.as_adopted().ledger.state_hash() == adopted.state

    def teardown(self) -> None:
        """At the end everybody gets everything: one meeting, whatever way it came."""
        if not hasattr(self, "clerks"):
            return
        entries = {entry.dot: entry for clerk in self.clerks for entry in clerk.meeting.ledger.entries.values()}
        ordered = sorted(entries.values(), key=lambda entry: entry.seq)
        for clerk in self.clerks:
            for entry in ordered:
                clerk.meeting.apply(entry)
        first, *others = [clerk.meeting for clerk in self.clerks]
        now = max(clerk.now for clerk in self.clerks) + 60 * MINUTE
        for other in others:
            assert other.ledger.state_hash() == first.ledger.state_hash()
            assert other.conflicts == first.conflicts
            assert other.oddities == first.oddities
            assert render_text(minutes_of(other, now)) == render_text(minutes_of(first, now))


def _start() -> int:
    """A minute after the last line of the preparation."""
    return max(decode("d1", line).at for line in _prepared()) + MINUTE


def _has(clerk: Clerk, frontier: dict[str, int]) -> bool:
    heads = clerk.meeting.ledger.heads()
    return all(heads.get(device, 0) >= seq for device, seq in frontier.items())


def hand_over(giver: Clerk, taker: Clerk, share: int) -> None:
    """The first `share` percent of every stream that the giver has; the taker says what it folded."""
    streams: dict[str, list[Entry]] = {}
    for entry in sorted(giver.meeting.ledger.entries.values(), key=lambda entry: entry.seq):
        streams.setdefault(entry.device, []).append(entry)
    known = taker.meeting.ledger.heads()
    heads = {}
    for device, stream in streams.items():
        given = stream[: len(stream) * share // 100]
        for entry in given:
            taker.meeting.apply(entry)
        if device != taker.device and len(given) > known.get(device, 0):
            heads[device] = len(given)
    if heads:
        taker.record(MergeSeen(heads=heads))


TestDesks = Desks.TestCase
TestDesks.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
