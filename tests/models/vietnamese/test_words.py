"""Dates, times, shares and number words (vietnamese.md §6, L-1 … L-3; Decree 30/2020, appendix)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vietnamese import words
from models.vietnamese.text import fold

SAID = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    30: "ba mươi",
    44: "bốn mươi tư",
    51: "năm mươi mốt",
    55: "năm mươi lăm",
    59: "năm mươi chín",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    124: "một trăm hai mươi tư",
    131: "một trăm ba mươi mốt",
    1_000: "một nghìn",
    1_005: "một nghìn không trăm linh năm",
    1_015: "một nghìn không trăm mười lăm",
    2_023: "hai nghìn không trăm hai mươi ba",
    2_024: "hai nghìn không trăm hai mươi tư",
    2_025: "hai nghìn không trăm hai mươi lăm",
    21_004: "hai mươi mốt nghìn không trăm linh bốn",
    1_000_000: "một triệu",
    1_000_005: "một triệu không trăm linh năm",
    1_234_567: "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
    1_000_000_000: "một tỷ",
    2_000_000_001_000: "hai nghìn tỷ không trăm linh một nghìn",
    -15: "âm mười lăm",
}
"""Written by hand, not by the program."""

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(("value", "expected"), SAID.items())
def test_number_words(value: int, expected: str) -> None:
    """L-2."""
    assert words.in_words(value) == expected


def test_tens_follow_the_three_rules() -> None:
    """L-2: lăm after any ten, mốt and tư only from twenty on, for every number below sixty."""
    ones = ("", "mốt", "hai", "ba", "tư", "lăm", "sáu", "bảy", "tám", "chín")
    tens = {2: "hai mươi", 3: "ba mươi", 4: "bốn mươi", 5: "năm mươi"}
    for ten, spoken in tens.items():
        said = [words.in_words(10 * ten + one) for one in range(10)]
        assert said == [f"{spoken} {one}".strip() for one in ones]


def test_southern_words() -> None:
    """§6: lẻ instead of linh, bốn instead of tư."""
    southern = words.NumberWords(empty_ten="lẻ", four="bốn")
    assert words.in_words(105, southern) == "một trăm lẻ năm"
    assert words.in_words(2_024, southern) == "hai nghìn không trăm hai mươi bốn"


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_number_words_tell_numbers_apart(one: int, other: int) -> None:
    assert (words.in_words(one) == words.in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 5), "ngày 05 tháng 02 năm 2025"),
        (date(2025, 7, 5), "ngày 05 tháng 7 năm 2025"),
        (date(2023, 9, 7), "ngày 07 tháng 9 năm 2023"),
        (date(2023, 9, 15), "ngày 15 tháng 9 năm 2023"),
        (date(2024, 1, 31), "ngày 31 tháng 01 năm 2024"),
        (date(2024, 12, 10), "ngày 10 tháng 12 năm 2024"),
    ],
)
def test_long_date(day: date, expected: str) -> None:
    """L-1."""
    assert words.long_date(day) == expected


def test_short_date() -> None:
    assert words.short_date(date(2025, 2, 5)) == "05/02/2025"


@given(days)
def test_written_dates_are_read_back(day: date) -> None:
    for written in (words.short_date(day), words.long_date(day), fold(words.long_date(day)), day.isoformat()):
        read = words.parse_date(written)
        assert read is not None
        assert read.date == day
        assert read.iso == day.isoformat()
        assert not read.century_guessed


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("5/2/2025", "2025-02-05"),
        ("05.02.2025", "2025-02-05"),
        ("5-2-2025", "2025-02-05"),
        ("ngày 5 tháng 2 năm 2025", "2025-02-05"),
        ("15/9", "2026-09-15"),
        ("15-9", "2026-09-15"),
        ("15.9", "2026-09-15"),
        ("05/1987", "1987-05"),
        ("1961", "1961"),
        (" 29/02/2024 ", "2024-02-29"),
    ],
)
def test_dates_as_people_type_them(typed: str, iso: str) -> None:
    """§6, rosters: day first, any of three separators, or only a month or a year."""
    read = words.parse_date(typed, default_year=2026)
    assert read is not None
    assert read.iso == iso


@pytest.mark.parametrize(("typed", "year"), [("1/5/31", 1931), ("1/5/30", 2030), ("1-5-84", 1984), ("1.5.05", 2005)])
def test_two_digit_years(typed: str, year: int) -> None:
    """Rosters, README: 19yy above 30, else 20yy, and worth a warning."""
    assert words.parse_date(typed) == words.PartialDate(year, 5, 1, century_guessed=True)


@pytest.mark.parametrize(
    "typed",
    ["", "31/2/2024", "29/2/2023", "9/15/2023", "13/2020", "0/5/2020", "5/0/2020", "an", "15", "0961"],
)
def test_what_is_no_date(typed: str) -> None:
    """§6: never guess mm/dd; a day that no calendar has is refused."""
    assert words.parse_date(typed, default_year=2026) is None


def test_day_and_month_need_a_year() -> None:
    assert words.parse_date("15/9") is None


def test_partial_dates_have_no_day() -> None:
    assert words.PartialDate(1987, 5).date is None
    assert words.PartialDate(1961).date is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("14H5", time(14, 5)),
        ("14g5", time(14, 5)),
        ("1405", time(14, 5)),
        ("805", time(8, 5)),
        ("8h", time(8)),
        ("8 giờ", time(8)),
        ("8 giờ 30 phút", time(8, 30)),
        ("0:00", time(0)),
    ],
)
def test_times_as_people_type_them(typed: str, expected: time) -> None:
    assert words.parse_clock(typed) == expected


@pytest.mark.parametrize("typed", ["", "25h", "24:00", "14:60", "1460", "8", "14", "hung", "14:05:10"])
def test_what_is_no_time(typed: str) -> None:
    assert words.parse_clock(typed) is None


@given(st.times())
def test_written_times_are_read_back(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert words.parse_clock(words.clock(at)) == minute
    assert words.parse_clock(words.short_clock(at)) == minute


def test_written_times() -> None:
    assert words.clock(time(8, 30)) == "8 giờ 30 phút"
    assert words.clock(time(14, 0)) == "14 giờ 00 phút"
    assert words.short_clock(time(8, 5)) == "08:05"
    assert words.clock_in_words(time(15, 30)) == "mười lăm giờ ba mươi phút"
    assert words.clock_in_words(time(7, 5)) == "bảy giờ năm phút"
    assert words.clock_in_words(time(7)) == "bảy giờ"


def test_numbers() -> None:
    """§6: a point between thousands, a decimal comma."""
    assert words.number(2_716) == "2.716"
    assert words.number(Decimal("1234567.89")) == "1.234.567,89"
    assert words.number(-5) == "-5"


@pytest.mark.parametrize(
    ("part", "whole", "digits", "expected"),
    [
        (15, 16, 2, "93,75 %"),
        (15, 16, 1, "93,8 %"),
        (1, 2, 2, "50 %"),
        (1, 3, 2, "33,33 %"),
        (16, 16, 2, "100 %"),
        (0, 16, 2, "0 %"),
        (1, 8, 0, "13 %"),
        (10, 1, 0, "1.000 %"),
        (0, 0, 2, "–"),
    ],
)
def test_percent(part: int, whole: int, digits: int, expected: str) -> None:
    assert words.percent(part, whole, digits) == expected


def test_votes() -> None:
    """§6: "Votes 15/16 (93,75 %)"."""
    assert words.share(15, 16) == "15/16 (93,75 %)"


def test_vietnam_is_seven_hours_ahead() -> None:
    """L-3: no zone database is asked."""
    assert datetime(2025, 7, 5, tzinfo=words.VN_ZONE).utcoffset() == timedelta(minutes=words.VN_OFFSET_MIN)
    assert words.VN_OFFSET_MIN == 7 * 60
