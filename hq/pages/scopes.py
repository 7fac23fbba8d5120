"""The campaign and the unit that a page of figures is about, as the address names them, with the way around them."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException

from hq.pages import words_figures as words
from hq.pages.registry import Asked
from hq.pages.shell import Link
from hq.queries.scope import Scope, scope_of
from hq.queries.tree import way_to
from models.plan import Plan

UNIT, CAMPAIGN = "trong", "dot"
"""Fields of an address: code of the unit, id of the campaign."""

LARGE: Final = 1000
"""Units from which on a list of single ones is shown only below."""


def scope_asked(asked: Asked) -> Scope:
    """The scope of the address. HTTPException 404 outside the caller's reach."""
    code, campaign = asked.given.get(UNIT, ""), asked.given.get(CAMPAIGN, "")
    plan = asked.plan
    own = asked.services.plan
    found = asked.read(lambda connection: scope_of(connection, asked.caller, plan, code, campaign, own))
    if found is None:
        raise HTTPException(404)
    return found


def crumbs_of(asked: Asked, scope: Scope) -> tuple[Link, ...]:
    """The way from the top of the caller's reach down to the unit, each step on the same page."""
    if scope.unit is None:
        return ()
    path, day = scope.unit.path, scope.day
    way = asked.read(lambda connection: way_to(connection, asked.caller, path, day))
    return tuple(Link(name, address(asked, code), code == way[-1][0]) for code, name in way)


def address(asked: Asked, code: str) -> str:
    """The same page about another unit."""
    return asked.here(**{UNIT: code, "trang": "", "tai": ""})


def title_of(scope: Scope) -> str:
    """What the page is about."""
    return words.EVERYTHING if scope.unit is None else scope.unit.name


def campaigns_of(scope: Scope) -> tuple[tuple[str, str], ...]:
    """(id, name) of the campaigns to choose from; none when there is only one."""
    if len(scope.names) < 2:
        return ()
    return tuple((one, name or words.OTHER_CAMPAIGN.format(campaign=one)) for one, name in scope.names)


def plan_for(asked: Asked, scope: Scope) -> Plan:
    """The plan by whose scales and limits the page is read: the campaign's own, else the one in use."""
    return scope.plan or asked.plan
