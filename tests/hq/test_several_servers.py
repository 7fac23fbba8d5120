"""Several servers on one PostgreSQL, as behind one address: one record, one key, no folding against each other."""

from __future__ import annotations

import json
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from hq import summaries as held
from hq.database import Database
from hq.fold import Fold, Rows
from hq.projector import Projector
from hq.rows import hot
from hq.schema import dirty, summaries, tokens
from hq.services import Services
from hq.settings import Settings
from hq.streams import Streams
from models.plan import Plan
from sync.protocol import receipt_statement
from sync.signing import verified
from tests.hq.laptops import NOW, Laptop, body_of, found, lines_of, named, opening
from tests.hq.postgres import Postgres
from tests.hq.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")]

STEP = 9
"""Lines an append."""


@pytest.fixture
def shared(postgres: Postgres) -> Iterator[str]:
    """The URL of one database for several servers."""
    name = postgres.fresh()
    yield postgres.url(name)
    postgres.drop(name)


class Sender(threading.Thread):
    """Sends a stream piece by piece, each to any of the servers; one that is gone is left out from then on."""

    def __init__(self, laptop: Laptop, bases: Sequence[str], kill: threading.Event) -> None:
        super().__init__()
        self.laptop, self.bases, self.kill = laptop, list(bases), kill
        self.chance = random.Random(laptop.name)
        self.receipts: list[dict[str, str]] = []
        self.answered: Counter[str] = Counter()

    def run(self) -> None:
        acked = 0
        while acked < len(self.laptop.lines):
            base = self.chance.choice(self.bases)
            batch = self.laptop.batch(acked + 1, min(acked + STEP, len(self.laptop.lines)))
            try:
                answer = httpx.post(base + self.laptop.path, content=body_of(batch), headers=self.laptop.headers)
            except httpx.HTTPError:
                self.bases.remove(base)
                continue
            assert answer.json()["status"] in ("ok", "dup"), answer.text
            acked = answer.json()["acked"]
            self.receipts.append(answer.json()["receipt"])
            self.answered[base] += 1
            if acked > len(self.laptop.lines) // 3:
                self.kill.set()


def test_three_servers_share_one_record_and_one_key(shared: str, tmp_path: Path) -> None:
    """Appends go to any of three servers, one is killed with -9: every stream is whole, every receipt holds."""
    laptops = [Laptop(f"w{number}").write(240) for number in range(4)]
    database = Database(shared)
    found(database, *laptops)
    database.write(lambda connection: connection.execute(update(tokens).values(expires=2**52)))
    kill = threading.Event()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(serving(tmp_path / str(number), shared, tmp_path / "log")) for number in range(3)
        ]
        bases = [base for _, base in servers]
        (key,) = {httpx.get(f"{base}/v1/hello").json()["key"] for base in bases}
        senders = [Sender(laptop, bases, kill) for laptop in laptops]
        for sender in senders:
            sender.start()
        assert kill.wait(60)
        servers[0][0].send_signal(signal.SIGKILL)
        for sender in senders:
            sender.join(60)
            assert not sender.is_alive()
        for sender in senders:
            assert {base for base, count in sender.answered.items() if count} >= set(bases[1:])
            _is_whole(sender, bases[1:], key)
    database.close()


def _is_whole(sender: Sender, bases: Sequence[str], key: str) -> None:
    """Both that are left have the stream byte for byte; what any of the three signed is what is there."""
    laptop, heads = sender.laptop, sender.laptop.heads()
    for base in bases:
        page = httpx.get(base + laptop.path, params={"limit": 1000}, headers=laptop.authorised)
        head, *kept = page.content.splitlines()
        assert kept == laptop.lines
        assert json.loads(head)["head"] == [len(laptop.lines), heads[-1].hash.hex()]
    for receipt in sender.receipts:
        seq, at = int(receipt["seq"]), int(receipt["at"])
        statement = receipt_statement(laptop.meeting, laptop.device, seq, heads[seq].hash, at)
        assert verified(key, statement, receipt["sig"])


