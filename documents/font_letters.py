"""Which letters a font file has: its character map, as the OpenType specification lays it out ("cmap").

Old releases of common fonts lack the Vietnamese letters though their names promise nothing less: a paper set in one
would borrow every "ể" from another font.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from struct import error as TooShort
from struct import unpack_from

VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
"""The letters that a font for Vietnamese needs beyond those of western Europe."""

GlyphOf = Callable[[int], int]
"""Code point → number of the glyph; 0 is none."""


def has_letters(path: Path, index: int, letters: Iterable[str] = VIETNAMESE) -> bool:
    """Whether face `index` of a font file has all these letters. A file that is no font has none."""
    try:
        glyph_of = _character_map(path.read_bytes(), index)
        return all(glyph_of(ord(letter)) for letter in letters)
    except (OSError, TooShort):
        return False


def _character_map(data: bytes, index: int) -> GlyphOf:
    """The map of a face; of several the one that reaches farthest."""
    start = unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    table = _table(data, start, b"cmap")
    if table is None:
        return _nothing
    count = unpack_from(">H", data, table + 2)[0]
    places = [table + unpack_from(">HHI", data, table + 4 + 8 * number)[2] for number in range(count)]
    by_format = {unpack_from(">H", data, place)[0]: place for place in places}
    if 12 in by_format:
        return _groups(data, by_format[12])
    return _segments(data, by_format[4]) if 4 in by_format else _nothing


def _nothing(_code: int) -> int:
    return 0


def _table(data: bytes, start: int, tag: bytes) -> int | None:
    """Where a table of the face begins."""
    count = unpack_from(">H", data, start + 4)[0]
    for number in range(count):
        name, _, offset, _ = unpack_from(">4sIII", data, start + 12 + 16 * number)
        if name == tag:
            return int(offset)
    return None


def _groups(data: bytes, place: int) -> GlyphOf:
    """Format 12: groups of (first code, last code, first glyph)."""
    count = unpack_from(">I", data, place + 12)[0]
    groups = [unpack_from(">III", data, place + 16 + 12 * number) for number in range(count)]

    def glyph(code: int) -> int:
        return next((first_glyph + code - first for first, last, first_glyph in groups if first <= code <= last), 0)

    return glyph


def _segments(data: bytes, place: int) -> GlyphOf:
    """Format 4: arrays of last codes, first codes, deltas and offsets into an array of glyphs."""
    size = unpack_from(">H", data, place + 6)[0]
    count = size // 2
    ends = unpack_from(f">{count}H", data, place + 14)
    starts = unpack_from(f">{count}H", data, place + 16 + size)
    deltas = unpack_from(f">{count}H", data, place + 16 + 2 * size)
    offsets = place + 16 + 3 * size

    def glyph(code: int) -> int:
        segment = next((number for number in range(count) if code <= ends[number]), None)
        if segment is None or code < starts[segment]:
            return 0
        here = offsets + 2 * segment
        offset = unpack_from(">H", data, here)[0]
        found = code if offset == 0 else unpack_from(">H", data, here + offset + 2 * (code - starts[segment]))[0]
        return (found + deltas[segment]) & 0xFFFF if found else 0

    return glyph
