"""A paper as a Word file: Document → .docx bytes, laid out by the rule set of its form (36-HD/VPTW, NĐ 30).

Equal papers give equal bytes. Typed text is printed as it is; in a paper with a mark (a draft) the gaps
are shaded and every page says that it is a draft (L20).
"""

from __future__ import annotations

from collections.abc import Iterator

from documents.docx_package import package
from documents.docx_parts import (
    RULE_STYLE,
    SPACER_STYLE,
    core_properties,
    custom_properties,
    footer_part,
    header_part,
    part,
    section,
    section_break,
    settings_part,
    styles_part,
)
from documents.forms import Form, Line, load_form
from documents.layout import in_order, paragraph_text, printed_widths, stays_with_next
from documents.ooxml import (
    CELLS,
    NOTHING,
    ROWS,
    Xml,
    cell,
    joined,
    paragraph,
    points,
    row,
    run,
    table,
    table_properties,
    twips,
    w,
)
from documents.text_width import NAMES, bold_width, name_lines
from documents.typed_text import safe_lines
from models.document import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Table,
)


def render_docx(doc: Document) -> bytes:
    """The paper as the bytes of a .docx file. Raises FormError when the paper names an unknown form."""
    form = load_form(doc.form)
    footer = footer_part(doc.footer)
    parts = {
        "docProps/core.xml": core_properties(doc, form.language),
        "docProps/custom.xml": custom_properties(doc.meta),
        "word/document.xml": part("document", w("body", *_body(form, doc), section(form.page))),
        "word/styles.xml": styles_part(form),
        "word/settings.xml": settings_part(form),
        "word/header1.xml": header_part(form, doc.mark, numbered=False),
        "word/header2.xml": header_part(form, doc.mark, numbered=True),
        "word/footer1.xml": footer,
        "word/footer2.xml": footer,
    }
    return package(parts, doc.created_ms)


def _body(form: Form, doc: Document) -> list[Xml]:
    pages = _Blocks(form, draft=doc.shows_gaps)
    drawn = [pages.draw(*neighbours) for neighbours in in_order(form, doc.blocks)]
    parting = NOTHING if form.page.columns == 1 else section_break(form.page)
    return [_head(form, doc.letterhead), _opening(form, doc.letterhead), parting, *drawn]


# ---- the first page's head ----------------------------------------------------------------------


def _head(form: Form, letterhead: Letterhead) -> Xml:
    """The two cells without borders: bodies and number at the left, motto, place and date at the right."""
    if not form.letterhead.left and not form.letterhead.right:
        return NOTHING
    width = twips(form.page.text_width)
    left = round(width * form.letterhead.left_share)
    widths = [left, width - left]
    columns = (form.letterhead.left, form.letterhead.right)
    cells = (
        cell(room, *(_line(form, line, letterhead, room) for line in lines))
        for lines, room in zip(columns, widths, strict=True)
    )
    return table(table_properties(widths, border=0, padding=0), widths, row(*cells))


def _opening(form: Form, letterhead: Letterhead) -> Xml:
    """Kind of paper and abstract, centred over the whole width."""
    room = twips(form.page.text_width)
    return joined(*(_line(form, line, letterhead, room) for line in form.opening.lines))


def _line(form: Form, line: Line, letterhead: Letterhead, room: int) -> Xml:
    """One line of the head with the rule below it; `room` is the width it stands in, in twips."""
    style = form.styles[line.style]
    texts = [style.show(text) for text in line.texts(letterhead)]
    if line.field in NAMES:
        texts = [part for text in texts for part in name_lines(text, style.size, room / points(1))]
    printed = joined(*(paragraph(line.style, run(text), keep_next=True) for text in texts))
    if not line.rule:
        return printed
    longest = max((bold_width(text, style.size) for text in texts), default=0)
    return joined(printed, _rule(min(points(longest * line.rule), room), room, line.below))


def _rule(length: int, room: int, below: float) -> Xml:
    """A solid rule of a length, centred in its room (both in twips), with space `below` in pt."""
    side = (room - length) // 2
    place = joined(w("spacing", after=points(below)), w("ind", left=side, right=side))
    return paragraph(RULE_STYLE, keep_next=True, place=place)


# ---- the text -----------------------------------------------------------------------------------


