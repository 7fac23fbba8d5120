"""Attendance: one key a change (L2). Typing narrows the list; Enter says the person is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.commands import (
    AddGuest,
    MarkExcused,
    MarkLeft,
    MarkPresent,
    MarkRest,
    MarkUnexcused,
    SetStanding,
    ShiftMove,
    Unmark,
)
from models.decide_attendance import unmarked
from models.facts import GuestAdded
from models.meeting import Guest
from models.people import Person
from models.ruling import Refusal
from tui import phrases, phrases_acts, words
from tui import words_attendance as texts
from tui.draw import Line, cut, cut_name, fit, flow, line, pad
from tui.numbering import DIGITS, Numbering
from tui.panes.base import ListPane
from tui.prompts import AskText, Choose, Confirm, Option

if TYPE_CHECKING:
    from tui.workbench import Workbench

STATE_WIDTH = 17
STANDING_WIDTH, POST_WIDTH = 12, 33
TIMES_WIDTH = 19
"""Cells of one going and one coming."""

NARROW = 72
"""Cells below which the figures are those the header does not show, on one line."""

Row = Person | Guest


class AttendancePane(ListPane[Row]):
    """The roll: every member, what is known of them, and the keys that change it; the guests below."""

    name = words.PANE_ATTENDANCE
    toggles = False
    shows_keys = True
    by_minute = True
    records = frozenset(key for key, _ in texts.ATTENDANCE_KEYS)
    only_records = True

    def __init__(self) -> None:
        super().__init__()
        self._numbering = Numbering()
        self._drawn: dict[str, tuple[tuple[object, ...], Line]] = {}
        self._chosen = False  # an arrow or Tab chose a row among the hits: digits act on it

    # --- the list -----------------------------------------------------------------------------------------------

    def rows(self, bench: Workbench, text: str) -> Sequence[Row]:
        """Members in roster order, then guests; what was typed narrows and ranks them, those not yet here first."""
        meeting = bench.desk.meeting
        known: dict[str, Row] = {**meeting.attendance.members, **meeting.guests}
        if not text.strip():
            return list(known.values())
        hits = bench.desk.find(text, self._not_here(bench), limit=40)
        return [known[hit.id] for hit in hits if hit.id in known]

    def _not_here(self, bench: Workbench) -> frozenset[str]:
        presence = bench.desk.meeting.attendance.presence
        return frozenset(id for id, known in presence.items() if not known.here)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """The figures, and the keys."""
        meeting = bench.desk.meeting
        counts = meeting.attendance.counts(bench.desk.now())
        groups = phrases.attendance_figures(meeting, counts, narrow=width < NARROW)
        figures = [row for group in groups for row in flow(map(_figure, group), width - 2)]
        keys = [line((key, "key"), f" {label}") for key, label in self.offered(bench)]
        return [fit(line(" ", *row), width) for row in [*figures, *flow(keys, width - 2, "  ")]]

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys above the list; the help tells them too."""
        return list(texts.ATTENDANCE_KEYS)

    def draw(self, bench: Workbench, row: Row, width: int) -> Line:
        """A row as it was drawn before, unless something that it shows is another by now."""
        desk = bench.desk
        presence, number = desk.meeting.attendance.presence.get(row.id), self._number(bench, row)
        shown = (row, presence, desk.meeting.name(row.id), number, self._numbering.on, desk.local(0).utcoffset(), width)
        drawn = self._drawn.get(row.id)
        if drawn is None or drawn[0] != shown:
            drawn = self._drawn[row.id] = (shown, self._row(bench, row, number, width))
        return drawn[1]

    def _row(self, bench: Workbench, row: Row, number: str, width: int) -> Line:
        """Number, state in a word, name, standing, times; where there is little room, times before standing."""
        style = "key" if self._numbering.on else "muted"
        named = phrases.name_width(width)
        room = width - len(number) - STATE_WIDTH - named - 1
        if isinstance(row, Guest):
            state, standing, times = (texts.STATE_SUPERIOR if row.superior else texts.STATE_GUEST, "done"), row.post, ""
        else:
            presence = bench.desk.meeting.attendance.presence[row.id]
            state, standing = phrases.presence_state(row, presence), phrases.standing(row)
            times = phrases.presence_times(bench.desk, presence, max(room - STANDING_WIDTH, min(room, TIMES_WIDTH)))
        if times:
            post = max(STANDING_WIDTH, min(POST_WIDTH, room - 2 * TIMES_WIDTH))
            standing = pad(cut(standing, post - 1), post) if room >= STANDING_WIDTH + TIMES_WIDTH else ""
        name = pad(cut_name(bench.desk.meeting.name(row.id), named), named + 1)
        parts = line((number, style), (pad(state[0], STATE_WIDTH), state[1]), name, (standing, "muted"), times)
        return fit(parts, width)

    def _number(self, bench: Workbench, row: Row) -> str:
        """The number in the roll; among namesakes the digit that picks the row."""
        if self._numbering.on:
            shown = self.rows(bench, bench.text)[:9]
            return f" {shown.index(row) + 1}  " if row in shown else "    "
        return f"{row.order:>3} " if isinstance(row, Person) else "    "

    def empty(self, bench: Workbench, text: str) -> str:
        """Nobody found: Enter adds a guest."""
        return words.ADD_GUEST.format(name=text.strip()) if text.strip() else texts.NO_MEMBERS

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does now."""
        rest = len(unmarked(bench.desk.meeting))
        return (self.name, texts.ATTENDANCE_HINT.format(rest=rest) if rest else texts.ATTENDANCE_HINT_DONE)

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Digits and signs act on the row under the cursor: with nothing typed, or once a hit was chosen."""
        if self._numbering.on and key in DIGITS and text:
            self._pick(bench, key, text)
            return True
        if text and not self._chosen:
            self._chosen = key in ("up", "down", "tab")
            return key == "tab" or super().key(bench, key, text)
        row = self.current(bench, text)
        if key == "0" and not text:
            self._rest(bench)
        elif row is None or key not in _BY_KEY:
            return super().key(bench, key, text)
        elif isinstance(row, Guest):
            self._refuse_guest(bench, row)
        else:
            self._settle(bench, row)
            _BY_KEY[key](self, bench, row)
        return True

    def _refuse_guest(self, bench: Workbench, guest: Guest) -> None:
        bench.refuse(texts.GUEST_ROW.format(name=guest.name))

    def _settle(self, bench: Workbench, person: Person) -> None:
        """Leave the hits: the whole list again, the cursor on the person."""
        self._chosen = False
        self._numbering.stop()
        if bench.text:
            bench.set_text("")
        self.cursor = list(bench.desk.meeting.attendance.members).index(person.id)

    def edited(self, bench: Workbench, text: str) -> None:
        """A new query: the first hit comes under the cursor."""
        super().edited(bench, text)
        self._chosen = False
        self._numbering.stop()

    def taken(self, bench: Workbench, text: str) -> None:
        """The person found is here; namesakes are never chosen between silently."""
        rows = self.rows(bench, text)
        if text.strip() and not rows:
            add_guest(bench, text.strip())
        elif text.strip() and self._unclear(bench, text, rows):
            self._numbering.start()
            bench.set_text(text)
            bench.say(words.NAMESAKES, "warning")
        elif rows:
            self._take(bench, rows[min(self.cursor, len(rows) - 1)], advance=not text.strip())

    def _unclear(self, bench: Workbench, text: str, rows: Sequence[Row]) -> bool:
        """Whether Enter would have to guess between people of one name."""
        if len(rows) < 2 or self.cursor or self._chosen:
            return False
        return bench.desk.find(text, self._not_here(bench), limit=2)[0].ambiguous

    def _pick(self, bench: Workbench, digit: str, text: str) -> None:
        """A digit among namesakes: take the row once it can only be that one, mark it until then."""
        rows = self.rows(bench, text)[:9]
        years = [row.birth_year if isinstance(row, Person) else "" for row in rows]
        row, only = self._numbering.press(digit, years)
        self.cursor, self._chosen = row or 0, row is not None
        if row is not None and only:
            bench.set_text("")
            self._take(bench, rows[row], advance=False)
        elif row is not None:
            bench.say(words.NAMESAKE_MARKED.format(name=bench.desk.meeting.name(rows[row].id)), "warning")

    def _take(self, bench: Workbench, row: Row, *, advance: bool) -> None:
        if isinstance(row, Guest):
            self._refuse_guest(bench, row)
        else:
            self._present(bench, row, advance=advance)

    def _present(self, bench: Workbench, person: Person, *, advance: bool = False) -> None:
        """Here, come, or come back. For somebody who is here already the cursor goes to them: a digit says more."""
        self._settle(bench, person)
        outcome = bench.desk.do(MarkPresent(person.id))
        if isinstance(outcome, Refusal) and outcome.code == "already_here":
            bench.say(texts.HERE_ALREADY.format(name=bench.desk.meeting.name(person.id)), "warning")
        elif isinstance(outcome, Refusal):
            bench.refuse(phrases.refusal(outcome))
        else:
            bench.say(phrases_acts.done(outcome, bench.desk))
            if advance:
                self._next(bench, person)

    def _reason(self, bench: Workbench, person: Person) -> None:
        options = [Option(reason, reason) for reason in texts.REASONS]
        label = texts.REASON_OF.format(name=bench.desk.meeting.name(person.id))
        bench.ask(Choose(label, options, lambda reason: self._mark(bench, person, reason), free=True))

    def _mark(self, bench: Workbench, person: Person, reason: str) -> None:
        if bench.do(MarkExcused(person.id, reason)):
            self._next(bench, person)

    def _unexcused(self, bench: Workbench, person: Person) -> None:
        if bench.do(MarkUnexcused(person.id)):
            self._next(bench, person)

    def _next(self, bench: Workbench, person: Person) -> None:
        members = list(bench.desk.meeting.attendance.members)
        self.cursor = min(members.index(person.id) + 1, len(members) - 1)

    def _left(self, bench: Workbench, person: Person) -> None:
        bench.do(MarkLeft(person.id))

    def _here(self, bench: Workbench, person: Person) -> None:
        self._present(bench, person, advance=True)

    def _late(self, bench: Workbench, person: Person) -> None:
        bench.do(MarkPresent(person.id, late=True))

    def _later(self, bench: Workbench, person: Person) -> None:
        bench.do(ShiftMove(person.id, 1))

    def _earlier(self, bench: Workbench, person: Person) -> None:
        bench.do(ShiftMove(person.id, -1))

    def _unmark(self, bench: Workbench, person: Person) -> None:
        bench.do(Unmark(person.id))

    def _set_standing(self, bench: Workbench, person: Person) -> None:
        options = [Option(status, label) for status, label in texts.STANDINGS.items()]
        label = texts.STANDING_OF.format(name=bench.desk.meeting.name(person.id))
        bench.ask(Choose(label, options, lambda status: _done(bench, SetStanding(person.id, status))))

    def _rest(self, bench: Workbench) -> None:
        rest = len(unmarked(bench.desk.meeting))
        if not rest:
            bench.refuse(texts.NONE_UNMARKED)
            return
        bench.ask(Confirm(texts.REST_QUESTION.format(count=rest), lambda: _done(bench, MarkRest())))


