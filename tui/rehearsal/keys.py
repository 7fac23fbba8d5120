"""What each verb of a script is on the keyboard: the way with a screen (desk.md §3.10).

`keys_of` starts from the live pane and comes back to it. The same act without a screen is `acts.py`: both record the
same, which is what makes a script a test of the whole desk and a count of its keys.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.board import NOT_PRESENT, PRESENT, UNCLEAR
from models.details import BY_NAME
from models.rules import check, unanswered
from models.vietnamese.text import fold
from tui import words
from tui import words_attendance as texts
from tui.closing_tasks import tasks
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.panes.minutes import END, PLACE
from tui.panes.preparation_rows import Entry, entries, text_of
from tui.reading import stops_of
from tui.rehearsal.acts import indicator, note_like, paragraph_like, person
from tui.rehearsal.queries import Keys, digit_of, named, picked_out, retyped, row_letters, steps
from tui.rehearsal.script import Act, BadScript
from tui.shorthand_entry import note_draft, typed_line

ESCAPE: Keys = ("escape",)
OPINION = "> "
"""The sign that a plain opinion is given when its line is typed again."""


def keys_of(act: Act, desk: Desk) -> list[str]:
    """The keys of an act, from the live pane and back to it; raises `BadScript` when it names what is not there."""
    keys, back = _found(act, desk)
    return [*keys, *back]


def recording_keys(act: Act, desk: Desk) -> list[str]:
    """The same up to the key that records: what the act itself costs."""
    return list(_found(act, desk)[0])


def _found(act: Act, desk: Desk) -> tuple[Keys, Keys]:
    make = _VERBS.get(act.verb)
    if make is None:
        raise BadScript(f"dòng {act.line}: không có việc “{act.verb}”")
    return make(act, desk)


Found = tuple[Keys, Keys]
"""(the keys that record, the keys back to the live pane)."""
Finder = Callable[[Act, Desk], Found]


def _only(*keys: str) -> Finder:
    return lambda act, desk: (keys, ())


def _asked(key: str, *, quiet_first: bool = False) -> Finder:
    """A key that asks for a person; questions about the floor put those who have not spoken first."""

    def find(act: Act, desk: Desk) -> Found:
        first = _quiet(desk) if quiet_first else frozenset[str]()
        return (key, *named(person(act.rest, act, desk.meeting), desk, first)), ()

    return find


def _quiet(desk: Desk) -> frozenset[str]:
    meeting = desk.meeting
    return frozenset(meeting.attendance.in_room(desk.now()) - meeting.floor.speakers())


# --- preparation ------------------------------------------------------------------------------------------------


def _detail(act: Act, desk: Desk) -> Found:
    name, value = act.words(2)
    detail = BY_NAME[name]
    if detail.phase == "closing":
        return _assessment(name, value, desk)
    row = next(row for row in entries(desk) if row.name == name and row.index < 0)
    answers: dict[str, Callable[[], Keys]] = {
        "flag": tuple,
        "person": lambda: named(person(value, act, desk.meeting), desk),
        "date": lambda: (*retyped(text_of(desk, row), _day(value)), "enter"),
        "lines": lambda: (*value, "enter"),
    }
    answer = answers.get(detail.kind, lambda: (*retyped(text_of(desk, row), value), "enter"))
    return (*_at_row(row, desk), *answer()), ESCAPE


def _document(act: Act, desk: Desk) -> Found:
    name, given = act.words(2)
    row = next(row for row in entries(desk) if row.name == name)
    return (*_at_row(row, desk), *_day(given), "enter"), ESCAPE


def _at_row(row: Entry, desk: Desk) -> Keys:
    """Open a row of the preparation by a few letters of its label."""
    rows = entries(desk)

    def first_found(typed: str) -> Entry | None:
        return next((other for other in rows if all(word in fold(other.label) for word in typed.split())), None)

    return ("f5", *row_letters(row.label, first_found, row), "enter")


def _day(iso: str) -> str:
    """A day as people type it: "9/9", of the meeting's year."""
    day = date.fromisoformat(iso)
    return f"{day.day}/{day.month}"


# --- attendance -------------------------------------------------------------------------------------------------


def _present(act: Act, desk: Desk) -> Found:
    return ("f2", *named(person(act.rest, act, desk.meeting), desk, _not_here(desk))), ESCAPE


