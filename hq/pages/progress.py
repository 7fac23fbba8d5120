"""How far the campaign is: sums on top, units below, worst first; who follows them and whether they came (R73, R74)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from hq.counting import Stage
from hq.pages import words_progress as words
from hq.pages.admin import TREE, whole
from hq.pages.choosing import MOST_UNITS
from hq.pages.deadlines import days_left
from hq.pages.glance import MARK, PROGRESS, STAGE, UNDER, Place, answers, looked_for, under
from hq.pages.lacking import lacking, row_note
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import Link, page
from hq.pages.tables import (
    SEARCH,
    Cell,
    Column,
    Mark,
    Table,
    cell,
    cut,
    order_of,
    sheet,
    wants_file,
)
from hq.pages.unit import address_of_standing, came_cell, is_left, stage_words, wanted_unit
from hq.pages.units import address_of, crumbs_to, names_above
from hq.queries.progress import Mark as Looked
from hq.queries.progress import Order, Overseer, Standing, Wanted, count_of, overseers, standings_of
from hq.queries.totals import Total, tally_of, total_of, totals_below
from hq.queries.tree import UnitRow, own_unit
from hq.tally import UNITS, Tally
from models.minutes.phrases import iso_date
from models.overview.standing import awaits_superior, reports
from models.overview.telling import of_session
from models.plan import Plan

REPORT_FILE: Final = "/bao-cao/tep.docx"
_LOOKED: Final[Mapping[str, tuple[Looked, bool]]] = {
    "tre": ("late", True),
    "ngan": ("short", True),
    "im-lang": ("quiet", True),
    "khong-du": ("attended", False),
}
_ORDERS: Final[Mapping[str, Order]] = {
    "buoc": "stage",
    "ten": "name",
    "ngay": "date",
    "phut": "minutes",
    "co-mat": "present",
    "phat-bieu": "spoke",
    "theo-doi": "overseer",
}
COLUMNS: Final = (
    Column("ten", words.NAME, 40),
    Column("buoc", words.STAGE, 18),
    Column("", words.NEXT, 22),
    Column("ngay", words.DATE, 13),
    Column("phut", words.MINUTES, 8, number=True),
    Column("co-mat", words.PRESENT, 10, number=True),
    Column("phat-bieu", words.SPOKE, 10, number=True),
    Column("", words.PAPERS, 18),
    Column("", words.REPORT, 14),
    Column("theo-doi", words.OVERSEER, 28),
)
BELOW: Final = (
    Column("", words.NAME, 40),
    Column("", words.SUM_UNITS, 10, number=True),
    Column("", words.SUM_SILENT, 10, number=True),
    Column("", words.SUM_HELD, 14, number=True),
    Column("", words.SUM_LATE, 10, number=True),
    Column("", words.SUM_SHORT, 10, number=True),
    Column("", words.SUM_ADOPTED, 14, number=True),
    Column("", words.SUM_REPORTED, 14, number=True),
    Column("", words.SUM_ATTENDED, 14, number=True),
)
FOLLOWERS: Final = (
    Column("ten", words.OVERSEER, 32),
    Column("don-vi", words.FOLLOWED, 10, number=True),
    Column("da-hop", words.FOLLOWED_HELD, 10, number=True),
    Column("co-du", words.FOLLOWED_CAME, 14, number=True),
    Column("chua-du", words.FOLLOWED_MISSED, 10, number=True),
)


# --- the page -------------------------------------------------------------------------------------------------------


def _progress(asked: Asked) -> Response:
    top = wanted_unit(asked, asked.given[UNDER]) if asked.given.get(UNDER) else None
    node = top or asked.read(lambda connection: own_unit(connection, asked.caller, asked.today))
    table = _standings(asked, top, node.path if node else "")
    if wants_file(asked):
        return sheet(asked, table, "tien-do")
    tally, offices = _sums(asked, top)
    crumbs = (
        tuple(link._replace(href=under(link.href)) for link in crumbs_to(asked, top.path, asked.today)) if top else ()
    )
    return page(
        asked,
        "progress.html",
        say=words,
        crumbs=crumbs,
        title=words.TITLE.format(unit=node.name if node else words.EVERYWHERE),
        plan=asked.plan,
        units=tally.get(UNITS, 0),
        bring_in=TREE if whole(asked) else "",
        answers=answers(asked, Place(tally, offices, top.code if top else "", top.path if top else "")),
        report=_report(node.code, tally) if node else "",
        about=f"?{urlencode({UNDER: top.code})}" if top else "",
        lacking=lacking(asked, asked.plan.id, node.path if node else "", tally),
        tiles=_tiles(asked, tally),
        below=Table(words.BELOW, BELOW, tuple(map(_total, offices))),
        table=table,
        sorts=tuple((column.key, column.heading) for column in COLUMNS if column.key),
    )


def _report(code: str, tally: Tally) -> str:
    """Where the report of the unit is fetched as a paper to work on; "" where no page makes one of so many units."""
    return f"{REPORT_FILE}?{urlencode({UNDER: code})}" if 0 < tally.get(UNITS, 0) <= MOST_UNITS else ""


def _sums(asked: Asked, top: UnitRow | None) -> tuple[Tally, list[Total]]:
    """What all below adds up to, and the offices right below with their sums; those with most to chase first."""
    campaign = asked.plan.id
    unit = top.unit if top is not None else asked.caller.unit
    tally, found = asked.read(
        lambda connection: (
            tally_of(connection, campaign, top.unit) if top else total_of(connection, asked.caller, campaign),
            totals_below(connection, asked.caller, campaign, unit, asked.today),
        )
    )
    leading = sorted(
        (one for one in found if one.leads), key=lambda one: one.tally.get("held", 0) - one.tally.get(UNITS, 0)
    )
    return tally, leading


def _total(one: Total) -> tuple[Cell, ...]:
    counts, whole = one.tally, one.tally.get(UNITS, 0)
    held, silent = counts.get("held", 0), whole - counts.get("sent", 0)
    return (
        cell(one.name, href=under(address_of(one.code))),
        cell(whole),
        cell(silent, mark="bad" if silent else ""),
        _part(held, whole),
        cell(counts.get("held_late", 0), mark="bad" if counts.get("held_late") else ""),
        cell(counts.get("short", 0), mark="warn" if counts.get("short") else ""),
        _part(counts.get("adopted", 0), held),
        _part(counts.get("reported", 0), held),
        _part(counts.get("attended", 0), counts.get("awaited", 0)),
    )


def _part(part: int, whole: int) -> Cell:
    return cell(part, text=words.OF.format(part=part, whole=whole), mark="good" if whole and part == whole else "")


def _tiles(asked: Asked, tally: Tally) -> tuple[tuple[int, str, str, Mark], ...]:
    """(count, what it is, where its units are listed, its colour) of what one looks for first."""
    counted = (tally.get(name, 0) for name in (UNITS, "sent", "started", "held"))
    whole, sent, started, held = counted
    least = asked.plan.thresholds.minimum_minutes
    found: tuple[tuple[int, str, dict[str, str], Mark], ...] = (
        (whole, words.UNITS, {}, ""),
        (whole - sent, words.SILENT, {STAGE: "chua-gui"}, "bad"),
        (sent - started, words.ANNOUNCED, {STAGE: "chuan-bi"}, "warn"),
        (started - held, words.BEGUN, {STAGE: "dang-hop"}, "warn"),
        (held, words.HELD, {STAGE: "da-hop"}, "good"),
        (tally.get("reported", 0), words.REPORTED, {STAGE: "da-bao-cao"}, "good"),
        (tally.get("late", 0), words.LATE, {MARK: "tre"}, "bad"),
        (tally.get("short", 0), words.SHORT.format(least=least), {MARK: "ngan"}, "bad"),
        (held - tally.get("adopted", 0), words.NO_MINUTES, {STAGE: "thieu-bien-ban"}, "warn"),
        (
            tally.get("awaited", 0) - tally.get("attended", 0),
            words.NO_SUPERIOR,
            {STAGE: "da-hop", MARK: "khong-du"},
            "warn",
        ),
        (tally.get("quiet", 0), words.QUIET, {MARK: "im-lang"}, "warn"),
    )
    return tuple(
        (count, what, looked_for(asked, **fields), mark if count else "") for count, what, fields, mark in found
    )


# --- units ----------------------------------------------------------------------------------------------------------


def _standings(asked: Asked, top: UnitRow | None, home: str) -> Table:
    """The units that are looked for, cut by the database; which unit is above one is told unless it is that at home."""
    wanted = wanted_standings(asked, top)
    sort, down = order_of(asked, COLUMNS, "buoc")
    total = asked.read(lambda connection: count_of(connection, asked.caller, wanted))
    first, most = cut(asked, total)
    order = _ORDERS[sort]
    rows = asked.read(
        lambda connection: standings_of(
            connection, asked.caller, wanted, order=order, down=down, first=first, most=most
        )
    )
    over = names_above(asked, [one.path for one in rows], home)
    shown = tuple(_row(asked, one, over.get(one.path, "")) for one in rows)
    return Table(words.LIST, COLUMNS, shown, sort, down, first + 1, total)


def wanted_standings(asked: Asked, top: UnitRow | None) -> Wanted:
    """What the address looks for."""
    looked = _LOOKED.get(asked.given.get(MARK, ""))
    stages = words.STAGE_KEYS.get(asked.given.get(STAGE, ""), frozenset())
    if looked is not None and looked[0] == "attended" and not stages:
        stages = words.STAGE_KEYS["da-hop"]
    return Wanted(
        asked.plan.id,
        under=top.path if top is not None else "",
        search=asked.given.get(SEARCH, ""),
        stages=stages,
        marks=dict([looked]) if looked is not None else None,
    )


def _row(asked: Asked, one: Standing, over: str) -> tuple[Cell, ...]:
    held = one.stage >= Stage.HELD
    return (
        unit_cell(one, over),
        _stage(asked, one),
        _next(asked, one),
        _date(asked, one),
        cell(one.minutes if held else None, mark="bad" if one.short else ""),
        came_cell(one) if held else cell(None),
        cell(one.spoke, text=words.OF.format(part=one.spoke, whole=one.present), mark="warn" if one.quiet else "")
        if held
        else cell(None),
        cell(words.HAS if one.adopted_at is not None else None, note=_waiting(one)),
        cell(iso_date(one.report_sent)),
        overseer_cell(asked, one),
    )


def _stage(asked: Asked, one: Standing) -> Cell:
    return cell(
        stage_words(one, asked.now),
        mark="bad" if is_left(one, asked.now) else _STAGE_MARKS[one.stage],
        note="; ".join(filter(None, (words.IS_LATE if one.late else "", _unkept(asked.plan, one), row_note(one.plan)))),
    )


def _unkept(plan: Plan, one: Standing) -> str:
    """Which rules about the session it left unkept without a written reason, but for those that only inform (L8)."""
    if one.stage < Stage.HELD:
        return ""
    failed = {code for code, state in json.loads(one.unmet).items() if state == "failed" and of_session(code)}
    named = [rule.label for rule in plan.rules if rule.code in failed and rule.level_for(one.body) != "I"]
    return words.UNKEPT.format(rules="; ".join(named)) if named else ""


def _date(asked: Asked, one: Standing) -> Cell:
    """The day of the session, held or announced; after the plan's last day it stands out (R17)."""
    day = iso_date(one.date) if one.meeting is not None else None
    late = day is not None and day > asked.plan.deadlines.session.last_day
    return cell(day, mark="bad" if late else "")


