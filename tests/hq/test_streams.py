"""What an append is answered, status by status, on both databases (sync.md §6)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, delete, func, select, update

from hq.access import Caller
from hq.database import Database
from hq.rows import insert_lines
from hq.schema import cell_aliases, devices, heads, lines, meetings, summaries
from hq.services import Services
from hq.streams import Streams, prove
from sync.protocol import Appended, receipt_statement
from sync.signing import public_of, verified
from tests.hq.conftest import Reopen, Ticking
from tests.hq.laptops import NOW, Laptop, found, named, note


@pytest.fixture
def laptop(database: Database) -> Laptop:
    """One enrolled laptop with ten lines."""
    laptop = Laptop().write(10)
    found(database, laptop)
    return laptop


def send(streams: Streams, laptop: Laptop, first: int = 1, last: int | None = None) -> Appended:
    return streams.append(laptop.caller, laptop.batch(first, last))


def held(streams: Streams, laptop: Laptop) -> list[bytes]:
    """What a laptop would pull."""
    found = streams.page(laptop.caller, laptop.meeting, laptop.device, 1, 1000)
    return found[1] if found else []


# --- taken ----------------------------------------------------------------------------------------------------------


def test_ok_is_durable_when_it_is_told(streams: Streams, laptop: Laptop, another: Reopen) -> None:
    """sync.md §6: commit durably, then answer; another process sees every line."""
    answer = send(streams, laptop)
    assert (answer.status, answer.acked) == ("ok", 10)
    seen = another().read(
        lambda connection: connection.execute(select(lines.c.line).order_by(lines.c.seq)).scalars().all()
    )
    assert [bytes(line) for line in seen] == laptop.lines


def test_the_receipt_is_the_servers_word(streams: Streams, services: Services, laptop: Laptop, clock: Ticking) -> None:
    """sync.md §6: the same receipt again for the same state, whenever it is asked."""
    first = send(streams, laptop)
    clock.now += 5000
    again = send(streams, laptop)
    assert again.status == "dup"
    assert first.receipt == again.receipt
    assert first.receipt is not None
    statement = receipt_statement(laptop.meeting, laptop.device, 10, laptop.heads()[10].hash, NOW)
    assert verified(services.public, statement, first.receipt.sig)


@pytest.mark.parametrize(("first", "last"), [(1, 4), (3, 7), (7, 7), (1, 7)])
def test_dup_is_any_part_that_is_there_already(streams: Streams, laptop: Laptop, first: int, last: int) -> None:
    send(streams, laptop, 1, 7)
    assert send(streams, laptop, first, last).status == "dup"
    assert held(streams, laptop) == laptop.lines[:7]


@pytest.mark.parametrize("first", [1, 3, 5, 6])
def test_an_overlap_is_compared_and_dropped(streams: Streams, laptop: Laptop, first: int) -> None:
    """sync.md §6: compare the overlap's hashes, drop it, insert the rest."""
    send(streams, laptop, 1, 5)
    answer = send(streams, laptop, first, 9)
    assert (answer.status, answer.acked) == ("ok", 9)
    assert held(streams, laptop) == laptop.lines[:9]


def test_nothing_to_send_tells_how_much_is_left(streams: Streams, laptop: Laptop, database: Database) -> None:
    """sync.md §6: `end` tells how much still sits on the laptop, also without a line."""
    send(streams, laptop, 1, 5)
    laptop.write(20)
    assert send(streams, laptop, 6, 5).status == "dup"
    assert database.read(lambda connection: connection.execute(select(heads.c.told_end)).scalar_one()) == 30


def test_an_alias_of_the_cell_is_the_cell(streams: Streams, database: Database) -> None:
    """sync.md §1: a stream recorded under an id made locally belongs to the unit's cell."""
    mine = Laptop(cell=named("unit's cell"))
    found(database, mine, alias=named("made locally"))
    early = replace(mine, cell=named("made locally")).write(3)
    caller = Caller(mine.device, frozenset({mine.cell}), "clerk", {early.cell: mine.cell})
    assert streams.append(caller, early.batch()).status == "ok"
    kept = database.read(lambda connection: connection.execute(select(lines.c.cell_id)).scalars().all())
    assert set(kept) == {mine.cell}
    assert streams.heads(caller) == {early.meeting: {early.device: (3, early.heads()[3].hash.hex())}}
    assert database.read(lambda connection: connection.execute(select(cell_aliases.c.alias)).scalar_one()) == early.cell