class _Blocks:
    """Draws the blocks of one paper."""

    def __init__(self, form: Form, *, draft: bool) -> None:
        self.form = form
        self.draft = draft
        self.width = twips(form.page.column_width)

    def draw(self, previous: Block | None, block: Block, following: Block | None) -> Xml:
        """The markup of a block; what must not be parted from the next is bound to it."""
        bound = stays_with_next(block, following)
        match block:
            case Heading():
                return self._heading(block, bound)
            case Paragraph():
                return self._paragraph(block, bound, signed=isinstance(following, Signatures))
            case Table():
                return self._table(block, bound)
            case Signatures():
                below = self._recipients(following, bound=True) if isinstance(following, Recipients) else NOTHING
                return self._signatures(block, below)
            case Recipients():
                return NOTHING if isinstance(previous, Signatures) else self._recipients(block, bound=bound)

    def _heading(self, heading: Heading, bound: bool) -> Xml:
        key = f"heading{heading.level}"
        shown = run(self.form.styles[key].show(heading.text))
        return paragraph(key, shown, keep_next=bound, new_page=heading.new_page)

    def _paragraph(self, block: Paragraph, bound: bool, *, signed: bool) -> Xml:
        """A paragraph; the last one before the signatures goes to their page as a whole."""
        text = paragraph_text(self.form, block, draft=self.draft)
        shown = run(text, *self._gap_marks()) if block.gap and self.draft else run(text)
        return paragraph(block.kind, shown, keep_next=bound, keep_lines=signed)

    def _gap_marks(self) -> tuple[Xml, ...]:
        """Bold on grey: something is still missing here."""
        return w("b"), w("bCs"), w("shd", val="clear", color="auto", fill=self.form.draft.gap_shade)

    def _table(self, block: Table, bound: bool) -> Xml:
        """A ruled table; its header, if it has one, is repeated and holds on to the first row; no last row is alone."""
        rule = self.form.table
        widths = printed_widths(self.form, block, self.width)
        rows = []
        if block.header:
            rows.append(row(*self._cells("table_header", block.header, widths, bound=True), header=True))
        last = len(block.rows) - 1
        for number, texts in enumerate(block.rows):
            held = bound if number == last else number == last - 1
            rows.append(row(*self._cells("table_cell", texts, widths, bound=held)))
        sides = ROWS if rule.rules == "rows" else CELLS
        drawn = table(table_properties(widths, rule.border, rule.padding, sides), widths, *rows)
        return joined(drawn, paragraph(SPACER_STYLE, keep_next=bound))

    def _cells(self, style: str, texts: tuple[str, ...], widths: list[int], *, bound: bool) -> Iterator[Xml]:
        """The cells of a row; narrow columns (numbers, marks) are centred, the others follow their style."""
        rule = self.form.table
        for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
            align = w("jc", val="center") if width < self.width * rule.narrow_share else NOTHING
            bold = (w("b"), w("bCs")) if rule.lead_bold and number == 0 else ()
            yield cell(width, paragraph(style, run(text, *bold), keep_next=bound, align=align))

    def _signatures(self, block: Signatures, below: Xml) -> Xml:
        """The signature block: one row without borders, which therefore never breaks (L21).

        `below` are the recipients: in the same row, so that they never stand alone either, under the left
        signature; a single signature stands in the right half, with them beside it. All is bound to a closing
        paragraph one point high, which the format wants after a table and which must not open a page of its own.
        """
        height = max(len(safe_lines(column.title)) for column in block.columns)
        first, *others = (self._signature(column, height) for column in block.columns)
        beside = joined(below, paragraph(SPACER_STYLE, keep_next=True))
        texts = (joined(first, below), *others) if others else (beside, first)
        widths = [self.width // len(texts)] * len(texts)
        cells = (cell(width, text) for width, text in zip(widths, texts, strict=True))
        drawn = table(table_properties(widths, border=0, padding=0), widths, row(*cells))
        return joined(drawn, paragraph(SPACER_STYLE, place=w("spacing", line=points(1))))

    def _signature(self, column: Signature, height: int) -> Xml:
        """One column: office, caption, room to sign, name; titles are filled up to the same `height`."""
        titles = safe_lines(self.form.styles["sign_title"].show(column.title))
        filled = "\n".join((*titles, *[""] * (height - len(titles))))
        room = w("spacing", before=points(self.form.signature.space))
        return joined(
            paragraph("sign_title", run(filled), keep_next=True),
            paragraph("sign_caption", run(column.caption), keep_next=True),
            paragraph("sign_name", run(column.name), keep_next=True, place=room),
        )

    def _recipients(self, block: Recipients, *, bound: bool) -> Xml:
        """ "Nơi nhận:" and the list; the colon is not underlined."""
        plain = w("u", val="none")
        title = joined(run(self.form.recipients.title), run(":", plain))
        prefix = self.form.styles["recipients"].prefix
        last = len(block.entries) - 1
        entries = (
            paragraph("recipients", run(prefix + entry), keep_next=bound or number < last)
            for number, entry in enumerate(block.entries)
        )
        return joined(paragraph("recipients_title", title, keep_next=True), *entries)
