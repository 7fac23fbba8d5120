"""Writers of old encodings, to make test files from Unicode text; the other way round from `encodings`."""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "documents" / "legacy_tables.tsv"
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


@cache
def codes(column: str) -> dict[str, bytes]:
    head, *rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    place = head.index(column)
    return {row[0]: bytes.fromhex(row[place]) for row in rows}


def by_table(text: str, column: str) -> bytes:
    """Bytes by one column of the table ("tcvn3", "vni", "viscii"); other letters must be ASCII."""
    return b"".join(codes(column).get(char) or char.encode("ascii") for char in text)


def cp1258(text: str) -> bytes:
    """Windows-1258: letters with their shape, tones as characters of their own."""
    return b"".join(_cp1258_letter(char) for char in text)


def _cp1258_letter(char: str) -> bytes:
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(part for part in parts if part in TONES)
    shape = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return (shape + tone).encode("cp1258")


def misread(text: str) -> bytes:
    """UTF-8 that somebody read as cp1252 and stored again as UTF-8."""
    seen = "".join(_as_cp1252(byte) for byte in text.encode("utf-8"))
    return seen.encode("utf-8")


def _as_cp1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")


WRITERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-16-le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "cp1258": cp1258,
    "tcvn3": lambda text: by_table(text, "tcvn3"),
    "vni": lambda text: by_table(text, "vni"),
    "viscii": lambda text: by_table(text, "viscii"),
    "utf-8-cp1252": misread,
    "utf-8-tcvn3": lambda text: by_table(text, "tcvn3").decode("latin-1").encode("utf-8"),
    "utf-8-vni": lambda text: by_table(text, "vni").decode("latin-1").encode("utf-8"),
}
"""Key of the encoding → writer of bytes."""
