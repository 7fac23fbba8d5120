"""Where two laptops recorded different things of this meeting: choose one, both, or write it anew (sync.md §3, L19).

A choice is an act like any other: it has seen both, so it settles the field on every laptop, and Ctrl+Z takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from models.commands import KeepBoth, MergeTurns, Resolve
from models.conflicts import Conflict, blocking
from models.details import BY_NAME
from models.vietnamese.text import fold
from tui import words
from tui import words_conflicts as texts
from tui.draw import Line, cut, fit, line, pad, rule, wrap
from tui.numbering import DIGITS
from tui.panes.base import ListPane
from tui.phrases_conflicts import field, told, value
from tui.prompts import AskText, Choose, Option

if TYPE_CHECKING:
    from tui.workbench import Workbench

Way = tuple[str, Callable[[], object]]
"""One way to settle it, in words, and the doing of it."""

LOW = 12
"""Lines below which the foot is shorter."""
FOOT, SHORT_FOOT = 9, 5

WRITTEN = frozenset(("evidence", "conclusion", "decision"))
"""Fields of an indicator that are words of the clerk's own."""


class ConflictsPane(ListPane[Conflict]):
    """The list; below it every way to settle the one under the cursor, each by its digit."""

    name = texts.PANE_CONFLICTS
    records = frozenset(("1 2…", "Enter"))
    after_adoption = True
    only_records = True

    def __init__(self, at: tuple[str, str] = ("", "")) -> None:
        """`at`: part and thing of the conflict to begin with."""
        super().__init__()
        self._at = at

    def rows(self, bench: Workbench, text: str) -> Sequence[Conflict]:
        """Those whose field or values hold the typed words, marks folded."""
        wanted = fold(text).split()
        found = bench.desk.meeting.conflicts
        return [one for one in found if all(word in fold(_all(bench, one)) for word in wanted)] if wanted else found

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list, then the ways."""
        self._go_to(bench)
        row = self.current(bench, bench.text if bench.prompt is None else "")
        foot: list[Line] = []
        if row is not None and bench.prompt is None:  # a question shows the ways itself
            foot = self._foot(bench, row, width)[: FOOT if height >= LOW else SHORT_FOOT]
        room = height - len(foot)
        above = super().body(bench, width, room)[:room]
        return [*above, *[()] * (room - len(above)), *foot]

    def _go_to(self, bench: Workbench) -> None:
        """The first time: the cursor on what was asked for."""
        wanted, self._at = self._at, ("", "")
        places = [index for index, one in enumerate(self.rows(bench, "")) if one.key[:2] == wanted]
        self.cursor = places[0] if places else self.cursor

    def _foot(self, bench: Workbench, row: Conflict, width: int) -> list[Line]:
        state = texts.MUST if row.blocks else texts.CAN_WAIT
        state += f" · {texts.NO_WINNER}" if row.kind == "vote" else ""
        lines = [rule(width, f"{cut(field(bench.desk, row), width // 2)} · {state}")]
        for number, (label, _) in enumerate(ways(bench, row), 1):
            first, *rest = wrap(label, width - 6)
            lines.append(line((f"  {number} ", "key"), (f" {first}", "plain")))
            lines += [line((f"     {part}", "plain")) for part in rest[:1]]
        return lines

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """How many there are, and how many keep the minutes from being adopted."""
        found = bench.desk.meeting.conflicts
        said = texts.CONFLICTS_HEAD.format(count=len(found), blocking=len(blocking(found)))
        return [rule(width, said)] if found else []

    def draw(self, bench: Workbench, row: Conflict, width: int) -> Line:
        """The field, then the values: the one in use first."""
        what = pad(field(bench.desk, row), width * 2 // 5)
        values = " ≠ ".join(value(bench.desk, row, side) for side in row.sides)
        sign = (" ! ", "wrong") if row.blocks else (f" {words.RIVAL_SIGN} ", "warning")
        return fit(line(sign, (what, "strong"), ("  ", "plain"), (values, "plain")), width)

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing differs."""
        return texts.CONFLICTS_EMPTY

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """How to choose."""
        if self.current(bench, bench.text) is None:
            return (self.name, words.BACK_HINT)
        meeting = bench.desk.meeting
        more = len(meeting.oddities) > len(meeting.conflicts)
        return (self.name, texts.CONFLICTS_HINT_MORE if more else texts.CONFLICTS_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the list, if anything differs."""
        return list(texts.CONFLICTS_KEYS) if bench.desk.meeting.conflicts else []

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """A digit settles it the way of that number."""
        row = self.current(bench, text)
        if not text and row is not None and key in DIGITS:
            found = ways(bench, row)
            if 1 <= int(key) <= len(found):
                found[int(key) - 1][1]()
            return True
        return super().key(bench, key, text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter: the ways as a question, each in full."""
        row = self.current(bench, text)
        if row is None:
            bench.say(texts.CONFLICTS_EMPTY)
            return
        found = ways(bench, row)
        options = [Option(str(number), label) for number, (label, _) in enumerate(found)]
        bench.ask(Choose(texts.CONFLICT_CHOOSE, options, lambda number: _settle(found[int(number)])))


def _settle(way: Way) -> None:
    way[1]()


def _all(bench: Workbench, conflict: Conflict) -> str:
    return " ".join([field(bench.desk, conflict), *(value(bench.desk, conflict, side) for side in conflict.sides)])


# --- the ways -----------------------------------------------------------------------------------------------------


def ways(bench: Workbench, conflict: Conflict) -> list[Way]:
    """Every way to settle a conflict: one side or another, both where both can be, a third where it is words."""
    if conflict.kind == "twice":
        return [
            (texts.MERGE_TURNS, partial(bench.do, MergeTurns(conflict.thing, conflict.field))),
            (texts.TWO_TURNS, partial(bench.do, KeepBoth(*conflict.key))),
        ]
    found: list[Way] = [
        (told(bench.desk, conflict, side), partial(bench.do, Resolve(*conflict.key, side.value)))
        for side in conflict.sides
    ]
    if conflict.kind == "note" and sum(side.value is not None for side in conflict.sides) > 1:
        found.append((texts.KEEP_BOTH, partial(bench.do, KeepBoth(*conflict.key))))
    if _is_words(conflict):
        found.append((texts.WRITE_THIRD, partial(_write, bench, conflict)))
    return found


def _is_words(conflict: Conflict) -> bool:
    """Whether the value is a text somebody wrote."""
    detail = BY_NAME.get(conflict.thing)
    return (
        (conflict.kind == "note" and conflict.field == "content")
        or (conflict.kind == "indicator" and conflict.field in WRITTEN)
        or (conflict.kind == "detail" and detail is not None and detail.kind in ("text", "long"))
    )


def _write(bench: Workbench, conflict: Conflict) -> None:
    """Ask for the words; those of the first side stand there to be changed."""
    first = next(side.value for side in conflict.sides if side.value is not None)

    def resolve(typed: str) -> None:
        written = {**first, "text": typed} if isinstance(first, dict) else typed
        bench.do(Resolve(*conflict.key, written))

    initial = str(first["text"] if isinstance(first, dict) else first)
    bench.ask(AskText(texts.THIRD_ASK, resolve, initial=initial))
