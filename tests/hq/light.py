"""What tests of headquarters begin with at little cost: a database that has the schema, cheap hashes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hq.database import Database
from hq.migrations import migrate
from hq.settings import Hashing

CHEAP: Final = Hashing(passes=1, memory=8, codes=2)
"""Hundreds of tests log in or enrol; what a server's own cost is has tests of its own."""


def laid(file: Path) -> str:
    """The URL of a new SQLite database in this file, with the schema and nothing else."""
    file.write_bytes(_empty())
    return f"sqlite:///{file}"


@cache
def _empty() -> bytes:
    """Laid down once by the migrations themselves."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hq.sqlite"
        database = Database(f"sqlite:///{file}")
        migrate(database)
        database.close()
        return file.read_bytes()
