"""The footer: the keys that do something now, as many as fit (L22, style.md §3).

What is wanted most comes first when there is no room for all; what is shown stands in the order of the keyboard, so
that a key is always found at the same place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui import words
from tui.draw import Line, fit, line
from tui.registry import Action, actions_for

if TYPE_CHECKING:
    from tui.workbench import Workbench

ALWAYS: Final = frozenset(("help", "undo"))
"""Ids of what never gives way: a way to learn, and a way back."""

MARGIN, GAP = " ", "  "

Hint = tuple[str, str]
"""A key and what it does."""


def keys(bench: Workbench, width: int) -> Line:
    """The footer's line: the pane's or the question's own keys, then the desk's."""
    own = _own(bench)
    ranked = [action for action in actions_for(bench) if bench.prompt is None or action.id in ALWAYS]
    kept = [action for action in ranked if action.id in ALWAYS]
    room = width - len(MARGIN) + len(GAP) - sum(map(_size, map(_hint, kept)))
    first = _fitting(own, room)
    room -= sum(map(_size, first))
    rest = [action for action in ranked if action.id not in ALWAYS]
    wanted = _fitting([_hint(action) for action in rest], room)
    shown = [*kept, *(action for action in rest if _hint(action) in wanted)]
    told = [*first, *((action.key_label, bench.called(action)) for action in sorted(shown, key=_place))]
    pieces = [piece for key, label in told for piece in ((GAP, "plain"), (key, "key"), (f" {label}", "plain"))]
    return fit(line(MARGIN, *pieces[1:]), width)


def _own(bench: Workbench) -> list[Hint]:
    """The keys of the question, or of a pane that does not show them itself."""
    if bench.prompt is not None:
        return [("Enter", words.OK), ("Esc", words.CANCEL)]
    return [] if bench.pane.shows_keys else bench.pane.offered(bench)


def _hint(action: Action) -> Hint:
    return action.key_label, action.label


def _size(hint: Hint) -> int:
    """Cells of a key and its label, with the gap to the next."""
    return cell_len(hint[0]) + 1 + cell_len(hint[1]) + len(GAP)


def _fitting(hints: list[Hint], room: int) -> list[Hint]:
    """The first of the hints, as many as there is room for."""
    found = []
    for hint in hints:
        if _size(hint) <= room:
            found.append(hint)
            room -= _size(hint)
    return found


def _place(action: Action) -> tuple[int, str]:
    """Function keys by number, then the rest."""
    key = action.keys[0] if action.keys else ""
    return (int(key[1:]), "") if key[:1] == "f" and key[1:].isdigit() else (99, key)
