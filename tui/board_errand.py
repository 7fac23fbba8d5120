"""`bienban board`: follow the meeting that another process records, and keep a page about it for the room.

Nothing is recorded and nothing locked; the page lies in the data folder and is opened as a file, so nothing leaves the
laptop. When the board ends, whatever the way, the page that stays behind says so and shows nothing else.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from documents.plan_file import load_plan
from models.agenda import MINUTE
from sync.files import DISK, make_directories
from sync.follower import Follower
from sync.paths import Paths
from sync.store import MeetingInfo, Store
from tui import words_board as texts
from tui import words_errands
from tui.board_facts import room_facts
from tui.board_page import PAGE_NAME, SHELL_NAME, Look, closed_page, page, shell
from tui.errands import paths_of, wanted_meeting
from tui.program import TROUBLE
from tui.unlocking import handed_key, key_of

PACE: Final = 0.5
"""Seconds between two looks at the disk."""

HEARTBEAT: Final = 5_000
"""Ms after which the page is written though nothing changed: it tells the room that it is alive."""

FAREWELL: Final = 5 * MINUTE
"""Ms that the board stays after the session ended."""


def board(arguments: argparse.Namespace) -> int:
    """Show a meeting to the room until it is over, or Ctrl-C; the exit code."""
    paths = paths_of(arguments)
    if not paths.settings.exists():
        print(words_errands.NO_MEETINGS)
        return TROUBLE
    key = handed_key(paths) if arguments.until_closed else key_of(paths)
    store = Store(paths, load_plan(), read_only=True, cipher=key)
    try:
        info = _chosen(store, arguments.meeting or "")
        if info is None:
            return TROUBLE
        follower = Follower(store, info.id)
        if _is_over(follower):
            print(texts.BOARD_OVER)
            return TROUBLE
        with _stopping(until_closed=arguments.until_closed) as stop:
            _show(follower, RoomPage(paths, arguments.look), stop, opened=not arguments.no_open)
    finally:
        store.close()
    return 0


def _chosen(store: Store, typed: str) -> MeetingInfo | None:
    """The meeting that is asked for; without a word the running one, else the newest. None, and said so, for none."""
    if typed:
        return wanted_meeting(store, typed)
    every = store.meetings()
    running = [info for info in every if info.state in ("running", "adopted")]
    found = next(iter(running or every), None)
    if found is None:
        print(words_errands.NO_MEETINGS)
    return found


def _is_over(follower: Follower) -> bool:
    ended = follower.meeting.agenda.ended
    return ended is not None and follower.now() - ended > FAREWELL


class RoomPage:
    """The two files of the page. The content is replaced in one step, so the browser never reads half of one."""

    def __init__(self, paths: Paths, look: Look) -> None:
        self.frame = paths.room / SHELL_NAME
        self._content = paths.room / PAGE_NAME
        self._look: Look = look
        self._shown = ""
        make_directories(paths.room)
        _put(self.frame, shell(look))

    def show(self, follower: Follower, wall: int) -> None:
        """Write what is to be seen now, if it differs from what is there. Raises OSError."""
        written = wall // HEARTBEAT * HEARTBEAT
        text = page(room_facts(follower.meeting, follower.now(), follower.offset, written), self._look)
        if text != self._shown:
            _put(self._content, text)
            self._shown = text

    def close(self) -> None:
        """Leave a page that shows nothing of the meeting."""
        _put(self._content, closed_page(self._look))


def _show(follower: Follower, room: RoomPage, stop: threading.Event, *, opened: bool) -> None:
    """Follow and show until somebody stops it or the meeting is over."""
    clock = follower.clock
    try:
        room.show(follower, clock.wall())
        print(texts.BOARD_OPENED.format(path=room.frame), flush=True)
        if opened:
            _open(room.frame)
        while not (stop.wait(PACE) or _is_over(follower)):
            follower.poll()
            with suppress(OSError):  # a full disk, a scanner that holds the file: the next round writes it
                room.show(follower, clock.wall())
        print(texts.BOARD_OFF if stop.is_set() else texts.BOARD_ENDED)
    finally:
        with suppress(OSError):
            room.close()


def _put(path: Path, text: str) -> None:
    """Replace a file in one step. Not synced: it is shown, not kept."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    DISK.replace(fresh, path)


def _open(path: Path) -> None:
    """Open the page in the browser, where there is a screen for one; a browser of the terminal would cover the desk."""
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(path.absolute().as_uri())


@contextmanager
def _stopping(*, until_closed: bool) -> Iterator[threading.Event]:
    """An event that Ctrl-C and a request to end set; with `until_closed` the end of standard input too.

    The desk that started the board holds the other end of that input: however the desk ends, the board ends with it.
    """
    stop = threading.Event()
    before = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in (signal.SIGINT, signal.SIGTERM)}
    if until_closed:
        threading.Thread(target=_await_end, args=(stop,), daemon=True).start()
    try:
        yield stop
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _await_end(stop: threading.Event) -> None:
    """Wait for the end of standard input; past Python's buffer, whose lock would hang the end of the program."""
    while os.read(sys.stdin.fileno(), 64):
        continue
    stop.set()
