"""The laws of the fold (sync.md §3, §11): order and repetition decide nothing, undo leaves no trace, all is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.entries import Entry
from models.fact import Fact, UnknownFact
from models.facts import DetailSet, FloorGiven, GuestAdded, Marked, NoteWritten, RestMarked
from models.facts_record import ClockNoted, DeskOpened, MergeSeen, Undone
from models.ledger import RECORD, Ledger
from models.meeting import Meeting
from models.plan import Plan
from models.writes import writes
from tests.models.any_facts import any_fact
from tests.models.histories import Laptop, laptops, mixed, one_after_the_other


def fold(entries: Iterable[Entry]) -> Ledger:
    """The ledger of these entries."""
    ledger = Ledger()
    for entry in entries:
        ledger.apply(entry)
    return ledger


def place(value: str) -> Fact:
    """The place of the meeting."""
    return DetailSet(field="place", value=value)


def two(*of_first: Fact) -> tuple[Laptop, Laptop]:
    """Two laptops, the first of which has written something."""
    first, second = Laptop("d1"), Laptop("d2")
    for fact in of_first:
        first.write(fact)
    return first, second


def all_values(ledger: Ledger) -> set[str]:
    """Every value that stands, with its field; the runs of the desk are no values of the meeting."""
    written = {write[:3] for entry in ledger.entries.values() for write in writes(entry.fact)}
    return {
        json.dumps([key, claim.value], sort_keys=True)
        for key in written
        if key[0] != RECORD
        for claim in ledger.claims(*key)
    }


# --- order and repetition --------------------------------------------------------------------------


@given(laptops(), st.data())
def test_any_order_that_keeps_the_streams_gives_one_state_sync_11(found: list[Laptop], data: st.DataObject) -> None:
    one, other = data.draw(mixed(found)), one_after_the_other(found)
    assert fold(one).state_hash() == fold(other).state_hash()


@given(laptops(), st.data())
def test_things_stand_in_one_order_on_every_laptop_L19(found: list[Laptop], data: st.DataObject) -> None:
    """The guests' list and the numbers of added indicators must not depend on whose entries came first."""
    one, other = fold(data.draw(mixed(found))), fold(one_after_the_other(found))
    for part in ("guest", "note", "turn", "roll", "indicator"):
        assert list(one.ids(part)) == list(other.ids(part))


@given(laptops(), st.data())
def test_looking_at_the_order_meanwhile_changes_nothing_L19(found: list[Laptop], data: st.DataObject) -> None:
    entries, looked = data.draw(mixed(found)), Ledger()
    parts = ("guest", "note", "turn", "roll", "indicator")
    for entry in entries:
        looked.apply(entry)
        for part in parts:
            list(looked.ids(part))
    afterwards = fold(entries)
    for part in parts:
        assert list(looked.ids(part)) == list(afterwards.ids(part))


def test_who_spoke_of_a_thing_first_decides_its_place_L19() -> None:
    first, second = Laptop("d1"), Laptop("d2")
    first.write(GuestAdded(person="g_1", name="Cao Thị Én"), at=5)
    first.write(GuestAdded(person="g_2", name="Đặng Quốc Tường"), at=6)
    second.write(GuestAdded(person="g_2", name="Đặng Quốc Tường"), at=1)
    for entries in ([*first.stream, *second.stream], [*second.stream, *first.stream]):
        assert list(fold(entries).ids("guest")) == ["g_2", "g_1"]


@given(laptops(), st.data())
def test_repetition_changes_nothing_sync_11(found: list[Laptop], data: st.DataObject) -> None:
    entries = data.draw(mixed(found, again=True))
    assert fold(entries).state_hash() == fold(one_after_the_other(found)).state_hash()
    ledger = fold(entries)
    assert all(ledger.apply(entry) == frozenset() for entry in entries)


@given(laptops(), st.data())
def test_reading_in_between_changes_nothing_sync_11(found: list[Laptop], data: st.DataObject) -> None:
    """Incremental fold = full fold: what is worked out on reading is forgotten when it changes."""
    entries = data.draw(mixed(found))
    ledger = Ledger()
    for entry in entries:
        ledger.apply(entry)
        ledger.state_hash()
    assert ledger.state_hash() == fold(entries).state_hash()


@given(laptops(), st.data())
def test_the_parts_named_are_all_that_changed(found: list[Laptop], data: st.DataObject) -> None:
    ledger = Ledger()
    for entry in data.draw(mixed(found)):
        before = all_values(ledger)
        parts = ledger.apply(entry)
        changed = before ^ all_values(ledger)
        assert {json.loads(value)[0][0] for value in changed} <= parts


@given(st.lists(any_fact, max_size=12))
def test_the_fold_takes_whatever_facts_come(sayings: list[Fact]) -> None:
    laptop = Laptop("d1")
    for fact in sayings:
        laptop.write(fact)
    ledger = fold(laptop.stream)
    assert len(ledger.entries) == len(sayings)
    assert ledger.state_hash() == fold(laptop.stream).state_hash()
    ledger.conflicts()


