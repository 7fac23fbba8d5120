"""A meeting in a file and back: whole or not at all, twice as once, nothing ever lost (store.md §4, sync.md §6)."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.plan_file import load_examples
from documents.text_paper import render_text
from models.commands import OpenMeeting, StartSession
from models.decide import decide
from models.facts import NoteWritten
from models.minutes import minutes_of
from models.plan import Plan
from models.ruling import Refusal
from sync.archive import read_archive
from sync.container import LARGEST, MANIFEST
from sync.errors import StoreError, StoreForeign, StoreFull, StoreUnreachable
from sync.filing import FilingRefused, keep, put_back
from sync.frames import frame
from sync.identity import Device
from sync.paths import Paths
from sync.replica import Replica
from sync.store import Store
from tests.models.build import DAY
from tests.sync.clocks import HandClock
from tests.sync.disks import TroubledDisk, no_space

DAY_OF = "2023-09-15"


class Laptop:
    """One data folder with its own identity."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.paths = Paths(folder)
        self.plan = plan
        self.clock = HandClock()

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = Store(self.paths, self.plan, clock=self.clock)
        try:
            yield store
        finally:
            store.close()

    def files(self) -> dict[str, bytes]:
        """Every stream of every meeting, and what lies beside them."""
        found = sorted((self.paths.root / "meetings").rglob("*"))
        return {str(path.relative_to(self.paths.root)): path.read_bytes() for path in found if _counts(path)}

    def hold(self, notes: int = 5) -> str:
        """A meeting with so many notes, put away; its id."""
        with self.store() as store:
            store.keep_indicators(load_examples())
            replica = store.open(store.new_meeting(DAY_OF))
            act(replica, OpenMeeting("Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ", "", "chi_bo", DAY_OF))
            act(replica, StartSession())
            write(replica, notes)
            store.close_meeting(replica)
            return replica.id

    def go_on(self, meeting: str, notes: int = 3) -> None:
        """Some more notes."""
        with self.store() as store:
            replica = store.open(meeting)
            write(replica, notes)
            store.close_meeting(replica)

    def keep(self, meeting: str, path: Path) -> Path:
        with self.store() as store:
            keep(store, meeting, path)
        return path

    def told(self, meeting: str) -> tuple[str, str]:
        """State hash and minutes of a meeting."""
        with self.store() as store:
            replica = store.read(meeting)
            minutes = render_text(minutes_of(replica.meeting, DAY + 3_600_000, 420))
            state = replica.meeting.ledger.state_hash()
            replica.close()
            return state, minutes


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".lock"


def act(replica: Replica, command: OpenMeeting | StartSession) -> None:
    facts = decide(replica.meeting, command, replica.moment())
    assert not isinstance(facts, Refusal)
    replica.record(facts)


def write(replica: Replica, notes: int) -> None:
    for _ in range(notes):
        at, number = replica.now(), len(replica.meeting.ledger.entries)
        replica.record([NoteWritten(note=f"n_{at}_{number}", kind="opinion", text=f"Ý kiến thứ {number}", at=at)])


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan) -> Laptop:
    return Laptop(tmp_path / "one", plan)


@pytest.fixture
def other(tmp_path: Path, plan: Plan) -> Laptop:
    """A laptop that never saw the meeting."""
    return Laptop(tmp_path / "other", plan)


# --- there and back ---


