"""What laptops send, made with the product's own chain and keys, and an organisation for them to belong to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select

from hq.access import Caller
from hq.database import Database
from hq.schema import FOREVER, cell_aliases, cells, devices, placements, tokens, units
from hq.streams import Batch
from models.entries import Entry, encode
from models.fact import Fact
from models.facts import MeetingOpened
from models.facts_record import DeskOpened
from models.plan import Plan
from sync.chain import Chain, Head
from sync.protocol import NDJSON, AppendHead, head_statement
from sync.signing import public_of, sign

SPACE = UUID("0198a1b2-0000-5000-8000-000000000000")
NOW = 1_757_246_462_123
LATER = NOW + 180 * 86_400_000
AS_IT_IS: Mapping[str, object] = MappingProxyType({})
NOTE = "đồng tình với báo cáo, đề nghị tổ 2 rà soát xong trước ngày 30 tháng 9; nêu thêm hai việc còn chậm"


def named(name: str) -> UUID:
    """An id that is always the same."""
    return uuid5(SPACE, name)


def note(seq: int, text: str = NOTE) -> bytes:
    """A line of a stream: an opinion that somebody typed."""
    fields = {"s": seq, "v": 1, "t": "note.written", "at": NOW + seq, "mo": seq * 1000, "by": "p_3f"}
    body = {"note": f"n{seq}", "kind": "opinion", "text": text, "at": NOW + seq}
    return json.dumps({**fields, "b": body}, ensure_ascii=False, separators=(",", ":")).encode()


def opening(plan: Plan) -> list[Fact]:
    """How a stream of a chi bộ's meeting begins."""
    opened = MeetingOpened(
        unit="Chi bộ thôn Đông Mít",
        parent="Đảng bộ xã Tân Lạc Hạ",
        locality="Tân Lạc Hạ",
        body="chi_bo",
        plan=plan.id,
        plan_digest=plan.digest(),
        indicators_digest=plan.catalogue.digest(),
        date="2025-09-15",
    )
    return [DeskOpened(app="bienban 0.1", offset=420, at=NOW), opened]


def lines_of(facts: Sequence[Fact], first: int = 1) -> list[bytes]:
    """The facts as lines, a second apart."""
    return [
        encode(Entry("", seq, NOW + seq * 1000, seq * 1000, "", fact)) for seq, fact in enumerate(facts, start=first)
    ]


@dataclass
class Laptop:
    """One stream of one device, as it lies on its disk."""

    name: str = "k7"
    cell: UUID = field(default_factory=lambda: named("cell"))
    meeting: UUID = field(default_factory=lambda: named("meeting"))
    lines: list[bytes] = field(default_factory=list)

    @property
    def device(self) -> UUID:
        return named(f"device {self.name}")

    @property
    def key(self) -> bytes:
        return sha256(self.name.encode()).digest()

    @property
    def token(self) -> str:
        return sha256(b"token" + self.name.encode()).hexdigest()

    @property
    def header(self) -> str:
        fields = {"format": "bienban-stream", "version": 1, "alias": self.name, "offset": 420}
        ids = {"meeting": str(self.meeting), "device": str(self.device), "cell": str(self.cell)}
        return json.dumps({**fields, **ids}, separators=(",", ":"))

    @property
    def caller(self) -> Caller:
        return Caller(self.device, frozenset({self.cell}), "clerk")

    def write(self, count: int, text: str = NOTE) -> Laptop:
        """So many more notes."""
        first = len(self.lines) + 1
        self.lines += [note(seq, text) for seq in range(first, first + count)]
        return self

    def record(self, facts: Sequence[Fact]) -> Laptop:
        """These facts are its lines, and what was adopted of "d1" was adopted of its own stream."""
        own = str(self.device).encode()
        self.lines = [line.replace(b'"frontier":{"d1":', b'"frontier":{"%s":' % own) for line in lines_of(facts)]
        return self

    def heads(self) -> list[Head]:
        """The chain from h(0) on."""
        chain = Chain(self.meeting, self.device)
        found = [chain.origin(self.header.encode())]
        for line in self.lines:
            found.append(chain.next(found[-1], line))
        return found

    def head(self, first: int = 1, last: int | None = None, changed: Mapping[str, object] = AS_IT_IS) -> AppendHead:
        """The head of an append of the lines from `first` to `last`."""
        heads = self.heads()
        last = len(self.lines) if last is None else last
        seq, hash = heads[last]
        fields = {
            "cell": self.cell,
            "from": first,
            "prev": heads[first - 1].hash.hex(),
            "head": (seq, hash.hex()),
            "end": len(self.lines),
            "sig": sign(self.key, head_statement(self.cell, self.meeting, self.device, seq, hash)),
            "header": self.header if first == 1 else "",
        }
        return AppendHead.model_validate({**fields, **changed})

    def batch(self, first: int = 1, last: int | None = None, changed: Mapping[str, object] = AS_IT_IS) -> Batch:
        """An append as the server's record takes it."""
        last = len(self.lines) if last is None else last
        return Batch(self.meeting, self.device, self.head(first, last, changed), self.lines[first - 1 : last])

    @property
    def path(self) -> str:
        return f"/v1/meetings/{self.meeting}/streams/{self.device}"

    @property
    def authorised(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def headers(self) -> dict[str, str]:
        """Of an append."""
        return {**self.authorised, "Content-Type": NDJSON, "Content-Encoding": "gzip"}


def body_of(batch: Batch) -> bytes:
    """An append as it travels."""
    parts = [batch.head.model_dump_json(by_alias=True).encode(), *batch.lines]
    return gzip.compress(b"".join(part + b"\n" for part in parts), 6)


def found(database: Database, *laptops: Laptop, alias: UUID | None = None) -> None:
    """A cell for each that is not there yet, the devices enrolled, and their tokens."""

    def work(connection: Connection) -> None:
        for cell in dict.fromkeys(laptop.cell for laptop in laptops):
            _found_cell(connection, cell)
        for laptop in laptops:
            _enrol(connection, laptop)
        if alias is not None:
            connection.execute(insert(cell_aliases).values(alias=alias, cell_id=laptops[0].cell, made_at=NOW))

    database.write(work)


def cell_of(database: Database, code: str) -> UUID:
    """The cell of the unit with that code."""
    wanted = select(cells.c.cell_id).join(units, units.c.unit == cells.c.unit).where(units.c.code == code)
    there: UUID = database.read(lambda connection: connection.execute(wanted).scalar_one())
    return there


def _found_cell(connection: Connection, cell: UUID) -> None:
    if connection.execute(select(cells.c.cell_id).where(cells.c.cell_id == cell)).first():
        return
    unit = uuid5(cell, "unit")
    connection.execute(insert(units).values(unit=unit, code=str(unit), body="chi_bo", variant=""))
    place = {"valid_from": "2020-01-01", "valid_to": FOREVER, "path": f"/1/{unit}/", "name": "Chi bộ", "parent": None}
    connection.execute(insert(placements).values(unit=unit, **place))
    connection.execute(insert(cells).values(cell_id=cell, unit=unit, made_at=NOW))


def _enrol(connection: Connection, laptop: Laptop) -> None:
    values = {"key": public_of(laptop.key), "alias": laptop.name, "name": "", "role": "clerk", "enrolled_at": NOW}
    connection.execute(insert(devices).values(device=laptop.device, cell_id=laptop.cell, **values))
    digest = sha256(laptop.token.encode()).digest()
    connection.execute(insert(tokens).values(hash=digest, device=laptop.device, made_at=NOW, expires=LATER))
