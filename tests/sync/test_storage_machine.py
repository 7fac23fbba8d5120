"""Any history on `JournalDB` equals the same history on TinyDB in memory, through trouble and reopenings."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from sync.cipher import Cipher
from sync.errors import StoreBroken, StoreFull
from sync.storage import JournalDB
from tests.sync.disks import TroubledDisk, media_error, no_space

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["a", "b", "crc"])
DOCUMENTS = st.dictionaries(KEYS, JSON, max_size=3)
TABLES = st.sampled_from(["_default", "một", "hai"])
IDS = st.lists(st.integers(1, 8), max_size=4, unique=True)


def state(db: TinyDB) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    return {name: [(row.doc_id, dict(row)) for row in db.table(name)] for name in db.tables()}


class StorageMachine(RuleBasedStateMachine):
    """The oracle is TinyDB itself, on its own MemoryStorage."""

    cipher: ClassVar[Cipher | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "db.journal"
        self.disk = TroubledDisk()
        self.oracle = TinyDB(storage=MemoryStorage)
        self.db = JournalDB(self.path, disk=self.disk, cipher=self.cipher)

    def both(self, table: str) -> tuple[Any, Any]:
        return self.db.table(table), self.oracle.table(table)

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        ours, theirs = self.both(table)
        assert ours.insert(document) == theirs.insert(document)

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, table: str, documents: list[dict[str, Any]]) -> None:
        ours, theirs = self.both(table)
        assert ours.insert_multiple(documents) == theirs.insert_multiple(documents)

    @rule(table=TABLES, fields=DOCUMENTS, ids=IDS)
    def update_some(self, table: str, fields: dict[str, Any], ids: list[int]) -> None:
        ours, theirs = self.both(table)
        assert ours.update(fields, doc_ids=ids) == theirs.update(fields, doc_ids=ids)

    @rule(table=TABLES, fields=DOCUMENTS, key=KEYS)
    def update_where(self, table: str, fields: dict[str, Any], key: str) -> None:
        ours, theirs = self.both(table)
        assert ours.update(fields, where(key).exists()) == theirs.update(fields, where(key).exists())

    @rule(table=TABLES, document=DOCUMENTS, key=KEYS)
    def upsert(self, table: str, document: dict[str, Any], key: str) -> None:
        ours, theirs = self.both(table)
        assert ours.upsert(document, where(key).exists()) == theirs.upsert(document, where(key).exists())

    @rule(table=TABLES, ids=IDS)
    def remove(self, table: str, ids: list[int]) -> None:
        ours, theirs = self.both(table)
        assert ours.remove(doc_ids=ids) == theirs.remove(doc_ids=ids)

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        for one in self.both(table):
            one.truncate()

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        self.db.drop_table(table)
        self.oracle.drop_table(table)

    @rule()
    def drop_tables(self) -> None:
        self.db.drop_tables()
        self.oracle.drop_tables()

    @rule(document=DOCUMENTS, written=st.integers(0, 80))
    def find_the_disk_full(self, document: dict[str, Any], written: int) -> None:
        self.disk.fail("write", no_space(), after=written)
        with pytest.raises(StoreFull):
            self.db.table("một").insert(document)
        self.reopen()

    @rule(document=DOCUMENTS)
    def fail_to_sync_and_rebuild(self, document: dict[str, Any]) -> None:
        self.disk.fail("sync", media_error())
        with pytest.raises(StoreBroken):
            self.db.table("hai").insert(document)
        self.db.compact()
        self.reopen()

    @rule()
    def compact(self) -> None:
        self.db.compact()

    @rule()
    def reopen(self) -> None:
        """The oracle forgets its next ids, too: TinyDB takes them from the documents that are there."""
        self.db.close()
        self.db = JournalDB(self.path, disk=self.disk, cipher=self.cipher)
        assert self.db.reports == []
        kept = self.oracle.storage.read()
        self.oracle = TinyDB(storage=MemoryStorage)
        self.oracle.storage.write(kept or {})

    @invariant()
    def show_the_same(self) -> None:
        assert repr(state(self.db)) == repr({name: state(self.oracle)[name] for name in self.db.tables()})
        assert self.db.tables() == self.oracle.tables()

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()


class SealedStorageMachine(StorageMachine):
    """The same in an encrypted store (sync.md §5.8)."""

    cipher = Cipher.new()


StorageMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestStorageMachine = StorageMachine.TestCase
SealedStorageMachine.TestCase.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
TestSealedStorageMachine = SealedStorageMachine.TestCase
