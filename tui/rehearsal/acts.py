"""What each verb of a script asks the desk for: the way without a screen."""

from __future__ import annotations

from collections.abc import Callable

from models import commands as c
from models.meeting import Meeting
from models.votes import ADOPTION
from tui import words
from tui.desk import Desk
from tui.rehearsal.script import Act, BadScript
from tui.shorthand_entry import note_draft, typed_line


def command_of(act: Act, desk: Desk) -> c.Command:
    """The command of an act; raises `BadScript` when it names what is not there."""
    make = _VERBS.get(act.verb)
    if make is None:
        raise BadScript(f"dòng {act.line}: không có việc “{act.verb}”")
    return make(act, desk)


def person(name: str, act: Act, meeting: Meeting) -> str:
    """The id of whoever is called that ("Nguyễn Văn Hùng (1961)")."""
    for id, label in meeting.labels.items():
        if label == name:
            return id
    raise BadScript(f"dòng {act.line}: không có ai tên “{name}”")


def note_like(text: str, act: Act, meeting: Meeting) -> str:
    """The id of the last note that holds a text."""
    for note in reversed(meeting.notes.all):
        if text in note.text:
            return note.id
    raise BadScript(f"dòng {act.line}: không có ghi chép nào có “{text}”")


def indicator(number: str, act: Act, meeting: Meeting) -> str:
    """The id of an indicator by its number; those beyond the list count on from the last of it."""
    rows = meeting.board.rows
    if not number.isdigit() or not 1 <= int(number) <= len(rows):
        raise BadScript(f"dòng {act.line}: không có biểu hiện số “{number}”")
    return rows[int(number) - 1].id


def paragraph_like(text: str, act: Act, desk: Desk) -> tuple[str, str]:
    """(key, text) of the first paragraph read aloud that holds a text."""
    for paragraph in desk.minutes().paragraphs():
        if paragraph.aloud and text in paragraph.text:
            return paragraph.key, paragraph.text
    raise BadScript(f"dòng {act.line}: biên bản không có đoạn nào có “{text}”")


def _detail(act: Act, desk: Desk) -> c.Command:
    name, value = act.words(2)
    if name in ("chair", "clerk"):
        return c.SetDetail(name, person(value, act, desk.meeting))
    if name in ("separate", "informed", "has_committee"):
        return c.SetDetail(name, value == words.YES)
    if name == "focus_topics":
        return c.SetDetail(name, tuple(part.strip() for part in value.split(";")))
    return c.SetDetail(name, value)


def _who(make: Callable[[str], c.Command]) -> Callable[[Act, Desk], c.Command]:
    return lambda act, desk: make(person(act.rest, act, desk.meeting))


def _excused(act: Act, desk: Desk) -> c.Command:
    name, reason = act.words(2)
    return c.MarkExcused(person(name, act, desk.meeting), reason)


def _standing(act: Act, desk: Desk) -> c.Command:
    name, standing = act.words(2)
    return c.SetStanding(person(name, act, desk.meeting), standing)


def _shift(act: Act, desk: Desk) -> c.Command:
    name, minutes = act.words(2)
    return c.ShiftMove(person(name, act, desk.meeting), int(minutes))


def _guest(act: Act, desk: Desk) -> c.Command:
    name, post = act.words(2)
    return c.AddGuest(name, post, superior=act.verb == "superior")


def _document(act: Act, desk: Desk) -> c.Command:
    document, given = act.words(2)
    return c.NoteDocument(document, given)


def _kind(act: Act, desk: Desk) -> c.Command:
    kinds = {label: kind for kind, label in words.TURN_KINDS.items()}
    return c.CorrectTurn(kind=kinds[act.rest])


def _edit(act: Act, desk: Desk) -> c.Command:
    old, new = act.words(2)
    return c.EditNote(note_like(old, act, desk.meeting), note_draft(new, desk))


def _fix(act: Act, desk: Desk) -> c.Command:
    old, new = act.words(2)
    notes = desk.meeting.notes.all
    if not notes or old not in notes[-1].text:
        raise BadScript(f"dòng {act.line}: ghi chép cuối không có “{old}”")
    return c.EditNote(notes[-1].id, note_draft(typed_line(notes[-1], desk).replace(old, new, 1), desk))


def _settle(act: Act, desk: Desk) -> c.Command:
    about, outcome, text = act.words(3)
    outcomes = {"settled": "settled", "kept": "kept"}
    return c.SettleDifference(note_like(about, act, desk.meeting), outcomes[outcome], text)  # type: ignore[arg-type]


def _assess(act: Act, desk: Desk) -> c.Command:
    number, field, value = act.words(3)
    if field == "raised_by":
        value = person(value, act, desk.meeting)
    return c.Assess(indicator(number, act, desk.meeting), field, value)  # type: ignore[arg-type]


def _correct(act: Act, desk: Desk) -> c.Command:
    about, old, new = act.words(3)
    key, text = paragraph_like(about, act, desk)
    return c.CorrectParagraph(key, text, text.replace(old, new))


def _vote(act: Act, desk: Desk) -> c.Command:
    yes, no, other = (int(part) for part in act.words(3))
    return c.TakeVote(ADOPTION, words.ADOPTION_TITLE, yes, no, other)


_VERBS: dict[str, Callable[[Act, Desk], c.Command]] = {
    "detail": _detail,
    "document": _document,
    "present": _who(c.MarkPresent),
    "excused": _excused,
    "unexcused": _who(c.MarkUnexcused),
    "unmark": _who(c.Unmark),
    "rest": lambda act, desk: c.MarkRest(),
    "left": _who(c.MarkLeft),
    "shift": _shift,
    "standing": _standing,
    "guest": _guest,
    "superior": _guest,
    "start": lambda act, desk: c.StartSession(int(act.rest or 0)),
    "step": lambda act, desk: c.BeginStep(),
    "presenter": _who(c.SetPresenter),
    "pause": lambda act, desk: c.Pause(),
    "resume": lambda act, desk: c.Resume(),
    "floor": _who(c.GiveFloor),
    "order": _who(lambda who: c.GiveFloor(who, "order")),
    "next": lambda act, desk: c.NextInQueue(),
    "ask": _who(c.AskFloor),
    "withdraw": _who(c.WithdrawFloor),
    "stop": lambda act, desk: c.StopFloor(),
    "kind": _kind,
    "speaker": _who(lambda who: c.CorrectTurn(person=who)),
    "note": lambda act, desk: c.WriteNote(note_draft(act.rest, desk)),
    "edit": _edit,
    "fix": _fix,
    "delete": lambda act, desk: c.DeleteNote(note_like(act.rest, act, desk.meeting)),
    "focus": lambda act, desk: c.Focus("" if act.rest == "0" else indicator(act.rest, act, desk.meeting)),
    "settle": _settle,
    "assess": _assess,
    "beyond": lambda act, desk: c.AddIndicator(act.rest),
    "read": lambda act, desk: c.BeginReading(),
    "correct": _correct,
    "vote": _vote,
    "waive": lambda act, desk: c.Waive(*act.words(2)),
    "end": lambda act, desk: c.EndSession(),
    "undo": lambda act, desk: c.Undo(),
    "redo": lambda act, desk: c.Redo(),
}
