"""The live pane: steps, what happens, what needs attention, who waits. Typing here writes notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from models.commands import Command, DeleteNote, EditNote, Focus, NoteDraft, WriteNote
from models.floor import Turn
from models.notes import Note, original
from models.shorthand import focus_of
from tui import phrases, words
from tui.draw import Line, cells, columns, cut_name, highlighted, line, rule, spread, wrap, wrapped
from tui.panes.base import Pane
from tui.panes.beside import NARROW, attention_block, fitting, queue_block, step_line, steps_block
from tui.prompts import AskText
from tui.shorthand_entry import keep_typed, note_draft, sign_begun, typed_line
from tui.substitution import WhyNot, is_substitution, preview, substitution

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

WIDE = 100
"""Cells from which on three columns fit (vietnamese.md §7.2)."""

STEPS_WIDTH = 34
SIDE_WIDTH = 30
NOTE_INDENT = 9
"""Cells before the words of a note: margin, the time of its turn, its sign."""

Item = Note | Turn


class LivePane(Pane):
    """The session as it happens."""

    name = words.PANE_LIVE
    takes_notes = True
    only_records = True
    by_minute = True

    def __init__(self) -> None:
        self.selected: str | None = None  # id of the note or turn the cursor is on; None follows the newest
        self._listed: tuple[tuple[Turn, ...], tuple[Note, ...], list[Item]] = ((), (), [])
        self._last: tuple[object, list[Line]] = (None, [])

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Drawn once for each entry and second: letters that are typed in between change nothing here."""
        desk = bench.desk
        shown = (
            desk.meeting.ledger,
            len(desk.meeting.ledger.entries),
            desk.now() // 1000,
            self.selected,
            width,
            height,
        )
        if self._last[0] != shown:
            self._last = (shown, self._drawing(bench, width, height))
        return self._last[1]

    def _drawing(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Three columns, two, or one, by the width there is."""
        desk = bench.desk
        if width >= WIDE:
            steps, side = (STEPS_WIDTH, SIDE_WIDTH) if width >= WIDE + 12 else (STEPS_WIDTH - 6, SIDE_WIDTH - 2)
            middle = width - steps - side - 2
            parts = [
                (steps_block(desk, steps, height), steps),
                (self._log(bench, middle, height), middle),
                (self._side(desk, side, height), side),
            ]
            return columns(parts, height)
        if width >= NARROW:
            side = SIDE_WIDTH - 3
            middle = width - side - 1
            parts = [
                (self._log(bench, middle, height - 1), middle),
                (self._side(desk, side, height - 1), side),
            ]
            return [step_line(desk, width), *columns(parts, height - 1)]
        return [step_line(desk, width), *self._log(bench, width, height - 1)]

    def _log(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The turns and notes in order of time, the newest at the foot, or around the selected one."""
        desk = bench.desk
        items = self.items(desk)
        if not items:
            told = (line(" ", *row) for row in wrapped(words.LOG_EMPTY, width - 2, "muted"))
            return [rule(width, words.LOG_TITLE), *told][:height]
        ids = [item.id for item in items]
        place = ids.index(self.selected) if self.selected in ids else len(items) - 1
        return [rule(width, words.LOG_TITLE), *self._around(desk, items, place, width, height - 1)]

    def _around(self, desk: Desk, items: list[Item], place: int, width: int, room: int) -> list[Line]:
        """The lines that end two below an item; only items that are seen are set, however long the session is."""
        lines: list[Line] = []
        for item in reversed(items[: place + 1]):
            block = _item_lines(desk, item, width - 1)
            if item.id == self.selected:
                block = [highlighted(part, width) for part in block]
            lines = block + lines
            if len(lines) >= room:
                break
        end = max(len(lines) + 2, room)
        for item in items[place + 1 :]:
            if len(lines) >= end:
                break
            lines += _item_lines(desk, item, width - 1)
        shown = lines[:end]
        return shown[max(0, len(shown) - room) :]

    def _side(self, desk: Desk, width: int, height: int) -> list[Line]:
        """What needs attention, then who waits to speak."""
        waiting = queue_block(desk, width)
        room = height - len(waiting)
        block = [rule(width, words.ATTENTION_TITLE), *fitting(attention_block(desk, width), room - 1)]
        return [*block, *[()] * (room - len(block)), *waiting] if waiting else block

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """Whose words are being written."""
        meeting = bench.desk.meeting
        current = meeting.floor.current
        if self.selected is not None:
            return (words.LIVE_SELECTED, words.LIVE_SELECTED_HINT)
        if current is None:
            return (words.LIVE_NOTE, words.LIVE_HINT)
        return (words.LIVE_NOTE_OF.format(name=meeting.name(current.person)), words.LIVE_HINT)

    # --- keys ---------------------------------------------------------------------------------------------------

    def items(self, desk: Desk) -> list[Item]:
        """Turns and notes, a note after the turn it belongs to; put in order again only when there are other ones."""
        turns, notes = desk.meeting.floor.turns, desk.meeting.notes.all
        if self._listed[0] is not turns or self._listed[1] is not notes:
            self._listed = (turns, notes, _in_order(turns, notes))
        return self._listed[2]

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """With nothing typed the arrows choose an entry, Esc lets go of it, Delete takes a note out."""
        if text:
            return False
        if key == "escape" and self.selected is not None:
            self.selected = None
            return True
        ids = [item.id for item in self.items(bench.desk)]
        if key in ("up", "down") and ids:
            self._move(ids, -1 if key == "up" else 1)
            bench.forget_notice()  # what can be done with the entry is told instead
            return True
        if key == "delete" and self.selected is not None:
            note = bench.desk.meeting.notes.get(self.selected)
            if note is not None and bench.do(DeleteNote(note.id)):
                self.selected = None
            return True
        return False

    def _move(self, ids: list[str], step: int) -> None:
        if self.selected not in ids:
            self.selected = ids[-1] if step < 0 else None
            return
        index = ids.index(self.selected) + step
        self.selected = ids[max(0, index)] if index < len(ids) else None

    def edited(self, bench: Workbench, text: str) -> None:
        """Typing goes back to the newest; a substitution shows what it will make of the last note."""
        if text:
            self.selected = None
        if is_substitution(text) and (told := preview(text, bench.desk)):
            bench.say(told, "plain")
        elif (sign := sign_begun(text, bench.desk)) is not None:
            bench.say(words.SIGN_MEANT.format(number=sign[0], name=sign[1]), "plain")

    def taken(self, bench: Workbench, text: str) -> None:
        """A note, a turn to an indicator, or, with nothing typed, what is selected."""
        if not text.strip():
            if self.selected is not None:
                self.edit(bench, self.selected)
            return
        number = focus_of(text)
        if number is not None:
            bench.do(Focus("" if number == "0" else _indicator_id(bench.desk, number)))
        elif is_substitution(text):
            meant = substitution(text, bench.desk)
            if isinstance(meant, WhyNot):
                bench.refuse(meant.sentence)
            else:
                bench.do(meant)
        else:
            content = note_draft(text, bench.desk)
            known = not content.owner or content.owner in bench.desk.meeting.labels
            if bench.do(WriteNote(content)) and not known:
                bench.say(words.OWNER_UNKNOWN.format(name=content.owner), "warning")

    def edit(self, bench: Workbench, id: str) -> None:
        """Open a note in the entry line; a turn without notes gets one."""
        note = bench.desk.meeting.notes.get(id)
        if note is None:
            turn = bench.desk.meeting.floor.turn(id)
            if turn is not None:
                label = words.NOTE_FOR.format(name=bench.desk.meeting.name(turn.person))
                self._ask_words(bench, label, partial(WriteNote, turn=turn.id))
            return

        if note.rival:
            from tui.panes.conflicts import ConflictsPane  # most meetings are recorded by one laptop

            bench.show(ConflictsPane(("note", original(note.id))))
            return
        self._ask_words(bench, words.EDIT_NOTE, partial(EditNote, note.id), typed_line(note, bench.desk))

    def _ask_words(self, bench: Workbench, label: str, make: Callable[[NoteDraft], Command], initial: str = "") -> None:
        """Ask for the words of a note; when another act comes before Enter, what was typed is kept (L1)."""

        def save(typed: str) -> None:
            if bench.do(make(note_draft(typed, bench.desk))):
                self.selected = None

        bench.ask(AskText(label, save, initial=initial, kept=lambda typed: keep_typed(typed, bench.desk, make)))


def _in_order(turns: tuple[Turn, ...], notes: tuple[Note, ...]) -> list[Item]:
    """Turns and loose notes by time, under each turn its notes."""
    under: dict[str, list[Note]] = {turn.id: [] for turn in turns}
    loose = [note for note in notes if note.turn not in under]
    for note in notes:
        if note.turn in under:
            under[note.turn].append(note)
    heads: list[Item] = sorted([*turns, *loose], key=_when)
    return [item for head in heads for item in (head, *under.get(head.id, ()))]


def _when(item: Item) -> int:
    return item.start if isinstance(item, Turn) else item.at


def _around(draw: Callable[[int], list[Line]], count: int, focus: int, margin: int, room: int) -> list[Line]:
    """At most `room` lines of `count` blocks, ending `margin` lines below the block `focus`.

    Only the blocks that are seen are drawn: a long session costs no more than a short one.
    """
    lines = draw(focus)
    end = len(lines) + margin
    first, after = focus, focus + 1
    while first > 0 and end < room:
        first -= 1
        block = draw(first)
        lines = [*block, *lines]
        end += len(block)
    while after < count and len(lines) < max(end, room):
        lines += draw(after)
        after += 1
    end = min(len(lines), max(end, room))
    return lines[max(0, end - room) : end]


def _indicator_id(desk: Desk, number: str) -> str:
    board = desk.meeting.board
    beyond = int(number) - len(board.numbered) - 1
    return board.added[beyond].id if 0 <= beyond < len(board.added) else str(int(number))


def _item_lines(desk: Desk, item: Item, width: int) -> list[Line]:
    """A turn on one line; a note with its sign, under its turn or with its own time, its lines one under another."""
    if isinstance(item, Turn):
        return [_turn_line(desk, item, width)]
    head = desk.clock(item.at) if not item.turn else ""
    style = "strong" if item.kind in ("decision", "conclusion") else "plain"
    sign = "warning" if item.kind == "difference" and item.outcome == "open" else "key"
    rows = [line((part, style)) for part in wrap(item.text, width - NOTE_INDENT)]
    if tags := phrases.note_tags(desk, item):
        rows = _with_tags(rows, tags, width - NOTE_INDENT)
    lead = line((f" {head:<6}", "muted"), (f"{words.RIVAL_SIGN if item.rival else words.NOTE_SIGNS[item.kind]} ", sign))
    return [(*(lead if index == 0 else line(" " * NOTE_INDENT)), *row) for index, row in enumerate(rows)]


def _with_tags(rows: list[Line], tags: str, width: int) -> list[Line]:
    """The note's tags behind its last word where they fit, else on lines of their own."""
    if cells(rows[-1]) + cell_len(tags) + 2 <= width:
        return [*rows[:-1], (*rows[-1], (f"  {tags}", "muted"))]
    return [*rows, *(line((part, "muted")) for part in wrap(tags, width))]


def _turn_line(desk: Desk, turn: Turn, width: int) -> Line:
    """A turn and how long it took; the running one's clock ticks in the header alone, a byte saved a second."""
    meeting = desk.meeting
    style, sign = ("now", "●") if turn.stop is None else ("strong", " ")
    spoken = words.SPEAKING
    if turn.stop is not None:
        spoken = phrases.stopwatch(meeting.floor.spoken(turn, meeting.agenda, turn.stop))
    clock = line((f" {desk.clock(turn.start)} ", "muted"))
    kind = line((f" · {words.TURN_KINDS[turn.kind]}", "plain"))
    right = line((f" {spoken}", "now" if turn.stop is None else "muted"), (sign, "now"))
    room = width - cells(clock) - cells(right)
    name = meeting.name(turn.person)
    if turn.kind == "opinion" and cell_len(name) + cells(kind) > room:
        kind = ()  # the usual kind goes without saying
    return spread((*clock, (cut_name(name, room - cells(kind)), style), *kind), right, width)
