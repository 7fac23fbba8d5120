"""A script without a screen: every act asked of the desk at its own time. The other way is `keys.py`."""

from __future__ import annotations

from collections.abc import Sequence

from models.ruling import Refusal
from tui import phrases
from tui.desk import Desk
from tui.rehearsal.acts import command_of
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.script import Act, BadScript


def play(desk: Desk, clock: ScriptClock, acts: Sequence[Act]) -> None:
    """Do every act; raises `BadScript` with its line and the desk's sentence when one is refused."""
    for act in acts:
        clock.move_to(act.at)
        outcome = desk.do(command_of(act, desk))
        if isinstance(outcome, Refusal):
            raise BadScript(f"dòng {act.line}: {phrases.refusal(outcome)}")
