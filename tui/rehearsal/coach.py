"""The coach of a rehearsal: says what happens in the room and which keys record it, does it on F12 (L17).

The rehearsed clock stands at the time of the act that is due and moves on when that act is recorded, by whatever keys.
Whoever does something else is not corrected: the coach waits, and F12 does or passes over what is due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.decide import decide
from models.entries import Entry
from models.fact import Fact
from models.facts import Assessed, DetailSet, DocumentNoted, Marked, StandingSet
from models.ruling import Refusal
from sync.paths import Paths
from tui import phrases, phrases_acts, words_rehearsal
from tui.desk import Desk
from tui.draw import Line, Piece, beginning, cells, fit, line, wrap
from tui.panes.attendance import AttendancePane
from tui.panes.base import Pane
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane
from tui.panes.live import LivePane
from tui.panes.preparation import PreparationPane
from tui.registry import Action, by_key
from tui.rehearsal.acts import command_of
from tui.rehearsal.cell import open_rehearsed
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.keys import recording_keys
from tui.rehearsal.queries import Keys
from tui.rehearsal.script import Act, BadScript
from tui.rehearsal.telling import doing, shown
from tui.workbench import Workbench

ROOMY = 16
"""Lines of the body from which on what happens in the room may take two."""

LONGEST = 4
"""Lines that the act and its keys may take."""


ABOUT: Mapping[type[Fact], tuple[str, ...]] = {
    DetailSet: ("field",),
    DocumentNoted: ("document",),
    Marked: ("person",),
    StandingSet: ("person",),
    Assessed: ("indicator", "field"),
}
"""What else has to be the same, beside its kind, for a fact to be the act that is due: another field, another person
is something else that the trainee did. Of other kinds any one does: whoever wrote other words goes on."""

PLACES: Mapping[str, type[Pane]] = {"f2": AttendancePane, "f4": BoardPane, "f5": PreparationPane, "f10": ClosingPane}
"""Panes where several acts are done in a row: whoever is there already need not press the pane's key again."""


def rehearsal_bench(paths: Paths, acts: Sequence[Act]) -> CoachedBench:
    """A fresh rehearsal of a script, at its first act."""
    clock = ScriptClock(acts[0].at)
    return CoachedBench(open_rehearsed(paths, clock), clock, acts)


