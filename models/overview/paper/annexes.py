"""The lists at the end of the report: who has not met, whose session was short, every unit, the indicators, the words
of units (domain.md 7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby

from models.document import Block, Heading, Table
from models.minutes.phrases import capital, cited_date, written_day
from models.overview import standing
from models.overview.paper.drafter import Drafter, of, shown
from models.overview.paper.prose import PROGRESS, PROGRESS_WIDTHS, progress_row
from models.overview.pattern import AnnexName
from models.overview.values import Undertaking, UnitState
from models.vietnamese.words import number


def annexes(drafter: Drafter) -> Iterator[Block]:
    """Those of the node's level that have anything to show, each beginning a page."""
    wanted = (annex for annex in drafter.pattern.annexes if drafter.level.height in annex.heights)
    found = ((annex.title, tuple(MAKERS[annex.id](drafter))) for annex in wanted)
    for place, (title, blocks) in enumerate((one for one in found if one[1]), start=1):
        yield Heading(1, f"PHỤ LỤC {place}: {title}", new_page=True)
        yield from blocks


@dataclass(frozen=True, slots=True)
class _List:
    """A list of units: what its columns are called, how wide they are, and what stands in the row of a unit."""

    key: str
    header: tuple[str, ...]
    widths: tuple[float, ...]
    row: Callable[[UnitState], tuple[str, ...]]

    def tables(self, drafter: Drafter, units: Iterable[UnitState]) -> Iterator[Block]:
        """The units numbered through; a table for each group, under its name."""
        places = count(1)
        for place, (group, found) in enumerate(groupby(units, key=lambda unit: unit.group), start=1):
            if group:
                yield Heading(2, f"{place}. {group}")
            rows = tuple((str(next(places)), *self.row(unit)) for unit in found)
            yield Table(f"{self.key}:{place}" if group else self.key, self.header, rows, self.widths)


# --- whom to chase --------------------------------------------------------------------------------------------------


def _not_held(drafter: Drafter) -> Iterator[Block]:
    """Units that have still to meet, with who follows them and how many days are left (R17, R73, R78)."""
    waiting = [unit for unit in drafter.overview.units if not unit.held]
    if not waiting:
        return
    last = drafter.overview.plan.deadlines.session.last_day
    left = standing.days_left((last - drafter.overview.today).days)
    yield drafter.item("deadline", f"Thời hạn theo kế hoạch: chậm nhất ngày {cited_date(last)} ({left})")
    shape = _List(
        "not_held",
        ("TT", "Đơn vị", "Người theo dõi", "Ngày dự kiến"),
        (0.08, 0.45, 0.31, 0.16),
        lambda unit: (unit.name, unit.overseer, shown(drafter.day_of(unit)) or "chưa báo"),
    )
    yield from shape.tables(drafter, waiting)


def _short(drafter: Drafter) -> Iterator[Block]:
    """Sessions held for less than the plan asks (R15)."""
    shape = _List(
        "short",
        ("TT", "Đơn vị", "Người theo dõi", "Ngày", "Phút"),
        (0.08, 0.42, 0.26, 0.14, 0.1),
        lambda unit: (unit.name, unit.overseer, shown(drafter.day_of(unit)), _minutes(unit)),
    )
    yield from shape.tables(drafter, [unit for unit in drafter.overview.units if standing.short(unit)])


def _minutes(unit: UnitState) -> str:
    minutes = unit.told.figures.session.minutes if unit.told is not None else None
    return "–" if minutes is None else str(minutes)


# --- every unit -----------------------------------------------------------------------------------------------------


def _groups(drafter: Drafter) -> Iterator[Block]:
    """A row for each unit right under the node, then the sum."""
    if not drafter.overview.units:
        return
    named = [progress_row(name or "Trực thuộc", found) for name, found in drafter.by_group.items()]
    yield Table("groups", PROGRESS, (*named, progress_row("Cộng", drafter.sums)), PROGRESS_WIDTHS)


_UNITS = ("TT", "Đơn vị", "Ngày", "Phút", "Có mặt", "Phát biểu", "Xếp loại", "Báo cáo")
_UNIT_WIDTHS = (0.075, 0.285, 0.12, 0.09, 0.11, 0.11, 0.11, 0.1)


