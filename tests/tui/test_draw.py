"""Cutting, padding, wrapping and joining by terminal cells: nothing ever wider than it was told."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.draw import (
    bar,
    beginning,
    cells,
    columns,
    cut,
    cut_name,
    fit,
    flow,
    line,
    pad,
    rule,
    spread,
    table,
    whole,
    window,
    with_short_path,
    wrap,
    wrapped,
)

TEXT = st.text(st.sampled_from("aăâđ ệỏ̂́中ｅ·“’—0 "), max_size=40)
WIDTH = st.integers(2, 50)


@given(TEXT, WIDTH)
def test_cut_and_pad_never_pass_their_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@given(st.lists(st.tuples(TEXT, st.just("plain")), max_size=5), WIDTH)
def test_fit_is_exactly_as_wide_as_told(pieces: list[tuple[str, str]], width: int) -> None:
    assert cells(fit(tuple(pieces), width)) == width


@given(TEXT, TEXT, WIDTH)
def test_spread_keeps_the_right_side_whole(left: str, right: str, width: int) -> None:
    row = spread(line(left), line(right), width)
    assert cells(row) == width
    if cell_len(right) < width:
        assert "".join(text for text, _ in row).endswith(right)


@given(TEXT, WIDTH)
def test_wrapping_loses_no_letter_and_passes_no_edge(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


@given(TEXT, st.integers(-3, 1))
def test_wrapping_comes_to_an_end_without_any_room(text: str, width: int) -> None:
    assert wrap(text, width)


@given(st.lists(TEXT.filter(lambda text: 0 < cell_len(text) <= 10), max_size=8), st.integers(10, 50))
def test_flow_tears_no_part(parts: list[str], width: int) -> None:
    rows = flow([line(part) for part in parts], width)
    assert all(cells(row) <= width for row in rows)
    assert " · ".join("".join(text for text, _ in row) for row in rows) == " · ".join(parts)


@pytest.mark.parametrize(
    "name", [normalize("NFC", "Nguyễn Thị Đỗ Quyên"), normalize("NFD", "Nguyễn Thị Đỗ Quyên")], ids=["NFC", "NFD"]
)
def test_decomposed_letters_take_as_many_cells(name: str) -> None:
    """UNI-6: a column holds the same names in either form."""
    assert cell_len(pad(name, 26)) == 26
    assert cell_len(cut(name, 10)) <= 10


@pytest.mark.parametrize(("width", "kept"), [(40, "gõ · số · Esc để thôi"), (12, "gõ · số"), (5, "gõ"), (1, "")])
def test_a_hint_drops_whole_parts(width: int, kept: str) -> None:
    assert whole("gõ · số · Esc để thôi", width) == kept


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (60, "gõ vài chữ của tên, chữ đầu (nvh), số thứ tự; Tab: khác"),
        (50, "gõ vài chữ của tên, chữ đầu (nvh), số thứ tự"),
        (40, "gõ vài chữ của tên, chữ đầu (nvh)"),
        (17, "gõ vài chữ của tên"),
        (12, ""),
    ],
)
def test_a_long_part_of_a_hint_gives_way_at_its_commas(width: int, kept: str) -> None:
    """A word cut in two tells nothing; what is left is cut only where some of it can be read."""
    assert whole("gõ vài chữ của tên, chữ đầu (nvh), số thứ tự; Tab: khác · Esc để thôi", width) == kept


def test_no_line_is_broken_before_a_per_cent_sign() -> None:
    """A result that is read out: "90 %" is one word, and so is what a no-break space holds."""
    assert wrap("tán thành 18/20 (90 %), không 0", 19) == ["tán thành 18/20", "(90 %), không 0"]
    assert wrap("ghi tên (việc\N{NO-BREAK SPACE}2/75)", 13) == ["ghi tên", "(việc\N{NO-BREAK SPACE}2/75)"]


@given(st.text(st.sampled_from("aăệ中 "), min_size=1, max_size=80), st.integers(1, 4), st.integers(6, 30))
def test_a_text_that_is_not_told_to_its_end_says_so(text: str, count: int, width: int) -> None:
    rows = [line(" ", (part, "strong")) for part in wrap(text, width - 2)]
    told = beginning(rows, count, width)
    assert len(told) == min(count, len(rows))
    assert all(cells(row) <= width for row in told)
    assert (told == rows) == (len(rows) <= count)
    assert ("…" in "".join(part for part, _ in told[-1])) == (len(rows) > count)


def test_wrapped_lines_after_the_first_are_indented() -> None:
    rows = wrapped("một hai ba bốn năm", 8, indent="  ")
    assert [text for row in rows for text, _ in row] == ["một hai", "  ba bốn", "  năm"]


def test_columns_have_a_rule_between_and_keep_their_widths() -> None:
    rows = columns([([rule(5), line("ab")], 5), ([rule(4, "x")], 4)], 3)
    assert [cells(row) for row in rows] == [10, 10, 10]
    assert "│" in "".join(text for text, _ in rows[1])


@pytest.mark.parametrize(("focus", "top"), [(0, 0), (9, 5), (5, 3), (2, 0)])
def test_a_window_holds_its_focus(focus: int, top: int) -> None:
    shown, first = window([line(str(number)) for number in range(10)], 5, focus)
    assert first == top
    assert shown[focus - first] == line(str(focus))


@pytest.mark.parametrize(("done", "full"), [(-1.0, 0), (0.0, 0), (0.5, 5), (1.0, 10), (3.0, 10)])
def test_a_bar_is_never_longer_than_itself(done: float, full: int) -> None:
    assert bar(done, 10) == "━" * full + "─" * (10 - full)


def test_a_table_lines_up() -> None:
    rows = table([[("Hùng", "plain"), ("1", "muted")], [("Nguyễn Thị Lan Phương", "plain"), ("22", "muted")]], [8, 3])
    assert {cells(row) for row in rows} == {13}
    assert "…" in rows[1][0][0]


@pytest.mark.parametrize("slash", ["/", "\\"])
def test_a_long_path_gives_way_in_its_middle(slash: str) -> None:
    """Its folder, its ending and the words around it stay."""
    file = "bien-ban-chi-bo-thon-dong-mit-2023-09-15-du-thao (bản mới).docx"
    told = f"Đã ghi ~{slash}Documents{slash}giấy tờ{slash}{file}. Xong"
    short = with_short_path(told, 60)
    assert cell_len(short) == 60
    assert short.startswith(f"Đã ghi ~{slash}Doc")
    assert short.endswith("-du-thao (bản mới).docx. Xong")
    assert with_short_path(told, 200) == told


@pytest.mark.parametrize(
    "told", ["Một câu dài không có đường dẫn nào trong đó cả", "Đã ghi ~/x.docx rồi đọc lại cho cả phòng nghe"]
)
def test_a_sentence_without_a_long_path_is_left_as_it_is(told: str) -> None:
    assert with_short_path(told, 20) == told


NAME = "Nguyễn Phước Hoàng Bảo Quỳnh Như (1950)"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (40, NAME),
        (38, "N. Phước Hoàng Bảo Quỳnh Như (1950)"),
        (26, "N.P.H.B. Quỳnh Như (1950)"),
        (22, "N.P.H.B.Q. Như (1950)"),
        (12, "Như (1950)"),
        (5, "Như…"),
    ],
)
def test_a_name_is_shortened_from_its_front(width: int, told: str) -> None:
    """L3: people are told apart by the given name, the last word, and by the year that namesakes carry."""
    assert cut_name(NAME, width) == told


def test_a_short_name_stays_as_it_is() -> None:
    assert cut_name("Y Hung", 6) == "Y Hung"
    assert cut_name("", 3) == ""
