"""The real desk on the newest meeting of a store, one pane up: `python -m benchmarks.desk_app HOME attendance|live`."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.starting import quicken


def open_on(home: Path, pane: str) -> int:
    """Run the app until it is ended; quickened before the desk is imported, as the command does."""
    quicken()
    from documents.plan_file import load_plan
    from sync.paths import Paths
    from sync.store import Store
    from tui.desk import Desk
    from tui.launch import run_app
    from tui.panes.attendance import AttendancePane
    from tui.panes.live import LivePane
    from tui.workbench import Workbench

    panes = {"attendance": AttendancePane, "live": LivePane}
    desk = Desk(Store(Paths(home), load_plan()))
    desk.open(desk.store.meetings()[0].id)
    return run_app(desk, Workbench(desk, lambda bench: panes[pane]()))


if __name__ == "__main__":
    sys.exit(open_on(Path(sys.argv[1]), sys.argv[2]))
