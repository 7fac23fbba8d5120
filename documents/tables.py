"""The record as tables for a spreadsheet: which sheets, which columns, in which order, with Vietnamese headings.

A cell is a text, a number, a yes or no, a day, a moment (local time of the place) or nothing. How cells are
written is the work of `sheet` (XLSX) and `csv_file`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.minutes.phrases import written_day
from models.record import Record
from models.record import values as v

Cell = str | int | bool | date | datetime | None

YES, NO = "có", "không"
"""How a yes or no is written."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the width of its column, in letters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: `title` for its tab (at most 31 letters), `name` for a file of its own."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(record: Record) -> tuple[Table, ...]:
    """Every table of a record; those without rows keep their headings."""
    lookup = _Lookup(record)
    made = []
    for name, title, headings, rows in _TABLES:
        columns = tuple(Column(heading, width) for heading, width in headings)
        made.append(Table(name, title, columns, tuple(rows(record, lookup))))
    return tuple(made)


class _Lookup:
    """Names instead of ids."""

    def __init__(self, record: Record) -> None:
        self._people = {person.id: person.name for person in record.people}
        self._scales = {
            choice.code: choice.label
            for scale in (record.scales.degrees, record.scales.grades, record.scales.scopes)
            for choice in scale
        }
        self._steps = {step.step: step.title for step in record.steps}

    def person(self, id: str) -> str:
        """A person's name; a free name stands for itself."""
        return self._people.get(id, id)

    def step(self, id: str) -> str:
        """A step's title."""
        return self._steps.get(id, id)

    def choice(self, code: str) -> str:
        """What the plan calls a code of one of its scales."""
        return self._scales.get(code, code)

    def people(self, ids: Iterable[str]) -> str:
        """Several names."""
        return "; ".join(map(self.person, ids))


Rows = Callable[[Record, _Lookup], Iterator[tuple[Cell, ...]]]


# --- cells ------------------------------------------------------------------------------------------------


def _moment(text: str | None) -> datetime | None:
    """The local time of a moment, as a spreadsheet knows it: without a zone."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=None)


def day_cell(text: str) -> Cell:
    """A day; a month or a year alone as papers write it, free words ("trong quý IV") as they are."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return written_day(text)


def _minutes(start: str, stop: str | None) -> int | None:
    if stop is None:
        return None
    return int((datetime.fromisoformat(stop) - datetime.fromisoformat(start)).total_seconds()) // 60


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)


# --- rows -------------------------------------------------------------------------------------------------


_MARKS = {
    "present": "có mặt",
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "unmarked": "chưa điểm danh",
}
_KINDS = {
    "report": "trình bày",
    "opinion": "ý kiến",
    "paper": "tham luận",
    "question": "câu hỏi",
    "reply": "trả lời",
    "guidance": "gợi mở",
    "order": "thủ tục",
    "conclusion": "kết luận",
    "solution": "giải pháp",
    "decision": "thống nhất",
    "difference": "ý kiến khác",
    "remark": "ghi chú",
    "task": "giao việc",
    "backlog": "tồn đọng",
}
_ANSWERS = {"co": "có", "khong": "không", "chua_ro": "chưa rõ"}
_OUTCOMES = {"open": "chưa chốt", "settled": "đã thống nhất", "kept": "bảo lưu"}
_STATES = {"open": "chưa đánh giá", "done": "đã xong", "continued": "tiếp tục", "overdue": "quá hạn"}
_RULES = {"met": "đạt", "risk": "có nguy cơ", "failed": "chưa đạt", "pending": "chưa đến lúc", "waived": "có lý do"}
_STANCES = {"agree": "đồng tình", "disagree": "không đồng tình", "other": "khác"}
_PEOPLE = {"member": "thành viên", "guest": "khách mời", "superior": "cấp trên"}


