"""What an act recorded, in one short sentence: for the notice over the entry line and for the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models import facts as f
from models.details import BY_NAME
from models.fact import Fact, Value
from models.facts_minutes import Adopted, Amended, ParagraphCorrected, ReadingBegun, RuleWaived
from models.facts_record import Resolved, TurnsMerged, Undone
from tui import words, words_commitments, words_conflicts
from tui.draw import cut
from tui.phrases import assessed, due, indicator_name, indicator_short
from tui.steps import step_label
from tui.words_rehearsal import FIELDS

if TYPE_CHECKING:
    from tui.desk import Desk


def done(recorded: tuple[Fact, ...], desk: Desk) -> str:
    """What the last act recorded."""
    return fact(recorded[0], desk) if recorded else ""


def undone(recorded: tuple[Fact, ...], desk: Desk) -> str:
    """After an undo: what was taken back, and the way to bring it back."""
    meant = _meant(recorded[0], desk) if recorded else None
    return words.UNDONE.format(what=fact(meant, desk) if meant is not None else "")


QUOTED = 40
"""Cells of somebody's words in a sentence that has to fit a line with others."""


def fact(said: Fact, desk: Desk, room: int = QUOTED) -> str:
    """One fact; words that somebody typed are told in `room` cells."""
    tellers: tuple[Callable[[Fact, Desk, int], str], ...] = (
        _room,
        _session,
        _floor,
        _notes,
        _close,
        _preparation,
        _record,
    )
    return next((sentence for tell in tellers if (sentence := tell(said, desk, room))), words.RECORDED)


def _meant(said: Fact, desk: Desk) -> Fact | None:
    """The act of this desk that an undo takes back or, through the undo it takes back, brings back again."""
    entries = desk.meeting.ledger.entries
    device = desk.replica.device if desk.replica is not None else ""
    while isinstance(said, Undone):
        entry = entries.get((device, min(said.of)))
        if entry is None:
            return None
        said = entry.fact
    return said


def _room(said: Fact, desk: Desk, room: int) -> str:
    name = desk.meeting.name
    match said:
        case f.Marked(person=who, status="present"):
            return f"{name(who)}: có mặt"
        case f.Marked(person=who, status="excused", reason=reason):
            return f"{name(who)}: vắng, {reason}"
        case f.Marked(person=who, status="unexcused"):
            return f"{name(who)}: vắng không lý do"
        case f.Marked(person=who):
            return f"{name(who)}: xoá dấu"
        case f.RestMarked(people=people):
            return f"{len(people)} người còn lại có mặt"
        case f.Moved(person=who, way=way, at=at):
            return f"{name(who)}: {_came_or_went(who, way, at, desk)} lúc {desk.clock(at)}"
        case f.MoveCorrected():
            return "Đã sửa giờ đến, về"
        case f.StandingSet(person=who, standing=kind):
            return f"{name(who)}: {kind}"
        case f.GuestAdded(name=guest):
            return f"Thêm khách: {guest}"
    return ""


def _came_or_went(who: str, way: str, at: int, desk: Desk) -> str:
    """Whoever had gone out before comes back; everybody else comes, or goes."""
    presence = desk.meeting.attendance.presence.get(who)
    if way != "in":
        return "ra về"
    went = presence is not None and any(move.way == "out" and move.at <= at for move in presence.moves)
    return "trở lại" if went else "đến"


def _session(said: Fact, desk: Desk, room: int) -> str:
    meeting = desk.meeting
    match said:
        case f.SessionStarted(at=at):
            return f"Bắt đầu lúc {desk.clock(at)}"
        case f.SessionPaused(at=at):
            return f"Nghỉ từ {desk.clock(at)}"
        case f.SessionResumed(at=at):
            return f"Tiếp tục lúc {desk.clock(at)}"
        case f.SessionEnded(at=at):
            return f"Kết thúc lúc {desk.clock(at)}"
        case f.StepBegun(step=step, presenter=who):
            return f"Bước: {step_label(meeting, step)}" + (f" · {meeting.name(who)}" if who else "")
        case f.StepCorrected():
            return "Đã sửa bước"
        case f.FocusSet(indicator=""):
            return "Thôi bàn riêng từng biểu hiện"
        case f.FocusSet(indicator=indicator):
            return f"Bàn biểu hiện {indicator_name(meeting.board.row(indicator))}"
    return ""


