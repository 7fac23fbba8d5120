"""The closed set of wishes: what a key, a script or the command line asks for.

A command says what the clerk wants; `decide` says what is recorded. Times are UTC ms; None means now.
"""

from __future__ import annotations

from msgspec import Struct, field

from models.commitments import Commitment
from models.fact import AssessedField, CommitmentState, Mode, NoteKind, Outcome, Scope, Stance, TurnKind, Value
from models.people import Person


class Command(Struct, frozen=True):
    """A wish. Subclasses are frozen values.

    Structs rather than dataclasses: fifty of those are compiled anew at every start of the desk.
    """


# --- preparation -----------------------------------------------------------------------------------


class OpenMeeting(Command, frozen=True):
    """Begin the record of a meeting."""

    unit: str
    parent: str
    locality: str
    body: str
    date: str
    rehearsal: bool = False
    variant: str = ""


class ListPeople(Command, frozen=True):
    """Make these the meeting's roster: new and changed people are listed, missing ones unlisted."""

    people: tuple[Person, ...]


class AddGuest(Command, frozen=True):
    """Somebody not on the roster is in the room."""

    name: str
    post: str = ""
    superior: bool = False
    role: str = ""


class SetDetail(Command, frozen=True):
    """One field of the meeting (`models.details`)."""

    name: str
    value: Value


class NoteDocument(Command, frozen=True):
    """When a document was given out (ISO date, "" not yet) and how."""

    document: str
    given: str
    how: str = ""


# --- attendance ------------------------------------------------------------------------------------


class MarkPresent(Command, frozen=True):
    """Present; after the roll call, or when `late`: has come, or has come back."""

    person: str
    at: int | None = None
    late: bool = False


class MarkExcused(Command, frozen=True):
    """Absent with a reason."""

    person: str
    reason: str


class MarkUnexcused(Command, frozen=True):
    """Absent without a reason."""

    person: str


class Unmark(Command, frozen=True):
    """No mark after all."""

    person: str


class MarkRest(Command, frozen=True):
    """Everybody obliged and not yet marked is present."""


class MarkLeft(Command, frozen=True):
    """Went out."""

    person: str
    reason: str = ""
    at: int | None = None


class ShiftMove(Command, frozen=True):
    """The person's last coming or going was `minutes` later (or earlier, negative)."""

    person: str
    minutes: int


class SetStanding(Command, frozen=True):
    """The member's standing in this meeting (statuses of `models.people`)."""

    person: str
    standing: str


# --- session, steps --------------------------------------------------------------------------------


class StartSession(Command, frozen=True):
    """The session begins, or began `ago` minutes ago."""

    ago: int = 0


class Pause(Command, frozen=True):
    """A break begins."""


class Resume(Command, frozen=True):
    """The break is over."""


class EndSession(Command, frozen=True):
    """The meeting closes."""


class BeginStep(Command, frozen=True):
    """Take up a step, the next one when none is named; it began `ago` minutes ago."""

    step: str = ""
    presenter: str = ""
    ago: int = 0


class SetPresenter(Command, frozen=True):
    """Who presents the running step, or presented the one named."""

    person: str
    step: str = ""


class ShiftStep(Command, frozen=True):
    """The running step began `minutes` earlier."""

    minutes: int


class Focus(Command, frozen=True):
    """The discussion turns to an indicator, "" to none."""

    indicator: str


# --- floor -----------------------------------------------------------------------------------------


class GiveFloor(Command, frozen=True):
    """Somebody speaks from now on. `kind` None lets the step decide; "order" and "reply" know what they belong to."""

    person: str
    kind: TurnKind | None = None


class NextInQueue(Command, frozen=True):
    """The first of those who wait speaks."""


class StopFloor(Command, frozen=True):
    """The speaker has done; an interrupted one goes on."""


class AskFloor(Command, frozen=True):
    """Somebody asks to speak."""

    person: str


class WithdrawFloor(Command, frozen=True):
    """Somebody does not want to speak any more."""

    person: str


