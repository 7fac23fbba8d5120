"""The courier: rounds with headquarters in the background, as long as something is unsent (sync.md §7).

    courier = Courier(store)             # in the thread that records
    courier.start()
    courier.kick()                       # now: the clerk's key, a meeting was closed
    courier.settle()                     # every second, in the thread that records: what only it may do
    courier.stop()

The thread asks what is unsent and needs no new write to try again. After trouble it waits a random time under a bound
that doubles from 2 s to 5 min, or as long as headquarters asked; there is one timer. It reads confirmed lines only, and
nothing on the screen or the disk ever waits for it.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sync.account import Account, load_account
from sync.client import Headquarters
from sync.clock import Clock, SystemClock
from sync.contents import Contents, bring
from sync.enrolment import RENEW_BEFORE, Dial, dial, introduced, renewed
from sync.errors import (
    AccessEnded,
    CallRefused,
    HeadquartersError,
    StoreBroken,
    StoreClosed,
    StoreError,
    StoreFull,
    of_disk,
)
from sync.identity import Identity, keys_of
from sync.parting import settle
from sync.receipts import Attempt, Receipts
from sync.round import Pace, Round
from sync.shelf import Shelf
from sync.standing import Fetched, Outcome, Standing, State
from sync.store import Store
from sync.stream import Stream
from sync.turning import entrust

AUTO, ASKED, OFF = "auto", "asked", "off"
SETTING: Final = "sync"
"""The setting that says when the courier goes: by itself, when the clerk says so, never."""

SHORTEST: Final = 2.0
LONGEST: Final = 300.0
"""Seconds; the bounds between which waiting after trouble grows (sync.md §7)."""

PARTLY: Final = 60.0
"""The longest wait in seconds when only some streams met trouble: they must not delay the others."""

TICK: Final = 10.0
"""Seconds between two looks at what is unsent."""

MEETING_EVERY: Final = 30.0
"""Seconds between two rounds while a meeting is recorded, so that another laptop's acts come in."""

_RENEWABLE: Final = frozenset(("hq_token", "hq_expired"))

HELLO_EVERY: Final = 3_600_000
"""Ms for which headquarters' introduction is believed."""

FAREWELL: Final = 2.0
"""Seconds that the end of the program waits for a round under way."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the screen shows. Times are UTC ms, 0 for never; `offset` as in `Outcome`."""

    outcome: Outcome | None = None
    running: bool = False
    whole_at: int = 0
    trouble: StoreError | None = None


def delay_after(failures: int, asked: float | None, chance: Callable[[float, float], float]) -> float:
    """Seconds until the next try: full jitter under a doubling bound, never before headquarters asked for."""
    bound = min(LONGEST, SHORTEST * 2 ** min(failures, 16))
    return max(chance(SHORTEST / 2, bound), asked or 0.0)


