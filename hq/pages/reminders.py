"""Reminders: what each unit still owes, words to copy or to send by one's own mail program, a phone list (R74)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.responses import Response

from hq.pages import words_reports as words
from hq.pages.choosing import chosen
from hq.pages.deadlines import days_left
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import download, page
from hq.pages.tables import FILE, SEARCH, Cell, Column, cell, listed, matching, sheet, wants_file
from hq.pages.units import address_of
from models.overview.reminders import Reminder, phone_list, reminders

REMINDERS: Final = "/nhac-viec"
LACK: Final = "thieu"

COLUMNS: Final = (
    Column("", words.GROUP, 40),
    Column("", words.OVERSEER, 26),
    Column("", words.OWED, 60),
    Column("", words.STATE, 12),
    Column("", words.WRITE, 12),
)


def _reminders(asked: Asked) -> Response:
    choice = chosen(asked)
    every = reminders(choice.overview) if choice.overview is not None else ()
    found = _wanted(asked, every)
    if asked.given.get(FILE) == "txt":
        return download(phone_list(found).encode(), f"nhac-viec-{asked.today}.txt", "text/plain; charset=utf-8")
    table = listed(asked, words.REMINDERS, COLUMNS, [_row(asked, one) for one in found])
    if wants_file(asked):
        return sheet(asked, table, "nhac-viec")
    return page(
        asked,
        "reminders.html",
        say=words,
        title=words.REMIND_TITLE.format(unit=choice.overview.name) if choice.overview else words.REMINDERS,
        choice=choice,
        lacks=_lacks(every),
        table=table,
        texts=found[table.first - 1 : table.last],
        phone=phone_list(found),
    )


def _wanted(asked: Asked, found: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    """Those about the kind of thing that is looked for, in whose unit the words stand."""
    lack = asked.given.get(LACK, "")
    kept = [one for one in found if not lack or any(owed.lack == lack for owed in one.owed)]
    texts = asked.given.get(SEARCH, "")
    return tuple(matching(kept, texts, lambda one: (one.unit.name, one.unit.code, one.unit.overseer)))


def _lacks(every: tuple[Reminder, ...]) -> tuple[tuple[str, str], ...]:
    """Kinds of things that may be missing, each with how many units lack it."""
    counts: Counter[str] = Counter(lack for one in every for lack in {owed.lack for owed in one.owed})
    return tuple(
        (lack, words.LACKING.format(lack=said, count=counts[lack]) if lack else said)
        for lack, said in words.LACKS.items()
    )


def _nearest(asked: Asked, one: Reminder) -> Cell:
    """The days to the nearest last day of what is owed; a dash for what has none."""
    days = [owed.last_day for owed in one.owed if owed.last_day is not None]
    if not days:
        return cell(None)
    left, mark = days_left(asked.services.plan, min(days), asked.today)
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
