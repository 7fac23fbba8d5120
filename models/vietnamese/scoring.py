"""How well a few letters fit a name: the scoring rules of vietnamese.md §4.3.

Everything is compared folded; marks that were typed add or take points afterwards, and hide nobody.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from models.vietnamese.letters import Tone, split_word
from models.vietnamese.text import clean, fold

NOTHING: Final = 0
"""The score of a name that does not fit at all; every other score is above."""

MARKS_FIT: Final = 8
MARKS_DIFFER: Final = -40
"""Points when the query has marks and each typed syllable has them right, or one has them wrong."""

JOINED: Final = 68
"""Several words that fit only when written together: "nv hung" (ours; §4.3 is silent)."""

MISTYPED: Final = 40
SHORTEST_MISTYPED: Final = 3
"""A name that fits but for one letter, and how long a word must be to allow that."""

Piece = tuple[int, int]
"""A word of the name, by its place, and how many typed letters stand for it."""

Fit = tuple[int, tuple[Piece, ...]]
"""A score, and which typed letters stand for which word of the name."""


class NameWords(Struct, frozen=True):
    """A name cut into words for scoring."""

    folded: tuple[str, ...]
    shapes: tuple[tuple[str, Tone], ...]
    """Each word's letters and tone, which are the same for hòa and hoà."""

    given: int
    """Place of the given name among the words."""

    initials: str

    line: str
    """The folded words, each after a space, so that one look tells whether any begins with given letters."""


class Typed(Struct, frozen=True):
    """A query cut into words, as it was typed and folded."""

    words: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The typed letters without the spaces between words."""
        return "".join(self.words)


def name_words(words: Sequence[str], given_override: str = "") -> NameWords:
    """Prepare a name for scoring, once; `given_override` is the given name where it is not the last word."""
    folded = tuple(fold(word) for word in words)
    override = fold(clean(given_override)).split()
    given = folded.index(override[-1]) if override and override[-1] in folded else len(folded) - 1
    return NameWords(
        folded=folded,
        shapes=tuple(map(_shape, words)),
        given=given,
        initials="".join(word[0] for word in folded),
        line=_line(folded),
    )


def _line(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in words)


def typed(words: Sequence[str]) -> Typed:
    """Prepare the words of a query for scoring."""
    return Typed(tuple(words), tuple(fold(word) for word in words))


def score(query: Typed, name: NameWords, extra_words: Sequence[str] = ()) -> int:
    """Points of a name for a query, `NOTHING` where it does not fit; `extra_words` are those of its label."""
    fit = _fit(query, name, extra_words)
    if fit is None:
        return NOTHING
    points, pieces = fit
    return points if query.joined.isascii() else points + _points_for_marks(query.joined, pieces, name)


def _fit(query: Typed, name: NameWords, extra_words: Sequence[str]) -> Fit | None:
    one_word = len(query.folded) == 1
    return _fit_word(query.folded[0], name) if one_word else _fit_words(query.folded, name, extra_words)


def whole_words(query: Typed, name: NameWords, extra_words: Sequence[str] = ()) -> dict[str, tuple[str, Tone]]:
    """The words of the name that were typed to their end, each folded, with its letters and tone."""
    _, pieces = _fit(query, name, extra_words) or (NOTHING, ())
    whole = (at for at, size in pieces if at >= 0 and size == len(name.folded[at]))
    return {name.folded[at]: name.shapes[at] for at in whole}


# --- One word --------------------------------------------------------------------------------------------


def _fit_word(word: str, name: NameWords) -> Fit | None:
    """The first rule that fits, from the best down (§4.3, "one word")."""
    if word[0] not in name.initials:
        return None  # every rule begins at the first letter of some word
    given = name.folded[name.given]
    if given.startswith(word):
        return (100 if given == word else 90), ((name.given, len(word)),)
    if _spread_over_words(word).search(name.line) is None:
        return _fit_scattered_initials(word, name)
    return _fit_initials(word, name) or _fit_cut(word, name) or _fit_other_word(word, name)


@lru_cache(maxsize=64)
def _spread_over_words(letters: str) -> re.Pattern[str]:
    """Finds the letters at the beginning of one word or of several consecutive ones, at the speed of `re`.

    Most names are dismissed by it; which rule fits the others is then worked out.
    """
    return re.compile(" " + "(?:[^ ]* )?".join(map(re.escape, letters)))


def _fit_initials(word: str, name: NameWords) -> Fit | None:
    """All initials, the last of them, or the first of them; one letter is no initials."""
    if len(word) < 2:
        return None
    if name.initials == word:
        return 88, _one_letter_each(0, word)
    if name.initials.endswith(word):
        return 84, _one_letter_each(len(name.initials) - len(word), word)
    if name.initials.startswith(word):
        return 80, _one_letter_each(0, word)
    return None


def _one_letter_each(start: int, word: str) -> tuple[Piece, ...]:
    return tuple((at, 1) for at in range(start, start + len(word)))


def _fit_cut(word: str, name: NameWords) -> Fit | None:
    """The beginnings of several consecutive words: "nvhung", "vanhung"."""
    for start, first in enumerate(name.folded[:-1]):
        if first[0] != word[0] or first.startswith(word):
            continue  # one word by itself is no cut; it is scored by its place
        sizes = _cut(word, name.folded[start:])
        if sizes:
            return (74 if start else 78), tuple(enumerate(sizes, start))
    return None


def _cut(letters: str, words: Sequence[str]) -> tuple[int, ...]:
    """How many letters to take from each of the words, one after another, to use up all; () if impossible."""
    if not words:
        return ()
    common = _common_start(letters, words[0])
    if common == len(letters):
        return (common,)
    for size in range(common, 0, -1):
        rest = _cut(letters[size:], words[1:])
        if rest:
            return (size, *rest)
    return ()


def _common_start(one: str, other: str) -> int:
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


def _fit_other_word(word: str, name: NameWords) -> Fit:
    """The beginning of a middle name, or of the surname: letters that no other rule took are one word's own."""
    others = [at for at in range(len(name.folded)) if at != name.given]
    at = next(at for at in (*others[1:], *others[:1]) if name.folded[at].startswith(word))
    return (65 if at else 60), ((at, len(word)),)


