"""The page of the minutes: the paper in its text form, under what still keeps it from the vote (L5, L20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.document import Document, Heading
from models.rules import blocking
from tui import words_amending
from tui import words_closing as texts
from tui.draw import BLANK, Line, cut, line, wrap

if TYPE_CHECKING:
    from tui.desk import Desk

PAPER = 88
"""Cells the page may take; wider screens leave it in the middle."""

BEFORE_THE_VOTE = ("C18", "C19")
"""The rules that only the reading and the vote themselves can meet."""


def page(desk: Desk, document: Document, stale: tuple[str, ...], width: int) -> list[Line]:
    """All lines: what is missing, corrections overtaken (`stale` are their keys), the signs, the paper."""
    return [*owed(desk, width), *_stale(desk, stale, width), *_legend(desk, document, width), *_paper(document, width)]


def _paper(document: Document, width: int) -> list[Line]:
    """The paper as the text form sets it, gaps and corrections told apart, in the middle of the screen."""
    from documents.text_paper import paper_lines  # with the form's rule set: read when a page is first drawn

    room = min(PAPER, width - 3)
    gaps = {paragraph.key for paragraph in document.paragraphs() if paragraph.gap}
    corrected = {paragraph.key for paragraph in document.paragraphs() if paragraph.corrected}
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    left = (width - room - 2) // 2
    drawn: list[Line] = []
    before = ""
    for key, text in paper_lines(document, room):
        first, before = key != before, key
        sign = texts.CORRECTED_SIGN if key in corrected and first else " "
        drawn.append(line(" " * left, (f"{sign} ", "now"), (text, _style(document, key, text, gaps, headings))))
    return drawn


def _style(document: Document, key: str, text: str, gaps: set[str], headings: list[str]) -> str:
    if key in gaps:
        return "missing"
    if document.mark and document.mark in text and "═" in text:
        return "warning"
    bare = text.strip()
    return "title" if not key and bare and any(bare in heading for heading in headings) else "plain"


def missing_before_vote(desk: Desk) -> str:
    """What the vote still waits for (level E), as a sentence; "" once the minutes are adopted."""
    missing = [] if desk.meeting.adopted else [s for s in blocking(desk.rules()) if s.code not in BEFORE_THE_VOTE]
    rules = ", ".join(f"{state.label} ({state.figure})" for state in missing)
    return texts.STILL_MISSING.format(rules=rules) if missing else ""


def owed(desk: Desk, width: int) -> list[Line]:
    """The same, or that this is another plan's paper, as a paragraph with a blank line after it."""
    told = desk.plan_gone or missing_before_vote(desk)
    if not told:
        return []
    said = wrap(told, min(PAPER, width - 4))
    return [*(line("  ", (part, "warning")) for part in said), BLANK]


def _stale(desk: Desk, keys: tuple[str, ...], width: int) -> list[Line]:
    """Corrections that the record has overtaken: somebody has to look at them."""
    if not keys:
        return []
    corrections = desk.meeting.as_adopted().corrections
    rows = [texts.STALE_ONE.format(text=f"“{corrections[key].new}”") for key in keys[:3]]
    rows += [texts.STALE_MORE.format(count=len(keys) - 3)] if len(keys) > 3 else []
    return [*(line("  ", (cut(row, width - 4), "warning")) for row in rows), BLANK]


def _legend(desk: Desk, document: Document, width: int) -> list[Line]:
    """What the sign in the margin means, where there is one; what was amended, which this paper does not say (L20)."""
    rows: list[Line] = []
    if any(paragraph.corrected for paragraph in document.paragraphs()):
        rows.append(line("  ", (texts.CORRECTED_LEGEND, "muted")))
    if amendments := desk.meeting.amendments:
        said = words_amending.AMENDED_LEGEND.format(count=len(amendments))
        rows += [line("  ", (part, "warning")) for part in wrap(said, min(PAPER, width - 4))]
    return [*rows, BLANK] if rows else []
