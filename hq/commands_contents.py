"""What the office hands the clerks' laptops: each file is read as a laptop reads it, shown, then kept."""

from __future__ import annotations

import argparse
from uuid import UUID

from sqlalchemy import select

from documents.contents import roster_content, wording_content
from documents.indicators_file import IndicatorFileError, read_indicators
from documents.roster_file import RosterError, preview, read_roster
from hq import words
from hq.access import COMMAND_LINE
from hq.commands_shared import NotDone, agreed, cell_called, opened
from hq.contents import EVERYONE, INDICATORS, ROSTER, Kind, hand_out
from hq.schema import cells
from hq.services import Services
from hq.settings import Settings


def indicators_import(given: argparse.Namespace, settings: Settings) -> int:
    """The wording of the indicators for every laptop; not kept while slots are empty, unless that is said."""
    with opened(settings) as services:
        try:
            found = read_indicators(given.file, services.plan.catalogue)
        except IndicatorFileError as error:
            raise NotDone(str(error)) from error
        counts = {"count": sum(bool(item.text) for item in found.items), "total": len(found.items)}
        print(words.WORDING_UNDERSTOOD.format(**counts, file=found.file, encoding=found.encoding))
        for item in found.items:
            print(words.CONTENT_LINE.format(number=item.number, text=item.text or words.CONTENT_EMPTY))
        _warn(found.warnings)
        if not (found.is_complete or given.force):
            raise NotDone(words.WORDING_PARTLY)
        return _keep(services, given, INDICATORS, wording_content(found.catalogue), words.WORDING_SAVED)


def roster_import(given: argparse.Namespace, settings: Settings) -> int:
    """The list of people of one unit, for the laptops of that unit alone."""
    try:
        found = read_roster(given.file, encoding=given.encoding, sheet=given.sheet)
    except RosterError as error:
        raise NotDone(str(error)) from error
    with opened(settings) as services:
        cell = services.database.read(lambda connection: cell_called(connection, given.unit))
        wanted = select(cells.c.unit).where(cells.c.cell_id == cell)
        unit = services.database.read(lambda connection: connection.execute(wanted).scalar_one())
        shown = preview(found)
        print(words.ROSTER_UNDERSTOOD.format(title=shown.title, encoding=shown.encoding, count=shown.count))
        for member in found.members:
            print(words.CONTENT_LINE.format(number=member.order, text=member.full_name))
        _warn(found.warnings)
        saved = words.ROSTER_SAVED.format(unit=given.unit)
        return _keep(services, given, ROSTER, roster_content(found), saved, unit)


def _warn(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        print(words.CONTENT_WARNING.format(warning=warning))


def _keep(
    services: Services, given: argparse.Namespace, kind: Kind, content: bytes, saved: str, unit: UUID = EVERYONE
) -> int:
    """Keep it once agreed."""
    if not (given.yes or agreed(words.CONTENT_ASKED)):
        print(words.SAVE_NOT)
        return 0
    new = hand_out(services, kind, content, COMMAND_LINE, unit)
    print(saved if new else words.CONTENT_SAME)
    return 0
