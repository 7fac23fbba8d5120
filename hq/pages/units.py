"""The list of units that somebody reaches, and what leads from a unit to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from hq.pages import words_units as words
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import Link, page
from hq.pages.tables import SEARCH, Cell, Column, Table, cell, cut, order_of, sheet, wants_file
from hq.queries.tree import UnitOrder, UnitRow, WantedUnits, above, count_below, names_over, units_below, way_to
from models.vietnamese.text import list_key

UNITS: Final = "/don-vi"
_ORDERS: Final[Mapping[str, UnitOrder]] = {
    "": "tree",
    "ten": "name",
    "ma": "code",
    "loai": "kind",
    "tren": "above",
    "theo-doi": "overseer",
}

COLUMNS: Final = (
    Column("ten", words.NAME, 44),
    Column("ma", words.CODE, 14),
    Column("loai", words.KIND, 20),
    Column("tren", words.ABOVE, 36),
    Column("theo-doi", words.OVERSEER, 26),
)


def address_of(code: str) -> str:
    """Where the page of a unit is."""
    return f"{UNITS}/{quote(code, safe='')}"


def crumbs_to(asked: Asked, path: str, day: str) -> tuple[Link, ...]:
    """The way from the top of the caller's reach to a unit, for the head of its pages."""
    way = asked.read(lambda connection: way_to(connection, asked.caller, path, day))
    return tuple(Link(name, address_of(code), number == len(way)) for number, (code, name) in enumerate(way, 1))


def names_above(asked: Asked, paths: Sequence[str], home: str) -> Mapping[str, str]:
    """Path → name of the unit above it; of one right below `home`, or below the caller's own unit, nobody asks it."""
    known = {home, *asked.caller.reaches}
    wanted = [path for path in paths if above(path) not in known]
    return asked.read(lambda connection: names_over(connection, asked.caller, wanted, asked.today))


def _units(asked: Asked) -> Response:
    table = _found(asked)
    return sheet(asked, table, "don-vi") if wants_file(asked) else page(asked, "units.html", say=words, table=table)


def _found(asked: Asked) -> Table:
    """The units that are looked for, in the order that the address asks for, cut by the database."""
    sort, down = order_of(asked, COLUMNS, "")
    kinds = sorted(asked.plan.bodies, key=lambda body: list_key(_kind(asked, body)))
    wanted = WantedUnits(asked.given.get(SEARCH, ""), _ORDERS[sort], down, kinds)
    total = asked.read(lambda connection: count_below(connection, asked.caller, asked.today, wanted.search))
    first, most = cut(asked, total)
    found = asked.read(
        lambda connection: units_below(connection, asked.caller, asked.today, wanted, first=first, most=most)
    )
    return Table(words.UNITS, COLUMNS, tuple(_cells(asked, one) for one in found), sort, down, first + 1, total)


def _kind(asked: Asked, body: str) -> str:
    bodies = asked.plan.bodies
    return bodies[body].name if body in bodies else body


def _cells(asked: Asked, one: UnitRow) -> tuple[Cell, ...]:
    return (
        cell(one.name, href=address_of(one.code)),
        cell(one.code),
        cell(_kind(asked, one.body)),
        cell(one.above),
        cell(one.overseer),
    )


PAGES: Final = (Page(UNITS, EVERYBODY, get=_units, label=words.UNITS),)
