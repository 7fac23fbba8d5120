"""Commands too rare for a key: they are called by name from the palette (^P) and listed in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import AddIndicator, StartSession
from tui import (
    words,
    words_amending,
    words_board,
    words_commitments,
    words_phrases,
    words_report,
    words_reserving,
    words_sync,
    words_units,
    words_vault,
)
from tui import words_closing as texts
from tui import words_conflicts as conflicts
from tui import words_papers as papers
from tui import words_search as search
from tui.amending import add_paragraph, export_amendments
from tui.asking import AskRead, minutes_ago
from tui.board_process import show_room
from tui.closing_tasks import open_report
from tui.connecting import ask_enrolment, choose_file
from tui.errands_bundle import send_by_stick, take_from_stick
from tui.export import export_minutes
from tui.filing import can_keep, keep_in_file, restore_from_file
from tui.panes.commitments import CommitmentsPane
from tui.panes.conflicts import ConflictsPane
from tui.panes.phrases_pane import PhrasesPane
from tui.panes.sync import SyncPane
from tui.panes.units import UnitsPane
from tui.prompts import AskText
from tui.protecting import protect
from tui.registry import Action
from tui.reserving import reserve
from tui.stages import adopted, amendable, at_home, discussing, in_meeting, recordable, running, unadopted
from tui.voting import ask_motion, take_electronic

if TYPE_CHECKING:
    from tui.workbench import Workbench


def _add_indicator(bench: Workbench) -> None:
    """A sign of violation beyond the list (R35)."""

    def add(text: str) -> None:
        bench.do(AddIndicator(text))

    bench.ask(AskText(texts.INDICATOR_ASK, add, hint=texts.INDICATOR_HINT))


def _restart(bench: Workbench) -> None:
    """The session really began at another time: a clock time, or so many minutes ago (L9)."""

    def begin(ago: int) -> None:
        bench.do(StartSession(ago))

    ask = AskRead(
        texts.RESTART_ASK,
        lambda typed: minutes_ago(bench.desk, typed),
        begin,
        how=words.START_HOW,
        hint=texts.RESTART_HINT,
    )
    bench.ask(ask)


ADHOC: tuple[Action, ...] = (
    Action("vote_other", (), texts.K_VOTE_OTHER, texts.H_VOTE_OTHER, words.G_CLOSE, ask_motion, when=running),
    Action(
        "vote_electronic",
        (),
        words_reserving.K_ELECTRONIC,
        words_reserving.H_ELECTRONIC,
        words.G_CLOSE,
        take_electronic,
        when=running,
    ),
    Action(
        "reserve",
        (),
        words_reserving.K_RESERVE,
        words_reserving.H_RESERVE,
        words.G_CLOSE,
        reserve,
        when=recordable,
    ),
    Action(
        "add_indicator",
        (),
        texts.K_ADD_INDICATOR,
        texts.H_ADD_INDICATOR,
        words.G_NOTES,
        _add_indicator,
        when=unadopted,
    ),
    Action("export", (), texts.K_EXPORT, texts.H_EXPORT, words.G_CLOSE, export_minutes, when=in_meeting),
    Action(
        "export_pdf",
        (),
        papers.K_EXPORT_PDF,
        papers.H_EXPORT_PDF,
        words.G_CLOSE,
        lambda bench: export_minutes(bench, ".pdf"),
        when=in_meeting,
    ),
    Action(
        "export_text",
        (),
        papers.K_EXPORT_TEXT,
        papers.H_EXPORT_TEXT,
        words.G_CLOSE,
        lambda bench: export_minutes(bench, ".txt"),
        when=in_meeting,
    ),
    Action(
        "report",
        (),
        words_report.K_REPORT,
        words_report.H_REPORT,
        words.G_CLOSE,
        open_report,
        when=in_meeting,
    ),
    Action("keep", (), search.K_KEEP, search.H_KEEP, words.G_CLOSE, keep_in_file, when=can_keep),
    Action("restore", (), search.K_RESTORE, search.H_RESTORE, words.G_DESK, restore_from_file),
    Action("send", (), conflicts.K_SEND, conflicts.H_SEND, words.G_CLOSE, send_by_stick),
    Action("take", (), conflicts.K_TAKE, conflicts.H_TAKE, words.G_DESK, take_from_stick),
    Action(
        "conflicts",
        (),
        conflicts.K_CONFLICTS,
        conflicts.H_CONFLICTS,
        words.G_DESK,
        lambda bench: bench.show(ConflictsPane()),
        when=in_meeting,
    ),
    Action("restart", (), texts.K_RESTART, texts.H_RESTART, words.G_STEPS, _restart, when=discussing),
    Action(
        "phrases",
        (),
        words_phrases.K_PHRASES,
        words_phrases.H_PHRASES,
        words.G_NOTES,
        lambda bench: bench.show(PhrasesPane()),
        when=in_meeting,
    ),
    Action("room", (), words_board.K_ROOM, words_board.H_ROOM, words.G_ROOM, show_room, when=in_meeting),
    Action(
        "commitments",
        (),
        words_commitments.K_COMMITMENTS,
        words_commitments.H_COMMITMENTS,
        words.G_CLOSE,
        lambda bench: bench.show(CommitmentsPane()),
        when=in_meeting,
    ),
    Action("amend", (), words_amending.K_AMEND, words_amending.H_AMEND, words.G_CLOSE, add_paragraph, when=amendable),
    Action(
        "amended",
        (),
        words_amending.K_AMENDED,
        words_amending.H_AMENDED,
        words.G_CLOSE,
        export_amendments,
        when=adopted,
    ),
    Action(
        "sync",
        (),
        words_sync.K_SYNC,
        words_sync.H_SYNC,
        words.G_DESK,
        lambda bench: bench.show(SyncPane()),
    ),
    Action("protect", (), words_vault.K_PROTECT, words_vault.H_PROTECT, words.G_DESK, protect, when=at_home),
    Action("enroll", (), words_sync.K_ENROLL, words_sync.H_ENROLL, words.G_DESK, ask_enrolment, when=at_home),
    Action(
        "enroll_file",
        (),
        words_sync.K_ENROLL_FILE,
        words_sync.H_ENROLL_FILE,
        words.G_DESK,
        choose_file,
        when=at_home,
    ),
    Action(
        "units",
        (),
        words_units.K_UNITS,
        words_units.H_UNITS,
        words.G_DESK,
        lambda bench: bench.show(UnitsPane()),
        when=at_home,
        why_not=words_units.UNITS_CLOSE_FIRST,
    ),
)
"""Ids are stable: scripts and settings name them."""
