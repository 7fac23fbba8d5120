"""People who log in: passwords, locks, sessions, what each role reaches (sync.md §8, design.md §6)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import Depends, FastAPI, Request
from sqlalchemy import select, update
from starlette.testclient import TestClient

from hq import accounts as people
from hq.access import BEGINNING, Caller, digest_of
from hq.accounts import (
    COOKIE,
    FIRST_LOCK,
    FREE_TRIES,
    IDLE,
    LONGEST_LOCK,
    SESSION_LIFE,
    AccountError,
    add,
    change_password,
    disable,
    log_in,
    logged_in,
    plain_login,
)
from hq.app import build
from hq.enrolment import Refusal, enroll_by_file
from hq.organisation import Row, merged, save
from hq.schema import FOREVER, accounts, audit, cells, sessions, units
from hq.services import Services
from hq.settings import Settings
from hq.throttle import FREE
from sync.protocol import Code, EnrolmentRequest
from sync.signing import public_of
from tests.hq.conftest import Ticking
from tests.hq.laptops import named
from tests.hq.light import CHEAP

PASSWORD = "đồng lúa chín vàng"
NAME = "Lê Thị Lan"


@pytest.fixture(autouse=True)
def _tree(services: Services) -> None:
    """A city with two wards, each with a cell."""
    rows = [("TP", "", ""), ("P1", "TP", ""), ("P2", "TP", ""), ("C1", "P1", "chi_bo"), ("C2", "P2", "chi_bo")]
    told = [
        Row(line, code, f"Tên {code}", parent, body, "", "", FOREVER) for line, (code, parent, body) in enumerate(rows)
    ]
    after = merged({}, told, "2025-09-15", BEGINNING)
    services.database.write(lambda connection: save(connection, {}, after, 1))


def unit(services: Services, code: str) -> UUID:
    wanted = select(units.c.unit).where(units.c.code == code)
    found: UUID = services.database.read(lambda connection: connection.execute(wanted).scalar_one())
    return found


def device_of(services: Services, code: str) -> UUID:
    """A laptop enrolled for a cell."""
    wanted = select(cells.c.cell_id).where(cells.c.unit == unit(services, code))
    cell = services.database.read(lambda connection: connection.execute(wanted).scalar_one())
    asked = EnrolmentRequest(device=named(f"of {code}"), alias="k7", key=public_of(bytes(32)))
    enroll_by_file(services, cell, "clerk", asked)
    return asked.device


@pytest.fixture
def lan(services: Services) -> UUID:
    """The office of the first ward."""
    return add(services, "lan", NAME, "ward", unit(services, "P1"), PASSWORD)


def entering(client: TestClient, login: str = "lan", password: str = PASSWORD) -> Any:
    return client.post("/v1/session", json={"login": login, "password": password})


# --- logging in -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("lan")
def test_logging_in_opens_a_session_and_logging_out_ends_it(client: TestClient) -> None:
    answer = entering(client)
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["role"]) == (NAME, "ward")
    assert client.get("/v1/devices").status_code == 200
    token = client.cookies[COOKIE]
    assert client.delete("/v1/session").status_code == 204
    client.cookies.set(COOKIE, token)
    assert client.get("/v1/devices").json()["code"] == Code.UNKNOWN_TOKEN, "the session itself is over"


@pytest.mark.usefixtures("lan")
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    cookie = entering(client).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


@pytest.mark.parametrize(("plain", "secure"), [(True, True), (False, False)])
@pytest.mark.usefixtures("lan")
def test_the_cookie_travels_by_tls_alone_wherever_there_is_any(services: Services, plain: bool, secure: bool) -> None:
    """Behind a proxy that takes TLS (`--allow-plain`), the browser must never send it openly."""
    settings = Settings(data=services.settings.data, project_every=0, allow_plain=plain, hashing=CHEAP)
    other = Services(settings=settings, database=services.database, plan=services.plan, key=services.key)
    with TestClient(build(other)) as client:
        assert ("secure" in entering(client).headers["set-cookie"].lower()) is secure


@pytest.mark.usefixtures("lan")
def test_a_session_given_beforehand_is_never_taken_up(client: TestClient, services: Services) -> None:
    """Session fixation: neither an invented id nor one of before survives logging in."""
    client.cookies.set(COOKIE, "an-id-somebody-else-knows")
    entering(client)
    tokens = services.database.read(lambda connection: connection.execute(select(sessions.c.hash)).scalars().all())
    assert digest_of("an-id-somebody-else-knows") not in map(bytes, tokens)
    first = log_in(services, "lan", PASSWORD)
    second = log_in(services, "lan", PASSWORD, presented=first.token)
    kept = services.database.read(lambda connection: connection.execute(select(sessions.c.hash)).scalars().all())
    assert digest_of(first.token) not in map(bytes, kept)
    assert digest_of(second.token) in map(bytes, kept)


@pytest.mark.usefixtures("lan")
def test_unknown_wrong_and_closed_are_answered_alike(client: TestClient, services: Services) -> None:
    """Nobody learns who has an account."""
    add(services, "hung", "Hùng", "ward", unit(services, "P2"), PASSWORD)
    disable(services, "hung")
    answers = [
        entering(client, "nobody"),
        entering(client, password="khong phai mat khau"),
        entering(client, "hung"),
        entering(client, "\x00' or 1=1"),
    ]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    assert answers[0].json()["code"] == Code.WRONG_LOGIN


def test_a_servers_own_passwords_are_dear(services: Services) -> None:
    """OWASP, Password Storage: argon2id with 19 MiB and two passes. Whoever is known logs in at whatever it cost."""
    dear = replace(services, settings=Settings(data=services.settings.data))
    add(dear, "hung", "Hùng", "ward", unit(services, "P2"), PASSWORD)
    wanted = select(accounts.c.password).where(accounts.c.login == "hung")
    kept = services.database.read(lambda connection: connection.execute(wanted).scalar_one())
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert people._nobodys(dear.settings.hashing).startswith("$argon2id$v=19$m=19456,t=2,p=1$"), "for unknown logins"
    assert log_in(dear, "hung", PASSWORD).role == log_in(services, "hung", PASSWORD).role == "ward"
    for server in (dear, services):
        with pytest.raises(Refusal):
            log_in(server, "hung", "khong phai mat khau")


@pytest.mark.usefixtures("lan")
def test_an_unknown_login_costs_the_same_work(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many password hashes and as many durable writes, whether or not there is such an account."""
    counted: list[str] = []
    for name in ("_matches", "_note_wrong"):
        real: Callable[..., Any] = getattr(people, name)

        def counting(*given: Any, name: str = name, real: Callable[..., Any] = real) -> Any:
            counted.append(name)
            return real(*given)

        monkeypatch.setattr(people, name, counting)
    for login in ("lan", "nobody"):
        with pytest.raises(Refusal):
            log_in(services, login, "khong phai mat khau")
    assert counted == ["_matches", "_note_wrong"] * 2


