"""After a crash: which session, what was last recorded, what was being typed; never silent (L1c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts import SILENT
from models.agenda import MINUTE
from models.entries import Entry
from models.facts import DeskOpened
from sync.errors import Level, Report, StoreError
from tui import phrases, words
from tui.asking import day_first
from tui.desk import PROMPT_LINE, Desk
from tui.draw import Line, Piece, line, rule, wrap
from tui.panes.base import Pane
from tui.panes.live import LivePane

if TYPE_CHECKING:
    from tui.workbench import Workbench


class RecoveryPane(Pane):
    """The question at reopening. The meeting is open to look at only; Enter goes on exactly where it stopped."""

    name = words.PANE_RECOVERY

    def __init__(self, draft: str) -> None:
        self._draft = draft

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """What is known, what was found on opening, what the two keys do."""
        desk = bench.desk
        title = words.RECOVERY_TITLE.format(day=day_first(desk.meeting.details.text("date")))
        known = [*self._last(desk), *_stand(desk), *self._unfinished(), *_found(desk)]
        lines: list[Line] = [rule(width, title), ()]
        for text, style in known:
            first, *rest = wrap(text, width - 4)
            lines += [line((f"  {first}", style)), *(line((f"    {part}", style)) for part in rest)]
        keys = [
            line(("  Enter", "key"), f"  {words.RECOVERY_GO_ON}"),
            line(("  Esc", "key"), f"    {words.RECOVERY_LOOK}"),
        ]
        room = height - len(keys) - 1
        return [*lines[:room], (), *keys]

    def _last(self, desk: Desk) -> list[Piece]:
        """The last act, when, and how much there is."""
        last = last_act(desk)
        found: list[Piece] = [(words.RECOVERY_KEPT.format(count=len(desk.meeting.ledger.entries)), "done")]
        if last is not None:
            at, entry = last
            told = words.RECOVERY_LAST.format(clock=desk.clock(at, seconds=True), what=phrases.fact(entry.fact, desk))
            ago = words.RECOVERY_AGO.format(span=span(desk.store.clock.wall() - at))
            found.insert(0, (f"{told} ({ago})", "strong"))
        return found

    def _unfinished(self) -> list[Piece]:
        if not self._draft:
            return [(words.RECOVERY_NO_DRAFT, "muted")]
        return [(words.RECOVERY_DRAFT.format(text=self._draft), "missing")]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """The two ways on."""
        return (self.name, words.RECOVERY_HINT)

    def taken(self, bench: Workbench, text: str) -> None:
        """Go on: record again, the unfinished line back where it was; what was typed meanwhile follows it."""
        desk = bench.desk
        replica, last = desk.replica, last_act(desk)
        if replica is None:
            return
        try:
            desk.open(replica.id)
        except StoreError as error:
            bench.refuse(error.sentence)
            return
        desk.kept_draft()
        bench.home(LivePane())
        bench.set_text(" ".join(part for part in (self._draft, text.strip()) if part))
        desk.draft(bench.text)
        desk.draft("", PROMPT_LINE)
        clock = desk.clock(last[0], seconds=True) if last is not None else words.BLANK_VALUE
        bench.say(words.RECOVERED.format(clock=clock))


def last_act(desk: Desk) -> tuple[int, Entry] | None:
    """(corrected time, entry) of the last thing somebody recorded; None for an empty record."""
    opened: dict[str, int] = {}
    last: tuple[int, Entry] | None = None
    for entry in sorted(desk.meeting.ledger.entries.values(), key=lambda entry: (entry.device, entry.seq)):
        if isinstance(entry.fact, DeskOpened):
            opened[entry.device] = entry.fact.at
        at = opened[entry.device] + entry.mono if entry.device in opened else entry.at
        if not isinstance(entry.fact, SILENT) and (last is None or at >= last[0]):
            last = (at, entry)
    return last


def span(ms: int) -> str:
    """How long ago, in words: "12 giây", "3 phút", "2 giờ 5 phút", "4 ngày"."""
    seconds = max(0, ms) // 1000
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86_400
    if days:
        return f"{days} ngày"
    if hours:
        return f"{hours} giờ {minutes % 60} phút" if minutes % 60 else f"{hours} giờ"
    return f"{minutes} phút" if minutes else f"{seconds} giây"


def _stand(desk: Desk) -> list[Piece]:
    """Clock, step and speaker, computed from stored times."""
    meeting, now = desk.meeting, desk.now()
    agenda, turn = meeting.agenda, meeting.floor.current
    minutes = agenda.elapsed(now, breaks_count=meeting.plan.thresholds.breaks_count) // MINUTE
    start = desk.clock(agenda.started) if agenda.started is not None else words.BLANK_VALUE
    found: list[Piece] = [(words.RECOVERY_CLOCK.format(start=start, minutes=minutes), "plain")]
    if agenda.paused:
        found.append((words.RECOVERY_PAUSED, "warning"))
    if agenda.current is None:
        found.append((words.RECOVERY_NO_STEP, "plain"))
    else:
        step = meeting.body.step(agenda.current.step)
        spent = agenda.spent(step.id, now) // MINUTE
        found.append((words.RECOVERY_STEP.format(step=step.label, minutes=spent), "plain"))
    if turn is None:
        found.append((words.RECOVERY_NOBODY, "plain"))
    else:
        told = words.RECOVERY_SPEAKER.format(name=meeting.name(turn.person), clock=desk.clock(turn.start))
        found.append((told, "plain"))
    return found


def _found(desk: Desk) -> list[Piece]:
    """What opening the files found, in the store's own sentences."""
    reports: list[Report] = [*desk.store.reports, *(desk.replica.reports if desk.replica is not None else [])]
    told: list[Piece] = [
        (report.sentence, "warning" if report.level is Level.WARNING else "muted") for report in reports
    ]
    if desk.replica is not None and desk.replica.unreadable:
        told.append((words.RECOVERY_UNREADABLE.format(count=desk.replica.unreadable), "warning"))
    return told
