"""TinyDB on the journal: what TinyDB 4.9 documents holds, and a reopening shows the same (store.md §4, §5.8)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.operations import delete, increment
from tinydb.table import Document

from sync.errors import StoreBroken, StoreClosed, StoreFull
from sync.storage import JournalDB, JournalStorage
from tests.sync.disks import TroubledDisk, media_error, no_space

Opener = Callable[[Path], TinyDB]


def plain(path: Path) -> TinyDB:
    """TinyDB's own table class: the storage is then driven by whole states."""
    return TinyDB(path, storage=JournalStorage)


def cached(path: Path) -> TinyDB:
    return TinyDB(path, storage=CachingMiddleware(JournalStorage))  # type: ignore[no-untyped-call]


def cached_journal(path: Path) -> TinyDB:
    return JournalDB(path, storage=CachingMiddleware(JournalStorage))  # type: ignore[no-untyped-call]


def state(db: TinyDB) -> dict[str, dict[int, dict[str, Any]]]:
    return {name: {row.doc_id: dict(row) for row in db.table(name)} for name in db.tables()}


@pytest.fixture(params=[JournalDB, plain, cached, cached_journal], ids=lambda opener: opener.__name__)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    """Three people; after the test the file is opened again and must show what the handle showed."""
    opener: Opener = request.param
    path = tmp_path / "db.journal"
    opened = opener(path)
    opened.insert_multiple({"name": name, "age": 30} for name in ("An", "Bình", "Ân"))
    yield opened
    before = state(opened)
    opened.close()
    again = opener(path)
    assert state(again) == before
    again.close()


# -- documented behaviour ------------------------------------------------------------------------------------


def test_inserting_gives_rising_ids(db: TinyDB) -> None:
    assert db.insert({"name": "Lan"}) == 4
    assert db.insert_multiple([{"name": "Hùng"}, {}]) == [5, 6]
    assert len(db) == 6
    assert db.get(doc_id=5) == {"name": "Hùng"}


def test_a_document_brings_its_own_id(db: TinyDB) -> None:
    assert db.insert(Document({"name": "Lan"}, doc_id=12)) == 12
    assert db.insert({"name": "Hùng"}) == 13
    assert db.insert_multiple([Document({"name": "Ba"}, doc_id=20), Document({"name": "Tư"}, doc_id=21)]) == [20, 21]
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"name": "Khác"}, doc_id=12))
    assert db.get(doc_id=12) == {"name": "Lan"}


@pytest.mark.parametrize("wrong", [[1, 2, 3], {"a", "b"}, "text", 7])
def test_only_mappings_are_documents(db: TinyDB, wrong: Any) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert(wrong)
    assert len(db) == 3


def test_a_batch_with_one_bad_document_stores_none(db: TinyDB) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"name": "Lan"}, 5])
    assert len(db) == 3


def test_queries(db: TinyDB) -> None:
    person = Query()
    db.insert({"name": "Lan", "age": 41, "tags": ["đảng viên"], "home": {"ward": "Đồng Mít"}})
    assert [row["name"] for row in db.search(where("age") > 35)] == ["Lan"]
    assert db.count(person.age == 30) == 3
    assert db.contains(person.home.ward == "Đồng Mít")
    assert db.get(person.tags.any(["đảng viên"])) is not None
    assert db.search(~(person.age == 30) & person.name.matches("L.n"))
    assert db.get(where("name") == "Không có") is None
    assert db.get(doc_ids=[1, 3, 99]) == [{"name": "An", "age": 30}, {"name": "Ân", "age": 30}]
    with pytest.raises(RuntimeError):
        db.get()


def test_updating(db: TinyDB) -> None:
    assert db.update({"age": 31}, where("name") == "An") == [1]
    assert db.update({"age": 32}, doc_ids=[2, 99]) == [2]
    assert db.update(increment("age"), where("name") == "Ân") == [3]
    assert [row["age"] for row in db] == [31, 32, 31]
    assert db.update({"vote": True}) == [1, 2, 3]
    db.update(delete("age"), doc_ids=[1])
    assert db.get(doc_id=1) == {"name": "An", "vote": True}
    assert db.update_multiple([({"age": 1}, where("name") == "An"), ({"age": 2}, where("name") == "Bình")]) == [1, 2]


def test_upserting(db: TinyDB) -> None:
    assert db.upsert({"name": "An", "age": 50}, where("name") == "An") == [1]
    assert db.upsert({"name": "Lan", "age": 20}, where("name") == "Lan") == [4]
    assert db.upsert(Document({"age": 51}, doc_id=1)) == [1]
    assert db.upsert(Document({"name": "Ba"}, doc_id=9)) == [9]
    assert db.get(doc_id=1) == {"name": "An", "age": 51}
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"name": "Không rõ"})


