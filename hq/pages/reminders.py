"""Reminders: what each unit still owes, words to copy or to send by one's own mail program, a phone list (R74)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from starlette.responses import Response

from hq.owing import ANYTHING, LACKS, lacks_of, owing, ranks
from hq.pages import words_reports as words
from hq.pages.choosing import Chosen, chosen
from hq.pages.deadlines import days_left
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import download, page
from hq.pages.tables import FILE, SEARCH, Cell, Column, Table, cell, page_of, sheet, wants_file
from hq.pages.units import address_of
from hq.queries.progress import Standing, Wanted, count_of, owing_of
from hq.queries.totals import tally_of
from hq.queries.tree import UnitRow, names_over
from models.overview.reminders import Debtor, Reminder, Sender, phone_list, reminder
from models.overview.standing import owed_on

REMINDERS: Final = "/nhac-viec"
LACK: Final = "thieu"
TEXT: Final = "txt"
"""The phone list as a file of its own."""

LETTERS: Final = 30
"""Reminders on one page: each comes with its whole letter, twice."""

COLUMNS: Final = (
    Column("", words.GROUP, 40),
    Column("", words.OVERSEER, 26),
    Column("", words.OWED, 60),
    Column("", words.STATE, 12),
    Column("", words.WRITE, 12),
)


def _reminders(asked: Asked) -> Response:
    choice = chosen(asked)
    whole = wants_file(asked) or asked.given.get(FILE) == TEXT
    found, first, total = _found(asked, choice.unit, whole=whole) if choice.unit is not None else ((), 0, 0)
    if asked.given.get(FILE) == TEXT:
        return download(phone_list(found).encode(), f"nhac-viec-{asked.today}.txt", "text/plain; charset=utf-8")
    rows = tuple(_row(asked, one) for one in found)
    table = Table(words.REMINDERS, COLUMNS, rows, first=first + 1, total=total, size=LETTERS)
    return sheet(asked, _told(table), "nhac-viec") if wants_file(asked) else _page(asked, choice, table, found)


def _told(table: Table) -> Table:
    """Without its last column: a link that only the page has."""
    return replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows))


def _page(asked: Asked, choice: Chosen, table: Table, found: tuple[Reminder, ...]) -> Response:
    return page(
        asked,
        "reminders.html",
        say=words,
        title=words.REMIND_TITLE.format(unit=choice.unit.name) if choice.unit else words.REMINDERS,
        choice=choice,
        lacks=_lacks(asked, choice.unit),
        table=table,
        texts=found,
        phone=phone_list(found, table.first),
    )


def _found(asked: Asked, unit: UnitRow, *, whole: bool) -> tuple[tuple[Reminder, ...], int, int]:
    """The reminders of the page, or all of them; how many come before them, and how many there are."""
    plan, today = asked.plan, date.fromisoformat(asked.today)
    lack = next((one for one in LACKS if one == asked.given.get(LACK)), None)
    owes = owing(lack) if lack is not None else ANYTHING
    wanted = Wanted(plan.id, under=unit.path, search=asked.given.get(SEARCH, ""), owes=owes)
    total = asked.read(lambda connection: count_of(connection, asked.caller, wanted))
    first, most = (0, None) if whole else (page_of(asked, total, LETTERS), LETTERS)
    order = ranks(plan, today)
    rows = asked.read(lambda connection: owing_of(connection, asked.caller, wanted, order, first=first, most=most))
    over = asked.read(lambda connection: names_over(connection, asked.caller, [one.path for one in rows], asked.today))
    sender = Sender(unit.name, plan, today)
    return tuple(_reminder(sender, one, over.get(one.path, "")) for one in rows), first, total


def _reminder(sender: Sender, one: Standing, over: str) -> Reminder:
    group = over if over != sender.name else ""
    told = (one.date, one.planned_start, one.place, one.minutes)
    debtor = Debtor(one.code, one.name, one.body, one.overseer, group, *told)
    return reminder(sender, debtor, owed_on(sender.plan, sender.today, lacks_of(one.owes)))


def _lacks(asked: Asked, unit: UnitRow | None) -> tuple[tuple[str, str], ...]:
    """Kinds of things that may be missing, each with how many units lack it."""
    campaign = asked.plan.id
    tally = asked.read(lambda connection: tally_of(connection, campaign, unit.unit)) if unit is not None else {}
    return tuple(
        (lack, words.LACKING.format(lack=said, count=tally.get(f"owes:{lack}", 0)) if lack else said)
        for lack, said in words.LACKS.items()
    )


def _nearest(asked: Asked, one: Reminder) -> Cell:
    """The days to the nearest last day of what is owed; a dash for what has none."""
    days = [owed.last_day for owed in one.owed if owed.last_day is not None]
    if not days:
        return cell(None)
    left, mark = days_left(asked.plan, min(days), asked.today)
    return cell(left, mark=mark or "quiet")


def _row(asked: Asked, one: Reminder) -> tuple[Cell, ...]:
    return (
        cell(one.unit.name, href=address_of(one.unit.code), note=one.unit.group),
        cell(one.unit.overseer),
        cell(one.short),
        _nearest(asked, one),
        cell(words.COMPOSE, href=one.mailto),
    )


PAGES: Final = (Page(REMINDERS, EVERYBODY, get=_reminders, label=words.REMINDERS),)
