"""Rows as people look through them: sorted and filtered by links and forms, and the same rows as XLSX.

A `Table` is what a page shows; `sheet` writes it as a workbook. Cells keep the value they show, so that a number is
a number and a day a day there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Final, Literal, NamedTuple, TypeVar

from starlette.responses import Response

from documents import tables as sheets
from documents.sheet import render_xlsx
from hq.pages import words
from hq.pages.registry import Asked
from hq.pages.shell import download
from models.vietnamese.text import fold, list_key
from models.vietnamese.words import number, short_date

Row = TypeVar("Row")

PER_PAGE: Final = 50
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEARCH, SORT, WAY, PAGE, FILE = "tim", "xep", "chieu", "trang", "tai"
"""Fields of an address: words looked for, column and way of the order, page, "xlsx" for the file."""
DOWN: Final = "giam"

Mark = Literal["", "good", "warn", "bad", "quiet"]
"""How a cell is coloured besides what it says."""


class Cell(NamedTuple):
    """One cell: what it says, the value behind it, where it leads."""

    text: str
    value: sheets.Cell = None
    href: str = ""
    mark: Mark = ""
    note: str = ""  # a second, smaller line


class Column(NamedTuple):
    """A column; without a `key` nobody sorts by it. `width` in letters of the sheet."""

    key: str
    heading: str
    width: int = 16
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are shown. `first` counts from 1; `total` are all rows, `rows` those of this page.

    `size`: how many rows a page has, where that is not `PER_PAGE`.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sort: str = ""
    down: bool = False
    first: int = 1
    total: int = -1
    size: int = 0

    @property
    def body(self) -> Iterator[tuple[Cell, list[tuple[str, bool, Cell]]]]:
        """Row by row its first cell and the others, each with the heading of its column and whether numbers are in it.

        As a template goes through them quickest: it is most of what a page of a list costs.
        """
        others = [(one.heading, one.number) for one in self.columns[1:]]
        for first, *rest in self.rows:
            yield first, [(*column, one) for column, one in zip(others, rest, strict=True)]

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1

    @property
    def page(self) -> int:
        """The number of the page shown."""
        return (self.first - 1) // (self.size or PER_PAGE) + 1

    @property
    def all(self) -> int:
        """How many rows there are on all pages."""
        return self.total if self.total >= 0 else len(self.rows)


def cell(value: sheets.Cell, *, href: str = "", mark: Mark = "", note: str = "", text: str | None = None) -> Cell:
    """A cell that shows a value as people write it, unless `text` says it otherwise."""
    return Cell(_shown(value) if text is None else text, value, href, mark, note)


def _shown(value: sheets.Cell) -> str:
    match value:
        case None | "":
            return words.NONE
        case bool():
            return sheets.YES if value else sheets.NO
        case int():
            return number(value)
        case datetime():
            return value.strftime("%H:%M %d/%m/%Y")
        case date():
            return short_date(value)
        case str():
            return value


# --- order, search, pages -------------------------------------------------------------------------------------------


def order_of(asked: Asked, columns: Sequence[Column], usual: str, down: bool = False) -> tuple[str, bool]:
    """The column and the way that the address asks for, else the usual ones."""
    key = asked.given.get(SORT, "")
    if key and any(column.key == key for column in columns):
        return key, asked.given.get(WAY) == DOWN
    return usual, down


def order_key(one: Cell) -> tuple[object, ...]:
    """How a column is ordered: nothing last, numbers by size, words as in a list: "Tổ 2" before "Tổ 10"."""
    value = one.value if one.value is not None or one.text == words.NONE else one.text
    if value is None or value == "":
        return (1,)
    return 0, list_key(value) if isinstance(value, str) else value


def ordered(rows: Sequence[tuple[Cell, ...]], column: int, down: bool) -> list[tuple[Cell, ...]]:
    """Rows by one of their columns; empty cells stay at the end either way."""
    keyed = [(order_key(row[column]), row) for row in rows]
    filled = [one for one in keyed if len(one[0]) > 1]
    empty = [row for key, row in keyed if len(key) == 1]
    return [row for _, row in sorted(filled, key=itemgetter(0), reverse=down)] + empty


def page_of(asked: Asked, total: int, size: int = PER_PAGE) -> int:
    """How many rows come before the page that the address asks for; never beyond the last page."""
    typed = asked.given.get(PAGE, "")
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    last = max(1, -(-total // size))
    return (min(max(wanted, 1), last) - 1) * size


def wants_file(asked: Asked) -> bool:
    """Whether the rows are asked for as a file instead of a page."""
    return asked.given.get(FILE) == "xlsx"


def cut(asked: Asked, total: int) -> tuple[int, int | None]:
    """How many rows come before those that are shown, and how many are: a page of them, in a file all."""
    return (0, None) if wants_file(asked) else (page_of(asked, total, PER_PAGE), PER_PAGE)


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Text as it is searched: without case and marks. Names come again with every call."""
    return fold(text)


def matching(rows: Iterable[Row], looked_for: str, texts: Callable[[Row], Iterable[str]]) -> list[Row]:
    """The rows in one of whose texts each word stands that was typed, with or without marks."""
    wanted = folded(looked_for).split()
    return [row for row in rows if all(any(word in folded(text) for text in texts(row)) for word in wanted)]


def listed(
    asked: Asked,
    caption: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    usual: str = "",
    down: bool = False,
) -> Table:
    """All rows in the order and on the page that the address asks for; a file has every page.

    For as many rows as one office has. Where there may be thousands the database sorts and cuts.
    """
    sort, down = order_of(asked, columns, usual, down)
    if sort:
        rows = ordered(rows, [column.key for column in columns].index(sort), down)
    first, most = cut(asked, len(rows))
    shown = rows[first:][:most]
    return Table(caption, columns, tuple(shown), sort, down, first + 1, len(rows))


# --- the file -------------------------------------------------------------------------------------------------------


def sheet(asked: Asked, table: Table, name: str) -> Response:
    """The table as a workbook; `name` of the file in ASCII without an end. The tab bears the caption."""
    columns = tuple(sheets.Column(column.heading, column.width) for column in table.columns)
    rows = tuple(tuple(_value(one) for one in row) for row in table.rows)
    title = "".join(sign for sign in table.caption if sign not in "[]:*?/\\'")[:31].strip() or "Bảng"
    body = render_xlsx([sheets.Table(name, title, columns, rows)], asked.now)
    return download(body, f"{name}-{asked.today}.xlsx", XLSX)


def _value(one: Cell) -> sheets.Cell:
    """What the sheet has of a cell: its value, or what it says; the second line behind a text."""
    if one.value is None and one.text == words.NONE:
        return one.note or None
    if one.value is None or isinstance(one.value, str):
        return f"{one.text} ({one.note})" if one.note else one.text
    return one.value
