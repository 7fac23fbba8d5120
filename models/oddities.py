"""What does not fit together in the record: shown to a person, never a reason to refuse an entry (sync.md §6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from models.meeting import Meeting

OddityCode = Literal[
    "newer_entries", "unknown_person", "absent_speaker", "attendance_conflict", "vote_conflict", "vote_sum"
]


@dataclass(frozen=True, slots=True)
class Oddity:
    """One contradiction: its kind, and the id of the thing to look at."""

    code: OddityCode
    thing: str
    count: int = 1


def oddities_of(meeting: Meeting) -> tuple[Oddity, ...]:
    """Every contradiction in the record as it stands."""
    return (*_record(meeting), *_speakers(meeting), *_attendance(meeting), *_votes(meeting))


def _record(meeting: Meeting) -> Iterator[Oddity]:
    if meeting.ledger.unknown:
        yield Oddity("newer_entries", "", meeting.ledger.unknown)


def _speakers(meeting: Meeting) -> Iterator[Oddity]:
    attendance = meeting.attendance
    for turn in meeting.floor.turns:
        if turn.person not in meeting.labels:
            yield Oddity("unknown_person", turn.id)
        elif turn.person in attendance.members and not attendance.presence[turn.person].present_at(turn.start):
            yield Oddity("absent_speaker", turn.id)


def _attendance(meeting: Meeting) -> Iterator[Oddity]:
    for person, presence in meeting.attendance.presence.items():
        if presence.conflict:
            yield Oddity("attendance_conflict", person)


def _votes(meeting: Meeting) -> Iterator[Oddity]:
    for motion, vote in meeting.votes.items():
        if vote.conflict:
            yield Oddity("vote_conflict", motion)
        elif not vote.reconciles:
            yield Oddity("vote_sum", motion)
