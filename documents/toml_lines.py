"""Where in a TOML text each key stands, so that a person can be told which line to mend.

`tomllib` forgets positions. Here the text, already known to be good TOML, is cut into statements and each is
parsed alone: no second TOML grammar to keep right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The way to a value: names of tables and keys, numbers in arrays of tables."""


def key_lines(text: str) -> dict[Path, int]:
    """Line (from 1) of every header and key; what stands inside an array or inline table has none."""
    lines: dict[Path, int] = {(): 1}
    arrays: dict[Path, int] = {}
    table: Path = ()
    for number, statement in _statements(text):
        names = _names(tomllib.loads(statement))
        if not statement.lstrip().startswith("["):
            for length in range(1, len(names) + 1):
                lines.setdefault(table + names[:length], number)
            continue
        table = _table(names, statement.lstrip().startswith("[["), arrays)
        lines[table] = number
        lines.setdefault(table[:-1], number)
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of the value at `path`, or of the nearest thing around it that has one."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header and assignment with its first line; one that spans lines grows until it parses."""
    start, pending = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not pending:
            start = number
        pending += line + "\n"
        try:
            parsed = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if parsed:
            yield start, pending
        pending = ""


def _names(parsed: dict[str, object]) -> tuple[str, ...]:
    """The names one statement spells out: `a.b = 1` and `[a.b]` both give a, b."""
    names: list[str] = []
    value: object = parsed
    while isinstance(value, dict) and len(value) == 1:
        name, value = next(iter(value.items()))
        names.append(name)
    return tuple(names)


def _table(names: tuple[str, ...], is_array: bool, arrays: dict[Path, int]) -> Path:
    """The path a header opens; `arrays` counts the tables of each array met so far."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in arrays:
            path = (*path, arrays[path])
    path = (*path, names[-1])
    if not is_array:
        return path
    arrays[path] = arrays.get(path, -1) + 1
    return (*path, arrays[path])
