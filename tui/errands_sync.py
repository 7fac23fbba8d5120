"""The command line towards headquarters: connect, send once, and the file for whoever helps."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from models.vietnamese.text import fold
from sync.account import Account, load_account
from sync.client import checked
from sync.courier import Courier
from sync.enrolment import Line, Other, enroll, other_unit
from sync.enrolment_file import enroll_with, is_confirmed, read_answer, write_request
from sync.protocol import Enrolled
from sync.signing import fingerprint
from sync.standing import Outcome, Standing, State
from sync.store import Store
from sync.support import write_support
from tui import words_sync as texts
from tui.asking import day_first
from tui.connecting import told_other
from tui.errands import paths_of
from tui.export import shown
from tui.panes.sync import has, reason
from tui.plans import open_store
from tui.program import TROUBLE
from tui.unlocking import key_of


def enroll_device(arguments: argparse.Namespace) -> int:
    """Make this laptop a device of headquarters: with a one-time code, or by files when there is no network."""
    if arguments.code is not None and not arguments.server:
        print(texts.ENROLL_NO_SERVER.format(option="--server"))
        return TROUBLE
    store = open_store(paths_of(arguments))
    try:
        if arguments.request is not None:
            write_request(store, arguments.request, arguments.name)
            print(texts.ENROLL_REQUESTED.format(path=shown(arguments.request), command="bienban enroll --file TỆP"))
            return 0
        line = Line(arguments.server, str(arguments.ca.resolve()) if arguments.ca else "", arguments.allow_plain)
        if arguments.file is not None:
            return _enroll_by_file(store, line, arguments)
        further = None if arguments.unit is None else arguments.unit == "other"
        answer = enroll(store, line, arguments.code, name=arguments.name, further=further)
    finally:
        store.close()
    return _tell_other(answer) if isinstance(answer, Other) else _tell_enrolled(answer)


def _tell_other(other: Other) -> int:
    """Nothing changed: a person says first whether both are one unit."""
    print(texts.OTHER_CLI.format(about=told_other(other), same="--unit same", other="--unit other"))
    return TROUBLE


def _tell_enrolled(account: Account) -> int:
    print(texts.ENROLLED.format(unit=account.unit))
    return 0


def _enroll_by_file(store: Store, line: Line, arguments: argparse.Namespace) -> int:
    """Take headquarters' answer, once somebody says that its key is the right one."""
    said = read_answer(store, arguments.file)
    line = replace(line, url=line.url or said.url)
    if not line.url:
        print(texts.ENROLL_NO_SERVER.format(option="--server"))
        return TROUBLE
    checked(line.url, plain=line.plain)
    known = load_account(store.paths.account, store.cipher)
    asked = not arguments.fingerprint and not is_confirmed(said, known)
    if not (_confirmed(said) if asked else is_confirmed(said, known, arguments.fingerprint)):
        print(texts.ENROLL_NOT_CONFIRMED.format(option="--fingerprint"))
        return TROUBLE
    other = other_unit(store, said, known)
    if other is not None and arguments.unit is None:
        return _tell_other(other)
    further = other is not None and arguments.unit == "other"
    return _tell_enrolled(enroll_with(store, said, line, arguments.name, further=further))


def _confirmed(said: Enrolled) -> bool:
    """Whether whoever sits there compared the fingerprint; nobody sits at a pipe."""
    print(texts.ENROLL_FINGERPRINT.format(unit=said.unit, fingerprint=fingerprint(said.key)), flush=True)
    return sys.stdin.isatty() and fold(sys.stdin.readline().strip()) == fold(texts.ENROLL_YES)


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
        known = has(list(outcome.standings.values()))[0]
        print(known if outcome.trouble is None else texts.SYNC_LAST_KNOWN.format(known=known))
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
