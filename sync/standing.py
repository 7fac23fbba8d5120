"""How the streams of this laptop stand with headquarters: the values that a round leaves behind (sync.md §7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sync.chain import Head
from sync.errors import StoreError
from sync.stream import StreamHeader

if TYPE_CHECKING:
    from sync.protocol import SignedHead  # its models take 40 ms, which the first palette of a session need not pay


class State(StrEnum):
    """How a stream stands with headquarters."""

    WHOLE = "whole"
    WAITING = "waiting"
    HELD = "held"
    BAD = "bad"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Standing:
    """One stream after a round: `there` of `here` lines are at headquarters. `reason` is a code for words."""

    meeting: UUID
    device: UUID
    state: State
    here: int
    there: int
    reason: str = ""

    @property
    def waiting(self) -> int:
        """Lines that headquarters does not have."""
        return max(0, self.here - self.there)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A stream as headquarters has it, whole or behind what lies here, its chain walked to `head`.

    `signed` is its device's own word for that, where headquarters has it.
    """

    header: StreamHeader
    lines: tuple[bytes, ...]
    head: Head
    signed: SignedHead | None = None


@dataclass(slots=True)
class Outcome:
    """What a round did. `offset`: ms by which headquarters' clock is ahead of ours, None when it said nothing."""

    standings: dict[tuple[UUID, UUID], Standing] = field(default_factory=dict)
    pulled: dict[UUID, set[UUID]] = field(default_factory=dict)
    parted: list[Fetched] = field(default_factory=list)
    sent: int = 0
    fetched: int = 0
    offset: int | None = None
    trouble: StoreError | None = None
    whole: bool = False
    """Whether every stream had its turn."""

    @property
    def waiting(self) -> int:
        """Lines that headquarters does not have and may still take."""
        return sum(one.waiting for one in self.standings.values())
