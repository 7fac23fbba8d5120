"""What makes a start quicker and costs nothing afterwards."""

from __future__ import annotations

import gc
import os


def quicken() -> None:
    """Call before the desk is imported.

    Importing makes only what stays: looking for garbage in it took a tenth of a start. Nor does pydantic have to search
    every installed distribution for plugins; none is wanted.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()


def settle() -> None:
    """Call when the desk stands: garbage is collected again, what a quickened start made is left out of the search."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
