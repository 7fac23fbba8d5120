"""The clerk's own abbreviations and phrases (L14): a plain text with one `code = text` a line, typed as `;code`.

    gp = giải pháp
    khaimac = {gio}, đồng chí {chu_tri} tuyên bố khai mạc; có mặt {co_mat}/{tong} đảng viên.

Plain lines and not TOML: people edit the file in Notepad, where nobody counts quotation marks, and a slip costs its
own line only. `{…}` is filled from the meeting as it stands when the code is typed; a fact that is not there yet
leaves "…" to be seen and filled by hand.

What is typed is replaced by one rule: a word that begins with `;`, behind at most a sign or an opening bracket, and is
a code of the bank. Punctuation behind it stays. Plain words never change, an unknown code stays as it is, and `\\;code`
is the code itself. An input method may compose a code on its way ("dd" comes as "đ", "as" as "á", L3): each code is
also known by what Telex and VNI make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from msgspec import Struct

from models.vietnamese.keystrokes import encode
from models.vietnamese.telex import METHODS, ToneStyle, compose
from models.vietnamese.text import clean, fold, nfc

MARK: Final = ";"
"""How a code begins where it is typed: no key of an input method, and no word of a text begins with it."""

FIELDS: Final = (
    "gio",
    "ngay",
    "nguoi",
    "chu_tri",
    "thu_ky",
    "don_vi",
    "dia_diem",
    "buoc",
    "trinh_bay",
    "bieu_hien",
    "co_mat",
    "tong",
    "vang",
    "khach",
    "bieu_quyet",
    "phut",
)
"""What may stand in braces; marks, capitals and blanks do not matter: `{Chủ trì}` is `{chu_tri}`."""

UNKNOWN: Final = "…"
"""What a field gives while the meeting does not know it."""

CODE_LENGTH: Final = 16
TEXT_LENGTH: Final = 600
"""The most letters of a code and of its text: a phrase, not a page."""

_STYLES: Final[tuple[ToneStyle, ...]] = ("old", "new")
_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_CODE: Final = re.compile(r"[^\W_]+")
_TYPED: Final = re.compile(r"(?P<lead>[^\w\s;\\]*)(?P<escape>\\?);(?P<code>[^\W_]+)(?P<tail>[^\w\s;\\]*)")


class Phrase(Struct, frozen=True):
    """One line of the bank."""

    code: str
    text: str
    line: int

    def filled(self, facts: Mapping[str, str]) -> str:
        """The text with its fields filled; `facts` are keyed by `FIELDS`."""
        return _FIELD.sub(lambda field: facts.get(_name(field[1])) or UNKNOWN, self.text)


class Fault(Struct, frozen=True):
    """A line that cannot be used. `code` picks the sentence; `given` is the word it is about."""

    line: int
    code: str
    given: str = ""


@dataclass(frozen=True)
class Phrasebook:
    """The phrases in the order of the file, and the lines that are none."""

    phrases: tuple[Phrase, ...] = ()
    faults: tuple[Fault, ...] = ()

    def find(self, code: str) -> Phrase | None:
        """The phrase of a code as it was typed, whatever an input method made of it."""
        return self._by_form.get(_form(code))

    def expand(self, word: str, facts: Mapping[str, str]) -> str | None:
        """What a typed word becomes; None for a word that stays as it is.

        A code typed with a capital gives a text that begins with one.
        """
        typed = _TYPED.fullmatch(word)
        if typed is None:
            return None
        if typed["escape"]:
            return f"{typed['lead']}{MARK}{typed['code']}{typed['tail']}"
        phrase = self.find(typed["code"])
        if phrase is None:
            return None
        text = phrase.filled(facts)
        if typed["code"][0].isupper() and not phrase.code[0].isupper():
            text = text[:1].upper() + text[1:]
        return typed["lead"] + text + typed["tail"]

    @cached_property
    def _by_form(self) -> Mapping[str, Phrase]:
        """Every way a code may arrive; what a code is itself comes before what another one is composed to."""
        forms = {_form(phrase.code): phrase for phrase in self.phrases}
        for phrase in self.phrases:
            for arrived in _arrivals(phrase.code):
                forms.setdefault(_form(arrived), phrase)
        return forms


def code_in(word: str) -> str:
    """The code somebody means by a typed word, known or not; "" when the word is none, or an escaped one."""
    typed = _TYPED.fullmatch(word)
    return "" if typed is None or typed["escape"] else typed["code"]


def parse(text: str) -> Phrasebook:
    """Read the text of a bank. Blank lines and those that begin with `#` say nothing; bad ones become faults."""
    phrases: dict[str, Phrase] = {}
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = clean(line)
        if not bare or bare.startswith("#"):
            continue
        found = _phrase(bare, number)
        if isinstance(found, Phrase) and _form(found.code) in phrases:
            found = Fault(number, "twice", found.code)
        if isinstance(found, Phrase):
            phrases[_form(found.code)] = found
        else:
            faults.append(found)
    return Phrasebook(tuple(phrases.values()), tuple(faults))


def _phrase(line: str, number: int) -> Phrase | Fault:
    """One line, or what is wrong with it."""
    code, equals, text = (part.strip() for part in line.partition("="))
    code = code.removeprefix(MARK)
    if not equals:
        return Fault(number, "no_equals", line)
    if not _CODE.fullmatch(code) or len(code) > CODE_LENGTH:
        return Fault(number, "bad_code", code)
    if not text or len(text) > TEXT_LENGTH:
        return Fault(number, "no_text" if not text else "long_text", code)
    unknown = next((name for name in _FIELD.findall(text) if _name(name) not in FIELDS), None)
    return Phrase(code, text, number) if unknown is None else Fault(number, "unknown_field", unknown)


def _name(written: str) -> str:
    """The field somebody means: "Chủ trì" is "chu_tri"."""
    return "_".join(fold(written).replace("_", " ").split())


def _form(code: str) -> str:
    """A code as it is compared: composed, without case. Marks count: "đb" and "db" are two codes."""
    return nfc(code.casefold())


def _arrivals(code: str) -> Iterable[str]:
    """What the keys of a code may have become, and what a code with marks is typed with."""
    for method, style, finished in product(METHODS, _STYLES, (True, False)):
        yield compose(code, method, style, finished=finished)
    yield from (encode(code, method) for method in METHODS)