# --- undo ------------------------------------------------------------------------------------------


@given(laptops(), st.data())
def test_undo_of_undo_is_nothing_at_all_sync_3(found: list[Laptop], data: st.DataObject) -> None:
    laptop = data.draw(st.sampled_from(found))
    before = fold(one_after_the_other(found)).state_hash()
    if laptop.undo():
        laptop.write(Undone(of=(len(laptop.stream),)))
        assert fold(one_after_the_other(found)).state_hash() == before


@given(laptops(), st.data())
def test_undone_acts_leave_no_trace_sync_3(found: list[Laptop], data: st.DataObject) -> None:
    laptop = data.draw(st.sampled_from(found))
    sayings = [entry.seq for entry in laptop.stream if not isinstance(entry.fact, MergeSeen | DeskOpened)]
    seqs = tuple(data.draw(st.sets(st.sampled_from(sayings)))) if sayings else ()
    without = [e for e in one_after_the_other(found) if e.device != laptop.device or e.seq not in seqs]
    laptop.write(Undone(of=seqs))
    assert all_values(fold(one_after_the_other(found))) == all_values(fold(without))


def test_an_undo_of_itself_or_of_what_comes_later_counts_for_nothing() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"))
    laptop.write(Undone(of=(2, 3, 1_000)))
    laptop.write(place("hai"))
    assert fold(laptop.stream).value("detail", "place", "value") == "hai"
    assert fold(laptop.stream).live(("d1", 2))


def test_undo_reaches_only_its_own_stream_sync_3() -> None:
    first, second = two(place("một"))
    second.write(place("hai"))
    second.write(place("ba"))
    second.write(Undone(of=(1, 2)))
    assert fold([*first.stream, *second.stream]).value("detail", "place", "value") == "một"


def test_an_undo_that_comes_before_what_it_undoes_is_kept() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"))
    laptop.write(Undone(of=(1,)))
    assert fold(reversed(laptop.stream)).value("detail", "place", "value") is None


def test_long_chains_of_undo_are_no_trouble() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"))
    for seq in range(1, 1_100):
        laptop.write(Undone(of=(seq,)))
    ledger = fold(laptop.stream)
    assert ledger.value("detail", "place", "value") is None
    laptop.write(Undone(of=(1_100,)))
    ledger.apply(laptop.stream[-1])
    assert ledger.value("detail", "place", "value") == "một"


# --- two desks -------------------------------------------------------------------------------------


def test_with_one_device_the_last_act_wins_sync_3() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"), at=90)
    laptop.write(place("hai"), at=10)
    ledger = fold(laptop.stream)
    assert ledger.value("detail", "place", "value") == "hai"
    assert ledger.conflicts() == ()


def test_different_values_side_by_side_are_a_conflict_with_one_shown_sync_3() -> None:
    first, second = two(place("một"))
    second.write(place("hai"), at=5)
    ledger = fold([*first.stream, *second.stream])
    assert ledger.conflicts() == (("detail", "place", "value"),)
    assert [claim.value for claim in ledger.claims("detail", "place", "value")] == ["hai", "một"]


def test_who_has_seen_the_other_settles_it_sync_3() -> None:
    first, second = two(place("một"))
    second.write(MergeSeen(heads={"d1": 1}))
    second.write(place("hai"))
    ledger = fold([*first.stream, *second.stream])
    assert ledger.conflicts() == ()
    assert ledger.value("detail", "place", "value") == "hai"


def test_what_was_seen_stays_seen() -> None:
    first, second = two(place("một"))
    second.write(MergeSeen(heads={"d1": 1}))
    second.write(MergeSeen(heads={"d1": 0, "d3": 4}))
    second.write(place("hai"))
    ledger = fold([*first.stream, *second.stream])
    assert ledger.seen("d2") == {"d1": 1, "d3": 4}
    assert ledger.conflicts() == ()


def test_rivals_are_ranked_by_the_corrected_clock_not_the_wall_sync_3() -> None:
    first, second = Laptop("d1"), Laptop("d2")
    first.write(DeskOpened(app="", offset=420, at=1_000), at=99_000)
    first.write(place("một"), at=99_000, mono=10)
    second.write(DeskOpened(app="", offset=420, at=1_000), at=1_000)
    second.write(place("hai"), at=1_000, mono=20)
    assert fold([*first.stream, *second.stream]).value("detail", "place", "value") == "hai"


@given(laptops(least=2), st.data())
def test_clocks_change_only_which_rival_is_shown_sync_11(found: list[Laptop], data: st.DataObject) -> None:
    entries = one_after_the_other(found)
    shaken = [replace(e, at=data.draw(st.integers(0, 99)), mono=data.draw(st.integers(0, 99))) for e in entries]
    assert all_values(fold(entries)) == all_values(fold(shaken))
    assert set(fold(entries).conflicts()) == set(fold(shaken).conflicts())


