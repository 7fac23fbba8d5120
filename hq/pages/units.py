"""The list of units that somebody reaches, and what leads from a unit to its page."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from hq.pages import words_units as words
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import Link, page
from hq.pages.tables import (
    FILE,
    PER_PAGE,
    SEARCH,
    SORT,
    Cell,
    Column,
    Table,
    cell,
    listed,
    matching,
    page_of,
    sheet,
    wants_file,
)
from hq.queries.tree import UnitRow, count_below, units_below, way_to

UNITS: Final = "/don-vi"

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


def _units(asked: Asked) -> Response:
    table = _looked_through(asked) if asked.given.keys() & {SEARCH, SORT, FILE} else _in_the_tree(asked)
    return sheet(asked, table, "don-vi") if wants_file(asked) else page(asked, "units.html", say=words, table=table)


def _in_the_tree(asked: Asked) -> Table:
    """A page of all units in the order of the tree, cut by the database."""
    total = asked.read(lambda connection: count_below(connection, asked.caller, asked.today))
    first = page_of(asked, total, PER_PAGE)
    found = asked.read(
        lambda connection: units_below(connection, asked.caller, asked.today, first=first, most=PER_PAGE)
    )
    return Table(words.UNITS, COLUMNS, tuple(_cells(asked, one) for one in found), first=first + 1, total=total)


def _looked_through(asked: Asked) -> Table:
    """Units by words without marks, or in the order in which people count: every unit is looked at."""
    found = asked.read(lambda connection: units_below(connection, asked.caller, asked.today))
    found = matching(found, asked.given.get(SEARCH, ""), lambda one: (one.name, one.code, one.above, one.overseer))
    return listed(asked, words.UNITS, COLUMNS, [_cells(asked, one) for one in found])


def _cells(asked: Asked, one: UnitRow) -> tuple[Cell, ...]:
    bodies = asked.services.plan.bodies
    kind = bodies[one.body].name if one.body in bodies else one.body
    return (
        cell(one.name, href=address_of(one.code)),
        cell(one.code),
        cell(kind),
        cell(one.above),
        cell(one.overseer),
    )


PAGES: Final = (Page(UNITS, EVERYBODY, get=_units, label=words.UNITS),)
