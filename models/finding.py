"""Search over all meetings of a store: what somebody types, as a value, and what it finds in records (L24).

=========================  =====================================================================================
`rác thải`                 words in any order, marks and case folded; each begins a word of the text
`"tổ tự quản"`             these words side by side
`#7`                       about indicator 7; as in notes, the first sign added beyond the list is the next number
`/2`                       answers question 2 of the plan
`@hùng` `@nvh` `@hùng61`   said by, or to be done by; several words: `@"nguyễn văn hùng"` or `@nguyễn-văn-hùng`
`2026-03` `9/2023`         held in that month; `15/9/2023`, `2023-09-15` on that day
`>2023` `<9/2023`          held after, before; `>=` and `<=` with the time itself
`còn:mở` (`is:open`)       what is still open: see `models.finding_records.open_notes`
`+` `~` `!` `=` `?` `*`    only notes of that sign
=========================  =====================================================================================

A `Record` holds what can be found of one meeting; `models.finding_records` makes it. A record is one line a thing:
signs and folded words, so that a query is a handful of substring tests over text that needs no parsing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Final, Literal, NamedTuple

from pydantic_core import from_json

from models.fact import NoteKind
from models.shorthand import KINDS
from models.vietnamese.search import PersonIndex, Searchable
from models.vietnamese.text import fold, nfc
from models.vietnamese.words import PartialDate, parse_date

OPEN: Final = "is:open"
"""The tag of what is still open."""

ItemKind = NoteKind | Literal["turn", "indicator", "vote", "detail", "meeting"]
"""What can be found: a note by its kind, a turn of which no note was taken, what was said of an indicator, a vote,
a long field of the minutes, the meeting itself."""

_OPEN_WORDS: Final = frozenset((OPEN, "con:mo", "la:mo"))
_SIGNS: Final = frozenset(KINDS) - {">"}
_WORD = re.compile(r"\w+")
_TYPED = re.compile(r'(?P<at>@?)["“”](?P<quoted>[^"“”]*)["“”]?|(?P<bare>\S+)')
_TAG = re.compile(r"#(?P<indicator>\d{1,3})|/(?P<question>\d)|@(?P<name>\S+)")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_BOUND = re.compile(r"(>=|<=|>|<)?(.*)")
_NAME_JOINT = re.compile(r"[-_.|]+|(?<=[^\W\d])(?=\d+$)")
"""Between the words of a name typed as one: "nguyễn-văn-hùng", "hùng61"."""
_HALF_TYPED = re.compile(r"[@#/<>=]+|(is|là|la|còn|con):\S*", re.IGNORECASE)


# --- what was typed ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Days are ISO, both included; "" leaves that side open. `unread` was not understood."""

    phrases: tuple[str, ...] = ()  # folded words, those of one phrase with a blank between
    typed: tuple[str, ...] = ()  # words that were typed with marks, lower case
    indicators: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    open: bool = False
    since: str = ""
    until: str = ""
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is looked for."""
        return not (self.is_particular or self.since or self.until)

    @property
    def is_particular(self) -> bool:
        """More than a time is asked for: things are looked for, not meetings."""
        return bool(self.phrases or self.indicators or self.questions or self.names or self.signs or self.open)

    @property
    def needles(self) -> tuple[str, ...]:
        """What every line that fits holds; the longest first, as it is the rarest."""
        tags = [f"#{number}" for number in self.indicators] + [f"/{number}" for number in self.questions]
        tags += [*self.signs, *([OPEN] if self.open else [])]
        found = [*(f" {tag} " for tag in tags), *(f" {phrase}" for phrase in self.phrases)]
        return tuple(sorted(found, key=len, reverse=True))


def parse(typed: str) -> Query:
    """The query in a typed line. What is only half typed ("@", "là:") is passed over or told as unread; no error."""
    parts: dict[str, list[str]] = {}
    since, until = "", ""
    for match in _TYPED.finditer(nfc(typed)):
        kind, value = _meaning(match)
        if kind == "time":
            first, last = value.split("…")
            since, until = max(since, first), min(until or last, last or until)
        else:
            parts.setdefault(kind, []).append(value)
    phrases = [" ".join(words_of(text)) for text in parts.get("phrase", ())]
    marked = (word.lower() for text in parts.get("phrase", ()) for word in _WORD.findall(text) if not word.isascii())
    return Query(
        phrases=tuple(phrase for phrase in phrases if phrase),
        typed=tuple(marked),
        indicators=tuple(str(int(number)) for number in parts.get("indicator", ())),
        questions=tuple(parts.get("question", ())),
        names=tuple(_NAME_JOINT.sub(" ", name) for name in parts.get("name", ())),
        signs=tuple(dict.fromkeys(parts.get("sign", ()))),
        open="open" in parts,
        since=since,
        until=until,
        unread=tuple(parts.get("unread", ())),
    )


def _meaning(match: re.Match[str]) -> tuple[str, str]:
    """(kind of condition, its value) of one typed word or quoted phrase."""
    if match["quoted"] is not None:
        return ("name" if match["at"] else "phrase"), match["quoted"]
    word = match["bare"]
    if fold(word) in _OPEN_WORDS:
        return "open", ""
    if word in _SIGNS:
        return "sign", word
    if (tag := _TAG.fullmatch(word)) and tag.lastgroup:
        return tag.lastgroup, tag[tag.lastgroup]
    if (span := period(word)) is not None:
        return "time", "…".join(span)
    return ("unread" if _HALF_TYPED.fullmatch(word) else "phrase"), word


def period(word: str) -> tuple[str, str] | None:
    """(first day, last day) that a typed time covers, ISO, "" for an open side; None for what is no time.

    A bare year is a word: years stand in what people say.
    """
    match = _BOUND.fullmatch(word)
    assert match is not None
    sign, written = match[1] or "", match[2]
    month = _MONTH.fullmatch(written)
    known = parse_date(f"{month[2]}/{month[1]}" if month else written)
    if known is None or (known.month is None and not sign):
        return None
    first, last = _days(known)
    after, before = last + timedelta(1), first - timedelta(1)
    span = {">": (after, None), "<": (None, before), ">=": (first, None), "<=": (None, last), "": (first, last)}[sign]
    return span[0].isoformat() if span[0] else "", span[1].isoformat() if span[1] else ""


def _days(known: PartialDate) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    first = date(known.year, known.month or 1, known.day or 1)
    if known.day is not None:
        return first, first
    month = known.month or 12
    following = date(known.year + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(1)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: folded, signs between them left out."""
    return _WORD.findall(fold(text))


