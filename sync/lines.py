"""What a line may be (sync.md §1): judged alike by the laptop that writes it and by headquarters that takes it in."""

import json
import unicodedata
from collections.abc import Sequence
from json.scanner import make_scanner
from typing import Any, Final

from pydantic_core import from_json

from sync.frames import OPENING

LINE_LIMIT: Final = 8 * 1024
"""sync.md §1: a line has at most 8 KiB, newline included."""


def begins(line: bytes, seq: int) -> bool:
    """Whether the line says first that it is number `seq`."""
    return line.startswith(b'{"s":%d,' % seq)


class _FloatFound(Exception):
    """A number that JSON would hand over as a float."""


def _refuse_float(_: str) -> object:
    raise _FloatFound


_DECODER: Final = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)
_SCAN: Final = make_scanner(_DECODER)  # type: ignore[arg-type]  # a decoder it takes, whatever the stub says
"""The standard scanner stops at the first float by itself, which is cheaper than looking through the value."""

_DEPTH: Final = 200
"""Readers go no deeper than this; a line with fewer brackets need not be tried."""


def fault_of(line: bytes) -> str | None:
    """Why the bytes are no line of sync.md §1: a reason code, or None. Size and number are not judged."""
    return _read(line)[0]


def read_all(lines: Sequence[bytes]) -> list[Any] | None:
    """What the JSON of each line says, or None when one of them has a fault (as `fault_of`).

    What rarely occurs is looked for in all of them at once: a server reads five hundred lines at a time.
    """
    whole = b"\n".join(lines)
    if OPENING in whole or b"\\u" in whole or whole.count(b"\n") != max(0, len(lines) - 1):
        read = [_read(line) for line in lines]
        return None if any(fault for fault, _ in read) else [value for _, value in read]
    try:
        text = whole.decode()
        values = [_value(line) for line in text.split("\n")] if lines else []
    except (ValueError, RecursionError, _FloatFound):
        return None
    return values if unicodedata.is_normalized("NFC", text) else None


def _value(text: str) -> Any:
    """What the JSON says. ValueError when it is none, goes too deep or has something behind it; _FloatFound."""
    try:
        value, end = _SCAN(text, 0)
    except StopIteration as error:
        raise ValueError("no JSON") from error
    if end != len(text):
        raise ValueError("something follows")
    if text.count("{") + text.count("[") > _DEPTH:
        from_json(text)
    return value


def _read(line: bytes) -> tuple[str | None, Any]:
    if b"\n" in line or OPENING in line:
        return "line_json", None
    try:
        text = line.decode()
        value = _value(text)
        if "\\u" in text:  # escapes are judged by what they mean
            text = json.dumps(value, ensure_ascii=False)
            text.encode()
    except _FloatFound:
        return "line_float", None
    except (ValueError, RecursionError):
        return "line_json", None
    return (None if unicodedata.is_normalized("NFC", text) else "line_nfc"), value
