"""The meetings of the cell: open one, begin one, put one away. Home while no meeting is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from models.vietnamese.text import fold
from sync.errors import StoreError
from sync.store import MeetingInfo
from tui import words, words_meetings, words_units
from tui import words_search as texts
from tui.asking import ask_day, day_first
from tui.closing_prompts import ReadOut
from tui.draw import BLANK, Line, cut, fit, line, pad, rule, wrap, wrapped
from tui.panes.base import ListPane
from tui.panes.units import UnitsPane, kind_of
from tui.protecting import protect, protect_label
from tui.shorthand_entry import unfinished
from tui.showing import show_minutes, show_preparation

if TYPE_CHECKING:
    from models.people import Roster
    from tui.workbench import Workbench

NEW, ROSTER, UNITS, SEARCH, RESTORE, PROTECT = "new", "roster", "units", "search", "restore", "protect"
"""What can be done here: the first three stand above the meetings, all are found by their names."""

LABEL_WIDTH = 34

Row = MeetingInfo | str

STATE_STYLES: Final = {"prepared": "plain", "running": "now", "adopted": "done", "ended": "muted"}


class MeetingsPane(ListPane[Row]):
    """The list, the newest first; what was put away is behind Tab."""

    name = words.PANE_MEETINGS

    def __init__(self, *, demo: bool = False, wrong: Sequence[str] = ()) -> None:
        super().__init__()
        self.archived = False
        self.demo = demo
        self._wrong = wrong
        """What is wrong with this computer, found at the start: a sentence each."""

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list; while there is no meeting at all, three lines of greeting and the next key at its foot."""
        drawn = super().body(bench, width, height)
        if self.archived or bench.text or bench.prompt is not None or bench.desk.store.meetings():
            return drawn
        greeting = self._greeting(bench, width)
        room = height - len(drawn) - len(greeting)
        return [*drawn, *[BLANK] * min(room, 2), *(greeting if room >= 0 else greeting[-2:])]

    def _greeting(self, bench: Workbench, width: int) -> list[Line]:
        """What this is, what cannot go wrong, where to practise; then the key to begin with, while it begins."""
        known = bench.desk.store.roster() is not None
        told = (*words_meetings.WELCOME, words_meetings.WELCOME_DEMO if self.demo else words_meetings.WELCOME_PRACTICE)
        key = line(
            (" Enter ", "key"), (words_meetings.WELCOME_NEXT if known else words_meetings.WELCOME_NEXT_ROSTER, "strong")
        )
        rows = [row for text in told for row in (line("  ", *part) for part in wrapped(text, width - 4))]
        begins = self.cursor == 0
        return [rule(width, words_meetings.WELCOME_TITLE), *rows, BLANK, line(" ", *key) if begins else BLANK]

    # --- the list -----------------------------------------------------------------------------------------------

    def rows(self, bench: Workbench, text: str) -> Sequence[Row]:
        """What can be done, then the meetings; of what was typed, the meetings by day, unit or state first."""
        wanted = fold(text).split()
        infos = bench.desk.store.meetings()
        listed = [info for info in infos if info.archived == self.archived]
        found = [info for info in listed if all(word in fold(_told(info)) for word in wanted)]
        if self.archived:
            return found
        usual = [NEW, ROSTER, UNITS] if bench.desk.store.roster() is not None else [ROSTER, UNITS, NEW]
        if wanted:
            acts = (*usual, SEARCH, RESTORE, PROTECT)
            return [*found, *(act for act in acts if all(word in fold(self._label(bench, act)) for word in wanted))]
        return [*usual, *found] if infos else [*usual, RESTORE, PROTECT]

    def _label(self, bench: Workbench, act: str) -> str:
        """What an act is called."""
        if act == UNITS:
            return words_units.K_UNITS
        if act == ROSTER:
            return (
                words_meetings.MEETING_ROSTER_FIRST
                if bench.desk.store.roster() is None
                else words_meetings.MEETING_ROSTER
            )
        if act == PROTECT:
            return protect_label(bench)[0]
        return {NEW: words_meetings.MEETING_NEW, SEARCH: texts.SEARCH_TITLE}.get(act, texts.K_RESTORE)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """Which of the two lists this is; under it what is wrong with the computer, if anything is."""
        title = words_meetings.MEETINGS_TITLE_ARCHIVED if self.archived else words_meetings.MEETINGS_TITLE
        return [rule(width, title), *(row for sentence in self._wrong for row in _warning(sentence, width))]

    def draw(self, bench: Workbench, row: Row, width: int) -> Line:
        """Day, unit, state in words, how much is recorded; or what the row does."""
        if isinstance(row, str):
            return fit(self._act_row(bench, row), width)
        state = words_meetings.MEETING_STATES[row.state]
        mark = f"{words.REHEARSAL_MARK} " if row.rehearsal else ""
        room = max(10, width - 44)
        return fit(
            line(
                (f"    {day_first(row.date):<12}", "strong"),
                (pad(f"{mark}{row.unit}", room), "plain"),
                (f" {pad(state, 15)}", STATE_STYLES[row.state]),
                (f"{words_meetings.MEETING_ENTRIES.format(count=row.entries):>10}", "muted"),
            ),
            width,
        )

    def _act_row(self, bench: Workbench, act: str) -> Line:
        """Its sign, its name, what it does. Reading the people is for the row that tells of them."""
        if act == ROSTER:
            return _roster_row(bench.desk.store.roster())
        name = self._label(bench, act)
        if act == UNITS and (unit := bench.desk.store.units.current).name:
            told = words_units.UNIT_ROW_NOW.format(unit=unit.name, kind=kind_of(bench.desk.store.plan, unit))
            return line("    ", pad(name, LABEL_WIDTH), (told, "muted"))
        label = pad(cut(name, LABEL_WIDTH - 1), LABEL_WIDTH)
        hints = {NEW: words_meetings.MEETING_NEW_HINT, UNITS: words_units.UNIT_ROW_HINT, SEARCH: texts.H_SEARCH}
        hint = protect_label(bench)[1] if act == PROTECT else hints.get(act, texts.H_RESTORE)
        hint = hint[:1].lower() + hint[1:]  # some stand in the palette too, as sentences
        sign = line(("  + ", "key")) if act == NEW else line("    ")
        return (*sign, (label, "strong" if act == NEW else "plain"), (hint, "muted"))

    def empty(self, bench: Workbench, text: str) -> str:
        """No meeting here."""
        if text.strip():
            return words.NO_MATCH
        return words_meetings.MEETINGS_NONE_ARCHIVED if self.archived else words_meetings.MEETINGS_NONE

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter and Delete do in this list."""
        return (self.name, words_meetings.MEETINGS_HINT_ARCHIVED if self.archived else words_meetings.MEETINGS_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys: those of a row where there is one; Delete is for a meeting, and for letters typed."""
        row = self.current(bench, bench.text)
        keys = dict(words_meetings.MEETINGS_KEYS_ARCHIVED if self.archived else words_meetings.MEETINGS_KEYS)
        if row is None:
            del keys["Enter"]
        if bench.text or not isinstance(row, MeetingInfo):
            del keys["Delete"]
        return list(keys.items())

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Tab changes the list, Delete puts a meeting away or back."""
        if key == "tab":
            self.archived, self.cursor = not self.archived, 0
            return True
        if key == "delete" and not text:
            row = self.current(bench, text)
            if isinstance(row, MeetingInfo):
                self._put_away(bench, row)
            return True
        return super().key(bench, key, text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Do what the row says, or open the meeting."""
        row = self.current(bench, text)
        if row is None:
            bench.refuse(self.empty(bench, text))
        elif isinstance(row, str):
            self._act(bench, row)
        else:
            open_meeting(bench, row.id)

    def _act(self, bench: Workbench, act: str) -> None:
        """Do what a row that is no meeting says; what few starts need is loaded when it is needed."""
        if act == NEW:
            self._begin(bench)
        elif act == ROSTER:
            from tui.panes.roster import RosterPane

            bench.show(RosterPane())
        elif act == SEARCH:
            from tui.panes.search import SearchPane

            bench.show(SearchPane())
        elif act == UNITS:
            bench.show(UnitsPane())
        elif act == PROTECT:
            protect(bench)
        else:
            from tui.filing import restore_from_file

            restore_from_file(bench)

    def _begin(self, bench: Workbench) -> None:
        """Ask the day, create, go on to the preparation."""
        today = bench.desk.local(bench.desk.store.clock.wall()).date()

        def create(iso: str) -> None:
            try:
                bench.desk.create(iso)
            except StoreError as error:
                bench.say(error.sentence, "wrong")
            else:
                show_preparation(bench)

        bench.ask(ask_day(words_meetings.MEETING_DATE, create, year=today.year, today=today))

    def _put_away(self, bench: Workbench, info: MeetingInfo) -> None:
        """Among the archived ones, or back; nothing is deleted."""
        try:
            bench.desk.store.archive(info.id, archived=not info.archived)
        except StoreError as error:
            bench.say(error.sentence, "wrong")
            return
        told = words_meetings.UNARCHIVED if info.archived else words_meetings.ARCHIVED
        bench.say(told.format(day=day_first(info.date)))


