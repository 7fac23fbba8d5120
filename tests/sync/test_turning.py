"""A store is encrypted and made plain again: nothing is lost, nothing stays legible (sync.md §5.8, §5.3)."""

import zipfile
from pathlib import Path

import pytest

from models import commands as c
from sync.account import Account, load_account
from sync.boxes import box_public, new_box_key
from sync.bundle import give
from sync.cipher import Cipher
from sync.errors import StoreBusy, StoreError, StoreFull, StoreLocked
from sync.files import write_atomically
from sync.filing import keep, put_back
from sync.follower import Follower
from sync.paths import Paths
from sync.receipts import Attempt, Receipts
from sync.storage import JournalDB
from sync.store import Store
from sync.stream import Stream
from sync.support import write_support
from sync.turning import entrust, finish, keep_vault, turn_off, turn_on
from sync.vault import State, Vault, WrongKey, load_vault, new_vault
from sync.verify import State as Found
from sync.verify import verify
from tests.sync.disks import FullDisk, TroubledDisk
from tests.sync.exchange import DAY, Laptop
from tests.sync.powercut import PaperDisk, RecordingDisk
from tests.sync.test_powercut import put_back as lay_out
from tests.sync.test_vault import CHEAP, PASSPHRASE, bytes_below
from tests.sync.tools import DEVICE, header, line, lines, stream_path
from tests.tui.bench import open_store

SECRET = "Mít chín rụng đầy vườn"
WORDS = (SECRET, "Đông Mít", "Lê Xuân Đoàn", "token-of-this-laptop")
"""What a thief may not find: a note, the unit, a member, the token."""


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """A laptop's folder after a session: entries, people, a draft, an index, an account, receipts."""
    made = Laptop(tmp_path / "laptop").settle()
    made.desk.create(DAY)
    made.do(c.WriteNote(c.NoteDraft(SECRET)))
    made.store.keep_draft(made.store.meetings()[0].id, f"{SECRET} và")
    made.desk.close()
    made.store.index.whole()
    account = Account(url="https://x", device=DEVICE, token="token-of-this-laptop", expires=1, key="", cells=())
    account.save(made.store.paths.account)
    made.store.close()
    receipts = Receipts(Paths(made.home).receipts)
    receipts.note(Attempt(1, "hq_away"))
    receipts.close()
    return made.home


def legible(root: Path) -> set[str]:
    """Which of the words stand in any byte of any file below the folder, or in a file's name."""
    data = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in root.rglob("*") if path.is_file())
    return {word for word in WORDS if word.encode() in data}


def state_of(home: Path, cipher: Cipher | None = None) -> tuple[object, ...]:
    """Everything the store says."""
    store = open_store(home, cipher=cipher)
    try:
        (info,) = store.meetings()
        replica = store.read(info.id)
        said = replica.meeting.ledger.state_hash(), replica.chain, replica.reports
        replica.close()
        draft, account = store.draft_of(info.id), load_account(store.paths.account, cipher)
        receipts = Receipts(store.paths.receipts, cipher=cipher)
        attempts = receipts.attempts()
        receipts.close()
        found = [record.rows for record in store.index.whole()]
        return info, said, draft, account, attempts, found, store.roster(), store.device, store.identities()
    finally:
        store.close()


def encrypted(home: Path) -> tuple[Vault, Cipher]:
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    turn_on(Paths(home), vault, cipher)
    held = load_vault(Paths(home))
    assert held is not None
    return held, cipher


# --- on and off ----------------------------------------------------------------------------------------------------


def test_nothing_that_was_recorded_is_legible_afterwards_and_all_of_it_is_there(laptop: Path) -> None:
    before = state_of(laptop)
    assert legible(laptop) == set(WORDS)
    vault, cipher = encrypted(laptop)
    assert vault.state is State.ON
    assert legible(laptop) == set()
    assert state_of(laptop, cipher) == before
    assert legible(laptop) == set(), "the index and the list that reading made are sealed too"
    assert {one.state for one in verify(laptop, cipher)} == {Found.WHOLE}


def test_it_becomes_plain_again(laptop: Path) -> None:
    before = state_of(laptop)
    _, cipher = encrypted(laptop)
    turn_off(Paths(laptop), cipher)
    assert load_vault(Paths(laptop)) is None
    assert state_of(laptop) == before
    assert {one.state for one in verify(laptop)} == {Found.WHOLE}


