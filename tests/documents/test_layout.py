"""What page and screen decide alike: how columns share their room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.layout import column_widths, stays_with_next
from documents.typed_text import printed_lines
from models.document import Paragraph

COLUMNS = st.lists(st.tuples(st.integers(1, 100), st.integers(0, 400)), min_size=1, max_size=8)


@given(COLUMNS, st.integers(8, 400))
def test_columns_fill_the_room_and_none_is_starved(columns: list[tuple[int, int]], room: int) -> None:
    """Law: words of any length never push a table over its edge, nor take from a column its share of a hard time."""
    total = sum(share for share, _ in columns)
    shares, words = tuple(share / total for share, _ in columns), [word for _, word in columns]
    widths = column_widths(shares, words, room)
    assert sum(widths) == room
    equal = room // len(columns)
    assert all(width >= min(word, equal) for width, word in zip(widths, words, strict=True))


def test_a_long_word_takes_its_room_from_the_widest_column() -> None:
    assert column_widths((0.1, 0.1, 0.8), [5, 30, 5], 100) == [10, 30, 60]


def test_words_before_a_list_stay_with_it() -> None:
    """L21: "Biểu hiện khác:" never stands alone at the foot of a page; what ends a sentence may."""
    item = Paragraph("one", "Để xe chắn lối vào ngõ.", "item")
    assert stays_with_next(Paragraph("others", "Biểu hiện khác:", "body"), item)
    assert not stays_with_next(Paragraph("others", "Biểu hiện khác: không ghi nhận.", "body"), item)
    assert not stays_with_next(Paragraph("others", "Biểu hiện khác:", "body"), None)


def test_no_line_ends_between_a_number_and_its_per_cent_sign() -> None:
    assert printed_lines("đạt 89,47 % (17/19)\nhơn 100 %.") == (
        "đạt 89,47\N{NO-BREAK SPACE}% (17/19)",
        "hơn 100\N{NO-BREAK SPACE}%.",
    )
    assert printed_lines("dấu % riêng") == ("dấu % riêng",)
