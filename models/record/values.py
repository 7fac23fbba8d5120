"""What the published record holds. Names are English, codes are those of the plan, typed text is as typed.

Within a version fields are only added; a field that changes its meaning makes a new version. Times are ISO 8601
with their offset, days ISO dates; "" stands for what was not said, null for what has no value.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.figures import Figures

FORMAT: Literal["bienban.record"] = "bienban.record"
VERSION: Literal[1] = 1

Time = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Entry(BaseModel):
    """A part of the record. Fields that a later program added to the version are passed over by an earlier one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", defer_build=True)


class Identity(Entry):
    """Which meeting this is."""

    meeting: str = Field(description="Id of the meeting in its store; empty when unknown")
    unit: str = Field(description="The unit that met")
    parent: str = Field(description="The organisation above it")
    locality: str = Field(description="Place name of the date line")
    body: str = Field(description="Kind of body, as the plan calls its file: chi_bo, dang_uy, …")
    body_name: str = Field(description="What the body calls itself")
    variant: str = Field(description="Which organisation of a body with several; empty for none")
    date: str = Field(description="Day of the session, ISO")
    place: str = Field(description="Where it was held")
    chair: str = Field(description="Id of the person who chaired")
    clerk: str = Field(description="Id of the person who wrote")
    number: str = Field(description="Number of the minutes, as typed")
    rehearsal: bool = Field(description="Whether this was a rehearsal and no meeting")


class Hashes(Entry):
    """What ties this record to the plan, to the wording and to the journal it was made from."""

    plan: str = Field(description="Id of the plan")
    plan_digest: str = Field(description="SHA-256 of the plan the meeting was opened with")
    indicators_digest: str = Field(description="SHA-256 of the wording of the indicators")
    adopted_state: str = Field(description="SHA-256 of the adopted state; empty for a draft")
    adopted_chain: str = Field(description="Chain hash of the journal at the adoption; empty when unknown")
    state: str = Field(description="SHA-256 of everything recorded up to now")
    entries: int = Field(description="Entries of the journal up to now")


class Choice(Entry):
    """One value of a scale of the plan."""

    code: str = Field(description="Its code, used all over the record")
    label: str = Field(description="What people call it")


class Scales(Entry):
    """The plan's scales: what the codes of the record mean."""

    degrees: tuple[Choice, ...] = Field(description="Degrees of an indicator, the slightest first")
    grades: tuple[Choice, ...] = Field(description="Grades of a session, the best first")
    scopes: tuple[Choice, ...] = Field(description="Scopes of a statement, as this body calls them")


class Person(Entry):
    """Somebody of the meeting: what is needed to read the record, no birth dates and no card numbers."""

    id: str = Field(description="Stable id")
    order: int = Field(description="Running number in the roster; 0 for guests")
    name: str = Field(description="Name; namesakes with what tells them apart")
    kind: Literal["member", "guest", "superior"] = Field(description="Member, guest, or sent from above")
    post: str = Field(description="Post as written")
    role: str = Field(description="The plan's code of the post; empty for none")
    status: str = Field(description="Standing of a member (official, probationary, exempt, …) in Vietnamese")


class Interval(Entry):
    """A stretch of time."""

    start: Time = Field(description="Beginning, ISO 8601 with offset")
    stop: Time | None = Field(description="End; null while it lasts")


class Attendance(Entry):
    """One member's attendance."""

    person: str = Field(description="Id of the member")
    mark: Literal["present", "excused", "unexcused", "unmarked"] = Field(
        description="present: in the room at some time, whatever the roll call said before; else the roll call's mark"
    )
    reason: str = Field(description="Reason of an absence, as typed")
    late: bool = Field(description="Came after the beginning")
    intervals: tuple[Interval, ...] = Field(
        description="When the member was in the room during the session, in order of time"
    )


class Step(Entry):
    """One stretch of one step of the session."""

    step: str = Field(description="Id of the step in the plan")
    title: str = Field(description="Its title")
    kind: str = Field(description="What the step is: roll_call, reading, discussion, …")
    presenter: str = Field(description="Id of the presenter; empty when nobody is named")
    start: Time = Field(description="Beginning")
    stop: Time | None = Field(description="End; null while it lasts")


