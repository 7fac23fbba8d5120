"""Whether what came is lines at all (sync.md §2), and what is stored of each.

What is stored is read first; the rest is looked at while PostgreSQL inserts, which it does not begin before it has
everything. Whatever is not clear at once is judged exactly, and then inserted again or never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from hq.rows import Lines
from sync.lines import read_all, read_fast, surely_lines

_TYPE: Final = re.compile(r"[a-z][a-z0-9_.]{0,79}")


class NoLine(Exception):
    """Something was sent as a line that is none."""


class Unclear(Exception):
    """The lines have to be judged exactly before they are inserted."""


class Judged:
    """The lines of an append, judged when it is asked for and not again; their numbers are right already."""

    def __init__(self, first: int, hashes: Sequence[bytes], lines: Sequence[bytes]) -> None:
        """Lines from number `first` on, and the hash after each."""
        self.first = first
        self.hashes = hashes
        self._lines = lines
        self._stored: Lines | None = None
        self._clear: bool | None = None

    @property
    def stored(self) -> Lines:
        """What to store, right if they are clear. NoLine: they surely are none."""
        if self._stored is None:
            values = read_fast(self._lines)
            if values is None:
                self.judge()
            else:
                self._keep(values)
        assert self._stored is not None
        return self._stored

    def clear(self) -> bool:
        """Whether each of them is a line, for certain; if not, it may still be one."""
        if self._clear is None:
            self._clear = surely_lines(self._lines)
        return self._clear

    def judge(self) -> None:
        """Exactly. NoLine: one of them is none."""
        values = read_all(self._lines)
        if values is None:
            raise NoLine
        self._keep(values)
        self._clear = True

    def _keep(self, values: Iterable[Mapping[str, Any]]) -> None:
        self._stored = Lines(self.first, *_extracted(values), self.hashes, self._lines)


def _extracted(values: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[int]]:
    """Types and times of entries as far as they have them: a line that is no entry is kept all the same."""
    pairs = [(fields.get("t"), fields.get("at")) for fields in values]
    kinds = [_kind(kind) if type(kind) is str else "" for kind, _ in pairs]
    return kinds, [at if type(at) is int and 0 <= at < 2**53 else 0 for _, at in pairs]


@lru_cache(1024)
def _kind(text: str) -> str:
    """The type of an entry when it looks like one, "" for anything else; there are few, and each comes often."""
    return text if _TYPE.fullmatch(text) else ""
