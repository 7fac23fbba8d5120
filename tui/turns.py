"""Putting a turn right: what kind of speech it was, and who spoke.

The running one, or the one under the cursor: a note stands for the turn it was written in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import CorrectTurn
from models.fact import TurnKind
from tui import words
from tui.prompts import Choose, Option, PickPerson
from tui.stages import speaking, unadopted

if TYPE_CHECKING:
    from tui.workbench import Workbench


def turn_at_hand(bench: Workbench) -> bool:
    """Somebody has the floor, or the cursor is on a turn."""
    return unadopted(bench) and (speaking(bench) or bool(_chosen(bench)))


def _chosen(bench: Workbench) -> str:
    """The id of the turn under the cursor of the live pane, or of the note's there; "" for none: the running one."""
    from tui.panes.live import LivePane

    chosen = (bench.pane.selected if isinstance(bench.pane, LivePane) else None) or ""
    note = bench.desk.meeting.notes.get(chosen)
    id = note.turn if note is not None else chosen
    return id if bench.desk.meeting.floor.turn(id) is not None else ""


def kind(bench: Workbench) -> None:
    """What kind of speech it is; its time goes on (L13)."""
    turn = _chosen(bench)
    kinds: dict[str, TurnKind] = {name: name for name in words.TURN_KINDS}
    options = [Option(name, label) for name, label in words.TURN_KINDS.items()]

    def say(name: str) -> None:
        bench.do(CorrectTurn(turn, kind=kinds[name]))

    bench.ask(Choose(words.KIND_ASK, options, say))


def wrong_speaker(bench: Workbench) -> None:
    """Somebody else spoke."""
    turn = _chosen(bench)

    def say(person: str) -> None:
        bench.do(CorrectTurn(turn, person=person))

    meeting = bench.desk.meeting
    chosen = meeting.floor.turn(turn)
    if chosen is None:
        bench.ask(PickPerson(words.WRONG_SPEAKER_ASK, say))
        return
    label = words.WRONG_TURN_ASK.format(clock=bench.desk.clock(chosen.start), name=meeting.name(chosen.person))
    bench.ask(PickPerson(label, say))
