"""The Vietnamese alphabet: 29 letters (and f j w z), six tones, and how a letter carries them.

Three layers are told apart throughout the package, because Vietnamese readers do: the *base* (`o`), the
*letter* with its shape (`ô`, a letter of its own), and the *tone* (`ố` is ô with sắc), which belongs to
the syllable and not to the letter it happens to stand on.
"""

import unicodedata
from enum import IntEnum
from typing import Final

ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""Lower-case letters in dictionary order; f, j, w and z stand where foreign names need them."""

VOWELS: Final = "aăâeêioôơuưy"
"""The twelve letters that can carry a tone."""


class Tone(IntEnum):
    """The six tones in dictionary order."""

    NGANG = 0
    HUYEN = 1
    HOI = 2
    NGA = 3
    SAC = 4
    NANG = 5


TONE_MARKS: Final = {
    Tone.HUYEN: "\u0300",
    Tone.HOI: "\u0309",
    Tone.NGA: "\u0303",
    Tone.SAC: "\u0301",
    Tone.NANG: "\u0323",
}
"""Each toned tone and its combining mark; ngang has none."""

D_LOOK_ALIKES: Final = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
"""Eth and African D: drawn like đ, found in real files, and not Vietnamese (vietnamese.md §1.4)."""

_BASE_OF_SHAPE: Final = dict(zip("ăâđêôơư", "aadeoou", strict=True))


def _toned(letter: str, tone: Tone) -> str:
    mark = TONE_MARKS.get(tone, "")
    return unicodedata.normalize("NFC", letter + mark)


_TONED: Final = {(vowel, tone): _toned(vowel, tone) for vowel in VOWELS for tone in Tone}
_SPLIT: Final = {form: pair for pair, form in _TONED.items()}


def put_tone(letter: str, tone: Tone) -> str:
    """The lower-case vowel `letter` with `tone` on it; a consonant is given back unchanged."""
    return _TONED.get((letter, tone), letter)


def split_tone(char: str) -> tuple[str, Tone]:
    """A lower-case NFC character as its letter and its tone: "ế" is ("ê", SAC), "b" is ("b", NGANG)."""
    return _SPLIT.get(char, (char, Tone.NGANG))


def base_of(letter: str) -> str:
    """The lower-case letter without its shape: "ô" is "o", "đ" is "d"; others unchanged."""
    return _BASE_OF_SHAPE.get(letter, letter)


def split_word(word: str) -> tuple[str, tuple[Tone, ...]]:
    """The letters of a word without tones, in lower case, and every tone mark it carries, left to right."""
    pairs = [split_tone(char) for char in unicodedata.normalize("NFC", word).lower()]
    return "".join(letter for letter, _ in pairs), tuple(tone for _, tone in pairs if tone)
