"""Of which unit a page tells: the choice among those that lead others, and the overview of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException

from hq.pages.registry import Asked
from hq.queries.overview import Leader, leaders, overview_of
from models.overview.values import Overview

UNDER = "trong"
"""Field of an address: the code of the unit."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that can be chosen, in the order of the tree, and the one that is; None when there is none."""

    leaders: tuple[Leader, ...]
    overview: Overview | None

    @property
    def code(self) -> str:
        """The code of the chosen one."""
        return self.overview.code if self.overview is not None else ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(code, name) for the form, what stands deeper further in."""
        top = min((one.depth for one in self.leaders), default=0)
        return tuple((one.code, "\N{EM SPACE}" * (one.depth - top) + one.name) for one in self.leaders)


def chosen(asked: Asked) -> Chosen:
    """The unit of the address, else the caller's own, else the first one. HTTPException 404: out of reach."""
    found = asked.read(lambda connection: leaders(connection, asked.caller, asked.today))
    wanted = asked.given.get(UNDER, "") or _usual(asked, found)
    return Chosen(tuple(found), overview(asked, wanted) if wanted else None)


def _usual(asked: Asked, found: list[Leader]) -> str:
    own = (one.code for one in found if one.unit == asked.caller.unit)
    return next(own, found[0].code if found else "")


def overview(asked: Asked, code: str) -> Overview:
    """The overview of a unit as it is now. HTTPException 404: out of reach."""
    found = asked.read(
        lambda connection: overview_of(connection, asked.caller, asked.services.plan, code, asked.today, asked.now)
    )
    if found is None:
        raise HTTPException(404)
    return found
