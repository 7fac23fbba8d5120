"""The themes' contrast, computed from the colours that are used (T-2, T-3; vietnamese.md §7.3)."""

from collections.abc import Iterator

import pytest
from pyte.screens import Char
from textual.color import Color

from tests.tui.apps.palette_app import READY
from tests.tui.pty_harness import ROOT, PtyApp, start_app
from tui.themes import DARK, LIGHT, THEMES, ansi_color, other
from tui.widgets.canvas import STYLE_NAMES

APP = str(ROOT / "tests" / "tui" / "apps" / "palette_app.py")
ENOUGH = 7.0
"""WCAG 2.2, 1.4.6."""

FOREGROUNDS = [
    "foreground",
    "text",
    "text-muted",
    "primary",
    "secondary",
    "accent",
    "success",
    "warning",
    "error",
]
PAIRS = [(name, ground) for name in FOREGROUNDS for ground in ("background", "surface", "panel")] + [
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
]


def luminance(color: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2, glossary)."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, another: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(another)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("foreground", "background"), PAIRS)
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_theme_variables_reach_seven_to_one(theme: str, foreground: str, background: str) -> None:
    """T-2: from the variables Textual makes of the theme."""
    colors = THEMES[theme].to_color_system().generate()
    pair = [Color.parse(colors[name]).hex for name in (foreground, background)]
    assert contrast(*pair) >= ENOUGH


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_now_has_a_colour_of_its_own(theme: str) -> None:
    """design.md §5: one accent, for now."""
    colors = THEMES[theme].to_color_system().generate()
    assert colors["accent"] not in {colors[name] for name in FOREGROUNDS if name != "accent"}


def test_the_other_theme() -> None:
    assert (other(DARK), other(LIGHT)) == (LIGHT, DARK)


@pytest.mark.parametrize(("environment", "answer"), [({}, None), ({"NO_COLOR": "1"}, True), ({"TERM": "x"}, None)])
def test_no_color_is_understood(environment: dict[str, str], answer: bool | None) -> None:
    """T-3."""
    assert ansi_color(environment) is answer


def painted(app: PtyApp) -> Iterator[Char]:
    """Yield the cells that show a letter."""
    return (cell for row in app.cells() for cell in row if cell.data.strip())


@pytest.mark.slow
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_painted_letters_reach_seven_to_one(theme: str) -> None:
    """T-2: from the colours that reach the terminal, cell by cell."""
    with start_app([APP, theme]) as app:
        app.wait_until(lambda text: READY in text)
        app.settle()
        colors = {(cell.fg, cell.bg) for cell in painted(app)}
    assert len(colors) > 20, "all styles on three backgrounds are meant"
    poor = {pair: ratio for pair in colors if (ratio := contrast(f"#{pair[0]}", f"#{pair[1]}")) < ENOUGH}
    assert not poor


@pytest.mark.slow
def test_no_color_sends_no_colour() -> None:
    """T-3: every letter in the terminal's own colours; the cursor row reversed, what matters bold."""
    with start_app([APP, DARK], env={"NO_COLOR": "1"}) as app:
        app.wait_until(lambda text: READY in text)
        app.settle()
        assert {(cell.fg, cell.bg) for cell in painted(app)} == {("default", "default")}
        first = {name: row[0] for name, row in zip(STYLE_NAMES, app.cells(), strict=False)}
        assert {name for name, cell in first.items() if cell.reverse} == {"cursor"}
        bold = {name for name, cell in first.items() if cell.bold}
        assert bold == {"strong", "title", "key", "now", "warning", "wrong"}
        assert any(cell.underscore for cell in painted(app)), "the selection is underlined"
        assert all(cell.reverse for cell in app.cells()[STYLE_NAMES.index("cursor")][:20])