def test_a_colleagues_stream_is_taken_from_any_laptop_of_the_cell(streams: Streams, database: Database) -> None:
    """sync.md §6, bundles: the device's own signature vouches, whoever carries the lines."""
    mine, theirs = Laptop("k7"), Laptop("m2").write(4)
    found(database, mine, theirs)
    assert streams.append(mine.caller, theirs.batch()).status == "ok"


def test_an_unknown_type_is_kept_verbatim(streams: Streams, laptop: Laptop) -> None:
    """sync.md §11: unknown types round-trip byte-identical; so does a line that is no entry at all."""
    laptop.lines = [
        b'{"s":1,"v":9,"t":"moon.seen","at":1,"mo":1,"by":"","b":{"x":[1,{"y":null}]}}',
        b'{"s":2,"odd":true}',
    ]
    assert send(streams, laptop).status == "ok"
    assert held(streams, laptop) == laptop.lines


# --- not taken ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("there", [0, 3])
def test_gap_tells_where_to_go_on(streams: Streams, laptop: Laptop, there: int) -> None:
    if there:
        send(streams, laptop, 1, there)
    answer = send(streams, laptop, 6)
    assert (answer.status, answer.acked) == ("gap", there)
    assert send(streams, laptop, answer.acked + 1).status == "ok"
    assert held(streams, laptop) == laptop.lines


@pytest.mark.parametrize("first", [1, 5, 8, 9])
def test_cloned_disks_with_one_id_syncthing_3997(streams: Streams, laptop: Laptop, first: int) -> None:
    """A clone is told at first contact, and what was taken of its twin stays as it is."""
    send(streams, laptop, 1, 8)
    twin = Laptop(laptop.name)
    twin.lines = [*laptop.lines[:6], *(note(seq, "bản sao ghi khác") for seq in range(7, 13))]
    answer = send(streams, twin, first)
    assert (answer.status, answer.acked) == ("fork", 8)
    assert held(streams, laptop) == laptop.lines[:8]


def test_another_header_is_a_fork(streams: Streams, laptop: Laptop) -> None:
    send(streams, laptop, 1, 1)

    class Moved(Laptop):
        """The same device after somebody wrote its header again."""

        @property
        def header(self) -> str:
            return super().header.replace('"offset":420', '"offset":0')

    moved = Moved(laptop.name, lines=laptop.lines[:2])
    assert send(streams, moved, 1, 0).status == "fork"
    assert send(streams, moved).status == "fork"


def test_held_outside_the_scope(streams: Streams, laptop: Laptop) -> None:
    """Nothing is told of what is there."""
    send(streams, laptop)
    stranger = Caller(named("other"), frozenset({named("other cell")}), "clerk")
    answer = streams.append(stranger, laptop.batch())
    assert answer == Appended(status="held", acked=0, reason="scope")


def test_held_for_a_revoked_device(streams: Streams, laptop: Laptop, database: Database) -> None:
    """sync.md §11: a revoked device loses nothing: what was acknowledged before stays acknowledged."""
    send(streams, laptop, 1, 4)
    database.write(lambda connection: connection.execute(update(devices).values(revoked_at=NOW)))
    answer = send(streams, laptop)
    assert (answer.status, answer.reason, answer.acked) == ("held", "revoked", 4)


def test_held_for_a_device_nobody_enrolled(streams: Streams, laptop: Laptop) -> None:
    stranger = Laptop("zz").write(2)
    assert streams.append(laptop.caller, stranger.batch()).reason == "unknown_device"


def test_held_when_a_line_is_too_large(streams: Streams, laptop: Laptop) -> None:
    laptop.lines = [note(1, "x" * 8192)]
    assert send(streams, laptop).reason == "too_large"


def _spoilt(laptop: Laptop, line: bytes) -> Laptop:
    laptop.lines[4] = line
    return laptop


