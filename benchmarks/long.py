"""Four hours of a meeting in a pseudo-terminal, played faster: what the desk holds, costs and sends, how late a key is.

The acts of four hours are typed one after another, each when the one before has been painted: a turn a minute, three
notes in each, an indicator every ten minutes. The stopwatch ticks only as long as the playing takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.cell import NOTES, TurnedClock, expect, new_desk, open_store, people, shut
from benchmarks.rows import Row, against, figure
from benchmarks.screen import MEMBERS, bare_memory, desk_command
from benchmarks.terminal import Terminal
from models.commands import BeginStep
from models.vietnamese.text import fold
from tui.desk import Desk

HOURS = 4
TURNS = 60 * HOURS
"""A turn a minute."""
NOTES_EACH = 3
FOCUS_EVERY = 10
SPEAKERS = 40
SAMPLES = 60
"""Keys whose latency is taken at the start and at the end."""

MEMORY_BAR = 1.5
LATENCY_BAR = 1.3

SPEAKER_KEY = "\x1bOR"  # F3
ENTER, RUBOUT = "\r", "\x7f"


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Memory, keys, processor and bytes of the whole meeting."""
    home, turns = folder / "home", TURNS // 12 if quick else TURNS
    _prepare(home)
    bare = bare_memory(folder)
    with Terminal(desk_command(home, "live")) as desk:
        desk.first_paint()
        desk.settle()
        first, before = _latencies(desk, "đầu"), desk.memory()
        sent, busy = len(desk.app.output), desk.cpu()
        acts = _play(desk, turns)
        sent, busy = len(desk.app.output) - sent, desk.cpu() - busy
        last, after = _latencies(desk, "cuối"), desk.memory()
    told = f"after {acts} acts, {turns} minutes"
    yield Row(f"entries on disk {told}", f"{_on_disk(home)}", _on_disk(home), "")
    yield against(f"memory (USS) {told}", after, bare, MEMORY_BAR, "MB")
    yield against("  the same, against its beginning", after, before, None, "MB")
    for name, end, start in zip(("letter, key → last byte", "note, key → last byte"), last, first, strict=False):
        yield against(f"{name}, at the end against the start", end, start, LATENCY_BAR)
    yield against("  a letter's processor time, likewise", last[2], first[2], None)
    yield figure("processor for an act with its letters", busy / acts * 1000, "ms")
    yield figure("processor, spread over the meeting", busy / (turns * 60) * 100, "%")
    yield figure("to the terminal, spread over the meeting", sent / (turns * 60), "B/s")


def _prepare(home: Path) -> None:
    """A meeting that has come to its discussion."""
    desk = new_desk(home, MEMBERS, minutes_ago=1)
    kinds = {step.id: step.kind for step in desk.meeting.body.steps}
    while desk.meeting.agenda.current is None or kinds[desk.meeting.agenda.current.step] != "discussion":
        expect(desk, BeginStep())
    shut(desk)


def _latencies(desk: Terminal, word: str) -> tuple[float, float, float]:
    """(a letter, Enter under a note) until the last byte, medians; then the processor a letter took; all in ms."""
    busy = desk.cpu()
    letters = [desk.key(letter) for letter in "a" * SAMPLES]
    busy = (desk.cpu() - busy) / SAMPLES * 1000
    for _ in range(SAMPLES):
        desk.key(RUBOUT)
    notes = []
    for number in range(SAMPLES // 4):
        desk.key(f"nhịp {word} {number}")
        notes.append(desk.key(ENTER))
    return median(letters), median(notes), busy


def _play(desk: Terminal, turns: int) -> int:
    """So many turns; how many acts they were."""
    speakers, notes, acts = cycle(people(MEMBERS)[:SPEAKERS]), cycle(NOTES), 0
    for turn in range(turns):
        if turn % FOCUS_EVERY == 0:
            desk.key(f"#{turn // FOCUS_EVERY % 25 + 1}{ENTER}")
            acts += 1
        desk.key(SPEAKER_KEY)
        desk.key(fold(next(speakers).full_name))
        desk.key(ENTER)
        for number in range(NOTES_EACH):
            desk.key(f"{next(notes)} lần {turn * NOTES_EACH + number}")
            desk.key(ENTER)
        acts += 1 + NOTES_EACH
    return acts


def _on_disk(home: Path) -> int:
    """Entries that a store of our own finds afterwards."""
    desk = Desk(open_store(home, TurnedClock(0)))
    desk.look(desk.store.meetings()[0].id)
    found = len(desk.meeting.ledger.entries)
    shut(desk)
    return found
