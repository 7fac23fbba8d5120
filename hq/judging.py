"""Whether what came is lines at all (sync.md §2), and what is stored of each: judged a piece at a time.

PostgreSQL inserts one piece while the next is judged here, which takes two cores instead of one; a piece that is no
lines ends the transaction, and nothing of what came stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, Final

from hq.rows import Lines
from sync.lines import read_all

PIECE: Final = 100
"""Lines that are judged at once: some 30 KB, as much as psycopg sends at once."""

_TYPE: Final = re.compile(r"[a-z][a-z0-9_.]{0,79}")


class NoLine(Exception):
    """Something was sent as a line that is none."""


class Judged:
    """The lines of an append, each judged when it is first asked for and not again; going through them may NoLine."""

    def __init__(self, first: int, hashes: Sequence[bytes], lines: Sequence[bytes]) -> None:
        """Lines from number `first` on with their hashes; their numbers are right already."""
        self.first = first
        self.hashes = hashes
        self._lines = lines
        self._pieces: list[Lines] = []

    def after(self, seq: int) -> Iterator[Lines]:
        """Those with a greater number, a piece after the other."""
        return (piece.after(seq) for piece in self)

    def judge(self) -> None:
        """All of them now."""
        for _ in self:
            pass

    def __iter__(self) -> Iterator[Lines]:
        for number, place in zip(count(), range(0, len(self._lines), PIECE), strict=False):
            if number == len(self._pieces):
                self._pieces.append(self._piece(slice(place, place + PIECE)))
            yield self._pieces[number]

    def _piece(self, part: slice) -> Lines:
        lines = self._lines[part]
        values = read_all(lines)
        if values is None:
            raise NoLine
        return Lines(self.first + part.start, *_extracted(values), self.hashes[part], lines)


def _extracted(values: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[int]]:
    """Types and times of entries as far as they have them: a line that is no entry is kept all the same."""
    pairs = [(fields.get("t"), fields.get("at")) for fields in values]
    kinds = [_kind(kind) if type(kind) is str else "" for kind, _ in pairs]
    return kinds, [at if type(at) is int and 0 <= at < 2**53 else 0 for _, at in pairs]


@lru_cache(1024)
def _kind(text: str) -> str:
    """The type of an entry when it looks like one, "" for anything else; there are few, and each comes often."""
    return text if _TYPE.fullmatch(text) else ""
