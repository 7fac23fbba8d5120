"""The OpenAPI document: what FastAPI writes of itself, and what it does not know of a call (sync.md §6).

Every answer has its id; one that sends a laptop away says for how long; one that wants a token says so; what was not
changed has an ETag. What cannot be read is answered with 400 here, not with FastAPI's own 422.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from hq.observing import REQUEST_ID
from sync.protocol import PROTOCOL, PROTOCOL_HEADER, Problem

_Json = dict[str, Any]

_ID: Final = {
    REQUEST_ID: {
        "description": "Of the call, as in the log; the caller's own when it gave one",
        "schema": {"type": "string"},
    }
}
_WAIT: Final = {"Retry-After": {"description": "Seconds to stay away", "required": True, "schema": {"type": "integer"}}}
_TAG: Final = {"ETag": {"description": "Of this answer", "required": True, "schema": {"type": "string"}}}
_BEARER: Final = {"WWW-Authenticate": {"required": True, "schema": {"type": "string", "const": "Bearer"}}}

_OF_STATUS: Final[dict[str, _Json]] = {"401": _BEARER, "429": _WAIT, "503": _WAIT, "507": _WAIT}

_SPOKEN: Final = {
    "name": PROTOCOL_HEADER,
    "in": "header",
    "required": False,
    "description": "The version that the caller speaks; the one spoken here when it is not given",
    "schema": {"type": "string", "const": str(PROTOCOL)},
}


def described(app: FastAPI) -> _Json:
    """The document of an application, made once."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        for path, calls in document["paths"].items():
            for call in calls.values():
                _complete(path, call)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["Problem"] = Problem.model_json_schema()
    return app.openapi_schema or {}


def _complete(path: str, call: _Json) -> None:
    answers: _Json = call["responses"]
    answers.pop("422", None)
    tagged = _TAG if "304" in answers else {}
    for status, answer in answers.items():
        own = tagged if status in ("200", "304") else _OF_STATUS.get(status, {})
        answer["headers"] = {**_ID, **own, **answer.get("headers", {})}
    if path.startswith("/v1/"):
        call.setdefault("parameters", []).append(_SPOKEN)
