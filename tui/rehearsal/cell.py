"""The invented cell that rehearsals and the demo are held in: unit, people, indicators in our own words."""

from __future__ import annotations

import json
from importlib.resources import files
from uuid import UUID

from documents.plan_file import load_examples, load_plan
from models.people import Roster, RosterLine, with_ids
from sync.clock import Clock
from sync.identity import Device
from sync.paths import Paths
from sync.store import Store
from tui.desk import Desk
from tui.rehearsal.script import DATE

CELL = UUID("7a3c1f0e-5b1d-5e7a-9c55-0d2a8f6b4c11")
"""The invented cell; rehearsals on any laptop give the same ids."""

DEVICE = Device(UUID("0192f5a0-0000-7000-8000-000000000001"), "t7")
"""The rehearsing laptop."""

LOCALITY = "Tân Lạc Hạ"


def example_roster() -> Roster:
    """Twenty-two invented members, two of them called Nguyễn Văn Hùng."""
    raw = json.loads(files("tui.rehearsal").joinpath("people.json").read_text("utf-8"))
    lines = [RosterLine.model_validate(member) for member in raw["members"]]
    return Roster(unit=raw["unit"], parent_unit=raw["parent_unit"], people=with_ids(str(CELL), lines))


def furnish(store: Store) -> None:
    """Give an empty store the invented cell; a store that has people is left alone."""
    if store.roster() is not None:
        return
    store.set_setting("cell", str(CELL))
    store.set_setting("locality", LOCALITY)
    store.keep_indicators(load_examples())
    store.save_roster(example_roster())


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