class CoachedBench(Workbench):
    """A workbench with the coach's strip at the foot of the body. `discarded` asks for the rehearsal to be wiped."""

    coached = True

    def __init__(self, desk: Desk, clock: ScriptClock, acts: Sequence[Act]) -> None:
        self.acts = acts
        self.due = 0
        self.discarded = False
        self._clock = clock
        self._told = acts[0].told
        self._seen = len(desk.meeting.ledger.entries)
        self._advice: tuple[tuple[int, int, bool, int], tuple[Piece, str]] | None = None
        self._away = False  # the act that is due was met elsewhere than in the live pane, which was not seen since
        super().__init__(desk, lambda bench: LivePane())
        self._met = self.pane  # where the act that is due was met; another one once that was left
        self._expected = self._expect()

    @property
    def act(self) -> Act | None:
        """The act that is due; None when the script is over."""
        return self.acts[self.due] if self.due < len(self.acts) else None

    # --- following what is recorded -----------------------------------------------------------------------------

    def key(self, key: str) -> bool:
        """As on any workbench; then look whether the act was recorded."""
        done = super().key(key)
        self._follow()
        return done

    def taken(self, text: str) -> None:
        """The same for Enter."""
        super().taken(text)
        self._follow()

    def _follow(self) -> None:
        """On to the next act when what is due was recorded since the last one."""
        entries: list[Entry] = list(self.desk.meeting.ledger.entries.values())[self._seen :]
        self._away = self._away and not self._at_home()
        if self._met not in self.panes:
            self._met = self.pane
        if self._expected is not None and any(_same(self._expected, entry.fact) for entry in entries):
            self._advance()

    def _advance(self) -> None:
        self.due += 1
        self._seen = len(self.desk.meeting.ledger.entries)
        if (act := self.act) is not None:
            self._clock.move_to(act.at)
            self._told = act.told or self._told
        self._expected = self._expect()
        self._away = not self._at_home()
        self._met = self.pane

    def _at_home(self) -> bool:
        """The live pane is up and nothing is asked: where the keys of an act begin."""
        return self.prompt is None and isinstance(self.pane, LivePane)

    def _expect(self) -> Fact | None:
        """What the act that is due would record first; None when it cannot be done any more."""
        replica = self.desk.replica
        if self.act is None or replica is None:
            return None
        try:
            outcome = decide(self.desk.meeting, command_of(self.act, self.desk), replica.moment())
        except BadScript:
            return None
        return None if isinstance(outcome, Refusal) else outcome[0]

    # --- F12 ----------------------------------------------------------------------------------------------------

    def called(self, action: Action) -> str:
        """Behind the end of the script F12 helps no more: it wipes the rehearsal, and says so."""
        ends = self.act is None and action.id == "coach"
        return words_rehearsal.K_WIPE if ends else super().called(action)

    def help_out(self) -> None:
        """Do the act that is due, or pass over one that cannot be done; behind the last, wipe the rehearsal."""
        act = self.act
        if act is None:
            self.discarded = self.leaving = True
            return
        self.close_prompt()
        try:
            outcome = self.desk.do(command_of(act, self.desk))
        except BadScript as error:
            self._skip(str(error))
            return
        if isinstance(outcome, Refusal):
            self._skip(phrases.refusal(outcome))
        else:
            said = phrases_acts.undone if act.verb == "undo" else phrases_acts.done
            self.say(said(outcome, self.desk))

    def _skip(self, why: str) -> None:
        self.say(words_rehearsal.COACH_SKIPPED.format(why=why), "warning")
        self._advance()

    # --- the strip ----------------------------------------------------------------------------------------------

    def body(self, width: int, height: int) -> list[Line]:
        """The pane, and under it what happens in the room and what to press."""
        strip = self.strip(width, 2 if height >= ROOMY else 1)
        above = super().body(width, height - len(strip))
        above += [()] * (height - len(strip) - len(above))
        return [*above, *strip]

    def strip(self, width: int, lines: int) -> list[Line]:
        """`lines` of what happens at most, then what to press for what: the text to type is never cut short."""
        act = self.act
        if act is None:
            return [fit(line((f" {part}", "now")), width) for part in wrap(words_rehearsal.COACH_OVER, width - 2)]
        clock = line((words_rehearsal.COACH_NOW.format(clock=self.desk.clock(act.at)), "cursor"))
        place = words_rehearsal.COACH_WHICH.format(number=self.due + 1, count=len(self.acts))
        told = beginning(_block(clock, self._told, "strong", width), lines, width)
        (keys, style), what = self._advised(act)
        press = _block(line((f" {keys} ", style)), f"{what}  ({place})", "plain", width)
        return [*told, *press[:LONGEST]]

    def _advised(self, act: Act) -> tuple[Piece, str]:
        """(keys, what they do), worked out once for each state of the record: they stay while they are followed.

        Whoever leaves the pane they begin in is told the keys from the pane that is up then.
        """
        state = (self.due, len(self.desk.meeting.ledger.entries), self._away, id(self._met))
        if self._advice is None or self._advice[0] != state:
            self._advice = (state, self._advise(act))
        return self._advice[1]

    def _advise(self, act: Act) -> tuple[Piece, str]:
        what = doing(act, self.desk)
        if self._expected is None:
            return ("F12", "key"), words_rehearsal.COACH_ELSE.format(what=what)
        return (shown(self.due_keys(act)), "key"), what

    def due_keys(self, act: Act) -> Keys:
        """The keys of the act that is due, from the pane and the question that it was met in."""
        keys = tuple(recording_keys(act, self.desk))
        if not self._away:
            return keys
        if self.prompt is not None:
            asked_already = act.verb == "assess" and act.words(3)[1] == "degree"  # "có" asks for it by itself
            return keys[-1:] if asked_already else ("escape",) * len(self.panes) + keys
        if isinstance(self.pane, PLACES.get(keys[0], ())) and act.verb != "waive":  # its arrows count from the top
            return keys[1:]
        fresh = self.pane.toggles or act.verb == "waive"  # a pane that stays keeps its cursor
        if fresh or len(keys[0]) == 1 or by_key(keys[0]) is None:
            return ("escape",) * (len(self.panes) - 1) + keys
        return keys


def _same(due: Fact, done: Fact) -> bool:
    """Whether what was done is what is due."""
    kind = type(due)
    return isinstance(done, kind) and all(getattr(done, name) == getattr(due, name) for name in ABOUT.get(kind, ()))


def _block(head: Line, text: str, style: str, width: int) -> list[Line]:
    """A text beside its head, its further lines under its first."""
    indent = cells(head) if cells(head) <= width // 3 else 2
    first, *rest = wrap(text, width - cells(head) - 2) or [""]
    more = wrap(" ".join(rest), width - indent - 2) if rest else []
    drawn = [(*head, *line(" ", (first, style))), *(line(" " * (indent + 1), (part, style)) for part in more)]
    return [fit(row, width) for row in drawn]
