"""The repository as a text: its modules, their syntax trees and what git keeps. For the tests of the house's rules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = ("models", "sync", "documents", "tui", "hq")
"""What the wheel holds."""


def modules(*folders: str) -> Iterator[Path]:
    """Every module under the folders, as paths."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """A path as the rules name it: "tui/panes/live.py"."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def prose(tree: ast.Module) -> set[int]:
    """The `id` of every string constant that only explains: docstrings and strings under an assignment."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every string of a module that the program uses; an f-string gives its fixed parts."""
    tree = tree_of(path)
    explaining = prose(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.lineno, node.value


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git keeps; a test that needs them is skipped in a copy without git."""
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without git does not say which files are its own")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())
