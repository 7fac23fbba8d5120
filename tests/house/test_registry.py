"""Every command once, with a key a terminal can send and words a person can read (design.md §5, style.md §2.7)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.house.keytable import CLOSING, OPENING, key_table
from tests.house.sources import ROOT
from tui import words
from tui.registry import Action, by_key, registry

ACTIONS = registry()

SWALLOWED = {"ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b"}
"""Keys that arrive as Backspace, Tab or Enter, that copy, or that tmux keeps for itself (style.md §4.5)."""

each = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []


@each
def test_each_command_says_what_it_is(action: Action) -> None:
    """desk.md L12: palette, help and README are made of these words."""
    assert re.fullmatch(r"[a-z][a-z_]*", action.id)
    assert action.label.strip() == action.label != ""
    assert action.help.strip() == action.help != ""
    assert action.group in {value for name, value in vars(words).items() if name.startswith("G_")}
    assert len(action.label) <= 14, "too long for the footer"


@each
def test_no_letter_is_a_command(action: Action) -> None:
    """L3: with an input method on, letters and digits belong to the text; only F-keys and Ctrl are global."""
    for key in action.keys:
        assert re.fullmatch(r"f([1-9]|1[0-2])|ctrl\+([a-z]|backslash)", key), key
        assert key not in SWALLOWED, key


def test_no_key_is_used_twice() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(by_key(key) is not None for key in keys)


def test_every_command_can_be_reached() -> None:
    """Commands without a key are found by their names: the palette has one."""
    assert any(action.id == "palette" and action.keys for action in ACTIONS)
    assert by_key("f1") is not None, "help is on F1, where people look for it"


def test_readme_shows_the_registrys_keys() -> None:
    """style.md §2.7: the table people read is the table the desk obeys. `python -m tests.house.keytable` prints it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count(OPENING) == readme.count(CLOSING) == 1
    shown = readme.partition(OPENING)[2].partition(CLOSING)[0]
    assert shown.strip() == key_table()