class Speech(Entry):
    """One time somebody had the floor."""

    id: str = Field(description="Id of the turn")
    person: str = Field(description="Id of the speaker")
    kind: str = Field(description="report, opinion, paper, question, reply, guidance, order or conclusion")
    counted: bool = Field(description="Whether it counts as a contribution")
    step: str = Field(description="Id of the step it belongs to; empty outside all")
    start: Time = Field(description="Beginning")
    stop: Time | None = Field(description="End; null while it lasts")
    seconds: int = Field(description="Seconds really spoken, without interruptions and breaks")
    interrupts: str = Field(description="Id of the turn that waited meanwhile; empty for none")
    answers: str = Field(description="Id of the turn whose question it answers; empty for none")


class Note(Entry):
    """One paragraph of what was said or decided."""

    id: str = Field(description="Id of the note")
    kind: str = Field(
        description="opinion, question, solution, decision, difference, conclusion, remark, task, backlog"
    )
    text: str = Field(description="The text as typed")
    at: Time = Field(description="When it was written")
    speech: str = Field(description="Id of the turn it belongs to; empty for none")
    person: str = Field(description="Id of whoever said it; empty for the clerk's own")
    step: str = Field(description="Id of the step; empty outside all")
    indicators: tuple[str, ...] = Field(description="Ids of the indicators it touches")
    questions: tuple[str, ...] = Field(description="Ids of the plan's questions it answers")
    scope: str = Field(description="self, cell or empty")
    stance: str = Field(description="agree, disagree, other or empty")


class Remedy(Entry):
    """A solution, a task or a piece of backlog, with who answers for it by when."""

    note: str = Field(description="Id of the note")
    text: str = Field(description="What is to be done, or what is left over")
    proposed_by: str = Field(description="Id of whoever said it; empty when nobody is named")
    owner: str = Field(description="Id of who does it, or a name as typed; empty for nobody")
    owner_name: str = Field(description="The owner in words")
    due: str = Field(description="ISO date, or words as typed; empty for none")
    scope: str = Field(description="self, cell or empty")
    indicators: tuple[str, ...] = Field(description="Ids of the indicators it is meant for")


class Difference(Entry):
    """A point with differing opinions and its outcome."""

    note: str = Field(description="Id of the note")
    text: str = Field(description="The opinion as typed")
    person: str = Field(description="Id of whoever holds it; empty when nobody is named")
    outcome: Literal["open", "settled", "kept"] = Field(description="What became of it")
    outcome_text: str = Field(description="The outcome in words")


class Reservation(Entry):
    """A minority opinion kept in the record."""

    person: str = Field(description="Id of the member; empty unless the member asked to be named")
    about: str = Field(description="Motion or note it is about; empty for the minutes as a whole")
    text: str = Field(description="The opinion as typed")
    at: Time = Field(description="When it was recorded")


class Indicator(Entry):
    """One indicator and what the meeting said of it."""

    id: str = Field(description="Its number as text, or the id of a sign beyond the list")
    number: int | None = Field(description="Its number; null beyond the list")
    label: str = Field(description="A short name")
    present: str = Field(description="co, khong, chua_ro or empty: whether the body shows it")
    degree: str = Field(description="Code of the plan's scale; empty when none was said")
    scope: str = Field(description="self, cell or empty")
    evidence: str = Field(description="What it rests on, as typed")
    conclusion: str = Field(description="What was concluded, as typed")
    decision: str = Field(description="What was decided, as typed")
    raised_by: str = Field(description="Id of whoever raised it")
    speakers: tuple[str, ...] = Field(description="Ids of those who spoke of it, in order")


class Vote(Entry):
    """One vote."""

    motion: str = Field(description="Id of the motion; minutes is the adoption of the minutes")
    title: str = Field(description="What was voted on")
    mode: Literal["open", "secret"] = Field(description="By hand or by ballot")
    at: Time = Field(description="When it was counted")
    base: int = Field(description="Members the majority is counted of")
    entitled: int = Field(description="Entitled and in the room")
    in_favour: int = Field(description="For")
    against: int = Field(description="Against")
    other: int = Field(description="Other opinions")
    passed: bool = Field(description="Whether it passed")


