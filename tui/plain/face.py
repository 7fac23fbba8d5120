"""The plain face: one typed line in, the lines that answer it out. No terminal, no files, no clock of its own (L23).

A line that begins with a dot and a letter is a command. Any other line answers the open question, or the pane that
asks; else it is a note by the current speaker, with the shorthand of the desk.
"""

from __future__ import annotations

from models.vietnamese.text import fold
from tui import words_plain as texts
from tui.closing_prompts import AskCount, ReadOut
from tui.panes.base import Pane
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane
from tui.plain.bench import PlainBench
from tui.plain.changes import Changes
from tui.plain.commands import Spoken, commands, help_lines
from tui.plain.naming import Called, call_in, meant, nearest, unescaped
from tui.plain.questions import answer, asked, drop
from tui.plain.saying import WIDTH, lines_of, rejoined, without_keys
from tui.plain.voices import voice_of

SAVE_WAIT = 2.0
"""Seconds given to the disk before an act is told: what was told is on disk, or said not to be."""

HELP, AGAIN = ".", "?"
"""Lines that ask for the commands, and for the question once more; with no question both are help."""

DROPPING = texts.ACTION_NAMES["stop"][1]
"""The command that drops an open question or closes the pane that asks; with neither it stops the speaker."""

ASIDE = frozenset(("help", "status", "list", "waiting", "log", "rules"))
"""Commands that only tell: the open question stays open."""

BESIDE = frozenset(("key", "undo", "redo"))
"""Acts after which the pane goes on asking."""


