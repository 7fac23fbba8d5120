"""Dates, times, shares and numbers as Vietnamese papers write them, and as clerks type them.

Sources: the appendix of Decree 30/2020/NĐ-CP for dates; vietnamese.md §6 for numbers and number words.
Nothing here reads a clock or a time-zone database: Vietnam keeps UTC+7 all year (L-3).
"""

import re
from datetime import date, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from msgspec import Struct

from models.vietnamese.text import clean, fold

VN_OFFSET_MIN: Final = 420
"""Minutes that Vietnam is ahead of UTC; there is no summer time."""

VN_ZONE: Final = timezone(timedelta(minutes=VN_OFFSET_MIN))
"""Vietnam's zone without the zone database, which Windows lacks."""

# --- Dates and times, written ----------------------------------------------------------------------------


def short_date(day: date) -> str:
    """The everyday form, dd/mm/yyyy: "05/02/2025"."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def long_date(day: date) -> str:
    """The form of official papers: "ngày 15 tháng 9 năm 2023", "ngày 05 tháng 02 năm 2025".

    Days below 10 and the months 1 and 2 take a leading zero, other months none (Decree 30/2020, appendix).
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def clock(at: time) -> str:
    """Hours and minutes as minutes of a meeting write them: "8 giờ 30 phút", "14 giờ 05 phút"."""
    return f"{at.hour} giờ {at.minute:02} phút"


def short_clock(at: time) -> str:
    """Hours and minutes for a screen: "14:05"."""
    return f"{at.hour:02}:{at.minute:02}"


# --- Dates and times, read -------------------------------------------------------------------------------


class PartialDate(Struct, frozen=True):
    """A date of the precision a person gave: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None
    century_guessed: bool = False
    """Whether the year was written with two digits, which deserves a warning."""

    @property
    def iso(self) -> str:
        """The date in ISO form, as long as what is known: "1961", "1987-05", "1961-04-19"."""
        parts = (f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in parts if part)

    @property
    def date(self) -> date | None:
        """The calendar day, or nothing when only a month or a year is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


_SEPARATOR: Final = r"\s*[/.\-]\s*"
_DAY_MONTH_YEAR: Final = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_IN_WORDS: Final = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH_YEAR: Final = re.compile(rf"(?:thang\s+)?(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_DAY_MONTH: Final = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})")
_YEAR: Final = re.compile(r"(?:nam\s+)?(\d{4})")


def parse_date(text: str, default_year: int | None = None) -> PartialDate | None:
    """A date as people type it, or nothing where the text is none.

    Read are d/m/yyyy, d/m/yy (also with "-" or "."), the official form in words, yyyy-mm-dd, mm/yyyy, a year
    alone, and d/m where `default_year` tells the year. Day before month, always. A two-digit year above 30
    is of the last century (rosters, README). A day that no calendar has is no date.
    """
    folded = fold(clean(text))
    if match := _DAY_MONTH_YEAR.fullmatch(folded) or _IN_WORDS.fullmatch(folded):
        day, month, year = match.groups()
        return _checked(_full_year(year), int(month), int(day), century_guessed=len(year) == 2)
    if match := _ISO.fullmatch(folded):
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day))
    if match := _MONTH_YEAR.fullmatch(folded):
        return _checked(int(match[2]), int(match[1]))
    if match := _YEAR.fullmatch(folded):
        return _checked(int(match[1]))
    match = _DAY_MONTH.fullmatch(folded)
    if match is None or default_year is None:
        return None
    return _checked(default_year, int(match[2]), int(match[1]))


def a_year_later(text: str, year: int) -> PartialDate | None:
    """A date without a year, read in the year after `year`; None where it tells its year, or no calendar has it."""
    return parse_date(text, year + 1) if parse_date(text) is None else None


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return 1900 + year if year > 30 else 2000 + year


def _checked(
    year: int, month: int | None = None, day: int | None = None, *, century_guessed: bool = False
) -> PartialDate | None:
    """The partial date, or nothing if the calendar or a living memory does not have it."""
    if not 1900 <= year < 2200:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day, century_guessed)


