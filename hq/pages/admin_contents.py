"""What the office hands to every laptop: plans, the indicators' wording, a unit's list of people (sync.md §6).

A file is read as the laptops read it and shown before it is kept. Only who administers everything may; each deed is
noted. A plan comes as a .zip of its folder: nothing is unpacked anywhere, only names that a plan has are looked at.
"""

from __future__ import annotations

import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Connection, func, select
from starlette.responses import Response

from documents.contents import (
    MOST_PLAN,
    ContentUnreadable,
    plan_content,
    plan_of,
    roster_content,
    roster_in,
    wording_content,
    wording_in,
)
from documents.indicators_file import IndicatorFileError, read_indicators
from documents.plan_file import PlanFileError, is_plan_file, plan_in
from documents.roster_file import RosterError, read_roster
from hq.access import in_hanoi
from hq.contents import EVERYONE, INDICATORS, ROSTER, Kind, hand_out, hand_out_plan
from hq.pages import words_contents as words
from hq.pages.admin import CONTENTS, crumbs, form_page, require_whole
from hq.pages.registry import ADMIN, Asked, File, Page
from hq.pages.shell import go
from hq.pages.tables import Cell, Column, Table, cell
from hq.plans import PLAN, Known, handed_plan, known_plans, use_plan
from hq.queries.tree import unit_called
from hq.schema import contents

Found = TypeVar("Found")

MOST: Final = 4 * 1024 * 1024
"""Bytes of a form: a plan's files as they travel, in base64."""
_HEAD: Final = "plan.toml"
_FILES: Final = 200
"""Entries of a .zip that are looked at."""


class NotTaken(Exception):
    """A file is not taken; the message says in Vietnamese why, and what to do."""


class Shown(NamedTuple):
    """What was understood of a file, line by line, and its bytes as they will be kept."""

    kind: Kind
    unit: str  # code, of a list of people
    title: str
    lines: tuple[str, ...]
    content: str  # base64


# --- the page -------------------------------------------------------------------------------------------------------


def _form(asked: Asked) -> Response:
    require_whole(asked)
    return _page(asked)


def _page(asked: Asked, fault: str = "", shown: Shown | None = None) -> Response:
    own = asked.services.plan
    plans, handed, lists = asked.read(
        lambda connection: (
            known_plans(connection, own),
            _handed(connection),
            connection.execute(
                select(func.count()).select_from(contents).where(contents.c.kind == ROSTER)
            ).scalar_one(),
        )
    )
    return form_page(
        asked,
        "contents.html",
        crumbs(asked, words.CONTENTS),
        fault,
        say=words,
        shown=shown,
        plans=[(one, one.digest == asked.plan.digest()) for one in plans],
        handed=Table(words.HANDED, _HANDED, handed),
        lists=words.LISTS.format(count=lists),
        kinds=tuple(words.KINDS.items()),
    )


_HANDED: Final = (Column("", words.WHAT), Column("", words.DIGEST), Column("", words.SINCE))


def _handed(connection: Connection) -> tuple[tuple[Cell, ...], ...]:
    """What lies ready for every laptop."""
    wanted = select(contents.c.kind, contents.c.digest, contents.c.at)
    its = wanted.where(contents.c.kind.in_((PLAN, INDICATORS)), contents.c.unit == EVERYONE).order_by(contents.c.kind)
    return tuple(
        (cell(words.KINDS[row.kind]), cell(row.digest[:16]), cell(in_hanoi(row.at).replace(tzinfo=None)))
        for row in connection.execute(its)
    )


# --- handing out ----------------------------------------------------------------------------------------------------


def _take(asked: Asked) -> Response:
    """A new file is shown; what was shown is kept, once it is read again and still is what it was."""
    require_whole(asked)
    given, file = asked.given, asked.files.get("file")
    kind = next((one for one in _READERS if one == given.get("kind")), None)
    try:
        if kind is None or (file is None and not given.get("kept")):
            raise NotTaken(words.NO_FILE)
        unit = given.get("unit", "") if kind == ROSTER else ""
        if file is not None:
            lines, content = _READERS[kind](asked, file)
            _unit(asked, kind, unit)
            return _page(asked, shown=Shown(kind, unit, file.name, lines, b64encode(content).decode()))
        _keep(asked, kind, unit, b64decode(given["kept"], validate=True))
    except NotTaken as error:
        return _page(asked, str(error))
    except (ContentUnreadable, ValueError):
        return _page(asked, words.NOT_READ)
    return go(CONTENTS, "handed-out")


def _keep(asked: Asked, kind: Kind, unit: str, content: bytes) -> None:
    """Hand it out, checked whole by the reader of the laptops. NotTaken, ContentUnreadable."""
    actor = asked.caller.actor
    if kind == PLAN:
        plan, files = plan_of(content)
        hand_out_plan(asked.services, plan, plan_content(files), actor)
        return
    made = wording_content(wording_in(content)) if kind == INDICATORS else roster_content(roster_in(content))
    hand_out(asked.services, kind, made, actor, _unit(asked, kind, unit))


