"""What headquarters handed to this laptop's unit, kept until the clerk has looked at it (sync.md §6, §7).

The courier brings it; nothing is put to use here. A content that was taken or put aside is erased, its digest stays, so
that it is brought and offered once. Any thread may ask and keep.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from tinydb import where

from sync.cipher import Cipher
from sync.errors import AnswerForeign, StoreFull
from sync.protocol import Bootstrap
from sync.storage import JournalDB

if TYPE_CHECKING:
    from sync.client import Headquarters

_TABLE: Final = "contents"

KINDS: Final = {"plan": "plan_files", "indicators": "indicators", "roster": "roster"}
"""Kind → the field of `Bootstrap` that names such a content."""


@dataclass(frozen=True, slots=True)
class Content:
    """One content. `text` is what came, "" once it was settled; `cell` the unit it is for, by headquarters' id."""

    kind: str
    cell: str
    digest: str
    text: str


class Contents:
    """The journal of what was handed out: of each kind and unit the latest."""

    def __init__(self, path: Path, cipher: Cipher | None = None) -> None:
        self._held = threading.Lock()
        self._journal = JournalDB(path, cipher=cipher)
        self._all = self._kept()
        """What is kept: whoever only asks never waits for the disk."""

    def waiting(self) -> list[Content]:
        """What nobody has taken or put aside yet."""
        return [content for content in self._all if content.text]

    def has(self, kind: str, cell: UUID, digest: str) -> bool:
        """Whether that content was brought already."""
        return any((one.kind, one.cell, one.digest) == (kind, str(cell), digest) for one in self._all)

    def keep(self, content: Content) -> None:
        """Keep what came in the place of an earlier one. Raises StoreFull, StoreBroken, StoreClosed."""
        with self._held:
            its = (where("kind") == content.kind) & (where("cell") == content.cell)
            self._journal.table(_TABLE).upsert(asdict(content), its)
            self._all = self._kept()
            with suppress(StoreFull):
                self._journal.compact()

    def settle(self, content: Content) -> None:
        """It was taken or put aside: erased from disk, unless another came meanwhile. Raises as `keep`."""
        if self.has(content.kind, UUID(content.cell), content.digest):
            self.keep(Content(content.kind, content.cell, content.digest, ""))

    def close(self) -> None:
        """Let go; what was kept is on disk."""
        with self._held:
            self._journal.close()

    def _kept(self) -> list[Content]:
        return [_content(row) for row in self._journal.table(_TABLE).all()]


def bring(hq: Headquarters, contents: Contents) -> Bootstrap:
    """Ask what there is and bring what is not here yet. Raises HeadquartersError, StoreError."""
    said = hq.bootstrap()
    for kind, field in KINDS.items():
        digest = getattr(said, field)
        if digest is not None and not contents.has(kind, said.cell, digest):
            contents.keep(Content(kind, str(said.cell), digest, _true(hq.content(digest), digest)))
    return said


def _true(content: bytes, digest: str) -> str:
    """The content as text. AnswerForeign when it is not the one that was named, or no text."""
    if sha256(content).hexdigest() != digest:
        raise AnswerForeign("hq_foreign")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise AnswerForeign("hq_foreign") from error


def _content(row: Any) -> Content:
    return Content(**{name: row[name] for name in Content.__dataclass_fields__})
