"""Everything the store says is one plain Vietnamese sentence, in NFC, with nothing left unfilled."""

import ast
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import sync.errors
from sync.errors import Level, LineRefused, Report, StoreBroken, StoreBusy, StoreError, StoreFull
from sync.filing import FilingRefused
from sync.words import SENTENCES, sentence


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_composed_and_takes_its_data(code: str) -> None:
    template = SENTENCES[code]
    assert unicodedata.is_normalized("NFC", template)
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    text = sentence(code, dict.fromkeys(fields, "◆"))
    assert text.count("◆") == sum(1 for _, name, _, _ in string.Formatter().parse(template) if name)


def test_errors_speak_their_sentence() -> None:
    errors: list[StoreError] = [
        StoreFull("people.journal"),
        StoreBroken("people.journal", "Input/output error"),
        StoreBusy("people.journal", 4711),
        StoreBusy("people.journal", None),
        LineRefused("k7.journal", "line_size", size=9000, limit=8192),
    ]
    for error in errors:
        assert str(error) == error.sentence
        assert (".journal" in error.sentence) != isinstance(error, StoreBusy), "all of a store is busy, no file of it"
        assert "None" not in error.sentence
    assert "4711" in errors[2].sentence
    assert "dài 9000 byte, tối đa 8192" in errors[4].sentence


def test_names_given_by_people_are_never_read_as_a_template() -> None:
    report = Report(Level.INFO, "missing", {"name": "{0} {name} [b]"})
    assert "{0} {name} [b]" in report.sentence


TELLING = {name for name, kind in vars(sync.errors).items() if isinstance(kind, type) and issubclass(kind, StoreError)}
"""What is raised or reported with a code."""


def codes_told() -> Iterator[str]:
    """Every code that the program's source says to whoever has words for it."""
    names = {*TELLING, FilingRefused.__name__, Report.__name__, "sentence"}
    for folder in ("sync", "tui", "hq"):
        for path in (Path(__file__).parents[2] / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                    said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                    yield from (code for code in said if isinstance(code, str) and code)


def test_every_code_that_is_raised_or_reported_has_its_sentence() -> None:
    """store.md §4: the screen shows whatever comes; a code without words would end it."""
    told = set(codes_told())
    assert "empty_meeting" in told
    assert told <= set(SENTENCES)
