"""The command line towards headquarters: connect, send once, and the file for whoever helps."""

from __future__ import annotations

import argparse

from sync.courier import Courier
from sync.enrolment import Line, enroll
from sync.standing import Outcome, Standing, State
from sync.store import Store
from sync.support import write_support
from tui import words_sync as texts
from tui.__main__ import TROUBLE
from tui.asking import day_first
from tui.errands import paths_of
from tui.export import shown
from tui.panes.sync import has, reason
from tui.plans import open_store
from tui.unlocking import key_of


def enroll_device(arguments: argparse.Namespace) -> int:
    """Make this laptop a device of headquarters with a one-time code."""
    store = open_store(paths_of(arguments))
    try:
        line = Line(arguments.server, str(arguments.ca.resolve()) if arguments.ca else "", arguments.allow_plain)
        account = enroll(store, line, arguments.code, name=arguments.name)
    finally:
        store.close()
    print(texts.ENROLLED.format(unit=account.unit))
    return 0


def sync_once(arguments: argparse.Namespace) -> int:
    """One round now; 0 when headquarters has everything it may have."""
    store = open_store(paths_of(arguments))
    try:
        courier = Courier(store)
        try:
            outcome = courier.once()
            courier.settle()
        finally:
            courier.stop()
        return _tell(store, outcome)
    finally:
        store.close()


def _tell(store: Store, outcome: Outcome) -> int:
    """What headquarters has now, and each stream that it has not whole."""
    days = {info.id: day_first(info.date) for info in store.meetings()}
    left = [one for one in outcome.standings.values() if one.state is not State.WHOLE]
    for one in left:
        print(_row(one, days.get(str(one.meeting), texts.MEETING_UNKNOWN)))
    if outcome.standings or outcome.trouble is None:
        print(has(list(outcome.standings.values()))[0])
        print(texts.SYNC_MOVED.format(sent=outcome.sent, fetched=outcome.fetched))
    if outcome.trouble is not None:
        print(outcome.trouble.sentence)
    return TROUBLE if left or outcome.trouble is not None else 0


def _row(one: Standing, day: str) -> str:
    count = texts.STREAM_COUNT.format(there=one.there, here=one.here)
    why = f": {reason(one)}" if one.reason else ""
    return f"{day}  {count:>11}  {texts.STREAM_STATES[one.state.value]}{why}"


def support(arguments: argparse.Namespace) -> int:
    """Write versions, counts, sizes, hashes and errors into a file; no text, no names."""
    paths = paths_of(arguments)
    write_support(paths, arguments.output, key_of(paths))
    print(texts.SUPPORT_DONE.format(path=shown(arguments.output)))
    return 0
