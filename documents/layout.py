"""What the printed page and the screen decide alike: prefixes, gap marks, and what stays together."""

from __future__ import annotations

from collections.abc import Iterator

from documents.forms import Form
from documents.text_width import bold_width
from models.document import Block, Heading, Paragraph, Recipients, Signatures, Table

_POINT, _MILLIMETRE = 20, 1440 / 25.4  # in twips


def paragraph_text(form: Form, paragraph: Paragraph, *, draft: bool) -> str:
    """The paragraph as printed: its list mark, in a draft the sign of a gap, then the text as typed."""
    gap = form.draft.gap_prefix if paragraph.gap and draft else ""
    return form.styles[paragraph.kind].prefix + gap + paragraph.text


def column_widths(shares: tuple[float, ...], longest_words: list[int], room: int) -> list[int]:
    """Divide the room by the shares, but give each column space for its longest word.

    What that costs is taken from the widest column, as far as an equal share; then from the next. All in one unit:
    twips or screen cells.
    """
    widths = [max(round(room * share), need) for share, need in zip(shares, longest_words, strict=True)]
    equal = max(1, room // len(widths))
    while sum(widths) != room:
        widest = widths.index(max(widths))
        fitting = max(equal, widths[widest] + room - sum(widths))
        if fitting == widths[widest]:
            break  # there are more columns than room
        widths[widest] = fitting
    return widths


def printed_widths(form: Form, table: Table, room: int) -> list[int]:
    """Column widths in twips; measured in bold, which is never too narrow for plain cells."""
    size, padding = form.styles["table_header"].size, 2 * _MILLIMETRE * form.table.padding
    longest = [
        round(max((_POINT * bold_width(word, size) for word in " ".join(texts).split()), default=0) + padding)
        for texts in columns_of(table)
    ]
    return column_widths(table.widths, longest, room)


def columns_of(table: Table) -> list[tuple[str, ...]]:
    """The texts of each column, its header first; a table may have no header."""
    rows = [table.header, *table.rows] if table.header else table.rows
    return [tuple(row[number] for row in rows) for number in range(len(table.widths))]


def in_order(form: Form, blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Each block between its neighbours, with a lead line before each run of added paragraphs.

    The vote and the end time come after the reading aloud (domain.md 4.3); the lead line says so. A run that begins
    with a line of its own, as the annex does, keeps that one.
    """
    led = list(_with_leads(form.added.lead, blocks))
    return zip([None, *led[:-1]], led, [*led[1:], None], strict=True)


def _with_leads(lead: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    previously_added = False
    for block in blocks:
        added = isinstance(block, Paragraph) and block.added
        if added and not previously_added and lead and not _is_note(block):
            yield Paragraph(key="", text=lead, kind="note")
        previously_added = added
        yield block


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "note"


def stays_with_next(block: Block, following: Block | None) -> bool:
    """Whether a block must share a page with the next (L21: signatures never alone).

    A heading holds on to its text, a lead line to what it leads in, a paragraph to its table, and the
    last text to the signatures and these to the recipients.
    """
    match following:
        case None:
            return False
        case Signatures() | Recipients():
            return True
        case Table():
            return not isinstance(block, Table)
        case _:
            return isinstance(block, Heading) or _is_lead(block, following)


def _is_lead(block: Block, following: Block | None) -> bool:
    """Words that the program puts before a list, and what ends with a colon before its items: "Biểu hiện khác:"."""
    if not isinstance(block, Paragraph):
        return False
    return not block.key or _is_note(block) or (block.text.endswith(":") and isinstance(following, Paragraph))
