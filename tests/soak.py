"""The long form of what `make test` proves in short: bounded in count and time, and it prints what it did.

    python -m tests.soak [--seed N] [--laptops 200] [--minutes 3] [--histories 60] [--servers 2]
                         [--databases sqlite postgresql]

First histories of rounds, sticks, renewals and restored servers that no run had before. Then two parts on each
database: many laptops through a bad cable with kill -9 (sync.md §11), and two laptops that meet
headquarters days later. On PostgreSQL several servers share the database, and every request goes to any of them.
The seed is printed first: with it the same faults are drawn again, though real processes never run twice alike. The
exit code is 0 when everything held.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from documents.plan_file import load_plan
from tests.hq.postgres import running
from tests.hq.serving import ROOT
from tests.hq.storm import Size, Storm
from tests.sync.test_round_machine import Template, play

BACKLOG = 120
"""Notes a laptop has before the storm; each is written and synced one by one, as a clerk would."""

A_PROCESS = 25
"""Laptops that share a process, and so their end."""

DATABASES = ("sqlite", "postgresql")


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is asked for; the first thing that does not hold ends it with its traceback."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of every fault that is drawn")
    parser.add_argument("--laptops", type=int, default=200, help="how many (default: 200)")
    parser.add_argument("--minutes", type=float, default=3, help="of trouble on each database (default: 3)")
    parser.add_argument("--histories", type=int, default=60, help="of two laptops and a twin (default: 60)")
    parser.add_argument("--servers", type=int, default=2, help="that share one PostgreSQL (default: 2)")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    given = parser.parse_args(argv)
    processes = max(2, given.laptops // A_PROCESS)
    size = Size(given.laptops, BACKLOG, processes, given.minutes * 60)
    histories(given.histories, given.seed)
    say(f"seed {given.seed}; {size.laptops} laptops in {processes} processes, {given.minutes:g} minutes a database")
    for name in given.databases:
        storm(name, size if name == "sqlite" else replace(size, servers=given.servers), given.seed)
    say("two laptops, a stick, headquarters days later: on both databases")
    return subprocess.run(_two_laptops(), cwd=ROOT, env=os.environ, check=False).returncode


def histories(count: int, seed: int) -> None:
    """Drawn histories of the state machine of rounds, each ending in agreement."""
    say(f"seed {seed}: {count} histories of rounds, sticks and renewals")
    with tempfile.TemporaryDirectory(prefix="bienban-soak-") as folder:
        play(Template(Path(folder) / "template", load_plan()), count, 25, drawn=seed)


def storm(name: str, size: Size, seed: int) -> None:
    """Many laptops on a new database."""
    with tempfile.TemporaryDirectory(prefix="bienban-soak-") as folder, _database(name, Path(folder)) as url:
        begun = time.monotonic()
        told = Storm(url, Path(folder), load_plan(), size, seed).run()
        say(f"{name}: {told}; {time.monotonic() - begun:.0f} s in all")


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'hq.sqlite'}"
        return
    with running() as server:
        server.execute("create database soak")
        yield server.url("soak")


def _two_laptops() -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", "tests/hq/test_two_laptops.py"]


def say(text: str) -> None:
    """A line for whoever waits, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
