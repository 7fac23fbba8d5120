"""Rounds with the real headquarters over a cable that gives trouble (sync.md §6, §7, §10)."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from models.facts import DetailSet, NoteWritten
from models.facts_record import MergeSeen
from models.plan import Plan
from sync.chain import Chain
from sync.errors import AccessEnded, AnswerForeign, HeadquartersAway, HeadquartersBusy
from sync.fetching import fetch
from sync.parting import PARTED, settle
from sync.protocol import Code
from sync.round import MOST_IDLE, Pace
from sync.standing import State
from sync.units import Unit
from sync.verify import verify
from tests.sync.headquarters import OTHER_CELL, URL, Laptop, Office, problem

SEND, FETCH, HEADS = "POST /v1/meetings", "GET /v1/meetings", "GET /v1/heads"


def whole(laptop: Laptop) -> None:
    """A round after which nothing of this laptop waits."""
    outcome = laptop.sync()
    assert outcome.trouble is None
    assert {one.state for one in outcome.standings.values()} <= {State.WHOLE}


def agree(office: Office, *laptops: Laptop) -> None:
    """The server and the laptops hold the same bytes, all of them."""
    for laptop in laptops:
        assert laptop.held() == office.stored()


# --- push and pull --------------------------------------------------------------------------------------------------


def test_what_was_recorded_comes_to_headquarters_byte_for_byte(first: Laptop, office: Office) -> None:
    """sync.md §11 push: server bytes = client bytes, and headquarters signed for them."""
    meeting = first.begin(notes=5)
    outcome = first.sync()
    (standing,) = outcome.standings.values()
    assert (standing.state, standing.here, standing.there) == (State.WHOLE, 7, 7)
    assert outcome.sent == 7
    agree(office, first)
    assert first.courier.receipts is not None
    (receipt,) = first.courier.receipts.all()
    assert (receipt.meeting, receipt.seq, receipt.is_true) == (meeting, 7, True)
    before = len(first.cable.calls)
    whole(first)
    assert first.cable.calls[before:] == ["GET /v1/heads", "GET /v1/bootstrap"]


def test_two_laptops_record_one_meeting_and_agree(first: Laptop, second: Laptop, office: Office) -> None:
    """Attendance on one, notes on the other; both know the same meeting without having talked (sync.md §1)."""
    meeting = first.begin(notes=3)
    assert second.begin(notes=2) == meeting
    whole(first)
    second.sync()
    second.write(2)
    whole(second)
    first.sync()
    first.say("place", "Nhà văn hoá")
    whole(first)
    whole(second)
    whole(first)
    assert first.state(meeting) == second.state(meeting)
    first.put_away()
    second.put_away()
    whole(first)
    whole(second)
    whole(first)
    agree(office, first, second)
    assert {finding.state.value for finding in verify(second.folder)} <= {"whole", "busy"}


def test_peer_lines_of_an_open_meeting_are_said_to_be_seen(first: Laptop, second: Laptop) -> None:
    """sync.md §3: what follows supersedes what was seen; pulling appends one `merge.seen`."""
    first.begin()
    first.say("place", "Nhà văn hoá")
    second.begin()
    whole(first)
    second.sync()
    assert second.replica is not None
    seen = [entry.fact for entry in second.replica.meeting.ledger.entries.values() if isinstance(entry.fact, MergeSeen)]
    assert seen == [MergeSeen(heads={str(first.store.device.id): 3})]
    second.say("place", "Trụ sở xã")
    claims = second.replica.meeting.ledger.claims("detail", "place", "value")
    assert [claim.value for claim in claims] == ["Trụ sở xã"]


def test_a_rebuilt_laptop_gets_everything_back(first: Laptop, tmp_path: Path, plan: Plan, office: Office) -> None:
    """A new machine of the same unit ends with the same bytes and the same state."""
    meeting = first.begin(notes=30)
    first.put_away()
    whole(first)
    rebuilt = Laptop(tmp_path / "rebuilt", plan, office)
    rebuilt.enroll()
    outcome = rebuilt.sync()
    assert outcome.fetched == 32
    agree(office, first, rebuilt)
    assert rebuilt.state(meeting) == first.state(meeting)
    assert [info.id for info in rebuilt.store.meetings()] == [meeting]
    rebuilt.close()


def test_the_oldest_meeting_goes_first(first: Laptop) -> None:
    """sync.md §7."""
    meetings = [first.begin(f"2023-09-{day}", notes=1) for day in (15, 16, 17)]
    first.put_away()
    first.sync()
    sent = [call.split("/")[3] for call in first.cable.calls if call.startswith("POST /v1/meetings")]
    assert sent == meetings


def test_another_units_meeting_stays_here_and_is_told(first: Laptop, office: Office) -> None:
    """A laptop may serve several units; only the enrolled one's records leave it."""
    first.begin()
    first.put_away()
    first.store.units.add(Unit("", "Ủy ban nhân dân xã Tân Lạc Hạ", body="ubnd"))
    other = first.begin("2023-09-16")
    outcome = first.sync()
    held = next(one for one in outcome.standings.values() if str(one.meeting) == other)
    assert (held.state, held.reason) == (State.HELD, "other_unit")
    assert len(office.stored()) == 1


