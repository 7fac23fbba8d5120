"""L22: one printable A4 page with every key and sign, made of the registry so that it cannot be wrong."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from documents.pdf_paper import render_pdf
from models import shorthand
from tests.documents.pdf_reading import page_texts, shown_on, squeezed, whole_text
from tui import words_closing
from tui.export import render
from tui.keycard import key_card
from tui.registry import Action, all_commands, key_name

CARD = render_pdf(key_card())


def test_the_card_is_one_page() -> None:
    assert len(page_texts(CARD)) == 1


def test_it_can_be_read_at_arms_length() -> None:
    """Nothing below 10 pt but the line at the foot that says where the card comes from."""
    assert sorted({piece.size for piece in shown_on(CARD, 0)})[:2] == [8, 10]
    assert [piece.text[:7] for piece in shown_on(CARD, 0) if piece.size < 10] == ["bienban"]


def keys_of(action: Action) -> list[str]:
    """What stands before the label: the keys, or nothing."""
    return [" ".join(map(key_name, action.keys))] if action.keys else []


@pytest.mark.parametrize("action", all_commands(), ids=lambda action: action.id)
def test_every_command_is_there_with_its_keys_and_what_it_does(action: Action) -> None:
    assert squeezed("".join((*keys_of(action), action.label, action.help))) in whole_text(CARD)


def test_every_sign_of_a_note_is_there() -> None:
    """L14: what `models.shorthand` reads is what the card explains, and no sign more."""
    text = whole_text(CARD)
    assert all(squeezed(sign + meaning) in text for sign, meaning in words_closing.HELP_SHORTHAND)
    explained = " ".join(sign for sign, _ in words_closing.HELP_SHORTHAND).split()
    signs = (*shorthand.KINDS, *(f"@{scope}" for scope in shorthand.SCOPES), *shorthand.STANCES)
    assert [sign for sign in signs if sign not in explained] == []


def test_a_word_file_says_the_same() -> None:
    tables = docx.Document(BytesIO(render(key_card(), ".docx"))).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert [action.id for action in all_commands() if [*keys_of(action), action.label, action.help] not in rows] == []


def test_plain_text_says_the_same() -> None:
    text = render(key_card(), ".txt").decode()
    assert [action.id for action in all_commands() if action.label.split()[0] not in text] == []
    assert max(map(len, text.splitlines())) <= 80
