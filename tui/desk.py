"""The desk: the only thing panes and scripts talk to. It turns wishes into entries and says what changed.

Data flows one way: command → `decide` → facts → replica (journal) → fold → the panes. A refusal comes back as a value;
trouble of the store is kept in `trouble` and shown in words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from models.commands import Adopt, CarryCommitments, Command, ListPeople, OpenMeeting, SetDetail
from models.document import Document
from models.fact import Fact
from models.facts import VoteTaken
from models.localities import place_in
from models.meeting import Meeting
from models.moments import local
from models.plan import BodyKind, Plan
from models.ruling import Outcome, Refusal, refuse
from models.vietnamese.search import Hit, PersonIndex, Searchable
from models.votes import ADOPTION
from sync.errors import Level, LineRefused, StoreError
from sync.replica import Replica
from sync.store import ENTRY_LINE, PROMPT_LINE, Store
from sync.units import Unit
from tui.carrying import inherited

if TYPE_CHECKING:
    from models.rules import RuleState

PEOPLE_PARTS = frozenset(("person", "guest"))

USUAL_BODY = "chi_bo"
"""The kind of body a new meeting is of where its unit says none that the plan knows (R14); else the plan's first."""

ADOPTION_WAIT = 1.0
"""Seconds an adoption waits for the disk, so that it can name the chain it locks."""

__all__ = ["PROMPT_LINE", "Desk", "NoMeeting"]


class NoMeeting(RuntimeError):
    """A pane asked for the meeting before one was opened: a defect of the desk."""


