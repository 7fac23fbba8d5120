"""Transactions that are tried again, schemas that are known, and calls in moderation (sync.md §6, §9)."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite

from hq.database import Database, DatabaseBusy
from hq.migrations import SchemaNewer, is_current, migrate
from hq.rates import Rates
from hq.schema import BIG, PARTITIONS, metadata
from hq.services import own_key
from hq.serving import CannotServe, require_free, require_safe, serve
from hq.settings import Bucket, Settings
from tests.hq.conftest import Reopen
from tests.hq.freeze import FROZEN, script
from tests.hq.postgres import TEMPLATE, Postgres


def test_the_frozen_schema_is_the_schema() -> None:
    """`python -m tests.hq.freeze` after every change, which is a new revision too."""
    for dialect in (sqlite.dialect(), postgresql.dialect()):  # type: ignore[no-untyped-call]
        frozen = (FROZEN / f"{dialect.name}.sql").read_text("utf-8")
        assert frozen == script(dialect)


def test_the_migrated_database_is_the_schema(database: Database) -> None:
    """What was migrated and what the program believes are one."""

    def differences(connection: Connection) -> list[Any]:
        options = {"include_object": lambda thing, name, kind, *_: kind != "table" or _ours(name)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    assert database.read(differences) == []
    assert database.read(is_current)


def _ours(name: str) -> bool:
    """Not a partition and not Alembic's own."""
    return name in metadata.tables


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    assert database.read(is_current)


def test_a_newer_schema_is_not_touched(database: Database) -> None:
    database.write(lambda connection: connection.execute(text("update alembic_version set version_num = 'r9999'")))
    with pytest.raises(SchemaNewer):
        migrate(database)
    assert not database.read(is_current)


def test_the_cell_comes_first_in_every_big_key() -> None:
    """sync.md §9: right from day one."""
    for table in BIG:
        assert next(iter(table.primary_key)).name == "cell_id"
        assert all(next(iter(index.columns)).name == "cell_id" for index in table.indexes)


@pytest.mark.slow
def test_big_tables_are_partitioned_on_postgresql(postgres: Postgres) -> None:
    database = Database(postgres.url(TEMPLATE))
    counted = text("select count(*) from pg_inherits where inhparent = 'lines'::regclass")
    assert database.read(lambda connection: connection.execute(counted).scalar()) == PARTITIONS
    database.close()


def test_the_signing_key_is_made_once(database: Database, another: Reopen) -> None:
    assert own_key(database) == own_key(another())


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_transaction_in_the_way_of_others_is_tried_again(database: Database, state: str) -> None:
    """sync.md §9: every write path retryable."""
    runs = []

    def work(connection: Connection) -> int:
        runs.append(connection.execute(text("select 1")).scalar())
        if len(runs) < 3:
            raise psycopg.errors.lookup(state)("in the way")
        return len(runs)

    assert database.write(work) == 3


def test_a_lock_held_too_long_is_told_as_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 for the laptop, which comes back; never a defect."""
    monkeypatch.setattr("hq.database.PATIENCE", 0.05)
    url = f"sqlite:///{tmp_path / 'hq.sqlite'}"
    holder, waiting = Database(url), Database(url)
    migrate(holder)

    def hold(_: Connection) -> None:
        with pytest.raises(DatabaseBusy):
            waiting.write(lambda connection: connection.execute(text("select 1")))

    holder.write(hold)
    waiting.write(lambda connection: connection.execute(text("select 1")))
    holder.close()
    waiting.close()


def test_a_database_that_is_away_is_told_as_busy(tmp_path: Path) -> None:
    away = Database(f"postgresql:///nothing?host={tmp_path}&user=hq")
    with pytest.raises(DatabaseBusy):
        away.read(lambda connection: connection.execute(text("select 1")))
    away.close()


def test_what_fails_leaves_nothing(database: Database) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("insert into settings values ('x', 'y')"))
        raise KeyError("x")

    with pytest.raises(KeyError):
        database.write(work)
    count = text("select count(*) from settings")
    assert database.read(lambda connection: connection.execute(count).scalar()) == 0


# --- rates ----------------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3000)), max_size=60))
def test_nobody_gets_more_than_the_bucket_gives(calls: list[tuple[str, int]]) -> None:
    """Over any stretch of time: at most the burst and what flows in; and waiting as long as told is enough."""
    now = [0.0]
    rates = Rates(Bucket(burst=4, per_second=2.0), lambda: now[0])
    allowed: dict[str, list[float]] = {"a": [], "b": []}
    for caller, passed in calls:
        now[0] += passed / 1000
        wait = rates.take(caller)
        if wait is None:
            allowed[caller].append(now[0])
        else:
            assert wait == 1
    for times in allowed.values():
        for index, begun in enumerate(times):
            within = [at for at in times[index:] if at - begun <= 2.0]
            assert len(within) <= 4 + 2 * 2.0


def test_rates_bear_many_threads() -> None:
    rates = Rates(Bucket(burst=50, per_second=0.001), lambda: 0.0)
    taken: list[int | None] = []
    threads = [threading.Thread(target=lambda: taken.extend(rates.take("a") for _ in range(40))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(None) == 50


# --- how it may be started ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "hq.example"])
def test_it_does_not_listen_beyond_this_machine_without_tls(tmp_path: Path, host: str) -> None:
    """Tokens never travel openly unless somebody says so."""
    with pytest.raises(CannotServe, match="TLS"):
        require_safe(Settings(data=tmp_path, host=host))
    require_safe(Settings(data=tmp_path, host=host, allow_plain=True))
    for name in ("cert", "key"):
        (tmp_path / name).touch()
    require_safe(Settings(data=tmp_path, host=host, tls_cert=tmp_path / "cert", tls_key=tmp_path / "key"))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.9.1"])
def test_it_listens_on_this_machine(tmp_path: Path, host: str) -> None:
    require_safe(Settings(data=tmp_path, host=host))


def test_half_a_certificate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="--tls-key"):
        require_safe(Settings(data=tmp_path, tls_cert=tmp_path / "cert"))
    with pytest.raises(CannotServe, match="Không có tệp"):
        require_safe(Settings(data=tmp_path, tls_cert=tmp_path / "cert", tls_key=tmp_path / "key"))


def test_a_port_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (taken.getsockname()[1], 99_999):
            with pytest.raises(CannotServe, match="Hãy chọn cổng khác"):
                require_free(Settings(data=tmp_path, port=port))
    require_free(Settings(data=tmp_path, port=0))


def test_files_that_are_no_certificate_are_refused(tmp_path: Path) -> None:
    for name in ("cert", "key"):
        (tmp_path / name).touch()
    with pytest.raises(CannotServe, match="PEM"):
        serve(Settings(data=tmp_path, port=0, tls_cert=tmp_path / "cert", tls_key=tmp_path / "key"))
