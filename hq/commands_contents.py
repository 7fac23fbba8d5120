"""What the office hands the clerks' laptops: each file is read as a laptop reads it, shown, then kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from sqlalchemy import Connection, select

from documents.contents import MOST_PLAN, ContentUnreadable, plan_content, roster_content, wording_content
from documents.indicators_file import IndicatorFileError, read_indicators
from documents.plan_file import PlanFileError, plan_files, plan_in
from documents.roster_file import RosterError, preview, read_roster
from hq import words
from hq.access import COMMAND_LINE, shown_time
from hq.commands_shared import NotDone, agreed, cell_called, opened
from hq.contents import INDICATORS, ROSTER, hand_out, hand_out_plan
from hq.plans import Known, digest_in_use, handed_plan, known_plans, plan_in_use, use_plan
from hq.projector import Projector
from hq.schema import cells
from hq.settings import Settings
from models.plan import Plan


def indicators_import(given: argparse.Namespace, settings: Settings) -> int:
    """The wording of the indicators of the plan that is handed out; not kept with empty slots, unless that is said."""
    with opened(settings) as services:
        try:
            plan = services.database.read(
                lambda connection: handed_plan(connection) or plan_in_use(connection, services.plan)
            )
            found = read_indicators(given.file, plan.catalogue)
        except IndicatorFileError as error:
            raise NotDone(str(error)) from error
        counts = {"count": sum(bool(item.text) for item in found.items), "total": len(found.items)}
        print(words.WORDING_UNDERSTOOD.format(**counts, file=found.file, encoding=found.encoding))
        for item in found.items:
            print(words.CONTENT_LINE.format(number=item.number, text=item.text or words.CONTENT_EMPTY))
        _warn(found.warnings)
        if not (found.is_complete or given.force):
            raise NotDone(words.WORDING_PARTLY)
        content = wording_content(found.catalogue)
        _keep(given, lambda: hand_out(services, INDICATORS, content, COMMAND_LINE), words.WORDING_SAVED)
    return 0


def plan_import(given: argparse.Namespace, settings: Settings) -> int:
    """A plan for every laptop, read as `bienban plan check` reads it; without a folder the one that comes along."""
    try:
        files = plan_files(given.folder)
        plan, content = plan_in(files), plan_content(files)
    except PlanFileError as error:
        raise NotDone(str(error)) from error
    except ContentUnreadable as error:
        raise NotDone(words.PLAN_TOO_LARGE.format(most=MOST_PLAN // 1024**2)) from error
    print(words.PLAN_UNDERSTOOD.format(title=plan.title, short=plan.short_title, digest=plan.digest()[:16]))
    for name in files:
        print(words.PLAN_FILE.format(name=name))
    with opened(settings) as services:
        used = services.database.read(lambda connection: plan_in_use(connection, services.plan))
        kept = _keep(given, lambda: hand_out_plan(services, plan, content, COMMAND_LINE), words.PLAN_SAVED)
    if kept and used.digest() != plan.digest():
        print(words.PLAN_OTHER_USED.format(short=used.short_title, digest=plan.digest()[:16]))
    return 0


def plan_list(_: argparse.Namespace, settings: Settings) -> int:
    """Every plan that headquarters has, and which of them the pages are about."""
    with opened(settings) as services:
        found, used = services.database.read(lambda connection: _known(connection, services.plan))
    for one in found:
        print(_line(one, used=one.digest == used))
    return 0


def plan_use(given: argparse.Namespace, settings: Settings) -> int:
    """Choose the campaign of the pages by a plan's digest or its id; the sums are made anew before the command ends."""
    with opened(settings) as services:
        found, used = services.database.read(lambda connection: _known(connection, services.plan))
        chosen = _meant(found, given.plan)
        print(_line(chosen, used=chosen.digest == used))
        now = services.clock()
        changed = services.database.write(
            lambda connection: use_plan(connection, chosen.digest, services.plan, COMMAND_LINE, now)
        )
        if changed:
            Projector(services).catch_up()
    print(words.PLAN_USED if changed else words.CONTENT_SAME)
    return 0


def _known(connection: Connection, own: Plan) -> tuple[list[Known], str]:
    return known_plans(connection, own), digest_in_use(connection) or own.digest()


def _line(one: Known, *, used: bool) -> str:
    mark, digest = words.PLAN_MARK if used else words.PLAN_NO_MARK, one.digest[:16]
    if one.plan is None:
        return words.PLAN_NOT_READ.format(mark=mark, digest=digest)
    at = words.PLAN_OWN if one.at is None else shown_time(one.at)
    return words.PLAN_LINE.format(mark=mark, digest=digest, id=one.plan.id, short=one.plan.short_title, at=at)


def _meant(found: list[Known], named: str) -> Known:
    """The one plan that is readable and begins so, or whose campaign is called so. NotDone."""
    text = named.strip().lower()
    meant = [one for one in found if one.plan is not None and text in (one.plan.id, one.digest[: len(text)]) and text]
    if len(meant) != 1:
        raise NotDone((words.PLAN_TWO if meant else words.PLAN_NONE).format(plan=named))
    return meant[0]


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
        content, saved = roster_content(found), words.ROSTER_SAVED.format(unit=given.unit)
        _keep(given, lambda: hand_out(services, ROSTER, content, COMMAND_LINE, unit), saved)
    return 0


def _warn(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        print(words.CONTENT_WARNING.format(warning=warning))


def _keep(given: argparse.Namespace, hand: Callable[[], bool], saved: str) -> bool:
    """Hand it out once agreed, and whether it was agreed; `hand` tells whether it is anything new."""
    if not (given.yes or agreed(words.CONTENT_ASKED)):
        print(words.SAVE_NOT)
        return False
    print(saved if hand() else words.CONTENT_SAME)
    return True
