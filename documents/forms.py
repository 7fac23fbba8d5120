"""The rule sets of papers: sizes, margins, styles and spacing, read from `documents/forms/*.toml`.

A new guideline is a change of data, not of code (domain.md 5.3). Sizes and spacing are in points,
page measures and indents in millimetres, shares are parts of 1. Every table names its source, or says
"từ trí nhớ, chưa kiểm chứng" (from memory, not verified).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from models.document import Letterhead

Align = Literal["left", "center", "both"]
LetterheadField = Literal["parent", "issuer", "number", "place_date", "title", "abstract", "banner"]

STYLES_EVERY_FORM_NEEDS = frozenset(
    {"title", "abstract", "body", "item", "subitem", "quote", "centred", "note", "heading1", "heading2"}
    | {"table_header", "table_cell", "sign_title", "sign_caption", "sign_name"}
    | {"recipients_title", "recipients", "page_number", "mark", "footer"}
)


_REASONS = {
    "missing": "thiếu giá trị này",
    "extra_forbidden": "không có khóa nào tên như vậy",
    "string_too_short": "không được để trống",
}


class FormError(ValueError):
    """A rule set is missing or does not hold together; the message names the file and the place."""


class _Value(BaseModel):
    """What all parts of a rule set share: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Sourced(_Value):
    """A part of a rule set that must say where its values come from."""

    source: str = Field(min_length=8)


class Measure(_Sourced):
    """A length in millimetres with the range that the rule leaves open."""

    value: float
    least: float
    most: float

    @model_validator(mode="after")
    def _inside_its_range(self) -> Self:
        if not self.least <= self.value <= self.most:
            raise ValueError(f"{self.value:g} nằm ngoài khoảng {self.least:g}–{self.most:g}")
        return self


class Margins(_Value):
    """The four page margins, in millimetres."""

    top: Measure
    bottom: Measure
    left: Measure
    right: Measure


class Page(_Sourced):
    """The sheet, how far page number and footer stand from its edges, and the columns below the opening (mm)."""

    width: float
    height: float
    header: float
    footer: float
    margins: Margins
    columns: int = Field(default=1, ge=1)
    gutter: float = 0  # between two columns

    @property
    def text_width(self) -> float:
        """The width between the side margins, in millimetres."""
        return self.width - self.margins.left.value - self.margins.right.value

    @property
    def column_width(self) -> float:
        """The width of one column of the text, in millimetres."""
        return (self.text_width - (self.columns - 1) * self.gutter) / self.columns


class Style(_Sourced):
    """How one part of a paper is set. `size`, `before`, `after`, `line` in pt; indents in mm."""

    label: str  # the style's name in the word processor
    size: float
    least: float
    most: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    align: Align
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 0  # least distance of lines; 0 is single spacing
    outline: int = 0  # level in the navigation pane; 0 is none
    prefix: str = ""  # what a list entry begins with

    @model_validator(mode="after")
    def _size_inside_its_range(self) -> Self:
        if not self.least <= self.size <= self.most:
            raise ValueError(f"cỡ chữ {self.size:g} nằm ngoài khoảng {self.least:g}–{self.most:g}")
        return self

    def show(self, text: str) -> str:
        """The text as this style prints it: capitals where the rule asks for them."""
        return text.upper() if self.capitals else text


class Line(_Value):
    """One line of the head: a field of the letterhead or a fixed text, perhaps with a rule below.

    `rule` is the rule's length as a share of the text's length, 0 for none; `below` is the space under
    it in pt.
    """

    style: str
    field: LetterheadField | None = None
    text: str = ""
    rule: float = Field(default=0, ge=0, le=1)
    below: float = 0

    def texts(self, letterhead: Letterhead) -> tuple[str, ...]:
        """What this line prints for a paper; the abstract may run over several lines."""
        match self.field:
            case None:
                return (self.text,)
            case "abstract":
                return letterhead.abstract
            case "banner":
                return (letterhead.banner or self.text,)
            case "parent" | "issuer" | "number" | "place_date" | "title" as field:
                return (str(getattr(letterhead, field)),)


Lines = Annotated[tuple[Line, ...], Field(strict=False)]