def test_a_session_in_an_encrypted_store_leaves_nothing_legible(tmp_path: Path) -> None:
    """From the first start on: recorded, drafted, shown, left, opened again."""
    home = tmp_path / "laptop"
    _, cipher = encrypted(home)
    made = Laptop(home, cipher=cipher).settle()
    made.desk.create(DAY)
    made.do(c.WriteNote(c.NoteDraft(SECRET)))
    meeting = made.store.meetings()[0].id
    made.store.keep_draft(meeting, SECRET)
    follower = Follower(made.store, meeting)
    made.do(c.WriteNote(c.NoteDraft(f"{SECRET} lần nữa")))
    made.store.writer.drain(5)
    assert follower.poll()
    assert [note.text for note in follower.meeting.notes.all][-1].endswith("lần nữa")
    made.desk.close()
    assert len(made.store.index.whole()) == 1
    made.store.close()
    assert legible(home) == set()


def test_what_was_put_aside_is_sealed_too(laptop: Path) -> None:
    """Torn tails, hurt lines, earlier files, files half written: they hold what people said."""
    (stream,) = laptop.glob("meetings/*/*.journal")
    data = stream.read_bytes()
    place = data.index(SECRET.encode())
    hurt = data[: place - 30] + b"#" + data[place - 29 :]
    for aside in ("before-1", "hurt-1", "new"):
        stream.with_name(f"{stream.name}.{aside}").write_bytes(data)
    stream.with_name(f"{stream.name}.cut-9").write_bytes(data[place - 50 : place + 60])
    stream.write_bytes(hurt)
    _, cipher = encrypted(laptop)
    assert legible(laptop) == set()
    turn_off(Paths(laptop), cipher)
    assert stream.read_bytes() == hurt
    assert stream.with_name(f"{stream.name}.before-1").read_bytes() == data
    assert stream.with_name(f"{stream.name}.cut-9").read_bytes() == data[place - 50 : place + 60]


def test_a_rehearsal_and_the_clerks_abbreviations_stay_as_they_are(laptop: Path) -> None:
    """The one is practice with invented people, the other a text for people to edit."""
    (laptop / "viet-tat.txt").write_text("dm = Đông Mít\n", encoding="utf-8")
    with JournalDB(laptop / "rehearsal" / "people.journal") as db:
        db.insert({"name": "Lê Thị Tập"})
    before = bytes_below(laptop / "rehearsal")
    encrypted(laptop)
    assert bytes_below(laptop / "rehearsal") == before
    assert (laptop / "viet-tat.txt").read_text(encoding="utf-8") == "dm = Đông Mít\n"


# --- without the key -----------------------------------------------------------------------------------------------


def test_without_the_key_nothing_opens_and_no_byte_changes(laptop: Path) -> None:
    """sync.md §11: "a wrong key changes nothing"."""
    vault, _ = encrypted(laptop)
    before = bytes_below(laptop)
    with pytest.raises(WrongKey):
        vault.unlocked("sai mật khẩu rồi")
    with pytest.raises(StoreLocked):
        open_store(laptop)
    with pytest.raises(StoreLocked):
        load_account(Paths(laptop).account)
    looked = verify(laptop)
    assert {one.state for one in looked} == {Found.LOCKED}
    assert [one.path for one in looked] == sorted(laptop.rglob("*.journal"))
    assert bytes_below(laptop) == before


def test_a_store_whose_vault_is_gone_is_not_taken_for_a_new_one(laptop: Path) -> None:
    encrypted(laptop)
    Paths(laptop).vault.unlink()
    Paths(laptop).vault_copy.unlink()
    before = bytes_below(laptop)
    with pytest.raises(StoreLocked):
        open_store(laptop)
    assert bytes_below(laptop) == before


def test_an_open_desk_keeps_it_from_being_turned(laptop: Path) -> None:
    """Two writers on one file would lose acts (sync.md §5.6)."""
    store = open_store(laptop)
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    with pytest.raises(StoreBusy):
        turn_on(Paths(laptop), vault, cipher)
    store.close()
    assert load_vault(Paths(laptop)) is None


# --- for others ----------------------------------------------------------------------------------------------------


def test_files_for_others_are_as_those_of_a_plain_store(laptop: Path, tmp_path: Path) -> None:
    """Archive and stick hold plain lines that any laptop takes; the support file holds no content."""
    plain = tmp_path / "plain.bienban", tmp_path / "plain.gui"
    sealed = tmp_path / "sealed.bienban", tmp_path / "sealed.gui"
    store = open_store(laptop)
    meeting = store.meetings()[0].id
    keep(store, meeting, plain[0])
    give(store, [meeting], plain[1])
    store.close()
    _, cipher = encrypted(laptop)
    store = open_store(laptop, cipher=cipher)
    keep(store, meeting, sealed[0])
    give(store, [meeting], sealed[1])
    store.close()
    assert [path.read_bytes() for path in sealed] == [path.read_bytes() for path in plain]
    write_support(Paths(laptop), tmp_path / "support.zip", cipher)
    with zipfile.ZipFile(tmp_path / "support.zip") as support:
        said = b"".join(map(support.read, support.namelist()))
    assert not [word for word in WORDS if word.encode() in said]