class Watched(Fold):
    """Counts how often a meeting is folded, and waits for the others before the first."""

    folded = 0

    def __init__(self, plan: Plan, together: threading.Barrier) -> None:
        super().__init__(plan)
        self._together: threading.Barrier | None = together

    def rows(self, *given: object) -> Rows:
        if self._together is not None:
            self._together.wait(30)
            self._together = None
        self.folded += 1
        return super().rows(*given)  # type: ignore[arg-type]


def test_projectors_share_the_work(shared: str, plan: Plan, tmp_path: Path) -> None:
    """Three projectors at once: every meeting that is behind is folded, and by one of them."""
    laptops = [Laptop("w0", meeting=named(f"of {number}"), lines=lines_of(opening(plan))) for number in range(40)]
    with ExitStack() as stack:
        own = []
        for _ in range(3):
            database = Database(shared)
            stack.callback(database.close)
            settings = Settings(data=tmp_path, database=shared, project_every=0)
            own.append(Services(settings=settings, database=database, plan=plan, key=bytes(32), clock=lambda: NOW))
        first = own[0].database
        found(first, laptops[0])
        streams = Streams(own[0])
        for laptop in laptops:
            assert streams.append(laptop.caller, laptop.batch()).status == "ok"
        first.write(lambda connection: connection.execute(delete(summaries)))
        marks = [
            {"cell_id": laptop.cell, "meeting": laptop.meeting, "since": NOW, "due": NOW, "tries": 0, "reason": ""}
            for laptop in laptops
        ]
        first.write(lambda connection: connection.execute(insert(dirty), marks))
        together = threading.Barrier(3)
        folds = [Watched(plan, together) for _ in own]
        projectors = [Projector(replace(one)) for one in own]
        for projector, fold in zip(projectors, folds, strict=True):
            projector._fold = fold
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(Projector.catch_up, projectors))
        assert [_count(first, table) for table in (summaries, dirty)] == [40, 0]
        assert sum(fold.folded for fold in folds) == 40
        assert all(fold.folded for fold in folds)


def _count(database: Database, table: Table) -> int:
    wanted = select(func.count()).select_from(table)
    return int(database.read(lambda connection: connection.execute(wanted).scalar_one()))


# --- one stream from several sides; planted bugs that the tests must notice -------------------------------------------


@pytest.fixture
def streams(shared: str, plan: Plan, tmp_path: Path) -> Iterator[Streams]:
    """The record of a server on the shared database, which knows one laptop."""
    database = Database(shared)
    settings = Settings(data=tmp_path, database=shared, project_every=0)
    found(database, Laptop())
    yield Streams(Services(settings=settings, database=database, plan=plan, key=bytes(32), clock=lambda: NOW))
    database.close()


def sent_at_once(streams: Streams, meetings: int) -> None:
    """So many streams, each sent whole and in longer and longer beginnings by eight calls at once."""
    for number in range(meetings):
        laptop = Laptop(meeting=named(f"of {number}")).write(40)
        batches = [laptop.batch(1, end) for end in range(5, 41, 5)] * 3
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(partial(streams.append, laptop.caller), batches))
        assert {answer.status for answer in answers} <= {"ok", "dup"}
        page = streams.page(laptop.caller, laptop.meeting, laptop.device, 1, 100)
        assert page is not None
        assert page[1] == laptop.lines


def test_appends_to_one_stream_at_once_wait_for_each_other(streams: Streams) -> None:
    """sync.md §6: each looks at the head that the one before it left."""
    sent_at_once(streams, 5)


def test_no_lock_for_a_known_meeting_is_caught(streams: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock two appends to one stream look at the same head, and both add to it."""
    monkeypatch.setattr(held, "LOCK", hot("select 1"))
    with pytest.raises((AssertionError, psycopg.IntegrityError, IntegrityError)):
        sent_at_once(streams, 60)


def test_every_server_folding_all_that_is_behind_is_caught(
    shared: str, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """design.md §8: a meeting that another server holds is left to it."""
    monkeypatch.setattr(held, "take", lambda *_: True)
    with pytest.raises(AssertionError):
        test_projectors_share_the_work(shared, plan, tmp_path)
