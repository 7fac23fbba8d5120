"""Laptops with real stores, in processes that may be killed: the real round, over real sockets, from a real disk.

    python -m tests.hq.fleet SEED FOLDER [FOLDER …]      # a laptop a thread, until the process is killed

Two laptops each are of one cell and record the same meeting. Each goes on recording between its rounds, and notes in
`promised` how many entries it was told are saved.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select

from documents.plan_file import load_plan
from hq.database import Database
from hq.enrolment import new_code
from hq.schema import FOREVER, cells, heads, lines, placements, units
from hq.services import Services, own_key
from hq.settings import Settings
from models.fact import Fact
from models.facts import MeetingOpened, NoteWritten
from models.plan import Plan
from sync.clock import Clock, SystemClock
from sync.courier import Courier
from sync.enrolment import Line, enroll
from sync.errors import HeadquartersAway, HeadquartersBusy
from sync.paths import Paths
from sync.replica import Replica
from sync.store import Store

DATE = "2025-09-15"
SPACE = UUID("0198a1b2-0000-5000-8000-00000000f1ee")
UNIT = "Chi bộ thôn Đông Mít"
NOTE = "đồng tình với báo cáo, đề nghị tổ 2 rà soát xong trước ngày 30 tháng 9; nêu thêm hai việc còn chậm"

Streams = dict[tuple[UUID, UUID], tuple[bytes, list[bytes]]]
"""(meeting, device) → (header, lines)."""


class Machine:
    """One laptop: a store in a folder and a courier that goes when it is told to."""

    def __init__(self, folder: Path, plan: Plan, clock: Clock | None = None) -> None:
        self.folder = folder
        self.plan = plan
        self.clock = clock or SystemClock()
        self.store = Store(Paths(folder), plan, clock=self.clock)
        self.courier = Courier(self.store, clock=self.clock)
        self.replica: Replica | None = None

    def enroll(self, url: str, code: str, tries: int = 200) -> None:
        """With a code; over a bad cable the same call goes until an answer comes through."""
        for _ in range(tries):
            try:
                enroll(self.store, Line(url), code)
            except (HeadquartersAway, HeadquartersBusy):
                time.sleep(0.02)
            else:
                self.courier.stop()
                self.courier = Courier(self.store, clock=self.clock)
                return
        raise AssertionError("no answer came through")

    def meet(self, date: str = DATE) -> str:
        """The meeting of that day, open; begun when it is new."""
        meeting = self.store.new_meeting(date) if not self.store.meetings() else self.store.meetings()[0].id
        self.replica = self.store.open(meeting)
        if not self.replica.meeting.identity.date:
            self.record(self._opening(date))
        return meeting

    def _opening(self, date: str) -> Fact:
        return MeetingOpened(
            unit=UNIT,
            parent="",
            locality="",
            body="chi_bo",
            plan=self.plan.id,
            plan_digest=self.plan.digest(),
            indicators_digest=self.plan.catalogue.digest(),
            date=date,
        )

    def record(self, *facts: Fact) -> None:
        """Durable when it returns."""
        assert self.replica is not None
        for fact in facts:
            self.replica.record([fact])
        assert self.store.writer.drain(30)

    def write(self, notes: int) -> None:
        """So many notes, no two alike."""
        assert self.replica is not None
        first, at = len(self.replica.meeting.ledger.entries), self.replica.now()
        named = [f"n_{self.replica.device[-6:]}_{first + number}" for number in range(notes)]
        self.record(*(NoteWritten(note=name, kind="opinion", text=f"{name}: {NOTE}", at=at) for name in named))

    def round(self) -> bool:
        """One round and what follows it in the recording thread; whether everything went."""
        outcome = self.courier.once()
        self.courier.settle()
        if self.replica is not None:
            self.replica.take_peers(self.store.paths.streams(UUID(self.replica.id)))
            assert self.store.writer.drain(30)
        return outcome.trouble is None and outcome.whole and outcome.waiting == 0

    def put_away(self) -> None:
        """The meeting is closed."""
        if self.replica is not None:
            self.store.close_meeting(self.replica)
            self.replica = None

    def close(self) -> None:
        """The program ends."""
        self.put_away()
        self.courier.stop()
        self.store.close()

    def held(self) -> Streams:
        """Every stream on the disk."""
        found: Streams = {}
        for lying in self.courier.shelf.all():
            with self.courier.shelf.borrowed(lying.meeting, lying.device) as stream:
                found[lying.meeting, lying.device] = (stream.header.raw, [line for _, line in stream.lines()])
        return found


@contextmanager
def machine(folder: Path, plan: Plan, clock: Clock | None = None) -> Iterator[Machine]:
    """A laptop that is switched on, and off at the end."""
    made = Machine(folder, plan, clock)
    try:
        yield made
    finally:
        made.close()


# --- headquarters' side ---------------------------------------------------------------------------------------------


@contextmanager
def office(url: str, folder: Path, plan: Plan) -> Iterator[Services]:
    """The services of a headquarters whose database has its schema, beside the serving process."""
    database = Database(url)
    try:
        settings = Settings(data=folder, database=url)
        yield Services(settings=settings, database=database, plan=plan, key=own_key(database))
    finally:
        database.close()


def found_cell(services: Services, name: str) -> UUID:
    """A cell of that name, founded when it is not there."""
    cell = uuid5(SPACE, name)

    def work(connection: Connection) -> None:
        if connection.execute(select(cells.c.cell_id).where(cells.c.cell_id == cell)).first():
            return
        unit = uuid5(cell, "unit")
        place = {"valid_from": "2020-01-01", "valid_to": FOREVER, "path": f"/1/{unit}/", "parent": None}
        connection.execute(insert(units).values(unit=unit, code=str(unit), body="chi_bo", variant=""))
        connection.execute(insert(placements).values(unit=unit, name=UNIT, **place))
        connection.execute(insert(cells).values(cell_id=cell, unit=unit, made_at=0))

    services.database.write(work)
    return cell


def code_for(services: Services, name: str) -> str:
    """A fresh code for that cell."""
    return new_code(services, found_cell(services, name), "clerk")


def stored(services: Services) -> Streams:
    """Every stream that headquarters has."""

    def work(connection: Connection) -> Streams:
        found: Streams = {}
        for row in connection.execute(select(heads)):
            found[row.meeting, row.device] = (bytes(row.header), [])
        for row in connection.execute(select(lines).order_by(lines.c.seq)):
            found[row.meeting, row.device][1].append(bytes(row.line))
        return found

    return services.database.read(work)


# --- a process full of laptops --------------------------------------------------------------------------------------


def live(folder: Path, plan: Plan, chance: random.Random) -> None:
    """Record, have a round, note what is promised, for ever."""
    own = Machine(folder, plan)
    own.meet()
    promised = folder / "promised"
    while True:
        own.write(chance.randrange(4))
        assert own.replica is not None
        promised.with_suffix(".new").write_text(f"{own.replica.device} {own.replica.saved}")
        promised.with_suffix(".new").replace(promised)
        own.round()
        time.sleep(chance.uniform(0, 0.3))


def main(seed: int, folders: Sequence[Path]) -> int:
    """A laptop a thread, until the process is killed; a defect of one ends all, its traceback on standard error."""
    plan, over = load_plan(), threading.Event()
    threads = threading.excepthook

    def die(what: threading.ExceptHookArgs) -> None:
        threads(what)
        over.set()

    threading.excepthook = die
    for number, folder in enumerate(folders):
        chance = random.Random(seed + number)
        threading.Thread(target=live, args=(folder, plan, chance), daemon=True).start()
    over.wait()
    return 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]]))
