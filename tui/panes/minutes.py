"""Not drawn yet."""

from __future__ import annotations

from tui.panes.base import Pane


class MinutesPane(Pane):
    """Placeholder while the pane is being written."""
