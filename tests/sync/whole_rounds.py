"""Laptops and headquarters: enrolling, rounds on good and bad days, disks that were copied. What is told of each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx

from documents.plan_file import load_plan
from hq.enrolment import enroll_by_file
from models.facts import DetailSet
from sync.account import load_account
from sync.bundle import give, take
from sync.enrolment import Line, asked, enroll, introduced_as, is_further, other_unit
from sync.enrolment_file import enroll_with, is_confirmed, read_answer, write_request
from sync.identity import Device
from sync.protocol import Code, Enrolled, EnrolmentRequest
from sync.receipts import check_receipts
from sync.signing import fingerprint
from sync.standing import Outcome
from sync.support import support
from tests.sync.headquarters import HQ_CELL, OTHER_CELL, UNIT, URL, Laptop, Office, problem
from tests.sync.whole import DEVICES, Telling, settled
from tests.sync.whole_files import desk, held

FIRST, SECOND, THIRD = DEVICES
NOWHERE: Final = Line("https://truso.example.vn")


@contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    """A headquarters with two cells."""
    made = Office(folder, load_plan())
    yield made
    made.close()


@contextmanager
def laptop_in(folder: Path, office: Office, who: Device = FIRST, *, enroll: bool = True) -> Iterator[Laptop]:
    """A laptop whose name was chosen."""
    if not folder.exists():
        settled(folder, who, UUID(int=who.id.int ^ 1 << 100))
    made = Laptop(folder, load_plan(), office)
    if enroll:
        made.enroll()
    yield made
    made.close()


def _account(told: Telling, title: str, laptop: Laptop) -> None:
    account = load_account(laptop.store.paths.account)
    told.say(title, account.model_dump(mode="json", exclude={"token"}) if account else None)


# --- enrolling ------------------------------------------------------------------------------------------------------


def enrolled(folder: Path) -> str:
    """By code and by file; a unit of another name; what is no code, no answer, not ours."""
    told = Telling(folder)
    with office_in(folder / "hq") as office, laptop_in(folder / "a", office, enroll=False) as laptop:
        told.say("not yet", laptop.sync(), laptop.courier.told, laptop.courier.waiting())
        told.trouble("no code", lambda: asked(laptop.store, " x "))
        said = asked(laptop.store, " bcdf-ghkl ", " Máy của Lan ")
        told.say("what is said", said)
        laptop.enroll()
        _account(told, "by code", laptop)
        told.say("the unit", laptop.store.units.all(), laptop.store.units.former(str(HQ_CELL)))
        laptop.store.renew_device()
        laptop.store.renew_device()
        request = introduced_as(laptop.store.identities(), "", HQ_CELL)
        told.say("become another", [len(request.earlier), request.device == laptop.store.device.id])
        told.say("round", laptop.sync())
        told.say("calls", *laptop.cable.calls)
    _others(told)
    _by_file(told, folder)
    return told.text()


def _others(told: Telling) -> None:
    """When a person has to say whether two units are one."""
    with _temporary() as folder, desk(folder, THIRD) as store:
        said = Enrolled(
            device=THIRD.id, token="t", expires=1, cell=HQ_CELL, unit="Chi bộ A", role="clerk", key="ab" * 32
        )
        told.say("a unit without a name", other_unit(store, said, None))
        held(store, load_plan())
        store.units.keep(replace(store.units.current, name=UNIT))
        told.say("another name, meetings", other_unit(store, said, None), is_further(store, said, None))
        alike = said.model_copy(update={"unit": UNIT.upper()})
        told.say("written otherwise", other_unit(store, alike, None))
        account = enroll_with(store, alike, NOWHERE, "Máy 3")
        told.say("enrolled", account.model_dump(mode="json"), store.units.all())
        further = said.model_copy(update={"cell": OTHER_CELL, "parent": "Đảng bộ B", "body": "chi_bo", "variant": "v"})
        told.say("known", is_further(store, further, account), is_further(store, said, account))
        told.say("of another key", is_further(store, further.model_copy(update={"key": "cd" * 32}), account))
        again = enroll_with(store, further, NOWHERE, further=True)
        told.say("a further one", again.model_dump(mode="json"), store.units.all())
        back = enroll_with(store, alike, NOWHERE, further=True)
        told.say("back", back.cells, store.units.current, len(store.units.all()))


@contextmanager
def _temporary() -> Iterator[Path]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        yield Path(folder)


def _by_file(told: Telling, folder: Path) -> None:
    request, answer = folder / "request.json", folder / "answer.json"
    with office_in(folder / "hq2") as office, laptop_in(folder / "b", office, SECOND, enroll=False) as laptop:
        write_request(laptop.store, request, " Máy 2 ")
        told.say("a request", request.read_text("utf-8"))
        told.trouble("written over", lambda: write_request(laptop.store, request))
        said = EnrolmentRequest.model_validate_json(request.read_bytes())
        file = enroll_by_file(office.services, HQ_CELL, "clerk", said, URL)
        answer.write_text(file.model_dump_json(), "utf-8")
        found = read_answer(laptop.store, answer)
        told.say("an answer", {**found.model_dump(mode="json"), "token": ""}, fingerprint(found.key))
        for typed in ("", "0" * 20, fingerprint(found.key), fingerprint(found.key).upper().replace(" ", "")):
            told.say(f"read out: {typed}", is_confirmed(found, None, typed))
        for title, text in {
            "no answer": "{}",
            "changed": file.model_dump_json().replace("clerk", "admin"),
            "no message inside": file.model_copy(update={"enrolled": "{}"}).model_dump_json(),
        }.items():
            answer.write_text(text, "utf-8")
            told.trouble(title, lambda: read_answer(laptop.store, answer))
        account = enroll_with(laptop.store, found, Line(URL), "Máy 2")
        told.say("known from now on", is_confirmed(found, account), account.expires)
        laptop.restart()
        told.say("the first round", laptop.sync(), laptop.cable.calls)
        _account(told, "after it", laptop)
        laptop.store.renew_device()
        answer.write_text(file.model_dump_json(), "utf-8")
        told.trouble("another laptop's", lambda: read_answer(laptop.store, answer))
        told.trouble("by a code that is none", lambda: enroll(laptop.store, Line(URL), "bcdfghkl", dial=laptop.dial))


# --- rounds ---------------------------------------------------------------------------------------------------------


def sent(folder: Path) -> str:
    """Two laptops of one unit, a third that is not known, and what stands in the way."""
    told, stick = Telling(folder), folder / "stick"
    with (
        office_in(folder / "hq") as office,
        laptop_in(folder / "a", office) as first,
        laptop_in(folder / "b", office, SECOND) as second,
        laptop_in(folder / "c", office, THIRD, enroll=False) as third,
    ):
        meeting = first.begin(notes=3)
        _round(told, "while it is open", first)
        first.write(2)
        told.say("recorded since", first.courier.standings(), first.courier.waiting())
        first.put_away()
        first.cable.calls.clear()
        _round(told, "put away", first)
        _round(told, "nothing new", first)
        told.say("calls", *first.cable.calls)
        _round(told, "at the other's", second)
        second.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
        _round(told, "it goes on there", second)
        _round(told, "and comes back", first)
        _bad_days(told, first)
        third.store.units.adopt(str(HQ_CELL))
        other = third.begin("2023-10-02", notes=2)
        third.put_away()
        give(third.store, [other], stick)
        told.say("by stick", take(first.store, stick).new)
        _round(told, "a colleague's, not known", first)
        third.enroll()
        third.begin("2023-10-03", notes=1)
        third.put_away()
        _round(told, "known now", first)
        _round(told, "its own way", third)
        told.say("signed for", *((found.state, found.sentence) for found in check_receipts(first.store.paths)))
        kept = first.courier.receipts
        told.say("attempts", kept.attempts() if kept else None)
        made = support(first.store.paths)
        told.say("for whoever helps", made["receipts"], made["attempts"], made["enrolled"])
    return told.text()


def _round(told: Telling, title: str, laptop: Laptop) -> Outcome:
    """One round: how it went, and what the screen shows then."""
    outcome = laptop.sync()
    shown = {"running": laptop.courier.told.running, "whole_at": laptop.courier.told.whole_at}
    ways = sorted(outcome.standings.values(), key=lambda one: (one.device.int, one.here, one.there))
    numbers = {"sent": outcome.sent, "fetched": outcome.fetched, "offset": outcome.offset, "whole": outcome.whole}
    known = {**shown, **numbers, "waiting": outcome.waiting, "pulled": sum(map(len, outcome.pulled.values()))}
    told.say(title, known, *(f"{one.device} {one.state} {one.there}/{one.here} {one.reason}" for one in ways))
    if outcome.trouble is not None:
        told.say("trouble", type(outcome.trouble).__name__, outcome.trouble.code, outcome.trouble)
    return outcome


def _bad_days(told: Telling, laptop: Laptop) -> None:
    """What headquarters, or whoever answers in its place, may say."""
    days: dict[str, tuple[str, str | httpx.Response]] = {
        "no network": ("GET /v1/heads", "cut"),
        "an answer lost": ("POST /v1/meetings", "lost"),
        "busy": ("GET /v1/heads", problem(429, Code.TOO_MANY, **{"Retry-After": "77"})),
        "full": ("POST /v1/meetings", problem(507, Code.FULL)),
        "broken at one": ("POST /v1/meetings", problem(500, Code.DEFECT)),
        "not understood": ("POST /v1/meetings", problem(422, Code.MALFORMED)),
        "another version": ("GET /v1/heads", problem(426, Code.PROTOCOL)),
        "revoked": ("GET /v1/heads", problem(401, Code.REVOKED)),
        "a portal": ("GET /v1/heads", httpx.Response(200, text="<html>")),
        "a line too large": ("POST /v1/meetings", problem(413, Code.TOO_LARGE)),
    }
    laptop.begin("2023-12-01")
    for title, (call, fate) in days.items():
        laptop.write(1)
        laptop.cable.meet(call, fate)
        outcome = _round(told, title, laptop)
        told.say("and then", laptop.courier.waiting(), getattr(outcome.trouble, "wait", None))
        laptop.clock.tick(60_000)
        _round(told, "the next round", laptop)
    laptop.put_away()


def parted(folder: Path) -> str:
    """Two disks with one name, a headquarters from a backup, a laptop from an image."""
    told = Telling(folder)
    with office_in(folder / "hq") as office, laptop_in(folder / "a", office) as first:
        meeting = first.begin(notes=2)
        _round(told, "before", first)
        first.close()
        office.back_up()
        shutil.copytree(folder / "a", folder / "twin")
        first.open()
        with laptop_in(folder / "twin", office, enroll=False) as twin:
            first.record(meeting, [DetailSet(field="place", value="Nhà văn hoá")])
            first.put_away()
            _round(told, "one goes on", first)
            twin.record(meeting, [DetailSet(field="place", value="Trụ sở xã")])
            twin.write(1, "Không đồng ý")
            _round(told, "the other too", twin)
            twin.put_away()
            _round(told, "put away", twin)
            _round(told, "under another name", twin)
            told.files("what lies there", twin.folder / "meetings")
            told.say("what is said there", *_lines_of(twin))
            _round(told, "and the first", first)
            told.files("what lies here", first.folder / "meetings")
        office.restore()
        _round(told, "headquarters was restored", first)
        shutil.rmtree(folder / "a" / "meetings")
        first.restart()
        _round(told, "all meetings are gone", first)
        _round(told, "and are back", first)
        told.files("what lies here", first.folder / "meetings")
    return told.text()


def _lines_of(laptop: Laptop) -> Iterator[str]:
    """Every line of every stream, headers first."""
    for (_, _), (header, rows) in sorted(laptop.held().items(), key=lambda one: one[0][1].int):
        yield re.sub(r'"alias":"(?!k7)\w+"', '"alias":"<drawn>"', header.decode())
        yield from (row.decode() for row in rows)
