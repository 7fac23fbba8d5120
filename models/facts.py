"""The facts of what happens in the room: bodies of entries, as they are stored for ever.

Names are past-tense facts. Times are UTC milliseconds on the meeting's corrected clock (sync.md §4): they
are in the body wherever the clerk may correct them. Ids are made from the entry's own dot, so that two
offline laptops never make the same one. Fields unknown to this version are ignored here and stay in the
stored bytes. `models.entries` knows every kind: those here, of `facts_minutes` and of `facts_record`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.fact import (
    AnyValue,
    AssessedField,
    CommitmentState,
    Fact,
    Mode,
    NoteKind,
    Outcome,
    RollStatus,
    Scope,
    Stance,
    Texts,
    TurnKind,
)

# --- preparation -----------------------------------------------------------------------------------


class MeetingOpened(Fact):
    """What the meeting is, by which plan and which wording of the indicators."""

    TYPE = "meeting.opened"
    unit: str  # "Chi bộ thôn Đông Mít"
    parent: str  # "Đảng bộ xã Tân Lạc Hạ"
    locality: str  # place name in the date line
    body: str  # body of the plan, e.g. "chi_bo"
    plan: str
    plan_digest: str
    indicators_digest: str
    date: str  # ISO, local
    rehearsal: bool = False
    variant: str = ""  # which organisation of a body with several, e.g. "doan_tncs"


class PersonListed(Fact):
    """A member as the roster has them; listing again replaces."""

    TYPE = "person.listed"
    person: str
    fields: dict[str, str | int]


class PersonUnlisted(Fact):
    """The person is not of this meeting (transferred for good, listed by mistake)."""

    TYPE = "person.unlisted"
    person: str


class GuestAdded(Fact):
    """Someone who is not on the roster is in the room; `superior` came to attend and direct (R73)."""

    TYPE = "guest.added"
    person: str
    name: str
    post: str = ""
    superior: bool = False
    at: int = 0
    role: str = ""  # the plan's code of a superior's post (R65–R69)


class DetailSet(Fact):
    """One field of the meeting: place, chair, clerk, summing-up … (`models.details`)."""

    TYPE = "detail.set"
    field: str
    value: AnyValue


class DocumentNoted(Fact):
    """When a document of the plan was given out and how (R23, R50)."""

    TYPE = "document.noted"
    document: str
    given: str  # ISO date, "" when not given
    how: str = ""


# --- attendance ------------------------------------------------------------------------------------


class Marked(Fact):
    """Roll call: one person, one status (R25)."""

    TYPE = "attendance.marked"
    person: str
    status: RollStatus
    reason: str = ""
    at: int


class RestMarked(Fact):
    """Everyone not yet marked is present: one act, weaker than a key pressed for one person (sync.md §3)."""

    TYPE = "attendance.rest"
    people: Texts
    at: int


class Moved(Fact):
    """Came in or went out after the roll call (L2)."""

    TYPE = "presence.moved"
    move: str
    person: str
    way: Literal["in", "out"]
    at: int
    reason: str = ""


class MoveCorrected(Fact):
    """The time of a coming or going was another, or it never was (`at` = null)."""

    TYPE = "presence.corrected"
    move: str
    at: int | None


class StandingSet(Fact):
    """The member's standing in this meeting (status vocabulary of `models.people`)."""

    TYPE = "standing.set"
    person: str
    standing: str


# --- the session and its steps ---------------------------------------------------------------------


class SessionStarted(Fact):
    """The session runs from `at`."""

    TYPE = "session.started"
    at: int


class SessionPaused(Fact):
    """A break begins."""

    TYPE = "session.paused"
    pause: str
    at: int


class SessionResumed(Fact):
    """The break is over."""

    TYPE = "session.resumed"
    pause: str
    at: int


class SessionEnded(Fact):
    """The meeting closed at `at`."""

    TYPE = "session.ended"
    at: int


class StepBegun(Fact):
    """A step of the plan begins; the one before it ends (R83)."""

    TYPE = "step.begun"
    span: str
    step: str
    presenter: str = ""
    at: int


class StepCorrected(Fact):
    """Another presenter or another beginning for a step that was begun."""

    TYPE = "step.corrected"
    span: str
    presenter: str | None = None
    at: int | None = None


class FocusSet(Fact):
    """The discussion turns to an indicator, or to none ("")."""

    TYPE = "focus.set"
    focus: str
    indicator: str
    at: int