_STAGE_MARKS: Final[Mapping[Stage, Mark]] = {
    Stage.SILENT: "bad",
    Stage.PLANNED: "warn",
    Stage.NOTIFIED: "warn",
    Stage.RUNNING: "warn",
    Stage.HELD: "quiet",
    Stage.ADOPTED: "good",
    Stage.REPORTED: "good",
}


def unit_cell(one: Standing, over: str = "") -> Cell:
    """A unit's name: to its session when it sent one, else to its own page; `over` is the unit above it."""
    return cell(one.name, href=address_of_standing(one), note=f"{one.code}, {over}" if over else one.code)


def overseer_cell(asked: Asked, one: Standing) -> Cell:
    """Who follows a unit and, once it met, whether somebody from above came if the plan sends anybody (R73)."""
    told = one.stage >= Stage.HELD and awaits_superior(asked.plan, one.body)
    came = "" if not told else words.CAME if one.attended else words.CAME_NOT
    return cell(one.overseer, text=one.overseer or words.NO_OVERSEER, note=came)


def _waiting(one: Standing) -> str:
    return words.WAITING.format(count=one.waiting) if one.waiting > 0 else ""


# --- what is owed next ----------------------------------------------------------------------------------------------


def _next(asked: Asked, one: Standing) -> Cell:
    """What a unit owes next and how long it still has."""
    plan = asked.plan
    if one.stage < Stage.HELD:
        said, day = words.MEET, plan.deadlines.session.last_day
    elif not one.report_sent and reports(plan, one.body):
        said, day = words.SEND, plan.deadlines.report.last_day
    else:
        return cell(words.DONE, mark="good")
    left, mark = days_left(plan, day, asked.today)
    return cell(said.format(left=left), mark=mark)


