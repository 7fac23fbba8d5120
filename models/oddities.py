"""What does not fit together in the record: shown to a person, never a reason to refuse an entry (sync.md §6).

The contradiction finder (desk.md §3.8): somebody speaks while marked absent, more hands than voters, times out of
order, an indicator concluded twice, a presenter the plan did not ask for, a remedy that nobody is to carry out.
What a person has answered with a written reason is no oddity any more.

Each finder names the parts of the ledger it reads, so that an act makes only those look again that it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from models.board import NOT_PRESENT, Row
from models.fact import NoteKind
from models.facts_minutes import Adopted
from models.floor import Turn
from models.ledger import RECORD
from models.naming import split_address
from models.notes import STILL_OPEN
from models.parts import AGENDA, ATTENDANCE, EVERYTHING, FLOOR, NOTES, PEOPLE
from models.people import name_key
from models.posts import post_among
from models.presenting import INTRODUCTION, minds, well_presented
from models.vietnamese.text import fold

if TYPE_CHECKING:
    from models.meeting import Meeting

OddityCode = Literal[
    "unknown_person",
    "speaks_unmarked",
    "speaks_absent",
    "speaks_before",
    "speaks_after",
    "other_day",
    "turn_outside",
    "turns_overlap",
    "step_outside",
    "no_presenter",
    "wrong_presenter",
    "presenter_away",
    "duty_absent",
    "attendance_conflict",
    "move_outside",
    "guest_is_member",
    "vote_conflict",
    "vote_sum",
    "vote_over",
    "vote_outside",
    "unknown_owner",
    "indicator_conflict",
    "concluded_twice",
    "decided_twice",
    "denied_and_found",
    "settled_since",
    "desks_differ",
    "newer_entries",
]

PRESENTERS_RULE = "C07"
"""Its written reason also answers who presented the steps it is about."""


class Oddity(Struct, frozen=True):
    """One contradiction. `thing` is the id to look at: a turn, step, person, motion, note, indicator or field."""

    code: OddityCode
    thing: str
    person: str = ""  # whom it is about
    other: str = ""  # the second thing: the other turn, the duty, the way of a move, the part of the ledger
    at: int | None = None  # UTC ms: when it was said, done, or stopped being so
    count: int = 1


Found = Iterator[Oddity]
Finder = Callable[["Meeting"], Found]


# --- the floor ----------------------------------------------------------------------------------------------------


def _speakers(meeting: Meeting) -> Found:
    """Who spoke without being there, or is nobody of this meeting: told once for each person, at the first turn."""
    found: dict[tuple[str, str], Oddity] = {}
    presences = meeting.attendance.presence
    for turn in meeting.floor.turns:
        presence = presences.get(turn.person)
        if presence is not None and presence.present_at(turn.start):
            continue
        code = _why_not(meeting, turn)
        if code is not None:
            first = found.get((code, turn.person)) or Oddity(code, turn.id, turn.person, at=turn.start, count=0)
            found[code, turn.person] = replace(first, count=first.count + 1)
    yield from found.values()


def _why_not(meeting: Meeting, turn: Turn) -> OddityCode | None:
    """Why the speaker of a turn cannot have begun it; None for whoever was in the room, and for guests."""
    presence = meeting.attendance.presence.get(turn.person)
    if presence is None:
        return None if turn.person in meeting.labels else "unknown_person"
    if not presence.intervals:
        return "speaks_unmarked" if presence.mark == "unmarked" else "speaks_absent"
    return "speaks_before" if turn.start < presence.intervals[0].start else "speaks_after"


def _turn_times(meeting: Meeting) -> Found:
    """Turns outside the session, and two people at once where neither waits under the other."""
    turns = {turn.id: turn for turn in meeting.floor.turns}
    outside = _outside(meeting)
    lasting: list[Turn] = []
    for turn in turns.values():
        if outside(turn.start):
            yield Oddity("turn_outside", turn.id, turn.person, at=turn.start)
        if lasting:
            lasting = [before for before in lasting if before.stop is None or before.stop > turn.start]
        if turn.stop == turn.start:
            continue
        for before in lasting:
            if before.id not in _under(turn, turns) and turn.id not in _under(before, turns):
                yield Oddity("turns_overlap", turn.id, turn.person, before.id, turn.start)
        lasting.append(turn)


def _under(turn: Turn, turns: dict[str, Turn]) -> set[str]:
    """The turns that wait while this one lasts."""
    found: set[str] = set()
    below = turns.get(turn.interrupts)
    while below is not None and below.id not in found:
        found.add(below.id)
        below = turns.get(below.interrupts)
    return found


def _outside(meeting: Meeting) -> Callable[[int], bool]:
    """Tells whether a moment lies before the beginning or after the end of a session that has begun."""
    started, ended = meeting.agenda.started, meeting.agenda.ended
    return lambda at: started is not None and (at < started or (ended is not None and at > ended))


# --- steps --------------------------------------------------------------------------------------------------------


def _steps(meeting: Meeting) -> Found:
    """Steps out of their time; steps that nobody of the right post presented, unless a reason was given."""
    outside = _outside(meeting)
    for span in meeting.agenda.spans:
        start, presence = span.during.start, meeting.attendance.presence.get(span.presenter)
        if outside(start):
            yield Oddity("step_outside", span.step, at=start)
        elif presence is not None and presence.mark != "unmarked" and not presence.present_at(start):
            yield Oddity("presenter_away", span.step, span.presenter, at=start)
    if meeting.identity.body in meeting.plan.bodies:
        yield from _presenters(meeting)


def _presenters(meeting: Meeting) -> Found:
    answered = INTRODUCTION if PRESENTERS_RULE in meeting.waivers else frozenset()
    for step in meeting.body.steps:
        begun = meeting.agenda.begun(step.id)
        if begun is None or step.kind in answered or not minds(step):
            continue
        presenter = meeting.agenda.presenter(step.id)
        if not presenter:
            yield Oddity("no_presenter", step.id, at=begun)
        elif not well_presented(meeting, step):
            yield Oddity("wrong_presenter", step.id, presenter, at=begun)


def _day(meeting: Meeting) -> Found:
    """A session that began on another day than the one it is written down for: by that day deadlines are judged."""
    started, stated = meeting.agenda.started, meeting.details.text("date")
    if started is not None and stated and not meeting.identity.rehearsal and meeting.day(started).isoformat() != stated:
        yield Oddity("other_day", "date", at=started)


# --- attendance ---------------------------------------------------------------------------------------------------


def _attendance(meeting: Meeting) -> Found:
    """Two desks about one person; comings and goings outside the session."""
    outside = _outside(meeting)
    for person, presence in meeting.attendance.presence.items():
        if presence.conflict:
            yield Oddity("attendance_conflict", person, person)
        for move in presence.moves:
            if outside(move.at):
                yield Oddity("move_outside", person, person, move.way, move.at)


def _duties(meeting: Meeting) -> Found:
    """Whoever chairs or writes is in the room (R26, R39)."""
    if meeting.agenda.started is None:
        return
    for duty in ("chair", "clerk"):
        person = meeting.details.text(duty)
        presence = meeting.attendance.presence.get(person)
        if presence is not None and presence.gone:
            yield Oddity("duty_absent", person, person, duty, presence.left)


def _guests(meeting: Meeting) -> Found:
    """A guest with a member's name may be that member, entered twice."""
    if meeting.guests:
        members = {name_key(member.full_name): id for id, member in meeting.people.items() if not member.is_gone}
        for guest in meeting.guests.values():
            if (member := members.get(name_key(split_address(guest.name)[1]))) is not None:
                yield Oddity("guest_is_member", guest.id, guest.id, member)


