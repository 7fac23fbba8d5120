"""A workbench over a real store, and the keys of a keyboard: what tests of the panes are driven with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from rich.cells import cell_len

from documents.plan_file import load_examples, load_plan
from documents.roster_file import RosterFile, read_roster, to_roster
from models.plan import Plan
from sync.cipher import Cipher
from sync.paths import Paths
from sync.store import Store
from tests.sync.disks import TroubledDisk
from tui.desk import Desk
from tui.draw import Line
from tui.panes.base import Pane
from tui.panes.live import LivePane
from tui.workbench import Workbench

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
ROSTER_01 = ROSTERS / "01_chi_bo_thon_dong_mit.xlsx"
"""22 invented members, two of them named Nguyễn Văn Hùng, one probationary, one exempt."""

DAY = "2023-09-15"
"""The day of the meeting that `make_bench` opens."""

_VIETNAM = timezone(timedelta(hours=7))
_NAMED = {"+": "plus", "-": "minus", "/": "slash", " ": "space", "*": "asterisk", "#": "number_sign"}
_MOVES = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_KEYS = _MOVES | {"enter", "escape", "tab", "backspace", "delete", "insert", "space", "plus", "minus"}


class HandClock:
    """A clock that moves only when a test moves it; it starts on 15/9/2023 at 14:00, Việt Nam time."""

    def __init__(self) -> None:
        self.at = int(datetime(2023, 9, 15, 14, 0, tzinfo=_VIETNAM).timestamp() * 1000)

    def wall(self) -> int:
        """UTC ms."""
        return self.at

    def mono(self) -> int:
        """The same: nobody sets this clock."""
        return self.at

    def pass_time(self, minutes: int = 0, seconds: int = 0) -> None:
        """Let time go by."""
        self.at += (minutes * 60 + seconds) * 1000


@cache
def _plan() -> Plan:
    return load_plan()


@cache
def roster_file() -> RosterFile:
    """Roster 01 as read from its sheet; the slowest part of a new bench, so once for all tests."""
    return read_roster(ROSTER_01)


def open_store(home: Path, clock: HandClock | None = None, cipher: Cipher | None = None) -> Store:
    """The store in a folder, as it was left, with the shipped plan."""
    return Store(Paths(home), _plan(), clock=clock or HandClock(), cipher=cipher)


def make_bench(home: Path, *, roster: bool = True, meeting: bool = True, pane: Pane | None = None) -> Workbench:
    """A desk with roster 01, the example indicators and, if wished, a prepared meeting under `pane` (live)."""
    store = open_store(home)
    store.keep_indicators(load_examples())
    if roster:
        store.save_roster(to_roster(roster_file(), str(store.cell)))
    desk = Desk(store)
    if meeting:
        desk.create(DAY)
    return Workbench(desk, lambda bench: pane or LivePane())


def clock_of(bench: Workbench) -> HandClock:
    """The clock of a bench that `make_bench` made."""
    clock = bench.desk.store.clock
    assert isinstance(clock, HandClock)
    return clock


def shut(bench: Workbench) -> None:
    """Leave properly: everything on disk, every file let go."""
    bench.desk.close()
    bench.desk.store.close()


def press(bench: Workbench, *keys: str) -> None:
    """Press keys as the entry line hands them on: names of keys ("f3", "ctrl+z", "enter"), else text, letter by
    letter."""
    for key in keys:
        if key in _KEYS or key.startswith("ctrl+") or (key[:1] == "f" and key[1:].isdigit()):
            _press(bench, key)
        else:
            for letter in key:
                _press(bench, _NAMED.get(letter, letter), letter)


def _press(bench: Workbench, key: str, letter: str = "") -> None:
    """One key: the workbench first, then the line itself."""
    letter = " " if key == "space" else letter
    if bench.key(key):
        return
    if key == "enter":
        text = bench.text
        bench.set_text("")
        bench.taken(text)
    elif key == "backspace" and bench.text:
        _edit(bench, bench.text[:-1])
    elif letter:
        _edit(bench, bench.text + letter)


def _edit(bench: Workbench, text: str) -> None:
    bench.set_text(text)
    bench.edited(text)


def hold(bench: Workbench) -> Workbench:
    """A session with everybody present, in its discussion; it began at 14:00 and it is 14:50 now."""
    press(bench, "f2", "0", "enter", "escape", "f6", "enter")
    for minutes in (8, 7, 12, 9, 10):
        clock_of(bench).pass_time(minutes)
        press(bench, "f6")
    clock_of(bench).pass_time(4)
    bench.forget_notice()
    return bench


def troubled_disk(bench: Workbench) -> TroubledDisk:
    """From now on the meeting's own file lies on a disk that fails, delays or hangs on demand."""
    assert bench.desk.replica is not None
    disk = TroubledDisk()
    bench.desk.replica._own._journal._disk = disk
    return disk


def person_named(bench: Workbench, name: str) -> str:
    """The id of whoever the desk calls that."""
    return next(id for id, label in bench.desk.meeting.labels.items() if label == name)


def text_of(line: Line) -> str:
    """A drawn line as plain text."""
    return "".join(text for text, _ in line)


def screen(bench: Workbench, width: int = 80, height: int = 18) -> list[str]:
    """The body, the asking line and the footer as plain text; no line is wider than the screen."""
    lines = [*bench.body(width, height), bench.asking(width), bench.hints(width)]
    drawn = [text_of(line).rstrip() for line in lines]
    assert all(cell_len(line) <= width for line in drawn), [line for line in drawn if cell_len(line) > width]
    return drawn


def shown(bench: Workbench, width: int = 80, height: int = 18) -> str:
    """The same as one text, to look for words in."""
    return "\n".join(screen(bench, width, height))
