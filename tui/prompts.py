"""What the entry line can be asked for: a person, a choice, a text, a yes.

A prompt lives on the workbench, above the pane, without moving the focus: the keys typed right after the one that
opened it are its own (style.md §4.3). It knows nothing of Textual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from models.vietnamese.text import fold
from tui import words
from tui.draw import Line, cells, highlighted, line, wrapped
from tui.numbering import DIGITS, Numbering

if TYPE_CHECKING:
    from tui.workbench import Workbench

HITS = 9
"""Rows shown: a digit picks one."""

YES = frozenset(fold(word) for word in (words.YES, words.OK))
NO = frozenset(fold(word) for word in (words.NO, words.CANCEL))
"""What a person may type under a question of yes or no, marks folded."""


class Prompt:
    """One question. `label` stands before the entry line, `hint` beside it."""

    initial = ""
    takes_text = True  # what is typed is an answer
    replaces = False  # what stands in it at first is as if selected: the first character typed takes its place
    keeps_draft = False  # a text long enough to be sorry for is kept while it is typed (L1)

    def __init__(self, label: str, hint: str = "") -> None:
        self.label = label
        self.hint = hint

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """Lines shown above the entry line."""
        return []

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Take a key before the entry line does; True when it was meant for the prompt."""
        return False

    def edited(self, bench: Workbench, text: str) -> None:
        """The typed text changed."""

    def left(self, text: str) -> None:
        """Another act came before the answer; `text` is what was typed so far."""

    def taken(self, bench: Workbench, text: str) -> None:
        """Enter with this text."""
        raise NotImplementedError


