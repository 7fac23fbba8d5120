"""What pages say where headquarters was never given the plan that units met by."""

from __future__ import annotations

from hq.pages.registry import Asked
from hq.pages.words import PLAN_LACKING, PLAN_MARK, PLAN_ROW, PLAN_UNNAMED
from hq.queries.lacking import lacking_plans
from hq.tally import Tally


def lacking(asked: Asked, campaign: str, path: str, tally: Tally) -> tuple[str, ...]:
    """A sentence for each plan that is missing under a path; the database is asked only where the sums tell of any."""
    if not tally.get("unjudged"):
        return ()
    found = asked.read(lambda connection: lacking_plans(connection, asked.caller, campaign, path))
    return tuple(PLAN_LACKING.format(plan=called(one.digest), units=one.units) for one in found)


def called(digest: str) -> str:
    """A plan by the beginning of its digest, as `plan list` shows it; one that nobody named readably says so."""
    return PLAN_MARK.format(digest=digest[:16]) if len(digest) == 64 else PLAN_UNNAMED


def row_note(digest: str) -> str:
    """What a unit's row says of it, "" where no plan is missing."""
    return PLAN_ROW.format(plan=called(digest)) if digest else ""
