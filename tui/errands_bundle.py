"""Streams on a stick between laptops: `bienban bundle`, `bienban take`, and the same from the desk (sync.md §6)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.people import RosterDiff, labels
from sync.disk_trouble import reason
from sync.errors import StoreError
from tui import words_conflicts as texts
from tui.draw import line
from tui.export import export_folder, plain_name, shown
from tui.filing import meant
from tui.prompts import AskText, Choose, Confirm, Option
from tui.typed_path import file_meant, is_folder, typed_path

if TYPE_CHECKING:
    from sync.bundle import Carried, Given, Taken
    from sync.store import Store
    from tui.workbench import Workbench

ENDING = ".bienban-gui"
"""What such a file is called at its end."""


def meetings_to_send(store: Store) -> list[str]:
    """The meetings of the current unit; rehearsals stay at home."""
    here = str(store.cell)
    return [info.id for info in store.meetings() if store.units.now(info.cell) == here and not info.rehearsal]


def told(taken: Taken) -> str:
    """What came of taking a file, in one or more sentences."""
    counts = {"meetings": len(taken.meetings), "new": taken.new, "longer": taken.longer}
    said = texts.TAKEN if taken.changed else texts.TAKEN_SAME
    parts = [said.format(unit=taken.carried.name or texts.UNIT_UNNAMED, **counts)]
    parts += [texts.TAKEN_PLANS.format(count=taken.other_plans)] if taken.other_plans else []
    parts += [error.sentence for error in taken.refused]
    parts += [texts.TAKEN_RENEWED] if taken.renewed else []
    return " ".join(parts)


def changes_of(changes: RosterDiff) -> list[str]:
    """What the people that came would change of ours, a person a line: gone first, then changed, then new."""
    called = labels([*changes.missing, *changes.people])
    lines = [texts.PEOPLE_MISSING.format(name=called[person.id]) for person in changes.missing]
    lines += [texts.PEOPLE_CHANGED.format(name=called[change.new.id]) for change in changes.changed]
    return [*lines, *(texts.PEOPLE_ADDED.format(name=called[person.id]) for person in changes.added)]


def _sent(given: Given) -> str:
    return texts.SENT.format(meetings=given.meetings, entries=given.entries, path=shown(given.path))


# --- from the desk -----------------------------------------------------------------------------------------------


def send_by_stick(bench: Workbench) -> None:
    """The meeting that is meant, or all of the unit's: ask where, write, and say what is in the file."""
    info = meant(bench) if bench.desk.has_meeting else None
    meetings = [info.id] if info is not None else meetings_to_send(bench.desk.store)
    if not meetings:
        bench.refuse(texts.SEND_NOTHING)
        return
    unit = info.unit if info is not None else bench.desk.store.units.current.name
    name = _name(unit, info.date if info is not None else "")
    ask = AskText(
        texts.SEND_ASK.format(count=len(meetings)),
        lambda typed: _send(bench, meetings, typed_path(typed), name),
        initial=shown(export_folder(bench.desk) / name),
        hint=texts.SEND_HINT,
    )
    bench.ask(ask)


def _name(unit: str, date: str) -> str:
    """What a file of a unit's meetings is called; `date` is the day of the only one in it."""
    return plain_name(texts.SEND_NAME, unit, date) + ENDING


