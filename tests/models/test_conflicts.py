"""Conflicts field by field (sync.md §3 and §11 "Meaning", L19): the same everywhere, all kept, settled by an act."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plan_file import load_plan
from documents.text_paper import render_text
from models import commands as c
from models import facts as f
from models import register
from models.conflicts import ALIKE, Conflict, blocking
from models.decide import decide
from models.entries import Entry
from models.facts_minutes import Adopted, ReadingBegun, RuleWaived
from models.facts_record import MergeSeen, Resolved, TurnsMerged
from models.meeting import Meeting
from models.minutes import minutes_of
from models.notes import contested_notes
from models.plan import Plan
from models.register import Claim
from models.ruling import Moment, Refusal
from models.votes import ADOPTION, counted
from tests.models.build import DAY, MINUTE, at, member
from tests.models.histories import Laptop, laptops, mixed, one_after_the_other

PLAN = load_plan()
AN, BINH = member(1, "Nguyễn Văn An"), member(2, "Lê Thị Bình")


def opened(plan: Plan) -> list[Entry]:
    """A meeting of two members that runs since 14:00, prepared on a laptop of its own."""
    first = Laptop("d0")
    first.write(
        f.MeetingOpened(
            unit="Chi bộ thôn Đông Mít",
            parent="Đảng bộ xã Tân Lạc Hạ",
            locality="Tân Lạc Hạ",
            body="chi_bo",
            plan=plan.id,
            plan_digest=plan.digest(),
            indicators_digest=plan.catalogue.digest(),
            date="2023-09-15",
        ),
        *(f.PersonListed(person=p.id, fields=p.model_dump(exclude={"id"})) for p in (AN, BINH)),
        f.SessionStarted(at=DAY),
    )
    return first.stream


class Pair:
    """Two laptops that know of the opening and not of each other."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.one, self.other = Laptop("d1"), Laptop("d2")
        self._before = opened(plan)
        for laptop in (self.one, self.other):
            laptop.write(MergeSeen(heads={"d0": len(self._before)}))

    def meet(self) -> None:
        """Each folds what the other has."""
        heads = {laptop.device: len(laptop.stream) for laptop in (self.one, self.other)}
        for laptop in (self.one, self.other):
            laptop.write(MergeSeen(heads={d: head for d, head in heads.items() if d != laptop.device}))

    @property
    def meeting(self) -> Meeting:
        """What both have."""
        return Meeting(self.plan, [*self._before, *self.one.stream, *self.other.stream])

    @property
    def conflict(self) -> Conflict:
        """The one there is."""
        [conflict] = self.meeting.conflicts
        return conflict

    def settle(self, command: c.Command) -> Meeting:
        """They meet, one of them settles it."""
        self.meet()
        moment = Moment(DAY + 60 * MINUTE, "d1", f"d1.{len(self.one.stream) + 1}")
        outcome = decide(self.meeting, command, moment)
        assert not isinstance(outcome, Refusal), outcome
        self.one.write(*outcome, mono=1)
        return self.meeting


@pytest.fixture
def pair(plan: Plan) -> Pair:
    return Pair(plan)


# --- laws ---------------------------------------------------------------------------------------------------------


@given(found=laptops(), data=st.data())
def test_same_entries_same_conflicts_same_minutes_in_any_order_sync_11(
    found: list[Laptop], data: st.DataObject
) -> None:
    before = opened(PLAN)
    one = Meeting(PLAN, [*before, *data.draw(mixed(found, again=True))])
    other = Meeting(PLAN, [*one_after_the_other(found), *before])
    assert one.conflicts == other.conflicts
    assert (one.notes, one.floor, one.votes) == (other.notes, other.floor, other.votes)
    now = DAY + 90 * MINUTE
    assert render_text(minutes_of(one, now)) == render_text(minutes_of(other, now))


@given(found=laptops())
def test_no_written_value_is_unreachable_sync_11(found: list[Laptop]) -> None:
    """Whatever stands and differs is a side of a conflict, but for seconds between two keys and words that came
    together."""
    meeting = Meeting(PLAN, one_after_the_other(found))
    offered = {conflict.key: [side.value for side in conflict.sides] for conflict in meeting.conflicts}
    contested = contested_notes(meeting.ledger)
    for key in meeting.ledger.conflicts():
        values = [claim.value for claim in meeting.ledger.claims(*key)]
        if key[0] == "queue" or key[::2] == ("roll", "rest") or all(isinstance(value, int) for value in values):
            continue
        if key[::2] == ("note", "content"):
            whole = contested.get(key[1])
            assert whole is None or whole.merged is not None or key in offered
        elif key[0] == "roll":
            marks = {value[:2] for value in values}  # type: ignore[index]
            assert len(marks) == 1 or marks == {value[:2] for value in offered[key]}  # type: ignore[index]
        elif key[0] == "vote":
            counts = {str(counted(value)) for value in values}
            assert len(counts) == 1 or counts == {str(counted(value)) for value in offered[key]}
        else:
            assert all(value in offered[key] for value in values)


