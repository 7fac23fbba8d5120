"""What the commands of an administrator share: the services for their time, trouble as a sentence, units by code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select

from hq import words
from hq.schema import cells, units
from hq.services import Services
from hq.serving import open_services
from hq.settings import Settings


class NotDone(Exception):
    """A command could not do it; the message says in Vietnamese why, and what to do."""


@contextmanager
def opened(settings: Settings) -> Iterator[Services]:
    """The services of one command."""
    services = open_services(settings)
    try:
        yield services
    finally:
        services.database.close()


def cell_called(connection: Connection, named: str) -> UUID:
    """The cell of the unit with that code, or the cell with that id. NotDone."""
    wanted = select(cells.c.cell_id).join(units, units.c.unit == cells.c.unit)
    found: UUID | None = connection.execute(wanted.where(units.c.code == named)).scalar()
    if found is None and (id := _as_id(named)) is not None:
        found = connection.execute(select(cells.c.cell_id).where(cells.c.cell_id == id)).scalar()
    if found is None:
        raise NotDone(words.CELL_UNKNOWN.format(cell=named))
    return found


def unit_called(connection: Connection, code: str) -> UUID:
    """The unit with that code. NotDone."""
    found: UUID | None = connection.execute(select(units.c.unit).where(units.c.code == code)).scalar()
    if found is None:
        raise NotDone(words.UNIT_UNKNOWN.format(unit=code))
    return found


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def write_new(file: Path, content: str | bytes) -> None:
    """Write a new file for its owner alone. NotDone: it is there already, it cannot be written."""
    try:
        file.touch(0o600, exist_ok=False)
    except FileExistsError:
        raise NotDone(words.FILE_EXISTS.format(name=file)) from None
    except OSError as error:
        raise NotDone(words.FILE_TROUBLE.format(name=file)) from error
    try:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        file.unlink(missing_ok=True)  # half a file would only be in the way of the next try
        raise NotDone(words.FILE_TROUBLE.format(name=file)) from error


def agreed(question: str) -> bool:
    """Whether whoever sits there says so; nobody sits at a pipe."""
    if not sys.stdin.isatty():
        return False
    print(question, end="", flush=True)
    return sys.stdin.readline().strip().lower() == words.SAVE_YES
