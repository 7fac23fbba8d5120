"""The terminal end of the plain face: bytes in, lines out, signals, the door (L1, L23).

A thread reads, so that what changes by itself is told while nobody types. Nothing is drawn: no escape sequence, no
cursor, no prompt sign. A reader that goes away (`| head`) ends the desk quietly; everything told is on disk by then.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO

from tui import words
from tui import words_plain as texts
from tui.plain.saying import lines_of
from tui.plain.typed import READ_SIZE, Typed, split

if TYPE_CHECKING:
    from types import FrameType

    from tui.plain.face import Face

IDLE_SECONDS: Final = 1.0
"""How long nothing may be typed before it is looked what has changed by itself."""

TROUBLE: Final = 1


class Sign(Enum):
    """What comes instead of a line."""

    END = "end"  # no more input, or the desk is asked to close
    BREAK = "break"  # Ctrl+C


Event = bytes | Sign


class Gone(Exception):
    """Nobody reads what is written any more."""


class Out:
    """Where lines are written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, lines: list[str]) -> None:
        """Write lines whole and at once; raises `Gone` when nobody reads them."""
        if not lines:
            return
        try:
            self._stream.write("".join(f"{line}\n" for line in lines))
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise Gone from error


def converse(face: Face, source: BinaryIO | None, out: Out) -> None:
    """Greet, then answer every line until the input ends, the desk is left or asked to close. Raises `Gone`."""
    events: SimpleQueue[Event] = SimpleQueue()
    with _signals(events):
        threading.Thread(target=_read, args=(source, events), name="bienban-lines", daemon=True).start()
        out.write(face.greeting())
        while not face.bench.leaving:
            try:
                event = events.get(timeout=IDLE_SECONDS)
            except Empty:
                out.write(face.idle())
                continue
            if event is Sign.END:
                return
            out.write(_answered(face, event))


def _answered(face: Face, event: Event) -> list[str]:
    """The lines a line is answered with."""
    if not isinstance(event, bytes):
        return face.interrupted()
    typed = Typed.of(event)
    if typed is None:
        return face.unreadable()
    told = [texts.CONVERTED_LINE.format(encoding=typed.encoding)] if typed.encoding else []
    return [*lines_of(told), *face.take(typed.text)]


def _read(source: BinaryIO | None, events: SimpleQueue[Event]) -> None:
    """Hand over lines as they come, then the end. In a thread of its own, from the unbuffered input: a buffered one
    would hold its lock while the interpreter ends."""
    try:
        if source is not None:
            for line in split(iter(lambda: source.read(READ_SIZE), b"")):
                events.put(line)
    except (OSError, ValueError):
        pass  # the terminal is gone: the same as the end
    finally:
        events.put(Sign.END)


@contextmanager
def _signals(events: SimpleQueue[Event]) -> Iterator[None]:
    """Being asked to close is the end of the input; Ctrl+C breaks off a question. `SimpleQueue.put` may be called in a
    handler."""

    def put(number: int, frame: FrameType | None) -> None:
        events.put(Sign.BREAK if number == signal.SIGINT else Sign.END)

    wanted = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"))
    before = {number: signal.signal(number, put) for number in wanted if number is not None}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# --- the standard streams ---------------------------------------------------------------------------------------


def standard_input() -> BinaryIO | None:
    """The unbuffered standard input; None when there is none."""
    raw: BinaryIO | None = getattr(getattr(sys.stdin, "buffer", None), "raw", None)
    return raw


def standard_output() -> Out:
    """The standard output in UTF-8, whatever code page the console has."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return Out(sys.stdout)


def farewell(out: Out, lost: int) -> int:
    """Say whether everything is on disk; the exit code."""
    try:
        out.write([words.LOST.format(count=lost) if lost else texts.CLOSED])
    except Gone:
        return silence()
    return TROUBLE if lost else 0


def silence() -> int:
    """Nobody reads: let the interpreter end without a word about it; the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return TROUBLE
