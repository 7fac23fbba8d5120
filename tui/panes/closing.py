"""The end of the session: what is still to do, and how every rule stands with what still cures it (L8, R42–R47)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import Waive
from models.rules import RuleState, State, summary
from models.rules.checking import UNMET
from tui import words
from tui import words_closing as texts
from tui.closing_prompts import AskReason
from tui.closing_tasks import Task, open_minutes, rule_sentences, source_of, tasks
from tui.draw import BLANK, Line, beginning, columns, cut, fit, highlighted, line, pad, rule, window, wrap
from tui.panes.base import Pane
from tui.showing import show_attendance, show_board, show_preparation

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

Row = Task | RuleState

WIDE = 96
"""Cells from which on tasks and rules stand side by side."""

RULES_WIDTH = 65
"""Cells in which a rule is told whole beside the tasks; what is more is the tasks'."""

STATE_WIDTH = 13
TASK_STATE_WIDTH = 11

COUNTED: tuple[State, ...] = ("met", "risk", "failed", "waived")
"""States told in the heading of the rules."""

CHAIR_SAYS = ("summary", "quality", "participation")
"""What C17 asks for."""

TASK_OF_RULE = {"C18": "read", "C19": "vote", "C23": "report"}
"""Rules that are met here, and by which task."""


class ClosingPane(Pane):
    """Tasks, then rules, under one cursor; the foot explains the row it is on."""

    name = words.PANE_CLOSING
    toggles = False

    def __init__(self) -> None:
        self.at = ""  # id of the task or code of the rule under the cursor; "" is the first thing owed
        self._doing = False  # Enter was pressed on something owed: go on to the next once it is done
        self._left = 0  # cells of the tasks as last drawn
        self._where: dict[tuple[int, bool], str] = {}  # (line, right half) as last drawn → row

    # --- rows ---------------------------------------------------------------------------------------------------

    def current(self, desk: Desk, rows: list[Row]) -> Row:
        """The row under the cursor; the first thing owed when none was chosen, and after one was done."""
        chosen = next((row for row in rows if row_id(row) == self.at), None)
        if self._doing and isinstance(chosen, Task) and not chosen.owed:
            self.at, self._doing, chosen = "", False, None
        owed = next((row for row in rows if isinstance(row, Task) and row.owed), None)
        return chosen or owed or rows[0]

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Side by side or one above the other, then the foot."""
        desk = bench.desk
        todo, states = tasks(desk), desk.rules()
        current = self.current(desk, [*todo, *states])
        foot = [] if bench.prompt else [rule(width), *_foot(desk, current, width, 3 if height > 12 else 2)]
        room = height - len(foot)
        self._where = {}
        if width >= WIDE:
            left = max(36, min(width // 2, width - RULES_WIDTH - 1))
            self._left, right = left, width - left - 1
            left_block = self._block(_task_head(left), list(todo), current, left, room, False)
            right_block = self._block(_rule_head(states, right), list(states), current, right, room, True)
            drawn = columns([(left_block, left), (right_block, right)], room)
        else:
            drawn = self._stacked(todo, states, current, width, room)
        return [*drawn, *[BLANK] * (room - len(drawn)), *foot]

    def _block(self, head: Line, rows: list[Row], current: Row, width: int, room: int, right: bool) -> list[Line]:
        """A heading that stays, and the rows around the cursor."""
        drawn = [_draw(row, width, row is current) for row in rows]
        focus = next((index for index, row in enumerate(rows) if row is current), 0)
        shown, top = window(drawn, room - 1, focus)
        for y, row in enumerate(rows[top : top + room - 1]):
            self._where[(y + 1, right)] = row_id(row)
        return [head, *shown]

    def _stacked(
        self, todo: list[Task], states: tuple[RuleState, ...], current: Row, width: int, room: int
    ) -> list[Line]:
        """Everything in one column that scrolls."""
        rows: list[Row | Line] = [_task_head(width), *todo, _rule_head(states, width), *states]
        drawn = [row if isinstance(row, tuple) else _draw(row, width, row is current) for row in rows]
        focus = next(index for index, row in enumerate(rows) if row is current)
        shown, top = window(drawn, room, 0 if focus < room - 1 else focus)
        for y, row in enumerate(rows[top : top + room]):
            if not isinstance(row, tuple):
                self._where[(y, False)] = row_id(row)
        return shown

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does to the row."""
        rows = self.rows(bench.desk)
        row = self.current(bench.desk, rows)
        if not bench.desk.writable:
            return (self.name, words.REFUSALS["read_only"])
        if isinstance(row, Task):
            return (self.name, texts.CLOSING_HINT_TASK.format(act=row.act))
        if _can_be_waived(row):
            return (self.name, texts.CLOSING_HINT_WAIVE)
        return (self.name, texts.CLOSING_HINT_MET if row.state == "met" else texts.CLOSING_HINT_JUMP)

    # --- keys ---------------------------------------------------------------------------------------------------

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the list."""
        return list(texts.CLOSING_KEYS)

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Arrows move, Tab goes to the other part, Space to where a rule is cured."""
        if text:
            return False
        rows = self.rows(bench.desk)
        current = self.current(bench.desk, rows)
        index = rows.index(current)
        self._doing = False
        moves = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -len(rows), "end": len(rows)}
        if key in moves:
            self.at = row_id(rows[max(0, min(len(rows) - 1, index + moves[key]))])
        elif key == "tab":
            other = (row for row in rows if isinstance(row, Task) != isinstance(current, Task))
            self.at = row_id(next(other, current))
        elif key == "space" and isinstance(current, RuleState):
            self._jump(bench, current)
        else:
            return key == "space"
        return True

    def edited(self, bench: Workbench, text: str) -> None:
        """Nothing is typed here: say so, and take the letters back."""
        if text:
            bench.set_text("")
            bench.refuse(texts.CLOSING_TYPED)

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter: do the task; ask the reason of a rule; or go where it is cured."""
        current = self.current(bench.desk, self.rows(bench.desk))
        if isinstance(current, Task):
            self.at, self._doing = current.id, current.owed
            current.run(bench)
        elif _can_be_waived(current):
            self._waive(bench, current)
        else:
            self._jump(bench, current)

    def clicked(self, bench: Workbench, x: int, y: int) -> None:
        """Put the cursor on the row that was clicked."""
        right = (y, True) in self._where and x > self._left
        self.at = self._where.get((y, right), self.at)

    def rows(self, desk: Desk) -> list[Row]:
        """Tasks, then rules."""
        return [*tasks(desk), *desk.rules()]

    def _waive(self, bench: Workbench, state: RuleState) -> None:
        self.at = state.code
        label = texts.WAIVE.format(label=state.label)
        said = rule_sentences(bench.desk, state)

        def record(reason: str) -> None:
            bench.do(Waive(state.code, reason))

        bench.ask(AskReason(label, record, initial=state.reason, sentences=said))

    def _jump(self, bench: Workbench, state: RuleState) -> None:
        """To the pane that the rule names; what is cured here only moves the cursor."""
        if state.jump != "closing":
            _JUMPS[state.jump](bench)
            if state.cure:
                bench.say(state.cure, "warning")
        elif state.code == "C18":
            open_minutes(bench)
        else:
            self.at = TASK_OF_RULE.get(state.code) or _first_owed(bench.desk, CHAIR_SAYS)


def row_id(row: Row) -> str:
    """What a row is known by."""
    return row.id if isinstance(row, Task) else row.code


def _first_owed(desk: Desk, ids: tuple[str, ...]) -> str:
    return next((task.id for task in tasks(desk) if task.id in ids and task.owed), ids[0])


def _can_be_waived(state: RuleState) -> bool:
    return state.level == "W" and (state.state in UNMET or state.state == "waived")


# --- jumps ------------------------------------------------------------------------------------------------------


def _to_session(bench: Workbench) -> None:
    from tui.panes.live import LivePane

    bench.home(LivePane())


_JUMPS = {
    "preparation": show_preparation,
    "attendance": show_attendance,
    "board": show_board,
    "steps": _to_session,
    "floor": _to_session,
}


# --- drawing ----------------------------------------------------------------------------------------------------


def _task_head(width: int) -> Line:
    return rule(width, texts.CLOSING_TASKS)


def _rule_head(states: tuple[RuleState, ...], width: int) -> Line:
    """The heading of the rules, with how many stand how."""
    if not states:
        return rule(width, texts.CLOSING_UNJUDGED)
    counts = [f"{texts.STATE_WORDS[state][0]} {summary(states)[state]}" for state in COUNTED if summary(states)[state]]
    return rule(width, " · ".join((texts.CLOSING_RULES, *counts)))


def _draw(row: Row, width: int, chosen: bool) -> Line:
    drawn = _draw_task(row, width) if isinstance(row, Task) else _draw_rule(row, width)
    return highlighted(drawn, width) if chosen else fit(drawn, width)


def _draw_task(task: Task, width: int) -> Line:
    """State word, label, and as much of the value as there is room for."""
    label = f"{task.label}: " if task.value else task.label
    return line((pad(f" {task.state}", TASK_STATE_WIDTH), task.style), label, (cut(task.value, width), "muted"))


def _draw_rule(state: RuleState, width: int) -> Line:
    """Code, state word, label, figure."""
    word, style = texts.STATE_WORDS[state.state]
    label = max(16, min(24, width - 4 - STATE_WIDTH - 18))
    gap = 2 if width >= RULES_WIDTH else 1  # so that the longest label and its figure are no one phrase
    return line(
        (f" {state.code[1:]} ", "muted"),
        (pad(word, STATE_WIDTH), style),
        (pad(cut(state.label, label), label + gap), "muted" if state.state == "pending" else "plain"),
        (state.figure, "muted" if state.state in ("met", "pending") else "plain"),
    )


def _foot(desk: Desk, row: Row, width: int, height: int) -> list[Line]:
    """What the row under the cursor is about, in `height` lines; what can be done comes first."""
    if isinstance(row, Task):
        said = [(row.value, "strong"), (row.about, "plain")]
    else:
        reason = texts.RULE_REASON.format(reason=row.reason) if row.reason else row.cure
        source = texts.RULE_SOURCE.format(source=source_of(desk, row.code))
        said = [(reason, "strong"), (f"{row.title}. {source}.", "plain")]
    rows = [line(" ", (part, style)) for text, style in said if text for part in wrap(text, width - 2)]
    return [*beginning(rows, height, width), *[BLANK] * (height - len(rows))]
