"""The desk and the yardstick side by side in pseudo-terminals: start, keys, memory; then the desk alone, idle."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.cell import new_desk, people, shut, talk
from benchmarks.rows import Row, against, figure, interleaved
from benchmarks.terminal import Terminal

MEMBERS = 100
BUSY = 2_000
"""Entries of a session that went on for hours."""

DOWN = "\x1b[B"
NAME = "ngvanh"
"""Letters of a search: each leaves some rows."""


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Every row about the terminal."""
    rounds = 3 if quick else 9
    yardstick = _yardstick(folder)
    fresh, long = folder / "fresh", folder / "long"
    shut(new_desk(fresh, MEMBERS))
    desk = new_desk(long, MEMBERS)
    talk(desk, BUSY)
    shut(desk)
    yield from _starts(yardstick, fresh, rounds)
    yield from _keys(yardstick, fresh, 20 if quick else 60)
    yield from _memory(yardstick, fresh, long, 50 if quick else 400)
    yield from _idle(long, 5.0 if quick else 30.0)


def _yardstick(folder: Path) -> list[str]:
    """The command that starts the yardstick with the same rows."""
    path = folder / "rows.json"
    members = [[str(person.order), "có mặt", person.full_name, person.status, ""] for person in people(MEMBERS)]
    path.write_text(json.dumps(members, ensure_ascii=False), "utf-8")
    return ["-m", "benchmarks.yardstick_app", str(path)]


def desk_command(home: Path, pane: str) -> list[str]:
    """The command that starts the desk on the newest meeting of a store, with this pane."""
    return ["-m", "benchmarks.desk_app", str(home), pane]


def bare_memory(folder: Path) -> float:
    """What the yardstick holds once it stands, in MB."""
    with Terminal(_yardstick(folder)) as theirs:
        theirs.first_paint()
        theirs.settle()
        return theirs.memory()


def _starts(yardstick: list[str], home: Path, rounds: int) -> Iterator[Row]:
    program = ["-m", "tui", "--home", str(home)]
    commands = (yardstick, program, desk_command(home, "attendance"))
    runs = [_first_paint(command) for command in commands]
    interleaved(runs, 1)  # compiles
    measured = interleaved(runs, rounds)
    yield against("first paint of the program, a store with 100 people", measured[1], measured[0], 1.3)
    yield against("first paint of the roll of 100 people, meeting opened", measured[2], measured[0], None)


def _first_paint(command: list[str]) -> Callable[[], float]:
    def run() -> float:
        with Terminal(command) as terminal:
            return terminal.first_paint()

    return run


def _keys(yardstick: list[str], home: Path, presses: int) -> Iterator[Row]:
    with Terminal(yardstick) as theirs, Terminal(desk_command(home, "attendance")) as ours:
        moved = _pressed((theirs, ours), [DOWN] * presses)
    yield against("row move, key → last byte", moved[1], moved[0], 0.6)
    letters = ([*NAME, *["\x7f"] * len(NAME)] * presses)[:presses]
    with Terminal([*yardstick, "--search"]) as theirs, Terminal(desk_command(home, "attendance")) as ours:
        searched = _pressed((theirs, ours), letters)
    yield against("letter in the search line, key → last byte", searched[1], searched[0], 1.0)


def _pressed(terminals: tuple[Terminal, ...], keys: list[str]) -> list[float]:
    """The median of each program over the same keys, in turns."""
    for terminal in terminals:
        terminal.first_paint()
        terminal.settle()
    return [median(times) for times in zip(*([t.key(key) for t in terminals] for key in keys), strict=True)]


def _memory(yardstick: list[str], fresh: Path, long: Path, presses: int) -> Iterator[Row]:
    with Terminal(yardstick) as theirs, Terminal(desk_command(fresh, "attendance")) as ours:
        for terminal in (theirs, ours):
            terminal.first_paint()
            terminal.settle()
        bare = theirs.memory()
        yield against("memory (USS) on the roll of 100 people", ours.memory(), bare, 1.3, "MB")
    with Terminal(desk_command(long, "live")) as ours:
        ours.first_paint()
        ours.settle()
        for number in range(presses):
            ours.key("đồng tình, đề nghị giao tổ 2"[number % 28])
        yield against(f"memory (USS), {BUSY} entries and {presses} keys later", ours.memory(), bare, 1.5, "MB")


def _idle(home: Path, seconds: float) -> Iterator[Row]:
    with Terminal(desk_command(home, "live")) as ours:
        ours.first_paint()
        ours.settle()
        written, busy = ours.idle(seconds)
    yield figure("idle in a meeting, to the terminal", written, "B/s", 120)
    yield figure("idle in a meeting, processor", busy, "%", 0.5)
