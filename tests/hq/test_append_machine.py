"""Any repeats, interleavings, cuts, overlaps and clones end in the same state; planted bugs do not (sync.md §11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, cast
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import IntegrityError

from hq.database import Database
from hq.schema import heads, lines
from hq.services import Services
from hq.streams import Held, Proven, Streams
from sync.protocol import Appended, Status, receipt_statement
from sync.signing import verified
from tests.hq.conftest import Reopen
from tests.hq.laptops import Laptop, found

BOUNDED = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)

CAUGHT = settings(BOUNDED, phases=(Phase.generate,), max_examples=100)
"""For planted bugs: that they are found matters, not the smallest history that shows them."""

POSITION = st.integers(0, 14)


class Appending(RuleBasedStateMachine):
    """One stream, its device and a clone of it, against what the answers must be.

    What the server holds is looked at through a connection of its own, as another process would.
    """

    def __init__(self, streams: Streams, services: Services, other: Database) -> None:
        super().__init__()
        self.streams, self.services, self.other = streams, services, other
        self.first = Laptop("m1", meeting=uuid4())
        self.twin = replace(self.first, lines=[])
        self.held: list[bytes] = []

    @initialize(common=st.integers(0, 3))
    def begin(self, common: int) -> None:
        """Both recorded the same before the disk was copied, and something else since."""
        self.first.write(common).write(3, "bản chính")
        self.twin.write(common).write(3, "bản sao")

    @rule(count=st.integers(1, 3), cloned=st.booleans())
    def write(self, count: int, cloned: bool) -> None:
        """Either goes on recording, the one not what the other does."""
        (self.twin if cloned else self.first).write(count, "bản sao" if cloned else "bản chính")

    @rule(back=st.integers(-1, 4), count=st.integers(0, 8), cloned=st.booleans())
    def send(self, back: int, count: int, cloned: bool) -> None:
        """Any piece of either stream, once more or for the first time, mostly about the server's head."""
        laptop = self.twin if cloned else self.first
        first = min(max(1, len(self.held) + 1 - back), len(laptop.lines) + 1)
        last = min(first - 1 + count, len(laptop.lines))
        expected = self._expected(laptop, first, last)
        answer = self.streams.append(laptop.caller, laptop.batch(first, last))
        assert answer.status == expected, (first, last, len(self.held))
        if expected == "ok":
            self.held = laptop.lines[:last]
        self._check(answer)

    @rule(start=POSITION, spoilt=st.integers(0, 13), sign=st.integers(1, 255))
    def send_spoilt(self, start: int, spoilt: int, sign: int) -> None:
        """One byte of a line changed under way: never taken, whatever is there."""
        laptop = self.first
        first = min(start, len(laptop.lines)) + 1
        batch = laptop.batch(first)
        if not batch.lines:
            return
        sent = list(batch.lines)
        place = spoilt % len(sent)
        hurt = bytearray(sent[place])
        hurt[spoilt % len(hurt)] ^= sign
        sent[place] = bytes(hurt)
        answer = self.streams.append(laptop.caller, replace(batch, lines=sent))
        assert answer.status == "bad"
        self._check(answer)

    def _expected(self, laptop: Laptop, first: int, last: int) -> Status:
        """The oracle: the server's lines are a list, and that is all there is to it."""
        if first > len(self.held) + 1:
            return "gap"
        common = min(last, len(self.held))
        if self.held and laptop.lines[:common] != self.held[:common]:
            return "fork"
        return "ok" if last > len(self.held) else "dup"

    def _check(self, answer: Appended) -> None:
        """What was acknowledged is there, in another process's eyes, byte for byte."""
        assert answer.acked == len(self.held)
        seen = self.other.read(lambda connection: _stored(connection, self.first))
        assert seen == self.held
        if self.held:
            assert answer.receipt is not None
            of = receipt_statement(
                self.first.meeting, self.first.device, answer.acked, _hash(self.held, self.first), answer.receipt.at
            )
            assert verified(self.services.public, of, answer.receipt.sig)

    def teardown(self) -> None:
        """Whatever happened: one whole send of what came first makes it whole."""
        laptop = self.first if self.first.lines[: len(self.held)] == self.held else self.twin
        if laptop.lines:
            self.streams.append(laptop.caller, laptop.batch())
            assert self.other.read(lambda connection: _stored(connection, laptop)) == laptop.lines


