"""Texts of the desk as a line terminal or a screen reader takes them: words for signs, commands for keys (L23, W14).

What a person typed keeps its words; only signs that are drawn rather than read are put into words or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from rich.cells import cell_len

from tui import words_plain as texts
from tui.closing_prompts import READABLE
from tui.draw import Line, wrap
from tui.plain.naming import names_of
from tui.registry import key_name, registry

WIDTH: Final = 200
"""Columns of the longest line that is written."""

MARGINS: Final = 4
"""Columns that panes leave free on a line."""

_SIGNS: Final = str.maketrans(
    {"\u2026": "...", "\u2013": "-", "\u2014": "-", "\u2212": "-", "→": texts.ARROW, "±": texts.ALTERED, "\u00a0": " "}
)
_UNSPOKEN: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters: a terminal obeys them
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # invisible ones
    "\u2022\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2900-\u2bff"  # bullets, arrows, boxes, shapes
    "]"
)
_MINUTES: Final = (
    (re.compile(r"(?<!\d)(\d+)′/(\d+)′"), texts.MINUTES_OVER),
    (re.compile(r"(?<!\d)(\d+)′(\d\d)\b"), texts.MINUTES_SECONDS),
    (re.compile(r"(?<!\d)(\d+)′"), texts.MINUTES),
)
_KEY: Final = re.compile(r"(?:nhấn |phím )?(?<![\w^])(\^[A-Z]|F\d{1,2})(?!\w)")
_STOPS: Final = (". ", "? ", "! ")
_LEAVES: Final = re.compile(texts.ESC)
_DEFAULT: Final = re.compile(r"\bEnter(?::| không\b)")
_BULLETS: Final = ("•", "+", "±", "\u2212", "\u2013")
_COLUMNS: Final = re.compile(r" {2,}")
_KEY_WORD: Final = re.compile(r"\b(?:Esc|Tab|Space|Delete|Insert|PgUp|PgDn|F\d{1,2})\b|\^[A-Z]|[↑↓]")


def sayable(text: str) -> str:
    """One line without control characters, drawn signs and double blanks."""
    for pattern, said in _MINUTES:
        text = pattern.sub(said, text)
    plain = _UNSPOKEN.sub(" ", text.translate(_SIGNS))
    return " ".join(plain.replace(" · ", ", ").split())


def lines_of(said: Iterable[str]) -> list[str]:
    """Texts as lines to write: each clean and at most `WIDTH` columns; empty ones left out."""
    return [part for text in said for part in wrap(sayable(text), WIDTH) if part]


def without_keys(text: str) -> str:
    """A sentence of the desk with commands in the place of keys."""
    for drawn, said in texts.SPOKEN:
        text = text.replace(drawn, said)
    return _KEY.sub(lambda key: _called(key[1], key[0], first=text[: key.start()].endswith(_STOPS)), text)


def _called(key: str, as_it_was: str, *, first: bool) -> str:
    """The command of a key; as it was for a key that has none. `first` begins a sentence."""
    name = _names_of_keys().get(key)
    form = texts.CALL_IT_FIRST if first else texts.CALL_IT
    return form.format(name=name) if name is not None else as_it_was


@cache
def _names_of_keys() -> dict[str, str]:
    """Key as people read it → the name of the command that does the same."""
    return {
        key_name(key): names_of(action)[0]
        for action in registry()
        if action.id not in texts.SCREEN_ONLY
        for key in action.keys
    }


def hint_of(hint: str) -> str:
    """What of a hint holds here: Esc is an empty line where Enter alone does nothing; other keys are left out."""
    leaves = None if _DEFAULT.search(hint) else _LEAVES.search(hint)
    parts = [part for part in hint.split(" · ") if not _KEY_WORD.search(part)]
    parts += [texts.EMPTY_LINE.format(what=leaves[1])] if leaves is not None else []
    return "; ".join(without_keys(part) for part in parts)


# --- what was drawn ---------------------------------------------------------------------------------------------


def drawn(line: Line) -> str:
    """A drawn row as a sentence: its columns become parts between commas."""
    text = "".join(piece for piece, _ in line).strip()
    return _COLUMNS.sub(", ", text)


def rejoined(lines: Sequence[Line]) -> list[str]:
    """Paragraphs out of drawn lines: those that were broken only for want of room are one again."""
    found: list[str] = []
    last: tuple[str, str] = ("", "")  # text and style of the line before
    for row in lines:
        text = "".join(piece for piece, _ in row).strip()
        style = row[-1][1] if row else ""
        new = text[:1] in _BULLETS or style != last[1] or not last[0]
        if found and text and not new and not _had_room(last[0], text):
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
        last = (text, style)
    return found


def _had_room(before: str, after: str) -> bool:
    """Whether the next word would have fitted on the line before: then it begins something new."""
    room = READABLE if cell_len(before) <= READABLE else WIDTH - MARGINS
    return cell_len(before) + 1 + cell_len(after.split(maxsplit=1)[0]) <= room