# --- votes --------------------------------------------------------------------------------------------------------


def _votes(meeting: Meeting) -> Found:
    """Counts that differ between desks, do not add up, exceed those in the room, or lie outside the session."""
    outside = _outside(meeting)
    for motion, vote in meeting.votes.items():
        able = meeting.attendance.counts(vote.at).can_vote
        if vote.conflict:
            yield Oddity("vote_conflict", motion, at=vote.at)
        elif not vote.reconciles:
            yield Oddity("vote_sum", motion, at=vote.at, count=vote.cast - vote.entitled)
        elif vote.entitled > able:
            yield Oddity("vote_over", motion, at=vote.at, count=able)
        if outside(vote.at):
            yield Oddity("vote_outside", motion, at=vote.at)


# --- notes and indicators -----------------------------------------------------------------------------------------

OWNED: frozenset[NoteKind] = frozenset(("solution", "task", "backlog"))
"""Notes that somebody is to answer for."""


def _owners(meeting: Meeting) -> Found:
    """Remedies and work left over whose owner is nobody here, no post and not the body itself."""
    for note in meeting.notes.all:
        if (
            note.owner
            and note.kind in OWNED
            and note.owner not in meeting.labels
            and not _collective(meeting, note.owner)
        ):
            yield Oddity("unknown_owner", note.id, note.owner, at=note.at)


