"""The palette: every command by its name without marks, every person to give the floor to, every indicator (L22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from models.commands import Focus, GiveFloor
from models.vietnamese.text import fold
from tui import phrases, words
from tui import words_closing as texts
from tui.draw import Line, cut, line, pad
from tui.panes.base import ListPane
from tui.registry import Action, all_commands

if TYPE_CHECKING:
    from tui.workbench import Workbench

LABEL_WIDTH = 32
HELP_WIDTH = 24
KEY_WIDTH = 6

INSIDE = 3
"""Rank of a command in which what was typed stands only inside words."""

SHOWN = 40
"""Rows a query leaves at most."""


class Item(Struct, frozen=True):
    """One thing that Enter does. `now` is False for a command that has to wait for its time."""

    label: str
    key: str
    help: str
    run: Callable[[Workbench], None]
    now: bool = True
    namesake: bool = False


class PalettePane(ListPane[Item]):
    """What matches the typed letters; Enter closes the palette, then does it."""

    name = words.PANE_PALETTE

    def __init__(self) -> None:
        super().__init__()
        self._warned = False

    def rows(self, bench: Workbench, text: str) -> Sequence[Item]:
        """Commands that can be done now first, then people and indicators, then commands that cannot.

        What was typed stands inside a word of a command only ("hung" in "những"): a person called so goes before it.
        """
        commands = _commands(bench, text)
        ready = [item for rank, item in commands if item.now and rank < INSIDE]
        inside = [item for rank, item in commands if item.now and rank == INSIDE]
        waiting = [item for _, item in commands if not item.now]
        return [*ready, *_people(bench, text), *_indicators(bench, text), *inside, *waiting][:SHOWN]

    def draw(self, bench: Workbench, row: Item, width: int) -> Line:
        """Key, name, what it does."""
        does = row.help if row.now else texts.PALETTE_NOT_NOW
        label = min(LABEL_WIDTH, width - KEY_WIDTH - HELP_WIDTH) if does else width - KEY_WIDTH
        label = max(label, min(cell_len(row.label) + 2, width - KEY_WIDTH))  # a name is told whole before its post is
        return line(
            (pad(f" {row.key}", KEY_WIDTH), "key"),
            (pad(cut(row.label, label - 1), label), "strong" if row.now else "muted"),
            (cut(does, max(0, width - KEY_WIDTH - label)), "muted"),
        )

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing is called that."""
        return texts.PALETTE_EMPTY.format(text=text.strip())

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What can be typed."""
        return (self.name, texts.PALETTE_HINT)

    def edited(self, bench: Workbench, text: str) -> None:
        """Another query: the first match comes under the cursor."""
        super().edited(bench, text)
        self._warned = False

    def taken(self, bench: Workbench, text: str) -> None:
        """Close, then do what the cursor is on; between namesakes nobody is chosen unseen."""
        item = self.current(bench, text)
        if item is None:
            bench.refuse(self.empty(bench, text))
        elif item.namesake and self.cursor == 0 and not self._warned:
            self._warned = True
            bench.set_text(text)
            bench.say(texts.PALETTE_NAMESAKES, "warning")
        else:
            bench.back()
            item.run(bench)


# --- what can be found ------------------------------------------------------------------------------------------


def _commands(bench: Workbench, text: str) -> list[tuple[int, Item]]:
    """(rank, command) of those whose name, or else whose help, holds every typed word; beginnings of names first."""
    ranked = [(rank, action) for action in all_commands() if (rank := _rank(action, text)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [(rank, _command(bench, action)) for rank, action in ranked if action.id != "palette"]


def _rank(action: Action, text: str) -> int | None:
    """0 the name begins so, 1 its words do, 2 words of name and help do, INSIDE a word holds it; None for no match."""
    wanted = fold(text).split()
    label, whole = fold(action.label), fold(f"{action.label} {action.help}")
    if label.startswith(" ".join(wanted)):
        return 0
    for rank, words_ in ((1, label.split()), (2, whole.split())):
        if all(any(word.startswith(part) for word in words_) for part in wanted):
            return rank
    return INSIDE if all(part in whole for part in wanted) else None


def _command(bench: Workbench, action: Action) -> Item:
    return Item(action.label, action.key_label, action.help, lambda b: b.run(action), action.when(bench))


def _people(bench: Workbench, text: str) -> Iterator[Item]:
    """People in the order of the search, to give the floor to; "gọi Hùng" asks for nobody else."""
    desk = bench.desk
    if not text.strip() or text.startswith("#") or not desk.has_meeting or not desk.meeting.agenda.running:
        return
    for hit in desk.find(_without_call(text)):
        label = texts.PALETTE_FLOOR.format(name=desk.meeting.name(hit.id))
        guest = desk.meeting.guests.get(hit.id)
        member = desk.meeting.people.get(hit.id)
        post = guest.post if guest else phrases.standing(member) if member else ""
        yield Item(label, "", post, _give(hit.id), namesake=hit.ambiguous)


def _without_call(text: str) -> str:
    """The name in "gọi Hùng", "mời Hùng"."""
    folded = fold(text.strip())
    call = next((call for call in texts.PALETTE_CALLS if folded.startswith(f"{call} ")), "")
    return text.strip()[len(call) :].strip()


def _give(person: str) -> Callable[[Workbench], None]:
    def give(bench: Workbench) -> None:
        bench.write_stash()
        bench.do(GiveFloor(person))

    return give


def _indicators(bench: Workbench, text: str) -> Iterator[Item]:
    """Indicators by number ("#7", "7") or by words of their titles, to turn the discussion to."""
    wanted = fold(text).lstrip("#").split()
    if not wanted or not bench.desk.has_meeting or not bench.desk.meeting.agenda.running:
        return
    board = bench.desk.meeting.board
    for row in (*board.numbered, *board.added):
        name = phrases.indicator_name(row)
        if wanted == [str(row.number)] or (len(wanted[0]) > 1 and all(word in fold(name) for word in wanted)):
            yield Item(texts.PALETTE_FOCUS.format(label=name), "", "", _focus(row.id))


def _focus(indicator: str) -> Callable[[Workbench], None]:
    def focus(bench: Workbench) -> None:
        bench.do(Focus(indicator))

    return focus
