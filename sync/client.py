"""Headquarters over HTTPS: every call of sync.md §6 a laptop makes, and what can go wrong. Only this imports httpx.

    with Headquarters("https://truso.example.vn", token) as hq:
        hq.heads()
        hq.append(meeting, device, head, lines)

Errors are those of `sync.errors.HeadquartersError`, with a sentence for the clerk. A call answers or raises; nothing is
tried twice here (`sync.round` and `sync.courier` decide that).
"""

from __future__ import annotations

import gzip
import ipaddress
import ssl
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx
from pydantic import ValidationError

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
from sync.protocol import (
    MOST_BUNDLE,
    MOST_UNPACKED,
    NDJSON,
    PARCEL,
    PROTOCOL,
    PROTOCOL_HEADER,
    Appended,
    AppendHead,
    Bootstrap,
    BundleTaken,
    Code,
    Devices,
    Enrolled,
    EnrollRequest,
    Heads,
    Hello,
    Introduction,
    Limits,
    PageHead,
    Problem,
    Token,
    TokenRequest,
    Wire,
)

STALL: Final = 30.0
"""Seconds without a byte after which a call is given up (sync.md §7)."""

CONNECTING: Final = 10.0
"""Seconds for a connection to come about."""

MOST_WAIT: Final = 24 * 60 * 60.0
"""Seconds that a call to wait is believed for: a proxy's nonsense must not keep the laptop away for good."""

PATIENCE: Final = 600.0
"""Seconds for the whole of an answer: one that comes letter by letter must not hold up all others."""

MOST_ANSWER: Final = 32 * 1024 * 1024
"""Bytes of an answer, inflated."""

Said = TypeVar("Said", bound=Wire)

