"""The client's calls (sync.md §6): addresses, answers, and what each trouble means in words."""

from __future__ import annotations

import gzip
import os
import ssl
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from sync.client import MOST_ANSWER, MOST_WAIT, Headquarters, checked
from sync.errors import (
    AccessEnded,
    AnswerForeign,
    CallRefused,
    CallTooLarge,
    HeadquartersAway,
    HeadquartersBusy,
    HeadquartersDefect,
    HeadquartersError,
)
from sync.protocol import MOST_BUNDLE, MOST_UNPACKED, AppendHead, Code, EnrollRequest, Limits
from tests.sync.headquarters import URL, problem

MEETING, DEVICE = UUID(int=1), UUID(int=2)
HEAD = AppendHead.model_validate(
    {"cell": UUID(int=3), "from": 1, "prev": "0" * 64, "head": (1, "0" * 64), "end": 1, "sig": "0" * 128}
)


def at(answer: httpx.Response | Exception) -> Headquarters:
    """A headquarters that always says the same."""

    def say(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Headquarters(URL, "t", transport=httpx.MockTransport(say))


def test_more_than_headquarters_takes_at_once_is_not_sent() -> None:
    """sync.md §6: its limits hold for lines, for bytes packed and for bytes unpacked; at the limit it is sent."""
    lines = [b'{"s":1}', b'{"s":2}']
    unpacked = b"".join(part + b"\n" for part in (HEAD.model_dump_json(by_alias=True).encode(), *lines))
    packed = len(gzip.compress(unpacked, compresslevel=6, mtime=0))
    fitting = Limits(lines=2, bytes=packed, inflated=len(unpacked))
    with at(httpx.Response(200, json={"status": "ok", "acked": 2})) as hq:
        hq.limits = fitting
        assert hq.append(MEETING, DEVICE, HEAD, lines).acked == 2
    for name in ("lines", "bytes", "inflated"):
        with at(AssertionError("asked")) as hq:
            hq.limits = fitting.model_copy(update={name: getattr(fitting, name) - 1})
            with pytest.raises(CallTooLarge) as raised:
                hq.append(MEETING, DEVICE, HEAD, lines)
        assert raised.value.code == "hq_too_large"


def test_an_answer_is_asked_for_anew_only_when_it_changed() -> None:
    """sync.md §6, ETag: one that was tagged is kept; one without a tag, or with another, is read again."""
    tags: list[str | None] = []
    there: dict[str, object] = {str(MEETING): {}}
    answers = [("a", {}), ("a", None), ("", there), ("b", {}), ("b", None)]

    def say(request: httpx.Request) -> httpx.Response:
        tags.append(request.headers.get("if-none-match"))
        tag, meetings = answers[len(tags) - 1]
        if meetings is None:
            return httpx.Response(304)
        return httpx.Response(200, headers={"ETag": tag} if tag else {}, json={"meetings": meetings})

    with Headquarters(URL, "t", transport=httpx.MockTransport(say)) as hq:
        found = [hq.heads().meetings for _ in answers]
    assert found == [{}, {}, {MEETING: {}}, {}, {}]
    assert tags == [None, "a", "a", "a", "b"]


@pytest.mark.parametrize("parcel", [os.urandom(MOST_BUNDLE), bytes(MOST_UNPACKED + 1)], ids=["packed", "unpacked"])
def test_a_parcel_too_large_is_not_sent(parcel: bytes) -> None:
    """sync.md §6: what headquarters does not take at once is known here already."""
    with at(AssertionError("asked")) as hq, pytest.raises(CallTooLarge) as raised:
        hq.hand_over(parcel)
    assert raised.value.code == "hq_too_large"


def test_a_parcel_as_large_as_may_be_is_sent() -> None:
    taken = httpx.Response(200, json={"streams": []})
    with at(taken) as hq:
        assert hq.hand_over(bytes(MOST_UNPACKED)).streams == []


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://truso.example.vn/", "https://truso.example.vn"),
        (" https://truso.example.vn:8642 ", "https://truso.example.vn:8642"),
        ("http://127.0.0.1:8642", "http://127.0.0.1:8642"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:1", "http://[::1]:1"),
    ],
)
def test_addresses_that_are_safe(url: str, kept: str) -> None:
    assert checked(url, plain=False) == kept


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://truso.example.vn", "hq_plain"),
        ("http://127.0.0.1.example.vn", "hq_plain"),
        ("truso.example.vn", "hq_address"),
        ("ftp://truso.example.vn", "hq_address"),
        ("https://", "hq_address"),
        ("https://truso.example.vn:x", "hq_address"),
        ("https://xn--zz9", "hq_address"),
        ("", "hq_address"),
    ],
)
def test_addresses_that_are_refused_say_so(url: str, code: str) -> None:
    """Plain http only to this machine, unless somebody says so."""
    with pytest.raises(AccessEnded) as raised:
        checked(url, plain=False)
    assert raised.value.code == code
    assert raised.value.sentence
    if code == "hq_plain":
        assert checked(url, plain=True) == url


