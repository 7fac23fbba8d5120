"""A member list as real cells keep it (.xlsx, .csv, .txt) read into people: the one door for rosters.

`read_roster` finds encoding, header and people by itself; `preview` shows what it understood, and the clerk
may have it read again with another encoding, sheet or columns (IM-3). Nothing is saved here.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from documents.encodings import Decoded, EncodingError, decode, label_in_words
from documents.roster_columns import Columns, find_columns, told_columns
from documents.roster_rows import read_rows
from documents.roster_sheet import (
    CELL_ENCODINGS,
    DELIMITERS,
    Grid,
    delimited_grid,
    is_spreadsheet,
    letter,
    sheet_grid,
)
from documents.roster_text import read_lines
from documents.roster_unit import unit_of_chat, units_of
from documents.roster_warnings import Import, warnings_of
from documents.roster_words import RosterError, roster_words
from models.people import Roster, RosterLine, with_ids
from models.vietnamese.text import clean, nfc

__all__ = ["Preview", "RosterError", "RosterFile", "preview", "read_roster", "to_json", "to_roster"]

_LARGEST_FILE: Final = 20_000_000
_FIRST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """One column of the file: what it holds, its letter and its header text."""

    kind: str
    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """An encoding the clerk may choose instead: its key, its name, and the first names it would give."""

    key: str
    label: str
    sample: str


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What was understood of one file. `format` is "xlsx", "csv" or "txt"; rows are 1-based.

    `delimiter` and `newline` are for .csv, `sheet` and `sheets` for .xlsx, else empty; `women` is None where
    the list tells no sexes.
    """

    file: str
    sha256: str
    format: str
    encoding: str
    header_rows: tuple[int, ...]
    first_data_row: int
    unit: str
    parent_unit: str
    declared_total: int | None
    women: int | None
    members: tuple[RosterLine, ...]
    warnings: tuple[str, ...]
    columns: tuple[ColumnFound, ...] = ()
    encodings: tuple[EncodingChoice, ...] = ()
    delimiter: str = ""
    newline: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def told(self) -> frozenset[str]:
        """The fields this list has columns for; `people.diff` keeps the old values of the others."""
        kinds = {column.kind for column in self.columns}
        fields = kinds & set(RosterLine.model_fields)
        if kinds & {"male", "female"}:
            fields |= {"gender"} | ({"birth"} if any(member.birth for member in self.members) else set())
        if kinds & {"status", "note", "official"}:
            fields |= {"status"}
        if "role" in kinds:
            fields |= {"role_code"}
        return frozenset(fields)