class CorrectTurn(Command, frozen=True):
    """What was wrong about a turn; only what is given changes. The running turn when none is named."""

    turn: str = ""
    person: str | None = None
    kind: TurnKind | None = None
    start: int | None = None
    stop: int | None = None
    dropped: bool = False


# --- notes -----------------------------------------------------------------------------------------


class NoteDraft(Struct, frozen=True):
    """The content of a note as `models.shorthand` read it from the typed line."""

    text: str
    kind: NoteKind = "opinion"
    indicators: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    scope: Scope = ""
    stance: Stance = ""
    owner: str = ""
    due: str = ""


class WriteNote(Command, frozen=True):
    """Write down what is being said; it belongs to the running turn, or to `turn`."""

    content: NoteDraft
    turn: str = ""


class EditNote(Command, frozen=True):
    """The note reads otherwise."""

    note: str
    content: NoteDraft


class DeleteNote(Command, frozen=True):
    """Take a note out of the minutes."""

    note: str


class SettleDifference(Command, frozen=True):
    """What became of a differing opinion."""

    note: str
    outcome: Outcome
    text: str = ""


class ReserveOpinion(Command, frozen=True):
    """A member keeps a minority opinion in the record, by name if the member asks (R85)."""

    person: str
    text: str = ""
    about: str = ""
    named: bool = False


class WithdrawReservation(Command, frozen=True):
    """The member keeps the opinion no more."""

    reservation: str


class Assess(Command, frozen=True):
    """One field of an indicator."""

    indicator: str
    field: AssessedField
    value: str


class AddIndicator(Command, frozen=True):
    """A sign of violation beyond the list (R35)."""

    text: str


# --- commitments -----------------------------------------------------------------------------------


class CarryCommitments(Command, frozen=True):
    """What earlier meetings took on and have not finished comes back (L16)."""

    commitments: tuple[Commitment, ...]


class JudgeCommitment(Command, frozen=True):
    """Done, goes on (perhaps to another date), or overdue."""

    commitment: str
    state: CommitmentState
    due: str = ""
    remark: str = ""


# --- closing ---------------------------------------------------------------------------------------


class TakeVote(Command, frozen=True):
    """Hands counted on a motion; `in_favour` None means everybody entitled and in the room."""

    motion: str
    title: str
    in_favour: int | None = None
    against: int = 0
    other: int = 0
    mode: Mode = "open"


class BeginReading(Command, frozen=True):
    """The minutes are read to the meeting."""


class CorrectParagraph(Command, frozen=True):
    """A sentence is to read otherwise."""

    key: str
    old: str
    new: str


class Adopt(Command, frozen=True):
    """The vote on the minutes passed: lock the text. `heads` and `chain` describe the record it locks."""

    heads: dict[str, int] = field(default_factory=dict)
    chain: str = ""


class Change(Struct, frozen=True):
    """One paragraph of the adopted minutes: its key, its text and the new text; no key adds a paragraph."""

    key: str
    old: str
    new: str


class Amend(Command, frozen=True):
    """Change what the adopted minutes say, in a paper of its own (L20); `amendment` goes on with one begun."""

    reason: str
    changes: tuple[Change, ...]
    amendment: str = ""


class Waive(Command, frozen=True):
    """Why a rule stays unmet."""

    rule: str
    reason: str


# --- two desks -------------------------------------------------------------------------------------


class Resolve(Command, frozen=True):
    """Which value of a disputed field it is, or a third one; the key is that of a `models.conflicts.Conflict`.

    `value` None takes a note out, as one of the desks did.
    """

    part: str
    thing: str
    field: str
    value: object


class KeepBoth(Command, frozen=True):
    """The two versions of a note are two notes; two turns that overlap (`thing`, `field`) are two."""

    part: str
    thing: str
    field: str


class MergeTurns(Command, frozen=True):
    """Two turns are one that both desks recorded."""

    turn: str
    other: str


# --- undo ------------------------------------------------------------------------------------------


class Undo(Command, frozen=True):
    """Take back the last act of this desk. `across` agrees to cross an adoption."""

    across: bool = False


class Redo(Command, frozen=True):
    """Bring back the last act taken back."""
