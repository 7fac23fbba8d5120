"""The desk's way to an encrypted store: offered at the first start and by name, never in anybody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words_vault as texts
from tui.closing_prompts import ReadOut
from tui.draw import line
from tui.prompts import Confirm

if TYPE_CHECKING:
    from tui.workbench import Workbench


def protect(bench: Workbench) -> None:
    """Leave the desk to encrypt the store, once that is agreed; of an encrypted one, say what can be done."""
    if bench.desk.store.cipher is not None:
        bench.ask(ReadOut(texts.K_PROTECTED, [(texts.PROTECTED_TOLD, "plain")], ""))
        return

    def go() -> None:
        bench.encrypting = bench.leaving = True

    about = [line((f" {texts.NEW_WHY}", "plain")), line((f" {texts.NEW_WARNING}", "warning"))]
    bench.ask(Confirm(texts.PROTECT_ASK, go, about=about))


def protect_label(bench: Workbench) -> tuple[str, str]:
    """What the row about it is called, and what stands beside it."""
    if bench.desk.store.cipher is not None:
        return texts.K_PROTECTED, texts.H_PROTECTED
    return texts.K_PROTECT, texts.H_PROTECT