class AskText(Prompt):
    """A free text; empty is allowed only when `optional`.

    `kept` gets what was typed when another act comes before Enter: words of a speaker must not vanish (L1).
    """

    keeps_draft = True

    def __init__(
        self,
        label: str,
        then: Callable[[str], None],
        *,
        initial: str = "",
        hint: str = "",
        optional: bool = False,
        about: Sequence[Line] = (),
        kept: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(label, hint or (words.ASK_OPTIONAL_HINT if optional else words.ASK_TEXT_HINT))
        self.initial = initial
        self._kept = kept
        self._then = then
        self._optional = optional
        self._about = list(about)

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """What the question is about."""
        return self._about

    def left(self, text: str) -> None:
        """Keep what was changed."""
        if self._kept is not None and text.strip() and text != self.initial:
            self._kept(text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Answer, unless an answer is owed and none was typed."""
        if text.strip() or self._optional:
            bench.close_prompt()
            self._then(text.strip())
        else:
            bench.refuse(words.NEED_TEXT)


class Confirm(Prompt):
    """A question that Enter answers with yes and Esc with no; it names the thing.

    Words typed under it are no yes: they were meant for somewhere else, unless they say yes or no themselves.
    """

    takes_text = False

    def __init__(self, question: str, then: Callable[[], None], *, about: Sequence[Line] = ()) -> None:
        super().__init__(question, words.CONFIRM_HINT)
        self._then = then
        self._about = list(about)

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """What will happen; a long file name goes on in the next line."""
        return [row for told in self._about for row in _unbroken(told, width)]

    def taken(self, bench: Workbench, text: str) -> None:
        """Yes, no, or back to the question."""
        said = fold(text.strip())
        if said and said not in YES | NO:
            bench.refuse(words.CONFIRM_FIRST)
            return
        bench.close_prompt()
        if said not in NO:
            self._then()


def _unbroken(told: Line, width: int) -> list[Line]:
    """A line as it is where it has room, else as a paragraph."""
    if cells(told) <= width:
        return [told]
    return [line(" ", *row) for row in wrapped("".join(text for text, _ in told), width - 2, told[0][1], "  ")]


class Option(Struct, frozen=True):
    """One choice: what it gives, and what it is called."""

    value: str
    label: str


class Choose(Prompt):
    """Pick one: its digit at once, or letters and Enter; with `free`, typed text itself is the answer.

    The row that Enter takes is marked, `at` when the list opens. Long lists move with the cursor; digits name the rows
    that are shown.
    """

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        then: Callable[[str], None],
        *,
        free: bool = False,
        hint: str = "",
        at: int | None = None,
    ) -> None:
        super().__init__(label, hint or (words.CHOOSE_FREE_HINT if free else words.CHOOSE_HINT))
        self._options = list(options)
        self._then = then
        self._free = free
        self._cursor = at

    @property
    def free(self) -> bool:
        """Whether a typed text is an answer of its own."""
        return self._free

    def matching(self, text: str) -> list[Option]:
        """The options whose label holds the typed words, marks folded."""
        wanted = fold(text).split()
        return [option for option in self._options if all(word in fold(option.label) for word in wanted)]

    def _marked(self, found: Sequence[Option], text: str) -> int | None:
        """The row that Enter takes; None when it takes the typed text itself."""
        if self._cursor is not None:
            return min(self._cursor, len(found) - 1) if found else None
        if not (self._free and text.strip()):
            return 0 if found else None
        same = (index for index, option in enumerate(found) if fold(option.label) == fold(text.strip()))
        return next(same, None)

    def _shown(self, found: Sequence[Option], text: str) -> range:
        """The rows there is room for, the marked one among them."""
        top = max(0, (self._marked(found, text) or 0) - HITS + 1)
        return range(top, min(top + HITS, len(found)))

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """The numbered options, how many more there are, and the free text as an answer."""
        found = self.matching(text)
        marked, shown = self._marked(found, text), self._shown(found, text)
        rows = []
        for number, index in enumerate(shown, 1):
            row = line((f" {number} ", "key"), f" {found[index].label}")
            rows.append(highlighted(row, width) if index == marked else row)
        if len(found) > len(shown):
            rows.append(line(("    " + words.CHOOSE_MORE.format(count=len(found) - len(shown)), "muted")))
        if self._free and text.strip() and marked is None:
            rows.append(highlighted(line("    " + words.CHOOSE_TYPED.format(text=text.strip())), width))
        return rows

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Digits pick while nothing is typed; arrows move."""
        found = self.matching(text)
        if key in ("up", "down") and found:
            self._cursor = self._moved(1 if key == "down" else -1, found, text)
            return True
        shown = self._shown(found, text)
        if not text and key in DIGITS and 1 <= int(key) <= len(shown):
            self._pick(bench, found[shown[int(key) - 1]].value)
            return True
        return False

    def _moved(self, step: int, found: Sequence[Option], text: str) -> int:
        marked = self._marked(found, text)
        if marked is None:
            return 0 if step > 0 else len(found) - 1
        return (marked + step) % len(found)

    def edited(self, bench: Workbench, text: str) -> None:
        """The cursor goes back to the first that matches."""
        self._cursor = None

    def taken(self, bench: Workbench, text: str) -> None:
        """The marked row, or the free text."""
        found = self.matching(text)
        marked = self._marked(found, text)
        if marked is not None:
            self._pick(bench, found[marked].value)
        elif self._free and text.strip():
            self._pick(bench, text.strip())
        else:
            bench.refuse(words.NO_MATCH)

    def _pick(self, bench: Workbench, value: str) -> None:
        bench.close_prompt()
        self._then(value)


class PickPerson(Prompt):
    """A person by a few letters, initials, number or birth year (vietnamese.md §4).

    Enter never chooses silently between namesakes: then a digit does. Unknown text is offered as a guest when `guest`
    is given. With nothing typed `suggest` is shown, and Enter does `empty`.
    """

    def __init__(
        self,
        label: str,
        then: Callable[[str], None],
        *,
        guest: Callable[[str], None] | None = None,
        empty: Callable[[], None] | None = None,
        first: frozenset[str] = frozenset(),
        suggest: Sequence[str] = (),
        hint: str = "",
    ) -> None:
        super().__init__(label, hint or words.PERSON_HINT)
        self._then = then
        self._guest = guest
        self._empty = empty
        self._first = first
        self._suggest = list(suggest)
        self._cursor: int | None = None
        self._numbering = Numbering()

    def _matching(self, bench: Workbench, text: str) -> tuple[list[str], bool]:
        """(ids of everybody who may be meant, whether Enter must not choose between the first of them)."""
        if not text.strip():
            return self._suggest or self._everybody(bench), False
        hits = bench.desk.find(text, self._first, None)
        return [hit.id for hit in hits], len(hits) > 1 and hits[0].ambiguous

    def _found(self, bench: Workbench, text: str) -> tuple[list[str], bool]:
        """Those of them there are rows for."""
        found, ambiguous = self._matching(bench, text)
        return found[:HITS], ambiguous

    def _everybody(self, bench: Workbench) -> list[str]:
        """Whom to show to somebody who does not know the names: the roster from its head; Enter means nothing there."""
        return list(bench.desk.meeting.attendance.members) if self._empty is None else []

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """The hits, numbered once a digit is asked for, and how many more there are."""
        found, _ = self._matching(bench, text)
        rows = []
        for index, person in enumerate(found[:HITS]):
            number = f" {index + 1} " if self._numbering.on else "   "
            row = line((number, "key"), *bench.person_row(person, width - 4))
            rows.append(highlighted(row, width) if index == self._marked(text) else row)
        if len(found) > HITS:
            rows.append(line(("   " + words.PERSON_MORE.format(count=len(found) - HITS), "muted")))
        if not rows and text.strip() and self._guest is not None:
            told = wrapped(words.ADD_GUEST.format(name=text.strip()), width - 4, "warning")
            rows += [line("   ", *row) for row in told]
        return rows

    def _marked(self, text: str) -> int | None:
        """The row Enter would take; none among suggestions or namesakes until an arrow chose one."""
        return self._cursor if self._cursor is not None or self._numbering.on or not text.strip() else 0

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Arrows move; a digit picks once the hits are numbered."""
        found, _ = self._found(bench, text)
        if key in ("up", "down") and found:
            self._cursor = self._moved(1 if key == "down" else -1, len(found), text)
            return True
        return self._numbering.on and key in DIGITS and self._digit(bench, key, found)

    def _digit(self, bench: Workbench, digit: str, found: list[str]) -> bool:
        """Mark the row a digit may mean, take it once it can only be that one; False when it means nobody."""
        people = bench.desk.meeting.people
        row, only = self._numbering.press(digit, [people[id].birth_year if id in people else "" for id in found])
        if row is None:
            return False
        self._cursor = row
        if only:
            self._pick(bench, found[row])
        else:
            bench.say(words.NAMESAKE_MARKED.format(name=bench.desk.meeting.name(found[row])), "warning")
        return True

    def _moved(self, step: int, count: int, text: str) -> int:
        marked = self._marked(text)
        if marked is None:
            return 0 if step > 0 else count - 1
        return (marked + step) % count

    def edited(self, bench: Workbench, text: str) -> None:
        """A new query: the cursor goes back to the first hit."""
        self._cursor = None
        self._numbering.stop()

    def taken(self, bench: Workbench, text: str) -> None:
        """The hit under the cursor, a guest, or whatever empty means."""
        found, ambiguous = self._found(bench, text)
        if self._cursor is not None and found:
            self._pick(bench, found[self._cursor])
        elif not text.strip():
            self._nothing(bench)
        elif not found:
            self._unknown(bench, text.strip())
        elif ambiguous:
            self._numbering.start()
            bench.set_text(text)
            bench.say(words.NAMESAKES, "warning")
        else:
            self._pick(bench, found[0])

    def _nothing(self, bench: Workbench) -> None:
        if self._empty is None:
            bench.refuse(words.NEED_TEXT)
        else:
            bench.close_prompt()
            self._empty()

    def _unknown(self, bench: Workbench, name: str) -> None:
        if self._guest is not None:
            bench.close_prompt()
            self._guest(name)
        else:
            bench.refuse(words.NOBODY_FOUND.format(name=name))

    def _pick(self, bench: Workbench, person: str) -> None:
        bench.close_prompt()
        self._then(person)
