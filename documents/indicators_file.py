"""Import of the directive's Appendix: pasted or plain text, .docx, .xlsx → the plan's slots with wording.

The product ships no official wording; the clerk's office has the paper. What was understood is shown with its
warnings before anything is kept: the caller keeps an import that `is_complete`, or one that is forced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final, Self

from documents.encodings import converted, decode, legacy_kind
from documents.indicators_fit import filled, fit
from documents.indicators_text import group_ordinal, read_lines, tidy
from documents.workbook import BROKEN, WorkbookDamaged, check_size, open_workbook
from models.indicators import Indicator, IndicatorGroup, IndicatorList
from models.plan_parts import Data, Many

_LARGEST: Final = 20_000_000
"""Bytes; an Appendix has a page or two, a larger file is another one."""


class IndicatorFileError(Exception):
    """The file gives no list of indicators; the text says why and what to do."""


class IndicatorImport(Data):
    """What was understood of an Appendix: the filled slots and everything the clerk should look at."""

    file: str
    encoding: str
    catalogue: IndicatorList
    warnings: Many[str]
    surplus: Many[str] = ()

    @property
    def items(self) -> tuple[Indicator, ...]:
        """Every slot in order; one that was not found has the status `missing`."""
        return self.catalogue.items

    @property
    def groups(self) -> tuple[IndicatorGroup, ...]:
        """The groups with the titles found."""
        return self.catalogue.groups

    @property
    def sha256(self) -> str:
        """The digest of the wording, which each meeting records."""
        return self.catalogue.digest()

    @property
    def is_complete(self) -> bool:
        """Whether each slot got its text and nothing is left without a slot."""
        return not self.surplus and all(item.text for item in self.items)

    def to_dict(self) -> dict[str, Any]:
        """The import as JSON values, to be stored."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """The import stored by `to_dict`; pydantic's ValidationError if it is not one."""
        return cls.model_validate(value)


def read_indicators(path: Path, slots: IndicatorList) -> IndicatorImport:
    """The Appendix in a .txt, .docx or .xlsx file, laid into `slots` (a plan's `catalogue`)."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise IndicatorFileError(
            f"{path.name}: chỉ nạp được tệp .txt, .docx, .xlsx. Hãy lưu lại thành một trong các loại này."
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise IndicatorFileError(f"{path.name}: tệp quá lớn, hãy kiểm tra có đúng là Phụ lục không.")
        lines, encoding = read(path)
    except OSError as error:
        raise IndicatorFileError(f"{path.name}: không mở được tệp. Hãy kiểm tra tên tệp và quyền đọc.") from error
    return _understood(lines, path.name, encoding, slots)


def read_pasted(text: str, slots: IndicatorList) -> IndicatorImport:
    """The Appendix as pasted text."""
    return _understood(text.splitlines(), "văn bản dán vào", "Unicode", slots)


def _understood(lines: Iterable[str], name: str, encoding: str, slots: IndicatorList) -> IndicatorImport:
    """Find, fit and say what was found."""
    reading = read_lines(lines)
    if not reading.groups:
        raise IndicatorFileError(
            f"{name}: không thấy biểu hiện nào. Mỗi biểu hiện phải bắt đầu bằng số thứ tự, "
            "ví dụ “1. …” hoặc “Biểu hiện 1: …”."
        )
    fitted = fit(reading, slots)
    return IndicatorImport(
        file=name,
        encoding=encoding,
        catalogue=filled(fitted, slots, f"Phụ lục nạp từ {name}"),
        warnings=tuple(fitted.warnings),
        surplus=tuple(fitted.surplus),
    )


# --- The kinds of files ---


def _text_lines(path: Path) -> tuple[list[str], str]:
    decoded = decode(path.read_bytes())
    return decoded.text.splitlines(), decoded.label


def _word_lines(path: Path) -> tuple[list[str], str]:
    from docx.opc.exceptions import PackageNotFoundError

    from documents.word_lines import word_blocks

    try:
        check_size(path.read_bytes())
        blocks = list(word_blocks(path))
    except (PackageNotFoundError, WorkbookDamaged, *BROKEN) as error:
        raise _damaged(path, "Word") from error
    return _sound(
        chain.from_iterable(block.split("\n") if isinstance(block, str) else table_lines(block) for block in blocks)
    )


def _sheet_lines(path: Path) -> tuple[list[str], str]:
    """The sheet in which most numbered lines stand."""
    try:
        book = open_workbook(path.read_bytes())
    except WorkbookDamaged as error:
        raise _damaged(path, "Excel") from error
    sheets = [
        [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
    ]
    read = [table_lines(rows) for rows in sheets]
    return _sound(max(read, key=_found_in, default=[]))


def _found_in(lines: Iterable[str]) -> int:
    return sum(len(group.items) for group in read_lines(lines).groups)


def _cell(value: object) -> str:
    """A cell's value as text; a number kept as 1.0 is 1."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _sound(lines: Iterable[str]) -> tuple[list[str], str]:
    """The lines, converted if they are set in an old font's letters."""
    kept = list(lines)
    kind = legacy_kind(kept)
    return [converted(line, kind) for line in kept], kind or "Unicode"


def _damaged(path: Path, program: str) -> IndicatorFileError:
    return IndicatorFileError(
        f"{path.name}: tệp hỏng hoặc không phải tệp {program}. Hãy mở bằng {program}, lưu lại rồi nạp lại."
    )


_READERS: Final[Mapping[str, Callable[[Path], tuple[list[str], str]]]] = {
    ".txt": _text_lines,
    ".docx": _word_lines,
    ".xlsx": _sheet_lines,
    ".xlsm": _sheet_lines,
}


# --- Tables ---

_AROUND: Final = "().:- "
"""What may stand around a bare number in a cell."""


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines: "number. text" where a row has a bare number, a heading where a group column changes.

    The wording is taken from one column, the fullest among the numbered rows, so that remarks do not mix in.
    """
    clean = [[tidy(" ".join(cell.split())) for cell in row] for row in rows]
    column = _fullest_column([row for row in clean if _number_at(row) is not None])
    lines: list[str] = []
    group: int | None = None
    for row in clean:
        at = _number_at(row)
        if at is None or at == column or column >= len(row):
            lines.append(_plain_row(row))
            continue
        named = next((found for cell in row if (found := group_ordinal(cell))), group)
        if named != group:
            lines.append(f"Nhóm {named}")
        group = named
        lines.append(f"{row[at].strip(_AROUND)}. {row[column]}")
    return lines


def _number_at(row: Sequence[str]) -> int | None:
    """Where the row's number stands: the first cell that is nothing but one ("7", "7.", "(7)")."""
    bare = [cell.strip(_AROUND) for cell in row]
    return next((at for at, cell in enumerate(bare) if cell.isdecimal() and len(cell) <= 2), None)


def _fullest_column(rows: Sequence[Sequence[str]]) -> int:
    width = max(map(len, rows), default=0)
    return max(range(width), key=lambda at: sum(len(row[at]) for row in rows if at < len(row)), default=0)


def _plain_row(row: Sequence[str]) -> str:
    """A row without a number as one line: a heading ("I", "Biểu hiện …" → "I. Biểu hiện …"), or its cells."""
    cells = [cell for cell in row if cell]
    if len(cells) > 1 and group_ordinal(cells[0]):
        return f"{cells[0].rstrip('.')}. {' '.join(cells[1:])}"
    return " ".join(cells)
