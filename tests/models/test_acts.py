"""Acts: what undo takes back and redo brings back (L6)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.acts import acts_of, last_done, last_undone
from models.entries import Entry
from models.fact import Fact
from models.facts import DetailSet
from models.facts_record import ClockNoted, DeskOpened, MergeSeen, Undone
from models.ledger import Ledger
from tests.models.histories import Laptop, laptops

WORDS = ("một", "hai", "ba")


def place(value: str) -> Fact:
    """The place of the meeting."""
    return DetailSet(field="place", value=value)


def ledger_of(laptop: Laptop) -> Ledger:
    """What the laptop's stream adds up to."""
    ledger = Ledger()
    for entry in laptop.stream:
        ledger.apply(entry)
    return ledger


def shown(laptop: Laptop) -> object:
    """The place as it stands."""
    return ledger_of(laptop).value("detail", "place", "value")


def said(*words: str) -> Laptop:
    """A laptop that set the place to each word in turn."""
    laptop = Laptop("d1")
    for word in words:
        laptop.write(place(word))
    return laptop


def test_undo_takes_back_one_act_after_the_other_L6() -> None:
    laptop = said(*WORDS)
    for left in ("hai", "một", None):
        assert laptop.undo()
        assert shown(laptop) == left
    assert not laptop.undo()


def test_redo_brings_them_back_in_order_L6() -> None:
    laptop = said(*WORDS)
    while laptop.undo():
        pass
    for back in WORDS:
        assert laptop.redo()
        assert shown(laptop) == back
    assert not laptop.redo()


def test_redo_stops_after_a_new_act_L6() -> None:
    laptop = said("một", "hai")
    laptop.undo()
    laptop.write(place("ba"))
    assert not laptop.redo()


def test_redo_of_a_newer_act_does_not_open_the_way_to_older_ones_L6() -> None:
    """hai was undone, then ba was done: whatever becomes of ba, hai stays away."""
    laptop = said("một", "hai")
    laptop.undo()
    laptop.write(place("ba"))
    laptop.undo()
    assert laptop.redo()
    assert shown(laptop) == "ba"
    assert not laptop.redo()


def test_undo_after_redo_takes_the_same_act_back_L6() -> None:
    laptop = said("một", "hai")
    for _ in range(3):
        laptop.undo()
        assert shown(laptop) == "một"
        laptop.redo()
        assert shown(laptop) == "hai"


def test_an_act_of_several_lines_is_taken_back_whole_L6() -> None:
    laptop = said("một")
    laptop.write(place("hai"), DetailSet(field="chair", value="p_1"))
    (first, second) = acts_of(ledger_of(laptop), "d1")
    assert (first.seqs, second.seqs) == ((1,), (2, 3))
    laptop.undo()
    assert ledger_of(laptop).value("detail", "chair", "value") is None
    laptop.redo()
    assert ledger_of(laptop).value("detail", "chair", "value") == "p_1"


def test_facts_about_the_record_are_no_acts() -> None:
    laptop = said("một")
    laptop.write(ClockNoted(jump=3_000))
    laptop.write(MergeSeen(heads={"d2": 1}))
    laptop.write(DeskOpened(app="", offset=420, at=1))
    assert laptop.undo()
    assert shown(laptop) is None
    laptop.write(DeskOpened(app="", offset=420, at=2))
    assert laptop.redo()
    assert shown(laptop) == "một"


def test_only_this_desk_s_acts_are_taken_back_L6() -> None:
    laptop = said("một")
    ledger = ledger_of(laptop)
    ledger.apply(Entry("d2", 1, 0, 0, "", place("hai")))
    assert [act.seqs for act in acts_of(ledger, "d2")] == [(1,)]
    assert last_done(acts_of(ledger, "d3")) is None


def test_an_act_knows_whether_it_counts_and_what_it_is() -> None:
    laptop = said("một")
    laptop.undo()
    (act, undo) = acts_of(ledger_of(laptop), "d1")
    assert (act.live, act.is_undo) == (False, False)
    assert (undo.live, undo.is_undo, undo.first) == (True, True, Undone(of=(1,)))


def test_an_undo_that_names_nothing_is_no_trouble() -> None:
    laptop = said("một")
    laptop.write(Undone(of=()))
    assert laptop.redo()
    assert shown(laptop) == "một"


@given(laptops(), st.integers(0, 20))
def test_as_many_redos_as_undos_give_the_same_state_L6(found: list[Laptop], times: int) -> None:
    (laptop, *_) = found
    before = ledger_of(laptop).state_hash()
    undone = sum(laptop.undo() for _ in range(times))
    assert undone == sum(laptop.redo() for _ in range(undone))
    assert ledger_of(laptop).state_hash() == before


@given(laptops())
def test_after_all_undos_nothing_is_left_L6(found: list[Laptop]) -> None:
    (laptop, *_) = found
    while laptop.undo():
        pass
    acts = acts_of(ledger_of(laptop), laptop.device)
    assert not any(act.live for act in acts if not act.is_undo)
    assert ledger_of(laptop).state_hash() == Ledger().state_hash()
    assert (last_undone(acts) is None) == (not acts or acts[-1].is_undo is False)