def _unit(asked: Asked, kind: Kind, code: str) -> UUID:
    """For whom: everybody, or the unit of a list of people. NotTaken: there is no such unit."""
    if kind != ROSTER:
        return EVERYONE
    found = asked.read(lambda connection: unit_called(connection, asked.caller, code, asked.today)) if code else None
    if found is None or not found.body:
        raise NotTaken(words.UNIT_UNKNOWN)
    return found.unit


# --- reading --------------------------------------------------------------------------------------------------------

Read = tuple[tuple[str, ...], bytes]
"""What was understood, line by line, and the content."""


def _plan(_: Asked, file: File) -> Read:
    files = unzipped(file.data)
    try:
        plan = plan_in(files)
        content = plan_content(files)
    except PlanFileError as error:
        raise NotTaken(str(error)) from error
    except ContentUnreadable as error:
        raise NotTaken(words.TOO_LARGE) from error
    limits, days = plan.thresholds, plan.deadlines
    told = words.PLAN_TOLD.format(
        title=plan.title,
        digest=plan.digest()[:16],
        minutes=limits.minimum_minutes,
        indicators=len(plan.indicators),
        session=days.session.last_day.strftime("%d/%m/%Y"),
        report=days.report.last_day.strftime("%d/%m/%Y"),
    )
    return (*told.splitlines(), *(words.PLAN_FILE.format(name=name) for name in sorted(files))), content


def unzipped(data: bytes) -> Mapping[str, bytes]:
    """The files of a plan in a .zip, with or without the folder around them. NotTaken: no .zip, too much in it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found = _inflated(archive, _plan_entries(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise NotTaken(words.NO_ZIP) from error
    if not found:
        raise NotTaken(words.NO_ZIP)
    return found


def _plan_entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """(name in the plan's folder, entry) of the files that a plan has, beside its head."""
    entries = [(PurePosixPath(one.filename), one) for one in archive.infolist()[:_FILES] if not one.is_dir()]
    home = next((path.parent for path, _ in entries if path.name == _HEAD), None)
    if home is None:
        return
    for path, one in entries:
        if path.is_relative_to(home) and is_plan_file(name := path.relative_to(home).as_posix()):
            yield name, one


def _inflated(archive: zipfile.ZipFile, entries: Iterable[tuple[str, zipfile.ZipInfo]]) -> Mapping[str, bytes]:
    """Their bytes, never more than a plan may have together. NotTaken."""
    found: dict[str, bytes] = {}
    for name, one in entries:
        left = MOST_PLAN - sum(map(len, found.values()))
        with archive.open(one) as packed:
            found[name] = packed.read(left + 1)
        if len(found[name]) > left:
            raise NotTaken(words.TOO_LARGE)
    return found


def _wording(asked: Asked, file: File) -> Read:
    plan = asked.read(handed_plan) or asked.plan
    try:
        found = _from_disk(file, lambda path: read_indicators(path, plan.catalogue))
    except IndicatorFileError as error:
        raise NotTaken(str(error)) from error
    if not found.is_complete:
        raise NotTaken(words.WORDING_PARTLY)
    lines = tuple(words.LINE.format(number=one.number, text=one.text) for one in found.items)
    return (*lines, *found.warnings), wording_content(found.catalogue)


def _roster(_: Asked, file: File) -> Read:
    try:
        found = _from_disk(file, read_roster)
    except RosterError as error:
        raise NotTaken(str(error)) from error
    lines = tuple(words.LINE.format(number=one.order, text=one.full_name) for one in found.members)
    return (*lines, *found.warnings), roster_content(found)


def _from_disk(file: File, read: Callable[[Path], Found]) -> Found:
    """What a reader of files makes of it, under a plain name of the same kind; it lies on disk only meanwhile."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{words.FILE_NAME}{PurePosixPath(file.name).suffix[:8].lower()}"
        path.write_bytes(file.data)
        return read(path)


_READERS: Final[Mapping[Kind, Callable[[Asked, File], Read]]] = {
    "plan": _plan,
    "indicators": _wording,
    "roster": _roster,
}


# --- which plan the pages are about ---------------------------------------------------------------------------------


def _use(asked: Asked) -> Response:
    """Take a plan into use."""
    require_whole(asked)
    own, digest = asked.services.plan, asked.given.get("plan", "")
    known: list[Known] = asked.read(lambda connection: known_plans(connection, own))
    if not any(one.digest == digest and one.plan is not None for one in known):
        return _page(asked, words.PLAN_UNKNOWN)
    asked.write(lambda connection: use_plan(connection, digest, own, asked.caller.actor, asked.now))
    return go(CONTENTS, "plan-used")


PAGES: Final = (
    Page(CONTENTS, ADMIN, get=_form, post=_take, most=MOST),
    Page(f"{CONTENTS}/dung", ADMIN, post=_use),
)
