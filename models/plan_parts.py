"""The small records a plan is made of, and the few helpers that keep them honest.

Every record is frozen, strict and refuses unknown keys. Where a rule is broken that types cannot express, a
`PydanticCustomError` is raised whose context carries `path`, the way from the refused value to the fault.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

BodyKind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
"""A kind of body that holds the session (R12–R14), by the name of its file: chi_bo, dang_uy, ubnd, …"""

StepKind = Literal[
    "roll_call",
    "purpose",
    "reading",
    "presentation",
    "indicators",
    "discussion",
    "conclusion",
    "read_back",
    "close",
]
"""What a step is, whatever a plan calls it (R24–R47)."""

Level = Literal["E", "W", "I"]
"""E keeps the final minutes from being printed, W asks for a written reason, I only informs."""

T = TypeVar("T")


Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A tuple that also takes the lists TOML gives; what is inside stays strict."""

Text = Annotated[str, StringConstraints(min_length=1)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=24)]
"""Fits the step column of an 80×24 screen."""


class Data(BaseModel):
    """A frozen record that refuses what it does not know and guesses no types.

    Its check is built when the first one is read, and then once for the plan as a whole: not at import, part by part.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


def digest(value: object) -> str:
    """SHA-256 (hex) of a JSON value in its one canonical writing: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_repeat(values: Iterable[Hashable], path: tuple[str, ...], field: str) -> None:
    """Refuse the second of two equal ids, naming its place."""
    seen: set[Hashable] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise PydanticCustomError("repeated", "{value} twice", {"value": value, "path": (*path, index, field)})
        seen.add(value)


def by(items: Iterable[T], field: str, value: object) -> T:
    """The first item whose `field` equals `value`; KeyError if there is none."""
    for item in items:
        if getattr(item, field) == value:
            return item
    raise KeyError(value)


def refuse_unknown(
    names: Iterable[str],
    known: set[str],
    error: Literal["unknown_role", "unknown_document", "unknown_body", "unknown_detail"],
    path: tuple[str | int, ...],
) -> None:
    """Refuse the first name that is not known, with those that are."""
    for name in names:
        if name not in known:
            facts = {"value": name, "known": ", ".join(sorted(known)), "path": path}
            raise PydanticCustomError(error, "{value} is not one of {known}", facts)


