"""The live pane: steps, what happens, what needs attention, who waits. Typing here writes notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda import MINUTE
from models.commands import DeleteNote, EditNote, Focus, WriteNote
from models.floor import Turn
from models.notes import Note
from models.shorthand import focus_of
from tui import phrases, words
from tui.draw import Line, columns, cut, fit, highlighted, line, pad, rule, wrapped
from tui.panes.base import Pane
from tui.prompts import AskText
from tui.shorthand_entry import note_draft, typed_line

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

WIDE = 100
"""Cells from which on three columns fit (vietnamese.md §7.2)."""
NARROW = 72
"""Below this only what happens is shown."""

STEPS_WIDTH = 34
SIDE_WIDTH = 30

Item = Note | Turn


class LivePane(Pane):
    """The session as it happens."""

    name = words.PANE_LIVE
    takes_notes = True

    def __init__(self) -> None:
        self.selected: str | None = None  # id of the note or turn the cursor is on; None follows the newest

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Three columns, two, or one, by the width there is."""
        desk = bench.desk
        if width >= WIDE:
            steps = STEPS_WIDTH if width >= WIDE + 12 else STEPS_WIDTH - 6
            middle = width - steps - SIDE_WIDTH - 2
            parts = [
                (steps_block(desk, steps, height), steps),
                (self._log(bench, middle, height), middle),
                (self._side(desk, SIDE_WIDTH, height), SIDE_WIDTH),
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
        lines: list[Line] = []
        where = 0
        for item in self.items(desk):
            block = _item_lines(desk, item, width)
            if item.id == self.selected:
                where = len(lines) + len(block)
                block = [highlighted(part, width) for part in block]
            lines += block
        if not lines:
            return [rule(width, words.LOG_TITLE), *wrapped(words.LOG_EMPTY, width - 1, "muted", "")][:height]
        room = height - 1
        end = min(len(lines), max(where + 2, room)) if self.selected else len(lines)
        return [rule(width, words.LOG_TITLE), *lines[max(0, end - room) : end]]

    def _side(self, desk: Desk, width: int, height: int) -> list[Line]:
        """What needs attention, then who waits to speak."""
        queue = desk.meeting.floor.queue
        waiting = [
            line((f" {index + 1} ", "muted"), cut(desk.meeting.name(person), width - 3))
            for index, person in enumerate(queue[:5])
        ]
        room = height - (len(waiting) + 1 if waiting else 0) - 1
        attention = [rule(width, words.ATTENTION_TITLE), *attention_block(desk, width)]
        block = attention[: room + 1]
        if waiting:
            block += [()] * (room + 1 - len(block))
            block += [rule(width, words.QUEUE_TITLE), *waiting]
        return block

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
        """Turns and notes, a note after the turn it belongs to."""
        meeting = desk.meeting
        loose = [note for note in meeting.notes.all if not meeting.floor.turn(note.turn)]
        heads: list[Item] = sorted([*meeting.floor.turns, *loose], key=_when)
        found: list[Item] = []
        for item in heads:
            found.append(item)
            if isinstance(item, Turn):
                found += meeting.notes.of_turn(item.id)
        return found

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """With nothing typed the arrows choose an entry; Delete takes a note out."""
        if text:
            return False
        ids = [item.id for item in self.items(bench.desk)]
        if key in ("up", "down") and ids:
            self._move(ids, -1 if key == "up" else 1)
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
        """Typing goes back to the newest."""
        if text:
            self.selected = None

    def taken(self, bench: Workbench, text: str) -> None:
        """A note, a turn to an indicator, or, with nothing typed, what is selected."""
        if not text.strip():
            if self.selected is not None:
                self.edit(bench, self.selected)
            return
        number = focus_of(text)
        if number is not None:
            bench.do(Focus("" if number == "0" else _indicator_id(bench.desk, number)))
        elif text.startswith("s/"):
            self._substitute(bench, text)
        else:
            bench.do(WriteNote(note_draft(text, bench.desk)))

    def edit(self, bench: Workbench, id: str) -> None:
        """Open a note in the entry line; a turn without notes gets one."""
        note = bench.desk.meeting.notes.get(id)
        if note is None:
            turn = bench.desk.meeting.floor.turn(id)
            if turn is not None:
                label = words.NOTE_FOR.format(name=bench.desk.meeting.name(turn.person))
                bench.ask(AskText(label, lambda typed: self._add_to(bench, turn.id, typed)))
            return

        def save(typed: str) -> None:
            self.selected = None
            bench.do(EditNote(note.id, note_draft(typed, bench.desk)))

        bench.ask(AskText(words.EDIT_NOTE, save, initial=typed_line(note, bench.desk)))

    def _add_to(self, bench: Workbench, turn: str, typed: str) -> None:
        self.selected = None
        bench.do(WriteNote(note_draft(typed, bench.desk), turn=turn))

    def _substitute(self, bench: Workbench, text: str) -> None:
        """s/old/new/ on the last note."""
        parts = text.split("/")
        notes = bench.desk.meeting.notes.all
        if len(parts) < 3 or not parts[1] or not notes:
            bench.refuse(words.SUBSTITUTE_HOW)
            return
        last = notes[-1]
        if parts[1] not in last.text:
            bench.refuse(words.SUBSTITUTE_MISSING.format(old=parts[1]))
            return
        line_ = typed_line(last, bench.desk).replace(parts[1], parts[2], 1)
        bench.do(EditNote(last.id, note_draft(line_, bench.desk)))


def _when(item: Item) -> int:
    return item.start if isinstance(item, Turn) else item.at


def _indicator_id(desk: Desk, number: str) -> str:
    board = desk.meeting.board
    beyond = int(number) - len(board.numbered) - 1
    return board.added[beyond].id if 0 <= beyond < len(board.added) else str(int(number))


def _item_lines(desk: Desk, item: Item, width: int) -> list[Line]:
    if isinstance(item, Turn):
        return [_turn_line(desk, item, width)]
    clock = "" if item.turn else desk.clock(item.at)
    head = f"{clock} " if clock else "      "
    tags = phrases.note_tags(desk, item)
    text = f"{head}{words.NOTE_SIGNS[item.kind]} {item.text}" + (f"  {tags}" if tags else "")
    style = "strong" if item.kind in ("decision", "conclusion") else "plain"
    if item.kind == "difference" and item.outcome == "open":
        style = "warning"
    block = wrapped(text.strip() if clock else text.lstrip(), width - (0 if clock else 8) - 1, style)
    return [line("        " if not clock else "", *part) for part in block]


def _turn_line(desk: Desk, turn: Turn, width: int) -> Line:
    meeting, now = desk.meeting, desk.now()
    spoken = phrases.stopwatch(meeting.floor.spoken(turn, meeting.agenda, now))
    running = turn.stop is None
    name = meeting.name(turn.person)
    kind = words.TURN_KINDS[turn.kind]
    left = line((desk.clock(turn.start) + " ", "muted"), (name, "now" if running else "strong"), f" · {kind}")
    right = line((f" {spoken}", "now" if running else "muted"), (" ● " if running else "   ", "now"))
    size = sum(len(text) for text, _ in right)
    return (*fit(left, max(0, width - size)), *right)


def steps_block(desk: Desk, width: int, height: int) -> list[Line]:
    """The plan's steps: done with their minutes, the running one, those to come."""
    meeting = desk.meeting
    agenda, now = meeting.agenda, desk.now()
    current = agenda.current.step if agenda.current else ""
    rows = [rule(width, words.STEPS_TITLE)]
    for step in meeting.body.steps:
        minutes = f"{agenda.spent(step.id, now) // MINUTE:02d}′" if agenda.begun(step.id) is not None else ""
        label = pad(cut(step.label, width - 10), width - 10)
        if step.id == current:
            rows.append(line(("▌đang ", "now"), (label, "now"), (f"{minutes:>4}", "now")))
        elif agenda.begun(step.id) is not None:
            rows.append(line((" xong ", "done"), label, (f"{minutes:>4}", "muted")))
        else:
            planned = f"{step.minutes:02d}′"
            rows.append(line(("      ", "muted"), (label, "muted"), (f"{planned:>4}", "muted")))
    if agenda.current is not None and agenda.current.presenter:
        presenter = words.PRESENTED_BY.format(name=meeting.name(agenda.current.presenter))
        rows += [(), *(line(" ", *part) for part in wrapped(presenter, width - 2, "muted"))]
    if agenda.focus:
        row = meeting.board.row(agenda.focus)
        focus = words.FOCUS_ON.format(label=phrases.indicator_name(row))
        rows += [(), *(line(" ", *part) for part in wrapped(focus, width - 2, "now"))]
    return rows[:height]


def step_line(desk: Desk, width: int) -> Line:
    """The running step on one line, where there is no room for the list."""
    meeting = desk.meeting
    agenda, steps = meeting.agenda, meeting.body.steps
    current = agenda.current
    if current is None:
        return fit(line((words.STEP_NONE, "warning")), width)
    index = next(i for i, step in enumerate(steps) if step.id == current.step)
    step = steps[index]
    minutes = agenda.spent(step.id, desk.now()) // MINUTE
    left = f" Bước {index + 1}/{len(steps)} · {step.label} {minutes:02d}′/{step.minutes:02d}′"
    coming = f"   kế tiếp: {steps[index + 1].label}" if index + 1 < len(steps) else ""
    focus = f"   biểu hiện {phrases.indicator_short(meeting.board.row(agenda.focus))}" if agenda.focus else ""
    return fit(line((left, "now"), (focus, "now"), (coming, "muted")), width)


def pace_line(desk: Desk) -> tuple[str, str] | None:
    """When the session would end by the plan's minutes, and how far it is ahead or behind (L9)."""
    meeting, now = desk.meeting, desk.now()
    agenda, current = meeting.agenda, meeting.agenda.current
    if current is None:
        return None
    steps = meeting.body.steps
    index = next(i for i, step in enumerate(steps) if step.id == current.step)
    rest = max(0, steps[index].minutes * MINUTE - agenda.spent(current.step, now))
    end = now + rest + sum(step.minutes for step in steps[index + 1 :]) * MINUTE
    planned = meeting.body.planned_minutes * MINUTE
    late = (agenda.elapsed(now) + end - now - planned) // MINUTE
    pace, style = (
        (words.BEHIND, "warning") if late > 0 else (words.AHEAD, "done") if late < 0 else (words.ON_PLAN, "done")
    )
    return words.PLANNED_END.format(clock=desk.clock(end), pace=pace.format(minutes=abs(late))), style


def attention_block(desk: Desk, width: int) -> list[Line]:
    """What is wrong, at risk or contradictory, the worst first, each on one or two lines."""
    found: list[Line] = []
    pace = pace_line(desk)
    for text, style in [*([pace] if pace else []), *phrases.attention(desk)]:
        found += wrapped(text, width - 2, style, "  ")
    return [line(" ", *part) for part in found]
