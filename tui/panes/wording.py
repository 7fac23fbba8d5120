"""The indicators' wording as headquarters handed it out: read through, then taken with Enter or left for later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.indicators import IndicatorList
from sync.errors import StoreError
from tui import words_handed as texts
from tui.draw import Line, line, wrapped
from tui.panes.scrolling import ScrollPane

if TYPE_CHECKING:
    from tui.workbench import Workbench

NUMBER = "{sign}{number:>3}  "
INDENT = " " * 7


class WordingPane(ScrollPane):
    """Every slot with its text, those that differ from the wording in use marked. `taken` is told when it is taken."""

    name = texts.PANE_WORDING

    def __init__(self, found: IndicatorList, then: Callable[[], None]) -> None:
        super().__init__()
        self._found = found
        self._then = then

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        """What it is, what taking it means, then the texts."""
        changed = self._changed(bench)
        known = sum(bool(item.text) for item in self._found.items)
        says = texts.WORDING_SAYS.format(count=known, total=len(self._found.items), changed=len(changed))
        head = [
            *wrapped(says, width - 2, "strong"),
            *wrapped(texts.WORDING_FROM.format(source=self._found.source), width - 2, "muted"),
            *wrapped(texts.WORDING_AFTER, width - 2),
        ]
        drawn = [line(" ", *row) for row in head] + [()]
        for item in self._found.items:
            sign = texts.WORDING_CHANGED if item.number in changed else texts.WORDING_SAME
            number = NUMBER.format(sign=f" {sign}", number=item.number)
            first, *rest = wrapped(item.text or texts.WORDING_NONE, width - len(number) - 1)
            style = "now" if item.number in changed else "muted"
            drawn += [line((number, style), *first), *(line(INDENT, *row) for row in rest)]
        return drawn

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter and Esc do."""
        return (self.name, texts.WORDING_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """Take it, read on, leave it."""
        return list(texts.WORDING_KEYS)

    def taken(self, bench: Workbench, text: str) -> None:
        """Keep it for new meetings: meetings that were opened hold their own wording."""
        try:
            bench.desk.store.keep_indicators(self._found)
        except StoreError as error:
            bench.refuse(error.sentence)
            return
        self._then()
        bench.back()
        bench.say(texts.WORDING_TAKEN, "done")

    def _changed(self, bench: Workbench) -> set[int]:
        """The numbers of the indicators that would read otherwise than now."""
        now = {
            item.number: item.text for item in (bench.desk.store.indicators() or bench.desk.store.plan.catalogue).items
        }
        return {item.number for item in self._found.items if item.text != now.get(item.number)}