@pytest.mark.usefixtures("lan")
def test_an_account_is_locked_for_a_while_and_never_for_long(services: Services, clock: Ticking) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(Refusal):
            log_in(services, "lan", "khong phai mat khau")
    with pytest.raises(Refusal):
        log_in(services, "lan", PASSWORD)
    clock.now += FIRST_LOCK
    assert log_in(services, "lan", PASSWORD).role == "ward"
    with pytest.raises(Refusal):
        log_in(services, "lan", "khong phai mat khau")
    assert log_in(services, "lan", PASSWORD).role == "ward", "a good one begins the count again"
    many = update(accounts).values(failed=10_000)
    services.database.write(lambda connection: connection.execute(many))
    with pytest.raises(Refusal):
        log_in(services, "lan", "khong phai mat khau")
    clock.now += LONGEST_LOCK
    assert log_in(services, "lan", PASSWORD).role == "ward"


@pytest.mark.usefixtures("lan")
def test_an_address_that_guesses_has_to_wait(client: TestClient) -> None:
    for number in range(FREE):
        entering(client, f"nobody{number}")
    assert entering(client).status_code == 429


# --- sessions -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("lan")
def test_a_session_ends_after_twelve_hours_or_one_without_a_call(client: TestClient, clock: Ticking) -> None:
    begun = clock.now
    entering(client)
    while clock.now + IDLE < begun + SESSION_LIFE:
        clock.now += IDLE
        assert client.get("/v1/devices").status_code == 200
    clock.now += IDLE
    assert client.get("/v1/devices").json()["code"] == Code.EXPIRED_TOKEN
    entering(client)
    clock.now += IDLE + 1
    assert client.get("/v1/devices").json()["code"] == Code.EXPIRED_TOKEN


