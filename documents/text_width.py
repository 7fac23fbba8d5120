"""How long a bold line of Times New Roman is, so that a rule can be as long as the words above it.

The widths are the font's advance widths in thousandths of the size; its metric twins (Liberation Serif,
Tinos) share them. A tone mark does not change the width of its letter; ơ and ư have their own.
"""

from __future__ import annotations

import re
import unicodedata

_BOLD_WIDTHS = {
    250: " ,.",
    278: "'/il",
    333: "!()-:;[]`fjt‘’",
    389: "Is",
    444: "cerz",
    500: "*#$0123456789?J_agovxy–“”",
    554: "ơ",
    556: "Sbdhknpquđ",
    570: "+=<>",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    944: "M",
    930: "@",
    1000: "W—…%",
}
_BOLD = {character: width for width, characters in _BOLD_WIDTHS.items() for character in characters}
NAMES = ("parent", "issuer")
"""The fields of a head that are names of bodies."""
_USUAL = 600  # for characters that letterheads hardly ever use
_PLACES = "tỉnh|thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu|thôn|tổ dân phố"
_PLACE = re.compile(rf" (?=(?:{_PLACES})\b)", re.IGNORECASE)
"""Where the name of a body may be parted in two: before the kind of its place."""
_HORN = "\u031b"


def _base(character: str) -> str:
    """The letter without tone, circumflex and breve; the horn of ơ and ư stays."""
    spelled = unicodedata.normalize("NFD", character)
    return unicodedata.normalize("NFC", spelled[0] + _HORN) if _HORN in spelled else spelled[0]


def bold_width(text: str, size: float) -> float:
    """The length in points of a text in Times New Roman Bold of `size` points."""
    letters = unicodedata.normalize("NFC", text)
    return sum(_BOLD.get(_base(letter), _USUAL) for letter in letters) * size / 1000


def name_lines(text: str, size: float, room: float) -> tuple[str, ...]:
    """The name of a body in bold of `size` points, on two lines where one of `room` points is too short for it.

    It is parted before the kind of its place ("ỦY BAN NHÂN DÂN" / "XÃ VÂN KHÊ"), as heads of papers are written by
    hand; where no such parting makes both fit, it stays whole.
    """
    if bold_width(text, size) <= room:
        return (text,)
    for place in reversed([found.start() for found in _PLACE.finditer(text)]):
        parts = text[:place], text[place + 1 :]
        if all(bold_width(part, size) <= room for part in parts):
            return parts
    return (text,)
