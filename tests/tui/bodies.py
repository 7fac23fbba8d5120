"""Sessions of every kind of body, held without a screen and with keys; one of them by a plan of its own.

`python -m tests.tui.bodies dang_uy` prints its minutes, to be read and kept in `tests/data/minutes`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.plan_file import load_examples, load_plan
from models.plan import Plan
from sync.paths import Paths
from sync.store import Store
from tests.tui.rehearsed import Outcome, outcome_of
from tui.desk import Desk
from tui.rehearsal.cell import DEVICE, read_cast, seat
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.run import play
from tui.rehearsal.script import DATE, Act, read_script

DATA = Path(__file__).parents[1] / "data"
SECOND = DATA / "plans" / "second"
"""An invented plan of another campaign."""


@dataclass(frozen=True)
class Held:
    """A scripted session: its script and people are known by its name."""

    name: str
    date: str = DATE
    folder: Path | None = None  # of the plan; None is the shipped one

    @property
    def golden(self) -> Path:
        """Its minutes, read and found right."""
        return DATA / "minutes" / f"{self.name}_session.txt"

    def plan(self) -> Plan:
        """The plan it follows."""
        return _plan(self.folder)

    def script(self) -> tuple[Act, ...]:
        """Its acts."""
        return read_script(self._text("txt"), self.date)

    def open(self, home: Path) -> tuple[Desk, ScriptClock]:
        """A desk on its meeting, before the first act."""
        clock = ScriptClock(self.script()[0].at)
        store = Store(Paths(home), self.plan(), clock=clock, device=DEVICE)
        if self.folder is None:
            store.keep_indicators(load_examples())
        seat(store, read_cast(self._text("json")))
        desk = Desk(store)
        desk.create(self.date)
        return desk, clock

    def _text(self, ending: str) -> str:
        return (DATA / "sessions" / f"{self.name}.{ending}").read_text("utf-8")


COMMITTEES = tuple(map(Held, ("dang_uy", "ubnd", "mttq", "doan_the")))
"""The four bodies beside the cell (R12, R13)."""

GROUP = Held("to_dan_pho", "2025-04-20", SECOND)
"""A residents' group, by the invented plan."""

EVERY = (*COMMITTEES, GROUP)


@cache
def _plan(folder: Path | None) -> Plan:
    return load_plan(folder)


@contextmanager
def at_desk(held: Held, home: Path) -> Iterator[tuple[Desk, ScriptClock]]:
    """Its desk, put away afterwards."""
    desk, clock = held.open(home)
    try:
        yield desk, clock
    finally:
        desk.close()
        assert desk.store.close() == 0


def paper_of(outcome: Outcome) -> str:
    """The minutes without their checksum, which changes with every word of the plan."""
    return outcome.minutes.partition("\nMã kiểm tra")[0]


def held(session: Held, home: Path) -> Outcome:
    """Hold the whole session without a screen."""
    with at_desk(session, home) as (desk, clock):
        play(desk, clock, session.script())
        return outcome_of(desk)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        session = next(one for one in EVERY if one.name == sys.argv[1])
        sys.stdout.write(paper_of(held(session, Path(folder))))