# --- the floor -------------------------------------------------------------------------------------


class FloorAsked(Fact):
    """Someone asks to speak."""

    TYPE = "floor.asked"
    person: str
    at: int


class FloorWithdrawn(Fact):
    """The wish to speak is taken back."""

    TYPE = "floor.withdrawn"
    person: str


class FloorGiven(Fact):
    """A turn begins; the running one (`closes`) ends at the same moment, or waits when this one `interrupts` it."""

    TYPE = "floor.given"
    turn: str
    person: str
    kind: TurnKind
    at: int
    step: str = ""
    closes: Texts = ()
    interrupts: str = ""
    answers: str = ""  # the turn whose question this replies to


class FloorStopped(Fact):
    """The turn ends; an interrupted one goes on."""

    TYPE = "floor.stopped"
    turn: str
    at: int


class TurnCorrected(Fact):
    """What was wrong about a turn; only what is given changes. `dropped` says it never was."""

    TYPE = "floor.corrected"
    turn: str
    person: str | None = None
    kind: TurnKind | None = None
    start: int | None = None
    stop: int | None = None
    step: str | None = None  # it began in the step that turned out to have begun earlier
    answers: str | None = None
    dropped: bool = False


# --- notes, indicators -----------------------------------------------------------------------------


class NoteWritten(Fact):
    """One paragraph of what was said, with its tags (R84)."""

    TYPE = "note.written"
    note: str
    kind: NoteKind
    text: str
    at: int
    turn: str = ""
    person: str = ""
    step: str = ""
    indicators: Texts = ()
    questions: Texts = ()
    scope: Scope = ""
    stance: Stance = ""
    owner: str = ""  # who does it, as written: a person id or a free name
    due: str = ""  # ISO date or free words


class NoteEdited(Fact):
    """The note reads otherwise now; the whole new content."""

    TYPE = "note.edited"
    note: str
    kind: NoteKind
    text: str
    indicators: Texts = ()
    questions: Texts = ()
    scope: Scope = ""
    stance: Stance = ""
    owner: str = ""
    due: str = ""


class NoteDeleted(Fact):
    """The note is out of the minutes; undo brings it back."""

    TYPE = "note.deleted"
    note: str


class DifferenceSettled(Fact):
    """What became of a differing opinion (R38): settled, or kept in the record (R85)."""

    TYPE = "difference.settled"
    note: str
    outcome: Outcome
    text: str = ""


class OpinionReserved(Fact):
    """A member in the minority keeps the opinion in the record (R85, domain.md 6.3)."""

    TYPE = "opinion.reserved"
    reservation: str
    person: str
    about: str = ""  # the motion, or the note of the differing opinion; "" the minutes as a whole
    text: str = ""
    named: bool = False  # the member asks to be named in the minutes
    at: int


class ReservationWithdrawn(Fact):
    """The member keeps the opinion no more, or never did."""

    TYPE = "opinion.unreserved"
    reservation: str


class Assessed(Fact):
    """One field of one indicator (R33, R34)."""

    TYPE = "indicator.assessed"
    indicator: str
    field: AssessedField
    value: str


class IndicatorAdded(Fact):
    """A sign of violation beyond the list (R35)."""

    TYPE = "indicator.added"
    indicator: str
    text: str


# --- commitments of earlier meetings ------------------------------------------------------------------


class CommitmentCarried(Fact):
    """A remedy or task of an earlier meeting comes back to this one (L16)."""

    TYPE = "commitment.carried"
    commitment: str  # the same in every meeting it comes back to
    kind: NoteKind
    text: str
    owner: str = ""
    due: str = ""
    since: str = ""  # ISO date of the meeting that took it on
    indicators: Texts = ()


class CommitmentJudged(Fact):
    """What the meeting says has become of it; `due` is the new date of one that goes on."""

    TYPE = "commitment.judged"
    commitment: str
    state: CommitmentState
    due: str = ""
    remark: str = ""
    at: int = 0


# --- closing ---------------------------------------------------------------------------------------


class VoteTaken(Fact):
    """The counts of one show of hands, with the base they were taken against (domain.md 6.3)."""

    TYPE = "vote.taken"
    motion: str
    title: str
    mode: Mode
    entitled: int  # may vote and in the room
    base: int  # members the majority is counted of
    in_favour: int = Field(alias="for")
    against: int
    other: int
    at: int