@pytest.mark.parametrize(
    "line",
    [
        b'{"s":6,"v":1}',
        b'{"s":5,"v":1.5}',
        '{"s":5,"v":"e\u0302"}'.encode(),
        b'{"s":5,"v":',
        b'{"s":5,"v":"\xff"}',
        b'{"s":5} ',
        b"",
    ],
    ids=["number", "float", "not NFC", "cut", "not UTF-8", "beyond", "empty"],
)
def test_bad_lines_are_refused_whole(streams: Streams, laptop: Laptop, line: bytes) -> None:
    """sync.md §2: the chain of such a stream may be right; it is no stream of lines all the same."""
    assert send(streams, _spoilt(laptop, line)).status == "bad"
    assert held(streams, laptop) == []


@pytest.mark.parametrize("there", [0, 5, 150])
def test_a_bad_line_far_behind_undoes_what_went_before(
    streams: Streams, laptop: Laptop, another: Reopen, there: int
) -> None:
    """sync.md §6: nothing of an append stays that is not taken, though its first lines were inserted already."""
    laptop.write(250)
    if there:
        assert send(streams, laptop, 1, there).status == "ok"
    good = laptop.lines[-3]
    laptop.lines[-3] = good.replace(b'"v":1', b'"v":1.5')
    answer = send(streams, laptop)
    assert (answer.status, answer.acked) == ("bad", there)
    counted = [select(func.count()).select_from(table) for table in (lines, heads, meetings)]
    seen = another().read(lambda connection: [connection.scalar(count) for count in counted])
    assert seen == [there, bool(there), bool(there)]
    laptop.lines[-3] = good
    assert send(streams, laptop).status == "ok"
    assert held(streams, laptop) == laptop.lines


@pytest.mark.parametrize(("first", "stored"), [(8, 0), (1, 10), (1, 3)], ids=["gap", "fork", "fork further on"])
def test_a_bad_line_is_told_before_anything_else(streams: Streams, laptop: Laptop, first: int, stored: int) -> None:
    """A laptop whose stream is spoilt hears so at once, not what to send instead of it."""
    send(streams, laptop, 1, stored)
    laptop.lines[1] = laptop.lines[1].replace(b'"v":1', b'"v":2')
    laptop.lines[9] = b'{"s":10,"v":0.5}'
    answer = send(streams, laptop, first)
    assert (answer.status, answer.acked) == ("bad", stored)


def test_what_is_not_clear_is_judged_and_taken(streams: Streams, laptop: Laptop) -> None:
    """A text that looks like a float, an escape: lines all the same, and what is stored of them is right."""
    laptop.lines[3] = b'{"s":4,"v":1,"t":"note.written","at":1757246462124,"b":{"x":"\\u0041 :1.5"}}'
    assert send(streams, laptop).status == "ok"
    assert held(streams, laptop) == laptop.lines


def test_lines_are_looked_at_while_they_are_inserted(database: Database, laptop: Laptop) -> None:
    """On PostgreSQL the COPY is still under way then; on SQLite there is no such time."""
    proven = prove(laptop.cell, laptop.batch(), public_of(laptop.key))
    assert proven is not None
    seen: list[object] = []

    def work(connection: Connection) -> int:
        driver: Any = connection.connection.driver_connection
        meeting = laptop.meeting
        insert_lines(
            connection,
            laptop.cell,
            meeting,
            laptop.device,
            proven.lines.stored,
            lambda: seen.append(driver.info.transaction_status),
        )
        return connection.scalar(select(func.count()).select_from(lines)) or 0

    assert database.write(work) == 10
    assert seen == [TransactionStatus.ACTIVE] * database.postgresql


@pytest.mark.parametrize("field", ["prev", "head", "sig", "header", "end", "cell"])
def test_bad_chain_or_signature(streams: Streams, laptop: Laptop, field: str) -> None:
    """Every field of the head is bound: by the chain, by the signature, or by what it is compared with."""
    wrong: dict[str, object] = {
        "prev": "00" * 32,
        "head": (10, "11" * 32),
        "sig": "22" * 64,
        "header": laptop.header.replace("420", "421"),
        "end": 9,
        "cell": named("alias"),
    }
    caller = Caller(laptop.device, frozenset({laptop.cell}), "clerk", {named("alias"): laptop.cell})
    answer = streams.append(caller, laptop.batch(changed={field: wrong[field]}))
    assert (answer.status, answer.acked) == ("bad", 0)


def test_bad_when_the_lines_are_of_another_stream(streams: Streams, laptop: Laptop) -> None:
    batch = laptop.batch()
    assert streams.append(laptop.caller, replace(batch, meeting=named("another"))).status == "bad"


