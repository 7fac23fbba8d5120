"""The page of one meeting, as on the clerk's screen, and its papers: the same bytes as the clerk's.

Who may read what single people said sees the whole record, and that is written down. Everybody else sees figures:
of the same tables the columns that hold no word and no name (sync.md §8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from documents.docx_paper import render_docx
from documents.pdf_paper import render_pdf
from documents.sheet import render_xlsx
from documents.tables import Cell as SheetCell
from documents.tables import Table as Sheet
from documents.tables import tables_of
from documents.text_paper import render_text
from hq.access import note
from hq.fold import FOLD_TROUBLE, meeting_of
from hq.pages import words as common
from hq.pages import words_session as words
from hq.pages.lacking import called
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.shell import Link, download, page
from hq.pages.tables import XLSX, Cell, Column, Mark, Table, cell
from hq.pages.unit import SESSIONS, day_of_session, is_running, moment, state_of
from hq.pages.units import crumbs_to
from hq.plans import named_plan
from hq.queries.sessions import AnswerRow, Session, StreamRow, answers_of, session_called, streams_of
from hq.summaries import lines_of
from models.document import Document
from models.figures import Figures
from models.meeting import Meeting
from models.minutes import minutes_of
from models.plan import Plan
from models.record import Record, record_of, to_json
from models.record.values import Rule
from models.report import report_of
from models.vietnamese.words import VN_OFFSET_MIN, number, short_date
from models.votes import ADOPTION

RULES: Final = "dieu-kien"
"""The table of the rules, which the page has in an order of its own."""
OPEN: Final[Mapping[str, tuple[str, ...]]] = {
    "so-lieu": ("Chỉ tiêu", "Số lượng", "Trên tổng số"),
    "cac-buoc": ("Bước", "Bắt đầu", "Kết thúc", "Số phút"),
    RULES: (),
    "tai-lieu": ("Tài liệu", "Ngày gửi", "Trước (ngày)", "Đúng hạn"),
}
"""Tables of the record → headings of the columns in which no person stands and nobody's words; of the rules: their
states, without what stands behind them.
"""

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# --- what is asked for ----------------------------------------------------------------------------------------------


def _session(asked: Asked) -> Session:
    """The meeting of the address, within the caller's reach. HTTPException 404."""
    try:
        cell_id, meeting = UUID(asked.part("cell")), UUID(asked.part("meeting"))
    except ValueError:
        raise HTTPException(404) from None
    found = asked.read(lambda connection: session_called(connection, asked.caller, cell_id, meeting, asked.today))
    if found is None:
        raise HTTPException(404)
    return found


def _folded(asked: Asked, session: Session) -> Meeting | None:
    """The meeting whole, None when it cannot be read: headquarters does not have the plan that it was opened with."""
    row, own = session.summary, asked.services.plan
    plan = asked.read(lambda connection: named_plan(connection, row.plan, own)) if row is not None else own
    if plan is None:
        return None
    lines = asked.read(lambda connection: lines_of(connection, session.cell, session.meeting))
    try:
        meeting = meeting_of(plan, lines)
    except FOLD_TROUBLE:
        return None
    return meeting if meeting.identity.body in plan.bodies else None


def _until(asked: Asked, session: Session) -> int:
    """Until when the meeting is told, UTC ms: now; of one that only began, the last that was heard of it."""
    row = session.summary
    if row is None or row.started is None or row.ended is not None or is_running(row, asked.now):
        return asked.now
    return row.last_at


def _note_reading(asked: Asked, session: Session, what: str) -> None:
    """Who read what single people said is written down before they do."""
    about = f"cell:{session.cell}"
    asked.write(
        lambda connection: note(
            connection, asked.now, asked.caller.actor, "opinions.read", about, meeting=session.meeting, part=what
        )
    )


def _offset(streams: list[StreamRow]) -> int:
    """The clock of the laptop that began the meeting: its papers print times by it."""
    return streams[0].offset if streams else VN_OFFSET_MIN


