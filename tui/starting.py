"""What makes a start quicker and costs nothing afterwards."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from importlib import import_module
from typing import Final

REST: Final = (
    "tui.panes.live",
    "models.minutes",
    "models.decide",
    "tui.panes.preparation",
    "tui.panes.minutes",
    "tui.panes.attendance",
    "tui.panes.board",
    "tui.panes.closing",
    "tui.panes.help",
    "tui.panes.history",
    "tui.panes.palette",
)
"""What a session is sure to need, each after what it is built on."""


def quicken() -> None:
    """Call before the desk is imported.

    Importing makes only what stays: looking for garbage in it took a tenth of a start. Nor does pydantic have to search
    every installed distribution for plugins; none is wanted.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()


def load_rest() -> Iterator[None]:
    """Load what the first screen does not need and a key may soon, a piece at each step: to be done in idle moments.

    A piece is short, so that a key waits for no more than one; a key that asks for a later one loads it itself.
    """
    for name in REST:
        import_module(name)
        yield


def settle() -> None:
    """Call when the desk stands: garbage is collected again, what a quickened start made is left out of the search."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