def _send(bench: Workbench, meetings: Sequence[str], path: Path, name: str) -> None:
    from sync.bundle import give  # hashes and keys are loaded when a file is written or read

    path = file_meant(path, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        given = give(bench.desk.store, meetings, path)
    except StoreError as error:
        bench.refuse(error.sentence)
    except OSError as trouble:
        bench.refuse(texts.SEND_FAILED.format(path=shown(path), why=reason(trouble)))
    else:
        bench.say(_sent(given))


def take_from_stick(bench: Workbench) -> None:
    """Ask for the file or its folder, take it in, also into the meeting that is open, and say what came of it."""

    def look(typed: str) -> None:
        path = typed_path(typed)
        if not is_folder(path):
            _take_in(bench, path)
            return
        names = _names_in(path)
        if not names:
            bench.refuse(texts.TAKE_NONE.format(path=shown(path)))
        elif len(names) == 1:
            _take_in(bench, path / names[0])
        else:
            options = [Option(name, name) for name in names]
            bench.ask(Choose(texts.TAKE_WHICH, options, lambda name: _take_in(bench, path / name)))

    bench.ask(AskText(texts.TAKE_ASK, look, hint=texts.TAKE_HINT))


def _names_in(folder: Path) -> list[str]:
    """The files in a folder that another laptop may have left there, the latest first; none of a closed folder."""
    try:
        found = [(file.stat().st_mtime, file.name) for file in folder.glob(f"*{ENDING}")]
    except OSError:
        return []
    return [name for _, name in sorted(found, reverse=True)]


def _take_in(bench: Workbench, path: Path) -> None:
    from sync.bundle import take

    try:
        taken = take(bench.desk.store, path)
    except StoreError as error:
        bench.refuse(error.sentence)
        return
    bench.desk.take_peers()
    _say_taken(bench, taken)


def _say_taken(bench: Workbench, taken: Taken) -> None:
    """What was taken; then whether the unit and the people that came are to be used here."""
    said = told(taken)
    if bench.desk.has_meeting:
        differing = len(bench.desk.meeting.conflicts)
        said = f"{texts.TAKEN_CONFLICTS.format(count=differing)} {said}" if differing else said  # what has to be done
    style = "warning" if taken.refused else "done" if taken.changed else "muted"
    asks = _question(taken)
    if asks and not bench.desk.has_meeting:
        about = [line((f" {row}", "plain")) for row in (said, *_about(taken))]
        bench.ask(Confirm(asks, lambda: _join(bench, taken.carried), about=about))
        return
    later = texts.JOIN_LATER.format(unit=taken.carried.name) if not taken.ours else ""
    bench.say(" ".join(filter(None, (said, later))), style)


def _question(taken: Taken) -> str:
    """What is to be agreed to; "" when nothing would change."""
    if not taken.ours:
        return texts.JOIN_ASK.format(unit=taken.carried.name or texts.UNIT_UNNAMED)
    return texts.PEOPLE_ASK if taken.people is not None else ""


def _about(taken: Taken) -> list[str]:
    return changes_of(taken.people) if taken.people is not None else []


def _join(bench: Workbench, carried: Carried) -> None:
    from sync.bundle import join

    try:
        join(bench.desk.store, carried)
    except StoreError as error:
        bench.refuse(error.sentence)
    else:
        bench.say(_joined(carried))


def _joined(carried: Carried) -> str:
    count = len(carried.roster.people) if carried.roster is not None else 0
    return texts.JOINED.format(unit=carried.name or texts.UNIT_UNNAMED, count=count)


# --- from the command line ---------------------------------------------------------------------------------------


def bundle(arguments: argparse.Namespace) -> int:
    """Put meetings into a file for another laptop; without naming any, all of the unit."""
    from sync.bundle import give
    from tui.errands import readable_store, wanted_meeting
    from tui.program import TROUBLE

    store = readable_store(arguments)
    if store is None:
        return TROUBLE
    try:
        wanted = [wanted_meeting(store, typed) for typed in arguments.meetings]
        if None in wanted:
            return TROUBLE
        named = [info.id for info in wanted if info is not None]
        path = file_meant(arguments.output, _name(store.units.current.name, ""))
        given = give(store, named or meetings_to_send(store), path)
    finally:
        store.close()
    print(_sent(given))
    return 0


def take(arguments: argparse.Namespace) -> int:
    """Take the meetings of another laptop's file; its unit and people only when somebody agrees."""
    from sync.bundle import join
    from sync.bundle import take as take_in
    from tui.errands import paths_of
    from tui.plans import open_store

    store = open_store(paths_of(arguments))
    try:
        taken = take_in(store, arguments.file)
        print(told(taken))
        for row in _about(taken):
            print(row)
        question = _question(taken)
        if question and arguments.yes:
            join(store, taken.carried)
            print(_joined(taken.carried))
        elif question:
            print(question, texts.JOIN_HOW)
    finally:
        store.close()
    return 0
