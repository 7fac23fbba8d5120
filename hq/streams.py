"""Streams at headquarters: append, pages of lines, heads (sync.md §6).

Before anything is locked an append's sizes, numbers, chain and signature are looked at: what its device did not send
goes no further. Then, in one transaction, the meeting is locked, what is there already is compared by its hash and
dropped, the rest judged and inserted, and only after the commit does anybody hear of it. A line that is none undoes
the transaction. What the lines *mean* is never a reason to refuse them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import Connection, Row, and_, bindparam, select

from hq import summaries
from hq.access import Caller
from hq.fold import Fold
from hq.judging import Judged, NoLine, Unclear
from hq.rows import hot, insert_lines, run
from hq.schema import devices, heads, lines
from hq.services import Services
from sync.chain import Chain, Head
from sync.lines import LINE_LIMIT, numbered
from sync.protocol import (
    Appended,
    AppendHead,
    HeldReason,
    PageHead,
    Receipt,
    SignedHead,
    Status,
    head_statement,
    receipt_statement,
)
from sync.signing import sign, verified

PAGE_BYTES: Final = 2 * 1024 * 1024
"""Of the lines of one page, before compression."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One append as it came."""

    meeting: UUID
    device: UUID
    head: AppendHead
    lines: Sequence[bytes]  # without their newlines


@dataclass(frozen=True, slots=True)
class Proven:
    """An append whose chain and signature hold, under our own id of the cell; its lines are still to be judged."""

    cell: UUID
    batch: Batch
    header: bytes
    before: Head  # h(first − 1)
    lines: Judged

    @property
    def last(self) -> Head:
        """After the last line."""
        return self.at(self.before.seq + len(self.lines.hashes))

    def at(self, seq: int) -> Head:
        """After one of its lines, or before its first."""
        return Head(seq, self.lines.hashes[seq - self.lines.first]) if seq > self.before.seq else self.before


@dataclass(frozen=True, slots=True)
class Held:
    """What the server has of a stream, and since when."""

    head: Head
    at: int
    told_end: int = 0


