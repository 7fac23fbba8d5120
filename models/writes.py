"""What each fact says about which field: the one place that maps entries to registers.

A write is (part, id, field, value). Parts are the units of change that the screen redraws by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from pydantic_core import from_json

from models import facts as f
from models.fact import Fact
from models.facts_minutes import Adopted, Amended, ParagraphCorrected, ReadingBegun, RuleWaived
from models.facts_record import ClockNoted, DeskOpened, Resolved, TurnsMerged

Write = tuple[str, str, str, object]
F = TypeVar("F", bound=Fact)

_WRITERS: dict[type[Fact], Callable[[Any], Iterator[Write]]] = {}


def writes(fact: Fact) -> Iterator[Write]:
    """The writes of a fact; none for facts that only concern the record."""
    writer = _WRITERS.get(type(fact))
    return writer(fact) if writer is not None else iter(())


def _writer(kind: type[F]) -> Callable[[Callable[[F], Iterator[Write]]], Callable[[F], Iterator[Write]]]:
    def register(function: Callable[[F], Iterator[Write]]) -> Callable[[F], Iterator[Write]]:
        _WRITERS[kind] = function
        return function

    return register


def _given(part: str, thing: str, fields: Mapping[str, object | None]) -> Iterator[Write]:
    """A write for each field that is said (not None)."""
    return ((part, thing, field, value) for field, value in fields.items() if value is not None)


def _since(fields: Mapping[str, object], *later: str) -> dict[str, object]:
    """The fields, those that a later version added only when they are said: older records keep their state hash."""
    return {name: value for name, value in fields.items() if value or name not in later}


@_writer(DeskOpened)
def _(fact: DeskOpened) -> Iterator[Write]:
    yield ("record", "desk", "offset", fact.offset)


@_writer(ClockNoted)
def _(fact: ClockNoted) -> Iterator[Write]:
    yield ("record", "clock", "jump", fact.jump)


@_writer(f.MeetingOpened)
def _(fact: f.MeetingOpened) -> Iterator[Write]:
    return _given("meeting", "meeting", _since(vars(fact), "variant"))


@_writer(f.PersonListed)
def _(fact: f.PersonListed) -> Iterator[Write]:
    yield ("person", fact.person, "fields", fact.fields)
    yield ("person", fact.person, "listed", True)


@_writer(f.PersonUnlisted)
def _(fact: f.PersonUnlisted) -> Iterator[Write]:
    yield ("person", fact.person, "listed", False)


@_writer(f.GuestAdded)
def _(fact: f.GuestAdded) -> Iterator[Write]:
    return _given("guest", fact.person, _since(vars(fact), "role"))


@_writer(f.DetailSet)
def _(fact: f.DetailSet) -> Iterator[Write]:
    yield ("detail", fact.field, "value", fact.value)


@_writer(f.DocumentNoted)
def _(fact: f.DocumentNoted) -> Iterator[Write]:
    yield ("document", fact.document, "given", fact.given)
    yield ("document", fact.document, "how", fact.how)


@_writer(f.Marked)
def _(fact: f.Marked) -> Iterator[Write]:
    yield ("roll", fact.person, "mark", (fact.status, fact.reason, fact.at))
    if fact.status == "unmarked":
        yield ("roll", fact.person, "rest", None)  # a key for this person beats "the rest" (sync.md §3)


@_writer(f.RestMarked)
def _(fact: f.RestMarked) -> Iterator[Write]:
    for person in fact.people:
        yield ("roll", person, "rest", fact.at)


@_writer(f.Moved)
def _(fact: f.Moved) -> Iterator[Write]:
    return _given("move", fact.move, vars(fact))


@_writer(f.MoveCorrected)
def _(fact: f.MoveCorrected) -> Iterator[Write]:
    yield ("move", fact.move, "at", fact.at)


@_writer(f.StandingSet)
def _(fact: f.StandingSet) -> Iterator[Write]:
    yield ("person", fact.person, "standing", fact.standing)


@_writer(f.SessionStarted)
def _(fact: f.SessionStarted) -> Iterator[Write]:
    yield ("session", "session", "started", fact.at)


@_writer(f.SessionEnded)
def _(fact: f.SessionEnded) -> Iterator[Write]:
    yield ("session", "session", "ended", fact.at)


@_writer(f.SessionPaused)
def _(fact: f.SessionPaused) -> Iterator[Write]:
    yield ("pause", fact.pause, "start", fact.at)


@_writer(f.SessionResumed)
def _(fact: f.SessionResumed) -> Iterator[Write]:
    yield ("pause", fact.pause, "stop", fact.at)


@_writer(f.StepBegun)
def _(fact: f.StepBegun) -> Iterator[Write]:
    return _given("span", fact.span, vars(fact))


@_writer(f.StepCorrected)
def _(fact: f.StepCorrected) -> Iterator[Write]:
    return _given("span", fact.span, {"presenter": fact.presenter, "at": fact.at})


@_writer(f.FocusSet)
def _(fact: f.FocusSet) -> Iterator[Write]:
    return _given("focus", fact.focus, vars(fact))


@_writer(f.FloorAsked)
def _(fact: f.FloorAsked) -> Iterator[Write]:
    yield ("queue", fact.person, "asked", fact.at)


@_writer(f.FloorWithdrawn)
def _(fact: f.FloorWithdrawn) -> Iterator[Write]:
    yield ("queue", fact.person, "asked", 0)


@_writer(f.FloorGiven)
def _(fact: f.FloorGiven) -> Iterator[Write]:
    said = {field: value for field, value in vars(fact).items() if field not in ("turn", "at", "closes")}
    yield from _given("turn", fact.turn, {**said, "start": fact.at})
    yield from (("turn", closed, "stop", fact.at) for closed in fact.closes)
    yield ("queue", fact.person, "asked", 0)


@_writer(f.FloorStopped)
def _(fact: f.FloorStopped) -> Iterator[Write]:
    yield ("turn", fact.turn, "stop", fact.at)


@_writer(f.TurnCorrected)
def _(fact: f.TurnCorrected) -> Iterator[Write]:
    said = {field: value for field, value in vars(fact).items() if field not in ("turn", "dropped")}
    yield from _given("turn", fact.turn, said)
    if fact.dropped:
        yield ("turn", fact.turn, "dropped", True)


@_writer(f.NoteWritten)
def _(fact: f.NoteWritten) -> Iterator[Write]:
    for field in _NOTE_PLACE:
        yield ("note", fact.note, field, getattr(fact, field))
    yield ("note", fact.note, "content", _content(fact))


@_writer(f.NoteEdited)
def _(fact: f.NoteEdited) -> Iterator[Write]:
    yield ("note", fact.note, "content", _content(fact))


_NOTE_PLACE = ("at", "turn", "person", "step")
"""When and where it was said: stays when the words are edited."""


def _content(fact: f.NoteWritten | f.NoteEdited) -> dict[str, object]:
    return {field: value for field, value in vars(fact).items() if field != "note" and field not in _NOTE_PLACE}


@_writer(f.NoteDeleted)
def _(fact: f.NoteDeleted) -> Iterator[Write]:
    yield ("note", fact.note, "deleted", True)


@_writer(f.DifferenceSettled)
def _(fact: f.DifferenceSettled) -> Iterator[Write]:
    yield ("note", fact.note, "outcome", (fact.outcome, fact.text))


@_writer(f.OpinionReserved)
def _(fact: f.OpinionReserved) -> Iterator[Write]:
    yield ("reservation", fact.reservation, "said", fact.model_dump(exclude={"reservation"}))


@_writer(f.ReservationWithdrawn)
def _(fact: f.ReservationWithdrawn) -> Iterator[Write]:
    yield ("reservation", fact.reservation, "withdrawn", True)


@_writer(f.Assessed)
def _(fact: f.Assessed) -> Iterator[Write]:
    yield ("indicator", fact.indicator, fact.field, fact.value)


@_writer(f.IndicatorAdded)
def _(fact: f.IndicatorAdded) -> Iterator[Write]:
    yield ("indicator", fact.indicator, "text", fact.text)


@_writer(f.CommitmentCarried)
def _(fact: f.CommitmentCarried) -> Iterator[Write]:
    yield ("commitment", fact.commitment, "carried", fact.model_dump(exclude={"commitment"}))


@_writer(f.CommitmentJudged)
def _(fact: f.CommitmentJudged) -> Iterator[Write]:
    yield ("commitment", fact.commitment, "judged", (fact.state, fact.due, fact.remark))


@_writer(f.VoteTaken)
def _(fact: f.VoteTaken) -> Iterator[Write]:
    yield ("vote", fact.motion, "result", fact.model_dump(exclude={"motion"}))


@_writer(ReadingBegun)
def _(fact: ReadingBegun) -> Iterator[Write]:
    yield ("minutes", "reading", "at", fact.at)


@_writer(ParagraphCorrected)
def _(fact: ParagraphCorrected) -> Iterator[Write]:
    yield ("correction", fact.key, "text", (fact.old, fact.new))


@_writer(Adopted)
def _(fact: Adopted) -> Iterator[Write]:
    yield (Adopted.TYPE, "minutes", "adopted", fact.model_dump())


@_writer(Amended)
def _(fact: Amended) -> Iterator[Write]:
    change = f"{fact.amendment}:{fact.key}"
    yield ("amendment", change, "change", fact.model_dump())


@_writer(Resolved)
def _(fact: Resolved) -> Iterator[Write]:
    if fact.part not in _SAID_BY_FACTS:
        with suppress(ValueError):
            yield (fact.part, fact.thing, fact.field, _frozen(from_json(fact.value, allow_inf_nan=False)))


_SAID_BY_FACTS = ("roll", "move", "note", "vote")
"""Parts whose every field a fact of their own states again, checked as that fact is."""


def _frozen(value: object) -> object:
    """A value as facts write it: lists of JSON are tuples."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {name: _frozen(held) for name, held in value.items()} if isinstance(value, dict) else value


@_writer(TurnsMerged)
def _(fact: TurnsMerged) -> Iterator[Write]:
    if fact.turn < fact.merged:  # the smaller stays, whoever says so: two desks never merge in a circle
        yield ("turn", fact.merged, "into", fact.turn)


@_writer(RuleWaived)
def _(fact: RuleWaived) -> Iterator[Write]:
    yield ("waiver", fact.rule, "reason", fact.reason)
