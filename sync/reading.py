"""Reading the streams of a meeting without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Final

from models.entries import BadLine, decode
from models.facts import MeetingOpened
from sync.cipher import Cipher
from sync.errors import StoreError, StoreForeign, StoreUnreachable
from sync.stream import Stream


def readable_streams(paths: Iterable[Path], cipher: Cipher | None = None) -> list[Stream]:
    """The streams that can be read, opened to be read only."""
    return _tried(paths, cipher)[0]


def required_streams(paths: Iterable[Path], name: str, cipher: Cipher | None = None) -> list[Stream]:
    """The same for whoever needs one at least. `name` is what the clerk knows it by.

    StoreForeign: nothing but what a later version of the program wrote. StoreUnreachable: none can be read, or what
    can be has lost every line: a meeting shown empty would pass for one that nobody recorded.
    """
    found, troubles = _tried(paths, cipher)
    if any(len(stream) or not stream.sealed for stream in found):
        return found
    for stream in found:
        stream.close()
    later = next((trouble for trouble in troubles if trouble.code == "newer"), None)
    raise later or StoreUnreachable("empty_meeting", name=name)


def _tried(paths: Iterable[Path], cipher: Cipher | None) -> tuple[list[Stream], list[StoreError]]:
    """(the streams that can be read, what is wrong with each of the others)."""
    found: list[Stream] = []
    troubles: list[StoreError] = []
    for path in paths:
        try:
            found.append(Stream(path, read_only=True, cipher=cipher))
        except (StoreForeign, StoreUnreachable) as trouble:
            troubles.append(trouble)
    return found, troubles


_BEGINNING: Final = 8
"""Lines within which a meeting is opened: a run's own come before it."""


def beginning_of(stream: Stream) -> Iterator[bytes]:
    """The readable ones of the first lines, among which it is said what meeting it is."""
    return (line for _, line in takewhile(lambda numbered: numbered[0] <= _BEGINNING, stream.lines()))


def opening_of(streams: Sequence[Stream]) -> tuple[str, str]:
    """(plan, wording of the indicators) a meeting was opened with, by digest; they are among the first lines."""
    for stream in streams:
        for line in beginning_of(stream):
            with suppress(BadLine):
                fact = decode("", line).fact
                if isinstance(fact, MeetingOpened):
                    return fact.plan_digest, fact.indicators_digest
    return "", ""
