"""Questions of the end of a session: a count, a reason that may wait, a sentence rewritten, a result to read out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui import words
from tui import words_closing as texts
from tui.asking import AskRead, read_count
from tui.draw import BLANK, Line, Piece, line, wrap, wrapped
from tui.prompts import AskText, Prompt

if TYPE_CHECKING:
    from tui.workbench import Workbench

READABLE = 72
"""Cells a line may have to be read with ease."""


def paragraph(text: str, width: int, style: str = "plain", margin: int = 1) -> list[Line]:
    """A paragraph in lines that are easy to read, after a margin."""
    room = max(1, min(READABLE, width - 2 * margin))
    return [line(" " * margin, (part, style)) for part in wrap(text, room)]


class AskCount(AskRead[int]):
    """A number of hands; anything else is asked again. `about` are (sentence, style) above the question."""

    def __init__(
        self,
        label: str,
        then: Callable[[int], None],
        *,
        hint: str,
        initial: str = "",
        empty: int,
        about: Sequence[Piece] = (),
    ) -> None:
        super().__init__(label, read_count, then, how=texts.VOTE_HOW, hint=hint, initial=initial, empty=empty)
        self._about = about

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """Who votes, and what is needed."""
        return [drawn for said, style in self._about for drawn in paragraph(said, width, style)]


class AskReason(AskText):
    """A written reason; with `later`, Esc leaves it for later and goes on (L8: nothing is ever blocked)."""

    def __init__(
        self,
        label: str,
        then: Callable[[str], None],
        *,
        initial: str = "",
        later: Callable[[], None] | None = None,
        sentences: Sequence[str] = (),
    ) -> None:
        hint = texts.WAIVE_HINT if later is None else texts.WAIVE_LATER_HINT
        super().__init__(label, then, initial=initial, hint=hint)
        self._later = later
        self._sentences = sentences

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """What is not met."""
        return [drawn for said in self._sentences for drawn in paragraph(said, width)]

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Esc goes on to what comes next."""
        if key != "escape" or self._later is None:
            return False
        bench.close_prompt()
        self._later()
        return True


class Rewrite(AskText):
    """A sentence to read otherwise: the old one and, while it is typed, the new one, each as a paragraph."""

    def __init__(self, label: str, then: Callable[[str], None], *, old: str, initial: str = "") -> None:
        super().__init__(label, then, initial=initial or old, hint=texts.CORRECT_HINT)
        self._old = old

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """Both, so that a long sentence can be seen whole."""
        return [
            line((f" {texts.CORRECT_OLD}", "muted")),
            *paragraph(self._old, width, "muted", 3),
            line((f" {texts.CORRECT_NEW}", "title")),
            *paragraph(text, width, "strong", 3),
        ]


class ReadOut(Prompt):
    """A result, whole and ready to be read to the meeting; Enter when that was done. What is typed is kept."""

    def __init__(self, label: str, said: Sequence[Piece], hint: str = texts.READ_OUT_HINT) -> None:
        super().__init__(label, hint)
        self._said = said

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """The sentences with room around them."""
        rows: list[Line] = []
        for said, style in self._said:
            rows += [BLANK, *paragraph(said, width, style, 3)]
        return [*rows, BLANK]

    def taken(self, bench: Workbench, text: str) -> None:
        """It was read; a line typed meanwhile goes on in the pane."""
        bench.close_prompt()
        if text.strip():
            bench.set_text(text)


class ConfirmThat(Prompt):
    """A question over sentences of any length that Enter answers with yes and Esc with no."""

    def __init__(self, question: str, then: Callable[[], None], *, said: Sequence[Piece], hint: str = "") -> None:
        super().__init__(question, hint or words.CONFIRM_HINT)
        self._then = then
        self._said = said

    def popup(self, bench: Workbench, text: str, width: int) -> list[Line]:
        """What yes would mean."""
        return [row for said, style in self._said for row in _indented(said, width, style)]

    def taken(self, bench: Workbench, text: str) -> None:
        """Yes."""
        bench.close_prompt()
        self._then()


def _indented(said: str, width: int, style: str) -> list[Line]:
    return [line(" ", *row) for row in wrapped(said, width - 2, style, "  ")]