# --- the page -------------------------------------------------------------------------------------------------------


def _page(asked: Asked) -> Response:
    session = _session(asked)
    if session.opinions:
        _note_reading(asked, session, "page")
    streams, answers = asked.read(
        lambda connection: (
            streams_of(connection, session.cell, session.meeting),
            answers_of(connection, session.cell, session.meeting),
        )
    )
    meeting = _folded(asked, session)
    offset = _offset(streams)
    until = _until(asked, session)
    record = record_of(meeting, until, offset, id=str(session.meeting)) if meeting is not None else None
    return page(
        asked,
        "session.html",
        say=words,
        crumbs=_crumbs(asked, session),
        title=_title(session),
        session=session,
        states=_states(asked, session, meeting, streams),
        record=record,
        trouble=_trouble(session) if record is None else "",
        tiles=_tiles(record.figures) if record is not None else _few_tiles(session),
        tables=_tables(meeting, session, record, answers) if meeting is not None and record is not None else (),
        streams=Table(words.STREAMS, _STREAMS, tuple(_stream(one) for one in streams)),
        papers=_papers(record) if record is not None and session.opinions else (),
    )


def _states(
    asked: Asked, session: Session, meeting: Meeting | None, streams: list[StreamRow]
) -> tuple[tuple[str, Mark], ...]:
    """How far the meeting is, what was amended in it, where laptops differ, how much is still on them (L19)."""
    found = [state_of(session.summary, asked.now)] if session.summary is not None else []
    if meeting is not None and meeting.amendments:
        found.append((words.AMENDED.format(count=len(meeting.amendments)), "warn"))
    if meeting is not None and meeting.conflicts:
        found.append((words.DIFFERING.format(count=len(meeting.conflicts)), "warn"))
    left = sum(max(0, one.told - one.held) for one in streams)
    return (*found, (words.WAITING.format(count=left), "warn")) if left else tuple(found)


def _title(session: Session) -> str:
    day = day_of_session(session.summary) if session.summary is not None else None
    return words.TITLE.format(unit=session.unit.name, day=words.NO_DAY if day is None else short_date(day))


def _crumbs(asked: Asked, session: Session) -> tuple[Link, ...]:
    """Down to the unit, from where the meeting was held."""
    day = session.summary.date if session.summary is not None else ""
    way = crumbs_to(asked, session.unit.path, day or asked.today)
    return (*(link._replace(here=False) for link in way), Link(_title(session), asked.path, here=True))


def _tiles(figures: Figures) -> tuple[tuple[str, str, str], ...]:
    """(figure, what it is, its colour) of what one looks for first."""
    members, spoke, vote = figures.members.obliged_present, figures.speaking.spoke, figures.vote(ADOPTION)
    held, least = figures.session.minutes, figures.session.least_minutes
    short = figures.session.ended is not None and (held or 0) < least
    return (
        (common.NONE if held is None else number(held), words.MINUTES.format(least=least), "bad" if short else ""),
        (f"{members.part}/{members.whole}", words.PRESENT, ""),
        (f"{spoke.part}/{spoke.whole}", words.SPOKE, ""),
        (str(figures.speaking.contributions), words.CONTRIBUTIONS, ""),
        (f"{figures.indicators.present}/{figures.indicators.total}", words.INDICATORS, ""),
        (str(figures.solutions.total), words.SOLUTIONS, ""),
        (common.NONE if vote is None else f"{vote.in_favour.part}/{vote.in_favour.whole}", words.VOTE, ""),
        (str(figures.rules.failed), words.RULES, "bad" if figures.rules.failed else ""),
    )


def _trouble(session: Session) -> str:
    """Why nothing of the record is shown, and what to do."""
    row = session.summary
    if row is None:
        return words.UNFOLDED
    return words.UNKNOWN if row.judged else words.PLAN_LACKING.format(plan=called(row.plan))


