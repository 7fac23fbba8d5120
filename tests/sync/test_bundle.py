"""From laptop to laptop by stick: verified whole, joined and never replaced, twice as once (sync.md §6, L19)."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import commands as c
from models.facts_record import MergeSeen
from models.people import Person
from sync.bundle import Taken, give, read_bundle, take
from sync.container import MANIFEST, SIGNATURE, About
from sync.errors import StoreForeign
from sync.filing import FilingRefused
from sync.paths import Paths
from tests.sync.exchange import DAY, Laptop, exchange


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """A meeting prepared on one laptop and taken to another of the same cell, open on both."""
    one, other = Laptop(tmp_path / "one").settle(), Laptop(tmp_path / "other", ahead=40)
    one.desk.create(DAY)
    taken = other.take(one.give(tmp_path / "first.bienban-gui"), agree=True)
    other.desk.open(taken.meetings[0].id)
    yield one, other
    one.shut()
    other.shut()


def files(laptop: Laptop) -> dict[str, bytes]:
    """Every stream of every meeting as it lies on the disk."""
    laptop.store.writer.drain(5)
    folder = laptop.home / "meetings"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.journal"))}


def note(text: str) -> c.WriteNote:
    return c.WriteNote(c.NoteDraft(text))


# --- joining a cell ---


def test_a_laptop_that_joins_finds_the_same_meetings_sync_1(tmp_path: Path) -> None:
    """UUIDv5 of cell, date, ordinal: the second laptop needs the cell's id, its people and its wording."""
    one, other = Laptop(tmp_path / "one").settle(), Laptop(tmp_path / "other")
    one.desk.create(DAY)
    taken = other.take(one.give(tmp_path / "x.bienban-gui"))
    assert not taken.ours
    assert other.store.cell != one.store.cell
    other.take(tmp_path / "x.bienban-gui", agree=True)
    assert other.store.cell == one.store.cell
    assert other.store.roster() == one.store.roster()
    assert other.store.units.current == one.store.units.current
    assert other.store.indicators() == one.store.indicators()
    assert other.store.new_meeting("2023-10-15") == one.store.new_meeting("2023-10-15")
    one.shut()
    other.shut()


def test_a_laptop_with_a_unit_of_another_name_keeps_it_beside(tmp_path: Path) -> None:
    one, other = Laptop(tmp_path / "one").settle(), Laptop(tmp_path / "other").settle()
    mine = other.store.units.current
    other.store.units.keep(type(mine)(**{**vars_of(mine), "name": "Đảng ủy xã Tân Lạc Hạ"}))
    one.desk.create(DAY)
    other.take(one.give(tmp_path / "x.bienban-gui"), agree=True)
    assert {unit.id for unit in other.store.units.all()} == {str(one.store.cell), mine.id}
    assert other.store.cell == one.store.cell
    one.shut()
    other.shut()


@pytest.mark.parametrize("held", [True, False], ids=["held a meeting", "held none"])
def test_a_unit_without_a_name_gives_way_unless_it_held_a_meeting(tmp_path: Path, held: bool) -> None:
    """What was recorded under its id stays its own."""
    one, other = Laptop(tmp_path / "one").settle(), Laptop(tmp_path / "other")
    mine = str(other.store.cell)
    if held:
        other.desk.create(DAY)
        other.desk.close()
    one.desk.create(DAY)
    other.take(one.give(tmp_path / "x.bienban-gui"), agree=True)
    assert other.store.cell == one.store.cell
    assert {unit.id for unit in other.store.units.all()} == {str(one.store.cell), *([mine] if held else [])}
    assert len(other.store.meetings()) == 1 + held
    one.shut()
    other.shut()


def vars_of(unit: object) -> dict[str, str]:
    return {name: getattr(unit, name) for name in ("id", "name", "parent", "locality", "body", "variant")}


