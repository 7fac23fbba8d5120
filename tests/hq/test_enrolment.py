"""Codes, tokens, renewal, revocation (sync.md §8, §11)."""

from __future__ import annotations

import hmac
import json
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from hashlib import scrypt, sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response
from sqlalchemy import select, update
from starlette.testclient import TestClient

from hq.access import digest_of
from hq.app import build
from hq.enrolment import (
    AGAIN_WITHIN,
    ALPHABET,
    CODE_LIFE,
    LENGTH,
    OVERLAP,
    SKEW,
    TOKEN_LIFE,
    TRIES,
    Refusal,
    code_hash,
    enroll,
    enroll_by_file,
    new_code,
    plain_code,
    shown_code,
)
from hq.schema import audit, cell_aliases, devices, enrolment_codes, tokens
from hq.services import Services
from hq.settings import Settings
from hq.throttle import FREE, MOST_BODY
from sync.protocol import (
    Bootstrap,
    Code,
    Enrolled,
    EnrollRequest,
    EnrolmentRequest,
    enrolment_statement,
    token_statement,
)
from sync.signing import public_of, sign, verified
from tests.hq.conftest import Ticking
from tests.hq.laptops import NOW, Laptop, body_of, found, named

CELL = named("cell")
NAME = "Máy của Lan"


@pytest.fixture(autouse=True)
def _cells(services: Services) -> None:
    """Two cells, each with a laptop of its own."""
    found(services.database, Laptop("k7"), Laptop("q3", cell=named("other cell")))


def key_of(name: str) -> bytes:
    return sha256(name.encode()).digest()


def asking(code: str, name: str = "m4", **changed: Any) -> EnrollRequest:
    fields = {"code": code, "device": named(name), "alias": name[:8], "key": public_of(key_of(name)), "name": NAME}
    return EnrollRequest.model_validate({**fields, **changed})


def enrolled(client: TestClient, asked: EnrollRequest) -> Response:
    answer: Response = client.post("/v1/enroll", json=asked.model_dump(mode="json"))
    return answer


