"""Text that a person typed, made safe to print: never interpreted, never able to break the page.

Both the page (XML) and the screen (terminal) need the same two things: no character that the medium
forbids or obeys (control codes, escape sequences, direction overrides), and lines split in one way.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_PER_CENT = re.compile(r"(?<=\d) %")


def _is_printable(character: str) -> bool:
    """False for controls, lone surrogates, non-characters (XML 1.0 §2.2) and direction overrides."""
    if character in _DIRECTION_OVERRIDES:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs"} and ord(character) & 0xFFFE != 0xFFFE


def safe_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without forbidden characters; a tab becomes a space. At least one line."""
    broken = text.replace("\r\n", "\n").translate(_LINE_BREAKS).replace("\t", " ")
    if broken.isprintable():
        return (broken,)
    return tuple("".join(filter(_is_printable, line)) for line in broken.split("\n"))


def printed_lines(text: str) -> tuple[str, ...]:
    """The lines as a page prints them: no line ends between a number and its per cent sign."""
    return tuple(_PER_CENT.sub("\N{NO-BREAK SPACE}%", line) for line in safe_lines(text))


def safe_line(text: str) -> str:
    """The same text in one line, for places that hold only one (file properties, the draft mark)."""
    return " ".join(safe_lines(text)).strip()
