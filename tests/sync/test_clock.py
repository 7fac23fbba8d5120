"""The corrected clock of a run (sync.md §4): a wall clock that jumps moves no printed time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from sync.clock import JUMP, RunClock, SystemClock
from tests.models.build import DAY
from tests.sync.clocks import HandClock

TICKS = st.tuples(st.just("tick"), st.integers(0, 100_000))
JUMPS = st.tuples(st.just("jump"), st.integers(-10_000_000, 10_000_000))


def test_a_run_begins_at_the_wall_s_time_and_at_0_sync_4() -> None:
    run = RunClock(HandClock())
    assert (run.opened_at, run.now(), run.mono()) == (DAY, DAY, 0)


def test_a_run_never_begins_behind_the_last_entry_sync_4() -> None:
    run = RunClock(HandClock(), not_before=DAY + 60_000)
    assert run.now() == DAY + 60_000


def test_a_jump_of_the_wall_moves_no_printed_time_sync_4() -> None:
    clock = HandClock()
    run = RunClock(clock)
    clock.tick(1_000)
    clock.jump(-3_600_000)
    clock.tick(500)
    assert run.now() == DAY + 1_500
    assert run.mono() == 1_500
    assert run.wall() == DAY + 1_500 - 3_600_000


def test_a_jump_is_told_once_sync_4() -> None:
    clock = HandClock()
    run = RunClock(clock)
    assert run.jump() == 0
    clock.jump(JUMP + 1)
    assert run.jump() == JUMP + 1
    clock.tick(60_000)
    assert run.jump() == 0
    clock.jump(-JUMP - 1)
    assert run.jump() == -JUMP - 1


def test_two_seconds_are_no_jump_but_many_small_ones_are_sync_4() -> None:
    clock = HandClock()
    run = RunClock(clock)
    clock.jump(JUMP)
    assert run.jump() == 0
    clock.jump(1)
    assert run.jump() == JUMP + 1


@given(st.lists(TICKS | JUMPS, max_size=20), st.integers(0, 2 * DAY))
def test_whatever_the_wall_does_the_run_follows_the_monotonic_clock_sync_4(
    happenings: list[tuple[str, int]], not_before: int
) -> None:
    clock = HandClock()
    run = RunClock(clock, not_before)
    told = passed = 0
    for what, ms in happenings:
        getattr(clock, what)(ms)
        told += run.jump()
        passed += ms if what == "tick" else 0
        assert run.now() == max(DAY, not_before) + passed
    jumped = sum(ms for what, ms in happenings if what == "jump")
    assert abs(jumped - told) <= JUMP


def test_the_laptop_s_own_clocks_count_milliseconds() -> None:
    clock = SystemClock()
    before, wall, after = time.time(), clock.wall(), time.time()
    assert int(before * 1000) <= wall <= after * 1000 + 1
    first = clock.mono()
    time.sleep(0.02)
    assert clock.mono() >= first + 19
