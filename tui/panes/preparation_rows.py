"""The rows of the preparation: what is to be known before the session, how it reads, which rule asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from models.details import DETAILS, Detail
from models.meeting import Meeting
from models.plan import Role
from models.posts import posts_held
from models.rules import RuleState
from models.rules.preparation import documents_due
from models.rules.situation import day_of
from tui import words, words_commitments
from tui import words_preparation as texts
from tui.asking import day_first
from tui.draw import Line, Piece, line, rule, wrap

if TYPE_CHECKING:
    from tui.desk import Desk

RULES: Final = {
    "date": "C01",
    "planned_start": "C01",
    "place": "C01",
    "chair": "C01",
    "clerk": "C01",
    "roster": "C01",
    "separate": "C05",
    "notified_on": "C03",
    "notified_whom": "C03",
    "document": "C02",
}
"""Row → the rule that asks for it."""


FOOT, FOOT_MOST = 4, 6
"""Lines of the foot that tells about the row under the cursor: usually, and where there is more to tell."""


class Entry(Struct, frozen=True):
    """One row: a field, a line of a field of lines (`index`), a document, or one of the summaries.

    `kind` is that of the field (`models.details.Kind`), or document, roster, indicators, programme, commitments.
    """

    name: str
    label: str
    kind: str
    index: int = -1

    @property
    def rule(self) -> str:
        """The code of the rule that asks for it, "" for none."""
        return RULES.get(self.kind if self.kind == "document" else self.name, "")


def entries(desk: Desk) -> list[Entry]:
    """Everything to prepare, in the order of the plan: the meeting, its subject, the papers, who was told."""
    meeting = desk.meeting
    omitted = meeting.body.omits
    fields = [detail for detail in DETAILS if detail.phase == "preparation" and detail.name not in omitted]
    papers = [
        Entry(document.id, texts.DOCUMENT_LABEL.format(label=document.label), "document")
        for document in meeting.plan.documents
    ]
    summaries = [
        Entry("roster", texts.ROSTER_LABEL, "roster"),
        Entry("indicators", texts.INDICATORS_LABEL, "indicators"),
        Entry("programme", texts.PROGRAMME_LABEL, "programme"),
    ]
    if meeting.commitments:
        summaries.append(Entry("commitments", words_commitments.COMMITMENTS_LABEL, "commitments"))
    found: list[Entry] = []
    for detail in fields:
        found += _of_detail(meeting, detail)
        if detail.name == "clerk":
            found += summaries
        if detail.name == "task_tie":
            found += papers
    return found


def _of_detail(meeting: Meeting, detail: Detail) -> list[Entry]:
    """The row of a field, and one for each of its lines."""
    label = texts.DETAIL_LABELS[detail.name]
    row = Entry(detail.name, label, detail.kind)
    lines = meeting.details.lines(detail.name) if detail.kind == "lines" else ()
    return [row, *(Entry(detail.name, label, detail.kind, index) for index in range(len(lines)))]


def text_of(desk: Desk, row: Entry) -> str:
    """What is recorded of a row, in words; "" for nothing."""
    return _VALUES[row.kind](desk, row)


def value_of(desk: Desk, row: Entry, states: Mapping[str, RuleState]) -> Piece:
    """The same and how it looks; what is wanting says so, and by which rule."""
    text = text_of(desk, row)
    if text and row.kind == "document":
        return _handed_out(desk, row, text, states)
    if text:
        return (text, _indicators_style(desk) if row.kind == "indicators" else "plain")
    state = states.get(row.rule)
    if state is None:
        return (words.BLANK_VALUE, "muted")
    if row.kind == "document" and (due := _due(desk)) is not None:
        return _to_hand_out(desk, due, state)
    needed = state.level == "E"
    return (f"{texts.NEEDED if needed else texts.ADVISED} ({state.code})", "warning" if needed else "missing")


def first_wanting(desk: Desk) -> int:
    """The place of the first row that a rule wants and nothing is written in; the head of the list for none."""
    states = {state.code: state for state in desk.rules()}
    rows = enumerate(entries(desk))
    return next((place for place, row in rows if row.rule in states and not text_of(desk, row)), 0)


def _due(desk: Desk) -> dt.date | None:
    """The last day the documents may be given out, counted back from the day of the session (R23, L17)."""
    return documents_due(day_of(desk.meeting.details.text("date")), desk.meeting.plan.thresholds)


def _handed_out(desk: Desk, row: Entry, text: str, states: Mapping[str, RuleState]) -> Piece:
    """When a document was given out; where that was too late, by which day it should have been."""
    given, due = day_of(desk.meeting.handouts[row.name].given), _due(desk)
    if due is None or given is None or given <= due or row.rule not in states:
        return (text, "plain")
    told = texts.DOCUMENT_LATE.format(day=_day_told(given), due=_day_told(due), rule=row.rule)
    return (told, "warning")


def _day_told(day: dt.date) -> str:
    return day_first(day.isoformat())


def _to_hand_out(desk: Desk, due: dt.date, state: RuleState) -> Piece:
    """Until when a document is to be given out; a warning once that day is over."""
    over = desk.local(desk.now()).date() > due
    told = texts.DOCUMENT_OVERDUE if over else texts.DOCUMENT_DUE
    return (told.format(day=_day_told(due), rule=state.code), "warning" if over else "missing")


def rule_lines(desk: Desk, row: Entry, states: Mapping[str, RuleState], width: int) -> list[Line]:
    """The rule that asks for the row, how it stands and what still cures it; else what the row is for."""
    state = states.get(row.rule)
    lines = [rule(width, row.label)]
    listed = row.kind == "roster" and bool(desk.meeting.attendance.members)
    if state is not None and not listed:
        style = "done" if state.state == "met" else "warning"
        lines.append(line((f" {state.code} {state.label}: ", "muted"), (state.figure, style)))
    told = (state.cure or state.title) if state is not None else texts.ROW_HELP.get(row.name, "")
    if listed:
        told = _posts_told(desk)
    lines += [line(f" {part}") for part in wrap(told, width - 2)]
    return [*lines, (), (), ()][: max(FOOT, min(len(lines), FOOT_MOST))]


# --- values in words ----------------------------------------------------------------------------------------------


def _text(desk: Desk, row: Entry) -> str:
    return desk.meeting.details.text(row.name)


def _day(desk: Desk, row: Entry) -> str:
    return day_first(_text(desk, row))


def _person(desk: Desk, row: Entry) -> str:
    return desk.meeting.name(_text(desk, row))


def _flag(desk: Desk, row: Entry) -> str:
    value = desk.meeting.details.flag(row.name)
    return "" if value is None else words.YES if value else words.NO


def _lines(desk: Desk, row: Entry) -> str:
    lines = desk.meeting.details.lines(row.name)
    if row.index >= 0:
        return f"{row.index + 1}. {lines[row.index]}"
    return texts.TOPIC_COUNT.format(count=len(lines)) if lines else ""


def _document(desk: Desk, row: Entry) -> str:
    given = desk.meeting.handouts[row.name].given
    return texts.DOCUMENT_GIVEN.format(day=day_first(given)) if given else ""


def _roster(desk: Desk, row: Entry) -> str:
    count = len(desk.meeting.attendance.members)
    if not count:
        return ""
    held, missing = _posts(desk)
    parts = [texts.POSTS_HELD.format(count=len(held))] if held else []
    parts += [texts.POSTS_MISSING.format(posts=", ".join(role.label for role in missing))] if missing else []
    return " · ".join((texts.ROSTER_VALUE.format(count=count), *parts))


def _posts(desk: Desk) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """The expected posts that the members hold, and the required ones that nobody does (R66)."""
    meeting = desk.meeting
    return posts_held((person.role_code for person in meeting.attendance.members.values()), meeting.plan, meeting.body)


def _posts_told(desk: Desk) -> str:
    """The same in full sentences, for the foot."""
    held, missing = _posts(desk)
    told = texts.POSTS_HELP.format(held=", ".join(role.label for role in held) or words.BLANK_VALUE)
    wanting = texts.POSTS_HELP_MISSING.format(missing=", ".join(role.label for role in missing)) if missing else ""
    return f"{told} {wanting}".strip()


def _indicators(desk: Desk, row: Entry) -> str:
    """Whether the Appendix is in, is an example, or is missing, and by which digest it can be told."""
    catalogue = desk.meeting.plan.catalogue
    statuses = [indicator.status for indicator in catalogue.items]
    digest, blank = catalogue.digest()[:8], statuses.count("missing")
    if blank:
        return texts.INDICATORS_BLANK.format(blank=blank, count=len(statuses), digest=digest)
    known = texts.INDICATORS_EXAMPLE if "example" in statuses else texts.INDICATORS_SOURCED
    return known.format(count=len(statuses), digest=digest)


def _indicators_style(desk: Desk) -> str:
    statuses = {indicator.status for indicator in desk.meeting.plan.indicators}
    return "missing" if "missing" in statuses else "warning" if "example" in statuses else "plain"


def _programme(desk: Desk, row: Entry) -> str:
    body, least = desk.meeting.body, desk.meeting.plan.thresholds.minimum_minutes
    return texts.PROGRAMME_VALUE.format(steps=len(body.steps), minutes=body.planned_minutes, least=least)


def _commitments(desk: Desk, row: Entry) -> str:
    held = desk.meeting.commitments.values()
    left = sum(one.state == "open" for one in held)
    return words_commitments.COMMITMENTS_VALUE.format(count=len(held), open=left)


_VALUES: dict[str, Callable[[Desk, Entry], str]] = {
    "text": _text,
    "clock": _text,
    "date": _day,
    "person": _person,
    "flag": _flag,
    "lines": _lines,
    "document": _document,
    "roster": _roster,
    "indicators": _indicators,
    "programme": _programme,
    "commitments": _commitments,
}
