"""Finding people by a few letters: "nvh", "hung 84", "hungf", "hùng" (vietnamese.md §2.3, §4.3, §4.4).

An index is built once from a roster; a search then scores everybody and returns the best few. Marks never
hide anybody, they only order: who types "hòa" sees Hòa and Hoà before Hoa.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

from msgspec import Struct

from models.vietnamese import scoring
from models.vietnamese.keystrokes import uncompose, uncompose_late
from models.vietnamese.letters import Tone, split_tone
from models.vietnamese.scoring import NameWords, Typed
from models.vietnamese.telex import compose
from models.vietnamese.text import clean, fold, sort_key

IdT = TypeVar("IdT", bound=str)

EXTRA_READING_PENALTY: Final = 15
"""What a reading costs that takes the typed letters for keys (§2.3)."""

ORDER_SCORE: Final = 100
YEAR_SCORE: Final = 50
"""Scores of a query that is only a number: the running number in the list, or a year of birth."""


class Searchable(Generic[IdT], Struct, frozen=True):
    """What is known of one person when searching; all but id and name may be missing."""

    id: IdT
    full_name: str
    birth_year: str = ""
    """Four digits or ""."""

    extra: str = ""
    """What else tells namesakes apart, such as post, department or card; its words narrow a search."""

    order: int | None = None
    """The running number in the list; a query that is only this number finds the person."""

    given_override: str = ""
    """The given name where it is not the last word (Y Hung Byă)."""


class Hit(Generic[IdT], Struct, frozen=True):
    """A person found."""

    id: IdT
    score: int
    ambiguous: bool = False
    """Whether it is one of several best hits that nothing typed tells apart: Enter must not choose (§4.4)."""


class _Entry(Generic[IdT], Struct, frozen=True):
    """A person made ready for searching."""

    id: IdT
    name: NameWords
    folded_name: str
    year: str
    order: int | None
    extra_words: tuple[str, ...]
    rank: int
    """Place in the order of names, then of birth: what decides between equal scores."""


class PersonIndex(Generic[IdT]):
    """The people of one roster, ready to be searched; never changes, so build a new one for a new roster."""

    def __init__(self, people: Iterable[Searchable[IdT]]) -> None:
        listed = sorted(people, key=_rank_key)
        self._entries = [_entry(person, rank) for rank, person in enumerate(listed)]

    def search(self, query: str, limit: int | None = 10, *, first: Container[str] = frozenset()) -> list[Hit[IdT]]:
        """The best `limit` people for the query (all for None), best first; none for an empty query.

        Among equals come the ids in `first` (those not yet ticked, say), then given name, surname and year.
        Words of digits narrow by year of birth, or where no year fits, by running number or label: "hung 84".
        Only if nobody is found is one mistyped letter allowed.
        """
        words, numbers = _split_query(query)
        if not words:
            found = self._by_number(numbers)
        else:
            found = _narrowed(self._by_words(words) or self._by_mistyped(words), numbers)
        found.sort(key=lambda pair: (-pair[0], pair[1].id not in first, pair[1].rank))
        return _hits(found, words)[:limit]

    def _by_words(self, words: list[str]) -> list[tuple[int, _Entry[IdT]]]:
        best: dict[int, int] = {}
        for query, cost in _readings(words):
            for entry in self._entries:
                points = scoring.score(query, entry.name, entry.extra_words)
                if points:
                    # A reading may cost, but never so much that somebody who fits is hidden.
                    best[entry.rank] = max(best.get(entry.rank, 1), points - cost)
        return [(points, self._entries[rank]) for rank, points in best.items()]

    def _by_mistyped(self, words: list[str]) -> list[tuple[int, _Entry[IdT]]]:
        folded = [fold(word) for word in words]
        scored = ((scoring.score_mistyped(folded, entry.name), entry) for entry in self._entries)
        return [(score, entry) for score, entry in scored if score]

    def _by_number(self, numbers: list[str]) -> list[tuple[int, _Entry[IdT]]]:
        if len(numbers) != 1 or len(numbers[0]) > _MOST_DIGITS:
            return []
        [digits] = numbers
        in_list = [(ORDER_SCORE, entry) for entry in self._entries if entry.order == int(digits)]
        return in_list or [(YEAR_SCORE, entry) for entry in self._entries if _born(entry, digits)]


def _rank_key(person: Searchable[IdT]) -> tuple[object, ...]:
    """Given name, the rest, the usual spelling (Hòa before Hoà), then the year of birth (§4.3)."""
    given, rest, _ = sort_key(person.full_name, person.given_override)
    tone_places = tuple(at for at, char in enumerate(clean(person.full_name).lower()) if split_tone(char)[1])
    return given, rest, tone_places, person.birth_year


def _entry(person: Searchable[IdT], rank: int) -> _Entry[IdT]:
    words = _WORD.findall(clean(person.full_name))
    name = scoring.name_words(words, person.given_override)
    return _Entry(
        id=person.id,
        name=name,
        folded_name=" ".join(name.folded),
        year=person.birth_year,
        order=person.order,
        extra_words=tuple(_WORD.findall(fold(person.extra))),
        rank=rank,
    )


_WORD: Final = re.compile(r"[^\W_]+")
_MOST_DIGITS: Final = 4
"""Of a place in the list, or of a year of birth."""


def _split_query(query: str) -> tuple[list[str], list[str]]:
    """The words of a query and the numbers in it; "hu2ng" is a word, typed with VNI keys."""
    words = _WORD.findall(clean(query))
    return [w for w in words if not w.isdecimal()], [w for w in words if w.isdecimal()]


def _readings(words: Sequence[str]) -> Iterator[tuple[Typed, int]]:
    """What the query may mean, each with its cost: as typed, as Telex or VNI keys, and taken apart to keys.

    The last two undo an input method that joined initials: "đ" may be "dd", and "đa" may be "dad" (§2.3).
    """
    typed = list(words)
    yield scoring.typed(typed), 0
    seen = [typed]
    for other in (
        [compose(word, "telex", finished=False) for word in words],
        [compose(word, "vni", finished=False) for word in words],
        [uncompose(word) for word in words],
        [uncompose_late(word) for word in words],
    ):
        if other not in seen:
            seen.append(other)
            yield scoring.typed(other), EXTRA_READING_PENALTY


def _narrowed(found: list[tuple[int, _Entry[IdT]]], numbers: list[str]) -> list[tuple[int, _Entry[IdT]]]:
    """Only those whom each number fits: by birth, else by running number, else by label."""
    for digits in numbers:
        found = (
            [pair for pair in found if _born(pair[1], digits)]
            or [pair for pair in found if pair[1].order == int(digits)]
            or [pair for pair in found if any(word.endswith(digits) for word in pair[1].extra_words)]
        )
    return found


def _born(entry: _Entry[IdT], digits: str) -> bool:
    """Whether the year of birth begins with these digits, or its last two do: "84", "8", "1984"."""
    return bool(entry.year) and (entry.year.startswith(digits) or entry.year[-2:].startswith(digits))


def _hits(found: list[tuple[int, _Entry[IdT]]], words: Sequence[str]) -> list[Hit[IdT]]:
    """The people found, those at the top marked whom nothing typed tells apart."""
    if not found:
        return []
    best, first = found[0]
    query = scoring.typed(words)
    unmarked = bool(words) and query.joined.isascii()
    whole = scoring.whole_words(query, first.name, first.extra_words) if unmarked else {}
    alike = [
        score == best and (entry.folded_name == first.folded_name or _as_likely(query, whole, entry))
        for score, entry in found
    ]
    several = sum(alike) > 1
    return [Hit(entry.id, score, ambiguous=several and same) for (score, entry), same in zip(found, alike, strict=True)]


def _as_likely(query: Typed, whole: Mapping[str, tuple[str, Tone]], other: _Entry[IdT]) -> bool:
    """Whether a word typed to its end in the first hit may mean this one too: "hoa" says nothing about Hoa and Hòa.

    `whole` are those words of the first hit.
    """
    there = scoring.whole_words(query, other.name, other.extra_words) if whole else {}
    return any(there.get(word, shape) != shape for word, shape in whole.items())
