"""Votes by hand that reconcile (L15, domain.md 6.3)."""

from __future__ import annotations

from msgspec import Struct

from models.ledger import Ledger
from models.plan import Share

ADOPTION = "minutes"
"""The motion that passes the minutes (R45, R46)."""

ELECTRONIC = "minutes:electronic"
"""The same vote, taken a second time in the electronic handbook (L15): kept beside it, never instead of it."""


class Vote(Struct, frozen=True):
    """The counts of one motion."""

    motion: str
    title: str
    mode: str  # "open" or "secret"
    entitled: int
    base: int
    in_favour: int
    against: int
    other: int
    at: int
    conflict: bool  # two desks counted differently: there is no result until a person says which

    @property
    def cast(self) -> int:
        """Hands counted."""
        return self.in_favour + self.against + self.other

    @property
    def reconciles(self) -> bool:
        """Every entitled member in the room is counted once (C19)."""
        return self.cast == self.entitled and min(self.in_favour, self.against, self.other) >= 0

    def passed(self, majority: Share) -> bool:
        """More than the plan's share of the base agree; never while two counts stand against each other."""
        return not self.conflict and majority.exceeded_by(self.in_favour, self.base)


def votes_of(ledger: Ledger) -> dict[str, Vote]:
    """The votes that the entries add up to, by motion, in order of time."""
    votes = []
    for motion in ledger.ids("vote"):
        claims = ledger.claims("vote", motion, "result")
        if claims:
            conflict = len({counted(claim.value) for claim in claims}) > 1
            votes.append(Vote(motion=motion, conflict=conflict, **claims[0].value))  # type: ignore[arg-type]
    return {vote.motion: vote for vote in sorted(votes, key=lambda vote: vote.at)}


_COUNTS = ("base", "in_favour", "against", "other", "mode")


def counted(result: object) -> tuple[object, ...]:
    """What two desks must agree on: not the second at which each pressed the key."""
    assert isinstance(result, dict)
    return tuple(result[name] for name in _COUNTS)
