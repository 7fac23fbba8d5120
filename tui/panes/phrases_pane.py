"""The phrase bank to look at (L14): each code, and what it would give at this moment; Enter puts it into the note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.phrasebook import MARK, Phrase
from models.vietnamese.text import fold
from tui import words_phrases as texts
from tui.draw import Line, cut, line, pad, rule, wrapped
from tui.panes.base import ListPane
from tui.phrase_entry import facts_of, insert, writes_prose

if TYPE_CHECKING:
    from tui.workbench import Workbench

CODE_WIDTH = 14
FAULTS = 3
"""Bad lines that are told one by one; how many more there are is said."""


class PhrasesPane(ListPane[Phrase]):
    """Every phrase of the file; typed letters narrow the list by code and by words of the text."""

    name = texts.PANE_PHRASES

    def rows(self, bench: Workbench, text: str) -> Sequence[Phrase]:
        """Codes that begin with what was typed first, then those whose text holds it."""
        wanted = fold(text.strip().removeprefix(MARK))
        every = bench.bank.file.book().phrases
        first = [phrase for phrase in every if fold(phrase.code).startswith(wanted)]
        return [*first, *(phrase for phrase in every if phrase not in first and wanted in fold(phrase.text))]

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """Where the file is, how it is used, and which of its lines are wrong."""
        file = bench.bank.file
        file.book()
        where = texts.PHRASES_FILE.format(path=file.path)
        faults = file.faults()
        told = [row for fault in faults[:FAULTS] for row in wrapped(f"! {fault}", width - 2, "wrong", indent="  ")]
        if len(faults) > FAULTS:
            told.append(line((f"  {texts.FAULT_MORE.format(count=len(faults) - FAULTS)}", "wrong")))
        rows = [*wrapped(where, width - 2, "strong"), *wrapped(texts.PHRASES_HOW, width - 2, "muted"), *told]
        return [*(line(" ", *row) for row in rows), rule(width)]

    def draw(self, bench: Workbench, row: Phrase, width: int) -> Line:
        """The code as it is typed, and the text with its fields filled."""
        text = cut(row.filled(facts_of(bench.desk)), width - CODE_WIDTH - 1)
        return line((pad(f" {MARK}{row.code}", CODE_WIDTH), "key"), (text, "plain"))

    def empty(self, bench: Workbench, text: str) -> str:
        """No phrase like that, or none at all."""
        return texts.PHRASES_NONE.format(text=text.strip()) if text.strip() else texts.PHRASES_EMPTY

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does."""
        return (self.name, texts.PHRASES_HINT)

    def taken(self, bench: Workbench, text: str) -> None:
        """Go back and put the phrase into the line that was being typed there."""
        phrase = self.current(bench, text)
        if phrase is None:
            bench.refuse(self.empty(bench, text))
            return
        bench.back()
        if writes_prose(bench):
            insert(bench, phrase.filled(facts_of(bench.desk)))
        else:
            bench.say(texts.PHRASES_NOWHERE.format(name=bench.pane.name, code=phrase.code), "warning")
