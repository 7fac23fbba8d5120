"""Every command of the desk once: keys, palette, footer, help and the README's table are made from it.

`when` says whether it can be done now; `rank` orders the footer (small first, None keeps it out of it). Function keys
and Ctrl combinations only: no letter is a command where an input method may be on (L3).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tui.workbench import Workbench


def _always(bench: Workbench) -> bool:
    return True


class Action(Struct, frozen=True):
    """One command: stable id, its keys (Textual names, the first is shown), short label, one line of help."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    run: Callable[[Workbench], None]
    rank: int | None = None
    when: Callable[[Workbench], bool] = _always
    why_not: str = ""

    @property
    def key_label(self) -> str:
        """The key as people read it: "F3", "^Z"."""
        return key_name(self.keys[0]) if self.keys else ""


def key_name(key: str) -> str:
    """A Textual key name as people read it."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").replace("backslash", "\\").upper()
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key.capitalize()


@cache
def registry() -> tuple[Action, ...]:
    """All actions, in the order of the help."""
    from tui.actions import ACTIONS  # the actions import the panes, which import the workbench

    return ACTIONS


def all_commands() -> tuple[Action, ...]:
    """Every command there is: those of the registry, then those called by name only."""
    from tui.adhoc import ADHOC  # rare commands bring panes of their own, which few starts need

    return (*registry(), *ADHOC)


@cache
def _by_key() -> dict[str, Action]:
    table: dict[str, Action] = {}
    for action in registry():
        for key in action.keys:
            if key in table:
                raise ValueError(f"{key}: {table[key].id} and {action.id}")
            table[key] = action
    return table


def by_key(key: str) -> Action | None:
    """The action of a key."""
    return _by_key().get(key)


def actions_for(bench: Workbench) -> list[Action]:
    """What the footer offers now, most wanted first; help always comes first."""
    ranked = [action for action in registry() if action.rank is not None and action.when(bench)]
    return sorted(ranked, key=lambda action: action.rank or 0)
