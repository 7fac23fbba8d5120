"""The panes that a key shows. Each is loaded when it is first asked for, or in an idle moment before (tui.starting)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.workbench import Workbench


def show_help(bench: Workbench) -> None:
    """All keys."""
    from tui.panes.help import HelpPane

    bench.show(HelpPane())


def show_attendance(bench: Workbench) -> None:
    """Who is here."""
    from tui.panes.attendance import AttendancePane

    bench.show(AttendancePane())


def show_board(bench: Workbench) -> None:
    """The indicators and what was said of each."""
    from tui.panes.board import BoardPane

    bench.show(BoardPane())


def show_preparation(bench: Workbench) -> None:
    """What is to be ready before the session."""
    from tui.panes.preparation import PreparationPane

    bench.show(PreparationPane())


def show_minutes(bench: Workbench) -> None:
    """The minutes as they stand."""
    from tui.panes.minutes import MinutesPane

    bench.show(MinutesPane())


def show_closing(bench: Workbench) -> None:
    """What has to be done before the session is over."""
    from tui.panes.closing import ClosingPane

    bench.show(ClosingPane())


def show_history(bench: Workbench) -> None:
    """All acts, the last first."""
    from tui.panes.history import HistoryPane

    bench.show(HistoryPane())


def show_palette(bench: Workbench) -> None:
    """Every command, by its name."""
    from tui.panes.palette import PalettePane

    bench.show(PalettePane())
