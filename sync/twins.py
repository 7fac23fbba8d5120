"""Whether the acts of one stream lie in others too, whatever their numbers are there (sync.md §6 `fork`).

A twin that parted issues its acts again in a stream of its own (`sync.parting`). A colleague's laptop that has them
under the old name lets go of that copy only when none of them would vanish with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pydantic_core import from_json

from models.facts_record import Undone
from sync.journal import encode
from sync.shelf import Shelf
from sync.standing import Fetched

_NUMBERS: Final = ("s", "g")
"""Fields of a line that a new number changes."""


def begins_alike(shelf: Shelf, fetched: Fetched) -> bool:
    """Whether headquarters' stream begins with all that lies here."""
    with shelf.borrowed(fetched.header.meeting, fetched.header.device) as stream:
        mine = tuple(line for _, line in stream.lines())
        return stream.header.raw == fetched.header.raw and mine == fetched.lines[: len(mine)]


def only_copies(shelf: Shelf, fetched: Fetched) -> bool:
    """Whether every act of the stream as it lies here is in headquarters' stream, or in another one of the meeting."""
    meeting, device = fetched.header.meeting, fetched.header.device
    found = _acts(fetched.lines)
    mine: set[bytes] = set()
    for lying in shelf.of(meeting):
        with shelf.borrowed(meeting, lying.device) as stream:
            acts = _acts(line for _, line in stream.lines())
        if lying.device == device:
            mine = acts
        else:
            found |= acts
    return mine <= found


def _acts(lines: Iterable[bytes]) -> set[bytes]:
    """What each line says besides its number, and besides the numbers of the lines that it undoes."""
    return {_unnumbered(line) for line in lines}


def _unnumbered(line: bytes) -> bytes:
    fields = from_json(line)
    kept = {name: value for name, value in fields.items() if name not in _NUMBERS}
    if kept.get("t") == Undone.TYPE:
        kept["b"] = {name: value for name, value in kept["b"].items() if name != "of"}
    return encode(kept)
