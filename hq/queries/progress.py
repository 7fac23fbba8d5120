"""How far each unit is that must meet: rows filtered, ordered and cut by the database (R74, R78, R86)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, Table, and_, case, cast, func, not_, or_, select

from hq.access import Caller, after, narrowed, visible
from hq.counting import Stage, is_judged
from hq.schema import heads, standings, summaries
from models.overview.telling import UNNAMED
from models.vietnamese.text import fold

Mark = Literal["late", "short", "quiet", "attended"]
"""What a standing may be looked for by, beside its stage."""

HELD: Final = frozenset(stage for stage in Stage if stage >= Stage.HELD)
"""The stages of a unit whose session was held."""

Order = Literal["stage", "name", "code", "date", "hour", "overseer", "minutes", "present", "spoke", "tree"]


class Live(NamedTuple):
    """Sessions that began in a time (UTC ms, `until` left out) and were heard of after another; not `yes`: the rest."""

    since: int
    until: int
    heard: int
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which standings. `under` is a path, "" for the caller's whole reach; `search` words with or without marks."""

    campaign: str
    under: str = ""
    search: str = ""
    stages: frozenset[Stage] = frozenset()  # none: any
    marks: Mapping[Mark, bool] | None = None
    since: str = ""  # days of the session, ISO; "" without a bound
    until: str = ""
    owes: Sequence[int] = ()  # values of what it owes, `hq.owing`; none: any
    live: Live | None = None


class Standing(NamedTuple):
    """One unit in a campaign. Days are ISO, "" while there is none; times UTC ms."""

    unit: UUID
    cell: UUID
    code: str
    name: str
    path: str
    body: str
    variant: str
    overseer: str
    stage: Stage
    meeting: UUID | None
    date: str
    planned_start: str
    place: str
    notified: str
    started: int | None
    ended: int | None
    minutes: int | None
    obliged: int
    obliged_present: int
    present: int
    spoke: int
    contributions: int
    adopted_at: int | None
    report_sent: str
    quality: str
    unmet: str  # JSON {code of a rule: "failed" or "waived"}
    late: bool
    short: bool
    quiet: bool
    attended: bool
    last_at: int  # of the last entry that is here, 0 when nothing is
    owes: int  # `hq.owing`
    plan: str  # digest of the plan that headquarters lacks for its meeting, "" when it lacks none
    waiting: int  # lines that the laptops said they have and did not send yet


_FROM_SUMMARY: Final = (
    "planned_start", "place", "notified", "started", "ended", "minutes", "obliged", "obliged_present", "present",
    "spoke", "contributions", "adopted_at", "report_sent", "quality", "last_at", "unmet",
)  # fmt: skip

_OWN: Final = tuple(
    standings.c[name]
    for name in (
        "unit", "cell_id", "code", "name", "path", "body", "variant", "overseer", "stage", "meeting", "date",
        "late", "short", "quiet", "attended", "owes",
    )
)  # fmt: skip

_ORDERS: Final[Mapping[Order, ColumnElement[Any]]] = {
    "stage": standings.c.stage,
    "name": standings.c.name_key,
    "code": standings.c.code,
    "date": func.nullif(standings.c.date, ""),
    "hour": standings.c.hour,
    "overseer": func.nullif(standings.c.overseer_key, ""),
    "minutes": standings.c.minutes,
    "present": standings.c.present,
    "spoke": standings.c.spoke,
    "tree": standings.c.path,
}

_ALWAYS: Final[frozenset[Order]] = frozenset({"stage", "name", "code", "tree"})
"""Orders by what every unit has; of others a unit may have none."""


def counts_in(table: Table) -> ColumnElement[bool]:
    """Joins what a table has of the meeting that counts for a unit to the unit's standing."""
    return and_(table.c.cell_id == standings.c.cell_id, table.c.meeting == standings.c.meeting)


