"""The chair's summing-up, a paragraph a line: suggested from the notes until something was recorded (R42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.minutes import draft_summary
from tui import words_closing as texts
from tui.panes.paragraphs import ParagraphsPane

if TYPE_CHECKING:
    from tui.desk import Desk


class SummaryPane(ParagraphsPane):
    """What the chair concludes."""

    name = texts.PANE_SUMMARY
    takes_prose = True
    detail = "summary"
    head_kept = texts.SUMMARY_KEPT
    head_suggested = texts.SUMMARY_SUGGESTED
    head_empty = texts.SUMMARY_EMPTY
    said_taken = texts.SUMMARY_TAKEN

    def suggestion(self, desk: Desk) -> str:
        """What the notes say, grouped by question and indicator."""
        return draft_summary(desk.meeting)
