"""The minutes: as they stand at this second, and read back paragraph by paragraph (L5, R45, R46).

Two views of one paper. The page scrolls; Enter begins the reading, in which one paragraph stands alone and large,
Space goes on, Enter corrects it, and behind the last one the vote is taken. The place of the reading is kept as a
draft, so that it outlasts the pane and a crash.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from models.commands import BeginReading, CorrectParagraph
from models.document import Document, Paragraph
from models.minutes import stale_corrections
from models.ruling import Refusal
from models.vietnamese.text import fold
from models.votes import ADOPTION
from tui import phrases, phrases_acts, words, words_search
from tui import words_closing as texts
from tui.amending import amend_paragraph, amended_now
from tui.closing_prompts import READABLE, ConfirmThat, Rewrite
from tui.draw import BLANK, Line, bar, beginning, cut, fit, highlighted, line, spread, wrap
from tui.panes.finding_lines import line_with
from tui.panes.minutes_page import missing_before_vote, owed, page
from tui.panes.scrolling import ScrollPane
from tui.reading import (
    Stop,
    is_sentence,
    minutes_left,
    minutes_to_read,
    reading_advice,
    stops_of,
)
from tui.voting import take_vote

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

LOW = 12
"""Lines up to which a heading takes one line only, so that the paragraph has the room."""

ASIDE = 3
"""Lines of what a paragraph was, or has become since."""

PLACE = "reading"
"""The draft field that keeps the key of the paragraph being read."""

END = "end"
"""Kept instead of a key when everything was read."""


class _Paper(Struct, frozen=True):
    """The minutes of one moment, and what is drawn from them again and again."""

    document: Document
    stops: tuple[Stop, ...]
    minutes: float  # to read them all
    stale: tuple[str, ...]  # keys of corrections that do not hold any more


class MinutesPane(ScrollPane):
    """The page, and the reading."""

    name = words.PANE_MINUTES
    toggles = False
    records = frozenset(("Enter",))
    after_adoption = True

    def __init__(self) -> None:
        super().__init__()
        self.reading = False
        self.place = 0  # index of the paragraph being read; behind the last one when all were
        self.part = 0  # first line shown of a paragraph too long for the screen
        self._held: tuple[tuple[int, int], _Paper] | None = None
        self._drawn: tuple[tuple[int, int, int], list[Line]] | None = None
        self._found: int | None = None  # the line that holds the words being looked for
        self._sought = ""  # the words last looked for: where adopted minutes are looked at from

    # --- what is drawn from -------------------------------------------------------------------------------------

    def paper(self, desk: Desk) -> _Paper:
        """The minutes as they stand, made anew after every entry and every minute."""
        stamp = _stamp(desk)
        if self._held is None or self._held[0] != stamp:
            document = desk.minutes()
            stale = stale_corrections(desk.meeting, desk.generated_minutes()) if desk.meeting.corrections else ()
            paper = _Paper(document, stops_of(document), minutes_to_read(desk, document), stale)
            self._held = (stamp, paper)
        return self._held[1]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does, and when the reading should begin."""
        desk = bench.desk
        paper = self.paper(desk)
        adopted = desk.meeting.adopted is not None
        if not self.reading and bench.text.strip():
            return (words_search.MINUTES_FIND, words_search.MINUTES_FIND_HINT)
        if not self.reading:
            first, last, count = self.span
            enter = texts.PAGE_LOOK if adopted else texts.PAGE_READ_ON if _begun(desk) else texts.PAGE_READ
            hint = texts.PAGE_HINT.format(enter=enter, time=reading_advice(desk, paper.document))
            where = texts.PAGE_LINES.format(first=first, last=last, count=count)
            return (self.name, f"{hint} · {where}" if count else hint)
        if self.place < len(paper.stops):
            return (texts.READING, texts.READ_HINT_ADOPTED if adopted else texts.READ_HINT)
        return (texts.READING, texts.READ_END_HINT_ADOPTED if adopted else texts.READ_END_HINT)

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The page, or the paragraph being read."""
        if not self.reading:
            return self._page(bench, width, height)
        paper = self.paper(bench.desk)
        if self.place >= len(paper.stops):
            return self._end(bench, width)
        return self._paragraph(bench.desk, paper, width, height)

    def _page(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The page; while words are looked for, the line that holds them is marked."""
        drawn = super().body(bench, width, height)
        row = self._found - self.top if self._found is not None and bench.text.strip() else -1
        return [highlighted(part, width) if place == row else part for place, part in enumerate(drawn)]

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        """The paper in columns, under what keeps it from being voted on."""
        desk = bench.desk
        stamp = (*_stamp(desk), width)
        if self._drawn is None or self._drawn[0] != stamp:
            paper = self.paper(desk)
            self._drawn = (stamp, page(desk, paper.document, paper.stale, width))
        return self._drawn[1]

    def _paragraph(self, desk: Desk, paper: _Paper, width: int, height: int) -> list[Line]:
        """The paragraph alone, in the middle, with what was before and what comes next kept quiet."""
        stop = paper.stops[self.place]
        room = min(READABLE, width - 4)
        head = [*self._progress(paper, width), BLANK]
        title = [line((part, "title")) for text in stop.headings for part in wrap(text, room)]
        if height <= LOW:
            title = [line((cut(text, room), "title")) for text in stop.headings[-1:]]
        foot = _after(desk, paper, self.place, room)
        text = wrap(stop.paragraph.text, room)
        space = max(1, height - len(head) - len(title) - len(foot) - (3 if title else 2))
        shown = self._fitted(text, space, "missing" if stop.paragraph.gap else "strong")
        block = [*title, *([BLANK] if title else []), *shown, BLANK, *foot]
        above = max(0, min(2, (height - len(head) - len(block)) // 3))
        left = " " * ((width - room) // 2)
        return [*head, *[BLANK] * above, *(line(left, *row) if row else row for row in block)][:height]

    def _fitted(self, text: list[str], space: int, style: str) -> list[Line]:
        """The lines of a paragraph: wide apart where there is room, in parts where there is not."""
        if 2 * len(text) - 1 <= space:
            return [row for part in text for row in (line((part, style)), BLANK)][:-1]
        if len(text) <= space:
            return [line((part, style)) for part in text]
        self.part = max(0, min(self.part, len(text) - (space - 1)))
        rest = len(text) - self.part - (space - 1)
        shown = [line((part, style)) for part in text[self.part : self.part + space - 1]]
        more = texts.READ_MORE.format(count=rest) if rest else texts.READ_BEFORE
        return [*shown, line((more, "warning"))]

    def _progress(self, paper: _Paper, width: int) -> list[Line]:
        """How far the reading has come, and how long it still takes."""
        count = len(paper.stops)
        left = minutes_left(paper.minutes, paper.stops, self.place)
        place = texts.READ_PLACE.format(number=min(self.place + 1, count), count=count)
        time = texts.READ_LEFT.format(minutes=math.ceil(left)) if left > 1 else texts.READ_LEFT_LITTLE
        time = "" if self.place >= count else f" · {time}"
        drawn = bar(self.place / max(1, count), min(24, width // 4))
        return [spread(line((f" {place}", "now"), (time, "plain")), line((drawn, "now"), " "), width)]

    def _end(self, bench: Workbench, width: int) -> list[Line]:
        """Everything was read: what the vote needs, or what came of it."""
        desk = bench.desk
        adopted = desk.meeting.adopted
        rows = [*self._progress(self.paper(desk), width), BLANK, line("  ", (texts.READ_END, "strong")), BLANK]
        if adopted is not None:
            said = texts.READ_END_ADOPTED.format(clock=desk.clock(adopted.at))
            return [*rows, *(line("  ", (part, "done")) for part in wrap(said, min(READABLE, width - 4)))]
        return [*rows, *owed(desk, width)]

    # --- keys ---------------------------------------------------------------------------------------------------

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the reading, or of the page."""
        adopted = bench.desk.meeting.adopted is not None
        if not self.reading:
            page = texts.PAGE_KEYS_ADOPTED if adopted else texts.PAGE_KEYS
            return list(words_search.MINUTES_FIND_KEYS if bench.text.strip() else page)
        if self.place >= len(self.paper(bench.desk).stops):
            return list(texts.READ_END_KEYS_ADOPTED if adopted else texts.READ_END_KEYS)
        return list(texts.READ_KEYS_ADOPTED if adopted else texts.READ_KEYS)

    def offered(self, bench: Workbench) -> list[tuple[str, str]]:
        """On the page Enter also finds words, and goes back into a reading that was begun: neither records anything."""
        looks = not self.reading and bool(bench.text.strip() or _begun(bench.desk))
        return self.hints(bench) if looks else super().offered(bench)

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Space and arrows go from paragraph to paragraph; F8 leaves the reading and keeps the place."""
        if not self.reading:
            return self._page_key(bench, key, text)
        moves = {"space": 1, "down": 1, "up": -1, "backspace": -1}
        if key in moves and not text:
            here = min(self.place, len(self.paper(bench.desk).stops))  # adopting may leave fewer paragraphs
            self._go(bench, here + moves[key])
        elif key in ("pageup", "pagedown"):
            self.part = max(0, self.part + (4 if key == "pagedown" else -4))
        elif key in ("home", "end"):
            self._go(bench, 0 if key == "home" else len(self.paper(bench.desk).stops) - 1)
        elif key == "f8":
            self._leave(bench)
        else:
            return False
        return True

    def _page_key(self, bench: Workbench, key: str, text: str) -> bool:
        """Esc ends looking for words before it leaves the page."""
        if key == "escape" and text:
            bench.set_text("")
            return True
        return super().key(bench, key, text)

    def edited(self, bench: Workbench, text: str) -> None:
        """On the page words are looked for; while it is read out nothing is typed: say so, take the letters back."""
        if text and self.reading:
            bench.set_text("")
            bench.refuse(texts.MINUTES_TYPED)
        elif text.strip():
            self._find(bench, text, self._found or self.top)

    def _find(self, bench: Workbench, text: str, first: int) -> None:
        """Go to the next line that holds the words."""
        drawn = self._drawn[1] if self._drawn is not None else []
        self._sought = text
        self._found = line_with(drawn, text, first)
        if self._found is None:
            bench.say(words_search.MINUTES_FIND_NONE.format(text=text.strip()), "warning")
        else:
            self._scroll(self._found - 2)

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter: begin or go on reading; while reading, correct the paragraph; at the end, vote. With words typed on
        the page, the next place that holds them.
        """
        if not self.reading and text.strip():
            bench.set_text(text)
            self._find(bench, text, (self._found if self._found is not None else -1) + 1)
        elif not self.reading:
            self._begin(bench)
        elif self.place < len(self.paper(bench.desk).stops):
            self._correct(bench)
        else:
            self._vote(bench)

    # --- reading ------------------------------------------------------------------------------------------------

    def _begin(self, bench: Workbench) -> None:
        """Into the reading: the first time it is recorded, later it goes on where it was left.

        While the vote could not be taken anyway, it asks first: an early key would fix a wrong time of reading.
        """
        desk = bench.desk
        missing = missing_before_vote(desk)
        if _begun(desk):
            self.place, self.reading = (
                self._kept(desk) if desk.meeting.adopted is None else self._looked_for(desk),
                True,
            )
        elif missing and desk.meeting.agenda.running and desk.writable:
            bench.ask(ConfirmThat(texts.READ_YET, lambda: self._read_first(bench), said=[(missing, "warning")]))
        else:
            self._read_first(bench)

    def _read_first(self, bench: Workbench) -> None:
        if bench.do(BeginReading()):
            self.reading = True
            self._go(bench, 0)

    def _looked_for(self, desk: Desk) -> int:
        """The paragraph of adopted minutes that holds the words last looked for; else the first one."""
        wanted = fold(self._sought).split()
        told = (fold(stop.paragraph.text) for stop in self.paper(desk).stops)
        return next((index for index, text in enumerate(told) if all(word in text for word in wanted)), 0)

    def _kept(self, desk: Desk) -> int:
        """The paragraph where the reading was left; the first one when it is gone."""
        stops = self.paper(desk).stops
        kept = desk.store.draft_of(desk.replica.id, PLACE) if desk.replica is not None else ""
        if kept == END:
            return len(stops)
        return next((index for index, stop in enumerate(stops) if stop.paragraph.key == kept), 0)

    def _go(self, bench: Workbench, place: int) -> None:
        """To a paragraph; behind the last one the vote is asked for."""
        desk, stops = bench.desk, self.paper(bench.desk).stops
        if place < 0:
            bench.say(texts.READ_FIRST, "muted")
            return
        bench.forget_notice()
        self.place, self.part = min(place, len(stops)), 0
        key = stops[self.place].paragraph.key if self.place < len(stops) else END
        if desk.writable and desk.replica is not None:
            desk.store.keep_draft(desk.replica.id, key, PLACE)
        if place >= len(stops):
            self._vote(bench)

    def _leave(self, bench: Workbench) -> None:
        self.reading = False
        count = len(self.paper(bench.desk).stops)
        bench.say(texts.READ_STAYS.format(number=min(self.place + 1, count), count=count), "muted")

    def _vote(self, bench: Workbench) -> None:
        if bench.desk.meeting.adopted is None:
            take_vote(bench, ADOPTION, words.ADOPTION_TITLE)

    def _correct(self, bench: Workbench) -> None:
        """Open the paragraph for correcting."""
        desk = bench.desk
        paper = self.paper(desk)
        paragraph = paper.stops[self.place].paragraph
        if desk.meeting.adopted is not None:
            amend_paragraph(bench, paragraph)
        elif is_sentence(paper.document, paragraph.key):
            self._rewrite(bench, paragraph, paragraph.text)
        else:
            bench.refuse(texts.NOT_CORRECTABLE[paragraph.key.partition(":")[0]])

    def _rewrite(self, bench: Workbench, paragraph: Paragraph, typed: str) -> None:
        """Ask for the new sentence; what is refused is asked again as it was typed."""

        def save(new: str) -> None:
            outcome = bench.desk.do(CorrectParagraph(paragraph.key, paragraph.text, new))
            if isinstance(outcome, Refusal):
                self._rewrite(bench, paragraph, new)
                bench.refuse(phrases.refusal(outcome))
            else:
                bench.say(phrases_acts.done(outcome, bench.desk))

        label = texts.CORRECT.format(number=self.place + 1)
        bench.ask(Rewrite(label, save, old=paragraph.text, initial=typed))


def _stamp(desk: Desk) -> tuple[int, int]:
    """What the paper depends on: entries only grow, and times are told in minutes."""
    return len(desk.meeting.ledger.entries), desk.now() // 60_000


def _begun(desk: Desk) -> bool:
    return desk.meeting.reading_begun is not None


# --- around the paragraph being read ----------------------------------------------------------------------------


def _after(desk: Desk, paper: _Paper, place: int, room: int) -> list[Line]:
    """Under the paragraph: what is wrong with it, what it was, and how the next one begins."""
    paragraph = paper.stops[place].paragraph
    rows: list[Line] = []
    correction = desk.meeting.corrections.get(paragraph.key)
    if paragraph.gap:
        rows.append(line((texts.READ_GAP, "warning")))
    if correction is not None and paragraph.key in paper.stale:
        rows += _aside(texts.STALE_ONE.format(text=f"“{correction.new}”"), room, "warning")
    elif correction is not None:
        rows += _aside(texts.READ_WAS.format(text=f"“{correction.old}”"), room, "muted")
    if amended := amended_now(desk.meeting.amendments, paragraph.key):
        rows += _aside(amended, room, "warning")
    if place + 1 < len(paper.stops):
        coming = texts.READ_NEXT.format(text=paper.stops[place + 1].paragraph.text)
    else:
        coming = texts.READ_LAST if desk.meeting.adopted is None else ""
    return [*rows, fit(line((cut(coming, room), "muted")), room)]


def _aside(text: str, room: int, style: str) -> list[Line]:
    """What is said of a paragraph, so far as it leaves room for the paragraph itself."""
    return beginning([line((part, style)) for part in wrap(text, room)], ASIDE, room)
