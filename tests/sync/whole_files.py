"""A store's life, and meetings that leave it in files and come back: what is told, and what lies on the disk then."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from documents.plan_file import load_examples, load_plan
from models.fact import Fact
from models.facts import DetailSet, NoteWritten, SessionEnded, SessionStarted
from models.people import Roster, RosterLine, with_ids
from models.plan import Plan
from sync.bundle import give, join, take
from sync.filing import keep, put_back
from sync.follower import Follower
from sync.identity import Device
from sync.paths import Paths
from sync.store import Store
from sync.stream import Stream
from sync.support import support
from sync.turning import turn_off, turn_on
from sync.units import Unit
from sync.vault import new_vault
from sync.verify import verify
from tests.models.build import DAY
from tests.sync.clocks import HandClock
from tests.sync.headquarters import UNIT, opening
from tests.sync.test_vault import CHEAP, PASSPHRASE
from tests.sync.whole import CELL, DEVICES, Telling, settled

FIRST, SECOND, _ = DEVICES
DATE: Final = "2023-09-15"
PARENT: Final = "Đảng bộ xã Tân Lạc Hạ"


def write(store: Store, meeting: str, text: str) -> None:
    """One note into a meeting that nobody else has open."""
    replica = store.open(meeting)
    replica.record(noted(text))
    store.close_meeting(replica)


@contextmanager
def desk(folder: Path, who: Device = FIRST, ahead: int = 0, **options: Any) -> Iterator[Store]:
    """The store of a laptop, made at the first time; its clock is nobody else's."""
    if not (folder / "settings.journal").exists():
        settled(folder, who)
    store = Store(Paths(folder), load_plan(), clock=HandClock(DAY + ahead), **options)
    try:
        yield store
    finally:
        store.close()


def noted(*texts: str) -> list[Fact]:
    """Notes with ids that nobody drew."""
    return [NoteWritten(note=f"n_{number}", kind="opinion", text=text, at=DAY) for number, text in enumerate(texts, 1)]


def held(store: Store, plan: Plan, date: str = DATE, *texts: str) -> str:
    """A meeting with notes, put away."""
    replica = store.open(store.new_meeting(date))
    replica.record([opening(plan, date), *noted(*(texts or ("Nhất trí", "Đề nghị làm rõ")))])
    store.close_meeting(replica)
    return replica.id


def people(cell: str, *names: str) -> Roster:
    """A list of people."""
    rows = [
        RosterLine(order=order, full_name=name, surname_middle=name.split()[0], given=name.split()[1])
        for order, name in enumerate(names, 1)
    ]
    return Roster(unit=UNIT, parent_unit=PARENT, people=with_ids(cell, rows))


# --- a store --------------------------------------------------------------------------------------------------------


def opened(folder: Path) -> str:
    """From the first start to a store that is encrypted and plain again."""
    told, home, plan = Telling(folder), folder / "a", load_plan()
    with desk(home) as store:
        _first_day(told, store, plan)
    told.files("after the first day", home)
    with desk(home, read_only=True) as store:
        told.say("looked at", store.reports, store.meetings(), store.units.all(), store.roster(), store.writable)
        told.trouble("written though", lambda: store.set_setting("theme", "dark"))
        told.trouble("a meeting that is not there", lambda: store.read(str(UUID(int=7))))
        told.trouble("followed though it is not there", lambda: Follower(store, str(UUID(int=7))))
    told.trouble("nothing to be looked at", lambda: Store(Paths(folder / "none"), plan, read_only=True))
    _hurt(told, home)
    with desk(home) as store:
        told.say("a hurt store", store.reports, store.meetings())
        told.trouble("opened once more", lambda: Store(Paths(home), plan).close())
        replica = store.open(store.meetings()[0].id)
        told.say("beside the hurt stream", replica.reports, replica.writable, len(replica.meeting.ledger.entries))
        store.close_meeting(replica)
    told.say("verified", *((found.path.relative_to(home), found.state, found.sentence) for found in verify(home)))
    _supported(told, home)
    _sealed(told, home, plan)
    return told.text()