def _at_member(act: Act, desk: Desk, *then: str) -> Found:
    """On the roll, the cursor on a member, then what is done to them."""
    who = person(act.words(2)[0], act, desk.meeting)
    return ("f2", *picked_out(who, desk, _not_here(desk)), *then), ESCAPE


def _member(key: str) -> Finder:
    return lambda act, desk: _at_member(act, desk, key)


def _not_here(desk: Desk) -> frozenset[str]:
    presence = desk.meeting.attendance.presence
    return frozenset(id for id, known in presence.items() if not known.here)


def _excused(act: Act, desk: Desk) -> Found:
    reason = act.words(2)[1]
    answer = (digit_of(reason, texts.REASONS),) if reason in texts.REASONS else (*reason, "enter")
    return _at_member(act, desk, "2", *answer)


def _standing(act: Act, desk: Desk) -> Found:
    return _at_member(act, desk, "5", digit_of(act.words(2)[1], list(texts.STANDINGS)))


def _shift(act: Act, desk: Desk) -> Found:
    """A minute a key: each is an act of its own, so a script shifts by one."""
    sign = {"1": "+", "-1": "-"}
    return _at_member(act, desk, sign[act.words(2)[1]])


def _guest(act: Act, desk: Desk) -> Found:
    name, post = act.words(2)
    return ("f2", *name, "enter", "2" if act.verb == "superior" else "1", *post, "enter"), ESCAPE


# --- the floor, notes -------------------------------------------------------------------------------------------


def _kind(act: Act, desk: Desk) -> Found:
    return ("ctrl+k", digit_of(act.rest, list(words.TURN_KINDS.values()))), ()


def _start(act: Act, desk: Desk) -> Found:
    return ("f6", *act.rest, "enter"), ()


def _typed(act: Act, desk: Desk) -> Found:
    return (*act.rest, "enter"), ()


def _fix(act: Act, desk: Desk) -> Found:
    old, new = act.words(2)
    return (*f"s/{old}/{new}", "enter"), ()


def _edit(act: Act, desk: Desk) -> Found:
    old, new = act.words(2)
    id = note_like(old, act, desk.meeting)
    note = desk.meeting.notes.get(id)
    before = typed_line(note, desk) if note is not None else ""
    if before.startswith(OPINION) and note_draft(OPINION + new, desk) == note_draft(new, desk):
        new = OPINION + new  # the sign stands there already and need not be taken away
    return (*_chosen(id, desk), "enter", *retyped(before, new), "enter"), ()


def _delete(act: Act, desk: Desk) -> Found:
    return (*_chosen(note_like(act.rest, act, desk.meeting), desk), "delete"), ()


def _chosen(id: str, desk: Desk) -> Keys:
    """Arrows from the newest entry up to one."""
    ids = [item.id for item in LivePane().items(desk)]
    return ("up",) * (len(ids) - ids.index(id))


def _focus(act: Act, desk: Desk) -> Found:
    return ("#", *act.rest, "enter"), ()


# --- the board --------------------------------------------------------------------------------------------------


def _assess(act: Act, desk: Desk) -> Found:
    number, field, value = act.words(3)
    row = desk.meeting.board.row(indicator(number, act, desk.meeting))
    before = {"evidence": row.evidence, "conclusion": row.conclusion} if row is not None else {}
    plan = desk.meeting.plan
    record: dict[str, Callable[[], Keys]] = {
        "present": lambda: (digit_of(value, (PRESENT, NOT_PRESENT, UNCLEAR)),),
        "degree": lambda: ("4", digit_of(value, [degree.code for degree in plan.degrees])),
        "scope": lambda: ("5", digit_of(value, [scope.code for scope in plan.scopes])),
        "evidence": lambda: ("6", *retyped(before.get(field, ""), value), "enter"),
        "conclusion": lambda: ("7", *retyped(before.get(field, ""), value), "enter"),
        "raised_by": lambda: ("9", *named(person(value, act, desk.meeting), desk)),
    }
    back = (*ESCAPE, *ESCAPE) if (field, value) == ("present", PRESENT) else ESCAPE
    return ("f4", *number, "enter", *record[field]()), back


def _beyond(act: Act, desk: Desk) -> Found:
    return ("f4", "insert", *act.rest, "enter"), ESCAPE


# --- closing ----------------------------------------------------------------------------------------------------


