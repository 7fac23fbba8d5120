"""Plans that meetings were opened with and headquarters was never given: which, and for how many units."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from hq.access import Caller
from hq.counting import unjudged
from hq.queries.progress import Wanted, condition, counts_in
from hq.schema import standings, summaries


class Lacking(NamedTuple):
    """The digest of a plan and how many units met by it."""

    digest: str
    units: int


def lacking_plans(connection: Connection, caller: Caller, campaign: str, under: str) -> list[Lacking]:
    """Those that the counting meetings under a path name, as far as the caller sees their figures."""
    joined = standings.join(summaries, counts_in(summaries))
    wanted = select(summaries.c.plan, func.count()).select_from(joined)
    found = wanted.where(condition(caller, Wanted(campaign, under)), unjudged(summaries.c.flags))
    rows = connection.execute(found.group_by(summaries.c.plan).order_by(summaries.c.plan))
    return [Lacking(digest, units) for digest, units in rows]
