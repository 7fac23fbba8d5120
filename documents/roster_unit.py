"""Names of the cell and of the body above it, from the lines above a list.

Letterheads are set in capitals; the names are given as the Party writes them: "CHI BỘ THÔN ĐÔNG MÍT" is
"Chi bộ thôn Đông Mít". Which words are small and which only begin with a capital is data.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents.roster_words import plain, roster_words
from models.vietnamese.syllables import is_syllable
from models.vietnamese.text import clean, title_name


@dataclass(frozen=True, slots=True)
class Units:
    """The cell and the body above it; "" for what the list does not say."""

    own: str = ""
    parent: str = ""


_DASH: Final = re.compile(r"\s+[-–—]\s+")
_IN_TITLE: Final = re.compile(r"danh sách.*?\b(chi bộ .+)", re.IGNORECASE)
_AFTER_NAME: Final = re.compile(r"\s*(?:\(|,|\btính đến\b|\bnăm \d|\bquý [IVX\d]|\btháng \d).*", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:đơn vị|tên (?:đơn vị|chi bộ))\s*:\s*|(?<=^chi bộ)\s*:", re.IGNORECASE)
_LONGEST_ACRONYM: Final = 5
_LONGEST_CHAT_NAME: Final = 8


def units_of(lines: Iterable[str]) -> Units:
    """The units named by the letterhead lines of a table, else by its title."""
    own = parent = title = ""
    for raw in lines:
        line = _LABEL.sub("", clean(raw).strip(" *_.-–—:"))
        found = _of_line(line)
        own, parent = own or found.own, parent or found.parent
        if not title and (match := _IN_TITLE.search(line)):
            title = _AFTER_NAME.sub("", match[1])
    return Units(written(own or title), written(parent))


def unit_of_chat(lines: Iterable[str]) -> Units:
    """The unit of a chat message: only a short line that begins with "Chi bộ" and a name."""
    for raw in lines:
        line = _LABEL.sub("", clean(raw)).strip(" *_.-–—:")
        words = line.split()
        named = len(words) > 2 and (words[2][0].isupper() or words[2] in roster_words().small)
        if named and len(words) <= _LONGEST_CHAT_NAME and _begins(line, roster_words().own_units):
            return Units(own=written(line))
    return Units()


def _of_line(line: str) -> Units:
    """A line may name both bodies, or the cell after its company: "CÔNG TY A - CHI BỘ B"."""
    own_words, parent_words = roster_words().own_units, roster_words().parent_units
    parts = _DASH.split(line)
    own = next((part for part in parts if _begins(part, own_words)), "")
    parent = next((part for part in parts if _begins(part, parent_words)), "")
    if own and not parent:
        own = " ".join((own, *(part for part in parts if part != own)))
    return Units(own, parent)


def _begins(text: str, beginnings: Sequence[str]) -> bool:
    words = plain(text) + " "
    return any(words.startswith(f"{beginning} ") and words != f"{beginning} " for beginning in beginnings)


# --- Writing ---


def written(name: str) -> str:
    """A unit's name with the usual capitals if it was all in capitals, else as it stands."""
    if not name.isupper():
        return name[:1].upper() + name[1:]
    words = name.split()
    done: list[str] = []
    while words:
        size = _known_phrase(words)
        phrase = " ".join(words[:size]).lower()
        if phrase in roster_words().first_capital:
            phrase = phrase.capitalize()
        elif phrase not in roster_words().small or _ends_name(words, done):
            phrase = _own_word(words[0])
        done.append(phrase)
        words = words[size:]
    text = " ".join(done)
    return text[:1].upper() + text[1:]


def _known_phrase(words: Sequence[str]) -> int:
    """How many of the first words make the longest known phrase; 1 if none does."""
    known = roster_words().first_capital | roster_words().small
    sizes = range(min(len(words), 4), 1, -1)
    return next((size for size in sizes if " ".join(words[:size]).lower() in known), 1)


def _ends_name(words: Sequence[str], done: Sequence[str]) -> bool:
    """Whether a small word is the end of a proper name: behind a word of one, and nothing named after it (Đình Tổ)."""
    known = roster_words().first_capital | roster_words().small
    return len(words) == 1 and bool(done) and done[-1][0].isupper() and done[-1].lower() not in known


def _own_word(word: str) -> str:
    """A word of a proper name; short words that are no syllables are acronyms (THCS, TNHH) and stay."""
    acronym = word.isascii() and len(word) <= _LONGEST_ACRONYM and not is_syllable(word)
    return word if acronym else title_name(word)