class Share(Data):
    """A fraction kept in whole numbers, so that "more than half of 29" never meets a rounding."""

    numerator: Annotated[int, Field(ge=0)]
    denominator: Annotated[int, Field(ge=1)]

    def exceeded_by(self, part: int, whole: int) -> bool:
        """Whether part/whole lies strictly above the share; nothing exceeds a share of nobody."""
        return whole > 0 and part * self.denominator > self.numerator * whole

    def reached_by(self, part: int, whole: int) -> bool:
        """Whether part/whole lies on or above the share."""
        return whole > 0 and part * self.denominator >= self.numerator * whole

    def least_exceeding(self, whole: int) -> int:
        """The smallest part of the whole that lies above the share."""
        return self.numerator * whole // self.denominator + 1

    def least_reaching(self, whole: int) -> int:
        """The smallest part of the whole that lies on or above the share."""
        return -(-self.numerator * whole // self.denominator)


class Deadline(Data):
    """A day named with "trước": strictly before it, unless the plan's keeper sets `inclusive`."""

    day: dt.date
    inclusive: bool
    source: Text

    @property
    def last_day(self) -> dt.date:
        """The last day that still keeps the deadline."""
        return self.day if self.inclusive else self.day - dt.timedelta(days=1)

    def met_by(self, day: dt.date) -> bool:
        """Whether something done on `day` is in time."""
        return day <= self.last_day


class Deadlines(Data):
    """The two days of the campaign: the session held, the cell's report sent."""

    session: Deadline
    report: Deadline


class Decision(Data):
    """The plan's own paper (R1): what the minutes cite as their basis."""

    name: Text
    number: Text
    issued: dt.date
    place: Text
    issuer: Text
    superior: Text
    source: Text


class Citation(Data):
    """A paper the plan carries out (R2, R3)."""

    id: Text
    name: Text
    number: Text
    issued: dt.date
    issuer: Text
    title: Text
    source: Text


class Document(Data):
    """A paper the participants get before the session (R8–R11); `issued` is absent where no day is named."""

    id: Text
    label: Label
    title: Text
    issued: dt.date | None = None
    read_aloud: bool
    source: Text


class Purpose(Data):
    """One purpose of the campaign in our own short words (R5–R7)."""

    text: Text
    source: Text


class Choice(Data):
    """One value of a scale: a degree (R34), a grade of the session (R43), the scope of a statement (R22)."""

    code: Text
    label: Label
    note: str = ""
    source: Text


class Role(Data):
    """A post by its code (BT, PBT, …, CT, TCA), or a superior's (DUV, UVTV).

    `aliases` are further ways a list writes the post ("CT UBND"); case, marks and blanks do not count.
    """

    code: Text
    label: Label
    name: Text
    aliases: Many[Text] = ()
    source: Text


class Recipient(Data):
    """One line of "Nơi nhận" (R80): to whom, and in brackets what for."""

    name: Text
    purpose: str = ""
    source: Text


class Reporting(Data):
    """Where the cell's report goes (R79)."""

    to: Text
    through: Text
    source: Text


class Step(Data):
    """One step of the session: `title` for the minutes, `label` for the screen, `minutes` as planned.

    `presenters` are role codes in order of preference, none meaning anyone. `strictness` is what it weighs
    when the step is left out; `presenter_strictness` when someone else presents it (a real cell had a chi ủy
    member do so: warn, never block). `documents` are the ids of the papers it deals with.
    """

    id: Text
    kind: StepKind
    label: Label
    title: Text
    presenters: Many[Text] = ()
    strictness: Level
    presenter_strictness: Level = "I"
    minutes: Annotated[int, Field(ge=1)]
    documents: Many[Text] = ()
    source: Text


class Question(Data):
    """One question every speaker is led through (R32–R37), typed as `/1`, `/2`, … in a note.

    `backlog` marks the one that asks for work left over or late and who answers for it (R58).
    """

    id: Annotated[str, StringConstraints(pattern=r"^Q[1-9]$")]
    label: Label
    text: Text
    backlog: bool = False
    source: Text


class SpeakingRule(Data):
    """How many are expected to speak: many (R39, no number set) or all (R61)."""

    mode: Literal["many", "all"]
    text: Text
    source: Text


class ExpectedPost(Data):
    """A post the roster of such a body is expected to show (R66); `several` people may hold it."""

    role: Text
    required: bool
    several: bool = False
    source: Text


class Superior(Data):
    """Who from above is told of the time beforehand (R78) and who attends (R73).

    Where several attend, any one of them will do: "Bí thư (hoặc Phó bí thư)" (R67, R69).
    """

    role: Text
    notified: bool
    attends: bool
    source: Text


class Addressed(Data):
    """What minutes and reports share: the head's form and number, and where the paper goes.

    In `number_line`, `{number}` stands for the running number. `banner` is what stands at the top right where it is
    not the form's own title (ĐOÀN TNCS HỒ CHÍ MINH). `section_mark` follows a part's numeral ("I-", "I."),
    `recipient_mark` every recipient but the last.
    """

    form: Text
    number_line: Annotated[str, StringConstraints(pattern=r"^[^{}]*\{number\}[^{}]*$")]
    banner: str = ""
    section_mark: Literal["-", "."] = "-"
    recipient_mark: Literal[",", ";"] = ","
    title: Text
    subject: Text
    recipients: Many[Recipient]
    source: Text

    def section(self, numeral: str, title: str) -> str:
        """The heading of a part: "I- THÀNH PHẦN" in a paper of the Party, "I. THÀNH PHẦN" in one of the State."""
        return f"{numeral}{self.section_mark} {title}"

    @property
    def addressees(self) -> tuple[str, ...]:
        """The lines of "Nơi nhận"; the last ends with a full stop."""
        named = [f"{to.name} ({to.purpose})" if to.purpose else to.name for to in self.recipients]
        last = len(named) - 1
        return tuple(f"{name}{'.' if index == last else self.recipient_mark}" for index, name in enumerate(named))


class Paper(Addressed):
    """How the minutes of such a body look."""

    clerk_caption: Text
    chair_caption: Text


class ReportPaper(Addressed):
    """How the report of such a body looks (R79, domain.md 7.2): `authority` and `post` stand above the name."""

    authority: Text
    post: Text


class Variant(Data):
    """One of several organisations that meet by the same rules (Đoàn, Hội Phụ nữ, …), with what is its own."""

    id: BodyKind
    name: Text
    paper: Paper
    report: ReportPaper
    roles: Many[Role] = ()
    source: Text


class Thresholds(Data):
    """Figures the rules measure against. Where the plan is silent the data file says so beside the value."""

    minimum_minutes: Annotated[int, Field(ge=1)]
    """The session lasts at least so long (R15)."""
    breaks_count: bool
    """Whether breaks count towards the minimum."""
    separate_from_regular: bool
    """Not merged with the regular meeting (R16)."""
    document_lead_days: Annotated[int, Field(ge=0)]
    """Documents are out at least so many days before the session (R23)."""
    document_lead_kind: Literal["calendar", "working"]
    """How those days are counted."""
    attendance: Share
    """More than this share of the obliged members attends (12-HD/BTCTW)."""
    majority: Share
    """More than this share of the voting base agrees (Quy định 24-QĐ/TW, 9.3.2)."""
    presence_warning: Share
    """Below this share of the obliged members a warning is shown; never a block."""
    many_speakers: Share
    """From this share of the present members on, "many" have spoken (R39)."""
    minimum_solutions: Annotated[int, Field(ge=0)]
    """So many feasible solutions are written down (R7)."""
    closing_warning_minutes: Annotated[int, Field(ge=0)]
    """So long before the planned end a rule still open counts as at risk."""
    deadline_warning_days: Annotated[int, Field(ge=0)]
    """So many days before a deadline it is called near."""
    reading_syllables_per_minute: Annotated[int, Field(ge=1)]
    """How fast minutes are read aloud."""


class Rule(Data):
    """A check by its code (C01…C23): title and level here, its logic in `models.rules` by the same code."""

    code: Annotated[str, StringConstraints(pattern=r"^C\d\d$")]
    label: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    title: Text
    bodies: Many[BodyKind]
    level: Level
    by_body: Mapping[BodyKind, Level] = {}
    by_case: Mapping[str, Level] = {}
    source: Text

    def level_for(self, body: BodyKind, case: str = "") -> Level:
        """How much it weighs for that body, or in a named case of the rule (C19: `no_majority`)."""
        return self.by_case.get(case) or self.by_body.get(body, self.level)
