"""A meeting that was looked at after every entry says what one says that was never looked at before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import pytest

from models.entries import Entry
from models.ledger import Ledger
from models.meeting import Meeting
from models.register import Claim
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


# --- what a view is made of -----------------------------------------------------------------------------------------

T = TypeVar("T")


class ToldLedger(Ledger):
    """A ledger that keeps in mind which parts were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: set[str] = set()

    def ids(self, part: str) -> Iterator[str]:
        self.read.add(part)
        return super().ids(part)

    def claims(self, part: str, thing: str, field: str) -> tuple[Claim, ...]:
        self.read.add(part)
        return super().claims(part, thing, field)

    def fields(self, part: str, thing: str) -> Mapping[str, object]:
        self.read.add(part)
        return super().fields(part, thing)

    def made(self, part: str, make: Callable[[str, Mapping[str, object]], T | None]) -> Iterator[T]:
        self.read.add(part)
        return super().made(part, make)


class ToldMeeting(Meeting):
    """A meeting that keeps in mind what each of its views was made of, and what it says that it is made of."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(plan())
        self.ledger: ToldLedger = ToldLedger()
        self.named: dict[str, frozenset[str]] = {}
        self.seen: dict[str, set[str]] = {}
        for entry in entries:
            self.apply(entry)

    def _view(self, name: str, sources: frozenset[str], build: Callable[[], T]) -> T:
        before, self.ledger.read = self.ledger.read, set()
        found = super()._view(name, sources, build)
        self.named[name] = sources
        self.seen.setdefault(name, set()).update(self.ledger.read)
        self.ledger.read = before | self.seen[name]
        return found


@pytest.mark.parametrize("name", ["in_full", "unmatched", "dang_uy"])
def test_each_view_names_every_part_that_it_reads(name: str) -> None:
    """sync.md §6: what it does not name could change below it without being seen."""
    meeting = ToldMeeting(list(SESSIONS[name][0]().meeting.ledger.entries.values()))
    for view in (*VIEWS, "identity", "body", "added_signs"):
        assert getattr(meeting, view) is not None
    forgotten = {view: meeting.seen[view] - sources for view, sources in meeting.named.items()}
    assert {view: parts for view, parts in forgotten.items() if parts} == {}