def test_what_was_recorded_before_the_enrolment_is_sent_under_its_old_id(
    tmp_path: Path, plan: Plan, office: Office
) -> None:
    """sync.md §1: a cell's id made here never changes for its meetings; new ones carry headquarters' id."""
    laptop = Laptop(tmp_path / "late", plan, office)
    own = laptop.store.cell
    old = laptop.begin(notes=2)
    laptop.put_away()
    laptop.enroll()
    assert laptop.store.cell != own
    new = laptop.begin()
    assert new != old
    whole(laptop)
    agree(office, laptop)
    assert {info.cell for info in laptop.store.meetings()} == {str(own), str(laptop.store.cell)}
    laptop.close()


# --- trouble on the way ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fate", ["cut", "lost", "twice", "late"])
def test_form_uploaded_twice_makes_no_duplicates_kpi_5047_kobocat_470(first: Laptop, office: Office, fate: str) -> None:
    """kpi#5047, kobocat#470: an unknown outcome is cleared by comparing heads; the same bytes never lie there twice."""
    first.begin(notes=4)
    for _ in range(3):
        first.cable.meet(SEND, fate)
        first.sync()
        first.write(1)
    whole(first)
    agree(office, first)


def test_a_lost_answer_costs_no_receipt(first: Laptop) -> None:
    """sync.md §6: headquarters has the lines and the answer was lost; the next round asks for its word again."""
    first.begin(notes=3)
    first.put_away()
    first.cable.meet(SEND, "lost")
    assert first.sync().trouble is not None
    receipts = first.courier.receipts
    assert receipts is not None
    assert receipts.all() == []
    assert first.sync().trouble is None
    (kept,) = receipts.all()
    (standing,) = first.sync().standings.values()
    assert (kept.is_true, kept.seq) == (True, standing.here)


def test_failed_upload_is_retried_without_a_new_write_powersync_swift_179(first: Laptop, office: Office) -> None:
    """powersync-swift#179: the backlog alone is the reason to go again."""
    first.begin(notes=4)
    first.cable.meet(SEND, "cut")
    assert isinstance(first.sync().trouble, HeadquartersAway)
    assert office.stored() == {}
    whole(first)
    agree(office, first)


@pytest.mark.parametrize("fate", ["cut", "lost"])
def test_nothing_is_deleted_after_a_failed_send_or_a_good_one_getodk_1017(
    first: Laptop, office: Office, fate: str
) -> None:
    """getodk#1017: whatever became of the sending, every line stays on the laptop (sync.md §5.4)."""
    first.begin(notes=4)
    before = first.held()
    first.cable.meet(SEND, fate)
    first.sync()
    assert first.held() == before
    whole(first)
    assert first.held() == before == office.stored()


