"""The real headquarters in this process, a cable that gives trouble on demand, and laptops with real stores."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid5

import httpx
from sqlalchemy import Connection, insert, select
from starlette.testclient import TestClient

from hq.app import build
from hq.database import Database
from hq.enrolment import new_code
from hq.schema import FOREVER, cells, heads, lines, placements, units
from hq.services import Services
from hq.settings import Bucket, Settings
from models.fact import Fact
from models.facts import DetailSet, MeetingOpened, NoteWritten
from models.plan import Plan
from sync.cipher import Cipher
from sync.client import Headquarters
from sync.courier import Courier
from sync.enrolment import Line, enroll
from sync.paths import Paths
from sync.protocol import PROBLEM, Problem
from sync.replica import Replica
from sync.standing import Outcome
from sync.store import Store
from tests.hq.light import CHEAP, laid
from tests.models.build import DAY
from tests.sync.clocks import HandClock

URL = "http://127.0.0.1:8642"
UNIT = "Chi bộ thôn Đông Mít"
HQ_CELL = UUID("0198a1b2-0000-4000-8000-0000000000a1")
OTHER_CELL = UUID("0198a1b2-0000-4000-8000-0000000000b2")
KEY = bytes(range(32))
RECOVERY = bytes(range(32, 64))


class Data(Protocol):
    """Where an office's data lie. Nobody is connected while something is done with them."""

    @property
    def url(self) -> str:
        """The database."""

    def keep(self) -> None:
        """Keep a copy."""

    def bring_back(self) -> None:
        """The copy in its place."""

    def copied(self, folder: Path) -> Data:
        """The same once more, for an office whose folder is a copy."""

    def remove(self) -> None:
        """All that does not go with the folder."""


