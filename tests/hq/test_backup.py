"""A backup brought back is the same headquarters: heads, lines, receipts, summaries (sync.md §9)."""

from __future__ import annotations

import json
import os
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from hq.backup import MANIFEST, BackupError, backup, restore
from hq.database import Database
from hq.enrolment import new_code
from hq.migrations import migrate
from hq.projector import Projector
from hq.schema import metadata, summaries
from hq.schema import settings as kept
from hq.services import Services
from hq.streams import Streams
from models.plan import Plan
from tests.hq.conftest import Ticking
from tests.hq.laptops import NOW, Laptop, found, lines_of, named, opening
from tests.hq.light import laid

TABLES = [table.name for table in metadata.sorted_tables]


@pytest.fixture
def laptops(services: Services, streams: Streams, plan: Plan) -> list[Laptop]:
    """Two laptops of two cells that sent their meetings, one of them more than one chunk long."""
    long = Laptop("k7", lines=lines_of(opening(plan))).write(1200)
    other = Laptop("q3", cell=named("other"), meeting=named("m2"), lines=lines_of(opening(plan))).write(3)
    found(services.database, long, other)
    for laptop in (long, other):
        for first in range(1, len(laptop.lines) + 1, 900):
            last = min(first + 899, len(laptop.lines))
            assert streams.append(laptop.caller, laptop.batch(first, last)).status == "ok"
    Projector(services).rebuild()
    new_code(services, long.cell, "clerk")
    services.database.write(
        lambda connection: connection.execute(insert(kept).values(name="signing key", value=b"k" * 32))
    )
    return [long, other]


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[str]:
    """An URL of another new database of the same kind."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'other.sqlite'}"
        return
    server = request.getfixturevalue("postgres")
    name = server.fresh()
    yield server.url(name)
    server.drop(name)


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""

    def work(connection: Any) -> dict[str, list[Any]]:
        tables = metadata.sorted_tables
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }

    return database.read(work)


def same_headquarters(url: str, services: Services, laptops: list[Laptop], plan: Plan) -> None:
    """What stands in the other database, how it answers, and what it makes of it."""
    database = Database(url)
    try:
        assert everything(database) == everything(services.database)
        other = Services(settings=services.settings, database=database, plan=plan, key=services.key, clock=Ticking())
        for laptop in laptops:
            first, again = (Streams(one).append(laptop.caller, laptop.batch(1, 3)) for one in (services, other))
            assert first == again, "heads and signed receipts"
            assert again.acked == len(laptop.lines)
            pages = [
                Streams(one).page(laptop.caller, laptop.meeting, laptop.device, 1, 1000) for one in (services, other)
            ]
            assert pages[0] == pages[1]
            assert pages[1] is not None
            assert pages[1][1] == laptop.lines[:1000]
        before = everything(database)[summaries.name]
        Projector(other).rebuild()
        assert everything(database)[summaries.name] == before
    finally:
        database.close()


@pytest.mark.parametrize("name", ["sao-luu.zip", "sao-luu.sqlite"])
def test_a_backup_brought_back_is_the_same_headquarters(
    services: Services, laptops: list[Laptop], plan: Plan, elsewhere: str, tmp_path: Path, name: str
) -> None:
    """taskserver#51 begins with a restore: heads, lines, receipts and rebuilt summaries are equal."""
    file = tmp_path / name
    rows = backup(services.database, file, NOW)
    assert rows["lines"] == sum(len(laptop.lines) for laptop in laptops)
    assert restore(elsewhere, file) == rows
    same_headquarters(elsewhere, services, laptops, plan)


def test_a_zip_goes_from_one_kind_of_database_into_the_other(
    services: Services, laptops: list[Laptop], plan: Plan, url: str, tmp_path: Path
) -> None:
    """design.md §8, growth: from SQLite to PostgreSQL by a backup; here out of either kind into SQLite."""
    file, other = tmp_path / "sao-luu.zip", f"sqlite:///{tmp_path / 'grown.sqlite'}"
    backup(services.database, file, NOW)
    restore(other, file)
    same_headquarters(other, services, laptops, plan)


@pytest.mark.slow
def test_a_headquarters_grows_from_sqlite_to_postgresql(
    request: pytest.FixtureRequest, tmp_path: Path, plan: Plan
) -> None:
    small = Database(laid(tmp_path / "small.sqlite"))
    found(small, Laptop("k7"))
    backup(small, tmp_path / "sao-luu.zip", NOW)
    server = request.getfixturevalue("postgres")
    name = server.fresh()
    restore(server.url(name), tmp_path / "sao-luu.zip")
    large = Database(server.url(name))
    assert everything(large) == everything(small)
    for database in (small, large):
        database.close()
    server.drop(name)


