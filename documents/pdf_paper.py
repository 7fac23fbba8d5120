"""A paper as a PDF: Document → .pdf bytes, by the same rule set as the Word file (36-HD/VPTW, NĐ 30).

`pdf_paper.typ` sets it in type; typed text reaches it only as the strings of a JSON text, so that none is ever read
as markup. Equal papers give equal bytes on a machine; another machine may have other fonts.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import typst

from documents.forms import load_form
from documents.pdf_data import pdf_data
from documents.pdf_fonts import OWN_SERIF, paper_fonts
from models.document import Document


def render_pdf(doc: Document) -> bytes:
    """The paper as the bytes of a .pdf file. Raises FormError when the paper names an unknown form."""
    form = load_form(doc.form)
    fonts = paper_fonts(form.font)
    data = pdf_data(doc, form, (fonts.family, OWN_SERIF))
    return typst.compile(
        _template(),
        font_paths=fonts.every,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        timestamp=doc.created_ms // 1000,
    )


@cache
def _template() -> bytes:
    return (files("documents") / "pdf_paper.typ").read_bytes()