def _people(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.people:
        yield one.order or None, one.name, one.post, one.status or _PEOPLE[one.kind], one.id


def _attendance(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    """A row for each stay; whoever never came has one without times."""
    for one in record.attendance:
        said = (lookup.person(one.person), _MARKS[one.mark], one.reason, one.late)
        for stay in one.intervals:
            yield *said, _moment(stay.start), _moment(stay.stop), _minutes(stay.start, stay.stop)
        if not one.intervals:
            yield *said, None, None, None


def _steps(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.steps:
        times = (_moment(one.start), _moment(one.stop), _minutes(one.start, one.stop))
        yield one.title, lookup.person(one.presenter), *times


def _speeches(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.speeches:
        said = (lookup.person(one.person), _KINDS.get(one.kind, one.kind), one.counted, lookup.step(one.step))
        yield *said, _moment(one.start), _moment(one.stop), one.seconds, one.id


def _notes(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.notes:
        tags = (
            _listed(one.indicators),
            _listed(one.questions),
            lookup.choice(one.scope),
            _STANCES.get(one.stance, ""),
        )
        yield _moment(one.at), lookup.person(one.person), _KINDS.get(one.kind, one.kind), one.text, *tags


def _indicators(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.indicators:
        answer = (_ANSWERS.get(one.present, ""), lookup.choice(one.degree), lookup.choice(one.scope))
        yield one.number, one.label, *answer, one.evidence, one.conclusion, one.decision, lookup.people(one.speakers)


def _differences(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.differences:
        yield lookup.person(one.person), one.text, _OUTCOMES[one.outcome], one.outcome_text
    for kept in record.reservations:
        yield lookup.person(kept.person), kept.text, _OUTCOMES["kept"], ""


def _remedies(remedies: Iterable[v.Remedy], lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in remedies:
        who = (lookup.person(one.proposed_by), one.owner_name, day_cell(one.due))
        yield one.text, *who, lookup.choice(one.scope), _listed(one.indicators)


def _commitments(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.commitments:
        yield one.text, one.owner_name, day_cell(one.since), day_cell(one.due), _STATES[one.state], one.remark


def _votes(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.votes:
        counts = (one.base, one.entitled, one.in_favour, one.against, one.other)
        mode = "bỏ phiếu kín" if one.mode == "secret" else "giơ tay"
        yield one.title, mode, _moment(one.at), *counts, "đạt" if one.passed else "không đạt"


def _rules(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.rules:
        yield one.code, one.label, one.level, _RULES[one.state], one.figure, one.reason


def _documents(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    for one in record.documents:
        yield one.title, day_cell(one.given), one.how, one.lead_days, one.in_time


def _figures(record: Record, lookup: _Lookup) -> Iterator[tuple[Cell, ...]]:
    """The figures of the report, a line each; a share as its part and its whole."""
    found = record.figures
    spoke, obliged = found.speaking.spoke, found.members.obliged_present
    yield "Thời lượng (phút)", found.session.minutes, found.session.least_minutes
    yield "Số bước đã tiến hành", found.session.steps.part, found.session.steps.whole
    yield "Có mặt trên số phải dự", obliged.part, obliged.whole
    yield "Có mặt trên tổng số", found.members.present, found.members.total
    yield "Vắng có lý do", found.members.excused, None
    yield "Vắng không lý do", found.members.unexcused, None
    yield "Đến muộn", found.members.late, None
    yield "Lượt phát biểu", found.speaking.contributions, None
    yield "Người phát biểu", found.speaking.speakers, None
    yield "Thành viên có mặt đã phát biểu", spoke.part, spoke.whole
    yield "Biểu hiện đã thảo luận", found.indicators.discussed, found.indicators.total
    yield "Biểu hiện có", found.indicators.present, found.indicators.total
    yield "Biểu hiện khác ngoài danh mục", found.indicators.beyond, None
    yield "Vấn đề có ý kiến khác nhau", found.differences.total, None
    yield "Giải pháp", found.solutions.total, None
    yield "Giải pháp có người thực hiện và thời hạn", found.solutions.feasible, found.solutions.total
    yield "Việc tồn đọng", found.backlog.total, None
    yield "Cam kết kỳ trước đã xong", found.commitments.done, found.commitments.total
    yield "Tài liệu gửi đúng hạn", found.documents.in_time.part, found.documents.in_time.whole
    for vote in record.votes:
        yield f"Tán thành: {vote.title}", vote.in_favour, vote.base


_TEXT, _NAME, _TIME, _NUMBER = 60, 26, 17, 10
_REMEDY = (
    ("Nội dung", _TEXT),
    ("Người nêu", _NAME),
    ("Người thực hiện", _NAME),
    ("Thời hạn", 12),
    ("Phạm vi", 11),
    ("Biểu hiện", 11),
)

_TABLES: tuple[tuple[str, str, tuple[tuple[str, int], ...], Rows], ...] = (
    ("so-lieu", "Số liệu", (("Chỉ tiêu", 44), ("Số lượng", _NUMBER), ("Trên tổng số", 13)), _figures),
    ("nguoi-du", "Người dự", (("STT", 6), ("Họ và tên", _NAME), ("Chức vụ", 32), ("Loại", 22), ("Mã", 16)), _people),
    (
        "diem-danh",
        "Điểm danh",
        (
            ("Họ và tên", _NAME),
            ("Điểm danh", 18),
            ("Lý do vắng", 30),
            ("Đến muộn", 10),
            ("Đến", _TIME),
            ("Về", _TIME),
            ("Số phút", _NUMBER),
        ),
        _attendance,
    ),
    (
        "cac-buoc",
        "Các bước",
        (("Bước", _TEXT), ("Người trình bày", _NAME), ("Bắt đầu", _TIME), ("Kết thúc", _TIME), ("Số phút", _NUMBER)),
        _steps,
    ),
    (
        "phat-bieu",
        "Phát biểu",
        (
            ("Người nói", _NAME),
            ("Loại", 12),
            ("Tính lượt", 10),
            ("Bước", 40),
            ("Bắt đầu", _TIME),
            ("Kết thúc", _TIME),
            ("Số giây", _NUMBER),
            ("Mã", 16),
        ),
        _speeches,
    ),
    (
        "ghi-chep",
        "Ghi chép",
        (
            ("Lúc", _TIME),
            ("Người nói", _NAME),
            ("Loại", 12),
            ("Nội dung", _TEXT),
            ("Biểu hiện", 11),
            ("Câu hỏi", 10),
            ("Phạm vi", 11),
            ("Thái độ", 16),
        ),
        _notes,
    ),
    (
        "bieu-hien",
        "Biểu hiện",
        (
            ("Số", 6),
            ("Biểu hiện", 40),
            ("Có/không", 10),
            ("Mức độ", 11),
            ("Phạm vi", 11),
            ("Căn cứ", 40),
            ("Kết luận", 40),
            ("Quyết định", 40),
            ("Người liên hệ", 40),
        ),
        _indicators,
    ),
    (
        "y-kien-khac",
        "Ý kiến khác",
        (("Người nêu", _NAME), ("Nội dung", _TEXT), ("Kết quả", 16), ("Ghi thêm", _TEXT)),
        _differences,
    ),
    ("giai-phap", "Giải pháp", _REMEDY, lambda record, lookup: _remedies(record.solutions, lookup)),
    ("giao-viec", "Giao việc", _REMEDY, lambda record, lookup: _remedies(record.tasks, lookup)),
    ("ton-dong", "Tồn đọng", _REMEDY, lambda record, lookup: _remedies(record.backlog, lookup)),
    (
        "cam-ket",
        "Cam kết kỳ trước",
        (
            ("Nội dung", _TEXT),
            ("Người thực hiện", _NAME),
            ("Từ buổi", 12),
            ("Thời hạn", 12),
            ("Kết quả", 14),
            ("Ghi chú", 40),
        ),
        _commitments,
    ),
    (
        "bieu-quyet",
        "Biểu quyết",
        (
            ("Nội dung", _TEXT),
            ("Hình thức", 14),
            ("Lúc", _TIME),
            ("Tính trên", _NUMBER),
            ("Có quyền", _NUMBER),
            ("Tán thành", _NUMBER),
            ("Không", _NUMBER),
            ("Ý kiến khác", 12),
            ("Kết quả", 12),
        ),
        _votes,
    ),
    (
        "dieu-kien",
        "Điều kiện",
        (("Mã", 6), ("Điều kiện", 34), ("Mức", 6), ("Trạng thái", 14), ("Số liệu", 26), ("Lý do", _TEXT)),
        _rules,
    ),
    (
        "tai-lieu",
        "Tài liệu",
        (("Tài liệu", _TEXT), ("Ngày gửi", 12), ("Cách gửi", 20), ("Trước (ngày)", 13), ("Đúng hạn", 10)),
        _documents,
    ),
)
"""Sheets in order: file name, tab, (heading, width) of the columns, rows."""
