"""Attendance: one key a change (L2). Typing narrows the list; Enter says the person is here."""

from __future__ import annotations

from collections.abc import Sequence
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
from models.people import Person
from tui import phrases, words
from tui.draw import Line, cut, fit, line, pad
from tui.panes.base import ListPane
from tui.prompts import AskText, Choose, Confirm, Option

if TYPE_CHECKING:
    from tui.workbench import Workbench

NAME_WIDTH = 26


class AttendancePane(ListPane[Person]):
    """The roll: every member, what is known of them, and the keys that change it."""

    name = words.PANE_ATTENDANCE

    def __init__(self) -> None:
        super().__init__()
        self._numbered = False
        self._chosen = False  # an arrow or Tab chose a row among the hits: digits act on it

    # --- the list -----------------------------------------------------------------------------------------------

    def rows(self, bench: Workbench, text: str) -> Sequence[Person]:
        """Members in roster order; what was typed narrows and ranks them, those not yet here first."""
        members = bench.desk.meeting.attendance.members
        if not text.strip():
            return list(members.values())
        hits = bench.desk.find(text, self._not_here(bench), limit=40)
        return [members[hit.id] for hit in hits if hit.id in members]

    def _not_here(self, bench: Workbench) -> frozenset[str]:
        presence = bench.desk.meeting.attendance.presence
        return frozenset(id for id, known in presence.items() if not known.here)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """The counts, and the keys."""
        counts = bench.desk.meeting.attendance.counts(bench.desk.now())
        keys = [(f" {key} ", f"{label}  ") for key, label in words.ATTENDANCE_KEYS]
        strip = line(*(piece for key, label in keys for piece in ((key, "key"), (label, "plain"))))
        return [
            fit(line((phrases.attendance_counts(counts), "strong")), width),
            fit(line((phrases.voting_counts(counts), "muted")), width),
            fit(strip, width),
        ]

    def draw(self, bench: Workbench, row: Person, width: int) -> Line:
        """Number, state in a word, name, standing, times."""
        meeting = bench.desk.meeting
        presence = meeting.attendance.presence[row.id]
        state, style = phrases.presence_state(row, presence)
        number = f"{row.order:>3} "
        if self._numbered:
            shown = self.rows(bench, bench.text)
            number = f" {shown.index(row) + 1}  " if row in shown[:9] else "    "
        standing = phrases.standing(row)
        times = phrases.presence_times(bench.desk, presence)
        return fit(
            line(
                (number, "key" if self._numbered else "muted"),
                (pad(state, 16), style),
                (pad(cut(meeting.name(row.id), NAME_WIDTH), NAME_WIDTH + 1), "plain"),
                (pad(standing, 18), "muted"),
                (times, "plain"),
            ),
            width,
        )

    def empty(self, bench: Workbench, text: str) -> str:
        """Nobody found: Enter adds a guest."""
        return words.ADD_GUEST.format(name=text.strip()) if text.strip() else words.NO_MEMBERS

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does now."""
        rest = len(unmarked(bench.desk.meeting))
        return (self.name, words.ATTENDANCE_HINT.format(rest=rest) if rest else words.ATTENDANCE_HINT_DONE)

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Digits and signs act on the row under the cursor: with nothing typed, or once a hit was chosen."""
        if self._numbered and key.isdigit() and text:
            return self._pick(bench, int(key), text)
        if text and not self._chosen:
            self._chosen = key in ("up", "down", "tab")
            return key == "tab" or super().key(bench, key, text)
        person = self.current(bench, text)
        if key == "0" and not text:
            self._rest(bench)
        elif person is None or key not in _BY_KEY:
            return super().key(bench, key, text)
        else:
            self._settle(bench, person)
            _BY_KEY[key](self, bench, person)
        return True

    def _settle(self, bench: Workbench, person: Person) -> None:
        """Leave the hits: the whole list again, the cursor on the person."""
        self._chosen = self._numbered = False
        if bench.text:
            bench.set_text("")
        self.cursor = list(bench.desk.meeting.attendance.members).index(person.id)

    def edited(self, bench: Workbench, text: str) -> None:
        """A new query: the first hit comes under the cursor."""
        super().edited(bench, text)
        self._numbered = self._chosen = False

    def taken(self, bench: Workbench, text: str) -> None:
        """The person found is here; namesakes are never chosen between silently."""
        if not text.strip():
            person = self.current(bench, "")
            if person is not None:
                self._present(bench, person, advance=True)
            return
        rows = self.rows(bench, text)
        if not rows:
            self._guest(bench, text.strip())
            return
        hits = bench.desk.find(text, self._not_here(bench), limit=2)
        if self.cursor == 0 and len(rows) > 1 and hits[0].ambiguous and not self._numbered:
            self._numbered = True
            bench.set_text(text)
            bench.say(words.NAMESAKES, "warning")
            return
        self._present(bench, rows[min(self.cursor, len(rows) - 1)])

    def _pick(self, bench: Workbench, digit: int, text: str) -> bool:
        rows = self.rows(bench, text)
        if not 1 <= digit <= min(9, len(rows)):
            return False
        bench.set_text("")
        self._present(bench, rows[digit - 1])
        return True

    def _present(self, bench: Workbench, person: Person, *, advance: bool = False) -> None:
        """Here, come, or come back. For somebody who is here already the cursor goes to them: a digit says more."""
        self._settle(bench, person)
        presence = bench.desk.meeting.attendance.presence[person.id]
        if presence.here and not presence.bulk:
            bench.say(words.HERE_ALREADY.format(name=bench.desk.meeting.name(person.id)), "warning")
        elif bench.do(MarkPresent(person.id)) and advance:
            self._next(bench, person)

    def _reason(self, bench: Workbench, person: Person) -> None:
        options = [Option(reason, reason) for reason in words.REASONS]
        label = words.REASON_OF.format(name=bench.desk.meeting.name(person.id))
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

    def _later(self, bench: Workbench, person: Person) -> None:
        bench.do(ShiftMove(person.id, 1))

    def _earlier(self, bench: Workbench, person: Person) -> None:
        bench.do(ShiftMove(person.id, -1))

    def _unmark(self, bench: Workbench, person: Person) -> None:
        bench.do(Unmark(person.id))

    def _set_standing(self, bench: Workbench, person: Person) -> None:
        options = [Option(status, label) for status, label in words.STANDINGS.items()]
        label = words.STANDING_OF.format(name=bench.desk.meeting.name(person.id))
        bench.ask(Choose(label, options, lambda status: _done(bench, SetStanding(person.id, status))))

    def _rest(self, bench: Workbench) -> None:
        rest = len(unmarked(bench.desk.meeting))
        if not rest:
            bench.refuse(words.NONE_UNMARKED)
            return
        bench.ask(Confirm(words.REST_QUESTION.format(count=rest), lambda: _done(bench, MarkRest())))

    def _guest(self, bench: Workbench, name: str) -> None:
        add_guest(bench, name)


def add_guest(bench: Workbench, name: str) -> None:
    """Ask what brings somebody who is not on the roster, then add them."""

    def kind(answer: str) -> None:
        superior = answer == "superior"
        hint = words.GUEST_POST_HINT
        ask_post = AskText(
            words.GUEST_POST.format(name=name),
            lambda post: _done(bench, AddGuest(name, post, superior=superior)),
            optional=True,
            hint=hint,
        )
        bench.ask(ask_post)

    options = [Option("guest", words.GUEST_PLAIN), Option("superior", words.GUEST_SUPERIOR)]
    bench.ask(Choose(words.GUEST_KIND.format(name=name), options, kind))


def _done(bench: Workbench, command: AddGuest | MarkRest | SetStanding) -> None:
    bench.do(command)


_BY_KEY = {
    "1": AttendancePane._here,
    "space": AttendancePane._here,
    "2": AttendancePane._reason,
    "3": AttendancePane._unexcused,
    "4": AttendancePane._left,
    "5": AttendancePane._set_standing,
    "6": AttendancePane._unmark,
    "plus": AttendancePane._later,
    "minus": AttendancePane._earlier,
}
