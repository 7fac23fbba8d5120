"""Typing Vietnamese with plain keys, Telex or VNI: keys in, text out.

The one rule: a word is worked out anew from all its keys each time (vietnamese.md §3.2); strings are never
patched. A word that cannot be Vietnamese any more is shown as it was typed, so "windows" stays "windows".
`keystrokes` goes the other way and handles Backspace.
"""

import re
from enum import Enum
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct, field

from models.vietnamese.letters import VOWELS, Tone, base_of, put_tone
from models.vietnamese.syllables import allows, may_become
from models.vietnamese.text import nfc

MethodName = Literal["telex", "vni"]
ToneStyle = Literal["old", "new"]
"""Where two open vowels carry the tone: "old" is hòa and thúy, "new" is hoà and thuý (§3.2 point 7)."""


class Method(Struct, frozen=True):
    """What the keys of an input method mean; all keys in lower case."""

    tones: dict[str, Tone]
    """Keys that set a tone; the key of ngang takes it away."""

    circumflex: dict[str, str]
    """Keys that put a hat on, each with the vowels it works on."""

    hook: dict[str, str]
    """Keys for the horn of ơ and ư and the breve of ă, each with the vowels it works on."""

    bar: str
    """The key that turns d into đ."""

    lone_hook: str
    """The hook key that gives ư by itself where no vowel is yet ("tw" is "tư"); "" if there is none."""

    word: re.Pattern[str]
    """What counts as a word; everything else passes untouched."""


TELEX: Final = Method(
    tones={"z": Tone.NGANG, "f": Tone.HUYEN, "r": Tone.HOI, "x": Tone.NGA, "s": Tone.SAC, "j": Tone.NANG},
    circumflex={"a": "a", "e": "e", "o": "o"},
    hook={"w": "aou"},
    bar="d",
    lone_hook="w",
    word=re.compile(r"[^\W\d_]+"),
)
VNI: Final = Method(
    tones={"0": Tone.NGANG, "2": Tone.HUYEN, "3": Tone.HOI, "4": Tone.NGA, "1": Tone.SAC, "5": Tone.NANG},
    circumflex={"6": "aeo"},
    hook={"7": "ou", "8": "a"},
    bar="9",
    lone_hook="",
    # Digits are keys only inside a word that has begun: "15 tháng 9" stays.
    word=re.compile(r"[^\W\d_][^\W_]*"),
)
METHODS: Final[dict[MethodName, Method]] = {"telex": TELEX, "vni": VNI}

_HAT: Final = {"a": "â", "e": "ê", "o": "ô"}
_HOOKED: Final = {"a": "ă", "o": "ơ", "u": "ư"}
_TONE_ON_SECOND_IN_NEW_STYLE: Final = frozenset({"oa", "oe", "uy"})


def compose(raw: str, method: MethodName = "telex", tone_style: ToneStyle = "old", *, finished: bool = True) -> str:
    """The text that these keys type: "Nguyeenx Vawn Hungf" is "Nguyễn Văn Hùng".

    With `finished` false the last word is taken as still being typed, so that the beginning of a syllable
    need not be a syllable yet. A word that already holds Vietnamese letters is left as it is.
    """
    keys = METHODS[method]
    text = nfc(raw)

    def word_text(match: re.Match[str]) -> str:
        return compose_word(match.group(), keys, tone_style, finished=finished or match.end() < len(text))

    return keys.word.sub(word_text, text)


def compose_word(raw: str, method: Method, style: ToneStyle, *, finished: bool) -> str:
    """The text of one word; the raw keys where it is not Vietnamese (§3.2 point 8)."""
    if not raw.isascii():
        return raw
    word = _replay(raw, method)
    composed = word.text(style)
    if word.fits(finished=finished) or word.is_abbreviation():
        return composed
    if word.undo is _Undo.AT_ONCE and _undo_was_needed(composed, method, style):
        return composed
    return raw


def compose_anyway(raw: str, method: MethodName = "telex", tone_style: ToneStyle = "old") -> str:
    """The marks that the keys of one word set, Vietnamese or not: "Niee" is "Niê", "DDawsk" is "Đắk"."""
    return _replay(raw, METHODS[method]).text(tone_style) if raw.isascii() else raw


def _replay(raw: str, method: Method) -> "_Word":
    word = _Word(method)
    for key in raw:
        word.press(key)
    return word