# --- what it is looked for in --------------------------------------------------------------------------------------


class Named(NamedTuple):
    """Somebody a meeting knows: full name and year of birth to look for, and what the meeting calls them."""

    name: str
    year: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be found. `person` and `owner` are places among the record's people, -1 for none; `at` UTC ms."""

    kind: ItemKind
    id: str
    at: int
    person: int
    owner: int
    text: str


@dataclass(frozen=True)
class Record:
    """What can be found of one meeting: `keys` and `rows` are lines that go together, in order of time.

    A key is who (`@0 @3`, at most two), signs, folded words, with blanks around; a row is the JSON list of an `Item`'s
    fields, in UTF-8, as few of them are ever read.
    """

    meeting: str
    date: str
    unit: str
    offset: int  # minutes east of UTC of its times
    people: tuple[Named, ...]
    keys: str
    rows: bytes
    done: tuple[str, ...] = ()  # ids of the commitments of earlier meetings that are done, as this one says (L16)

    @cached_property
    def lines(self) -> list[str]:
        """The keys one by one."""
        return self.keys.split("\n")[:-1]

    @cached_property
    def _rows(self) -> list[bytes]:
        return self.rows.split(b"\n")[:-1]

    def item(self, place: int) -> Item:
        """The thing of a key."""
        return Item(*from_json(self._rows[place]))


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, with the record that holds it. `indicators` are the numbers it is about."""

    record: Record
    item: Item
    indicators: tuple[str, ...]

    @property
    def who(self) -> str:
        """Who said it, as the meeting calls them; "" for nobody."""
        return self._label(self.item.person)

    @property
    def owner(self) -> str:
        """Who is to do it; "" for nobody."""
        return self._label(self.item.owner)

    def _label(self, place: int) -> str:
        return self.record.people[place].label if place >= 0 else ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The first hits, how many there are in all and in how many meetings; the names that `@…` was taken for."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    meetings: int = 0
    people: tuple[str, ...] = ()


class Finder:
    """Records to be asked, the newest meeting first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = sorted(records, key=lambda record: (record.date, record.meeting), reverse=True)

    @cached_property
    def _names(self) -> PersonIndex[str]:
        known = {_person_key(one): one for record in self.records for one in record.people}
        return PersonIndex([Searchable(id=key, full_name=one.name, birth_year=one.year) for key, one in known.items()])

    @cached_property
    def _done(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(record.done for record in self.records))

    def find(self, query: Query, limit: int = 200) -> Findings:
        """What fits, the newest meeting first and in it the best first; at most `limit` hits, all of them counted."""
        if query.is_empty:
            return Findings()
        asked = [frozenset(hit.id for hit in self._names.search(name, limit=None)) for name in query.names]
        hits: list[Hit] = []
        total = meetings = 0
        for record in self.records:
            places = _fitting(record, query, asked)
            if query.open:
                places = _not_done(record, places, self._done)
            total, meetings = total + len(places), meetings + bool(places)
            if places and len(hits) < limit:
                hits += _ranked(record, query, places)[: limit - len(hits)]
        people = dict.fromkeys(key.partition("\t")[0] for keys in asked for key in sorted(keys))
        return Findings(tuple(hits), total, meetings, tuple(people))


