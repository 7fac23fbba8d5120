"""The planted bugs of sync.md §11 that concern the laptop, each put in and caught by the test that is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from sync import round as rounds
from sync.chain import Chain
from sync.client import Headquarters
from sync.courier import Courier
from sync.errors import AccessEnded
from sync.replica import Replica
from sync.round import Round
from sync.shelf import Lying, header_of
from sync.standing import Fetched, Outcome, Standing, State
from sync.stream import Stream, StreamHeader
from tests.sync import test_round
from tests.sync.headquarters import Laptop, Office

Scene = Callable[[Laptop, Laptop, Office], None]
Plant = Callable[[pytest.MonkeyPatch], None]


def wipe_on_401(patch: pytest.MonkeyPatch) -> None:
    """Access ended, so the data go (what a naive client does when it is logged out)."""
    honest = Courier.once

    def once(self: Courier) -> Outcome:
        outcome = honest(self)
        if isinstance(outcome.trouble, AccessEnded):
            for path in self.shelf.paths.root.glob("meetings/*/*.journal"):
                path.unlink()
        return outcome

    patch.setattr(Courier, "once", once)


def retry_only_on_write(patch: pytest.MonkeyPatch) -> None:
    """What was unsent at the start is no reason to go."""
    patch.setattr(Courier, "_unsent", lambda self: False)


def drop_rejected_on_200(patch: pytest.MonkeyPatch) -> None:
    """The call succeeded, so everything in it is taken as sent."""
    honest = Round._send

    def send(self: Round, lying: Lying, stream: Stream, acked: int) -> Standing:
        standing = honest(self, lying, stream, acked)
        if standing.state is State.HELD:
            return replace(standing, state=State.WHOLE, there=standing.here, reason="")
        return standing

    patch.setattr(Round, "_send", send)


def fork_believed(patch: pytest.MonkeyPatch) -> None:
    """An acknowledgement counts whatever hash it names."""
    patch.setattr(Round, "_believed", lambda self, stream, answer: True)


def data_unchecked(patch: pytest.MonkeyPatch) -> None:
    """What comes down counts before it is proven, and the place in the stream moves on."""

    def fetch(hq: Headquarters, meeting: UUID, device: UUID, behind: object) -> Fetched:
        first = behind[1].seq + 1 if isinstance(behind, tuple) else 1
        page = hq.page(meeting, device, first)
        header: StreamHeader = header_of(page.head.header.encode(), meeting, device)
        return Fetched(header, page.lines, Chain(meeting, device).origin(header.raw))

    patch.setattr(rounds, "fetch", fetch)


def unbounded_clock_merge(patch: pytest.MonkeyPatch) -> None:
    """The latest clock of all is everybody's."""
    honest = Replica.take_peers

    def take(self: Replica, paths: Sequence[Path]) -> frozenset[str]:
        parts = honest(self, paths)
        latest = max(entry.at for entry in self.meeting.ledger.entries.values())
        self._clock.opened_at += max(0, latest - self.now())
        return parts

    patch.setattr(Replica, "take_peers", take)


def backlog(first: Laptop, second: Laptop, office: Office) -> None:
    """Something is unsent and nothing new is written."""
    first.begin(notes=1)
    first.put_away()
    first.cable.meet(test_round.HEADS, "cut")
    first.sync()
    first.courier._failures = 0
    assert first.courier._due(0)


PLANTED: dict[str, tuple[Plant, Scene]] = {
    "wipe on 401": (wipe_on_401, lambda a, b, hq: test_round.test_wipe_on_401_is_impossible(a, hq)),
    "retry only on write": (retry_only_on_write, backlog),
    "drop rejected on 200": (
        drop_rejected_on_200,
        lambda a, b, hq: test_round.test_rejected_within_a_200_is_kept_thunderbolt_944(a, hq),
    ),
    "fork accepted": (
        fork_believed,
        lambda a, b, hq: test_round.test_an_acknowledgement_of_other_bytes_is_not_believed(a, hq),
    ),
    "cursor saved before data": (data_unchecked, test_round.test_a_page_with_a_wrong_line_changes_nothing),
    "unbounded clock merge": (
        unbounded_clock_merge,
        test_round.test_a_clock_that_is_wrong_refuses_nothing_actual_3786_7106,
    ),
}


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_the_planted_bug_is_caught(
    name: str, monkeypatch: pytest.MonkeyPatch, first: Laptop, second: Laptop, office: Office
) -> None:
    """The scene passes without the bug (it is a test of its own, or is played first) and fails with it."""
    plant, scene = PLANTED[name]
    if name == "retry only on write":
        scene(first, second, office)
        first.sync()
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        scene(first, second, office)
