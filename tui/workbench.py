"""The workbench: what keys and typed text do, without a terminal.

It holds view state only: which pane is up, which question is asked, the text being typed, the last notice. Facts live
in the desk's meeting. The Textual app and the scripted session drive this same object, so everything a key does is
tested without a screen.

Order of a key: the open prompt, the pane, then the registry. Everything runs to its end before the next key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from models.commands import Command, WriteNote
from models.ruling import Refusal, refuse
from tui import footer, phrases, phrases_acts
from tui.board_process import RoomBoard
from tui.desk import PROMPT_LINE, Desk
from tui.draw import Line, cells, fit, line, rule, whole, with_short_path, wrapped
from tui.phrase_entry import PhraseEntry
from tui.post import Post
from tui.registry import Action, by_key
from tui.shorthand_entry import keep_typed
from tui.stages import why_not
from tui.typing_mode import kept_method, outside_seen

if TYPE_CHECKING:
    from tui.panes.base import Pane
    from tui.prompts import Prompt


class Notice(Struct, frozen=True):
    """The last thing the desk said, and how it looks."""

    text: str = ""
    style: str = "muted"
    stays: bool = False  # typing does not take it away, Enter does
    whole: bool = False  # told in full over the foot of the pane where its line would cut it


class Workbench:
    """Panes, prompt and typed text over one desk."""

    coached = False  # a rehearsal is being held: the bench is a `CoachedBench`

    def __init__(self, desk: Desk, home: Callable[[Workbench], Pane]) -> None:
        self.desk = desk
        self.text = ""
        self.notice = Notice()
        self.prompt: Prompt | None = None
        self.leaving = False
        self.encrypting = False  # the desk is left to encrypt the store, and comes back
        self.on_text: Callable[[str], None] | None = None  # tells the entry line that its text was replaced
        self.on_selected: Callable[[], None] | None = None  # tells it that the next character replaces its text
        self.on_caret: Callable[[int], None] | None = None  # tells it where the cursor stands, if not at the end
        self.on_theme: Callable[[], None] | None = None  # asks for the other theme
        self.on_keys_back: Callable[[], bool] | None = None  # gives the last word back as its keys, if it has any
        self.bank = PhraseEntry(desk.store.paths.phrases)
        self.room = RoomBoard(desk.store.paths, desk.store.cipher)
        self.post = Post(desk)
        self.typing = kept_method(desk.store)
        self.typing.on_outside = lambda: outside_seen(self)
        self._stash = ""
        self._held: tuple[str, str] = ("", "")
        self._refused = False
        self.panes: list[Pane] = []
        self.panes.append(home(self))

    # --- panes and prompts --------------------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane that is up."""
        return self.panes[-1]

    def show(self, pane: Pane) -> None:
        """Put a pane up; asking for a pane to look at again goes back, one to work in stays where it is."""
        self._leave_prompt()
        if type(pane) is type(self.pane):
            if self.pane.toggles:
                self.back()
            return
        self._hold()
        self.panes = [held for held in self.panes if type(held) is not type(pane)]
        self.panes.append(pane)
        self._unsay()
        self._enter()

    def home(self, pane: Pane) -> None:
        """Make a pane the only one: the start of another stretch of work."""
        self._leave_prompt()
        self._hold()
        self.panes = [pane]
        self._enter()

    def back(self) -> None:
        """Close the prompt, or else the pane on top."""
        if self.prompt is not None:
            self.close_prompt()
        elif len(self.panes) > 1:
            self._hold()
            self.panes.pop()
            self._unsay("wrong", "warning")
            self._enter()

    def _hold(self) -> None:
        """A pane gives way: the note being typed in it waits until notes are taken again in this meeting."""
        if self.pane.takes_notes:
            self._held = (self._meeting, self.text)

    def _enter(self) -> None:
        """A pane comes up with its own text, or with the note that waits."""
        meeting, note = self._held
        waits = self.pane.takes_notes and meeting == self._meeting
        self.set_text(note if waits and note else self.pane.initial)

    @property
    def _meeting(self) -> str:
        """The id of the open meeting, "" for none."""
        return self.desk.replica.id if self.desk.replica is not None else ""

    def ask(self, prompt: Prompt) -> None:
        """Open a question; the text being typed waits under it and comes back."""
        self._leave_prompt()
        self._stash = self.text
        self.prompt = prompt
        self.set_text(prompt.initial)
        if prompt.replaces and prompt.initial and self.on_selected is not None:
            self.on_selected()
        self.notice = Notice()

    def close_prompt(self) -> None:
        """Close the question and bring back the text that was being typed; words it did not ask for are kept."""
        if self.prompt is not None:
            stray = "" if self.prompt.takes_text else self.text
            if self.prompt.keeps_draft:
                self.desk.draft("", PROMPT_LINE)
            self.prompt = None
            stash, self._stash = self._stash, ""
            self.set_text(stash or stray)

    def _leave_prompt(self) -> None:
        """Another act came before the answer: what was typed so far is the prompt's to keep."""
        if self.prompt is not None:
            prompt, text = self.prompt, self.text
            self.close_prompt()
            prompt.left(text)

    def write_stash(self) -> None:
        """The half-typed note belongs to the speaker so far: keep it as theirs before the floor passes on (L4)."""
        text = self.bank.finished(self._half_typed(), self.desk)
        if text.strip() and keep_typed(text, self.desk, WriteNote):
            self._held = ("", "")
            self._stash = "" if self.prompt is not None else self._stash
            if self.prompt is None and self.pane.takes_notes:
                self.set_text("")
            self.desk.draft("")

    def _half_typed(self) -> str:
        """The note that Enter has not taken yet, wherever it waits."""
        if not self.pane.takes_notes:
            meeting, note = self._held
            return note if meeting == self._meeting else ""
        return self._stash if self.prompt is not None else self.text

    # --- what the entry line reports ----------------------------------------------------------------------------

    def key(self, key: str) -> bool:
        """Take a key before the entry line does; True when it did something."""
        if self.bank.key(self, key):
            return True
        if self.prompt is not None and self.prompt.key(self, key, self.text):
            return True
        if self.prompt is None and self.pane.key(self, key, self.text):
            return True
        if key == "escape":
            self.back()
            return True
        action = by_key(key)
        if action is None:
            return False
        self.run(action)
        return True

    def called(self, action: Action) -> str:
        """What the footer calls an action now."""
        return action.label

    def run(self, action: Action) -> None:
        """Do what a registered action does, if it can be done now."""
        if action.when(self):
            self.notice = Notice()
            action.run(self)
        else:
            self.refuse(action.why_not or why_not(self))

    def edited(self, text: str) -> None:
        """A person changed the text; a code that Space ended is written out in it (L14)."""
        text = self.bank.edited(self, text)
        self.text = text
        self.notice = self.notice if self.notice.stays else Notice()
        if self.prompt is not None:
            self.prompt.edited(self, text)
            if self.prompt.keeps_draft:
                self.desk.draft(text, PROMPT_LINE)
        else:
            self.pane.edited(self, text)
            if self.pane.takes_notes:
                self.desk.draft(text)
        self.bank.tell(self)

    def taken(self, text: str) -> None:
        """Enter with this text; the entry line is empty already."""
        text = self.bank.taken(self, text)
        self.text = ""
        self._refused = False
        self.notice = replace(self.notice, stays=False)
        prompt = self.prompt
        if prompt is not None:
            prompt.taken(self, text)
        elif self.pane.only_records and self.desk.has_meeting and not self.desk.writable:
            self.refuse(phrases.refusal(refuse("read_only")))
        else:
            self.pane.taken(self, text)
            if self.pane.takes_notes:
                self.desk.draft(self.text)
        if self._refused:
            self._give_back(prompt, text)

    def _give_back(self, prompt: Prompt | None, text: str) -> None:
        """What Enter took was refused: it stands again where it was typed, the question open again over it."""
        if prompt is None or prompt is self.prompt:
            if not self.text:
                self.set_text(text)
        elif self.prompt is None and text.strip():
            notice = self.notice
            self.ask(prompt)
            self.set_text(text)
            self.notice = notice
            if prompt.keeps_draft:
                self.desk.draft(text, PROMPT_LINE)
        if self.prompt is None and self.pane.takes_notes:
            self.desk.draft(self.text)

    def set_text(self, text: str, caret: int | None = None) -> None:
        """Replace the text in the entry line; the cursor stands at its end, or before the letter `caret`."""
        self.text = text
        if self.on_text is not None:
            self.on_text(text)
        if self.on_caret is not None and caret is not None:
            self.on_caret(caret)

    # --- saying things ------------------------------------------------------------------------------------------

    def do(self, command: Command) -> bool:
        """Have a command recorded and say what happened; False when it was refused."""
        outcome = self.desk.do(command)
        if isinstance(outcome, Refusal):
            self.refuse(phrases.refusal(outcome))
            return False
        self.say(phrases_acts.done(outcome, self.desk))
        return True

    def say(self, text: str, style: str = "done") -> None:
        """Show a notice."""
        self.notice = Notice(text, style)

    def say_whole(self, text: str) -> None:
        """Show a notice that nobody can do with half of: where a file lies."""
        self.say(text)
        self.notice = replace(self.notice, whole=True)

    def say_until_enter(self, text: str, style: str = "warning") -> None:
        """Show a notice that came in the midst of typing and must not go with the next letter."""
        self.say(text, style)
        self.notice = replace(self.notice, stays=True)

    def refuse(self, text: str) -> None:
        """Show why not; the text that Enter took is given back."""
        self.notice = Notice(text, "wrong")
        self._refused = True

    # --- what is drawn ------------------------------------------------------------------------------------------

    def person_row(self, person: str, width: int) -> Line:
        """A person in a list of hits: name, post, where they are."""
        return phrases.person_row(self.desk, person, width)

    def body(self, width: int, height: int) -> list[Line]:
        """The pane, with trouble of the disk over its head and the prompt's rows over its foot."""
        alarm = self._alarm(width)
        if popup := self._popup(width):
            popup = [rule(width), *(_inside(row, width) for row in popup[: max(0, height - len(alarm) - 2)])]
        else:
            popup = self._told_whole(width)[: max(0, height - len(alarm) - 2)]
        room = height - len(alarm) - len(popup)
        above = self.pane.body(self, width, room)[:room]
        if popup:
            above += [()] * (room - len(above))
        return [*alarm, *above, *popup]

    def _popup(self, width: int) -> list[Line]:
        """The rows of the question, or of what is being typed."""
        return (self.prompt or self.pane).popup(self, self.text, width)

    def _alarm(self, width: int) -> list[Line]:
        """Acts are in memory only: what happened and what to do, until the disk takes them (L1, store.md §5.6)."""
        trouble = self.desk.trouble
        if trouble is None:
            return []
        return [line((" ! ", "wrong"), *part) for part in wrapped(trouble.sentence, width - 4, "wrong")]

    def _told_whole(self, width: int) -> list[Line]:
        """What went wrong or lies where, over the foot of the pane, where the line over the entry line would cut it."""
        head, _ = self._asked()
        if not self.notice.whole and self.notice.style not in ("wrong", "warning"):
            return []
        told = self.notice.text if self.notice.whole else with_short_path(self.notice.text, width - cells(head))
        if cells(line(told)) <= width - cells(head):
            return []
        return [rule(width), *(line(" ", *row) for row in wrapped(self.notice.text, width - 2, self.notice.style))]

    def _asked(self) -> tuple[Line, str]:
        """The head of the line over the entry line, and how to answer."""
        label, hint = (self.prompt.label, self.prompt.hint) if self.prompt else self.pane.told(self)
        return line((f" {label} ", "title"), " "), hint

    def asking(self, width: int) -> Line:
        """The line over the entry line: what is asked, and what was just done or how to answer.

        What the pane's foot tells whole is not said again, cut: how to go on stands under it.
        """
        head, hint = self._asked()
        said = (with_short_path(self.notice.text, width - cells(head)), self.notice.style)
        if self._told_whole(width) and not self._popup(width):
            said = ("", "plain")
        return fit((*head, said if said[0] else (whole(hint, width - cells(head)), "muted")), width)

    def hints(self, width: int) -> Line:
        """The footer: the keys that do something now; help and undo are always among them."""
        return footer.keys(self, width)

    def _unsay(self, *styles: str) -> None:
        """What was said about the pane before would hide how to use this one; of these styles only, if any."""
        if not self.notice.stays and (not styles or self.notice.style in styles):
            self.notice = Notice()

    def forget_notice(self) -> None:
        """The notice has been read."""
        self.notice = replace(self.notice, text="")


def _inside(row: Line, width: int) -> Line:
    """A row of a question in so many cells; what is left out is seen to be."""
    return row if cells(row) <= width else fit(row, width)
