"""The summary report put together, in the order that the plan's file gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from models.document import Block, Document, Heading, Letterhead, Paragraph, Recipients, Signature, Signatures
from models.minutes.closing import CAPTION, END_MARK
from models.minutes.head import TO_FILL, cited_basis
from models.overview.paper.annexes import annexes
from models.overview.paper.drafter import Drafter
from models.overview.paper.prose import FIGURES
from models.overview.pattern import Level, Pattern
from models.overview.values import Overview
from models.vietnamese.words import clock, long_date, short_clock, short_date

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def summary_report(overview: Overview, pattern: Pattern) -> Document:
    """The node's report as of the overview's moment: a skeleton that people finish by hand, in a file of their own."""
    drafter = Drafter(overview, pattern)
    return Document(
        form=drafter.level.form,
        letterhead=_letterhead(overview, drafter.level),
        blocks=tuple(_blocks(drafter)),
        skeleton=True,
        footer=stated(overview),
        created_ms=overview.as_of,
        meta={
            "unit": overview.code,
            "as_of": overview.moment.isoformat(timespec="minutes"),
            "figures": overview.digest,
        },
    )


def stated(overview: Overview) -> str:
    """Which figures these are: "Số liệu đến 17:05 ngày 25/09/2023; mã số liệu 1a2b3c4d"."""
    return f"{stated_at(overview.moment)}; mã số liệu {overview.mark}"


def stated_at(moment: datetime) -> str:
    """As of when figures are, on the clock of the place."""
    return f"Số liệu đến {short_clock(moment.time())} ngày {short_date(moment.date())}"


def file_name(overview: Overview, ending: str) -> str:
    """A name for every state of the figures, so that no download is put over one that people have finished by hand.

    Plain letters only: "bao-cao-P1-2023-09-25-1a2b3c4d.docx".
    """
    code = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in overview.code).strip("-")
    return f"bao-cao-{code or 'don-vi'}-{overview.today.isoformat()}-{overview.mark}{ending}"


def _letterhead(overview: Overview, level: Level) -> Letterhead:
    """The head; number and day are given by the office (36-HD/VPTW 1.3)."""
    return Letterhead(
        parent=_spelled(overview.parent, level.parent_spelling).upper(),
        issuer=_spelled(overview.name, level.own_spelling).upper(),
        number=level.number_line.format(number="…"),
        place_date=f"{_place(overview.name, level)}, {TO_FILL}",
        title=level.title,
        abstract=(level.subject,),
        banner=level.banner,
    )


def _spelled(name: str, spelling: Mapping[str, str]) -> str:
    begun = max((one for one in spelling if name.startswith(f"{one} ") or name == one), key=len, default=None)
    return name if begun is None else spelling[begun] + name.removeprefix(begun)


def _place(name: str, level: Level) -> str:
    prefix = next((one for one in level.place_prefixes if name.startswith(one)), None)
    return name.removeprefix(prefix) if prefix is not None else "…"


def _blocks(drafter: Drafter) -> Iterator[Block]:
    yield _basis(drafter)
    yield from _ended(list(_parts(drafter)))
    level = drafter.level
    yield Signatures((Signature(f"{level.authority}\n{level.post}", CAPTION, ""),))
    yield Recipients(level.addressees)
    yield from annexes(drafter)


def _basis(drafter: Drafter) -> Paragraph:
    overview, moment = drafter.overview, drafter.overview.moment
    papers, when = cited_basis(overview.plan), f"{clock(moment.time())}, {long_date(moment.date())}"
    name, whole = _spelled(overview.name, drafter.level.own_spelling), drafter.level.whole
    text = f"Thực hiện {papers}, {name} báo cáo kết quả {whole} (số liệu đến {when}) như sau:"
    return Paragraph("basis", text, aloud=False)


def _parts(drafter: Drafter) -> Iterator[Block]:
    for numeral, part in zip(_NUMERALS, drafter.pattern.parts, strict=False):
        yield Heading(1, drafter.level.section(numeral, part.title))
        yield from drafter.places(part.before)
        yield from FIGURES[part.id](drafter)
        yield from drafter.places(part.after)


def _ended(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the last paragraph with the sign that ends the body of the paper."""
    *before, last = blocks
    yield from before
    yield replace(last, text=last.text.removesuffix(".") + END_MARK) if isinstance(last, Paragraph) else last
