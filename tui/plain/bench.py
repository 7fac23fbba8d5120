"""The workbench that is listened to: what it says is kept in order, to be written as lines (L23).

Every act gives exactly one sentence, with what it closed behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from models.acts import SILENT
from models.agenda import MINUTE
from models.commands import Command
from models.floor import Turn
from tui import phrases_acts
from tui import words_plain as texts
from tui.desk import Desk
from tui.draw import cut
from tui.panes.base import Pane
from tui.phrase_entry import writes_prose
from tui.plain.saying import without_keys
from tui.steps import step_label
from tui.workbench import Workbench

KEPT_SHOWN = 120
"""Cells of a kept line that are shown."""


FEW = 3
"""Facts of one act that are all told; of more the first says enough."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said. `entries` is how many were recorded when it was said, -1 for what is no notice."""

    text: str
    style: str
    entries: int = -1


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who speaks in which step: what an act may close."""

    turns: tuple[Turn, ...]
    step: str


class PlainBench(Workbench):
    """A workbench whose notices are heard one after another. `passing` is a pane that a command only passes through."""

    def __init__(self, desk: Desk, home: Callable[[Workbench], Pane]) -> None:
        self.heard: list[Heard] = []
        self.kept = ""  # a line that could not be used and is not lost
        self.passing: Pane | None = None
        super().__init__(desk, home)

    def tell(self, said: Iterable[str]) -> None:
        """Say further lines."""
        self.heard += [Heard(text, "plain") for text in said]

    def keep(self, text: str) -> None:
        """A line that was typed for nothing: it stays until another one is kept or `.ghi` records it."""
        self.kept = text
        self.tell([texts.LINE_KEPT.format(text=cut(text, KEPT_SHOWN))])

    def say(self, text: str, style: str = "done") -> None:
        """A notice, heard too."""
        super().say(text, style)
        self._hear(Heard(without_keys(text), style, self._entries))

    def refuse(self, text: str) -> None:
        """Why not, heard too."""
        super().refuse(text)
        self._hear(Heard(without_keys(text), "wrong", self._entries))

    def do(self, command: Command) -> bool:
        """Record; the sentence also says what the act closed. What a person typed in it is left as it is."""
        before, entries = self._standing(), self._entries
        if not super().do(command):
            return False
        told = self._recorded(entries) or self.notice.text
        closed = self._closed(before)
        if closed and closed[0].startswith(told):  # "Lan nói xong" says it already
            told = closed.pop(0)
        self.heard[-1] = replace(self.heard[-1], text="; ".join((told, *closed)))
        return True

    def taken(self, text: str) -> None:
        """A whole line at once: every code in it is written out, as Space does on the screen (L14)."""
        if writes_prose(self):
            words = text.split()
            text = ""
            for word in words:
                text = self.bank.finished(f"{text} {word}".strip(), self.desk)
        super().taken(text)

    @property
    def refused(self) -> bool:
        """Whether the last notice said why not."""
        notices = [heard for heard in self.heard if heard.entries >= 0]
        return bool(notices) and notices[-1].style == "wrong"

    @property
    def _entries(self) -> int:
        return len(self.desk.meeting.ledger.entries) if self.desk.has_meeting else 0

    def _hear(self, heard: Heard) -> None:
        """On the screen a later notice takes the place of an earlier one about the same act; a refusal only one that
        was a refusal too, or said the same."""
        last = self.heard[-1] if self.heard else None
        takes = heard.style != "wrong" or (last is not None and (last.style == "wrong" or last.text == heard.text))
        if last is not None and last.entries == heard.entries and takes:
            self.heard.pop()
        self.heard.append(heard)

    def _recorded(self, before: int) -> str:
        """What an act of two or three facts recorded: one begun reading may begin its step too. "" for longer ones."""
        entries = islice(self.desk.meeting.ledger.entries.values(), before, None)
        facts = [entry.fact for entry in entries if not isinstance(entry.fact, SILENT)]
        told = dict.fromkeys(phrases_acts.fact(fact, self.desk) for fact in facts)
        return "; ".join(told) if len(facts) <= FEW else ""

    # --- what an act closed -------------------------------------------------------------------------------------

    def _standing(self) -> _Standing:
        meeting = self.desk.meeting
        step = meeting.agenda.current
        return _Standing(meeting.floor.open, step.step if step is not None else "")

    def _closed(self, before: _Standing) -> list[str]:
        """The turns and the step that were open before and are not any more."""
        after = self._standing()
        return [*self._turns(before, after), *self._step(before, after)]

    def _turns(self, before: _Standing, after: _Standing) -> list[str]:
        meeting, now = self.desk.meeting, self.desk.now()
        ended = [turn for id in before.turns if (turn := meeting.floor.turn(id.id)) and turn.stop is not None]
        said = [
            texts.CLOSED_TURN.format(
                name=meeting.name(turn.person), spoken=spoken(meeting.floor.spoken(turn, meeting.agenda, now))
            )
            for turn in ended
        ]
        if before.turns and after.turns and before.turns[-1].id != after.turns[-1].id:
            waiting, last = before.turns[-1], after.turns[-1]
            if last.interrupts == waiting.id:
                said.append(texts.WAITS.format(name=meeting.name(waiting.person)))
            elif last.id in {turn.id for turn in before.turns}:
                said.append(texts.GOES_ON.format(name=meeting.name(last.person)))
        return said

    def _step(self, before: _Standing, after: _Standing) -> list[str]:
        if not before.step or before.step == after.step:
            return []
        meeting = self.desk.meeting
        minutes = meeting.agenda.spent(before.step, self.desk.now()) // MINUTE
        return [texts.CLOSED_STEP.format(step=step_label(meeting, before.step), minutes=minutes)]


def spoken(ms: int) -> str:
    """How long somebody spoke: "2 phút 5 giây"."""
    minutes, seconds = divmod(ms // 1000, 60)
    form = texts.SPAN_MINUTES if minutes else texts.SPAN_SECONDS
    return form.format(minutes=minutes, seconds=seconds)
