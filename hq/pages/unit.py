"""The page of one unit: what it is, the units under it, the meetings it held."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, and_, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq.access import day_of, in_hanoi
from hq.counting import Stage
from hq.enrolment import known_devices
from hq.pages import words_admin, words_progress
from hq.pages import words_units as words
from hq.pages.lacking import row_note
from hq.pages.registry import EVERYBODY, OFFICE, Asked, Page
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Mark, Table, cell
from hq.pages.units import UNITS, address_of, crumbs_to
from hq.queries.progress import Standing
from hq.queries.sessions import SessionRow, children_of, sessions_of
from hq.queries.tree import UnitRow, unit_called
from hq.routes_access import devices_within
from hq.schema import cells, devices
from models.agenda import MINUTE
from models.minutes.phrases import iso_date
from models.overview.telling import UNNAMED
from sync.protocol import Known

SESSIONS: Final = "/hop"
DEVICES: Final = "/quan-tri/may"
SILENT_HOURS: Final = 3
"""Hours without anything new after which a session is not called running any more."""

COLUMNS: Final = (
    Column("", words.DAY),
    Column("", words.STATE),
    Column("", words.BEGAN),
    Column("", words.MINUTES, number=True),
    Column("", words.PRESENT, number=True),
    Column("", words.ADOPTED),
)
LAPTOPS: Final = (
    Column("", words_admin.DEVICE),
    Column("", words_admin.SEEN),
    Column("", words_admin.STATE),
)
BELOW: Final = (Column("", words.NAME), Column("", words.CODE), Column("", words.KIND))


def session_address(row: SessionRow) -> str:
    """Where the page of a meeting is."""
    return f"{SESSIONS}/{row.cell}/{row.meeting}"


def address_of_standing(one: Standing) -> str:
    """Where one goes from a unit's line: to its session when it sent one, else to its own page."""
    return address_of(one.code) if one.meeting is None else f"{SESSIONS}/{one.cell}/{one.meeting}"


def is_running(row: Standing | SessionRow, now: int) -> bool:
    """Whether a session that began and did not end is under way at `now` (UTC ms): begun today, and lately heard of."""
    fresh = now - row.last_at < SILENT_HOURS * 60 * MINUTE
    return row.started is not None and day_of(row.started) == day_of(now) and fresh


def is_left(one: Standing, now: int) -> bool:
    """Whether a unit's session began and is not under way any more."""
    return one.stage is Stage.RUNNING and not is_running(one, now)


def stage_words(one: Standing, now: int) -> str:
    """How far a unit is; a session that only began says so, and is not called running for ever."""
    return words_progress.UNFINISHED if is_left(one, now) else words_progress.STAGES[one.stage]


def came_cell(row: Standing | SessionRow) -> Cell:
    """How many came of those who were to come, as the papers tell it (R25)."""
    return cell(row.obliged_present, text=words.OF.format(part=row.obliged_present, whole=row.obliged))


def wanted_unit(asked: Asked, code: str) -> UnitRow:
    """The unit with a code, within the caller's reach. HTTPException 404."""
    found = asked.read(lambda connection: unit_called(connection, asked.caller, code, asked.today))
    if found is None:
        raise HTTPException(404)
    return found


def kind_of(asked: Asked, body: str) -> str:
    """What the plan calls a kind of body; an office that does not meet has none."""
    bodies = asked.plan.bodies
    return bodies[body].name if body in bodies else body or words.OFFICE


def _unit(asked: Asked) -> Response:
    unit = wanted_unit(asked, asked.part("code"))
    office = asked.caller.role in OFFICE
    sessions, laptops, below = asked.read(
        lambda connection: (
            sessions_of(connection, asked.caller, unit.unit, asked.today),
            _laptops(connection, asked, unit) if office else (),
            children_of(connection, asked.caller, unit.unit, asked.today),
        )
    )
    return page(
        asked,
        "unit.html",
        say=words,
        crumbs=crumbs_to(asked, unit.path, asked.today),
        unit=unit,
        kind=kind_of(asked, unit.body),
        office=office,
        sessions=Table(words.SESSIONS, COLUMNS, tuple(_session(row, asked.now) for row in sessions)),
        laptops=Table(words.LAPTOPS, LAPTOPS, tuple(map(laptop_cells, laptops))),
        below=Table(words.UNITS_BELOW, BELOW, tuple(_below(asked, *one) for one in below)),
    )


def _laptops(connection: Connection, asked: Asked, unit: UnitRow) -> list[Known]:
    """The unit's laptops: whether what is seen of it is fresh is when they sent last."""
    its = devices.c.cell_id.in_(select(cells.c.cell_id).where(cells.c.unit == unit.unit))
    return known_devices(connection, and_(its, devices_within(asked.caller, asked.today)))


def laptop_cells(one: Known) -> tuple[Cell, Cell, Cell]:
    """A laptop, when it sent last, and whether it still may."""
    gone = moment(one.revoked)
    state = words_admin.WORKS if gone is None else words_admin.REVOKED.format(at=f"{gone:%d/%m/%Y}")
    return (
        cell(one.alias, href=f"{DEVICES}/{one.device}", note=one.name),
        cell(moment(one.seen)),
        cell(state, mark="good" if gone is None else "quiet"),
    )


def _below(asked: Asked, code: str, name: str, body: str) -> tuple[Cell, ...]:
    return cell(name, href=address_of(code)), cell(code), cell(kind_of(asked, body))


def _session(row: SessionRow, now: int) -> tuple[Cell, ...]:
    state, mark = state_of(row, now)
    return (
        cell(day_of_session(row), href=session_address(row), text=None if row.date else words.NO_DAY),
        cell(
            state,
            mark=mark,
            note=words.REHEARSAL if row.rehearsal else "" if row.judged else row_note(row.plan or UNNAMED),
        ),
        cell(moment(row.started)),
        cell(row.minutes),
        came_cell(row),
        cell(moment(row.adopted_at)),
    )


def state_of(row: SessionRow, now: int) -> tuple[str, Mark]:
    """How far a meeting is at `now` (UTC ms), in words and as a colour."""
    if row.adopted_at is not None:
        return words.STATE_ADOPTED, "good"
    if row.ended is not None:
        return words.STATE_HELD, "warn"
    if row.started is not None:
        return words.STATE_RUNNING if is_running(row, now) else words.STATE_UNFINISHED, "warn"
    return words.STATE_PREPARED, "quiet"


def day_of_session(row: SessionRow) -> date | None:
    """The day of a meeting; None while nobody said one that a calendar has."""
    return iso_date(row.date)


def moment(at: int | None) -> datetime | None:
    """UTC ms as a moment in Viet Nam, as sheets know it: without a zone."""
    return None if at is None else in_hanoi(at).replace(tzinfo=None)


PAGES: Final = (Page(f"{UNITS}/{{code:path}}", EVERYBODY, get=_unit),)