def held_under(caller: Caller, campaign: str, under: str) -> ColumnElement[bool]:
    """The standings under a path whose sessions were held, as far as the caller sees their figures."""
    return condition(caller, Wanted(campaign, under, stages=HELD))


def count_of(connection: Connection, caller: Caller, wanted: Wanted) -> int:
    """How many standings there are."""
    counted = select(func.count()).select_from(standings).where(condition(caller, wanted))
    return connection.execute(counted).scalar_one()


def standings_of(
    connection: Connection,
    caller: Caller,
    wanted: Wanted,
    *,
    order: Order = "stage",
    down: bool = False,
    first: int = 0,
    most: int | None = None,
) -> list[Standing]:
    """At most so many standings from a number on; equal ones in the order of the tree. "hour" is by day, then hour.

    Which ones is asked first, of as few and narrow rows as there are: what a page tells is read for its rows alone.
    """
    if order == "stage" and not wanted.stages:
        # Every stage by name: an index then has each stage's units in the order of the tree, for any reach.
        wanted = replace(wanted, stages=frozenset(Stage))
    return _found(connection, caller, wanted, _by(order, down), first, most)


def across(
    connection: Connection,
    caller: Caller,
    parts: Sequence[tuple[Wanted, int]],
    order: Order,
    *,
    first: int = 0,
    most: int | None = None,
) -> list[Standing]:
    """As `standings_of`, over several kinds one after the other, each with its count."""
    found: list[Standing] = []
    for wanted, count in parts:
        left = None if most is None else most - len(found)
        if first < count and left != 0:
            found += standings_of(connection, caller, wanted, order=order, first=first, most=left)
        first = max(0, first - count)
    return found


def owing_of(
    connection: Connection,
    caller: Caller,
    wanted: Wanted,
    ranks: Mapping[int, int],
    *,
    first: int = 0,
    most: int | None = None,
) -> list[Standing]:
    """As `standings_of`, in the order of reminders: `ranks` is the place of each value of what a unit owes."""
    by = [case(ranks, value=standings.c.owes), standings.c.path]
    return _found(connection, caller, wanted, by, first, most)


def _found(
    connection: Connection,
    caller: Caller,
    wanted: Wanted,
    by: Sequence[ColumnElement[Any]],
    first: int,
    most: int | None,
) -> list[Standing]:
    asked = condition(caller, wanted)
    if most is not None:
        rows = _cut(connection, wanted.campaign, select(standings.c.path).where(asked).order_by(*by), first, most)
    else:
        rows = list(connection.execute(_rows(asked).order_by(*by)))
    waiting = waiting_lines(connection, [row.cell_id for row in rows])
    return [_standing(row, waiting) for row in rows]


def _cut(connection: Connection, campaign: str, paths: Select[tuple[str]], first: int, most: int) -> list[Row[Any]]:
    """So many rows from a number on of those with these paths, in that order: what is wide is read for them alone."""
    found = connection.execute(paths.offset(first).limit(most)).scalars().all()
    rows = connection.execute(_rows(and_(standings.c.campaign == campaign, standings.c.path.in_(found))))
    return sorted(rows, key=lambda row: found.index(row.path))


def _by(order: Order, down: bool) -> list[ColumnElement[Any]]:
    """The order in SQL. What a unit has not told stands last either way."""
    by = _ORDERS[order]
    turned = by.desc() if down else by.asc()
    turned = turned if order in _ALWAYS else turned.nulls_last()
    return [*([standings.c.date] if order == "hour" else []), turned, standings.c.path]


class Overseer(NamedTuple):
    """Somebody who follows units, "" for nobody: how many, how many of them met, to how many of these somebody came."""

    name: str
    units: int
    held: int
    came: int


