"""Counting: from the record to `Figures`.

Once the minutes are adopted the figures are those of the adopted text, for ever (sync.md §3). Live are, as in the
minutes, only what comes after it by its nature: steps still to hold and the end, votes on other things, the
rules with their reasons, amendments, and what becomes of the papers (R47, R79, L8, L20).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from models.agenda import MINUTE, Agenda
from models.attendance import Counts
from models.board import NOT_PRESENT, PRESENT, UNCLEAR, Row
from models.figures import values as v
from models.figures.papers import documents, papers
from models.floor import Turn
from models.meeting import Meeting
from models.notes import Note
from models.plan import Body
from models.rules import RuleState, check, summary
from models.vietnamese.words import VN_OFFSET_MIN
from models.votes import Vote


@dataclass(frozen=True, slots=True)
class Base:
    """What is counted: the `text` as adopted, the `live` record, the moment, and the agenda up to the end."""

    text: Meeting
    live: Meeting
    body: Body
    at: int  # UTC ms: of the adoption, or now
    agenda: Agenda


def figures_of(
    meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN, states: Iterable[RuleState] | None = None
) -> v.Figures:
    """Every figure of the meeting at `now` (UTC ms), days counted `offset` minutes east of UTC.

    `states` are its rules as they stand then, for whoever has checked them already. KeyError for a meeting whose body
    the plan does not know.
    """
    base = _base(meeting, now)
    return v.Figures(
        session=_session(base),
        members=_members(base),
        speaking=_speaking(base),
        indicators=_indicators(base),
        differences=_differences(base.text),
        solutions=_solutions(base.text.notes.solutions),
        backlog=_backlog(base.text.notes.of_kind("backlog")),
        commitments=_commitments(base.text),
        votes=tuple(_vote(vote, meeting) for vote in meeting.votes.values()),
        rules=_rules(check(meeting, now) if states is None else tuple(states)),
        documents=documents(base.text),
        papers=papers(meeting, now, offset),
        grade=base.text.details.text("quality"),
    )


def _base(meeting: Meeting, now: int) -> Base:
    text, adopted = meeting.as_adopted(), meeting.adopted
    agenda = replace(meeting.agenda, started=text.agenda.started)
    return Base(text, meeting, meeting.body, now if adopted is None else adopted.at, agenda)


def _session(base: Base) -> v.SessionFigures:
    agenda, limits = base.agenda, base.text.plan.thresholds
    until = agenda.ended if agenda.ended is not None else base.at
    elapsed = agenda.elapsed(until, breaks_count=limits.breaks_count)
    held = {span.step for span in agenda.spans} & {step.id for step in base.body.steps}
    whole = agenda.elapsed(until, breaks_count=True) - agenda.elapsed(until)
    return v.SessionFigures(
        started=agenda.started,
        ended=agenda.ended,
        minutes=None if agenda.started is None else elapsed // MINUTE,
        least_minutes=limits.minimum_minutes,
        break_minutes=whole // MINUTE,
        steps=v.Part(part=len(held), whole=len(base.body.steps)),
        separate=base.text.details.flag("separate"),
    )


# --- people -----------------------------------------------------------------------------------------------


_SAME_NAME = (
    "total", "official", "probationary", "temporary", "exempt", "away", "suspended",
    "present", "present_official", "present_probationary", "present_temporary",
    "excused", "unexcused", "unmarked", "guests",
)  # fmt: skip
"""Counts of the attendance block that are figures as they stand."""


def _members(base: Base) -> v.MemberFigures:
    counts: Counts = base.text.attendance.counts(base.at)
    started = base.text.agenda.started or 0
    presences = base.text.attendance.presence.values()
    return v.MemberFigures(
        **{name: getattr(counts, name) for name in _SAME_NAME},
        obliged_present=v.Part(part=counts.present_obliged, whole=counts.obliged),
        late=sum((presence.arrived_late or 0) > started for presence in presences),
        superiors=sum(guest.superior for guest in base.text.guests.values()),
    )


def discussed(meeting: Meeting) -> tuple[Turn, ...]:
    """The contributions of the discussion; those outside every step of the plan belong to it too."""
    body, agenda = meeting.body, meeting.agenda
    discussion = body.step_of_kind("discussion").id
    elsewhere = {step.id for step in body.steps} - {discussion}
    turns = meeting.floor.contributions()
    return tuple(turn for turn in turns if (turn.step or agenda.step_at(turn.start)) not in elsewhere)


def _speaking(base: Base) -> v.SpeakingFigures:
    counted = discussed(base.text)
    kinds, people = Counter(turn.kind for turn in counted), {turn.person for turn in counted}
    members = base.text.attendance.members.keys()
    spoke = len(base.text.floor.speakers() & members)
    return v.SpeakingFigures(
        contributions=len(counted),
        opinions=kinds["opinion"],
        papers=kinds["paper"],
        questions=kinds["question"],
        speakers=len(people),
        member_speakers=len(people & members),
        guest_speakers=len(people - members),
        spoke=v.Part(part=spoke, whole=base.text.attendance.counts(base.at).present),
    )


# --- indicators -------------------------------------------------------------------------------------------


def _indicators(base: Base) -> v.IndicatorFigures:
    board = base.text.board
    answers = Counter(row.present for row in board.numbered)
    return v.IndicatorFigures(
        total=len(board.numbered),
        discussed=sum(row.touched for row in board.numbered),
        concluded=sum(row.concluded for row in board.numbered),
        present=answers[PRESENT],
        not_present=answers[NOT_PRESENT],
        unclear=answers[UNCLEAR],
        unanswered=answers[""],
        by_degree=_by_degree(base.text, [row for row in board.numbered if row.present == PRESENT]),
        found=tuple(
            v.FoundIndicator(id=row.id, number=row.number, degree=row.degree, scope=row.scope) for row in board.found
        ),
        beyond=len(board.added),
        beyond_present=sum(row.present == PRESENT for row in board.added),
    )


def _by_degree(meeting: Meeting, found: list[Row]) -> tuple[v.DegreeFigures, ...]:
    """A figure for each degree of the plan's scale; codes it does not know, and none, only where they occur."""
    counts = Counter(row.degree for row in found)
    known = [degree.code for degree in meeting.plan.degrees]
    strange = sorted(code for code in counts if code not in known)
    return tuple(v.DegreeFigures(degree=code, count=counts[code]) for code in (*known, *strange))


