"""Everything the store says is one plain Vietnamese sentence, in NFC, with nothing left unfilled."""

import string
import unicodedata

import pytest

from sync.errors import Level, LineRefused, Report, StoreBroken, StoreBusy, StoreError, StoreFull
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
        assert ".journal" in error.sentence
        assert "None" not in error.sentence
    assert "4711" in errors[2].sentence
    assert "dài 9000 byte, tối đa 8192" in errors[4].sentence


def test_names_given_by_people_are_never_read_as_a_template() -> None:
    report = Report(Level.INFO, "missing", {"name": "{0} {name} [b]"})
    assert "{0} {name} [b]" in report.sentence
