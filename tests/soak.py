"""The long form of what `make test` proves in short: bounded in count and time, and it prints what it did.

    python -m tests.soak [--seed N] [--minutes 15] [--laptops 200] [--servers 2] [--databases sqlite postgresql]
                         [--parts histories clerks fuzz storm]

The parts share the minutes, whatever their number: histories of rounds, sticks, renewals and restored servers that no
run had before; clerks who press anything while the power goes; files with anything in them; then, on
each database, many laptops through a bad cable with kill -9 (sync.md §11), and two laptops that meet headquarters days
later. On PostgreSQL several servers share the database, and every request goes to any of them. A storm first writes
what its laptops have, which takes its own time: fewer `--laptops` are sooner ready.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from documents.plan_file import load_plan
from tests.fuzz.doors import doors
from tests.fuzz.play import try_door
from tests.hq.postgres import running
from tests.hq.serving import ROOT
from tests.hq.storm import Size, Storm
from tests.sync.test_round_machine import Template, play
from tests.tui import clerks

BACKLOG = 120
"""Notes a laptop has before the storm; each is written and synced one by one, as a clerk would."""

A_PROCESS = 25
"""Laptops that share a process, and so their end."""

DATABASES = ("sqlite", "postgresql")


SHARES = {"histories": 0.25, "clerks": 0.25, "fuzz": 0.15, "storm": 0.35}
"""What of the minutes each part takes; the storm's is divided among the databases."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is asked for; the first thing that does not hold ends it with its traceback."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of every fault that is drawn")
    parser.add_argument("--minutes", type=float, default=15, help="that the parts share (default: 15)")
    parser.add_argument("--laptops", type=int, default=200, help="how many in a storm (default: 200)")
    parser.add_argument("--servers", type=int, default=2, help="that share one PostgreSQL (default: 2)")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--parts", nargs="+", choices=SHARES, default=tuple(SHARES))
    given = parser.parse_args(argv)
    whole = sum(SHARES[part] for part in given.parts)
    seconds = {part: given.minutes * 60 * SHARES[part] / whole for part in given.parts}
    say(f"seed {given.seed}; {given.minutes:g} minutes for {', '.join(given.parts)}")
    for part in given.parts:
        if part in DRAWN:
            say(f"{part}: {again_and_again(DRAWN[part], given.seed, seconds[part])}")
    return storms(given, seconds["storm"]) if "storm" in seconds else 0


def again_and_again(play: Callable[[int], str], seed: int, seconds: float) -> str:
    """One seed after another until the time is over, at least one; what was played."""
    begun, number = time.monotonic(), 0
    while not number or time.monotonic() - begun < seconds:
        played = play(seed + number)
        number += 1
    return f"{number} times {played}; seeds {seed} to {seed + number - 1}; {time.monotonic() - begun:.0f} s"


def histories(seed: int) -> str:
    """Drawn histories of the state machine of rounds, each ending in agreement."""
    with tempfile.TemporaryDirectory(prefix="bienban-soak-") as folder:
        play(Template(Path(folder) / "template", load_plan()), 10, 25, drawn=seed)
    return "10 histories of rounds, sticks and renewals"


def evenings(seed: int) -> str:
    """Clerks who press anything."""
    clerks.play(20, 25, drawn=seed)
    return "20 evenings of any keys and power cuts"


def files(seed: int) -> str:
    """Harmed files through every door of the laptop."""
    with tempfile.TemporaryDirectory(prefix="bienban-soak-") as folder:
        found = doors(Path(folder))
        for door in found:
            try_door(door, 30, drawn=seed)
    return f"30 harmed files through each of {len(found)} doors"


DRAWN: dict[str, Callable[[int], str]] = {"histories": histories, "clerks": evenings, "fuzz": files}
"""The parts that are played from one seed after another."""


def storms(given: argparse.Namespace, seconds: float) -> int:
    """Many laptops on each database, then two that meet late."""
    processes = max(2, given.laptops // A_PROCESS)
    size = Size(given.laptops, BACKLOG, processes, seconds / len(given.databases))
    say(f"{size.laptops} laptops in {processes} processes, {size.seconds:.0f} s a database")
    for name in given.databases:
        storm(name, size if name == "sqlite" else replace(size, servers=given.servers), given.seed)
    say("two laptops, a stick, headquarters days later: on both databases")
    return subprocess.run(_two_laptops(), cwd=ROOT, env=os.environ, check=False).returncode


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
