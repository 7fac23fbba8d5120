"""The figures of a ward or a district as tables for a spreadsheet: the same that the summary report prints (R75)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.tables import Cell, Column, Table, day_cell
from models.minutes.phrases import written_day
from models.overview import standing
from models.overview.paper.compose import stated
from models.overview.paper.drafter import Drafter
from models.overview.pattern import AnnexName, Pattern
from models.overview.reminders import reminders
from models.overview.sums import Sums
from models.overview.values import Overview, UnitState

Row = tuple[Cell, ...]
Headings = tuple[tuple[str, int], ...]
"""(heading, width in letters) of each column."""


def overview_tables(overview: Overview, pattern: Pattern) -> tuple[Table, ...]:
    """Every sheet; the words of units only where the report of that level annexes them."""
    drafter = Drafter(overview, pattern)
    made = [
        _table("tong-hop", "Tổng hợp", _TOTALS, _totals(drafter)),
        _table("don-vi", "Từng đơn vị", _UNITS, (_unit(drafter, unit) for unit in overview.units)),
        _table("con-thieu", "Còn thiếu", _OWED, _owed(overview)),
        _table("bieu-hien", "Biểu hiện", _indicator_columns(drafter), _indicators(drafter)),
    ]
    if _annexed(drafter, "signs"):
        made.append(_table("bieu-hien-khac", "Biểu hiện khác", _SIGNS, _signs(drafter)))
    if _annexed(drafter, "undertakings"):
        made.append(_table("giai-phap", "Giải pháp, cam kết", _UNDERTAKINGS, _undertakings(drafter)))
    return tuple(made)


def _table(name: str, title: str, headings: Headings, rows: Iterable[Row]) -> Table:
    return Table(name, title, tuple(Column(heading, width) for heading, width in headings), tuple(rows))


def _annexed(drafter: Drafter, name: AnnexName) -> bool:
    return any(annex.id == name and drafter.level.height in annex.heights for annex in drafter.pattern.annexes)


# --- sums -----------------------------------------------------------------------------------------------------------

_COUNTS = (
    ("Đơn vị phải tổ chức", "due"),
    ("Đã báo ngày", "announced"),
    ("Đã tổ chức", "held"),
    ("Đúng hạn", "held_in_time"),
    ("Quá hạn chưa tổ chức", "overdue"),
    ("Dưới thời lượng", "short"),
    ("Gửi tài liệu chậm", "documents_late"),
    ("Đã báo trước với cấp trên", "notified"),
    ("Có cấp trên dự", "attended"),
    ("Lồng ghép sinh hoạt thường kỳ", "merged"),
    ("Không ai phát biểu", "silent"),
    ("Đã thông qua biên bản", "adopted"),
    ("Bổ sung sau khi thông qua", "amended"),
    ("Phải gửi báo cáo", "reports_due"),
    ("Đã gửi báo cáo", "reports"),
    ("Gửi báo cáo đúng hạn", "reports_in_time"),
    ("Quá hạn chưa gửi báo cáo", "reports_late"),
    ("Tổng số thành viên", "members"),
    ("Phải dự", "obliged"),
    ("Phải dự có mặt", "obliged_present"),
    ("Có mặt", "present"),
    ("Vắng có lý do", "excused"),
    ("Vắng không lý do", "unexcused"),
    ("Đã phát biểu", "spoke"),
    ("Lượt phát biểu", "contributions"),
    ("Đơn vị tự nhận có biểu hiện", "showing"),
    ("Biểu hiện khác", "signs"),
    ("Giải pháp, cam kết", "solutions"),
    ("Của tập thể", "collective"),
    ("Việc tồn đọng", "backlog"),
)
"""Heading → field of `Sums`."""

_PEOPLE = {"members", "obliged", "obliged_present", "present", "excused", "unexcused", "spoke"}
"""What is not added up over kinds of bodies: the same person may sit in several."""

_TOTALS: Headings = (("Phạm vi", 44), *((heading, 13) for heading, _ in _COUNTS))


def _totals(drafter: Drafter) -> Iterator[Row]:
    """A row for each kind of body, for each unit right under the node, and the sum; then which figures these are."""
    several = len(drafter.by_kind) > 1
    for kind, found in drafter.by_kind.items():
        yield _sums(drafter.kind(kind), found)
    for name, found in drafter.by_group.items():
        if name:
            yield _sums(name, found, people=not several)
    yield _sums("Cộng", drafter.sums, people=not several)
    yield (stated(drafter.overview), *[None] * len(_COUNTS))


def _sums(name: str, found: Sums, *, people: bool = True) -> Row:
    counts = (None if field in _PEOPLE and not people else int(getattr(found, field)) for _, field in _COUNTS)
    return (name, *counts)


# --- units ----------------------------------------------------------------------------------------------------------

_UNITS: Headings = (
    ("Mã", 12),
    ("Đơn vị", 44),
    ("Trực thuộc", 32),
    ("Loại hình", 18),
    ("Người theo dõi", 26),
    ("Ngày", 12),
    ("Đã họp", 9),
    ("Đúng hạn", 9),
    ("Số phút", 9),
    ("Tổng số", 9),
    ("Phải dự", 9),
    ("Có mặt", 9),
    ("Vắng có lý do", 10),
    ("Vắng không lý do", 10),
    ("Cấp trên dự", 10),
    ("Lượt phát biểu", 10),
    ("Đã phát biểu", 10),
    ("Biểu hiện có", 10),
    ("Giải pháp", 10),
    ("Xếp loại", 12),
    ("Thông qua biên bản", 12),
    ("Gửi báo cáo", 12),
)


def _unit(drafter: Drafter, unit: UnitState) -> Row:
    overview = drafter.overview
    head = (unit.code, unit.name, unit.group, drafter.kind((unit.body, unit.variant)), unit.overseer)
    when = (drafter.day_of(unit), unit.held, standing.held_in_time(overview, unit) if unit.held else None)
    return (*head, *when, *_figures(drafter, unit))


def _figures(drafter: Drafter, unit: UnitState) -> Row:
    if unit.told is None or not unit.held:
        return (None,) * (len(_UNITS) - 8)
    found = unit.told.figures
    people, papers = found.members, found.papers
    adopted = None if papers.adopted_at is None else drafter.overview.day(papers.adopted_at)
    return (
        found.session.minutes,
        people.total,
        people.obliged_present.whole,
        people.obliged_present.part,
        people.excused,
        people.unexcused,
        people.superiors > 0 if standing.awaits_superior(drafter.overview.plan, unit.body) else None,
        found.speaking.contributions,
        found.speaking.spoke.part,
        sum(one.number is not None and one.scope != "self" for one in found.indicators.found),
        found.solutions.total,
        drafter.choice(drafter.overview.plan.grades, found.grade, ""),
        adopted,
        day_cell(papers.report_sent),
    )


_OWED: Headings = (("Mã", 12), ("Đơn vị", 44), ("Trực thuộc", 32), ("Người theo dõi", 26), ("Còn thiếu", 60))


def _owed(overview: Overview) -> Iterator[Row]:
    """The list for the phone (R74)."""
    for one in reminders(overview):
        yield one.unit.code, one.unit.name, one.unit.group, one.unit.overseer, one.short


# --- indicators and words -------------------------------------------------------------------------------------------


def _indicator_columns(drafter: Drafter) -> Headings:
    labels = (degree.label for degree in drafter.overview.plan.degrees)
    return (("Số", 6), ("Nội dung", 60), ("Số đơn vị có", 12), *((label, 12) for label in labels), ("chưa ghi mức", 12))


def _indicators(drafter: Drafter) -> Iterator[Row]:
    plan, sums = drafter.overview.plan, drafter.sums
    codes = [*(degree.code for degree in plan.degrees), ""]
    for one in plan.indicators:
        counts = (sums.degrees.get(f"{one.number} {code}", 0) for code in codes)
        label = one.label if one.status == "sourced" else ""
        yield one.number, label, sums.present_by.get(str(one.number), 0), *counts


_SIGNS: Headings = (("Mã", 12), ("Đơn vị", 44), ("Biểu hiện", 70), ("Mức độ", 14))


def _signs(drafter: Drafter) -> Iterator[Row]:
    degrees = drafter.overview.plan.degrees
    for unit in drafter.overview.units:
        for sign in unit.told.signs if unit.told is not None and unit.held else ():
            yield unit.code, unit.name, sign.text, drafter.choice(degrees, sign.degree, "")


_UNDERTAKINGS: Headings = (
    ("Mã", 12),
    ("Đơn vị", 44),
    ("Nội dung", 70),
    ("Thực hiện", 30),
    ("Thời hạn", 14),
    ("Xong", 8),
)


def _undertakings(drafter: Drafter) -> Iterator[Row]:
    for unit in drafter.overview.units:
        for one in unit.told.undertakings if unit.told is not None and unit.held else ():
            yield unit.code, unit.name, one.text, one.owner, one.day or written_day(one.due), one.done
