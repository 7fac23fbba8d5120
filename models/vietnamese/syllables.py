"""What a Vietnamese syllable looks like: an onset, a rime, and tones that its last letter allows.

The model serves typing (is this word still Vietnamese?) and telling legacy encodings apart (how many of
these words are?). It is deliberately wide: a word is refused only when nothing Vietnamese can come of it.
Source of onsets, rimes and rules: vietnamese.md §3.2 point 1 and §11.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from models.vietnamese.letters import Tone, base_of, split_word
from models.vietnamese.text import nfc

_ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS: Final = ("", *_ONSETS.split())
"""The 28 onsets; the first is the empty one."""

_RIMES: Final = """
    a e i o u y ê ô ơ ư ac ai am an ao ap at au ay ec em en eo ep et ia im in ip it iu oa oc oe oi om on oo op
    ot ua uc ui um un up ut uy uê uơ ya ym yn yp yt âc âm ân âp ât âu ây êc êm ên êp êt êu ôc ôi ôm ôn ôp ôt
    ăc ăm ăn ăp ăt ơc ơi ơm ơn ơp ơt ưa ưc ưi ưm ưn ưp ưt ưu ach ang anh eng ich inh iêc iêm iên iêp iêt iêu
    oac oai oam oan oao oap oat oay oec oem oen oeo oep oet ong ooc oom oon oot oăc oăm oăn oăp oăt ung uya
    uyn uyp uyt uyu uâc uân uâp uât uây uên uêt uôc uôi uôm uôn uôp uôt uăc uăn uăt uơn uơt ych ynh yêc yêm
    yên yêp yêt yêu âng êch êng ênh ông ôôc ăng ơng ưng ươc ươi ươm ươn ươp ươt ươu iêng oach oang oanh oeng
    oong oăng uych uynh uyên uyêt uâng uêch uênh uông uăng yêng ôông ương
"""
RIMES: Final = tuple(_RIMES.split())
"""The 196 rimes."""

_FRONT: Final = "eêiy"
"""Vowels before which k, gh and ngh are written, and c, g and ng are not."""

_ONLY_BEFORE_FRONT: Final = frozenset({"k", "gh", "ngh"})
_NEVER_BEFORE_FRONT: Final = frozenset({"c", "g", "ng"})
_ROUND: Final = "uưoôơ"
_RIMES_OF_QU_THAT_ARE_ROUND: Final = frozenset({"ô", "ôc", "ơ", "ơt"})

_STOPS: Final = ("c", "ch", "p", "t")
_TONES_OF_STOPS: Final = frozenset({Tone.NGANG, Tone.SAC, Tone.NANG})
"""A syllable that ends in a stop takes sắc or nặng; ngang stands for a word not yet toned."""


class _Index(Struct, frozen=True):
    """Every syllable without tones, and every beginning of one under its letters without shapes."""

    syllables: frozenset[str]
    beginnings: dict[str, tuple[str, ...]]


def spelled(onset: str, rime: str) -> str:
    """How an onset and a rime are written together, or "" where they do not go together."""
    if onset == "gi":
        return f"g{rime}" if rime[0] == "i" else f"gi{rime}"
    if onset == "qu" and rime[0] in _ROUND and rime not in _RIMES_OF_QU_THAT_ARE_ROUND:
        return ""
    if onset in (_NEVER_BEFORE_FRONT if rime[0] in _FRONT else _ONLY_BEFORE_FRONT):
        return ""
    return onset + rime


def all_syllables() -> Iterator[str]:
    """Every syllable of the model, without tones, in no promised order."""
    yield from _index().syllables


@lru_cache(maxsize=1)
def _index() -> _Index:
    """Built at the first question, so that nobody pays for it who does not type Vietnamese."""
    syllables = frozenset(filter(None, (spelled(onset, rime) for onset in ONSETS for rime in RIMES)))
    beginnings: dict[str, set[str]] = {}
    for prefix in {syllable[:end] for syllable in syllables for end in range(len(syllable) + 1)}:
        beginnings.setdefault("".join(map(base_of, prefix)), set()).add(prefix)
    return _Index(syllables, {base: tuple(sorted(found)) for base, found in beginnings.items()})


def allows(letters: str, tone: Tone) -> bool:
    """Whether these letters, in lower case and without tone, are a syllable that can carry `tone`."""
    if letters not in _index().syllables:
        return False
    return not letters.endswith(_STOPS) or tone in _TONES_OF_STOPS


def is_syllable(word: str) -> bool:
    """Whether the word is a Vietnamese syllable, in any case and form: "Nguyễn", "ước", "GÌ"."""
    letters, tones = split_word(word)
    return len(tones) <= 1 and allows(letters, tones[0] if tones else Tone.NGANG)


@lru_cache(maxsize=8192)
def may_become(letters: str) -> bool:
    """Whether a syllable can begin with these letters once missing shapes are added: "nguo" as in người.

    A letter with a shape must agree; one without may still get it. Lower case, no tones.
    """
    beginnings = _index().beginnings.get("".join(map(base_of, letters)), ())
    return any(
        all(has == wants or base_of(wants) == has for has, wants in zip(letters, beginning, strict=True))
        for beginning in beginnings
    )


def is_prefix(word: str) -> bool:
    """Whether some Vietnamese syllable begins like this word, missing shapes and tones aside."""
    letters, tones = split_word(word)
    return len(tones) <= 1 and may_become(letters)


_WORD: Final = re.compile(r"[^\W\d_]+")


def share_valid(text: str) -> float:
    """The share of words that are Vietnamese syllables, 0 to 1, to judge a trial conversion (§1.6).

    A text without words proves nothing and counts as 0.
    """
    words = _WORD.findall(nfc(text))
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
