"""Panes that are texts, figures or findings, as lines: paragraphs, the report, the search over all meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words
from tui import words_plain as texts
from tui.asking import day_first
from tui.draw import cut
from tui.panes.base import Pane
from tui.panes.paragraphs import ParagraphsPane
from tui.plain.panes import SHOWN_ACTS, PaneVoice
from tui.plain.questions import answer, is_number
from tui.plain.saying import WIDTH, rejoined

if TYPE_CHECKING:
    from models.finding import Hit
    from tui.panes.report import ReportPane
    from tui.panes.search import SearchPane

FOUND_WIDTH = 140
"""Cells of a text that was found."""


class ParagraphsVoice(PaneVoice[ParagraphsPane]):
    """A text of the record: words add a paragraph, a number edits one, "-2" takes one out."""

    def told(self) -> list[str]:
        """The paragraphs, under a line that says what they are."""
        pane, desk = self.pane, self.bench.desk
        kept = pane.kept(desk)
        parts = kept or pane.suggested(desk)
        head = pane.head_kept if kept else pane.head_suggested if parts else pane.head_empty
        return [head, *(texts.OPTION.format(number=number, label=part) for number, part in enumerate(parts, 1))]

    def how(self) -> str:
        """What an empty line does now."""
        kept, suggested = self.pane.kept(self.bench.desk), self.pane.suggested(self.bench.desk)
        return texts.SUMMARY_HOW.format(empty=texts.SUMMARY_TAKES if suggested and not kept else texts.SUMMARY_DONE)

    def answer(self, typed: str) -> bool:
        """A paragraph, a number, or nothing: the suggestion, or done."""
        kept = self.pane.kept(self.bench.desk)
        if not typed:
            if not kept and self.pane.suggested(self.bench.desk):
                self.bench.taken("")
            return False
        if not (kept and is_number(typed.removeprefix("-"))):
            self.bench.taken(typed)
        elif (row := self._row(typed.removeprefix("-"), len(kept))) is not None:
            self.pane.cursor = row[0]
            if typed.startswith("-"):
                self.bench.key("delete")
            else:
                self.bench.taken("")
        return True


class ReportVoice(PaneVoice[Pane]):
    """The report: its figures, then fields and papers under one numbering."""

    pane: ReportPane

    def told(self) -> list[str]:
        """How far things are, the figures, the rows."""
        from tui import phrases_report
        from tui.panes.report import ROWS

        desk = self.bench.desk
        found = self.pane.figures(desk)
        due, _ = phrases_report.due(desk, found, WIDTH)
        figures = (f"{label}: {value}" for label, value in phrases_report.figure_lines(desk, found))
        rows = ((row.label, self._value(row.kind, row.id)) for row in ROWS)
        numbered = (
            texts.PREPARATION_ROW.format(number=number, label=label, value=value)
            for number, (label, value) in enumerate(rows, 1)
        )
        return [due, *figures, *numbered]

    def _value(self, kind: str, id: str) -> str:
        """What a field says; of a paper that it is one."""
        from tui import words_report

        if kind == "paper":
            return words_report.PAPER_FORMATS[id]
        return day_first(" ".join(self.bench.desk.meeting.details.text(id).split())) or words.BLANK_VALUE

    def how(self) -> str:
        """A number does it."""
        return texts.REPORT_HOW

    def answer(self, typed: str) -> bool:
        """Enter or Delete on a row; what follows the number answers its question."""
        from tui.panes.report import ROWS

        if not typed:
            return False
        if (row := self._row(typed.removeprefix("-"), len(ROWS))) is not None:
            self.pane.cursor = row[0]
            if typed.startswith("-"):
                self.bench.key("delete")
            else:
                self.bench.taken("")
                if row[1] and self.bench.prompt is not None:
                    answer(self.bench, row[1])
        return True


class SearchVoice(PaneVoice[Pane]):
    """The search: a query a line, then what it finds, each in a line; nothing is opened."""

    pane: SearchPane

    def told(self) -> list[str]:
        """What can be typed."""
        return rejoined(self.pane.body(self.bench, WIDTH, SHOWN_ACTS))

    def how(self) -> str:
        """How to ask."""
        return texts.SEARCH_HOW

    def answer(self, typed: str) -> bool:
        """What is found; a number tells one of them whole."""
        hits = self.pane.rows(self.bench, self.pane.initial)
        if not typed:
            return False
        if is_number(typed) and hits:
            if (row := self._row(typed, len(hits))) is not None:
                self.bench.tell([_told(hits[row[0]], whole=True)])
            return True
        self.pane.edited(self.bench, typed)
        found = self.pane.findings(self.bench, typed)
        rows = (_told(hit) for hit in found.hits[:SHOWN_ACTS])
        numbered = [texts.OPTION.format(number=number, label=row) for number, row in enumerate(rows, 1)]
        self.bench.tell([texts.FOUND.format(total=found.total, meetings=found.meetings), *numbered])
        return True


def _told(hit: Hit, *, whole: bool = False) -> str:
    """Day, time, who, what kind, the words."""
    from tui.panes.search import clock_of, kind_of

    text = hit.item.text if whole else cut(hit.item.text, FOUND_WIDTH)
    about = ", ".join(part for part in (day_first(hit.record.date), clock_of(hit), hit.who, kind_of(hit)) if part)
    return f"{about}: {text}"
