"""A session that runs now, on disk: what the tests in a pseudo-terminal open the desk on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from documents.plan_file import load_examples, load_plan
from documents.roster_file import to_roster
from models.commands import BeginStep, GiveFloor, MarkRest, SetDetail, StartSession
from sync.paths import Paths
from sync.store import Store
from tests.tui.bench import roster_file
from tests.tui.pty_harness import ROOT, PtyApp, start_app
from tui.desk import Desk

APP = str(ROOT / "tests" / "tui" / "apps" / "desk_app.py")

SAVED, SAVING = "Đã lưu", "Đang lưu"

ENTER, ESC, TAB, BACKSPACE = "\r", "\x1b[27u", "\t", "\x7f"
F1, F2, F3, F4 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"
F6, F7, F8, F9, F10, F11 = "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[23~"
UNDO, REDO, LEAVE = "\x1a", "\x19", "\x11"


@contextmanager
def desk_on(home: Path) -> Iterator[Desk]:
    """The newest meeting of a store, open for recording in this process; everything on disk afterwards."""
    desk = Desk(Store(Paths(home), load_plan()))
    try:
        desk.open(desk.store.meetings()[0].id)
        yield desk
    finally:
        desk.close()
        assert desk.store.close() == 0


def begin_session(home: Path, *, step: str = "thao_luan", speaker: str = "") -> None:
    """Put a session that began a moment ago into an empty folder: roster 01, everybody present."""
    store = Store(Paths(home), load_plan())
    store.keep_indicators(load_examples())
    store.save_roster(to_roster(roster_file(), str(store.cell)))
    desk = Desk(store)
    desk.create(datetime.now().astimezone().date().isoformat())
    chair, clerk = list(desk.meeting.people)[:2]
    for command in (
        SetDetail("chair", chair),
        SetDetail("clerk", clerk),
        MarkRest(),
        StartSession(),
        BeginStep(step),
    ):
        assert isinstance(desk.do(command), tuple)
    if speaker:
        person = next(id for id, label in desk.meeting.labels.items() if label == speaker)
        assert isinstance(desk.do(GiveFloor(person)), tuple)
    desk.close()
    assert store.close() == 0


@contextmanager
def the_app(
    home: Path,
    switches: Path,
    *options: str,
    size: tuple[int, int] = (80, 24),
    env: Mapping[str, str | None] | None = None,
) -> Iterator[PtyApp]:
    """The desk on the newest meeting, on a disk with switches, ready for keys."""
    switches.mkdir(exist_ok=True)
    with start_app([APP, str(home), str(switches), *options], env, size) as app:
        app.wait_until(lambda text: "Có mặt" in text and "F1" in text)
        yield app


def settled(app: PtyApp) -> None:
    """Wait until the screen says that everything is on disk."""
    app.wait_until(lambda text: SAVED in text and SAVING not in text)


def note_texts(home: Path) -> list[str]:
    """The texts of all notes that are on disk, in order."""
    with desk_on(home) as desk:
        return [note.text for note in desk.meeting.notes.all]
