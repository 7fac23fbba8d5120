"""What does not fit together in the record, each line with a jump to where it is put right (desk.md §3.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.oddities import Oddity
from models.vietnamese.text import fold
from tui import words
from tui import words_oddities as texts
from tui.draw import Line, beginning, cut, fit, line, rule, wrap
from tui.jumps import ways
from tui.panes.base import ListPane
from tui.phrases_oddities import advice, oddity

if TYPE_CHECKING:
    from tui.workbench import Workbench

FOOT = 5
"""Lines for the whole sentence and the advice under the list, with a rule above."""
LOW = 12
"""Lines below which the foot is shorter."""


class OdditiesPane(ListPane[Oddity]):
    """The list; below it the sentence under the cursor whole, and what to do."""

    name = texts.PANE_ODDITIES

    def rows(self, bench: Workbench, text: str) -> Sequence[Oddity]:
        """Those whose sentence holds the typed words, marks folded."""
        wanted = fold(text).split()
        found = bench.desk.meeting.oddities
        return [odd for odd in found if all(word in fold(oddity(bench.desk, odd)) for word in wanted)]

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """How many there are."""
        count = len(bench.desk.meeting.oddities)
        return [rule(width, texts.ODDITIES_HEAD.format(count=count))] if count else []

    def draw(self, bench: Workbench, row: Oddity, width: int) -> Line:
        """A sign and the sentence."""
        return fit(line((" ! ", "wrong"), cut(oddity(bench.desk, row), width - 4)), width)

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing to put right."""
        return texts.ODDITIES_EMPTY

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list, then the sentence under the cursor and the advice."""
        row = self.current(bench, bench.text if bench.prompt is None else "")
        foot: list[Line] = []
        if row is not None:
            said = [(oddity(bench.desk, row), "strong"), (advice(row), "plain")]
            told = [line(" ", (part, style)) for text, style in said for part in wrap(text, width - 2)]
            foot = [rule(width), *beginning(told, FOOT - 1 if height >= LOW else FOOT - 3, width)]
        room = height - len(foot)
        above = super().body(bench, width, room)[:room]
        return [*above, *[()] * (room - len(above)), *foot]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """Where Enter goes, and Space."""
        row = self.current(bench, bench.text)
        if row is None:
            return (self.name, words.BACK_HINT)
        (act, _), *more = ways(row)
        other = more[0][0] if more else ""
        hint = texts.ODDITIES_HINT_BOTH if other else texts.ODDITIES_HINT
        return (self.name, hint.format(act=act, other=other))

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the list, if anything is in it."""
        return list(texts.ODDITIES_KEYS) if bench.desk.meeting.oddities else []

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Space goes the other way there is."""
        row = self.current(bench, text)
        if key != "space" or text or row is None:
            return super().key(bench, key, text)
        if len(ways(row)) > 1:
            ways(row)[1][1](bench, row)
        else:
            bench.refuse(texts.NO_OTHER_WAY)
        return True

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter: to the very thing."""
        row = self.current(bench, text)
        if row is None:
            bench.say(texts.ODDITIES_EMPTY)
        else:
            ways(row)[0][1](bench, row)
