"""Amendments: what a unit changes after the minutes were adopted, each a paper of its own (L20, sync.md §3)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from models.entries import Dot
from models.ledger import Ledger


class AmendedParagraph(Struct, frozen=True):
    """One change: the paragraph's key ("" for an added one), its text before and after."""

    key: str
    old: str
    new: str


class Amendment(Struct, frozen=True):
    """One amendment. `number` counts from 1 in order of time; `at` is UTC ms."""

    id: str
    number: int
    reason: str
    changes: tuple[AmendedParagraph, ...]
    at: int


def amendments_of(ledger: Ledger) -> tuple[Amendment, ...]:
    """The amendments in order of time, numbered."""
    groups: dict[str, list[dict[str, object]]] = {}
    for _, value in sorted(_changes(ledger), key=lambda change: change[0]):
        groups.setdefault(str(value["amendment"]), []).append(value)
    return tuple(
        Amendment(
            id=id,
            number=number,
            reason=str(changes[0]["reason"]),
            changes=tuple(AmendedParagraph(str(c["key"]), str(c["old"]), str(c["new"])) for c in changes),
            at=int(str(changes[0]["at"])),
        )
        for number, (id, changes) in enumerate(groups.items(), start=1)
    )


def _changes(ledger: Ledger) -> Iterator[tuple[tuple[int, Dot], dict[str, object]]]:
    """Every change that stands, with when and as which entry it was recorded."""
    for id in ledger.ids("amendment"):
        for claim in ledger.claims("amendment", id, "change")[:1]:
            if isinstance(claim.value, dict):
                yield (int(claim.value["at"]), claim.dot), claim.value