def _first_day(told: Telling, store: Store, plan: Plan) -> None:
    told.say(
        "a new store", store.reports, store.meetings(), store.device, store.cell, store.units.all(), store.roster()
    )
    store.save_roster(people(str(store.cell), "Lê An", "Vũ Bình"))
    store.keep_indicators(load_examples())
    store.set_setting("theme", "light")
    replica = store.open(store.new_meeting(DATE))
    told.say("begun", replica.id, replica.cell, replica.by, replica.aliases, replica.moment(), replica.reports)
    replica.record([opening(plan, DATE)])
    told.trouble("too long", lambda: replica.record(noted("x" * 9000)))
    told.trouble("letters in pieces", lambda: replica.record(noted("e\u0302")))
    replica.record([DetailSet(field="clerk", value="Lê An"), SessionStarted(at=DAY), *noted("Nhất trí")])
    assert isinstance(store.clock, HandClock)
    store.clock.jump(-5_000)
    store.clock.tick(1_000)
    replica.record([SessionEnded(at=DAY + 60_000)])
    store.keep_draft(replica.id, "Đồng chí")
    store.keep_draft(replica.id, "Có", "prompt")
    store.writer.drain(5)
    told.say("recorded", replica.by, replica.now(), replica.last_at, replica.saved, replica.unsaved, replica.chain)
    told.say("while it is open", store.meetings(), store.draft_of(replica.id), store.draft_of(replica.id, "prompt"))
    told.say("its lines", *(line.decode() for _, line in replica.own.lines()))
    store.close_meeting(replica)
    store.archive(replica.id, archived=True)
    told.say("put away", store.meetings())
    store.archive(replica.id, archived=False)
    told.say("the next of that day", store.new_meeting(DATE), store.new_meeting("2023-10-16"))
    told.say("searched", store.index.whole(), store.index.missing, store.index.unreadable, store.index.reading)
    follower = Follower(store, replica.id)
    told.say("followed", follower.poll(), follower.now(), follower.offset, len(follower.meeting.ledger.entries))


def _hurt(told: Telling, home: Path) -> None:
    """One byte in the middle of a stream, the people cut off, a file of somebody else's."""
    (stream,) = (home / "meetings").rglob("*.journal")
    data = bytearray(stream.read_bytes())
    data[data.index(b"session.started")] ^= 1
    stream.write_bytes(data)
    list_of_people = home / "people.journal"
    list_of_people.write_bytes(list_of_people.read_bytes() + b'{"crc":"')
    (home / "drafts.journal").unlink()
    told.files("before it is opened", home)


def _supported(told: Telling, home: Path) -> None:
    made = support(Paths(home))
    for chance in ("python", "system", "files"):
        del made[chance]
    told.say("for whoever helps", made)
    told.say("its files", *sorted(file["name"] for file in support(Paths(home))["files"]))


def _sealed(told: Telling, home: Path, plan: Plan) -> None:
    vault, cipher = new_vault(PASSPHRASE, hint="câu của tôi", cost=CHEAP)
    turn_on(Paths(home), vault, cipher)
    told.files("encrypted", home)
    told.say("its vault", vault.model_copy(update={"id": UUID(int=1)}).model_dump(mode="json", exclude={"passphrase"}))
    told.trouble("without the key", lambda: Store(Paths(home), plan))
    told.say("verified without the key", *((found.path.name, found.state, found.sentence) for found in verify(home)))
    told.say("verified", *((found.path.name, found.state, found.sentence) for found in verify(home, cipher)))
    with desk(home, cipher=cipher) as store:
        told.say("opened", store.meetings(), store.roster(), store.index.whole())
    turn_off(Paths(home), cipher)
    told.files("plain again", home)
    with desk(home) as store:
        told.say("as before", store.meetings())


# --- meetings in files ----------------------------------------------------------------------------------------------


def _inside(path: Path) -> list[object]:
    """What is in a file of ours: the manifest, and the parts by name."""
    with zipfile.ZipFile(path) as file:
        said = json.loads(file.read("manifest.json"))
        for part in said["parts"]:
            if part["name"].startswith("plans/"):
                part["size"] = 0  # changes with every letter of the plan
        return [said, *((one.filename, one.compress_type, one.date_time, one.external_attr) for one in file.infolist())]


