"""Digits among namesakes: a row's number or a birth year, whichever comes to mean one person only (S-3).

"2" picks the second row at once when no year begins so. "1" may be the first row or the beginning of 1961: it marks the
first row and waits for Enter or for the rest of the year; "84" and "1984" both mean the one born then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

DIGITS: Final = frozenset("0123456789")
"""Keys that number rows; "²" is a digit to Python, and no number."""


class Numbering:
    """What has been typed since the rows were numbered. `on` while they are."""

    def __init__(self) -> None:
        self.on = False
        self._typed = ""

    def start(self) -> None:
        """Number the rows."""
        self.on, self._typed = True, ""

    def stop(self) -> None:
        """The rows are not numbered any more."""
        self.on, self._typed = False, ""

    def press(self, digit: str, years: Sequence[str]) -> tuple[int | None, bool]:
        """(the row meant so far, whether it can only be that one). `years` are the rows' birth years, "" unknown.

        A digit that means nothing begins anew.
        """
        for typed in (self._typed + digit, digit):
            found = _meant(typed, years)
            if found:
                self._typed = typed
                return found[0], len(found) == 1
        self._typed = ""
        return None, False


def _meant(typed: str, years: Sequence[str]) -> list[int]:
    """The rows a number may mean, the one it counts first."""
    counted = [int(typed) - 1] if 1 <= int(typed) <= min(9, len(years)) else []
    born = [row for row, year in enumerate(years) if year.startswith(typed) or year[2:].startswith(typed)]
    return list(dict.fromkeys([*counted, *born]))
