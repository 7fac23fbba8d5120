"""The invented cell that rehearsals and the demo are held in: unit, people, indicators in our own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from uuid import UUID

from documents.plan_file import load_examples, load_plan
from models.people import Roster, RosterLine, with_ids
from sync.clock import Clock
from sync.identity import Device
from sync.paths import Paths
from sync.store import Store
from sync.units import Unit
from tui.desk import Desk
from tui.rehearsal.script import DATE

DEVICE = Device(UUID("0192f5a0-0000-7000-8000-000000000001"), "t7")
"""The rehearsing laptop."""


@dataclass(frozen=True)
class Cast:
    """Who holds a session: the unit with its body, and its people."""

    unit: Unit
    roster: Roster


def read_cast(text: str) -> Cast:
    """The unit and the people of a JSON text; ids come from its `cell` alone."""
    raw = json.loads(text)
    lines = [RosterLine.model_validate(member) for member in raw["members"]]
    people = with_ids(raw["cell"], lines)
    unit = Unit(
        id=raw["cell"],
        name=raw["unit"],
        parent=raw["parent_unit"],
        locality=raw["locality"],
        body=raw.get("body", ""),
        variant=raw.get("variant", ""),
    )
    return Cast(unit, Roster(unit=unit.name, parent_unit=unit.parent, people=people))


def example_cast() -> Cast:
    """Twenty-two invented members, two of them called Nguyễn Văn Hùng."""
    return read_cast(files("tui.rehearsal").joinpath("people.json").read_text("utf-8"))


def seat(store: Store, cast: Cast) -> None:
    """Give a store its unit and people; one that has people is left alone."""
    if store.roster() is None:
        store.set_setting("cell", cast.unit.id)
        store.units.keep(cast.unit)
        store.save_roster(cast.roster)


def furnish(store: Store) -> None:
    """Give an empty store the invented cell and the example indicators; a store that has people is left alone."""
    if store.roster() is None:
        store.keep_indicators(load_examples())
        seat(store, example_cast())


def rehearsal_store(paths: Paths, clock: Clock) -> Store:
    """A store for practice: its own folder, its own device, the same on every laptop."""
    store = Store(paths.rehearsal, load_plan(), clock=clock, device=DEVICE)
    furnish(store)
    return store


def open_rehearsed(paths: Paths, clock: Clock) -> Desk:
    """A desk on a new meeting of the rehearsed day, marked as a rehearsal."""
    desk = Desk(rehearsal_store(paths, clock))
    desk.create(DATE, rehearsal=True)
    return desk