def _few_tiles(session: Session) -> tuple[tuple[str, str, str], ...]:
    """What is known of a meeting without its plan."""
    row = session.summary
    if row is None or row.minutes is None:
        return ()
    came = f"{row.obliged_present}/{row.obliged}"
    return (number(row.minutes), words.MINUTES_ALONE, ""), (came, words.PRESENT, "")


def _tables(
    meeting: Meeting, session: Session, record: Record, answers: list[AnswerRow]
) -> tuple[tuple[str, Table], ...]:
    """(its name, the table) of each part of the record that the caller may see and that holds anything."""
    named = session.opinions
    kept = [one for one in tables_of(record) if one.rows and (named or one.name in OPEN)]
    tables = [(one.name, _part(one, record, named=named)) for one in kept]
    return tuple(tables) if named else (*tables, ("bieu-hien", _answers(meeting.plan, answers)))


def _part(sheet: Sheet, record: Record, *, named: bool) -> Table:
    """One part: all that people read of it for who may, else the columns that hold no word and no name."""
    if sheet.name == RULES:
        return _of_rules(record, named=named)
    people = tuple(one.heading for one in sheet.columns if one.heading != words.CODE)
    return shown(only(sheet, people if named else OPEN[sheet.name]))


def _of_rules(record: Record, *, named: bool) -> Table:
    """The rules, those first that were not kept; what stands behind a state only for who may read single opinions."""
    ordered = sorted(record.rules, key=lambda one: (list(_RULE_MARKS).index(one.state), one.code))
    columns = _RULES if named else _RULES[:-2]
    return Table(words.RULES_TABLE, columns, tuple(_of_rule(one)[: len(columns)] for one in ordered))


def _of_rule(one: Rule) -> tuple[Cell, ...]:
    state = cell(words.RULE_STATES[one.state], mark=_RULE_MARKS[one.state])
    return cell(one.code), cell(one.label), cell(words.LEVELS[one.level]), state, cell(one.figure), cell(one.reason)


_RULES: Final = (
    Column("", words.CODE),
    Column("", words.RULE),
    Column("", words.LEVEL),
    Column("", words.STATE),
    Column("", words.FIGURE),
    Column("", words.REASON),
)
_RULE_MARKS: Final[Mapping[str, Mark]] = {
    "failed": "bad",
    "waived": "warn",
    "risk": "warn",
    "pending": "quiet",
    "met": "",
}
"""State of a rule → its colour, in the order in which one looks for them."""


def only(sheet: Sheet, headings: tuple[str, ...]) -> Sheet:
    """A table with these columns alone."""
    kept = [number for number, column in enumerate(sheet.columns) if column.heading in headings]
    columns = tuple(sheet.columns[number] for number in kept)
    return replace(sheet, columns=columns, rows=tuple(tuple(row[number] for number in kept) for row in sheet.rows))


def shown(sheet: Sheet) -> Table:
    """A table of the record as a page shows it."""
    numbers = {number for number in range(len(sheet.columns)) if any(type(row[number]) is int for row in sheet.rows)}
    columns = tuple(Column("", one.heading, one.width, number in numbers) for number, one in enumerate(sheet.columns))
    return Table(sheet.title, columns, tuple(tuple(_cell(value) for value in row) for row in sheet.rows))


def _cell(value: SheetCell) -> Cell:
    """A moment by its clock alone: the day stands over the page."""
    return cell(value, text=value.strftime("%H:%M")) if isinstance(value, datetime) else cell(value)


def _answers(plan: Plan, answers: list[AnswerRow]) -> Table:
    degrees = {degree.code: degree.label for degree in plan.degrees}
    rows = tuple(
        (cell(one.number), cell(words.ANSWERED.get(one.answer, one.answer)), cell(degrees.get(one.degree, one.degree)))
        for one in answers
    )
    return Table(words.ANSWERS, (Column("", words.NUMBER), Column("", words.ANSWER), Column("", words.DEGREE)), rows)


