"""After a crash: which session, what was last recorded, what was being typed; never silent (L1c)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.acts import SILENT
from models.agenda import MINUTE
from models.entries import Entry
from models.facts_record import DeskOpened
from sync.errors import Level, Report, StoreError
from tui import phrases_acts, words
from tui import words_recovery as texts
from tui.asking import day_first
from tui.desk import PROMPT_LINE, Desk
from tui.draw import Line, Piece, line, rule, wrap
from tui.panes.base import Pane
from tui.panes.live import LivePane
from tui.steps import step_label

if TYPE_CHECKING:
    from tui.workbench import Workbench


class RecoveryPane(Pane):
    """The question at reopening. The meeting is open to look at only; Enter goes on exactly where it stopped."""

    name = words.PANE_RECOVERY

    def __init__(self, draft: str, wrong: Sequence[str] = ()) -> None:
        """`draft`: what was being typed; `wrong`: what is wrong with this computer, a sentence each."""
        self._draft = draft
        self._wrong = wrong

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """What is known, what was found on opening, what the two keys do."""
        desk = bench.desk
        title = texts.RECOVERY_TITLE.format(day=day_first(desk.meeting.details.text("date")))
        lines: list[Line] = [rule(width, title)]
        wrong: list[Piece] = [(f"! {sentence}", "warning") for sentence in self._wrong]
        for text, style in [*_last(desk), self._unfinished(), *_stand(desk), *wrong, *_found(desk)]:
            first, *rest = wrap(text, width - 4)
            lines += [line((f"  {first}", style)), *(line((f"    {part}", style)) for part in rest)]
        look = line(("  Esc", "key"), f"    {texts.RECOVERY_LOOK}")
        keys = [look] if desk.plan_gone else [line(("  Enter", "key"), f"  {texts.RECOVERY_GO_ON}"), look]
        return [*lines[: height - len(keys) - 1], (), *keys]

    def _unfinished(self) -> Piece:
        if not self._draft:
            return (texts.RECOVERY_NO_DRAFT, "muted")
        return (texts.RECOVERY_DRAFT.format(text=self._draft), "missing")

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """The two ways on; without the meeting's plan there is one."""
        return (self.name, texts.RECOVERY_HINT_LOOK if bench.desk.plan_gone else texts.RECOVERY_HINT)

    def taken(self, bench: Workbench, text: str) -> None:
        """Go on: record again, the unfinished line back where it was; what was typed meanwhile follows it.

        Without the meeting's plan nothing can be recorded: it is looked at, and the unfinished line stays kept.
        """
        desk = bench.desk
        replica, last = desk.replica, last_act(desk)
        if replica is None:
            return
        if desk.plan_gone:
            bench.back()
            return
        try:
            desk.open(replica.id)
        except StoreError as error:
            bench.home(bench.panes[0])  # the list of meetings: no meeting is open any more
            bench.say(error.sentence, "wrong")
            return
        desk.kept_draft()
        bench.home(LivePane())
        bench.set_text(" ".join(part for part in (self._draft, text.strip()) if part))
        desk.draft(bench.text)
        desk.draft("", PROMPT_LINE)
        clock = desk.clock(last[0], seconds=True) if last is not None else words.BLANK_VALUE
        bench.say(texts.RECOVERED.format(clock=clock))


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


def _last(desk: Desk) -> list[Piece]:
    """The last act and when it was."""
    last = last_act(desk)
    if last is None:
        return []
    at, entry = last
    told = texts.RECOVERY_LAST.format(clock=desk.clock(at, seconds=True), what=phrases_acts.fact(entry.fact, desk))
    past = desk.store.clock.wall() - at
    ago = f" ({texts.RECOVERY_AGO.format(span=span(past))})" if past >= 0 else ""  # a clock put back cannot tell
    return [(f"{told}{ago}", "strong")]


def _stand(desk: Desk) -> list[Piece]:
    """Step, speaker and clock, computed from stored times."""
    meeting, now = desk.meeting, desk.now()
    agenda, turn = meeting.agenda, meeting.floor.current
    step, speaker = texts.RECOVERY_NO_STEP, texts.RECOVERY_NOBODY
    if agenda.current is not None:
        minutes = agenda.spent(agenda.current.step, now) // MINUTE
        step = texts.RECOVERY_STEP.format(step=step_label(meeting, agenda.current.step), minutes=minutes)
    if turn is not None:
        speaker = texts.RECOVERY_SPEAKER.format(name=meeting.name(turn.person), clock=desk.clock(turn.start))
    minutes = agenda.elapsed(now, breaks_count=meeting.plan.thresholds.breaks_count) // MINUTE
    start = desk.clock(agenda.started) if agenda.started is not None else words.BLANK_VALUE
    clock = texts.RECOVERY_CLOCK.format(start=start, minutes=minutes)
    pause = [(texts.RECOVERY_PAUSED, "warning")] if agenda.paused else []
    return [(step, "plain"), (speaker, "plain"), *pause, (clock, "plain")]


def _found(desk: Desk) -> list[Piece]:
    """What opening the files found, in the store's own sentences; how much is there."""
    reports: list[Report] = [*desk.store.reports, *(desk.replica.reports if desk.replica is not None else [])]
    told: list[Piece] = [
        (report.sentence, "warning" if report.level is Level.WARNING else "muted") for report in reports
    ]
    if desk.replica is not None and desk.replica.unreadable:
        told.append((texts.RECOVERY_UNREADABLE.format(count=desk.replica.unreadable), "warning"))
    return [*told, (texts.RECOVERY_KEPT.format(count=len(desk.meeting.ledger.entries)), "done")]
