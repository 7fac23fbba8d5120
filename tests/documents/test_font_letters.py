"""Which letters a font file has: character maps built by hand, as the OpenType specification lays them out."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from documents.font_letters import VIETNAMESE, has_letters


def font(cmap: bytes, *, index: int | None = None) -> bytes:
    """A font file with nothing but a character map; with `index`, a collection whose other faces are elsewhere."""
    head = b"" if index is None else b"ttcf" + pack(">HHI", 1, 0, index + 1) + pack(">I", 0) * (index + 1)
    start = len(head)
    if index is not None:
        head = head[: 12 + 4 * index] + pack(">I", start)
    directory = pack(">IHHHH", 0x00010000, 1, 16, 0, 0)
    return head + directory + pack(">4sIII", b"cmap", 0, start + len(directory) + 16, len(cmap)) + cmap


def one_map(table: bytes) -> bytes:
    return pack(">HH", 0, 1) + pack(">HHI", 3, 1, 12) + table


def groups(*spans: tuple[int, int, int]) -> bytes:
    """Format 12: (first, last, glyph of the first)."""
    listed = b"".join(pack(">III", *span) for span in spans)
    return pack(">HHIII", 12, 0, 16 + len(listed), 0, len(spans)) + listed


def segments(*spans: tuple[int, int, int]) -> bytes:
    """Format 4: (first, last, delta to the glyph)."""
    every = (*spans, (0xFFFF, 0xFFFF, 1))
    count = len(every)
    return b"".join(
        (
            pack(">HHHHHHH", 4, 16 + 8 * count, 0, 2 * count, 0, 0, 0),
            pack(f">{count}H", *(last for _, last, _ in every)),
            pack(">H", 0),
            pack(f">{count}H", *(first for first, _, _ in every)),
            pack(f">{count}H", *(delta % 0x10000 for _, _, delta in every)),
            pack(f">{count}H", *[0] * count),
        )
    )


def listed_glyphs(first: int, glyphs: list[int]) -> bytes:
    """Format 4 with one segment whose glyphs are listed one by one; 0 is a hole."""
    last = first + len(glyphs) - 1
    heads = pack(">HHHHHHH", 4, 32 + 2 * len(glyphs), 0, 4, 0, 0, 0)
    spans = pack(">HH", last, 0xFFFF) + pack(">H", 0) + pack(">HH", first, 0xFFFF) + pack(">HH", 0, 1)
    return heads + spans + pack(">HH", 4, 0) + pack(f">{len(glyphs)}H", *glyphs)


def has(tmp_path: Path, data: bytes, letters: str, index: int = 0) -> bool:
    path = tmp_path / "font.ttf"
    path.write_bytes(data)
    return has_letters(path, index, letters)


@pytest.mark.parametrize(
    "table", [groups((0x61, 0x7A, 5), (0x1EA0, 0x1EF9, 80)), segments((0x61, 0x7A, 0), (0x1EA0, 0x1EF9, 0))]
)
def test_letters_inside_the_spans_are_there_and_others_not(tmp_path: Path, table: bytes) -> None:
    data = font(one_map(table))
    assert has(tmp_path, data, "azẠỹể")
    assert not has(tmp_path, data, "azđ")
    assert not has(tmp_path, data, "Ỻ")
    assert not has(tmp_path, data, "`")


def test_a_span_can_have_holes(tmp_path: Path) -> None:
    data = font(one_map(listed_glyphs(0x61, [7, 0, 9])))
    assert has(tmp_path, data, "ac")
    assert not has(tmp_path, data, "b")


def test_of_two_maps_the_one_that_reaches_farther_counts(tmp_path: Path) -> None:
    near, far = segments((0x61, 0x7A, 0)), groups((0x61, 0x7A, 5), (0x1EA0, 0x1EF9, 80))
    both = pack(">HH", 0, 2) + pack(">HHI", 3, 1, 20) + pack(">HHI", 3, 10, 20 + len(near)) + near + far
    assert has(tmp_path, font(both), "ể")


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    assert has(tmp_path, font(one_map(groups((0x1EA0, 0x1EF9, 80))), index=2), "ể", index=2)


@pytest.mark.parametrize(
    "data", [b"", b"no font at all, but long enough to be read as one", font(b"\0\0\0\1"), font(b"")]
)
def test_what_is_no_font_has_no_letters(tmp_path: Path, data: bytes) -> None:
    assert not has(tmp_path, data, "a")
    assert not has_letters(tmp_path / "nowhere.ttf", 0)


def test_vietnamese_is_more_than_a_handful_of_letters() -> None:
    """Every letter with two marks, large and small, and those of the alphabet that French does not have."""
    assert set("ẠặẾệỐộỚợỨựỲỹĂđơƯ") <= set(VIETNAMESE)
    assert len(VIETNAMESE) == 14 + 90
