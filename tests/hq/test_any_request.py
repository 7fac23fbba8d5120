"""Whatever is sent to headquarters is answered as a fault of the sender, never as one of the server."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from hq.services import Services
from sync.protocol import NDJSON, PARCEL
from tests.fuzz.harm import harmed
from tests.hq.laptops import Laptop, body_of, found
from tests.hq.pages.visitors import Visitor, populate, settle
from tests.hq.test_bundles import bundle

LAPTOP = Laptop("k7").write(4)
APPEND = gzip.decompress(body_of(LAPTOP.batch()))
DEVICES = json.dumps({"code": "ABCD-EFGH", "key": "0" * 64, "sig": "0" * 128, "name": "máy 1"}).encode()

BOUNDED = settings(
    max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


BODIES = {
    LAPTOP.path: (NDJSON, [APPEND, body_of(LAPTOP.batch())]),
    "/v1/bundles": (PARCEL, [bundle(LAPTOP)]),
    "/v1/devices": ("application/json", [DEVICES]),
}


@pytest.mark.parametrize("path", BODIES)
def test_no_body_of_the_machines_door_is_a_defect(client: TestClient, services: Services, path: str) -> None:
    """Append, bundle, enrolment: plain, packed, or only said to be packed."""
    found(services.database, LAPTOP)
    kind, whole = BODIES[path]

    @BOUNDED
    @given(body=harmed(whole), encoding=st.sampled_from(("", "gzip", "packed")))
    def send(body: bytes, encoding: str) -> None:
        content = gzip.compress(body) if encoding == "packed" else body[:1_000_000]
        headers = {**LAPTOP.authorised, "Content-Type": kind, **({"Content-Encoding": "gzip"} if encoding else {})}
        answer = client.post(path, content=content, headers=headers)
        assert answer.status_code < 500, answer.text

    send()


FIELDS = st.dictionaries(
    st.sampled_from(("login", "password", "next", "csrf", "x\0")),
    st.one_of(st.text(max_size=30), st.sampled_from(("admin", "\0", "a" * 5000, "//evil", "\u202e", "%s", "\r\nX: y"))),
)


def test_nothing_typed_into_the_log_in_form_is_a_defect(client: TestClient, services: Services) -> None:
    """With the form's own token or without it; the form itself as raw bytes, too."""
    settle(services)
    populate(services)
    visitor = Visitor(client)
    token = visitor.token("/dang-nhap")

    @BOUNDED
    @given(fields=FIELDS, own=st.booleans())
    def typed(fields: dict[str, str], own: bool) -> None:
        data = {**fields, **({"csrf": token} if own else {})}
        answer = client.post("/dang-nhap", data={k: v.encode("utf-8", "surrogatepass") for k, v in data.items()})
        assert answer.status_code < 500, answer.text

    @BOUNDED
    @given(
        body=harmed(
            [b"login=admin&password=x&csrf=" + token.encode(), b"--b\r\nContent-Disposition: form-data\r\n\r\n"]
        )
    )
    def raw(body: bytes) -> None:
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
            answer = client.post("/dang-nhap", content=body[:100_000], headers={"Content-Type": kind})
            assert answer.status_code < 500, answer.text

    typed()
    raw()
