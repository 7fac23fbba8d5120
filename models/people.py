"""People of a cell: who they are, how two of one name are told apart, what a new list changes.

A `RosterLine` is what a list says about one person; a `Person` is that line with a stable id, which every
entry of a meeting refers to. Names are for reading only: ids tie things together, because two members may
bear one name (R15; roster 01 has two Nguyễn Văn Hùng).

Dates are ISO text of the precision the list gave: `1961`, `1987-05`, `1961-04-19` or "" when unknown.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from models.vietnamese.letters import split_word
from models.vietnamese.text import USUAL_ORDER, NameOrder, clean, sort_key

PartialDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
CardNumber = Annotated[str, StringConstraints(pattern=r"^(\d{2}\.\d{6})?$")]
PersonId = Annotated[str, StringConstraints(pattern=r"^p_[0-9a-f]{12}$")]

Gender = Literal["nam", "nữ", ""]
RoleCode = Annotated[str, StringConstraints(min_length=1, max_length=12)]
"""A post by its code in the plan (BT, PBT, CUV, CT, …); ĐV, and ĐVDB for a probationary member, hold none."""
Status = Literal[
    "chính thức",
    "dự bị",
    "miễn sinh hoạt",
    "chuyển sinh hoạt tạm thời",
    "sinh hoạt tạm",
    "đình chỉ sinh hoạt",
    "đã chuyển đi",
    "từ trần",
]


class _Frozen(BaseModel):
    """Values never change, unknown keys and silent conversions are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class RosterLine(_Frozen):
    """What one list says about one person.

    `order` is the running number in the list, `given` the last word of the name, `role` the post as written,
    `role_code` the plan's code of it, `card` is `NN.NNNNNN` or "".
    """

    order: int
    full_name: str
    surname_middle: str
    given: str
    gender: Gender = ""
    birth: PartialDate = ""
    joined: PartialDate = ""
    official: PartialDate = ""
    card: CardNumber = ""
    role: str = ""
    role_code: RoleCode = "ĐV"
    status: Status = "chính thức"
    note: str = ""


class Person(RosterLine):
    """A person of the cell, with the id that outlives every new list.

    `given_override` is the given name the clerk set by hand where the last word is not it (Y Hung Byă).
    """

    id: PersonId
    given_override: str = ""

    @property
    def sorting_given(self) -> str:
        """The given name that lists are ordered by."""
        return self.given_override or self.given

    @property
    def birth_year(self) -> str:
        """Four digits, or "" when the birth is unknown."""
        return self.birth[:4]

    @property
    def is_probationary(self) -> bool:
        """A probationary member attends and speaks but does not vote (domain.md §6)."""
        return self.status == "dự bị" or self.role_code == "ĐVDB"

    @property
    def is_exempt(self) -> bool:
        """Exempted from meetings: out of the obliged, and out of the voting base unless present."""
        return self.status == "miễn sinh hoạt"

    @property
    def is_away(self) -> bool:
        """Temporarily transferred to another cell: meets and votes there."""
        return self.status == "chuyển sinh hoạt tạm thời"

    @property
    def is_temporary_here(self) -> bool:
        """Temporarily transferred to this cell from another."""
        return self.status == "sinh hoạt tạm"

    @property
    def is_suspended(self) -> bool:
        """Suspended from meetings by discipline."""
        return self.status == "đình chỉ sinh hoạt"

    @property
    def is_gone(self) -> bool:
        """Moved away for good, or dead: no member of this cell any more."""
        return self.status in {"đã chuyển đi", "từ trần"}


class Roster(_Frozen):
    """The people of one cell as last imported, with where the list came from.

    `declared_total` is the number the list itself states, None when it states none; `sha256` is that of the
    file; `warnings` are the Vietnamese sentences shown to the clerk at import.
    """

    unit: str
    parent_unit: str = ""
    people: tuple[Person, ...] = ()
    declared_total: int | None = None
    source_file: str = ""
    sha256: str = ""
    warnings: tuple[str, ...] = ()

    def by_id(self) -> dict[str, Person]:
        """The people keyed by id."""
        return {person.id: person for person in self.people}


# --- Names and order -------------------------------------------------------------------------------


def name_key(full_name: str) -> object:
    """Equal for names that read alike: case and the place of the tone mark (hòa, hoà) do not count."""
    return tuple(split_word(word) for word in clean(full_name).split())


def _grouped(people: Iterable[Person]) -> dict[object, list[Person]]:
    groups: dict[object, list[Person]] = defaultdict(list)
    for person in people:
        groups[name_key(person.full_name)].append(person)
    return groups


