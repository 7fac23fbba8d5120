"""Where a contradiction is put right: the pane and, in it, the very turn, note, person, step, indicator or vote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.commands import SetPresenter
from models.details import BY_NAME
from models.oddities import PRESENTERS_RULE, Oddity, OddityCode
from models.votes import ADOPTION
from tui import words_oddities as texts
from tui.panes.attendance import AttendancePane
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane
from tui.panes.conflicts import ConflictsPane
from tui.panes.history import HistoryPane
from tui.panes.live import LivePane
from tui.panes.preparation import PreparationPane
from tui.phrases_oddities import advice
from tui.prompts import PickPerson
from tui.steps import step_label
from tui.words_conflicts import TO_CONFLICT

if TYPE_CHECKING:
    from tui.workbench import Workbench

Go = Callable[["Workbench", Oddity], None]
Way = tuple[str, Go]
"""What Enter, or Space, does in words, and the doing of it."""


def ways(odd: Oddity) -> tuple[Way, ...]:
    """One or two ways to put it right, the likelier first."""
    if odd.code == "desks_differ":
        return (_CONFLICT, *_DIFFERING.get(odd.other, (_HISTORY,)))
    return _WAYS[odd.code]


# --- the session ------------------------------------------------------------------------------------------------------


def _select(bench: Workbench, id: str) -> None:
    """The live pane with the cursor on a turn or a note: Enter edits it, ^R says who spoke instead."""
    pane = LivePane()
    pane.selected = id
    bench.home(pane)


def _to_thing(bench: Workbench, odd: Oddity) -> None:
    _select(bench, odd.thing)


def _to_other_turn(bench: Workbench, odd: Oddity) -> None:
    _select(bench, odd.other)


def _to_last_note(bench: Workbench, odd: Oddity) -> None:
    """The last note that concluded, or decided, something of an indicator."""
    kind = "conclusion" if odd.code == "concluded_twice" else "decision"
    row = bench.desk.meeting.board.row(odd.thing)
    notes = [note.id for note in row.notes if note.kind == kind] if row is not None else []
    if notes:
        _select(bench, notes[-1])
    else:
        _to_indicator(bench, odd)


def _to_steps(bench: Workbench, odd: Oddity) -> None:
    bench.home(LivePane())
    bench.say(advice(odd), "plain")


def _to_presenter(bench: Workbench, odd: Oddity) -> None:
    """Ask who presented the step, over the steps; whoever holds the post is offered first."""
    bench.home(LivePane())
    meeting = bench.desk.meeting
    step = next((step for step in meeting.body.steps if step.id == odd.thing), None)
    label, posts = step_label(meeting, odd.thing), step.presenters if step is not None else ()
    holders = [id for id, member in meeting.attendance.members.items() if member.role_code in posts]

    def record(person: str) -> None:
        bench.do(SetPresenter(person, odd.thing))

    bench.ask(PickPerson(texts.PRESENTER_OF.format(step=label), record, suggest=holders))


# --- the other panes --------------------------------------------------------------------------------------------------


def _row_of(bench: Workbench, person: str) -> None:
    """The roll with the cursor on a member or guest."""
    pane = AttendancePane()
    ids = [row.id for row in pane.rows(bench, "")]
    pane.cursor = ids.index(person) if person in ids else 0
    bench.show(pane)


def _to_person(bench: Workbench, odd: Oddity) -> None:
    _row_of(bench, odd.person)


def _to_member(bench: Workbench, odd: Oddity) -> None:
    _row_of(bench, odd.other)


def _to_mover(bench: Workbench, odd: Oddity) -> None:
    """Whose coming or going two desks tell differently."""
    presence = bench.desk.meeting.attendance.presence
    _row_of(bench, next((id for id, known in presence.items() if odd.thing in {move.id for move in known.moves}), ""))


def _to_indicator(bench: Workbench, odd: Oddity) -> None:
    bench.show(BoardPane(odd.thing))


def _to_reason(bench: Workbench, odd: Oddity) -> None:
    """The rule about presenters, where Enter asks for the reason."""
    pane = ClosingPane()
    pane.at = PRESENTERS_RULE
    bench.show(pane)


def _to_vote(bench: Workbench, odd: Oddity) -> None:
    """The vote on the minutes among the tasks; any other in the history, by its title."""
    if odd.thing == ADOPTION:
        pane = ClosingPane()
        pane.at = "vote"
        bench.show(pane)
        return
    vote = bench.desk.meeting.votes.get(odd.thing)
    bench.show(HistoryPane())
    bench.set_text(vote.title if vote is not None else "")


def _to_field(bench: Workbench, odd: Oddity) -> None:
    """The row of a field: among the preparations, or among what the chair says at the end."""
    field = odd.other if odd.code == "duty_absent" else odd.thing
    known = BY_NAME.get(field)
    if known is not None and known.phase != "preparation":
        closing = ClosingPane()
        closing.at = field
        bench.show(closing)
        return
    pane = PreparationPane()
    names = [row.name for row in pane.rows(bench, "")]
    pane.cursor = names.index(field) if field in names else 0
    bench.show(pane)


def _to_history(bench: Workbench, odd: Oddity) -> None:
    bench.show(HistoryPane())
    bench.say(advice(odd), "plain")


_PART = {"attendance_conflict": "roll", "vote_conflict": "vote", "indicator_conflict": "indicator"}
"""The part of the ledger that a contradiction between two laptops is in."""


def _to_conflict(bench: Workbench, odd: Oddity) -> None:
    """Where one of the values is chosen, with the cursor on them."""
    bench.show(ConflictsPane((_PART.get(odd.code, odd.other), odd.thing)))


_CONFLICT: Way = (TO_CONFLICT, _to_conflict)
_TURN: Way = (texts.TO_TURN, _to_thing)
_NOTE: Way = (texts.TO_NOTE, _to_thing)
_PERSON: Way = (texts.TO_PERSON, _to_person)
_ROW: Way = (texts.TO_ROW, _to_indicator)
_PRESENTER: Way = (texts.TO_PRESENTER, _to_presenter)
_VOTE: Way = (texts.TO_VOTE, _to_vote)
_FIELD: Way = (texts.TO_PREPARATION, _to_field)
_SUMMARY: Way = (texts.TO_SUMMARY, _to_field)
_STEPS: Way = (texts.TO_STEP, _to_steps)
_HISTORY: Way = (texts.TO_HISTORY, _to_history)

_WAYS: dict[OddityCode, tuple[Way, ...]] = {
    "unknown_person": (_TURN,),
    "speaks_unmarked": (_PERSON, _TURN),
    "speaks_absent": (_TURN, _PERSON),
    "speaks_before": (_TURN, _PERSON),
    "speaks_after": (_TURN, _PERSON),
    "other_day": (_FIELD, _STEPS),
    "turn_outside": (_TURN,),
    "turns_overlap": (_TURN, (texts.TO_TURN, _to_other_turn)),
    "step_outside": (_STEPS,),
    "no_presenter": (_PRESENTER, (texts.TO_REASON, _to_reason)),
    "wrong_presenter": (_PRESENTER, (texts.TO_REASON, _to_reason)),
    "presenter_away": (_PERSON, _PRESENTER),
    "duty_absent": (_PERSON, _FIELD),
    "attendance_conflict": (_CONFLICT, _PERSON),
    "move_outside": (_PERSON,),
    "guest_is_member": (_PERSON, (texts.TO_PERSON, _to_member)),
    "vote_conflict": (_CONFLICT, _VOTE),
    "vote_sum": (_VOTE,),
    "vote_over": (_VOTE,),
    "vote_outside": (_VOTE,),
    "unknown_owner": (_NOTE,),
    "indicator_conflict": (_CONFLICT, _ROW),
    "concluded_twice": (_ROW, (texts.TO_NOTE, _to_last_note)),
    "decided_twice": (_ROW, (texts.TO_NOTE, _to_last_note)),
    "denied_and_found": (_ROW,),
    "settled_since": (_SUMMARY,),
    "newer_entries": (_HISTORY,),
}

_DIFFERING: dict[str, tuple[Way, ...]] = {
    "detail": (_FIELD,),
    "document": (_FIELD,),
    "guest": ((texts.TO_PERSON, lambda bench, odd: _row_of(bench, odd.thing)),),
    "move": ((texts.TO_PERSON, _to_mover),),
    "note": (_NOTE,),
    "person": ((texts.TO_PERSON, lambda bench, odd: _row_of(bench, odd.thing)),),
    "session": (_STEPS,),
    "span": (_STEPS,),
    "turn": (_TURN,),
}
"""By the part of the ledger in which two desks differ; anything else is looked up in the history."""
