"""The DOCX container: parts, their types and relations, zipped so that equal papers are equal files (L21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.ooxml import PROLOGUE, Xml

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# part → (content type, relation type, id that the text refers to it by)
_TEXT_PARTS = {
    "styles.xml": (f"{_WORD}.styles+xml", "styles", "styles"),
    "settings.xml": (f"{_WORD}.settings+xml", "settings", "settings"),
    "header1.xml": (f"{_WORD}.header+xml", "header", "header-first"),
    "header2.xml": (f"{_WORD}.header+xml", "header", "header-default"),
    "footer1.xml": (f"{_WORD}.footer+xml", "footer", "footer-first"),
    "footer2.xml": (f"{_WORD}.footer+xml", "footer", "footer-default"),
}
_CONTENT_TYPES = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    **{f"/word/{name}": kind for name, (kind, _, _) in _TEXT_PARTS.items()},
}
_PACKAGE_RELATIONS = (
    ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("custom", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
)
_EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)  # zip's own limits


def package(parts: dict[str, Xml], created_ms: int) -> bytes:
    """Zip the parts (path → markup); each member carries the stated time (UTC ms), not the clock's."""
    members = {"[Content_Types].xml": _content_types(), "_rels/.rels": _relations(_PACKAGE_RELATIONS)}
    members["word/_rels/document.xml.rels"] = _relations(
        (reference, f"{_OFFICE}/{kind}", name) for name, (_, kind, reference) in _TEXT_PARTS.items()
    )
    stamp = _zip_time(created_ms)
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, markup in (members | parts).items():
            archive.writestr(_member(name, stamp), markup.encode())
    return written.getvalue()


def _zip_time(created_ms: int) -> tuple[int, int, int, int, int, int]:
    stated = datetime.fromtimestamp(created_ms / 1000, UTC)
    return min(max(stated, _EARLIEST), _LATEST).timetuple()[:6]


def _member(name: str, stamp: tuple[int, int, int, int, int, int]) -> ZipInfo:
    """A zip entry without traces of the system that wrote it."""
    entry = ZipInfo(name, stamp)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _content_types() -> Xml:
    """[Content_Types].xml: what kind of part each file is."""
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _CONTENT_TYPES.items())
    return Xml(
        f'{PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str, str]]) -> Xml:
    """A .rels part from (id, type, target)."""
    listed = "".join(
        f'<Relationship Id="{reference}" Type="{kind}" Target="{target}"/>' for reference, kind, target in targets
    )
    return Xml(f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>')
