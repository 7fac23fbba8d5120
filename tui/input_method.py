"""The desk's own Telex and VNI in the entry line: what a typed key does to the text around the cursor.

It knows nothing of Textual and keeps no text: the field tells it what stands before and behind the cursor, and gets
back what to write there. What the keys of a word mean is worked out anew at each key (vietnamese.md §3.2); a word
that was there already is read as if it had just been typed.

It must never fight another input method (§3.2 point 12, TX-5). A letter with a mark that arrives as a key, a
combining mark, an invisible sign or several letters at once can only come from one: then this one turns itself off,
and the word at the cursor becomes what the other one believes it to be, letter for letter.

What is no prose stays as it is typed: signs of the shorthand (`#7`, `/2`, `>30/9`), codes of abbreviations (`;cb`),
paths of files; behind `@` two digits at the end are a year of birth, with VNI too (`@tuan84`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from msgspec import Struct

from models.vietnamese.keystrokes import Typing, encode, reread, settled
from models.vietnamese.letters import split_word
from models.vietnamese.syllables import is_syllable
from models.vietnamese.telex import METHODS, MethodName, ToneStyle, compose, compose_anyway
from models.vietnamese.text import nfc

_NOT_PROSE: Final = re.compile(r"#|~?/|\.{1,2}/|.*[;\\]|\w+://")
"""How a stretch between blanks begins in which no letters are composed."""

_BORN: Final = re.compile(r"(.*\D)(\d\d)")
"""A handle with a year of birth: "tuan84"."""

_NO_BREAK: Final = "\u202f"
"""The invisible sign that is a blank (vietnamese.md §1.4); the others are format characters."""


class Change(Struct, frozen=True):
    """What to write: `text` for the `back` letters before the cursor, `after` for the `ahead` letters behind it."""

    back: int
    text: str
    ahead: int = 0
    after: str = ""


class InputMethod:
    """Telex or VNI, on or off, and the word at the cursor."""

    def __init__(self, method: MethodName = "telex", *, on: bool = False, tone_style: ToneStyle = "old") -> None:
        self.method: MethodName = method
        self.tone_style: ToneStyle = tone_style
        self.on = on
        self.on_outside: Callable[[], None] | None = None  # another input method was seen; this one is off now
        self._line: Typing | None = None  # the line up to the cursor while its last word is being typed
        self._seen: str | None = None  # what stood before the cursor after the last key; anything else is news
        self._outside = ""  # the same as an input method outside believes it to be
        self._pressed: str | None = None  # all keys of the line, while it was only typed to its end
        self._keys_of: dict[str, str] = {}  # the keys that words were typed with

    # --- reading ------------------------------------------------------------------------------------------------

    def keys_for(self, text: str) -> str:
        """The keys that typed this line, as far as they are known; else the line itself."""
        return self._pressed if self._pressed and self._seen == text else text

    # --- switching ----------------------------------------------------------------------------------------------

    def turn(self, on: bool) -> None:
        """On or off, in the midst of a word too: the letters that stand there stay."""
        self.on = on
        self.moved()

    def moved(self) -> None:
        """The cursor moved, or the text changed by other means: the next key meets a word it has not seen."""
        self._line = self._seen = self._pressed = None

    # --- keys ---------------------------------------------------------------------------------------------------

    def press(self, before: str, after: str, typed: str) -> Change | None:
        """What a typed character does, or several that came at once; None to write them as they are."""
        if not self.on:
            return None
        if self._seen != before:
            self._line, self._outside = None, before
            self._pressed = None if before + after else ""
        if _from_outside(typed):
            return self._step_aside(before, typed)
        change = self._insert(before, after, typed)
        self._pressed = None if self._pressed is None or after else self._pressed + typed
        return change

    def erased(self, was: str, before: str, after: str) -> Change | None:
        """What is still to be done when Backspace made `before` of `was`: the tone moves to where it belongs now."""
        if not self.on:
            return None
        known = was == self._seen and len(was) == len(before) + 1
        self._outside = self._outside[:-1] if known else before
        self._line = None
        head, tail = self._word_before(before), self._word_behind(after)
        if tail:
            return self._settle(before, before, tail, head)
        shown = reread(self._fresh(before)).text
        self._seen, self._pressed = shown, None if shown + after else ""
        return _difference(before, shown)

    def finish(self, before: str) -> Change | None:
        """The line is taken: a last word that is not Vietnamese stands as its keys."""
        if not self.on or self._line is None or self._seen != before:
            return None
        shown = self._line.finish()
        self._remember(shown)
        self._line, self._seen = None, shown
        return _difference(before, shown)

    def give_back(self, before: str, after: str) -> Change | None:
        """The word at the cursor, or the last one before it, as the keys that typed it; a word that stands there as
        its keys with the marks they set, Vietnamese or not. None when there is nothing to give back."""
        head, tail = self._word_before(before), self._word_behind(after)
        gap = "" if head + tail else before[len(before.rstrip(" ")) :]
        if gap:
            head = self._word_before(before.rstrip(" "))
        word = head + tail
        other = compose_anyway(word, self.method, self.tone_style) if word.isascii() else self._keys(word, before)
        if other == word:
            return None
        self.moved()
        return Change(len(head + gap), other + gap, len(tail), "")

    # --- composing ----------------------------------------------------------------------------------------------

    def _insert(self, before: str, after: str, key: str) -> Change:
        """Add a key to the word before the cursor, or begin another."""
        stretch = before.rpartition(" ")[2]
        if _NOT_PROSE.match(stretch + key):
            return self._written(before, self._fresh(before + key), key)
        line = self._line or (reread(self._fresh(before)) if self._continues(key) else self._fresh(before))
        new = line.press(key)
        if stretch.startswith("@"):
            new = self._without_born(new)
        if not new.keys:
            self._remember(line.finish())
        tail = self._word_behind(after)
        if tail and new.keys:
            self._outside += key
            return self._settle(before, new.text, tail, self._word_before(before))
        return self._written(before, new, key)

    def _written(self, before: str, line: Typing, key: str) -> Change:
        """The line up to the cursor after a key; at the end of a word an outside method begins anew."""
        shown = line.text
        self._outside = self._outside + key if line.keys else shown
        self._line, self._seen = line, shown
        return _difference(before, shown)

    def _settle(self, before: str, now: str, tail: str, head_before: str) -> Change:
        """A key in the middle of a word: what stands behind the cursor belongs to the same syllable."""
        head = self._word_before(now)
        tone = split_word(head)[1]
        behind = _toneless(tail) if tone and tone != split_word(head_before)[1] else tail
        whole = settled(head + behind, self.method, self.tone_style)
        if not is_syllable(whole):
            whole = head + tail
        shown = now[: len(now) - len(head)] + whole[: len(head)]
        self.moved()
        self._seen = shown
        change = _difference(before, shown)
        return Change(change.back, change.text, len(tail), whole[len(head) :])

    def _continues(self, key: str) -> bool:
        """Whether a key can belong to a word that has begun: letters, and with VNI digits."""
        return METHODS[self.method].word.fullmatch("a" + key) is not None

    def _without_born(self, line: Typing) -> Typing:
        """Two digits at the end of a handle are a year, and no marks."""
        born = _BORN.fullmatch(line.keys)
        if born is None:
            return line
        return self._fresh(line.before + compose(born[1], self.method, self.tone_style) + born[2])

    def _fresh(self, before: str) -> Typing:
        """A line whose words are all finished."""
        return Typing(self.method, self.tone_style, before=before)

    def _word_before(self, before: str) -> str:
        """The part of a word that stands right before the cursor."""
        found = [match for match in METHODS[self.method].word.finditer(before) if match.end() == len(before)]
        return found[0].group() if found else ""

    def _word_behind(self, after: str) -> str:
        """The part of a word that stands right behind the cursor."""
        match = re.match(r"[^\W_]+" if self.method == "vni" else r"[^\W\d_]+", after)
        return match.group() if match else ""

    # --- keys of words ------------------------------------------------------------------------------------------

    def _keys(self, word: str, before: str) -> str:
        """The keys a word was typed with; for one that was not typed here, keys that give it."""
        if self._line is not None and self._seen == before and self._line.keys:
            return self._line.keys
        return self._keys_of.get(word) or encode(word, self.method)

    def _remember(self, finished: str) -> None:
        """Keep the keys of the word that has just ended."""
        if self._line is not None and self._line.keys:
            self._keys_of[finished[len(self._line.before) :]] = self._line.keys

    # --- the others ---------------------------------------------------------------------------------------------

    def _step_aside(self, before: str, typed: str) -> Change:
        """Turn off and give the word to the input method that sent these letters."""
        shown = nfc(self._outside + typed)
        self.turn(False)
        if self.on_outside is not None:
            self.on_outside()
        return _difference(before, shown)


def _from_outside(typed: str) -> bool:
    """Whether no plain keyboard sends this: a letter with a mark, a mark, an invisible sign, several letters."""
    if len(typed) > 1 or typed == _NO_BREAK:
        return True
    category = unicodedata.category(typed)
    return not typed.isascii() and (category[0] in "LM" or category == "Cf")


def _toneless(word: str) -> str:
    """The word without its tone, its shapes kept: "án" is "an"."""
    letters = split_word(word)[0]
    return "".join(letter.upper() if char.isupper() else letter for letter, char in zip(letters, word, strict=True))


def _difference(before: str, now: str) -> Change:
    """The change that makes `now` of `before`, no larger than needed."""
    start = before.rfind(" ") + 1
    start = start if now.startswith(before[:start]) else 0
    pairs = zip(before[start:], now[start:], strict=False)
    same = start + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return Change(len(before) - same, now[same:])