class Head(_Sourced):
    """The two cells at the top of page 1; `left_share` is the left one's part of the text width. Both may be empty."""

    left_share: float = Field(gt=0, lt=1)
    left: Lines
    right: Lines


class Opening(_Sourced):
    """The centred lines between the head and the text: kind of paper, abstract, closing rule."""

    lines: Annotated[Lines, Field(min_length=1)]


class TableRule(_Sourced):
    """Tables: cell padding in mm, rules and the space below in pt; columns narrower than `narrow_share` are centred.

    `rules` says where they are drawn: around each cell, or between the rows only; `lead_bold`, whether the first column
    is bold.
    """

    padding: float
    border: float
    narrow_share: float
    rules: Literal["cells", "rows"] = "cells"
    below: float = 8
    lead_bold: bool = False


class SignatureRule(_Sourced):
    """The empty space for the signature, in pt."""

    space: float


class RecipientsRule(_Sourced):
    """The words above the list of recipients."""

    title: str


class DraftRule(_Sourced):
    """How a paper that is not final shows it. Colours are RRGGBB, the watermark's sides in mm."""

    gap_prefix: str
    gap_shade: str
    box_shade: str
    watermark: str
    watermark_length: float
    watermark_height: float


class AddedRule(_Sourced):
    """The line put before what was written after the reading aloud; empty for none."""

    lead: str


class Form(_Sourced):
    """One whole rule set."""

    name: str
    label: str
    font: str
    language: str
    page: Page
    letterhead: Head
    opening: Opening
    table: TableRule
    signature: SignatureRule
    recipients: RecipientsRule
    draft: DraftRule
    added: AddedRule
    styles: dict[str, Style]

    @model_validator(mode="after")
    def _every_style_is_there(self) -> Self:
        lines = (*self.letterhead.left, *self.letterhead.right, *self.opening.lines)
        missing = (STYLES_EVERY_FORM_NEEDS | {line.style for line in lines}) - self.styles.keys()
        if missing:
            raise ValueError(f"thiếu kiểu chữ: {', '.join(sorted(missing))}")
        return self


def read_form(text: str, filename: str) -> Form:
    """Read a rule set from TOML text. Raises FormError with the file and each place that is wrong.

    One that names a `base` says only what is otherwise in it: the rest is that of the base.
    """
    try:
        return Form.model_validate(_whole(text))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"Tệp thể thức {filename} không đọc được: {error}") from error
    except ValidationError as error:
        raise FormError(f"Tệp thể thức {filename} sai ở {_places(error)}") from error


def _whole(text: str) -> dict[str, Any]:
    """The tables of a rule set laid over those of its base, if it has one."""
    tables = tomllib.loads(text)
    base = tables.pop("base", "")
    return _over(_whole(_text_of(base)), tables) if base else tables


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two tables as one; what both say is said by the upper one, lists whole."""
    both = {key: _over(below[key], above[key]) for key in above if isinstance(above[key], dict) and key in below}
    return {**below, **above, **both}


def _places(error: ValidationError) -> str:
    """Each wrong place as "styles.body.size: reason", in the file's own key names."""
    return "; ".join(f"{'.'.join(map(str, found['loc'])) or 'cả tệp'}: {_reason(found)}" for found in error.errors())


def _reason(found: ErrorDetails) -> str:
    """Why one place is wrong, in Vietnamese; our own checks already speak it."""
    if found["type"] == "value_error":
        return str(found["ctx"]["error"])
    return _REASONS.get(found["type"], "giá trị không đúng kiểu hoặc ngoài phạm vi")


@cache
def load_form(name: str) -> Form:
    """Load a rule set of the package by name, e.g. "party_36hd". Raises FormError if there is none."""
    return read_form(_text_of(name), f"{name}.toml")


def _text_of(name: str) -> str:
    """The text of a rule set of the package."""
    known = {entry.name.removesuffix(".toml"): entry for entry in (files("documents") / "forms").iterdir()}
    if name not in known:
        raise FormError(f"Không có thể thức tên “{name}”. Hiện có: {', '.join(sorted(known))}.")
    return known[name].read_text(encoding="utf-8")
