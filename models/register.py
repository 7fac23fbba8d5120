"""The multi-value register and its causality (sync.md §3): no clock can delete anybody's work.

A register keeps every claim ever made on one field of one thing. Claim *e* supersedes claim *c* when *c*'s
entry lies inside the context of *e*'s: its own stream up to itself, and what its device had seen of the
others. What nothing live supersedes is the register's value; two different such values are a conflict, and
one of them is shown meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.entries import Dot

Live = Callable[[Dot], bool]
"""Tells whether an entry counts: it has not been undone."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One entry's say on one field."""

    dot: Dot
    at: int  # corrected time of the entry, UTC ms; it only picks which of two rivals is shown
    seen: Mapping[str, int]  # other devices' heads that the author had folded
    value: object

    def knew(self, other: Dot) -> bool:
        """Whether `other` lies inside this claim's context."""
        device, seq = other
        if device == self.dot[0]:
            return seq < self.dot[1]
        return seq <= self.seen.get(device, 0)


class Register:
    """All claims on one field; reading needs to know which entries are live."""

    __slots__ = ("_claims", "_maximal", "_mixed")

    def __init__(self) -> None:
        self._claims: list[Claim] = []
        self._mixed = False  # claims of more than one device
        self._maximal: tuple[Claim, ...] | None = None

    def add(self, claim: Claim) -> None:
        """Take a claim in; the same claim twice is one claim."""
        if any(held.dot == claim.dot and held.value == claim.value for held in self._claims[-4:]):
            return
        if self._claims and self._claims[-1].dot[0] != claim.dot[0]:
            self._mixed = True
        self._claims.append(claim)
        self._maximal = None

    def touch(self) -> None:
        """Forget what was worked out: some entry was undone or came back."""
        self._maximal = None

    def maximal(self, live: Live) -> tuple[Claim, ...]:
        """The live claims that no live claim supersedes, the shown one first."""
        if self._maximal is None:
            self._maximal = self._work_out(live)
        return self._maximal

    def _work_out(self, live: Live) -> tuple[Claim, ...]:
        if not self._mixed:
            standing = [claim for claim in self._claims if live(claim.dot)]
            return (max(standing, key=lambda claim: claim.dot[1]),) if standing else ()
        standing = [claim for claim in self._claims if live(claim.dot)]
        top = [claim for claim in standing if not any(other.knew(claim.dot) for other in standing)]
        return tuple(sorted(top, key=lambda claim: (claim.at, claim.dot), reverse=True))