def _units(drafter: Drafter) -> Iterator[Block]:
    """Every unit that must meet, those that have not with dashes."""
    shape = _List("units", _UNITS, _UNIT_WIDTHS, lambda unit: _unit(drafter, unit))
    yield from shape.tables(drafter, drafter.overview.units)


def _unit(drafter: Drafter, unit: UnitState) -> tuple[str, ...]:
    if unit.told is None or not unit.held:
        return unit.name, "chưa họp", "–", "–", "–", "–", _report(drafter, unit)
    found = unit.told.figures
    return (
        unit.name,
        shown(drafter.day_of(unit)),
        _minutes(unit),
        of(found.members.obliged_present.part, found.members.obliged_present.whole),
        of(found.speaking.spoke.part, found.speaking.spoke.whole),
        drafter.choice(drafter.overview.plan.grades, found.grade, "chưa"),
        _report(drafter, unit),
    )


def _report(drafter: Drafter, unit: UnitState) -> str:
    if not standing.reports(drafter.overview.plan, unit.body):
        return "–"
    return "đã gửi" if standing.report_sent(unit) else "chưa"


# --- indicators -----------------------------------------------------------------------------------------------------


def _indicators(drafter: Drafter) -> Iterator[Block]:
    """For each indicator of the plan how many units show it, and in which degree (domain.md 7.2)."""
    if not drafter.sums.held:
        return
    plan, sums = drafter.overview.plan, drafter.sums
    codes = [*(degree.code for degree in plan.degrees), ""]
    used = [code for code in codes if code or any(key.endswith(" ") for key in sums.degrees)]
    labels = [capital(drafter.choice(plan.degrees, code, "chưa ghi mức độ")) for code in used]
    rows = tuple(
        (
            _wording(indicator.number, indicator.label if indicator.status == "sourced" else ""),
            number(sums.present_by.get(str(indicator.number), 0)),
            *(number(sums.degrees.get(f"{indicator.number} {code}", 0)) for code in used),
        )
        for indicator in plan.indicators
    )
    counts = [0.115] * (len(used) + 1)
    widths = (1 - sum(counts), *counts)
    yield Table("indicators", ("Biểu hiện", "Số đơn vị có", *labels), rows, widths)


def _wording(which: int, label: str) -> str:
    """The number, and the short wording where the official one is at hand (domain.md 2.4)."""
    return f"Số {which}. {label}" if label else f"Biểu hiện số {which}"


def _signs(drafter: Drafter) -> Iterator[Block]:
    """Signs beyond the list in the words of the units, for a person to group (R35)."""
    degrees = drafter.overview.plan.degrees
    rows = _numbered(
        (unit.name, sign.text, drafter.choice(degrees, sign.degree, "–"))
        for unit in drafter.overview.units
        if unit.told is not None and unit.held
        for sign in unit.told.signs
    )
    if rows:
        yield Table("signs", ("TT", "Đơn vị", "Biểu hiện", "Mức độ"), rows, (0.08, 0.28, 0.48, 0.16))


# --- undertakings ---------------------------------------------------------------------------------------------------


def _numbered(rows: Iterator[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(place), *row) for place, row in enumerate(rows, start=1))


def _undertakings(drafter: Drafter) -> Iterator[Block]:
    """What bodies took on, by the day it is due; those without a day last."""
    found = (
        (one, unit.name)
        for unit in drafter.overview.units
        if unit.told is not None and unit.held
        for one in unit.told.undertakings
    )
    ordered = sorted(found, key=lambda pair: (pair[0].month is None, pair[0].due))
    rows = _numbered((_due(one), name, one.text, one.owner) for one, name in ordered)
    header = ("TT", "Thời hạn", "Đơn vị", "Nội dung", "Thực hiện")
    if rows:
        yield Table("undertakings", header, rows, (0.075, 0.135, 0.22, 0.37, 0.2))


def _due(one: Undertaking) -> str:
    return written_day(one.due) or "–"


MAKERS: Mapping[AnnexName, Callable[[Drafter], Iterator[Block]]] = {
    "not_held": _not_held,
    "short": _short,
    "groups": _groups,
    "units": _units,
    "indicators": _indicators,
    "signs": _signs,
    "undertakings": _undertakings,
}
