"""One laptop, several bodies (R12–R14): each with its own id, people and heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.plan_file import load_plan
from models.people import Roster, RosterLine, with_ids
from sync.paths import Paths
from sync.store import Store
from sync.units import Unit


def open_store(home: Path) -> Store:
    return Store(Paths(home), load_plan())


def roster(store: Store, unit: str, *names: str) -> Roster:
    lines = [
        RosterLine(order=order, full_name=name, surname_middle=name.rpartition(" ")[0], given=name.rpartition(" ")[2])
        for order, name in enumerate(names, 1)
    ]
    return Roster(unit=unit, parent_unit="Đảng bộ xã Tân Lạc Hạ", people=with_ids(str(store.cell), lines))


def names(store: Store) -> list[str]:
    held = store.roster()
    return [person.full_name for person in held.people] if held is not None else []


def test_a_store_has_one_unit_named_by_its_list_or_by_its_settings(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.units.current == Unit(str(store.cell))
    store.save_roster(roster(store, "Chi bộ thôn Đông Mít", "Lê An"))
    store.set_setting("body", "chi_bo")
    assert store.units.current.name == "Chi bộ thôn Đông Mít"
    assert store.units.current.body == "chi_bo"
    assert store.units.all() == [store.units.current]
    assert not store.units.several
    store.close()


def test_each_unit_keeps_its_own_people_r66(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.save_roster(roster(store, "Chi bộ thôn Đông Mít", "Lê An", "Hồ Bình"))
    first = str(store.cell)
    council = store.units.add(Unit("", "Ủy ban nhân dân xã Tân Lạc Hạ", body="ubnd"))
    assert str(store.cell) == council.id != first
    assert names(store) == []
    store.save_roster(roster(store, "", "Vũ Chí"))
    store.close()

    again = open_store(tmp_path)
    assert again.units.current.name == "Ủy ban nhân dân xã Tân Lạc Hạ"
    assert names(again) == ["Vũ Chí"]
    again.units.use(first)
    assert names(again) == ["Lê An", "Hồ Bình"]
    assert [unit.id for unit in again.units.all()] == [first, council.id]
    again.units.use("0198a1b2-c3d4-7000-8000-000000000007")
    assert str(again.cell) == first
    again.close()


def test_a_meeting_is_opened_in_the_name_of_its_own_unit(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first = store.cell
    meeting = store.new_meeting("2023-09-15")
    store.close_meeting(store.open(meeting))
    store.units.add(Unit("", "Ủy ban nhân dân xã Tân Lạc Hạ", body="ubnd"))
    assert store.new_meeting("2023-09-15") != meeting
    store.open(meeting)
    assert store.cell == first
    store.close()


def test_headquarters_id_is_the_units_from_now_on_and_the_older_one_stays_known(tmp_path: Path) -> None:
    """sync.md §1: enrolment; people stay, older meetings stay under the id that was made here."""
    store = open_store(tmp_path)
    old, new = str(store.cell), "0198a1b2-0000-4000-8000-0000000000a1"
    store.save_roster(roster(store, "Chi bộ thôn Đông Mít", "Lê An"))
    meeting = store.new_meeting("2023-09-15")
    store.close_meeting(store.open(meeting))
    store.units.adopt(new)
    store.units.adopt(new)
    assert str(store.cell) == new
    assert (store.units.now(old), store.units.now(new), store.units.former(new)) == (new, new, [old])
    assert store.new_meeting("2023-09-15") != meeting
    store.close()

    again = open_store(tmp_path)
    assert names(again) == ["Lê An"]
    assert [unit.id for unit in again.units.all()] == [new]
    assert [info.cell for info in again.meetings()] == [old]
    again.close()


@pytest.mark.parametrize("further", [False, True], ids=["the first unit", "a further one"])
def test_a_unit_may_come_back_to_an_id_that_it_had(tmp_path: Path, further: bool) -> None:
    """A headquarters was tried out, then the laptop is enrolled at the first again: ids, people, meetings stay."""
    store = open_store(tmp_path)
    if further:
        store.units.add(Unit("", "Ủy ban nhân dân xã Tân Lạc Hạ", body="ubnd"))
    here = str(store.cell)
    store.save_roster(roster(store, "", "Lê An"))
    real, tried = "0198a1b2-0000-4000-8000-0000000000a1", "0198a1b2-0000-4000-8000-0000000000b2"
    for id in (real, tried, real, here, tried, real):
        store.units.adopt(id)
    store.close()

    again = open_store(tmp_path)
    assert str(again.cell) == real
    assert [again.units.now(id) for id in (here, real, tried)] == [real, real, real]
    assert set(again.units.former(real)) == {here, real, tried}
    assert names(again) == ["Lê An"]
    again.close()


def test_a_further_unit_keeps_its_people_when_headquarters_names_it(tmp_path: Path) -> None:
    """Each unit's journal of people is found again, and its older meetings are opened in its name."""
    store = open_store(tmp_path)
    first = str(store.cell)
    council = store.units.add(Unit("", "Ủy ban nhân dân xã Tân Lạc Hạ", body="ubnd"))
    store.save_roster(roster(store, "", "Vũ Chí"))
    meeting = store.new_meeting("2023-09-15")
    store.close_meeting(store.open(meeting))
    store.units.adopt("0198a1b2-0000-4000-8000-0000000000a1")
    store.units.use(first)
    assert names(store) == []
    store.open(meeting)
    assert store.units.current.name == council.name
    assert names(store) == ["Vũ Chí"]
    assert len(store.units.all()) == 2
    store.close()
