"""A pane that is read: lines that scroll, no cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.draw import Line
from tui.panes.base import Pane

if TYPE_CHECKING:
    from tui.workbench import Workbench


class ScrollPane(Pane):
    """Lines longer than the screen. `top` is the first line shown."""

    def __init__(self) -> None:
        self.top = 0
        self._height = 1
        self._count = 0

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        """All lines there are."""
        raise NotImplementedError

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The lines from the top on; the end stays at the foot."""
        drawn = self.lines(bench, width)
        self._height, self._count = height, len(drawn)
        self.top = max(0, min(self.top, len(drawn) - height))
        return drawn[self.top : self.top + height]

    @property
    def span(self) -> tuple[int, int, int]:
        """(first line, last line, all lines) as people count, as last drawn."""
        return min(self.top + 1, self._count), min(self.top + self._height, self._count), self._count

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Arrows by the line, page keys by the screen, Home and End while nothing is typed."""
        page = max(1, self._height - 2)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if key in moves:
            self._scroll(self.top + moves[key])
        elif key == "home" and not text:
            self.top = 0
        elif key == "end" and not text:
            self._scroll(self._count)
        else:
            return False
        return True

    def _scroll(self, top: int) -> None:
        self.top = max(0, min(top, self._count - self._height))
