"""The rows of a table as members: who is one, what stands between them, where the list ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from documents.roster_cells import (
    Closing,
    DateFact,
    Name,
    card_of,
    closing_of,
    date_of,
    ends_list,
    first_raised,
    gender_of,
    is_name,
    is_role,
    name_of,
    role_code_of,
    status_of,
)
from documents.roster_columns import Columns, kind_of
from documents.roster_sheet import Grid, Row, Value, text_of
from documents.roster_words import roster_words
from models.people import Gender, RosterLine, Status
from models.vietnamese.text import clean, split_name


@dataclass
class Findings:
    """What was noticed while reading; the warnings are made of it. Lists hold row numbers or texts."""

    number_rows: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    blank_rows_inside: list[int] = field(default_factory=list)
    nameless_rows: list[int] = field(default_factory=list)
    unnumbered_rows: list[int] = field(default_factory=list)
    unread_lines: list[str] = field(default_factory=list)
    unread_formulas: list[int] = field(default_factory=list)
    order_formulas: bool = False
    two_digit_years: list[str] = field(default_factory=list)
    serials: int = 0
    unreadable: list[str] = field(default_factory=list)
    zeros_restored: int = 0
    dots_added: int = 0
    capitals: int = 0
    gender_by_column: bool = False
    presumed_probationary: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    women_declared: int | None = None
    shared_cells: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """The members of a list with the row (or line) of each, its own count, and what was noticed."""

    members: tuple[RosterLine, ...]
    rows: tuple[int, ...]
    declared_total: int | None
    findings: Findings


_DATES: Final = {"birth": "ngày sinh", "joined": "ngày vào Đảng", "official": "ngày chính thức"}
_MARK_LENGTH: Final = 2
_SHARED: Final = ("gender", "joined", "official", "role", "status", "note")
"""What one merged cell may say of several people; names, births and cards are each person's own."""


def read_rows(grid: Grid, columns: Columns) -> Reading:
    """Read every row below the header. Rows that are no members are skipped and noted."""
    reader = _RowReader(grid, columns)
    for number in range(max(columns.header_rows, default=0) + 1, len(grid.rows) + 1):
        reader.take(number)
        if reader.over:
            break
    return reader.result()


