"""Remedies and tasks of the units, each as the last meeting that came back to it left it (R7, L16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from hq.access import Caller, visible
from hq.queries.progress import counts_in, held_under
from hq.schema import remedies, standings

State = Literal["done", "overdue", "soon", "open", "undated"]
"""done; its day is over; within the days that the plan calls near; later; without a day."""


@dataclass(frozen=True, slots=True)
class WantedTasks:
    """Which remedies: of the units under a path, in one of the states on a day; `near` is the last day called soon."""

    campaign: str
    under: str
    today: str
    near: str
    state: State | None = None


class Task(NamedTuple):
    """One remedy. `owner` is "" for somebody who may not be told whose it is; `due` ISO, or "" with `due_words`."""

    code: str
    unit: str
    path: str
    text: str
    owner: str
    due: str
    due_words: str
    state: State
    date: str  # of the meeting that took it on


_judged: Final = remedies.alias("judged")
_done: Final = exists().where(
    _judged.c.cell_id == remedies.c.cell_id,
    _judged.c.remedy == remedies.c.remedy,
    _judged.c.own.is_(False),
    _judged.c.state == "done",
)


def tasks_of(connection: Connection, caller: Caller, wanted: WantedTasks, first: int, most: int | None) -> list[Task]:
    """The remedies by their day, those without one last; a person's name only for who may read opinions."""
    personal = visible(caller, "opinions", cell=standings.c.cell_id, path=standings.c.path)
    owner = case((remedies.c.personal.is_(False), remedies.c.owner), (personal, remedies.c.owner), else_="")
    unit = (standings.c.code, standings.c.name, standings.c.path, standings.c.date)
    told = (*unit, remedies.c.text, remedies.c.due, remedies.c.due_words)
    rows = _from(caller, wanted, *told, owner.label("owner"), _state(wanted).label("state"))
    ordered = rows.order_by(remedies.c.due == "", remedies.c.due, standings.c.path, remedies.c.remedy)
    return [
        Task(row.code, row.name, row.path, row.text, row.owner, row.due, row.due_words, row.state, row.date)
        for row in connection.execute(ordered.offset(first).limit(most))
    ]


def count_tasks(connection: Connection, caller: Caller, wanted: WantedTasks) -> int:
    """How many there are."""
    return int(connection.execute(_from(caller, wanted, func.count())).scalar_one())


def _state(wanted: WantedTasks) -> ColumnElement[str]:
    due = remedies.c.due
    return case(
        (_done, "done"),
        (due == "", "undated"),
        (due < wanted.today, "overdue"),
        (due <= wanted.near, "soon"),
        else_="open",
    )


def _from(caller: Caller, wanted: WantedTasks, *told: Any) -> Select[Any]:
    found = [held_under(caller, wanted.campaign, wanted.under), remedies.c.own.is_(True)]
    if wanted.state is not None:
        found.append(_state(wanted) == wanted.state)
    return select(*told).select_from(standings.join(remedies, counts_in(remedies))).where(and_(*found))