def test_what_is_taken_into_an_encrypted_store_is_sealed(laptop: Path, tmp_path: Path) -> None:
    """Also what joins a stream that is here, and a hurt one that gives way."""
    store = open_store(laptop)
    meeting = store.meetings()[0].id
    keep(store, meeting, tmp_path / "x.bienban")
    store.close()
    home = tmp_path / "another"
    _, cipher = encrypted(home)
    store = open_store(home, cipher=cipher)
    assert put_back(store, tmp_path / "x.bienban").new == 1
    assert put_back(store, tmp_path / "x.bienban").same == 1
    (stream,) = home.glob("meetings/*/*.journal")
    stream.write_bytes(stream.read_bytes()[:-400])
    assert put_back(store, tmp_path / "x.bienban").longer == 1
    replica = store.read(meeting)
    assert SECRET in [note.text for note in replica.meeting.notes.all]
    replica.close()
    store.close()
    assert SECRET not in legible(home)


# --- trouble on the way --------------------------------------------------------------------------------------------


def small_store(root: Path, disk: RecordingDisk) -> Paths:
    """A stream and drafts of a few lines."""
    paths = Paths(root / "data")
    with JournalDB(paths.drafts, disk=disk) as db:
        db.insert({"text": SECRET})
    with Stream(stream_path(paths.root), header(), disk=disk) as stream:
        stream.append([line(1, SECRET), *lines(2, 3)])
    return paths


def readable(paths: Paths) -> tuple[Cipher | None, dict[int, bytes], list[str]]:
    """What is there after a cut, by whoever has the passphrase if one is needed."""
    vault = load_vault(paths)
    cipher = vault.unlocked(PASSPHRASE) if vault is not None else None
    with Stream(stream_path(paths.root), read_only=True, cipher=cipher) as stream:
        found = dict(stream.lines())
    with JournalDB(paths.drafts, read_only=True, cipher=cipher) as db:
        return cipher, found, [str(row["text"]) for row in db]


def written(root: Path) -> dict[str, bytes]:
    """Each file with what is in it."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("way", ["on", "off"])
def test_no_power_cut_on_the_way_loses_or_shows_anything(tmp_path: Path, way: str) -> None:
    """Every disk that a cut behind any call could leave opens and says all; the next opening goes on to the end."""
    root = tmp_path / "real"
    root.mkdir()
    disk = RecordingDisk(root)
    paths = small_store(root, disk)
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    if way == "off":
        turn_on(paths, vault, cipher, disk)
    begun = len(disk.calls)
    turn_on(paths, vault, cipher, disk) if way == "on" else turn_off(paths, cipher, disk)
    told = {1: line(1, SECRET), 2: line(2), 3: line(3)}, [SECRET]
    paper, seen = PaperDisk(), set()
    for count, call in enumerate(disk.calls, 1):
        paper.play(call)
        for files in paper.outcomes() if count >= begun else ():
            key = tuple(sorted(files.items()))
            if key in seen:
                continue
            seen.add(key)
            cut = Paths(lay_out(tmp_path / "cut" / str(len(seen)), files) / "data")
            held, *found = readable(cut)
            assert tuple(found) == told, (count, call)
            now = finish(cut, held) if held is not None else None
            assert (readable(cut)[1:], now is None) == (told, load_vault(cut) is None)
            assert (SECRET in legible(cut.root)) == (now is None), (count, call)
    assert len(seen) > 25
    assert readable(paths)[1:] == told
    assert written(root) in list(paper.outcomes()), "nothing goes past the disk that the store was given"


def test_a_full_disk_on_the_way_leaves_a_store_that_opens(laptop: Path) -> None:
    before = state_of(laptop)
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    for room in (0, 500, 3000, 9000):
        with pytest.raises(StoreFull):
            turn_on(Paths(laptop), vault, cipher, FullDisk(room))
        held = load_vault(Paths(laptop))
        assert held is None or held.state is State.SEALING
        assert state_of(laptop, cipher if held is not None else None) == before
    assert finish(Paths(laptop), cipher) is cipher
    assert legible(laptop) == set()
    assert state_of(laptop, cipher) == before


def test_an_account_that_is_hurt_is_sealed_as_it_is(laptop: Path) -> None:
    paths = Paths(laptop)
    write_atomically(paths.account, paths.account.read_bytes()[:-9])
    hurt = paths.account.read_bytes()
    _, cipher = encrypted(laptop)
    assert "token-of-this-laptop" not in legible(laptop)
    with pytest.raises(StoreError):
        load_account(paths.account, cipher)
    turn_off(paths, cipher)
    assert paths.account.read_bytes() == hurt


# --- who may have the key -------------------------------------------------------------------------------------------


def enrolled_at(paths: Paths, recovery: str, cipher: Cipher | None = None) -> None:
    """The laptop is enrolled where that key is headquarters' own."""
    account = Account(url="https://x", device=DEVICE, token="t", expires=1, key="", cells=(), recovery=recovery)
    account.save(paths.account, cipher=cipher)