def kept(folder: Path) -> str:
    """Into a file and back: what is told of each way it may go."""
    told, plan, file = Telling(folder), load_plan(), folder / "x.bienban-luu"
    with desk(folder / "a") as store:
        store.keep_indicators(load_examples())
        meeting = held(store, plan)
        told.say("kept", keep(store, meeting, file).streams, _inside(file))
        told.say("again, the same", keep(store, meeting, file).entries)
        told.say("put back where it came from", put_back(store, file))
        (folder / "y").write_bytes(b"another")
        told.trouble("over another file", lambda: keep(store, meeting, folder / "y"))
    with desk(folder / "b", SECOND) as store:
        told.say("put back elsewhere", put_back(store, file), store.meetings(), store.indicators() is None)
        told.say("twice", put_back(store, file))
        replica = store.open(meeting)
        store.close_meeting(replica)
        longer = folder / "longer"
        keep(store, meeting, longer)
        told.trouble("a shorter file over a longer", lambda: keep(store, held(store, plan, "2023-10-15"), longer))
    _grown(told, folder, meeting, file, plan)
    told.files("what lies there", folder / "b" / "meetings")
    with desk(folder / "c", SECOND) as store:
        for name, data in _spoilt(file).items():
            (folder / name).write_bytes(data)
            told.trouble(name, lambda path=folder / name: put_back(store, path))  # type: ignore[misc]
        told.trouble("no file", lambda: put_back(store, folder / "none"))
        told.trouble("a folder", lambda: put_back(store, folder / "a"))
        told.say("nothing changed", store.meetings())
    return told.text()


def _grown(told: Telling, folder: Path, meeting: str, file: Path, plan: Plan) -> None:
    """The stream went on, came to differ, was hurt; the meeting is open."""
    with desk(folder / "a") as store:
        replica = store.open(meeting)
        replica.record(noted("Thêm"))
        told.say("an open meeting", keep(store, meeting, folder / "open").entries)
        told.trouble("put back while it is open", lambda: put_back(store, folder / "longer"))
        store.close_meeting(replica)
        told.say("put back, longer here", put_back(store, file))
    with desk(folder / "b", SECOND) as store:
        told.say("put back, longer there", put_back(store, folder / "open"), store.meetings())
        place = store.paths.stream(UUID(meeting), FIRST.id)
        data = bytearray(place.read_bytes())
        data[data.rindex("Thêm".encode())] ^= 1
        place.write_bytes(data)
        told.say("put back over a hurt one", put_back(store, folder / "open"))
    shutil.copytree(folder / "a", folder / "twin")
    for home, text in (("a", "Một"), ("twin", "Hai")):
        with desk(folder / home) as store:
            write(store, meeting, text)
            keep(store, meeting, folder / f"{home}-parted")
    with desk(folder / "twin") as store:
        told.trouble("put back though it parted", lambda: put_back(store, folder / "a-parted"))


def _spoilt(file: Path) -> dict[str, bytes]:
    """Files that are not as they were packed."""
    with zipfile.ZipFile(file) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    said = json.loads(held["manifest.json"])
    (stream,) = (name for name in held if name.startswith("meetings/"))

    def packed(**changed: bytes | None) -> bytes:
        made = file.with_name("made")
        with zipfile.ZipFile(made, "w") as parts:
            for name, data in {**held, **{key.replace("__", "/"): one for key, one in changed.items()}}.items():
                if data is not None:
                    parts.writestr(name, data)
        return made.read_bytes()

    def manifest(**changed: object) -> bytes:
        return packed(**{"manifest.json": json.dumps({**said, **changed}).encode()})

    return {
        "no zip": b"abc",
        "no manifest": packed(**{"manifest.json": None}),
        "a manifest of nothing": packed(**{"manifest.json": b"[]"}),
        "another format": manifest(format="bienban-bundle"),
        "a later version": manifest(version=2),
        "a version in words": manifest(version="1"),
        "no parts": manifest(parts=[]),
        "no meetings": manifest(meetings=[]),
        "two meetings": manifest(meetings=said["meetings"] * 2),
        "a field missing": manifest(app=None),
        "a stream changed": packed(**{stream: held[stream].replace(b"opinion", b"opinien")}),
        "a stream missing": packed(**{stream: None}),
        "a part more": packed(**{"units/" + "0" * 36 + ".json": b"{}"}),
        "a name that is none": packed(**{"../x": b""}),
        "a signature that is none": packed(**{"signature.json": b"{}"}),
        "cut": file.read_bytes()[:-30],
    }


# --- bundles --------------------------------------------------------------------------------------------------------


