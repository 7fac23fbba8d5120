"""What one look answers at the head of the progress: who has not met, which sessions were too short, which indicators
come up most, what is due next (R15, R17, R33, R74, R79). From sums; only where units meet a few of them are named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple
from urllib.parse import urlencode

from hq.counting import ANNOUNCED, Stage
from hq.pages import words_progress as words
from hq.pages.deadlines import days_left, deadlines
from hq.pages.indicators import SIGNS, called
from hq.pages.registry import Asked
from hq.pages.tables import SEARCH, Mark
from hq.pages.unit import address_of_standing, stage_words
from hq.pages.units import address_of
from hq.queries.glance import sums_of
from hq.queries.progress import Standing, Wanted, count_of, standings_of
from hq.queries.totals import Total
from hq.tally import UNITS, Tally
from models.board import PRESENT
from models.plan import Plan
from models.vietnamese.words import number

PROGRESS: Final = "/tien-do"
CALENDAR: Final = "/lich"
UNDER, STAGE, MARK = "trong", "buoc", "loc"
"""Fields of the address of the progress: code of the unit that is looked into, stages, marks."""
LIST: Final = "#danh-sach"
"""Where the list of units stands on the page."""

NAMED: Final = 5
"""Lines of an answer; the rest is behind its link."""
UNITS_NAMED: Final = 8
"""Units that an answer names."""


class Line(NamedTuple):
    """A line of an answer: what it is about, where that is, and how it stands."""

    text: str
    href: str = ""
    note: str = ""
    mark: Mark = ""


class Answer(NamedTuple):
    """One question answered: a figure, what it counts, a few lines, and the link to all of it ("" for none)."""

    heading: str
    figure: str
    of: str
    mark: Mark
    lines: tuple[Line, ...]
    href: str
    more: str


class Place(NamedTuple):
    """What the answers are about: sums, the offices right below, code and path of the unit ("" for everything)."""

    tally: Tally
    offices: Sequence[Total]
    code: str
    path: str


def under(unit_href: str) -> str:
    """The progress below a unit, by the address of the unit's own page."""
    return f"{PROGRESS}?{UNDER}={unit_href.rpartition('/')[2]}"


def looked_for(asked: Asked, **fields: str) -> str:
    """The list of the page, looked through by these fields alone."""
    plain = {STAGE: "", MARK: "", SEARCH: "", "trang": ""}
    return asked.here(**{**plain, **fields}) + LIST


def answers(asked: Asked, place: Place) -> tuple[Answer, ...]:
    """The four answers, in the order in which one asks."""
    return _not_met(asked, place), _short(asked, place), _signs(asked.plan, place), _next(asked, place)


# --- who has not met ------------------------------------------------------------------------------------------------


def _not_met(asked: Asked, place: Place) -> Answer:
    left = _left(place.tally)
    over = asked.plan.deadlines.session.last_day.isoformat() < asked.today
    behind = Wanted(_campaign(asked), place.path, stages=NOT_MET)
    return Answer(
        words.NOT_MET,
        number(left),
        words.OF_UNITS.format(whole=number(place.tally.get(UNITS, 0))),
        "good" if not left else "bad" if over else "warn",
        _of_offices(place, _left) or _units(asked, left, behind, partial(stage_words, now=asked.now)),
        looked_for(asked, **{STAGE: "chua-hop"}) if left else "",
        words.ALL_UNITS.format(count=number(left)) if left else words.ALL_MET,
    )


NOT_MET: Final = frozenset(stage for stage in Stage if stage < Stage.HELD)


def _left(counts: Tally) -> int:
    return counts.get(UNITS, 0) - counts.get("held", 0)


# --- which sessions were too short ----------------------------------------------------------------------------------


def _short(asked: Asked, place: Place) -> Answer:
    count, held = _too_short(place.tally), place.tally.get("held", 0)
    wanted = Wanted(_campaign(asked), place.path, marks={"short": True})
    least = asked.plan.thresholds.minimum_minutes
    none = words.NONE_SHORT.format(least=least) if held else words.NONE_HELD
    return Answer(
        words.SHORT_ONES.format(least=least),
        number(count),
        words.OF_HELD.format(whole=number(held)),
        "bad" if count else "good" if held else "",
        _of_offices(place, _too_short) or _units(asked, count, wanted, _minutes),
        looked_for(asked, **{MARK: "ngan"}) if count else "",
        words.ALL_SESSIONS.format(count=number(count)) if count else none,
    )


