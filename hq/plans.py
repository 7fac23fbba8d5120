"""The plans that headquarters was given, kept for the meetings that name them.

A meeting is counted by the plan that it was opened with, as on its laptop; by headquarters' own where it was given no
such plan, or reads it no longer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from documents.contents import ContentUnreadable, plan_of
from hq.rows import replace
from hq.schema import contents
from models.plan import Plan

PLAN: Final = "plan"
"""The kind of the plan that is handed out."""

_KEPT: Final = "plan kept"
"""The kind of such a content; in the place of a unit stands the first half of the plan's digest."""


def keep_plan(connection: Connection, digest: str, content: bytes, now: int) -> None:
    """Keep the plan of that digest, as `documents.contents.plan_content` gives it."""
    replace(connection, contents, kind=_KEPT, unit=UUID(hex=digest[:32]), digest=digest, content=content, at=now)


def kept_plan(connection: Connection, digest: str) -> Plan | None:
    """The plan of that digest, None where headquarters was given none such or reads it no longer."""
    return _first(connection, (contents.c.kind == _KEPT) & (contents.c.digest == digest))


def handed_plan(connection: Connection) -> Plan | None:
    """The plan that is handed out, None where it is left at the one that comes along."""
    return _first(connection, contents.c.kind == PLAN)


def _first(connection: Connection, which: ColumnElement[bool]) -> Plan | None:
    content = connection.execute(select(contents.c.content).where(which)).scalars().first()
    return None if content is None else _read(bytes(content))


@lru_cache(maxsize=8)
def _read(content: bytes) -> Plan | None:
    try:
        return plan_of(content)[0]
    except ContentUnreadable:
        return None
