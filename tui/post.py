"""The desk's way to headquarters: the courier behind it, and what of its news touches the screen (sync.md §7).

`tick` runs every second in the thread of the screen: lines of other laptops are taken into the open meeting, an
enrolment that was answered is kept, the count of what waits is brought up to date. Nothing here waits for a network.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sync.errors import StoreError
from tui import words_sync as texts

if TYPE_CHECKING:
    from sync.account import Account
    from sync.courier import Courier
    from sync.enrolment import Line, Other
    from sync.protocol import Enrolled, EnrollRequest
    from tui.desk import Desk
    from tui.workbench import Workbench

Then = Callable[[bool], None]
"""What comes once it is known whether headquarters means a further unit."""

AUTO = "auto"
"""The courier goes by itself."""

PATIENCE = 10_000
"""Ms of a lost connection that alarm nobody."""


class Post:
    """What goes to headquarters and comes from it, for one desk. Asleep until `start`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.courier: Courier | None = None
        self.trouble: Exception | None = None
        """Why what came could not be taken in; it is tried again with the next round."""
        self.handed: set[str] = set()
        """Digests of what headquarters handed out that the clerk was told of since the start (`tui.handed`)."""
        self._troubled_since = 0
        self._pending: set[UUID] = set()
        self._was_open = ""
        self._asking: Asking | None = None

    def start(self) -> None:
        """Begin to go; without an account nothing goes anywhere, and nothing of the network is loaded."""
        if not self.desk.store.paths.account.exists():
            return
        from sync.courier import Courier

        self.courier = Courier(self.desk.store)
        self.courier.start()

    def stop(self) -> None:
        """End; a round under way is not waited for long."""
        if self.courier is not None:
            self.courier.stop()
            self.courier = None

    @property
    def account(self) -> Account | None:
        """The account with headquarters, None before enrolment."""
        return self.courier.account if self.courier is not None else None

    def kick(self) -> None:
        """Go now."""
        if self.courier is not None:
            self.courier.kick()

    # --- every second -------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Do what belongs to the thread of the screen."""
        if self.courier is None:
            return
        try:
            self._pending |= self.courier.settle()
            self.trouble = None
        except (StoreError, OSError) as error:
            self.trouble = error
        self._take_peers()
        self._go_when_closed(self.courier)
        self.desk.waiting = self._waiting(self.courier)

    def _take_peers(self) -> None:
        """Take in what came for the meeting that is being recorded."""
        if any(self.desk.store.opened(str(meeting)) is not None for meeting in self._pending):
            self.desk.take_peers()
        self._pending.clear()

    def _go_when_closed(self, courier: Courier) -> None:
        """A meeting that was put away goes at once, where the courier goes by itself (sync.md §7)."""
        replica = self.desk.replica
        now = replica.id if replica is not None else ""
        if self._was_open and now != self._was_open and courier.mode == AUTO:
            courier.kick()
        self._was_open = now

    def _waiting(self, courier: Courier) -> int:
        """How many acts to tell of in the header: none while the way is open, or was a moment ago."""
        now = self.desk.store.clock.wall()
        if courier.told.trouble is None and courier.mode == AUTO:
            self._troubled_since = now
            return 0
        return courier.waiting() if now - self._troubled_since > PATIENCE else 0

    # --- enrolling ----------------------------------------------------------------------------------------------

    def enroll(self, line: Line, code: str, name: str) -> None:
        """Ask headquarters in the background which unit the code is for; `enrolled` has the answer.

        Raises HeadquartersError for no code.
        """
        from sync.enrolment import asked, looking

        request = asked(self.desk.store, code, name)
        self._asking = Asking(line, looking(request), lambda further: self._go_on(line, request, further=further))

    def _go_on(self, line: Line, request: EnrollRequest, *, further: bool) -> None:
        """Use the code, now that it is known which unit it is for."""
        from sync.enrolment import decided

        self._asking = Asking(line, decided(request, further=further), further=further)

    def enrolled(self) -> Account | Question | StoreError | None:
        """The account, the trouble, or what a person has to say first, once; None while there is no answer."""
        asking = self._asking
        if asking is None or asking.running:
            return None
        self._asking = None
        if asking.said is None:
            return asking.trouble
        return self._looked(asking.said, asking.then) if asking.then is not None else self._accept(asking, asking.said)

    def _looked(self, said: Enrolled, then: Then) -> Question | None:
        """Goes on by itself unless headquarters means another unit: that may be what a person wants, or a mistake."""
        from sync.enrolment import is_further, other_unit

        other = other_unit(self.desk.store, said, self.account)
        if other is not None and not is_further(self.desk.store, said, self.account):
            return Question(other, then)
        then(other is not None)
        return None

    def _accept(self, asking: Asking, said: Enrolled) -> Account:
        from sync.enrolment import accepted

        account = accepted(self.desk.store, asking.line, asking.request, said, further=asking.further)
        self.stop()
        self.start()
        return account


def tell_enrolment(bench: Workbench) -> None:
    """Every second: say what headquarters answered, if it did. A question waits until no other one stands there."""
    if bench.prompt is not None:
        return
    answer = bench.post.enrolled()
    if isinstance(answer, Question):
        from tui.connecting import ask_unit

        ask_unit(bench, answer.other, answer.then)
    elif isinstance(answer, StoreError):
        bench.say(answer.sentence, "wrong")
    elif answer is not None:
        bench.say(texts.ENROLLED.format(unit=answer.unit), "done")


@dataclass(frozen=True, slots=True)
class Question:
    """Headquarters means another unit than the laptop's; `then` goes on, told whether they are two."""

    other: Other
    then: Then


class Asking:
    """One call to headquarters in a thread of its own; `then` goes on when it was only a look."""

    def __init__(self, line: Line, request: EnrollRequest, then: Then | None = None, *, further: bool = False) -> None:
        self.line = line
        self.request = request
        self.then = then
        self.further = further
        self.said: Enrolled | None = None
        self.trouble: StoreError | None = None
        self._thread = threading.Thread(target=self._run, name="bienban-enroll", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the answer is still to come."""
        return self._thread.is_alive()

    def _run(self) -> None:
        from sync.enrolment import called

        try:
            self.said = called(self.line, self.request)
        except StoreError as error:
            self.trouble = error