class _RowReader:
    """Takes the rows one by one; remembers the group it is in and whether a closing line was seen."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self._columns = columns
        self._findings = Findings()
        self._grid = self._with_shared_cells(grid)
        self._members: list[RosterLine] = []
        self._rows: list[int] = []
        self._blank: list[int] = []
        self._group = ""
        self._closing: Closing | None = None
        self._knows_official = any(self._text(row, "official") for row in self._below_header())
        self.over = False

    def _with_shared_cells(self, grid: Grid) -> Grid:
        """What a cell merged down over rows of people says, said in each of their rows."""
        rows = list(grid.rows)
        kinds = {self._columns.places[kind]: kind for kind in _SHARED if self._columns.has(kind)}
        header = max(self._columns.header_rows, default=0)
        for first, last, column in grid.shared:
            value = rows[first - 1][column] if header < first <= len(rows) and column in kinds else ""
            named = [n for n in range(first, min(last, len(rows)) + 1) if self._name_text(rows[n - 1])]
            if value == "" or len(named) < 2:
                continue
            for number in named:
                row = rows[number - 1]
                rows[number - 1] = (*row[:column], value, *row[column + 1 :])
            label = roster_words().columns[kinds[column]].label
            self._findings.shared_cells.append(f"{label} “{text_of(value)}” (dòng {first} đến {last})")
        return replace(grid, rows=tuple(rows))

    def _below_header(self) -> Iterable[Row]:
        return self._grid.rows[max(self._columns.header_rows, default=0) :]

    def _value(self, row: Row, kind: str) -> Value:
        place = self._columns.places.get(kind)
        return "" if place is None or place >= len(row) else row[place]

    def _text(self, row: Row, kind: str) -> str:
        return text_of(self._value(row, kind))

    # --- What a row is ---

    def take(self, number: int) -> None:
        """Read one row, 1-based: a member, a heading, a closing line, or nothing of interest."""
        row = self._grid.rows[number - 1]
        texts = [text for text in map(text_of, row) if text]
        if not texts:
            self._blank.append(number)
        elif _numbers_columns(texts):
            self._findings.number_rows.append(number)
        elif kind_of(self._name_text(row))[0] in ("full_name", "surname_middle"):
            self.over = self._closing is not None
        elif closing := closing_of(" ".join(texts)):
            self._closing = closing
        elif self._is_member(number, row):
            self._add(number, row)
        elif any(map(ends_list, texts)):
            self.over = True
        else:
            self._skip(number, row, texts)

    def _is_member(self, number: int, row: Row) -> bool:
        """A plausible name with a running number, or with facts of its own where the number is lacking."""
        if not is_name(name_of(self._name_text(row)).full):
            return False
        if self._has_order(number, row):
            return True
        if self._closing is not None:
            return False
        return self._has_facts(row) or not (self._columns.has("order"))

    def _has_order(self, number: int, row: Row) -> bool:
        if self._text(row, "order")[:1].isdigit():
            return True
        if (number, self._columns.places.get("order", -1)) in self._grid.unsaved_formulas:
            self._findings.order_formulas = True
            return True
        return False

    def _has_facts(self, row: Row) -> bool:
        dated = any(date_of(self._value(row, kind)).iso for kind in (*_DATES, "male", "female"))
        return dated or bool(card_of(self._value(row, "card")).number or gender_of(self._text(row, "gender")))

    def _skip(self, number: int, row: Row, texts: list[str]) -> None:
        """Note a row that is no member: a heading, or one that the clerk should look at."""
        if len(texts) == 1 or not (self._has_facts(row) or self._has_order(number, row)):
            self._group = texts[0] if len(texts) == 1 else ""
            if self._closing is None and is_name(self._name_text(row)):
                self._findings.unnumbered_rows.append(number)
            elif self._closing is None:
                self._findings.groups.append(" ".join(texts))
        elif (number, self._columns.places["full_name"]) in self._grid.unsaved_formulas:
            self._findings.unread_formulas.append(number)
        elif self._closing is None:
            self._findings.nameless_rows.append(number)

    # --- A member ---

    def _add(self, number: int, row: Row) -> None:
        self._findings.blank_rows_inside += self._blank if self._members else []
        self._blank = []
        written = self._name_text(row)
        self._findings.capitals += written.isupper()
        self._members.append(self._line(number, row, name_of(written)))
        self._rows.append(number)

    def _name_text(self, row: Row) -> str:
        if self._columns.has("surname_middle") and self._columns.has("given"):
            return clean(f"{self._text(row, 'surname_middle')} {self._text(row, 'given')}")
        return self._text(row, "full_name")

    def _line(self, number: int, row: Row, name: Name) -> RosterLine:
        surname_middle, given = split_name(name.full)
        gender, birth = self._gender_and_birth(number, row, name)
        role, note = self._role_and_note(row, name)
        joined = self._date(number, name, "joined", self._value(row, "joined"))
        standing = self._text(row, "official")  # "dự bị" in words, where other lists have a date
        if not status_of((standing,)):
            standing = ""
        official = "" if standing else self._date(number, name, "official", self._value(row, "official"))
        told = status_of((self._text(row, "status"), standing, note, role))
        return RosterLine(
            order=len(self._members) + 1,
            full_name=name.full,
            surname_middle=surname_middle,
            given=given,
            gender=gender,
            birth=birth,
            joined=joined,
            official=official,
            card=self._card(number, row, name),
            role=role,
            role_code=role_code_of(role),
            status=told or self._status_by_place(row, name),
            note=note,
        )

    def _status_by_place(self, row: Row, name: Name) -> Status:
        """No official date where others have one means probationary; else the heading of the group tells."""
        if self._knows_official and not self._text(row, "official"):
            self._findings.presumed_probationary.append(name.full)
            return "dự bị"
        return status_of((self._group,)) or "chính thức"

    def _gender_and_birth(self, number: int, row: Row, name: Name) -> tuple[Gender, str]:
        gender = gender_of(self._text(row, "gender"))
        birth = self._date(number, name, "birth", self._value(row, "birth"))
        marked = [kind for kind in ("male", "female") if self._text(row, kind)]
        if len(marked) != 1:
            return gender, birth
        self._findings.gender_by_column = self._findings.gender_by_column or not gender
        value = self._value(row, marked[0])
        is_mark = not date_of(value).iso and len(text_of(value)) <= _MARK_LENGTH
        sex: Gender = "nam" if marked[0] == "male" else "nữ"
        return gender or sex, birth or ("" if is_mark else self._date(number, name, "birth", value))

    def _role_and_note(self, row: Row, name: Name) -> tuple[str, str]:
        """Post and note as written; what stood in brackets after the name goes where it belongs."""
        role, note = self._text(row, "role"), self._text(row, "note")
        if name.bracketed and not role and is_role(name.bracketed):
            role = name.bracketed
        elif name.bracketed:
            note = f"{note}; {name.bracketed}" if note else name.bracketed
        return (first_raised(role), first_raised(note)) if self._grid.toned_capitals_lost else (role, note)

    def _date(self, number: int, name: Name, kind: str, value: Value) -> str:
        fact: DateFact = date_of(value)
        where = f"{_DATES[kind]} của {name.full} (dòng {number})"
        if fact.unreadable:
            self._findings.unreadable.append(f"{where}: “{fact.unreadable}”")
        if fact.two_digit_year:
            self._findings.two_digit_years.append(f"{where}: “{text_of(value)}” hiểu là năm {fact.iso[:4]}")
        self._findings.serials += fact.serial
        return fact.iso

    def _card(self, number: int, row: Row, name: Name) -> str:
        fact = card_of(self._value(row, "card"))
        if fact.unreadable:
            self._findings.unreadable.append(f"số thẻ của {name.full} (dòng {number}): “{fact.unreadable}”")
        self._findings.zeros_restored += fact.zeros_restored
        self._findings.dots_added += fact.dot_added
        return fact.number

    # --- The whole ---

    def result(self) -> Reading:
        """What was read, with the names of members repeated below the list."""
        names = {member.full_name for member in self._members}
        after = self._grid.rows[self._rows[-1] :] if self._rows else ()
        cells = [name_of(text_of(value)).full for row in after for value in row if value != ""]
        self._findings.signatures = [name for name in cells if name in names]
        self._findings.women_declared = self._closing.women if self._closing else None
        total = self._closing.total if self._closing else None
        return Reading(tuple(self._members), tuple(self._rows), total, self._findings)


def _numbers_columns(texts: list[str]) -> bool:
    """Whether the cells are (1), (2), (3) …, perhaps with gaps where columns are hidden: no facts."""
    bare = [text.strip("()[] ") for text in texts]
    if len(bare) < 3 or not all(text.isdecimal() and len(text) <= 2 for text in bare):
        return False
    numbers = [int(text) for text in bare]
    return numbers[0] == 1 and numbers == sorted(set(numbers))
