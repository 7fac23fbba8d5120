"""TinyDB on a journal: the only place that speaks TinyDB (store.md §4, design.md §4).

* `JournalStorage` is a TinyDB `Storage` whose file is a `Journal`: a transaction is one line, durable before
memory changes.
* `JournalTable` is a TinyDB `Table` that hands the storage only what changed: an insert costs the same at any
size.
* `JournalDB` puts both together; `JournalDB(path)` is used like `TinyDB(path)`.
* `StreamStorage` shows a `Stream` as a table: `StreamTable(stream)`, doc_id = seq, insert only.

A document stored is a document as JSON gives it back (tuples become lists): memory takes the decoded line, so
it always is what a reopening would show. TypeError or ValueError refuse what JSON cannot say, before anything
is written.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast
from uuid import uuid4

from pydantic_core import from_json
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from sync.changes import Change, Op, Tables, apply, difference, private_copy, whole
from sync.cipher import Cipher
from sync.errors import LineRefused, Report, StoreBroken, StoreForeign, StoreFull, StreamSealed
from sync.files import DISK, Ballast, Disk
from sync.frames import Kind
from sync.journal import Journal, encode
from sync.stream import Stream

STORE_KIND: Final = Kind("bienban-store", 1, b'{"seq":', restarts=True)
ENTRIES: Final = "entries"
"""The one table of a stream."""

_DOCUMENTS_A_LINE: Final = 200
_COMPACT_FACTOR, _COMPACT_SLACK = 4, 1000
"""store.md §4: compact when lines > 4 × documents + 1,000."""


class LiveStorage(Storage):
    """A storage that shows its tables live and takes single changes, for `JournalTable`."""

    @abstractmethod
    def live(self, table: str) -> dict[str, Any]:
        """The documents of one table, by id as text. Not to be changed by the caller."""

    @abstractmethod
    def has(self, table: str) -> bool:
        """Whether the table exists, be it empty."""

    @abstractmethod
    def commit(self, ops: Sequence[Op]) -> None:
        """Make the changes durable, all or none, then show them."""


class JournalStorage(LiveStorage):
    """Tables in memory, changes in a journal. `reports` tells what opening found; errors as in `Journal`."""

    def __init__(
        self,
        path: str | Path,
        *,
        read_only: bool = False,
        disk: Disk = DISK,
        ballast: Ballast | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        super().__init__()
        header = None if read_only else _new_header()
        self.journal = Journal(
            Path(path), STORE_KIND, header, read_only=read_only, disk=disk, ballast=ballast, cipher=cipher
        )
        self._tables: Tables = {}
        try:
            for line in self.journal.take():
                apply(self._tables, _decode(line.tx))
        except ValueError as error:
            self.journal.close()
            raise StoreForeign("foreign", name=self.journal.path.name) from error

    @property
    def reports(self) -> list[Report]:
        """What the clerk should know about the opening."""
        return self.journal.reports

    # -- the Storage interface: whole states, always right, slow -----------------------------------------

    def read(self) -> Tables | None:
        """A private copy of everything; None when nothing was ever written."""
        self.journal.require_open()
        if self.journal.next_seq == 1:
            return None
        return {name: private_copy(table) for name, table in self._tables.items()}

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Store a whole state: the difference to memory becomes one transaction."""
        self.commit(difference(self._tables, data))

    def close(self) -> None:
        """Compact if it is worth it, then let go. All is saved already: trouble in compacting is harmless."""
        try:
            if self.journal.writable and self._bloated():
                with suppress(StoreFull, StoreBroken):
                    self.compact()
        finally:
            self.journal.close()

    # -- single changes ----------------------------------------------------------------------------------

    def live(self, table: str) -> dict[str, Any]:
        """The documents of one table as they are in memory."""
        self.journal.require_open()
        return self._tables.get(table, {})

    def has(self, table: str) -> bool:
        """Whether the table exists, be it empty."""
        return table in self._tables

    def commit(self, ops: Sequence[Op]) -> None:
        """One transaction, one line, one sync; then memory takes the line as it reads back.

        Decoding comes before writing: a line that could not be read again is refused with ValueError. A file that was
        removed meanwhile is written anew.
        """
        self.journal.require_open()
        if not ops:
            return
        tx = _encode(self.journal.next_seq, ops)
        decoded = _decode(tx)
        try:
            self.journal.append([tx])
        except StoreBroken:
            if self.journal.path.exists():
                raise
            self.compact()  # somebody removed the file: memory has all of it
            self.journal.append([_encode(self.journal.next_seq, ops)])
        apply(self._tables, decoded)

    def compact(self) -> None:
        """Rewrite the file from memory. Also erases: old versions of documents are gone afterwards.

        After a request to delete personal data, compact (store.md §4). The way on after StoreBroken.
        """
        chunks = _chunks(whole(self._tables), _DOCUMENTS_A_LINE)
        self.journal.rewrite([_encode(seq, chunk) for seq, chunk in enumerate(chunks, 1)])

    def _bloated(self) -> bool:
        documents = sum(map(len, self._tables.values()))
        return self.journal.next_seq - 1 > _COMPACT_FACTOR * documents + _COMPACT_SLACK


