"""What the server answers when it cannot do what was asked: RFC 9457 problem documents with stable codes (sync.md §6).

Only the envelope, the caller and the load are answered so; what a record holds never is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from sync.protocol import PROBLEM, Code, Problem

_SAID: Final[Mapping[Code, tuple[int, str]]] = {
    Code.MALFORMED: (400, "The message cannot be read"),
    Code.MEDIA_TYPE: (415, "The message is of another media type or encoding"),
    Code.TOO_LARGE: (413, "The message is too large"),
    Code.PROTOCOL: (426, "The version of the protocol is not spoken here"),
    Code.NOT_FOUND: (404, "There is no such thing here"),
    Code.METHOD: (405, "This cannot be done with it"),
    Code.NO_TOKEN: (401, "A token is needed"),
    Code.UNKNOWN_TOKEN: (401, "The token is not known"),
    Code.EXPIRED_TOKEN: (401, "The token has expired"),
    Code.REVOKED: (401, "The device was revoked"),
    Code.FORBIDDEN: (403, "The caller may not do this"),
    Code.WRONG_CODE: (403, "The code is not valid"),
    Code.WRONG_LOGIN: (401, "The login is not valid"),
    Code.CLOCK: (403, "The statement is of another time"),
    Code.TOO_MANY: (429, "Too many calls"),
    Code.BUSY: (503, "The server cannot take the call now"),
    Code.FULL: (507, "The disk is full"),
    Code.DEFECT: (500, "The server has a defect"),
}


TOKEN: Final = (Code.NO_TOKEN, Code.UNKNOWN_TOKEN, Code.EXPIRED_TOKEN, Code.REVOKED)
"""What a call is answered that needs a token and has none that holds."""


class Refused(Exception):
    """A call is answered with a problem. `wait` are the seconds after which it may be tried again, `time` is the
    server's clock where the caller's is what is wrong.
    """

    def __init__(self, code: Code, detail: str = "", wait: int | None = None, time: int = 0) -> None:
        super().__init__(code.name, detail)
        self.code = code
        self.detail = detail
        self.wait = wait
        self.time = time

    @property
    def status(self) -> int:
        """The HTTP status."""
        return _SAID[self.code][0]


def response(refused: Refused) -> Response:
    """The problem document."""
    status, title = _SAID[refused.code]
    problem = Problem(title=title, status=status, code=refused.code, detail=refused.detail, time=refused.time)
    headers = {"Cache-Control": "no-store"}
    if refused.wait is not None:
        headers["Retry-After"] = str(refused.wait)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(problem.model_dump_json(), status, headers, PROBLEM)


def documented(*codes: Code) -> dict[int | str, dict[str, Any]]:
    """The answers of a route besides the good one, for the OpenAPI document."""
    said: dict[int, list[str]] = {}
    for code in sorted(codes):
        status, title = _SAID[code]
        said.setdefault(status, []).append(f"{code.value}: {title}")
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "; ".join(said[status]), "content": content} for status in sorted(said)}
