"""Minority opinions that members keep in the record, by name if they ask ("bảo lưu ý kiến", R85, domain.md 6.3)."""

from __future__ import annotations

from msgspec import Struct

from models.ledger import Ledger


class Reservation(Struct, frozen=True):
    """One opinion kept. `about` is a motion or the note of a differing opinion, "" the minutes as a whole."""

    id: str
    person: str
    about: str
    text: str
    named: bool
    at: int


def reservations_of(ledger: Ledger) -> tuple[Reservation, ...]:
    """Those that stand, in order of time."""
    found = []
    for id in ledger.ids("reservation"):
        said = ledger.value("reservation", id, "said")
        if isinstance(said, dict) and not ledger.value("reservation", id, "withdrawn"):
            found.append(Reservation(id, **said))
    return tuple(sorted(found, key=lambda reservation: (reservation.at, reservation.id)))