def _to_task(id: str, desk: Desk) -> Keys:
    """Open a task of the closing pane: its cursor stands on what is owed first."""
    rows = tasks(desk)
    owed = next((index for index, task in enumerate(rows) if task.owed), 0)
    return ("f10", *steps(owed, [task.id for task in rows].index(id)), "enter")


def _assessment(name: str, value: str, desk: Desk) -> Found:
    if name == "quality":
        return (*_to_task(name, desk), digit_of(value, [grade.code for grade in desk.meeting.plan.grades])), ESCAPE
    if name == "summary":
        return (*_to_task(name, desk), *value, "enter"), (*ESCAPE, *ESCAPE)
    before = desk.meeting.details.text(name)
    return (*_to_task(name, desk), *retyped(before, value), "enter"), ESCAPE


def _settle(act: Act, desk: Desk) -> Found:
    about, outcome, text = act.words(3)
    id = note_like(about, act, desk.meeting)
    note = desk.meeting.notes.get(id)
    before = note.outcome_text if note is not None else ""
    digit = "1" if outcome == "settled" else "2"
    return (*_to_task(id, desk), digit, *retyped(before, text), "enter"), ESCAPE


def _waive(act: Act, desk: Desk) -> Found:
    code, reason = act.words(2)
    states = desk.rules()
    place = [state.code for state in states].index(code)
    before = states[place].reason
    return ("f10", "tab", *("down",) * place, "enter", *retyped(before, reason), "enter"), ESCAPE


def _correct(act: Act, desk: Desk) -> Found:
    """On from where the reading was left, to the paragraph, and its end retyped."""
    about, old, new = act.words(3)
    key, text = paragraph_like(about, act, desk)
    stops = [stop.paragraph.key for stop in stops_of(desk.minutes())]
    kept = desk.store.draft_of(desk.replica.id, PLACE) if desk.replica is not None else ""
    place = len(stops) if kept == END else stops.index(kept) if kept in stops else 0
    change = retyped(text, text.replace(old, new))
    return ("f8", "enter", *steps(place, stops.index(key)), "enter", *change, "enter"), ("f8", *ESCAPE)


def _vote(act: Act, desk: Desk) -> Found:
    """Every count that Enter does not say already, then Enter once more when the result was read out."""
    in_favour, against, other = (int(part) for part in act.words(3))
    entitled = desk.meeting.attendance.counts(desk.now()).can_vote
    keys: Keys = _to_task("vote", desk)
    keys += ("enter",) if in_favour == entitled else (*str(in_favour), "enter")
    if in_favour < entitled:
        keys += (*(str(against) if against else ""), "enter")
        rest = entitled - in_favour - against
        if rest:
            keys += (*retyped(str(rest), str(other)), "enter")
    return keys, ("enter", *ESCAPE)


def _end(act: Act, desk: Desk) -> Found:
    """What is unmet is said first and asks for another Enter."""
    unmet = unanswered(check(desk.meeting, desk.now(), over=True))
    return (*_to_task("end", desk), *(("enter",) if unmet else ())), ESCAPE


_VERBS: dict[str, Finder] = {
    "detail": _detail,
    "document": _document,
    "present": _present,
    "excused": _excused,
    "unexcused": _member("3"),
    "unmark": _member("6"),
    "rest": lambda act, desk: (("f2", "0", "enter"), ESCAPE),
    "left": _member("4"),
    "shift": _shift,
    "standing": _standing,
    "guest": _guest,
    "superior": _guest,
    "start": _start,
    "step": _only("f6"),
    "presenter": _asked("ctrl+t"),
    "pause": _only("ctrl+n"),
    "resume": _only("ctrl+n"),
    "floor": _asked("f3", quiet_first=True),
    "order": _asked("ctrl+o"),
    "next": _only("f3", "enter"),
    "ask": _asked("f9", quiet_first=True),
    "withdraw": _asked("f9", quiet_first=True),
    "stop": _only("f7"),
    "kind": _kind,
    "speaker": _asked("ctrl+r"),
    "note": _typed,
    "edit": _edit,
    "fix": _fix,
    "delete": _delete,
    "focus": _focus,
    "settle": _settle,
    "assess": _assess,
    "beyond": _beyond,
    "read": lambda act, desk: (("f8", "enter"), ("f8", *ESCAPE)),
    "correct": _correct,
    "vote": _vote,
    "waive": _waive,
    "end": _end,
    "undo": _only("ctrl+z"),
    "redo": _only("ctrl+y"),
}
