"""Desks on laptops of their own that exchange by stick: what the tests of two clerks are driven with."""

from __future__ import annotations

from pathlib import Path

from documents.docx_paper import render_docx
from documents.plan_file import load_examples
from documents.roster_file import to_roster
from models import commands as c
from sync.bundle import Taken, give, join, take
from sync.cipher import Cipher
from sync.store import Store
from sync.units import Unit
from tests.tui.bench import HandClock, open_store, roster_file
from tui.desk import Desk

DAY = "2023-09-15"
UNIT = ("Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ", "Tân Lạc Hạ", "chi_bo")


class Laptop:
    """A data folder of its own with a desk over it; its clock is nobody else's."""

    def __init__(self, home: Path, ahead: int = 0, cipher: Cipher | None = None) -> None:
        self.home = home
        self.clock = HandClock()
        self.clock.pass_time(seconds=ahead)
        self.store: Store = open_store(home, self.clock, cipher)
        self.desk = Desk(self.store)

    def settle(self) -> Laptop:
        """The unit, its people and the wording of the indicators, as its clerk imported them."""
        self.store.units.keep(Unit(str(self.store.cell), *UNIT))
        self.store.keep_indicators(load_examples())
        self.store.save_roster(to_roster(roster_file(), str(self.store.cell)))
        return self

    def do(self, *commands: c.Command) -> None:
        """Have commands recorded; none may be refused."""
        for command in commands:
            outcome = self.desk.do(command)
            assert isinstance(outcome, tuple), (command, outcome)

    def give(self, path: Path) -> Path:
        """The open meeting, or all there are, on the stick."""
        meetings = [self.desk.replica.id] if self.desk.replica is not None else [m.id for m in self.store.meetings()]
        give(self.store, meetings, path)
        return path

    def take(self, path: Path, *, agree: bool = False) -> Taken:
        """From the stick, also into the meeting that is open."""
        taken = take(self.store, path)
        if agree:
            join(self.store, taken.carried)
        self.desk.take_peers()
        return taken

    def person(self, number: int) -> str:
        """The id of the member with that place on the roster."""
        return list(self.desk.meeting.people)[number]

    def state(self) -> str:
        """The hash of what stands."""
        return self.desk.meeting.ledger.state_hash()

    def docx(self) -> bytes:
        """The minutes as they are handed out."""
        return render_docx(self.desk.minutes())

    def shut(self) -> None:
        """Leave properly."""
        self.desk.close()
        assert self.store.close() == 0


def exchange(one: Laptop, other: Laptop, folder: Path, name: str) -> None:
    """The stick goes there and back: both have all that either had."""
    other.take(one.give(folder / f"{name}-there.bienban-gui"))
    one.take(other.give(folder / f"{name}-back.bienban-gui"))
