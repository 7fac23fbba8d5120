"""A list of units as an office keeps it (.csv, .xlsx) read into rows: header found with and without marks.

Columns: Mã, Tên, Cấp trên (a code or a name), Loại hình, Biến thể, Từ ngày, Đến ngày (the last day), Người theo dõi.
Nothing is saved here. A fault is told with its line and its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Final

from documents.encodings import decode
from documents.roster_sheet import DELIMITERS, Grid, Value, delimited_grid, is_spreadsheet, sheet_grid, text_of
from documents.roster_words import RosterError
from hq import words
from hq.access import BEGINNING
from hq.organisation import OrganisationError, Row, Tree, Unit, on_day
from hq.schema import FOREVER
from models.plan import Plan
from models.vietnamese.text import fold

_HEADERS: Final[Mapping[str, str]] = {
    "ma": "code",
    "ma don vi": "code",
    "ten": "name",
    "ten don vi": "name",
    "don vi": "name",
    "cap tren": "parent",
    "ma cap tren": "parent",
    "truc thuoc": "parent",
    "loai hinh": "body",
    "loai": "body",
    "bien the": "variant",
    "tu ngay": "since",
    "hieu luc tu": "since",
    "den ngay": "until",
    "den het ngay": "until",
    "nguoi theo doi": "overseer",
    "can bo theo doi": "overseer",
    "dang uy vien theo doi": "overseer",
}
"""Header without marks → what the column holds."""

MOST_FAULTS: Final = 100
"""Faults of a file that are told at once."""
_LONGEST: Final = 200
_HEADER_WITHIN: Final = 20
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_rows(path: Path, plan: Plan, tree: Tree) -> list[Row]:
    """The units of a file, as `rows_in`. OrganisationError, also when the file cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OrganisationError(words.ORG_NO_FILE.format(name=path.name)) from error
    return rows_in(data, path.name, plan, tree)


def rows_in(data: bytes, name: str, plan: Plan, tree: Tree) -> list[Row]:
    """The units of a file; `tree` are those known already, whose codes and names may stand as a parent.

    OrganisationError, with the first faults that were found, one a line, in the order of the file, and how many more
    there are.
    """
    grid = _grid(data, name)
    found = _header(grid)
    if found is None:
        raise OrganisationError(words.ORG_NO_HEADER)
    start, columns = found
    reader = _Reader(plan, columns)
    for number, cells in enumerate(grid.rows[start:], start + 1):
        reader.take(number, cells)
    reader.settle(tree)
    if reader.faults:
        raise OrganisationError("\n".join(_first([said for _, said in sorted(reader.faults, key=itemgetter(0))])))
    if not reader.rows:
        raise OrganisationError(words.ORG_NO_ROWS)
    return reader.rows


def _first(faults: Sequence[str]) -> Sequence[str]:
    """As many as one looks through; a wrong column alone has a fault on every line."""
    if len(faults) <= MOST_FAULTS:
        return faults
    return *faults[:MOST_FAULTS], words.ORG_MORE_FAULTS.format(count=len(faults) - MOST_FAULTS)


# --- the file as a grid ---------------------------------------------------------------------------------------------


def _grid(data: bytes, name: str) -> Grid:
    if not data.strip():
        raise OrganisationError(words.ORG_EMPTY.format(name=name))
    try:
        return sheet_grid(data) if is_spreadsheet(data) else _delimited(data)
    except RosterError as error:
        raise OrganisationError(str(error)) from error


def _delimited(data: bytes) -> Grid:
    """Split by the delimiter whose header is understood best."""
    decoded = decode(data)
    grids = [delimited_grid(decoded, delimiter) for delimiter in DELIMITERS]
    return max(grids, key=lambda grid: len((_header(grid) or (0, {}))[1]))


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """How many rows end with the header, and field → column; None without code and name."""
    for number, cells in enumerate(grid.rows[:_HEADER_WITHIN], 1):
        columns: dict[str, int] = {}
        for column, value in enumerate(cells):
            kind = _HEADERS.get(_plain(text_of(value)))
            if kind is not None:
                columns.setdefault(kind, column)
        if {"code", "name"} <= columns.keys():
            return number, columns
    return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


# --- rows -----------------------------------------------------------------------------------------------------------


class _Fault(Exception):
    """What is wrong with one line, as a sentence."""