def _floor(said: Fact, desk: Desk, room: int) -> str:
    meeting = desk.meeting
    match said:
        case f.FloorAsked(person=who):
            return f"{meeting.name(who)} xin phát biểu"
        case f.FloorWithdrawn(person=who):
            return f"{meeting.name(who)} rút ý kiến"
        case f.FloorGiven(person=who, kind=kind):
            return f"{meeting.name(who)}: {words.TURN_KINDS[kind]}"
        case f.FloorStopped(turn=turn):
            stopped = meeting.floor.turn(turn)
            return f"{meeting.name(stopped.person)} nói xong" if stopped else "Nói xong"
        case f.TurnCorrected():
            return "Đã sửa lượt phát biểu"
    return ""


def _notes(said: Fact, desk: Desk, room: int) -> str:
    match said:
        case f.NoteWritten(kind=kind, text=text) | f.NoteEdited(kind=kind, text=text):
            return f"{words.NOTE_TAKEN.get(kind) or f'Ghi {words.NOTE_KINDS[kind]}'}: {cut(text, room)}"
        case f.NoteDeleted():
            return "Đã bỏ ghi chép"
        case f.DifferenceSettled(outcome=outcome):
            return f"Ý kiến khác nhau: {words.OUTCOMES[outcome]}"
        case f.Assessed(indicator=indicator, field=field, value=value):
            row = desk.meeting.board.row(indicator)
            return f"Biểu hiện {indicator_short(row)}: {assessed(desk, field, value)}"
        case f.IndicatorAdded(text=text):
            return f"Biểu hiện khác: {cut(text, room)}"
        case f.OpinionReserved(person=who, named=named):
            return f"{desk.meeting.name(who)} bảo lưu ý kiến" + ("" if named else ", không ghi tên")
        case f.ReservationWithdrawn():
            return "Thôi bảo lưu ý kiến"
        case f.CommitmentJudged(commitment=id, state=state):
            held = desk.meeting.commitments.get(id)
            return f"{cut(held.text if held else id, room)}: {words_commitments.COMMITMENT_STATES[state]}"
    return ""


def _close(said: Fact, desk: Desk, room: int) -> str:
    match said:
        case f.VoteTaken(title=title, in_favour=yes, against=no, other=other):
            return f"{title}: {yes} tán thành, {no} không, {other} ý kiến khác"
        case ReadingBegun(at=at):
            return f"Đọc biên bản từ {desk.clock(at)}"
        case ParagraphCorrected():
            return "Đã sửa câu trong biên bản"
        case Adopted(at=at):
            return f"Biên bản được thông qua lúc {desk.clock(at)}"
        case Amended(reason=reason):
            return f"Bổ sung biên bản: {cut(reason, room)}"
        case RuleWaived(rule=rule):
            labels = {known.code: known.label for known in desk.meeting.plan.rules}
            return f"Ghi lý do: {labels.get(rule, rule)}"
        case TurnsMerged():
            return words_conflicts.MERGED_TURNS
        case Resolved():
            return words_conflicts.RESOLVED
    return ""


def _preparation(said: Fact, desk: Desk, room: int) -> str:
    match said:
        case f.DetailSet(field=field, value=value):
            return f"{FIELDS.get(field, words.RECORDED)}: {cut(shown_value(field, value, desk), room)}"
        case f.DocumentNoted(document=document, given=given):
            label = next((paper.label for paper in desk.meeting.plan.documents if paper.id == document), document)
            return f"{label}: phát {due(given)}" if given else f"{label}: chưa phát"
        case f.CommitmentCarried(text=text):
            return f"Việc kỳ trước: {cut(text, room)}"
        case f.PersonListed(fields=fields):
            return f"Danh sách: {fields.get('full_name', '')}"
        case f.PersonUnlisted(person=who):
            return f"Ra khỏi danh sách: {desk.meeting.name(who)}"
    return ""


def shown_value(field: str, value: Value, desk: Desk) -> str:
    """The value of a field as people read it."""
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, tuple):
        return "; ".join(value)
    kind = BY_NAME[field].kind if field in BY_NAME else "text"
    if kind == "grade":
        return next((grade.label for grade in desk.meeting.plan.grades if grade.code == value), str(value or ""))
    return due(str(value)) if kind == "date" else desk.meeting.name(str(value or ""))


def _record(said: Fact, desk: Desk, room: int) -> str:
    if not isinstance(said, Undone):
        return ""
    meant = _meant(said, desk)
    return f"Đã làm lại: {fact(meant, desk)}" if meant is not None else "Đã làm lại"
