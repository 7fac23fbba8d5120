"""The indicators: which come up most and how far, unit by unit, over time and against the campaign before (R33–R35)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from starlette.responses import Response

from hq.pages import words_figures as words
from hq.pages.charts import Part, bar, shade, tenths
from hq.pages.lacking import lacking
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import address, campaigns_of, crumbs_of, plan_for, scope_asked, title_of
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Table, cell, page_of, sheet, wants_file
from hq.pages.units import address_of
from hq.queries.progress import HELD, Standing, Wanted, count_of, standings_of
from hq.queries.scope import Scope
from hq.queries.signs import Answer, answers_of
from hq.tally import Tally
from models.board import NOT_PRESENT, PRESENT, UNCLEAR
from models.plan import Indicator, Plan
from models.vietnamese.text import fold
from models.vietnamese.words import percent

SIGNS: Final = "/bieu-hien"
PER_PAGE: Final = 50
"""Rows of the heat map on a page."""
_TOP: Final = 3


@dataclass(frozen=True, slots=True)
class SignRow:
    """One indicator: how many units show it, by degree in the plan's order with "no degree said" at the end."""

    number: int
    label: str
    found: int
    degrees: tuple[int, ...]
    denied: int
    unclear: int
    before: str  # share of the units in the campaign before, "" without one
    turn: str
    bar: tuple[Part, ...]


class HeatCell(NamedTuple):
    """A field of the map: what it shows, what it means, how dark it is."""

    text: str
    said: str
    shade: int


class HeatRow(NamedTuple):
    """A unit, or an office with all below it."""

    name: str
    href: str
    cells: tuple[HeatCell, ...]


# --- counts ---------------------------------------------------------------------------------------------------------


class Past(NamedTuple):
    """The campaign before: its counts, and which of its numbers stands for the same thing as one of this campaign."""

    counts: Tally
    numbers: Mapping[int, int]

    @classmethod
    def of(cls, plan: Plan, scope: Scope) -> Past | None:
        """None when there was none; without its plan no number is known to mean the same."""
        if scope.before is None:
            return None
        return cls(scope.before, same_indicators(plan, scope.plan_before) if scope.plan_before else {})


def same_indicators(plan: Plan, before: Plan) -> Mapping[int, int]:
    """Number of an indicator → the number of the same one in the plan before, wherever that plan has it.

    The same are those with the same words. Where the wording is not known, as with a directive's list of which only
    the numbers are here, lists with the same groups and numbers are taken for the same list.
    """
    alike = plan.groups == before.groups and len(plan.indicators) == len(before.indicators)
    worded = {fold(one.text): one.number for one in before.indicators if one.text}
    blank = {one.number for one in before.indicators if not one.text} if alike else set()
    return {
        one.number: worded[fold(one.text)] if one.text else one.number
        for one in plan.indicators
        if (fold(one.text) in worded if one.text else one.number in blank)
    }


def sign_rows(plan: Plan, total: Tally, before: Past | None) -> list[SignRow]:
    """Every indicator, the one that most units show first."""
    held = total.get("held", 0)
    rows = [_sign_row(plan, one, total, before, held) for one in plan.indicators]
    return sorted(rows, key=lambda row: (-row.found, row.number))


def called(indicator: Indicator) -> str:
    """An indicator by its number and, where the wording is known, by its words."""
    return indicator.label if indicator.status == "missing" else f"{indicator.number}. {indicator.label}"


def _sign_row(plan: Plan, indicator: Indicator, total: Tally, before: Past | None, held: int) -> SignRow:
    number = indicator.number
    codes = [degree.code for degree in plan.degrees]
    found = total.get(f"indicator:{number}:{PRESENT}", 0)
    degrees = [total.get(f"degree:{number}:{code}", 0) for code in codes]
    degrees.append(found - sum(degrees))
    past, of_past = _before(number, before)
    return SignRow(
        number,
        called(indicator),
        found,
        tuple(degrees),
        total.get(f"indicator:{number}:{NOT_PRESENT}", 0),
        total.get(f"indicator:{number}:{UNCLEAR}", 0),
        percent(past, of_past, 0) if of_past else "",
        _turn(found, held, past, of_past),
        bar(tuple(degrees), held),
    )


def _before(number: int, before: Past | None) -> tuple[int, int]:
    """In how many sessions of how many the same one was found before; of none where there is nothing to compare."""
    if before is None or number not in before.numbers:
        return 0, 0
    counts = before.counts
    return counts.get(f"indicator:{before.numbers[number]}:{PRESENT}", 0), counts.get("held", 0)


def _turn(found: int, held: int, past: int, of_past: int) -> str:
    """By how many points of a hundred the share rose or fell, in words that need no colour."""
    if not (held and of_past):
        return ""
    points = round(100 * found / held) - round(100 * past / of_past)
    return f"▲ {points}" if points > 0 else f"▼ {-points}" if points < 0 else "="


def _table(plan: Plan, rows: list[SignRow], *, compared: bool) -> Table:
    """The counts as a workbook has them."""
    heads = [words.NUMBER, words.SIGNS, words.FOUND_BY, *(degree.label for degree in plan.degrees), words.NO_DEGREE]
    heads += [words.NOT_FOUND, words.UNCLEAR, *([words.BEFORE, words.TURN] if compared else [])]
    return Table(words.SIGNS, tuple(map(_column, heads)), tuple(_cells(row, compared) for row in rows))


def _column(heading: str) -> Column:
    """A column of the workbook: the words need room, counts do not."""
    return Column("", heading, _WIDTHS.get(heading, 12))


