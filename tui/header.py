"""The two lines at the top: what is going on and how long; who is here, and whether everything is on disk (L9, L11).

Each line is made of the fullest wording that fits: less room shortens words, then drops what the pane itself shows;
speaker, clock, presence and the state of the disk stay to the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from models.agenda import MINUTE
from tui import phrases, words, words_conflicts, words_oddities, words_sync
from tui.draw import FULL, Line, Piece, bar, cells, cut, cut_name, fit, line, spread
from tui.program import VERSION
from tui.steps import step_label

if TYPE_CHECKING:
    from models.attendance import Counts
    from tui.desk import Desk

ROOMY: Final = 90
"""Cells from which on there is room for the bar and a margin on the right."""

DOT: Final = (" · ", "muted")

BAR_WIDTH: Final = 20

NAME_WIDTH: Final = 23
"""Cells of the speaker's name where the line is narrowest."""

TITLE_WIDTH: Final = 24
"""Cells of an indicator's title in the first line."""

APART: Final = 1
"""Cells beside the blank that hold the speaker's clock and the time of day apart, where they meet."""

PATIENCE: Final = 2.0
"""Seconds after which an act that is not on disk is told loudly (store.md §4 "UI")."""


def header(desk: Desk, width: int) -> list[Line]:
    """Both lines, `width` cells each. They never lie: what is not on disk is not called saved."""
    if not desk.has_meeting:
        name = (f" {words.APP} {VERSION}", "title")
        return [fit(line(name, (f" · {desk.store.plan.short_title}", "muted")), width), ()]
    roomy = width >= ROOMY
    margin = line(" " if roomy else "")
    right = (*_clock(desk, drawn=roomy), *margin)
    saved = (*_saved(desk), *margin)
    usual = cell_len(words.SAVED_AT.format(clock="00:00:00")) + 1 + len(margin)
    return [
        spread(_fullest(_wordings(desk), width - cells(right) - APART), right, width),
        spread(_fullest(_people(desk), width - max(usual, cells(saved))), saved, width),
    ]


def _fullest(wordings: Iterable[Line], room: int) -> Line:
    """The first wording that fits; the last one, cut, when none does."""
    last: Line = ()
    for last in wordings:
        if cells(last) <= room:
            break
    return last


# --- what is going on -------------------------------------------------------------------------------------------


def _wordings(desk: Desk) -> list[Line]:
    """Unit and plan while nothing runs; then step, indicator, speaker and running time, the fullest first."""
    meeting = desk.meeting
    unit = (meeting.details.text("unit").upper(), "strong")
    mark = (f" {words.REHEARSAL_MARK} ", "cursor") if meeting.identity.rehearsal else ""
    forms: list[list[Piece]] = [[unit, (meeting.plan.short_title, "muted")], [unit]]
    if meeting.agenda.current is not None:
        number, step = _step(desk)
        label, title = _focus(desk)
        whole, short, speaker = (f"{number} {step}", "strong"), (number, "strong"), _speaker(desk)
        forms = [
            [unit, whole, title, speaker],
            [whole, title, speaker],
            [whole, label, speaker],
            [short, label, speaker],
            [label, speaker],
            [label, _speaker(desk, NAME_WIDTH)],
        ]
    return [line(mark, " ", *_joined(form)) for form in forms]


def _joined(parts: list[Piece]) -> Line:
    """The parts that say something, a dot between."""
    said = [part for part in parts if part[0]]
    return tuple(piece for index, part in enumerate(said) for piece in ((DOT, part) if index else (part,)))


def _step(desk: Desk) -> tuple[str, str]:
    """("5/9", "Thảo luận")."""
    steps, current = desk.meeting.body.steps, desk.meeting.agenda.current
    for index, step in enumerate(steps):
        if current is not None and step.id == current.step:
            return f"{index + 1}/{len(steps)}", step.label
    return f"?/{len(steps)}", step_label(desk.meeting, current.step) if current is not None else ""


def _focus(desk: Desk) -> tuple[Piece, Piece]:
    """The indicator being discussed, by its number and with its title; both empty for none."""
    focus = desk.meeting.agenda.focus
    if not focus:
        return ("", "plain"), ("", "plain")
    row = desk.meeting.board.row(focus)
    title = cut(phrases.indicator_name(row), TITLE_WIDTH)
    return (f"#{phrases.indicator_short(row)}", "plain"), (f"#{title}", "plain")


def _speaker(desk: Desk, width: int = 80) -> Piece:
    """Who has the floor, the name in at most `width` cells, and for how long."""
    meeting = desk.meeting
    turn = meeting.floor.current
    if turn is None:
        return words.FLOOR_EMPTY, "muted"
    spoken = phrases.stopwatch(meeting.floor.spoken(turn, meeting.agenda, desk.now()))
    return f"{cut_name(meeting.name(turn.person), width)} {spoken}", "now"


