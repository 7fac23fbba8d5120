"""Every page of headquarters in one list, and the routes made from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from hq.accounts import logged_in
from hq.pages import (
    admin,
    admin_accounts,
    admin_audit,
    admin_codes,
    admin_contents,
    admin_tree,
    calendar,
    entrance,
    indicators,
    live,
    others,
    progress,
    reminders,
    reports,
    session,
    speaking,
    tasks,
    unit,
    units,
    words,
)
from hq.pages.forms import cleaned, read_form
from hq.pages.registry import NOBODY, PUBLIC, Asked, Handler, Page
from hq.pages.shell import go, trouble
from hq.plans import plan_in_use
from hq.problems import Refused
from hq.records import admitted
from hq.services import Services
from sync.protocol import Code

PAGES: Final[tuple[Page, ...]] = (
    *entrance.PAGES,
    *progress.PAGES,
    *calendar.PAGES,
    *units.PAGES,
    *unit.PAGES,
    *session.PAGES,
    *indicators.PAGES,
    *others.PAGES,
    *speaking.PAGES,
    *tasks.PAGES,
    *live.PAGES,
    *reports.PAGES,
    *reminders.PAGES,
    *admin.PAGES,
    *admin_codes.PAGES,
    *admin_tree.PAGES,
    *admin_contents.PAGES,
    *admin_accounts.PAGES,
    *admin_audit.PAGES,
)
"""In the order of the navigation."""

_OTHERS: Final = ("/v1", "/healthz", "/readyz", "/metrics")
"""What programs call; everything else is for people."""


def router() -> APIRouter:
    """The routes of all pages."""
    made = APIRouter(include_in_schema=False)
    for one in PAGES:
        if one.get is not None:
            made.add_api_route(one.path, _getting(one, one.get), methods=["GET", "HEAD"], response_model=None)
        if one.post is not None:
            made.add_api_route(one.path, _posting(one, one.post), methods=["POST"], response_model=None)
    return made


def _getting(one: Page, handler: Handler) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        given = {name: cleaned(value) for name, value in request.query_params.items()}
        return handler(replace(_asked(request, one), given=given))

    return answer


def _posting(one: Page, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked = await run_in_threadpool(_asked, request, one)
        form = await read_form(request, one.most)
        return await run_in_threadpool(handler, replace(asked, given=form.fields, files=form.files))

    return answer


def _asked(request: Request, one: Page) -> Asked:
    """The call, when the caller may make it. Refused: nobody is logged in, not for this role, too often."""
    services: Services = request.app.state.services
    caller = NOBODY if one.who is PUBLIC else admitted(request, logged_in(request))
    if one.who is not PUBLIC and caller.role not in one.who:
        raise Refused(Code.FORBIDDEN)
    return Asked(
        request,
        services,
        caller,
        services.clock(),
        services.database.read(lambda connection: plan_in_use(connection, services.plan)),
    )


# --- what goes wrong ------------------------------------------------------------------------------------------------


def is_page(request: Request) -> bool:
    """Whether people and not programs call this address."""
    return not request.url.path.startswith(_OTHERS)


def refused(request: Request, refusal: Refused) -> Response:
    """Whoever is not logged in is asked to, and told that a form they sent is not kept; the rest is said."""
    if refusal.status == 401:
        wanted = _wanted(request)
        lost = request.method == "POST" and wanted != "/"
        return go(f"{entrance.LOG_IN}?next={quote(wanted, safe='')}", "not-sent" if lost else "")
    sentence = words.TROUBLE.get(refusal.status, words.TROUBLE[400])
    return trouble(request, refusal.status, sentence, refusal.wait)


def _wanted(request: Request) -> str:
    """Where to go on after logging in; what was posted is not sent again, its page is shown anew where it has one."""
    query = f"?{request.url.query}" if request.url.query else ""
    shows = any(one.path == request.scope["route"].path and one.get is not None for one in PAGES)
    return request.url.path + query if request.method in ("GET", "HEAD") or shows else "/"