def with_token(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def renewing(name: str, at: int, nonce: str = "0" * 32) -> dict[str, Any]:
    sig = sign(key_of(name), token_statement(named(f"device {name}"), nonce, at))
    return {"device": str(named(f"device {name}")), "nonce": nonce, "at": at, "sig": sig}


# --- codes ----------------------------------------------------------------------------------------------------------


def test_a_code_makes_a_device_that_may_send(client: TestClient, services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    answer = enrolled(client, asking(code))
    assert answer.status_code == 200
    given = Enrolled.model_validate_json(answer.content)
    assert (given.device, given.cell, given.role, given.key) == (named("m4"), CELL, "clerk", services.public)
    assert (given.unit, given.body, given.expires) == ("Chi bộ", "chi_bo", NOW + TOKEN_LIFE)
    assert client.get("/v1/heads", headers=with_token(given.token)).status_code == 200


def test_a_code_is_eight_consonants_that_people_may_type_loosely(services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    assert len(ALPHABET) == len(set(ALPHABET)) == 20
    assert not set(ALPHABET) & set("aeiouy")
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert plain_code(f" {shown_code(code)} ") == code


def test_a_code_works_once(client: TestClient, services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    assert enrolled(client, asking(code)).status_code == 200
    assert enrolled(client, asking(code, "n5")).json()["code"] == Code.WRONG_CODE


def test_a_look_tells_the_unit_and_keeps_nothing(client: TestClient, services: Services, clock: Ticking) -> None:
    """A laptop that recorded for another unit asks before it is of this one; the code is as good as before."""

    def kept() -> list[int]:
        counted = [select(one) for one in (devices, tokens, cell_aliases, audit)]
        return services.database.read(lambda connection: [len(connection.execute(one).all()) for one in counted])

    code = new_code(services, CELL, "clerk")
    before = kept()
    looked = enrolled(client, asking(code, look=True, cell=named("own"))).json()
    assert (looked["unit"], looked["cell"], looked["token"], looked["expires"]) == ("Chi bộ", str(CELL), "", 0)
    assert enrolled(client, asking(code, "n5", look=True)).json()["unit"] == "Chi bộ"
    assert kept() == before
    assert enrolled(client, asking(code)).status_code == 200
    assert enrolled(client, asking(code, look=True)).json()["token"] == ""
    assert enrolled(client, asking(code, "n5", look=True)).json()["code"] == Code.WRONG_CODE
    clock.now += AGAIN_WITHIN + 1
    assert enrolled(client, asking(code, look=True)).json()["code"] == Code.WRONG_CODE


def test_a_look_is_no_way_to_guess(services: Services, clock: Ticking) -> None:
    """Wrong looks count as wrong tries, and a code that is over is not looked at."""
    code, old = new_code(services, CELL, "clerk"), new_code(services, CELL, "clerk")
    wrong = code[:-1] + ALPHABET[ALPHABET.index(code[-1]) - 1]
    for _ in range(TRIES):
        with pytest.raises(Refusal):
            enroll(services, asking(wrong, look=True))
    with pytest.raises(Refusal):
        enroll(services, asking(code, look=True))
    clock.now += CODE_LIFE
    with pytest.raises(Refusal):
        enroll(services, asking(old, look=True))


def test_the_same_key_gets_the_same_answer_again_while_the_reply_may_be_lost(
    client: TestClient, services: Services, clock: Ticking
) -> None:
    """sync.md §6: same key within 10 min. The token is another one, for the first is kept nowhere; both are good."""
    code = new_code(services, CELL, "clerk")
    first = enrolled(client, asking(code)).json()
    clock.now += AGAIN_WITHIN
    again = enrolled(client, asking(code)).json()
    assert {**first, "token": "", "expires": 0} == {**again, "token": "", "expires": 0}
    for token in (first["token"], again["token"]):
        assert client.get("/v1/heads", headers=with_token(token)).status_code == 200
    clock.now += 1
    assert enrolled(client, asking(code)).json()["code"] == Code.WRONG_CODE


def test_wrong_unknown_used_and_expired_codes_are_answered_alike(
    client: TestClient, services: Services, clock: Ticking
) -> None:
    """sync.md §8: the same answer for wrong and unknown."""
    used, live, old = (new_code(services, CELL, "clerk") for _ in range(3))
    enrolled(client, asking(used))
    near = live[:-1] + ALPHABET[ALPHABET.index(live[-1]) - 1]
    answers = [enrolled(client, asking(code, "n5")) for code in (used, near, "bbbbbbbb", "không phải mã")]
    clock.now += CODE_LIFE
    answers.append(enrolled(client, asking(old, "n5")))
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1


def test_five_wrong_tries_end_a_code(services: Services) -> None:
    """sync.md §8: 5 tries."""
    code = new_code(services, CELL, "clerk")
    wrong = code[:-1] + ALPHABET[ALPHABET.index(code[-1]) - 1]
    for _ in range(TRIES):
        with pytest.raises(Refusal):
            enroll(services, asking(wrong))
    with pytest.raises(Refusal):
        enroll(services, asking(code))


def test_four_wrong_tries_do_not(services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    wrong = code[:-1] + ALPHABET[ALPHABET.index(code[-1]) - 1]
    for _ in range(TRIES - 1):
        with pytest.raises(Refusal):
            enroll(services, asking(wrong))
    assert enroll(services, asking(code)).cell == CELL


def test_a_wrong_try_hurts_no_other_code(services: Services) -> None:
    codes = [new_code(services, CELL, "clerk") for _ in range(6)]
    assert len({code[:2] for code in codes}) == len(codes)


def test_whoever_guesses_much_has_to_wait(client: TestClient, services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    for _ in range(FREE):
        enrolled(client, asking("zzzzzzzz"))
    answer = enrolled(client, asking(code))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Every job in a thread of its own, all let go together; what each answered or raised."""
    gate, answers = threading.Barrier(len(jobs)), [object()] * len(jobs)

    def run(place: int) -> None:
        gate.wait()
        try:
            answers[place] = jobs[place]()
        except Refusal as refusal:
            answers[place] = refusal

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_code_works_once_under_races_too(services: Services) -> None:
    """sync.md §11, security."""
    code = new_code(services, CELL, "clerk")
    answers = at_once([lambda n=n: enroll(services, asking(code, f"r{n}")) for n in range(6)])  # type: ignore[misc]
    assert sum(isinstance(answer, Enrolled) for answer in answers) == 1
    enrolled_devices = select(devices.c.device).where(devices.c.device.in_([named(f"r{n}") for n in range(6)]))
    assert len(services.database.read(lambda connection: connection.execute(enrolled_devices).all())) == 1


def test_one_device_that_asks_twice_at_once_is_enrolled_once(services: Services) -> None:
    code = new_code(services, CELL, "clerk")
    answers = at_once([lambda: enroll(services, asking(code))] * 4)
    assert all(isinstance(answer, Enrolled) and answer.device == named("m4") for answer in answers)


def test_guesses_at_once_count_each(services: Services) -> None:
    """sync.md §8: five tries are five, also when they come together."""
    code = new_code(services, CELL, "clerk")
    wrong = [code[:-1] + symbol for symbol in ALPHABET if symbol != code[-1]][:TRIES]
    at_once([lambda guess=guess: enroll(services, asking(guess)) for guess in wrong])  # type: ignore[misc]
    with pytest.raises(Refusal):
        enroll(services, asking(code))


def test_nobody_takes_over_the_id_of_another_device(client: TestClient, services: Services) -> None:
    code = new_code(services, named("other cell"), "clerk")
    answer = enrolled(client, asking(code, device=Laptop("k7").device))
    assert answer.json()["code"] == Code.WRONG_CODE
    key = select(devices.c.key).where(devices.c.device == Laptop("k7").device)
    assert services.database.read(lambda connection: connection.execute(key).scalar()) == public_of(Laptop("k7").key)


def test_neither_code_nor_token_is_kept(services: Services) -> None:
    """sync.md §8: stored hashed; a stolen database opens nothing."""
    code = new_code(services, CELL, "clerk")
    token = enroll(services, asking(code)).token

    def kept(connection: Any) -> bytes:
        rows = [connection.execute(select(table)).all() for table in (enrolment_codes, tokens, audit, devices)]
        return repr(rows).encode()

    everything = services.database.read(kept)
    assert code.encode() not in everything
    assert token.encode() not in everything
    stolen = replace(services, key=bytes(32))
    assert code_hash(code, services) != code_hash(code, stolen), "the hash needs the server's key"


def test_a_servers_own_codes_are_dear(services: Services) -> None:
    """Guessing at a stolen database costs 16 MiB and some 50 ms a try; a code made so is redeemed so."""
    dear = replace(services, settings=Settings(data=services.settings.data))
    code = new_code(dear, CELL, "clerk")
    slow = scrypt(code.encode(), salt=hmac.digest(services.key, b"bb1-code", "sha256"), n=2**14, r=8, p=1, dklen=30)
    assert code_hash(code, dear) == code[:2].encode() + slow
    assert enroll(dear, asking(code)).token


# --- ids that laptops made themselves -------------------------------------------------------------------------------


def test_a_cell_id_made_before_enrolment_means_the_cell(client: TestClient, services: Services) -> None:
    """What was recorded before enrolment is in scope: its streams carry the id the laptop made."""
    local = uuid4()
    token = enrolled(client, asking(new_code(services, CELL, "clerk"), cell=str(local))).json()["token"]
    laptop = Laptop("k7", cell=local).write(2)
    headers = {**laptop.headers, **with_token(token)}
    answer = client.post(laptop.path, content=body_of(laptop.batch()), headers=headers)
    assert answer.json()["status"] == "ok"
    assert client.get("/v1/bootstrap", headers=with_token(token)).json()["aliases"] == [str(local)]


@pytest.mark.parametrize("whose", ["cell", "alias"])
def test_no_laptop_claims_the_id_of_another_cell(client: TestClient, services: Services, whose: str) -> None:
    other = named("other cell")
    if whose == "alias":
        enrolled(client, asking(new_code(services, named("other cell"), "clerk"), "n5", cell=str(uuid_of("alias"))))
        other = uuid_of("alias")
    token = enrolled(client, asking(new_code(services, CELL, "clerk"), cell=str(other))).json()["token"]
    assert client.get("/v1/bootstrap", headers=with_token(token)).json()["aliases"] == []
    theirs = select(cell_aliases.c.cell_id).where(cell_aliases.c.cell_id == CELL)
    assert services.database.read(lambda connection: connection.execute(theirs).all()) == []


def uuid_of(name: str) -> UUID:
    return named(f"local {name}")


# --- tokens ---------------------------------------------------------------------------------------------------------


def refused(client: TestClient, token: str) -> list[Any]:
    """What a token gets at every door that gives or takes data."""
    laptop, headers = Laptop("k7").write(1), with_token(token)
    answers = [
        client.get("/v1/heads", headers=headers),
        client.get("/v1/bootstrap", headers=headers),
        client.get("/v1/devices", headers=headers),
        client.get(laptop.path, headers=headers),
        client.post(laptop.path, content=body_of(laptop.batch()), headers={**laptop.headers, **headers}),
        client.delete(f"/v1/devices/{laptop.device}", headers=headers),
    ]
    return [(answer.status_code, answer.json()["code"]) for answer in answers]


def test_a_guessed_a_missing_and_an_expired_token_get_nothing(client: TestClient, clock: Ticking) -> None:
    """sync.md §11, security."""
    assert set(refused(client, "x" * 43)) == {(401, Code.UNKNOWN_TOKEN)}
    assert client.get("/v1/heads").json()["code"] == Code.NO_TOKEN
    clock.now += TOKEN_LIFE + 1
    assert set(refused(client, Laptop("k7").token)) == {(401, Code.EXPIRED_TOKEN)}


def test_a_token_of_another_cell_gets_nothing_of_this_one(client: TestClient) -> None:
    mine, theirs = Laptop("k7").write(3), Laptop("q3", cell=named("other cell"))
    assert client.post(mine.path, content=body_of(mine.batch()), headers=mine.headers).json()["status"] == "ok"
    assert client.get("/v1/heads", headers=theirs.authorised).json() == {"meetings": {}}
    assert client.get(mine.path, headers=theirs.authorised).status_code == 404
    held = client.post(mine.path, content=body_of(mine.batch()), headers={**mine.headers, **theirs.authorised}).json()
    assert (held["status"], held["reason"], held["acked"]) == ("held", "scope", 0)
    seen = client.get("/v1/devices", headers=theirs.authorised).json()["devices"]
    assert [device["device"] for device in seen] == [str(theirs.device)]
    assert client.delete(f"/v1/devices/{mine.device}", headers=theirs.authorised).status_code == 404


def test_a_revoked_device_gets_no_data_and_loses_none(client: TestClient) -> None:
    """sync.md §11, security: what it sent stays, for its cell."""
    mine, colleague = Laptop("k7").write(3), Laptop("m4")
    found_again(client, colleague)
    client.post(mine.path, content=body_of(mine.batch()), headers=mine.headers)
    assert client.delete(f"/v1/devices/{mine.device}", headers=mine.authorised).status_code == 204
    assert set(refused(client, mine.token)) == {(401, Code.REVOKED)}
    assert client.post("/v1/token", json=renewing("k7", NOW)).json()["code"] == Code.REVOKED
    page = client.get(mine.path, headers=colleague.authorised).content.splitlines()
    assert page[1:] == mine.lines


def found_again(client: TestClient, laptop: Laptop) -> None:
    """One more laptop of a cell that is there already."""
    services: Services = client.app.state.services  # type: ignore[attr-defined]
    asked = EnrolmentRequest(device=laptop.device, alias=laptop.name, key=public_of(laptop.key))
    enroll_by_file(services, laptop.cell, "clerk", asked)
    mine = update(tokens).where(tokens.c.device == laptop.device).values(hash=digest_of(laptop.token))
    services.database.write(lambda connection: connection.execute(mine))


def test_a_clerk_revokes_only_their_own_laptop(client: TestClient, services: Services) -> None:
    found_again(client, Laptop("m4"))
    assert client.delete(f"/v1/devices/{Laptop('k7').device}", headers=Laptop("m4").authorised).status_code == 404
    secretary = enrolled(client, asking(new_code(services, CELL, "secretary"), "s1")).json()["token"]
    assert client.delete(f"/v1/devices/{Laptop('k7').device}", headers=with_token(secretary)).status_code == 204


def test_a_device_renews_by_signing(client: TestClient, clock: Ticking) -> None:
    fresh = client.post("/v1/token", json=renewing("k7", NOW)).json()["token"]
    assert client.get("/v1/heads", headers=with_token(fresh)).status_code == 200
    assert client.get("/v1/heads", headers=Laptop("k7").authorised).status_code == 200, "what is under way goes on"
    clock.now += OVERLAP
    assert client.get("/v1/heads", headers=Laptop("k7").authorised).json()["code"] == Code.EXPIRED_TOKEN
    assert client.get("/v1/heads", headers=with_token(fresh)).status_code == 200


def test_a_device_renews_when_its_token_has_long_expired(client: TestClient, clock: Ticking) -> None:
    """sync.md §8: expiry stops sync, never recording; the key is enough to come back."""
    clock.now += 2 * TOKEN_LIFE
    assert client.post("/v1/token", json=renewing("k7", clock.now)).status_code == 200


def test_a_signed_statement_works_once(client: TestClient, clock: Ticking) -> None:
    """A renewal that somebody overheard is worth nothing: not now, not after the server forgot the nonce."""
    asked = renewing("k7", NOW + SKEW)
    assert client.post("/v1/token", json=asked).status_code == 200
    assert client.post("/v1/token", json=asked).json()["code"] == Code.UNKNOWN_TOKEN
    clock.now += 2 * SKEW
    assert client.post("/v1/token", json=asked).json()["code"] == Code.UNKNOWN_TOKEN
    clock.now += 1
    assert client.post("/v1/token", json=renewing("k7", clock.now, "1" * 32)).status_code == 200
    assert client.post("/v1/token", json=asked).json()["code"] == Code.CLOCK


@pytest.mark.parametrize("away", [-SKEW, SKEW])
def test_a_clock_ten_minutes_off_is_tolerated_and_a_worse_one_is_told_the_time(client: TestClient, away: int) -> None:
    """sync.md §4: nothing is refused for good because of a clock: signed again with the server's time it works."""
    assert client.post("/v1/token", json=renewing("k7", NOW + away)).status_code == 200
    told = client.post("/v1/token", json=renewing("k7", NOW + away * 2, "2" * 32)).json()
    assert (told["code"], told["time"]) == (Code.CLOCK, NOW)
    assert client.post("/v1/token", json=renewing("k7", told["time"], "3" * 32)).status_code == 200


def test_a_wrong_signature_and_an_unknown_device_are_answered_alike(client: TestClient) -> None:
    forged = client.post("/v1/token", json={**renewing("k7", NOW), "at": NOW + 1})
    unknown = client.post("/v1/token", json=renewing("nobody", NOW))
    assert (forged.status_code, forged.content) == (unknown.status_code, unknown.content)
    assert forged.json()["code"] == Code.UNKNOWN_TOKEN


# --- bootstrap, devices, files --------------------------------------------------------------------------------------


def test_the_bootstrap_tells_who_the_cell_is_and_is_not_sent_twice(client: TestClient, services: Services) -> None:
    first = client.get("/v1/bootstrap", headers=Laptop("k7").authorised)
    told = Bootstrap.model_validate_json(first.content)
    assert (told.cell, told.unit, told.body, told.plan) == (CELL, "Chi bộ", "chi_bo", services.plan.digest())
    assert (told.session_by, told.report_by, told.roster) == ("2023-09-19", "2023-10-29", None)
    headers = {**Laptop("k7").authorised, "If-None-Match": first.headers["ETag"]}
    assert client.get("/v1/bootstrap", headers=headers).status_code == 304


def test_the_list_of_devices_says_when_each_last_sent_or_renewed(client: TestClient, clock: Ticking) -> None:
    """Asking alone writes nothing: seventeen thousand laptops that ask at once must not wait for one disk."""
    laptop = Laptop("k7").write(1)

    def seen() -> Any:
        (device,) = client.get("/v1/devices", headers=laptop.authorised).json()["devices"]
        assert (device["alias"], device["enrolled"], device["revoked"]) == ("k7", NOW, None)
        return device["seen"]

    assert seen() is None
    clock.now += 5
    client.post(laptop.path, content=body_of(laptop.batch()), headers=laptop.headers)
    assert seen() == NOW + 5
    clock.now += 5
    client.post("/v1/token", json=renewing("k7", clock.now))
    assert seen() == NOW + 10


def test_an_enrolment_by_file_is_signed_and_its_token_works(client: TestClient, services: Services) -> None:
    """sync.md §8: offline enrolment by a signed file."""
    asked = EnrolmentRequest(device=named("m4"), alias="m4", key=public_of(key_of("m4")), name=NAME)
    file = enroll_by_file(services, CELL, "clerk", asked)
    given = Enrolled.model_validate_json(file.enrolled)
    assert verified(given.key, enrolment_statement(file.enrolled), file.sig)
    assert not verified(given.key, enrolment_statement(file.enrolled.replace("clerk", "admin")), file.sig)
    assert client.get("/v1/heads", headers=with_token(given.token)).status_code == 200


def test_no_file_takes_over_the_id_of_another_device(services: Services) -> None:
    asked = EnrolmentRequest(device=Laptop("k7").device, alias="m4", key=public_of(key_of("m4")))
    with pytest.raises(Refusal):
        enroll_by_file(services, CELL, "clerk", asked)


def test_logs_and_errors_say_no_code_no_token_no_name(
    services: Services, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """sync.md §11, security: nothing of a person and no secret in what the server writes down."""
    caplog.set_level(logging.DEBUG)
    code, wrong = new_code(services, CELL, "clerk"), "bcdbcdbc"
    with TestClient(build(services), raise_server_exceptions=False) as client:
        given = enrolled(client, asking(code)).json()
        errors = [enrolled(client, asking(wrong)), enrolled(client, asking(code, "n5"))]
        errors += [
            client.get("/v1/heads", headers=with_token("tok" * 15)),
            client.post("/v1/enroll", json={"code": code}),
        ]
        client.get("/v1/bootstrap", headers=with_token(given["token"]))
    out = capfd.readouterr()
    said = " ".join([caplog.text, out.out, out.err, *(error.text for error in errors)])
    noted = services.database.read(lambda connection: repr(connection.execute(select(audit)).all()))
    for secret in (code, shown_code(code), wrong, given["token"], "tok" * 15, NAME, json.dumps(NAME)):
        assert secret not in said
        assert secret not in noted


@pytest.mark.parametrize("path", ["/v1/enroll", "/v1/token", "/v1/session"])
def test_an_unknown_caller_sends_no_large_body(client: TestClient, path: str) -> None:
    """sync.md §6: caps, before anybody knows who it is; with and without a declared length."""
    large = b'{"code": "' + b"b" * 2 * MOST_BODY + b'"}'
    assert client.post(path, content=large).json()["code"] == Code.TOO_LARGE
    pieces = client.post(path, content=iter([large[:MOST_BODY], large[MOST_BODY:]]))
    assert pieces.status_code == 400
    assert pieces.json()["code"] == Code.MALFORMED


@pytest.mark.parametrize("text", ["[" * 10_000, '{"code": "\\ud800"}', "\xff", '{"code": null}', ""])
def test_what_cannot_be_read_is_answered_as_such(client: TestClient, text: str) -> None:
    answer = client.post("/v1/enroll", content=text.encode("latin-1"), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, Code.MALFORMED)
