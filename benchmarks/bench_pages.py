"""How long a page of headquarters takes at three sizes of organisation, on SQLite and PostgreSQL (design.md §7).

The organisation and its sessions are those of the demonstration. A call is the whole one, from the cookie to the last
byte of HTML, in process. PostgreSQL is measured when its binaries are installed: what was filled on SQLite is backed up
and restored there, so both answer from the same rows. `--quick` leaves the city out, which takes minutes to fill.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from benchmarks.rows import Row, against, figure, percentile, timed
from documents.plan_file import load_plan
from hq.accounts import add
from hq.app import build
from hq.backup import backup, restore
from hq.database import Database
from hq.demo.filling import fill
from hq.demo.world import NOW, Size
from hq.migrations import migrate
from hq.pages.site import PAGES
from hq.projector import Projector
from hq.services import Services
from hq.settings import Bucket, Settings
from tests.hq.pages.visitors import PASSWORD, Visitor
from tests.hq.postgres import Postgres, running

BAR: Final = 100.0
"""Milliseconds of an overview over 17,000 units."""
OVERVIEWS: Final = ("/tien-do", "/bieu-hien", "/phat-bieu", "/cam-ket", "/dang-hop")
_SHARE: Final = 0.95


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Every size on each database."""
    sizes: tuple[Size, ...] = ("ward", "district") if quick else ("ward", "district", "city")
    calls = 12 if quick else 30
    with nullcontext(None) if sys.platform == "win32" else running() as server:
        found: dict[tuple[str, Size], Mapping[str, float]] = {}
        for size in sizes:
            services = _services(f"sqlite:///{folder / f'{size}.sqlite'}", folder)
            fill(services, size)
            for name, one in _on_both(services, folder / f"{size}.zip", server, f"pages_{size}"):
                found[name, size] = measured(one, calls)
                one.database.close()
                yield from told(name, size, found[name, size])
        yield from _growth(found)


def _services(url: str, folder: Path) -> Services:
    database = Database(url)
    migrate(database)
    settings = Settings(data=folder, project_every=0, bucket=Bucket(10**6, 10**6))
    return Services(settings=settings, database=database, plan=load_plan(), key=bytes(32), clock=lambda: NOW)


def _on_both(services: Services, file: Path, server: Postgres | None, name: str) -> Iterator[tuple[str, Services]]:
    """The same rows on SQLite and, where there is one, on PostgreSQL."""
    if server is not None:
        backup(services.database, file, NOW)
    yield "SQLite", services
    if server is not None:
        server.execute(f"create database {name}")
        restore(server.url(name), file)
        yield "PostgreSQL", _services(server.url(name), file.parent)


def measured(services: Services, calls: int) -> dict[str, float]:
    """Address → p95 in ms, asked by somebody who reaches everything."""
    Projector(services).catch_up()
    add(services, "nguoi-do", "Người đo", "admin", None, PASSWORD)
    shown = [page.path for page in PAGES if page.label and page.get is not None]
    with TestClient(build(services)) as client:
        visitor = Visitor(client, "nguoi-do")
        return {path: _p95(visitor, path, calls) for path in shown}


def _p95(visitor: Visitor, path: str, calls: int) -> float:
    assert visitor.get(path).status_code == 200, path
    return percentile([timed(lambda: visitor.get(path)) for _ in range(calls)], _SHARE)


def told(name: str, size: Size, found: Mapping[str, float]) -> Iterator[Row]:
    """A row a page; overviews of a city have a bar."""
    for path, ms in found.items():
        bar = BAR if size == "city" and path in OVERVIEWS else None
        yield figure(f"{path}, {size}, {name}, p95", ms, "ms", bar)


def _growth(found: Mapping[tuple[str, Size], Mapping[str, float]]) -> Iterator[Row]:
    """From 450 units to 17,000: with the rows shown, not with the rows held."""
    for (name, size), pages in found.items():
        if size == "city":
            small = found[name, "district"]
            for path in OVERVIEWS:
                if path in pages:
                    yield against(f"{path}, 17,000 units against 450, {name}", pages[path], small[path], None)
