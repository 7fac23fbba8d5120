"""Every key that does something, from the registry itself, with search (L22)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.vietnamese.text import fold
from tui import words
from tui import words_closing as texts
from tui.draw import BLANK, Line, fit, line, pad, wrapped
from tui.panes.scrolling import ScrollPane
from tui.registry import Action, all_commands, key_name, registry

if TYPE_CHECKING:
    from tui.workbench import Workbench

KEY_WIDTH = 12
LABEL_WIDTH = 15

Told = tuple[str, str, str]
"""Key, label, what it does."""


class HelpPane(ScrollPane):
    """Groups of keys; typing leaves those that match."""

    name = words.PANE_HELP

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        """The groups, each under its title."""
        text = bench.text if bench.prompt is None else ""
        rows: list[Line] = []
        for title, told in sections(bench):
            found = [entry for entry in told if matches(entry, title, text)]
            if found:
                rows += [BLANK] if rows else []
                rows.append(fit(line((f" {title}", "title")), width))
                keys = max(KEY_WIDTH, max(len(key) for key, _, _ in told) + 4)
                rows += [row for entry in found for row in _drawn(entry, keys, width)]
        none = texts.HELP_NONE.format(text=text.strip())
        return rows or [line(" ", *row) for row in wrapped(none, width - 2, "muted")]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """How to search."""
        return (self.name, texts.HELP_HINT)

    def edited(self, bench: Workbench, text: str) -> None:
        """What was found stands at the top."""
        self.top = 0

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter keeps the search as it is."""
        bench.set_text(text)


Section = tuple[str, list[Told]]
"""Title and entries."""


def sections(bench: Workbench) -> list[Section]:
    """The keys of the pane one came from, then what holds everywhere."""
    below = bench.panes[-2] if len(bench.panes) > 1 else None
    own = below.offered(bench) if below is not None else ()
    if below is None or not own:
        return general_sections()
    return [(texts.HELP_PANE.format(name=below.name), [(key, "", label) for key, label in own]), *general_sections()]


def general_sections() -> list[Section]:
    """The keys of every pane, the commands by group, those called by name, the signs; the key card has the same."""
    found: list[Section] = [(texts.HELP_GENERAL, [(key, "", does) for key, does in texts.HELP_KEYS])]
    for group in dict.fromkeys(action.group for action in registry()):
        found.append((group, _told(action for action in registry() if action.group == group and action.keys)))
    named = [action for action in all_commands() if not action.keys]
    found.append((texts.HELP_PALETTE, [(action.label, "", action.help) for action in named]))
    found.append((texts.HELP_SIGNS, [(sign, "", meaning) for sign, meaning in texts.HELP_SHORTHAND]))
    found.append((texts.HELP_MARKS, [(sign, "", meaning) for sign, meaning in texts.HELP_ATTENTION]))
    return found


def _told(actions: Iterable[Action]) -> list[Told]:
    return [(" ".join(map(key_name, action.keys)), action.label, action.help) for action in actions]


def matches(told: Told, title: str, text: str) -> bool:
    """Whether key, label, help and group together hold every typed word, marks folded."""
    whole = fold(" ".join((*told, title)))
    return all(word in whole for word in fold(text).split())


def _drawn(told: Told, keys: int, width: int) -> list[Line]:
    """Key, label and what it does; the last wrapped under itself."""
    key, label, does = told
    lead = line((pad(f"  {key}", keys), "key"), (pad(label, LABEL_WIDTH), "strong") if label else "")
    size = keys + (LABEL_WIDTH if label else 0)
    first, *rest = wrapped(does, max(12, width - size - 1))
    return [(*lead, *first), *(line(" " * size, *row) for row in rest)]
