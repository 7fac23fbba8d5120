"""What a page of figures is about: a campaign, a unit of the tree, what everything under it adds up to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from hq.access import EVERYWHERE, Caller
from hq.plans import plan_of_campaign
from hq.queries.totals import Total, campaigns, tally_of, total_of, totals_below
from hq.queries.tree import UnitRow, own_unit, unit_called
from hq.schema import standings
from hq.tally import Tally
from models.plan import Plan


@dataclass(frozen=True, slots=True)
class Scope:
    """A node of the tree in a campaign. `unit` None: everything. `below` are the units directly under it."""

    campaign: str
    plan: Plan | None  # of the campaign, None where headquarters was given none
    names: tuple[tuple[str, str], ...]  # (campaign, what its plan calls it, "" without one), the latest first
    day: str  # on which the tree is shown
    unit: UnitRow | None
    total: Tally
    before: Tally | None  # the same in the campaign before, None when there was none
    plan_before: Plan | None  # of the campaign before, None also where its plan is not known
    below: tuple[Total, ...]

    @property
    def offices(self) -> tuple[Total, ...]:
        """The units directly under it that lead others; none in a ward."""
        return tuple(one for one in self.below if one.leads)

    @property
    def path(self) -> str:
        """The place in the tree, "/" at the top."""
        return EVERYWHERE if self.unit is None else self.unit.path


def scope_of(connection: Connection, caller: Caller, plan: Plan, code: str, campaign: str, own: Plan) -> Scope | None:
    """The scope that somebody asks for; "" for their own unit and for the plan's campaign. None outside their reach.

    `own` is the plan that comes with the program.
    """
    known = campaigns(connection)
    chosen = campaign if campaign in known else plan.id
    day = _day_of(connection, chosen, plan)
    unit = unit_called(connection, caller, code, day) if code else own_unit(connection, caller, day)
    if unit is None and (code or EVERYWHERE not in caller.reaches):
        return None
    earlier = known[known.index(chosen) + 1 :] if chosen in known else ()
    totals = [
        total_of(connection, caller, one) if unit is None else tally_of(connection, one, unit.unit)
        for one in (chosen, *earlier[:1])
    ]
    below = totals_below(connection, caller, chosen, unit.unit if unit else None, day)
    before = totals[1] if earlier and totals[1] else None
    plans = {one: plan_of_campaign(connection, one, own) for one in (chosen, *known)}
    names = tuple((one, it.short_title if (it := plans[one]) else "") for one in known)
    past = plans[earlier[0]] if before is not None else None
    return Scope(chosen, plans[chosen], names, day, unit, totals[0], before, past, tuple(below))


def _day_of(connection: Connection, campaign: str, plan: Plan) -> str:
    """When the tree is looked at: on the plan's last day for a session, in another campaign on its last session."""
    if campaign == plan.id:
        return plan.deadlines.session.last_day.isoformat()
    last = select(func.max(standings.c.date)).where(standings.c.campaign == campaign)
    return connection.execute(last).scalar() or plan.deadlines.session.last_day.isoformat()