class Row(Document):
    """A document handed out: nested lists and dicts are copies, so memory cannot be changed through it."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__({key: private_copy(item) for key, item in value.items()}, doc_id)


class JournalTable(Table):
    """A table that reads memory directly and commits only what changed.

    On another storage (a caching middleware, say) it behaves like TinyDB's own table.
    """

    document_class = Row

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB; a `Document` brings its own id. Any other goes the shortest way to the journal."""
        storage = self._storage
        if not isinstance(storage, LiveStorage) or isinstance(document, Document):
            return int(super().insert(_as_row(document)))
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        doc_id = int(self._get_next_id())  # type: ignore[no-untyped-call] # TinyDB has no types here
        key = str(doc_id)
        if key in storage.live(self.name):
            raise ValueError(f"Document with ID {doc_id} already exists")
        storage.commit([["put", self.name, key, dict(document)]])
        self.clear_cache()
        return doc_id

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """As TinyDB; the documents are one transaction, whole or absent after a crash."""
        return list(super().insert_multiple(map(_as_row, documents)))

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """As TinyDB."""
        return list(super().upsert(_as_row(document), cond))

    def _read_table(self) -> dict[str, Any]:
        if isinstance(self._storage, LiveStorage):
            return self._storage.live(self.name)
        return dict(super()._read_table())

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage = self._storage
        if not isinstance(storage, LiveStorage):
            super()._update_table(updater)
            return
        change = Change(storage.live(self.name), self.document_id_class)
        updater(change)
        ops = change.ops(self.name)
        if not ops and not storage.has(self.name):
            ops = [["clear", self.name]]  # an update that does nothing still makes the table, as in TinyDB
        storage.commit(ops)
        self.clear_cache()


class JournalDB(TinyDB):
    """`TinyDB(path)` that loses nothing: same interface, same arguments as `JournalStorage`."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment] # TinyDB pins its own class

    @property
    def reports(self) -> list[Report]:
        """What the clerk should know about the opening."""
        return self._journal_storage.reports

    def compact(self) -> None:
        """Rewrite the file from memory: erases what was removed, and is the way on after StoreBroken."""
        self._journal_storage.compact()

    @property
    def _journal_storage(self) -> JournalStorage:
        """TinyDB knows only `Storage`; a middleware passes what it does not know on to ours."""
        return cast(JournalStorage, self.storage)


class StreamStorage(LiveStorage):
    """A stream seen as TinyDB tables: one table, `entries`, whose document ids are the sequence numbers."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self.stream = stream
        self._entries: dict[str, Any] = {}
        self._seen = 0

    def read(self) -> Tables | None:
        """A private copy of all entries; None for an empty stream."""
        entries = self.live(ENTRIES)
        return {ENTRIES: private_copy(entries)} if entries else None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Store a whole state, as far as it only adds entries; StreamSealed otherwise."""
        self.commit(difference({ENTRIES: self.live(ENTRIES)}, data))

    def live(self, table: str) -> dict[str, Any]:
        """The entries decoded so far and those that came since."""
        if table != ENTRIES:
            return {}
        for seq, line in self.stream.lines(self._seen + 1):
            self._entries[str(seq)] = from_json(line)
            self._seen = seq
        return self._entries

    def has(self, table: str) -> bool:
        """Only `entries` is there, from the beginning."""
        return table == ENTRIES

    def commit(self, ops: Sequence[Op]) -> None:
        """Append new entries; each document carries its number as `s` and is stored under it.

        StreamSealed for any other change, LineRefused for a document that is not the next line.
        """
        for op in ops:
            if op[0] != "put" or op[1] != ENTRIES or op[2] in self._entries:
                raise StreamSealed("append_only", name=self.stream.path.name)
        for seq, (_, _, key, document) in enumerate(ops, self.stream.next_seq):
            if key != str(seq) or document.get("s") != seq:
                raise LineRefused(self.stream.path.name, "line_seq", expected=seq)
        self.stream.append([encode({"s": document["s"], **document}) for *_, document in ops])


class StreamTable(JournalTable):
    """A stream as a TinyDB table: search it, or insert documents `{"s": stream.next_seq, …}` durably.

    The next id is the next number of the stream, also after a failed insert.
    """

    def __init__(self, stream: Stream) -> None:
        super().__init__(StreamStorage(stream), ENTRIES, cache_size=0)
        self._stream = stream
        self._planned = 0

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one entry; durable when it returns. LineRefused unless its `s` is the next number."""
        try:
            return super().insert(document)
        finally:
            self._planned = 0

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        try:
            super()._update_table(updater)
        finally:
            self._planned = 0

    def _get_next_id(self) -> int:
        self._planned += 1
        return self._stream.next_seq + self._planned - 1


def _new_header() -> bytes:
    fields = {"seq": 0, "format": STORE_KIND.format, "version": STORE_KIND.version, "id": str(uuid4())}
    return encode(fields)


def _encode(seq: int, ops: Sequence[Op]) -> bytes:
    """A transaction as a tx; a document that begins with the key `crc` must not look like a frame."""
    return encode({"seq": seq, "ops": ops}).replace(b'{"crc":', b'{ "crc":')


def _decode(tx: bytes) -> list[Op]:
    ops: list[Op] = from_json(tx)["ops"]
    return ops


def _chunks(ops: Iterator[Op], size: int) -> Iterator[list[Op]]:
    while chunk := list(islice(ops, size)):
        yield chunk


def _as_row(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """TinyDB keeps the id only of its table's own document class; ours must take any `Document`."""
    if isinstance(document, Document) and not isinstance(document, Row):
        return Row(document, document.doc_id)
    return document