def test_one_bad_form_does_not_brick_the_queue_commcare_android_1807(first: Laptop, office: Office) -> None:
    """commcare-android#1807: a stream that headquarters cannot take delays no other; it is told with its reason."""
    meetings = [first.begin(f"2023-09-{day}", notes=1) for day in (15, 16, 17)]
    first.put_away()
    first.cable.meet(SEND, problem(400, Code.MALFORMED), problem(500, Code.DEFECT))
    first.courier.once()
    outcome = first.courier.told.outcome
    assert outcome is not None
    by_meeting = {str(one.meeting): one for one in outcome.standings.values()}
    assert [by_meeting[meeting].state for meeting in meetings] == [State.BAD, State.WAITING, State.WHOLE]
    assert by_meeting[meetings[0]].reason == "hq_refused"
    whole(first)
    agree(office, first)


def test_rejected_within_a_200_is_kept_thunderbolt_944(first: Laptop, office: Office) -> None:
    """thunderbolt#944, planted bug "drop rejected on 200": an answer that acknowledges nothing moves no pointer."""
    meeting = first.begin(notes=1)
    first.put_away()
    answer = httpx.Response(200, json={"status": "held", "acked": 0, "reason": "scope"})
    first.cable.meet(SEND, answer)
    (standing,) = first.sync().standings.values()
    assert (standing.state, standing.reason, standing.waiting) == (State.HELD, "scope", 3)
    assert len(first.held()[UUID(meeting), first.store.device.id][1]) == 3
    whole(first)
    agree(office, first)


def test_an_acknowledgement_of_other_bytes_is_not_believed(first: Laptop, office: Office) -> None:
    """A pointer moves only to the hash of our own line (planted bug "ok means all that was sent")."""
    first.begin(notes=1)
    lie = httpx.Response(200, json={"status": "ok", "acked": 3, "hash": "0" * 64})
    first.cable.meet(SEND, lie)
    (standing,) = first.sync().standings.values()
    assert (standing.state, standing.waiting) == (State.PARTED, 3)
    assert first.courier.receipts is not None
    assert first.courier.receipts.all() == []
    whole(first)
    agree(office, first)


def test_answers_that_acknowledge_nothing_do_not_go_round_for_ever(first: Laptop) -> None:
    """A server that says "gap" to everything gets a few tries a round."""
    first.begin(notes=1)
    gap = httpx.Response(200, json={"status": "gap", "acked": 0})
    first.cable.meet(SEND, *[gap] * (MOST_IDLE + 5))
    (standing,) = first.sync().standings.values()
    assert standing.state is State.WAITING
    assert len([call for call in first.cable.calls if call.startswith("POST /v1/meetings")]) == MOST_IDLE


def test_a_busy_server_is_obeyed_commcare_android_2124(first: Laptop) -> None:
    """commcare-android#2124: after 503 the round ends at once and tells how long to stay away."""
    for day in (15, 16):
        first.begin(f"2023-09-{day}")
    first.put_away()
    first.cable.meet(SEND, problem(503, Code.BUSY, **{"Retry-After": "37"}))
    outcome = first.sync()
    assert isinstance(outcome.trouble, HeadquartersBusy)
    assert outcome.trouble.wait == 37
    assert [call for call in first.cable.calls if call.startswith("POST /v1/m")] == first.cable.calls[-1:]
    whole(first)


def test_wipe_on_401_is_impossible(first: Laptop, office: Office) -> None:
    """Planted bug "wipe on 401": access that ended ends sync, never recording, and touches no file."""
    meeting = first.begin(notes=2)
    before = first.held()
    first.cable.meet(HEADS, problem(401, Code.REVOKED))
    outcome = first.sync()
    assert isinstance(outcome.trouble, AccessEnded)
    assert outcome.trouble.code == "hq_revoked"
    assert first.held() == before
    first.write(1)
    assert first.store.paths.account.exists()
    whole(first)
    assert len(office.stored()[UUID(meeting), first.store.device.id][1]) == 5