def overseers(connection: Connection, caller: Caller, campaign: str) -> list[Overseer]:
    """Everybody whom the placements name (R73), in the order of a list."""
    over = standings.c.stage >= Stage.HELD
    held = func.sum(cast(over, Integer))
    came = func.sum(cast(and_(over, standings.c.attended), Integer))
    wanted = select(standings.c.overseer, func.count(), held, came).where(condition(caller, Wanted(campaign)))
    by = (standings.c.overseer_key, standings.c.overseer)
    found = connection.execute(wanted.group_by(*by).order_by(*by))
    return [Overseer(name, int(units), int(met), int(visited)) for name, units, met, visited in found]


def waiting_lines(connection: Connection, cells: Sequence[UUID]) -> Mapping[tuple[UUID, UUID], int]:
    """(cell, meeting) → lines that are still on the laptops, as far as they said."""
    left = func.sum(heads.c.told_end - heads.c.seq)
    wanted = select(heads.c.cell_id, heads.c.meeting, left).where(heads.c.cell_id.in_(cells))
    found = connection.execute(wanted.group_by(heads.c.cell_id, heads.c.meeting))
    return {(row[0], row[1]): int(row[2]) for row in found}


def _rows(condition: ColumnElement[bool]) -> Select[Any]:
    told = [summaries.c[name] for name in _FROM_SUMMARY]
    told += [summaries.c.plan, summaries.c.flags]
    return select(*_OWN, *told).select_from(standings.outerjoin(summaries, counts_in(summaries))).where(condition)


def condition(caller: Caller, wanted: Wanted) -> ColumnElement[bool]:
    """The standings that are wanted, as far as the caller sees their figures."""
    held = standings.c
    if wanted.under:
        caller = narrowed(caller, wanted.under)
    found = [held.campaign == wanted.campaign, visible(caller, "statistics", cell=held.cell_id, path=held.path)]
    if wanted.under and caller.reaches != (wanted.under,):
        found += [held.path >= wanted.under, held.path < after(wanted.under)]
    if wanted.stages:
        found.append(held.stage.in_([int(stage) for stage in wanted.stages]))
    if wanted.since:
        found.append(held.date >= wanted.since)
    if wanted.until:
        found += [held.date <= wanted.until, held.date != ""]
    if wanted.owes:
        found.append(held.owes.in_(wanted.owes))
    if wanted.live is not None:
        found.append(_alive(wanted.live))
    found += [held[mark].is_(yes) for mark, yes in (wanted.marks or {}).items()]
    found += [held.search.contains(word, autoescape=True) for word in fold(wanted.search).split()]
    return and_(*found)


def _alive(live: Live) -> ColumnElement[bool]:
    held = standings.c
    found = and_(held.started >= live.since, held.started < live.until, held.last_at > live.heard)
    return found if live.yes else or_(held.started.is_(None), not_(found))


def _standing(row: Row[Any], waiting: Mapping[tuple[UUID, UUID], int]) -> Standing:
    sent = row.meeting is not None and row.last_at is not None
    plain = {name: getattr(row, name) for name in _FROM_SUMMARY} if sent else _NOTHING
    return Standing(
        unit=row.unit,
        cell=row.cell_id,
        code=row.code,
        name=row.name,
        path=row.path,
        body=row.body,
        variant=row.variant,
        overseer=row.overseer,
        stage=Stage(row.stage),
        meeting=row.meeting,
        date=row.date,
        late=row.late,
        short=row.short,
        quiet=row.quiet,
        attended=row.attended,
        owes=row.owes,
        plan="" if not sent or is_judged(row.flags) else row.plan or UNNAMED,
        waiting=waiting.get((row.cell_id, row.meeting), 0),
        **plain,
    )


_NOTHING: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("planned_start", "place", "notified", "report_sent", "quality"), ""),
    **dict.fromkeys(("started", "ended", "minutes", "adopted_at"), None),
    **dict.fromkeys(("obliged", "obliged_present", "present", "spoke", "contributions", "last_at"), 0),
    "unmet": "{}",
}
"""Of a unit that has sent nothing."""
