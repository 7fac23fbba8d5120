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
    plain = Path(bare).expanduser()
    if "\\" not in bare or plain.exists():
        return plain
    unescaped = Path(_ESCAPED.sub(r"\1", bare)).expanduser()
    return unescaped if unescaped.exists() else plain


def _unquoted(text: str) -> str:
    """The text without the quotes that a terminal puts around what is dropped on it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1].replace("'\\''", "'") if quoted else text
