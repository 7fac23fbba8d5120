"""What stands beside the log: the steps, what needs attention, who waits; where it is narrow, the step on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda import MINUTE
from tui import phrases, words
from tui.draw import Line, cut, cut_name, fit, flow, line, pad, rule, wrap, wrapped

if TYPE_CHECKING:
    from tui.desk import Desk

NARROW = 72
"""Cells below which only what happens is shown."""
WAITING = 5
"""Names of those who wait that are shown."""


def steps_block(desk: Desk, width: int, height: int) -> list[Line]:
    """The plan's steps: done with their minutes, the running one, those to come."""
    meeting = desk.meeting
    agenda, now = meeting.agenda, desk.now()
    current = agenda.current.step if agenda.current else ""
    rows = [rule(width, words.STEPS_TITLE)]
    for step in meeting.body.steps:
        minutes = f"{agenda.spent(step.id, now) // MINUTE:02d}′" if agenda.begun(step.id) is not None else ""
        label = pad(cut(step.label, width - 10), width - 10)
        if step.id == current:
            rows.append(line(("▌đang ", "now"), (label, "now"), (f"{minutes:>4}", "now")))
        elif agenda.begun(step.id) is not None:
            rows.append(line((" xong ", "done"), label, (f"{minutes:>4}", "muted")))
        else:
            planned = f"{step.minutes:02d}′"
            rows.append(line(("      ", "muted"), (label, "muted"), (f"{planned:>4}", "muted")))
    if agenda.current is not None and agenda.current.presenter:
        presenter = words.PRESENTED_BY.format(name=meeting.name(agenda.current.presenter))
        rows += [(), *(line(" ", *part) for part in wrapped(presenter, width - 2, "muted"))]
    if agenda.focus:
        row = meeting.board.row(agenda.focus)
        focus = words.FOCUS_ON.format(label=phrases.indicator_name(row))
        rows += [(), *(line(" ", *part) for part in wrapped(focus, width - 2, "now"))]
    return rows[:height]


def step_line(desk: Desk, width: int) -> Line:
    """Minutes of the running step, the step to come and the pace, where there is no room for the list (L9)."""
    current = desk.meeting.agenda.current
    index = _step_index(desk)
    if current is not None and index is None:  # another plan's step: how long it should take nobody knows
        spent = desk.meeting.agenda.spent(current.step, desk.now()) // MINUTE
        return fit(line(" ", (words.STEP_TIME_ALONE.format(spent=spent), "strong")), width)
    if current is None or index is None:
        ended = desk.meeting.agenda.ended is not None
        return fit(line((words.STEP_OVER, "done") if ended else (words.STEP_NONE, "warning")), width)
    steps = desk.meeting.body.steps
    spent = desk.meeting.agenda.spent(current.step, desk.now()) // MINUTE
    coming = words.STEP_COMING.format(step=steps[index + 1].label) if index + 1 < len(steps) else words.STEP_LAST
    time = line(" ", (words.STEP_TIME.format(spent=spent, planned=steps[index].minutes), "strong"))
    pace = pace_line(desk) if width < NARROW else None
    (row, *_) = flow([time, *([line(pace)] if pace else []), line((coming, "muted"))], width)
    return fit(row, width)


def _step_index(desk: Desk) -> int | None:
    """The place of the running step in the plan; None for none, or for a step that only a newer plan knows."""
    current, steps = desk.meeting.agenda.current, desk.meeting.body.steps
    found = (index for index, step in enumerate(steps) if current is not None and step.id == current.step)
    return next(found, None)


def pace_line(desk: Desk) -> tuple[str, str] | None:
    """When the session would end by the plan's minutes, and how far it is ahead or behind (L9)."""
    meeting, now = desk.meeting, desk.now()
    agenda, index = meeting.agenda, _step_index(desk)
    if index is None:
        return None
    steps = meeting.body.steps
    rest = max(0, steps[index].minutes * MINUTE - agenda.spent(steps[index].id, now))
    coming = (step.minutes for step in steps[index + 1 :] if agenda.begun(step.id) is None)
    rest += sum(coming) * MINUTE
    late = (agenda.elapsed(now) + rest - meeting.body.planned_minutes * MINUTE) // MINUTE
    pace = words.BEHIND if late > 0 else words.AHEAD if late < 0 else words.ON_PLAN
    told = words.PLANNED_END.format(clock=desk.clock(now + rest), pace=pace.format(minutes=abs(late)))
    return told, "warning" if late > 0 else "done"


def attention_block(desk: Desk, width: int) -> list[list[Line]]:
    """What is wrong, at risk or contradictory, the worst first, each with a sign that needs no colour."""
    pace = pace_line(desk)
    found: list[list[Line]] = [[line(" ", pace)]] if pace else []
    for text, style in phrases.attention(desk):
        sign = words.ATTENTION_SIGNS.get(style, " ")
        body = style if style == "wrong" else "plain"
        rows = wrap(text, width - 4)
        signs = [f" {sign} ", *["   "] * (len(rows) - 1)]
        found.append([line((lead, style), (part, body)) for lead, part in zip(signs, rows, strict=True)])
    return found


def fitting(blocks: list[list[Line]], room: int) -> list[Line]:
    """The first blocks, none of them torn; when some are left out, the last line says where all of them stand."""
    if sum(map(len, blocks)) <= room:
        return [row for block in blocks for row in block]
    shown: list[Line] = []
    for block in blocks:
        if len(shown) + len(block) >= room:
            break
        shown += block
    return [*shown, line((f"   {words.ATTENTION_MORE}", "muted"))]


def queue_block(desk: Desk, width: int) -> list[Line]:
    """Who waits to speak, first come first; nothing when nobody does."""
    queue = desk.meeting.floor.queue
    names = [cut_name(desk.meeting.name(person), width - 4) for person in queue[:WAITING]]
    rows = [line((f" {number} ", "muted"), name) for number, name in enumerate(names, 1)]
    if len(queue) > WAITING:
        rows.append(line((f"   {words.QUEUE_MORE.format(count=len(queue) - WAITING)}", "muted")))
    return [rule(width, words.QUEUE_TITLE), *rows] if rows else []
