"""How long a page of headquarters takes at three sizes of organisation, on SQLite and PostgreSQL (design.md §7).

The organisation and its sessions are those of the demonstration. A call is the whole one, from the cookie to the last
byte of HTML, in process: every page of the menu, then what a person may click on it: a late page, every order, words
looked for, a filter. PostgreSQL is measured when its binaries are installed: what was filled on SQLite is copied there,
so both answer from the same rows. `--quick` leaves the city out, which takes minutes to fill; in the file that
`BIENBAN_BENCH_CITY` names it is filled once and used again.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

import structlog
from sqlalchemy import Connection, Table, select
from sqlalchemy import Row as Stored
from starlette.testclient import TestClient

from benchmarks.rows import Row, against, percentile, timed
from documents.plan_file import load_plan
from hq.accounts import AccountError, add
from hq.app import build
from hq.database import Database
from hq.demo.filling import fill
from hq.demo.world import NOW, Size
from hq.migrations import migrate
from hq.pages.site import PAGES
from hq.projector import Projector
from hq.schema import lines, metadata
from hq.services import Services
from hq.settings import Bucket, Settings
from tests.hq.pages.visitors import PASSWORD, Visitor
from tests.hq.postgres import Postgres, running

CITY: Final = "BIENBAN_BENCH_CITY"
"""The variable of the environment with the SQLite file in which the city is kept."""
BAR: Final = 100.0
"""Milliseconds of an overview over 17,000 units."""
_SORTED: Final = {
    "/tien-do": ("ten", "ngay", "phut", "co-mat", "phat-bieu", "theo-doi"),
    "/don-vi": ("ten", "ma", "loai", "tren", "theo-doi"),
}
CLICKS: Final = (
    *(f"{page}?xep={key}{way}" for page, keys in _SORTED.items() for key in keys for way in ("", "&chieu=giam")),
    *(f"{page}?tim=to+10" for page in ("/tien-do", "/lich", "/don-vi", "/nhac-viec")),
    *(f"{page}?trang=9999" for page in ("/tien-do", "/lich", "/don-vi", "/dang-hop", "/nhac-viec")),
    "/tien-do?buoc=chua-gui",
    "/tien-do?loc=ngan",
    "/tien-do?loc=khong-du",
    "/tien-do/theo-doi",
    "/lich?tu=tat-ca",
    "/lich?tu=tat-ca&trang=9999",
    "/bieu-hien/khac",
    "/nhac-viec?thieu=short",
    "/tien-do?trong=P001",
    "/bieu-hien?trong=P001",
    "/phat-bieu?trong=P001",
    "/phat-bieu?trong=P001&xep=minutes",
    "/cam-ket?trong=P001",
    "/bao-cao?trong=P001",
)
"""What a person may click; a page beyond the last is the last."""
_SHARE: Final = 0.95
_CHUNK: Final = 2000


class Taken(NamedTuple):
    """What calls of one address took, in ms: the 95th of a hundred on the wall, and the middle one of a processor."""

    wall: float
    processor: float


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Every size on each database."""
    sizes: tuple[Size, ...] = ("ward", "district") if quick else ("ward", "district", "city")
    with nullcontext(None) if sys.platform == "win32" else running() as server:
        found: dict[tuple[str, Size], Mapping[str, Taken]] = {}
        for size in sizes:
            services = _filled(folder, size)
            for name, one in _on_both(services, server, f"pages_{size}"):
                found[name, size] = measured(one, 12 if quick else 21)
                one.database.close()
                yield from told(name, size, found[name, size])
        yield from _growth(found)


def _filled(folder: Path, size: Size) -> Services:
    """An organisation with its sessions; the file that `CITY` names is brought up to this program's schema."""
    kept = Path(os.environ[CITY]).absolute() if size == "city" and os.environ.get(CITY) else None
    file = folder / f"{size}.sqlite"
    if kept is None or not kept.exists():
        services = _services(f"sqlite:///{file}", folder)
        fill(services, size)
        services.database.close()
        if kept is not None:  # not before it is whole
            shutil.move(file, kept)
    services = _services(f"sqlite:///{kept or file}", folder)
    Projector(services).catch_up()
    with suppress(AccountError):  # it is there since the file was measured last
        add(services, "nguoi-do", "Người đo", "admin", None, PASSWORD)
    return services


def _services(url: str, folder: Path) -> Services:
    database = Database(url)
    migrate(database)
    settings = Settings(data=folder, project_every=0, bucket=Bucket(10**6, 10**6))
    return Services(settings=settings, database=database, plan=load_plan(), key=bytes(32), clock=lambda: NOW)


def _on_both(services: Services, server: Postgres | None, name: str) -> Iterator[tuple[str, Services]]:
    """The same rows on SQLite and, where there is one, on PostgreSQL."""
    if server is None:
        yield "SQLite", services
        return
    server.execute(f"create database {name}")
    other = _services(server.url(name), services.settings.data)
    services.database.read(partial(_copy, other.database))
    yield "SQLite", services
    yield "PostgreSQL", other


def _copy(other: Database, connection: Connection) -> None:
    """Every row but the lines, which no page of the menu reads; then the statistics that a server gathers by itself."""
    for table in metadata.sorted_tables:
        if table is not lines:
            found = connection.execution_options(yield_per=_CHUNK).execute(select(table))
            other.write(partial(_put, table, found))
    with other.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as there:
        there.exec_driver_sql("vacuum analyze")


def _put(table: Table, found: Iterable[Stored[Any]], connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    names = ", ".join(column.name for column in table.columns)
    with driver.cursor() as cursor, cursor.copy(f"copy {table.name} ({names}) from stdin") as copy:
        for row in found:
            copy.write_row(row)


def measured(services: Services, calls: int) -> dict[str, Taken]:
    """Address → what it took, asked by somebody who reaches everything."""
    shown = [page.path for page in PAGES if page.label and page.get is not None]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # no line a call
    with TestClient(build(services)) as client:
        visitor = Visitor(client, "nguoi-do")
        return {path: _taken(visitor, path, calls) for path in (*shown, *CLICKS)}


def _taken(visitor: Visitor, path: str, calls: int) -> Taken:
    assert visitor.get(path).status_code == 200, path
    walls, processors = [], []
    for _ in range(calls):
        begun = time.process_time()
        walls.append(timed(lambda: visitor.get(path)))
        processors.append((time.process_time() - begun) * 1000)
    return Taken(percentile(walls, _SHARE), median(processors))


def told(name: str, size: Size, found: Mapping[str, Taken]) -> Iterator[Row]:
    """A row an address; those of a city have a bar."""
    for path, took in found.items():
        told = f"{took.wall:.0f} ms, processor {took.processor:.0f}"
        yield Row(f"{path}, {size}, {name}, p95", told, took.wall, "ms", BAR if size == "city" else None)


def _growth(found: Mapping[tuple[str, Size], Mapping[str, Taken]]) -> Iterator[Row]:
    """From 450 units to 17,000: with the rows shown, not with the rows held."""
    for (name, size), pages in found.items():
        if size == "city":
            small = found[name, "district"]
            for path, took in pages.items():
                yield against(f"{path}, 17,000 units against 450, {name}", took.wall, small[path].wall, None)
