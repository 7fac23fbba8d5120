"""The lines being typed, kept so that a crash does not lose a half-written sentence.

Per meeting one small document `{field: text}`; the latest text wins, an empty text forgets the field. A draft
is no entry of the meeting: nobody else ever sees it, and what was forgotten is erased from disk on closing.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sync.changes import Op
from sync.cipher import Cipher
from sync.errors import Report, StoreBroken, StoreFull
from sync.files import DISK, Ballast, Disk
from sync.storage import JournalStorage

_KEY = "1"
"""Each meeting is a table with one document."""


class Draft(NamedTuple):
    """The text that stands in one field of the desk, e.g. the entry line."""

    meeting: UUID
    field: str
    text: str


class Drafts:
    """The drafts of all meetings. A sink of the writer thread: `writer.submit(drafts, Draft(…), on_done)`."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        disk: Disk = DISK,
        ballast: Ballast | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        self._storage = JournalStorage(path, read_only=read_only, disk=disk, ballast=ballast, cipher=cipher)
        self._touched = False

    @property
    def reports(self) -> list[Report]:
        """What the clerk should know about the opening."""
        return self._storage.reports

    def of(self, meeting: UUID) -> dict[str, str]:
        """Field → text of what was being typed in this meeting."""
        document: dict[str, str] = self._storage.live(str(meeting)).get(_KEY, {})
        return dict(document)

    def append(self, drafts: Sequence[Draft]) -> None:
        """Keep the drafts with one sync. Raises StoreFull, StoreBroken, StoreClosed."""
        meetings: dict[UUID, dict[str, str]] = {}
        for meeting, field, text in drafts:
            meetings.setdefault(meeting, self.of(meeting))[field] = text
        self._storage.commit([_op(meeting, fields) for meeting, fields in meetings.items()])
        self._touched = True

    def rebuild(self) -> None:
        """Write all drafts from memory into a new file: the way on after StoreBroken."""
        self._storage.compact()

    def close(self) -> None:
        """Erase what was forgotten, and let go."""
        try:
            if self._touched and self._storage.journal.writable:
                with suppress(StoreFull, StoreBroken):
                    self._storage.compact()
        finally:
            self._storage.close()


def _op(meeting: UUID, fields: dict[str, str]) -> Op:
    kept = {field: text for field, text in fields.items() if text}
    return ["put", str(meeting), _KEY, kept] if kept else ["drop", str(meeting)]
