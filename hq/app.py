"""The application: `build(services)` makes it, with every route of `/v1` and those of whoever runs it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq import operations, records, routes_access
from hq.database import DatabaseBusy, DatabaseFull
from hq.described import described
from hq.observing import REQUEST_ID, Figures, Observed
from hq.pages import site
from hq.problems import Refused, response
from hq.projector import Projector
from hq.rates import Rates
from hq.services import Services, monotonic
from hq.streams import Streams
from hq.throttle import Throttle
from sync.protocol import Code

TITLE = "bienban headquarters"
RETRY = 5
"""Seconds to stay away from a busy database."""

_API: Final = (records.router, routes_access.router, operations.router)
_OF_HTTP: Final = {404: Code.NOT_FOUND, 405: Code.METHOD, 401: Code.NO_TOKEN, 403: Code.FORBIDDEN}


def build(services: Services) -> FastAPI:
    """The application over a database that has been migrated."""
    app = FastAPI(
        title=TITLE, version="1", lifespan=_lifespan, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json"
    )
    app.state.services = services
    app.state.streams = Streams(services)
    app.state.figures = Figures()
    app.state.rates = Rates(services.settings.bucket, monotonic)
    app.state.guesses = Throttle(monotonic)
    app.state.pages = site.PAGES
    for router in _API:
        app.include_router(router)
    app.include_router(site.router())
    _answer_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=512, compresslevel=5)
    app.add_middleware(Observed, figures=app.state.figures)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The projector runs as long as the server does; calls under way end before the database is let go."""
    services: Services = app.state.services
    projector = Projector(services, app.state.figures)
    projector.start(services.settings.project_every)
    yield
    projector.stop()
    services.database.close()


def _answer_problems(app: FastAPI) -> None:
    """Whatever goes wrong is answered with a problem document; to people in a page."""

    @app.exception_handler(Refused)
    def _refused(request: Request, error: Refused) -> Response:
        return _said(request, error)

    @app.exception_handler(DatabaseBusy)
    def _busy(request: Request, __: DatabaseBusy) -> Response:
        return _said(request, Refused(Code.BUSY, wait=RETRY))

    @app.exception_handler(DatabaseFull)
    def _full(request: Request, __: DatabaseFull) -> Response:
        return _said(request, Refused(Code.FULL, wait=60))

    @app.exception_handler(RequestValidationError)
    def _malformed(request: Request, error: RequestValidationError) -> Response:
        places = sorted({".".join(map(str, fault["loc"])) for fault in error.errors()})
        return _said(request, Refused(Code.MALFORMED, "wrong: " + ", ".join(places)[:200]))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        answer = _said(request, Refused(_OF_HTTP.get(error.status_code, Code.MALFORMED)))
        answer.headers.update(error.headers or {})
        if error.status_code == 405 and (methods := _methods(request)):
            answer.headers["Allow"] = methods
        return answer

    @app.exception_handler(Exception)
    def _defect(request: Request, __: Exception) -> Response:
        """Answered outside of everything else, so that the id has to be put on here."""
        answer = _said(request, Refused(Code.DEFECT))
        answer.headers[REQUEST_ID] = request.scope[REQUEST_ID]
        return answer


def _said(request: Request, refused: Refused) -> Response:
    return site.refused(request, refused) if site.is_page(request) else response(refused)


def _methods(request: Request) -> str:
    """Every method that a path takes: each route knows only of its own."""
    path = request.scope["path"]
    routes = [route for router in _API for route in router.routes if isinstance(route, APIRoute)]
    return ", ".join(
        sorted({method for route in routes if route.path_regex.match(path) for method in route.methods or ()})
    )