def test_people_are_never_overwritten_unasked(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    """The difference is told, ours stay until somebody agrees."""
    one, other = pair
    roster = one.store.roster()
    assert roster is not None
    changed: tuple[Person, ...] = roster.people[1:]
    one.store.save_roster(roster.model_copy(update={"people": changed}))
    taken = other.take(one.give(tmp_path / "x.bienban-gui"))
    assert taken.people is not None
    assert [person.id for person in taken.people.missing] == [roster.people[0].id]
    assert other.store.roster() == roster


# --- streams ---


def test_the_stick_goes_there_and_back_and_both_have_all(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = pair
    one.do(c.MarkPresent(one.person(0)))
    other.do(c.SetDetail("place", "Nhà văn hóa"))
    exchange(one, other, tmp_path, "a")
    assert one.state() == other.state()
    assert one.desk.meeting.details.text("place") == "Nhà văn hóa"
    assert other.desk.meeting.attendance.presence[one.person(0)].here


def test_an_open_meeting_takes_the_peers_lines_in_with_one_merge_seen(
    pair: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    one, other = pair
    one.do(c.MarkPresent(one.person(0)), c.MarkPresent(one.person(1)))
    before = len(other.desk.meeting.ledger.entries)
    path = one.give(tmp_path / "x.bienban-gui")
    other.take(path)
    entries = list(other.desk.meeting.ledger.entries.values())[before:]
    assert [isinstance(entry.fact, MergeSeen) for entry in entries] == [False, False, True]


def test_taking_twice_changes_nothing_the_second_time(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = pair
    one.do(c.MarkPresent(one.person(0)))
    path = one.give(tmp_path / "x.bienban-gui")
    assert other.take(path).changed
    lying, state = files(other), other.state()
    again = other.take(path)
    assert (again.changed, again.refused) == (False, ())
    assert (files(other), other.state()) == (lying, state)


def test_a_shorter_stream_changes_nothing(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = pair
    early = one.give(tmp_path / "early.bienban-gui")
    one.do(c.MarkPresent(one.person(0)))
    other.take(one.give(tmp_path / "late.bienban-gui"))
    lying = files(other)
    assert not other.take(early).changed
    assert files(other) == lying


def test_own_acts_that_come_back_change_nothing(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = pair
    one.do(c.MarkPresent(one.person(0)))
    other.take(one.give(tmp_path / "x.bienban-gui"))
    lying = files(one)
    taken = one.take(other.give(tmp_path / "y.bienban-gui"))
    assert (taken.new, taken.longer, taken.same, taken.renewed) == (1, 0, 1, False)
    assert all(files(one)[name].startswith(data) for name, data in lying.items())


def test_a_clone_is_refused_for_its_stream_while_the_others_go_on_sync_6(tmp_path: Path) -> None:
    """A disk was cloned and both twins went on: nothing is overwritten, no twin loses an entry, the rest is taken."""
    one = Laptop(tmp_path / "one").settle()
    one.desk.create(DAY)
    meeting = one.desk.replica.id if one.desk.replica is not None else ""
    one.shut()
    shutil.copytree(tmp_path / "one", tmp_path / "twin")
    laptops = [Laptop(tmp_path / "one"), Laptop(tmp_path / "twin")]
    for number, laptop in enumerate(laptops):
        laptop.desk.open(meeting)
        laptop.do(c.SetDetail("place", f"Nơi {number}"))
        laptop.desk.create("2023-10-15")
        laptop.desk.close()
    one, twin = laptops
    lying, device = files(one), one.store.device
    give(twin.store, [info.id for info in twin.store.meetings()], tmp_path / "x.bienban-gui")
    taken = take(one.store, tmp_path / "x.bienban-gui")
    assert {error.code for error in taken.refused} == {"bundle_fork"}
    assert all("không bản nào bị ghi đè" in error.sentence for error in taken.refused)
    assert {name: data for name, data in files(one).items() if name in lying} == lying
    assert taken.renewed
    assert one.store.device.id != device.id
    one.shut()
    twin.shut()


def test_what_differs_holds_up_nothing_else_sync_7(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    """A third laptop's stream comes although the sender's own does not join (a poisoned stream delays no other)."""
    one, other = pair
    third = Laptop(tmp_path / "third")
    third.take(one.give(tmp_path / "x.bienban-gui"), agree=True)
    third.desk.open(one.desk.replica.id if one.desk.replica is not None else "")
    third.do(c.SetDetail("place", "Sân đình"))
    one.take(third.give(tmp_path / "third.bienban-gui"))
    path = one.give(tmp_path / "all.bienban-gui")
    [own] = [name for name in files(other) if str(one.store.device.id) in name]
    place = other.home / "meetings" / own
    place.write_bytes(place.read_bytes().replace("Đông Mít".encode(), "Đông Mịt".encode()))
    taken = take(other.store, path)
    assert taken.new == 1
    assert len(taken.refused) <= 1
    third.shut()


# --- the file ---


def test_the_file_is_signed_by_the_laptop_that_packed_it(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, _ = pair
    path = one.give(tmp_path / "x.bienban-gui")
    signature = read_bundle(path.read_bytes(), path.name).parcel.signature
    assert signature is not None
    assert signature.device == str(one.store.device.id)


def test_a_manifest_that_was_changed_is_refused(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    """Whoever changes a part and its hash still lacks the key."""
    one, other = pair
    path = one.give(tmp_path / "x.bienban-gui")
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[MANIFEST] = parts[MANIFEST].replace("Đông Mít".encode(), "Đông Mịt".encode())
    for dropped in ((), (SIGNATURE,)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for name, data in parts.items():
                if name not in dropped:
                    file.writestr(name, data)
        path.write_bytes(out.getvalue())
        if not dropped:
            with pytest.raises(StoreForeign):
                take(other.store, path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_is_refused_or_harmless(
    data: st.DataObject, pair: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    """Never a wrong byte on the disk, whatever the stick did to the file."""
    other = pair[1]
    whole = (tmp_path / "first.bienban-gui").read_bytes()
    lying = files(other)
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    hurt = bytearray(whole)
    hurt[place // 8] ^= 1 << place % 8
    path = tmp_path / "hurt.bienban-gui"
    path.write_bytes(hurt)
    with suppress(StoreForeign):
        assert not take(other.store, path).changed
    assert files(other) == lying


def test_a_file_that_holds_more_is_not_written_over(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, other = pair
    path = tmp_path / "x.bienban-gui"
    one.do(c.MarkPresent(one.person(0)))
    one.give(path)
    with pytest.raises(FilingRefused):
        other.give(path)
    other.take(path)
    other.give(path)


def test_meetings_of_two_units_are_sent_apart(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    one, _ = pair
    one.desk.close()
    one.store.units.add(type(one.store.units.current)("", "Đảng ủy xã Tân Lạc Hạ", "", "", "dang_uy"))
    one.desk.create(DAY)
    one.desk.close()
    with pytest.raises(FilingRefused, match="nhiều đơn vị"):
        give(one.store, [info.id for info in one.store.meetings()], tmp_path / "x.bienban-gui")


# --- two clerks, one meeting ---


def roll_call(laptop: Laptop) -> None:
    """The first clerk calls the roll and keeps the order of the session."""
    laptop.do(c.SetDetail("chair", laptop.person(0)), c.SetDetail("clerk", laptop.person(3)))
    laptop.do(c.SetDetail("place", "Nhà văn hóa"), c.SetDetail("planned_start", "14:00"))
    laptop.do(c.MarkExcused(laptop.person(5), "ốm"), c.MarkRest(), c.StartSession())
    for _ in range(5):
        laptop.clock.pass_time(8)
        laptop.do(c.BeginStep())


def discussion(laptop: Laptop) -> None:
    """The second clerk gives the floor and writes down what is said."""
    for number in range(3):
        laptop.do(c.GiveFloor(laptop.person(number)))
        laptop.clock.pass_time(4)
        laptop.do(note(f"Nhất trí phải siết lại kỷ cương, ý thứ {number}"))
    laptop.do(c.WriteNote(c.NoteDraft("Lập sổ theo dõi", kind="solution", owner=laptop.person(1), due="2023-09-30")))
    laptop.do(c.StopFloor(), c.Assess("3", "present", "co"), c.Assess("3", "degree", "it"))


def closing(laptop: Laptop) -> None:
    """Summing-up, reading, the vote that passes the minutes."""
    laptop.clock.pass_time(30)
    laptop.do(
        c.BeginStep(),
        c.SetDetail("summary", "Các ý kiến thẳng thắn."),
        c.SetDetail("quality", "tot"),
        c.SetDetail("participation", "Nghiêm túc"),
        c.BeginReading(),
        c.TakeVote("minutes", "Thông qua biên bản"),
        c.EndSession(),
    )


def test_attendance_here_notes_there_one_stick_twice_the_minutes_identical_to_the_byte_L19(
    pair: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    one, other = pair
    roll_call(one)
    exchange(one, other, tmp_path, "opening")
    other.clock.at = one.clock.at + 40_000
    discussion(other)
    one.clock.at = other.clock.at
    one.do(c.MarkLeft(one.person(7)))
    exchange(one, other, tmp_path, "discussion")
    assert one.desk.meeting.conflicts == other.desk.meeting.conflicts == ()
    closing(one)
    assert one.desk.meeting.adopted is not None
    exchange(one, other, tmp_path, "closing")
    assert one.docx() == other.docx()
    assert one.state() == other.state()


def test_late_entries_leave_the_adopted_text_as_it_is_on_both(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    """ "sau khi thông qua (n)": what the second clerk wrote after the adoption, not knowing of it, is told apart."""
    one, other = pair
    roll_call(one)
    exchange(one, other, tmp_path, "opening")
    other.clock.at = one.clock.at
    discussion(other)
    one.clock.at = other.clock.at
    exchange(one, other, tmp_path, "discussion")
    closing(one)
    adopted = one.docx()
    other.clock.at = one.clock.at
    other.do(note("Một ý ghi muộn"), c.SetDetail("place", "Sân đình"))
    exchange(one, other, tmp_path, "late")
    assert one.docx() == other.docx() == adopted
    assert one.desk.meeting.after_adoption() == other.desk.meeting.after_adoption() > 0


def test_a_difference_keeps_the_minutes_from_being_adopted_until_settled_on_one_of_them(
    pair: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    one, other = pair
    roll_call(one)
    exchange(one, other, tmp_path, "opening")
    other.clock.at = one.clock.at
    one.do(c.SetDetail("place", "Nhà văn hóa thôn"))
    other.do(c.SetDetail("place", "Sân đình"))
    discussion(other)
    exchange(one, other, tmp_path, "discussion")
    one.clock.at = other.clock.at
    [conflict] = one.desk.meeting.conflicts
    assert one.desk.meeting.conflicts == other.desk.meeting.conflicts
    one.do(c.BeginReading())
    refused = one.desk.do(c.TakeVote("minutes", "Thông qua biên bản"))
    assert not isinstance(refused, tuple)
    assert refused.code == "conflicts"
    other.do(c.Resolve(*conflict.key, conflict.sides[1].value))
    exchange(one, other, tmp_path, "settled")
    assert one.desk.meeting.conflicts == other.desk.meeting.conflicts == ()
    assert one.state() == other.state()


def test_the_list_says_what_each_meeting_is(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    other = pair[1]
    taken: Taken = other.take(tmp_path / "first.bienban-gui")
    about: About = taken.meetings[0]
    assert (about.date, about.unit) == (DAY, "Chi bộ thôn Đông Mít")
    assert Paths(other.home).meetings()