@pytest.mark.parametrize("change", ["disable", "password"])
@pytest.mark.usefixtures("lan")
def test_closing_an_account_or_changing_its_password_ends_its_sessions_at_once(
    client: TestClient, services: Services, change: str
) -> None:
    """design.md §6: revocation must be instant."""
    entering(client)
    if change == "disable":
        disable(services, "lan")
    else:
        change_password(services, "lan", PASSWORD + " mới")
    assert client.get("/v1/devices").json()["code"] == Code.UNKNOWN_TOKEN


def test_neither_password_nor_session_is_kept_and_nothing_typed_is_written_down(
    client: TestClient, services: Services, lan: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    entering(client)
    entering(client, "mat-khau-go-nham-o-ten")
    entering(client, password="khong phai mat khau")

    def kept(connection: Any) -> str:
        return repr([connection.execute(select(table)).all() for table in (accounts, sessions, audit)])

    everything = services.database.read(kept) + caplog.text
    for secret in (PASSWORD, client.cookies[COOKIE], "mat-khau-go-nham-o-ten", "khong phai mat khau"):
        assert secret not in everything
    assert "$argon2id$" in everything
    assert NAME not in caplog.text
    noted = services.database.read(lambda connection: connection.execute(select(audit.c.about)).scalars().all())
    assert f"account:{lan}" in noted


# --- accounts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"login": "có dấu"}, "login"),
        ({"role": "clerk"}, "role"),
        ({"unit": None}, "unit"),
        ({"password": "ngắn"}, "password"),
        ({"login": "LAN "}, "taken"),
    ],
)
@pytest.mark.usefixtures("lan")
def test_what_no_account_can_be(services: Services, changed: dict[str, Any], reason: str) -> None:
    wanted = {"login": "moi", "name": "Mới", "role": "ward", "unit": unit(services, "P2"), "password": PASSWORD}
    with pytest.raises(AccountError) as refused:
        add(services, **{**wanted, **changed})
    assert refused.value.reason == reason
    with pytest.raises(AccountError):
        disable(services, "nobody")


@pytest.mark.usefixtures("lan")
def test_a_password_typed_in_loose_letters_is_the_same(services: Services) -> None:
    """UNI-1: input methods differ in how they compose a letter."""
    import unicodedata

    assert log_in(services, " Lan", unicodedata.normalize("NFD", PASSWORD)).role == "ward"
    assert plain_login(" Lan ") == "lan"


# --- what a role reaches --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "code", "sees", "revokes"),
    [
        ("ward", "P1", {"C1"}, True),
        ("district", "TP", {"C1", "C2"}, False),
        ("city", "TP", {"C1", "C2"}, False),
        ("admin", None, {"C1", "C2"}, True),
        ("admin", "P2", {"C2"}, True),
    ],
)
def test_devices_are_listed_and_revoked_within_the_role(
    client: TestClient, services: Services, role: str, code: str | None, sees: set[str], revokes: bool
) -> None:
    """sync.md §8: a ward's office has its cells; districts and the city have figures, and no hand in it."""
    ids = {name: device_of(services, name) for name in ("C1", "C2")}
    add(services, "lien", "Liên", role, unit(services, code) if code else None, PASSWORD)
    entering(client, "lien")
    listed = {device["device"] for device in client.get("/v1/devices").json()["devices"]}
    assert listed == {str(ids[name]) for name in sees}
    for name, device in ids.items():
        answer = client.delete(f"/v1/devices/{device}").status_code
        assert answer == (204 if revokes and name in sees else 404)


def test_an_account_reads_no_record_through_a_laptops_doors(client: TestClient, services: Services) -> None:
    """Heads and lines are for devices; people get pages made for their role."""
    add(services, "lien", "Liên", "admin", None, PASSWORD)
    entering(client, "lien")
    for path in ("/v1/heads", f"/v1/meetings/{uuid4()}/streams/{uuid4()}", "/v1/bootstrap"):
        assert client.get(path).json()["code"] == Code.NO_TOKEN


def test_a_caller_who_logged_in_reaches_the_place_of_their_unit(services: Services, lan: UUID) -> None:
    app = FastAPI()
    app.state.services = services

    @app.get("/me")
    def _me(request: Request, caller: Caller = Depends(logged_in)) -> list[str]:  # noqa: B008 (how the framework asks)
        assert caller.account == lan
        assert not caller.cells
        return list(caller.reaches)

    session = log_in(services, "lan", PASSWORD)
    assert TestClient(app, cookies={COOKIE: session.token}).get("/me").json() == ["/1/2/"]
