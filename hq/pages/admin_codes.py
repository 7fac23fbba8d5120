"""Codes by which laptops come in, as letters with a QR code: for one unit, or for every unit that has no laptop yet."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

import segno
from sqlalchemy import ColumnElement, Connection, select
from starlette.responses import Response

from hq.access import below, placed, visible
from hq.enrolment import CODE_LIFE, new_code, shown_code
from hq.pages import words_admin as words
from hq.pages.admin import CODES, crumbs, form_page
from hq.pages.registry import OFFICE, Asked, Page
from hq.pages.shell import page
from hq.queries.tree import names_over, own_unit, unit_called
from hq.schema import cells, devices, placements
from hq.settings import is_this_machine

UNIT, UNDER = "don-vi", "duoi"
"""Fields of the two forms: code of a unit, code of the unit below which every one gets a letter."""

MOST: Final = 100
"""Letters at once: each code takes a processor some 50 ms, while somebody waits."""

_ROLES: Final = tuple(words.DEVICE_ROLES.items())


class Letter(NamedTuple):
    """What the clerk of a unit gets; `above` is the unit over theirs, `picture` a QR code as a data URI."""

    unit: str
    above: str
    code: str
    command: str
    picture: str


class _Unit(NamedTuple):
    """A unit that meets, by its cell."""

    cell: UUID
    name: str
    above: str


def _form(asked: Asked, fault: str = "") -> Response:
    own = asked.read(lambda connection: own_unit(connection, asked.caller, asked.today))
    return form_page(
        asked,
        "code.html",
        crumbs(asked, words.CODES),
        fault,
        roles=_ROLES,
        under=asked.given.get(UNDER, own.code if own is not None else ""),
        caution=_caution(asked),
    )


def _make(asked: Asked) -> Response:
    """Codes for a laptop each, as letters; told once."""
    role, every = asked.given.get("role", "clerk"), UNDER in asked.given
    code = asked.given.get(UNDER if every else UNIT, "")
    found = asked.read(lambda connection: _waiting(connection, asked, code) if every else _one(connection, asked, code))
    if found is None or role not in words.DEVICE_ROLES:
        return _form(asked, words.UNDER_UNKNOWN if every else words.CODE_UNIT_UNKNOWN)
    if not found:
        return _form(asked, words.ALL_HAVE_ONE)
    if len(found) > MOST:
        return _form(asked, words.LETTERS_MANY.format(most=MOST))
    return page(
        asked,
        "letter.html",
        say=words,
        crumbs=crumbs(asked, words.CODES),
        letters=[_letter(asked, one, role) for one in found],
        role=words.DEVICE_ROLES[role],
        until=asked.now + CODE_LIFE,
        caution=_caution(asked),
    )


def _address(asked: Asked) -> str:
    """Where the caller sees this server: what the letters tell the clerks."""
    return str(asked.request.base_url).rstrip("/")


def _caution(asked: Asked) -> str:
    """What to say before letters go out with an address that leads nowhere from another computer; "" for nothing."""
    host = asked.request.base_url.hostname or ""
    return words.ADDRESS_HERE.format(address=_address(asked)) if is_this_machine(host) else ""


def _letter(asked: Asked, one: _Unit, role: str) -> Letter:
    code = shown_code(new_code(asked.services, one.cell, role, asked.caller.actor))
    command = f"bienban enroll {code} --server {_address(asked)}"
    picture = segno.make(command, error="m", micro=False).png_data_uri(scale=5, border=4)
    return Letter(one.name, one.above, code, command, picture)


# --- which units ----------------------------------------------------------------------------------------------------


def _one(connection: Connection, asked: Asked, code: str) -> list[_Unit] | None:
    """The unit with a code that the caller reaches today; None when there is none or it does not meet."""
    unit = unit_called(connection, asked.caller, code, asked.today)
    return _cells(connection, asked, placements.c.unit == unit.unit) or None if unit is not None else None


def _waiting(connection: Connection, asked: Asked, code: str) -> list[_Unit] | None:
    """Those below the unit with a code, itself among them, of which no laptop works; None: there is no such unit."""
    unit = unit_called(connection, asked.caller, code, asked.today)
    if unit is None:
        return None
    working = select(devices.c.cell_id).where(devices.c.revoked_at.is_(None))
    return _cells(connection, asked, below(placements.c.path, (unit.path,)) & cells.c.cell_id.not_in(working))


def _cells(connection: Connection, asked: Asked, which: ColumnElement[bool]) -> list[_Unit]:
    """One more than there may be letters, in the order of the tree."""
    may = visible(asked.caller, "statistics", cell=cells.c.cell_id, path=placements.c.path)
    joined = cells.join(placements, placed(cells.c.unit, asked.today))
    wanted = select(cells.c.cell_id, placements.c.name, placements.c.path).select_from(joined).where(which, may)
    rows = connection.execute(wanted.order_by(placements.c.path).limit(MOST + 1)).all()
    over = names_over(connection, asked.caller, [row.path for row in rows], asked.today)
    return [_Unit(row.cell_id, row.name, over.get(row.path, "")) for row in rows]


PAGES: Final = (Page(CODES, OFFICE, get=_form, post=_make),)