@given(found=laptops(least=2), data=st.data())
def test_a_choice_settles_and_undo_brings_the_conflict_back_sync_3(found: list[Laptop], data: st.DataObject) -> None:
    """Undo ∘ undo = identity also for the settling of conflicts."""
    before = opened(PLAN)
    judge = Laptop("d9")
    judge.write(MergeSeen(heads={"d0": len(before), **{one.device: len(one.stream) for one in found}}))

    def meeting() -> Meeting:
        return Meeting(PLAN, [*before, *one_after_the_other(found), *judge.stream])

    standing = meeting().conflicts
    if not standing:
        return
    conflict = data.draw(st.sampled_from(standing))
    side = data.draw(st.sampled_from(conflict.sides))
    merging = c.MergeTurns(conflict.thing, conflict.field)
    command = merging if conflict.kind == "twice" else c.Resolve(*conflict.key, side.value)
    facts = decide(meeting(), command, Moment(DAY + 60 * MINUTE, "d9", "d9.2"))
    assert not isinstance(facts, Refusal), facts
    judge.write(*facts)
    settled = meeting()
    assert conflict.key not in {one.key for one in settled.conflicts}
    judge.undo()
    assert conflict in meeting().conflicts
    judge.redo()
    assert meeting().ledger.state_hash() == settled.ledger.state_hash()


COUNTS = st.integers(0, 9)
Count = tuple[int, int, int]


@given(one=st.tuples(COUNTS, COUNTS, COUNTS), other=st.tuples(COUNTS, COUNTS, COUNTS))
def test_votes_are_never_merged_averaged_or_last_wins_sync_3(one: Count, other: Count) -> None:
    both_stand(one, other)


def both_stand(one: Count, other: Count) -> None:
    """Two counts of one motion: alike they are one, else neither is a result and both are shown."""
    pair = Pair(PLAN)
    pair.one.write(hands(*one))
    pair.other.write(hands(*other), at=9)
    meeting = pair.meeting
    vote = meeting.votes["m"]
    if one == other:
        assert (meeting.conflicts, vote.conflict) == ((), False)
        return
    assert not vote.passed(PLAN.thresholds.majority)
    sides = {(v["in_favour"], v["against"], v["other"]) for v in (side.value for side in pair.conflict.sides)}  # type: ignore[index]
    assert sides == {one, other}
    text = render_text(minutes_of(meeting, DAY + 90 * MINUTE))
    assert f"tán thành {one[0]}/" not in text
    assert f"tán thành {other[0]}/" not in text


