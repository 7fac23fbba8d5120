"""Preparation: what the record must know before the session (Step 1 of the plan, R16–R23, R77, R78; C01–C05)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.commands import NoteDocument, SetDetail
from models.details import BY_NAME
from models.fact import Value
from models.rules import RuleState
from models.vietnamese.text import fold
from sync.errors import StoreError
from tui import words
from tui import words_preparation as texts
from tui.asking import ask_clock, ask_day
from tui.draw import Line, cut, fit, line, pad, rule, wrapped
from tui.panes.base import ListPane
from tui.panes.preparation_rows import Entry, entries, first_wanting, rule_lines, text_of, value_of
from tui.prompts import AskText, PickPerson
from tui.stages import not_started

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

KEPT: Final = {"unit": "name", "parent": "parent", "locality": "locality"}
"""Fields that the unit's next meeting begins with, and what they are of the unit."""

UNPLACED = -1
"""A cursor that nothing was put under yet."""
LABEL_WIDTH = 31
TALL = 16
"""Lines from which on the rule of the row under the cursor is told."""


class PreparationPane(ListPane[Entry]):
    """The fields of the preparation, the papers, the people, the programme."""

    name = words.PANE_PREPARATION
    records = frozenset(("Enter", "Delete"))
    only_records = True
    toggles = False

    def __init__(self) -> None:
        super().__init__()
        self.cursor = UNPLACED
        self._states: Mapping[str, RuleState] = {}  # as last worked out for drawing

    # --- the list -----------------------------------------------------------------------------------------------

    def rows(self, bench: Workbench, text: str) -> Sequence[Entry]:
        """The rows whose label holds what was typed."""
        wanted = fold(text).split()
        return [row for row in entries(bench.desk) if all(word in fold(row.label) for word in wanted)]

    def current(self, bench: Workbench, text: str) -> Entry | None:
        """The row under the cursor, which begins on the first that is wanting."""
        if self.cursor == UNPLACED:
            self.cursor = first_wanting(bench.desk)
        return super().current(bench, text)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """Whether the session can begin, and what is still wanting; without the meeting's plan nobody can tell."""
        agenda, state = bench.desk.meeting.agenda, self._states.get("C01")
        if state is None:
            return [*(line(" ", *row) for row in wrapped(bench.desk.plan_gone, width - 2, "warning")), rule(width)]
        if agenda.started is not None:
            text, style = texts.ALREADY_STARTED.format(clock=bench.desk.clock(agenda.started)), "muted"
        else:
            text, style = (texts.PREPARED, "done") if state.state == "met" else (state.cure, "warning")
        return [fit(line((f" {text}", style)), width), rule(width)]

    def draw(self, bench: Workbench, row: Entry, width: int) -> Line:
        """Label, value; what is wanting says so."""
        value, style = value_of(bench.desk, row, self._states)
        label = "" if row.index >= 0 else row.label
        return fit(line((f" {pad(cut(label, LABEL_WIDTH), LABEL_WIDTH)} ", "muted"), (value, style)), width)

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list, and with room the rule that the row under the cursor serves."""
        self._states = {state.code: state for state in bench.desk.rules()}
        row = self.current(bench, bench.text if bench.prompt is None else "")
        foot = rule_lines(bench.desk, row, self._states, width) if height >= TALL and row is not None else []
        room = height - len(foot)
        above = super().body(bench, width, room)
        return [*above, *[()] * (room - len(above)), *foot]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does here."""
        start = texts.PREPARATION_HINT_START if not_started(bench) else ""
        return (self.name, texts.PREPARATION_HINT + start)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys."""
        return list(texts.PREPARATION_KEYS)

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Space turns a flag over, Delete empties a row; both only while nothing is typed."""
        row = self.current(bench, text)  # also before a key moves the cursor: it has a place from then on
        if text or row is None:
            return super().key(bench, key, text)
        if key == "space":
            if row.kind == "flag":
                _toggle(bench, row)
            return True
        if key == "delete":
            _empty(bench, row)
            return True
        return super().key(bench, key, text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Edit the row under the cursor by its kind; what was typed to find it has done its work."""
        row = self.current(bench, text)
        if row is None:
            bench.refuse(words.NO_MATCH)
            return
        self.cursor = list(entries(bench.desk)).index(row)
        if row.kind in _RECORDED and (closed := self.closed(bench)):
            bench.refuse(closed)
            return
        _EDITORS[row.kind](bench, row)


# --- editing ------------------------------------------------------------------------------------------------------


def _set(bench: Workbench, name: str, value: Value) -> None:
    """Record a field; what the next meeting begins with is kept for it."""
    if bench.do(SetDetail(name, value)) and name in KEPT:
        try:
            units = bench.desk.store.units
            units.keep(replace(units.current, **{KEPT[name]: str(value or "")}))
        except StoreError as error:
            bench.say(error.sentence, "wrong")


def _edit_text(bench: Workbench, row: Entry) -> None:
    before = bench.desk.meeting.details.text(row.name)
    bench.ask(AskText(row.label, lambda text: _set(bench, row.name, text), initial=before, optional=True))


def _edit_day(bench: Workbench, row: Entry) -> None:
    before = bench.desk.meeting.details.text(row.name)
    bench.ask(ask_day(row.label, lambda iso: _set(bench, row.name, iso), year=_year(bench.desk), initial=before))


def _edit_clock(bench: Workbench, row: Entry) -> None:
    before = bench.desk.meeting.details.text(row.name)
    bench.ask(ask_clock(row.label, lambda clock: _set(bench, row.name, clock), initial=before))


def _edit_person(bench: Workbench, row: Entry) -> None:
    bench.ask(PickPerson(row.label, lambda person: _set(bench, row.name, person)))


def _toggle(bench: Workbench, row: Entry) -> None:
    """Yes first, then no, then yes again."""
    _set(bench, row.name, not bench.desk.meeting.details.flag(row.name))


def _edit_lines(bench: Workbench, row: Entry) -> None:
    """On the field: add lines, ";" between them. On a line: change it."""
    before = bench.desk.meeting.details.lines(row.name)
    if row.index < 0:
        hint = texts.TOPIC_HINT
        bench.ask(AskText(row.label, lambda text: _set(bench, row.name, (*before, *_split(text))), hint=hint))
        return
    head, old, tail = before[: row.index], before[row.index], before[row.index + 1 :]
    bench.ask(AskText(row.label, lambda text: _set(bench, row.name, (*head, *_split(text), *tail)), initial=old))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for piece in text.split(";") if (part := piece.strip()))


def _edit_document(bench: Workbench, row: Entry) -> None:
    """When the paper was given out: today, or the day that is typed (R23)."""
    handout = bench.desk.meeting.handouts[row.name]
    bench.ask(
        ask_day(
            texts.DOCUMENT_ASK,
            lambda iso: _note(bench, row, iso),
            year=_year(bench.desk),
            initial=handout.given,
            today=None if handout.given else bench.desk.local(bench.desk.now()).date(),
        )
    )


def _note(bench: Workbench, row: Entry, iso: str) -> None:
    bench.do(NoteDocument(row.name, iso, bench.desk.meeting.handouts[row.name].how))


def _edit_roster(bench: Workbench, row: Entry) -> None:
    from tui.panes.roster import RosterPane  # reading lists takes long to load, and few starts need it

    bench.show(RosterPane())


def _show_commitments(bench: Workbench, row: Entry) -> None:
    from tui.panes.commitments import CommitmentsPane  # there are some only after an earlier meeting

    bench.show(CommitmentsPane())


def _explain(bench: Workbench, row: Entry) -> None:
    """What cannot be changed here says where it can."""
    bench.say(texts.INDICATORS_HOW if row.kind == "indicators" else texts.PROGRAMME_HOW, "plain")


def _empty(bench: Workbench, row: Entry) -> None:
    """Take out what the row says; undo brings it back."""
    if not text_of(bench.desk, row):
        return
    if row.kind == "document":
        _note(bench, row, "")
    elif row.kind == "lines":
        lines = bench.desk.meeting.details.lines(row.name)
        _set(bench, row.name, (*lines[: row.index], *lines[row.index + 1 :]) if row.index >= 0 else ())
    elif row.name == "date":
        bench.refuse(texts.DAY_NEEDED)
    elif row.kind == "flag":
        _set(bench, row.name, None)
    elif row.name in BY_NAME:
        _set(bench, row.name, "")


def _year(desk: Desk) -> int:
    """The year that "12/9" is of: that of the meeting's day."""
    return int(desk.day[:4])


_RECORDED: Final = frozenset({"text", "clock", "date", "person", "flag", "lines", "document"})
"""Kinds of rows that are changed here; the others explain, or show another pane, also when the minutes are adopted."""

_EDITORS: dict[str, Callable[[Workbench, Entry], None]] = {
    "text": _edit_text,
    "clock": _edit_clock,
    "date": _edit_day,
    "person": _edit_person,
    "flag": _toggle,
    "lines": _edit_lines,
    "document": _edit_document,
    "roster": _edit_roster,
    "indicators": _explain,
    "programme": _explain,
    "commitments": _show_commitments,
}