def test_a_defect_with_one_stream_delays_no_other(first: Laptop, office: Office) -> None:
    """sync.md §10, commcare-android#1807: 5xx for one stream is told, it waits, and the next one goes."""
    meetings = [first.begin(f"2023-09-{day}", notes=1) for day in (15, 16)]
    first.put_away()
    first.cable.meet(SEND, problem(500, Code.DEFECT))
    outcome = first.sync()
    assert outcome.trouble is not None
    assert (outcome.trouble.code, outcome.whole) == ("hq_defect", True)
    states = {str(one.meeting): (one.state, one.reason) for one in outcome.standings.values()}
    assert states == {meetings[0]: (State.WAITING, "hq_defect"), meetings[1]: (State.WHOLE, "")}
    whole(first)
    agree(office, first)


def test_a_round_that_is_stopped_says_how_everything_stands(first: Laptop) -> None:
    """Whoever leaves does not wait for the streams that follow."""
    first.begin(notes=2)
    first.put_away()
    whole(first)
    first.begin("2023-09-16", notes=1)
    first.courier._closing = True
    outcome = first.sync()
    assert (outcome.whole, outcome.trouble, outcome.sent) == (False, None, 0)
    assert sorted((one.state, one.here, one.there) for one in outcome.standings.values()) == [
        (State.WAITING, 3, 0),
        (State.WHOLE, 4, 4),
    ]
    assert first.cable.calls[-1] == HEADS


def test_a_batch_too_large_is_halved(first: Laptop, office: Office) -> None:
    """sync.md §6: 413 halves; the lines arrive all the same, in order."""
    first.begin(notes=40)
    too_large = problem(413, Code.TOO_LARGE)
    first.cable.meet(SEND, too_large, too_large, too_large)
    whole(first)
    agree(office, first)
    assert len([call for call in first.cable.calls if call.startswith("POST /v1/m")]) > 4


