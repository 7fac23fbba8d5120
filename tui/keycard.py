"""The key card: one A4 page with every key, every command and the signs of a note (L22).

It is made of what the help shows, which is made of the registry: what is printed is what the desk obeys.
"""

from __future__ import annotations

import argparse

from documents.paper_file import RefusedOverwrite, save_paper
from models.document import Block, Document, Heading, Letterhead, Table
from tui import words, words_papers
from tui.export import ENDINGS, font_note, render
from tui.panes.help import Section, general_sections
from tui.program import TROUBLE, VERSION

_KEY_LABEL_HELP = (0.1, 0.22, 0.68)
_SIGN_MEANING = (0.18, 0.82)
_NAME_HELP = (0.31, 0.69)
_LONGEST_SIGN = 9


def key_card() -> Document:
    """The card as a paper of the form "card", which has two columns and no head."""
    head = Letterhead("", "", "", "", words_papers.CARD_TITLE, (words_papers.CARD_ABSTRACT,))
    blocks = tuple(block for section in general_sections() for block in _section(section))
    return Document("card", head, blocks, footer=words_papers.CARD_FOOTER.format(version=VERSION))


def _section(section: Section) -> tuple[Block, ...]:
    """A heading and a table without a header; a column that says nothing is left out."""
    title, entries = section
    if any(label for _, label, _ in entries):
        return Heading(2, title), Table(title, (), tuple(entries), _KEY_LABEL_HELP)
    widths = _SIGN_MEANING if max(len(name) for name, _, _ in entries) <= _LONGEST_SIGN else _NAME_HELP
    return Heading(2, title), Table(title, (), tuple((name, does) for name, _, does in entries), widths)


def keys(arguments: argparse.Namespace) -> int:
    """`bienban keys -o FILE`: write the card; a file that stands there and is none of ours stays. The exit code."""
    path, ending = arguments.output, arguments.output.suffix.lower()
    if ending not in ENDINGS:
        print(words.WRONG_ENDING.format(suffix=arguments.output.suffix))
        return TROUBLE
    card = key_card()
    content = render(card, ending)
    outcome = save_paper(path, content, {})
    if isinstance(outcome, RefusedOverwrite):
        save_paper(outcome.side_path, content, {})
        print(words.NOT_OVERWRITTEN.format(path=path, side=outcome.side_path))
    else:
        print(words.WRITTEN.format(path=path) + font_note(card, ending))
    return 0
