"""The meeting: the state that a plan and the entries of all streams add up to.

`apply` is total and says which parts changed; the views are worked out when asked for and kept until one of
their parts changes. Readers get frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct

from models.agenda import Agenda, agenda_of
from models.amendments import Amendment, amendments_of
from models.attendance import Attendance, attendance_of
from models.board import Board, added_signs, board_of
from models.commitments import Commitment, commitments_of
from models.conflicts import Conflict, conflicts_of
from models.details import Details
from models.entries import Entry
from models.facts import DetailSet, MeetingOpened
from models.facts_minutes import Adopted, Amended
from models.facts_record import ClockNoted, DeskOpened, MergeSeen, Undone
from models.floor import Floor, floor_of
from models.ledger import RECORD, Ledger
from models.localities import body_at, said_at
from models.moments import local
from models.notes import Notes, notes_of
from models.oddities import FINDERS, SOURCES, Finder, Oddity
from models.parts import AGENDA, ATTENDANCE, EVERYTHING, FLOOR, NOTES, PEOPLE
from models.people import Person, labels
from models.plan import Body, Plan, Role
from models.reservations import Reservation, reservations_of
from models.vietnamese.words import VN_OFFSET_MIN
from models.votes import Vote, votes_of

View = TypeVar("View")


class Guest(Struct, frozen=True):
    """Someone in the room who is not on the roster."""

    id: str
    name: str
    post: str
    superior: bool  # came from above to attend and direct (R65–R73)
    role: str = ""  # the plan's code of a superior's post


class Handout(Struct, frozen=True):
    """A document of the plan: when it was given out (ISO date, "" not yet) and how (R23)."""

    document: str
    given: str
    how: str


class Correction(Struct, frozen=True):
    """A paragraph changed while reading back."""

    old: str
    new: str


class Identity(Struct, frozen=True):
    """What the meeting is: its unit, its body, its plan, its day."""

    unit: str
    parent: str
    locality: str
    body: str
    plan: str
    plan_digest: str
    indicators_digest: str
    date: str
    rehearsal: bool
    variant: str  # which organisation of a body with several


class Meeting:
    """All that is recorded of one meeting, folded."""

    def __init__(self, plan: Plan, entries: Iterable[Entry] = ()) -> None:
        self.plan = plan
        self.ledger = Ledger()
        self._views: dict[str, tuple[frozenset[str], Any]] = {}
        for entry in entries:
            self.ledger.apply(entry)

    def apply(self, entry: Entry) -> frozenset[str]:
        """Fold one entry in; the names of the parts that may read differently now."""
        parts = self.ledger.apply(entry)
        if parts:
            stale = [name for name, (sources, _) in self._views.items() if sources & parts]
            for name in stale:
                del self._views[name]
        self._forget_adopted(entry)
        return parts

    def _forget_adopted(self, entry: Entry) -> None:
        """An entry inside the frontier may come after the adoption that names it, from another desk."""
        if "as_adopted" in self._views:
            adopted = self.adopted
            if adopted is not None and entry.seq <= adopted.frontier.get(entry.device, 0):
                del self._views["as_adopted"]

    def _view(self, name: str, sources: frozenset[str], build: Callable[[], View]) -> View:
        held = self._views.get(name)
        if held is None:
            held = (sources, build())
            self._views[name] = held
        found: View = held[1]
        return found

    # --- views -------------------------------------------------------------------------------------

    @property
    def identity(self) -> Identity:
        """What the meeting is; blank fields when it was never opened properly."""

        def build() -> Identity:
            fields = self.ledger.fields("meeting", "meeting")
            known = {name: fields.get(name, "") for name in MeetingOpened.model_fields}
            return Identity(**{**known, "rehearsal": bool(known["rehearsal"])})  # type: ignore[arg-type]

        return self._view("identity", frozenset(("meeting",)), build)

    @property
    def body(self) -> Body:
        """The plan's rules for this kind of body, as this organisation holds it.

        The plan's first body stands in where the plan has none of that kind: before the meeting is opened, and where
        its own plan is not at hand and another is only looked through. Nothing is recorded or judged by it then.
        """
        identity, bodies = self.identity, self.plan.bodies

        def build() -> Body:
            own = bodies.get(identity.body) or next(iter(bodies.values()))
            return body_at(own.variant(identity.variant), self.said)

        return self._view("body", frozenset(("meeting", "detail")), build)

    def said(self, text: str) -> str:
        """Words of the plan about its own commune, as they read where this unit is (R79: "Đảng ủy xã")."""
        issuer, details = self.plan.decision.issuer, self.details
        return said_at(text, issuer, details.text("unit"), details.text("parent"))

    def role(self, code: str) -> Role:
        """The post of that code as this body names it; KeyError if there is none."""
        return self.plan.role(code, self.body)

    @property
    def people(self) -> Mapping[str, Person]:
        """Everyone on the roster of this meeting, by id, in roster order; also those gone for good."""
        return self._view("people", PEOPLE, partial(_people_of, self.ledger))

    @property
    def guests(self) -> Mapping[str, Guest]:
        """Guests by id, in the order they were added."""
        return self._view("guests", PEOPLE, partial(_guests_of, self.ledger))

    @property
    def labels(self) -> Mapping[str, str]:
        """What to call each person: namesakes carry what tells them apart, everywhere."""

        def build() -> Mapping[str, str]:
            return {**{id: guest.name for id, guest in self.guests.items()}, **labels(self.people.values())}

        return self._view("labels", PEOPLE, build)

    def name(self, person: str) -> str:
        """What to call a person; free names stand for themselves."""
        return self.labels.get(person, person)

    @property
    def agenda(self) -> Agenda:
        """Steps, breaks and clock."""
        return self._view("agenda", AGENDA, partial(agenda_of, self.ledger))

    @property
    def attendance(self) -> Attendance:
        """Who is here, since when, and the counts."""

        def build() -> Attendance:
            body = self.plan.bodies.get(self.identity.body)
            committee = body is not None and body.voting == "committee"
            return attendance_of(self.ledger, self.people.values(), self.guests, self.agenda, committee=committee)

        return self._view("attendance", ATTENDANCE | {"meeting"}, build)

    @property
    def floor(self) -> Floor:
        """Turns and queue."""
        return self._view("floor", FLOOR, partial(floor_of, self.ledger))

    @property
    def notes(self) -> Notes:
        """What was written down."""
        return self._view("notes", NOTES, partial(notes_of, self.ledger))

    @property
    def board(self) -> Board:
        """The indicators."""
        sources = NOTES | {"indicator"}
        return self._view("board", sources, lambda: board_of(self.ledger, self.plan, self.notes))

    @property
    def added_signs(self) -> tuple[str, ...]:
        """The ids of the indicators added beyond the list; a note is read with them, and needs no board for it."""
        return self._view("added_signs", frozenset(("indicator",)), partial(added_signs, self.ledger, self.plan))

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        """Minority opinions kept in the record."""
        return self._view("reservations", frozenset(("reservation",)), partial(reservations_of, self.ledger))

    @property
    def commitments(self) -> Mapping[str, Commitment]:
        """What earlier meetings took on and this one comes back to, by id."""
        return self._view("commitments", frozenset(("commitment",)), partial(commitments_of, self.ledger))

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """What was changed after the adoption, numbered."""
        return self._view("amendments", frozenset(("amendment",)), partial(amendments_of, self.ledger))

    @property
    def votes(self) -> Mapping[str, Vote]:
        """Votes by motion."""
        return self._view("votes", frozenset(("vote",)), partial(votes_of, self.ledger))

    @property
    def details(self) -> Details:
        """The single fields, those of the opening included."""

        def build() -> Details:
            identity = self.identity
            opening = {"date": identity.date, "unit": identity.unit, "parent": identity.parent}
            said = {name: self.ledger.value("detail", name, "value") for name in self.ledger.ids("detail")}
            stated = {name: value for name, value in said.items() if value is not None}
            return Details({**opening, "locality": identity.locality, **stated})  # type: ignore[dict-item]

        return self._view("details", frozenset(("detail", "meeting")), build)

    @property
    def chairs(self) -> tuple[tuple[int, str], ...]:
        """(wall clock, person id) of everybody who was named as the chair, in order of time (UTC ms)."""

        def build() -> tuple[tuple[int, str], ...]:
            ledger = self.ledger
            named = (
                (entry.at, str(entry.fact.value))
                for entry in ledger.entries.values()
                if isinstance(entry.fact, DetailSet) and entry.fact.field == "chair" and ledger.live(entry.dot)
            )
            return tuple(sorted(named))

        return self._view("chairs", frozenset(("detail",)), build)

    @property
    def handouts(self) -> Mapping[str, Handout]:
        """The documents of the plan and when they were given out."""

        def build() -> Mapping[str, Handout]:
            found = {}
            for document in self.plan.documents:
                fields = self.ledger.fields("document", document.id)
                given, how = str(fields.get("given") or ""), str(fields.get("how") or "")
                found[document.id] = Handout(document.id, given, how)
            return found

        return self._view("handouts", frozenset(("document",)), build)

    @property
    def corrections(self) -> Mapping[str, Correction]:
        """What reading back changed, by the paragraph's key, in the order it was last changed."""

        def build() -> Mapping[str, Correction]:
            known = {key: self.ledger.claims("correction", key, "text")[:1] for key in self.ledger.ids("correction")}
            made = [(claim.at, claim.dot, key, claim.value) for key, claims in known.items() for claim in claims]
            ordered = sorted(made, key=lambda one: one[:2])
            return {key: Correction(*value) for _, _, key, value in ordered if isinstance(value, tuple)}

        return self._view("corrections", frozenset(("correction",)), build)

    def retold(self, notes: Notes, details: Details, signs: Callable[[Board], Board]) -> Meeting:
        """The same record in other words: to be read only. `signs` words the signs beyond the list anew."""
        told = Meeting(self.plan)
        told.ledger = self.ledger
        nothing: frozenset[str] = frozenset()
        board = signs(board_of(self.ledger, self.plan, notes))
        told._views = {
            **self._views,
            "notes": (nothing, notes),
            "details": (nothing, details),
            "board": (nothing, board),
        }
        return told

    @property
    def reading_begun(self) -> int | None:
        """When the minutes began to be read to the meeting (R45)."""
        at = self.ledger.value("minutes", "reading", "at")
        return at if isinstance(at, int) else None

    @property
    def waivers(self) -> Mapping[str, str]:
        """Rule code → the written reason why it stays unmet."""
        found = {rule: self.ledger.value("waiver", rule, "reason") for rule in self.ledger.ids("waiver")}
        return {rule: reason for rule, reason in found.items() if isinstance(reason, str) and reason}

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where two laptops differ and a person has to say which it is (L19)."""
        return self._view("conflicts", EVERYTHING | {Adopted.TYPE}, partial(conflicts_of, self))

    @property
    def oddities(self) -> tuple[Oddity, ...]:
        """What does not fit together, for a person to look at."""

        def found(finder: Finder) -> tuple[Oddity, ...]:
            return tuple(finder(self))

        def build() -> tuple[Oddity, ...]:
            return tuple(
                oddity
                for name, sources, finder in FINDERS
                for oddity in self._view(name, sources, partial(found, finder))
            )

        return self._view("oddities", SOURCES, build)

    def day(self, at: int) -> date:
        """The local day of a moment (UTC ms): where the desk says it stands, Vietnam until it has said so."""
        offset = self.ledger.value(RECORD, "desk", "offset")
        return local(at, offset if isinstance(offset, int) else VN_OFFSET_MIN).date()

    # --- adoption ----------------------------------------------------------------------------------

    @property
    def adopted(self) -> Adopted | None:
        """The adoption that stands, None while the minutes are a draft; of two the first: no text gives way."""
        claims = self.ledger.claims(Adopted.TYPE, "minutes", "adopted")
        value = claims[-1].value if claims else None
        return Adopted.model_validate(value) if isinstance(value, dict) else None

    def as_adopted(self) -> Meeting:
        """The meeting inside the adoption's frontier: the text that was passed, for ever (sync.md §3)."""
        adopted = self.adopted
        if adopted is None:
            return self

        def build() -> Meeting:
            within = (e for e in self.ledger.entries.values() if e.seq <= adopted.frontier.get(e.device, 0))
            return Meeting(self.plan, within)

        return self._view("as_adopted", frozenset((Adopted.TYPE,)), build)

    def after_adoption(self) -> int:
        """How many entries that say something came after the frontier."""
        adopted = self.adopted
        if adopted is None:
            return 0
        late = (e for e in self.ledger.entries.values() if e.seq > adopted.frontier.get(e.device, 0))
        return sum(1 for e in late if not isinstance(e.fact, _NOTHING_LATE))


_NOTHING_LATE = (Adopted, Amended, Undone, DeskOpened, ClockNoted, MergeSeen)
"""Facts that add nothing to what was said: the adoption and what changes it, the runs of the desk, what it folded."""


def _people_of(ledger: Ledger) -> Mapping[str, Person]:
    found = []
    for id in ledger.ids("person"):
        fields = ledger.fields("person", id)
        if fields.get("listed") and isinstance(fields.get("fields"), dict):
            standing = fields.get("standing")
            said = {**fields["fields"], **({"status": standing} if standing else {}), "id": id}  # type: ignore[dict-item]
            found.append(Person.model_validate(said))
    return {person.id: person for person in sorted(found, key=lambda person: person.order)}


def _guests_of(ledger: Ledger) -> Mapping[str, Guest]:
    guests = {}
    for id in ledger.ids("guest"):
        fields = ledger.fields("guest", id)
        if "name" in fields:
            name, post = str(fields["name"]), str(fields.get("post") or "")
            guests[id] = Guest(id, name, post, bool(fields.get("superior")), str(fields.get("role") or ""))
    return guests
