"""Which column of a list holds what: the header found by what it says, or told by the clerk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from documents.roster_sheet import Grid, Row, letter, text_of
from documents.roster_words import RosterError, plain, roster_words
from models.vietnamese.text import clean

_SEARCHED_ROWS: Final = 60
_DEEPEST_HEADER: Final = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Kind of column → 0-based column and its header text, and the rows (1-based) the header takes."""

    places: dict[str, int]
    headers: dict[str, str]
    header_rows: tuple[int, ...]

    def has(self, *kinds: str) -> bool:
        """Whether any of these kinds was found."""
        return any(kind in self.places for kind in kinds)


def kind_of(header: str) -> tuple[str, int]:
    """The kind of column a header speaks of and the length of the phrase that told it; ("", 0) if none."""
    words = plain(header.partition("(")[0]) or plain(header)
    columns = roster_words().columns
    if _longest(words, columns["other"].contains):
        return "other", 0
    best = ("", 0)
    for kind, known in columns.items():
        size = len(words) if words in known.exact else _longest(words, known.contains)
        if size > best[1]:
            best = (kind, size)
    return best


def _longest(words: str, phrases: Iterable[str]) -> int:
    """Length of the longest phrase that stands in the words as whole words."""
    return max((len(phrase) for phrase in phrases if f" {phrase} " in f" {words} "), default=0)


# --- Finding the header ---


def find_columns(grid: Grid) -> Columns | None:
    """The columns by the first row that names people and at least one thing more; None if there is none.

    A header may go on in the next rows (Ngày sinh → Nam, Nữ): then the texts are read from top to bottom.
    """
    for top, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        kinds = {kind_of(text_of(value))[0] for value in row if value != ""}
        if not kinds & {"full_name", "surname_middle", "given"} or len(kinds - {""}) < 2:
            continue
        depth = _depth(grid.rows, top)
        columns = _assigned(grid, top, depth)
        if columns.has("full_name"):
            return columns
    return None


def _depth(rows: Sequence[Row], top: int) -> int:
    """How many rows the header takes."""
    depth = 1
    while depth < _DEEPEST_HEADER and top + depth < len(rows) and _continues(rows[top : top + depth + 1]):
        depth += 1
    return depth


def _continues(rows: Sequence[Row]) -> bool:
    """Whether the last of these rows goes on with the header: words without digits, mostly known ones."""
    lower = {column: text_of(value) for column, value in enumerate(rows[-1]) if value != ""}
    if not lower or any(char.isdigit() for text in lower.values() for char in text):
        return False
    tops = _stacked(rows[:-1], set(lower))
    known = [c for c, text in lower.items() if _kind_under(tops[c], text)[0] not in ("", "full_name")]
    return len(known) * 2 > len(lower)


def _stacked(rows: Sequence[Row], columns: Iterable[int]) -> dict[int, str]:
    """The header texts above each of the columns; a blank takes the text to its left, as merged cells do."""
    stacked = {}
    for column in columns:
        parts = []
        for row in rows:
            before = [text_of(value) for value in row[: column + 1]]
            parts.append(next((text for text in reversed(before) if text), ""))
        stacked[column] = " ".join(filter(None, parts))
    return stacked


def _kind_under(above: str, text: str) -> tuple[str, int]:
    """The kind of a lower header cell, alone or together with what stands above it."""
    if clean(text).lower() == "năm":
        return kind_of(above)
    alone = kind_of(text)
    together = kind_of(f"{above} {text}")
    if alone[0] in ("male", "female", "surname_middle", "given", "other") or together[0] == "":
        return alone
    return together


