"""One cell of a member list as a fact about a person: name, date, card number, sex, post, standing.

Nothing is guessed: what cannot be read becomes "" and is reported, with what stood there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from documents.roster_sheet import Value, text_of
from documents.roster_words import plain, roster_words
from models.people import Gender, RoleCode, Status
from models.vietnamese.text import clean, title_name
from models.vietnamese.words import parse_date

# --- Names ---

_COMRADE: Final = re.compile(r"^(?:đ\s*/\s*c|đc|đồng chí)\b[\s.:]*", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_LETTERS_OF_NAME: Final = re.compile(r"[^\W\d_]+(?:['’.\- ]+[^\W\d_]+)*['’.]?")
_LONGEST_NAME: Final = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A name in title case, and what stood in brackets behind it."""

    full: str
    bracketed: str


def name_of(text: str) -> Name:
    """The name without "đ/c" before it and signs after it."""
    bracketed = clean(" ".join(_IN_BRACKETS.findall(text)))
    bare = _COMRADE.sub("", clean(_IN_BRACKETS.sub(" ", text))).strip(" ;,.:*-–—")
    return Name(title_name(bare), bracketed)


def is_name(text: str) -> bool:
    """Whether the text can be somebody's name: letters only, one to eight words, no heading of a group."""
    if not _LETTERS_OF_NAME.fullmatch(text) or len(text.split()) > _LONGEST_NAME:
        return False
    words = plain(text)
    return not roster_words().group.match(words) and not roster_words().end.match(words)


# --- Dates ---

_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(10_000, 80_000)
_FIVE_DIGITS: Final = re.compile(r"[0-9]{5}")
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date as ISO text of the precision given, and what had to be done to read it."""

    iso: str = ""
    two_digit_year: bool = False
    serial: bool = False
    unreadable: str = ""


def date_of(value: Value) -> DateFact:
    """A date from a date cell, a spreadsheet's day number, a year, or text such as 1/2/1990, 5/1987, 1961."""
    if isinstance(value, date):
        return _calendar_day(value)
    text = text_of(value)
    if not text.strip(" .-–_/"):
        return DateFact()
    if _FIVE_DIGITS.fullmatch(text) and int(text) in _SERIALS:
        return DateFact((_SERIAL_ZERO + timedelta(days=int(text))).isoformat(), serial=True)
    parsed = parse_date(text)
    if parsed is None:
        return DateFact(unreadable=text)
    return DateFact(parsed.iso, two_digit_year=parsed.century_guessed)


def _calendar_day(day: date) -> DateFact:
    """A year typed into a cell formatted as a date shows up as a day of 1905: take it back as a year."""
    serial = (day - _SERIAL_ZERO).days
    return DateFact(str(serial)) if serial in _YEARS else DateFact(day.isoformat())


# --- Card numbers ---

_SPLIT_CARD: Final = re.compile(r"([0-9]{1,2})[.,]([0-9]{1,6})")
_CARD_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class CardFact:
    """A card number as NN.NNNNNN, and what had to be done to read it."""

    number: str = ""
    zeros_restored: bool = False
    dot_added: bool = False
    unreadable: str = ""


def card_of(value: Value) -> CardFact:
    """A member's card number with its dot and its leading zeros.

    A spreadsheet takes 00.515263 for a number and keeps 515263 or 0.515263.
    """
    text = text_of(value).replace(" ", "")
    if not text.strip(".-–_/"):
        return CardFact()
    if split := _SPLIT_CARD.fullmatch(text):
        number = f"{split[1].zfill(2)}.{split[2].ljust(6, '0')}"
        return CardFact(number, zeros_restored=number != text.replace(",", "."))
    digits = text.replace(".", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _CARD_DIGITS):
        return CardFact(unreadable=text_of(value))
    full = digits.zfill(_CARD_DIGITS)
    short = len(digits) < _CARD_DIGITS
    return CardFact(f"{full[:2]}.{full[2:]}", zeros_restored=short, dot_added=not short)


# --- Sex, post, standing ---

_GENDERS: Final[dict[str, Gender]] = {
    "nam": "nam",
    "m": "nam",
    "trai": "nam",
    "nu": "nữ",
    "f": "nữ",
    "gai": "nữ",
}


def gender_of(text: str) -> Gender:
    """ "nam", "nữ", or "" when the text says neither."""
    return _GENDERS.get(plain(text), "")


def role_code_of(role: str) -> RoleCode:
    """The code of a post as written; a post outside the cell's committee makes an ordinary member (ĐV)."""
    words = plain(role)
    return next((code for pattern, code in roster_words().roles if pattern.search(words)), "ĐV")


def role_written_out(text: str) -> str:
    """A post from a chat message with its abbreviation written out: "Phó BT" is "Phó Bí thư"."""
    return roster_words().role_abbreviations.get(plain(text), clean(text))


def is_role(text: str) -> bool:
    """Whether the text names a post in the cell."""
    return role_code_of(text) != "ĐV" or plain(text) in roster_words().role_abbreviations


def status_of(texts: Iterable[str]) -> Status | None:
    """The standing that the first telling of these texts (status, note, post, group heading) gives.

    "chính thức" gives way to what a later text says of a full member: excused from meetings, suspended, moved away.
    """
    statuses = roster_words().statuses
    found = (next((status for pattern, status in statuses if pattern.search(plain(text))), None) for text in texts)
    told = [status for status in found if status is not None]
    if told[:1] == ["chính thức"]:
        return next((status for status in told if status not in ("chính thức", "dự bị")), "chính thức")
    return told[0] if told else None


def first_raised(text: str) -> str:
    """The text with a capital first letter: TCVN3 has no toned capitals (rosters, README)."""
    return text[:1].upper() + text[1:]


# --- Lines that close a list ---


@dataclass(frozen=True, slots=True)
class Closing:
    """What a line such as "Tổng số: 22 đảng viên (Nữ: 11)" states; None for what it does not."""

    total: int | None
    women: int | None


def closing_of(text: str) -> Closing | None:
    """The closing line, or None for any other text."""
    words = plain(text)
    for pattern in roster_words().totals:
        if match := pattern.match(words):
            women = (pattern.search(words) for pattern in roster_words().women)
            first = next(filter(None, women), None)
            return Closing(int(match[1]) if match[1] else None, int(first[1]) if first else None)
    return None


def ends_list(text: str) -> bool:
    """Whether the text belongs to the signatures below a list."""
    return roster_words().end.match(plain(text)) is not None
