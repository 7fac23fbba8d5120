"""A text of the record, a paragraph a line: suggested by the desk until something was recorded (R42, R79)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import SetDetail
from tui import words_closing as texts
from tui.closing_prompts import Rewrite
from tui.draw import BLANK, Line, highlighted, line, wrapped
from tui.panes.base import Pane

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench


class ParagraphsPane(Pane):
    """Paragraphs of one detail (`models.details`) with a cursor; what is typed becomes another one."""

    detail = ""
    head_kept = ""
    head_suggested = ""
    head_empty = ""
    said_taken = ""  # how many there are now

    def __init__(self) -> None:
        self.cursor = 0
        self._suggested: tuple[int, list[str]] | None = None

    def suggestion(self, desk: Desk) -> str:
        """What the record suggests, a paragraph a line."""
        raise NotImplementedError

    def kept(self, desk: Desk) -> list[str]:
        """What is recorded."""
        return [part for part in desk.meeting.details.text(self.detail).splitlines() if part.strip()]

    def suggested(self, desk: Desk) -> list[str]:
        """What the record suggests; made anew after every entry."""
        entries = len(desk.meeting.ledger.entries)
        if self._suggested is None or self._suggested[0] != entries:
            self._suggested = (entries, self.suggestion(desk).splitlines())
        return self._suggested[1]

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The paragraphs around the cursor, under a line that says what they are."""
        kept = self.kept(bench.desk)
        parts = kept or self.suggested(bench.desk)
        head = self.head_kept if kept else self.head_suggested if parts else self.head_empty
        self.cursor = max(0, min(self.cursor, len(parts) - 1))
        rows: list[Line] = []
        foot = 0
        for index, part in enumerate(parts):
            block = _numbered(index + 1, part, width, "plain" if kept else "muted")
            if kept and index == self.cursor:
                block = [highlighted(row, width) for row in block]
            rows += block
            foot = len(rows) if index == self.cursor else foot
        top = max(0, foot - (height - 2))
        shown = line((f" {head}", "done" if kept else "missing"))
        return [shown, BLANK, *rows[top : top + height - 2]]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does now."""
        return (self.name, texts.SUMMARY_HINT if self.kept(bench.desk) else texts.SUMMARY_HINT_SUGGESTED)

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """The arrows choose a paragraph; Delete takes it out."""
        if text or key not in ("up", "down", "delete"):
            return False
        kept = self.kept(bench.desk)
        if key != "delete":
            self.cursor = max(0, min(len(kept) - 1, self.cursor + (1 if key == "down" else -1)))
        elif kept:
            self._save(bench, [*kept[: self.cursor], *kept[self.cursor + 1 :]])
        return True

    def taken(self, bench: Workbench, text: str) -> None:
        """Typed: one paragraph more. Nothing typed: take the suggestion, or edit the paragraph."""
        kept = self.kept(bench.desk)
        if text.strip():
            if self._save(bench, [*kept, text.strip()]):
                self.cursor = len(kept)
        elif kept:
            self._edit(bench, kept)
        elif suggested := self.suggested(bench.desk):
            self._save(bench, suggested)
        else:
            bench.refuse(self.head_empty)

    def _edit(self, bench: Workbench, kept: list[str]) -> None:
        place = min(self.cursor, len(kept) - 1)
        label = texts.SUMMARY_EDIT.format(number=place + 1)
        bench.ask(Rewrite(label, lambda new: _done(self._save(bench, _replaced(kept, place, new))), old=kept[place]))

    def _save(self, bench: Workbench, parts: list[str]) -> bool:
        if not bench.do(SetDetail(self.detail, "\n".join(parts))):
            return False
        bench.say(self.said_taken.format(count=len(parts)))
        return True


def _replaced(parts: list[str], place: int, new: str) -> list[str]:
    return [*parts[:place], new, *parts[place + 1 :]]


def _done(saved: bool) -> None:
    """A prompt does not ask what became of its answer."""


def _numbered(number: int, text: str, width: int, style: str) -> list[Line]:
    first, *rest = wrapped(text, width - 6, style)
    return [line((f" {number:>2}  ", "muted"), *first), *(line("     ", *row) for row in rest)]
