"""The audit for whoever administers everything: who did what, who read what single people said (sync.md §8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from starlette.responses import Response

from documents.tables import NO, YES
from hq.access import beginning_of
from hq.pages import words as common
from hq.pages import words_admin as words
from hq.pages.admin import AUDIT, crumbs, require_whole
from hq.pages.registry import ADMIN, Asked, Page
from hq.pages.shell import page
from hq.pages.tables import Cell, Column, Table, cell, cut, sheet, wants_file
from hq.pages.unit import moment
from hq.queries.audit import AuditRow, audit_count, audit_lines, kinds_of_lines
from models.minutes.phrases import iso_date
from models.vietnamese.words import short_date

ROLES: Final[dict[str, str]] = {**common.ROLES, **words.DEVICE_ROLES}
KIND, SINCE, UNTIL = "viec", "tu", "den"
_ALWAYS: Final = 2**62

COLUMNS: Final = (
    Column("", words.AT, 18),
    Column("", words.WHO, 24),
    Column("", words.WHAT, 26),
    Column("", words.ABOUT, 30),
    Column("", words.DETAIL, 40),
)


def _audit(asked: Asked) -> Response:
    require_whole(asked)
    what, given = asked.given.get(KIND, ""), asked.given
    since, until = _midnight(given.get(SINCE, ""), 0) or 0, _midnight(given.get(UNTIL, ""), 1) or _ALWAYS
    total = asked.read(lambda connection: audit_count(connection, what, since, until))
    first, most = cut(asked, total)
    rows, kinds = asked.read(
        lambda connection: (
            audit_lines(connection, what, since, until, first=first, most=most),
            kinds_of_lines(connection),
        )
    )
    table = Table(words.AUDIT, COLUMNS, tuple(map(_row, rows)), first=first + 1, total=total)
    if wants_file(asked):
        return sheet(asked, table, "nhat-ky")
    choices = (("", words.EVERY_KIND), *((kind, words.DEEDS.get(kind, kind)) for kind in kinds))
    return page(asked, "audit.html", say=words, crumbs=crumbs(asked, words.AUDIT), table=table, choices=choices)


def _midnight(text: str, later: int) -> int | None:
    """The beginning of a day in Viet Nam, or of one so many days later, in UTC ms; None for no day."""
    try:
        day = date.fromisoformat(text) + timedelta(days=later)
    except (ValueError, OverflowError):
        return None
    return beginning_of(day)


def _row(one: AuditRow) -> tuple[Cell, ...]:
    return (
        cell(moment(one.at)),
        cell(words.NAMED.get(one.actor, one.actor)),
        cell(words.DEEDS.get(one.what, one.what)),
        cell(words.NAMED.get(one.about, one.about)),
        cell(_told(one.detail)),
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    day = iso_date(value) if isinstance(value, str) else None
    if day is not None:
        return short_date(day)
    return ROLES.get(str(value), words.DETAILS.get(str(value), str(value)))


def _told(detail: Mapping[str, Any]) -> str:
    """The details of a line in words; roles as people call them."""
    return "; ".join(f"{words.DETAILS.get(name, name)}: {_said(value)}" for name, value in detail.items())


PAGES: Final = (Page(AUDIT, ADMIN, get=_audit),)