def test_headquarters_is_entrusted_with_the_key_when_it_has_one(tmp_path: Path) -> None:
    """sync.md §5.8: wrapped for headquarters' recovery key too, once there is one."""
    paths, public = Paths(tmp_path / "laptop"), box_public(new_box_key())
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    assert not entrust(paths, cipher), "a plain store has no key to wrap"
    turn_on(paths, vault, cipher)
    assert not entrust(paths, cipher), "nobody is there to be entrusted"
    enrolled_at(paths, "", cipher)
    assert not entrust(paths, cipher), "and nobody who has a key"
    enrolled_at(paths, public, cipher)
    disk = TroubledDisk()
    assert entrust(paths, cipher, disk)
    assert disk.calls["replace"] == 2
    held = load_vault(paths)
    assert held is not None
    assert held.recovery is not None
    assert entrust(paths, cipher, disk)
    assert (disk.calls["replace"], load_vault(paths)) == (2, held)
    paths.account.write_bytes(b"{")
    assert entrust(paths, cipher), "an account that cannot be read takes nothing back"
    assert load_vault(paths) == held


@pytest.mark.parametrize("way", ["on", "opening"])
def test_what_opens_the_store_entrusts_and_mends(tmp_path: Path, way: str) -> None:
    paths, public = Paths(tmp_path / "laptop"), box_public(new_box_key())
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    assert finish(paths, cipher) is None, "a plain store stays one"
    if way == "on":
        enrolled_at(paths, public)
        turn_on(paths, vault, cipher)
    else:
        turn_on(paths, vault, cipher)
        enrolled_at(paths, public, cipher)
        paths.vault_copy.unlink()
        disk = TroubledDisk()
        assert finish(paths, cipher, disk) is cipher
        assert finish(paths, cipher, disk) is cipher
        assert disk.calls["replace"] == 2, "and does nothing where nothing is to be done"
    held = load_vault(paths)
    assert held is not None
    assert held.recovery is not None
    assert paths.vault.read_bytes() == paths.vault_copy.read_bytes()


def test_who_may_have_the_key_is_changed_alone(laptop: Path) -> None:
    """Nothing else changes, and on a full disk nothing at all; no desk may be open meanwhile."""
    paths = Paths(laptop)
    with pytest.raises(StoreError) as refused:
        keep_vault(paths, Vault.without_keyring)
    assert (refused.value.code, refused.value.data["name"]) == ("missing", paths.vault.name)
    vault, cipher = encrypted(laptop)
    before = state_of(laptop, cipher)
    with pytest.raises(StoreFull):
        keep_vault(paths, lambda held: held.for_passphrase(cipher, "câu khác hẳn"), FullDisk(0))
    assert load_vault(paths) == vault
    changed = keep_vault(paths, lambda held: held.for_passphrase(cipher, "câu khác hẳn", CHEAP))
    assert load_vault(paths) == changed != vault
    assert (changed.id, changed.state) == (vault.id, State.ON)
    with pytest.raises(WrongKey):
        changed.unlocked(PASSPHRASE)
    assert state_of(laptop, changed.unlocked("câu khác hẳn")) == before
    store = open_store(laptop, cipher=cipher)
    with pytest.raises(StoreBusy):
        keep_vault(paths, lambda held: vault)
    store.close()
    assert load_vault(paths) == changed


def test_a_store_needs_its_key_said(laptop: Path) -> None:
    """`Store` itself refuses: no caller can forget it."""
    _, cipher = encrypted(laptop)
    plan = open_store(laptop, cipher=cipher)
    shipped = plan.plan
    plan.close()
    with pytest.raises(StoreLocked, match="mật khẩu"):
        Store(Paths(laptop), shipped, read_only=True)
