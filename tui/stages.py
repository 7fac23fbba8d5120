"""How far the open meeting is: when a command makes sense, and why it does not (L22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words

if TYPE_CHECKING:
    from tui.workbench import Workbench


def at_home(bench: Workbench) -> bool:
    """No meeting is open."""
    return not bench.desk.has_meeting


def in_meeting(bench: Workbench) -> bool:
    """A meeting is open."""
    return bench.desk.has_meeting


def recordable(bench: Workbench) -> bool:
    """A meeting is open, and not only to be looked at."""
    return in_meeting(bench) and bench.desk.writable


def unadopted(bench: Workbench) -> bool:
    """Its notes can still be changed: the minutes are not adopted."""
    return recordable(bench) and bench.desk.meeting.adopted is None


def unended(bench: Workbench) -> bool:
    """Its session can begin or go on."""
    return recordable(bench) and bench.desk.meeting.agenda.ended is None


def running(bench: Workbench) -> bool:
    """The session has begun and not ended."""
    return recordable(bench) and bench.desk.meeting.agenda.running


def discussing(bench: Workbench) -> bool:
    """The session is on, and what is said in it can still come into the minutes."""
    return running(bench) and unadopted(bench)


def adopted(bench: Workbench) -> bool:
    """The minutes of the open meeting are adopted."""
    return in_meeting(bench) and bench.desk.meeting.adopted is not None


def amendable(bench: Workbench) -> bool:
    """They are, and something can be added to them."""
    return recordable(bench) and adopted(bench)


def not_started(bench: Workbench) -> bool:
    """A meeting is open and its session has not begun."""
    return in_meeting(bench) and bench.desk.meeting.agenda.started is None


def speaking(bench: Workbench) -> bool:
    """Somebody has the floor."""
    return running(bench) and bench.desk.meeting.floor.current is not None


def why_not(bench: Workbench) -> str:
    """Why a command that makes no sense now does not, as far as the stage of the meeting tells."""
    if in_meeting(bench) and not bench.desk.writable:
        return words.REFUSALS["read_only"]
    if recordable(bench) and not unended(bench):
        return words.REFUSALS["ended"]
    if recordable(bench) and not unadopted(bench):
        return words.REFUSALS["adopted"]
    if recordable(bench) and not_started(bench):
        return words.REFUSALS["not_started"]
    if discussing(bench) and not speaking(bench):
        return words.NOBODY_SPEAKS
    return words.NOT_NOW