def _too_short(counts: Tally) -> int:
    return counts.get("short", 0)


def _minutes(one: Standing) -> str:
    return words.SO_MANY_MINUTES.format(minutes=one.minutes)


def _of_offices(place: Place, count: Callable[[Tally], int]) -> tuple[Line, ...]:
    """The offices with most of it, where there are offices below."""
    most = sorted(place.offices, key=lambda one: -count(one.tally))
    return tuple(
        Line(one.name, under(address_of(one.code)), words.SO_MANY_UNITS.format(count=number(count(one.tally))))
        for one in most[:UNITS_NAMED]
        if count(one.tally)
    )


def _units(asked: Asked, count: int, wanted: Wanted, said: Callable[[Standing], str]) -> tuple[Line, ...]:
    """The first units of the list, each with what there is to say of it; the database is not asked for none."""
    if not count:
        return ()
    found = asked.read(partial(standings_of, caller=asked.caller, wanted=wanted, most=UNITS_NAMED))
    return tuple(Line(one.name, address_of_standing(one), said(one)) for one in found)


def _campaign(asked: Asked) -> str:
    return asked.plan.id


# --- which indicators come up most ----------------------------------------------------------------------------------


def _signs(plan: Plan, place: Place) -> Answer:
    held = place.tally.get("held", 0)
    counts = [(place.tally.get(f"indicator:{one.number}:{PRESENT}", 0), one) for one in plan.indicators]
    most = sorted((one for one in counts if one[0]), key=lambda one: (-one[0], one[1].number))[:NAMED]
    href = f"{SIGNS}?{urlencode({UNDER: place.code})}" if place.code else SIGNS
    return Answer(
        words.MOST_NAMED,
        words.NUMBERED.format(number=most[0][1].number) if most else words.NOTHING,
        words.BY_UNITS.format(part=number(most[0][0]), whole=number(held)) if most else "",
        "",
        tuple(
            Line(called(one), note=words.OF_MET.format(part=number(count), whole=number(held))) for count, one in most
        ),
        href,
        words.ALL_SIGNS,
    )


# --- what is due next -----------------------------------------------------------------------------------------------


def _next(asked: Asked, place: Place) -> Answer:
    plan, tally = asked.plan, place.tally
    sums = sums_of(plan, tally, asked.today)
    owing = max(0, sums.reports_due - sums.reports)
    left = _left(tally)
    last = plan.deadlines.session.last_day if left else plan.deadlines.report.last_day
    figure, mark = days_left(plan, last, asked.today)
    open_ones = ((left, words.NOT_MET_YET), (owing, words.NOT_REPORTED_YET))
    lines = tuple(
        Line(one.sentence, note=said.format(left=one.left, count=number(count)), mark=one.mark)
        for one, (count, said) in zip(deadlines(asked), open_ones, strict=True)
        if count
    )
    return Answer(
        words.DUE_NEXT,
        figure if lines else words.DONE,
        _until(met=not left, over=mark == "bad") if lines else "",
        mark if lines else "good",
        (*lines, _today(asked, place)),
        CALENDAR,
        words.SEE_CALENDAR,
    )


def _until(*, met: bool, over: bool) -> str:
    """What the days of the figure are counted to, or from when the day is over."""
    if over:
        return words.SINCE_REPORT if met else words.SINCE_MEETING
    return words.TO_REPORT if met else words.TO_MEET


def _today(asked: Asked, place: Place) -> Line:
    """How many sessions are announced for today or under way."""
    stages = frozenset({*ANNOUNCED, Stage.RUNNING})
    wanted = Wanted(_campaign(asked), place.path, stages=stages, since=asked.today, until=asked.today)
    count = asked.read(partial(count_of, caller=asked.caller, wanted=wanted))
    return Line(words.MEET_TODAY, note=words.SO_MANY_UNITS.format(count=number(count)) if count else words.NOBODY_TODAY)
