"""The desk's two themes, for the room and for the projector, and its way without colour.

Every text colour stands at 7:1 or more on each of its theme's three backgrounds (WCAG 2.2, 1.4.6;
vietnamese.md §7.3, T-2): text, muted text, titles, "now", done, missing, warnings, errors, footer keys and
the cursor row. The tests compute it from the colours that reach the terminal. One accent stands for "now";
nothing else uses it.

The meaning of a colour is fixed by `tui.widgets.canvas`: `primary` titles, `accent` now, `success` done,
`secondary` missing, `warning`, `error` wrong.
"""

from collections.abc import Mapping
from typing import Any, Final

from textual.app import App
from textual.theme import Theme

DARK: Final = "bienban-toi"
"""For the room: light on a calm blue-black."""

LIGHT: Final = "bienban-sang"
"""For sunlight and projector: near-black on white."""

_DARK_THEME: Final = Theme(
    name=DARK,
    dark=True,
    foreground="#e8ebf0",
    background="#11161d",
    surface="#18202a",
    panel="#202a36",
    primary="#c2d2ec",
    secondary="#f3d08a",
    accent="#5fdbe8",
    success="#98d9a0",
    warning="#ffb877",
    error="#ffa39c",
    variables={
        "text": "#e8ebf0",
        "text-muted": "#afb9c6",
        "text-disabled": "#afb9c6",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#2a4f7c",
        "footer-background": "#18202a",
        "footer-foreground": "#e8ebf0",
        "footer-key-foreground": "#c2d2ec",
        "footer-description-foreground": "#afb9c6",
        "input-selection-foreground": "#ffffff",
        "input-selection-background": "#2a4f7c",
        "border": "#5a6a80",
        "border-blurred": "#35414f",
        "scrollbar": "#5a6a80",
        "scrollbar-hover": "#8494aa",
        "scrollbar-active": "#8494aa",
        "scrollbar-background": "#18202a",
    },
)

_LIGHT_THEME: Final = Theme(
    name=LIGHT,
    dark=False,
    foreground="#12161c",
    background="#ffffff",
    surface="#f5f6f8",
    panel="#eaedf1",
    primary="#1c3a69",
    secondary="#5f4500",
    accent="#00505c",
    success="#0a5227",
    warning="#7a3500",
    error="#930f14",
    variables={
        "text": "#12161c",
        "text-muted": "#434b58",
        "text-disabled": "#434b58",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#1c3f70",
        "footer-background": "#f5f6f8",
        "footer-foreground": "#12161c",
        "footer-key-foreground": "#1c3a69",
        "footer-description-foreground": "#434b58",
        "input-selection-foreground": "#ffffff",
        "input-selection-background": "#1c3f70",
        "border": "#7b8796",
        "border-blurred": "#c3cad3",
        "scrollbar": "#7b8796",
        "scrollbar-hover": "#4d5866",
        "scrollbar-active": "#4d5866",
        "scrollbar-background": "#eaedf1",
    },
)

THEMES: Final[Mapping[str, Theme]] = {DARK: _DARK_THEME, LIGHT: _LIGHT_THEME}
"""Both themes by name."""


def dress(app: App[Any], name: str = DARK) -> None:
    """Make both themes known to `app` and put on the one called `name`; KeyError for any other name."""
    for theme in THEMES.values():
        app.register_theme(theme)
    app.theme = THEMES[name].name


def other(name: str) -> str:
    """Return the name of the theme that is not `name`: what the key for light and dark changes to."""
    return LIGHT if name == DARK else DARK


def ansi_color(environment: Mapping[str, str]) -> bool | None:
    """Return the `ansi_color` to give to `App.__init__`: True when NO_COLOR asks for none, otherwise None.

    Textual alone answers NO_COLOR with shades of grey; with `ansi_color` it sends no colour at all, and the
    state is read from words, bold and reverse (T-3). Ask before the app is made: it removes the variable.
    """
    return True if "NO_COLOR" in environment else None
