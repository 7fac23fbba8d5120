"""The two lines at the top: what, when, how long; who is here, and whether everything is on disk (L9, L11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.agenda import MINUTE
from tui import words
from tui.draw import Line, bar, cells, fit, line, spread

if TYPE_CHECKING:
    from tui.desk import Desk

BAR_WIDTH = 20


def header(desk: Desk, width: int) -> list[Line]:
    """Both lines, `width` cells each. They never lie: what is not on disk is not called saved."""
    if not desk.has_meeting:
        return [fit(line((f" {words.APP}", "title"), (f" · {desk.store.plan.short_title}", "muted")), width), ()]
    return [_first(desk, width), _second(desk, width)]


def _first(desk: Desk, width: int) -> Line:
    meeting = desk.meeting
    unit = meeting.details.text("unit").upper()
    mark = f" {words.REHEARSAL_MARK} " if meeting.identity.rehearsal else ""
    left = line((mark, "cursor"), (f" {unit}", "strong"), (f" · {meeting.plan.short_title}", "muted"))
    right = _clock(desk, room=width >= 90)
    if cells(left) + cells(right) > width:
        left = line((mark, "cursor"), (f" {unit}", "strong"))
    return spread(left, right, width)


def _clock(desk: Desk, *, room: bool) -> Line:
    """ "14:42:07   37′ / 90′ ━━━━──── còn 53′"."""
    agenda, thresholds, now = desk.meeting.agenda, desk.meeting.plan.thresholds, desk.now()
    clock = (desk.clock(now), "strong")
    if agenda.started is None:
        return line(clock, (f"  {words.NOT_STARTED} ", "warning"))
    least = thresholds.minimum_minutes
    elapsed = agenda.elapsed(now, breaks_count=thresholds.breaks_count)
    minutes = elapsed // MINUTE
    enough = minutes >= least
    rest = words.ENOUGH.format(minutes=least) if enough else words.REMAINING.format(minutes=least - minutes)
    drawn = f" {bar(minutes / least, BAR_WIDTH)}" if room else ""
    state = words.PAUSED if agenda.paused else words.ENDED if agenda.ended is not None else ""
    return line(
        clock,
        (f"  {state} ", "warning") if state else "",
        (f"  {minutes}′/{least}′", "now"),
        (drawn, "now"),
        (f" {rest} ", "done" if enough else "plain"),
    )


def _second(desk: Desk, width: int) -> Line:
    counts = desk.meeting.attendance.counts(desk.now())
    obliged_here = counts.present_obliged
    quorum = desk.meeting.plan.thresholds.presence_warning
    low = counts.obliged and not quorum.reached_by(obliged_here, counts.obliged)
    people = [
        (f" Có mặt {counts.present}/{counts.total}", "strong"),
        (f" · chính thức {counts.present_official} · dự bị {counts.present_probationary}", "plain"),
        (f" · biểu quyết {counts.can_vote}", "plain"),
        (f" · khách {counts.guests}" if counts.guests else "", "plain"),
        (f" · {words.QUORUM}" if low and desk.meeting.agenda.running else "", "warning"),
    ]
    if width < 90:
        people = [people[0], (f" · bq {counts.can_vote}", "plain"), people[4]]
    return spread(line(*people), _saved(desk), width)


def _saved(desk: Desk) -> Line:
    """Saved means: the disk has answered."""
    replica = desk.replica
    if replica is None:
        return ()
    conflicts = len(desk.meeting.ledger.conflicts())
    warn = (f" · {words.CONFLICTS.format(count=conflicts)}", "warning") if conflicts else ""
    if not replica.writable:
        return line((words.READ_ONLY, "warning"), warn, " ")
    if desk.trouble is not None:
        return line((words.NOT_SAVED.format(count=replica.unsaved), "wrong"), " ")
    if replica.unsaved:
        return line((words.SAVING.format(count=replica.unsaved), "missing"), warn, " ")
    return line((words.SAVED_AT.format(clock=desk.clock(replica.last_at, seconds=True)), "done"), warn, " ")