def test_a_meeting_comes_back_as_it_was(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    """Streams byte by byte, state hash and minutes equal, the wording with its digest."""
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    with other.store() as store:
        restored = put_back(store, path)
        assert (restored.new, restored.longer, restored.same, restored.changed) == (1, 0, 0, True)
        assert not restored.other_plan
        assert store.indicators(restored.about.indicators_digest) is not None
        assert [(info.id, info.entries) for info in store.meetings()] == [(meeting, restored.about.entries)]
    assert other.files() == laptop.files()
    assert other.told(meeting) == laptop.told(meeting)


def test_the_wording_in_use_stays_in_use(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    with other.store() as store:
        put_back(store, path)
        assert store.setting("indicators") is None


PLAN_FILES = {"plan.toml": b"[plan]\n", "bodies/chi_bo.toml": b"[body]\n"}


def test_the_plan_of_the_meeting_comes_with_it(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    """A meeting is read and its minutes written by the plan it was opened with, on any laptop."""
    meeting = laptop.hold()
    with laptop.store() as store:
        store.plans.keep(store.plan.digest(), PLAN_FILES)
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    with other.store() as store:
        put_back(store, path)
        assert store.plans.files(store.plan.digest()) == PLAN_FILES


def test_a_plan_that_is_not_the_meetings_is_refused(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    with laptop.store() as store:
        store.plans.keep(store.plan.digest(), PLAN_FILES)
    path = laptop.keep(meeting, tmp_path / "x.bienban")

    def of_another(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts[MANIFEST])
        manifest["meetings"][0]["plan_digest"] = "0" * 64
        parts[MANIFEST] = json.dumps(manifest).encode()

    with pytest.raises(StoreForeign, match="bị hỏng"):
        read_archive(repacked(path, of_another), "x.bienban")


def test_a_plan_that_is_nowhere_is_told(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    other.plan = other.plan.model_copy(update={"title": "Kế hoạch khác"})
    with other.store() as store:
        assert put_back(store, path).other_plan


def test_the_same_meeting_gives_the_same_bytes(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    one, two = (laptop.keep(meeting, tmp_path / name).read_bytes() for name in ("a.bienban", "b.bienban"))
    assert one == two


def test_any_zip_program_can_look_into_it(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        manifest = json.loads(file.read(MANIFEST))
        streams = {name: file.read(name) for name in file.namelist() if name.startswith("meetings/")}
    assert manifest["format"] == "bienban-archive"
    assert [part["name"] for part in manifest["parts"]] == sorted(part["name"] for part in manifest["parts"])
    assert streams == laptop.files()


def test_an_open_meeting_is_kept_with_all_that_was_recorded(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    with laptop.store() as store:
        replica = store.open(meeting)
        write(replica, 40)
        kept = keep(store, meeting, tmp_path / "x.bienban")
        assert kept.entries == len(replica.meeting.ledger.entries)
        state = replica.meeting.ledger.state_hash()
    with other.store() as store:
        put_back(store, tmp_path / "x.bienban")
    assert other.told(meeting)[0] == state


def test_what_was_torn_off_by_a_crash_is_left_out(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    """store.md §4: the end of a write that no sync confirmed."""
    meeting = laptop.hold()
    (stream,) = laptop.paths.streams(UUID(meeting))
    whole = stream.read_bytes()
    stream.write_bytes(whole + b'{"crc":"0000')
    with laptop.store() as store:
        keep(store, meeting, tmp_path / "x.bienban")
    with other.store() as store:
        put_back(store, tmp_path / "x.bienban")
    assert list(other.files().values()) == [whole]


def test_a_damaged_stream_is_kept_as_it_is(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    """Nothing is repaired silently, nothing readable is left behind."""
    meeting = laptop.hold()
    (stream,) = laptop.paths.streams(UUID(meeting))
    hurt(stream)
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    with other.store() as store:
        put_back(store, path)
    assert other.files() == laptop.files()


def hurt(path: Path) -> None:
    """Something in the middle was overwritten."""
    data = bytearray(path.read_bytes())
    middle = data.index(b"session.started")
    data[middle : middle + 4] = b"\0" * 4
    path.write_bytes(data)


# --- twice, longer, shorter, other ---


def test_twice_is_once(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    with other.store() as store:
        put_back(store, path)
        before = other.files()
        again = put_back(store, path)
        assert (again.changed, again.same) == (False, 1)
    assert other.files() == before


def test_the_longer_stream_stays(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    short = laptop.keep(meeting, tmp_path / "short.bienban")
    laptop.go_on(meeting)
    long = laptop.keep(meeting, tmp_path / "long.bienban")
    with other.store() as store:
        assert put_back(store, short).new == 1
        assert put_back(store, long).longer == 1
        assert other.files() == laptop.files()
        assert put_back(store, short).same == 1
        assert [info.entries for info in store.meetings()] == [len(store.read(meeting).meeting.ledger.entries)]
    assert other.files() == laptop.files()


def test_a_stream_that_differs_is_refused_whole(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §6, fork: two laptops with one identity. What is new in the file is not taken either."""
    meeting = laptop.hold()
    twin = Laptop(tmp_path / "twin", laptop.plan)
    shutil.copytree(laptop.paths.root, twin.paths.root)
    laptop.go_on(meeting)
    twin.clock.tick(77_000)
    twin.go_on(meeting)
    add_peer(twin, meeting)
    path = twin.keep(meeting, tmp_path / "x.bienban")
    before = laptop.files()
    with laptop.store() as store, pytest.raises(FilingRefused, match="khác với mục đã có"):
        put_back(store, path)
    assert laptop.files() == before


def test_a_stream_that_begins_otherwise_is_refused_whole(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §2: the header is h(0); with another one the same lines are another chain."""
    meeting = laptop.hold()
    twin = Laptop(tmp_path / "twin", laptop.plan)
    shutil.copytree(laptop.paths.root, twin.paths.root)
    (journal,) = (twin.paths.root / "meetings" / meeting).glob("*.journal")
    data = journal.read_bytes()
    header = data.splitlines()[0].partition(b'"tx":')[2][:-1]
    assert data.startswith(frame(header))
    journal.write_bytes(data.replace(frame(header), frame(header[:-1] + b',"more":1}')))
    path = twin.keep(meeting, tmp_path / "x.bienban")
    before = laptop.files()
    with laptop.store() as store, pytest.raises(FilingRefused) as caught:
        put_back(store, path)
    assert caught.value.code == "archive_conflict"
    assert laptop.files() == before


def test_a_file_that_lies_in_the_wrong_place_is_not_joined(laptop: Laptop, tmp_path: Path) -> None:
    """What lies under the stream's name says that it is another device's: nobody knows which of them is right."""
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    (stream,) = laptop.paths.streams(UUID(meeting))
    first, *lines = stream.read_bytes().splitlines(keepends=True)
    other = json.dumps(json.loads(first)["tx"] | {"device": str(UUID(int=7))}, separators=(",", ":"))
    stream.write_bytes(b"".join([frame(other.encode()), *lines]))
    before = laptop.files()
    with laptop.store() as store, pytest.raises(StoreForeign) as refused:
        put_back(store, path)
    assert (refused.value.code, refused.value.data["name"]) == ("mismatch", stream.name)
    assert laptop.files() == before


def add_peer(laptop: Laptop, meeting: str) -> None:
    """A stream of another device in the same meeting."""
    device = Device(UUID("0198a1b2-c3d4-7000-8000-000000000009"), "m9")
    store = Store(laptop.paths, laptop.plan, clock=laptop.clock, device=device)
    replica = store.open(meeting)
    write(replica, 2)
    store.close_meeting(replica)
    store.close()


def test_streams_of_several_devices_come_together(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    add_peer(laptop, meeting)
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    with other.store() as store:
        assert put_back(store, path).new == 2
    assert other.told(meeting) == laptop.told(meeting)


def test_a_damaged_stream_is_healed_and_kept_beside(laptop: Laptop, tmp_path: Path) -> None:
    """The advice about a damaged file is to look for a copy: this is the copy."""
    meeting = laptop.hold()
    whole = laptop.files()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    (stream,) = laptop.paths.streams(UUID(meeting))
    hurt(stream)
    damaged = stream.read_bytes()
    with laptop.store() as store:
        assert put_back(store, path).longer == 1
        assert put_back(store, path).changed is False
    (name,) = whole
    assert laptop.files() == {name: whole[name], f"{name}.hurt-1": damaged}


def test_a_damaged_stream_that_went_on_keeps_what_came_later(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    laptop.go_on(meeting)
    whole = laptop.files()
    (stream,) = laptop.paths.streams(UUID(meeting))
    hurt(stream)
    with laptop.store() as store:
        put_back(store, path)
    (name,) = whole
    assert laptop.files()[name] == whole[name]


# --- whose stream it is ---


def test_on_a_rebuilt_laptop_the_old_stream_is_a_peers(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    """A new installation is a new device: it goes on in a stream of its own."""
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    state = laptop.told(meeting)[0]
    with other.store() as store:
        assert put_back(store, path).renewed is False
        replica = store.open(meeting)
        assert replica.meeting.ledger.state_hash() == state
        assert replica.device not in next(iter(laptop.files()))
        write(replica, 1)
        store.close_meeting(replica)
    name = next(iter(laptop.files()))
    assert other.files()[name] == laptop.files()[name]


def test_an_own_stream_that_comes_back_is_never_written_again(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §6, fork: what was recorded after the file was made may exist elsewhere under these numbers."""
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    laptop.go_on(meeting)
    lost = laptop.keep(meeting, tmp_path / "later.bienban")
    state = laptop.told(meeting)[0]
    shutil.rmtree(laptop.paths.meeting(UUID(meeting)))
    with laptop.store() as store:
        assert put_back(store, path).renewed is True
        replica = store.open(meeting)
        write(replica, 1)
        store.close_meeting(replica)
        assert put_back(store, lost).longer == 1
    assert len(laptop.files()) == 2
    assert laptop.told(meeting)[0] != state


# --- refusals ---


def test_an_open_meeting_is_not_written_under_the_desk(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    short = laptop.keep(meeting, tmp_path / "short.bienban")
    laptop.go_on(meeting)
    long = laptop.keep(meeting, tmp_path / "long.bienban")
    with other.store() as store:
        put_back(store, short)
        store.open(meeting)
        assert store.writer.drain(5)
        before = other.files()
        with pytest.raises(FilingRefused, match="đang mở"):
            put_back(store, long)
        assert put_back(store, short).changed is False
        assert other.files() == before


def test_a_file_with_other_content_is_not_overwritten(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    path = tmp_path / "x.bienban"
    path.write_bytes(b"a letter")
    with laptop.store() as store, pytest.raises(FilingRefused, match="không ghi đè"):
        keep(store, meeting, path)
    assert path.read_bytes() == b"a letter"


def test_an_older_file_of_the_meeting_is_replaced_a_newer_one_is_not(laptop: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    old = tmp_path / "old"
    shutil.copytree(laptop.paths.root, old)
    laptop.go_on(meeting)
    laptop.keep(meeting, path)
    newer = path.read_bytes()
    with pytest.raises(FilingRefused):
        Laptop(old, laptop.plan).keep(meeting, path)
    assert path.read_bytes() == newer


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, "một bức thư".encode(), b"PK\x03\x04 broken"])
def test_somebody_elses_file_is_told(content: bytes, laptop: Laptop, tmp_path: Path) -> None:
    path = tmp_path / "x.bienban"
    path.write_bytes(content)
    with laptop.store() as store, pytest.raises(StoreForeign) as caught:
        put_back(store, path)
    assert caught.value.code in ("archive_foreign", "archive_damaged")
    assert laptop.files() == {}


def test_a_missing_file_is_told(laptop: Laptop, tmp_path: Path) -> None:
    with laptop.store() as store, pytest.raises(StoreUnreachable, match="Không tìm thấy"):
        put_back(store, tmp_path / "none.bienban")


def repacked(path: Path, change: Callable[[dict[str, bytes]], None], compression: int = zipfile.ZIP_STORED) -> bytes:
    """The same zip with its parts changed."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def test_a_newer_form_is_told_as_such(laptop: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")

    def newer(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = b'{"format":"bienban-archive","version":2,"otherwise":[]}'

    with pytest.raises(StoreForeign, match="phiên bản mới hơn"):
        read_archive(repacked(path, newer), "x.bienban")


def test_unknown_fields_of_the_manifest_are_passed_over(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §2: additive evolution."""
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")

    def richer(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), "signed_by": "k7"}).encode()

    assert len(read_archive(repacked(path, richer, zipfile.ZIP_DEFLATED), "x.bienban").streams) == 1


@pytest.mark.parametrize("name", ["../x.journal", "meetings/../../x.journal", "/etc/x", "C:\\x", "meetings/x.journal"])
def test_names_that_lead_elsewhere_are_refused(name: str, laptop: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    with pytest.raises(StoreForeign):
        read_archive(repacked(path, lambda parts: parts.update({name: b"x"})), "x.bienban")


def test_a_part_too_many_or_too_few_is_refused(laptop: Laptop, tmp_path: Path) -> None:
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    stream = next(iter(laptop.files()))
    extra = stream.replace(stream[-44:-8], "0198a1b2-c3d4-7000-8000-000000000099")
    for change in (lambda parts: parts.pop(stream), lambda parts: parts.update({extra: parts[stream]})):
        with pytest.raises(StoreForeign, match="bị hỏng"):
            read_archive(repacked(path, change), "x.bienban")


def test_a_line_changed_with_its_hashes_breaks_the_chain(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §2: the manifest names the head; a stream that was rewritten has another."""
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    stream = next(iter(laptop.files()))

    def forge(parts: dict[str, bytes]) -> None:
        import hashlib

        *lines, _ = parts[stream].split(b"\n")
        changed = json.loads(lines[-1])["tx"] | {"by": "p_ffffffffffff"}
        lines[-1] = frame(json.dumps(changed, ensure_ascii=False, separators=(",", ":")).encode())[:-1]
        parts[stream] = b"\n".join([*lines, b""])
        manifest = json.loads(parts[MANIFEST])
        for part in manifest["parts"]:
            if part["name"] == stream:
                part |= {"size": len(parts[stream]), "sha256": hashlib.sha256(parts[stream]).hexdigest()}
        parts[MANIFEST] = json.dumps(manifest).encode()

    with pytest.raises(StoreForeign, match="bị hỏng"):
        read_archive(repacked(path, forge), "x.bienban")


def test_a_bomb_is_cut(laptop: Laptop, tmp_path: Path) -> None:
    """sync.md §11: what unpacks to more than the limit is not unpacked."""
    path = laptop.keep(laptop.hold(), tmp_path / "x.bienban")
    stream = next(iter(laptop.files()))
    bomb = repacked(path, lambda parts: parts.update({stream: bytes(LARGEST + 1)}), zipfile.ZIP_DEFLATED)
    assert len(bomb) < 1_000_000
    with pytest.raises(StoreForeign):
        read_archive(bomb, "x.bienban")


def test_on_a_full_disk_nothing_changes(laptop: Laptop, other: Laptop, tmp_path: Path) -> None:
    meeting = laptop.hold()
    add_peer(laptop, meeting)
    path = laptop.keep(meeting, tmp_path / "x.bienban")
    disk = TroubledDisk()
    disk.fail("sync", no_space())
    with other.store() as store, pytest.raises(StoreFull):
        put_back(store, path, disk)
    assert other.files() == {}
    with other.store() as store:
        assert put_back(store, path).new == 2


# --- any damage ---


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_flipped_bit_or_cut_is_found_or_harmless(data: st.DataObject, damageable: tuple[Laptop, bytes]) -> None:
    """Whatever happens to the file: the meeting comes back as it was, or the store is told and does not change."""
    laptop, whole = damageable
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, 8 * len(whole) - 1))
        hurt = bytearray(whole)
        hurt[place // 8] ^= 1 << place % 8
        damaged = bytes(hurt)
    else:
        damaged = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with suppress(StoreForeign):
        [(stream, _)] = read_archive(damaged, "x.bienban").streams.values()
        assert [stream] == list(laptop.files().values())


@pytest.fixture(scope="module")
def damageable(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> tuple[Laptop, bytes]:
    """A small meeting and its file."""
    folder = tmp_path_factory.mktemp("damage")
    laptop = Laptop(folder / "one", plan)
    return laptop, laptop.keep(laptop.hold(2), folder / "x.bienban").read_bytes()


def test_a_damaged_file_never_changes_the_store(
    laptop: Laptop, damageable: tuple[Laptop, bytes], tmp_path: Path
) -> None:
    """The same through the store, at places spread over the file."""
    _, whole = damageable
    path = tmp_path / "x.bienban"
    refused = 0
    with laptop.store() as store:
        for place in range(0, len(whole), len(whole) // 40):
            path.write_bytes(whole[:place])
            with pytest.raises(StoreError):
                put_back(store, path)
            refused += 1
    assert refused >= 40
    assert laptop.files() == {}
