"""One round with headquarters: compare heads, push what is behind there, pull what is behind here (sync.md §6, §7).

Nothing is remembered between rounds but the pace: what headquarters says it has is the truth, also when that is less
than yesterday (it was restored: everything is sent again) or other than what lies here (the disk was cloned, or went
back in time: the stream is `Parted`, see `sync.parting`). A pointer moves only to what was acknowledged with the hash
of our own line. Nothing is deleted, nothing waits for a round, and one stream's trouble delays no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sync.account import Account
from sync.chain import Head
from sync.client import Headquarters
from sync.clock import Clock
from sync.errors import (
    AccessEnded,
    AnswerForeign,
    CallRefused,
    CallTooLarge,
    HeadquartersAway,
    HeadquartersBusy,
    HeadquartersDefect,
    HeadquartersError,
    StoreError,
    of_disk,
)
from sync.fetching import fetch
from sync.forwarding import forward
from sync.protocol import Appended, AppendHead, Known, head_statement
from sync.receipts import Receipts
from sync.shelf import Lying, Shelf
from sync.signing import sign
from sync.standing import Fetched, Outcome, Standing, State
from sync.stream import Stream
from sync.twins import begins_alike, only_copies

FIRST_LINES: Final = 200
QUICK: Final = 2_000
"""Ms under which the next batch is twice as large."""

MOST_IDLE: Final = 3
"""Answers in a row that acknowledge nothing new, after which a stream waits for the next round."""


class Pace:
    """How many lines go at once: twice as many after a quick answer, half as many when it does not get through."""

    def __init__(self) -> None:
        self.lines = FIRST_LINES

    def faster(self, most: int) -> None:
        """It went quickly."""
        self.lines = min(self.lines * 2, most)

    def slower(self) -> None:
        """It did not get through."""
        self.lines = max(1, self.lines // 2)


class Round:
    """One round; made anew each time, with what lives longer handed in. `stopped` is asked between two streams."""

    def __init__(
        self,
        shelf: Shelf,
        hq: Headquarters,
        account: Account,
        receipts: Receipts,
        clock: Clock,
        pace: Pace,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._shelf = shelf
        self._hq = hq
        self._account = account
        self._receipts = receipts
        self._clock = clock
        self._pace = pace
        self._stopped = stopped
        self._out = Outcome()

    def run(self) -> Outcome:
        """Push and pull; trouble ends the round and stands in the outcome, what was done before it counts."""
        try:
            self._run()
        except (StoreError, OSError) as error:
            self._out.trouble = of_disk(error)
        if self._hq.date is not None and not isinstance(self._out.trouble, HeadquartersAway):
            self._out.offset = self._hq.date - self._clock.wall()
        return self._out

    def _run(self) -> None:
        there = self._heads()
        all = [lying for lying in self._shelf.all() if not lying.rehearsal]
        mine = [lying for lying in all if lying.own]
        theirs = [lying for lying in all if not lying.own and lying.cell in self._account.cells]
        for lying in (*mine, *theirs):
            self._out.standings[lying.meeting, lying.device] = self._before(lying, there)
        for lying in mine:
            if self._stopped():
                return
            self._out.standings[lying.meeting, lying.device] = self._push(lying, there)
        self._forward_all([lying for lying in theirs if self._standing(lying).waiting])
        for (meeting, device), head in there.items():
            if self._stopped():
                return
            self._pull(meeting, device, head)
        self._out.whole = True

    def _heads(self) -> Mapping[tuple[UUID, UUID], Head]:
        said = self._hq.heads().meetings
        return {
            (meeting, device): Head(seq, bytes.fromhex(hash))
            for meeting, devices in said.items()
            for device, (seq, hash) in devices.items()
        }

    # --- push ---------------------------------------------------------------------------------------------------

    def _before(self, lying: Lying, there: Mapping[tuple[UUID, UUID], Head]) -> Standing:
        """How a stream stands before its turn came."""
        head = there.get((lying.meeting, lying.device))
        acked = min(head.seq, lying.last) if head is not None else 0
        state = State.WHOLE if acked == lying.last else State.WAITING
        return Standing(lying.meeting, lying.device, state, lying.last, acked)

    def _push(self, lying: Lying, there: Mapping[tuple[UUID, UUID], Head]) -> Standing:
        """Bring one own stream to headquarters; only trouble that every stream would meet is raised."""
        before = self._out.standings[lying.meeting, lying.device]
        if lying.cell not in self._account.cells:
            return _stands(before, State.HELD, "other_unit")
        head = there.get((lying.meeting, lying.device))
        if not lying.open and head == lying.head and not self._unsigned(lying, lying.head):
            return before  # both have the same, and that is signed for: the file need not be read again

        def work() -> Standing:
            with self._shelf.borrowed(lying.meeting, lying.device) as stream:
                return self._compare(lying, stream, head, before)

        return self._apart(before, work)

    def _apart(self, before: Standing, work: Callable[[], Standing]) -> Standing:
        """What is done with one stream: its trouble stays its own, unless every stream would meet it."""
        try:
            return work()
        except CallRefused as error:
            return _stands(before, State.BAD, error.code)
        except (HeadquartersDefect, AnswerForeign) as error:
            self._out.trouble = error
            return _stands(before, State.WAITING, error.code)
        except HeadquartersError:
            raise
        except StoreError as error:
            return _stands(before, State.BAD, error.code)

    def _compare(self, lying: Lying, stream: Stream, there: Head | None, before: Standing) -> Standing:
        if there is None:
            return self._send(lying, stream, 0)
        if self._is_followed(lying, there):
            return _stands(before, State.WHOLE, "")
        if stream.hash_at(there.seq) != there.hash:
            return self._part(lying, before)
        return self._send(lying, stream, there.seq - 1 if self._unsigned(lying, there) else there.seq)

    def _unsigned(self, lying: Lying, there: Head) -> bool:
        """Whether the answer to our last lines was lost with its receipt: the last of them is offered once more."""
        kept = self._receipts.of(lying.meeting, lying.device)
        return there.seq > 0 and (kept is None or kept.seq < there.seq)

    def _send(self, lying: Lying, stream: Stream, acked: int) -> Standing:
        """Send from behind what is acknowledged, until headquarters has all or takes no more."""
        end, idle = stream.head, 0
        while acked < end.seq and idle < MOST_IDLE:
            answer = self._append(stream, acked + 1, end)
            if answer.status in ("held", "bad"):
                state = State.HELD if answer.status == "held" else State.BAD
                here = max(end.seq, lying.last)
                return Standing(lying.meeting, lying.device, state, here, acked, answer.reason or answer.status)
            if answer.status == "fork" or not self._believed(stream, answer):
                standing = Standing(lying.meeting, lying.device, State.PARTED, max(end.seq, lying.last), acked)
                return self._part(lying, standing)
            idle = idle + 1 if answer.acked <= acked else 0
            self._out.sent += max(0, answer.acked - acked)
            acked = answer.acked
        here = max(end.seq, lying.last)
        return Standing(lying.meeting, lying.device, State.WHOLE if acked >= here else State.WAITING, here, acked)

    def _believed(self, stream: Stream, answer: Appended) -> bool:
        """Whether what is acknowledged is our own line; then its receipt is kept."""
        hash = stream.hash_at(answer.acked)
        if answer.acked and (hash is None or answer.hash != hash.hex()):
            return False
        receipt = answer.receipt
        if receipt is not None and (receipt.seq, receipt.hash) == (answer.acked, answer.hash):
            self._receipts.keep(stream.header.meeting, stream.header.device, receipt, self._account.key)
        return True

    def _append(self, stream: Stream, first: int, end: Head) -> Appended:
        """One batch, as large as gets through; a line too large alone is held, as headquarters would say."""
        while True:
            count = min(self._pace.lines, self._hq.limits.lines, end.seq - first + 1)
            begun = self._clock.mono()
            try:
                answer = self._offer(stream, first, count, end)
            except CallTooLarge:
                if count == 1:
                    return Appended(status="held", acked=first - 1, reason="too_large")
                self._pace.lines = count
                self._pace.slower()
            except HeadquartersAway:
                self._pace.slower()
                raise
            else:
                if self._clock.mono() - begun < QUICK:
                    self._pace.faster(self._hq.limits.lines)
                return answer

    def _offer(self, stream: Stream, first: int, count: int, end: Head) -> Appended:
        header, last = stream.header, first + count - 1
        before, after = stream.hash_at(first - 1), stream.hash_at(last)
        assert before is not None
        assert after is not None
        key = self._shelf.keys[header.device]
        head = AppendHead(
            cell=header.cell,
            first=first,
            prev=before.hex(),
            head=(last, after.hex()),
            end=end.seq,
            sig=sign(key, head_statement(header.cell, header.meeting, header.device, last, after)),
            header=header.raw.decode() if first == 1 else "",
        )
        lines = [stream.line(seq) for seq in range(first, last + 1)]
        return self._hq.append(header.meeting, header.device, head, lines)

    def _part(self, lying: Lying, standing: Standing) -> Standing:
        """Headquarters has another stream under our name: fetch it, unless the desk is writing ours now."""
        if lying.open:
            return _stands(standing, State.PARTED, "open")
        fetched = fetch(self._hq, lying.meeting, lying.device, None)
        self._out.parted.append(fetched)
        return _stands(standing, State.PARTED, "parted")

    # --- forward ------------------------------------------------------------------------------------------------

    def _forward_all(self, behind: Sequence[Lying]) -> None:
        """Colleagues' streams of which more lies here than at headquarters (sync.md §7)."""
        if not behind or self._stopped():
            return
        known = {one.device: one for one in self._hq.devices().devices}
        for lying in behind:
            if self._stopped():
                return
            before = self._standing(lying)
            standing = self._apart(before, partial(self._forward, lying, before, known))
            self._out.standings[lying.meeting, lying.device] = standing

    def _forward(self, lying: Lying, before: Standing, known: Mapping[UUID, Known]) -> Standing:
        standing, answer = forward(self._shelf, self._hq, lying, before, known)
        self._out.sent += standing.there - before.there
        if answer is not None and answer.receipt is not None:
            with self._shelf.borrowed(lying.meeting, lying.device) as stream:
                self._believed(stream, answer)
        return standing

    def _standing(self, lying: Lying) -> Standing:
        return self._out.standings[lying.meeting, lying.device]

    # --- pull ---------------------------------------------------------------------------------------------------

    def _pull(self, meeting: UUID, device: UUID, there: Head) -> None:
        """Bring somebody else's stream here; one that does not hold together is left for the next round."""
        try:
            self._pull_behind(meeting, device, there)
        except (AccessEnded, HeadquartersAway, HeadquartersBusy):
            raise
        except StoreError as error:
            self._out.trouble = error

    def _is_followed(self, lying: Lying, there: Head) -> bool:
        """Whether a twin may be writing on under an identity that this installation has given up."""
        former = lying.own and lying.device != self._shelf.current
        return former and lying.sound and not lying.open and there.seq > lying.last

    def _pull_behind(self, meeting: UUID, device: UUID, there: Head) -> None:
        lying = self._shelf.at(meeting, device)
        if device in self._shelf.keys:
            self._pull_own(meeting, device, lying, there)
            return
        if lying is not None and self._is_like(lying, there):
            return
        try:
            if lying is not None and lying.sound and lying.last < there.seq:
                self._took(self._pull_further(meeting, device))
                return
        except AnswerForeign:
            pass  # what lies here is not the beginning of it: cut on its way, or another stream under that name
        self._replace(meeting, device)

    def _is_like(self, lying: Lying, there: Head) -> bool:
        """Whether a colleague's stream lies here as headquarters has it, or further."""
        if lying.head == there:
            return True
        if lying.head.seq < there.seq:
            return not lying.sound and lying.last > there.seq
        with self._shelf.borrowed(lying.meeting, lying.device) as stream:
            return stream.hash_at(there.seq) == there.hash

    def _replace(self, meeting: UUID, device: UUID) -> None:
        """A colleague's stream is not here, is hurt, or is another one under that name (its laptop's disk was copied).

        Headquarters' is the one that counts, on every laptop alike. What lies here gives way once all its acts lie
        here under another name too, for the laptop that wrote them issues them again; its file stays beside the new.
        """
        lying = self._shelf.at(meeting, device)
        parted = lying is not None and lying.sound
        if parted and self._shelf.is_open(meeting):
            self._wait_for_twin(meeting, device, "peer_open")
            return
        fetched = fetch(self._hq, meeting, device, None)
        if parted and begins_alike(self._shelf, fetched):
            raise AnswerForeign("hq_foreign")  # it is the same stream after all: the page before was not whole
        if parted and not only_copies(self._shelf, fetched):
            self._wait_for_twin(meeting, device, "peer_parted")
            return
        self._shelf.put_aside(meeting, device)
        self._shelf.put(fetched.header, fetched.lines)
        self._took(fetched)

    def _wait_for_twin(self, meeting: UUID, device: UUID, reason: str) -> None:
        before = self._out.standings.get((meeting, device))
        if before is not None:
            self._out.standings[meeting, device] = _stands(before, State.PARTED, reason)

    def _pull_further(self, meeting: UUID, device: UUID) -> Fetched:
        """The lines behind those that lie here, appended to them."""
        with self._shelf.borrowed(meeting, device) as stream:
            header, head = stream.header, stream.head
        fetched = fetch(self._hq, meeting, device, (header, head))
        self._shelf.extend(meeting, device, fetched.lines)
        return fetched

    def _pull_own(self, meeting: UUID, device: UUID, lying: Lying | None, there: Head) -> None:
        """A stream of our own: gone from this disk, which went back in time, or written on by a twin."""
        if lying is None:
            gone = not self._shelf.paths.stream(meeting, device).exists()
            if gone and not self._shelf.is_open(meeting):
                self._out.parted.append(fetch(self._hq, meeting, device, None))
        elif self._is_followed(lying, there):
            try:
                self._took(self._pull_further(meeting, device))
            except AnswerForeign:
                self._out.standings[meeting, device] = self._part(lying, self._out.standings[meeting, device])

    def _took(self, fetched: Fetched) -> None:
        meeting, device = fetched.header.meeting, fetched.header.device
        self._out.fetched += len(fetched.lines)
        self._out.pulled.setdefault(meeting, set()).add(device)
        if device not in self._shelf.keys and fetched.header.cell in self._account.cells:
            seq = fetched.head.seq
            self._out.standings[meeting, device] = Standing(meeting, device, State.WHOLE, seq, seq)
        if fetched.signed is not None:
            self._shelf.keep_word(meeting, device, fetched.signed)


def _stands(before: Standing, state: State, reason: str) -> Standing:
    return Standing(before.meeting, before.device, state, before.here, before.there, reason)
