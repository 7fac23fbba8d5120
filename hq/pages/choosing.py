"""Of which unit a page tells: the choice among those that lead others, and the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException

from hq.pages.registry import Asked
from hq.queries.overview import Leader, leaders
from hq.queries.tree import UnitRow, unit_called

UNDER = "trong"
"""Field of an address: the code of the unit."""

MOST_UNITS = 2_000
"""Units of which a file is made while somebody waits; a whole city's report is made by the command."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that can be chosen, in the order of the tree, and the one that is; None: there is none to choose."""

    leaders: tuple[Leader, ...]
    unit: UnitRow | None

    @property
    def code(self) -> str:
        """The code of the chosen unit, "" for none."""
        return self.unit.code if self.unit is not None else ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(code, name) for the form, what stands deeper further in."""
        top = min((one.depth for one in self.leaders), default=0)
        return tuple((one.code, "\N{EM SPACE}" * (one.depth - top) + one.name) for one in self.leaders)


def chosen(asked: Asked) -> Chosen:
    """The unit of the address, else the caller's own, else the topmost. HTTPException 404: out of reach."""
    found = asked.read(lambda connection: leaders(connection, asked.caller, asked.today))
    wanted = asked.given.get(UNDER, "") or _usual(asked, found)
    if not wanted:
        return Chosen(tuple(found), None)
    unit = asked.read(lambda connection: unit_called(connection, asked.caller, wanted, asked.today))
    if unit is None:
        raise HTTPException(404)
    return Chosen(tuple(found), unit)


def _usual(asked: Asked, found: list[Leader]) -> str:
    own = (one.code for one in found if one.unit == asked.caller.unit)
    return next(own, found[0].code if found else "")
