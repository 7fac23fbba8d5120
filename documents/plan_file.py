"""A plan's TOML files: the ones that come with the product, or a folder the user gives.

A folder holds `plan.toml`, `rules.toml`, `indicators.toml` and, in `bodies/`, one file for each kind of body
(`chi_bo.toml`, …), which is known by the name of its file; `examples.toml` and `overview.toml` are optional.
Whatever is wrong with them is told in Vietnamese with file, line and remedy (`PlanFileError`): the person who keeps
the plan works in an office, not in Python.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from documents.toml_lines import Path, key_lines, line_of
from models.indicators import IndicatorList
from models.plan import Plan
from models.plan_parts import Data

if TYPE_CHECKING:
    from models.overview.pattern import Pattern

SHIPPED: Final = "ct24"
"""The plan that comes with the product: Kế hoạch 155-KH/ĐU."""

_PLACES: Final[Mapping[str, Path]] = {
    "plan.toml": (),
    "rules.toml": ("rulebook",),
    "indicators.toml": ("catalogue",),
}
"""Where in the plan's dict the content of each file goes; that of a body goes under its name."""

_NEEDED: Final = ("plan.toml", "rules.toml", "indicators.toml")
_EXAMPLES: Final = "examples.toml"
_OVERVIEW: Final = "overview.toml"
_BESIDE: Final = (_EXAMPLES, _OVERVIEW)
_BODIES: Final = "bodies"
_BODY_FILE: Final = re.compile(rf"{_BODIES}/[a-z][a-z0-9_]{{0,23}}\.toml")
"""As `models.plan.BodyKind` has the kinds of bodies."""

Record = TypeVar("Record", bound=Data)


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One thing wrong in one file; `line` counts from 1 and is absent when it concerns the whole file."""

    file: str
    line: int | None
    what: str

    def __str__(self) -> str:
        where = f"Tệp {self.file}" if self.line is None else f"Tệp {self.file}, dòng {self.line}"
        return f"{where}: {self.what}."


class PlanFileError(Exception):
    """The plan's files cannot be used; `problems` says why, in the order of the files."""

    def __init__(self, problems: Iterable[PlanProblem]) -> None:
        self.problems: Final = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class _Part:
    """One file read: its text for the line numbers, its content, and where it goes in the plan."""

    name: str
    text: str
    content: dict[str, Any]
    place: Path


def load_plan(folder: Traversable | None = None) -> Plan:
    """The plan in `folder` (a `pathlib.Path` will do) or the shipped one; else PlanFileError says why not."""
    home = _shipped() if folder is None else folder
    return _plan([_read(home, name) for name in _names_in(home)])


def plan_in(given: Mapping[str, bytes]) -> Plan:
    """The plan that files make, by their names as in `plan_files`; those beside it are checked too. PlanFileError."""
    plan = _plan([_part(name, given[name]) for name in _in_order(given)])
    for name in _BESIDE:
        if name in given:
            part = _part(name, given[name])
            _validated(_kind_of(name), part.content, [_whole(part)])
    return plan


def is_plan_file(name: str) -> bool:
    """Whether a plan may have a file of that name: it leads nowhere but into the plan's own folder."""
    return name in _PLACES or name in _BESIDE or _BODY_FILE.fullmatch(name) is not None


def plan_files(folder: Traversable | None = None) -> dict[str, bytes]:
    """The files of a plan as they are, by their names in the folder; PlanFileError when some are missing."""
    home = _shipped() if folder is None else folder
    names = _names_in(home)
    names += [name for name in _BESIDE if home.joinpath(name).is_file()]
    return {name: _bytes(home, name) for name in names}


def load_examples(folder: Traversable | None = None) -> IndicatorList:
    """The example list ("ví dụ minh hoạ") beside a plan: our own words, for demo, training and tests."""
    return _beside(IndicatorList, _EXAMPLES, folder)


def load_pattern(folder: Traversable | None = None) -> Pattern:
    """How headquarters reports over the units of a plan (`overview.toml`); PlanFileError when it has none."""
    from models.overview.pattern import Pattern

    return _beside(Pattern, _OVERVIEW, folder)


def overview_in(given: Mapping[str, bytes]) -> Pattern | None:
    """As `load_pattern`, of a plan's files by their names; None where they have none. PlanFileError."""
    from models.overview.pattern import Pattern

    if _OVERVIEW not in given:
        return None
    part = _part(_OVERVIEW, given[_OVERVIEW])
    return _validated(Pattern, part.content, [_whole(part)])


