"""A script without a screen: every act asked of the desk at its own time. The other way is `keys.py`."""

from __future__ import annotations

from collections.abc import Sequence

from models.ruling import Refusal
from sync.paths import Paths
from tui import phrases
from tui.desk import Desk
from tui.rehearsal.acts import command_of
from tui.rehearsal.cell import rehearsal_store
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.script import DAY, Act, BadScript

DATE = DAY.date().isoformat() if DAY.hour == 0 else "2023-09-15"


def play(desk: Desk, clock: ScriptClock, acts: Sequence[Act]) -> None:
    """Do every act; raises `BadScript` with its line and the desk's sentence when one is refused."""
    for act in acts:
        clock.move_to(act.at)
        outcome = desk.do(command_of(act, desk))
        if isinstance(outcome, Refusal):
            raise BadScript(f"dòng {act.line}: {phrases.refusal(outcome)}")
