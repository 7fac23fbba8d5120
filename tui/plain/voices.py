"""Which voice a pane has."""

from __future__ import annotations

from typing import Any

from tui import words, words_handed, words_report, words_search
from tui.panes.base import ListPane
from tui.panes.paragraphs import ParagraphsPane
from tui.panes.scrolling import ScrollPane
from tui.plain.bench import PlainBench
from tui.plain.panes import (
    BoardVoice,
    ClosingVoice,
    ListVoice,
    MeetingsVoice,
    PageVoice,
    PaneVoice,
    PreparationVoice,
    ReadOnlyList,
    RecoveryVoice,
    RollCall,
    RosterVoice,
)
from tui.plain.reading import MinutesVoice
from tui.plain.views import ParagraphsVoice, ReportVoice, SearchVoice

VOICES: dict[str, type[PaneVoice[Any]]] = {
    words.PANE_ATTENDANCE: RollCall,
    words.PANE_BOARD: BoardVoice,
    words.PANE_PREPARATION: PreparationVoice,
    words.PANE_CLOSING: ClosingVoice,
    words.PANE_MINUTES: MinutesVoice,
    words.PANE_MEETINGS: MeetingsVoice,
    words.PANE_ROSTER: RosterVoice,
    words.PANE_RECOVERY: RecoveryVoice,
    words.PANE_HISTORY: ReadOnlyList,
    words_handed.PANE_PLAN: PaneVoice,
    words_handed.PANE_WORDING: PaneVoice,
    words_report.PANE_REPORT: ReportVoice,
    words_search.PANE_SEARCH: SearchVoice,
}
"""Name of a pane → how it is said, where its rows or its page alone would not do."""


def voice_of(bench: PlainBench) -> PaneVoice[Any]:
    """The voice of the pane that is up; a pane nobody thought of is told by its rows or its lines."""
    pane = bench.pane
    special = VOICES.get(pane.name)
    if special is not None:
        return special(bench, pane)
    if isinstance(pane, ParagraphsPane):
        return ParagraphsVoice(bench, pane)
    if isinstance(pane, ListPane) and type(pane).draw is not ListPane.draw:
        return ListVoice(bench, pane)
    return PageVoice(bench, pane) if isinstance(pane, ScrollPane) else PaneVoice(bench, pane)
