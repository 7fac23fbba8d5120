"""The command line over the whole store: find in all meetings, a meeting into a file and back."""

from __future__ import annotations

import argparse
import sys

from models.finding import Finder, Hit, parse
from sync.filing import keep, put_back
from tui import words_search as texts
from tui.asking import day_first
from tui.errands import paths_of, readable_store, wanted_meeting
from tui.export import shown
from tui.filing import file_name, told
from tui.panes.search import clock_of, kind_of
from tui.plans import open_store
from tui.program import TROUBLE
from tui.typed_path import file_meant

MOST = 500
"""Lines printed; what is more is counted."""


def find(arguments: argparse.Namespace) -> int:
    """Print what a query finds in all meetings, one line a hit; the desk may be recording one of them."""
    typed = " ".join(arguments.query)
    query = parse(typed)
    if query.is_empty:
        print(texts.FIND_EMPTY)
        return TROUBLE
    store = readable_store(arguments)
    if store is None:
        return TROUBLE
    try:
        store.index.records()
        if store.index.missing and sys.stderr.isatty():
            print(texts.FIND_READING.format(count=store.index.missing), file=sys.stderr)
        found = Finder(store.index.whole()).find(query, MOST)
    finally:
        store.close()
    for hit in found.hits:
        print(_line(hit))
    if found.total > len(found.hits):
        print(texts.FIND_MORE.format(count=found.total - len(found.hits)))
    if not found.total:
        print(texts.FIND_NOTHING.format(query=typed))
    return 0 if found.total else TROUBLE


def _line(hit: Hit) -> str:
    """Day, time, kind, who, text, unit."""
    tags = "".join(f" #{number}" for number in hit.indicators)
    owner = f" → {hit.owner}" if hit.owner else ""
    who = f"{hit.who}{owner}: " if hit.who or owner else ""
    head = f"{day_first(hit.record.date)} {clock_of(hit):<5}"
    return f"{head}  {kind_of(hit)}{tags}  {who}{hit.item.text or texts.NO_WORDS}  ({hit.record.unit})"


def archive(arguments: argparse.Namespace) -> int:
    """Put a meeting into a file."""
    store = readable_store(arguments)
    if store is None:
        return TROUBLE
    try:
        info = wanted_meeting(store, arguments.meeting)
        if info is None:
            return TROUBLE
        kept = keep(store, info.id, file_meant(arguments.output, file_name(info)))
    finally:
        store.close()
    print(texts.KEPT.format(entries=kept.entries, path=shown(kept.path)))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Bring a meeting back from a file."""
    store = open_store(paths_of(arguments))
    try:
        restored = put_back(store, arguments.file)
    finally:
        store.close()
    print(told(restored))
    return 0