class Streams:
    """The record of one server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._database = services.database
        self._fold = Fold(services.plan)

    # --- append -------------------------------------------------------------------------------------------------

    def append(self, caller: Caller, batch: Batch, reason: HeldReason | None = None) -> Appended:
        """Take an append in, also one of another device of the cell that somebody forwards; durable before it answers.

        `reason` says why it is held whatever it holds. DatabaseBusy, DatabaseFull.
        """
        cell = caller.cell(batch.head.cell)
        if cell is None:
            return Appended(status="held", acked=0, reason="scope")
        key, unknown = self._key(caller, cell, batch.device)
        reason = unknown or reason
        if max(map(len, batch.lines), default=0) >= LINE_LIMIT:
            reason = "too_large"
        proven = None if reason else prove(cell, batch, key)
        answer = None if proven is None else self._take(proven)
        if answer is None:
            held = self._database.read(lambda connection: self._held(connection, cell, batch.meeting, batch.device))
            return self._answer("held" if reason else "bad", batch, held, reason=reason)
        return answer

    def _take(self, new: Proven) -> Appended | None:
        """The answer to what its device signed; None when one of the lines is none, and then nothing has changed."""
        try:
            if self._database.postgresql:
                with suppress(Unclear):
                    return self._write(new)
            new.lines.judge()
            return self._write(new)
        except NoLine:
            return None

    def _write(self, new: Proven) -> Appended:
        return self._database.write(lambda connection: self._store(connection, new))

    def _key(self, caller: Caller, cell: UUID, device: UUID) -> tuple[str, HeldReason | None]:
        """The public key of a device of the cell, and why nothing more of it is taken; the caller's own is known."""
        if caller.key and device == caller.device:
            return caller.key, None
        return self._database.read(lambda connection: _key_of(connection, cell, device))

    def _store(self, connection: Connection, new: Proven) -> Appended:
        """Compare with what is there, and add the rest. NoLine, Unclear."""
        batch, now = new.batch, self._services.clock()
        held = self._hold(connection, new, now)
        status = self._compared(connection, new, held)
        if status == "ok":
            flags = self._add(connection, new, held, now)
            return self._answer("ok", batch, Held(new.last, now), flags=flags)
        new.lines.judge()  # what is no line is told before anything else
        if status == "dup" and held is not None:
            self._note_end(connection, new, held)
        return self._answer(status, batch, held)

    def _compared(self, connection: Connection, new: Proven, held: Held | None) -> Status:
        """What becomes of it beside what is there; "ok": there is something to add."""
        known = held.head.seq if held else 0
        if new.before.seq > known:
            return "gap"
        if held is not None and not self._agrees(connection, new, held):
            return "fork"
        return "ok" if new.last.seq > known else "dup"

    def _hold(self, connection: Connection, new: Proven, now: int) -> Held | None:
        """What is there of the stream, its meeting locked; a meeting is made only for a stream that begins."""
        meeting = new.batch.meeting
        begins = new.before.seq == 0 and new.last.seq > 0
        if begins and summaries.begin(connection, new.cell, meeting, now):
            return None
        ids = _ids(new.cell, meeting, new.batch.device)
        _, held = run(connection, (summaries.LOCK, ids), (_HELD, ids))
        return _as_held(held.row)

    def _held(self, connection: Connection, cell: UUID, meeting: UUID, device: UUID) -> Held | None:
        (held,) = run(connection, (_HELD, _ids(cell, meeting, device)))
        return _as_held(held.row)

    def _agrees(self, connection: Connection, new: Proven, held: Held) -> bool:
        """Whether what was sent and what is there are one stream: the same hash at the last number both have.

        A hash covers all before it, so this one comparison covers the whole overlap.
        """
        common = min(new.last.seq, held.head.seq)
        there = held.head.hash if common == held.head.seq else _hash_at(connection, new, common)
        return new.at(common).hash == there

    def _add(self, connection: Connection, new: Proven, held: Held | None, now: int) -> tuple[str, ...]:
        """The new lines, the head, and the meeting folded or marked; the flags of its fold."""
        batch = new.batch
        known = held.head.seq if held else 0
        stored = new.lines.stored.after(known)
        insert_lines(connection, new.cell, batch.meeting, batch.device, stored, new.lines.clear)
        if not new.lines.clear():
            raise Unclear
        seq, hash = new.last
        values = {"seq": seq, "hash": hash, "told_end": max(batch.head.end, seq), "at": now, "sig": batch.head.sig}
        values |= _ids(new.cell, batch.meeting, batch.device)
        head = (_BEGIN, {**values, "header": new.header}) if held is None else (_GO_ON, values)
        if batch.head.end > seq:
            run(connection, head, summaries.later(new.cell, batch.meeting, now, now + summaries.SETTLING))
            return ()
        run(connection, head)
        return self._summarise(connection, new, now)

    def _note_end(self, connection: Connection, new: Proven, held: Held) -> None:
        """How much the laptop still has, also when it sent nothing new."""
        if new.batch.head.end > held.told_end:
            ids = _ids(new.cell, new.batch.meeting, new.batch.device)
            run(connection, (_TELL_END, {**ids, "told_end": new.batch.head.end}))

    def _summarise(self, connection: Connection, new: Proven, now: int) -> tuple[str, ...]:
        """Fold now that all is here, unless the meeting is long: then soon, in the background."""
        meeting = new.batch.meeting
        if summaries.size(connection, new.cell, meeting) > summaries.AT_ONCE:
            run(connection, summaries.later(new.cell, meeting, now, now))
            return ()
        return summaries.refresh(connection, self._fold, new.cell, meeting, now)

    def _answer(
        self,
        status: Status,
        batch: Batch,
        held: Held | None,
        *,
        reason: HeldReason | None = None,
        flags: Sequence[str] = (),
    ) -> Appended:
        """What the server has, with its signed word for it."""
        if held is None:
            return Appended(status=status, acked=0, reason=reason)
        (seq, hash), at = held.head, held.at
        statement = receipt_statement(batch.meeting, batch.device, seq, hash, at)
        receipt = Receipt(seq=seq, hash=hash.hex(), at=at, sig=sign(self._services.key, statement))
        return Appended(status=status, acked=seq, hash=hash.hex(), receipt=receipt, reason=reason, flags=flags)

    # --- asking -------------------------------------------------------------------------------------------------

    def heads(self, caller: Caller) -> dict[UUID, dict[UUID, tuple[int, str]]]:
        """How far every stream in the caller's scope is held."""
        wanted = select(heads.c.meeting, heads.c.device, heads.c.seq, heads.c.hash)
        wanted = wanted.where(heads.c.cell_id.in_(caller.cells)).order_by(heads.c.meeting, heads.c.device)
        found: dict[UUID, dict[UUID, tuple[int, str]]] = {}
        for meeting, device, seq, hash in self._database.read(lambda connection: connection.execute(wanted).all()):
            found.setdefault(meeting, {})[device] = (seq, bytes(hash).hex())
        return found

    def page(
        self, caller: Caller, meeting: UUID, device: UUID, first: int, most: int
    ) -> tuple[PageHead, list[bytes]] | None:
        """At most so many lines from number `first` on; None when the caller may see no such stream."""
        wanted = and_(heads.c.cell_id.in_(caller.cells), heads.c.meeting == meeting, heads.c.device == device)

        def work(connection: Connection) -> tuple[Row[Any], list[bytes]] | None:
            signing = heads.join(devices, devices.c.device == heads.c.device, isouter=True)
            head = connection.execute(select(heads, devices.c.key).select_from(signing).where(wanted)).first()
            if head is None:
                return None
            mine = _in_stream(head.cell_id, meeting, device) & (lines.c.seq >= first) & (lines.c.seq <= head.seq)
            found = connection.execute(select(lines.c.line).where(mine).order_by(lines.c.seq).limit(most))
            return head, _fitting(map(bytes, found.scalars()))

        answer = self._database.read(work)
        if answer is None:
            return None
        head, found = answer
        end = (head.seq, bytes(head.hash).hex())
        more = first + len(found) <= head.seq
        return PageHead(
            header=bytes(head.header).decode(), first=first, head=end, more=more, signed=_signed(head)
        ), found


