"""A file's path as people type it or drop it on a terminal: quotes, "~", "file://", escaped blanks."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

_ESCAPED = re.compile(r"\\(.)")


def typed_path(text: str) -> Path:
    """The path meant. A text that names an existing file is taken as it stands; nothing is opened here."""
    bare = _unquoted(text.strip())
    if bare.lower().startswith("file://"):
        from urllib.request import url2pathname  # brings a web client along

        return Path(url2pathname(urlsplit(bare).path))
    plain = _at_home(bare)
    if "\\" not in bare or is_there(plain):
        return plain
    unescaped = _at_home(_ESCAPED.sub(r"\1", bare))
    return unescaped if is_there(unescaped) else plain


def is_there(path: Path) -> bool:
    """Whether it exists. What cannot be looked at (a name too long, a closed folder) does not: using it says why."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether it is a folder. What cannot be looked at is none: using it says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def file_meant(path: Path, name: str) -> Path:
    """Where a file goes: under `name` into a folder that exists, else to `path` itself, ending as `name` does.

    A dot in a name is no ending of ours: "họp 15.9" becomes "họp 15.9.json".
    """
    if is_folder(path):
        return path / name
    ending = Path(name).suffix
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def _at_home(text: str) -> Path:
    """With "~" read; one of a person this computer does not know stays as typed."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _unquoted(text: str) -> str:
    """The text without the quotes that a terminal puts around what is dropped on it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1].replace("'\\''", "'") if quoted else text
