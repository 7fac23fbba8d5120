"""Reading the streams of a meeting without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from models.entries import BadLine, decode
from models.facts import MeetingOpened
from sync.errors import StoreForeign, StoreUnreachable
from sync.stream import Stream


def readable_streams(paths: Iterable[Path]) -> list[Stream]:
    """The streams that can be read, opened to be read only."""
    found = []
    for path in paths:
        with suppress(StoreForeign, StoreUnreachable):
            found.append(Stream(path, read_only=True))
    return found


def opening_of(streams: Sequence[Stream]) -> tuple[str, str]:
    """(plan, wording of the indicators) a meeting was opened with, by digest; they are among the first lines."""
    for stream in streams:
        for seq, line in stream.lines():
            if seq > 8:
                break
            with suppress(BadLine):
                fact = decode("", line).fact
                if isinstance(fact, MeetingOpened):
                    return fact.plan_digest, fact.indicators_digest
    return "", ""
