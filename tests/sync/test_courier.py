"""The courier (sync.md §7): it goes because something is unsent, waits as it should, and nothing waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plan import Plan
from sync.courier import ASKED, LONGEST, OFF, PARTLY, SHORTEST, Courier, delay_after
from sync.enrolment import RENEW_BEFORE
from sync.errors import HeadquartersAway, HeadquartersBusy, HeadquartersDefect
from sync.protocol import Code
from sync.standing import Outcome, State
from tests.sync.clocks import HandClock
from tests.sync.headquarters import Laptop, Office, enrolled, problem

SEND, HEADS = "POST /v1/meetings", "GET /v1/heads"


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """A laptop that headquarters knows."""
    with enrolled(tmp_path / "laptop", plan, office) as made:
        yield made


def until(true: Callable[[], bool]) -> bool:
    """Wait for the thread."""
    for _ in range(1_000):
        if true():
            return True
        time.sleep(0.01)
    return False


@given(st.integers(0, 10_000), st.none() | st.floats(0, 10_000), st.floats(0, 1))
def test_waiting_is_jittered_bounded_and_obedient(failures: int, asked: float | None, luck: float) -> None:
    """2 s … 5 min, full jitter; never before headquarters asked for (commcare-android#2124)."""
    wait = delay_after(failures, asked, lambda low, high: low + luck * (high - low))
    assert wait >= max(SHORTEST / 2, asked or 0)
    assert wait <= max(LONGEST, asked or 0)


def test_laptops_do_not_come_back_together() -> None:
    """Full jitter: the whole span is used."""
    assert delay_after(20, None, lambda low, high: low) < SHORTEST
    assert delay_after(20, None, lambda low, high: high) == LONGEST


def test_trouble_of_some_streams_delays_the_others_little(laptop: Laptop) -> None:
    courier = laptop.courier
    courier._chance = lambda low, high: high
    courier._failures = 20
    assert courier._pause(Outcome(trouble=HeadquartersDefect("hq_defect"), whole=True)) == PARTLY
    assert courier._pause(Outcome(trouble=HeadquartersAway("hq_away"))) == LONGEST
    assert courier._pause(Outcome(trouble=HeadquartersBusy("hq_busy", wait=900.0))) == 900
    courier._pause(Outcome())
    assert courier._failures == 0


def test_the_thread_sends_what_is_unsent_without_a_new_write(laptop: Laptop, office: Office) -> None:
    """powersync-swift#179, planted bug "retry only on write": the backlog is the reason, also after a restart."""
    laptop.begin(notes=3)
    laptop.restart()
    laptop.courier.start()
    assert until(lambda: len(office.stored()) == 1)
    assert laptop.held() == office.stored()


def test_a_failed_round_is_tried_again_by_itself(laptop: Laptop, office: Office) -> None:
    """State-driven: something is unsent, so the timer runs."""
    laptop.begin(notes=3)
    laptop.courier._chance = lambda low, high: 0.0
    laptop.cable.meet(HEADS, "cut", "cut", problem(503, Code.BUSY), problem(500, Code.DEFECT))
    laptop.courier.start()
    assert until(lambda: len(office.stored()) == 1)


def test_no_act_waits_for_headquarters(laptop: Laptop, office: Office) -> None:
    """sync.md §5: an append that hangs in the network delays no record."""
    laptop.begin(notes=1)
    let_go, hanging = threading.Event(), threading.Event()
    carry = laptop.cable._carry

    def hang(request: object) -> object:
        hanging.set()
        let_go.wait(30)
        return carry(request)  # type: ignore[arg-type]

    laptop.cable._carry = hang  # type: ignore[method-assign, assignment]
    laptop.courier.start()
    assert hanging.wait(10)
    laptop.write(20)
    laptop.courier.settle()
    assert laptop.replica is not None
    assert laptop.replica.unsaved == 0
    assert laptop.courier.told.running
    let_go.set()
    assert until(lambda: not laptop.courier.told.running)


@pytest.mark.parametrize("mode", [ASKED, OFF])
def test_only_when_i_say_so(laptop: Laptop, office: Office, mode: str) -> None:
    """The setting is obeyed; the clerk's key goes all the same."""
    laptop.begin(notes=1)
    laptop.courier.set_mode(mode)
    laptop.courier.start()
    assert not laptop.courier._due(1_000_000)
    laptop.courier.kick()
    assert until(lambda: len(office.stored()) == 1)


def test_the_mode_is_kept(laptop: Laptop) -> None:
    """Whoever chose to send by hand is not asked again tomorrow."""
    laptop.courier.set_mode(ASKED)
    laptop.restart()
    assert laptop.courier.mode == ASKED


def test_the_meetings_to_which_lines_came_are_told_once(
    laptop: Laptop, tmp_path: Path, plan: Plan, office: Office
) -> None:
    """The list has to read them anew; a round that brings nothing names none."""
    with enrolled(tmp_path / "colleague", plan, office) as colleague:
        meeting = colleague.begin(notes=2)
        colleague.sync()
    laptop.courier.once()
    assert laptop.courier.settle() == {UUID(meeting)}
    laptop.courier.once()
    assert laptop.courier.settle() == set()


def test_what_waits_is_known_after_a_restart_without_network(laptop: Laptop) -> None:
    """The receipts say how far headquarters was, and no file is read for the screen."""
    laptop.begin(notes=3)
    laptop.sync()
    laptop.write(2)
    laptop.put_away()
    laptop.restart()
    laptop.cable.meet("GET", "cut")
    laptop.sync()
    assert laptop.courier.waiting() == 2
    assert [(one.state, one.here - one.there) for one in laptop.courier.standings()] == [(State.WAITING, 2)]
    laptop.sync()
    assert laptop.courier.waiting() == 0
    laptop.restart()
    laptop.cable.meet("GET", "cut")
    laptop.sync()
    assert [(one.state, one.here - one.there) for one in laptop.courier.standings()] == [(State.WHOLE, 0)]


def test_before_the_first_round_nothing_is_said(laptop: Laptop) -> None:
    """The screen asks from the first second on."""
    laptop.begin(notes=1)
    laptop.restart()
    assert (laptop.courier.standings(), laptop.courier.waiting()) == ([], 0)


def test_lines_recorded_since_the_last_round_are_counted(laptop: Laptop) -> None:
    laptop.begin(notes=1)
    laptop.sync()
    laptop.write(4)
    assert laptop.courier.waiting() == 4


def test_what_was_held_is_no_reason_to_ask_again_and_again(laptop: Laptop) -> None:
    """A held stream is shown; it is tried with the others, not every few seconds."""
    laptop.begin(notes=1)
    laptop.put_away()
    laptop.cable.meet(SEND, problem(400, Code.MALFORMED))
    laptop.sync()
    assert laptop.courier.waiting() == 0
    assert not laptop.courier._due(0)
    assert laptop.courier._due(LONGEST)


def test_a_round_says_what_every_own_line_is(laptop: Laptop) -> None:
    """sync.md §11: every local entry is acked, held (visible) or pending, at any moment of a round."""
    meetings = [laptop.begin(f"2023-09-{day}", notes=1) for day in (15, 16, 17)]
    laptop.put_away()
    laptop.cable.meet(SEND, problem(400, Code.MALFORMED), "cut")
    outcome = laptop.sync()
    states = {str(one.meeting): one.state for one in outcome.standings.values()}
    assert [states[meeting] for meeting in meetings] == [State.BAD, State.WAITING, State.WAITING]
    assert sum(one.here for one in outcome.standings.values()) == sum(len(rows) for _, rows in laptop.held().values())


def test_not_enrolled_is_told_and_nothing_is_asked(tmp_path: Path, plan: Plan, office: Office) -> None:
    laptop = Laptop(tmp_path / "new", plan, office)
    outcome = laptop.sync()
    assert outcome.trouble is not None
    assert outcome.trouble.code == "hq_not_enrolled"
    assert laptop.cable.calls == []
    assert not laptop.courier._due(1_000_000)
    laptop.close()


def test_a_hurt_account_is_told_and_recording_goes_on(laptop: Laptop) -> None:
    laptop.store.paths.account.write_bytes(b"{")
    courier = Courier(laptop.store, dial=laptop.dial, clock=laptop.clock)
    assert courier.told.trouble is not None
    assert "headquarters.json" in courier.told.trouble.sentence
    courier.stop()


def test_a_token_about_to_end_is_renewed_with_a_signature(laptop: Laptop) -> None:
    """sync.md §8: expiry stops sync, never recording; before it comes to that the token is renewed."""
    laptop.begin()
    account = laptop.courier.account
    assert account is not None
    laptop.courier.account = account.model_copy(update={"expires": laptop.clock.wall() + 1})
    assert laptop.sync().trouble is None
    assert laptop.courier.account.token != account.token
    laptop.restart()
    assert laptop.courier.account is not None
    assert laptop.courier.account.token != account.token


def test_a_renewal_that_does_not_get_through_stops_no_round(laptop: Laptop) -> None:
    """The old token is good yet; the next round asks again."""
    laptop.begin(notes=1)
    laptop.put_away()
    account = laptop.courier.account
    assert account is not None
    laptop.courier.account = account.model_copy(update={"expires": laptop.clock.wall() + RENEW_BEFORE - 1})
    laptop.cable.meet("POST /v1/token", "cut")
    outcome = laptop.sync()
    assert (outcome.trouble, [one.state for one in outcome.standings.values()]) == (None, [State.WHOLE])
    assert laptop.courier.account.token == account.token
    laptop.sync()
    assert laptop.courier.account.token != account.token


def test_a_token_that_is_good_for_long_is_not_renewed(laptop: Laptop) -> None:
    account = laptop.courier.account
    assert account is not None
    laptop.courier.account = account.model_copy(update={"expires": laptop.clock.wall() + RENEW_BEFORE})
    laptop.sync()
    assert not [call for call in laptop.cable.calls if call == "POST /v1/token"]


def test_what_is_signed_names_the_time_that_headquarters_has_now(tmp_path: Path, plan: Plan) -> None:
    """sync.md §8: rounds that only come when asked for may be far apart; a statement of long ago is refused."""
    clock = HandClock()
    office = Office(tmp_path / "hq", plan, clock=clock.wall)
    with enrolled(tmp_path / "laptop", plan, office) as made:
        made.courier.set_mode(ASKED)
        made.sync()
        for passing in (clock, made.clock):
            passing.tick(20 * 60_000)
        made.store.renew_device()
        made.begin(notes=1)
        made.courier.settle()
        assert [one.state for one in made.sync().standings.values()] == [State.WHOLE]
    office.close()


def test_a_headquarters_that_said_nothing_says_nothing_of_the_clock(laptop: Laptop) -> None:
    """The time of its last answer is the time of then."""
    assert laptop.sync().offset == 0
    laptop.clock.tick(7 * 60_000)
    laptop.cable.meet("GET /v1/heads", "cut")
    assert laptop.sync().offset is None
