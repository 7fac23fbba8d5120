"""After the session: what the report still lacks, the papers to write, the figures, how far all has come (R79, L20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from models.commands import SetDetail
from models.figures import Figures
from models.report import OWED, draft_limits, draft_strengths
from tui import papers, phrases_report
from tui import words_report as texts
from tui.asking import ask_day, day_first
from tui.draw import BLANK, Line, beginning, columns, cut, fit, highlighted, line, pad, rule, window, wrap
from tui.panes.base import Pane
from tui.panes.paragraphs import ParagraphsPane
from tui.prompts import AskText
from tui.report_files import write_out

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

WIDE = 96
"""Cells from which on list and figures stand side by side."""

FIGURES_WIDTH = 50
STATE_WIDTH = 7
LABEL_WIDTH = 28
FIGURE_LABEL_WIDTH = 19


class Row(Struct, frozen=True):
    """One thing to fill in (`kind` "field") or to write to a file ("paper")."""

    id: str
    kind: str

    @property
    def label(self) -> str:
        """What it is called."""
        return (texts.FIELD_LABELS if self.kind == "field" else texts.PAPER_LABELS)[self.id]


ROWS: tuple[Row, ...] = (
    *(Row(id, "field") for id in texts.FIELD_LABELS),
    *(Row(id, "paper") for id in texts.PAPER_LABELS),
)


class ReportPane(Pane):
    """Fields, then papers under one cursor; figures beside them, or in their place after Tab where there is no room."""

    name = texts.PANE_REPORT
    records = frozenset(("Delete",))
    after_adoption = True

    def __init__(self) -> None:
        self.cursor = 0
        self._figures_up = False
        self._wide = False
        self._counted: tuple[tuple[int, int], Figures] | None = None
        self._where: dict[int, int] = {}  # line as last drawn → row

    def figures(self, desk: Desk) -> Figures:
        """Every figure; counted anew after each entry and each minute."""
        stamp = (len(desk.meeting.ledger.entries), desk.now() // 60_000)
        if self._counted is None or self._counted[0] != stamp:
            self._counted = (stamp, papers.figures(desk))
        return self._counted[1]

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """Two lines on how far things are, then list and figures, then what the row is about."""
        desk, found = bench.desk, self.figures(bench.desk)
        self._wide = width >= WIDE
        told, style = phrases_report.due(desk, found, width - 2)
        head = [fit(phrases_report.stages(desk, found), width), fit(line((f" {told}", style)), width)]
        figures_only = self._figures_up and not self._wide
        foot = [] if bench.prompt or figures_only else self._foot(desk, width, 3 if height > 12 else 1)
        room = max(0, height - len(head) - len(foot))
        if self._wide:
            left = width - FIGURES_WIDTH - 1
            parts = [(self._list(desk, left, room), left), (_figures(desk, found, FIGURES_WIDTH), FIGURES_WIDTH)]
            drawn = columns(parts, room)
        else:
            drawn = (_figures(desk, found, width) if figures_only else self._list(desk, width, room))[:room]
        return [*head, *drawn, *[BLANK] * (room - len(drawn)), *foot]

    def _list(self, desk: Desk, width: int, room: int) -> list[Line]:
        """Headings and rows around the cursor."""
        lines: list[tuple[Line, int | None]] = []
        for index, row in enumerate(ROWS):
            if index == 0 or row.kind != ROWS[index - 1].kind:
                heading = texts.PART_FIELDS if row.kind == "field" else texts.PART_PAPERS
                lines.append((rule(width, heading), None))
            drawn = _draw(desk, row, width)
            lines.append((highlighted(drawn, width) if index == self.cursor else fit(drawn, width), index))
        focus = next(place for place, (_, index) in enumerate(lines) if index == self.cursor)
        seen, _ = window(lines, room, 0 if focus < room - 1 else focus)
        self._where = {place + 2: index for place, (_, index) in enumerate(seen) if index is not None}
        return [drawn for drawn, _ in seen]

    def _foot(self, desk: Desk, width: int, height: int) -> list[Line]:
        row = ROWS[self.cursor]
        said = [*([(_value(desk, row), "strong")] if _value(desk, row) and row.kind == "field" else []), *_about(row)]
        rows = [line(" ", (part, style)) for text, style in said for part in wrap(text, width - 2)]
        return [rule(width, row.label), *beginning(rows, height, width), *[BLANK] * (height - len(rows))]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does to the row."""
        field = ROWS[self.cursor].kind == "field"
        return (self.name, texts.REPORT_HINT_FIELD if field else texts.REPORT_HINT_PAPER)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the list; what empties a field is not offered at a paper."""
        keys = texts.REPORT_KEYS if self._wide else texts.REPORT_KEYS_NARROW
        return [hint for hint in keys if hint[0] not in self.records or ROWS[self.cursor].kind == "field"]

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Arrows move, Tab turns to the figures, Delete empties a field."""
        moves = {"up": -1, "down": 1, "pageup": -6, "pagedown": 6, "home": -len(ROWS), "end": len(ROWS)}
        if text or key not in (*moves, "tab", "delete"):
            return False
        if key in moves:
            self.cursor = max(0, min(len(ROWS) - 1, self.cursor + moves[key]))
            self._figures_up = False
        elif key == "tab":
            self._figures_up = not self._figures_up
        elif ROWS[self.cursor].kind == "field" and _value(bench.desk, ROWS[self.cursor]):
            bench.do(SetDetail(ROWS[self.cursor].id, ""))
        return True

    def edited(self, bench: Workbench, text: str) -> None:
        """Nothing is typed here: say so, and take the letters back."""
        if text:
            bench.set_text("")
            bench.refuse(texts.REPORT_TYPED)

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter: fill the field in, or write the paper."""
        row = ROWS[self.cursor]
        if row.kind == "field":
            _EDITORS[row.id](bench)
        else:
            write_out(bench, row.id)

    def clicked(self, bench: Workbench, x: int, y: int) -> None:
        """Put the cursor on the row that was clicked."""
        self.cursor = self._where.get(y, self.cursor)


# --- rows -------------------------------------------------------------------------------------------------------


def _value(desk: Desk, row: Row) -> str:
    """What a field says, days first; of a paper its formats."""
    if row.kind == "paper":
        return texts.PAPER_FORMATS[row.id]
    return day_first(" ".join(desk.meeting.details.text(row.id).split()))


def _draw(desk: Desk, row: Row, width: int) -> Line:
    value = _value(desk, row)
    if row.kind == "paper":
        return line(" " * STATE_WIDTH, pad(cut(row.label, LABEL_WIDTH), LABEL_WIDTH), (value, "muted"))
    if value:
        state, style = texts.FILLED, "done"
    else:
        owed = row.id in (*OWED, "report_sent")
        state, style = (texts.OWED, "missing") if owed else (texts.AT_WILL, "muted")
    label = pad(cut(row.label, LABEL_WIDTH), LABEL_WIDTH)
    return line((pad(f" {state}", STATE_WIDTH), style), label, (cut(value, width), "muted"))


def _about(row: Row) -> Sequence[tuple[str, str]]:
    if row.kind == "field":
        return [(texts.FIELD_ABOUT[row.id], "plain")]
    named = [(texts.PAPER_HAS_NAMES, "warning")] if row.id in ("tables", "record") else []
    return [(texts.PAPER_ABOUT[row.id], "plain"), *named]


def _figures(desk: Desk, found: Figures, width: int) -> list[Line]:
    rows = phrases_report.figure_lines(desk, found)
    drawn = [line((f" {pad(label, FIGURE_LABEL_WIDTH)}", "muted"), (value, "plain")) for label, value in rows]
    return [rule(width, texts.PART_FIGURES), *(fit(row, width) for row in drawn)]


# --- filling in -------------------------------------------------------------------------------------------------


class StrengthsPane(ParagraphsPane):
    """What went well."""

    name = texts.FIELD_LABELS["report_strengths"]
    detail = "report_strengths"
    head_kept = texts.TEXT_KEPT.format(label=name)
    head_suggested = texts.TEXT_SUGGESTED
    head_empty = texts.TEXT_EMPTY
    said_taken = texts.TEXT_TAKEN

    def suggestion(self, desk: Desk) -> str:
        """What the figures speak well of."""
        return draft_strengths(desk.meeting, desk.now(), papers.offset_of(desk))


class LimitsPane(StrengthsPane):
    """What is wanting, and why."""

    name = texts.FIELD_LABELS["report_limits"]
    detail = "report_limits"
    head_kept = texts.TEXT_KEPT.format(label=name)

    def suggestion(self, desk: Desk) -> str:
        """The rules that are not met, with their reasons."""
        return draft_limits(desk.meeting, desk.now())


class ProposalsPane(StrengthsPane):
    """What is asked of those above."""

    name = texts.FIELD_LABELS["report_proposals"]
    detail = "report_proposals"
    head_kept = texts.TEXT_KEPT.format(label=name)

    def suggestion(self, desk: Desk) -> str:
        """Nothing: only people can ask for something."""
        return ""


def _set(bench: Workbench, field: str, value: str) -> None:
    bench.do(SetDetail(field, value))


def _ask_number(bench: Workbench) -> None:
    before = bench.desk.meeting.details.text("report_number")
    label = texts.FIELD_LABELS["report_number"]
    bench.ask(AskText(label, lambda said: _set(bench, "report_number", said), initial=before, optional=True))


def _ask_day(bench: Workbench, field: str) -> None:
    """A day; Enter on nothing says today."""
    desk = bench.desk
    today: date = desk.local(desk.now()).date()
    before = desk.meeting.details.text(field)
    bench.ask(
        ask_day(
            texts.FIELD_LABELS[field],
            lambda day: _set(bench, field, day),
            year=today.year,
            initial=before,
            today=today,
        )
    )


def _ask_signed(bench: Workbench) -> None:
    if bench.desk.meeting.adopted is None:
        bench.refuse(texts.NOT_ADOPTED)
    else:
        _ask_day(bench, "signed_on")


_EDITORS: dict[str, Callable[[Workbench], None]] = {
    "report_strengths": lambda bench: bench.show(StrengthsPane()),
    "report_limits": lambda bench: bench.show(LimitsPane()),
    "report_proposals": lambda bench: bench.show(ProposalsPane()),
    "report_number": _ask_number,
    "signed_on": _ask_signed,
    "report_sent": lambda bench: _ask_day(bench, "report_sent"),
}
