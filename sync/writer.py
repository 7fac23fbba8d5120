"""The writer thread: acts go to disk without the screen ever waiting for it (store.md §4 "UI").

    writer = Writer(on_trouble=…)
    writer.submit(stream, line, on_done)     # returns at once
    …                                        # on_done(None) once the sync that covers the line has returned

* Group commit: whatever has gathered while one sync ran shares the next one, one per file.
* A full disk keeps the acts in memory, in order, and tries again by itself and on `retry()`.
* A broken file is rewritten from memory into a new one before anything more is confirmed.
* Files do not wait for each other's trouble.

Callbacks come from the writer thread, outside its lock: the caller marshals them. A callback that raises is
reported by `threading.excepthook` and does not stop the writing.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from sync.errors import StoreBroken, StoreError, StoreFull

T_contra = TypeVar("T_contra", contravariant=True)

Done = Callable[[StoreError | None], None]
"""Called once per act: None when it is durable, else why it never will be in this file."""

BATCH: Final = 500
"""Acts that share one sync at most: bounds the memory of one write."""

RETRY_SECONDS: Final = 5.0


class Sink(Protocol[T_contra]):
    """What the writer can write to: a `Stream`, a drafts box."""

    def append(self, items: Sequence[T_contra], /) -> None:
        """Make the items durable with one sync; StoreFull or StoreBroken when they are not."""

    def rebuild(self) -> None:
        """After StoreBroken: write everything confirmed from memory into a new file."""


class _Act(NamedTuple):
    """One act on its way; `since` is the monotonic time of its submission."""

    item: Any
    on_done: Done
    since: float


@dataclass(slots=True)
class _Queue:
    """What waits for one file. `broken`: rebuild first. `not_before`: monotonic time of the next try."""

    sink: Sink[Any]
    acts: deque[_Act] = field(default_factory=deque)
    batch: int = BATCH
    broken: bool = False
    not_before: float = 0.0
    trouble: StoreError | None = None


class Writer:
    """One thread for all files of a store. `submit`, `pending`, `drain`, `retry` may be called from any
    thread.

    `on_trouble(error)` tells that acts are kept in memory only, and `on_trouble(None)` that all of them are
    on disk again. Both come from the writer thread.
    """

    def __init__(
        self,
        on_trouble: Callable[[StoreError | None], None] | None = None,
        *,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._on_trouble = on_trouble or (lambda error: None)
        self._retry_seconds = retry_seconds
        self._changed = threading.Condition()
        self._queues: dict[int, _Queue] = {}
        self._outbox: deque[tuple[Done, StoreError | None]] = deque()
        self._closing = False
        self._thread = self._start()

    def submit(self, sink: Sink[T_contra], item: T_contra, on_done: Done) -> None:
        """Hand over one act; returns at once. Acts for one sink are written in the order of submission.

        RuntimeError after `close`: nothing would ever write it.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            queue = self._queues.setdefault(id(sink), _Queue(sink))
            queue.acts.append(_Act(item, on_done, time.monotonic()))
            self._changed.notify_all()

    @property
    def pending(self) -> int:
        """How many acts are not durable yet."""
        with self._changed:
            return sum(len(queue.acts) for queue in self._queues.values())

    @property
    def waiting(self) -> float:
        """Seconds since the oldest act that is not durable yet was submitted; 0 when there is none."""
        with self._changed:
            since = [queue.acts[0].since for queue in self._queues.values() if queue.acts]
            return time.monotonic() - min(since) if since else 0.0

    @property
    def trouble(self) -> StoreError | None:
        """Why acts are kept in memory only, or None."""
        with self._changed:
            return next((queue.trouble for queue in self._queues.values() if queue.trouble), None)

    def retry(self) -> None:
        """Try again now what a full or broken disk refused."""
        with self._changed:
            for queue in self._queues.values():
                queue.not_before = 0.0
            self._changed.notify_all()

    def drain(self, timeout: float) -> bool:
        """Wait until nothing is pending, at most `timeout` seconds; whether that came true."""
        with self._changed:
            return self._changed.wait_for(self._idle, timeout)

    def close(self, timeout: float = 10.0) -> int:
        """Write what can be written, stop the thread, and return how many acts are not on disk.

        A thread that hangs in a sync is left behind after `timeout`; it does not keep the process alive.
        """
        self.retry()
        self.drain(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        thread.join(timeout)
        return self.pending

    # -- the thread --------------------------------------------------------------------------------------

    def _start(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="bienban-writer", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        """Serve until closed. If a callback raises, the exception is reported and a new thread goes on."""
        try:
            self._deliver()
            while (queue := self._next_queue()) is not None:
                self._serve(queue)
                self._deliver()
        finally:
            with self._changed:
                if not self._closing:
                    self._thread = self._start()

    def _idle(self) -> bool:
        return not self._outbox and not any(queue.acts for queue in self._queues.values())

    def _next_queue(self) -> _Queue | None:
        """Wait for a file with acts whose time has come; None when the writer closes."""
        with self._changed:
            while not self._closing:
                ready, pause = self._look()
                if ready is not None:
                    return ready
                self._changed.wait(pause)
            return None

    def _look(self) -> tuple[_Queue | None, float | None]:
        """(the file to serve now, or how long to sleep at most); the one served longest ago comes first."""
        busy = [queue for queue in self._queues.values() if queue.acts]
        due = min(busy, key=lambda queue: queue.not_before, default=None)
        if due is None:
            return None, None
        pause = due.not_before - time.monotonic()
        return (None, pause) if pause > 0 else (due, None)

    def _serve(self, queue: _Queue) -> None:
        """One attempt on one file. The next is put off beforehand: no failure can make the thread spin."""
        with self._changed:
            items = [act.item for act in islice(queue.acts, queue.batch)]
            queue.not_before = time.monotonic() + self._retry_seconds
        try:
            self._write(queue, items)
        except StoreFull as error:
            self._hold(queue, error, again=error.freed)
        except StoreBroken as error:
            queue.broken = True
            self._hold(queue, error, again=queue.trouble is None)
        except StoreError as error:
            self._refuse(queue, len(items), error)
        else:
            self._confirm(queue, len(items))

    def _write(self, queue: _Queue, items: list[Any]) -> None:
        if queue.broken:
            queue.sink.rebuild()
            queue.broken = False
        queue.sink.append(items)

    def _hold(self, queue: _Queue, error: StoreError, *, again: bool) -> None:
        """Keep the acts and tell why; try again at once if that has a chance (`again`), else later."""
        with self._changed:
            queue.trouble = error
            if again:
                queue.not_before = 0.0
        self._on_trouble(error)

    def _refuse(self, queue: _Queue, count: int, error: StoreError) -> None:
        """The file will never take these acts as they are: find the one at fault by writing one at a time."""
        if count > 1:
            queue.batch = 1
            queue.not_before = 0.0
        else:
            self._finish(queue, 1, error)

    def _confirm(self, queue: _Queue, count: int) -> None:
        troubled = queue.trouble is not None
        queue.trouble = None
        self._finish(queue, count, None)
        if troubled and self.trouble is None:
            self._on_trouble(None)

    def _finish(self, queue: _Queue, count: int, error: StoreError | None) -> None:
        """Take acts off the queue for good and put their callbacks in the outbox."""
        with self._changed:
            for _ in range(count):
                self._outbox.append((queue.acts.popleft().on_done, error))
            queue.not_before = time.monotonic()
            if not queue.acts:
                queue.batch = BATCH
            if not queue.acts and not queue.broken:
                del self._queues[id(queue.sink)]
            self._changed.notify_all()

    def _deliver(self) -> None:
        """Call back, one by one; a callback that raises has had its turn and takes no other's away."""
        while self._outbox:
            on_done, error = self._outbox[0]
            try:
                on_done(error)
            finally:
                with self._changed:
                    self._outbox.popleft()
                    self._changed.notify_all()