def _clock(desk: Desk, *, drawn: bool) -> Line:
    """ "14:42   37′/90′ ━━━━──── còn 53′"."""
    agenda, thresholds, now = desk.meeting.agenda, desk.meeting.plan.thresholds, desk.now()
    clock = (desk.clock(now), "strong")
    if agenda.started is None:
        return line(" ", clock, (f"  {words.NOT_STARTED}", "warning"))
    least = thresholds.minimum_minutes
    elapsed = agenda.elapsed(now, breaks_count=thresholds.breaks_count)
    minutes = elapsed // MINUTE
    enough = minutes >= least
    rest = words.ENOUGH.format(minutes=least) if enough else words.REMAINING.format(minutes=least - minutes)
    state = words.PAUSED if agenda.paused else words.ENDED if agenda.ended is not None else ""
    return line(
        " ",
        clock,
        (f"  {state}", "warning") if state else "",
        (f"  {minutes}′/{least}′", "strong"),
        *(_bar(minutes / least) if drawn else ()),
        (f" {rest}", "done" if enough else "plain"),
    )


def _bar(done: float) -> Line:
    """How much of the minimum is held: the done part in the colour of what goes on."""
    whole = bar(done, BAR_WIDTH)
    left = whole.lstrip(FULL)
    return line((f" {whole.removesuffix(left)}" if left else f" {whole}", "now"), (left, "muted"))


# --- who is here ------------------------------------------------------------------------------------------------


def _people(desk: Desk) -> list[Line]:
    """Who is here, how many of each kind, who may vote, guests, the warning share: the fullest wording first.

    Once somebody has gone out it is those in the room who are told; of a session that is over, those who came.
    """
    counts = desk.meeting.attendance.counts(desk.now())
    official, probationary, votes = counts.present_official, counts.present_probationary, counts.can_vote
    present = (f" {words.CAME.format(count=counts.present, total=counts.total)}", "strong")
    if counts.in_room != counts.present and desk.meeting.agenda.ended is None:
        official, probationary = counts.room_official, counts.room_probationary
        present = (f" {words.IN_ROOM.format(count=counts.in_room, total=counts.total)}", "strong")
    guests = (f" · khách {counts.guests}" if counts.guests else "", "plain")
    whole, short = f" · chính thức {official} · dự bị {probationary}", f" · ct {official} · db {probationary}"
    if desk.meeting.body.voting == "committee":  # only the Party's cells know members on probation
        whole = short = ""
    told = [
        line(present, kinds, guests, _share(desk, counts, full=full))
        for kinds, full in (
            (f"{whole} · biểu quyết {votes}", True),
            (f"{whole} · biểu quyết {votes}", False),
            (f"{short} · bq {votes}", False),
            (f" · bq {votes}", False),
            ("", False),
        )
    ]
    return [*told, line(present)]


def _share(desk: Desk, counts: Counts, *, full: bool) -> tuple[str, str]:
    """Whether so many of the obliged are in the room that no warning is due (L11); nothing before the session."""
    meeting = desk.meeting
    share = meeting.plan.thresholds.presence_warning
    if not meeting.agenda.running or not counts.obliged:
        return "", "plain"
    part = f"{share.numerator}/{share.denominator}"
    if share.reached_by(counts.room_obliged, counts.obliged):
        return f" · {words.SHARE_REACHED.format(share=part)}", "done"
    return f" · {(words.SHARE_MISSED_FULL if full else words.SHARE_MISSED).format(share=part)}", "warning"


# --- what is on disk --------------------------------------------------------------------------------------------


def _saved(desk: Desk) -> Line:
    """Saved means: the disk has answered."""
    replica = desk.replica
    if replica is None:
        return ()
    warn = _doubts(desk)
    if not desk.writable:
        return line(" ", (words.READ_ONLY, "warning"), warn)
    unsaved = replica.unsaved
    if replica.refused or (unsaved and desk.trouble is not None):
        return line(" ", (words.NOT_SAVED.format(count=unsaved), "wrong"), warn)
    if unsaved and desk.store.writer.waiting > PATIENCE:
        return line(" ", (words.SLOW_DISK.format(count=unsaved), "wrong"), warn)
    if unsaved:
        return line(" ", (words.SAVING.format(count=unsaved), "missing"), warn)
    if desk.trouble is not None:
        return line(" ", (words.DRAFT_NOT_SAVED, "wrong"), warn)
    saved = (words.SAVED_AT.format(clock=desk.clock(replica.last_at, seconds=True)), "done")
    return line(" ", saved, _unsent(desk), warn)


def _unsent(desk: Desk) -> Piece:
    """What waits for headquarters; quiet, for nothing of it is in danger (sync.md §7)."""
    return (f" · {words_sync.WAITING.format(count=desk.waiting)}", "muted") if desk.waiting else ("", "plain")


def _doubts(desk: Desk) -> Piece:
    """How many things two laptops recorded differently (sync.md §3), else how many do not fit together."""
    differing, odd = len(desk.meeting.conflicts), len(desk.meeting.oddities)
    if differing:
        return (f" · {words_conflicts.CONFLICTS_COUNT.format(count=differing)}", "warning")
    return (f" · {words_oddities.ODDITIES_COUNT.format(count=odd)}", "warning") if odd else ("", "plain")
