"""WordprocessingML (ECMA-376 part 1) as typed strings: elements, runs, paragraphs and lengths.

`Xml` is a string that is already markup. Only `run` and the quoting of attributes turn typed text into
it, so the type checker refuses a text that reached the page without being escaped. The order of
properties inside an element is fixed by the schema; the functions here keep it.
"""

from __future__ import annotations

from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from documents.typed_text import printed_lines

Xml = NewType("Xml", str)
NOTHING = Xml("")
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def w(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """An element of the main namespace; its attributes are of the same namespace."""
    listed = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    inside = "".join(children)
    return Xml(f"<w:{name}{listed}>{inside}</w:{name}>" if inside else f"<w:{name}{listed}/>")


def joined(*parts: Xml) -> Xml:
    """Several pieces of markup, one after the other."""
    return Xml("".join(parts))


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def points(size: float) -> int:
    """Points as twentieths of a point."""
    return round(size * 20)


def run(text: str, *properties: Xml) -> Xml:
    """A run that prints the text as it was typed: no field, no markup; a line break where it has one."""
    lines = (Xml(f'<w:t xml:space="preserve">{escape(line)}</w:t>') for line in printed_lines(text))
    broken = Xml(w("br").join(lines))
    return w("r", w("rPr", *properties), broken) if properties else w("r", broken)


def paragraph(
    style: str,
    *runs: Xml,
    keep_next: bool = False,
    keep_lines: bool = False,
    new_page: bool = False,
    frame: Xml = NOTHING,
    place: Xml = NOTHING,
    align: Xml = NOTHING,
) -> Xml:
    """A paragraph of a style, which `frame`, `place` (spacing, then indents) and `align` may override.

    `keep_next` binds it to what follows, `keep_lines` keeps it on one page, `new_page` begins
    one with it.
    """
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=style),
            w("keepNext") if keep_next else NOTHING,
            w("keepLines") if keep_lines else NOTHING,
            w("pageBreakBefore") if new_page else NOTHING,
            frame,
            place,
            align,
        ),
        *runs,
    )


def borders(name: str, sides: tuple[str, ...], size: float) -> Xml:
    """Plain black borders on the given sides, `size` points thick; 0 draws none."""
    kind = {"val": "single", "sz": round(size * 8), "color": "000000"} if size else {"val": "nil"}
    return w(name, *(w(side, **kind) for side in sides))


def table(properties: Xml, widths: list[int], *rows: Xml) -> Xml:
    """A table of fixed column widths (twips)."""
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, grid, *rows)


CELLS = ("top", "left", "bottom", "right", "insideH", "insideV")
ROWS = ("top", "bottom", "insideH")
"""Where a table has its rules: around each cell, or between the rows."""


def table_properties(widths: list[int], border: float, padding: float, sides: tuple[str, ...] = CELLS) -> Xml:
    """What a table needs to keep its columns: total width, borders (pt), fixed layout, padding (mm)."""
    return w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        borders("tblBorders", sides, border),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=twips(padding), type="dxa") for side in ("left", "right"))),
    )


def row(*cells: Xml, header: bool = False) -> Xml:
    """A table row that never breaks over two pages; a header row is repeated on each page."""
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if header else NOTHING), *cells)


def cell(width: int, *paragraphs: Xml) -> Xml:
    """A table cell of a width in twips."""
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *paragraphs)
