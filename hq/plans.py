"""The plans that headquarters knows: for the meetings that name them, and the one that its pages are about.

A meeting is counted by the plan that it was opened with, as on its laptop. Where headquarters was given no such plan,
or reads it no longer, the meeting keeps its facts and is not judged (`hq.fold`).

Pages, reports and sums are about one campaign. Which one stands in the database, so that several servers agree; left
alone it is the plan that comes with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, select

from documents.contents import ContentUnreadable, plan_of
from documents.plan_file import overview_in
from hq.access import note
from hq.rows import replace, replace_other
from hq.schema import contents, settings
from models.overview.pattern import Pattern
from models.plan import Plan

PLAN: Final = "plan"
"""The kind of the plan that is handed out."""

_KEPT_KIND: Final = "plan kept"
"""The kind of such a content; in the place of a unit stands the first half of the plan's digest."""

_IN_USE: Final = "plan in use"
"""The setting with the digest of the plan that the pages are about; not there: the program's own."""


class Known(NamedTuple):
    """A plan that headquarters has. `plan` None: kept, but this program reads it no longer. `at`: UTC ms, None: own."""

    digest: str
    plan: Plan | None
    at: int | None


# --- kept -----------------------------------------------------------------------------------------------------------


def keep_plan(connection: Connection, digest: str, content: bytes, now: int) -> None:
    """Keep the plan of that digest, as `documents.contents.plan_content` gives it."""
    replace(connection, contents, **_row(digest, content, now))


def keep_new_plan(connection: Connection, digest: str, content: bytes, now: int) -> bool:
    """As `keep_plan`, but one that is there stays as it is; whether it was new."""
    return replace_other(connection, contents, **_row(digest, content, now))


def _row(digest: str, content: bytes, now: int) -> dict[str, object]:
    return {"kind": _KEPT_KIND, "unit": UUID(hex=digest[:32]), "digest": digest, "content": content, "at": now}


def kept_plan(connection: Connection, digest: str) -> Plan | None:
    """The plan of that digest, None where headquarters was given none such or reads it no longer."""
    found = _first(connection, _of(digest))
    return None if found is None else found.plan


def named_plan(connection: Connection, digest: str, own: Plan) -> Plan | None:
    """As `kept_plan`, or the program's own where that is meant."""
    found = kept_plan(connection, digest)
    return own if found is None and digest == own.digest() else found


def handed_plan(connection: Connection) -> Plan | None:
    """The plan that is handed out, None where it is left at the one that comes along."""
    found = _first(connection, contents.c.kind == PLAN)
    return None if found is None else found.plan


def known_plans(connection: Connection, own: Plan) -> list[Known]:
    """Every plan that headquarters has, the latest given first; at the end the program's `own`, unless it was given."""
    found, digest = list(_kept(connection)), own.digest()
    return found if digest in {one.digest for one in found} else [*found, Known(digest, own, None)]


def _kept(connection: Connection) -> Iterator[Known]:
    wanted = select(contents.c.digest, contents.c.content, contents.c.at).where(contents.c.kind == _KEPT_KIND)
    for row in connection.execute(wanted.order_by(contents.c.at.desc(), contents.c.digest)).all():
        read = _read(bytes(row.content))
        yield Known(row.digest, None if read is None else read.plan, row.at)


def _of(digest: str) -> ColumnElement[bool]:
    return (contents.c.kind == _KEPT_KIND) & (contents.c.digest == digest)


def _first(connection: Connection, which: ColumnElement[bool]) -> _Read | None:
    content = connection.execute(select(contents.c.content).where(which)).scalars().first()
    return None if content is None else _read(bytes(content))


class _Read(NamedTuple):
    """What a kept content says: the plan, and how headquarters reports of it where it says so."""

    plan: Plan
    pattern: Pattern | None


@lru_cache(maxsize=16)
def _read(content: bytes) -> _Read | None:
    try:
        plan, files = plan_of(content)
        return _Read(plan, overview_in(files))
    except ContentUnreadable:
        return None


# --- in use ---------------------------------------------------------------------------------------------------------


def digest_in_use(connection: Connection) -> str:
    """The digest of the plan that the pages are about, "" for the program's own."""
    found = connection.execute(select(settings.c.value).where(settings.c.name == _IN_USE)).scalar()
    return "" if found is None else bytes(found).decode("ascii")


def plan_in_use(connection: Connection, own: Plan) -> Plan:
    """The plan that the pages are about; `own` where none was chosen, or this program does not read what was."""
    digest = digest_in_use(connection)
    return own if not digest else kept_plan(connection, digest) or own


def use_plan(connection: Connection, digest: str, own: Plan, actor: str, now: int) -> bool:
    """Make it the plan of the pages, noted; whether that changed anything. The sums are made anew in the background.

    The plan is kept, or `own`: that is for the caller to see to.
    """
    if digest == (digest_in_use(connection) or own.digest()):
        return False
    if kept_plan(connection, digest) is None:
        connection.execute(delete(settings).where(settings.c.name == _IN_USE))
    else:
        replace(connection, settings, name=_IN_USE, value=digest.encode("ascii"))
    note(connection, now, actor, "plan.used", "everyone", digest=digest)
    return True


def plan_of_campaign(connection: Connection, campaign: str, own: Plan) -> Plan | None:
    """The plan of a campaign: the one in use, else the latest that was given; None where there is none."""
    used = plan_in_use(connection, own)
    if used.id == campaign:
        return used
    found = (one.plan for one in _kept(connection) if one.plan is not None and one.plan.id == campaign)
    return next(found, own if own.id == campaign else None)


def pattern_in_use(connection: Connection) -> Pattern | None:
    """How the plan in use wants its summary report, None where it leaves that to the program."""
    digest = digest_in_use(connection)
    found = _first(connection, _of(digest)) if digest else None
    return None if found is None else found.pattern