# --- proving --------------------------------------------------------------------------------------------------------


def prove(cell: UUID, batch: Batch, key: str) -> Proven | None:
    """The append with its hashes, or None when a number, the chain or the signature is wrong."""
    head = batch.head
    before = Head(head.first - 1, bytes.fromhex(head.prev))
    header = head.header.encode()
    if head.first == 1 and not _is_header(header, batch, before):
        return None
    if not numbered(batch.lines, head.first):
        return None
    hashes = Chain(batch.meeting, batch.device).over(before, batch.lines)
    proven = Proven(cell, batch, header, before, Judged(head.first, hashes, batch.lines))
    seq, hash = proven.last
    if head.head != (seq, hash.hex()) or head.end < seq:
        return None
    statement = head_statement(head.cell, batch.meeting, batch.device, seq, hash)
    return proven if verified(key, statement, head.sig) else None


def _is_header(header: bytes, batch: Batch, before: Head) -> bool:
    """Whether the stream's header belongs to it and begins its chain."""
    try:
        fields = from_json(header)
        named = tuple(UUID(fields[name]) for name in ("cell", "meeting", "device"))
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
    begun = Chain(batch.meeting, batch.device).origin(header) == before
    return begun and len(header) < LINE_LIMIT and named == (batch.head.cell, batch.meeting, batch.device)


# --- queries --------------------------------------------------------------------------------------------------------

_MINE: Final = "cell_id = :cell_id and meeting = :meeting and device = :device"
_HELD: Final = hot(f"select seq, hash, at, told_end from heads where {_MINE}")
_HEADER: Final = hot(f"select header from heads where {_MINE}")
_BEGIN: Final = hot(
    "insert into heads (cell_id, meeting, device, header, seq, hash, told_end, at, sig)"
    " values (:cell_id, :meeting, :device, :header, :seq, :hash, :told_end, :at, :sig)"
)
_GO_ON: Final = hot(
    f"update heads set seq = :seq, hash = :hash, told_end = :told_end, at = :at, sig = :sig where {_MINE}"
)
_TELL_END: Final = hot(f"update heads set told_end = :told_end where {_MINE}")
_KEY: Final = select(devices.c.key, devices.c.revoked_at, devices.c.cell_id).where(
    devices.c.device == bindparam("of_device")
)


def _ids(cell: UUID, meeting: UUID, device: UUID) -> dict[str, Any]:
    return {"cell_id": cell, "meeting": meeting, "device": device}


def _as_held(row: Any) -> Held | None:
    """Of `_HELD`."""
    if row is None:
        return None
    seq, hash, at, told_end = row
    return Held(Head(seq, bytes(hash)), at, told_end)


def _key_of(connection: Connection, cell: UUID, device: UUID) -> tuple[str, HeldReason | None]:
    """The public key of a device of the cell, and why nothing more of it is taken."""
    row = connection.execute(_KEY, {"of_device": device}).first()
    if row is None or row.cell_id != cell:
        return "", "unknown_device"
    return row.key, None if row.revoked_at is None else "revoked"


def _hash_at(connection: Connection, new: Proven, seq: int) -> bytes:
    """h(seq) of what is there, 0 being the header."""
    batch = new.batch
    if seq == 0:
        (header,) = run(connection, (_HEADER, _ids(new.cell, batch.meeting, batch.device)))
        return sha256(bytes(header.row[0])).digest()
    mine = _in_stream(new.cell, batch.meeting, batch.device) & (lines.c.seq == seq)
    return bytes(connection.execute(select(lines.c.hash).where(mine)).scalar_one())


def _signed(head: Row[Any]) -> SignedHead | None:
    """What the device signed for the end of its stream; None for one that was sent before that was kept."""
    if head.sig is None or head.key is None:
        return None
    return SignedHead(seq=head.seq, hash=bytes(head.hash).hex(), sig=head.sig, key=head.key)


def _in_stream(cell: UUID, meeting: UUID, device: UUID) -> Any:
    return and_(lines.c.cell_id == cell, lines.c.meeting == meeting, lines.c.device == device)


def _fitting(found: Iterable[bytes]) -> list[bytes]:
    """As many lines as one page holds, the first one in any case."""
    page: list[bytes] = []
    total = 0
    for line in found:
        total += len(line) + 1
        if page and total > PAGE_BYTES:
            break
        page.append(line)
    return page
