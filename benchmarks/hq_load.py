"""Headquarters under load: a city's meetings arriving at once, and what a call costs as units grow (design.md §7, §8).

A real server process on a real socket; the laptops are threads of this process, so that both share the machine. Every
unit has its own cell, device, token and meeting and sends its whole session in one append, which is folded at once.
After the first thousand and at the end the same calls are timed again. Whatever was acknowledged is looked up in the
database afterwards. PostgreSQL is measured where its binaries are installed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from uuid import UUID, uuid5

import httpx
from sqlalchemy import Connection, insert, select

from benchmarks.hq import postgresql, sqlite
from benchmarks.rows import Row, figure, percentile, timed
from documents.plan_file import load_plan
from hq.database import Database
from hq.migrations import migrate
from hq.schema import FOREVER, cells, devices, heads, placements, tokens, units
from sync.signing import public_of
from tests.hq.laptops import SPACE, Laptop, body_of, lines_of, note, opening
from tests.hq.serving import serving

UNITS = (1_000, 17_000)
QUICK = (100, 400)
LINES = 100
"""Of a session: a short one, so that a city's fit on a laptop's disk twice."""
AT_ONCE = 32
"""Calls under way."""
A_WARD = 40
"""Units under one ward."""
PROBES = 15
_PART = 500


@dataclass
class Told:
    """What the laptops were told, from all threads."""

    acked: dict[UUID, int] = field(default_factory=dict)
    calls: list[float] = field(default_factory=list)  # ms
    later: int = 0  # answers "come back": 429, 503
    turn: threading.Lock = field(default_factory=threading.Lock)


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of both databases."""
    sizes = QUICK if quick else UNITS
    yield from _measured("SQLite", sqlite(folder), folder, sizes)
    yield from _measured("PostgreSQL", postgresql(), folder, sizes)


def _measured(
    name: str, opened: AbstractContextManager[str | None], folder: Path, sizes: Sequence[int]
) -> Iterator[Row]:
    with opened as url:
        if url is None:
            return
        database = Database(url)
        migrate(database)
        lines = lines_of(opening(load_plan()))
        lines += [note(seq) for seq in range(len(lines) + 1, LINES + 1)]
        with serving(folder / name, url, folder / f"{name}.log") as (_, base), httpx.Client(base_url=base) as client:
            told, taken, done = Told(), 0.0, 0
            for size in sizes:
                arriving = [_laptop(number, lines) for number in range(done, size)]
                _found(database, arriving, done)
                taken += timed(partial(_arrive, base, arriving, told))
                done = size
                yield from _probed(client, name, size, arriving[-PROBES:], database, lines)
            lost = _lost(database, told)
        yield figure(f"{sizes[-1]} meetings of {LINES} lines at once, {name}: all taken", taken / 1000, "s")
        yield figure(f"a call among {AT_ONCE}, {name}, median", median(told.calls), "ms")
        yield figure(f"a call among {AT_ONCE}, {name}, p99", percentile(told.calls, 0.99), "ms")
        yield figure(f"told to come back, {name}", told.later, "calls")
        yield Row(f"acknowledged and not there, {name}", f"{lost} meetings", lost, "", 0)
        database.close()


def _laptop(number: int, lines: list[bytes]) -> Laptop:
    ids = {kind: uuid5(SPACE, f"load {kind} {number}") for kind in ("cell", "meeting")}
    return Laptop(f"load{number}", ids["cell"], ids["meeting"], lines)


def _found(database: Database, laptops: Sequence[Laptop], first: int) -> None:
    """A unit, a cell, a device and a token for each, forty units a ward."""
    for start in range(0, len(laptops), _PART):
        part = laptops[start : start + _PART]
        database.write(partial(_found_part, laptops=part, first=first + start))


def _found_part(connection: Connection, laptops: Sequence[Laptop], first: int) -> None:
    own = [(laptop, uuid5(laptop.cell, "unit"), number) for number, laptop in enumerate(laptops, first)]
    place = {"valid_from": "2020-01-01", "valid_to": FOREVER, "name": "Chi bộ", "parent": None}
    by_unit = [{"unit": unit, "code": str(unit), "body": "chi_bo", "variant": ""} for _, unit, _ in own]
    placed = [{"unit": unit, "path": f"/1/{number // A_WARD}/{unit}/", **place} for _, unit, number in own]
    by_cell = [{"cell_id": laptop.cell, "unit": unit, "made_at": 0} for laptop, unit, _ in own]
    known = [
        {"device": laptop.device, "cell_id": laptop.cell, "key": public_of(laptop.key)}
        | {"alias": "k7", "name": "", "role": "clerk", "enrolled_at": 0}
        for laptop in laptops
    ]
    given = [
        {"hash": sha256(laptop.token.encode()).digest(), "device": laptop.device, "made_at": 0, "expires": 2**52}
        for laptop in laptops
    ]
    for table, values in ((units, by_unit), (placements, placed), (cells, by_cell), (devices, known), (tokens, given)):
        connection.execute(insert(table), values)


def _arrive(base: str, laptops: Sequence[Laptop], told: Told) -> None:
    """All of them want to be heard; as many at once as the threads."""
    with ThreadPoolExecutor(AT_ONCE) as pool, httpx.Client(base_url=base, timeout=120, limits=_MANY) as client:
        list(pool.map(lambda laptop: _send(client, laptop, told), laptops))


_MANY = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)


def _send(client: httpx.Client, laptop: Laptop, told: Told) -> None:
    body = body_of(laptop.batch())
    while True:
        begun = time.perf_counter()
        answer = client.post(laptop.path, content=body, headers=laptop.headers)
        taken = (time.perf_counter() - begun) * 1000
        if answer.status_code in (429, 503):
            with told.turn:
                told.later += 1
            time.sleep(float(answer.headers["Retry-After"]))
            continue
        assert answer.json()["status"] == "ok", answer.text
        with told.turn:
            told.calls.append(taken)
            told.acked[laptop.device] = answer.json()["acked"]
        return


def _probed(
    client: httpx.Client, name: str, size: int, known: Sequence[Laptop], database: Database, lines: list[bytes]
) -> Iterator[Row]:
    """What single calls cost while nothing else goes on."""
    fresh = [_laptop(10**6 + size * PROBES + number, lines) for number in range(PROBES)]
    _found(database, fresh, size)
    told = Told()
    for laptop in fresh:
        _send(client, laptop, told)
    yield figure(f"append of {LINES} lines at {size} units, {name}", median(told.calls), "ms")
    for path in ("/v1/heads", "/v1/devices", "/v1/bootstrap"):
        calls = [timed(partial(_asked, client, path, laptop)) for laptop in known]
        yield figure(f"{path} at {size} units, {name}", median(calls), "ms")
    pulled = [timed(partial(_asked, client, laptop.path, laptop)) for laptop in known]
    yield figure(f"pull of {LINES} lines at {size} units, {name}", median(pulled), "ms")


def _asked(client: httpx.Client, path: str, laptop: Laptop) -> None:
    assert client.get(path, headers=laptop.authorised).status_code == 200


def _lost(database: Database, told: Told) -> int:
    """Streams that are not held as far as was acknowledged."""
    there = {row.device: row.seq for row in database.read(lambda connection: connection.execute(select(heads)).all())}
    return sum(there.get(device, 0) < acked for device, acked in told.acked.items())