class _Reader:
    """Reads line by line, and gathers every fault instead of stopping at the first."""

    def __init__(self, plan: Plan, columns: Mapping[str, int]) -> None:
        self._plan = plan
        self._columns = columns
        self.rows: list[Row] = []
        self.faults: list[tuple[int, str]] = []

    def take(self, line: int, cells: Sequence[Value]) -> None:
        """One line; an empty one is passed over."""
        given = {kind: cells[at] if at < len(cells) else "" for kind, at in self._columns.items()}
        if not any(text_of(value) for value in given.values()):
            return
        try:
            self.rows.append(self._row(line, given))
        except _Fault as fault:
            self.fault(line, str(fault))

    def fault(self, line: int, sentence: str) -> None:
        """Remember what is wrong with a line."""
        self.faults.append((line, words.ORG_LINE.format(line=line, fault=sentence)))

    def _row(self, line: int, given: Mapping[str, Value]) -> Row:
        texts = {kind: " ".join(text_of(value).split()) for kind, value in given.items()}
        _require_texts(texts)
        body = self._body(texts.get("body", ""))
        since, until = _day(given.get("since", "")), _day(given.get("until", ""))
        last = FOREVER if until is None else (until + timedelta(days=1)).isoformat()
        first = "" if since is None else since.isoformat()
        if first >= last:
            raise _Fault(words.ORG_DATES_TURNED)
        return Row(
            line=line,
            code=texts["code"],
            name=texts["name"],
            parent=texts.get("parent", ""),
            body=body,
            variant=self._variant(body, texts.get("variant", "")),
            since=first,
            until=last,
            overseer=texts.get("overseer"),
        )

    def _body(self, text: str) -> str:
        """The kind of body by its id or its name; "" for what only leads."""
        known = {_plain(kind): kind for kind in self._plan.bodies}
        known |= {_plain(body.name): kind for kind, body in self._plan.bodies.items()}
        return _chosen(text, known, words.ORG_BAD_BODY, [body.name for body in self._plan.bodies.values()])

    def _variant(self, body: str, text: str) -> str:
        variants = self._plan.bodies[body].variants if body else ()
        known = {_plain(one.id): one.id for one in variants} | {_plain(one.name): one.id for one in variants}
        return _chosen(text, known, words.ORG_BAD_VARIANT, [one.name for one in variants])

    # --- all lines together ---

    def settle(self, tree: Tree) -> None:
        """Open ends closed by the next line of the same unit, parents by their codes, contradictions told."""
        self._close_ends()
        codes = self._parents(tree)
        self.rows = [self._settled(row, codes, tree) for row in self.rows]

    def _close_ends(self) -> None:
        by_code: dict[str, list[Row]] = {}
        for row in self.rows:
            by_code.setdefault(row.code, []).append(row)
        closed: dict[int, Row] = {}
        for same in by_code.values():
            same.sort(key=lambda row: row.since)
            for row, following in zip(same, [*same[1:], None], strict=True):
                closed[row.line] = self._closed(row, following)
        self.rows = [closed[row.line] for row in self.rows]

    def _closed(self, row: Row, following: Row | None) -> Row:
        if following is None or row.until <= following.since:
            return row
        if row.until != FOREVER or row.since == following.since:
            self.fault(following.line, words.ORG_OVERLAP.format(code=row.code, other=row.line))
            return row
        # The first line of a history of several holds from ever, not from today.
        return replace(row, since=row.since or BEGINNING, until=following.since)

    def _parents(self, tree: Tree) -> dict[str, set[str]]:
        """Code or plain name → codes."""
        found: dict[str, set[str]] = {}
        for unit in tree.values():
            for span in unit.spans:
                found.setdefault(_plain(span.name), set()).add(unit.code)
        for row in self.rows:
            found.setdefault(_plain(row.name), set()).add(row.code)
        for code in [*tree, *(row.code for row in self.rows)]:
            found[code] = {code}
        return found

    def _settled(self, row: Row, codes: Mapping[str, set[str]], tree: Tree) -> Row:
        known = tree.get(row.code)
        if known is not None:
            row = self._as_before(row, known)
        if not row.parent:
            return row
        found = codes.get(row.parent) or codes.get(_plain(row.parent), set())
        if len(found) != 1:
            sentence = words.ORG_TWO_PARENTS if found else words.ORG_NO_PARENT
            self.fault(row.line, sentence.format(text=row.parent))
            return row
        return replace(row, parent=next(iter(found)))

    def _as_before(self, row: Row, known: Unit) -> Row:
        """A file without a column for it leaves body and parent as they are; the body never changes."""
        if "body" in self._columns and (row.body, row.variant) != (known.body, known.variant):
            old = "/".join(filter(None, (known.body, known.variant))) or words.ORG_NOBODY
            self.fault(row.line, words.ORG_BODY_CHANGED.format(code=row.code, old=old))
        now = on_day(known, row.since) if row.since else known.spans[-1] if known.spans else None
        if "parent" not in self._columns and now is not None:
            return replace(row, parent=now.parent)
        return row


def _require_texts(texts: Mapping[str, str]) -> None:
    if not texts["code"]:
        raise _Fault(words.ORG_NO_CODE)
    if not texts["name"]:
        raise _Fault(words.ORG_NO_NAME)
    for text in texts.values():
        if len(text) > _LONGEST:
            raise _Fault(words.ORG_TOO_LONG.format(text=text[:20]))


def _chosen(text: str, known: Mapping[str, str], fault: str, choices: Sequence[str]) -> str:
    if not text:
        return ""
    found = known.get(_plain(text)) or known.get(_plain(text.replace("_", " ")))
    if found is None:
        raise _Fault(fault.format(text=text, choices=", ".join(choices) or words.ORG_NOBODY))
    return found


def _day(value: Value) -> date | None:
    """A day as a sheet or a person writes it; None for none."""
    if isinstance(value, date):
        return value
    text = text_of(value)
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise _Fault(words.ORG_BAD_DATE.format(text=text[:20])) from None
