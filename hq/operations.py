"""The routes of whoever runs the server: is it alive, can it work, what are its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import PlainTextResponse, Response

from hq.migrations import is_current
from hq.problems import Refused, documented
from hq.services import Services
from sync.protocol import Code

router = APIRouter()


@router.get("/healthz", response_class=PlainTextResponse)
def healthz() -> str:
    """The process answers."""
    return "ok"


@router.get("/readyz", response_class=PlainTextResponse, responses=documented(Code.BUSY))
def readyz(request: Request) -> str:
    """The database answers and has this program's schema."""
    services: Services = request.app.state.services
    if not services.database.read(is_current):
        raise Refused(Code.BUSY, "the schema is another one", wait=30)
    return "ready"


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Figures for Prometheus; counts only, nothing of any record."""
    return Response(generate_latest(request.app.state.figures.registry), media_type=CONTENT_TYPE_LATEST)
