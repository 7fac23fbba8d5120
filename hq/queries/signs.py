"""Answers about the indicators, and the signs beyond the list with what people grouped them under (R33–R35)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, and_, insert, select, update

from hq.access import Caller, note, ordered_id, visible
from hq.queries.progress import Standing, counts_in, held_under
from hq.schema import groupings, indicators, standings
from hq.standing import Place, within

LABEL: Final = 200
"""Letters of a group's name."""


class Answer(NamedTuple):
    """What a unit says of one indicator: codes of `models.board` and of the plan's degrees."""

    answer: str
    degree: str


class Sign(NamedTuple):
    """A sign beyond the list. `label` is the group it was put into by the act `act`; "" and None: none."""

    cell: UUID
    meeting: UUID
    indicator: str
    title: str
    degree: str
    code: str
    unit: str
    path: str
    label: str
    act: UUID | None


def answers_of(connection: Connection, rows: Iterable[Standing]) -> Mapping[UUID, Mapping[int, Answer]]:
    """Unit → number of the indicator → its answer."""
    by_place = {Place(row.cell, row.meeting): row.unit for row in rows if row.meeting is not None}
    found: defaultdict[UUID, dict[int, Answer]] = defaultdict(dict)
    if by_place:
        listed = and_(within(indicators, list(by_place)), indicators.c.number.is_not(None))
        for row in connection.execute(select(indicators).where(listed)):
            found[by_place[Place(row.cell_id, row.meeting)]][row.number] = Answer(row.answer, row.degree)
    return found


def signs_of(connection: Connection, caller: Caller, campaign: str, under: str, most: int) -> list[Sign]:
    """The signs beyond the list that the units under a path found, at most so many; in the order of the tree."""
    rows = connection.execute(_signs(caller, campaign, under).order_by(standings.c.path).limit(most)).all()
    labels = _labels(connection, {row.cell_id for row in rows})
    nothing: tuple[str, UUID | None] = ("", None)
    return [
        Sign(
            row.cell_id,
            row.meeting,
            row.indicator,
            row.title,
            row.degree,
            row.code,
            row.name,
            row.path,
            *labels.get((row.cell_id, row.meeting, row.indicator), nothing),
        )
        for row in rows
    ]


def _signs(caller: Caller, campaign: str, under: str) -> Select[Any]:
    found = select(indicators, standings.c.code, standings.c.name, standings.c.path)
    found = found.select_from(standings.join(indicators, counts_in(indicators)))
    return found.where(held_under(caller, campaign, under), indicators.c.number.is_(None))


def _labels(connection: Connection, cells: Iterable[UUID]) -> dict[tuple[UUID, UUID, str], tuple[str, UUID]]:
    """The last act that stands about each sign."""
    wanted = select(groupings).where(groupings.c.cell_id.in_(cells), groupings.c.undone_at.is_(None))
    ordered = connection.execute(wanted.order_by(groupings.c.made_at, groupings.c.act))
    return {(row.cell_id, row.meeting, row.indicator): (row.label, row.act) for row in ordered}


# --- grouping: a person's act, noted, and undone as a whole -------------------------------------------------------


def group(connection: Connection, caller: Caller, signs: Sequence[Sign], label: str, now: int) -> UUID | None:
    """Put signs that the caller was shown into a group; the act, None where all are in it already: the form came twice,
    and undoing it once has to be enough.
    """
    act, label = ordered_id(now), label[:LABEL]
    shared = {"act": act, "label": label, "made_by": caller.account, "made_at": now}
    moved = [one for one in signs if one.label != label]
    rows = [{**shared, "cell_id": one.cell, "meeting": one.meeting, "indicator": one.indicator} for one in moved]
    if not rows:
        return None
    connection.execute(insert(groupings), rows)
    note(connection, now, caller.actor, "signs.grouped", f"grouping:{act}", signs=len(rows))
    return act


def ungroup(connection: Connection, caller: Caller, act: UUID, now: int) -> bool:
    """Undo an act; whether it stood, over signs that the caller all reaches."""
    mine = and_(groupings.c.act == act, groupings.c.undone_at.is_(None))
    grouped = connection.execute(select(groupings.c.cell_id).where(mine)).scalars().all()
    seen = visible(caller, "statistics", cell=standings.c.cell_id, path=standings.c.path)
    reached = select(standings.c.cell_id).where(standings.c.cell_id.in_(grouped), seen)
    if not grouped or set(connection.execute(reached).scalars()) != set(grouped):
        return False
    connection.execute(update(groupings).where(mine).values(undone_at=now))
    note(connection, now, caller.actor, "signs.ungrouped", f"grouping:{act}")
    return True
