"""The minutes by voice: told whole, or read back a paragraph a line, corrected and voted on (L5, R45, R46)."""

from __future__ import annotations

from models.vietnamese.text import fold
from tui import words_closing as closing
from tui import words_plain as texts
from tui.panes.minutes import MinutesPane
from tui.panes.minutes_page import missing_before_vote
from tui.plain import lists
from tui.plain.bench import PlainBench
from tui.plain.panes import PaneVoice
from tui.plain.questions import answer
from tui.plain.saying import without_keys
from tui.reading import Stop


class MinutesVoice(PaneVoice[MinutesPane]):
    """The page is only told; the reading asks for the next line until it is over."""

    retells = True

    @property
    def asks(self) -> bool:
        """Whether the minutes are being read back."""
        return self.pane.reading

    @property
    def over(self) -> bool:
        """Everything was read and adopted."""
        done = self.pane.place >= len(self._stops)
        return self.pane.reading and done and self.bench.desk.meeting.adopted is not None

    @property
    def _stops(self) -> tuple[Stop, ...]:
        return self.pane.paper(self.bench.desk).stops

    def told(self) -> list[str]:
        """The paragraph being read, or the whole paper under what it still lacks."""
        if self.pane.reading:
            return self._at(self.pane.place)
        desk = self.bench.desk
        return [without_keys(missing_before_vote(desk)), *lists.paper(self.pane.paper(desk).document)]

    def _at(self, place: int) -> list[str]:
        """A paragraph with its place, its headings, and what is wrong with it; behind the last one, that it was."""
        stops = self._stops
        if place >= len(stops):
            return [closing.READ_END]
        stop = stops[place]
        text = ". ".join(part.rstrip(".") for part in stop.headings) + ". " if stop.headings else ""
        told = texts.READING_PLACE.format(number=place + 1, count=len(stops), text=text + stop.paragraph.text)
        correction = self.bench.desk.meeting.corrections.get(stop.paragraph.key)
        return [
            told,
            *([closing.READ_GAP] if stop.paragraph.gap else []),
            *([closing.READ_WAS.format(text=f"“{correction.old}”")] if correction is not None else []),
        ]

    def how(self) -> str:
        """What a line does while reading, and behind the last paragraph."""
        return texts.READING_HOW if self.pane.place < len(self._stops) else texts.READING_END_HOW

    def answer(self, typed: str) -> bool:
        """On, back, to the end, or a correction."""
        said = fold(typed)
        if not typed:
            self.bench.key("space")
        elif said == fold(texts.ALL):
            self.to_the_end()
        elif said == fold(texts.BEFORE):
            self.bench.key("up")
        elif said == fold(texts.REWRITE):
            self.bench.taken("")
        elif typed.startswith("s/"):
            self.bench.taken("")
            if self.bench.prompt is not None:
                answer(self.bench, typed)
        else:
            self.bench.refuse(texts.READING_TYPED)
            self.bench.keep(typed)
        return True

    def to_the_end(self) -> None:
        """Tell everything from here on; then the vote is asked for."""
        while self.pane.place < len(self._stops):
            self.bench.tell(self._at(self.pane.place))
            self.bench.key("space")

    def stays_for(self, group: str) -> bool:
        """Somebody speaks, a note is changed: the reading goes on where it was."""
        return True

    def leave(self) -> None:
        """Keep the place."""
        if self.pane.reading:
            self.bench.key("f8")


def begin_reading(bench: PlainBench, rest: str) -> None:
    """Begin or go on reading back; with "hết" everything is told at once."""
    pane = bench.pane
    if not isinstance(pane, MinutesPane):
        pane = MinutesPane()
        bench.show(pane)
    if not pane.reading:
        bench.taken("")
    if fold(rest) == fold(texts.ALL) and bench.prompt is None and pane.reading:
        MinutesVoice(bench, pane).to_the_end()
