"""Words on a page that is read: typed, found, found again (L24)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.commands import SetDetail
from tests.tui.bench import make_bench, press, screen, shown, shut
from tui.draw import line
from tui.panes.finding_lines import line_with
from tui.panes.minutes import MinutesPane
from tui.workbench import Workbench

LINES = [line("Việc thu gom"), line("rác thải", " ở thôn"), line(), line("Họp tổ; rác"), line("thải còn chậm")]


@pytest.mark.parametrize(
    ("text", "first", "wanted"),
    [
        ("rac", 0, 1),
        ("rac thai", 0, 1),
        ("gom rác", 0, 0),
        ("rac thai", 2, 3),
        ("rac thai", 4, 1),
        ("thon", 0, 1),
        ("on", 0, None),
        ("không có", 0, None),
        ("", 0, None),
        ("viec chậm", 0, None),
    ],
)
def test_the_next_line_that_holds_the_words(text: str, first: int, wanted: int | None) -> None:
    assert line_with(LINES, text, first) == wanted


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """The minutes of a meeting whose place is known."""
    made = make_bench(tmp_path / "home")
    made.do(SetDetail("place", "Nhà văn hoá thôn"))
    press(made, "f8")
    shown(made)
    yield made
    shut(made)


def pane_of(bench: Workbench) -> MinutesPane:
    assert isinstance(bench.pane, MinutesPane)
    return bench.pane


def test_typing_goes_to_the_words_and_enter_to_the_next(bench: Workbench) -> None:
    press(bench, "thư ký")
    for _ in range(3):
        assert "thư ký" in "\n".join(screen(bench, 80, 12)).lower()
        press(bench, "enter")
    assert not pane_of(bench).reading
    assert bench.text == "thư ký"


def test_the_keys_of_looking_are_told(bench: Workbench) -> None:
    press(bench, "van hoa")
    assert "chỗ kế tiếp" in shown(bench)
    assert "đọc lại" not in screen(bench)[-1]


def test_what_is_not_there_is_told(bench: Workbench) -> None:
    press(bench, "khuyến học")
    assert "không có “khuyến học”" in shown(bench)


def test_esc_ends_looking_before_it_leaves(bench: Workbench) -> None:
    press(bench, "van hoa", "escape")
    assert bench.text == ""
    assert isinstance(bench.pane, MinutesPane)
    press(bench, "escape")
    assert not isinstance(bench.pane, MinutesPane)
