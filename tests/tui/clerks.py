"""Random clerks: any key, word and command in any order, the power gone at any write; the desk goes on.

No key ends the desk and no line is drawn too wide; what was told as saved is there when the store is opened again, and
every reading of the journal gives the same state. Everything happens in this process, without a terminal.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from documents.plan_file import load_plan
from models.entries import Dot, Entry
from sync.files import Disk
from sync.paths import Paths
from sync.store import Store
from tests.sync.disks import media_error
from tests.tui.bench import HandClock, hold, make_bench, press, screen, shut
from tui.desk import Desk
from tui.panes.meetings import MeetingsPane, resume
from tui.registry import all_commands, registry
from tui.workbench import Workbench

MOVES: Final = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
KEYS: Final = (
    *(key for action in registry() for key in action.keys),
    *MOVES,
    *("enter", "enter", "enter", "escape", "tab", "space", "insert", "delete", "backspace", "+", "-"),
    *"0123456789",
)
"""What a keyboard has besides letters; Enter more often, as in life."""

WORDS: Final = (
    *("manh", "bich", "hùng 84", "Trần Khách, Trưởng thôn", "14:05", "14h70", "2023-09-30", "30/9", "31/2"),
    *("+ giao tổ 2 #7", "- còn nể nang #3 #99", "? chưa rõ", "22", "-1", "99999999999999999999", "ra.docx", "."),
    *("Nhất trí với báo cáo", "Đồng chí nói dài " * 30, "đ\u0323 \u200b\ufeff\u202e", "[bold]x[/]", "\u0300", "👩‍👩‍👧"),
)
"""Names, times, notes, figures, paths, and letters that are trouble."""

PROCESSES: Final = frozenset(("room", "enroll"))
"""Commands that start another process or call a network."""

COMMANDS: Final = tuple(action for action in all_commands() if action.id not in PROCESSES)
SIZES: Final = ((60, 11), (80, 18), (160, 40))


PLAN: Final = load_plan()


class CutDisk(Disk):
    """The real disk until its power goes: then one write is torn, and nothing is taken any more."""

    def __init__(self) -> None:
        self._left = -1

    def cut(self, after: int) -> None:
        """The power goes after so many more calls."""
        self._left = after

    def restore(self) -> None:
        """The power is back."""
        self._left = -1

    def _pass(self) -> None:
        if self._left == 0:
            raise media_error()
        self._left -= self._left > 0

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if self._left == 1:
            super().write(fd, data[: len(data) // 2], offset)
        self._pass()
        super().write(fd, data, offset)

    def create(self, path: Path) -> int:
        self._pass()
        return super().create(path)

    def truncate(self, fd: int, size: int) -> None:
        self._pass()
        super().truncate(fd, size)

    def sync(self, fd: int) -> None:
        self._pass()
        super().sync(fd)

    def replace(self, old: Path, new: Path) -> None:
        self._pass()
        super().replace(old, new)

    def unlink(self, path: Path) -> None:
        self._pass()
        super().unlink(path)


def furnish(home: Path) -> None:
    """A store with roster 01 and a session in its discussion."""
    bench = hold(make_bench(home))
    press(bench, "f3", "manh", "enter", "Nhất trí", "enter")
    shut(bench)


class Clerk(RuleBasedStateMachine):
    """One clerk at one desk, through power cuts and evenings."""

    furnished: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.furnished.parent))
        os.chdir(self.folder)
        os.environ["HOME"] = str(self.folder)
        self.clock = HandClock()
        self.clock.pass_time(60)
        self.home = self.folder / "home"
        """The store of this life of the laptop."""
        shutil.copytree(self.furnished, self.home)
        self.bench = self.opened()

    @property
    def desk(self) -> Desk:
        """The desk of this start of the program."""
        return self.bench.desk

    def opened(self) -> Workbench:
        """Start the program as it starts for a clerk: a session that was running is open."""
        self.disk = CutDisk()
        bench = Workbench(
            Desk(Store(Paths(self.home), PLAN, clock=self.clock, disk=self.disk)), lambda bench: MeetingsPane()
        )
        resume(bench)
        return bench

    def looked_at(self) -> None:
        """Every size can be drawn; a clerk who left comes back."""
        for width, height in SIZES:
            screen(self.bench, width, height)
        if self.bench.leaving:
            self.leaves()

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=6))
    def presses(self, keys: list[str]) -> None:
        """Any keys one after the other."""
        for key in keys:
            press(self.bench, key)
            self.looked_at()

    @rule(text=st.sampled_from(WORDS) | st.text(max_size=12), ends=st.sampled_from(("enter", "escape", "f3", "")))
    def types(self, text: str, ends: str) -> None:
        """Words, and what is done with them."""
        self.bench.edited(self.bench.text + text)
        self.looked_at()
        press(self.bench, *([ends] if ends else []))
        self.looked_at()

    @rule(command=st.integers(0, len(COMMANDS) - 1))
    def commands(self, command: int) -> None:
        """Any command by its name."""
        self.bench.run(COMMANDS[command])
        self.looked_at()

    @rule(minutes=st.sampled_from((0, 1, 7, 45, 60 * 24)))
    def waits(self, minutes: int) -> None:
        """Time goes by."""
        self.clock.pass_time(minutes, 13)
        self.looked_at()

    @rule()
    def leaves(self) -> None:
        """The program is left in order, and started again: nothing was lost on the way."""
        meeting, shown = self._shown()
        self.ends()
        self.bench = self.opened()
        if meeting:
            assert shown.items() <= self._read(meeting).items()

    @rule(after=st.integers(0, 12), keys=st.lists(st.sampled_from(KEYS), max_size=4))
    def loses_power(self, after: int, keys: list[str]) -> None:
        """The power goes some calls of the disk later: what was saved is there, and nothing that was never shown."""
        assert self.desk.store.writer.drain(10)
        self.disk.cut(after)
        for key in keys:
            press(self.bench, key)
        self.desk.store.writer.drain(0.05)
        meeting, shown = self._shown()
        left, self.home = self.home, self.home.with_name(f"{self.home.name}i")
        shutil.copytree(left, self.home)
        replica = self.desk.replica
        safe = {} if replica is None else {dot: shown[dot] for dot in shown if dot[1] <= replica.saved}
        self.disk.restore()
        self.ends()
        self.bench = self.opened()
        if safe:
            found = self._read(meeting)
            assert safe.items() <= found.items()
            assert {dot: found[dot] for dot in found.keys() & shown.keys()}.items() <= shown.items()

    def ends(self) -> None:
        """Put everything away."""
        self.bench.room.stop()
        self.bench.post.stop()
        self.desk.close()
        assert self.desk.store.close() == 0

    def _shown(self) -> tuple[str, dict[Dot, Entry]]:
        """The open meeting and everything recorded in it."""
        replica = self.desk.replica
        return ("", {}) if replica is None else (replica.id, dict(replica.meeting.ledger.entries))

    def _read(self, meeting: str) -> dict[Dot, Entry]:
        """What the disk has of a meeting; two readings say the same."""
        assert self.desk.store.writer.drain(10)
        first, second = self.desk.store.read(meeting), self.desk.store.read(meeting)
        try:
            assert first.meeting.ledger.state_hash() == second.meeting.ledger.state_hash()
            return dict(first.meeting.ledger.entries)
        finally:
            first.close()
            second.close()

    def teardown(self) -> None:
        self.ends()
        os.chdir(self.furnished.parent)
        shutil.rmtree(self.folder)


@contextmanager
def away() -> Iterator[Path]:
    """A folder for all desks, each with a home of its own in it: papers are written where nobody minds."""
    with tempfile.TemporaryDirectory(prefix="bienban-clerks-") as name, chdir(name):
        home = os.environ.get("HOME")
        try:
            yield Path(name)
        finally:
            os.environ.pop("HOME", None)
            if home is not None:
                os.environ["HOME"] = home


def play(examples: int, steps: int = 15, drawn: int | None = None, *, shrinks: bool = True) -> None:
    """So many evenings: the same in every run, or drawn from a seed (`make soak`)."""
    options = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=drawn is None,
        database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
        phases=(Phase.generate, Phase.shrink) if shrinks else (Phase.generate,),
        report_multiple_bugs=False,
        print_blob=False,
    )
    with away() as folder:
        furnish(folder / "furnished")
        machine = type("Clerk", (Clerk,), {"furnished": folder / "furnished"})
        run_state_machine_as_test(machine if drawn is None else seed(drawn)(machine), settings=options)
