"""Trouble as values: what the store raises, and what it reports without raising.

An exception means "this was not saved" or "this cannot be opened"; a `Report` means "opened, but you should
know". Both hold a code and data; `sentence` gives the Vietnamese words (sync/words.py). The screen catches
`StoreError` in one place and never needs to know which system call failed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sync.disk_trouble import reason
from sync.words import sentence


class StoreError(Exception):
    """Something the store could not do. Nothing confirmed before it is affected."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data: Mapping[str, object] = data

    @property
    def sentence(self) -> str:
        """What the clerk reads: one or two Vietnamese sentences."""
        return sentence(self.code, self.data)

    def __str__(self) -> str:
        return self.sentence


class StoreFull(StoreError):
    """No room. The half-written bytes were taken back and the handle stays usable (store.md §4 rule 4).

    `freed` tells that the ballast file was given up, so an immediate retry is worth it.
    """

    def __init__(self, name: str, *, freed: bool = False) -> None:
        super().__init__("full", name=name)
        self.freed = freed


class StoreBroken(StoreError):
    """A sync or a write failed: nothing more is confirmed on this file (rule 5). The way on is a rewrite."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__("broken", name=name, reason=reason)


class StoreBusy(StoreError):
    """Another process, or another handle of this one, holds the store. `pid` is None when it is not known."""

    def __init__(self, name: str, pid: int | None) -> None:
        super().__init__("busy", name=name, pid="?" if pid is None else pid)
        self.pid = pid


class StoreForeign(StoreError):
    """Not our file, or written by a newer version, or in the wrong place. It is left exactly as it is."""


class StoreLocked(StoreError):
    """The store is encrypted and the right key was not given. It is left exactly as it is (sync.md §5.8)."""


class StoreUnreachable(StoreError):
    """The file is missing or the operating system refuses to open it."""


class StoreClosed(StoreError):
    """Used after `close`, or a write to a handle opened read-only."""


class StreamSealed(StoreError):
    """The stream is damaged: its readable part is used, going on happens in a new stream (sync.md §5.3)."""


class LineRefused(StoreError):
    """The line breaks the format of sync.md §1; nothing was written.

    A defect of the caller, never of the disk.
    """

    def __init__(self, name: str, why: str, **data: object) -> None:
        super().__init__("line_refused", name=name, reason=sentence(why, data))
        self.why = why


class HeadquartersError(StoreError):
    """Headquarters was not reached, or did not take the call (sync.md §6). Recording is never affected.

    `wait`: seconds it asked to be left alone for, None when it said nothing.
    """

    def __init__(self, code: str, wait: float | None = None, **data: object) -> None:
        super().__init__(code, **data)
        self.wait = wait


class HeadquartersAway(HeadquartersError):
    """Nobody knows whether it was done: no network, no answer in time. The same bytes are sent again."""


class HeadquartersDefect(HeadquartersError):
    """It failed at this one call; whether it was done is not known. Other calls may well succeed."""


class HeadquartersBusy(HeadquartersError):
    """It is there and asks for patience: 429, 503, 507."""


class AccessEnded(HeadquartersError):
    """The token is unknown, expired or revoked, or the address is not to be trusted: a person has to do something."""


class CallTooLarge(HeadquartersError):
    """Send half as much."""


class CallRefused(HeadquartersError):
    """This one call is not understood; others go on."""


class AnswerForeign(HeadquartersError):
    """What came back is not what headquarters may say: a proxy's page, or lines that do not hold together."""


def of_disk(error: StoreError | OSError) -> StoreError:
    """Trouble during a round as the store tells it: what the operating system said gets a sentence."""
    if isinstance(error, StoreError):
        return error
    return StoreError("unreachable", name=error.filename or sentence("some_file", {}), reason=reason(error))


class Level(StrEnum):
    """How loudly a report is told."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Report:
    """Something found on opening that the clerk should know. Returned, never printed."""

    level: Level
    code: str
    data: Mapping[str, object]

    @property
    def sentence(self) -> str:
        """What the clerk reads: one or two Vietnamese sentences."""
        return sentence(self.code, self.data)