# --- who follows ----------------------------------------------------------------------------------------------------


def _followers(asked: Asked) -> Response:
    """Every person who follows units, and how many of their sessions somebody from above attended (R71–R73)."""
    table = _followed(asked)
    if wants_file(asked):
        return sheet(asked, table, "nguoi-theo-doi")
    crumbs = (Link(words.PROGRESS, PROGRESS), Link(words.WHO_FOLLOWS, asked.path, here=True))
    return page(asked, "followers.html", say=words, crumbs=crumbs, table=table)


def _followed(asked: Asked) -> Table:
    """Those of a page, ordered before they are made cells of: a city has thousands."""
    sort, down = order_of(asked, FOLLOWERS, "chua-du", down=True)
    campaign = asked.plan.id
    found = asked.read(lambda connection: overseers(connection, asked.caller, campaign))
    if sort != "ten":
        found.sort(key=_COUNTED[sort], reverse=down)
    else:
        named = [one for one in found if one.name]
        found = [*(reversed(named) if down else named), *(one for one in found if not one.name)]
    first, most = cut(asked, len(found))
    shown = tuple(map(_follower, found[first:][:most]))
    return Table(words.WHO_FOLLOWS, FOLLOWERS, shown, sort, down, first + 1, len(found))


_COUNTED: Final[Mapping[str, Callable[[Overseer], int]]] = {
    "don-vi": attrgetter("units"),
    "da-hop": attrgetter("held"),
    "co-du": attrgetter("came"),
    "chua-du": lambda one: one.held - one.came,
}


def _follower(one: Overseer) -> tuple[Cell, ...]:
    missed = one.held - one.came
    href = f"{PROGRESS}?{urlencode({SEARCH: one.name})}" if one.name else ""
    named = cell(one.name, text=one.name or words.NO_OVERSEER, href=href)
    return named, cell(one.units), cell(one.held), cell(one.came), cell(missed, mark="warn" if missed else "")


PAGES: Final = (
    Page(PROGRESS, EVERYBODY, get=_progress, label=words.PROGRESS),
    Page(f"{PROGRESS}/theo-doi", EVERYBODY, get=_followers),
)