class OnFile:
    """In an SQLite file of the folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "hq.sqlite"
        self._kept = folder / "kept.sqlite"
        self.url = f"sqlite:///{self._file}"
        if not self._file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            laid(self._file)

    def keep(self) -> None:
        """As a second file."""
        shutil.copy(self._file, self._kept)

    def bring_back(self) -> None:
        """With nothing beside it that belongs to the other."""
        for file in self._file.parent.glob("hq.sqlite*"):
            file.unlink()
        shutil.copy(self._kept, self._file)

    def copied(self, folder: Path) -> OnFile:
        """It came with the folder."""
        return OnFile(folder)

    def remove(self) -> None:
        """It goes with the folder."""


class Office:
    """One headquarters with two cells, on SQLite in a folder or where it is told."""

    def __init__(
        self,
        folder: Path,
        plan: Plan,
        clock: Callable[[], int] = lambda: DAY,
        data: Data | None = None,
    ) -> None:
        self._folder = folder
        self._data = data or OnFile(folder)
        self._plan = plan
        self._clock = clock
        self._open()
        self.database.write(self._found)

    def _open(self) -> None:
        self.database = Database(self._data.url)
        settings = Settings(data=self._folder, project_every=0, bucket=Bucket(10**9, 10**9), hashing=CHEAP)
        self.services = Services(
            settings=settings, database=self.database, plan=self._plan, key=KEY, clock=self._clock, recovery=RECOVERY
        )
        self.client = TestClient(build(self.services), raise_server_exceptions=False)
        self.client.__enter__()

    def close(self) -> None:
        """Stop."""
        self.client.__exit__(None, None, None)

    def _found(self, connection: Connection) -> None:
        if connection.execute(select(cells.c.cell_id)).first() is not None:
            return
        for cell in (HQ_CELL, OTHER_CELL):
            unit = uuid5(cell, "unit")
            connection.execute(insert(units).values(unit=unit, code=str(unit), body="chi_bo", variant=""))
            place = {"valid_from": "2020-01-01", "valid_to": FOREVER, "path": f"/1/{unit}/", "parent": None}
            connection.execute(insert(placements).values(unit=unit, name=UNIT, **place))
            connection.execute(insert(cells).values(cell_id=cell, unit=unit, made_at=DAY))

    def code(self, cell: UUID = HQ_CELL) -> str:
        """A fresh code."""
        return new_code(self.services, cell, "clerk")

    def back_up(self) -> None:
        """Keep a copy of all there is."""
        self.close()
        self._data.keep()
        self._open()

    def restore(self) -> None:
        """Go back to the copy: what came since is gone (taskserver#51)."""
        self.close()
        self._data.bring_back()
        self._open()

    def stored(self) -> dict[tuple[UUID, UUID], tuple[bytes, list[bytes]]]:
        """(meeting, device) → (header, lines) of everything."""

        def work(connection: Connection) -> dict[tuple[UUID, UUID], tuple[bytes, list[bytes]]]:
            found: dict[tuple[UUID, UUID], tuple[bytes, list[bytes]]] = {}
            for row in connection.execute(select(heads)):
                found[row.meeting, row.device] = (bytes(row.header), [])
            for row in connection.execute(select(lines).order_by(lines.c.seq)):
                found[row.meeting, row.device][1].append(bytes(row.line))
            return found

        return self.database.read(work)


class Cable(httpx.BaseTransport):
    """Carries calls to an office. `meet` says what happens to the coming calls that begin so, all others go through:

    "cut": not sent · "lost": done, the answer lost · "twice": done twice · "late": done before the next call ·
    an `httpx.Response`: that is the answer.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self._fates: deque[tuple[str, str | httpx.Response]] = deque()
        self.calls: list[str] = []
        self._late: list[httpx.Request] = []

    def meet(self, call: str, *fates: str | httpx.Response) -> None:
        """The next calls that begin with `call` ("POST /v1/meetings") meet these fates, in order."""
        self._fates.extend((call, fate) for fate in fates)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.calls.append(f"{request.method} {request.url.path}")
        late, self._late = self._late, []
        for held in late:
            self._carry(held)
        met = bool(self._fates) and self.calls[-1].startswith(self._fates[0][0])
        fate = self._fates.popleft()[1] if met else ""
        if isinstance(fate, httpx.Response):
            return httpx.Response(fate.status_code, headers=fate.headers, content=fate.content)
        if fate == "cut":
            raise httpx.ConnectError("cut", request=request)
        if fate == "late":
            self._late.append(request)
            raise httpx.ReadTimeout("late", request=request)
        answer = self._carry(request)
        if fate == "twice":
            answer = self._carry(request)
        if fate == "lost":
            raise httpx.ReadTimeout("lost", request=request)
        return answer

    def _carry(self, request: httpx.Request) -> httpx.Response:
        found = self.office.client.request(
            request.method, request.url.raw_path.decode(), content=request.content, headers=dict(request.headers)
        )
        gone = ("content-encoding", "content-length", "transfer-encoding")
        headers = {name: value for name, value in found.headers.items() if name not in gone}
        return httpx.Response(found.status_code, headers=headers, content=found.content)


def problem(status: int, code: int, **headers: str) -> httpx.Response:
    """An answer that says what is wrong."""
    text = Problem(title="", status=status, code=code).model_dump_json()
    return httpx.Response(status, headers={"Content-Type": PROBLEM, **headers}, content=text)


class Laptop:
    """A store in a folder, with a courier that goes when it is told to."""

    def __init__(self, folder: Path, plan: Plan, office: Office, cipher: Cipher | None = None) -> None:
        self.folder = folder
        self.cipher = cipher
        self.plan = plan
        self.clock = HandClock()
        self.cable = Cable(office)
        self.open()

    def open(self) -> None:
        """Start the program."""
        self.store = Store(Paths(self.folder), self.plan, clock=self.clock, cipher=self.cipher)
        self.courier = Courier(self.store, dial=self.dial, clock=self.clock)
        self.replica: Replica | None = None

    def close(self) -> None:
        """End the program."""
        self.put_away()
        self.courier.stop()
        self.store.close()

    def restart(self) -> None:
        """End and start."""
        self.close()
        self.open()

    def dial(self, url: str, token: str, ca: str, plain: bool) -> Headquarters:
        """Headquarters at the other end of the cable."""
        return Headquarters(url, token, ca=ca, plain=plain, transport=self.cable)

    def enroll(self, cell: UUID = HQ_CELL) -> None:
        """With a fresh code; the courier starts anew, as in the app."""
        enroll(self.store, Line(URL), self.cable.office.code(cell), name="Máy của Lan", dial=self.dial)
        self.courier.stop()
        self.courier = Courier(self.store, dial=self.dial, clock=self.clock)

    def begin(self, date: str = "2023-09-15", notes: int = 0) -> str:
        """A meeting of that day, opened and left open."""
        meeting = self.store.new_meeting(date)
        self.record(meeting, [opening(self.plan, date)])
        self.write(notes)
        return meeting

    def record(self, meeting: str, facts: list[Fact]) -> None:
        """Facts into a meeting, durable when it returns."""
        if self.replica is None or self.replica.id != meeting:
            self.put_away()
            self.replica = self.store.open(meeting)
        for fact in facts:
            self.clock.tick(1_000)
            self.replica.record([fact])
        assert self.store.writer.drain(10)

    def write(self, notes: int, text: str = "Nhất trí") -> None:
        """So many notes into the open meeting, no two alike."""
        assert self.replica is not None
        device, first = self.replica.device[-4:], len(self.replica.meeting.ledger.entries)
        facts: list[Fact] = [
            NoteWritten(note=f"n_{device}_{first + n}", kind="opinion", text=f"{text} {n}", at=DAY + n)
            for n in range(notes)
        ]
        self.record(self.replica.id, facts)

    def say(self, field: str, value: str) -> None:
        """One detail of the open meeting."""
        assert self.replica is not None
        self.record(self.replica.id, [DetailSet(field=field, value=value)])

    def put_away(self) -> None:
        """Close the meeting that is open."""
        if self.replica is not None:
            self.store.close_meeting(self.replica)
            self.replica = None

    def sync(self) -> Outcome:
        """One round, and what the recording thread does after it."""
        outcome = self.courier.once()
        self.courier.settle()
        self.take_peers()
        return outcome

    def take_peers(self) -> None:
        """What came for the open meeting is folded."""
        if self.replica is not None:
            self.replica.take_peers(self.store.paths.streams(UUID(self.replica.id)))
            assert self.store.writer.drain(10)

    def held(self) -> dict[tuple[UUID, UUID], tuple[bytes, list[bytes]]]:
        """(meeting, device) → (header, lines) of every stream on the disk."""
        found = {}
        for lying in self.courier.shelf.all():
            with self.courier.shelf.borrowed(lying.meeting, lying.device) as stream:
                rows = [line for _, line in stream.lines()]
                found[lying.meeting, lying.device] = (stream.header.raw, rows)
        return found

    def state(self, meeting: str) -> str:
        """The state hash of a meeting as this laptop folds it, from its disk."""
        replica = self.store.opened(meeting) or self.store.read(meeting)
        try:
            return replica.meeting.ledger.state_hash()
        finally:
            if replica is not self.replica:
                replica.close()


@contextmanager
def enrolled(folder: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """A laptop that the office knows, closed at the end."""
    laptop = Laptop(folder, plan, office)
    laptop.enroll()
    yield laptop
    laptop.close()


def opening(plan: Plan, date: str) -> MeetingOpened:
    """The first fact of a meeting."""
    fields: dict[str, Any] = {
        "plan": plan.id,
        "plan_digest": plan.digest(),
        "indicators_digest": plan.catalogue.digest(),
    }
    return MeetingOpened(unit=UNIT, parent="Đảng bộ xã Tân Lạc Hạ", locality="", body="chi_bo", date=date, **fields)
