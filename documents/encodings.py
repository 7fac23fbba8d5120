"""Bytes of a Vietnamese text file, whatever the encoding, as NFC text.

Old offices' files are in TCVN3 (ABC), VNI-Windows or cp1258; no general detector knows these
(vietnamese.md §1.6). Each encoding is tried, and the one whose words are most often Vietnamese syllables
wins. The clerk sees the candidates with their scores and may force another one (IM-3).

The same legacy letters also stand as Latin-1 characters in spreadsheet cells set in a `.Vn…` or `VNI-…`
font, and UTF-8 read as cp1252 gives "Nguyá»…n": `legacy_kind` tells which it is, `converted` undoes it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from models.vietnamese.syllables import share_valid
from models.vietnamese.text import nfc


class EncodingError(ValueError):
    """An encoding was asked for that does not exist here; the text says which ones do."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read the bytes: its key, its name, the text it gives and the share of valid syllables."""

    encoding: str
    label: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file in NFC, the encoding it was read by, and the candidates: that one, then by score.

    Candidates that would give the same text are left out.
    """

    text: str
    encoding: str
    label: str
    score: float
    candidates: tuple[Candidate, ...]

    @property
    def is_legacy(self) -> bool:
        """Whether the letters were converted from an encoding older than Unicode."""
        return self.encoding in _LEGACY


# --- The codecs ---


@cache
def _table(column: str) -> dict[str, str]:
    """Code, as Latin-1 characters, → letter; of two letters with one code the small one."""
    source = (files("documents") / "legacy_tables.tsv").read_text(encoding="utf-8")
    head, *rows = [line.split("\t") for line in source.splitlines() if not line.startswith("#")]
    place = head.index(column)
    table: dict[str, str] = {}
    for row in rows:
        table.setdefault(bytes.fromhex(row[place]).decode("latin-1"), row[0])
    return table


def from_tcvn3(latin: str) -> str:
    """TCVN3 codes, seen as Latin-1 characters, as letters; words and lines in capitals get theirs back."""
    return _capitals_restored(_by_single_codes(latin, "tcvn3"))


def from_vni(latin: str) -> str:
    """VNI-Windows codes, seen as Latin-1 characters, as letters: two characters first, then one."""
    table = _vni_table()
    return _vni_pattern().sub(lambda match: table[match.group()], latin)


@cache
def _vni_table() -> dict[str, str]:
    """The VNI table, and for a capital with a small tone sign ("EÂ" typed "Eâ") the capital letter too."""
    table = _table("vni")
    mixed = {code[0] + code[1].lower(): char for code, char in table.items() if len(code) == 2 and char.isupper()}
    return {**mixed, **table}


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_vni_table(), key=len, reverse=True))))


def from_viscii(latin: str) -> str:
    """VISCII codes, seen as Latin-1 characters, as letters."""
    return _by_single_codes(latin, "viscii")


def _by_single_codes(latin: str, column: str) -> str:
    return latin.translate({ord(code): letter for code, letter in _table(column).items()})


def from_cp1252(misread: str) -> str:
    """Text whose UTF-8 bytes were once read as cp1252 ("Nguyá»…n"); unchanged if it is no such text."""
    try:
        return b"".join(map(_cp1252_byte, misread)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return misread


def _cp1252_byte(char: str) -> bytes:
    """The byte a cp1252 reader made this character from; the five that cp1252 lacks pass as they are."""
    return char.encode("latin-1" if char in "\x81\x8d\x8f\x90\x9d" else "cp1252")


_FIELD: Final = re.compile(r"[^;,\t\r\n|]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


def _capitals_restored(text: str) -> str:
    """Toned letters, which TCVN3 has only small, raised where the letters around them are capitals."""
    return _FIELD.sub(lambda field: _field_restored(field.group()), text)


def _field_restored(field: str) -> str:
    """A word is in capitals if its two or more plain letters are; a short word follows its field."""
    words = _WORD.findall(field)
    in_capitals = _plain_letters(field).isupper() and any(map(_is_in_capitals, words))
    return _WORD.sub(
        lambda word: word.group().upper() if in_capitals or _is_in_capitals(word.group()) else word.group(),
        field,
    )


def _is_in_capitals(word: str) -> bool:
    plain = _plain_letters(word)
    return len(plain) >= 2 and plain.isupper()


def _plain_letters(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalpha())


# --- The encodings by key ---


def _by_latin(convert: Callable[[str], str]) -> Callable[[bytes], str]:
    return lambda data: convert(data.decode("latin-1"))


def _by_codec(codec: str) -> Callable[[bytes], str]:
    return lambda data: data.decode(codec, errors="replace")


def _by_text(convert: Callable[[str], str]) -> Callable[[bytes], str]:
    return lambda data: convert(data.decode("utf-8-sig", errors="replace"))


_READERS: Final[dict[str, tuple[str, Callable[[bytes], str]]]] = {
    "utf-8": ("UTF-8", _by_codec("utf-8-sig")),
    "utf-16-le": ("UTF-16 LE", _by_codec("utf-16-le")),
    "utf-16-be": ("UTF-16 BE", _by_codec("utf-16-be")),
    "cp1258": ("cp1258 bytes", _by_codec("cp1258")),
    "tcvn3": ("TCVN3 (ABC) bytes", _by_latin(from_tcvn3)),
    "vni": ("VNI-Windows bytes", _by_latin(from_vni)),
    "viscii": ("VISCII bytes", _by_latin(from_viscii)),
    "utf-8-cp1252": ("UTF-8 read as cp1252", _by_text(from_cp1252)),
    "utf-8-tcvn3": ("TCVN3 (ABC) as UTF-8 text", _by_text(from_tcvn3)),
    "utf-8-vni": ("VNI-Windows as UTF-8 text", _by_text(from_vni)),
}
"""Key → name and reader, the likelier first: of two readings as good as each other the earlier one wins."""

_LEGACY: Final = {key for key in _READERS if not key.startswith(("utf-8", "utf-16"))} | {
    "utf-8-tcvn3",
    "utf-8-vni",
}

_WITH_BOM: Final = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


_IN_VIETNAMESE: Final = (
    ("unicode NFC", "Unicode dựng sẵn"),
    ("unicode", "Unicode"),
    ("some rows NFD", "một số dòng dùng dấu rời"),
    ("NFD", "dấu rời"),
    ("with BOM", "có BOM"),
    ("read as cp1252", "từng bị đọc nhầm thành cp1252"),
    ("as UTF-8 text", "trong tệp UTF-8"),
    (" bytes", ""),
    (" text", ""),
)


def label_in_words(label: str) -> str:
    """The name of an encoding for the clerk: "UTF-8, some rows NFD" is "UTF-8, một số dòng dùng dấu rời"."""
    for technical, words in _IN_VIETNAMESE:
        label = label.replace(technical, words)
    return label


# --- Reading bytes ---


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Read the bytes by `encoding`, or by the one whose words are most often valid syllables.

    Bytes that fit nowhere become U+FFFD instead of failing. Raises EncodingError for an unknown `encoding`.
    """
    if encoding is not None and encoding not in _READERS:
        raise EncodingError(f"Không có bảng mã “{encoding}”. Chọn một trong: {', '.join(_READERS)}.")
    keys = _possible(data) if encoding is None else (encoding, *(k for k in _possible(data) if k != encoding))
    candidates = [_candidate(data, key) for key in keys]
    ranked = sorted(candidates, key=lambda candidate: candidate.score, reverse=True)
    best = ranked[0] if encoding is None else candidates[0]
    others = tuple(other for other in ranked if other.text != best.text)
    return Decoded(best.text, best.encoding, best.label, best.score, (best, *others))