def test_a_batch_is_small_enough_before_it_leaves(first: Laptop, office: Office) -> None:
    """256 KiB compressed is the cap: lines that hardly compress go in smaller batches."""
    chance = random.Random(4)
    first.begin()
    for _ in range(60):
        first.say("place", "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(2_500)))
    whole(first)
    agree(office, first)


def test_one_line_too_large_for_headquarters_is_held(first: Laptop) -> None:
    """What cannot be halved any more is told, not tried for ever."""
    first.begin()
    first.cable.meet(SEND, problem(413, Code.TOO_LARGE), problem(413, Code.TOO_LARGE))
    (standing,) = first.sync().standings.values()
    assert (standing.state, standing.reason) == (State.HELD, "too_large")


def test_the_pace_doubles_and_halves() -> None:
    """sync.md §7: start at 200, at most what headquarters takes."""
    pace = Pace()
    pace.faster(1000)
    pace.faster(1000)
    pace.faster(1000)
    assert pace.lines == 1000
    pace.slower()
    assert pace.lines == 500


# --- headquarters changed behind our back ---------------------------------------------------------------------------


def test_server_restored_from_backup_is_whole_after_one_round_taskserver_51(
    first: Laptop, second: Laptop, office: Office
) -> None:
    """taskserver#51, actual#212: the head is smaller than before, so the lines are sent again; nothing to reset."""
    first.begin(notes=2)
    second.begin("2023-09-16", notes=2)
    whole(first)
    whole(second)
    office.back_up()
    first.write(3)
    second.write(3)
    whole(first)
    whole(second)
    office.restore()
    whole(first)
    whole(second)
    first.sync()
    agree(office, first, second)


def test_a_restored_server_that_forgot_the_token_gets_a_signature(first: Laptop, office: Office) -> None:
    """The key speaks for the device when its token is older than the backup's (or has ended)."""
    office.back_up()
    first.begin(notes=1)
    first.cable.meet(HEADS, problem(401, Code.UNKNOWN_TOKEN))
    whole(first)
    assert first.cable.calls.count("POST /v1/token") == 1
    agree(office, first)


def test_disk_that_went_back_in_time_gets_its_own_lines_back(
    first: Laptop, office: Office, tmp_path: Path, plan: Plan
) -> None:
    """sync.md §7: the head is larger for my own stream: pull my own lines, record under a new identity from then on."""
    meeting = first.begin(notes=1)
    first.close()
    shutil.copytree(first.folder, tmp_path / "image")
    first.open()
    first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
    first.put_away()
    whole(first)
    known = first.held()
    first.close()
    shutil.rmtree(first.folder)
    shutil.copytree(tmp_path / "image", first.folder)
    first.open()
    device = first.store.device.id
    first.sync()
    assert first.store.device.id != device
    assert first.held() == known
    whole(first)
    agree(office, first)


def test_cloned_disks_with_one_id_lose_nothing_syncthing_3997(
    first: Laptop, office: Office, tmp_path: Path, plan: Plan
) -> None:
    """syncthing#3997: detected at first contact; the later twin's tail is issued again under a new name, both agree."""
    meeting = first.begin(notes=2)
    first.close()
    shutil.copytree(first.folder, tmp_path / "twin")
    first.open()
    twin = Laptop(tmp_path / "twin", plan, office)
    first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
    twin.record(meeting, [DetailSet(field="chair_reason", value="Bí thư đi công tác")])
    twin.write(2, "Không đồng ý")
    texts = {"Không đồng ý 0", "Không đồng ý 1"}
    whole(first)
    outcome = twin.sync()
    (standing,) = outcome.standings.values()
    assert (standing.state, standing.reason) == (State.PARTED, "open")
    twin.put_away()
    twin.sync()
    twin.enroll()
    whole(twin)
    first.sync()
    first.put_away()
    whole(first)
    whole(twin)
    agree(office, first, twin)
    assert first.state(meeting) == twin.state(meeting)
    replica = first.store.read(meeting)
    assert texts <= {
        entry.fact.text for entry in replica.meeting.ledger.entries.values() if isinstance(entry.fact, NoteWritten)
    }
    replica.close()
    kept = list((twin.folder / "meetings" / meeting).glob("*.before-*"))
    assert len(kept) == 1
    twin.close()


def test_a_parting_settled_twice_changes_nothing(first: Laptop, office: Office, tmp_path: Path, plan: Plan) -> None:
    """A crash after the tail was written under the new name: it is not written again."""
    meeting = first.begin(notes=2)
    first.close()
    shutil.copytree(first.folder, tmp_path / "twin")
    first.open()
    twin = Laptop(tmp_path / "twin", plan, office)
    first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
    twin.record(meeting, [DetailSet(field="place", value="Trụ sở xã")])
    twin.put_away()
    whole(first)
    parted = twin.courier.once().parted
    path = twin.store.paths.stream(UUID(meeting), first.store.device.id)
    before = path.read_bytes()
    assert settle(twin.store, twin.courier.shelf, parted[0])
    after = twin.held()
    path.write_bytes(before)
    assert settle(twin.store, twin.courier.shelf, parted[0])
    assert twin.held() == after
    assert sum(PARTED.encode() in header for header, _ in after.values()) == 1
    twin.close()


def test_a_damaged_stream_is_repaired_from_headquarters(first: Laptop, office: Office) -> None:
    """sync.md §5.3: a bad line in the middle; what headquarters has takes its place, the hurt file is kept."""
    meeting = first.begin(notes=6)
    first.put_away()
    whole(first)
    path = first.store.paths.stream(UUID(meeting), first.store.device.id)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    first.restart()
    first.sync()
    agree(office, first)
    assert [aside.read_bytes() for aside in path.parent.glob("*.before-*")] == [bytes(data)]


# --- what comes down ------------------------------------------------------------------------------------------------


def test_cursor_saved_before_data_pouchdb_1240_ankidroid_4366(first: Laptop, second: Laptop, office: Office) -> None:
    """pouchdb#1240, ankidroid#4366: there is no cursor but the file itself, so a cut pull is pulled again whole."""
    first.begin(notes=3)
    whole(first)
    second.cable.meet(FETCH, "lost")
    assert isinstance(second.sync().trouble, HeadquartersAway)
    assert second.held() == {}
    whole(second)
    agree(office, first, second)


def test_delete_storms_cannot_come_down_joplin_4223(first: Laptop, second: Laptop, office: Office) -> None:
    """joplin#4223: a headquarters that lost everything makes no laptop lose anything."""
    office.back_up()
    first.begin(notes=3)
    whole(first)
    whole(second)
    known = second.held()
    office.restore()
    second.sync()
    assert second.held() == known
    whole(first)
    agree(office, first, second)


def test_a_page_with_a_wrong_line_changes_nothing(first: Laptop, second: Laptop, office: Office) -> None:
    """What comes is checked against the chain before it counts."""
    first.begin(notes=3)
    whole(first)
    meeting, device = next(iter(office.stored()))
    second.courier.once()  # introduces itself, fetches
    path = second.store.paths.stream(meeting, device)
    before = path.read_bytes()
    first.write(2)
    whole(first)
    page = office.client.get(
        f"/v1/meetings/{meeting}/streams/{device}?from=6",
        headers={"Authorization": f"Bearer {second.courier.account.token if second.courier.account else ''}"},
    ).content
    forged = page.replace("Nhất trí".encode(), "Phản đối".encode())
    second.cable.meet(FETCH, httpx.Response(200, content=forged))
    assert isinstance(second.sync().trouble, AnswerForeign)
    assert path.read_bytes() == before
    whole(second)
    agree(office, first, second)


def test_a_page_cut_in_the_middle_is_no_page(first: Laptop, second: Laptop, office: Office) -> None:
    first.begin(notes=3)
    whole(first)
    second.cable.meet(FETCH, httpx.Response(200, content=b'{"header":"","from":1,"head":[1,"00"],"more":fal'))
    assert isinstance(second.sync().trouble, AnswerForeign)
    assert second.held() == {}


def test_fetching_pages_of_any_size_gives_the_same(first: Laptop, office: Office) -> None:
    """Continuation: page by page, each from where the last one ended."""
    first.begin(notes=10)
    whole(first)
    (meeting, device), (header, lines) = next(iter(office.stored().items()))
    hq = first.dial(URL, first.courier.account.token if first.courier.account else "", "", False)
    page = hq.page

    def short(meeting: UUID, device: UUID, first: int) -> object:
        found = page(meeting, device, first)
        more = found.head.model_copy(update={"more": len(found.lines) > 3})
        return type(found)(more, found.lines[:3])

    hq.page = short  # type: ignore[method-assign, assignment]
    fetched = fetch(hq, meeting, device, None)
    assert (fetched.header.raw, list(fetched.lines)) == (header, lines)
    chain = Chain(meeting, device)
    head = chain.origin(header)
    for line in lines:
        head = chain.next(head, line)
    assert fetched.head == head
    hq.close()


def test_another_units_device_sees_nothing(first: Laptop, tmp_path: Path, plan: Plan, office: Office) -> None:
    """sync.md §8: scope; and its own laptop is not disturbed by it."""
    first.begin(notes=1)
    whole(first)
    stranger = Laptop(tmp_path / "stranger", plan, office)
    stranger.enroll(OTHER_CELL)
    whole(stranger)
    assert stranger.held() == {}
    stranger.close()


def test_a_clock_that_is_wrong_refuses_nothing_actual_3786_7106(first: Laptop, second: Laptop, office: Office) -> None:
    """actual#3786, actual#7106: the offset is told; no act is refused; no peer's clock moves ours by more than 60 s."""
    first.clock.jump(400 * 24 * 3_600_000)
    first.begin(notes=1)
    outcome = first.sync()
    assert outcome.offset is not None
    assert abs(outcome.offset) > 300 * 24 * 3_600_000
    second.begin(notes=1)
    before = second.replica.now() if second.replica else 0
    second.sync()
    second.write(1)
    assert second.replica is not None
    assert second.replica.now() - before < 60_000
    whole(second)
    whole(first)
    first.put_away()
    second.put_away()
    for laptop in (first, second, first):
        whole(laptop)
    agree(office, first, second)


def test_bodies_are_gzip(first: Laptop) -> None:
    """sync.md §6."""
    first.begin(notes=2)
    seen: list[bytes] = []
    carry = first.cable._carry

    def watched(request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and "streams" in request.url.path:
            seen.append(gzip.decompress(request.content))
        return carry(request)

    first.cable._carry = watched  # type: ignore[method-assign]
    whole(first)
    assert seen[0].count(b"\n") == 5
