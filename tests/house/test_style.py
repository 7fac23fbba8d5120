"""What the house is built like: limits, one last door, no markup, nothing that belongs to one machine (style.md §2)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, ROOT, modules, name_of, tracked, tree_of

PRODUCT = tuple(modules(*PACKAGES))

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50

LAST_DOOR = ("tui/__main__.py", "hq/__main__.py")
THE_CLOCK = "tui/app.py"

MARKUP = {"Static", "Label", "Button", "Checkbox", "OptionList", "DataTable", "RichLog", "Markdown"}
"""Widgets that read markup out of what they are given."""


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_there_are_modules_to_look_at() -> None:
    assert len(PRODUCT) > 100
    assert set(LAST_DOOR) <= set(map(name_of, PRODUCT))
    assert THE_CLOCK in map(name_of, PRODUCT)


def test_no_module_is_too_long() -> None:
    """A module is read in one sitting."""
    sizes = {name_of(path): lines_of(path) for path in PRODUCT}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in (*PRODUCT, *modules("benchmarks"))
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_only_the_last_door_catches_everything() -> None:
    """Trouble is caught by its name; a defect must come to the report, not vanish (design.md §3)."""
    wide = [
        f"{name_of(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node.type)
    ]
    assert [place for place in wide if not place.startswith(LAST_DOOR)] == []
    assert len(wide) == len(LAST_DOOR)


def _catches_everything(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_catches_everything(one) for one in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))


def test_one_clock_for_the_whole_desk() -> None:
    """style.md §4.4: every further timer costs bytes and CPU while nothing happens."""
    timers = [
        f"{name_of(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "set_interval"
    ]
    assert [place for place in timers if not place.startswith(THE_CLOCK)] == []
    assert len(timers) == 1


def test_what_a_person_typed_is_never_markup() -> None:
    """style.md §0 finding 3: no widget that reads markup is used, nor Textual's own notices."""
    used = []
    for path in modules("tui"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                used += [f"{name_of(path)}: {name.name}" for name in node.names if name.name in MARKUP]
            if isinstance(node, ast.Attribute) and node.attr in ("notify", "from_markup"):
                used.append(f"{name_of(path)}:{node.lineno}: {node.attr}")
    assert used == []


def test_sync_and_models_have_no_prints() -> None:
    """Only the command line speaks to the terminal."""
    prints = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("models", "sync", "documents")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert prints == []


def _joined(*parts: str) -> str:
    """A pattern in pieces, so that this module does not hold what it looks for."""
    return "".join(parts)


NOT_OURS = {
    "unfinished work": _joined(r"\b(TO", "DO|FIX", "ME|XX", r"X)\b"),
    "a registry's host": _joined(r"(py", r"pi\.org|python", r"hosted\.org|npm", r"js\.(com|org)|proxy\.gol", "ang)"),
    "a path of one machine": _joined(r"(?<![\w.])/(wo", "rk|ro", "ot|ho", r"me|tm", r"p|Us", r"ers)/\w"),
}


@pytest.mark.parametrize("what", NOT_OURS)
def test_the_repository_holds_nothing_of(what: str) -> None:
    """The repository stands alone and is finished: it runs on any machine, from any registry."""
    pattern = re.compile(NOT_OURS[what].encode())
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            found += [f"{name_of(path)}: {hit.group().decode()}" for hit in pattern.finditer(data)]
    assert found == []


def test_nothing_tracked_is_made_by_a_tool() -> None:
    made = (".pyc", ".egg-info", ".journal", ".lock", ".DS_Store")
    assert [name_of(path) for path in tracked() if path.name.endswith(made) or ".venv" in path.parts] == []
    assert (ROOT / ".gitignore").exists()
