"""Commands about people: the roll, guests, breaks. Each is a line: a name, a comma, what else there is (L2)."""

from __future__ import annotations

from collections.abc import Callable

from models.commands import (
    AddGuest,
    MarkExcused,
    MarkLeft,
    MarkRest,
    MarkUnexcused,
    Pause,
    Resume,
    SetStanding,
    ShiftMove,
    Unmark,
)
from models.decide_attendance import unmarked
from tui import words_attendance
from tui import words_plain as texts
from tui.plain import lists
from tui.plain.bench import PlainBench
from tui.plain.panes import here
from tui.plain.questions import answer, is_number
from tui.prompts import AskText, Choose, Confirm, Option, PickPerson

Then = Callable[[str], None]


def about(bench: PlainBench, label: str, typed: str, then: Then) -> None:
    """Find the person a name means, by asking where it means several, and go on with their id."""
    bench.ask(PickPerson(label, then))
    if typed:
        answer(bench, typed)


def _cut(rest: str) -> tuple[str, str]:
    """(name, what follows the comma)."""
    name, _, said = rest.partition(",")
    return name.strip(), said.strip()


def present(bench: PlainBench, rest: str) -> None:
    """Here, come or come back."""
    here(bench, rest)


def late(bench: PlainBench, rest: str) -> None:
    """Came late."""
    here(bench, rest, late=True)


def excused(bench: PlainBench, rest: str) -> None:
    """Absent with a reason; without one it is asked for."""
    name, reason = _cut(rest)

    def mark(person: str) -> None:
        if reason:
            bench.do(MarkExcused(person, reason))
            return
        label = words_attendance.REASON_OF.format(name=bench.desk.meeting.name(person))
        options = [Option(known, known) for known in words_attendance.REASONS]
        bench.ask(Choose(label, options, lambda said: _excuse(bench, person, said), free=True))

    about(bench, words_attendance.STATE_EXCUSED, name, mark)


def _excuse(bench: PlainBench, person: str, reason: str) -> None:
    bench.do(MarkExcused(person, reason))


def unexcused(bench: PlainBench, rest: str) -> None:
    """Absent without a reason."""

    def mark(person: str) -> None:
        bench.do(MarkUnexcused(person))

    about(bench, words_attendance.STATE_UNEXCUSED, rest, mark)


def left(bench: PlainBench, rest: str) -> None:
    """Went out or home."""

    def mark(person: str) -> None:
        bench.do(MarkLeft(person))

    about(bench, texts.OWN_NAMES["left"][0], rest, mark)


def unmark(bench: PlainBench, rest: str) -> None:
    """No mark after all."""

    def mark(person: str) -> None:
        bench.do(Unmark(person))

    about(bench, texts.OWN_NAMES["unmark"][0], rest, mark)


def standing(bench: PlainBench, rest: str) -> None:
    """The member's standing in this meeting; without one the standings are listed."""
    name, said = _cut(rest)

    def ask(person: str) -> None:
        label = words_attendance.STANDING_OF.format(name=bench.desk.meeting.name(person))
        options = [Option(status, shown) for status, shown in words_attendance.STANDINGS.items()]
        bench.ask(Choose(label, options, lambda status: _stand(bench, person, status)))
        if said:
            answer(bench, said)

    about(bench, texts.OWN_NAMES["standing"][0], name, ask)


def _stand(bench: PlainBench, person: str, status: str) -> None:
    bench.do(SetStanding(person, status))


def shift(bench: PlainBench, rest: str) -> None:
    """The last coming or going was some minutes later, or earlier."""
    name, said = _cut(rest)
    bare = said.removeprefix("+").removeprefix("-")
    if not is_number(bare):
        bench.refuse(texts.SHIFT_HOW)
        return
    minutes = -int(bare) if said.startswith("-") else int(bare)

    def move(person: str) -> None:
        bench.do(ShiftMove(person, minutes))

    about(bench, texts.OWN_NAMES["shift"][0], name, move)


def rest_present(bench: PlainBench, rest: str) -> None:
    """Everybody not marked yet is present, after a yes."""
    count = len(unmarked(bench.desk.meeting))
    if not count:
        bench.refuse(words_attendance.NONE_UNMARKED)
        return

    def mark() -> None:
        bench.do(MarkRest())

    bench.ask(Confirm(words_attendance.REST_QUESTION.format(count=count), mark))


def guest(bench: PlainBench, rest: str) -> None:
    """A guest: name, and post behind a comma."""
    _guest(bench, rest, superior=False)


def superior(bench: PlainBench, rest: str) -> None:
    """Somebody from above, to attend and direct."""
    _guest(bench, rest, superior=True)


def _guest(bench: PlainBench, rest: str, *, superior: bool) -> None:
    def add(typed: str) -> None:
        name, post = _cut(typed)
        bench.do(AddGuest(name, post, superior=superior))

    bench.ask(AskText(words_attendance.STATE_SUPERIOR if superior else words_attendance.STATE_GUEST, add))
    if rest:
        answer(bench, rest)


def listed(bench: PlainBench, rest: str) -> None:
    """Everybody and where they are."""
    bench.tell(lists.people(bench.desk))


def waiting(bench: PlainBench, rest: str) -> None:
    """Who waits to speak."""
    bench.tell([lists.queue(bench.desk)])


def pause(bench: PlainBench, rest: str) -> None:
    """A break begins; said twice it does not end it."""
    bench.do(Pause())


def resume(bench: PlainBench, rest: str) -> None:
    """The break is over."""
    bench.do(Resume())