class Commitment(Entry):
    """Something an earlier meeting took on."""

    id: str = Field(description="The same in every meeting it comes back to")
    text: str = Field(description="What was to be done")
    owner: str = Field(description="Id of who does it, or a name as typed")
    owner_name: str = Field(description="The owner in words")
    due: str = Field(description="ISO date, or words as typed")
    since: str = Field(description="Day of the meeting that took it on, ISO")
    state: Literal["open", "done", "continued", "overdue"] = Field(description="What this meeting says became of it")
    remark: str = Field(description="The remark as typed")


class Rule(Entry):
    """How one rule of the plan stands."""

    code: str = Field(description="C01 … C23")
    label: str = Field(description="Short name")
    level: Literal["E", "W", "I"] = Field(description="E blocks the final minutes, W asks for a reason, I informs")
    state: Literal["met", "risk", "failed", "pending", "waived"] = Field(description="How it stands")
    figure: str = Field(description="The figure behind it, in words")
    reason: str = Field(description="Written reason why it is left unmet")


class Handout(Entry):
    """A document of the plan and when it was given out."""

    document: str = Field(description="Id in the plan")
    title: str = Field(description="Its title")
    given: str = Field(description="Day it was given out, ISO; empty for not")
    how: str = Field(description="How, as typed")
    lead_days: int | None = Field(description="Days before the session; null if not given out")
    in_time: bool = Field(description="Whether that is early enough")


class Detail(Entry):
    """One field that was filled in: preparation, the chair's closing words, the report."""

    name: str = Field(description="Name of the field, e.g. summary, quality, report_limits")
    value: str | bool | tuple[str, ...] = Field(description="What it says; a list for a field of lines")


class Correction(Entry):
    """A paragraph of the minutes changed while reading back, or amended after the adoption."""

    key: str = Field(description="Key of the paragraph; empty for an added one")
    old: str = Field(description="What stood there")
    new: str = Field(description="What stands there now")


class Amendment(Entry):
    """A change after the adoption: a paper of its own."""

    number: int = Field(description="Counted from 1")
    reason: str = Field(description="Why")
    at: Time = Field(description="When")
    changes: tuple[Correction, ...] = Field(description="The paragraphs it changes")


class Record(Entry):
    """One meeting.

    Once the minutes are adopted it holds what they say; only steps and end, votes, reasons of rules, amendments and
    the fields of the report may be younger.
    """

    format: Literal["bienban.record"] = Field(description="Always bienban.record")
    version: Literal[1] = Field(description="Version of this format")
    as_of: Time = Field(description="The moment this is the record of: now for a draft, else the adoption")
    identity: Identity = Field(description="Which meeting this is")
    hashes: Hashes = Field(description="What ties the record to plan and journal")
    scales: Scales = Field(description="What the plan's codes mean")
    people: tuple[Person, ...] = Field(description="Members in the order of the roster, then guests")
    attendance: tuple[Attendance, ...] = Field(description="Attendance of every member")
    steps: tuple[Step, ...] = Field(description="The steps as they were held")
    breaks: tuple[Interval, ...] = Field(description="The breaks")
    speeches: tuple[Speech, ...] = Field(description="Every turn, in order of time")
    notes: tuple[Note, ...] = Field(description="Every note, in order of time")
    indicators: tuple[Indicator, ...] = Field(description="The plan's indicators, then signs beyond the list")
    differences: tuple[Difference, ...] = Field(description="Differing opinions")
    reservations: tuple[Reservation, ...] = Field(description="Minority opinions kept in the record")
    solutions: tuple[Remedy, ...] = Field(description="Remedies")
    tasks: tuple[Remedy, ...] = Field(description="Tasks given out")
    backlog: tuple[Remedy, ...] = Field(description="Work left over or late")
    commitments: tuple[Commitment, ...] = Field(description="What earlier meetings took on")
    votes: tuple[Vote, ...] = Field(description="Votes in order of time")
    rules: tuple[Rule, ...] = Field(description="Rules of the plan")
    documents: tuple[Handout, ...] = Field(description="Documents of the plan")
    details: tuple[Detail, ...] = Field(description="Fields that were filled in")
    corrections: tuple[Correction, ...] = Field(description="Changes while reading back")
    amendments: tuple[Amendment, ...] = Field(description="Changes after the adoption")
    figures: Figures = Field(description="Every figure, the same as on screen and papers")
