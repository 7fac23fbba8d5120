"""What a PDF shows, as plain values for `pdf_paper.typ`: the paper laid out by its form, all lengths in points.

There it is set in type; here it is decided what stands where. Typed text stays text: it is split into lines, and a
word longer than the room it stands in into pieces, but nothing is ever added to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Union

from documents.forms import Form, Line, Style, TableRule
from documents.layout import in_order, paragraph_text, printed_widths, stays_with_next
from documents.text_width import NAMES, bold_width, name_lines
from documents.typed_text import printed_lines, safe_line
from models.document import Block, Document, Heading, Letterhead, Paragraph, Recipients, Signature, Signatures, Table

Value = Union[str, float, bool, None, Sequence["Value"], "Values"]
Values = dict[str, Value]
Lines = list[list[str]]
"""Lines of pieces: where a line may break though no space stands there."""

_POINT = 72 / 25.4  # of a millimetre
_TWIP = 0.05
_LINE, _LETTERS = 1.149, 1.107
"""Distance of lines and height of the letters of Times New Roman, as shares of the size."""


def pdf_data(doc: Document, form: Form, fonts: Sequence[str]) -> Values:
    """The whole paper; `fonts` are the families to set it in, the first that has a letter is taken."""
    room, head = _text_width(form), doc.letterhead
    return {
        "title": safe_line(f"{head.title} {' '.join(head.abstract)}"),
        "author": safe_line(head.issuer),
        "keywords": [safe_line(f"{name}={doc.meta[name]}") for name in sorted(doc.meta)],
        "language": form.language.partition("-")[0],
        "fonts": list(fonts),
        "page": _page(form),
        "styles": {name: _style(style) for name, style in form.styles.items()},
        "mark": _mark(form, _seen(safe_line(doc.mark))),
        "gap_shade": f"#{form.draft.gap_shade}",
        "signature_space": form.signature.space,
        "table": _table(form.table),
        "head": _head(form, head),
        "opening": _head_lines(form, form.opening.lines, head, room),
        "blocks": _Blocks(form, draft=doc.shows_gaps).drawn(doc.blocks),
        "footer": _typed(doc.footer, form.styles["footer"], room),
    }


# ---- text ---------------------------------------------------------------------------------------


def _typed(text: str, style: Style, room: float) -> Lines:
    """The lines of a text in a style, in a room of so many points."""
    inside = room - (style.left + style.right) * _POINT
    return [list(_pieces(_seen(line), style.size, inside)) for line in printed_lines(style.show(text))]


_UNSEEN = re.compile("[\ufe00-\ufe0f\u034f\U000e0100-\U000e01ef]")


def _seen(line: str) -> str:
    """Without characters that have no shape (soft hyphens, joiners, selectors).

    In a PDF's text they would cling to the letter before them wherever it stands on the page: what is searched for
    or copied would be wrong.
    """
    if line.isascii():
        return line
    return "".join(one for one in _UNSEEN.sub("", line) if unicodedata.category(one) != "Cf")


def _pieces(line: str, size: float, room: float) -> Iterator[str]:
    """The line, a word that is longer than the room cut into pieces that fit: no letter is wider than its size."""
    most = max(1, int(room / size))
    start = 0
    for word in re.finditer(rf"\S{{{most + 1},}}", line):
        if bold_width(word[0], size) <= room:
            continue
        for place in range(word.start() + most, word.end(), most):
            end = _whole_letter(line, place)
            yield line[start:end]
            start = end
    yield line[start:]


def _whole_letter(line: str, place: int) -> int:
    """The first place from here on that does not part a letter from its marks."""
    while place < len(line) and unicodedata.category(line[place]) in {"Mn", "Me", "Mc", "Cf"}:
        place += 1
    return place


# ---- the form -----------------------------------------------------------------------------------


def _text_width(form: Form) -> float:
    return form.page.text_width * _POINT


def _page(form: Form) -> Values:
    page = form.page
    margins = {name: getattr(page.margins, name).value for name in ("top", "bottom", "left", "right")}
    around = {"width": page.width, "height": page.height, "header": page.header, "footer": page.footer}
    lengths = {**around, **margins, "gutter": page.gutter}
    return {"columns": page.columns, **{name: length * _POINT for name, length in lengths.items()}}


def _style(style: Style) -> Values:
    return {
        "size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "underline": style.underline,
        "align": style.align,
        "first_line": style.first_line * _POINT,
        "left": style.left * _POINT,
        "right": style.right * _POINT,
        "before": style.before,
        "after": style.after,
        "leading": _leading(style),
    }


def _table(rule: TableRule) -> Values:
    padding = rule.padding * _POINT
    return {"border": rule.border, "rules": rule.rules, "padding": padding, "lead_bold": rule.lead_bold}


def _leading(style: Style) -> float:
    """The space between the letters of one line and those of the next."""
    return max(style.line, _LINE * style.size) - _LETTERS * style.size


def _above(after: float, style: Style) -> float:
    """The space above the letters of a paragraph; of what two neighbours want between them the larger counts."""
    return max(after, style.before) + _leading(style)


def _mark(form: Form, mark: str) -> Value:
    """The mark of a paper that is not final (L20); None for the final text."""
    draft = form.draft
    if not mark:
        return None
    return {
        "text": form.styles["mark"].show(mark),
        "box_shade": f"#{draft.box_shade}",
        "watermark": f"#{draft.watermark}",
        "length": draft.watermark_length * _POINT,
        "height": draft.watermark_height * _POINT,
    }


# ---- the head of the first page -----------------------------------------------------------------


def _head(form: Form, letterhead: Letterhead) -> list[Value]:
    """The two cells: bodies and number at the left, motto, place and date at the right."""
    left = _text_width(form) * form.letterhead.left_share
    cells = ((form.letterhead.left, left), (form.letterhead.right, _text_width(form) - left))
    return [{"width": room, "lines": _head_lines(form, lines, letterhead, room)} for lines, room in cells if lines]


def _head_lines(form: Form, lines: Sequence[Line], letterhead: Letterhead, room: float) -> list[Value]:
    """Lines below each other, each with the space above it and the rule under it."""
    found: list[Value] = []
    after = 0.0
    for line in lines:
        style = form.styles[line.style]
        told = line.texts(letterhead)
        if line.field in NAMES:
            told = tuple(part for text in told for part in name_lines(style.show(text), style.size, room))
        texts = [one for text in told for one in _typed(text, style, room)]
        found.append(
            {
                "style": line.style,
                "lines": texts,
                "above": _above(after, style),
                "rule": line.rule,
                "below": line.below,
            }
        )
        after = 0.0 if line.rule else style.after
    return found


# ---- the blocks ---------------------------------------------------------------------------------


class _Blocks:
    """Lays out the blocks of one paper, one below the other."""

    def __init__(self, form: Form, *, draft: bool) -> None:
        self.form = form
        self.draft = draft
        self.width = form.page.column_width * _POINT
        opening = form.opening.lines[-1]
        self.after = 0.0 if opening.rule else form.styles[opening.style].after  # what the block before wants below
        self.air = 0.0  # what comes to it in any case

    def drawn(self, blocks: tuple[Block, ...]) -> list[Value]:
        """The blocks in order; signatures and recipients right after a table are part of it (L21)."""
        drawn: list[Value] = []
        place = drawn
        for previous, block, following in in_order(self.form, blocks):
            if isinstance(block, Recipients) and isinstance(previous, Signatures):
                continue  # printed together with the signatures
            if not isinstance(block, Signatures | Recipients):
                place = drawn
            tail: list[Value] = []
            place.append(self._block(block, following, tail))
            if isinstance(block, Table):
                place = tail
        return drawn

    def _block(self, block: Block, following: Block | None, tail: list[Value]) -> Values:
        bound = stays_with_next(block, following)
        match block:
            case Heading():
                return self._heading(block, bound)
            case Paragraph():
                return self._paragraph(block, bound)
            case Table():
                return self._table(block, tail)
            case Signatures():
                return self._signatures(block, following if isinstance(following, Recipients) else None)
            case Recipients():
                return self._recipients(block, bound=bound)

    def _above(self, style: Style | None, after: float) -> float:
        """The space above the next block, which begins in a style, or with none; it wants `after` below itself."""
        above = self.air + (_above(self.after, style) if style else self.after)
        self.air, self.after = 0.0, after
        return above

    def _text(self, name: str, text: str, bound: bool) -> Values:
        style = self.form.styles[name]
        above = self._above(style, style.after)
        return {"style": name, "lines": _typed(text, style, self.width), "above": above, "sticky": bound}

    def _heading(self, block: Heading, bound: bool) -> Values:
        place = {"level": block.level, "new_page": block.new_page}
        return {"kind": "heading", **place, **self._text(f"heading{block.level}", block.text, bound)}

    def _paragraph(self, block: Paragraph, bound: bool) -> Values:
        text = self._text(block.kind, paragraph_text(self.form, block, draft=self.draft), bound)
        return {"kind": "paragraph", "gap": block.gap and self.draft, **text}

    def _table(self, block: Table, tail: list[Value]) -> Values:
        """A ruled table; narrow columns (numbers, marks) are centred. `tail` is filled later."""
        form = self.form
        widths = [twips * _TWIP for twips in printed_widths(form, block, round(self.width / _TWIP))]
        above = self._above(None, 0.0)
        self.air = form.table.below
        return {
            "kind": "table",
            "above": above,
            "widths": widths,
            "centred": [width < self.width * form.table.narrow_share for width in widths],
            "header": self._cells("table_header", block.header, widths) if block.header else [],
            "rows": [self._cells("table_cell", texts, widths) for texts in block.rows],
            "tail": tail,
        }

    def _cells(self, name: str, texts: Sequence[str], widths: Sequence[float]) -> list[Lines]:
        style, padding = self.form.styles[name], 2 * self.form.table.padding * _POINT
        return [_typed(text, style, width - padding) for text, width in zip(texts, widths, strict=True)]

    def _signatures(self, block: Signatures, recipients: Recipients | None) -> Values:
        room = self.width / max(2, len(block.columns))
        above = self._above(None, 0.0)
        below = None if recipients is None else self._recipients(recipients, bound=False)
        columns = [self._signature(column, room) for column in block.columns]
        return {"kind": "signatures", "above": above, "columns": columns, "recipients": below}

    def _signature(self, column: Signature, room: float) -> Values:
        """One column: office, caption, name."""
        parts = {"title": column.title, "caption": column.caption, "name": column.name}
        return {part: _typed(text, self.form.styles[f"sign_{part}"], room) for part, text in parts.items()}

    def _recipients(self, block: Recipients, *, bound: bool) -> Values:
        """ "Nơi nhận:" and the list."""
        style = self.form.styles["recipients"]
        above = self._above(self.form.styles["recipients_title"], style.after)
        return {
            "kind": "recipients",
            "above": above,
            "title": self.form.recipients.title,
            "entries": [_typed(style.prefix + entry, style, self.width / 2) for entry in block.entries],
            "sticky": bound,
        }