def _undo_was_needed(composed: str, method: Method, style: ToneStyle) -> bool:
    """Whether the text could not have been typed plainly, so that the doubled key was meant to undo.

    "lisst" is "list", because "list" would be "lít"; but "office" stays, because "ofice" would stay too. Where a
    mark is left ("tômrow") the word is foreign and was typed in earnest.
    """
    if not composed.isascii():
        return False
    plainly = _replay(composed, method)
    return plainly.undo is _Undo.AT_ONCE or compose_word(composed, method, style, finished=False) != composed


class _Undo(Enum):
    """How a mark was taken back by pressing its key again."""

    AT_ONCE = "the same key twice running"
    LATER = "with other keys between, as in costs"


class _Word(Struct):
    """A word while its keys are replayed: letters with their shapes, one tone, and what was undone."""

    method: Method
    letters: list[str] = field(default_factory=list)
    upper: list[bool] = field(default_factory=list)
    tone: Tone = Tone.NGANG
    undo: _Undo | None = None
    _spent: str = ""
    """Mark keys that were undone and are plain letters from then on."""

    _last_key: str = ""
    _unhooked: tuple[str, ...] | None = None
    """The letters as they were before the last hook key."""

    # --- Reading -------------------------------------------------------------------------------------------

    @property
    def plain(self) -> str:
        """The letters in lower case, without the tone."""
        return "".join(self.letters)

    def fits(self, *, finished: bool) -> bool:
        """Whether this is a syllable or one letter, or while unfinished, the beginning of a syllable."""
        if finished and len(self.letters) > 1:
            return allows(self.plain, self.tone)
        return may_become(self.plain)

    def is_abbreviation(self) -> bool:
        """Whether a word with đ needs no vowel to be meant: "đc", "ĐV", "BTĐU"."""
        return "đ" in self.letters and (all(self.upper) or not self._has_vowel())

    def text(self, style: ToneStyle) -> str:
        """The word as it is written, the tone on the letter that carries it."""
        shown = self.letters.copy()
        if self.tone:
            carrier = self._tone_carrier(style)
            shown[carrier] = put_tone(shown[carrier], self.tone)
        return "".join(c.upper() if up else c for c, up in zip(shown, self.upper, strict=True))

    def _tone_carrier(self, style: ToneStyle) -> int:
        """§3.2 point 7: a letter with a shape, else the middle one of three, else by coda and style."""
        start, end = self._cluster()
        shaped = [at for at in range(start, end) if self.letters[at] != base_of(self.letters[at])]
        if shaped:
            return shaped[-1]
        if end - start == 1:
            return start
        closed = end < len(self.letters)
        second_open = style == "new" and "".join(self.letters[start:end]) in _TONE_ON_SECOND_IN_NEW_STYLE
        return start + 1 if end - start > 2 or closed or second_open else start

    def _cluster(self) -> tuple[int, int]:
        """Where the vowels of the rime begin and end: without the u of qu, or the i of gi before a vowel."""
        start = 0
        while start < len(self.letters) and self.letters[start] not in VOWELS:
            start += 1
        glide = self.letters[start - 1 : start + 1]
        if glide == ["q", "u"] or (glide == ["g", "i"] and self._is_vowel(start + 1)):
            start += 1
        end = start
        while self._is_vowel(end):
            end += 1
        return start, end

    def _is_vowel(self, at: int) -> bool:
        return at < len(self.letters) and self.letters[at] in VOWELS

    def _has_vowel(self) -> bool:
        return any(letter in VOWELS for letter in self.letters)

    # --- Keys ----------------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Take one key: as a tone or a mark where it can be one, as a letter otherwise."""
        if not self._press_mark(key):
            self._append(key)
        self._last_key = key.lower()

    def _press_mark(self, key: str) -> bool:
        """Use the key as a tone or mark if it is one and the word allows it; tell whether it was used."""
        low = key.lower()
        if low in self._spent:
            return False
        if low == self.method.bar:
            return self._press_bar(key)
        if not may_become(self.plain):
            return False
        if low in self.method.tones:
            return self._press_tone(key, self.method.tones[low])
        if low in self.method.circumflex:
            return self._press_circumflex(key, self.method.circumflex[low])
        return low in self.method.hook and self._press_hook(key, self.method.hook[low])

    def _append(self, key: str) -> None:
        """Add a plain letter; uơ and ưo before it become ươ ("nguwoif", "thuowng")."""
        self.letters.append(key.lower())
        self.upper.append(key.isupper())
        start, end = self._cluster()
        at = len(self.letters) - 3
        if start <= at < end and "".join(self.letters[at : at + 2]) in {"uơ", "ưo"}:
            self._reshape({at: "ư", at + 1: "ơ"})

    def _press_tone(self, key: str, tone: Tone) -> bool:
        start, end = self._cluster()
        if start == end or (tone is Tone.NGANG and not self.tone):
            return False
        if tone is not self.tone or tone is Tone.NGANG:
            self.tone = tone
            return True
        self.tone = Tone.NGANG
        self._note_undo(key, spent="".join((*self.method.tones, *self.method.circumflex, *self.method.hook)))
        return True

    def _press_circumflex(self, key: str, vowels: str) -> bool:
        start, end = self._cluster()
        for at in reversed(range(start, end)):
            base = base_of(self.letters[at])
            if base not in vowels:
                continue
            if self.letters[at] == _HAT[base]:
                self.letters[at] = base
                self._note_undo(key, spent=key.lower())
                return True
            if self._reshape({at: _HAT[base]}):
                return True
        return False

    def _press_hook(self, key: str, vowels: str) -> bool:
        if self._last_key == key.lower() and self._unhooked is not None:
            self.letters = list(self._unhooked)
            del self.upper[len(self.letters) :]
            self._note_undo(key, spent=key.lower())
            return True
        before = tuple(self.letters)
        if any(self._reshape(change) for change in self._hook_changes(vowels)) or self._add_lone_u(key):
            self._unhooked = before
            return True
        return "ươ" in self.plain  # both have their horn already: "ngu7oi7" is no more than "nguoi7"

    def _hook_changes(self, vowels: str) -> list[dict[int, str]]:
        """What a hook key may do, best first (§3.2 point 5); a second one turns ươn into uơn, which is a rime."""
        start, end = self._cluster()
        changes: list[dict[int, str]] = []
        for at, pair in enumerate(pairwise(map(base_of, self.letters[start:end])), start):
            if pair == ("u", "o") and "o" in vowels:
                both, apart = {at: "ư", at + 1: "ơ"}, {at: "u", at + 1: "ơ"}
                closed = at + 2 < len(self.letters)
                changes += [both] if closed else [{at + 1: "ơ"}]
                changes += [apart] if closed and allows(self._with(apart), Tone.NGANG) else []
            elif pair in {("u", "a"), ("u", "u")} and "u" in vowels:
                changes.append({at: "ư"})
        for at in reversed(range(start, end)):
            base = base_of(self.letters[at])
            if base in vowels:
                changes.append({at: _HOOKED[base]})
        return changes

    def _add_lone_u(self, key: str) -> bool:
        """ "tw" is "tư": a hook key where no vowel is yet."""
        if key.lower() != self.method.lone_hook or self._has_vowel() or not may_become(self.plain + "ư"):
            return False
        self.letters.append("ư")
        self.upper.append(key.isupper())
        return True

    def _press_bar(self, key: str) -> bool:
        """đ at the beginning of a word, from anywhere in it; in an abbreviation in capitals anywhere (QĐ)."""
        if not self.letters:
            return False
        at = 0 if may_become(self.plain) else len(self.letters) - 1
        if self.letters[at] == "đ":
            self.letters[at] = "d"
            self._note_undo(key, spent=key.lower())
            return True
        if at == 0:
            return self.letters[0] == "d" and self._reshape({0: "đ"})
        if self.letters[at] != "d" or not all(self.upper) or self._has_vowel():
            return False
        self.letters[at] = "đ"
        return True

    def _reshape(self, change: dict[int, str]) -> bool:
        """Give letters new shapes if that changes something and the word may still become a syllable."""
        changed = self._with(change)
        if changed == self.plain or not may_become(changed):
            return False
        self.letters = list(changed)
        return True

    def _with(self, change: dict[int, str]) -> str:
        """The letters as they would be after a change."""
        return "".join(change.get(at, letter) for at, letter in enumerate(self.letters))

    def _note_undo(self, key: str, *, spent: str) -> None:
        """A mark was taken back: its key is a letter now, and so are the `spent` keys from here on."""
        self.undo = _Undo.AT_ONCE if self._last_key == key.lower() else _Undo.LATER
        self._spent += spent
        self._append(key)
