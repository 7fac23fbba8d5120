"""The parts of a DOCX around its text: styles, settings, headers with the draft mark, footer, properties."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from documents.forms import Form, Page, Style
from documents.ooxml import NOTHING, PROLOGUE, Xml, borders, joined, paragraph, points, run, twips, w
from documents.typed_text import safe_line
from models.document import Document

RULE_STYLE = "rule"  # a hair-thin paragraph whose upper border is the rule
SPACER_STYLE = "spacer"  # keeps two tables apart and gives a table air below

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def part(root: str, *children: Xml) -> Xml:
    """A whole WordprocessingML part with its declaration and namespaces."""
    return Xml(f"{PROLOGUE}<w:{root} {_NAMESPACES}>{''.join(children)}</w:{root}>")


# ---- styles -------------------------------------------------------------------------------------


def styles_part(form: Form) -> Xml:
    """styles.xml: the form's styles under their Vietnamese labels, so that an office can adjust them."""
    return part(
        "styles",
        _defaults(form),
        w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"),
        _plain_characters(),
        _plain_table(),
        *(_style(key, style) for key, style in sorted(form.styles.items())),
        _thin_style(RULE_STYLE, "Đường kẻ", 4, before=2, border=borders("pBdr", ("top",), 0.75)),
        _thin_style(SPACER_STYLE, "Khoảng cách sau bảng", form.table.below),
    )