@pytest.mark.usefixtures("laptops")
@pytest.mark.parametrize("name", ["sao-luu.zip", "sao-luu.sqlite"])
def test_nothing_is_brought_into_a_database_that_has_something(
    services: Services, url: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    backup(services.database, file, NOW)
    before = everything(services.database)
    with pytest.raises(BackupError) as refused:
        restore(url, file)
    assert refused.value.reason == "not_empty"
    assert everything(services.database) == before


@pytest.mark.usefixtures("laptops")
def test_a_backup_is_one_snapshot_while_others_write(services: Services, tmp_path: Path, elsewhere: str) -> None:
    """Lines never run ahead of their heads: who appends meanwhile is wholly in it or wholly not."""
    over = threading.Event()

    def writing() -> None:
        number = 0
        while not over.is_set():
            number += 1
            laptop = Laptop(f"w{number}", cell=named("w"), meeting=named(f"w{number}")).write(2)
            if number == 1:
                found(services.database, laptop)
            caller = Laptop("w1", cell=named("w")).caller
            Streams(services).append(caller, Laptop("w1", cell=named("w"), meeting=laptop.meeting).write(2).batch())

    thread = threading.Thread(target=writing)
    thread.start()
    try:
        rows = backup(services.database, tmp_path / "sao-luu.zip", NOW)
    finally:
        over.set()
        thread.join()
    assert restore(elsewhere, tmp_path / "sao-luu.zip") == rows
    database = Database(elsewhere)
    held = everything(database)
    database.close()
    counted = {(row[0], row[1], row[2]): row[4] for row in held["heads"]}
    for key, seq in counted.items():
        assert sum(row[:3] == key for row in held["lines"]) == seq


def test_a_backup_is_for_its_owner_alone_and_never_written_over(services: Services, tmp_path: Path) -> None:
    """It holds the key that signs receipts."""
    file = tmp_path / "sao-luu.zip"
    backup(services.database, file, NOW)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(BackupError) as refused:
        backup(services.database, file, NOW)
    assert refused.value.reason == "exists"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


@pytest.mark.parametrize("name", ["sao-luu.zip", "sao-luu.sqlite"])
def test_nothing_is_brought_into_a_database_that_a_server_has_open(
    services: Services, tmp_path: Path, elsewhere: str, name: str
) -> None:
    """It would go on signing receipts with the key that it read when it started, which no laptop knows."""
    if services.database.postgresql and name.endswith(".sqlite"):
        pytest.skip("PostgreSQL has one form")
    file = tmp_path / name
    backup(services.database, file, NOW)
    server = Database(elsewhere)
    migrate(server)
    server.read(lambda connection: connection.execute(select(kept)).all())
    with pytest.raises(BackupError) as refused:
        restore(elsewhere, file)
    assert refused.value.reason == "in_use"
    server.close()
    restore(elsewhere, file)


def rewritten(file: Path, name: str, change: Any) -> None:
    """The archive with one member changed."""
    with zipfile.ZipFile(file) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for one, data in members.items():
            archive.writestr(one, change(data) if one == name else data)


def newer(manifest: bytes) -> bytes:
    return json.dumps({**json.loads(manifest), "version": 2}).encode()


@pytest.mark.usefixtures("laptops")
@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("lines.ndjson", lambda data: data.replace(b"note.written", b"note.altered", 1), "damaged"),
        ("lines.ndjson", lambda data: data[: data.rindex(b"[")], "damaged"),
        ("units.ndjson", lambda data: b"{}\n" + data, "damaged"),
        (MANIFEST, lambda data: b"{}", "damaged"),
        (MANIFEST, newer, "newer"),
    ],
)
def test_a_damaged_or_newer_backup_changes_nothing(
    services: Services, tmp_path: Path, elsewhere: str, name: str, change: Any, reason: str
) -> None:
    file = tmp_path / "sao-luu.zip"
    backup(services.database, file, NOW)
    rewritten(file, name, change)
    with pytest.raises(BackupError) as refused:
        restore(elsewhere, file)
    assert refused.value.reason == reason
    database = Database(elsewhere)
    migrate(database)
    try:
        assert not any(everything(database)[table] for table in TABLES)
    finally:
        database.close()


def test_a_cut_file_and_one_that_is_none_are_told(services: Services, tmp_path: Path, elsewhere: str) -> None:
    for name in ("a.zip", "a.sqlite"):
        backup(services.database, tmp_path / name, NOW)
        data = (tmp_path / name).read_bytes()
        (tmp_path / f"cut-{name}").write_bytes(data[: len(data) // 2])
        with pytest.raises(BackupError):
            restore(elsewhere, tmp_path / f"cut-{name}")
    (tmp_path / "b.zip").write_text("không phải bản sao lưu")
    reasons = []
    for name in ("b.zip", "khong-co.zip"):
        with pytest.raises(BackupError) as refused:
            restore(elsewhere, tmp_path / name)
        reasons.append(refused.value.reason)
    assert reasons == ["unknown", "missing"]
