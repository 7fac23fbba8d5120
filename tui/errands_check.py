"""`bienban check`: is this computer ready for a session? (vietnamese.md §7)"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sync.clock import SystemClock
from tui import machine, words
from tui import words_machine as texts
from tui.draw import wrap
from tui.errands import paths_of, readable_store
from tui.machine import Finding
from tui.program import TROUBLE, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL_WIDTH = 16
MARK_WIDTH = 8


def check(arguments: argparse.Namespace) -> int:
    """Look at everything, show the letters, let somebody type; 1 when anything needs a look."""
    print(texts.TITLE.format(app=words.APP, version=VERSION))
    wrong = 0
    for finding in _looked_at(arguments):
        _tell(finding)
        wrong += not finding.fine
    print(f"\n  {texts.FONT_LINE}\n")
    advice = texts.FONT_ADVICE.format(fonts=", ".join(machine.limits().fonts))
    _say(f"{texts.FONT_HOW} {advice}", "  ")
    print()
    if sys.stdin.isatty() and (text := _ask().strip()):
        finding = machine.typed(text)
        _tell(finding)
        wrong += not finding.fine
    print(texts.SOME_WRONG.format(count=wrong) if wrong else texts.ALL_FINE)
    return TROUBLE if wrong else 0


def _looked_at(arguments: argparse.Namespace) -> Iterator[Finding]:
    """One after the other, the quick ones first."""
    yield machine.letters(sys.stdout.encoding)
    yield machine.window(_size())
    yield from machine.folder(paths_of(arguments).root)
    yield machine.clock(SystemClock().wall(), _last(arguments))
    yield machine.zone(datetime.now().astimezone().utcoffset() or timedelta())


def _last(arguments: argparse.Namespace) -> int | None:
    """When anything was last recorded here, UTC ms; None when there is nothing yet."""
    if not paths_of(arguments).settings.exists():
        return None
    store = readable_store(arguments)
    if store is None:
        return None
    try:
        return max((info.last_at for info in store.meetings() if not info.rehearsal), default=None)
    finally:
        store.close()


def _tell(finding: Finding) -> None:
    """How it is, what it is, what to do; long sentences under each other."""
    mark = texts.FINE if finding.fine else texts.WRONG
    _say(finding.told, f"  {mark:<{MARK_WIDTH}} {finding.what:<{LABEL_WIDTH}} ")


def _say(text: str, before: str) -> None:
    """A paragraph, broken at blanks where there is a window; into a file it goes as one line."""
    size = _size()
    first, *rest = wrap(text, size[0] - len(before) - 1) if size else [text]
    print("\n".join([before + first, *(" " * len(before) + part for part in rest)]))


def _size() -> tuple[int, int] | None:
    """Columns and lines of the window; None for a file or a pipe."""
    if not sys.stdout.isatty():
        return None
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    return columns, lines


def _ask() -> str:
    """The line that somebody types, with whatever the input method sent; no line for the end of the input."""
    print(texts.TYPE_ASK.format(words=texts.TYPE_THIS), end="", flush=True)
    return sys.stdin.readline()
