"""Finding the numbered indicators and their groups in lines of text, whatever paper they were copied from.

Taken as a number: "1.", "1)", "(1)", "1-", "1:", a tab, "Biểu hiện 1:"; as a group: "Nhóm thứ nhất",
"Nhóm 1", "I.". Numbers may run on (1–25) or begin again in each group (1–12, 1–9, 1–4). Other lines carry
on the indicator above. The wording is never changed but for blanks and unseen characters: it is official.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_ORDINALS: Final = {
    name: place
    for place, names in enumerate(("nhất một i 1 a", "hai ii 2 b", "ba iii 3 c", "tư iv 4 d", "năm v 5 e"), start=1)
    for name in names.split()
}
"""How a heading names its place, in small letters."""

_GROUP: Final = re.compile(
    r"(?:(?:\d|[A-E]|IV|I{1,3}|V)\s*[.):\-–—/]\s*)?"
    r"N(?:hóm|HÓM)\s+(?:(?i:thứ)\s+)?(?P<word>(?i:nhất|một|hai|ba|tư|năm)|[1-5]|IV|I{1,3}|V)\b"
    r"\s*[.):\-–—/,]*\s*(?P<title>.*)"
)
_SIGN: Final = re.compile(r"(?P<word>IV|I{1,3}|V|[A-E](?=\W))\s*(?:$|[.):\-–—/]+(?![A-ZĐ]{2})\s*)(?P<title>.*)")
_ITEM: Final = re.compile(
    r"(?:B(?:iểu hiện|IỂU HIỆN)\s*(?i:số|thứ)?\s*(?P<named>\d{1,2})\b\s*[.):\-–—,]?"
    r"|\((?P<ringed>\d{1,2})\)[.:]?"
    r"|(?P<plain>\d{1,2})\s*(?:[.):\-–—](?!\d|[A-ZĐ]{2})|/(?=\s)|\t))"
    r"\s*(?P<text>.*)"
)
_ORNAMENT: Final = re.compile(r"[*#•·▪+\-–—]+\s*(?=N(?:hóm|HÓM)|B(?:iểu|IỂU)|\(?\d{1,2}\s*[.):/])")
"""Stars and dashes set before a number or a heading."""
_PAGE_NUMBER: Final = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?")
_APPENDIX: Final = re.compile(r"PHỤ LỤC\b|Phụ lục(?: [IVX\d]+)?$")
_CONTINUED: Final = re.compile(r"(?i:\(?tiếp)\b")
_TAIL: Final = re.compile(r"(?i:nơi nhận)\b|T/M|TM\.|K/T|KT\.|[-–—_*]{3,}")
_BLANKS: Final = re.compile(r"[^\S\t]+")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(slots=True)
class FoundGroup:
    """A group as it stands in the paper: the place its heading names, if any, its title, its texts."""

    ordinal: int | None = None
    title: str = ""
    items: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """Everything found in a text: the groups in order, and the lines after an item that fit nowhere."""

    groups: list[FoundGroup] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def tidy(line: str) -> str:
    """One line in NFC, unseen characters gone, blanks single; tabs stay, they part a number from its text."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", line).translate(_UNSEEN)).strip()


def group_ordinal(text: str) -> int | None:
    """Which group a cell or heading names ("II", "Nhóm thứ hai"), if it is nothing but that name."""
    match = _heading(text)
    return None if match is None or match["title"] else _ordinal(match)


def _heading(line: str) -> re.Match[str] | None:
    return _GROUP.fullmatch(line) or _SIGN.fullmatch(line)


def _ordinal(match: re.Match[str]) -> int:
    return _ORDINALS[match["word"].lower()]


def read_lines(lines: Iterable[str]) -> Reading:
    """The groups with their indicators. What stands before the first of them is passed over as preamble."""
    reader = _Reader()
    for line in lines:
        reader.take(tidy(line))
    return reader.finished()


class _Reader:
    """Takes one tidy line after the other and knows to what the next unnumbered line belongs."""

    def __init__(self) -> None:
        self._reading = Reading()
        self._number: int | None = None
        """The item being read; None before the first item of a group."""
        self._after_blank = False
        self._ended = False
        """Whether the item being read is over, so that what follows is outside the list."""

    def take(self, line: str) -> None:
        """Put the line where it belongs."""
        if not line:
            self._after_blank = True
            return
        if _PAGE_NUMBER.fullmatch(line):
            return
        line = _ORNAMENT.sub("", line, count=1) if _ORNAMENT.match(line) else line
        if _APPENDIX.match(line):
            self._begin_anew()
        elif group := _heading(line.rstrip("*")):
            self._take_heading(_ordinal(group), group["title"])
        else:
            self._take_text(line)
            self._after_blank = False

    def finished(self) -> Reading:
        """What was found; headings without any indicator under them are dropped."""
        self._reading.groups = [group for group in self._reading.groups if group.items]
        return self._reading

    def _begin_anew(self) -> None:
        """The Appendix begins: numbers met before it belonged to the paper itself."""
        self._reading = Reading()
        self._number = None

    def _take_heading(self, ordinal: int, title: str) -> None:
        """A new group; the first group begins the list, whatever was numbered before it."""
        if _CONTINUED.match(title):
            return
        if ordinal == 1:
            self._begin_anew()
        self._reading.groups.append(FoundGroup(ordinal, title))
        self._number = None

    def _take_text(self, line: str) -> None:
        """A numbered line begins an indicator, any other carries on what stands above it."""
        item = _ITEM.fullmatch(line)
        number = int(item["named"] or item["ringed"] or item["plain"]) if item else 0
        if item and self._fits(number):
            self._begin_item(number, item["text"])
        elif self._number is not None:
            self._carry_on(self._reading.groups[-1], self._number, line)
        elif self._reading.groups and not _TAIL.match(line):
            heading = self._reading.groups[-1]
            heading.title = f"{heading.title} {line}".strip()

    def _fits(self, number: int) -> bool:
        """Numbers only grow, but for a 1, which begins the list or a new group."""
        if self._number is None:
            return number == 1 or (number > 1 and bool(self._reading.groups))
        return number > self._number or number == 1

    def _begin_item(self, number: int, text: str) -> None:
        starts_group = not self._reading.groups or (number == 1 and self._number is not None)
        if starts_group:
            self._reading.groups.append(FoundGroup())
        self._reading.groups[-1].items[number] = text
        self._number = number
        self._ended = False

    def _carry_on(self, group: FoundGroup, number: int, line: str) -> None:
        """Add to the indicator above, unless it has ended: by a sign-off, or a full stop and a blank line."""
        text = group.items[number]
        stopped = self._after_blank and text.endswith((".", ";", "!"))
        self._ended = self._ended or stopped or text.endswith("./.") or _TAIL.match(line) is not None
        if self._ended:
            self._reading.left_over.append(line)
        else:
            group.items[number] = f"{text} {line}".strip()