# --- together -------------------------------------------------------------------------------------------------------


def test_one_bad_form_bricks_the_queue_commcare_android_1807(streams: Streams, database: Database) -> None:
    """A poisoned stream delays no other: each of the others is taken as if it were not there."""
    poisoned, laptops = Laptop("p1").write(5), [Laptop(f"a{number}").write(3) for number in range(4)]
    found(database, poisoned, *laptops)
    poisoned.lines[2] = b'{"s":3,"v":0.5}'
    answers = []
    for laptop in laptops:
        answers += [send(streams, poisoned).status, send(streams, laptop).status]
    assert answers == ["bad", "ok"] * 4


def test_check_then_insert_kpi_5047_kobocat_470(streams: Streams, laptop: Laptop, another: Reopen) -> None:
    """The same append many times at once, and pieces of it: every line is there once."""
    pieces = [(1, 10), (1, 10), (1, 6), (4, 10), (1, 10), (6, 10), (1, 3), (2, 9)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda piece: send(streams, laptop, *piece).status, pieces * 3))
    assert set(answers) <= {"ok", "dup", "gap"}
    assert held(streams, laptop) == laptop.lines
    count = another().read(
        lambda connection: connection.execute(select(lines.c.seq).order_by(lines.c.seq)).scalars().all()
    )
    assert count == list(range(1, 11))


def test_two_streams_of_a_meeting_at_once_are_both_in_its_summary(streams: Streams, database: Database) -> None:
    """design.md §8: whoever adds to a meeting holds it, so no summary misses what another just added."""
    laptops = [Laptop(name).write(5) for name in ("a1", "a2", "a3", "a4")]
    found(database, *laptops)
    with ThreadPoolExecutor(4) as pool:
        assert [one.status for one in pool.map(lambda laptop: send(streams, laptop), laptops)] == ["ok"] * 4
    assert database.read(lambda connection: connection.execute(select(summaries.c.entries)).scalar_one()) == 20


def test_holes_behind_a_max_index_cursor_atuin_2879(streams: Streams, database: Database) -> None:
    """There is no cursor: heads tell of every stream, in whatever order it was committed."""
    laptops = [Laptop(name).write(count) for name, count in (("a1", 3), ("a2", 1), ("a3", 2))]
    found(database, *laptops)
    for laptop in reversed(laptops):
        send(streams, laptop)
    (of_meeting,) = streams.heads(laptops[0].caller).values()
    assert {device: seq for device, (seq, _) in of_meeting.items()} == {one.device: len(one.lines) for one in laptops}


def test_clock_skew_refuses_sync_actual_3786(streams: Streams, laptop: Laptop, clock: Ticking) -> None:
    """Nothing is ever refused because of a clock: the laptop's or the server's."""
    clock.now = 1
    assert send(streams, laptop, 1, 5).status == "ok"
    clock.now = 2**52
    laptop.lines[7] = note(8).replace(b'"at":', b'"at":99999999999999999999999', 1)
    assert send(streams, laptop).status == "ok"


def test_server_restored_from_backup_taskserver_51(streams: Streams, laptop: Laptop, database: Database) -> None:
    """The server's head is the truth also when it is smaller than before: one answer tells where to go on."""
    send(streams, laptop)

    def lose_the_end(connection: Connection) -> None:
        connection.execute(delete(lines).where(lines.c.seq > 6))
        connection.execute(update(heads).values(seq=6, hash=laptop.heads()[6].hash))

    database.write(lose_the_end)
    laptop.write(2)
    answer = send(streams, laptop, 11)
    assert (answer.status, answer.acked) == ("gap", 6)
    assert send(streams, laptop, 7).status == "ok"
    assert held(streams, laptop) == laptop.lines


def test_pages_join_to_the_whole(streams: Streams, laptop: Laptop) -> None:
    """sync.md §6: limit and continuation; the last page says that nothing follows."""
    send(streams, laptop)
    pulled: list[bytes] = []
    more = True
    while more:
        page = streams.page(laptop.caller, laptop.meeting, laptop.device, len(pulled) + 1, 3)
        assert page is not None
        more, pulled = page[0].more, pulled + page[1]
    assert pulled == laptop.lines