def _warning(sentence: str, width: int) -> list[Line]:
    """A sentence under the same sign as a row that has to be done first."""
    first, *rest = wrap(sentence, width - 5)
    return [line((f"  ! {first}", "warning")), *(line((f"    {part}", "warning")) for part in rest)]


def _roster_row(roster: Roster | None) -> Line:
    """How many people there are; before there are any, what to begin with."""
    if roster is None:
        label = (pad(words_meetings.MEETING_ROSTER_FIRST, LABEL_WIDTH), "strong")
        return line(("  ! ", "warning"), label, (words_meetings.MEETING_ROSTER_FIRST_HINT, "warning"))
    hint = words_meetings.MEETING_ROSTER_HINT.format(count=len(roster.people))
    return line("    ", pad(words_meetings.MEETING_ROSTER, LABEL_WIDTH), (hint, "muted"))


def _told(info: MeetingInfo) -> str:
    """What typed letters are looked for in."""
    return f"{day_first(info.date)} {info.unit} {words_meetings.MEETING_STATES[info.state]}"


def open_meeting(bench: Workbench, meeting: str, wrong: Sequence[str] = ()) -> None:
    """Open a meeting where its state asks for: an interrupted one is only looked at until Enter goes on (L1c).

    `wrong`: what is wrong with this computer, where nobody was told yet.
    """
    desk = bench.desk
    try:
        desk.look(meeting)
        if desk.meeting.agenda.running:
            _ask_to_go_on(bench, wrong)
            return
        desk.open(meeting)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    _show_quiet(bench)
    if desk.plan_gone:
        bench.ask(ReadOut(words_meetings.PLAN_GONE, [(desk.plan_gone, "warning")], words_meetings.PLAN_GONE_HINT))
    elif desk.replica is not None and not desk.writable:
        bench.say(" ".join(report.sentence for report in desk.replica.reports), "warning")
    elif desk.damage:
        bench.say(" ".join(desk.damage), "warning")


def _ask_to_go_on(bench: Workbench, wrong: Sequence[str]) -> None:
    from tui.panes.live import LivePane
    from tui.panes.recovery import RecoveryPane

    bench.show(LivePane())
    bench.show(RecoveryPane(unfinished(bench.desk), wrong))


def _show_quiet(bench: Workbench) -> None:
    """A meeting that is not running: what is still to prepare, or what was written."""
    if bench.desk.meeting.agenda.started is None:
        show_preparation(bench)
    else:
        show_minutes(bench)


def resume(bench: Workbench, wrong: Sequence[str] = ()) -> bool:
    """Ask at once about the session that was running when the desk was last left; False when there was none.

    The question stands before the list, so it tells what is `wrong` with this computer in the list's place.
    """
    running = [info for info in bench.desk.store.meetings() if info.state == "running" and not info.archived]
    if not running:
        return False
    open_meeting(bench, max(running, key=lambda info: info.last_at).id, wrong)
    return True
