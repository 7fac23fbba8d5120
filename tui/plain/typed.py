"""Typed bytes as lines of text: UTF-8, older encodings by their look, NFC, no control characters (IM-3, UNI-1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self

from documents.encodings import decode, label_in_words
from models.vietnamese.text import clean

READ_SIZE: Final = 65_536

LONGEST: Final = 1_000_000
"""Bytes after which a line that never ends is cut: longer than anything that can be recorded."""

LEAST_SURE: Final = 0.75
"""Share of Vietnamese syllables from which on an old encoding is believed."""

_ESCAPES: Final = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.?)")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line, and the name of the encoding it had to be converted from, "" for UTF-8."""

    text: str
    encoding: str = ""

    @classmethod
    def of(cls, line: bytes) -> Self | None:
        """The text of a line; None when it is none in any encoding that Vietnamese was written in."""
        try:
            return cls(plain(line.decode("utf-8")))
        except UnicodeDecodeError:
            found = decode(line)
        if "\ufffd" in found.text or found.score < LEAST_SURE:
            return None
        return cls(plain(found.text), label_in_words(found.label))


def plain(text: str) -> str:
    """One line without what arrow keys send and other controls, in NFC, single blanks."""
    return clean(_CONTROLS.sub(" ", _ESCAPES.sub("", text)))


def split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines out of pieces of any size, without their ends; the last one may have none."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.removesuffix(b"\r") for line in lines)
        if len(rest) > LONGEST:
            yield rest
            rest = b""
    if rest:
        yield rest
