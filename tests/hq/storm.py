"""Many laptops, one server and a bad cable; the server and the laptops are killed with -9 while they work.

Afterwards everything is quiet and has to be the same everywhere, byte for byte (sync.md §11, Push).
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID

from hq.database import Database
from hq.migrations import migrate
from models.plan import Plan
from sync.chain import Chain
from sync.receipts import Receipts, check_receipts
from sync.verify import State
from tests.hq.chaos import Chaos
from tests.hq.fleet import Streams, code_for, machine, office, stored
from tests.hq.serving import ROOT, serving


@dataclass(frozen=True)
class Size:
    """How large a storm is: `backlog` notes a laptop before it begins, `seconds` of trouble.

    `servers` share the database, and the proxy sends each request to any of them.
    """

    laptops: int
    backlog: int
    processes: int
    seconds: float
    servers: int = 1


@dataclass
class Told:
    """What a storm did."""

    seed: int
    entries: int = 0
    streams: int = 0
    receipts: int = 0
    servers_killed: int = 0
    laptops_killed: int = 0
    fates: str = ""

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.streams} streams, {self.entries} entries, {self.receipts} receipts honoured; "
            f"server killed {self.servers_killed} times, laptops {self.laptops_killed}; requests: {self.fates}"
        )


class Storm:
    """One storm over the database `url`, with everything in `folder`."""

    def __init__(self, url: str, folder: Path, plan: Plan, size: Size, seed: int) -> None:
        self._url, self._folder, self._plan, self._size = url, folder, plan, size
        self._chance = random.Random(seed)
        self._log = folder / "server.log"
        self._servers = [ExitStack() for _ in range(size.servers)]
        self._running: list[subprocess.Popen[bytes]] = []
        self.told = Told(seed)
        self.homes = [folder / f"laptop{number}" for number in range(size.laptops)]

    def run(self) -> Told:
        """All of it. AssertionError for anything that is lost, different or not honoured."""
        database = Database(self._url)
        migrate(database)
        database.close()
        with ExitStack() as end:
            chaos = end.enter_context(Chaos(self.told.seed))
            log = end.enter_context((self._folder / "laptops.log").open("ab"))
            for server in self._servers:
                end.callback(server.close)
            chaos.upstreams = [""] * len(self._servers)
            self._serve_all(chaos)
            self._prepare(chaos)
            self._running = [self._laptops(part, log) for part in self._parts()]
            try:
                self._rage(chaos, log)
            finally:
                for process in self._running:
                    _kill(process)
            self.told.fates = ", ".join(f"{count} {fate}" for fate, count in chaos.fates.most_common())
            self._serve_all(chaos)
            chaos.calm = True
            self._calm()
        return self.told

    # --- before -------------------------------------------------------------------------------------------------

    def _serve_all(self, chaos: Chaos) -> None:
        """Every server is new."""
        for which in range(len(self._servers)):
            self._serve(chaos, which)

    def _serve(self, chaos: Chaos, which: int) -> None:
        """That server is killed with -9, if there is one, and another one started."""
        self._servers[which].close()
        found = self._servers[which].enter_context(serving(self._folder, self._url, self._log))
        chaos.upstreams[which] = found[1]

    def _prepare(self, chaos: Chaos) -> None:
        """Every laptop has a backlog and knows headquarters; two laptops are of one cell."""
        with office(self._url, self._folder, self._plan) as services:
            for number, home in enumerate(self.homes):
                with machine(home, self._plan) as made:
                    made.enroll(chaos.url, code_for(services, f"cell {number // 2}"))
                    made.meet()
                    made.write(self._size.backlog)

    def _parts(self) -> list[list[Path]]:
        """Which laptops share a process, and so their end; never two of one cell if it can be helped."""
        return [self.homes[first :: self._size.processes] for first in range(self._size.processes)]

    def _laptops(self, homes: Sequence[Path], log: IO[bytes]) -> subprocess.Popen[bytes]:
        seed = self._chance.randrange(10**6)
        command = [sys.executable, "-m", "tests.hq.fleet", str(seed), *map(str, homes)]
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

    # --- meanwhile ----------------------------------------------------------------------------------------------

    def _rage(self, chaos: Chaos, log: IO[bytes]) -> None:
        """Until the time is over, however slow the machine is: a server and some laptops are killed in any case."""
        until, victims = time.monotonic() + self._size.seconds, self._victims()
        while not (self.told.servers_killed and self.told.laptops_killed) or time.monotonic() < until:
            time.sleep(self._chance.uniform(1, 3))
            for process in self._running:
                assert process.poll() is None, (self._folder / "laptops.log").read_text()
            self._strike(next(victims), chaos, log)

    def _victims(self) -> Iterator[str]:
        """Who is killed next: of every two one is a server and one a process of laptops."""
        while True:
            yield from self._chance.sample(("server", "laptops"), 2)

    def _strike(self, victim: str, chaos: Chaos, log: IO[bytes]) -> None:
        if victim == "server":
            self._serve(chaos, self._chance.randrange(len(self._servers)))
            self.told.servers_killed += 1
        else:
            which = self._chance.randrange(len(self._running))
            _kill(self._running[which])
            self._running[which] = self._laptops(self._parts()[which], log)
            self.told.laptops_killed += len(self._parts()[which])

    # --- afterwards ---------------------------------------------------------------------------------------------

    def _calm(self) -> None:
        """Two quiet rounds of everybody: the first brings what is left, the second what the others brought."""
        for _ in range(2):
            for home in self.homes:
                with machine(home, self._plan) as made:
                    assert any(made.round() for _ in range(3)), made.courier.told
        with office(self._url, self._folder, self._plan) as services:
            there = stored(services)
        found: set[tuple[UUID, UUID]] = set()
        for home in self.homes:
            with machine(home, self._plan) as made:
                held = made.held()
                assert held == {key: there[key] for key in held}
                found |= set(held)
                self._is_kept(home, held)
                self._is_honoured(made.courier.receipts, there)
                assert {one.state for one in check_receipts(made.store.paths)} == {State.WHOLE}
        assert found == set(there)
        self.told.streams, self.told.entries = len(there), sum(len(rows) for _, rows in there.values())

    def _is_kept(self, home: Path, held: Streams) -> None:
        """Whatever the laptop once showed as saved is there."""
        promised = home / "promised"
        if promised.exists():
            device, saved = promised.read_text().split()
            (rows,) = [rows for (_, by), (_, rows) in held.items() if by == UUID(device)]
            assert len(rows) >= int(saved)

    def _is_honoured(self, receipts: Receipts | None, there: Streams) -> None:
        """No receipt for what headquarters does not have, exactly so."""
        assert receipts is not None
        for kept in receipts.all():
            assert kept.is_true
            meeting, device = UUID(kept.meeting), UUID(kept.device)
            header, rows = there[meeting, device]
            chain = Chain(meeting, device)
            head = chain.origin(header)
            for row in rows[: kept.seq]:
                head = chain.next(head, row)
            assert (head.seq, head.hash.hex()) == (kept.seq, kept.hash)
            self.told.receipts += 1


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
