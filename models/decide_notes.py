"""Notes and indicators."""

from __future__ import annotations

from msgspec.structs import asdict

from models import commands as c
from models import facts as f
from models.floor import Turn
from models.meeting import Meeting
from models.ruling import Moment, Outcome, Refusal, decides, refuse


@decides(c.WriteNote)
def _write_note(meeting: Meeting, command: c.WriteNote, moment: Moment) -> Outcome:
    if not command.content.text.strip():
        return refuse("empty")
    if unknown := _unknown(meeting, command.content):
        return unknown
    turn = _turn_of(meeting, command)
    agenda = meeting.agenda
    content = asdict(command.content)
    if not content["indicators"] and agenda.focus:
        content["indicators"] = (agenda.focus,)
    return (
        f.NoteWritten(
            note=moment.new_id("n"),
            at=moment.at,
            turn=turn.id if turn else "",
            person=turn.person if turn else "",
            step=turn.step if turn else (agenda.current.step if agenda.current else ""),
            **content,
        ),
    )


def _turn_of(meeting: Meeting, command: c.WriteNote) -> Turn | None:
    """Whose words these are: the turn named, else the speaker's; a remark is the clerk's own and nobody's words."""
    if command.turn:
        return meeting.floor.turn(command.turn)
    return None if command.content.kind == "remark" else meeting.floor.current


def _unknown(meeting: Meeting, content: c.NoteDraft) -> Refusal | None:
    """A tag that names nothing would take what was typed out of the text and lose it."""
    for indicator in content.indicators:
        if meeting.board.row(indicator) is None:
            return refuse("unknown_indicator", indicator=indicator)
    questions = {question.id for question in meeting.body.questions}
    missing = next((id for id in content.questions if id not in questions), "")
    return refuse("unknown_field", field=f"câu hỏi {missing.removeprefix('Q')}") if missing else None


@decides(c.EditNote)
def _edit_note(meeting: Meeting, command: c.EditNote, moment: Moment) -> Outcome:
    note = meeting.notes.get(command.note)
    if note is None:
        return refuse("unknown_note")
    if note.rival:
        return refuse("note_rival")
    if not command.content.text.strip():
        return refuse("empty")
    if unknown := _unknown(meeting, command.content):
        return unknown
    content = asdict(command.content)
    if all(getattr(note, field) == value for field, value in content.items()):
        return refuse("same")
    return (f.NoteEdited(note=command.note, **content),)


@decides(c.DeleteNote)
def _delete_note(meeting: Meeting, command: c.DeleteNote, moment: Moment) -> Outcome:
    note = meeting.notes.get(command.note)
    if note is None:
        return refuse("unknown_note")
    if note.rival:
        return refuse("note_rival")
    return (f.NoteDeleted(note=command.note),)


@decides(c.SettleDifference)
def _settle(meeting: Meeting, command: c.SettleDifference, moment: Moment) -> Outcome:
    note = meeting.notes.get(command.note)
    if note is None or note.kind != "difference":
        return refuse("unknown_note")
    if note.rival:
        return refuse("note_rival")
    if (note.outcome, note.outcome_text) == (command.outcome, command.text):
        return refuse("same")
    return (f.DifferenceSettled(note=command.note, outcome=command.outcome, text=command.text),)


@decides(c.ReserveOpinion)
def _reserve(meeting: Meeting, command: c.ReserveOpinion, moment: Moment) -> Outcome:
    if command.person not in meeting.people:
        return refuse("not_member")
    held = [one for one in meeting.reservations if (one.person, one.about) == (command.person, command.about)]
    if any((one.text, one.named) == (command.text.strip(), command.named) for one in held):
        return refuse("same")
    return (
        f.OpinionReserved(
            reservation=held[0].id if held else moment.new_id("r"),
            person=command.person,
            about=command.about,
            text=command.text.strip(),
            named=command.named,
            at=moment.at,
        ),
    )


@decides(c.WithdrawReservation)
def _withdraw_reservation(meeting: Meeting, command: c.WithdrawReservation, moment: Moment) -> Outcome:
    if all(one.id != command.reservation for one in meeting.reservations):
        return refuse("same")
    return (f.ReservationWithdrawn(reservation=command.reservation),)


@decides(c.Assess)
def _assess(meeting: Meeting, command: c.Assess, moment: Moment) -> Outcome:
    row = meeting.board.row(command.indicator)
    if row is None:
        return refuse("unknown_indicator", indicator=command.indicator)
    if meeting.ledger.value("indicator", command.indicator, command.field) == command.value:
        return refuse("same")
    return (f.Assessed(indicator=command.indicator, field=command.field, value=command.value),)


@decides(c.AddIndicator)
def _add_indicator(meeting: Meeting, command: c.AddIndicator, moment: Moment) -> Outcome:
    text = command.text.strip()
    if not text:
        return refuse("empty")
    return (f.IndicatorAdded(indicator=moment.new_id("x"), text=text),)
