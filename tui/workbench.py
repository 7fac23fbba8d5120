"""The workbench: what keys and typed text do, without a terminal.

It holds view state only: which pane is up, which question is asked, the text being typed, the last notice. Facts live
in the desk's meeting. The Textual app and the scripted session drive this same object, so everything a key does is
tested without a screen.

Order of a key: the open prompt, the pane, then the registry. Everything runs to its end before the next key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.commands import Command, WriteNote
from models.ruling import Refusal
from tui import phrases, words
from tui.desk import PROMPT_LINE, Desk
from tui.draw import Line, fit, line, rule
from tui.registry import Action, actions_for, by_key
from tui.shorthand_entry import note_draft

if TYPE_CHECKING:
    from tui.panes.base import Pane
    from tui.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Notice:
    """The last thing the desk said, and how it looks."""

    text: str = ""
    style: str = "muted"


class Workbench:
    """Panes, prompt and typed text over one desk."""

    def __init__(self, desk: Desk, home: Callable[[Workbench], Pane]) -> None:
        self.desk = desk
        self.text = ""
        self.notice = Notice()
        self.prompt: Prompt | None = None
        self.leaving = False
        self.on_text: Callable[[str], None] | None = None  # tells the entry line that its text was replaced
        self.on_theme: Callable[[], None] | None = None  # asks for the other theme
        self._stash = ""
        self._taking: str | None = None
        self.panes: list[Pane] = []
        self.panes.append(home(self))

    # --- panes and prompts --------------------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane that is up."""
        return self.panes[-1]

    def show(self, pane: Pane) -> None:
        """Put a pane up; the same kind is not stacked twice, and asking again goes back."""
        self.close_prompt()
        if type(pane) is type(self.pane):
            if len(self.panes) > 1:
                self.back()
            return
        self.panes = [held for held in self.panes if type(held) is not type(pane)]
        self.panes.append(pane)
        self.set_text(pane.initial)

    def home(self, pane: Pane) -> None:
        """Make a pane the only one: the start of another stretch of work."""
        self.close_prompt()
        self.panes = [pane]
        self.set_text(pane.initial)

    def back(self) -> None:
        """Close the prompt, or else the pane on top."""
        if self.prompt is not None:
            self.close_prompt()
        elif len(self.panes) > 1:
            self.panes.pop()
            self.set_text(self.pane.initial)

    def ask(self, prompt: Prompt) -> None:
        """Open a question; the text being typed waits under it and comes back."""
        if self.prompt is None:
            self._stash = self.text
        self.prompt = prompt
        self.set_text(prompt.initial)
        self.notice = Notice()

    def close_prompt(self) -> None:
        """Close the question and bring back the text that was being typed."""
        if self.prompt is not None:
            if self.prompt.keeps_draft:
                self.desk.draft("", PROMPT_LINE)
            self.prompt = None
            stash, self._stash = self._stash, ""
            self.set_text(stash)

    def write_stash(self) -> None:
        """The half-typed note belongs to the speaker so far: keep it as theirs before the floor passes on."""
        if self._stash.strip():
            stash, self._stash = self._stash, ""
            self.desk.do(WriteNote(note_draft(stash, self.desk)))
        elif self.prompt is None and self.text.strip() and self.pane.takes_notes:
            text = self.text
            self.set_text("")
            self.desk.do(WriteNote(note_draft(text, self.desk)))

    # --- what the entry line reports ----------------------------------------------------------------------------

    def key(self, key: str) -> bool:
        """Take a key before the entry line does; True when it did something."""
        if self.prompt is not None and self.prompt.key(self, key, self.text):
            return True
        if key == "escape":
            self.back()
            return True
        if self.prompt is None and self.pane.key(self, key, self.text):
            return True
        action = by_key(key)
        if action is None:
            return False
        self.run(action)
        return True

    def run(self, action: Action) -> None:
        """Do what a registered action does, if it can be done now."""
        if action.when(self):
            self.notice = Notice()
            action.run(self)
        else:
            self.refuse(action.why_not or words.NOT_NOW)

    def edited(self, text: str) -> None:
        """A person changed the text."""
        self.text = text
        self.notice = Notice()
        if self.prompt is not None:
            self.prompt.edited(self, text)
            if self.prompt.keeps_draft:
                self.desk.draft(text, PROMPT_LINE)
        else:
            self.pane.edited(self, text)
            if self.pane.takes_notes:
                self.desk.draft(text)

    def taken(self, text: str) -> None:
        """Enter with this text; the entry line is empty already."""
        self.text = ""
        self._taking = text
        if self.prompt is not None:
            self.prompt.taken(self, text)
        else:
            self.pane.taken(self, text)
            if self.pane.takes_notes:
                self.desk.draft(self.text)
        self._taking = None

    def set_text(self, text: str) -> None:
        """Replace the text in the entry line."""
        self.text = text
        if self.on_text is not None:
            self.on_text(text)

    # --- saying things ------------------------------------------------------------------------------------------

    def do(self, command: Command) -> bool:
        """Have a command recorded and say what happened; False when it was refused."""
        outcome = self.desk.do(command)
        if isinstance(outcome, Refusal):
            self.refuse(phrases.refusal(outcome))
            return False
        self.say(phrases.done(outcome, self.desk))
        return True

    def say(self, text: str, style: str = "done") -> None:
        """Show a notice."""
        self.notice = Notice(text, style)

    def refuse(self, text: str) -> None:
        """Say why not, and give back the text that Enter took."""
        self.notice = Notice(text, "wrong")
        if self._taking is not None and not self.text:
            self.set_text(self._taking)

    # --- what is drawn ------------------------------------------------------------------------------------------

    def person_row(self, person: str, width: int) -> Line:
        """A person in a list of hits: name, post, where they are."""
        return phrases.person_row(self.desk, person, width)

    def body(self, width: int, height: int) -> list[Line]:
        """The pane, with the prompt's rows over its foot."""
        popup: list[Line] = []
        if self.prompt is not None:
            popup = self.prompt.popup(self, self.text, width)
        else:
            popup = self.pane.popup(self, self.text, width)
        if not popup:
            return self.pane.body(self, width, height)
        popup = [rule(width), *popup[: max(0, height - 2)]]
        room = height - len(popup)
        above = self.pane.body(self, width, room)
        above += [()] * (room - len(above))
        return [*above[:room], *popup]

    def asking(self, width: int) -> Line:
        """The line over the entry line: what is asked, and what was just done."""
        label, hint = (self.prompt.label, self.prompt.hint) if self.prompt else self.pane.asking(self)
        if self.notice.text:
            return fit(line((f" {label} ", "title"), " ", (self.notice.text, self.notice.style)), width)
        return fit(line((f" {label} ", "title"), " ", (hint, "muted")), width)

    def hints(self, width: int) -> Line:
        """The footer: the keys that do something now, most wanted first; help is always there."""
        found = self.pane.hints(self) if self.prompt is None else [("Enter", words.OK), ("Esc", words.CANCEL)]
        found = [*found, *((a.key_label, a.label) for a in actions_for(self) if self.prompt is None)]
        pieces: list[tuple[str, str]] = []
        used = 0
        for key, label in found:
            size = len(key) + len(label) + 3
            if used + size > width:
                continue
            pieces += [(key, "key"), (f" {label}  ", "plain")]
            used += size
        return fit(tuple(pieces), width)

    def forget_notice(self) -> None:
        """The notice has been read."""
        self.notice = replace(self.notice, text="")