def _beside(kind: type[Record], name: str, folder: Traversable | None) -> Record:
    part = _read(_shipped() if folder is None else folder, name)
    return _validated(kind, part.content, [_whole(part)])


def _kind_of(name: str) -> type[Data]:
    """What a file beside the plan holds."""
    if name == _EXAMPLES:
        return IndicatorList
    from models.overview.pattern import Pattern

    return Pattern


def _whole(part: _Part) -> _Part:
    """As a file that is a record by itself."""
    return replace(part, place=())


def _plan(parts: list[_Part]) -> Plan:
    content: dict[str, Any] = {}
    for part in parts:
        _refuse_reserved(part)
        _put(content, part)
    return _validated(Plan, content, parts)


# --- Finding and reading ---


def _shipped() -> Traversable:
    return files("models.plans") / SHIPPED


def _names_in(home: Traversable) -> list[str]:
    """The files of the folder in the plan's order; one missing or unknown is a problem."""
    try:
        present = [entry.name for entry in home.iterdir() if entry.name.endswith(".toml")]
    except OSError as error:
        raise PlanFileError([PlanProblem(home.name, None, "không mở được thư mục kế hoạch")]) from error
    return _in_order([*present, *_bodies_in(home)])


def _in_order(names: Collection[str]) -> list[str]:
    """Names of files in the plan's order, without those beside it; one missing or unknown is a problem."""
    bodies = sorted(name for name in names if name.startswith(f"{_BODIES}/"))
    present = set(names) - set(bodies)
    problems = [
        PlanProblem(name, None, "thiếu tệp này trong thư mục kế hoạch") for name in _NEEDED if name not in present
    ]
    problems += [PlanProblem(name, None, _STRAY) for name in sorted(present - set(_PLACES) - set(_BESIDE))]
    if not bodies:
        problems.append(PlanProblem(f"{_BODIES}/chi_bo.toml", None, "cần ít nhất một tệp cho loại hình tổ chức"))
    if problems:
        raise PlanFileError(problems)
    return [*_NEEDED, *bodies]


def _bodies_in(home: Traversable) -> list[str]:
    """The files of `bodies/`, in the order of their names."""
    folder = home / _BODIES
    if not folder.is_dir():
        return []
    return [f"{_BODIES}/{name}" for name in sorted(entry.name for entry in folder.iterdir()) if name.endswith(".toml")]


_STRAY: Final = f"tên tệp lạ, kế hoạch chỉ gồm {', '.join([*_PLACES, *_BESIDE])} và thư mục {_BODIES}"


def _read(home: Traversable, name: str) -> _Part:
    return _part(name, _bytes(home, name))


def _part(name: str, data: bytes) -> _Part:
    """One file as text and as a dict. Notepad's byte-order mark is taken off, the text made NFC."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PlanFileError([PlanProblem(name, line, "tệp phải lưu bằng mã UTF-8")]) from error
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanFileError([_syntax_problem(name, text, str(error))]) from error
    return _Part(name, text, content, _place_of(name))


def _bytes(home: Traversable, name: str) -> bytes:
    try:
        return home.joinpath(*name.split("/")).read_bytes()
    except OSError as error:
        raise PlanFileError([PlanProblem(name, None, "không đọc được tệp")]) from error


def _place_of(name: str) -> Path:
    folder, _, file = name.rpartition("/")
    return (folder, file.removesuffix(".toml")) if folder else _PLACES.get(name, ())


def _put(content: dict[str, Any], part: _Part) -> None:
    """Lay the part's content into the plan's dict at its place."""
    for step in part.place:
        content = content.setdefault(str(step), {})
    content.update(part.content)


def _refuse_reserved(part: _Part) -> None:
    """In `plan.toml`, keys that other files fill are as strange as any unknown one."""
    reserved = {_BODIES, *(str(place[0]) for place in _PLACES.values() if place)} & set(part.content)
    if part.place == () and reserved:
        lines = key_lines(part.text)
        raise PlanFileError(
            PlanProblem(part.name, line_of((key,), lines), f"khoá lạ “{key}”, phần này nằm ở tệp riêng")
            for key in sorted(reserved)
        )


# --- Saying what is wrong ---

_SYNTAX: Final = (
    ("Cannot overwrite", "khoá này đã được ghi ở trên"),
    ("Cannot declare", "bảng này đã được khai báo ở trên"),
    ("Cannot mutate", "bảng này đã được khai báo ở trên"),
    ("Unterminated string", "chuỗi chưa đóng ngoặc kép"),
    ("Illegal character '\\n'", "chuỗi chưa đóng ngoặc kép"),
    ("Expected '=' after", "thiếu dấu “=” sau tên khoá"),
    ("Expected newline", "còn chữ thừa ở cuối dòng"),
    ("Invalid initial character for a key", "tên khoá không hợp lệ, chỉ dùng chữ không dấu, số và dấu “_”"),
    ("Unclosed array", "danh sách chưa đóng ngoặc vuông"),
    ("Unclosed inline table", "bảng chưa đóng ngoặc nhọn"),
    ("Expected ']", "thiếu dấu “]” ở cuối tên bảng"),
    ("Invalid date", "ngày không có thật, hãy viết như 2023-09-20"),
    (
        "Invalid value",
        "giá trị không hợp lệ: chữ để trong ngoặc kép, ngày viết như 2023-09-20, đúng/sai viết true/false",
    ),
)


def _syntax_problem(name: str, text: str, message: str) -> PlanProblem:
    """`tomllib`'s English message as a Vietnamese sentence with the line's own text."""
    place = re.search(r"at line (\d+)", message)
    lines = text.split("\n")
    line = int(place.group(1)) if place else len(text.rstrip().split("\n"))
    reason = next((said for start, said in _SYNTAX if start in message), "không đúng cú pháp TOML")
    return PlanProblem(name, line, f"{reason} (“{lines[line - 1].strip()}”)")


def _validated(kind: type[Record], content: dict[str, Any], parts: list[_Part]) -> Record:
    """The record, or every problem found with the file and line it stands in."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise PlanFileError(_located(error, parts)) from error


