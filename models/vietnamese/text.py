"""Text as people write it: one stored form, a folded form for finding, and the order of names.

Everything stored or shown is NFC (vietnamese.md §0, point 3). Comparing and finding work on a *folded*
copy without marks and case. Names sort by given name first (§1.5).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.vietnamese.letters import ALPHABET, D_LOOK_ALIKES, Tone, base_of, split_word

DICTIONARY_TONES: Final = (Tone.NGANG, Tone.HUYEN, Tone.HOI, Tone.NGA, Tone.SAC, Tone.NANG)
"""The order of tones in dictionaries, and the one we take unless told otherwise."""

OFFICE_TONES: Final = (Tone.NGANG, Tone.HUYEN, Tone.SAC, Tone.HOI, Tone.NGA, Tone.NANG)
"""The order of tones that some offices use (vietnamese.md §1.5)."""


def _without_marks(char: str) -> str:
    """The plain lower-case letters under one precomposed Latin character."""
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return base_of(D_LOOK_ALIKES.get(plain, plain).lower())


_LATIN: Final = (*range(0x41, 0x5B), *range(0xC0, 0x250), 0x256, *range(0x1E00, 0x1F00))
_COMBINING: Final = range(0x0300, 0x0370)
_FOLD: Final[dict[int, str | None]] = {
    **{code: _without_marks(chr(code)) for code in _LATIN if chr(code).isalpha()},
    **dict.fromkeys(_COMBINING),
}

_INVISIBLE: Final = dict.fromkeys(
    # Soft hyphen, zero-width characters, byte order mark, and U+202F, which some input methods send to
    # outwit auto-completion and then delete again (vietnamese.md §1.4): none of them is text.
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202F, 0x2060, 0xFEFF)
)


def nfc(text: str) -> str:
    """The composed form, the only one we store and draw: one code point per Vietnamese letter."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text without marks and case, for finding and comparing: "Đỗ Thị Ước" is "do thi uoc".

    Eth and its look-alikes fold to d as đ does, so "Ðặng" typed with the wrong letter is found (UNI-4).
    """
    if text.isascii():
        return text.lower()
    return nfc(text.casefold()).translate(_FOLD)


_NUMBER: Final = re.compile(r"[0-9]+")
_PLACES: Final = 8


def list_key(text: str) -> str:
    """What a list is ordered by, byte by byte: without marks and case, numbers by their size: "Tổ 2" before "Tổ 10"."""
    return _NUMBER.sub(lambda found: found[0].zfill(_PLACES), fold(text))


def clean(text: str) -> str:
    """One line as it should be stored: NFC, no invisible characters, single spaces, none at the ends."""
    return " ".join(nfc(text).translate(_INVISIBLE).split())


_LETTER_RUN: Final = re.compile(r"[^\W\d_]+")


def repair_d(text: str) -> str:
    """Eth and other look-alikes turned into đ where the word is Vietnamese: "Ðặng" becomes "Đặng".

    A look-alike counts when it begins its word or stands among capitals ("QÐ"); inside a lower-case word it
    is left, because there it belongs to another language ("Guðrún").
    """
    return _LETTER_RUN.sub(lambda match: _repair_word(match.group()), nfc(text))


def _repair_word(word: str) -> str:
    if word.isupper():
        return "".join(D_LOOK_ALIKES.get(char, char) for char in word)
    return D_LOOK_ALIKES.get(word[0], word[0]) + word[1:]


def title_name(name: str) -> str:
    """A name with each word capitalised: "NGUYỄN THỊ ÚT" is "Nguyễn Thị Út", "H' LINH NIÊ" is "H' Linh Niê".

    `str.title` is not fit: it starts a new word at every mark of decomposed text (UNI-7).
    """
    return _LETTER_RUN.sub(lambda match: match.group().capitalize(), clean(name))


def split_name(full_name: str) -> tuple[str, str]:
    """Surname with middle names, and the given name, which is the last word: ("Nguyễn Văn", "Hùng")."""
    *before, given = clean(full_name).split() or [""]
    return " ".join(before), given


def same_syllables(one: str, other: str) -> bool:
    """Whether two texts are the same syllables, wherever the tone is written and whatever the case.

    "Hòa" and "Hoà", "Thúy" and "Thuý" are equal; "Hoa" and "Hòa" are not (vietnamese.md §1.4, S-5).
    """
    return [split_word(word) for word in clean(one).split()] == [split_word(word) for word in clean(other).split()]


# --- The order of people ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NameOrder:
    """What an office may choose about the order of its lists (vietnamese.md §1.5)."""

    tones: tuple[Tone, ...] = DICTIONARY_TONES
    """The six tones from first to last."""

    middle_before_surname: bool = False
    """Whether people of one given name go by middle name before surname."""


USUAL_ORDER: Final = NameOrder()

SyllableKey = tuple[str, int]
NameKey = tuple[tuple[SyllableKey, ...], tuple[SyllableKey, ...], str]
"""A key to sort names by: the given name, the rest, and the spelling as the last word."""

# Letters are replaced by characters whose code points follow the alphabet; digits and signs, which keep
# their own small code points, sort before every letter.
_RANK: Final = {ord(letter): chr(0xE000 + place) for place, letter in enumerate(ALPHABET)}


def sort_key(full_name: str, given_override: str = "", *, order: NameOrder = USUAL_ORDER) -> NameKey:
    """The key that puts people in the order of a Vietnamese list: given name first, then the rest.

    Syllables are compared one by one, letters before tones, so "Nguyên Văn" stands before "Nguyễn Thị".
    Only when all is equal does spelling decide, lower case before upper. `given_override` names the given
    name of a person whose last word it is not ("Hung" for "Y Hung Byă").
    """
    words = clean(full_name).split()
    rest, given = _cut_given(words, clean(given_override).split())
    if order.middle_before_surname:
        rest = rest[1:] + rest[:1]
    return _syllable_keys(given, order), _syllable_keys(rest, order), " ".join(words).swapcase()


def _cut_given(words: list[str], override: list[str]) -> tuple[list[str], list[str]]:
    """The words of a name apart from the given name, and the given name."""
    if not override:
        return words[:-1], words[-1:]
    size = len(override)
    for start in range(len(words) - size + 1):
        if same_syllables(" ".join(words[start : start + size]), " ".join(override)):
            return words[:start] + words[start + size :], override
    return words, override


def _syllable_keys(words: Iterable[str], order: NameOrder) -> tuple[SyllableKey, ...]:
    return tuple(_syllable_key(word, order.tones) for word in words)


@lru_cache(maxsize=4096)
def _syllable_key(word: str, tones: tuple[Tone, ...]) -> SyllableKey:
    letters, marks = split_word(word)
    known = "".join(char if char in ALPHABET else fold(char) for char in letters)
    return known.translate(_RANK), tones.index(marks[0]) if marks else 0
