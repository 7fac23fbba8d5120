"""Administration: what leads to its pages; laptops and their revocation."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq.access import placed
from hq.enrolment import known_devices
from hq.installations import revoke
from hq.pages import words_admin as words
from hq.pages.registry import ADMIN, OFFICE, Asked, Page
from hq.pages.shell import Link, go, page
from hq.pages.tables import SEARCH, Cell, Column, cell, listed, matching, sheet, wants_file
from hq.pages.unit import DEVICES, laptop_cells, moment
from hq.pages.units import address_of
from hq.routes_access import devices_within
from hq.schema import cells, devices, placements, units
from sync.protocol import Known

HOME: Final = "/quan-tri"
CODES: Final = f"{HOME}/ma"
TREE: Final = f"{HOME}/to-chuc"
CONTENTS: Final = f"{HOME}/giao"
ACCOUNTS: Final = f"{HOME}/tai-khoan"
AUDIT: Final = f"{HOME}/nhat-ky"

_PLACES: Final = (
    (DEVICES, words.DEVICES, words.DEVICES_HINT, OFFICE),
    (CODES, words.CODES, words.CODES_HINT, OFFICE),
    (TREE, words.ORGANISATION, words.ORGANISATION_HINT, ADMIN),
    (CONTENTS, words.CONTENTS, words.CONTENTS_HINT, ADMIN),
    (ACCOUNTS, words.ACCOUNTS, words.ACCOUNTS_HINT, ADMIN),
    (AUDIT, words.AUDIT, words.AUDIT_HINT, ADMIN),
)


def crumbs(asked: Asked, label: str) -> tuple[Link, ...]:
    """The way from administration to one of its pages."""
    return Link(words.ADMIN, HOME), Link(label, asked.path, here=True)


def form_page(asked: Asked, template: str, way: tuple[Link, ...], fault: str, **values: Any) -> Response:
    """A page with a form. What is wrong with what was sent, a sentence a line, stands on it: a 400 then."""
    status = 400 if fault else 200
    values = {"say": words, **values}
    return page(asked, template, status=status, crumbs=way, fault=fault, faults=fault.splitlines(), **values)


def whole(asked: Asked) -> bool:
    """Whether the caller administers everything, and not the units below one alone."""
    return asked.caller.role == "admin" and asked.caller.unit is None


def require_whole(asked: Asked) -> None:
    """What is one for all is for who administers everything alone. HTTPException 403."""
    if not whole(asked):
        raise HTTPException(403)


def _home(asked: Asked) -> Response:
    only = (TREE, CONTENTS, AUDIT)
    places = [
        (href, label, hint)
        for href, label, hint, who in _PLACES
        if asked.caller.role in who and (href not in only or whole(asked))
    ]
    return page(asked, "admin.html", say=words, places=places)


# --- laptops --------------------------------------------------------------------------------------------------------

COLUMNS: Final = (
    Column("may", words.DEVICE, 24),
    Column("don-vi", words.UNIT, 40),
    Column("vai-tro", words.ROLE, 12),
    Column("ghi-danh", words.ENROLLED, 18),
    Column("gui", words.SEEN, 18),
    Column("tinh-trang", words.STATE, 24),
)


def _devices(asked: Asked) -> Response:
    reach = devices_within(asked.caller, asked.today)
    found, names = asked.read(lambda connection: (known_devices(connection, reach), _units(connection, asked, reach)))
    found = matching(
        found, asked.given.get(SEARCH, ""), lambda one: (one.alias, one.name, *names.get(one.cell, ("", "")))
    )
    rows = [_device(one, names.get(one.cell, ("", ""))) for one in found]
    table = listed(asked, words.DEVICES, COLUMNS, rows)
    if wants_file(asked):
        return sheet(asked, table, "may")
    return page(asked, "devices.html", say=words, crumbs=crumbs(asked, words.DEVICES), table=table)


def _units(connection: Connection, asked: Asked, which: ColumnElement[bool]) -> dict[UUID, tuple[str, str]]:
    """Cell → (code, name) of its unit today, of the cells that have one of these devices."""
    joined = cells.join(units, units.c.unit == cells.c.unit).join(placements, placed(cells.c.unit, asked.today))
    wanted = select(cells.c.cell_id, units.c.code, placements.c.name).select_from(joined)
    having = cells.c.cell_id.in_(select(devices.c.cell_id).where(which))
    return {row.cell_id: (row.code, row.name) for row in connection.execute(wanted.where(having))}


def _device(one: Known, unit: tuple[str, str]) -> tuple[Cell, ...]:
    laptop, seen, state = laptop_cells(one)
    return (
        laptop,
        cell(unit[1], href=address_of(unit[0]) if unit[0] else "", note=unit[0]),
        cell(words.DEVICE_ROLES.get(one.role, one.role)),
        cell(moment(one.enrolled)),
        seen,
        state,
    )


def _one_device(asked: Asked) -> Known:
    """The device of the address, within the caller's reach. HTTPException 404."""
    try:
        named = UUID(asked.part("device"))
    except ValueError:
        raise HTTPException(404) from None
    mine = and_(devices_within(asked.caller, asked.today), devices.c.device == named)
    found = asked.read(lambda connection: known_devices(connection, mine))
    if not found or str(named) != asked.part("device"):
        raise HTTPException(404)
    return found[0]


def _device_page(asked: Asked) -> Response:
    known = _one_device(asked)
    names = asked.read(lambda connection: _units(connection, asked, devices.c.device == known.device))
    row = _device(known, names.get(known.cell, ("", "")))
    way = (Link(words.ADMIN, HOME), Link(words.DEVICES, DEVICES), Link(known.alias, asked.path, here=True))
    return page(asked, "device.html", say=words, crumbs=way, known=known, row=tuple(zip(COLUMNS, row, strict=True)))


def _revoke(asked: Asked) -> Response:
    """From this instant the laptop gets nothing."""
    known = _one_device(asked)
    asked.write(lambda connection: revoke(connection, known.device, asked.caller.actor, asked.now))
    return go(DEVICES, "device-revoked")


PAGES: Final = (
    Page(HOME, OFFICE, get=_home, label=words.ADMIN),
    Page(DEVICES, OFFICE, get=_devices),
    Page(f"{DEVICES}/{{device}}", OFFICE, get=_device_page, post=_revoke),
)
