"""Two versions of one paragraph made into one, word by word, on what both began with (sync.md §3, notes)."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class _Hunk(NamedTuple):
    """Words `start`…`stop` of the base give way to `words`."""

    start: int
    stop: int
    words: tuple[str, ...]


def merged_text(base: str, one: str, other: str) -> str | None:
    """The base with the changes of both; None where two different changes touch. Symmetric."""
    if one in (base, other):
        return other
    if other == base:
        return one
    words = base.split()
    hunks = set(_hunks(words, one.split())) | set(_hunks(words, other.split()))
    ordered = sorted(hunks)
    if any(before.stop >= after.start for before, after in pairwise(ordered)):
        return None
    for hunk in reversed(ordered):
        words[hunk.start : hunk.stop] = hunk.words
    return " ".join(words)


def _hunks(base: list[str], version: list[str]) -> list[_Hunk]:
    codes = SequenceMatcher(None, base, version, autojunk=False).get_opcodes()
    return [_Hunk(start, stop, tuple(version[a:b])) for tag, start, stop, a, b in codes if tag != "equal"]


def merged_fields(
    base: Mapping[str, object], one: Mapping[str, object], other: Mapping[str, object]
) -> dict[str, object] | None:
    """The fields of a note with the changes of both, its text by words; None where both changed one field.

    A value that only one of them knows, from another version of the program, is the one that stands.
    """
    merged = {}
    for name in sorted({*base, *one, *other}):
        before, mine, theirs = (version.get(name) for version in (base, one, other))
        if name == "text":
            mine = merged_text(str(before), str(mine), str(theirs))
            if mine is None:
                return None
        elif mine == before:
            mine = theirs
        elif theirs not in (before, mine):
            return None
        merged[name] = mine
    return merged