def _possible(data: bytes) -> tuple[str, ...]:
    """The encodings worth trying: marks at the start and strict UTF-8 leave few."""
    for bom, key in _WITH_BOM.items():
        if data.startswith(bom) and key != "utf-8":
            return (key,)
    if b"\0" in data:
        return ("utf-16-le", "utf-16-be")
    try:
        ascii_only = data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return ("utf-8", "cp1258", "tcvn3", "vni", "viscii")
    return ("utf-8",) if ascii_only else ("utf-8", "utf-8-cp1252", "utf-8-tcvn3", "utf-8-vni")


def _candidate(data: bytes, key: str) -> Candidate:
    label, read = _READERS[key]
    bom = next((bom for bom, of in _WITH_BOM.items() if of == key and data.startswith(bom)), b"")
    raw = read(data).removeprefix("\ufeff")
    label += " with BOM" if key == "utf-8" and bom else ""
    decomposed = "" if key in _LEGACY else decomposed_part(raw.splitlines())
    text = nfc(raw)
    return Candidate(key, label + (f", {decomposed}" if decomposed else ""), text, _score(text))


def _score(text: str) -> float:
    """The share of valid syllables; a byte that fitted nowhere spoils the word it stands in."""
    return share_valid(text.replace("\ufffd", "ĸ"))


def decomposed_part(rows: Iterable[str]) -> str:
    """ "NFD" if every accented row is decomposed, "some rows NFD" if only some are, "" if none is."""
    accented = [row for row in rows if not row.isascii() and unicodedata.normalize("NFD", row) != nfc(row)]
    loose = [row for row in accented if not unicodedata.is_normalized("NFC", row)]
    if not loose:
        return ""
    return "NFD" if len(loose) == len(accented) else "some rows NFD"


# --- Repairing text that is already characters ---

_CONVERTERS: Final[dict[str, Callable[[str], str]]] = {
    "cp1252": from_cp1252,
    "tcvn3": from_tcvn3,
    "vni": from_vni,
}


def legacy_kind(texts: Iterable[str]) -> str:
    """How the texts were spoilt, judged together: "tcvn3", "vni", "cp1252", or "" for sound text.

    A single short word may be read either way: better give a whole column.
    """
    joined = "\n".join(texts)
    scores = {kind: share_valid(nfc(convert(joined))) for kind, convert in _CONVERTERS.items()}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > share_valid(nfc(joined)) else ""


def font_kind(font: str) -> str:
    """What a font tells of the letters set in it: `.VnTime` is TCVN3, `VNI-Times` is VNI, others "".

    "tcvn3-capitals" is for the capital fonts (`.VnTimeH`), which draw small codes as capitals.
    """
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni-") else ""


def converted(text: str, kind: str) -> str:
    """The text in NFC after the conversion `kind` of `legacy_kind` or `font_kind`; "" converts nothing."""
    if kind == "tcvn3-capitals":
        return nfc(from_tcvn3(text)).upper()
    return nfc(_CONVERTERS[kind](text) if kind else text)
