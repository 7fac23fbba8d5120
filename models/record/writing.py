"""From a meeting to its published record, and to JSON: equal meetings give equal text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.agenda import Interval as Stretch
from models.attendance import Presence
from models.details import DETAILS
from models.figures import figures_of
from models.figures.values import HandoutFigures
from models.floor import COUNTED
from models.meeting import Meeting
from models.moments import local
from models.notes import Note as Noted
from models.plan import Choice
from models.record import values as v
from models.rules import check
from models.vietnamese.words import VN_OFFSET_MIN


def record_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN, *, id: str = "") -> v.Record:
    """The record at `now` (UTC ms), times `offset` minutes east of UTC; `id` is the meeting's in its store.

    KeyError for a meeting whose body the plan does not know.
    """
    adopted = meeting.adopted
    return _Writer(meeting.as_adopted(), meeting, now if adopted is None else adopted.at, now, offset).record(id)


def to_json(record: v.Record) -> str:
    """The record as JSON text, indented, its fields in the order of the schema."""
    return record.model_dump_json(indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """`text` is what was adopted, `live` what came after; `at` the moment of the text, `now` the real one (UTC ms)."""

    text: Meeting
    live: Meeting
    at: int
    now: int
    offset: int

    def record(self, id: str) -> v.Record:
        """All parts."""
        figures = figures_of(self.live, self.now, self.offset)
        return v.Record(
            format=v.FORMAT,
            version=v.VERSION,
            as_of=self._time(self.at),
            identity=self._identity(id),
            hashes=self._hashes(),
            scales=self._scales(),
            people=tuple(self._people()),
            attendance=tuple(self._attendance()),
            steps=tuple(self._steps()),
            breaks=tuple(map(self._interval, self.live.agenda.pauses)),
            speeches=tuple(self._speeches()),
            notes=tuple(map(self._note, self.text.notes.all)),
            indicators=tuple(self._indicators()),
            differences=tuple(self._differences()),
            reservations=tuple(self._reservations()),
            solutions=tuple(map(self._remedy, self.text.notes.of_kind("solution"))),
            tasks=tuple(map(self._remedy, self.text.notes.of_kind("task"))),
            backlog=tuple(map(self._remedy, self.text.notes.of_kind("backlog"))),
            commitments=tuple(self._commitments()),
            votes=tuple(self._votes()),
            rules=tuple(self._rules()),
            documents=tuple(self._documents({one.document: one for one in figures.documents.each})),
            details=tuple(self._details()),
            corrections=tuple(
                v.Correction(key=key, old=one.old, new=one.new) for key, one in self.text.corrections.items()
            ),
            amendments=tuple(self._amendments()),
            figures=figures,
        )

    # --- time -----------------------------------------------------------------------------------------

    def _time(self, at: int) -> str:
        return local(at, self.offset).isoformat(timespec="seconds")

    def _until(self, at: int | None) -> str | None:
        return None if at is None else self._time(at)

    def _interval(self, stretch: Stretch) -> v.Interval:
        return v.Interval(start=self._time(stretch.start), stop=self._until(stretch.stop))

    # --- the meeting ----------------------------------------------------------------------------------

    def _identity(self, id: str) -> v.Identity:
        details, identity = self.text.details, self.text.identity
        said = {name: details.text(name) for name in ("unit", "parent", "locality", "date", "place")}
        seats = {name: details.text(name) for name in ("chair", "clerk", "number")}
        return v.Identity(
            meeting=id,
            **said,
            **seats,
            body=identity.body,
            body_name=self.text.body.name,
            variant=identity.variant,
            rehearsal=identity.rehearsal,
        )

    def _hashes(self) -> v.Hashes:
        identity, adopted, ledger = self.text.identity, self.live.adopted, self.live.ledger
        return v.Hashes(
            plan=identity.plan,
            plan_digest=identity.plan_digest,
            indicators_digest=identity.indicators_digest,
            adopted_state="" if adopted is None else adopted.state,
            adopted_chain="" if adopted is None else adopted.head,
            state=ledger.state_hash(),
            entries=len(ledger.entries),
        )

    def _scales(self) -> v.Scales:
        plan = self.text.plan
        return v.Scales(
            degrees=_choices(plan.degrees),
            grades=_choices(plan.grades),
            scopes=_choices(plan.scopes_of(self.text.body)),
        )

    def _details(self) -> Iterator[v.Detail]:
        for detail in DETAILS:
            source = self.live if detail.phase == "report" else self.text
            value = source.details.values.get(detail.name)
            if value not in (None, "", ()) and isinstance(value, str | bool | tuple):
                yield v.Detail(name=detail.name, value=value)

    # --- people ---------------------------------------------------------------------------------------

    def _people(self) -> Iterator[v.Person]:
        for member in self.text.attendance.members.values():
            yield v.Person(
                id=member.id,
                order=member.order,
                name=self.text.name(member.id),
                kind="member",
                post=member.role,
                role=member.role_code,
                status=member.status,
            )
        for guest in self.text.guests.values():
            yield v.Person(
                id=guest.id,
                order=0,
                name=guest.name,
                kind="superior" if guest.superior else "guest",
                post=guest.post,
                role=guest.role,
                status="",
            )

    def _attendance(self) -> Iterator[v.Attendance]:
        started = self.text.agenda.started or 0
        for presence in self.text.attendance.presence.values():
            yield v.Attendance(
                person=presence.person,
                mark="present" if presence.attended else presence.mark,
                reason="" if presence.attended else presence.reason,
                late=(presence.arrived_late or 0) > started,
                intervals=tuple(self._stays(presence)),
            )

    def _stays(self, presence: Presence) -> Iterator[v.Interval]:
        """The stays within the session: an early roll call does not make it longer."""
        started, ended = self.text.agenda.started or 0, self.live.agenda.ended
        for stay in presence.intervals:
            stop = ended if stay.stop is None else stay.stop
            if stop is None or stop > started:
                yield self._interval(Stretch(max(stay.start, started), stop))

    # --- the session ----------------------------------------------------------------------------------

    def _steps(self) -> Iterator[v.Step]:
        known = {step.id: step for step in self.text.body.steps}
        for span in self.live.agenda.spans:
            step = known.get(span.step)
            yield v.Step(
                step=span.step,
                title=step.title if step else "",
                kind=step.kind if step else "",
                presenter=span.presenter,
                start=self._time(span.during.start),
                stop=self._until(span.during.stop),
            )

    def _speeches(self) -> Iterator[v.Speech]:
        floor, agenda = self.text.floor, self.text.agenda
        for turn in floor.turns:
            yield v.Speech(
                id=turn.id,
                person=turn.person,
                kind=turn.kind,
                counted=turn.kind in COUNTED,
                step=turn.step or agenda.step_at(turn.start),
                start=self._time(turn.start),
                stop=self._until(turn.stop),
                seconds=floor.spoken(turn, agenda, self.at) // 1000,
                interrupts=turn.interrupts,
                answers=turn.answers,
            )

    def _note(self, note: Noted) -> v.Note:
        return v.Note(
            id=note.id,
            kind=note.kind,
            text=note.text,
            at=self._time(note.at),
            speech=note.turn,
            person=note.person,
            step=note.step,
            indicators=note.indicators,
            questions=note.questions,
            scope=note.scope,
            stance=note.stance,
        )

    def _remedy(self, note: Noted) -> v.Remedy:
        return v.Remedy(
            note=note.id,
            text=note.text,
            proposed_by=note.person,
            owner=note.owner,
            owner_name=self.text.name(note.owner),
            due=note.due,
            scope=note.scope,
            indicators=note.indicators,
        )

    def _differences(self) -> Iterator[v.Difference]:
        for note in self.text.notes.differences:
            yield v.Difference(
                note=note.id,
                text=note.text,
                person=note.person,
                outcome=note.outcome,
                outcome_text=note.outcome_text,
            )

    def _reservations(self) -> Iterator[v.Reservation]:
        """Only who asked to be named is (domain.md 6.3)."""
        for one in self.text.reservations:
            person = one.person if one.named else ""
            yield v.Reservation(person=person, about=one.about, text=one.text, at=self._time(one.at))

    def _indicators(self) -> Iterator[v.Indicator]:
        for row in self.text.board.rows:
            yield v.Indicator(
                id=row.id,
                number=row.number,
                label=row.label,
                present=row.present,
                degree=row.degree,
                scope=row.scope,
                evidence=row.evidence,
                conclusion=row.conclusion,
                decision=row.decision,
                raised_by=row.raised_by,
                speakers=row.speakers,
            )

    def _commitments(self) -> Iterator[v.Commitment]:
        for one in self.text.commitments.values():
            yield v.Commitment(
                id=one.id,
                text=one.text,
                owner=one.owner,
                owner_name=self.text.name(one.owner),
                due=one.due,
                since=one.since,
                state=one.state,
                remark=one.remark,
            )

    # --- votes, rules, papers -------------------------------------------------------------------------

    def _votes(self) -> Iterator[v.Vote]:
        majority = self.live.plan.thresholds.majority
        for vote in self.live.votes.values():
            yield v.Vote(
                motion=vote.motion,
                title=vote.title,
                mode="secret" if vote.mode == "secret" else "open",
                at=self._time(vote.at),
                base=vote.base,
                entitled=vote.entitled,
                in_favour=vote.in_favour,
                against=vote.against,
                other=vote.other,
                passed=vote.passed(majority),
            )

    def _rules(self) -> Iterator[v.Rule]:
        for state in check(self.live, self.now):
            yield v.Rule(
                code=state.code,
                label=state.label,
                level=state.level,
                state=state.state,
                figure=state.figure,
                reason=state.reason,
            )

    def _documents(self, counted: dict[str, HandoutFigures]) -> Iterator[v.Handout]:
        for document in self.text.plan.documents:
            handout, figures = self.text.handouts[document.id], counted[document.id]
            yield v.Handout(
                document=document.id,
                title=document.title,
                given=handout.given,
                how=handout.how,
                lead_days=figures.lead_days,
                in_time=figures.in_time,
            )

    def _amendments(self) -> Iterator[v.Amendment]:
        for one in self.live.amendments:
            changes = tuple(v.Correction(key=c.key, old=c.old, new=c.new) for c in one.changes)
            yield v.Amendment(number=one.number, reason=one.reason, at=self._time(one.at), changes=changes)


def _choices(scale: Iterable[Choice]) -> tuple[v.Choice, ...]:
    return tuple(v.Choice(code=choice.code, label=choice.label) for choice in scale)
