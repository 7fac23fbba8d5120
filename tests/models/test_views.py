"""A meeting that was looked at after every entry says what one says that was never looked at before."""

from __future__ import annotations

import pytest

from models.entries import Entry
from models.meeting import Meeting
from tests.models.whole_sessions import SESSIONS, plan

VIEWS = (
    "people", "guests", "labels", "agenda", "attendance", "floor", "notes", "board", "reservations", "commitments",
    "amendments", "votes", "details", "handouts", "corrections", "waivers", "conflicts", "oddities",
)  # fmt: skip


def looked_at(meeting: Meeting) -> dict[str, object]:
    """All that a screen shows of a meeting."""
    return {view: getattr(meeting, view) for view in VIEWS}


@pytest.mark.parametrize("turned", [False, True], ids=["as written", "last first"])
@pytest.mark.parametrize("name", ["in_full", "unmatched", "all_is_well", "ubnd"])
def test_what_was_shown_before_changes_nothing_that_is_shown_now(name: str, turned: bool) -> None:
    """sync.md §6: each view is made anew when anything changed that it is made of, in whatever order entries come."""
    made = SESSIONS[name][0]().meeting.ledger.entries.values()
    entries: list[Entry] = sorted(made, key=lambda entry: (entry.seq, entry.device), reverse=turned)
    seen = Meeting(plan())
    for place, entry in enumerate(entries, 1):
        seen.apply(entry)
        shown = looked_at(seen)
        if place % 8 == 0 or place == len(entries):
            assert shown == looked_at(Meeting(plan(), entries[:place])), entry