def _person_key(one: Named) -> str:
    """Equal for what is one person as far as a search can tell."""
    return f"{one.name}\t{one.year}"


def _fitting(record: Record, query: Query, asked: Sequence[frozenset[str]]) -> list[int]:
    """The places of the lines that fit. A query of times alone finds the meetings, not everything said in them."""
    if (query.since and record.date < query.since) or (query.until and record.date > query.until):
        return []
    needles = query.needles if query.is_particular else (MEETING_LINE,)
    if not all(needle in record.keys for needle in needles):
        return []
    lines = record.lines
    places = list(range(len(lines)))
    for needle in needles:
        places = [place for place in places if needle in lines[place]]
    for wanted in asked:
        tags = {f"@{place}" for place, one in enumerate(record.people) if _person_key(one) in wanted}
        places = [place for place in places if not tags.isdisjoint(lines[place].split(" ", 3)[1:3])] if tags else []
    return places


def _not_done(record: Record, places: list[int], done: frozenset[str]) -> list[int]:
    """Without the remedies and tasks that a later meeting says are done (`models.commitments`)."""
    if not any(id.startswith(f"{record.date}:") for id in done):
        return places
    return [place for place in places if f"{record.date}:{record.item(place).id}" not in done]


MEETING_LINE: Final = " ¶ "
"""How the line of the meeting itself begins; no word is that sign."""


@dataclass(order=True)
class _Placed:
    """A hit in the order it is shown in."""

    order: tuple[int, int]
    hit: Hit = field(compare=False)


def _ranked(record: Record, query: Query, places: Sequence[int]) -> list[Hit]:
    """The hits of one meeting, the best first, equally good ones in order of time."""
    side_by_side = f" {' '.join(query.phrases)}"
    whole = [f" {phrase} " for phrase in query.phrases]
    placed = []
    for place in places:
        line, item = record.lines[place], record.item(place)
        points = 4 * (side_by_side in line) + 2 * sum(word in line for word in whole) // max(1, len(whole))
        points += 2 * _marks_fit(item.text, query.typed)
        numbers = tuple(word[1:] for word in line.split() if word.startswith("#"))
        placed.append(_Placed((-points, place), Hit(record, item, numbers)))
    return [one.hit for one in sorted(placed)]


def _marks_fit(text: str, typed: Sequence[str]) -> bool:
    """Whether the words that were typed with marks stand in the text with the same ones: "bảo" is not "bão"."""
    return bool(typed) and all(re.search(rf"\b{re.escape(word)}", text.lower()) for word in typed)


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Where in a text the words of a query stand: [start, stop) of each."""
    wanted = tuple(chain.from_iterable(phrase.split() for phrase in query.phrases))
    if not wanted:
        return []
    return [match.span() for match in _WORD.finditer(text) if fold(match.group()).startswith(wanted)]
