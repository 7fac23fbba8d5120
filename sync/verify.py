"""Look over every journal of a data folder and say in one line each how it is. Changes nothing on disk."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sync.cipher import Cipher
from sync.errors import StoreError, StoreForeign, StoreLocked
from sync.frames import Kind
from sync.journal import Journal
from sync.lock import holder
from sync.storage import STORE_KIND
from sync.stream import STREAM_KIND
from sync.words import sentence


class State(StrEnum):
    """How a journal is. `TORN` holds all that was confirmed; `DAMAGED` may not, or cannot be read.

    `LOCKED` is sealed with a key that was not given: nobody looked into it.
    """

    WHOLE = "whole"
    TORN = "torn"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    BUSY = "busy"
    LOCKED = "locked"


class Finding(NamedTuple):
    """One journal and what the clerk should know about it, in Vietnamese."""

    path: Path
    state: State
    sentence: str


def verify(data_dir: Path, cipher: Cipher | None = None) -> list[Finding]:
    """Every `*.journal` below the folder, in the order of their paths. Never raises for a bad file."""
    return [_look(path, cipher) for path in sorted(data_dir.rglob("*.journal"))]


def _look(path: Path, cipher: Cipher | None) -> Finding:
    try:
        journal = Journal(path, kind_of(path), read_only=True, cipher=cipher)
    except StoreLocked as error:
        return Finding(path, State.LOCKED, error.sentence)
    except StoreForeign as error:
        return Finding(path, State.FOREIGN, error.sentence)
    except StoreError as error:
        return Finding(path, State.DAMAGED, error.sentence)
    lines = len(journal.take())
    journal.close()
    if journal.damaged:
        return Finding(path, State.DAMAGED, _sentences(journal))
    held, pid = holder(path)
    if held:
        return Finding(path, State.BUSY, sentence("in_use", {"name": path.name, "pid": pid or "?", "lines": lines}))
    if journal.reports:
        return Finding(path, State.TORN, _sentences(journal))
    return Finding(path, State.WHOLE, sentence("whole", {"name": path.name, "lines": lines}))


def kind_of(path: Path) -> Kind:
    """A stream lies in the folder of its meeting (sync/paths.py), everything else is a store."""
    return STREAM_KIND if path.parent.parent.name == "meetings" else STORE_KIND


def _sentences(journal: Journal) -> str:
    return " ".join(report.sentence for report in journal.reports)
