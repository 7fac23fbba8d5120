"""Which command a line calls: a dot and a name, marks and case folded, by whole name or by a beginning only one has.

"." and a letter begin a command; every other line is an answer or a note. Signs of the shorthand (`/2`, `>30/9`, `+`)
are free to begin a note, and so are "..." and ". ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from models.vietnamese.text import fold
from tui import words_plain as texts
from tui.registry import Action

NEAREST = 3
"""Commands named when nothing is called that."""

KEY_WORDS: dict[str, str] = {
    "cách": "space",
    "lên": "up",
    "xuống": "down",
    "xoá": "delete",
    "chèn": "insert",
    "về": "escape",
}
"""Keys by Vietnamese names, for `.phím`."""

_CALL = re.compile(r"\.(?=[^\W\d_])")
_NOTE = re.compile(r"\.\.(?=[^\W\d_])")


def names_of(action: Action) -> tuple[str, ...]:
    """What a registered action is called: its own names, else its label."""
    return texts.ACTION_NAMES.get(action.id, (action.label.lower(),))


class Named(Protocol):
    """A thing with names; the first is the one that is shown."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called."""
        ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Called:
    """What was typed behind the dot: the name as typed, and what follows a command of each length."""

    text: str

    def rest(self, words: int) -> str:
        """What follows the first `words` words, as it was typed."""
        parts = self.text.split(maxsplit=words)
        return parts[words] if len(parts) > words else ""


def call_in(line: str) -> Called | None:
    """The call in a line; None for an answer or a note."""
    return Called(line[1:]) if _CALL.match(line) else None


def unescaped(line: str) -> str:
    """A note that is to begin with a dot was typed with two."""
    return line[1:] if _NOTE.match(line) else line


def meant(called: Called, commands: Sequence[N]) -> tuple[list[N], int]:
    """(the commands it can mean, how many words its name takes). The longest whole name wins, then a beginning.

    "biểu q" is "biểu quyết", though "biểu quyết việc khác" begins so too.
    """
    words = fold(called.text).split()
    for count in range(len(words), 0, -1):
        typed = " ".join(words[:count])
        whole = [command for command in commands if typed in _folded(command)]
        if whole:
            return whole, count
    for count in range(len(words), 0, -1):
        typed = " ".join(words[:count])
        begun = [(name, command) for command in commands for name in _folded(command) if name.startswith(typed)]
        if begun:
            return _beginning(begun), count
    return [], 0


def _beginning(begun: list[tuple[str, N]]) -> list[N]:
    """The commands whose names begin so; only the one that all the other names go on from, if there is one."""
    shortest, command = min(begun, key=lambda pair: len(pair[0]))
    if all(name.startswith(shortest) for name, _ in begun):
        return [command]
    return list({id(other): other for _, other in begun}.values())


def nearest(called: Called, commands: Iterable[N]) -> list[N]:
    """The commands whose names are most like some words of what was typed."""
    words = fold(called.text).split()

    def likeness(name: str) -> float:
        count = len(name.split())
        typed = (" ".join(words[start : start + count]) for start in range(len(words)))
        return max(SequenceMatcher(None, name, part).ratio() for part in typed)

    return sorted(commands, key=lambda command: max(map(likeness, _folded(command))), reverse=True)[:NEAREST]


def _folded(command: Named) -> list[str]:
    return [fold(name) for name in command.names]