_WIDTHS: Final = {words.NUMBER: 6, words.SIGNS: 60}


def _cells(row: SignRow, compared: bool) -> tuple[Cell, ...]:
    counts = (row.found, *row.degrees, row.denied, row.unclear)
    told = (cell(row.number), cell(row.label), *(cell(count) for count in counts))
    return (*told, cell(row.before), cell(row.turn)) if compared else told


# --- over time ------------------------------------------------------------------------------------------------------


def _days(total: Tally) -> list[tuple[date, int, int, str, tuple[Part, ...]]]:
    """(day, sessions, signs found, signs a session, bar) of every day on which a session was held."""
    days = sorted(name.partition(":")[2] for name in total if name.startswith("day:"))
    counted = [(day, total[f"day:{day}"], total.get(f"signs:{day}", 0)) for day in days if len(day) == 10]
    most = max((held for _, held, _ in counted), default=0)
    return [
        (date.fromisoformat(day), held, signs, tenths(round(10 * signs / held)), bar((held,), most))
        for day, held, signs in counted
    ]


# --- the map --------------------------------------------------------------------------------------------------------


def _of_offices(asked: Asked, scope: Scope, plan: Plan) -> list[HeatRow]:
    found = []
    for one in scope.offices:
        held = one.tally.get("held", 0)
        counts = [(n.number, one.tally.get(f"indicator:{n.number}:{PRESENT}", 0)) for n in plan.indicators]
        cells = (
            HeatCell(
                str(count) if held else "",
                words.CELL.format(number=number, said=words.OF.format(part=count, whole=held)),
                shade(count, held),
            )
            for number, count in counts
        )
        found.append(HeatRow(one.name, address(asked, one.code), tuple(cells)))
    return found


def _of_units(plan: Plan, rows: list[Standing], answers: Mapping[UUID, Mapping[int, Answer]]) -> list[HeatRow]:
    ranks = {degree.code: rank for rank, degree in enumerate(plan.degrees, 1)}
    labels = {degree.code: degree.label for degree in plan.degrees}
    return [
        HeatRow(
            row.name,
            address_of(row.code),
            tuple(_field(n.number, answers.get(row.unit, {}).get(n.number), ranks, labels) for n in plan.indicators),
        )
        for row in rows
    ]


def _field(number: int, answer: Answer | None, ranks: Mapping[str, int], labels: Mapping[str, str]) -> HeatCell:
    if answer is None:
        return HeatCell("", "", 0)
    said = words.SAYS.get(answer.answer, answer.answer)
    if answer.answer != PRESENT:
        return HeatCell("–" if answer.answer == NOT_PRESENT else "?", words.CELL.format(number=number, said=said), 0)
    rank = ranks.get(answer.degree, 0)
    said = f"{said}, {labels.get(answer.degree, words.NO_DEGREE)}"
    return HeatCell(str(rank) if rank else "c", words.CELL.format(number=number, said=said), min(4, 1 + rank))


# --- the page -------------------------------------------------------------------------------------------------------


def _signs(asked: Asked) -> Response:
    scope = scope_asked(asked)
    plan = plan_for(asked, scope)
    past = Past.of(plan, scope)
    rows = sign_rows(plan, scope.total, past)
    if wants_file(asked):
        return sheet(asked, _table(plan, rows, compared=scope.before is not None), "bieu-hien")
    heat, first, total = _heat(asked, scope, plan)
    found = scope.total.get("indicators:present", 0)
    return page(
        asked,
        "indicators.html",
        say=words,
        crumbs=crumbs_of(asked, scope),
        title=title_of(scope),
        scope=scope,
        campaigns=campaigns_of(scope),
        incomparable=past is not None and len(past.numbers) < len(plan.indicators),
        lacking=lacking(asked, scope.campaign, scope.path, scope.total),
        rows=rows,
        degrees=[degree.label for degree in plan.degrees],
        held=scope.total.get("held", 0),
        found=found,
        own=found - sum(row.found for row in rows),
        beyond=scope.total.get("beyond", 0),
        top=[row.number for row in rows[:_TOP] if row.found],
        heat=heat,
        heat_width=len(plan.indicators),
        ranks="; ".join(words.RANK.format(rank=rank, degree=one.label) for rank, one in enumerate(plan.degrees, 1)),
        first=first,
        heat_total=total,
        per_page=PER_PAGE,
        days=_days(scope.total),
        others=asked.here(trang="").replace(SIGNS, f"{SIGNS}/khac", 1),
    )


def _heat(asked: Asked, scope: Scope, plan: Plan) -> tuple[list[HeatRow], int, int]:
    """The rows of the map on this page, the number of the first, and how many there are."""
    if scope.offices:
        rows = _of_offices(asked, scope, plan)
        first = page_of(asked, len(rows), PER_PAGE)
        return rows[first : first + PER_PAGE], first, len(rows)
    wanted = Wanted(scope.campaign, under=scope.path, stages=HELD)
    total = asked.read(lambda connection: count_of(connection, asked.caller, wanted))
    first = page_of(asked, total, PER_PAGE)

    def units(connection: Connection) -> list[HeatRow]:
        rows = standings_of(connection, asked.caller, wanted, order="tree", first=first, most=PER_PAGE)
        return _of_units(plan, rows, answers_of(connection, rows))

    return asked.read(units), first, total


PAGES: Final = (Page(SIGNS, EVERYBODY, get=_signs, label=words.SIGNS),)