def _located(error: ValidationError, parts: list[_Part]) -> list[PlanProblem]:
    """Each fault in its file and line, in the order of the files and lines."""
    order = {part.name: index for index, part in enumerate(parts)}
    lines = {part.name: key_lines(part.text) for part in parts}
    problems = []
    for fault in error.errors(include_url=False):
        facts = fault.get("ctx", {})
        path = (*fault["loc"], *facts.get("path", ()))
        part = max(
            (part for part in parts if path[: len(part.place)] == part.place),
            key=lambda part: len(part.place),
        )
        inside = path[len(part.place) :]
        said = _sentence(fault["type"], inside, facts)
        problems.append(PlanProblem(part.name, line_of(inside, lines[part.name]), said))
    return sorted(problems, key=lambda problem: (order[problem.file], problem.line or 0))


_KINDS: Final = {
    "string_type": "phải là chữ đặt trong ngoặc kép",
    "int_type": "phải là số nguyên, không đặt trong ngoặc kép",
    "bool_type": "phải là true hoặc false",
    "date_type": "phải là ngày, viết như 2023-09-20, không đặt trong ngoặc kép",
    "tuple_type": "phải là danh sách",
    "model_type": "phải là một bảng",
    "dict_type": "phải là một bảng",
    "mapping_type": "phải là một bảng",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_pattern_mismatch": "không đúng mẫu {pattern}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "literal_error": "phải là một trong các giá trị {expected}",
}
"""What is said about “khoá x”, by pydantic's kind of error."""

_OWN: Final = {
    "repeated": "giá trị “{value}” bị trùng, mỗi giá trị chỉ được dùng một lần",
    "unknown_role": "chức vụ “{value}” chưa có trong [[roles]], hiện có: {known}",
    "unknown_body": "loại hình “{value}” chưa có tệp trong thư mục bodies, hiện có: {known}",
    "unknown_detail": "mục “{value}” không có ở phần chuẩn bị hay kết thúc, các mục hiện có: {known}",
    "unknown_document": "tài liệu “{value}” chưa có trong [[documents]], hiện có: {known}",
    "one_step_of_kind": "phải có đúng một bước loại “{kind}”, đang có {count}",
    "too_short": "các bước cộng lại {minutes} phút, ít hơn mức tối thiểu {least} phút",
    "status_and_text": "biểu hiện {number} ghi “{status}” không khớp lời văn: chỉ “missing” để trống lời văn",
    "slots": "các biểu hiện ({count}) không khớp số lượng và thứ tự của các nhóm (cần {expected})",
}
"""Whole sentences for the contradictions the models find themselves."""


def _sentence(kind: str, path: Path, facts: Mapping[str, Any]) -> str:
    """What is wrong at `path`, in Vietnamese."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if kind == "missing":
        return f"thiếu khoá “{key}”"
    if kind == "extra_forbidden":
        return f"khoá lạ “{key}”, kế hoạch không dùng khoá này"
    if kind in _OWN:
        return _OWN[kind].format(**facts)
    said = _KINDS.get(kind, "có giá trị không hợp lệ").format(**facts)
    return f"khoá “{key}” {said}".replace(" or ", " hoặc ")