def given(folder: Path) -> str:
    """From laptop to laptop: what is told of each way it may go."""
    told, plan, stick = Telling(folder), load_plan(), folder / "x.bienban-gui"
    with desk(folder / "a") as store:
        store.units.keep(Unit(str(store.cell), UNIT, PARENT, "Tân Lạc Hạ", "chi_bo"))
        store.save_roster(people(str(store.cell), "Lê An", "Vũ Bình"))
        store.keep_indicators(load_examples())
        meeting = held(store, plan)
        told.trouble("nothing to give", lambda: give(store, [], stick))
        told.say("given", give(store, [meeting], stick).streams, _inside(stick))
        further = store.units.add(Unit("", "Ủy ban nhân dân xã", PARENT))
        other = held(store, plan, "2023-11-01")
        told.trouble("of two units", lambda: give(store, [meeting, other], stick))
        told.say("units", [unit.name for unit in store.units.all()], store.units.several, further.name)
        store.units.use(str(CELL))
    _taken(told, folder, meeting, stick)
    _twins(told, folder, meeting, stick)
    return told.text()


def _taken(told: Telling, folder: Path, meeting: str, stick: Path) -> None:
    settled(folder / "b", SECOND, UUID(int=3 << 64))
    with desk(folder / "b") as store:
        taken = take(store, stick)
        told.say("taken", taken, taken.changed, store.meetings(), store.units.current)
        join(store, taken.carried)
        told.say(
            "joined", store.units.all(), store.roster(), store.units.former(str(CELL)), store.indicators() is not None
        )
        told.say("twice", take(store, stick))
        write(store, meeting, "Của máy kia")
        store.save_roster(people(str(store.cell), "Lê An", "Phạm Cúc"))
        told.say("people differ", take(store, stick).people)
        give(store, [meeting], stick)
    with desk(folder / "a") as store:
        told.say("taken back", take(store, stick), store.meetings())
        replica = store.open(meeting)
        store.writer.drain(5)
        told.say("then open", replica.aliases, [line.decode() for _, line in replica.own.lines()][-2:])
        store.close_meeting(replica)
    told.files("what lies there", folder / "a" / "meetings" / meeting)
    settled(folder / "c", DEVICES[2], UUID(int=5 << 64))
    with desk(folder / "c") as store:
        store.units.keep(Unit(str(store.cell), "Chi bộ trường Sen"))
        held(store, load_plan(), "2023-12-01")
        taken = take(store, stick)
        join(store, taken.carried)
        told.say("another unit stays beside", taken.ours, store.units.all(), len(store.meetings()))


def _twins(told: Telling, folder: Path, meeting: str, stick: Path) -> None:
    """Two laptops with one name; lines of our own that come back; a file that is hurt."""
    shutil.copytree(folder / "b", folder / "twin")
    for home, text in (("twin", "Một"), ("b", "Hai")):
        with desk(folder / home) as store:
            write(store, meeting, text)
            if home == "twin":
                give(store, [meeting], stick)
            else:
                taken = take(store, stick)
                told.say("from a twin", taken.new, taken.longer, taken.same, taken.renewed, *map(str, taken.refused))
                told.say("its data", *({**one.data, "alias": one.data.get("alias")} for one in taken.refused))
    _come_back(told, folder, meeting)
    spoilt = folder / "spoilt"
    spoilt.write_bytes(stick.read_bytes().replace(b"opinion", b"opinien"))
    with desk(folder / "c") as store:
        told.trouble("a hurt file", lambda: take(store, spoilt))
        told.trouble("no file", lambda: take(store, folder / "none"))
        told.trouble("not this kind", lambda: put_back(store, stick))


def _come_back(told: Telling, folder: Path, meeting: str) -> None:
    """A copy of the disk went on with a meeting that is open here."""
    stick, copy = folder / "own.bienban-gui", folder / "copy"
    with desk(folder / "a") as store:
        replica = store.open(meeting)
        store.writer.drain(5)
        shutil.copytree(folder / "a", copy)
        with Stream(Paths(copy).stream(UUID(meeting), FIRST.id)) as stream:
            further = [line for _, line in replica.own.lines()][-1]
            stream.append([further.replace(b'{"s":%d,' % replica.own.head.seq, b'{"s":%d,' % stream.next_seq)])
        with desk(copy) as other:
            give(other, [meeting], stick)
        taken = take(store, stick)
        told.say("our own come back while open", taken.new, taken.longer, taken.same, *map(str, taken.refused))
        store.close_meeting(replica)
        taken = take(store, stick)
        told.say("and when it is put away", taken.new, taken.longer, taken.same, *map(str, taken.refused))
