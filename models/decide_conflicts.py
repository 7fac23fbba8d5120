"""What two desks recorded differently is settled by an act that has seen both (sync.md §3, L19).

Where a fact of the field's own says it, that fact is stated again; `Resolved` says what no other fact can.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, get_args

from msgspec.structs import replace

from models import commands as c
from models import facts as f
from models.attendance import edges_of
from models.conflicts import DISTINCT, Conflict
from models.fact import AssessedField, Fact, RollStatus, Value
from models.facts_record import Resolved, TurnsMerged
from models.floor import Turn
from models.meeting import Meeting
from models.ruling import Moment, Outcome, decides, refuse

Stated = Callable[[Meeting, str, Any, Moment], tuple[Fact, ...]]
"""(meeting, thing, value, moment) → the facts that say so."""


@decides(c.Resolve)
def _resolve(meeting: Meeting, command: c.Resolve, moment: Moment) -> Outcome:
    conflict = _standing(meeting, (command.part, command.thing, command.field))
    if conflict is None:
        return refuse("no_conflict")
    stated = _STATED.get((command.part, command.field))
    if stated is not None:
        return stated(meeting, command.thing, command.value, moment)
    value = json.dumps(command.value, ensure_ascii=False, sort_keys=True)
    return (Resolved(part=command.part, thing=command.thing, field=command.field, value=value),)


def _standing(meeting: Meeting, key: tuple[str, str, str]) -> Conflict | None:
    return next((one for one in meeting.conflicts if one.key == key), None)


# --- the facts of each field ----------------------------------------------------------------------------------------


def _mark(meeting: Meeting, person: str, value: tuple[RollStatus, str, int], moment: Moment) -> tuple[Fact, ...]:
    status, reason, at = value
    return (f.Marked(person=person, status=status, reason=reason, at=at),)


def _time_of_move(meeting: Meeting, move: str, at: int, moment: Moment) -> tuple[Fact, ...]:
    """Everything that was recorded of this coming or going gets the one time."""
    edges = (edge for edges in edges_of(meeting.ledger).values() for edge in edges)
    moves = next({one.id for one in edge.moves} for edge in edges if edge.told.id == move)
    return tuple(f.MoveCorrected(move=id, at=at) for id in sorted(moves))


def _note(meeting: Meeting, note: str, content: Mapping[str, Any] | None, moment: Moment) -> tuple[Fact, ...]:
    if content is None:
        return (f.NoteDeleted(note=note),)
    return (f.NoteEdited(note=note, **content),)


def _vote(meeting: Meeting, motion: str, result: Mapping[str, Any], moment: Moment) -> tuple[Fact, ...]:
    return (f.VoteTaken(motion=motion, **result),)


def _detail(meeting: Meeting, field: str, value: Value, moment: Moment) -> tuple[Fact, ...]:
    return (f.DetailSet(field=field, value=value),)


def _of_indicator(field: AssessedField) -> Stated:
    return lambda meeting, indicator, value, moment: (f.Assessed(indicator=indicator, field=field, value=value),)


def _of_turn(field: str) -> Stated:
    return lambda meeting, turn, value, moment: (f.TurnCorrected(turn=turn, **{field: value}),)


def _of_span(field: str) -> Stated:
    return lambda meeting, span, value, moment: (f.StepCorrected(span=span, **{field: value}),)


_STATED: dict[tuple[str, str], Stated] = {
    ("roll", "mark"): _mark,
    ("move", "at"): _time_of_move,
    ("note", "content"): _note,
    ("vote", "result"): _vote,
    ("detail", "value"): _detail,
    ("session", "started"): lambda meeting, thing, at, moment: (f.SessionStarted(at=at),),
    ("session", "ended"): lambda meeting, thing, at, moment: (f.SessionEnded(at=at),),
    **{("indicator", field): _of_indicator(field) for field in get_args(AssessedField)},
    **{("turn", field): _of_turn(field) for field in ("person", "kind", "start", "stop")},
    **{("span", field): _of_span(field) for field in ("presenter", "at")},
}
"""(part, field) → the facts that say which it is."""


# --- two notes, two turns -------------------------------------------------------------------------------------------


@decides(c.KeepBoth)
def _keep_both(meeting: Meeting, command: c.KeepBoth, moment: Moment) -> Outcome:
    conflict = _standing(meeting, (command.part, command.thing, command.field))
    if conflict is None or conflict.kind not in ("note", "twice"):
        return refuse("no_conflict")
    if conflict.kind == "twice":
        distinct = DISTINCT + command.thing
        return (Resolved(part="turn", thing=command.field, field=distinct, value="true"),)
    return _two_notes(meeting, conflict, moment)


def _two_notes(meeting: Meeting, conflict: Conflict, moment: Moment) -> tuple[Fact, ...]:
    """The first version under the note's own id, the others as notes said at the same moment."""
    first, *others = [side.value for side in conflict.sides if isinstance(side.value, dict)]
    place: dict[str, Any] = {
        name: meeting.ledger.value("note", conflict.thing, name) for name in ("at", "turn", "person", "step")
    }
    further = [
        f.NoteWritten(note=replace(moment, seed=f"{moment.seed}/{number}").new_id("n"), **place, **content)
        for number, content in enumerate(others)
    ]
    return (f.NoteEdited(note=conflict.thing, **first), *further)


@decides(c.MergeTurns)
def _merge_turns(meeting: Meeting, command: c.MergeTurns, moment: Moment) -> Outcome:
    first, second = sorted((command.turn, command.other))
    conflict = _standing(meeting, ("turn", first, second))
    stays, goes = meeting.floor.turn(first), meeting.floor.turn(second)
    if conflict is None or stays is None or goes is None:
        return refuse("no_conflict")
    return (TurnsMerged(turn=first, merged=second), *_ended(stays, goes))


def _ended(stays: Turn, goes: Turn) -> tuple[Fact, ...]:
    """A turn that one desk never ended ends when the other's did."""
    return (f.TurnCorrected(turn=stays.id, stop=goes.stop),) if stays.stop is None and goes.stop is not None else ()
