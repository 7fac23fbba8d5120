"""Of which unit a page tells: the choice among those that lead others, and the overview of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from starlette.exceptions import HTTPException

from hq.access import reads_people
from hq.pages import words_reports as words
from hq.pages.registry import Asked
from hq.queries.overview import Leader, leaders, overview_of
from hq.queries.until import MOST, until
from models.minutes.phrases import iso_date
from models.overview.values import Overview
from models.vietnamese.words import VN_ZONE

UNDER, DAY = "trong", "den"
"""Fields of an address: the code of the unit, the last day that is told of (ISO; none: until now)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that can be chosen, in the order of the tree, and the one that is; None when there is none."""

    leaders: tuple[Leader, ...]
    overview: Overview | None
    fault: str = ""  # why it is not of the day that was asked for

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
    now = overview(asked, wanted) if wanted else None
    if now is None:
        return Chosen(tuple(found), None)
    try:
        return Chosen(tuple(found), as_asked(asked, now))
    except NotThen as fault:
        return Chosen(tuple(found), now, str(fault))


class NotThen(ValueError):
    """There is no overview of the day that was asked for; the message says in Vietnamese why."""


def as_asked(asked: Asked, now: Overview) -> Overview:
    """The overview at the end of the day that the address names; as it is where it names none. NotThen."""
    typed = asked.given.get(DAY, "")
    if not typed or typed == asked.today:
        return now
    day = iso_date(typed)
    if day is None or typed > asked.today:
        raise NotThen(words.DAY_BAD.format(day=typed))
    if len(now.units) > MOST:
        raise NotThen(words.DAY_MANY.format(most=MOST))
    end = datetime.combine(day + timedelta(days=1), time(), VN_ZONE)
    at = int(end.timestamp() * 1000) - 1
    named = reads_people(asked.caller)
    return asked.read(lambda connection: until(connection, now, at, named=named))


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
