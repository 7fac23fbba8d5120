"""A stream from headquarters: page by page, every line and hash checked before anybody uses a byte (sync.md §6)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sync.chain import Chain, Head
from sync.client import Headquarters
from sync.errors import AnswerForeign
from sync.lines import LINE_LIMIT, begins, fault_of
from sync.shelf import header_of
from sync.standing import Fetched
from sync.stream import StreamHeader

MOST_PAGES: Final = 100_000


def fetch(hq: Headquarters, meeting: UUID, device: UUID, behind: tuple[StreamHeader, Head] | None) -> Fetched:
    """A stream from headquarters, whole or behind what lies here. AnswerForeign unless every line and hash holds."""
    chain = Chain(meeting, device)
    first = behind[1].seq + 1 if behind else 1
    header, head = behind if behind else (None, None)
    lines: list[bytes] = []
    for _ in range(MOST_PAGES):
        page = hq.page(meeting, device, first + len(lines))
        if header is None or head is None:
            header = header_of(page.head.header.encode(), meeting, device)
            head = chain.origin(header.raw)
        for line in page.lines:
            head = _next(chain, head, line)
            lines.append(line)
        if not (page.head.more and page.lines):
            if page.head.head != (head.seq, head.hash.hex()):
                raise AnswerForeign("hq_foreign")
            return Fetched(header, tuple(lines), head, page.head.signed)
    raise AnswerForeign("hq_foreign")


def _next(chain: Chain, head: Head, line: bytes) -> Head:
    """The head after a received line; AnswerForeign when it is no line of ours."""
    if len(line) >= LINE_LIMIT or not begins(line, head.seq + 1) or fault_of(line):
        raise AnswerForeign("hq_foreign")
    return chain.next(head, line)