def _stored(connection: Connection, laptop: Laptop) -> list[bytes]:
    mine = (lines.c.meeting == laptop.meeting) & (lines.c.device == laptop.device)
    return [
        bytes(line) for line in connection.execute(select(lines.c.line).where(mine).order_by(lines.c.seq)).scalars()
    ]


def _hash(held: list[bytes], laptop: Laptop) -> bytes:
    return replace(laptop, lines=held).heads()[-1].hash


@pytest.fixture
def run(services: Services, another: Reopen) -> Iterator[Callable[..., None]]:
    """Runs the machine over a kind of record."""
    found(services.database, Laptop("m1"))
    with ExitStack() as stack:

        def go(kind: Callable[[Services], Streams], given: Services = services, how: settings = BOUNDED) -> None:
            streams, other = kind(given), another()
            stack.callback(other.close)
            machine = cast(type[Appending], lambda: Appending(streams, services, other))
            run_state_machine_as_test(machine, settings=how)

        yield go


def test_every_history_of_appends_ends_as_the_oracle_says(run: Callable[..., None]) -> None:
    """sync.md §11, push: repeats, interleavings, cuts; one dot ↔ one hash; a clone told at first contact."""
    run(Streams)


# --- planted bugs: each must be caught by the machine above ----------------------------------------------------------


class InsertOrIgnore(Streams):
    """Takes whatever has a new number, without comparing a hash."""

    def _agrees(self, connection: Connection, new: Proven, held: Held) -> bool:
        return True


class ForkAccepted(Streams):
    """The last one to come wins."""

    def _agrees(self, connection: Connection, new: Proven, held: Held) -> bool:
        if not super()._agrees(connection, new, held):
            batch = new.batch
            for table in (lines, heads):
                mine = (table.c.meeting == batch.meeting) & (table.c.device == batch.device)
                connection.execute(delete(table).where(mine & (table.c.seq >= 0)))
        return True


class OverlapOnlyByCount(Streams):
    """Looks whether the numbers fit, but at the hash only where the new lines begin."""

    def _agrees(self, connection: Connection, new: Proven, held: Held) -> bool:
        return new.last.seq <= held.head.seq or super()._agrees(connection, new, held)


class LateCommit(Database):
    """Answers first and commits when the next call comes."""

    _left: Any = None

    def write(self, work: Callable[[Connection], Any]) -> Any:
        if self._left is not None:
            self._left[1].commit()
            self._left[0].close()
        connection = self.engine.connect()
        self._left = (connection, connection.begin())
        return work(connection)

    def close(self) -> None:
        if self._left is not None:
            self._left[1].rollback()
            self._left[0].close()
        super().close()


@pytest.mark.parametrize("planted", [InsertOrIgnore, ForkAccepted, OverlapOnlyByCount])
def test_planted_bugs_of_comparing_are_caught(run: Callable[..., None], planted: type[Streams]) -> None:
    """sync.md §11: insert-or-ignore without hash compare; fork accepted."""
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        run(planted, how=CAUGHT)
    assert any(_told(caught.value, kind) for kind in (AssertionError, IntegrityError, psycopg.IntegrityError))


def test_ack_before_commit_is_caught(run: Callable[..., None], services: Services, url: str) -> None:
    """sync.md §11: what was acknowledged is not there for anybody else."""
    late = LateCommit(url)
    try:
        with pytest.raises(BaseException) as caught:  # noqa: PT011
            run(Streams, replace(services, database=late), how=CAUGHT)
        assert _told(caught.value, AssertionError)
    finally:
        late.close()


def _told(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether the machine failed for the reason meant, alone or among several."""
    return isinstance(error, kind) or any(_told(one, kind) for one in getattr(error, "exceptions", ()))
