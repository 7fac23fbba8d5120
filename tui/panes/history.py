"""The last acts of this desk, newest first; what was taken back is still there (L6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from models.acts import Act, acts_of
from models.facts_record import DeskOpened, Undone
from models.vietnamese.text import fold
from tui import phrases_acts, words
from tui import words_closing as texts
from tui.closing_prompts import ReadOut
from tui.draw import Line, Piece, cut, fit, line
from tui.panes.base import ListPane

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

WIDEST = 400
"""Cells of somebody's words that are told here: as many as the line has, and all of them when one is looked at."""

SHOWN = 200
"""Acts listed at once; typing finds older ones."""


class Told(Struct, frozen=True):
    """One act with its sentence. `undone_at` is when it was taken back, 0 while it counts."""

    act: Act
    at: int
    sentence: str
    undone_at: int


class HistoryPane(ListPane[Told]):
    """What was recorded here, with the times of recording."""

    name = words.PANE_HISTORY

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[int, list[Told]] | None = None

    def rows(self, bench: Workbench, text: str) -> Sequence[Told]:
        """The acts whose sentence holds the typed words, marks folded."""
        wanted = fold(text).split()
        found = (told for told in self._all(bench.desk) if all(word in fold(told.sentence) for word in wanted))
        return [told for told, _ in zip(found, range(SHOWN), strict=False)]

    def _all(self, desk: Desk) -> list[Told]:
        """Every act, told once for each entry that comes."""
        entries = len(desk.meeting.ledger.entries)
        if self._told is None or self._told[0] != entries:
            self._told = (entries, history(desk))
        return self._told[1]

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """How many there are."""
        title = texts.HISTORY_TITLE.format(count=len(self._all(bench.desk)))
        return [fit(line((f" {title}", "muted")), width)]

    def draw(self, bench: Workbench, row: Told, width: int) -> Line:
        """Time, what became of it, sentence."""
        mark = texts.HISTORY_UNDONE if row.undone_at else ""
        room = width - 11 - (len(mark) + 2 if mark else 0)
        return line(
            (f" {bench.desk.clock(row.at, seconds=True)} ", "muted"),
            (f" {mark} ", "warning") if mark else "",
            (f" {cut(row.sentence, room)}", "muted" if mark else "plain"),
        )

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing yet, or nothing found."""
        return texts.HISTORY_NONE.format(text=text.strip()) if text.strip() else texts.HISTORY_EMPTY

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What can be done here."""
        return (self.name, texts.HISTORY_HINT)

    def taken(self, bench: Workbench, text: str) -> None:
        """Say everything about the act under the cursor."""
        told = self.current(bench, text)
        if told is None:
            bench.refuse(self.empty(bench, text))
        else:
            bench.ask(ReadOut(words.PANE_HISTORY, explained(bench.desk, told), texts.HISTORY_CLOSE))


def history(desk: Desk) -> list[Told]:
    """The acts of this desk, newest first; taking back and bringing back are told at the act they concern."""
    if desk.replica is None:
        return []
    acts = acts_of(desk.meeting.ledger, desk.replica.device)
    times = _times(desk, desk.replica.device)
    undone = _undone(acts, times)
    return [
        Told(
            act,
            times[act.seqs[0]],
            phrases_acts.fact(act.first, desk, WIDEST),
            0 if act.live else undone.get(act.seqs[0], 0),
        )
        for act in reversed(acts)
        if not act.is_undo
    ]


def _times(desk: Desk, device: str) -> dict[int, int]:
    """Seq → corrected time of recording, UTC ms: the opening of the run and what its clock ran since."""
    mine = sorted((e for e in desk.meeting.ledger.entries.values() if e.device == device), key=lambda e: e.seq)
    opened = 0
    times = {}
    for entry in mine:
        if isinstance(entry.fact, DeskOpened):
            opened = entry.fact.at
        times[entry.seq] = opened + entry.mono
    return times


def _undone(acts: Sequence[Act], times: dict[int, int]) -> dict[int, int]:
    """First seq of an act → when it was last taken back."""
    found = {}
    for act in acts:
        if isinstance(act.first, Undone) and act.live:
            found[act.first.of[0]] = times[act.seqs[0]]
    return found


def explained(desk: Desk, told: Told) -> list[Piece]:
    """Every fact of the act, when and by whom it was recorded, and what became of it."""
    facts = dict.fromkeys(phrases_acts.fact(entry.fact, desk, WIDEST) for entry in told.act.entries)
    by = told.act.entries[0].by
    recorded = texts.HISTORY_AT.format(clock=desk.clock(told.at, seconds=True))
    if by:
        recorded += f" · {texts.HISTORY_BY.format(name=desk.meeting.name(by))}"
    pieces = [("; ".join(facts), "strong"), (recorded, "muted")]
    if told.undone_at:
        clock = desk.clock(told.undone_at, seconds=True)
        pieces.append((texts.HISTORY_UNDONE_AT.format(clock=clock), "warning"))
    return pieces