_STREAMS: Final = (
    Column("", words.LAPTOP),
    Column("", words.HELD, number=True),
    Column("", words.LEFT, number=True),
    Column("", words.AT),
    Column("", words.HASH),
)


def _stream(one: StreamRow) -> tuple[Cell, ...]:
    left = max(0, one.told - one.held)
    return (
        cell(one.alias or str(one.device)[:8], note=one.name),
        cell(one.held),
        cell(left, mark="warn") if left else cell(0, text=words.NOTHING_LEFT),
        cell(moment(one.at)),
        cell(one.hash),
    )


# --- papers ---------------------------------------------------------------------------------------------------------


def _papers(record: Record) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(what it is, its files as (name in the address, format)) for the links."""
    draft = not record.hashes.adopted_state
    label = words.DRAFT_PAPER if draft else words.MINUTES_PAPER
    named = (("bien-ban", label), ("bao-cao", words.REPORT_PAPER), ("du-lieu", words.RECORD))
    return tuple(
        (label, tuple((f"{name}.{ending}", words.FORMATS[ending]) for paper, ending in _FILES if paper == name))
        for name, label in named
    )


def _paper(asked: Asked) -> Response:
    """One file of a meeting; only for those who may read what single people said."""
    session = _session(asked)
    maker = _FILES.get((asked.part("paper"), asked.part("ending")))
    meeting = _folded(asked, session) if maker is not None else None
    if maker is None or meeting is None:
        raise HTTPException(404)
    if not session.opinions:
        raise HTTPException(403)
    name, ending = asked.part("paper"), asked.part("ending")
    _note_reading(asked, session, f"{name}.{ending}")
    offset = _offset(asked.read(lambda connection: streams_of(connection, session.cell, session.meeting)))
    body, media_type = maker(meeting, _until(asked, session), offset, str(session.meeting))
    return download(body, f"{name}-{meeting.details.text('date') or asked.today}.{ending}", media_type)


Made = tuple[bytes, str]
"""A file and its media type."""
Maker = Callable[[Meeting, int, int, str], Made]


def _as(render: Callable[[Document], bytes], of: Callable[[Meeting, int, int], Document], media_type: str) -> Maker:
    return lambda meeting, now, offset, _: (render(of(meeting, now, offset)), media_type)


def _text(document: Document) -> bytes:
    return render_text(document).encode()


def _workbook(meeting: Meeting, now: int, offset: int, id: str) -> Made:
    at = now if meeting.adopted is None else meeting.adopted.at
    return render_xlsx(tables_of(record_of(meeting, now, offset, id=id)), at), XLSX


def _json(meeting: Meeting, now: int, offset: int, id: str) -> Made:
    return to_json(record_of(meeting, now, offset, id=id)).encode(), "application/json"


_FILES: Final[Mapping[tuple[str, str], Maker]] = {
    ("bien-ban", "docx"): _as(render_docx, minutes_of, _DOCX),
    ("bien-ban", "pdf"): _as(render_pdf, minutes_of, "application/pdf"),
    ("bien-ban", "txt"): _as(_text, minutes_of, "text/plain; charset=utf-8"),
    ("bao-cao", "docx"): _as(render_docx, report_of, _DOCX),
    ("bao-cao", "pdf"): _as(render_pdf, report_of, "application/pdf"),
    ("du-lieu", "xlsx"): _workbook,
    ("du-lieu", "json"): _json,
}
"""(paper, ending) → how it is made from the meeting at a time (UTC ms), at an offset, with its id."""

PAGES: Final = (
    Page(f"{SESSIONS}/{{cell}}/{{meeting}}", EVERYBODY, get=_page),
    Page(f"{SESSIONS}/{{cell}}/{{meeting}}/{{paper}}.{{ending}}", EVERYBODY, get=_paper),
)