class Courier:
    """Rounds for one store, with the account it has now; without one it only sleeps."""

    def __init__(
        self,
        store: Store,
        *,
        dial: Dial = dial,
        clock: Clock | None = None,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._store = store
        self._dial = dial
        self._clock = clock or SystemClock()
        self._chance = chance
        self.mode = str(store.setting(SETTING) or AUTO)
        self.account: Account | None = None
        self.receipts: Receipts | None = None
        self.contents: Contents | None = None
        """What headquarters handed to the unit; None before enrolment."""
        self.shelf = Shelf(store.paths, {}, self._opened, cipher=store.cipher)
        self.told = Told()
        self._hq: Headquarters | None = None
        self._greeted = 0
        self._pace = Pace()
        self._failures = 0
        self._identities: list[Identity] = []
        self._introduced: list[Identity] = []
        """Those of whom headquarters was told, believed or not, at the time `_introduced_at` (UTC ms)."""
        self._introduced_at = 0
        self._changed = threading.Condition()
        self._kicked = False
        self._closing = False
        self._entrusting = False
        """Whether headquarters named another recovery key than the one that was known."""
        self._pulled: dict[UUID, set[UUID]] = {}
        self._parted: list[Fetched] = []
        self._thread: threading.Thread | None = None
        self._load()

    # --- in the thread that records -----------------------------------------------------------------------------

    def _load(self) -> None:
        """The account and the keys; after an enrolment there is a new courier."""
        try:
            self.account = load_account(self._store.paths.account, self._store.cipher)
        except StoreError as error:
            self.told = replace(self.told, trouble=error)
            return
        if self.account is not None:
            self._know_ourselves()
            self.receipts = Receipts(self._store.paths.receipts, cipher=self._store.cipher)
            self.contents = Contents(self._store.paths.contents, cipher=self._store.cipher)

    def _know_ourselves(self) -> None:
        """Who this installation is now, and was: it may have become another device since it was last asked."""
        self._identities = self._store.identities()
        self.shelf.keys = keys_of(self._identities)

    def start(self) -> None:
        """Begin; the first round comes at once."""
        self._thread = threading.Thread(target=self._run, name="bienban-courier", daemon=True)
        self._thread.start()

    def kick(self) -> None:
        """Go now, whatever was being waited for."""
        with self._changed:
            self._kicked = True
            self._failures = self._introduced_at = 0
            self._changed.notify_all()

    def set_mode(self, mode: str) -> None:
        """When to go: `AUTO`, `ASKED` or `OFF`; kept in the settings."""
        self._store.set_setting(SETTING, mode)
        with self._changed:
            self.mode = mode
            self._changed.notify_all()

    def settle(self) -> set[UUID]:
        """Do what only this thread may: refresh the list, settle partings. The meetings to which lines came."""
        with self._changed:
            pulled, self._pulled = self._pulled, {}
            parted, self._parted = self._parted, []
        for meeting, devices in pulled.items():
            self._store.takes_in(str(meeting), devices)
        settled = [fetched.header.meeting for fetched in parted if settle(self._store, self.shelf, fetched)]
        if self._identities and self._store.device.id != self._identities[-1].id:
            self._know_ourselves()
        if self._entrusting and self._store.cipher is not None:
            entrust(self._store.paths, self._store.cipher)
        self._entrusting = False
        return {*pulled, *settled}

    def stop(self) -> None:
        """End the thread; a round under way is left behind, what it did so far counts."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(FAREWELL)
        for journal in (self.receipts, self.contents):
            if journal is not None:
                journal.close()
        if self._thread is None or not self._thread.is_alive():
            self._hang_up()

    def standings(self) -> list[Standing]:
        """How the own streams stand: as the last round left them, and with what was recorded since.

        Looks at no file: the screen may ask.
        """
        outcome = self.told.outcome
        return [self._grown(one) for one in outcome.standings.values()] if outcome is not None else []

    def waiting(self) -> int:
        """Own lines on their way to headquarters."""
        return sum(one.waiting for one in self.standings() if one.state in (State.WHOLE, State.WAITING))

    def _grown(self, standing: Standing) -> Standing:
        live = self._opened(standing.meeting)
        if live is None or live.header.device != standing.device or live.next_seq - 1 <= standing.here:
            return standing
        state = State.WAITING if standing.state is State.WHOLE else standing.state
        return replace(standing, here=live.next_seq - 1, state=state)

    def _unsent(self) -> bool:
        """Whether headquarters lacks lines that it may take: what it held or what parted waits for a person."""
        account, outcome = self.account, self.told.outcome
        if account is None or outcome is None:
            return account is not None
        for one in self.shelf.all():
            standing = outcome.standings.get((one.meeting, one.device))
            settled = standing is not None and standing.state in (State.HELD, State.BAD, State.PARTED)
            ours = one.own or one.cell in account.cells
            if ours and not settled and not one.rehearsal and one.last > (standing.there if standing else 0):
                return True
        return False

    # --- one round, in any one thread ---------------------------------------------------------------------------

    def once(self) -> Outcome:
        """One round, now. HeadquartersError in the outcome, AccessEnded when this laptop is not enrolled."""
        self.told = replace(self.told, running=True)
        outcome = self._round()
        if not outcome.standings and outcome.trouble is not None:
            outcome.standings = self._as_known()
        with self._changed:
            for meeting, devices in outcome.pulled.items():
                self._pulled.setdefault(meeting, set()).update(devices)
            self._parted += outcome.parted
        whole_at = self.told.whole_at if outcome.trouble else self._clock.wall()
        self.told = replace(self.told, outcome=outcome, running=False, whole_at=whole_at, trouble=outcome.trouble)
        self._note(outcome)
        return outcome

    def _round(self) -> Outcome:
        account, receipts = self.account, self.receipts
        if account is None or receipts is None:
            return Outcome(trouble=AccessEnded("hq_not_enrolled"))
        try:
            hq, account = self._reached(account)
        except (HeadquartersError, OSError) as error:
            return Outcome(trouble=of_disk(error))
        outcome = self._run_round(hq, account, receipts)
        if any(one.reason == "unknown_device" for one in outcome.standings.values()):
            fresh = self._introduce(hq, account)
            if fresh is not account:
                outcome, account = self._run_round(hq, fresh, receipts), fresh
        if outcome.trouble is not None and outcome.trouble.code in _RENEWABLE:
            fresh = self._renew(hq, account) or self._introduce(hq, account)
            outcome = self._run_round(hq, fresh, receipts) if fresh is not account else outcome
        if outcome.whole and self.contents is not None:
            self._look_for_contents(hq, self.contents)
        return outcome

    def _look_for_contents(self, hq: Headquarters, contents: Contents) -> None:
        """Bring what headquarters hands out: no trouble with it is one of the record, the next round asks again."""
        with suppress(StoreError, OSError):
            recovery, account = bring(hq, contents).recovery, self.account
            if recovery and account is not None and recovery != account.recovery:
                self._keep(account.model_copy(update={"recovery": recovery}))
                self._entrusting = True

    def _as_known(self) -> dict[tuple[UUID, UUID], Standing]:
        """How the streams stood after the last round that reached headquarters, else as the receipts say."""
        if self.told.outcome is not None and self.told.outcome.standings:
            return self.told.outcome.standings
        found = {}
        for one in self.shelf.all():
            if one.own and not one.rehearsal and self.account is not None and one.cell in self.account.cells:
                kept = self.receipts.of(one.meeting, one.device) if self.receipts is not None else None
                there = min(kept.seq, one.last) if kept is not None else 0
                state = State.WHOLE if there == one.last else State.WAITING
                found[one.meeting, one.device] = Standing(one.meeting, one.device, state, one.last, there)
        return found

    def _run_round(self, hq: Headquarters, account: Account, receipts: Receipts) -> Outcome:
        return Round(self.shelf, hq, account, receipts, self._clock, self._pace, lambda: self._closing).run()

    def _renew(self, hq: Headquarters, account: Account) -> Account | None:
        """A new token while the old one ends, or is not known because headquarters was restored: the key still speaks.

        None when that did not work either; then the calls with the old token tell the trouble.
        """
        try:
            return self._keep(renewed(account, hq, self.shelf.keys[account.device], self._clock))
        except (HeadquartersError, OSError):
            return None

    def _introduce(self, hq: Headquarters, account: Account) -> Account:
        """Tell headquarters who this laptop is now, and was: its earlier identities speak for it.

        A headquarters that was restored may know the earlier ones only. Where none is believed the round goes on with
        the account as it is: what is not taken is held, in sight, and it is tried again after a while or when kicked.
        """
        known, now = self._identities, self._clock.wall()
        if not known or (known == self._introduced and now - self._introduced_at < HELLO_EVERY):
            return account
        try:
            account = self._keep(introduced(account, hq, known, self._clock))
        except (AccessEnded, CallRefused):
            pass
        except (HeadquartersError, OSError):
            return account
        self._introduced, self._introduced_at = known, now
        return account

    def _keep(self, account: Account) -> Account:
        account.save(self._store.paths.account, cipher=self._store.cipher)
        self.account = account
        return account

    def _reached(self, account: Account) -> tuple[Headquarters, Account]:
        """Headquarters on the line, introduced, with a token that holds for a while yet."""
        hq = self._hq = self._hq or self._dial(account.url, account.token, account.ca, account.plain)
        now = self._clock.wall()
        renewing, other = account.expires - now < RENEW_BEFORE, account.device != self.shelf.current
        if not self._greeted or now - self._greeted > HELLO_EVERY or renewing or other:
            hq.hello()  # what is signed below names headquarters' time, and no time of long ago
            self._greeted = now
        if renewing:
            account = self._renew(hq, account) or account
        if other:
            account = self._introduce(hq, account)
        return hq, account

    def _note(self, outcome: Outcome) -> None:
        """Keep how it went, if anything did; no trouble with the disk stands in the way of the next round."""
        code = outcome.trouble.code if outcome.trouble else ""
        if self.receipts is not None and (code or outcome.sent or outcome.fetched):
            try:
                self.receipts.note(Attempt(self._clock.wall(), code, outcome.sent, outcome.fetched))
            except (StoreFull, StoreBroken, StoreClosed):
                return

    def _hang_up(self) -> None:
        if self._hq is not None:
            self._hq.close()
        self._hq, self._greeted = None, 0

    def _opened(self, meeting: UUID) -> Stream | None:
        replica = self._store.opened(str(meeting))
        return replica.own if replica is not None else None

    # --- the thread ---------------------------------------------------------------------------------------------

    def _run(self) -> None:
        wait, since = 0.0, 0.0
        while self._sleep(wait):
            with self._changed:
                kicked, self._kicked = self._kicked, False
            since += wait
            if not (kicked or self._due(since)):
                wait = TICK
                continue
            outcome, since = self.once(), 0.0
            wait = self._pause(outcome)

    def _sleep(self, seconds: float) -> bool:
        """Wait for the timer or a kick; False when it is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._kicked, seconds)
            return not self._closing

    def _due(self, since: float) -> bool:
        """Whether there is a reason to go: something unsent, or it is time to look for what others recorded."""
        if self.mode != AUTO or self.account is None:
            return False
        recording = any(self._opened(meeting) is not None for meeting in self._store.paths.meetings())
        return self._failures > 0 or since >= (MEETING_EVERY if recording else LONGEST) or self._unsent()

    def _pause(self, outcome: Outcome) -> float:
        """Seconds until the next look."""
        if outcome.trouble is None:
            self._failures = 0
            return TICK
        self._failures += 1
        asked = outcome.trouble.wait if isinstance(outcome.trouble, HeadquartersError) else None
        wait = delay_after(self._failures, asked, self._chance)
        return min(wait, PARTLY) if outcome.whole and not asked else wait
