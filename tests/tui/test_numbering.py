"""Digits among namesakes: a row or a birth year, never half of one (S-3, vietnamese.md §4.4)."""

from __future__ import annotations

from tui.numbering import Numbering

YEARS = ("1961", "1984", "1984")


def test_a_number_that_begins_no_year_is_a_row() -> None:
    assert Numbering().press("2", YEARS) == (1, True)


def test_a_digit_that_may_begin_a_year_waits() -> None:
    """ "1" is the first row, or 1961, or 1984: Enter or more digits say which."""
    typing = Numbering()
    assert typing.press("1", YEARS) == (0, False)
    assert typing.press("9", YEARS) == (0, False)
    assert typing.press("6", YEARS) == (0, True)


def test_a_year_of_two_people_waits_for_enter() -> None:
    typing = Numbering()
    for digit in "198":
        row = typing.press(digit, YEARS)
    assert row == (1, False)


def test_two_digits_of_a_year_are_enough() -> None:
    assert Numbering().press("6", YEARS) == (0, True)


def test_what_means_nobody_chooses_nobody() -> None:
    assert Numbering().press("7", YEARS) == (None, False)