def _defaults(form: Form) -> Xml:
    """Font and proofing language of the whole paper; no theme, so that no other font slips in."""
    font = w("rFonts", ascii=form.font, hAnsi=form.font, eastAsia=form.font, cs=form.font)
    size = round(form.styles["body"].size * 2)
    language = w("lang", val=form.language, eastAsia=form.language, bidi="ar-SA")
    characters = w("rPr", font, w("sz", val=size), w("szCs", val=size), language)
    lines = w("pPr", w("widowControl"), w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", characters), w("pPrDefault", lines))


def _plain_characters() -> Xml:
    """The character style that readers expect to find."""
    name = w("name", val="Default Paragraph Font")
    return w("style", name, type="character", default=1, styleId="DefaultParagraphFont")


def _plain_table() -> Xml:
    """The table style that Word expects to find."""
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    name = w("name", val="Normal Table")
    return w("style", name, w("tblPr", margins), type="table", default=1, styleId="TableNormal")


def _style(key: str, style: Style) -> Xml:
    return w(
        "style",
        w("name", val=style.label),
        w("basedOn", val="Normal"),
        w("qFormat"),
        _paragraph_properties(style),
        _character_properties(style),
        type="paragraph",
        customStyle=1,
        styleId=key,
    )


def _paragraph_properties(style: Style) -> Xml:
    """Spacing, indents and alignment; a heading stays with the text below it."""
    spacing = {"before": points(style.before), "after": points(style.after)}
    distance: dict[str, str | int] = {"line": 240, "lineRule": "auto"}
    if style.line:
        distance = {"line": points(style.line), "lineRule": "atLeast"}
    return w(
        "pPr",
        w("keepNext") if style.outline else NOTHING,
        w("spacing", **spacing, **distance),
        w("ind", left=twips(style.left), right=twips(style.right), firstLine=twips(style.first_line)),
        w("jc", val=style.align),
        w("outlineLvl", val=style.outline - 1) if style.outline else NOTHING,
    )


def _character_properties(style: Style) -> Xml:
    size = round(style.size * 2)
    return w(
        "rPr",
        joined(w("b"), w("bCs")) if style.bold else NOTHING,
        joined(w("i"), w("iCs")) if style.italic else NOTHING,
        w("sz", val=size),
        w("szCs", val=size),
        w("u", val="single") if style.underline else NOTHING,
    )


def _thin_style(key: str, label: str, height: float, *, before: float = 0, border: Xml = NOTHING) -> Xml:
    """A style for paragraphs without words: exactly `height` points high, `before` points of air above."""
    spacing = w("spacing", before=points(before), after=0, line=points(height), lineRule="exact")
    characters = w("rPr", w("sz", val=4), w("szCs", val=4))
    name = joined(w("name", val=label), w("basedOn", val="Normal"))
    layout = w("pPr", border, spacing)
    return w("style", name, layout, characters, type="paragraph", customStyle=1, styleId=key)


# ---- settings -----------------------------------------------------------------------------------


def settings_part(form: Form) -> Xml:
    """settings.xml: today's layout rules, and no stretched words before a typed line break."""
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return part(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", w("doNotExpandShiftReturn"), mode),
        w("themeFontLang", val=form.language),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def section(page: Page) -> Xml:
    """The last section: paper, margins, columns, and which header and footer the first and later pages carry."""
    if page.columns == 1:
        return w("sectPr", *_references(), *_sheet(page), w("titlePg"))
    columns = w("cols", num=page.columns, space=twips(page.gutter))
    return w("sectPr", w("type", val="continuous"), *_sheet(page), columns, w("titlePg"))


def section_break(page: Page) -> Xml:
    """The end of the head of a paper whose text stands in columns; these carry its headers on."""
    whole = w("sectPr", *_references(), *_sheet(page), w("titlePg"))
    return w("p", w("pPr", w("pStyle", val=SPACER_STYLE), whole))


def _references() -> list[Xml]:
    return [
        Xml(f'<w:{kind}Reference w:type="{pages}" r:id="{kind}-{pages}"/>')
        for kind in ("header", "footer")
        for pages in ("default", "first")
    ]


def _sheet(page: Page) -> tuple[Xml, Xml]:
    margins = page.margins
    around = w(
        "pgMar",
        top=twips(margins.top.value),
        right=twips(margins.right.value),
        bottom=twips(margins.bottom.value),
        left=twips(margins.left.value),
        header=twips(page.header),
        footer=twips(page.footer),
        gutter=0,
    )
    return w("pgSz", w=twips(page.width), h=twips(page.height)), around


# ---- headers and footer -------------------------------------------------------------------------


def header_part(form: Form, mark: str, *, numbered: bool) -> Xml:
    """A header: the page number (not on page 1, 36-HD/VPTW), and on a draft its mark (L20)."""
    number = Xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    return part(
        "hdr",
        _mark_box(form, mark) if mark else NOTHING,
        paragraph(
            "page_number",
            _watermark(form, mark) if mark else NOTHING,
            number if numbered else NOTHING,
        ),
    )


def _mark_box(form: Form, mark: str) -> Xml:
    """The mark in a shaded box at the upper left corner; it survives where a watermark is not drawn."""
    style = form.styles["mark"]
    frame = w(
        "framePr",
        hSpace=twips(2),
        wrap="around",
        vAnchor="page",
        hAnchor="margin",
        x=1,
        y=twips(form.page.header),
    )
    border = borders("pBdr", ("top", "left", "bottom", "right"), 1)
    shade = w("shd", val="clear", color="auto", fill=form.draft.box_shade)
    words = f"\N{NO-BREAK SPACE}{style.show(safe_line(mark))}\N{NO-BREAK SPACE}"
    return paragraph("mark", run(words), frame=joined(frame, border, shade))


def _watermark(form: Form, mark: str) -> Xml:
    """The mark across the page, behind the text: a VML text path, which is Word's own watermark."""
    draft = form.draft
    place = (
        "position:absolute;rotation:315;z-index:-1;"
        f"width:{draft.watermark_length}mm;height:{draft.watermark_height}mm;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return Xml(
        "<w:r><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"'
        ' path="m,l21600,m,21600l21600,21600e">'
        '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="draft-mark" type="#_x0000_t136" style="{place}" o:allowincell="f"'
        f' fillcolor="#{draft.watermark}" stroked="f">'
        f'<v:textpath style="font-family:&quot;{form.font}&quot;;font-weight:bold"'
        f" string={quoteattr(safe_line(mark))}/></v:shape></w:pict></w:r>"
    )


def footer_part(text: str) -> Xml:
    """The footer: one small line, e.g. the checksum of the record."""
    return part("ftr", paragraph("footer", run(text)))


# ---- properties ---------------------------------------------------------------------------------


def core_properties(document: Document, language: str) -> Xml:
    """docProps/core.xml: title, issuer and the stated time; nothing of the machine or its user."""
    head = document.letterhead
    stated = datetime.fromtimestamp(document.created_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = {
        "dc:title": f"{head.title} {' '.join(head.abstract)}",
        "dc:creator": head.issuer,
        "dc:language": language,
    }
    listed = "".join(f"<{name}>{escape(safe_line(text))}</{name}>" for name, text in fields.items())
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stated}</dcterms:{name}>' for name in ("created", "modified")
    )
    return Xml(
        f"{PROLOGUE}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{listed}{times}</cp:coreProperties>'
    )


def custom_properties(meta: dict[str, str]) -> Xml:
    """docProps/custom.xml: the paper's own data, by name. Ids start at 2, as the format demands."""
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}"'
        f" name={quoteattr(safe_line(name))}>"
        f"<vt:lpwstr>{escape(safe_line(meta[name]))}</vt:lpwstr></property>"
        for number, name in enumerate(sorted(meta), start=2)
    )
    return Xml(
        f"{PROLOGUE}<Properties"
        ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{listed}</Properties>"
    )
