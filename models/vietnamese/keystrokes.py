"""From text back to keys: what to type for a word, and a word that is being typed, Backspace included.

Kept apart from `telex` because it needs nothing but `compose`: keys are found by trying them.
"""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.vietnamese.letters import Tone, base_of, split_tone
from models.vietnamese.syllables import is_syllable
from models.vietnamese.telex import METHODS, Method, MethodName, ToneStyle, compose_word
from models.vietnamese.text import nfc, same_syllables

BACKSPACE: Final = "⌫"
"""Stands for the Backspace key in a string of keys."""

_SHAPE_KEYS: Final[dict[MethodName, dict[str, str]]] = {
    "telex": {"â": "a", "ê": "e", "ô": "o", "ă": "w", "ơ": "w", "ư": "w", "đ": "d"},
    "vni": {"â": "6", "ê": "6", "ô": "6", "ă": "8", "ơ": "7", "ư": "7", "đ": "9"},
}


def uncompose(text: str, method: MethodName = "telex") -> str:
    """The keys of each letter by itself: "đ" is "dd", "ấ" is "aas".

    Tells what was meant when an input method has joined initials: the "đ" that stands for "dd" (§2.3).
    """
    return "".join(_letter_keys(char, method) + _tone_key(split_tone(char.lower())[1], method) for char in nfc(text))


def uncompose_late(text: str, method: MethodName = "telex") -> str:
    """The letters first, then all mark keys: "đa" is "dad", "ân" is "ana": initials joined across a letter (§2.3)."""
    pressed = [(_letter_keys(char, method), _tone_key(split_tone(char.lower())[1], method)) for char in nfc(text)]
    return "".join(keys[:1] for keys, _ in pressed) + "".join(keys[1:] + tone for keys, tone in pressed)


def encode(text: str, method: MethodName = "telex") -> str:
    """Keys that type the text: `compose(encode(text))` gives it back, in the tone style of `compose`.

    A plain letter that would act as a mark is typed so that it does not: "xoong" is "xooong". A word that no
    keys give ("ôông" with Telex, "Đắk" with either) stands for itself, as `compose` leaves it alone.
    """
    keys = METHODS[method]

    def word_keys(match: re.Match[str]) -> str:
        word = match.group()
        pressed = _encode_word(word, method)
        return pressed if same_syllables(compose_word(pressed, keys, "old", finished=True), word) else word

    return keys.word.sub(word_keys, nfc(text))


def _encode_word(word: str, method: MethodName) -> str:
    """Keys for one word, found letter by letter: the first way to type each that shows the right text."""
    keys = METHODS[method]
    raw, shown, tone = "", "", Tone.NGANG
    for char in word:
        letter, mark = split_tone(char.lower())
        shown += letter.upper() if char.isupper() else letter
        tone = mark or tone
        raw = _extend(raw, _letter_keys(char, method), shown, keys)
    tone_key = _tone_key(tone, method)
    return raw + (tone_key.upper() if word.isupper() and len(word) > 1 else tone_key)


def _extend(raw: str, pressed: str, wanted: str, keys: Method) -> str:
    """The keys so far and those for one more letter, such that the word shows as `wanted`."""
    ways = (
        raw + pressed,
        wanted,  # a word that is not Vietnamese is typed as it stands
        raw + pressed + pressed[-1],  # the same key again takes the mark back
        raw + pressed + next(iter(keys.hook)),  # "huown" shows hươn; one more w makes it huơn
        raw[:-1] + pressed + raw[-1:],  # "buaw" shows bưa; with the w after the coda it is buăn
    )
    for way in ways:
        if way.isascii() and compose_word(way, keys, "old", finished=False) == wanted:
            return way
    return raw + pressed


def _letter_keys(char: str, method: MethodName) -> str:
    """The keys of a letter without its tone, in its case: "Ấ" is "AA"."""
    letter, _ = split_tone(char.lower())
    keys = base_of(letter) + _SHAPE_KEYS[method].get(letter, "")
    return keys.upper() if char.isupper() else keys


def _tone_key(tone: Tone, method: MethodName) -> str:
    """The key that sets a tone; none for ngang."""
    return next(key for key, sets in METHODS[method].tones.items() if sets is tone) if tone else ""


class Typing(Struct, frozen=True):
    """A line that is being typed with the cursor at its end: finished text, then the keys of the word."""

    method: MethodName = "telex"
    tone_style: ToneStyle = "old"
    before: str = ""
    """Text that no key changes any more."""

    keys: str = ""
    """Raw keys of the word at the cursor; "" between words."""

    standing: str = ""
    """The part of that word that stood there when it was read anew: as its own keys it is what it is."""

    standing_keys: int = 0
    """How many of the keys were found for that part."""

    @property
    def text(self) -> str:
        """What is seen."""
        return self.before + self._word(finished=False)

    def press(self, key: str) -> "Typing":
        """The line after one more key, `BACKSPACE` included."""
        if key == BACKSPACE:
            return self._delete()
        if METHODS[self.method].word.fullmatch(self.keys + key):
            return Typing(self.method, self.tone_style, self.before, self.keys + key, self.standing, self.standing_keys)
        return Typing(self.method, self.tone_style, before=self.finish() + key)

    def finish(self) -> str:
        """The text once the word at the cursor is over."""
        return self.before + self._word(finished=True)

    def _word(self, *, finished: bool) -> str:
        """The word at the cursor; where it is not Vietnamese, the letters that stood there and the keys since."""
        shown = compose_word(self.keys, METHODS[self.method], self.tone_style, finished=finished)
        return self.standing + self.keys[self.standing_keys :] if shown == self.keys else shown

    def _delete(self) -> "Typing":
        """Take away the last letter seen, marks and all, and read its word anew (§3.2 point 10)."""
        return reread(Typing(self.method, self.tone_style, before=self.text[:-1]))


def reread(line: Typing) -> Typing:
    """Turn the word at the end of the finished text into keys, so that typing can go on inside it.

    A word with Vietnamese letters that no keys give back is kept as it stands: `compose` leaves it alone.
    """
    words = list(METHODS[line.method].word.finditer(line.before))
    if not words or words[-1].end() < len(line.before):
        return line
    start, word = words[-1].start(), words[-1].group()
    keys = _encode_word(word, line.method)
    typed = compose_word(keys, METHODS[line.method], line.tone_style, finished=False)
    keys = keys if same_syllables(typed, word) else word
    return replace(line, before=line.before[:start], keys=keys, standing=word, standing_keys=len(keys))


def settled(word: str, method: MethodName = "telex", tone_style: ToneStyle = "old") -> str:
    """A word changed in its middle, with tone and horns where they belong: "hòan" is "hoàn", "nguơi" is "ngươi".

    What is no Vietnamese syllable, or would be one of other letters, is given back as it is.
    """
    put_right = compose_word(_encode_word(word, method), METHODS[method], tone_style, finished=True)
    return put_right if is_syllable(put_right) and _plain(put_right) == _plain(word) else word


def _plain(word: str) -> str:
    """The word in its own case without shapes and tones."""
    bare = (base_of(split_tone(char.lower())[0]) for char in word)
    return "".join(letter.upper() if char.isupper() else letter for letter, char in zip(bare, word, strict=True))
