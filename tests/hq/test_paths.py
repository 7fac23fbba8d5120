"""Paths order as the tree does: by number, a unit before those below it; a subtree is a range (design.md §8)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hq.access import after
from hq.paths import number_of, parts_of, path_of

WAYS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 10**26)), min_size=1, max_size=5)


@given(st.lists(WAYS, min_size=2, max_size=12))
def test_paths_order_byte_by_byte_as_their_numbers(ways: list[list[int]]) -> None:
    """ "Tổ 9" before "Tổ 10" wherever a list is in the order of the tree."""
    found = sorted(ways, key=lambda way: path_of(way).encode())
    assert found == sorted(ways)


@given(WAYS, WAYS)
def test_a_subtree_is_a_range_of_paths(top: list[int], other: list[int]) -> None:
    inside = path_of(top) <= path_of(other) < after(path_of(top))
    assert inside == (other[: len(top)] == top)


@given(WAYS)
def test_a_path_says_which_numbers_it_was_made_of(way: list[int]) -> None:
    assert number_of(path_of(way)) == way[-1]
    assert len(parts_of(path_of(way))) == len(way)
