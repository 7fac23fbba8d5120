"""Entries: what is stored for ever, one JSON line an act (sync.md §2).

A line is `{"s":142,"v":1,"t":"note.written","at":…,"mo":…,"by":"p_3f…","b":{…}}`: `s` counts from 1 in its
stream without a gap, `at` is the wall clock and `mo` the monotonic clock since the stream was opened on this
run (both ms), `by` holds the keyboard, `g` names the first seq of the act when one act took several lines.
Additive evolution only: a new optional field keeps `v`, a changed meaning gets a new one. A type or version
unknown here becomes `UnknownFact`: kept, counted, passed on unharmed.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Final

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import from_json

from models import facts, facts_minutes, facts_record
from models.fact import Fact, UnknownFact

FACTS: Final[dict[tuple[str, int], type[Fact]]] = {
    (kind.TYPE, kind.VERSION): kind
    for module in (facts, facts_minutes, facts_record)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Fact) and kind.TYPE
}
"""(type, version) → body, of every kind there is. Types are never renamed or reused."""

LINE_LIMIT = 8 * 1024
"""Bytes a line may take, newline included (sync.md §1)."""

Dot = tuple[str, int]
"""(device id, seq): the identity of an entry inside its meeting."""


class BadLine(ValueError):
    """Raised for bytes that are not an entry's line at all."""


class Entry(Struct, frozen=True):
    """One stored act, with the device of the stream it came from."""

    device: str
    seq: int
    at: int  # wall clock, ms UTC
    mono: int  # ms since the stream was opened on this run
    by: str  # person id of whoever holds the keyboard, "" before a clerk is named
    fact: Fact
    group: int | None = None  # seq of the first line of the same act

    @property
    def dot(self) -> Dot:
        """The entry's identity in its meeting."""
        return (self.device, self.seq)


def encode(entry: Entry) -> bytes:
    """The line of an entry without its newline; these bytes are hashed, kept and sent verbatim.

    Text becomes NFC (sync.md §1), and half a character, which no line can hold, becomes "?": read the entry back
    with `decode` to have it as it is stored. Raises `BadLine` for an unknown fact.
    """
    if isinstance(entry.fact, UnknownFact):
        raise BadLine("an unknown fact is passed on as the bytes it came in")
    envelope: dict[str, Any] = {
        "s": entry.seq,
        "v": entry.fact.VERSION,
        "t": entry.fact.TYPE,
        "at": entry.at,
        "mo": entry.mono,
        "by": entry.by,
        "b": entry.fact.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
    if entry.group is not None:
        envelope["g"] = entry.group
    text = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode(errors="replace")


def decode(device: str, line: bytes) -> Entry:
    """The entry in a line; an unknown type or version gives an `UnknownFact`.

    Raises `BadLine` for bytes that are no entry at all.
    """
    try:
        raw = from_json(line)
        fact = _fact(raw["t"], raw["v"], raw["b"])
        seq, at, mono, by, group = raw["s"], raw["at"], raw["mo"], raw["by"], raw.get("g")
    except (ValueError, KeyError, TypeError) as error:
        raise BadLine(str(error)) from error
    numbers = type(seq) is type(at) is type(mono) is type(group or seq) is int
    if not numbers or type(by) is not str or seq < 1:
        raise BadLine("the envelope holds other things than numbers and a name")
    return Entry(device, seq, at, mono, by, fact, group)


def _fact(kind: str, version: int, body: dict[str, Any]) -> Fact:
    known = FACTS.get((kind, version))
    if known is None:
        return UnknownFact(kind=kind, version=version)
    try:
        return known.model_validate(body)
    except ValidationError:
        return UnknownFact(kind=kind, version=version)
