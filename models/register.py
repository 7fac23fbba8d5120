"""The multi-value register and its causality (sync.md §3): no clock can delete anybody's work.

A register keeps every claim ever made on one field of one thing. Claim *e* supersedes claim *c* when *c*'s
entry lies inside the context of *e*'s: its own stream up to itself, and what its device had seen of the
others. What nothing live supersedes is the register's value; two different such values are a conflict, and
one of them is shown meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from models.entries import Dot

Live = Callable[[Dot], bool]
"""Tells whether an entry counts: it has not been undone."""


class Claim(Struct, frozen=True, gc=False):
    """One entry's say on one field. No value leads back to its claim, so the collector need not follow any."""

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


class Register(Struct, eq=False, gc=False):
    """All claims on one field, made of the first; reading needs to know which entries are live."""

    _first: Claim
    _rest: list[Claim] | None = None
    """The claims after the first; most fields are spoken of once, and there are tens of thousands of them."""
    _maximal: tuple[Claim, ...] | None = None
    shared: bool = False
    """Claims of more than one device."""

    def add(self, claim: Claim) -> None:
        """Take a claim in; an entry has one say on a field, so its second claim is none."""
        last = (self._rest[-1] if self._rest else self._first).dot
        if last == claim.dot:
            return
        self.shared = self.shared or last[0] != claim.dot[0]
        if self._rest is None:
            self._rest = [claim]
        else:
            self._rest.append(claim)
        self._maximal = None

    def _claims(self) -> tuple[Claim, ...]:
        return (self._first, *self._rest) if self._rest else (self._first,)

    def touch(self) -> None:
        """Forget what was worked out: some entry was undone or came back."""
        self._maximal = None

    def maximal(self, live: Live) -> tuple[Claim, ...]:
        """The live claims that no live claim supersedes, the shown one first."""
        if self._maximal is None:
            standing = [claim for claim in self._claims() if live(claim.dot)]
            self._maximal = _unsuperseded(standing) if self.shared else _latest(standing)
        return self._maximal

    def base(self, live: Live) -> Claim | None:
        """What all rivals had seen and changed: the last claim known to every maximal one; None for none or several."""
        rivals = self.maximal(live)
        known = [
            claim for claim in self._claims() if live(claim.dot) and all(rival.knew(claim.dot) for rival in rivals)
        ]
        last = _unsuperseded(known)
        return last[0] if len(last) == 1 else None

    def disputed(self, live: Live) -> bool:
        """Whether different values stand side by side."""
        return self.shared and len({repr(claim.value) for claim in self.maximal(live)}) > 1


def _latest(standing: list[Claim]) -> tuple[Claim, ...]:
    """One device: its last act wins."""
    return (max(standing, key=lambda claim: claim.dot[1]),) if standing else ()


def _unsuperseded(standing: list[Claim]) -> tuple[Claim, ...]:
    top = [claim for claim in standing if not any(other.knew(claim.dot) for other in standing)]
    return tuple(sorted(top, key=lambda claim: (claim.at, claim.dot), reverse=True))
