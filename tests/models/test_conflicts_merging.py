"""Words of two laptops come together where they do not touch, and nowhere else (sync.md §3, notes)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.merging import merged_fields, merged_text

TEXTS = st.lists(st.sampled_from("abcd"), max_size=7).map(" ".join)


@given(TEXTS, TEXTS)
def test_whoever_changed_nothing_takes_the_change_of_the_other(base: str, changed: str) -> None:
    assert merged_text(base, base, changed) == merged_text(base, changed, base) == changed
    assert merged_text(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_whose_change_comes_first(base: str, one: str, other: str) -> None:
    assert merged_text(base, one, other) == merged_text(base, other, one)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_was_added_is_lost(base: str, one: str, other: str) -> None:
    merged = merged_text(base, one, other)
    for version in (one, other):
        added = set(version.split()) - set(base.split())
        assert merged is None or added <= set(merged.split())


@pytest.mark.parametrize(
    ("base", "one", "other", "merged"),
    [
        ("a b c d e", "x b c d e", "a b c d y", "x b c d y"),
        ("a b c", "a x c", "a y c", None),
        ("a b c", "a x c", "a b y", None),  # next to one another: the sense may hang together
        ("a b c", "a c", "a b c d", "a c d"),
        ("a", "x a", "y a", None),
        ("a b c d", "a d", "a b x d", None),
    ],
)
def test_changes_that_touch_are_left_to_a_person(base: str, one: str, other: str, merged: str | None) -> None:
    """standardnotes#3779: nobody is asked about a whole text of which two people changed different words."""
    assert merged_text(base, one, other) == merged


def test_a_field_that_both_changed_is_left_to_a_person() -> None:
    base = {"text": "a b c", "kind": "opinion", "due": ""}
    assert merged_fields(base, {**base, "kind": "task"}, {**base, "due": "mai"}) == {
        **base,
        "kind": "task",
        "due": "mai",
    }
    assert merged_fields(base, {**base, "due": "nay"}, {**base, "due": "mai"}) is None
    assert merged_fields(base, {**base, "due": "mai"}, {**base, "due": "mai"}) == {**base, "due": "mai"}
