"""Typed bytes as lines (UNI-1, IM-3): any pieces, any line ends, old encodings, keys that send sequences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.plain.typed import LONGEST, Typed, split


@given(st.binary(max_size=200), st.lists(st.integers(1, 9), max_size=60))
def test_lines_do_not_depend_on_the_pieces(data: bytes, sizes: list[int]) -> None:
    """A slow line and a fast one say the same."""
    pieces, rest = [], data
    for size in sizes:
        pieces.append(rest[:size])
        rest = rest[size:]
    assert list(split([*pieces, rest])) == list(split([data]))


def test_line_ends() -> None:
    assert list(split([b"a\r\nb\nc"])) == [b"a", b"b", b"c"]
    assert list(split([b"a\n\n"])) == [b"a", b""]
    assert list(split([])) == []


def test_a_line_without_an_end_is_cut() -> None:
    assert len(list(split([b"x" * LONGEST] * 3))) >= 2


def test_text_is_composed_and_free_of_controls() -> None:
    """UNI-1; arrow keys on a dumb terminal send sequences that are no text."""
    loose = unicodedata.normalize("NFD", "Hoà bình")
    assert Typed.of(loose.encode()) == Typed("Hoà bình")
    assert Typed.of("Lan\x1b[A\x1b[D nói\x1bOP\x07\t rồi".encode()) == Typed("Lan nói rồi")


def test_tcvn3_is_converted_and_told() -> None:
    """IM-3: an old keyboard driver on a serial terminal."""
    tcvn3 = b"Chi b\xe9 th\xe8ng nh\xcat giao vi\xd6c cho \xae\xe5ng ch\xdd"
    assert Typed.of(tcvn3) == Typed("Chi bộ thống nhất giao việc cho đồng chí", "TCVN3 (ABC)")


@pytest.mark.parametrize("line", [b"\xff\xfe\x80\x81\xfa\xfb qzx wqz", b"\xc3\x28 \xa0\xa1 xz"])
def test_what_is_no_text_is_not_guessed(line: bytes) -> None:
    assert Typed.of(line) is None
