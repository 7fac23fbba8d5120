"""Search over all meetings of the store: one field, the newest meeting first; Enter looks at the place (L24).

While another meeting is looked at, the one that is open stays open, and recording, behind it (`Desk.visit`); Esc comes
back to the results with the query as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from models.finding import Finder, Findings, Hit, Query, Record, marks, parse
from models.moments import local
from models.vietnamese.words import short_clock
from sync.errors import StoreError
from tui import words
from tui import words_search as texts
from tui.asking import day_first
from tui.draw import BLANK, Line, Piece, cells, cut, flow, highlighted, line, pad, rule, spread, window, wrapped
from tui.panes.base import ListPane, Pane
from tui.panes.board import BoardPane
from tui.panes.live import LivePane
from tui.panes.minutes import MinutesPane

if TYPE_CHECKING:
    from tui.workbench import Workbench

SHOWN: Final = 200
"""Hits that can be gone through; all are counted."""

FIRST_WAIT: Final = 0.1
"""Seconds the first look waits for meetings that have to be read: mostly one, the last that was held."""

MARGIN: Final = 5
NAMES: Final = 4
"""People named that `@…` was taken for."""

BEFORE: Final = 24
"""Cells of a text shown before the first word that was found."""


class SearchPane(ListPane[Hit]):
    """The field and what it finds."""

    name = texts.PANE_SEARCH

    def __init__(self) -> None:
        super().__init__()
        self._records: list[Record] = []
        self._finder = Finder([])
        self._held: tuple[str, Findings] | None = None
        self._asked = False

    # --- finding ------------------------------------------------------------------------------------------------

    def findings(self, bench: Workbench, text: str) -> Findings:
        """What the text finds; asked anew while meetings are still being read."""
        index = bench.desk.store.index
        if self._held is None or self._held[0] != text or index.missing:
            records = index.refresh(0.0 if self._asked else FIRST_WAIT)
            if records != self._records or not self._asked:
                self._records, self._finder = records, Finder(records)
            self._asked = True
            self._held = (text, self._finder.find(parse(text), SHOWN))
        return self._held[1]

    def rows(self, bench: Workbench, text: str) -> Sequence[Hit]:
        """The hits."""
        return self.findings(bench, text).hits

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """How it went, then two lines a hit; before anything is typed, what can be typed."""
        text = bench.text if bench.prompt is None else self.initial
        found, query = self.findings(bench, text), parse(text)
        head = [rule(width, texts.SEARCH_TITLE), *self._state(bench, found, query, width)]
        self._head = len(head)
        if query.is_empty:
            return [*head, *_how(width)][:height]
        if not found.hits:
            said = texts.SEARCH_WAIT if bench.desk.store.index.missing else texts.SEARCH_NONE
            return [*head, *(line("  ", *row) for row in wrapped(said.format(text=text.strip()), width - 3, "muted"))]
        self.cursor = max(0, min(self.cursor, len(found.hits) - 1))
        seen, self._top = window(found.hits, max(1, (height - len(head)) // 2), self.cursor, self._top)
        drawn = (self._block(hit, query, width, chosen=hit is found.hits[self.cursor]) for hit in seen)
        return [*head, *(row for block in drawn for row in block)]

    def _state(self, bench: Workbench, found: Findings, query: Query, width: int) -> list[Line]:
        """Counts, what is not read yet, what was not understood, the names `@…` was taken for: two lines at most."""
        index = bench.desk.store.index
        parts: list[Piece] = []
        if not query.is_empty:
            parts.append((texts.SEARCH_COUNT.format(total=found.total, meetings=found.meetings), "strong"))
        if index.missing:
            parts.append((texts.SEARCH_READING.format(count=index.missing), "now"))
        if index.unreadable:
            parts.append((texts.SEARCH_UNREADABLE.format(count=index.unreadable), "wrong"))
        if query.unread:
            parts.append((texts.SEARCH_UNREAD.format(words=" ".join(query.unread)), "warning"))
        if query.names:
            parts.append((_people(found.people), "plain" if found.people else "warning"))
        if found.total > len(found.hits):
            parts.append((texts.SEARCH_FIRST.format(shown=len(found.hits)), "muted"))
        rows = flow([line((cut(text, width - 2), style)) for text, style in parts], width - 2)
        return [line(" ", *row) for row in rows[:2]]

    def _block(self, hit: Hit, query: Query, width: int, *, chosen: bool) -> list[Line]:
        """Day, time, who, kind and unit; under it the text around what was found."""
        rows = [_about(hit, width), line(" " * MARGIN, *around(hit, query, width - MARGIN - 1))]
        return [highlighted(row, width) for row in rows] if chosen else rows

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What can be typed."""
        return (self.name, texts.SEARCH_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys; where nothing was found, the way out."""
        return [(key, label) for key, label in texts.SEARCH_KEYS if key == "Esc" or self.rows(bench, self.initial)]

    # --- keys ---------------------------------------------------------------------------------------------------

    def edited(self, bench: Workbench, text: str) -> None:
        """Another query: it is kept for coming back, and its first hit comes under the cursor."""
        super().edited(bench, text)
        self.initial = text

    def taken(self, bench: Workbench, text: str) -> None:
        """Look at the place of the hit."""
        hit = self.current(bench, text)
        bench.set_text(text)
        if hit is None:
            bench.say(texts.SEARCH_NONE.format(text=text.strip()) if text.strip() else texts.SEARCH_CHOOSE, "warning")
            return
        try:
            look_at(bench, hit)
        except StoreError as error:
            bench.say(error.sentence, "wrong")
        else:
            self._held = None

    def clicked(self, bench: Workbench, x: int, y: int) -> None:
        """Put the cursor on the hit that was clicked."""
        row = self._top + (y - self._head) // 2
        if y >= self._head and row < len(self.rows(bench, bench.text)):
            self.cursor = row


# --- a hit in words ------------------------------------------------------------------------------------------------


def clock_of(hit: Hit) -> str:
    """The time of a hit where it was recorded, "14:05"; "" for what has none."""
    if not hit.item.at:
        return ""
    return short_clock(local(hit.item.at, hit.record.offset).time())


def kind_of(hit: Hit) -> str:
    """What a hit is, in words."""
    kind = hit.item.kind
    if kind in texts.FOUND_KINDS:
        return texts.FOUND_KINDS[kind]
    return words.NOTE_KINDS[kind]  # type: ignore[index]


def _about(hit: Hit, width: int) -> Line:
    """Day, time, who, kind, indicators; the unit at the right."""
    tags = [kind_of(hit), *(f"#{number}" for number in hit.indicators)]
    told = line(
        (f" {day_first(hit.record.date)} ", "strong"),
        (pad(clock_of(hit), 6), "muted"),
        (hit.who, "strong"),
        (f"{' · ' if hit.who else ''}{' '.join(tags)}", "muted"),
        (f" · {hit.owner}", "plain") if hit.owner else "",
    )
    room = max(12, width - cells(told) - 3)
    return spread(told, line((f"  {cut(hit.record.unit, room)} ", "muted")), width)


def around(hit: Hit, query: Query, room: int) -> Line:
    """The text around the first word that was found, in `room` cells; found words stand out."""
    text = hit.item.text
    if not text:
        return line((texts.NO_WORDS, "muted"))
    found = marks(text, query)
    start = 0
    if found and found[0][0] > BEFORE and len(text) > room:
        start = text.rfind(" ", 0, found[0][0] - BEFORE + 1) + 1
    lead = "…" if start else ""
    shown = cut(text[start:], room - len(lead))
    pieces: list[Piece] = [(lead, "muted")] if lead else []
    at = 0
    for first, last in ((first - start, last - start) for first, last in found):
        if at <= first < len(shown):
            pieces += [(shown[at:first], "plain"), (shown[first:last], "key")]
            at = last
    return line(*pieces, (shown[at:], "plain"))


def _people(names: Sequence[str]) -> str:
    """Whom a name was taken for."""
    if not names:
        return texts.SEARCH_NOBODY
    shown = ", ".join(names[:NAMES])
    return texts.SEARCH_PEOPLE.format(names=f"{shown}…" if len(names) > NAMES else shown)


def _how(width: int) -> list[Line]:
    """What can be typed, one line each."""
    first = max(len(sign) for sign, _ in texts.SEARCH_HOW) + 3
    return [
        BLANK,
        *(line((pad(f"  {sign}", first + 2), "key"), cut(told, width - first - 3)) for sign, told in texts.SEARCH_HOW),
    ]


# --- looking at a hit ----------------------------------------------------------------------------------------------


class _Found(Pane):
    """A view of the place that was found; Esc comes back to the results."""

    def __init__(self, bench: Workbench, hit: Hit) -> None:
        super().__init__()
        self.hit = hit
        self.takes_notes = self.takes_notes and bench.desk.writable

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Esc is for going back, the rest is the view's."""
        if key == "escape":
            come_back(bench)
            return True
        return super().key(bench, key, text)

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """Which meeting is looked at, and how to leave it; where it can be recorded, what the view asks."""
        if bench.desk.writable:
            return super().asking(bench)
        return (texts.FOUND_LABEL.format(day=day_first(self.hit.record.date)), texts.FOUND_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The way back."""
        return list(texts.FOUND_KEYS)


class FoundLive(_Found, LivePane):
    """The course of the meeting, the note or turn that was found under the cursor."""

    def __init__(self, bench: Workbench, hit: Hit) -> None:
        super().__init__(bench, hit)
        self.selected = hit.item.id


class FoundBoard(_Found, BoardPane):
    """The board, at the indicator that was found."""

    def _place(self, bench: Workbench) -> None:
        """Once: the cursor stands on what was found."""
        if not self._placed:
            self._placed = True
            self._go(bench, self.hit.item.id)


class FoundMinutes(_Found, MinutesPane):
    """The minutes, for what is a matter of the whole meeting."""


def look_at(bench: Workbench, hit: Hit) -> None:
    """Show the place of a hit; another meeting than the open one is looked at only. Raises `StoreError`."""
    replica = bench.desk.replica
    if replica is None or replica.id != hit.record.meeting:
        bench.desk.visit(hit.record.meeting)
    views = {"indicator": FoundBoard, "vote": FoundMinutes, "detail": FoundMinutes, "meeting": FoundMinutes}
    view: type[_Found] = views.get(hit.item.kind, FoundLive)
    bench.show(view(bench, hit))


def come_back(bench: Workbench) -> None:
    """From a place that was found to the results; the meeting that was open is open again."""
    while not isinstance(bench.pane, SearchPane) and any(isinstance(pane, SearchPane) for pane in bench.panes):
        bench.back()
    bench.desk.end_visit()


def show_search(bench: Workbench) -> None:
    """Put the search up, or come back to it."""
    if any(isinstance(pane, SearchPane) for pane in bench.panes[:-1]):
        come_back(bench)
    else:
        bench.show(SearchPane())