def ordered_by_given_name(people: Iterable[Person], order: NameOrder = USUAL_ORDER) -> list[Person]:
    """Order of a Vietnamese list: given name, surname and middle names, then birth (vietnamese.md §1.5)."""
    return sorted(
        people,
        key=lambda p: (sort_key(p.full_name, p.given_override, order=order), p.birth, p.order, p.id),
    )


# --- Ids -------------------------------------------------------------------------------------------


def person_id(cell_id: str, *marks: str) -> str:
    """A stable id from what marks the person: `p_` and 12 hexadecimal digits (48 bits) of a SHA-256.

    The cell id is part of it, so that equal names in two cells stay two people.
    """
    text = "\x1f".join((cell_id, *marks))
    return "p_" + hashlib.sha256(text.encode()).hexdigest()[:12]


def with_ids(cell_id: str, lines: Sequence[RosterLine]) -> tuple[Person, ...]:
    """Give each line its id; the same list always gives the same ids, whatever the order of its rows.

    The card marks a person if there is one, else name and birth; where these are shared by several lines the
    department (note) and the post are added, and as the last resort the running number.
    """
    marks: list[tuple[str, ...]] = [_first_marks(line) for line in lines]
    for finer in (_marks_with_place, _marks_with_order):
        shared = _repeated(marks)
        marks = [finer(line) if mark in shared else mark for line, mark in zip(lines, marks, strict=True)]
    return tuple(
        Person(id=person_id(cell_id, *mark), **line.model_dump(include=set(RosterLine.model_fields)))
        for line, mark in zip(lines, marks, strict=True)
    )


def _first_marks(line: RosterLine) -> tuple[str, ...]:
    return ("card", line.card) if line.card else ("name", line.full_name, line.birth)


def _marks_with_place(line: RosterLine) -> tuple[str, ...]:
    return ("place", line.card, line.full_name, line.birth, line.note, line.role)


def _marks_with_order(line: RosterLine) -> tuple[str, ...]:
    return (*_marks_with_place(line), str(line.order))


