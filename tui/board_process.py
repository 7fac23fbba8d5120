"""The board for the room as a process of its own, started from the desk and ended with it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

from sync.paths import Paths
from tui import words_board as texts
from tui.closing_prompts import ReadOut
from tui.unlocking import hand_over

if TYPE_CHECKING:
    from sync.cipher import Cipher
    from tui.workbench import Workbench

PATIENCE: Final = 3.0
"""Seconds given to the board to leave its last page behind."""


def program() -> list[str]:
    """How this very program is started once more: a frozen one is its own interpreter."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "tui"]


class RoomBoard:
    """At most one board of one desk. It ends when its input is closed, so also when the desk is killed."""

    def __init__(self, paths: Paths, key: Cipher | None = None) -> None:
        self._paths = paths
        self._key = key
        self._process: subprocess.Popen[bytes] | None = None
        self.meeting = ""

    @property
    def running(self) -> bool:
        """Whether the board is being shown."""
        return self._process is not None and self._process.poll() is None

    @property
    def died(self) -> bool:
        """Whether a board that was started ended by itself with trouble."""
        return self._process is not None and bool(self._process.poll())

    def start(self, meeting: str) -> None:
        """Show a meeting, in the same interpreter on the same data folder; the key of it goes by the pipe. OSError."""
        self.stop()
        command = [*program(), "--home", str(self._paths.root), "board", meeting, "--until-closed"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # no terminal: nothing it starts can draw over the desk
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._key is not None:
            hand_over(self._process, self._key)
        self.meeting = meeting

    def stop(self) -> None:
        """End the board; one that does not answer is ended by force."""
        process, self._process = self._process, None
        self.meeting = ""
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def show_room(bench: Workbench) -> None:
    """Start the board of the open meeting; asked again, end it. What went wrong is told with the way around it."""
    room, replica = bench.room, bench.desk.replica
    if replica is None:
        return
    if room.running and room.meeting == replica.id:
        room.stop()
        bench.say(texts.ROOM_STOPPED)
        return
    if room.died:
        room.stop()
        bench.refuse(texts.ROOM_DIED.format(command=texts.ROOM_COMMAND))
        return
    try:
        room.start(replica.id)
    except OSError:
        bench.refuse(texts.ROOM_FAILED.format(command=texts.ROOM_COMMAND))
    else:
        from tui.board_page import SHELL_NAME  # the page itself is for the board's own process

        where = texts.ROOM_FILE.format(path=bench.desk.store.paths.room / SHELL_NAME)
        bench.ask(ReadOut(texts.K_ROOM, [(texts.ROOM_STARTED, "strong"), (where, "plain")], texts.ROOM_HINT))
