"""The routes by which records travel, through the whole application: envelope, caps, problems (sync.md §6)."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from starlette.requests import Request
from starlette.testclient import TestClient

from hq.app import build
from hq.problems import Refused
from hq.schema import devices, lines, tokens
from hq.services import Services
from hq.settings import Bucket, Settings
from hq.wire import batch_of
from sync.protocol import (
    MOST_BYTES,
    PROBLEM,
    PROTOCOL_HEADER,
    Appended,
    Code,
    Heads,
    Hello,
    PageHead,
    Problem,
    receipt_statement,
)
from sync.signing import verified
from tests.hq.conftest import Ticking
from tests.hq.laptops import LATER, NOW, Laptop, body_of, found, named


@pytest.fixture
def laptop(services: Services) -> Laptop:
    """One enrolled laptop with twelve lines."""
    laptop = Laptop().write(12)
    found(services.database, laptop)
    return laptop


def post(client: TestClient, laptop: Laptop, body: bytes, **headers: str) -> httpx.Response:
    answer: httpx.Response = client.post(laptop.path, content=body, headers={**laptop.headers, **headers})
    return answer


def problem(answer: httpx.Response, code: Code) -> Problem:
    """The problem document of an answer, which must be of that code."""
    assert answer.headers["content-type"] == PROBLEM
    said = Problem.model_validate_json(answer.content)
    assert (said.code, said.status) == (code, answer.status_code)
    return said


# --- good calls -----------------------------------------------------------------------------------------------------


def test_an_append_comes_back_byte_for_byte(client: TestClient, laptop: Laptop) -> None:
    """sync.md §11, "server bytes = client bytes"; the receipt is signed with the key that hello tells."""
    sent = post(client, laptop, body_of(laptop.batch()))
    assert sent.status_code == 200, sent.text
    answer = Appended.model_validate_json(sent.content)
    assert (answer.status, answer.acked) == ("ok", 12)
    hello = Hello.model_validate_json(client.get("/v1/hello").content)
    assert answer.receipt is not None
    statement = receipt_statement(laptop.meeting, laptop.device, 12, laptop.heads()[12].hash, answer.receipt.at)
    assert verified(hello.key, statement, answer.receipt.sig)
    page = client.get(laptop.path, headers=laptop.authorised)
    head, *lines = page.content.splitlines()
    assert lines == laptop.lines
    assert PageHead.model_validate_json(head).header == laptop.header


def test_an_append_need_not_be_compressed(client: TestClient, laptop: Laptop) -> None:
    plain = gzip.decompress(body_of(laptop.batch()))
    assert post(client, laptop, plain, **{"Content-Encoding": "identity"}).json()["status"] == "ok"


def test_pages_travel_compressed(client: TestClient, laptop: Laptop) -> None:
    """sync.md §6: gzip both ways."""
    post(client, laptop, body_of(laptop.batch()))
    page = client.get(laptop.path, headers={**laptop.authorised, "Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.content.splitlines()[1:] == laptop.lines


def test_a_page_tells_whether_more_follows(client: TestClient, laptop: Laptop) -> None:
    post(client, laptop, body_of(laptop.batch()))
    page = client.get(laptop.path, params={"from": 4, "limit": 5}, headers=laptop.authorised)
    head, *lines = page.content.splitlines()
    assert lines == laptop.lines[3:8]
    told = PageHead.model_validate_json(head)
    assert (told.first, told.head[0], told.more) == (4, 12, True)


def test_heads_are_not_sent_again_while_they_are_the_same(client: TestClient, laptop: Laptop) -> None:
    """sync.md §6, ETag."""
    post(client, laptop, body_of(laptop.batch(1, 5)))
    first = client.get("/v1/heads", headers=laptop.authorised)
    assert Heads.model_validate_json(first.content).meetings[laptop.meeting][laptop.device][0] == 5
    known = {**laptop.authorised, "If-None-Match": first.headers["etag"]}
    again = client.get("/v1/heads", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    post(client, laptop, body_of(laptop.batch()))
    assert client.get("/v1/heads", headers=known).status_code == 200


def test_a_request_keeps_its_id(client: TestClient) -> None:
    given = client.get("/v1/hello", headers={"X-Request-Id": "abcdef-123456"})
    assert given.headers["x-request-id"] == "abcdef-123456"
    odd = client.get("/v1/hello", headers={"X-Request-Id": "<script>\t"})
    assert odd.headers["x-request-id"].isalnum()


# --- who may call ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "Basic abc", "Bearer ", "Bearer x", "Bearer " + "0" * 64, "Bearer \x7f"])
def test_a_guessed_token_gets_nothing(client: TestClient, laptop: Laptop, token: str) -> None:
    post(client, laptop, body_of(laptop.batch()))
    for path in ("/v1/heads", laptop.path):
        answer = client.get(path, headers={"Authorization": token})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert Problem.model_validate_json(answer.content).code in (Code.NO_TOKEN, Code.UNKNOWN_TOKEN)


def test_an_expired_token_says_so(client: TestClient, laptop: Laptop, clock: Ticking) -> None:
    """sync.md §6: 401 with its own code, so that the laptop renews and goes on recording."""
    clock.now = LATER
    problem(post(client, laptop, body_of(laptop.batch())), Code.EXPIRED_TOKEN)


def test_a_revoked_device_gets_no_data(client: TestClient, laptop: Laptop, services: Services) -> None:
    """sync.md §11."""
    post(client, laptop, body_of(laptop.batch()))
    services.database.write(lambda connection: connection.execute(update(devices).values(revoked_at=NOW)))
    problem(client.get(laptop.path, headers=laptop.authorised), Code.REVOKED)
    problem(client.get("/v1/heads", headers=laptop.authorised), Code.REVOKED)


def test_another_cells_token_gets_nothing(client: TestClient, laptop: Laptop, services: Services) -> None:
    """sync.md §11, security."""
    other = Laptop("q2", cell=named("another cell"))
    found(services.database, other)
    post(client, laptop, body_of(laptop.batch()))
    problem(client.get(laptop.path, headers=other.authorised), Code.NOT_FOUND)
    assert client.get("/v1/heads", headers=other.authorised).json() == {"meetings": {}}
    held = client.post(laptop.path, content=body_of(laptop.batch()), headers={**laptop.headers, **other.authorised})
    assert held.json()["status"] == "held"
    assert held.json()["acked"] == 0


def test_only_the_hash_of_a_token_is_kept(services: Services, laptop: Laptop) -> None:
    """sync.md §8."""
    kept = services.database.read(lambda connection: connection.execute(tokens.select()).all())
    assert [bytes(row.hash) for row in kept] == [sha256(laptop.token.encode()).digest()]


# --- what cannot be read --------------------------------------------------------------------------------------------


def test_a_decompression_bomb_is_cut(client: TestClient, laptop: Laptop) -> None:
    """sync.md §11: 200 MB in 200 kB are refused before they are there."""
    bomb = gzip.compress(b"0" * 200_000_000, 6)
    assert len(bomb) < MOST_BYTES
    problem(post(client, laptop, bomb), Code.TOO_LARGE)


def test_a_body_is_cut_off_while_it_comes_in(client: TestClient, laptop: Laptop) -> None:
    problem(post(client, laptop, b"x" * (MOST_BYTES + 1)), Code.TOO_LARGE)


def test_too_many_lines_are_to_be_halved(client: TestClient, laptop: Laptop) -> None:
    laptop.write(1000, "")
    problem(post(client, laptop, body_of(laptop.batch())), Code.TOO_LARGE)
    assert post(client, laptop, body_of(laptop.batch(1, 506))).json()["status"] == "ok"


@pytest.mark.parametrize(
    ("header", "value"),
    [("Content-Type", "application/json"), ("Content-Encoding", "br"), ("Content-Encoding", "gzip, gzip")],
)
def test_another_media_type(client: TestClient, laptop: Laptop, header: str, value: str) -> None:
    problem(post(client, laptop, body_of(laptop.batch()), **{header: value}), Code.MEDIA_TYPE)


def test_another_version_of_the_protocol(client: TestClient, laptop: Laptop) -> None:
    problem(post(client, laptop, body_of(laptop.batch()), **{PROTOCOL_HEADER: "2"}), Code.PROTOCOL)


def test_a_body_cut_anywhere_is_never_half_taken(client: TestClient, laptop: Laptop) -> None:
    """A proxy that truncates: the envelope is refused, nothing is stored, the same bytes may be sent again."""
    whole = body_of(laptop.batch())
    for end in (0, 1, 9, len(whole) // 2, len(whole) - 8, len(whole) - 1):
        problem(post(client, laptop, whole[:end]), Code.MALFORMED)
    plain = gzip.decompress(whole)
    for end in range(1, len(plain), 97):
        problem(post(client, laptop, plain[:end], **{"Content-Encoding": "identity"}), Code.MALFORMED)
    assert client.get("/v1/heads", headers=laptop.authorised).json() == {"meetings": {}}


def test_a_problem_does_not_quote_what_was_sent(client: TestClient, laptop: Laptop) -> None:
    """Logs and errors leak nothing."""
    body = b'{"cell":"Nguy\xe1\xbb\x85n V\xc4\x83n A","from":"x"}\n'
    said = problem(post(client, laptop, body, **{"Content-Encoding": "identity"}), Code.MALFORMED)
    assert "Nguy" not in said.model_dump_json()
    assert said.detail.startswith("wrong: ")


@pytest.mark.parametrize(
    "path", ["/v1/meetings/x/streams/y", "/v1/heads/x", "/v1", "/v1/meetings/" + "0" * 32 + "/streams/" + "0" * 32]
)
def test_whatever_is_not_there_is_a_problem(client: TestClient, laptop: Laptop, path: str) -> None:
    answer = client.get(path, headers=laptop.authorised)
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == PROBLEM


def test_a_method_that_is_not_meant(client: TestClient) -> None:
    answer = client.delete("/v1/hello")
    problem(answer, Code.METHOD)
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("given", [{"from": 0}, {"from": "x"}, {"limit": 0}, {"limit": 1001}, {"from": 2**53}])
def test_a_page_outside_all_numbers(client: TestClient, laptop: Laptop, given: dict[str, Any]) -> None:
    problem(client.get(laptop.path, params=given, headers=laptop.authorised), Code.MALFORMED)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


HEAD_FIELDS = st.sampled_from(["cell", "from", "prev", "head", "end", "sig", "header"])


@settings(max_examples=60, deadline=None)
@given(changed=st.dictionaries(HEAD_FIELDS, JSON, min_size=1))
def test_any_head_is_answered(changed: dict[str, Any]) -> None:
    """Whatever stands in the head: a batch or a refusal, never a defect."""
    laptop = Laptop().write(2)
    head = {**json.loads(laptop.batch().head.model_dump_json(by_alias=True)), **changed}
    body = json.dumps(head).encode() + b"\n" + b"".join(line + b"\n" for line in laptop.lines)
    app = SimpleNamespace(state=SimpleNamespace(services=SimpleNamespace(settings=Settings(data=Path()))))
    code = None
    try:
        batch_of(Request({"type": "http", "headers": [], "app": app}), laptop.meeting, laptop.device, body)
    except Refused as refused:
        code = refused.code
    assert code in (None, Code.MALFORMED)


# --- load -----------------------------------------------------------------------------------------------------------


def test_too_many_calls_are_told_when_to_come_back(services: Services, laptop: Laptop) -> None:
    """sync.md §6: 429 with Retry-After, for each device apart."""
    other = Laptop("q3")
    narrow = replace(services, settings=replace(services.settings, bucket=Bucket(burst=3, per_second=0.01)))
    with TestClient(build(narrow)) as client:
        answers = [client.get("/v1/heads", headers=laptop.authorised) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        problem(answers[-1], Code.TOO_MANY)
        assert client.get("/v1/heads", headers=other.authorised).status_code == 401
        assert client.get("/v1/hello").status_code == 200


def test_a_defect_tells_nothing_of_itself(client: TestClient, laptop: Laptop, services: Services) -> None:
    """Logs and errors leak nothing: a call that runs into a broken database is answered with a code."""
    services.database.write(lines.drop)
    said = problem(post(client, laptop, body_of(laptop.batch())), Code.DEFECT)
    assert said.detail == ""


# --- for whoever runs it --------------------------------------------------------------------------------------------


def test_alive_ready_and_counted(client: TestClient, laptop: Laptop) -> None:
    post(client, laptop, body_of(laptop.batch()))
    post(client, laptop, body_of(laptop.batch()))
    assert client.get("/healthz").text == "ok"
    assert client.get("/readyz").text == "ready"
    figures = client.get("/metrics").text
    assert 'bienban_hq_appends_total{status="ok"} 1.0' in figures
    assert 'bienban_hq_appends_total{status="dup"} 1.0' in figures
    assert str(laptop.device) not in figures


def test_the_openapi_document_says_what_is_answered(client: TestClient) -> None:
    """No 422, which is never sent; every call that needs a token says so; problems are described once."""
    document = client.get("/v1/openapi.json").json()
    answers = {status for path in document["paths"].values() for call in path.values() for status in call["responses"]}
    assert "422" not in answers
    append = document["paths"]["/v1/meetings/{meeting}/streams/{device}"]["post"]
    assert set(append["responses"]) == {"200", "400", "401", "413", "415", "426", "429", "500", "503", "507"}
    assert append["security"]
    assert "application/x-ndjson" in append["requestBody"]["content"]
    assert "Problem" in document["components"]["schemas"]