@given(laptops())
def test_no_written_value_is_unreachable_sync_11(found: list[Laptop]) -> None:
    """What does not stand was undone, or another live entry of the same field knew of it."""
    ledger = fold(one_after_the_other(found))
    written = [(e, key) for e in ledger.entries.values() for *key, _ in writes(e.fact)]
    for entry, key in written:
        standing = ledger.claims(*key)
        rivals = [other for other, its in written if its == key and ledger.live(other.dot)]
        assert (
            not ledger.live(entry.dot)
            or any(claim.dot == entry.dot for claim in standing)
            or any(knew(ledger, found, other, entry) for other in rivals)
        )


def knew(ledger: Ledger, found: list[Laptop], later: Entry, earlier: Entry) -> bool:
    """Whether `earlier` lies in the context of `later`, worked out from the streams."""
    if later.device == earlier.device:
        return earlier.seq < later.seq
    stream = next(laptop.stream for laptop in found if laptop.device == later.device)
    seen = [e.fact.heads.get(earlier.device, 0) for e in stream[: later.seq] if isinstance(e.fact, MergeSeen)]
    return earlier.seq <= max(seen, default=0)


def test_a_key_for_the_person_beats_the_rest_sync_3() -> None:
    first, second = two(Marked(person="p_1", status="excused", reason="ốm", at=1))
    second.write(RestMarked(people=("p_1", "p_2"), at=2), at=9)
    ledger = fold([*first.stream, *second.stream])
    assert ledger.value("roll", "p_1", "mark") == ("excused", "ốm", 1)
    assert ledger.value("roll", "p_2", "rest") == 2


def test_taking_the_mark_away_takes_the_rest_away_too() -> None:
    laptop = Laptop("d1")
    laptop.write(RestMarked(people=("p_1",), at=2))
    laptop.write(Marked(person="p_1", status="unmarked", at=3))
    assert fold(laptop.stream).value("roll", "p_1", "rest") is None
    laptop.write(RestMarked(people=("p_1",), at=4))
    assert fold(laptop.stream).value("roll", "p_1", "rest") == 4


# --- what the state is of --------------------------------------------------------------------------


def test_runs_of_the_desk_and_jumps_of_the_clock_are_not_of_the_state() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"))
    before = fold(laptop.stream).state_hash()
    for fact in (DeskOpened(app="", offset=0, at=9), ClockNoted(jump=5_000), MergeSeen(heads={"d2": 3})):
        laptop.write(fact)
    assert fold(laptop.stream).state_hash() == before
    laptop.write(place("hai"))
    assert fold(laptop.stream).state_hash() != before


def test_newer_entries_are_counted_and_change_nothing_else_sync_2() -> None:
    laptop = Laptop("d1")
    laptop.write(place("một"))
    before = fold(laptop.stream).state_hash()
    laptop.write(UnknownFact(kind="floor.levitated", version=1))
    ledger = fold(laptop.stream)
    assert (ledger.unknown, ledger.state_hash()) == (1, before)
    assert ledger.apply(Entry("d1", 3, 0, 0, "", UnknownFact(kind="x", version=1))) == {RECORD}


def test_jumps_of_two_clocks_are_no_conflict_for_the_clerk() -> None:
    first, second = two(ClockNoted(jump=5_000))
    second.write(ClockNoted(jump=-5_000))
    assert fold([*first.stream, *second.stream]).conflicts() == ()


def test_heads_are_the_last_seqs_folded() -> None:
    first, second = two(place("một"), place("hai"))
    second.write(place("ba"))
    assert fold([*first.stream, *second.stream]).heads() == {"d1": 2, "d2": 1}


def test_a_thing_that_was_undone_has_no_fields() -> None:
    laptop = Laptop("d1")
    laptop.write(GuestAdded(person="g_1", name="Đặng Quốc Tường"))
    laptop.write(Undone(of=(1,)))
    ledger = fold(laptop.stream)
    assert ledger.fields("guest", "g_1") == {}
    assert ledger.fields("guest", "g_2") == {}


@given(laptops(), st.data())
def test_the_views_of_a_meeting_do_not_depend_on_the_order_L19(
    plan: Plan, found: list[Laptop], data: st.DataObject
) -> None:
    one, other = Meeting(plan, data.draw(mixed(found))), Meeting(plan, one_after_the_other(found))
    assert one.floor == other.floor
    assert one.notes == other.notes
    assert list(one.guests.items()) == list(other.guests.items())
    assert one.board == other.board
    assert one.votes == other.votes


def test_a_note_and_a_turn_write_every_field_of_theirs() -> None:
    """A field that no write carries would be recorded and never shown."""
    note = NoteWritten(note="n_1", kind="opinion", text="", at=1)
    (content,) = (value for *_, field, value in writes(note) if field == "content")
    assert isinstance(content, dict)
    assert {field for *_, field, _ in writes(note)} | set(content) == {*NoteWritten.model_fields, "content"} - {"note"}
    turn = FloorGiven(turn="t_1", person="p_1", kind="order", at=1, closes=("t_0",))
    fields = {field for part, thing, field, _ in writes(turn) if thing == "t_1"}
    assert fields == {"person", "kind", "start", "step", "interrupts", "answers"}