def add_guest(bench: Workbench, typed: str, then: Callable[[str], None] | None = None) -> None:
    """Ask what brings somebody who is not on the roster, then add them; `then` gets their id.

    "Trần Văn Lạ, Trưởng thôn" tells the post at once: one key more than the name (L12).
    """
    name, comma, post = (part.strip() for part in typed.partition(","))

    superiors = [bench.desk.meeting.role(superior.role).name for superior in bench.desk.meeting.body.superiors]

    def add(kind: str, post: str) -> None:
        outcome = bench.desk.do(AddGuest(name, post, superior=kind == "superior"))
        if isinstance(outcome, Refusal):
            bench.refuse(phrases.refusal(outcome))
            return
        bench.say(phrases_acts.done(outcome, bench.desk))
        if then is not None and isinstance(outcome[0], GuestAdded):
            then(outcome[0].person)

    def ask_post(kind: str) -> None:
        label = texts.GUEST_POST.format(name=name)
        if kind == "superior" and superiors:
            posts = [Option(post, post) for post in superiors]
            bench.ask(Choose(label, posts, lambda said: add(kind, said), free=True))
            return
        bench.ask(AskText(label, lambda said: add(kind, said), optional=True, hint=texts.GUEST_POST_HINT))

    options = [Option("guest", texts.GUEST_PLAIN), Option("superior", texts.GUEST_SUPERIOR)]
    known = (lambda kind: add(kind, post)) if comma else ask_post
    bench.ask(Choose(texts.GUEST_KIND.format(name=name), options, known, hint=texts.GUEST_KIND_HINT))


def _figure(told: str) -> Line:
    """ "có mặt 21 (100 %)": what it is in the background, the number to be found at once."""
    at = next((index for index, letter in enumerate(told) if letter.isdigit()), len(told))
    return line((told[:at], "muted"), (told[at:], "strong"))


def _done(bench: Workbench, command: MarkRest | SetStanding) -> None:
    bench.do(command)


_BY_KEY = {
    "space": AttendancePane._here,
    "2": AttendancePane._reason,
    "3": AttendancePane._unexcused,
    "4": AttendancePane._left,
    "5": AttendancePane._set_standing,
    "6": AttendancePane._unmark,
    "7": AttendancePane._late,
    "plus": AttendancePane._later,
    "minus": AttendancePane._earlier,
}
