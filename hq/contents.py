"""What the office hands its units: plan and indicators' wording for all, a list of people for one (sync.md §6).

Kept are the bytes that travel, under their SHA-256, so that a laptop knows without asking twice whether it has them.
Of each kind the latest counts. A list of people goes to the laptops of that one cell and to nobody else.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from hq.access import note
from hq.plans import PLAN, keep_plan
from hq.rows import replace_other, run
from hq.schema import cells, contents, summaries
from hq.services import Services
from hq.summaries import later
from models.plan import Plan

Kind = Literal["indicators", "roster", "plan"]
INDICATORS: Final = "indicators"
ROSTER: Final = "roster"

EVERYONE: Final = UUID(int=0)
"""In the place of a unit: for all of them."""


def hand_out(services: Services, kind: Kind, content: bytes, actor: str, unit: UUID = EVERYONE) -> bool:
    """Keep what is handed out from now on in the place of what was; whether that is anything new."""
    return services.database.write(lambda connection: put(connection, services.clock(), kind, content, actor, unit))


def put(connection: Connection, now: int, kind: Kind, content: bytes, actor: str, unit: UUID = EVERYONE) -> bool:
    """As `hand_out`, among other work."""
    digest = sha256(content).hexdigest()
    if not replace_other(connection, contents, kind=kind, unit=unit, digest=digest, content=content, at=now):
        return False
    about = "everyone" if unit == EVERYONE else f"unit:{unit}"
    note(connection, now, actor, "contents.set", about, kind=kind, digest=digest)
    return True


def hand_out_plan(services: Services, plan: Plan, content: bytes, actor: str) -> bool:
    """Hand out a plan as `documents.contents.plan_content` gives it, and keep it; whether that is anything new.

    Meetings of its campaign that were counted by another plan are counted again in the background.
    """
    digest, now = plan.digest(), services.clock()

    def work(connection: Connection) -> bool:
        if not put(connection, now, PLAN, content, actor):
            return False
        keep_plan(connection, digest, content, now)
        others = (summaries.c.campaign == plan.id) & (summaries.c.plan != digest)
        for row in connection.execute(select(summaries.c.cell_id, summaries.c.meeting).where(others)).all():
            run(connection, later(row.cell_id, row.meeting, now, now))
        return True

    return services.database.write(work)


def digests(connection: Connection, cell: UUID) -> dict[str, str]:
    """Kind → digest of what there is for a cell."""
    wanted = select(contents.c.kind, contents.c.digest).where(_for(cell))
    return {row.kind: row.digest for row in connection.execute(wanted)}


def content_of(connection: Connection, cell: UUID, digest: str) -> bytes | None:
    """The content with that digest, None where there is none for that cell."""
    wanted = select(contents.c.content).where(contents.c.digest == digest, _for(cell))
    found = connection.execute(wanted).scalars().first()
    return None if found is None else bytes(found)


def _for(cell: UUID) -> ColumnElement[bool]:
    """What is for everyone, and what is for the unit of that cell: no unit's list is of the kind for everyone."""
    own = select(cells.c.unit).where(cells.c.cell_id == cell).scalar_subquery()
    whose = (contents.c.kind == ROSTER) & (contents.c.unit == own)
    return whose | (contents.c.kind.in_((INDICATORS, PLAN)) & (contents.c.unit == EVERYONE))