def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("không phải")
    for ca in (tmp_path / "ca.pem", tmp_path / "missing.pem"):
        with pytest.raises(AccessEnded) as raised:
            Headquarters("https://truso.example.vn", ca=str(ca))
        assert raised.value.code == "hq_certificate"


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (problem(401, Code.UNKNOWN_TOKEN), AccessEnded, "hq_token"),
        (problem(401, Code.EXPIRED_TOKEN), AccessEnded, "hq_expired"),
        (problem(401, Code.REVOKED), AccessEnded, "hq_revoked"),
        (problem(403, Code.FORBIDDEN), AccessEnded, "hq_forbidden"),
        (problem(403, Code.WRONG_CODE), AccessEnded, "hq_code"),
        (problem(426, Code.PROTOCOL), AccessEnded, "hq_newer"),
        (problem(413, Code.TOO_LARGE), CallTooLarge, "hq_too_large"),
        (problem(429, Code.TOO_MANY), HeadquartersBusy, "hq_busy"),
        (problem(503, Code.BUSY), HeadquartersBusy, "hq_busy"),
        (problem(507, Code.FULL), HeadquartersBusy, "hq_full"),
        (problem(500, Code.DEFECT), HeadquartersDefect, "hq_defect"),
        (problem(400, Code.MALFORMED), CallRefused, "hq_refused"),
        (httpx.Response(502, text="<html>Bad gateway</html>"), HeadquartersAway, "hq_away"),
        (httpx.Response(200, text="<html>Đăng nhập wifi</html>"), AnswerForeign, "hq_foreign"),
        (httpx.Response(302, headers={"Location": "http://wifi.example"}), AnswerForeign, "hq_foreign"),
        (httpx.Response(404, text="<html>"), AnswerForeign, "hq_foreign"),
        (httpx.ConnectError("x"), HeadquartersAway, "hq_away"),
        (httpx.ReadTimeout("x"), HeadquartersAway, "hq_slow"),
        (httpx.RemoteProtocolError("x"), HeadquartersAway, "hq_away"),
        (ssl.SSLError("x"), HeadquartersAway, "hq_away"),
        (ssl.SSLCertVerificationError("x"), HeadquartersAway, "hq_untrusted"),
    ],
)
def test_each_trouble_has_its_kind_and_its_sentence(
    answer: httpx.Response | Exception, kind: type[HeadquartersError], code: str
) -> None:
    with at(answer) as hq, pytest.raises(kind) as raised:
        hq.heads()
    assert raised.value.code == code
    assert "{" not in raised.value.sentence


def test_a_wrong_certificate_is_told_however_deep_it_lies() -> None:
    """A clock put back, a portal, an office's own certificate: no network that comes back would help."""
    error = httpx.ConnectError("x")
    error.__cause__ = OSError("x")
    error.__cause__.__context__ = ssl.SSLCertVerificationError("x")
    with at(error) as hq, pytest.raises(HeadquartersAway, match="ngày giờ của máy"):
        hq.heads()


def test_an_answer_that_comes_letter_by_letter_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte in time, and no end: the rounds after it must not wait for ever."""
    monkeypatch.setattr("sync.client.PATIENCE", -1.0)
    with at(httpx.Response(200, json={"meetings": {}})) as hq, pytest.raises(HeadquartersAway) as raised:
        hq.heads()
    assert raised.value.code == "hq_slow"


def test_a_portal_that_answers_everything_is_no_headquarters() -> None:
    """A hotel's page with 200 moves nothing: neither hello nor an append is believed."""
    portal = httpx.Response(200, text="<html>")
    with at(portal) as hq:
        for call in (hq.hello, hq.heads, lambda: hq.append(MEETING, DEVICE, HEAD, [b"{}"])):
            with pytest.raises(AnswerForeign):
                call()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("37", 37.0),
        ("", None),
        ("bald", None),
        ("²", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0.0),
        ("Wed, 21 Oct 99999999999999999999 07:28:00 GMT", None),
        ("99999999999", MOST_WAIT),
        ("9" * 400, MOST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MOST_WAIT),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(said: str, seconds: float | None) -> None:
    """Whatever stands there is no trouble of its own, and nobody is kept away for longer than a day."""
    answer = problem(503, Code.BUSY)
    answer.headers = httpx.Headers([*answer.headers.raw, (b"Retry-After", said.encode("latin-1"))])
    with at(answer) as hq, pytest.raises(HeadquartersBusy) as raised:
        hq.heads()
    assert raised.value.wait == seconds


def test_a_bomb_is_not_swallowed() -> None:
    """sync.md §6: inflate with a hard cap."""
    bomb = gzip.compress(b" " * (MOST_ANSWER + 1))
    with (
        at(httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=bomb)) as hq,
        pytest.raises(AnswerForeign),
    ):
        hq.heads()


def test_a_code_that_cannot_be_one_is_a_wrong_code() -> None:
    asked = EnrollRequest(code="bcdfghjk", device=DEVICE, alias="k7", key="0" * 64)
    with at(problem(400, Code.MALFORMED)) as hq, pytest.raises(AccessEnded) as raised:
        hq.enroll(asked)
    assert raised.value.code == "hq_code"


def test_a_server_of_another_protocol_is_told() -> None:
    said = {"protocol": [2, 3], "time": 1, "limits": {}, "types": [], "key": "0" * 64}
    with at(httpx.Response(200, json=said)) as hq, pytest.raises(AccessEnded) as raised:
        hq.hello()
    assert raised.value.code == "hq_newer"


def test_the_token_and_nothing_else_identifies_the_laptop() -> None:
    seen: list[httpx.Request] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(
            200, json={"meetings": {}}, headers={"ETag": '"a"', "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}
        )

    with Headquarters(URL, "secret", transport=httpx.MockTransport(note)) as hq:
        hq.heads()
        hq.heads()
        assert hq.date == 1445412480000
    assert [request.headers["Authorization"] for request in seen] == ["Bearer secret"] * 2
    assert [request.headers.get("If-None-Match") for request in seen] == [None, '"a"']
    assert "secret" not in str(seen[0].url)
    assert len({request.headers["X-Request-Id"] for request in seen}) == 2
