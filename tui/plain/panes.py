"""A pane as lines: what it shows, how a line answers it, when it is left (L23).

A pane that is only read is told and closed at once; one that asks for something stays up until an empty line. A new
pane needs nothing here unless it can be said better than by its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from models.commands import MarkPresent, SetDetail
from models.vietnamese.text import fold
from tui import words, words_attendance
from tui import words_plain as texts
from tui.closing_tasks import Task
from tui.panes.attendance import AttendancePane, add_guest
from tui.panes.base import ListPane, Pane
from tui.panes.closing import ClosingPane, row_id
from tui.panes.meetings import MeetingsPane
from tui.panes.preparation import PreparationPane
from tui.panes.preparation_rows import entries, value_of
from tui.panes.recovery import RecoveryPane
from tui.panes.scrolling import ScrollPane
from tui.plain import lists
from tui.plain.bench import PlainBench
from tui.plain.naming import KEY_WORDS
from tui.plain.questions import answer, is_number, number_in
from tui.plain.saying import WIDTH, drawn, rejoined
from tui.prompts import NO, YES, PickPerson

if TYPE_CHECKING:
    from tui.panes.roster import RosterPane

HEIGHT = 400
"""Lines given to a pane that draws itself: more than any of them has."""

SHOWN_ACTS = 20
"""Rows told of a list that is only looked at."""

BY_ENTER = " · Enter"
"""Where a row goes on to say what Enter does on it."""

MOVING = set("↑↓←→")
"""Signs of keys that only move a cursor."""

SIGNS = "+! "
"""Signs before rows that are no meeting, no person."""

P = TypeVar("P", bound=Pane)


class PaneVoice(Generic[P]):
    """Any pane: its drawn lines, and typed text as its entry line takes it."""

    retells = False  # what it shows changes with every answer

    def __init__(self, bench: PlainBench, pane: P) -> None:
        self.bench = bench
        self.pane = pane

    @property
    def asks(self) -> bool:
        """Whether lines are answers to it; what is only read is told and closed."""
        return True

    @property
    def over(self) -> bool:
        """Whether it has done its work without being told."""
        return False

    def told(self) -> list[str]:
        """What it shows."""
        return [*rejoined(self.pane.body(self.bench, WIDTH, HEIGHT)), *self._keys()]

    def how(self) -> str:
        """How to answer."""
        return texts.GENERIC_HOW

    def answer(self, typed: str) -> bool:
        """Take a line; False when the pane has done its work."""
        if typed:
            self.bench.edited(typed)
        self.bench.taken(typed)
        return True

    def stays_for(self, group: str) -> bool:
        """Whether it goes on asking after a command of that group."""
        return False

    def leave(self) -> None:
        """Before it is closed on request."""

    def _keys(self) -> list[str]:
        """The pane's own keys but those that move about or are a line's end."""
        own = [(key, label) for key, label in self.pane.offered(self.bench) if not set(key) & MOVING and key != "Enter"]
        return [texts.GENERIC_KEYS.format(keys=", ".join(f"{key}: {label}" for key, label in own))] if own else []

    def _row(self, typed: str, count: int) -> tuple[int, str] | None:
        """(index, what follows) of "3 …" among `count` rows; None, and said so, for anything else."""
        number, _, rest = typed.partition(" ")
        if not is_number(number):
            self.bench.refuse(texts.NO_NUMBER.format(count=count))
            return None
        place = number_in(number, count, self.bench)
        return (place - 1, rest.strip()) if place else None


class ListVoice(PaneVoice[ListPane[Any]]):
    """A list: numbered rows; a number is Enter on that row, a key behind it that key, "-3" is Delete on the third.

    Words leave the rows that hold them; where they leave none, or all, the pane takes them as Enter does.
    """

    def told(self) -> list[str]:
        """Rows with their numbers."""
        query = self.bench.text
        rows = self._rows(query)
        numbered = [texts.OPTION.format(number=number, label=row) for number, row in enumerate(rows, 1)]
        head = map(drawn, self.pane.head(self.bench, WIDTH))
        return [*head, *(numbered or [self.pane.empty(self.bench, query)]), *self._keys()]

    def _rows(self, query: str) -> list[str]:
        """Each row as a sentence."""
        found = self.pane.rows(self.bench, query)
        return [drawn(self.pane.draw(self.bench, row, WIDTH)).lstrip(SIGNS) for row in found]

    def how(self) -> str:
        """How to choose."""
        return texts.GENERIC_LIST_HOW

    def answer(self, typed: str) -> bool:
        """Enter, a key or Delete on a row; words narrow the list or go to the pane."""
        if not typed:
            self.bench.set_text("")
            return False
        if not is_number(typed.partition(" ")[0].removeprefix("-")):
            self._words(typed)
            return True
        row = self._row(typed.removeprefix("-"), len(self.pane.rows(self.bench, self.bench.text)))
        if row is not None:
            self.pane.cursor, said = row
            self._act(said, delete=typed.startswith("-"))
        return True

    def _words(self, typed: str) -> None:
        every, found = (len(self.pane.rows(self.bench, text)) for text in ("", typed))
        if found and found != every:
            self.bench.edited(typed)
            self.bench.tell(self.told())
        else:
            super().answer(typed)

    def _act(self, said: str, *, delete: bool) -> None:
        key = KEY_WORDS.get(said.lower(), said.lower())
        if delete or _is_key(key):
            self._whole_list()
        if delete:
            self.bench.key("delete")
        elif not (_is_key(key) and self.bench.key(key)):
            self.bench.taken(self.bench.text)
            if said and self.bench.prompt is not None:
                answer(self.bench, said)

    def _whole_list(self) -> None:
        """Keys act while nothing is typed: the cursor stays on its row among all rows."""
        row = self.pane.rows(self.bench, self.bench.text)[self.pane.cursor]
        self.bench.set_text("")
        every = list(self.pane.rows(self.bench, ""))
        self.pane.cursor = every.index(row) if row in every else 0


def _is_key(typed: str) -> bool:
    """Whether what stands behind a number may be a key of the pane: a digit, or the name of one."""
    return (is_number(typed) and len(typed) == 1) or typed in KEY_WORDS.values()


class ReadOnlyList(ListVoice):
    """A list that is only looked at: its first rows."""

    @property
    def asks(self) -> bool:
        """Nothing."""
        return False

    def told(self) -> list[str]:
        """Head and first rows, without numbers."""
        head = map(drawn, self.pane.head(self.bench, WIDTH))
        return [*head, *(self._rows("")[:SHOWN_ACTS] or [self.pane.empty(self.bench, "")])]


class PageVoice(PaneVoice[ScrollPane]):
    """A page: all its lines, told once."""

    @property
    def asks(self) -> bool:
        """Nothing."""
        return False

    def told(self) -> list[str]:
        """The whole page."""
        return rejoined(self.pane.lines(self.bench, WIDTH))


class RollCall(PaneVoice[AttendancePane]):
    """Attendance: a name a line; who is to be marked otherwise has commands of their own."""

    def told(self) -> list[str]:
        """The figures; the whole list is told by `.danh sách`."""
        return [lists.figures(self.bench.desk)]

    def how(self) -> str:
        """A name a line."""
        return texts.ROLL_CALL

    def stays_for(self, group: str) -> bool:
        """Absences and guests come between the names."""
        return group == words.G_ROOM

    def answer(self, typed: str) -> bool:
        """Whoever is named is here."""
        if typed:
            here(self.bench, typed)
        return bool(typed)


def here(bench: PlainBench, typed: str, *, late: bool = False) -> None:
    """Somebody is here, has come or has come back; an unknown name becomes a guest."""
    presence = bench.desk.meeting.attendance.presence

    def mark(person: str) -> None:
        bench.do(MarkPresent(person, late=late))

    away = frozenset(id for id, known in presence.items() if not known.here)
    bench.ask(PickPerson(words_attendance.STATE_PRESENT, mark, guest=lambda name: add_guest(bench, name), first=away))
    if typed:
        answer(bench, typed)


class BoardVoice(PaneVoice[ListPane[Any]]):
    """The board is told row by row; what is said of an indicator has commands of its own."""

    @property
    def asks(self) -> bool:
        """Nothing."""
        return False

    def told(self) -> list[str]:
        """Every indicator."""
        return lists.board(self.bench.desk)


class PreparationVoice(ListVoice):
    """The preparation: "3 Nhà văn hoá" or "địa điểm: Nhà văn hoá" fills a row."""

    pane: PreparationPane

    def told(self) -> list[str]:
        """Rows with their numbers; what is wanting says so."""
        desk = self.bench.desk
        states = {state.code: state for state in desk.rules()}
        rows = ((row.label, value_of(desk, row, states)[0].split(BY_ENTER)[0]) for row in entries(desk))
        return [
            texts.PREPARATION_ROW.format(number=number, label=label, value=value)
            for number, (label, value) in enumerate(rows, 1)
        ]

    def how(self) -> str:
        """How to fill a row."""
        return texts.PREPARATION_HOW

    def answer(self, typed: str) -> bool:
        """A row by its number or its name."""
        name, colon, said = typed.partition(":")
        if colon and not is_number(typed.split(maxsplit=1)[0].removeprefix("-")):
            return self._by_name(fold(name).split(), said.strip())
        return super().answer(typed)

    def _by_name(self, wanted: list[str], said: str) -> bool:
        """The only row whose label holds the words, or the one that begins with them."""
        rows = entries(self.bench.desk)
        found = [row for row in rows if row.index < 0 and all(word in fold(row.label) for word in wanted)]
        first = [row for row in found if fold(row.label).startswith(" ".join(wanted))]
        few = first if len(first) == 1 else found
        if len(few) == 1:
            self.pane.cursor = rows.index(few[0])
            self._act(said, delete=False)
        elif found:
            labels = "; ".join(row.label for row in found)
            self.bench.refuse(texts.SEVERAL_MATCH.format(count=len(found), labels=labels))
        else:
            self.bench.refuse(texts.NONE_MATCH.format(typed=" ".join(wanted)))
        return True

    def _act(self, said: str, *, delete: bool) -> None:
        """Yes and no are said outright instead of turned over."""
        row = entries(self.bench.desk)[self.pane.cursor]
        if row.kind == "flag" and fold(said) in YES | NO and not delete:
            self.bench.do(SetDetail(row.name, fold(said) in YES))
        else:
            super()._act(said, delete=delete)


class ClosingVoice(PaneVoice[ClosingPane]):
    """Tasks, then rules, under one numbering."""

    def told(self) -> list[str]:
        """Every row."""
        rows = self.pane.rows(self.bench.desk)
        return [self._told(number, row) for number, row in enumerate(rows, 1)]

    def _told(self, number: int, row: object) -> str:
        if isinstance(row, Task):
            state = f"{row.state}, {row.value}" if row.value else row.state
            return texts.TASK_ROW.format(number=number, label=row.label, state=state)
        return texts.OPTION.format(number=number, label=lists.rule(row))  # type: ignore[arg-type]

    def how(self) -> str:
        """A number does it."""
        return texts.CLOSING_HOW

    def answer(self, typed: str) -> bool:
        """Enter on a row; what follows the number answers its question."""
        if not typed:
            return False
        rows = self.pane.rows(self.bench.desk)
        if (row := self._row(typed, len(rows))) is not None:
            self.pane.at = row_id(rows[row[0]])
            self.bench.taken("")
            if row[1] and self.bench.prompt is not None:
                answer(self.bench, row[1])
        return True


class MeetingsVoice(ListVoice):
    """The meetings: home while none is open."""

    pane: MeetingsPane

    def _keys(self) -> list[str]:
        """Told by `how`."""
        return []

    def how(self) -> str:
        """How to open one."""
        return texts.MEETINGS_HOW

    def answer(self, typed: str) -> bool:
        """A number opens; other words are no note, for there is no meeting to write them in."""
        if typed and not is_number(typed.split(maxsplit=1)[0].removeprefix("-")):
            self.bench.refuse(texts.NO_MEETING_OPEN)
            self.bench.keep(typed)
            return True
        return super().answer(typed)


class RosterVoice(PaneVoice[Pane]):
    """A file of members: its path, then what was understood, then an empty line saves."""

    pane: RosterPane

    retells = True

    def told(self) -> list[str]:
        """What is there, or what was read."""
        return rejoined(self.pane.body(self.bench, WIDTH, HEIGHT))

    def how(self) -> str:
        """A path, or whether to save."""
        return texts.ROSTER_HOW if self.pane.found is None else texts.ROSTER_SAVE_HOW

    def answer(self, typed: str) -> bool:
        """A path, an option of the preview by its digit, or nothing: save."""
        self.bench.set_text("")
        if not typed and self.pane.found is None:
            return False
        if typed not in ("2", "3", "4") or not self.bench.key(typed):
            self.bench.taken(typed)
        return True


class RecoveryVoice(PaneVoice[RecoveryPane]):
    """After a crash: what is known of the session; an empty line goes on."""

    def told(self) -> list[str]:
        """Everything but the two keys at the foot."""
        return rejoined(self.pane.body(self.bench, WIDTH, HEIGHT)[:-3])

    def how(self) -> str:
        """The two ways on."""
        return texts.RECOVERY_HOW