_WORDS: Final[Mapping[int, str]] = {
    Code.NO_TOKEN: "hq_token",
    Code.UNKNOWN_TOKEN: "hq_token",
    Code.EXPIRED_TOKEN: "hq_expired",
    Code.REVOKED: "hq_revoked",
    Code.WRONG_CODE: "hq_code",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of a stream as they came, without their newlines."""

    head: PageHead
    lines: tuple[bytes, ...]


class Headquarters:
    """One headquarters. Not to be shared by threads.

    `ca`: a file of certificates to trust instead of the system's. Plain http reaches this machine only, unless `plain`.
    `transport` is for tests with the real application in this process.
    """

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        ca: str = "",
        plain: bool = False,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.limits = Limits()
        self.date: int | None = None
        """What headquarters' clock said in its last answer, UTC ms."""
        self._known: dict[str, tuple[str, Wire]] = {}
        """Address → the tag and the answer that was got from it last."""
        self._client = httpx.Client(
            base_url=checked(url, plain=plain),
            verify=_trusted(url, ca),
            transport=transport,
            timeout=httpx.Timeout(STALL, connect=CONNECTING),
            headers={PROTOCOL_HEADER: str(PROTOCOL)},
        )
        self.use(token)

    def use(self, token: str) -> None:
        """Speak with this token from now on."""
        self._authorisation = {"Authorization": f"Bearer {token}"} if token else {}

    # --- calls --------------------------------------------------------------------------------------------------

    def hello(self) -> Hello:
        """Versions, limits, clock. AccessEnded when the two do not speak the same version."""
        said = self._asked(Hello, "GET", "/v1/hello")
        if not said.protocol[0] <= PROTOCOL <= said.protocol[1]:
            raise AccessEnded("hq_newer")
        self.limits, self.date = said.limits, said.time
        return said

    def enroll(self, request: EnrollRequest) -> Enrolled:
        """A one-time code for a device. AccessEnded for a wrong code, whatever is wrong with it."""
        try:
            return self._asked(Enrolled, "POST", "/v1/enroll", json=request.model_dump(mode="json"))
        except CallRefused as error:
            raise AccessEnded("hq_code") from error

    def renew(self, request: TokenRequest) -> Token:
        """A new token for the old one."""
        return self._asked(Token, "POST", "/v1/token", json=request.model_dump(mode="json"))

    def introduce(self, request: Introduction) -> Enrolled:
        """The present identity of this laptop, by the word of an enrolled one. AccessEnded, CallRefused."""
        return self._asked(Enrolled, "POST", "/v1/devices", json=request.model_dump(mode="json"))

    def devices(self) -> Devices:
        """Every device of our cells, those that were revoked too."""
        return self._asked(Devices, "GET", "/v1/devices")

    def heads(self) -> Heads:
        """How far every stream in our scope is held; asked for in full only when it changed."""
        return self._if_changed(Heads, "/v1/heads")

    def bootstrap(self) -> Bootstrap:
        """What our cell is and what there is for it; asked for in full only when it changed."""
        return self._if_changed(Bootstrap, "/v1/bootstrap")

    def content(self, digest: str) -> bytes:
        """What the bootstrap names by that digest. Whether it is that is for the caller to see."""
        return self._call("GET", f"/v1/contents/{digest}").content

    def append(self, meeting: UUID, device: UUID, head: AppendHead, lines: Iterable[bytes]) -> Appended:
        """Offer lines. CallTooLarge, here already, for more than headquarters takes at once."""
        parts = [head.model_dump_json(by_alias=True).encode(), *lines]
        text = b"".join(part + b"\n" for part in parts)
        body = gzip.compress(text, compresslevel=6, mtime=0)
        if len(parts) - 1 > self.limits.lines or len(body) > self.limits.bytes or len(text) > self.limits.inflated:
            raise CallTooLarge("hq_too_large")
        headers = {"Content-Type": NDJSON, "Content-Encoding": "gzip"}
        return self._asked(Appended, "POST", f"/v1/meetings/{meeting}/streams/{device}", content=body, headers=headers)

    def hand_over(self, parcel: bytes) -> BundleTaken:
        """Streams in a bundle, as it travels on a stick. CallTooLarge, here already, for more than may be sent."""
        body = gzip.compress(parcel, compresslevel=6, mtime=0)
        if len(body) > MOST_BUNDLE or len(parcel) > MOST_UNPACKED:
            raise CallTooLarge("hq_too_large")
        headers = {"Content-Type": PARCEL, "Content-Encoding": "gzip"}
        return self._asked(BundleTaken, "POST", "/v1/bundles", content=body, headers=headers)

    def page(self, meeting: UUID, device: UUID, first: int) -> Page:
        """Lines of a stream from a number on, as many as headquarters gives at once."""
        answer = self._call("GET", f"/v1/meetings/{meeting}/streams/{device}", params={"from": first})
        head, *lines = answer.content.split(b"\n")
        if not lines or lines.pop():
            raise AnswerForeign("hq_foreign")  # cut: what has no newline is no line
        return Page(_read(PageHead, head), tuple(lines))

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def __enter__(self) -> Headquarters:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    # --- inside -------------------------------------------------------------------------------------------------

    def _asked(self, kind: type[Said], method: str, path: str, **sent: Any) -> Said:
        return _read(kind, self._call(method, path, **sent).content)

    def _if_changed(self, kind: type[Said], path: str) -> Said:
        """An answer with an ETag: the one known already while headquarters says that it still holds."""
        tag, known = self._known.get(path, ("", None))
        answer = self._call("GET", path, headers={"If-None-Match": tag} if tag else None)
        if answer.status_code == httpx.codes.NOT_MODIFIED and isinstance(known, kind):
            return known
        said = _read(kind, answer.content)
        if "etag" in answer.headers:
            self._known[path] = (answer.headers["etag"], said)
        return said

    def _call(self, method: str, path: str, headers: Mapping[str, str] | None = None, **sent: Any) -> httpx.Response:
        """One call, its answer read whole; anything but a good answer is raised."""
        names = {**self._authorisation, "X-Request-Id": uuid.uuid4().hex, **(headers or {})}
        try:
            with self._client.stream(method, path, headers=names, **sent) as answer:
                content = _capped(answer)
        except httpx.TimeoutException as error:
            raise HeadquartersAway("hq_slow") from error
        except (httpx.HTTPError, ssl.SSLError) as error:
            raise HeadquartersAway("hq_untrusted" if _is_untrusted(error) else "hq_away") from error
        self.date = _date(answer) or self.date
        read = httpx.Response(answer.status_code, headers=_plain_headers(answer), content=content)
        if read.status_code >= 300 and read.status_code != httpx.codes.NOT_MODIFIED:
            raise _trouble(read)
        return read


def checked(url: str, *, plain: bool) -> str:
    """The address, without its last slash. AccessEnded for one that is none, or that would send openly."""
    try:
        parsed = httpx.URL(url.strip())
        host = parsed.host
    except (httpx.InvalidURL, UnicodeError) as error:  # the latter for "xn--" before what is no name
        raise AccessEnded("hq_address", url=url) from error
    if parsed.scheme not in ("http", "https") or not host:
        raise AccessEnded("hq_address", url=url)
    if parsed.scheme == "http" and not plain and not _is_here(host):
        raise AccessEnded("hq_plain", url=url)
    return str(parsed).rstrip("/")


def _is_here(host: str) -> bool:
    """Whether only this machine is meant."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trusted(url: str, ca: str) -> ssl.SSLContext:
    """The certificates to go by: the system's, or those of one file.

    Plain http asks for none: reading the system's takes 80 ms of a processor at each round.
    """
    if not ca and not url.strip().lower().startswith("https:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which trusts nobody
    try:
        return ssl.create_default_context(cafile=ca or None)
    except OSError as error:
        raise AccessEnded("hq_certificate", name=ca) from error


def _is_untrusted(error: BaseException | None) -> bool:
    """Whether a call failed because the certificate is not believed: waiting for a network would not help."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def _capped(answer: httpx.Response) -> bytes:
    """The whole body, inflated; no bomb is swallowed, and nobody is listened to for ever."""
    parts, total, until = [], 0, time.monotonic() + PATIENCE
    for part in answer.iter_bytes():
        total += len(part)
        if time.monotonic() > until:
            raise HeadquartersAway("hq_slow")
        if total > MOST_ANSWER:
            raise AnswerForeign("hq_foreign")
        parts.append(part)
    return b"".join(parts)


def _plain_headers(answer: httpx.Response) -> list[tuple[bytes, bytes]]:
    """The headers that still hold for a body that was inflated, as they came: a proxy may write any letters."""
    gone = (b"content-encoding", b"content-length", b"transfer-encoding")
    return [(name, value) for name, value in answer.headers.raw if name.lower() not in gone]


def _read(kind: type[Said], text: bytes) -> Said:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise AnswerForeign("hq_foreign") from error


def _date(answer: httpx.Response) -> int | None:
    """The `Date` of an answer, UTC ms; None when it says none."""
    said = _moment(answer.headers.get("date", ""))
    return None if said is None else int(said.timestamp() * 1000)


def _moment(text: str) -> datetime | None:
    """A date as headers tell it, None for anything else; "-0000" is UTC too (RFC 5322 §3.3)."""
    try:
        said = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _trouble(answer: httpx.Response) -> HeadquartersError:
    """What a bad answer means for the laptop. Who answers with no problem document of ours is no headquarters."""
    status, wait = answer.status_code, _wait(answer)
    try:
        code = Problem.model_validate_json(answer.content).code
    except ValidationError:
        return HeadquartersAway("hq_away", wait) if status >= 500 else AnswerForeign("hq_foreign")
    if status in (401, 403):
        return AccessEnded(_WORDS.get(code, "hq_token" if status == 401 else "hq_forbidden"))
    if status == 426:
        return AccessEnded("hq_newer")
    if status == 413:
        return CallTooLarge("hq_too_large")
    if status in (429, 503):
        return HeadquartersBusy("hq_busy", wait)
    if status == 507:
        return HeadquartersBusy("hq_full", wait)
    if status >= 500:
        return HeadquartersDefect("hq_defect", wait)
    return CallRefused("hq_refused", number=code)


def _wait(answer: httpx.Response) -> float | None:
    """`Retry-After`, given as seconds or as a date: seconds, at most `MOST_WAIT`; None when it says neither."""
    said = answer.headers.get("retry-after", "")
    if said.isascii() and said.isdigit():
        return min(float(said), MOST_WAIT)
    until = _moment(said)
    return None if until is None else min(max(0.0, (until - datetime.now(UTC)).total_seconds()), MOST_WAIT)