def _assigned(grid: Grid, top: int, depth: int) -> Columns:
    """Each column's kind from its stacked header; of two columns of one kind the better named one."""
    rows = grid.rows[top : top + depth]
    width = max(len(row) for row in rows)
    places: dict[str, int] = {}
    headers: dict[str, str] = {}
    strength: dict[str, int] = {}
    for column in range(width):
        above, text = _header_of(rows, column)
        kind, size = _kind_under(above, text) if above else kind_of(text)
        if kind not in ("", "other") and size > strength.get(kind, 0):
            places[kind], strength[kind] = column, size
            headers[kind] = clean(f"{above} {text}")
    _settle_names(grid, top + depth, places, headers)
    return Columns(places, headers, tuple(range(top + 1, top + depth + 1)))


def _header_of(rows: Sequence[Row], column: int) -> tuple[str, str]:
    """What stands above a column, and its own lowest header text."""
    texts = [text_of(row[column]) if column < len(row) else "" for row in rows]
    lowest = max((place for place, text in enumerate(texts) if text), default=None)
    if lowest is None:
        return "", ""
    return _stacked(rows[:lowest], [column])[column], texts[lowest]


def _settle_names(grid: Grid, first: int, places: dict[str, int], headers: dict[str, str]) -> None:
    """Make sure of "full_name": a lone "Tên" is the whole name; a name may spread over two cells."""
    if "surname_middle" in places and "given" in places:
        places["full_name"] = places["surname_middle"]
        headers["full_name"] = headers["surname_middle"]
    elif "full_name" not in places and "given" in places:
        places["full_name"], headers["full_name"] = places.pop("given"), headers.pop("given")
    elif "full_name" in places and _spreads(grid, first, places):
        places["surname_middle"] = places["full_name"]
        places["given"] = places["full_name"] + 1
        headers["surname_middle"] = headers["given"] = headers["full_name"]


def _spreads(grid: Grid, first: int, places: Mapping[str, int]) -> bool:
    """Whether the column right of the names has no header and one word beside most of the names."""
    name, beside = places["full_name"], places["full_name"] + 1
    if beside in places.values():
        return False
    if any(text_of(row[beside]) for row in grid.rows[first - 1 : first] if beside < len(row)):
        return False
    data = takewhile(lambda row: any(value != "" for value in row), grid.rows[first:])
    named = [row for row in data if beside < len(row) and row[name] != ""]
    single = [row for row in named if isinstance(row[beside], str) and text_of(row[beside]).isalpha()]
    return len(single) * 2 > len(named)


# --- Told by the clerk ---


def told_columns(grid: Grid, found: Columns | None, told: Mapping[str, str]) -> Columns:
    """The found columns with the clerk's own choice on top.

    `told` maps a kind to a column letter ("B"), a header text, or "" to leave the kind out. Raises
    RosterError for an unknown kind or column.
    """
    places = dict(found.places) if found else {}
    headers = dict(found.headers) if found else {}
    if "full_name" in told:
        for part in ("surname_middle", "given"):
            places.pop(part, None)
    for kind, reference in told.items():
        _check_kind(kind)
        places.pop(kind, None)
        if reference:
            places[kind] = _column_named(grid, found, reference)
            headers[kind] = _text_above(grid, found, places[kind])
    if "surname_middle" in places and "given" in places:
        places["full_name"] = places["surname_middle"]
    return Columns(places, headers, found.header_rows if found else ())


def _check_kind(kind: str) -> None:
    known = roster_words().columns
    if kind not in known:
        raise RosterError(f"Không có loại cột “{kind}”. Các loại cột: {', '.join(known)}.")


def _column_named(grid: Grid, found: Columns | None, reference: str) -> int:
    width = max((len(row) for row in grid.rows), default=0)
    for column in range(width):
        header = _text_above(grid, found, column)
        if reference.upper() == letter(column) or (header and plain(header) == plain(reference)):
            return column
    raise RosterError(f"Tệp không có cột “{reference}”. Hãy dùng chữ của cột, từ A đến {letter(width - 1)}.")


def _text_above(grid: Grid, found: Columns | None, column: int) -> str:
    rows = [grid.rows[number - 1] for number in found.header_rows] if found else []
    above, text = _header_of(rows, column)
    return clean(f"{above} {text}")