def test_removing(db: TinyDB) -> None:
    assert db.remove(where("name") == "An") == [1]
    assert db.remove(doc_ids=[2, 99]) == [2]
    assert [row["name"] for row in db] == ["Ân"]
    with pytest.raises(RuntimeError, match="truncate"):
        db.remove()


def test_truncating_starts_the_ids_again(db: TinyDB) -> None:
    db.truncate()
    assert len(db) == 0
    assert "_default" in db.tables()
    assert db.insert({}) == 1


def test_several_tables_and_dropping_them(db: TinyDB) -> None:
    one, two = db.table("một"), db.table("hai")
    one.insert_multiple({"n": n} for n in range(3))
    two.insert({"n": 7})
    assert db.tables() == {"_default", "một", "hai"}
    one.truncate()
    db.drop_table("hai")
    assert db.tables() == {"_default", "một"}
    db.drop_table("không có")
    db.drop_tables()
    assert db.tables() == set()
    assert db.table("một").insert({"n": 1}) == 1


def test_an_empty_table_can_be_kept(db: TinyDB) -> None:
    db.table("trống", persist_empty=True)
    assert "trống" in db.tables()


def test_the_query_cache_is_emptied_by_a_write(db: TinyDB) -> None:
    query = where("age") == 30
    assert len(db.search(query)) == 3
    db.insert({"age": 30})
    assert len(db.search(query)) == 4


@pytest.mark.parametrize(
    "value", [None, True, 0, -1, 2**70, 1.5, -0.0, 1e300, "", "\0\u2028\U0001f600", [[], {}], {"a": {"b": [1, None]}}]
)
def test_every_json_value_comes_back_as_it_was(db: TinyDB, value: Any) -> None:
    db.insert({"v": value})
    found = db.get(doc_id=4)
    assert found is not None
    assert repr(found["v"]) == repr(value)


def test_a_document_that_looks_like_a_line_of_the_file_is_stored(db: TinyDB) -> None:
    db.insert({"crc": "00000000", "len": "00000002", "tx": {"crc": "x"}})
    assert db.get(doc_id=4) == {"crc": "00000000", "len": "00000002", "tx": {"crc": "x"}}


def _nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


# -- what the journal adds -----------------------------------------------------------------------------------


@pytest.fixture
def disk() -> TroubledDisk:
    return TroubledDisk()


@pytest.fixture
def people(tmp_path: Path, disk: TroubledDisk) -> Iterator[JournalDB]:
    opened = JournalDB(tmp_path / "people.journal", disk=disk)
    opened.insert_multiple([{"name": "An", "tags": ["a"]}, {"name": "Bình", "tags": []}])
    yield opened
    opened.close()


@pytest.mark.parametrize("wrong", [{1, 2}, b"bytes", float("nan"), float("inf"), object(), "\ud800", _nested(300)])
def test_what_json_cannot_say_is_refused_before_a_byte_is_written(
    people: JournalDB, tmp_path: Path, wrong: Any
) -> None:
    """Rule 7; memory, file and the next act are untouched."""
    size = (tmp_path / "people.journal").stat().st_size
    with pytest.raises((TypeError, ValueError)):
        people.insert({"v": wrong})
    with pytest.raises((TypeError, ValueError)):
        people.update({"v": wrong}, doc_ids=[1])
    assert (tmp_path / "people.journal").stat().st_size == size
    assert people.get(doc_id=1) == {"name": "An", "tags": ["a"]}
    people.insert({"name": "Ân"})
    assert len(people) == 3


def test_an_insert_is_one_write_and_one_sync_at_any_size(people: JournalDB, disk: TroubledDisk, tmp_path: Path) -> None:
    """store.md §5.1: a batch is one line, too."""
    people.insert_multiple({"n": n} for n in range(2000))
    disk.calls.clear()
    people.insert({"name": "Ân"})
    assert disk.calls == {"write": 1, "sync": 1}
    before = (tmp_path / "people.journal").stat().st_size
    people.insert({"name": "Ân"})
    assert (tmp_path / "people.journal").stat().st_size - before < 130


def test_only_what_changed_is_written(people: JournalDB, disk: TroubledDisk) -> None:
    disk.calls.clear()
    people.update({"name": "An"}, where("name") == "An")
    people.update({}, doc_ids=[1, 2])
    people.remove(where("name") == "Không có")
    assert disk.calls == {}
    people.update({"age": 1}, doc_ids=[1])
    people.update({"age": True}, doc_ids=[1])
    assert disk.calls == {"write": 2, "sync": 2}
    assert repr(people.get(doc_id=1)["age"]) == "True"


