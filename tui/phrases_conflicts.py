"""What two laptops recorded differently, in words: the field, each value, who and when (L19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.attendance import edges_of
from models.conflicts import Conflict, Side
from models.facts_minutes import Adopted
from models.oddities import Oddity
from models.votes import ADOPTION
from tui import words, words_attendance
from tui import words_conflicts as texts
from tui.phrases import assessed, indicator_short
from tui.phrases_acts import shown_value
from tui.phrases_oddities import differing
from tui.words_oddities import MINUTES_MOTION
from tui.words_rehearsal import ASSESSED

if TYPE_CHECKING:
    from tui.desk import Desk

MOMENT = 1_000_000_000_000
"""A whole number from here on is a time, UTC ms."""


def field(desk: Desk, conflict: Conflict) -> str:
    """What is disputed: "Điểm danh Hùng"."""
    form = texts.WHAT.get(conflict.kind)
    if form is None:
        said = differing(desk, Oddity("desks_differ", conflict.thing, other=conflict.part))
        return said[:1].upper() + said[1:]
    meeting = desk.meeting
    row, vote = meeting.board.row(conflict.thing), meeting.votes.get(conflict.thing)
    title = MINUTES_MOTION if conflict.thing == ADOPTION else vote.title if vote is not None else ""
    return form.format(
        name=meeting.name(_person(desk, conflict)),
        title=title,
        indicator=indicator_short(row),
        field=ASSESSED.get(conflict.field, ""),
    )


def _person(desk: Desk, conflict: Conflict) -> str:
    """Whom it is about: of a turn its speaker, of a coming or going whoever came or went."""
    turn = desk.meeting.floor.turn(conflict.thing)
    if turn is not None:
        return turn.person
    edges = edges_of(desk.meeting.ledger).items()
    movers = (who for who, all in edges if any(move.id == conflict.thing for edge in all for move in edge.moves))
    return next(movers, conflict.thing)


def told(desk: Desk, conflict: Conflict, side: Side) -> str:
    """One value, on which device, by whom and when: "có mặt  (máy k7, 14:05)"."""
    form = texts.TOLD_BY_NAMED if side.by else texts.TOLD_BY
    return form.format(
        value=value(desk, conflict, side),
        who=laptop(desk, side),
        name=desk.meeting.name(side.by),
        clock=desk.clock(side.at),
    )


def laptop(desk: Desk, side: Side) -> str:
    """What people call the device."""
    replica = desk.replica
    if replica is None or side.device == replica.device:
        return texts.THIS_LAPTOP
    return texts.OTHER_LAPTOP.format(alias=replica.aliases.get(side.device) or side.device[:2])


def value(desk: Desk, conflict: Conflict, side: Side) -> str:
    """One value in words."""
    teller = _VALUES.get(conflict.part if conflict.kind != "twice" else "twice")
    return teller(desk, conflict, side.value) if teller is not None else _plainly(desk, side.value)


def _mark(desk: Desk, conflict: Conflict, said: Any) -> str:
    status, reason, _ = said
    if status == "excused":
        return texts.EXCUSED.format(reason=reason)
    return {"present": words_attendance.STATE_PRESENT, "unexcused": words_attendance.STATE_UNEXCUSED}.get(
        status, texts.UNMARKED
    )


def _note(desk: Desk, conflict: Conflict, said: Any) -> str:
    if conflict.field != "content":
        return _plainly(desk, said)
    return texts.LEAVE_OUT if said is None else str(said["text"])


def _vote(desk: Desk, conflict: Conflict, said: Any) -> str:
    counts = {"yes": said["in_favour"], "no": said["against"], "other": said["other"], "base": said["base"]}
    return texts.COUNTED.format(**counts)


def _indicator(desk: Desk, conflict: Conflict, said: Any) -> str:
    return assessed(desk, conflict.field, said) if conflict.field in ASSESSED else str(said)  # type: ignore[arg-type]


def _twice(desk: Desk, conflict: Conflict, said: Any) -> str:
    start, stop = said
    end = desk.clock(stop, seconds=True) if stop is not None else texts.STILL
    return texts.FROM_TO.format(start=desk.clock(start, seconds=True), stop=end)


def _turn(desk: Desk, conflict: Conflict, said: Any) -> str:
    if conflict.field == "person":
        return desk.meeting.name(said)
    return words.TURN_KINDS[said] if conflict.field == "kind" else _plainly(desk, said)


_VALUES: dict[str, Callable[[Desk, Conflict, Any], str]] = {
    "roll": _mark,
    "note": _note,
    "vote": _vote,
    "indicator": _indicator,
    "detail": lambda desk, conflict, said: shown_value(conflict.thing, said, desk),
    "turn": _turn,
    "twice": _twice,
    "span": lambda desk, conflict, said: desk.meeting.name(said) if isinstance(said, str) else _plainly(desk, said),
    Adopted.TYPE: lambda desk, conflict, said: texts.ADOPTED_AT.format(clock=desk.clock(said["at"])),
}


def _plainly(desk: Desk, said: Any) -> str:
    """A value of a field that has no words of its own."""
    if isinstance(said, bool):
        return words.YES if said else words.NO
    if isinstance(said, int):
        return desk.clock(said, seconds=True) if said >= MOMENT else str(said)
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, tuple) else (said,)
    return "; ".join(str(part) for part in parts if part not in ("", None, False, True))
