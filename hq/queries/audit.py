"""Lines of the audit, its ids made readable where something is known by them (sync.md §8)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, select

from hq.schema import accounts, audit, cells, devices, grants, groupings, summaries, units


class AuditRow(NamedTuple):
    """One line of the audit. A unit is told by its code, a laptop by its short name, a meeting by its day (ISO)."""

    at: int  # UTC ms
    actor: str
    what: str
    about: str
    detail: Mapping[str, Any]


def audit_count(connection: Connection, what: str, since: int, until: int) -> int:
    """How many lines there are of a kind ("" for all) in a time (UTC ms, `until` left out)."""
    counted = select(func.count()).select_from(audit).where(*_of(what, since, until))
    return connection.execute(counted).scalar_one()


def audit_lines(
    connection: Connection, what: str, since: int, until: int, *, first: int = 0, most: int | None = None
) -> list[AuditRow]:
    """Lines of the audit, the latest first, cut by the database."""
    wanted = select(audit).where(*_of(what, since, until)).order_by(audit.c.id.desc())
    rows = connection.execute(wanted.offset(first).limit(most)).all()
    details = [_marked(json.loads(row.detail)) for row in rows]
    ids = [str(value) for detail in details for value in detail.values()]
    names = _names(connection, {*ids, *(name for row in rows for name in (row.actor, row.about))})
    return [
        AuditRow(
            row.at,
            names.get(row.actor, row.actor),
            row.what,
            names.get(row.about, row.about),
            {name: _named(value, names) for name, value in detail.items()},
        )
        for row, detail in zip(rows, details, strict=True)
    ]


def _of(what: str, since: int, until: int) -> list[ColumnElement[bool]]:
    return [audit.c.at >= since, audit.c.at < until, *([audit.c.what == what] if what else [])]


def kinds_of_lines(connection: Connection) -> list[str]:
    """Every kind of line that the audit holds."""
    return list(connection.execute(select(audit.c.what).distinct().order_by(audit.c.what)).scalars())


# --- names ----------------------------------------------------------------------------------------------------------

_IDS: Final = ("unit", "meeting")
"""Details that are bare ids."""

_UNITS_OF_CELLS: Final = cells.join(units, units.c.unit == cells.c.unit)
_TOLD: Final[Mapping[str, Callable[[Sequence[UUID]], Select[Any]]]] = {
    "account": lambda ids: select(accounts.c.account, accounts.c.login).where(accounts.c.account.in_(ids)),
    "cell": lambda ids: (
        select(cells.c.cell_id, units.c.code).select_from(_UNITS_OF_CELLS).where(cells.c.cell_id.in_(ids))
    ),
    "unit": lambda ids: select(units.c.unit, units.c.code).where(units.c.unit.in_(ids)),
    "device": lambda ids: select(devices.c.device, devices.c.alias).where(devices.c.device.in_(ids)),
    "grant": lambda ids: (
        select(grants.c.id, accounts.c.login)
        .join(accounts, accounts.c.account == grants.c.account)
        .where(grants.c.id.in_(ids))
    ),
    "grouping": lambda ids: select(groupings.c.act, groupings.c.label).where(groupings.c.act.in_(ids)).distinct(),
    "meeting": lambda ids: select(summaries.c.meeting, summaries.c.date).where(summaries.c.meeting.in_(ids)),
}
"""Kind of an id → its rows of (id, what people know it by)."""


def _names(connection: Connection, told: set[str]) -> dict[str, str]:
    """ "kind:id" → what people know it by, of the ids of which something is known."""
    found: dict[str, str] = {}
    for kind, rows in _TOLD.items():
        ids = _ids(told, f"{kind}:")
        if ids:
            found |= {f"{kind}:{row[0]}": str(row[1]) for row in connection.execute(rows(ids)) if row[1]}
    return found


def _marked(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The details with their bare ids as "kind:id", as the other columns have them."""
    return {name: f"{name}:{value}" if name in _IDS else value for name, value in detail.items()}


def _named(value: Any, names: Mapping[str, str]) -> Any:
    return names.get(value, value) if isinstance(value, str) else value


def _ids(told: Iterable[str], kind: str) -> list[UUID]:
    found = []
    for one in told:
        try:
            found += [UUID(one.removeprefix(kind))] if one.startswith(kind) else []
        except ValueError:
            continue
    return found