def test_last_write_wins_by_clock_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted bug: of several claims the one with the latest clock is the only one left."""

    def latest(standing: list[Claim]) -> tuple[Claim, ...]:
        return tuple(sorted(standing, key=lambda claim: (claim.at, claim.dot), reverse=True)[:1])

    monkeypatch.setattr(register, "_unsuperseded", latest)
    with pytest.raises(AssertionError):
        both_stand((0, 9, 0), (9, 0, 0))


def hands(yes: int, no: int, others: int, motion: str = "m") -> f.VoteTaken:
    return f.VoteTaken(
        motion=motion,
        title="Cử người",
        mode="open",
        entitled=9,
        base=9,
        in_favour=yes,
        against=no,
        other=others,
        at=DAY,
    )


# --- attendance ---------------------------------------------------------------------------------------------------


def test_a_key_pressed_for_a_person_beats_the_rest(pair: Pair) -> None:
    pair.one.write(f.RestMarked(people=(AN.id,), at=DAY))
    pair.other.write(f.Marked(person=AN.id, status="excused", reason="ốm", at=DAY))
    assert pair.meeting.conflicts == ()
    assert pair.meeting.attendance.presence[AN.id].mark == "excused"


@pytest.mark.parametrize("first", ["d1", "d2"])
def test_a_mark_taken_back_beats_the_rest_too(pair: Pair, first: str) -> None:
    later = {"d1": 9, "d2": 9, first: 5}
    pair.one.write(f.RestMarked(people=(AN.id,), at=DAY), at=later["d1"])
    pair.other.write(f.Marked(person=AN.id, status="unmarked", at=DAY), at=later["d2"])
    assert pair.meeting.attendance.presence[AN.id].mark == "unmarked"
    assert pair.meeting.conflicts == ()


def test_present_against_absent_is_a_conflict_with_present_shown(pair: Pair) -> None:
    pair.one.write(f.Marked(person=AN.id, status="present", at=DAY))
    pair.other.write(f.Marked(person=AN.id, status="excused", reason="ốm", at=DAY), at=10**13)
    assert pair.meeting.attendance.presence[AN.id].mark == "present"
    assert (pair.conflict.kind, pair.conflict.blocks) == ("attendance", True)
    settled = pair.settle(c.Resolve(*pair.conflict.key, pair.conflict.sides[1].value))
    assert settled.attendance.presence[AN.id].mark == "excused"


@pytest.mark.parametrize("bulk", [False, True])
def test_present_and_late_is_late(pair: Pair, bulk: bool) -> None:
    mark = f.RestMarked(people=(AN.id,), at=DAY) if bulk else f.Marked(person=AN.id, status="present", at=DAY)
    pair.one.write(mark)
    pair.other.write(f.Moved(move="m_1", person=AN.id, way="in", at=at("14:20")))
    presence = pair.meeting.attendance.presence[AN.id]
    assert presence.arrived_late == at("14:20")
    assert not presence.present_at(at("14:10"))
    assert pair.meeting.conflicts == ()


@pytest.mark.parametrize(("minutes", "conflicts"), [(3, 0), (5, 0), (6, 1)])
def test_the_earliest_arrival_and_the_latest_leaving_stand(pair: Pair, minutes: int, conflicts: int) -> None:
    """More than five minutes apart they are a conflict, which blocks nothing."""
    pair.one.write(f.Marked(person=BINH.id, status="present", at=DAY))
    pair.meet()
    for laptop, later in ((pair.one, 0), (pair.other, minutes * MINUTE)):
        laptop.write(f.Moved(move=f"m_in{later}", person=AN.id, way="in", at=at("14:20") + later))
        laptop.write(f.Moved(move=f"m_out{later}", person=BINH.id, way="out", at=at("14:20") + later))
    attendance = pair.meeting.attendance
    assert attendance.presence[AN.id].arrived_late == at("14:20")
    assert attendance.presence[BINH.id].left == at("14:20") + minutes * MINUTE
    assert [one.kind for one in pair.meeting.conflicts] == ["move"] * 2 * conflicts
    assert blocking(pair.meeting.conflicts) == ()
    if conflicts:
        first = pair.meeting.conflicts[0]
        assert len(pair.settle(c.Resolve(*first.key, at("14:22"))).conflicts) == 1


# --- turns --------------------------------------------------------------------------------------------------------


def speak(laptop: Laptop, turn: str, start: str, stop: str) -> None:
    laptop.write(f.FloorGiven(turn=turn, person=AN.id, kind="opinion", at=at(start)))
    laptop.write(f.FloorStopped(turn=turn, at=at(stop)))


def test_one_turn_recorded_twice_is_merged_with_all_its_notes(pair: Pair) -> None:
    """The smallest id stays; a note that comes later for the other turn finds it too."""
    speak(pair.one, "t_2", "14:10", "14:14")
    speak(pair.other, "t_1", "14:11", "14:14")
    pair.other.write(f.NoteWritten(note="n_1", kind="opinion", text="một", at=at("14:12"), turn="t_1"))
    assert (pair.conflict.kind, pair.conflict.blocks) == ("twice", False)
    pair.settle(c.MergeTurns("t_2", "t_1"))
    pair.other.write(f.NoteWritten(note="n_2", kind="opinion", text="hai", at=at("14:13"), turn="t_2"))
    meeting = pair.meeting
    assert [turn.id for turn in meeting.floor.turns] == ["t_1"]
    assert [(note.turn, note.person) for note in meeting.notes.all] == [("t_1", AN.id)] * 2
    assert meeting.conflicts == ()


def test_two_turns_stay_two_when_somebody_says_so(pair: Pair) -> None:
    speak(pair.one, "t_1", "14:10", "14:14")
    speak(pair.other, "t_2", "14:11", "14:14")
    settled = pair.settle(c.KeepBoth(*pair.conflict.key))
    assert settled.conflicts == ()
    assert len(settled.floor.turns) == 2


@pytest.mark.parametrize(("start", "stop", "perhaps"), [("14:12", "14:16", True), ("14:13", "14:17", False)])
def test_half_of_the_shorter_turn_is_enough(pair: Pair, start: str, stop: str, perhaps: bool) -> None:
    speak(pair.one, "t_1", "14:10", "14:14")
    speak(pair.other, "t_2", start, stop)
    assert bool(pair.meeting.conflicts) is perhaps


@pytest.mark.parametrize(
    ("first", "second", "shared", "perhaps"), [(2, 5, 1, True), (3, 5, 1, False), (0, 5, 0, False)]
)
def test_half_is_half_however_short_the_turn_is(
    pair: Pair, first: int, second: int, shared: int, perhaps: bool
) -> None:
    """sync.md §3, in milliseconds: the second begins so much before the first ends; no length shares nothing."""
    for laptop, turn, start, length in ((pair.one, "t_1", 0, first), (pair.other, "t_2", first - shared, second)):
        laptop.write(f.FloorGiven(turn=turn, person=AN.id, kind="opinion", at=DAY + start))
        laptop.write(f.FloorStopped(turn=turn, at=DAY + start + length))
    assert bool(pair.meeting.conflicts) is perhaps


# --- notes --------------------------------------------------------------------------------------------------------


def base_note(pair: Pair, text: str = "đường làng còn bẩn và tối") -> None:
    pair.one.write(f.NoteWritten(note="n_1", kind="opinion", text=text, at=at("14:10")))
    pair.meet()


def edit(laptop: Laptop, text: str, indicators: tuple[str, ...] = ()) -> None:
    laptop.write(f.NoteEdited(note="n_1", kind="opinion", text=text, indicators=indicators))


def test_words_changed_in_different_places_come_together(pair: Pair) -> None:
    base_note(pair)
    edit(pair.one, "đường thôn còn bẩn và tối")
    edit(pair.other, "đường làng còn bẩn và rất tối", indicators=("7",))
    [note] = pair.meeting.notes.all
    assert (note.text, note.indicators, note.rival) == ("đường thôn còn bẩn và rất tối", ("7",), False)
    assert pair.meeting.conflicts == ()


def test_words_changed_in_one_place_stay_both_and_marked(pair: Pair) -> None:
    base_note(pair)
    edit(pair.one, "đường thôn còn bẩn và tối")
    edit(pair.other, "đường xóm còn bẩn và tối")
    notes = pair.meeting.notes.all
    assert {note.text for note in notes} == {"đường thôn còn bẩn và tối", "đường xóm còn bẩn và tối"}
    assert all(note.rival for note in notes)
    assert pair.conflict.blocks
    assert refused(pair, c.EditNote(notes[1].id, c.NoteDraft("khác"))) == "note_rival"


def test_both_versions_become_two_notes(pair: Pair) -> None:
    base_note(pair)
    edit(pair.one, "một")
    edit(pair.other, "hai")
    settled = pair.settle(c.KeepBoth(*pair.conflict.key))
    assert sorted(note.text for note in settled.notes.all) == ["hai", "một"]
    assert not any(note.rival for note in settled.notes.all)
    assert len({note.id for note in settled.notes.all}) == 2
    assert settled.conflicts == ()


def test_a_note_deleted_here_and_written_there_stays_until_somebody_says(pair: Pair) -> None:
    base_note(pair)
    pair.one.write(f.NoteDeleted(note="n_1"))
    edit(pair.other, "đường làng đã sạch")
    assert [note.text for note in pair.meeting.notes.all] == ["đường làng đã sạch"]
    conflict = pair.conflict
    assert [side.value is None for side in conflict.sides] == [False, True]
    kept = pair.settle(c.Resolve(*conflict.key, conflict.sides[0].value))
    assert ([note.text for note in kept.notes.all], kept.conflicts) == (["đường làng đã sạch"], ())


def test_a_note_left_out_after_all_is_out(pair: Pair) -> None:
    base_note(pair)
    pair.one.write(f.NoteDeleted(note="n_1"))
    edit(pair.other, "đường làng đã sạch")
    gone = pair.settle(c.Resolve(*pair.conflict.key, None))
    assert (gone.notes.all, gone.conflicts) == ((), ())


def test_a_remark_of_the_clerks_own_blocks_nothing(pair: Pair) -> None:
    pair.one.write(f.NoteWritten(note="n_1", kind="remark", text="một", at=at("14:10")))
    pair.meet()
    for laptop, text in ((pair.one, "hai"), (pair.other, "ba")):
        laptop.write(f.NoteEdited(note="n_1", kind="remark", text=text))
    assert not pair.conflict.blocks


# --- everything else ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "blocks"),
    [
        (lambda value: f.DetailSet(field="place", value=value), True),
        (lambda value: f.Assessed(indicator="3", field="degree", value=value), True),
        (lambda value: RuleWaived(rule="C07", reason=value), True),
        (lambda value: f.TurnCorrected(turn="t_1", person=value), False),
    ],
    ids=["detail", "assessment", "waiver", "turn"],
)
def test_two_values_are_shown_with_the_later_one_meanwhile(pair: Pair, fact: object, blocks: bool) -> None:
    pair.one.write(fact("a"), at=5)  # type: ignore[operator]
    pair.other.write(fact("b"), at=9)  # type: ignore[operator]
    assert [side.value for side in pair.conflict.sides] == ["b", "a"]
    assert pair.conflict.blocks is blocks
    key = pair.conflict.key
    for value in ("a", "b"):
        settled = pair.settle(c.Resolve(*key, value)) if pair.meeting.conflicts else pair.meeting
        assert settled.conflicts == ()
    assert pair.meeting.ledger.value(*key) == "a"


def test_two_people_who_press_a_key_within_a_minute_agree(pair: Pair) -> None:
    pair.one.write(f.SessionEnded(at=at("15:30")))
    pair.other.write(f.SessionEnded(at=at("15:30") + ALIKE - 1))
    assert pair.meeting.conflicts == ()


def test_while_a_difference_stands_the_minutes_are_not_passed(pair: Pair) -> None:
    pair.one.write(f.DetailSet(field="place", value="Nhà văn hóa"), ReadingBegun(at=at("15:00")))
    pair.other.write(f.DetailSet(field="place", value="Sân đình"))
    assert refused(pair, c.TakeVote(ADOPTION, "Thông qua")) == "conflicts"


def test_counting_again_settles_the_vote_on_the_minutes_itself(pair: Pair) -> None:
    pair.one.write(ReadingBegun(at=at("15:00")), hands(9, 0, 0, ADOPTION))
    pair.other.write(hands(8, 1, 0, ADOPTION))
    assert refused(pair, c.TakeVote(ADOPTION, "Thông qua")) != "conflicts"
    assert refused(pair, c.Adopt()) == "conflicts"


def refused(pair: Pair, command: c.Command) -> str:
    """Why a wish is refused."""
    outcome = decide(pair.meeting, command, Moment(at("15:10"), "d1", "x"))
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_of_two_adoptions_the_first_stands_whatever_comes_later_sync_11(pair: Pair) -> None:
    """The text that was passed never gives way to another; the other adoption is shown for a person to look at."""
    for laptop, place, clock in ((pair.one, "một", "15:10"), (pair.other, "hai", "15:20")):
        laptop.write(f.DetailSet(field="place", value=place))
        frontier = {"d0": 5, laptop.device: len(laptop.stream)}
        said = Adopted(frontier=frontier, state="", head="", plan="", at=at(clock))
        laptop.write(said, at=at(clock))
    assert pair.meeting.adopted is not None
    assert pair.meeting.adopted.at == at("15:10")
    assert pair.meeting.as_adopted().details.text("place") == "một"
    assert {conflict.kind for conflict in pair.meeting.conflicts} == {"detail", "adoption"}


def test_what_is_no_value_of_ours_is_kept_and_says_nothing(plan: Plan) -> None:
    """A choice written by another version, or by nobody of ours, never ends the fold."""
    laptop = Laptop("d1")
    for value in ("{", "[" * 3_000, '"\\ud800"', "NaN", "1e400"):
        laptop.write(Resolved(part="detail", thing="place", field="value", value=value))
    laptop.write(Resolved(part="vote", thing="m", field="result", value="1"))
    laptop.write(TurnsMerged(turn="t_2", merged="t_1"), TurnsMerged(turn="t_1", merged="t_1"))
    meeting = Meeting(plan, [*opened(plan), *laptop.stream])
    assert (meeting.conflicts, meeting.votes, meeting.floor.turns) == ((), {}, ())
    assert meeting.ledger.state_hash()
