"""Of which unit a page tells: the choice among those that lead others, and the overview of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.exceptions import HTTPException

from hq.access import beginning_of, reads_people
from hq.pages import words_reports as words
from hq.pages.registry import Asked
from hq.queries.overview import Leader, leaders, overview_of, size_of
from hq.queries.until import MOST, until
from models.minutes.phrases import iso_date
from models.overview.values import Overview
from models.vietnamese.words import number

UNDER, DAY = "trong", "den"
"""Fields of an address: the code of the unit, the last day that is told of (ISO; none: until now)."""


MOST_UNITS = 2_000
"""Units of which a page is made while somebody waits; a whole city's report is made by the command."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that can be chosen, in the order of the tree, the code of the one that is, and its overview."""

    leaders: tuple[Leader, ...]
    code: str
    overview: Overview | None
    fault: str = ""  # why there is none, or not of the day that was asked for

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(code, name) for the form, what stands deeper further in."""
        top = min((one.depth for one in self.leaders), default=0)
        return tuple((one.code, "\N{EM SPACE}" * (one.depth - top) + one.name) for one in self.leaders)


def chosen(asked: Asked) -> Chosen:
    """The unit of the address, else the caller's own, else the first one. HTTPException 404: out of reach."""
    found = asked.read(lambda connection: leaders(connection, asked.caller, asked.today))
    wanted = asked.given.get(UNDER, "") or _usual(asked, found)
    if not wanted:
        return Chosen(tuple(found), "", None)
    named = next((one for one in found if one.code == wanted), None)
    if named is not None and _too_many(asked, named):
        return Chosen(tuple(found), wanted, None, words.UNITS_MANY.format(name=named.name, most=number(MOST_UNITS)))
    now = _overview(asked, wanted)
    try:
        return Chosen(tuple(found), wanted, _as_asked(asked, now))
    except NotThen as fault:
        return Chosen(tuple(found), wanted, now, str(fault))


class NotThen(ValueError):
    """There is no overview of the day that was asked for; the message says in Vietnamese why."""


def _as_asked(asked: Asked, now: Overview) -> Overview:
    """The overview at the end of the day that the address names; as it is where it names none. NotThen."""
    typed = asked.given.get(DAY, "")
    if not typed or typed == asked.today:
        return now
    day = iso_date(typed)
    if day is None or typed > asked.today:
        raise NotThen(words.DAY_BAD.format(day=typed))
    if len(now.units) > MOST:
        raise NotThen(words.DAY_MANY.format(most=MOST))
    at = beginning_of(day + timedelta(days=1)) - 1
    named = reads_people(asked.caller)
    return asked.read(lambda connection: until(connection, now, at, named=named))


def _usual(asked: Asked, found: list[Leader]) -> str:
    """The caller's own unit, else the topmost; the first below it where that leads too many."""
    own = next((place for place, one in enumerate(found) if one.unit == asked.caller.unit), 0)
    return next((one.code for one in found[own:] if not _too_many(asked, one)), "")


def _too_many(asked: Asked, one: Leader) -> bool:
    plan = asked.services.plan
    return asked.read(lambda connection: size_of(connection, asked.caller, plan, one.unit)) > MOST_UNITS


def _overview(asked: Asked, code: str) -> Overview:
    """The overview of a unit as it is now. HTTPException 404: out of reach."""
    found = asked.read(
        lambda connection: overview_of(connection, asked.caller, asked.services.plan, code, asked.today, asked.now)
    )
    if found is None:
        raise HTTPException(404)
    return found
