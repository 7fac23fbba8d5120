"""The units whose meetings one laptop records: a cell, or the several bodies of a ward office (R12–R14).

Each unit has its own id, its own people and what its papers are headed with. One of them is current: new meetings
are its own. The unit a store began with keeps its people in `people.journal`, the others in a journal each.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from tinydb import where

from models.people import Person, Roster
from sync.errors import Report, StoreFull
from sync.paths import Paths
from sync.settings import set_setting, setting
from sync.storage import JournalDB

_TABLE: Final = "units"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `body` and `variant` are those of the plan, "" where nobody said yet."""

    id: str
    name: str = ""
    parent: str = ""
    locality: str = ""
    body: str = ""
    variant: str = ""


class Units:
    """The units of a store and the people of the current one. `open_people` opens a journal of people."""

    def __init__(self, paths: Paths, settings: JournalDB, open_people: Callable[..., JournalDB]) -> None:
        self._paths = paths
        self._settings = settings
        self._open_people = open_people
        self._people = open_people(self._people_path())

    @property
    def reports(self) -> list[Report]:
        """What opening the people of the current unit found."""
        return list(self._people.reports)

    # --- units --------------------------------------------------------------------------------------------------

    @property
    def cell(self) -> UUID:
        """The current unit's id; made here until headquarters gives another."""
        known = setting(self._settings, "cell")
        if not known:
            known = str(uuid4())
            set_setting(self._settings, "cell", known)
        return UUID(str(known))

    @property
    def current(self) -> Unit:
        """The current unit; what nobody said of it is what its list of people says."""
        cell = str(self.cell)
        said = {name: str(setting(self._settings, key) or "") for name, key in _SETTINGS.items()}
        unit, head = self._row(cell) or Unit(cell, **said), self._roster_head()
        if head is None:
            return unit
        return replace(unit, name=unit.name or head["unit"], parent=unit.parent or head["parent_unit"])

    def all(self) -> list[Unit]:
        """Every unit, the current one first, the others by name."""
        rows = [Unit(**_known(dict(row))) for row in self._settings.table(_TABLE).all()]
        here = self.current
        return [here, *sorted((unit for unit in rows if unit.id != here.id), key=lambda unit: unit.name)]

    @property
    def several(self) -> bool:
        """Whether there ever was more than one."""
        return bool(setting(self._settings, "first_cell"))

    def keep(self, unit: Unit) -> None:
        """Keep what a unit is called, what it belongs to and what kind it is."""
        self._settings.table(_TABLE).upsert(asdict(unit), where("id") == unit.id)

    def add(self, unit: Unit) -> Unit:
        """A further unit, under a new id; it becomes the current one."""
        self.keep(self.current)
        new = replace(unit, id=str(uuid4()))
        self.keep(new)
        self.use(new.id)
        return new

    def adopt(self, id: str) -> None:
        """Headquarters' id of the current unit: new meetings carry it, earlier ones stay under the id made here.

        It may be one the unit had before: a headquarters was tried out, and the laptop comes back to the first.
        """
        old = str(self.cell)
        if id == old:
            return
        self.keep(replace(self.current, id=id))
        self._settings.table(_TABLE).remove(where("id") == old)
        if setting(self._settings, "first_cell") == old:
            set_setting(self._settings, "first_cell", id)
        former = {**self._former, old: id}
        if id in former:
            former[id] = id  # in its old place: the order says which id was the first
        set_setting(self._settings, "former_cells", former)
        set_setting(self._settings, "cell", id)

    def now(self, id: str) -> str:
        """The id that a unit has today, from this or an earlier one of its ids."""
        former = self._former
        while (later := former.get(id, id)) != id:
            id = later
        return id

    def former(self, id: str) -> list[str]:
        """The ids a unit had before, the first one first; its present one among them where it comes back to it."""
        return [old for old in self._former if self.now(old) == id]

    def use(self, id: str) -> None:
        """Make a known unit the current one; nothing happens for an unknown one or the one that is."""
        id = self.now(id)
        if id == str(self.cell) or self._row(id) is None:
            return
        if not setting(self._settings, "first_cell"):
            set_setting(self._settings, "first_cell", str(self.cell))
        self.keep(self.current)
        set_setting(self._settings, "cell", id)
        self._people.close()
        self._people = self._open_people(self._people_path())

    # --- people -------------------------------------------------------------------------------------------------

    def roster(self) -> Roster | None:
        """The people of the current unit as last imported."""
        head = self._roster_head()
        if head is None:
            return None
        rows = sorted(self._people.table("people").all(), key=lambda row: row["order"])
        people = tuple(Person.model_validate(dict(row)) for row in rows)
        return Roster.model_validate({**head, "people": people, "warnings": tuple(head["warnings"])})

    def save_roster(self, roster: Roster) -> None:
        """Replace the people, whole or not at all; who is not in the list any more is erased from disk."""
        head = roster.model_dump(mode="json", exclude={"people"})
        people = {str(number): person.model_dump(mode="json") for number, person in enumerate(roster.people, 1)}
        self._people.storage.write({"roster": {"1": head}, "people": people})
        with suppress(StoreFull):
            self._people.compact()

    def close(self) -> None:
        """Let go of the people's journal."""
        self._people.close()

    # --- inside -------------------------------------------------------------------------------------------------

    def _people_path(self) -> Path:
        """The people's journal of the current unit, named after the unit's first id."""
        if self._is_first:
            return self._paths.people
        cell = str(self.cell)
        return self._paths.people_of(UUID(next(iter(self.former(cell)), cell)))

    def _roster_head(self) -> dict[str, Any] | None:
        """What is said of the people as a whole, without reading any of them."""
        heads = self._people.table("roster").all()
        return dict(heads[-1]) if heads else None

    @property
    def _former(self) -> dict[str, str]:
        """Earlier id of a unit → the one that took its place; itself, where the unit has it again."""
        return dict(setting(self._settings, "former_cells") or {})

    @property
    def _is_first(self) -> bool:
        first = setting(self._settings, "first_cell")
        return not first or first == setting(self._settings, "cell")

    def _row(self, id: str) -> Unit | None:
        rows = self._settings.table(_TABLE).search(where("id") == id)
        return Unit(**_known(dict(rows[0]))) if rows else None


_SETTINGS: Final = {"name": "unit", "parent": "parent", "locality": "locality", "body": "body", "variant": "variant"}
"""Field of a unit → the setting that says it for a store with one unit only."""


def _known(row: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(Unit)}
    return {name: value for name, value in row.items() if name in names}
