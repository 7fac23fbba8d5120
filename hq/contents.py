"""What the office hands its units: plan and indicators' wording for all, a list of people for one (sync.md §6).

Kept are the bytes that travel, under their SHA-256, so that a laptop knows without asking twice whether it has them.
Of each kind the latest counts. A list of people goes to the laptops of that one cell and to nobody else.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from documents.contents import plan_content
from documents.plan_file import plan_files
from hq.access import note
from hq.counting import unjudged
from hq.fold import VERSION
from hq.plans import PLAN, keep_new_plan, keep_plan, kept_plan
from hq.rows import replace_other, run
from hq.schema import cells, contents, meetings, summaries
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


def keep_own_plan(services: Services) -> None:
    """Keep the plan that comes with this program once there are meetings: a later program brings another plan, and
    those of this one stay judged. An empty database stays empty.
    """
    digest = services.plan.digest()

    def wanted(connection: Connection) -> bool:
        any_meeting = connection.execute(select(meetings.c.meeting).limit(1)).first()
        return any_meeting is not None and kept_plan(connection, digest) is None

    if services.database.read(wanted):
        content, now = plan_content(plan_files()), services.clock()
        services.database.write(lambda connection: take_plan(connection, services.plan, content, now))


def take_plan(connection: Connection, plan: Plan, content: bytes, now: int) -> bool:
    """Keep a plan that was not here yet, and count anew what waited for it; whether it was new."""
    new = keep_new_plan(connection, plan.digest(), content, now)
    if new:
        _count_again(connection, plan, now)
    return new


def hand_out_plan(services: Services, plan: Plan, content: bytes, actor: str) -> bool:
    """Hand out a plan as `documents.contents.plan_content` gives it, and keep it; whether that is anything new.

    Meetings that were opened with it and counted without it are counted again in the background.
    """
    digest, now = plan.digest(), services.clock()

    def work(connection: Connection) -> bool:
        if not put(connection, now, PLAN, content, actor):
            return False
        keep_plan(connection, digest, content, now)
        _count_again(connection, plan, now)
        return True

    return services.database.write(work)


def _count_again(connection: Connection, plan: Plan, now: int) -> None:
    """Meetings of a plan that were counted without it are counted again in the background."""
    lacking = (summaries.c.plan == plan.digest()) & unjudged(summaries.c.flags)
    older = (summaries.c.campaign == plan.id) & (summaries.c.version < VERSION)
    for row in connection.execute(select(summaries.c.cell_id, summaries.c.meeting).where(lacking | older)).all():
        run(connection, later(row.cell_id, row.meeting, now, now))


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