def _fit_scattered_initials(word: str, name: NameWords) -> Fit | None:
    """Three letters or more, in order among the initials: "tnty" for Tôn Nữ Thị Như Ý."""
    if not 3 <= len(word) <= len(name.initials):
        return None
    pieces: list[Piece] = []
    at = -1
    for letter in word:
        at = name.initials.find(letter, at + 1)
        if at < 0:
            return None
        pieces.append((at, 1))
    return 55, tuple(pieces)


# --- Several words ---------------------------------------------------------------------------------------


def _fit_words(words: Sequence[str], name: NameWords, extra_words: Sequence[str]) -> Fit | None:
    """In order, in any order, or all written together (§4.3, "several words")."""
    line = name.line + _line(extra_words) if extra_words else name.line
    if all(f" {word}" in line for word in words):
        fit = _fit_in_order(words, name) or _fit_in_any_order(words, name, extra_words)
        if fit is not None:
            return fit
    return _fit_joined("".join(words), name)


def _fit_in_order(words: Sequence[str], name: NameWords) -> Fit | None:
    """Beginnings of words of the name, in its order; taken from the right, so that the given name counts."""
    places: list[int] = []
    end = len(name.folded)
    for word in reversed(words):
        end = next((at for at in range(end - 1, -1, -1) if name.folded[at].startswith(word)), -1)
        if end < 0:
            return None
        places.insert(0, end)
    points = 86 + (2 if len(words) == len(name.folded) else 0)
    if places[-1] == name.given:
        points += 4 if words[-1] == name.folded[name.given] else 2
    return points, tuple((at, len(word)) for at, word in zip(places, words, strict=True))


def _fit_in_any_order(words: Sequence[str], name: NameWords, extra_words: Sequence[str]) -> Fit | None:
    """Beginnings of different words of the name; what the name does not take, its label may."""
    free = [*enumerate(name.folded), *((-1, word) for word in extra_words)]
    pieces: list[Piece] = []
    for word in words:
        taken = next((pair for pair in free if pair[1].startswith(word)), None)
        if taken is None:
            return None
        free.remove(taken)
        pieces.append((taken[0], len(word)))
    return (70, tuple(pieces)) if any(at >= 0 for at, _ in pieces) else None


def _fit_joined(letters: str, name: NameWords) -> Fit | None:
    fit = _fit_cut(letters, name) if _spread_over_words(letters).search(name.line) else None
    return fit and (JOINED, fit[1])


# --- Marks -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _shape(word: str) -> tuple[str, Tone]:
    letters, tones = split_word(word)
    return letters, tones[0] if tones else Tone.NGANG


def _points_for_marks(joined: str, pieces: Sequence[Piece], name: NameWords) -> int:
    """What the typed marks add or take, syllable by syllable; a plain syllable can only miss the bonus."""
    all_right = True
    start = 0
    for at, size in pieces:
        part = joined[start : start + size]
        start += size
        if at < 0 or _shape_fits(_shape(part), name.shapes[at]):
            continue
        if not part.isascii():
            return MARKS_DIFFER
        all_right = False
    return MARKS_FIT if all_right else 0


def _shape_fits(part: tuple[str, Tone], word: tuple[str, Tone]) -> bool:
    """Whether typed letters and tone are those of the word, or begin it before its tone is typed."""
    letters, tone = part
    if not word[0].startswith(letters):
        return False
    return tone == word[1] or (tone is Tone.NGANG and len(letters) < len(word[0]))


# --- One wrong letter ------------------------------------------------------------------------------------


def score_mistyped(words: Sequence[str], name: NameWords) -> int:
    """Points of a name that fits but for one letter in one word, `NOTHING` otherwise."""
    doubtful = [word for word in words if not any(known.startswith(word) for known in name.folded)]
    if len(doubtful) != 1 or len(doubtful[0]) < SHORTEST_MISTYPED:
        return NOTHING
    near = [at for at, known in enumerate(name.folded) if one_edit_apart(doubtful[0], known)]
    if not near:
        return NOTHING
    return MISTYPED + (5 if name.given in near else 0)


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out, or two neighbours swapped turn one word into the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = _common_start(one, other)
    if len(one) == len(other):
        swapped = one[:at] + one[at : at + 2][::-1] + one[at + 2 :]
        return one != other and (one[at + 1 :] == other[at + 1 :] or swapped == other)
    return one[at:] == other[at + 1 :]
