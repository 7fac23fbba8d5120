"""What a line may be (sync.md §1): judged alike by the laptop that writes it and by headquarters that takes it in."""

import json
import unicodedata
from collections.abc import Sequence
from json.scanner import make_scanner
from typing import Any, Final

from pydantic_core import SchemaValidator, from_json
from pydantic_core.core_schema import any_schema, typed_dict_field, typed_dict_schema

from sync.frames import OPENING

LINE_LIMIT: Final = 8 * 1024
"""sync.md §1: a line has at most 8 KiB, newline included."""


def begins(line: bytes, seq: int) -> bool:
    """Whether the line says first that it is number `seq`."""
    return line.startswith(b'{"s":%d,' % seq)


def numbered(lines: Sequence[bytes], first: int) -> bool:
    """Whether they begin so one after the other."""
    return all(map(bytes.startswith, lines, map(b'{"s":%d,'.__mod__, range(first, first + len(lines)))))


class _FloatFound(Exception):
    """A number that JSON would hand over as a float."""


def _refuse_float(_: str) -> object:
    raise _FloatFound


_DECODER: Final = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)
_SCAN: Final = make_scanner(_DECODER)  # type: ignore[arg-type]  # a decoder it takes, whatever the stub says
"""The standard scanner stops at the first float by itself, which is cheaper than looking through the value."""

_DEPTH: Final = 200
"""Readers go no deeper than this; a line with fewer brackets need not be tried."""
_SURELY_SHALLOW: Final = 2 * _DEPTH
"""Each bracket is closed again."""


def fault_of(line: bytes) -> str | None:
    """Why the bytes are no line of sync.md §1: a reason code, or None. Size and number are not judged."""
    return _read(line)[0]


def read_all(lines: Sequence[bytes]) -> list[Any] | None:
    """What the JSON of each line says, of an object perhaps no more than its `t` and `at`; None when one of them has
    a fault (as `fault_of`).

    What rarely occurs is looked for in all of them at once: a server reads five hundred lines at a time. Whatever is
    not surely read as the laptop does is read one by one.
    """
    values = read_fast(lines) if surely_lines(lines) else None
    if values is None:
        read = [_read(line) for line in lines]
        values = None if any(fault for fault, _ in read) else [value for _, value in read]
    return values


def read_fast(lines: Sequence[bytes]) -> list[Any] | None:
    """`t` and `at` of each as pydantic's reader finds them, which makes no value of what nobody asks for; None when it
    does not take one of them. Right as far as these are `surely_lines`, and nothing is known otherwise.
    """
    try:
        return list(map(_PLAIN.validate_json, lines))
    except ValueError:
        return None


_PLAIN: Final = SchemaValidator(
    typed_dict_schema({name: typed_dict_field(any_schema(), required=False) for name in ("t", "at")})
)
_LONGEST_PLAIN: Final = 4000
"""Bytes: no integer of such a line is longer than Python reads (4300 digits)."""

_STRANGE: Final = (OPENING, b"NaN", b"Infinity")
"""Not JSON, whatever a reader makes of it."""

_TO_MARKS: Final = bytes.maketrans(b"123456789,[eE", b"000000000::..")
"""Digits become 0, what stands before a number ":", what makes it a float "."."""


def _may_hold_float(whole: bytes) -> bool:
    """Whether digits between ":" and "." are to be seen: a float, or a text that looks so too."""
    *before, _ = whole.translate(_TO_MARKS, b"- \t\r\n").split(b"0.")
    return any(piece.rstrip(b"0").endswith(b":") for piece in before)


def surely_lines(lines: Sequence[bytes]) -> bool:
    """Whether nothing is in them that could be a fault, if only they are JSON; False: each must be looked at."""
    whole = b"\n".join(lines)
    between = max(0, len(lines) - 1)
    if whole.count(b"\n") != between or whole.count(b"}\n{") != between or any(sign in whole for sign in _STRANGE):
        return False
    if not (whole.startswith(b"{") and whole.endswith(b"}")) or (b"\\" in whole and b"\\u" in whole):
        return False
    if max(map(len, lines), default=0) > _LONGEST_PLAIN or _may_hold_float(whole):
        return False
    try:
        return unicodedata.is_normalized("NFC", whole.decode())
    except UnicodeDecodeError:
        return False


def _read(line: bytes) -> tuple[str | None, Any]:
    """The fault and what the JSON says. An act waits for this just after the disk has pushed everything out of the
    processor's caches, where each further step costs several times what it costs in a loop."""
    if b"\n" in line or OPENING in line:
        return "line_json", None
    try:
        text = line.decode()
        value, end = _SCAN(text, 0)
        if end != len(text):
            return "line_json", None
        if end > _SURELY_SHALLOW and text.count("{") + text.count("[") > _DEPTH:
            from_json(line)
        if "\\u" in text:  # escapes are judged by what they mean
            text = json.dumps(value, ensure_ascii=False)
            text.encode()
    except _FloatFound:
        return "line_float", None
    except (ValueError, RecursionError, StopIteration):  # the scanner's word for a text without any value
        return "line_json", None
    return (None if unicodedata.is_normalized("NFC", text) else "line_nfc"), value