_CLOCKS: Final = (
    re.compile(r"(\d{1,2})\s*(?:h|g|gio|:)\s*(\d{1,2})\s*(?:p|ph|phut)?"),
    re.compile(r"(\d{1,2})\s*(?:h|g|gio)"),
    re.compile(r"(\d{1,2})(\d{2})"),
)


def parse_clock(text: str) -> time | None:
    """A time of day as people type it ("14:05", "14h05", "14g5", "8 giờ 30 phút", "1405", "8h"), or none."""
    folded = fold(clean(text))
    for form in _CLOCKS:
        if match := form.fullmatch(folded):
            hour, minute = int(match[1]), int(match[2]) if match.lastindex == 2 else 0
            return time(hour, minute) if hour < 24 and minute < 60 else None
    return None


# --- Numbers ---------------------------------------------------------------------------------------------


def number(value: int | Decimal) -> str:
    """A number with a point between thousands and a decimal comma: "1.234.567,89"."""
    return f"{value:,}".translate({ord(","): ".", ord("."): ","})


def percent(part: int, whole: int, digits: int = 2) -> str:
    """A share of a whole: "93,75 %", with at most `digits` decimals and no zeros at their end.

    Halves are rounded up. Of an empty whole no share can be told: "–".
    """
    if whole == 0:
        return "–"
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    written = number(share)
    return f"{written.rstrip('0').rstrip(',') if ',' in written else written} %"


def share(part: int, whole: int, digits: int = 2) -> str:
    """A count among a whole with its percentage, as votes are reported: "15/16 (93,75 %)"."""
    return f"{number(part)}/{number(whole)} ({percent(part, whole, digits)})"


# --- Numbers in words ------------------------------------------------------------------------------------


class NumberWords(Struct, frozen=True):
    """Regional choices in saying numbers (vietnamese.md §6)."""

    empty_ten: Literal["linh", "lẻ"] = "linh"
    """The word for a missing ten, as in "một trăm linh năm": linh in the North, lẻ in the South."""

    four: Literal["tư", "bốn"] = "tư"
    """A four after twenty and above: "hai mươi tư" or "hai mươi bốn"."""


NORTHERN: Final = NumberWords()

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION: Final = 10**9


def in_words(value: int, style: NumberWords = NORTHERN) -> str:
    """A whole number in words: 2025 is "hai nghìn không trăm hai mươi lăm"."""
    if value < 0:
        return "âm " + in_words(-value, style)
    if value == 0:
        return _DIGITS[0]
    return " ".join(_spoken(value, style, full=False))


def clock_in_words(at: time, style: NumberWords = NORTHERN) -> str:
    """A time of day in words: 15:30 is "mười lăm giờ ba mươi phút", 07:00 is "bảy giờ"."""
    hour = f"{in_words(at.hour, style)} giờ"
    return f"{hour} {in_words(at.minute, style)} phút" if at.minute else hour


def _spoken(value: int, style: NumberWords, *, full: bool) -> list[str]:
    """The words of a positive number; `full` says that higher groups came before, so zeros are spoken."""
    billions, rest = divmod(value, _BILLION)
    words = [*_spoken(billions, style, full=full), "tỷ"] if billions else []
    for unit, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group = rest // unit % 1_000
        if group:
            words += _hundreds(group, style, full=full or bool(words))
            words += [name] if name else []
    return words


def _hundreds(group: int, style: NumberWords, *, full: bool) -> list[str]:
    """The words of 1…999; with `full`, an empty hundred is said as "không trăm"."""
    hundred, below = divmod(group, 100)
    words = [_DIGITS[hundred], "trăm"] if hundred or full else []
    if not below:
        return words
    if below < 10:
        return [*words, *([style.empty_ten] if words else []), _DIGITS[below]]
    return words + _tens(below, style)


def _tens(below: int, style: NumberWords) -> list[str]:
    """The words of 10…99: lăm after any ten, mốt and tư only from twenty on."""
    ten, one = divmod(below, 10)
    words = ["mười"] if ten == 1 else [_DIGITS[ten], "mươi"]
    if one == 0:
        return words
    after_ten = {5: "lăm"} if ten == 1 else {1: "mốt", 4: style.four, 5: "lăm"}
    return [*words, after_ten.get(one, _DIGITS[one])]
