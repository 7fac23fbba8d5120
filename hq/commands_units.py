"""Commands for the tree of units, enrolment codes and devices."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from pydantic import ValidationError
from sqlalchemy import Connection, select, true

from hq import words
from hq.access import COMMAND_LINE, day_of, shown_time
from hq.commands_shared import NotDone, agreed, cell_called, opened, write_new
from hq.enrolment import CODE_LIFE, Refusal, enroll_by_file, known_devices, new_code, shown_code
from hq.installations import revoke
from hq.organisation import OrganisationError, Tree, Unit, load, on_day, place_of, shown_day
from hq.organisation_changes import keep, proposed
from hq.organisation_file import read_rows
from hq.plans import plan_in_use
from hq.schema import cells, units
from hq.settings import Settings
from models.plan import Plan
from sync.protocol import EnrolmentRequest, Known
from sync.signing import fingerprint

# --- the tree -------------------------------------------------------------------------------------------------------


def org_import(given: argparse.Namespace, settings: Settings) -> int:
    """Show what a list of units changes, then save it."""
    with opened(settings) as services:
        try:
            plan, tree = services.database.read(
                lambda connection: (plan_in_use(connection, services.plan), load(connection))
            )
            proposal = proposed(services, read_rows(given.file, plan, tree))
        except OrganisationError as error:
            raise NotDone(str(error)) from error
        for line in proposal.lines:
            print(line)
        print(proposal.summary)
        if not proposal.changes or given.dry_run or not (given.yes or agreed(words.SAVE_ASKED)):
            print(words.ORG_NOTHING if not proposal.changes else words.ORG_DRY if given.dry_run else words.SAVE_NOT)
            return 0
        try:
            keep(services, proposal, COMMAND_LINE)
        except OrganisationError as error:
            raise NotDone(str(error)) from error
        print(words.ORG_SAVED)
    return 0


def org_show(given: argparse.Namespace, settings: Settings) -> int:
    """The tree as it stands on a day."""
    with opened(settings) as services:
        day = given.date.isoformat() if given.date else day_of(services.clock())
        plan = services.database.read(partial(plan_in_use, own=services.plan))
        tree = services.database.read(load)
    below: dict[str, list[str]] = {}
    for unit in tree.values():
        if span := on_day(unit, day):
            below.setdefault(span.parent, []).append(unit.code)
    for line in _drawn(tree, below, partial(_kind, plan), day):
        print(line)
    if not below:
        print(words.ORG_NONE.format(day=shown_day(day)))
    return 0


def _drawn(
    tree: Tree, below: dict[str, list[str]], kind: Callable[[Unit], str], day: str, code: str = "", depth: int = 0
) -> Iterator[str]:
    for child in below.get(code, ()):
        unit, span = tree[child], on_day(tree[child], day)
        name = span.name if span else child
        yield words.ORG_SHOWN.format(indent="  " * depth, name=name, code=child, kind=kind(unit))
        yield from _drawn(tree, below, kind, day, child, depth + 1)


def _kind(plan: Plan, unit: Unit) -> str:
    """What the plan calls the unit's body, as a part of its line; an office that does not meet has none."""
    if unit.body not in plan.bodies:
        return f" · {unit.body}" if unit.body else ""
    return f" · {plan.bodies[unit.body].variant(unit.variant).name}"


# --- codes ----------------------------------------------------------------------------------------------------------


def code_new(given: argparse.Namespace, settings: Settings) -> int:
    """A code for a laptop of a cell; told once."""
    with opened(settings) as services:
        cell = services.database.read(lambda connection: cell_called(connection, given.cell))
        code = new_code(services, cell, given.role)
        if not given.print:
            print(words.CODE_NEW.format(code=shown_code(code)))
            return 0
        now = services.clock()
        unit = select(cells.c.unit).where(cells.c.cell_id == cell)
        place = services.database.read(
            lambda connection: place_of(connection, connection.execute(unit).scalar_one(), day_of(now))
        )
    name, above = (place.name, " · ".join(reversed(place.above))) if place else (given.cell, "")
    until = shown_time(now + CODE_LIFE)
    print(words.CODE_SLIP.format(unit=name, above=above, code=shown_code(code), until=until))
    return 0


def code_file(given: argparse.Namespace, settings: Settings) -> int:
    """A signed enrolment for the laptop that wrote a request file."""
    try:
        asked = EnrolmentRequest.model_validate_json(given.request.read_bytes())
    except (OSError, ValidationError) as error:
        raise NotDone(words.REQUEST_BAD.format(name=given.request)) from error
    if given.output.exists():
        raise NotDone(words.FILE_EXISTS.format(name=given.output))
    with opened(settings) as services:
        cell = services.database.read(lambda connection: cell_called(connection, given.cell))
        try:
            file = enroll_by_file(services, cell, given.role, asked, given.address)
        except Refusal as refusal:
            raise NotDone(words.REQUEST_TAKEN) from refusal
        key = fingerprint(services.public)
    write_new(given.output, file.model_dump_json())
    print(words.CODE_FILE.format(name=given.output, fingerprint=key))
    return 0


# --- devices --------------------------------------------------------------------------------------------------------


def device_list(_: argparse.Namespace, settings: Settings) -> int:
    """Every laptop that was enrolled."""
    with opened(settings) as services:
        found, names = services.database.read(
            lambda connection: (known_devices(connection, true()), _codes(connection))
        )
    for one in found:
        state = _state(one)
        alias = f"{one.alias} ({one.name})" if one.name else one.alias
        line = {"device": one.device, "alias": alias, "unit": names[one.cell], "role": one.role, "state": state}
        print(words.DEVICE_LINE.format(**line))
    if not found:
        print(words.DEVICE_NONE)
    return 0


def _codes(connection: Connection) -> dict[object, str]:
    """Cell → the code of its unit."""
    wanted = select(cells.c.cell_id, units.c.code).join(units, units.c.unit == cells.c.unit)
    return {row.cell_id: row.code for row in connection.execute(wanted)}


def _state(one: Known) -> str:
    if one.revoked is not None:
        return words.DEVICE_REVOKED.format(at=shown_time(one.revoked))
    return words.DEVICE_UNSEEN if one.seen is None else words.DEVICE_SEEN.format(at=shown_time(one.seen))


def device_revoke(given: argparse.Namespace, settings: Settings) -> int:
    """A laptop that was lost: nothing more goes to it."""
    with opened(settings) as services:
        found = services.database.read(lambda connection: known_devices(connection, true()))
        begun = given.device.strip().lower()
        meant = [one.device for one in found if begun and str(one.device).startswith(begun)]
        if len(meant) != 1:
            raise NotDone((words.DEVICE_TWO if meant else words.DEVICE_UNKNOWN).format(device=given.device))
        now = services.clock()
        services.database.write(lambda connection: revoke(connection, meant[0], COMMAND_LINE, now))
    print(words.DEVICE_GONE)
    return 0
