"""Around every call: its id, one line in the log, its figures (sync.md §6).

The log says which route, how it ended, how long it took and how large it was; never a path's ids, a body, a name or a
token, and of a defect only where it happened, not what it said.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID: Final = "X-Request-Id"
_GIVEN: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")

log = structlog.stdlib.get_logger("hq")


class Figures:
    """What /metrics tells, of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.calls = Counter("bienban_hq_calls", "Calls answered", labels, registry=self.registry)
        self.seconds = Histogram("bienban_hq_call_seconds", "Time to the answer", ("route",), registry=self.registry)
        self.appends = Counter("bienban_hq_appends", "Appends by status", ("status",), registry=self.registry)
        self.lines = Counter("bienban_hq_lines", "Lines sent in appends", registry=self.registry)
        self.dirty = Gauge("bienban_hq_dirty_meetings", "Meetings waiting to be folded", registry=self.registry)


class Observed:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        scope[REQUEST_ID] = request
        begun, ended = time.perf_counter(), {"status": 500, "bytes": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                ended["status"] = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request
            elif message["type"] == "http.response.body":
                ended["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._note(scope, request, time.perf_counter() - begun, ended)

    def _note(self, scope: Scope, request: str, seconds: float, ended: dict[str, int]) -> None:
        route = getattr(scope.get("route"), "path", "-")
        self._figures.calls.labels(scope["method"], route, ended["status"]).inc()
        self._figures.seconds.labels(route).observe(seconds)
        log.info("call", request=request, method=scope["method"], route=route, ms=round(seconds * 1000, 1), **ended)


# --- the log --------------------------------------------------------------------------------------------------------


def set_up_log() -> None:
    """JSON lines on standard error, for our own words and for the libraries'."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _place_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    renderers: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=renderers))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _place_only(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of an exception its type and where it came from: its message may quote what somebody wrote."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, tuple) and found[0] is not None:
        event["defect"] = found[0].__name__
        event["at"] = places(found[2])
    return event


def places(trace: TracebackType | None) -> list[str]:
    """The last steps to a defect, as "module.py:12 function"."""
    steps = traceback.extract_tb(trace)[-6:]
    return [f"{step.filename.rsplit('/', 1)[-1]}:{step.lineno} {step.name}" for step in steps]