def _repeated(marks: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {mark for mark, times in Counter(marks).items() if times > 1}


# --- Labels ----------------------------------------------------------------------------------------


def labels(people: Iterable[Person]) -> dict[str, str]:
    """Name of each person as it stands on every screen and paper, keyed by id (vietnamese.md §4.4).

    A name nobody shares stays bare. Namesakes get the birth year; those of one year also the post or the
    department, else the last four digits of the card, else the running number.
    """
    groups = _grouped(people)
    return {
        person.id: person.full_name if len(group) == 1 else f"{person.full_name} ({_distinction(person, group)})"
        for group in groups.values()
        for person in group
    }


def _distinction(person: Person, namesakes: Sequence[Person]) -> str:
    """What tells one person from the namesakes: "1961", "1985, Phòng Kỹ thuật", "thẻ 5263"."""
    if not person.birth_year:
        return _detail(person, namesakes)
    peers = [other for other in namesakes if other.birth_year == person.birth_year]
    return person.birth_year if len(peers) == 1 else f"{person.birth_year}, {_detail(person, peers)}"


def _detail(person: Person, peers: Sequence[Person]) -> str:
    """The first of post, department, card and running number that differs among all the peers."""
    tellers: tuple[Callable[[Person], str], ...] = (
        lambda p: p.role or "đảng viên",
        lambda p: p.note,
        lambda p: f"thẻ {p.card[-4:]}" if p.card else "",
        lambda p: f"số {p.order}",
    )
    for tell in tellers:
        told = [tell(peer) for peer in peers]
        if all(told) and len(set(told)) == len(told):
            return tell(person)
    return f"người thứ {[peer.id for peer in peers].index(person.id) + 1}"


# --- What changed ----------------------------------------------------------------------------------


class Change(_Frozen):
    """One person before and after, and the names of the fields that differ."""

    old: Person
    new: Person
    fields: tuple[str, ...]


class RosterDiff(_Frozen):
    """What a new list would change: shown to the clerk before anything is saved (desk.md, preparation).

    `people` is the whole new list with every known person under the old id; `missing` are people of the old
    list that the new one lacks. A new running number alone is no change of a person, only `reordered`.
    """

    people: tuple[Person, ...]
    added: tuple[Person, ...]
    changed: tuple[Change, ...]
    missing: tuple[Person, ...]
    same: tuple[Person, ...]
    reordered: bool

    @property
    def is_empty(self) -> bool:
        """True when saving the new list would change nothing."""
        return not (self.added or self.changed or self.missing or self.reordered)


def diff(old: Sequence[Person], new: Sequence[Person], told: Iterable[str] | None = None) -> RosterDiff:
    """Compare two lists of one cell.

    `told` names the fields the new list has columns for (None: all of them); where it tells nothing of the
    others, the old values stay. A second import of the same file gives an empty diff (IM-5).
    """
    pairs = _match(old, new)
    silent = set() if told is None else set(RosterLine.model_fields) - set(told) - _ALWAYS_TOLD
    before = {person.id: person for person in old}
    people: list[Person] = []
    taken = set(before)
    for person in new:
        known = pairs.get(person.id)
        people.append(_carried_on(before[known], person, silent) if known else _newcomer(person, taken))
        taken.add(people[-1].id)
    return _sorted_out(before, tuple(people))


_ALWAYS_TOLD = {"order", "full_name", "surname_middle", "given"}


def _carried_on(old: Person, new: Person, silent: set[str]) -> Person:
    """The new line under the old id, with the old values where the new list is silent."""
    kept = {field: getattr(old, field) for field in silent if _is_blank(new, field)}
    return new.model_copy(update={**kept, "id": old.id, "given_override": old.given_override})


def _is_blank(person: Person, field: str) -> bool:
    return bool(getattr(person, field) == RosterLine.model_fields[field].default)


def _newcomer(person: Person, taken: set[str]) -> Person:
    """The person unchanged, or under a fresh id if that one belongs to someone else (a corrected card)."""
    fresh = person.id
    while fresh in taken:
        fresh = person_id(fresh, person.full_name, person.birth)
    return person if fresh == person.id else person.model_copy(update={"id": fresh})


def _sorted_out(before: dict[str, Person], people: tuple[Person, ...]) -> RosterDiff:
    added, changed, same = [], [], []
    for person in people:
        old = before.get(person.id)
        if old is None:
            added.append(person)
        elif fields := _differing(old, person):
            changed.append(Change(old=old, new=person, fields=fields))
        else:
            same.append(person)
    present = {person.id for person in people}
    return RosterDiff(
        people=people,
        added=tuple(added),
        changed=tuple(changed),
        missing=tuple(person for person in before.values() if person.id not in present),
        same=tuple(same),
        reordered=any(p.id in before and before[p.id].order != p.order for p in people),
    )


def _differing(old: Person, new: Person) -> tuple[str, ...]:
    return tuple(f for f in RosterLine.model_fields if f != "order" and getattr(old, f) != getattr(new, f))


def _match(old: Sequence[Person], new: Sequence[Person]) -> dict[str, str]:
    """Which new id is which old one: the surest marks first, where they point to one person on each side."""
    pairs: dict[str, str] = {}
    for mark in _MARKS:
        free_old = [person for person in old if person.id not in set(pairs.values())]
        free_new = [person for person in new if person.id not in pairs]
        pairs.update(_pairs_by(mark, free_old, free_new))
    free_old = [person for person in old if person.id not in set(pairs.values())]
    return {**pairs, **_bare_namesakes(free_old, [person for person in new if person.id not in pairs])}


_MARKS: tuple[Callable[[Person], object], ...] = (
    lambda p: (p.id, name_key(p.full_name)),
    lambda p: (p.card, name_key(p.full_name)) if p.card else None,
    lambda p: (name_key(p.full_name), p.birth),
    lambda p: (name_key(p.full_name), p.birth_year) if p.birth else None,
    lambda p: p.card or None,
    lambda p: p.full_name,
    lambda p: name_key(p.full_name),
)
"""Marks by which a person is known again, None where the mark is lacking. The last two, the name alone, are
for lists without cards and births (a chat message); they never join people whose births contradict."""


def _pairs_by(
    mark: Callable[[Person], object], old: Sequence[Person], new: Sequence[Person]
) -> Iterator[tuple[str, str]]:
    old_by, new_by = _single(mark, old), _single(mark, new)
    for key in new_by.keys() & old_by.keys():
        before, after = old_by[key], new_by[key]
        if _may_be_one(before, after):
            yield after.id, before.id


def _bare_namesakes(old: Sequence[Person], new: Sequence[Person]) -> dict[str, str]:
    """Namesakes of whom the new list tells the name alone, one by one, if it has as many as the old one."""
    before, after = _grouped(old), _grouped(new)
    return {
        newer.id: older.id
        for name, group in after.items()
        if len(group) == len(before.get(name, ())) and not any(p.birth or p.card for p in group)
        for newer, older in zip(group, before[name], strict=True)
    }


def _single(mark: Callable[[Person], object], people: Sequence[Person]) -> dict[object, Person]:
    """The people whose mark nobody else in the list has."""
    groups: dict[object, list[Person]] = defaultdict(list)
    for person in people:
        if (key := mark(person)) is not None:
            groups[key].append(person)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _may_be_one(before: Person, after: Person) -> bool:
    """Births agree as far as given; one card is proof; two cards are a slip only if the birth is one."""
    if before.card and after.card:
        return before.card == after.card or before.birth == after.birth != ""
    return before.birth.startswith(after.birth) or after.birth.startswith(before.birth)
