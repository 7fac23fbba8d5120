"""People keep their ids, namesakes are told apart, a new list shows what it changes (IM-5, S-3, §4.4)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.people import (
    Person,
    Roster,
    RosterLine,
    Status,
    diff,
    labels,
    name_key,
    ordered_by_given_name,
    person_id,
    with_ids,
)

NAMES = ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Trần Thị Hoà", "Trần Thị Hòa", "Y Hung Byă", "Kiều Y")


def line(name: str, **facts: object) -> RosterLine:
    *before, last = name.split()
    known: dict[str, object] = {"order": 1, "full_name": name, "surname_middle": " ".join(before), "given": last}
    return RosterLine.model_validate(known | facts)


def people(*lines: RosterLine, cell: str = "cell-1") -> tuple[Person, ...]:
    return with_ids(cell, lines)


lines = st.builds(
    line,
    st.sampled_from(NAMES),
    order=st.integers(1, 9),
    birth=st.sampled_from(["", "1961", "1961-04-19", "1984-11"]),
    card=st.sampled_from(["", "00.111111", "00.222222"]),
    role=st.sampled_from(["", "Bí thư"]),
    note=st.sampled_from(["", "Phòng Kỹ thuật"]),
)
lists = st.lists(lines, max_size=8).map(
    lambda members: [one.model_copy(update={"order": place}) for place, one in enumerate(members, 1)]
)


# --- Values ---


@pytest.mark.parametrize(
    "facts",
    [{"birth": "19/4/1961"}, {"birth": "61"}, {"card": "515263"}, {"gender": "Nam"}, {"status": "nghỉ"},
     {"role_code": ""}, {"order": "1"}, {"age": 60}],
)  # fmt: skip
def test_a_line_refuses_what_it_does_not_know(facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        line("Lê An", **facts)


@pytest.mark.parametrize(
    ("status", "true"),
    [
        ("chính thức", set()),
        ("dự bị", {"is_probationary"}),
        ("miễn sinh hoạt", {"is_exempt"}),
        ("chuyển sinh hoạt tạm thời", {"is_away"}),
        ("sinh hoạt tạm", {"is_temporary_here"}),
        ("đình chỉ sinh hoạt", {"is_suspended"}),
        ("đã chuyển đi", {"is_gone"}),
        ("từ trần", {"is_gone"}),
    ],
)
def test_each_standing_says_one_thing(status: Status, true: set[str]) -> None:
    """domain.md §6: the counts are made of these."""
    (person,) = people(line("Lê An", status=status))
    marks = ("is_probationary", "is_exempt", "is_away", "is_temporary_here", "is_suspended", "is_gone")
    assert {mark for mark in marks if getattr(person, mark)} == true


def test_a_probationary_member_who_is_away_still_does_not_vote() -> None:
    (person,) = people(line("Lê An", role_code="ĐVDB", status="chuyển sinh hoạt tạm thời"))
    assert person.is_probationary
    assert person.is_away


def test_a_roster_survives_storing() -> None:
    roster = Roster(unit="Chi bộ 5", people=people(line("Lê An"), line("Vũ Hà", order=2)), warnings=("Lời.",))
    assert Roster.model_validate_json(roster.model_dump_json()) == roster
    assert roster.by_id()[roster.people[1].id].full_name == "Vũ Hà"


# --- Ids ---


def test_ids_are_fixed_for_ever() -> None:
    """A stored meeting refers to them: the way they are made may never change."""
    (by_card,) = people(line("Lê An", card="00.111111", birth="1961"))
    (by_name,) = people(line("Lê An", birth="1961"))
    assert by_card.id == person_id("cell-1", "card", "00.111111") == "p_0a32e18f3060"
    assert by_name.id == person_id("cell-1", "name", "Lê An", "1961") == "p_ec144e1c4a75"


@given(lists)
def test_ids_are_unique_well_formed_and_repeatable(members: list[RosterLine]) -> None:
    """IM-5: the same list gives the same ids; no two people ever share one."""
    ids = [person.id for person in with_ids("cell-1", members)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"p_[0-9a-f]{12}", one) for one in ids)
    assert ids == [person.id for person in with_ids("cell-1", members)]
    assert not set(ids) & {person.id for person in with_ids("cell-2", members)}


@given(st.lists(lines, max_size=6, unique_by=lambda one: (one.full_name, one.birth, one.card, one.note, one.role)))
def test_ids_do_not_depend_on_the_order_of_rows(members: list[RosterLine]) -> None:
    shuffled = [one.model_copy(update={"order": place}) for place, one in enumerate(reversed(members), 1)]
    assert {person.id for person in with_ids("c", members)} == {person.id for person in with_ids("c", shuffled)}


# --- Names ---


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Trần Thị Hoà", "Trần Thị Hòa", True),
        ("TRẦN THỊ THUÝ", "Trần Thị Thúy", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hung", False),
    ],
)
def test_names_alike_but_for_the_place_of_the_tone(one: str, other: str, alike: bool) -> None:
    """§1.4: hòa and hoà are one syllable; Hùng and Hưng are two names."""
    assert (name_key(one) == name_key(other)) is alike


def test_order_by_given_name_with_an_override() -> None:
    """§1.5: given name first; the clerk may say which word it is."""
    an, hung, y_hung, ha = people(line("Vũ An"), line("Lê Hùng"), line("Y Hung Byă"), line("Đỗ Hà"))
    byo = y_hung.model_copy(update={"given_override": "Hung"})
    assert [p.full_name for p in ordered_by_given_name([hung, y_hung, an, ha])] == [
        "Vũ An", "Y Hung Byă", "Đỗ Hà", "Lê Hùng",
    ]  # fmt: skip
    assert [p.full_name for p in ordered_by_given_name([hung, byo, an, ha])] == [
        "Vũ An", "Đỗ Hà", "Y Hung Byă", "Lê Hùng",
    ]  # fmt: skip
    assert byo.sorting_given == "Hung"


# --- Labels ---


@pytest.mark.parametrize(
    ("members", "shown"),
    [
        ([line("Nguyễn Văn Hùng", birth="1961"), line("Nguyễn Văn Hưng", birth="1984")],
         ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"]),
        ([line("Nguyễn Văn Hùng", birth="1961-11-26"), line("Nguyễn Văn Hùng", birth="1984")],
         ["Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"]),
        ([line("Trần Thị Hoà", birth="1970"), line("Trần Thị Hòa", birth="1988")],
         ["Trần Thị Hoà (1970)", "Trần Thị Hòa (1988)"]),
        ([line("Kiều Y", birth="1985", role="Bí thư"), line("Kiều Y", birth="1985"), line("Kiều Y", birth="1990")],
         ["Kiều Y (1985, Bí thư)", "Kiều Y (1985, đảng viên)", "Kiều Y (1990)"]),
        ([line("Kiều Y", birth="1985", note="Phòng Kỹ thuật"), line("Kiều Y", birth="1985", note="Phòng Kinh doanh")],
         ["Kiều Y (1985, Phòng Kỹ thuật)", "Kiều Y (1985, Phòng Kinh doanh)"]),
        ([line("Kiều Y", birth="1985", card="00.111111"), line("Kiều Y", birth="1985", card="00.222222")],
         ["Kiều Y (1985, thẻ 1111)", "Kiều Y (1985, thẻ 2222)"]),
        ([line("Kiều Y", birth="1985", order=3), line("Kiều Y", birth="1985", order=7)],
         ["Kiều Y (1985, số 3)", "Kiều Y (1985, số 7)"]),
        ([line("Kiều Y", order=3), line("Kiều Y", birth="1985", order=7)],
         ["Kiều Y (số 3)", "Kiều Y (1985)"]),
    ],
)  # fmt: skip
def test_namesakes_carry_what_tells_them_apart(members: list[RosterLine], shown: list[str]) -> None:
    """§4.4: birth year; if equal post or department; else the card; else the running number."""
    found = people(*members)
    given_labels = labels(found)
    assert [given_labels[person.id] for person in found] == shown


@given(lists)
def test_no_two_labels_are_ever_equal(members: list[RosterLine]) -> None:
    """S-3: a label always means one person."""
    found = with_ids("cell-1", members)
    shown = labels(found)
    assert set(shown) == {person.id for person in found}
    assert len(set(shown.values())) == len(found)


# --- What changed ---


@given(lists)
def test_the_same_list_again_changes_nothing(members: list[RosterLine]) -> None:
    """IM-5, also when the rows come in another order."""
    old = with_ids("cell-1", members)
    assert diff(old, with_ids("cell-1", members)).is_empty
    turned = diff(old, tuple(reversed(old)))
    assert turned.is_empty
    assert set(turned.same) == set(old)


@given(lists, lists)
def test_every_person_of_both_lists_is_accounted_for_once(one: list[RosterLine], two: list[RosterLine]) -> None:
    """Old people are same, changed or missing; new ones same, changed or added; no id is used twice."""
    old, new = with_ids("cell-1", one), with_ids("cell-1", two)
    found = diff(old, new)
    kept = [*found.same, *(change.new for change in found.changed)]
    assert {p.id for p in kept} | {p.id for p in found.missing} == {p.id for p in old}
    assert len(kept) + len(found.added) == len(found.people) == len(new)
    assert len({p.id for p in found.people}) == len(new)
    assert not {p.id for p in found.added} & {p.id for p in old}


def test_a_second_diff_after_saving_is_empty() -> None:
    """What was saved once is not offered again."""
    old = people(line("Lê An", birth="1961"), line("Vũ Hà", order=2, card="00.111111"))
    new = people(line("Lê An", birth="1961", card="00.222222"), line("Lý Tư", order=2))
    saved = diff(old, new).people
    assert diff(saved, new).is_empty


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        (line("Lê An", birth="1961", status="dự bị"), line("Lê An", birth="1961", card="00.111111"),
         ("card", "status")),
        (line("Lê An", birth="1961", card="00.111111"), line("Lê An", birth="1961", card="00.111112"), ("card",)),
        (line("Lê An", card="00.111111", birth="1961"), line("Lê Ân", card="00.111111", birth="1961"),
         ("full_name", "given")),
        (line("Lê An"), line("Lê An", birth="1961-04-19", role="Bí thư", role_code="BT"),
         ("birth", "role", "role_code")),
        (line("Lê Hòa", birth="1961"), line("Lê Hoà", birth="1961-04"), ("full_name", "given", "birth")),
    ],
)  # fmt: skip
def test_a_person_is_known_again_and_keeps_the_id(
    before: RosterLine, after: RosterLine, fields: tuple[str, ...]
) -> None:
    """A card got later, a corrected card or name, a fuller birth: still the same person."""
    (old,) = people(before)
    old = old.model_copy(update={"given_override": "X"})
    found = diff([old], people(after))
    (change,) = found.changed
    assert change.new.id == old.id
    assert change.new.given_override == "X"
    assert change.fields == fields
    assert not found.added
    assert not found.missing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (line("Lê An", birth="1961"), line("Lê An", birth="1984")),
        (line("Lê An", card="00.111111"), line("Lê An", card="00.222222")),
        (line("Lê An", birth="1961"), line("Lê Ân", birth="1961")),
    ],
)
def test_two_people_are_not_taken_for_one(before: RosterLine, after: RosterLine) -> None:
    """Ids tie things together: a doubtful match is left to the clerk."""
    found = diff(people(before), people(after))
    assert [p.full_name for p in found.added] == [after.full_name]
    assert [p.full_name for p in found.missing] == [before.full_name]


def test_swapped_cards_follow_the_names() -> None:
    old = people(line("Lê An", birth="1961", card="00.111111"), line("Vũ Hà", birth="1970", card="00.222222"))
    new = people(line("Lê An", birth="1961", card="00.222222"), line("Vũ Hà", birth="1970", card="00.111111"))
    found = diff(old, new)
    assert {change.old.full_name: change.new.full_name for change in found.changed} == {
        "Lê An": "Lê An", "Vũ Hà": "Vũ Hà",
    }  # fmt: skip
    assert {change.fields for change in found.changed} == {("card",)}


def test_a_card_given_to_another_makes_no_double_id() -> None:
    """The newcomer bears the card the old member had by mistake: two people, two ids."""
    old = people(line("Lê An", birth="1961", card="00.111111"))
    new = people(line("Lê An", birth="1961", card="00.333333"), line("Vũ Hà", birth="1970", card="00.111111", order=2))
    found = diff(old, new)
    assert [change.new.full_name for change in found.changed] == ["Lê An"]
    assert [person.full_name for person in found.added] == ["Vũ Hà"]
    assert found.added[0].id != old[0].id


def test_untold_fields_keep_their_values_and_numbers_alone_are_no_change() -> None:
    old = people(line("Lê An", birth="1961", card="00.111111", note="Phòng A"), line("Vũ Hà", order=2))
    new = people(line("Vũ Hà"), line("Lê An", order=2, role="Bí thư", role_code="BT"))
    found = diff(old, new, told={"role", "role_code"})
    (change,) = found.changed
    assert change.fields == ("role", "role_code")
    assert (change.new.card, change.new.note, change.new.birth) == ("00.111111", "Phòng A", "1961")
    assert [person.full_name for person in found.same] == ["Vũ Hà"]
    assert found.reordered


def test_bare_namesakes_of_a_chat_list_stay_the_two_they_are() -> None:
    """Two Hùng on the roster, two lines "Nguyễn Văn Hùng" in a message: nobody is new."""
    old = people(line("Nguyễn Văn Hùng", birth="1961"), line("Nguyễn Văn Hùng", birth="1984", order=2))
    bare = people(line("Nguyễn Văn Hùng"), line("Nguyễn Văn Hùng", order=2))
    assert diff(old, bare, told=set()).is_empty
    alone = diff(old, bare[:1], told=set())
    assert (len(alone.added), len(alone.missing)) == (1, 2)
