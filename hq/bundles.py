"""Bundles at headquarters: the file that travels on a stick, handed over by a laptop or in the office (sync.md §6).

Each stream of it is appended as if its own laptop had sent it, by the same code and with an answer of its own. What
makes it believable is not who brings it but the signature of the device that wrote it (`SignedHead`): without one it is
held, and nothing is lost, for its own laptop will send it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import starmap
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from documents.contents import ContentUnreadable, plan_content, plan_of
from hq.access import Caller
from hq.contents import take_plan
from hq.enrolment import keep_alias
from hq.schema import devices
from hq.services import Services
from hq.streams import Batch, Streams
from models.entries import BadLine, decode
from models.facts import MeetingOpened
from models.plan import Plan
from sync.chain import Chain
from sync.container import BUNDLE, Content, Parcel, Signature, UnitNamed, unpack
from sync.protocol import MOST_FORMER, AppendHead, SignedHead, StreamTaken

MOST_PLANS: Final = 8
"""Plans that are kept of one bundle."""

_BEGINNING: Final = 8
"""Lines within which a meeting is opened."""

_NOBODY: Final = "0" * 128
"""In the place of a signature that is not there."""


def read(data: bytes, name: str, largest: int) -> Parcel:
    """What is in a bundle, everything checked. StoreForeign: not ours, newer, damaged, or more than so many bytes."""
    return unpack(data, BUNDLE, name, largest)


def cells_of(parcel: Parcel) -> set[UUID]:
    """The cells whose meetings are in it, by the ids that the laptops use."""
    return {content.header.cell for _, content in parcel.streams.values()}


def keep_names(services: Services, parcel: Parcel) -> None:
    """Believe what ids the unit had before, if an enrolled laptop of that very cell packed the file: it took our id for
    the unit, so its clerk has said that both are one. DatabaseBusy, DatabaseFull.
    """
    unit, by = _unit_of(parcel), parcel.signature
    if unit is not None and by is not None:
        services.database.write(lambda connection: _keep_names(connection, unit, by, services.clock()))


def _keep_names(connection: Connection, unit: UnitNamed, by: Signature, now: int) -> None:
    mine = select(devices.c.cell_id).where(devices.c.key == by.key, devices.c.revoked_at.is_(None))
    if unit.id in connection.execute(mine).scalars().all():
        for named in unit.former[-MOST_FORMER:]:
            keep_alias(connection, unit.id, named, now)


def _unit_of(parcel: Parcel) -> UnitNamed | None:
    """The one unit of the file, None when it names none or several."""
    try:
        (said,) = parcel.units
        return UnitNamed.model_validate_json(said)
    except ValueError:  # pydantic's own is one too
        return None


def take(streams: Streams, caller: Caller, parcel: Parcel) -> Iterable[StreamTaken]:
    """Append every stream that is vouched for, one after the other. DatabaseBusy, DatabaseFull."""
    for (meeting, device), (_, content) in sorted(parcel.streams.items()):
        word = parcel.signed.get((meeting, device))
        answer = streams.append(caller, _batch(content, word), None if word else "unsigned")
        yield StreamTaken(meeting=meeting, device=device, **answer.model_dump())


def keep_plans(services: Services, parcel: Parcel, taken: Iterable[StreamTaken]) -> list[Plan]:
    """Keep the plans that the meetings taken were opened with, those that were not here yet, each under the digest
    that its own files have; what names another or is no plan is passed over. A stick alone is then enough.

    Which plan a meeting has is asked of its signed lines, never of the file's table of contents. DatabaseBusy,
    DatabaseFull.
    """
    done = ((parcel.streams[one.meeting, one.device][1], one.acked) for one in taken if one.status in ("ok", "dup"))
    named = dict.fromkeys(filter(None, starmap(_plan_of, done)))
    brought = (_read(digest, parcel.plans[digest]) for digest in list(named)[:MOST_PLANS] if digest in parcel.plans)
    return [plan for plan, content in filter(None, brought) if _keep(services, plan, content)]


def _plan_of(content: Content, last: int) -> str:
    """The digest of the plan that a stream opens its meeting with, "" where its lines that are here do not say it."""
    for seq in range(1, min(_BEGINNING, last) + 1):
        with suppress(BadLine, KeyError):
            fact = decode("", content.lines[seq]).fact
            if isinstance(fact, MeetingOpened):
                return fact.plan_digest
    return ""


def _read(digest: str, files: Mapping[str, bytes]) -> tuple[Plan, bytes] | None:
    try:
        content = plan_content(files)
        plan, _ = plan_of(content)
    except (ContentUnreadable, UnicodeDecodeError):
        return None
    return (plan, content) if plan.digest() == digest else None


def _keep(services: Services, plan: Plan, content: bytes) -> bool:
    return services.database.write(lambda connection: take_plan(connection, plan, content, services.clock()))


def _batch(content: Content, word: SignedHead | None) -> Batch:
    """The stream as one append, as far as its device vouches for it; what lies behind that stays on the laptop."""
    header = content.header
    last = min(word.seq, content.head.seq) if word else 0
    lines = [content.lines[seq] for seq in range(1, last + 1)]
    chain = Chain(header.meeting, header.device)
    origin = chain.origin(header.raw).hash.hex()
    head = AppendHead(
        cell=header.cell,
        first=1,
        prev=origin,
        head=(word.seq, word.hash) if word else (0, origin),
        end=content.head.seq,
        sig=word.sig if word else _NOBODY,
        header=header.raw.decode(),
    )
    return Batch(header.meeting, header.device, head, lines)