def test_a_failing_update_leaves_memory_untouched(people: JournalDB) -> None:
    """The trap of TinyDB#616: the updater must not work on the live documents."""

    def boom(row: dict[str, Any]) -> None:
        row["name"] = "hỏng"
        row["tags"].append("hỏng")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        people.update(boom)
    assert people.all() == [{"name": "An", "tags": ["a"]}, {"name": "Bình", "tags": []}]


@pytest.mark.parametrize(
    "act",
    [
        lambda db: db.insert({"name": "Ân"}),
        lambda db: db.update({"name": "khác"}),
        lambda db: db.remove(doc_ids=[1]),
        lambda db: db.truncate(),
        lambda db: db.drop_table("_default"),
        lambda db: db.drop_tables(),
    ],
)
@pytest.mark.parametrize("trouble", ["full", "broken"])
def test_an_act_that_was_not_saved_is_not_shown(
    people: JournalDB, disk: TroubledDisk, act: Callable[[JournalDB], Any], trouble: str
) -> None:
    """Rules 1, 4, 5: the disk first, then memory."""
    before = state(people)
    if trouble == "full":
        disk.fail("write", no_space(), after=9)
        with pytest.raises(StoreFull):
            act(people)
    else:
        disk.fail("sync", media_error())
        with pytest.raises(StoreBroken):
            act(people)
        assert state(people) == before
        people.compact()
    assert state(people) == before
    people.insert({"name": "sau đó"})
    assert len(people) == 3


def test_results_are_private_copies(people: JournalDB) -> None:
    """TinyDB#551: nested values handed out must not reach into memory."""
    for found in (people.get(doc_id=1), people.all()[0], people.search(where("name") == "An")[0]):
        assert found is not None
        found["tags"].append("lạ")
        found["name"] = "lạ"
    people.clear_cache()
    assert people.get(doc_id=1) == {"name": "An", "tags": ["a"]}


def test_a_stored_document_is_cut_off_from_the_one_given(people: JournalDB) -> None:
    given = {"name": "Ân", "tags": ["a"], "pair": (1, 2)}
    doc_id = people.insert(given)
    given["tags"] = "khác"
    assert people.get(doc_id=doc_id) == {"name": "Ân", "tags": ["a"], "pair": [1, 2]}


def test_compacting_erases_and_keeps_everything_else(people: JournalDB, tmp_path: Path) -> None:
    """store.md §4: after a deletion request, compact; attendance and ratings are personal data."""
    people.table("trống", persist_empty=True)
    people.insert_multiple({"n": n} for n in range(450))
    people.update({"name": "Ẩn danh"}, doc_ids=[2])
    people.remove(doc_ids=[1])
    before = state(people)
    people.compact()
    data = (tmp_path / "people.journal").read_text()
    assert '"An"' not in data
    assert "Bình" not in data
    assert len(data.splitlines()) == 1 + 3  # header, and one line per 200 changes
    assert state(people) == before
    people.insert({"name": "Ân"})
    after = state(people)
    people.close()
    with JournalDB(tmp_path / "people.journal") as again:
        assert state(again) == after


def test_closing_compacts_only_a_bloated_file(people: JournalDB, tmp_path: Path) -> None:
    """store.md §4: lines > 4 × documents + 1,000."""
    path = tmp_path / "people.journal"
    for n in range(1, 4 * 2 + 1000):  # the first line put both documents
        people.update({"n": n}, doc_ids=[1])
    people.close()
    size = path.stat().st_size
    with JournalDB(path) as db:
        db.update({"n": -1}, doc_ids=[1])
    assert path.stat().st_size < size / 10
    with JournalDB(path) as db:
        assert db.get(doc_id=1) == {"name": "An", "tags": ["a"], "n": -1}


def test_a_full_disk_while_compacting_does_not_keep_it_from_closing(
    people: JournalDB, disk: TroubledDisk, tmp_path: Path
) -> None:
    for n in range(1010):
        people.update({"n": n}, doc_ids=[1])
    disk.fail("write", no_space())
    people.close()
    with JournalDB(tmp_path / "people.journal") as db:
        assert db.get(doc_id=1)["n"] == 1009


def test_a_second_instance_may_read(people: JournalDB, tmp_path: Path) -> None:
    """sync.md §5.6."""
    with JournalDB(tmp_path / "people.journal", read_only=True) as reader:
        assert len(reader) == 2
        with pytest.raises(StoreClosed, match="chỉ đọc"):
            reader.insert({"name": "Ân"})
        assert len(reader) == 2


def test_use_after_close_is_refused(people: JournalDB) -> None:
    """Rule 7; TinyDB#631: acts after close() must not succeed silently."""
    people.close()
    for act in (lambda: people.insert({}), people.all, people.tables, people.truncate, people.drop_tables):
        with pytest.raises(StoreClosed):
            act()
