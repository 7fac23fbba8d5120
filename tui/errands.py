"""What the command line does, one function a command; each returns the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from documents.plan_file import load_plan
from models.people import diff
from models.vietnamese.words import parse_date
from sync.errors import StoreBusy
from sync.paths import Paths, data_paths
from sync.store import MeetingInfo, Store
from tui import words, words_meetings
from tui import words_errands as texts
from tui.plans import open_store
from tui.program import TROUBLE
from tui.unlocking import key_of

if TYPE_CHECKING:
    from tui.desk import Desk


def paths_of(arguments: argparse.Namespace) -> Paths:
    """The data folder that the command line names; the demo has its own."""
    paths = Paths(arguments.home) if arguments.home else data_paths()
    return Paths(paths.root / "demo") if arguments.demo else paths


def desk(arguments: argparse.Namespace) -> int:
    """Open the desk; `--plain` needs no screen."""
    if arguments.plain:
        from tui.plain.opening import open_plain

        return open_plain(paths_of(arguments), demo=arguments.demo)
    from tui.launch import open_desk

    return open_desk(paths_of(arguments), demo=arguments.demo)


def rehearse(arguments: argparse.Namespace) -> int:
    """Hold the scripted session with the keyboard."""
    from tui.launch import open_rehearsal

    return open_rehearsal(paths_of(arguments), full=arguments.full)


def meetings(arguments: argparse.Namespace) -> int:
    """List the meetings of the store; the desk may be recording one of them."""
    store = readable_store(arguments)
    if store is None:
        return 0
    try:
        found = store.meetings()
    finally:
        store.close()
    for info in found:
        state = words_meetings.MEETING_STATES[info.state]
        print(f"{info.id[:8]}  {info.date}  {state:<14} {info.entries:>5} mục  {info.unit}")
    if not found:
        print(texts.NO_MEETINGS)
    return 0


def verify(arguments: argparse.Namespace) -> int:
    """Look at every file of the store, and at what headquarters signed for; 1 when any is not whole."""
    from sync.receipts import check_receipts
    from sync.verify import State
    from sync.verify import verify as look

    paths = paths_of(arguments)
    key = key_of(paths)
    findings = [*look(paths.root, key), *check_receipts(paths, key)]
    for finding in findings:
        print(f"{texts.VERIFIED[finding.state.value]:<12} {finding.path}: {finding.sentence}")
    if not findings:
        print(texts.NOTHING_TO_VERIFY)
    return 0 if all(finding.state is State.WHOLE for finding in findings) else TROUBLE


def roster(arguments: argparse.Namespace) -> int:
    """Read a member list; show, print as JSON, or save it."""
    from documents.roster_file import preview, read_roster, to_json, to_roster

    found = read_roster(arguments.file, encoding=arguments.encoding, sheet=arguments.sheet)
    if arguments.json:
        print(to_json(found))
        return 0
    shown = preview(found)
    print(shown.title, f"· {shown.encoding}")
    for member in found.members:
        print(f"{member.order:>4}  {member.full_name:<26} {member.birth:<10}  {member.role or member.status}")
    for warning in found.warnings:
        print("!", warning)
    if not arguments.save:
        return 0
    store = open_store(paths_of(arguments))
    try:
        held = store.roster()
        new = to_roster(found, str(store.cell))
        changes = diff(held.people if held else (), new.people, found.told)
        store.save_roster(new.model_copy(update={"people": changes.people}))
    finally:
        store.close()
    if changes.is_empty:
        print(texts.ROSTER_SAME)
    else:
        counts = {"added": len(changes.added), "changed": len(changes.changed), "missing": len(changes.missing)}
        print(texts.ROSTER_SAVED.format(count=len(new.people), changes=texts.ROSTER_CHANGES.format(**counts)))
    return 0


def minutes(arguments: argparse.Namespace) -> int:
    """Write the minutes of a meeting to a file."""
    from tui.desk import Desk
    from tui.export import ENDINGS, write_paper

    if arguments.output.suffix.lower() not in ENDINGS:
        print(words.WRONG_ENDING.format(suffix=arguments.output.suffix))
        return TROUBLE
    store = readable_store(arguments)
    if store is None:
        return TROUBLE
    try:
        info = wanted_meeting(store, arguments.meeting)
        if info is None:
            return TROUBLE
        desk = Desk(store)
        desk.look(info.id)
        tell_damage(desk)
        print(write_paper(desk, desk.minutes(), arguments.output))
        desk.close()
    finally:
        store.close()
    return 0


def tell_damage(desk: Desk) -> None:
    """Say what is lost of the meeting, beside what is printed: a paper of it lacks that part."""
    for sentence in desk.damage:
        print(sentence, file=sys.stderr)


def readable_store(arguments: argparse.Namespace) -> Store | None:
    """The store to read in, also while another desk has it; None, and said so, when there is none yet."""
    paths = paths_of(arguments)
    if not paths.settings.exists():
        print(texts.NO_MEETINGS)
        return None
    key = key_of(paths)
    try:
        return open_store(paths, cipher=key)
    except StoreBusy:
        return open_store(paths, cipher=key, read_only=True)


def wanted_meeting(store: Store, typed: str) -> MeetingInfo | None:
    """The meeting somebody means by the first letters of its id, its date, or "moi-nhat"."""
    every = store.meetings()
    day = parse_date(typed)
    wanted = day.iso if day is not None and day.date is not None else typed
    found = every[:1] if wanted == "moi-nhat" else [m for m in every if m.id.startswith(wanted) or m.date == wanted]
    if len(found) == 1:
        return found[0]
    sentence = texts.MANY_SUCH_MEETINGS if found else texts.NO_SUCH_MEETING
    print(sentence.format(wanted=wanted, count=len(found)))
    return None


def plan_check(arguments: argparse.Namespace) -> int:
    """Read a plan and say what it holds, or what is wrong with which line."""
    plan = load_plan(arguments.folder)
    steps = sum(len(body.steps) for body in plan.bodies.values())
    facts = {"title": plan.short_title, "steps": steps, "indicators": len(plan.indicators)}
    print(texts.PLAN_FINE.format(**facts, digest=plan.digest()[:16]))
    return 0


def plan_indicators(arguments: argparse.Namespace) -> int:
    """Fill the indicator slots of the plan in use from the directive's Appendix."""
    from documents.indicators_file import read_indicators

    store = open_store(paths_of(arguments))
    try:
        found = read_indicators(Path(arguments.file), store.plan.catalogue)
        known = [item for item in found.items if item.text]
        counts = {"count": len(known), "total": len(found.items)}
        print(texts.INDICATORS_UNDERSTOOD.format(**counts, file=found.file, encoding=found.encoding))
        for item in found.items:
            print(f"{item.number:>3}  {item.text or '–'}")
        for warning in found.warnings:
            print("!", warning)
        if not (found.is_complete or arguments.force):
            print(texts.INDICATORS_NOT_SAVED)
            return TROUBLE
        digest = store.keep_indicators(found.catalogue)
    finally:
        store.close()
    print(texts.INDICATORS_SAVED.format(digest=digest))
    return 0