# --- what was said ----------------------------------------------------------------------------------------


def _differences(meeting: Meeting) -> v.DifferenceFigures:
    outcomes = Counter(note.outcome for note in meeting.notes.differences)
    return v.DifferenceFigures(
        total=outcomes.total(),
        settled=outcomes["settled"],
        kept=outcomes["kept"],
        open=outcomes["open"],
        reservations=len(meeting.reservations),
        named_reservations=sum(reservation.named for reservation in meeting.reservations),
    )


def _solutions(notes: Iterable[Note]) -> v.SolutionFigures:
    found = list(notes)
    scopes = Counter(note.scope for note in found)
    return v.SolutionFigures(
        total=len(found),
        tasks=sum(note.kind == "task" for note in found),
        own=scopes["self"],
        collective=scopes["cell"],
        unscoped=scopes[""],
        with_owner=sum(bool(note.owner) for note in found),
        with_due=sum(bool(note.due) for note in found),
        feasible=sum(note.feasible for note in found),
    )


def _backlog(notes: Iterable[Note]) -> v.BacklogFigures:
    found = list(notes)
    return v.BacklogFigures(
        total=len(found),
        with_owner=sum(bool(note.owner) for note in found),
        with_due=sum(bool(note.due) for note in found),
    )


def _commitments(meeting: Meeting) -> v.CommitmentFigures:
    states = Counter(commitment.state for commitment in meeting.commitments.values())
    return v.CommitmentFigures(
        total=states.total(),
        done=states["done"],
        continued=states["continued"],
        overdue=states["overdue"],
        open=states["open"],
    )


# --- votes and rules --------------------------------------------------------------------------------------


def _vote(vote: Vote, meeting: Meeting) -> v.VoteFigures:
    majority = meeting.plan.thresholds.majority
    return v.VoteFigures(
        motion=vote.motion,
        in_favour=v.Part(part=vote.in_favour, whole=vote.base),
        against=vote.against,
        other=vote.other,
        entitled=vote.entitled,
        needed=majority.least_exceeding(vote.base),
        passed=vote.passed(majority),
    )


def _rules(states: Sequence[RuleState]) -> v.RuleFigures:
    counts = summary(states)
    waived = tuple(state.code for state in states if state.state == "waived")
    return v.RuleFigures(**{str(name): count for name, count in counts.items()}, waived_codes=waived)