class Desk:
    """One store, and at most one open meeting."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.replica: Replica | None = None
        self._behind: tuple[Replica | None] | None = None
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self._index: PersonIndex[str] | None = None
        self._rules: tuple[tuple[int, int], tuple[RuleState, ...]] | None = None
        self._drafts: dict[str, str] = {}
        self.waiting = 0
        """Acts that wait for headquarters longer than a moment; for the header."""
        self._typed = ("", "")

    # --- the meeting --------------------------------------------------------------------------------------------

    def open(self, meeting: str) -> None:
        """Open a meeting of the store; raises `StoreError` when it cannot be read."""
        self.close()
        self.replica = self.store.open(meeting)
        self._opened()

    def create(self, date: str, *, rehearsal: bool = False) -> None:
        """Begin the record of a new meeting of the current unit on `date` (ISO) and open it.

        The unit's people come with it (R19), what its last meeting left open (L16) and its place, chair and clerk
        (L17). A `rehearsal` is marked as one on every screen and page. Raises `StoreError`.
        """
        roster, unit, bodies = self.store.roster(), self.store.units.current, self.store.plan.bodies
        body = body_kind(self.store.plan, unit)
        known = {one.id for one in bodies[body].variants}
        opening = OpenMeeting(
            unit=unit.name,
            parent=unit.parent,
            locality=unit.locality or place_in(unit.parent).name,
            body=body,
            date=date,
            rehearsal=rehearsal,
            variant=unit.variant if unit.variant in known else "",
        )
        self.store.plans.keep_current()
        last = inherited(self.store, date)
        self.open(self.store.new_meeting(date))
        self.do(opening)
        if roster is not None and roster.people:
            self.do(ListPeople(roster.people))
        for name, value in last.details:
            self.do(SetDetail(name, value))
        if last.commitments:
            self.do(CarryCommitments(last.commitments))

    def look(self, meeting: str) -> None:
        """Open a meeting to look at only: nothing is recorded, the kept line stays (L1c). Raises `StoreError`."""
        self.close()
        self.replica = self.store.read(meeting)
        self._opened()

    def visit(self, meeting: str) -> None:
        """Look at another meeting while the open one stays open, and recording, behind it. Raises `StoreError`."""
        visited = self.store.read(meeting)
        self.end_visit()
        self._behind = (self.replica,)
        self.replica = visited
        self._opened()

    @property
    def visiting(self) -> bool:
        """Whether another meeting than the open one is looked at."""
        return self._behind is not None

    def end_visit(self) -> None:
        """Back to the meeting that was open before, or to none."""
        if self._behind is not None and self.replica is not None:
            self.replica.close()
            (self.replica,), self._behind = self._behind, None
            self._opened()

    def _opened(self) -> None:
        """Another meeting: nothing known of the one before counts any more."""
        self._index = self._rules = None
        self.kept_draft()
        self._changed(frozenset(("meeting",)))

    def close(self) -> None:
        """Put the open meeting away; everything confirmed is on disk."""
        self.end_visit()
        if self.replica is not None:
            replica, self.replica = self.replica, None
            self.store.close_meeting(replica)

    @property
    def meeting(self) -> Meeting:
        """The open meeting."""
        if self.replica is None:
            raise NoMeeting
        return self.replica.meeting

    @property
    def has_meeting(self) -> bool:
        """Whether a meeting is open."""
        return self.replica is not None

    @property
    def writable(self) -> bool:
        """Whether what is asked for can be recorded now."""
        return self.replica is not None and self.replica.writable

    @property
    def plan_gone(self) -> str:
        """Why nothing is judged or printed here: the plan the meeting was opened with is not at hand. "" when it is.

        The plan in use stands in only so that the meeting can be looked through: its rules and papers are another's.
        """
        reports = self.replica.reports if self.replica is not None else []
        return next((report.sentence for report in reports if report.code == "plan_missing"), "")

    @property
    def damage(self) -> list[str]:
        """What opening the meeting found hurt or lost in its files, a sentence each: no paper of it is whole."""
        reports = self.replica.reports if self.replica is not None else []
        hurt = (one for one in reports if one.level is Level.WARNING and one.code != "plan_missing")
        return [report.sentence for report in hurt]

    def now(self) -> int:
        """The corrected time, UTC ms."""
        return self.replica.now() if self.replica is not None else self.store.clock.wall()

    def local(self, at: int) -> datetime:
        """A stored time as people read it here."""
        return local(at, self._offset)

    @property
    def _offset(self) -> int:
        """Minutes east of UTC in which the meeting's times are written."""
        return self.replica.offset if self.replica is not None else self.store.offset

    @property
    def day(self) -> str:
        """The session's day as it is written down, ISO; today while it is not."""
        return self.meeting.details.text("date") or self.local(self.now()).date().isoformat()

    def clock(self, at: int, *, seconds: bool = False) -> str:
        """A stored time as "14:05" or "14:05:09"."""
        return self.local(at).strftime("%H:%M:%S" if seconds else "%H:%M")

    # --- recording ----------------------------------------------------------------------------------------------

    def do(self, command: Command) -> tuple[Fact, ...] | Refusal:
        """Have a command decided and recorded. A passed vote on the minutes adopts them at once."""
        outcome = self._record(command)
        if isinstance(outcome, tuple) and any(_passes_minutes(fact) for fact in outcome):
            vote = self.meeting.votes[ADOPTION]
            if vote.passed(self.meeting.plan.thresholds.majority):
                adopted = self._record(Adopt(chain=self._chain()))
                if isinstance(adopted, tuple):
                    return (*outcome, *adopted)
        return outcome

    def _chain(self) -> str:
        """The chain hash of everything recorded, once the disk has it; "" while it has not (sync.md §2)."""
        self.store.writer.drain(ADOPTION_WAIT)
        replica = self.replica
        return replica.chain if replica is not None and not replica.unsaved else ""

    def _record(self, command: Command) -> Outcome:
        replica = self.replica
        if replica is None:
            raise NoMeeting
        if not self.writable:
            return refuse("read_only")
        from models.decide import decide  # all of the procedure, which nobody waits for at the start (tui.starting)

        outcome = decide(replica.meeting, command, replica.moment())
        if isinstance(outcome, Refusal):
            return outcome
        try:
            parts = replica.record(outcome)
        except LineRefused:
            return refuse("too_long")
        if parts & PEOPLE_PARTS:
            self._index = None
        self._changed(parts)
        return outcome

    def take_peers(self) -> None:
        """Other laptops' streams of the open meeting have come or grown: what they say counts from now on."""
        replica = self._behind[0] if self._behind is not None else self.replica
        if replica is None or not replica.writable:
            return
        parts = replica.take_peers(self.store.paths.streams(UUID(replica.id)))
        if parts & PEOPLE_PARTS:
            self._index = None
        self._rules = None
        self._changed(parts)

    def _changed(self, parts: frozenset[str]) -> None:
        for listener in tuple(self.listeners):
            listener(parts)

    @property
    def trouble(self) -> StoreError | None:
        """Why acts are in memory only; None while the disk takes them."""
        return self.store.writer.trouble

    # --- the line being typed -----------------------------------------------------------------------------------

    def draft(self, text: str, field: str = ENTRY_LINE) -> None:
        """Keep the line being typed; it is on disk a moment later (L1)."""
        if self.replica is not None and self.replica.writable and text != self._drafts.get(field, ""):
            self._drafts[field] = text
            self.store.keep_draft(self.replica.id, text, field)

    def kept_draft(self) -> str:
        """What was being typed when the desk was last left: the note, and the answer to an open question."""
        if self.replica is None:
            return ""
        self._drafts = {field: self.store.draft_of(self.replica.id, field) for field in (ENTRY_LINE, PROMPT_LINE)}
        return " · ".join(text for text in self._drafts.values() if text)

    def typed(self, text: str, keys: str) -> None:
        """Know which keys typed a line: initials are looked for as they were pressed, not as they were composed."""
        self._typed = (text, keys)

    # --- reading ------------------------------------------------------------------------------------------------

    def find(self, query: str, first: frozenset[str] = frozenset(), limit: int | None = 9) -> list[Hit[str]]:
        """People and guests of the meeting by a few letters (vietnamese.md §4); `first` come first at ties."""
        text, keys = self._typed
        query = keys if query == text else query
        if self._index is None:
            meeting = self.meeting
            members = meeting.attendance.members.values()
            items = [
                Searchable(id=p.id, full_name=p.full_name, birth_year=p.birth_year, order=p.order) for p in members
            ]
            items += [Searchable(id=g.id, full_name=g.name) for g in meeting.guests.values()]
            self._index = PersonIndex(items)
        return self._index.search(query, limit=limit, first=first)

    def rules(self) -> tuple[RuleState, ...]:
        """Every rule as it stands in this second; worked out once for it and for each new entry.

        None where the meeting's own plan is not at hand: another plan's rules judge nothing.
        """
        from models.rules import check

        if self.plan_gone:
            return ()
        now = self.now()
        stand = (len(self.meeting.ledger.entries), now // 1000)
        if self._rules is None or self._rules[0] != stand:
            self._rules = (stand, check(self.meeting, now))
        return self._rules[1]

    def minutes(self) -> Document:
        """The minutes as they stand at this second."""
        from models.minutes import minutes_of

        return minutes_of(self.meeting, self.now(), self._offset)

    def generated_minutes(self) -> Document:
        """The minutes of this second as the record alone makes them, before any correction."""
        from models.minutes import generated_minutes_of

        return generated_minutes_of(self.meeting, self.now(), self._offset)


def body_kind(plan: Plan, unit: Unit) -> BodyKind:
    """The kind of body of a unit's next meeting; where the plan knows none such, the usual one, else its first."""
    bodies = plan.bodies
    return unit.body if unit.body in bodies else USUAL_BODY if USUAL_BODY in bodies else next(iter(bodies))


def _passes_minutes(fact: Fact) -> bool:
    return isinstance(fact, VoteTaken) and fact.motion == ADOPTION
