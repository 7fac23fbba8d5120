"""Which parts of the ledger a view is made of: what makes it stale (`Meeting.apply`)."""

from __future__ import annotations

AGENDA = frozenset(("session", "span", "pause", "focus"))
PEOPLE = frozenset(("person", "guest"))
ATTENDANCE = PEOPLE | AGENDA | {"roll", "move"}
FLOOR = frozenset(("turn", "queue"))
NOTES = frozenset(("note", "turn"))

EVERYTHING = (
    ATTENDANCE
    | FLOOR
    | NOTES
    | {"amendment", "commitment", "correction", "detail", "document", "indicator", "meeting", "minutes"}
    | {"reservation", "vote", "waiver"}
)
"""Whatever a person records."""