class Face:
    """What is said and asked over one workbench."""

    def __init__(self, bench: PlainBench) -> None:
        self.bench = bench
        self._asking: Pane | None = None  # the pane that lines are answers to
        self._changes = Changes(bench.desk)

    # --- lines --------------------------------------------------------------------------------------------------

    def greeting(self) -> list[str]:
        """What stands at the beginning: how to get help, then what is open."""
        self.bench.heard = []
        return [*lines_of([texts.GREETING]), *self._reply()]

    def take(self, typed: str) -> list[str]:
        """Take a line; the lines to answer with, none for a blank line that answers nothing."""
        self.bench.heard = []
        line = typed.strip()
        called = call_in(line)
        if line in (HELP, AGAIN):
            self._help(line)
        elif called is not None:
            self._command(called, line)
        else:
            self._plain(unescaped(line))
        return self._reply()

    def idle(self) -> list[str]:
        """What has changed while nothing was typed."""
        return lines_of(self._changes.news(asking=self.bench.prompt is not None))

    def interrupted(self) -> list[str]:
        """Ctrl+C: the open question is dropped; it does not close the desk."""
        self.bench.heard = []
        if not self._drop():
            self.bench.say(texts.BREAK_HOW, "muted")
        return self._reply()

    def unreadable(self) -> list[str]:
        """A line that is no text."""
        return lines_of([texts.UNREADABLE_LINE])

    def _plain(self, line: str) -> None:
        """An answer, or a note."""
        bench = self.bench
        if bench.prompt is not None:
            answer(bench, line)
        elif self._asking is bench.pane:
            pane = bench.pane
            if not voice_of(bench).answer(line) and bench.prompt is None:
                self._home()
                bench.say(texts.PANE_DONE.format(name=pane.name), "muted")
        elif line:
            bench.taken(line)

    def _command(self, called: Called, line: str) -> None:
        found, count = meant(called, commands())
        if fold(called.text) == fold(DROPPING) and self._drop():
            return
        if len(found) != 1:
            self._unknown(called, line, [command.names[0] for command in found])
        elif found[0].needs_meeting and not self.bench.desk.has_meeting:
            self.bench.refuse(texts.NO_MEETING_OPEN)
        else:
            self._make_way(found[0])
            found[0].run(self.bench, called.rest(count))
            self._still_asks()

    def _make_way(self, command: Spoken) -> None:
        """An act leaves the open question; of half a vote it is said, for its numbers are gone. A pane that asks stays
        for looking, undoing and what belongs to it.
        """
        if command.id in ASIDE:
            return
        if self.bench.prompt is not None:
            if isinstance(self.bench.prompt, AskCount):
                self.bench.tell([texts.VOTE_LEFT.format(label=self.bench.prompt.label.rstrip("?.:"))])
            self.bench.close_prompt()
            if self.bench.pane is not self._asking:
                self._return()  # the pane was there for the question alone
        asks = self._asking is self.bench.pane
        if asks and command.id not in BESIDE and not voice_of(self.bench).stays_for(command.group):
            voice_of(self.bench).leave()
            self._home()

    def _still_asks(self) -> None:
        """A command for the pane that asks already: it says once more how it is answered."""
        bench = self.bench
        voice = voice_of(bench)
        if not bench.heard and bench.prompt is None and bench.pane is self._asking and not voice.retells:
            bench.tell([voice.how()])

    def _unknown(self, called: Called, line: str, found: list[str]) -> None:
        """Nothing is called that, or several things: say which are near, and keep the line."""
        form = texts.UNCLEAR if found else texts.UNKNOWN
        near = found or [command.names[0] for command in nearest(called, commands())]
        self.bench.refuse(form.format(called=called.text, names=", ".join(f".{name}" for name in near)))
        self.bench.keep(line)
        self.bench.desk.draft(line)

    def _help(self, sign: str) -> None:
        """What the pane asks for once more, or the commands; an open question is asked again anyway."""
        if sign == AGAIN and self.bench.prompt is not None:
            return
        if sign == AGAIN and self._asking is self.bench.pane:
            voice = voice_of(self.bench)
            self.bench.tell([*([] if voice.retells else voice.told()), voice.how()])
        else:
            self.bench.tell(help_lines(""))

    def _drop(self) -> bool:
        """Leave the open question, or close the pane that asks; False when neither is there."""
        bench = self.bench
        if bench.prompt is not None:
            drop(bench)
            return True
        if self._asking is not bench.pane:
            return False
        voice_of(bench).leave()
        self._home()
        if not bench.heard:
            bench.say(texts.DROPPED, "muted")
        return True

    # --- what is answered ---------------------------------------------------------------------------------------

    def _reply(self) -> list[str]:
        """What was said, the line that is kept, what a pane shows, what changed by itself, what is asked."""
        bench = self.bench
        self._settle()
        self._keep()
        trouble = bench.desk.trouble is not None
        bench.desk.store.writer.drain(0.0 if trouble else SAVE_WAIT)
        said = [heard.text for heard in bench.heard]
        return lines_of([*said, *self._changes.news(asking=bench.prompt is not None), *asked(bench)])

    def _settle(self) -> None:
        """Bring panes to rest: results are told, what is only read is closed, what asks says what it asks for."""
        bench = self.bench
        while isinstance(bench.prompt, ReadOut):
            bench.tell(map(without_keys, rejoined(bench.prompt.popup(bench, "", WIDTH))))
            bench.taken("")
        if bench.prompt is not None:
            return
        if bench.pane is bench.passing:
            self._return()
        pane = bench.pane
        if isinstance(pane, LivePane):
            self._asking = None
        elif voice_of(bench).over:
            self._home()
        elif pane is not self._asking:
            self._came_up(pane)
        elif voice_of(bench).retells:
            bench.tell(voice_of(bench).told())

    def _came_up(self, pane: Pane) -> None:
        voice = voice_of(self.bench)
        self.bench.tell(voice.told())
        if voice.asks:
            self.bench.tell([voice.how()])
            self._asking = pane
        else:
            self._home()

    def _return(self) -> None:
        """Back to the pane that asks, where a command only passed over it; else home."""
        bench = self.bench
        if self._asking not in bench.panes:
            self._home()
            return
        bench.passing = None
        while bench.pane is not self._asking:
            bench.back()

    def _home(self) -> None:
        """Back to where lines are notes; to the list of meetings while none is open."""
        bench = self.bench
        bench.passing = self._asking = None
        if bench.desk.has_meeting:
            bench.home(LivePane())
        elif not isinstance(bench.pane, MeetingsPane):
            bench.home(MeetingsPane())
        else:
            self._asking = bench.pane

    def _keep(self) -> None:
        """What was typed and could not be recorded is not lost: `.ghi` records it."""
        bench = self.bench
        if bench.prompt is None and bench.text and bench.pane.takes_notes:
            text = bench.text
            bench.set_text("")
            bench.keep(text)
