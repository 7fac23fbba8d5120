"""The stick in the hand of the office: its streams are taken in as if a laptop had handed them over (sync.md §6)."""

from __future__ import annotations

import argparse

from sqlalchemy import Connection, select

from hq import bundles, words
from hq.access import Caller
from hq.commands_shared import NotDone, opened
from hq.schema import cell_aliases, cells
from hq.settings import Settings
from hq.streams import Streams
from sync.container import LARGEST, Parcel
from sync.errors import StoreForeign
from sync.protocol import StreamTaken


def bundle_import(given: argparse.Namespace, settings: Settings) -> int:
    """Take a bundle in and tell of each stream; 1 when one of them was not taken."""
    try:
        parcel = bundles.read(given.file.read_bytes(), given.file.name, LARGEST)
    except OSError as error:
        raise NotDone(words.BUNDLE_UNREADABLE.format(name=given.file)) from error
    except StoreForeign as error:
        raise NotDone(words.BUNDLE_BAD.format(name=given.file)) from error
    with opened(settings) as services:
        bundles.keep_names(services, parcel)
        caller = services.database.read(lambda connection: _office(connection, parcel))
        taken = list(bundles.take(Streams(services), caller, parcel))
        plans = bundles.keep_plans(services, parcel, taken)
    for answer in taken:
        print(_told(answer, parcel))
    for plan in plans:
        print(words.BUNDLE_PLAN.format(title=plan.short_title, digest=plan.digest()[:16]))
    done = sum(answer.status in ("ok", "dup") for answer in taken)
    print(words.BUNDLE_DONE.format(done=done, all=len(taken)))
    return 0 if done == len(taken) else 1


def _office(connection: Connection, parcel: Parcel) -> Caller:
    """Whoever sits at the server may bring what any cell recorded: each stream is believed for its device's word."""
    named = bundles.cells_of(parcel)
    alias = select(cell_aliases.c.alias, cell_aliases.c.cell_id).where(cell_aliases.c.alias.in_(named))
    aliases = {row.alias: row.cell_id for row in connection.execute(alias)}
    real = select(cells.c.cell_id).where(cells.c.cell_id.in_(named))
    return Caller(None, frozenset((*connection.execute(real).scalars(), *aliases.values())), "admin", aliases)


def _told(answer: StreamTaken, parcel: Parcel) -> str:
    _, content = parcel.streams[answer.meeting, answer.device]
    state = words.BUNDLE_STATES[answer.reason or answer.status]
    ids = {"meeting": str(answer.meeting)[:8], "alias": content.header.alias}
    return words.BUNDLE_LINE.format(**ids, acked=answer.acked, all=content.head.seq, state=state)
