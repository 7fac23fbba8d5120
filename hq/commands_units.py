"""Commands for the tree of units, enrolment codes and devices."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import Connection, select, true

from hq import words
from hq.access import BEGINNING, COMMAND_LINE, day_of, shown_time
from hq.commands_shared import NotDone, cell_called, opened, write_new
from hq.enrolment import CODE_LIFE, Refusal, enroll_by_file, known_devices, new_code, revoke, shown_code
from hq.organisation import Change, OrganisationError, Tree, changes, load, merged, on_day, place_of, save, shown_day
from hq.organisation_file import read_rows
from hq.schema import FOREVER, cells, units
from hq.settings import Settings
from sync.protocol import EnrolmentRequest, Known

# --- the tree -------------------------------------------------------------------------------------------------------


def org_import(given: argparse.Namespace, settings: Settings) -> int:
    """Show what a list of units changes, then save it."""
    with opened(settings) as services:
        now = services.clock()
        before = services.database.read(load)
        try:
            after = merged(before, read_rows(given.file, services.plan, before), day_of(now), BEGINNING)
        except OrganisationError as error:
            raise NotDone(str(error)) from error
        found = changes(before, after)
        for change in found:
            print("\n".join(_told(change, after)))
        fresh = sum(change.old is None for change in found)
        same = len(after) - len(found)
        print(words.ORG_SUMMARY.format(new=fresh, changed=len(found) - fresh, same=same))
        if not found or given.dry_run or not (given.yes or _agreed()):
            print(words.ORG_NOTHING if not found else words.ORG_DRY if given.dry_run else words.SAVE_NOT)
            return 0
        services.database.write(lambda connection: _save(connection, before, after, now))
        print(words.ORG_SAVED)
    return 0


def _save(connection: Connection, before: Tree, after: Tree, now: int) -> None:
    """What was shown, and nothing else. NotDone when somebody changed the tree meanwhile."""
    if load(connection) != before:
        raise NotDone(words.ORG_MEANWHILE)
    save(connection, before, after, now)


def _agreed() -> bool:
    """Whether whoever sits there says so; nobody sits at a pipe."""
    if not sys.stdin.isatty():
        return False
    print(words.SAVE_ASKED, end="", flush=True)
    return sys.stdin.readline().strip().lower() == words.SAVE_YES


def _told(change: Change, tree: Tree) -> Iterator[str]:
    """A change in lines: a new unit, or each day on which something else holds of an old one."""
    new, old = change.new, change.old
    if old is None:
        last = new.spans[-1]
        yield words.ORG_NEW.format(code=new.code, name=last.name, parent=_name_of(tree, last.parent, last.since))
        return
    days = sorted({day for span in (*old.spans, *new.spans) for day in (span.since, span.until)} - {FOREVER})
    for day in days:
        what = list(_differences(change, day, tree))
        if what:
            shown = shown_day(day)
            yield words.ORG_CHANGED.format(code=new.code, since=shown, what="; ".join(what))


def _differences(change: Change, day: str, tree: Tree) -> Iterator[str]:
    before, after = on_day(change.old, day) if change.old else None, on_day(change.new, day)
    if before is None or after is None:
        if before is not after:
            yield words.ORG_ENDED if after is None else words.ORG_BEGUN.format(new=_name_of(tree, after.parent, day))
        return
    if before.parent != after.parent:
        names = {"old": _name_of(tree, before.parent, day), "new": _name_of(tree, after.parent, day)}
        yield words.ORG_MOVED.format(**names)
    if before.name != after.name:
        yield words.ORG_RENAMED.format(old=before.name, new=after.name)
    if before.overseer != after.overseer:
        yield words.ORG_OVERSEER.format(new=after.overseer or words.ORG_NOBODY)


def _name_of(tree: Tree, code: str, day: str) -> str:
    if not code:
        return words.ORG_TOP
    span = on_day(tree[code], day)
    return span.name if span else code


def org_show(given: argparse.Namespace, settings: Settings) -> int:
    """The tree as it stands on a day."""
    with opened(settings) as services:
        day = given.date.isoformat() if given.date else day_of(services.clock())
        tree = services.database.read(load)
    below: dict[str, list[str]] = {}
    for unit in tree.values():
        if span := on_day(unit, day):
            below.setdefault(span.parent, []).append(unit.code)
    for line in _drawn(tree, below, "", day, 0):
        print(line)
    if not below:
        print(words.ORG_NONE.format(day=shown_day(day)))
    return 0


def _drawn(tree: Tree, below: dict[str, list[str]], code: str, day: str, depth: int) -> Iterator[str]:
    for child in below.get(code, ()):
        unit, span = tree[child], on_day(tree[child], day)
        kind = "".join(f" · {one}" for one in (unit.body, unit.variant) if one)
        name = span.name if span else child
        yield words.ORG_SHOWN.format(indent="  " * depth, name=name, code=child, kind=kind)
        yield from _drawn(tree, below, child, day, depth + 1)


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
            file = enroll_by_file(services, cell, given.role, asked)
        except Refusal as refusal:
            raise NotDone(words.REQUEST_TAKEN) from refusal
    write_new(given.output, file.model_dump_json())
    print(words.CODE_FILE.format(name=given.output))
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
        line = {"device": one.device, "alias": one.alias, "unit": names[one.cell], "role": one.role, "state": state}
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
        meant = [one.device for one in found if str(one.device).startswith(given.device.lower())]
        if len(meant) != 1:
            raise NotDone((words.DEVICE_TWO if meant else words.DEVICE_UNKNOWN).format(device=given.device))
        now = services.clock()
        services.database.write(lambda connection: revoke(connection, meant[0], COMMAND_LINE, now))
    print(words.DEVICE_GONE)
    return 0
