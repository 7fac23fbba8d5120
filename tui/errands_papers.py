"""The command line after a session: report, signing sheet, news, and the record for other programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.document import Document
from tui import papers, words
from tui import words_report as texts
from tui.desk import Desk
from tui.errands import readable_store, tell_damage, wanted_meeting
from tui.export import ENDINGS, write_file, write_paper
from tui.program import TROUBLE
from tui.typed_path import is_folder


def report(arguments: argparse.Namespace) -> int:
    """Write the report of a meeting to a file."""
    return _paper(arguments, papers.report)


def sheet(arguments: argparse.Namespace) -> int:
    """Write the signing sheet of a meeting to a file."""
    return _paper(arguments, papers.sheet)


def _paper(arguments: argparse.Namespace, make: Callable[[Desk], Document]) -> int:
    if arguments.output.suffix.lower() not in ENDINGS:
        print(words.WRONG_ENDING.format(suffix=arguments.output.suffix))
        return TROUBLE
    with _looking(arguments) as desk:
        if desk is None:
            return TROUBLE
        print(write_paper(desk, make(desk), arguments.output))
    return 0


def news(arguments: argparse.Namespace) -> int:
    """Print the short news text of a meeting, or write it to a file."""
    with _looking(arguments) as desk:
        if desk is None:
            return TROUBLE
        text = papers.news(desk)
        if not text:
            print(texts.NEWS_NOT_YET)
            return TROUBLE
        print(write_file(desk, text.encode(), arguments.output) if arguments.output else text.strip())
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the record of a meeting as a spreadsheet, as JSON, or as CSV files into a folder."""
    target: Path = arguments.output
    ending = target.suffix.lower()
    as_folder = not ending or is_folder(target)
    if not as_folder and ending not in papers.RECORD_ENDINGS:
        print(texts.WRONG_RECORD_ENDING.format(suffix=target.suffix))
        return TROUBLE
    with _looking(arguments) as desk:
        if desk is None:
            return TROUBLE
        if as_folder:
            _write_folder(desk, target)
        else:
            print(write_file(desk, papers.record_file(desk, ending), target))
    return 0


def _write_folder(desk: Desk, folder: Path) -> None:
    """A file for each table; what a person changed is told by name."""
    files = papers.record_folder(desk, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        told = write_file(desk, content, path)
        if told != words.WRITTEN.format(path=path):
            print(told)
    print(texts.SAVED_CSV.format(count=len(files), path=folder))


@contextmanager
def _looking(arguments: argparse.Namespace) -> Iterator[Desk | None]:
    """A desk that looks at the meeting somebody means; None, and said why, where there is nothing to look at."""
    store = readable_store(arguments)
    if store is None:
        yield None
        return
    try:
        info = wanted_meeting(store, arguments.meeting)
        if info is None:
            yield None
            return
        desk = Desk(store)
        desk.look(info.id)
        try:
            known = desk.meeting.identity.body in desk.meeting.plan.bodies
            trouble = desk.plan_gone or ("" if known else texts.REPORT_NEVER_OPENED)
            if trouble:
                print(trouble)
            tell_damage(desk)
            yield None if trouble else desk
        finally:
            desk.close()
    finally:
        store.close()
