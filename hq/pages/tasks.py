"""Commitments: remedies and tasks by their day and who does them, done, open and overdue (R7, L16)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, get_args

from starlette.responses import Response

from hq.pages import words_figures as words
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import LARGE, address, campaigns_of, crumbs_of, plan_for, scope_asked, title_of
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Mark, Table, cell, cut, sheet, wants_file
from hq.pages.units import address_of, names_above
from hq.queries.scope import Scope
from hq.queries.tasks import State, Task, WantedTasks, count_tasks, tasks_of
from hq.queries.totals import Total
from hq.tally import UNITS, Tally
from models.minutes.phrases import written_day

TASKS: Final = "/cam-ket"
STATE: Final = "tinh-trang"
_STATES: Final[tuple[State, ...]] = ("overdue", "soon", "open", "undated", "done")
_MARKS: Final[dict[State, Mark]] = {"overdue": "bad", "soon": "warn", "open": "", "undated": "quiet", "done": "good"}

_COLUMNS: Final = (
    Column("", words.TASK, 60),
    Column("", words.UNIT, 36),
    Column("", words.OWNER, 30),
    Column("", words.DUE, 14),
    Column("", words.STATE, 16),
    Column("", words.TAKEN, 14),
)
_OFFICES: Final = (
    Column("", words.UNIT, 44),
    *(Column("", words.STATES[state], 14, number=True) for state in _STATES),
)


def counts(total: Tally, today: str, near: str) -> dict[State, int]:
    """How many remedies stand how on a day; every state is named."""
    found: dict[State, int] = dict.fromkeys(_STATES, 0)
    for measure, count in total.items():
        kind, _, due = measure.partition(":")
        if kind == "task":
            found[_state(due, today, near)] += count
    return found


def _state(due: str, today: str, near: str) -> State:
    if due == "done":
        return "done"
    if not due:
        return "undated"
    return "overdue" if due < today else "soon" if due <= near else "open"


# --- rows -----------------------------------------------------------------------------------------------------------


def _task(one: Task, over: str) -> tuple[Cell, ...]:
    due = date.fromisoformat(one.due) if one.due else None
    return (
        cell(one.text),
        cell(one.unit, href=address_of(one.code), note=over),
        cell(one.owner or words.OWNER_HIDDEN),
        cell(due) if due else cell(written_day(one.due_words)),
        cell(words.STATES[one.state], mark=_MARKS[one.state]),
        cell(date.fromisoformat(one.date) if one.date else None),
    )


def _office(asked: Asked, one: Total, near: str) -> tuple[Cell, ...]:
    found = counts(one.tally, asked.today, near)
    cells = (cell(found[state], mark=_MARKS[state] if found[state] and state == "overdue" else "") for state in _STATES)
    return (cell(one.name, href=address(asked, one.code)), *cells)


def _table(asked: Asked, scope: Scope, near: str) -> Table:
    """Single remedies; over very many units the sums of the offices below instead."""
    if scope.offices and scope.total.get(UNITS, 0) > LARGE:
        return Table(words.TASKS_OF_OFFICES, _OFFICES, tuple(_office(asked, one, near) for one in scope.offices))
    given = asked.given.get(STATE, "")
    state: State | None = given if given in get_args(State) else None  # type: ignore[assignment]
    wanted = WantedTasks(scope.campaign, scope.path, asked.today, near, state)
    total = asked.read(lambda connection: count_tasks(connection, asked.caller, wanted))
    first, most = cut(asked, total)

    found = asked.read(lambda connection: tasks_of(connection, asked.caller, wanted, first, most))
    over = names_above(asked, [one.path for one in found], scope.path)
    rows = tuple(_task(one, over.get(one.path, "")) for one in found)
    return Table(words.TASK_LIST, _COLUMNS, rows, first=first + 1, total=total)


def _tasks(asked: Asked) -> Response:
    scope = scope_asked(asked)
    days = plan_for(asked, scope).thresholds.deadline_warning_days
    near = (date.fromisoformat(asked.today) + timedelta(days=days)).isoformat()
    table = _table(asked, scope, near)
    if wants_file(asked):
        return sheet(asked, table, "cam-ket")
    found = counts(scope.total, asked.today, near)
    named = {**words.STATES, "soon": words.SOON.format(days=days)}
    return page(
        asked,
        "tasks.html",
        say=words,
        crumbs=crumbs_of(asked, scope),
        title=title_of(scope),
        scope=scope,
        campaigns=campaigns_of(scope),
        tiles=[(found[one], named[one], _MARKS[one] if found[one] else "", _only(asked, one)) for one in _STATES],
        table=table,
        filters=(("", words.ALL), *((state, named[state]) for state in _STATES)),
        chosen=asked.given.get(STATE, ""),
        single=table.columns is _COLUMNS,
    )


def _only(asked: Asked, state: State) -> str:
    return asked.here(**{STATE: state, "trang": ""})


PAGES: Final = (Page(TASKS, EVERYBODY, get=_tasks, label=words.TASKS),)