def _collective(meeting: Meeting, owner: str) -> bool:
    if meeting.identity.body not in meeting.plan.bodies:
        return False
    body = meeting.body
    if fold(owner) in (fold(body.name), fold(body.collective)):
        return True
    return bool(post_among(owner, (*body.roles, *meeting.plan.roles)))


def _indicators(meeting: Meeting) -> Found:
    """Two answers to one indicator: from two desks, in two conclusions or decisions, or "no" with what was found."""
    for row in meeting.board.rows:
        if row.conflict:
            yield Oddity("indicator_conflict", row.id)
        concluded = _sayings(row, "conclusion", row.conclusion)
        if concluded > 1:
            yield Oddity("concluded_twice", row.id, count=concluded)
        decided = _sayings(row, "decision", row.decision)
        if decided > 1:
            yield Oddity("decided_twice", row.id, count=decided)
        if row.present == NOT_PRESENT and (row.degree or row.solutions):
            yield Oddity("denied_and_found", row.id)


def _sayings(row: Row, kind: NoteKind, settled: str) -> int:
    """How many different things were concluded, or decided, of one indicator."""
    texts = [note.text for note in row.notes if note.kind == kind]
    if settled:
        texts.append(settled)
    return len(texts) if len(texts) < 2 else len({" ".join(fold(text).split()) for text in texts})


_TOLD_OPEN = re.compile(rf"{STILL_OPEN}(?: \((\d+)\))?", re.IGNORECASE)


def _summary(meeting: Meeting) -> Found:
    """A summing-up that tells more differences as open than there are: they were settled after it was written (R42).

    Once the minutes are adopted nothing cures it but an amendment.
    """
    told = _TOLD_OPEN.search(meeting.details.text("summary"))
    if told is None or meeting.adopted is not None:
        return
    still = sum(note.outcome == "open" for note in meeting.notes.differences)
    if int(told[1] or 1) > still:
        yield Oddity("settled_since", "summary", count=still)


# --- the record ---------------------------------------------------------------------------------------------------


TOLD_ABOVE = frozenset(("attendance", "vote", "indicator"))
"""Kinds of conflicts that have a name of their own among the contradictions."""


def _desks(meeting: Meeting) -> Found:
    """Anything else that two desks recorded differently: both values are kept until a person says which (L19)."""
    differing = {(one.part, one.thing) for one in meeting.conflicts if one.kind not in TOLD_ABOVE}
    yield from (Oddity("desks_differ", id, other=part) for part, id in sorted(differing))


def _record(meeting: Meeting) -> Found:
    """Entries of a newer version, kept and not understood."""
    if meeting.ledger.unknown:
        yield Oddity("newer_entries", "", count=meeting.ledger.unknown)


MEETING = frozenset(("meeting",))

FINDERS: tuple[tuple[str, frozenset[str], Finder], ...] = (
    ("odd_speakers", ATTENDANCE | FLOOR | MEETING, _speakers),
    ("odd_turns", AGENDA | FLOOR, _turn_times),
    ("odd_steps", ATTENDANCE | MEETING | {"detail", "waiver"}, _steps),
    ("odd_day", AGENDA | MEETING | {"detail", RECORD}, _day),
    ("odd_attendance", ATTENDANCE | MEETING, _attendance),
    ("odd_duties", ATTENDANCE | MEETING | {"detail"}, _duties),
    ("odd_guests", PEOPLE, _guests),
    ("odd_votes", ATTENDANCE | MEETING | {"vote"}, _votes),
    ("odd_owners", NOTES | PEOPLE | MEETING | {"detail"}, _owners),
    ("odd_indicators", NOTES | {"indicator"}, _indicators),
    ("odd_summary", NOTES | MEETING | {"detail", Adopted.TYPE}, _summary),
    ("odd_desks", EVERYTHING | {Adopted.TYPE}, _desks),
    ("odd_record", frozenset((RECORD,)), _record),
)
"""Name, parts of the ledger it reads, finder; in the order in which contradictions are shown."""

SOURCES: frozenset[str] = frozenset().union(*(sources for _, sources, _ in FINDERS))
"""Every part that any of them reads."""