def read_roster(
    path: Path | str,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> RosterFile:
    """Read a member list. `encoding`, `sheet` and `columns` (kind → letter or header) overrule what is found.

    Raises RosterError with a Vietnamese sentence that says what to do: no such file, empty, damaged or locked
    file, no header, nobody in it, unknown encoding, sheet or column.
    """
    path = Path(path)
    data = _bytes_of(path)
    if is_spreadsheet(data):
        found = _from_sheet(data, encoding, sheet, columns or {})
    else:
        found = _from_text(data, path.suffix.lower(), encoding, columns or {})
    if not found.members:
        raise RosterError(
            "Không tìm thấy đảng viên nào trong tệp. Hãy kiểm tra cột họ tên, hoặc chọn trang tính, bảng mã khác."
        )
    return _roster_file(path.name, data, found)


def _bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST_FILE else None
    except OSError as error:
        raise RosterError(f"Không đọc được tệp “{path.name}”. Hãy kiểm tra tên tệp và quyền đọc.") from error
    if data is None:
        raise RosterError("Tệp quá lớn, không phải danh sách đảng viên. Hãy chọn tệp khác.")
    if not data.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise RosterError(f"Tệp “{path.name}” trống. Hãy chọn tệp khác.")
    return data


# --- Spreadsheets ---


def _from_sheet(data: bytes, encoding: str | None, sheet: str | None, told: Mapping[str, str]) -> Import:
    grid = sheet_grid(data, sheet, encoding)
    found = find_columns(grid)
    if found is None and sheet is None and not told:
        grid, found = _other_sheet(data, grid, encoding)
    columns = _columns(grid, found, told)
    return Import(
        format="xlsx",
        reading=read_rows(grid, columns),
        units=units_of(_letterhead(grid, columns)),
        encoding=grid.encoding,
        forced=encoding is not None,
        grid=grid,
        columns=columns,
    )


def _other_sheet(data: bytes, grid: Grid, encoding: str | None) -> tuple[Grid, Columns | None]:
    """The first other sheet that has a header, where the open one has none; else the open one."""
    for title in grid.sheets:
        other = sheet_grid(data, title, encoding)
        if columns := find_columns(other):
            return other, columns
    return grid, None


def _columns(grid: Grid, found: Columns | None, told: Mapping[str, str]) -> Columns:
    columns = told_columns(grid, found, told) if told else found
    if columns is None or not columns.has("full_name"):
        raise RosterError(
            "Không thấy dòng tiêu đề có cột “Họ và tên”. "
            "Hãy thêm dòng tiêu đề vào tệp, hoặc chỉ ra cột họ tên, rồi nhập lại."
        )
    return columns


def _letterhead(grid: Grid, columns: Columns) -> list[str]:
    """The lines of all cells above the header, row by row."""
    above = grid.rows[: min(columns.header_rows, default=1) - 1]
    return [line for row in above for value in row for line in str(value).splitlines()]


# --- Text ---


def _from_text(data: bytes, suffix: str, encoding: str | None, told: Mapping[str, str]) -> Import:
    try:
        decoded = decode(data, encoding)
    except EncodingError as error:
        raise RosterError(str(error)) from error
    grid, found = _best_delimited(decoded)
    if suffix == ".txt" and found is None and not told:
        return _from_chat(decoded, forced=encoding is not None)
    columns = _columns(grid, found, told)
    return Import(
        format="txt" if suffix == ".txt" else "csv",
        reading=read_rows(grid, columns),
        units=units_of(_letterhead(grid, columns)),
        encoding=decoded.label,
        forced=encoding is not None,
        decoded=decoded,
        grid=grid,
        columns=columns,
    )


def _best_delimited(decoded: Decoded) -> tuple[Grid, Columns | None]:
    """The rows by the delimiter that gives the most known columns, or just the most columns."""
    grids = [delimited_grid(decoded, delimiter) for delimiter in DELIMITERS]
    found = [(grid, find_columns(grid)) for grid in grids]
    return max(
        found,
        key=lambda pair: (len(pair[1].places) if pair[1] else 0, max(map(len, pair[0].rows), default=0)),
    )


def _from_chat(decoded: Decoded, *, forced: bool) -> Import:
    lines = decoded.text.splitlines()
    reading = read_lines(lines)
    before = lines[: reading.rows[0] - 1] if reading.rows else []
    return Import(
        format="txt",
        reading=reading,
        units=unit_of_chat(before),
        encoding=decoded.label,
        forced=forced,
        decoded=decoded,
    )


# --- The result ---


def _roster_file(name: str, data: bytes, found: Import) -> RosterFile:
    grid = found.grid
    return RosterFile(
        file=nfc(name),
        sha256=hashlib.sha256(data).hexdigest(),
        format=found.format,
        encoding=found.encoding,
        header_rows=found.columns.header_rows if found.columns else (),
        first_data_row=found.reading.rows[0],
        unit=found.units.own,
        parent_unit=found.units.parent,
        declared_total=found.reading.declared_total,
        women=found.women,
        members=found.members,
        warnings=warnings_of(found),
        columns=_columns_found(found.columns),
        encodings=_choices(found),
        delimiter=grid.delimiter if grid and found.format == "csv" else "",
        newline=_newline(found.decoded.text) if found.decoded and found.format == "csv" else "",
        sheet=grid.sheet if grid else "",
        sheets=grid.sheets if grid else (),
    )


def _newline(text: str) -> str:
    if "\r\n" in text:
        return "CRLF"
    return "CR" if "\r" in text and "\n" not in text else "LF"


def _columns_found(columns: Columns | None) -> tuple[ColumnFound, ...]:
    if columns is None:
        return ()
    by_place = sorted(columns.places.items(), key=lambda item: item[1])
    return tuple(ColumnFound(kind, letter(place), columns.headers.get(kind, "")) for kind, place in by_place)


def _choices(found: Import) -> tuple[EncodingChoice, ...]:
    """The encodings to choose from, the one in use first, each with a piece of what it gives."""
    if found.decoded is None:
        return tuple(EncodingChoice(key, label_in_words(label), "") for key, label in CELL_ENCODINGS.items())
    line = found.reading.rows[0] - 1
    return tuple(
        EncodingChoice(candidate.encoding, label_in_words(candidate.label), _line_of(candidate.text, line))
        for candidate in found.decoded.candidates
    )


def _line_of(text: str, number: int) -> str:
    lines = text.splitlines()
    return clean(lines[number]) if number < len(lines) else ""


def to_json(found: RosterFile) -> str:
    """The file as JSON: keys and order as the rosters README promises them."""
    by_format = {
        "xlsx": {"encoding": found.encoding, "sheet": found.sheet},
        "csv": {"delimiter": found.delimiter, "newline": found.newline, "encoding": found.encoding},
        "txt": {"encoding": found.encoding},
    }
    tree = {
        "file": found.file,
        "held_out": False,
        "format": found.format,
        **by_format[found.format],
        "header_rows": found.header_rows,
        "first_data_row": found.first_data_row,
        "unit": found.unit,
        "parent_unit": found.parent_unit,
        "declared_total": found.declared_total,
        "member_count": len(found.members),
        "women": found.women,
        "warnings": found.warnings,
        "members": [member.model_dump() for member in found.members],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def to_roster(found: RosterFile, cell_id: str) -> Roster:
    """The list as a roster of the cell, every person with the stable id that the cell gives them."""
    return Roster(
        unit=found.unit,
        parent_unit=found.parent_unit,
        people=with_ids(cell_id, found.members),
        declared_total=found.declared_total,
        source_file=found.file,
        sha256=found.sha256,
        warnings=found.warnings,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a screen shows before anything is saved; all texts are ready to be read."""

    title: str
    encoding: str
    encodings: tuple[EncodingChoice, ...]
    columns: tuple[tuple[str, str], ...]
    first_names: tuple[str, ...]
    count: str
    warnings: tuple[str, ...]


def preview(found: RosterFile) -> Preview:
    """The first five names, the columns as (what, where), the count and the warnings."""
    kinds = roster_words().columns
    declared = "" if found.declared_total is None else f", danh sách ghi {found.declared_total}"
    return Preview(
        title=found.unit or found.file,
        encoding=label_in_words(found.encoding),
        encodings=found.encodings,
        columns=tuple(
            (
                kinds[column.kind].label,
                f"cột {column.letter}" + (f": {column.header}" if column.header else ""),
            )
            for column in found.columns
        ),
        first_names=tuple(member.full_name for member in found.members[:_FIRST_NAMES]),
        count=f"{len(found.members)} người{declared}",
        warnings=found.warnings,
    )
