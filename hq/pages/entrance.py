"""The way in and out: the log-in form, logging out, the first page, the style sheet."""

from __future__ import annotations

import secrets
from typing import Final

from starlette.responses import Response

from hq.accounts import COOKIE, LONGEST, log_in, log_out, logged_in
from hq.enrolment import Refusal
from hq.pages import words
from hq.pages.forms import BEFORE, cookie_of, own_path, token_for
from hq.pages.registry import EVERYBODY, PUBLIC, Asked, Page
from hq.pages.shell import go, page, style
from hq.problems import Refused
from hq.routes_access import guarded, keep_session, patient
from sync.protocol import Code

LOG_IN: Final = "/dang-nhap"
FIRST: Final = "/tien-do"
_FORM_LIFE: Final = 3600


def _first(_: Asked) -> Response:
    return go(FIRST)


def _style(_: Asked) -> Response:
    """The sheet; its address changes with it, so it may be kept for ever."""
    address, body = style()
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{address}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, 200, headers, "text/css; charset=utf-8")


def _form(asked: Asked) -> Response:
    """The log-in form; whoever is logged in goes on."""
    wanted = own_path(asked.given.get("next", ""))
    if _is_in(asked):
        return go(wanted)
    return _shown(asked, wanted, status=200, fault="")


def _is_in(asked: Asked) -> bool:
    try:
        logged_in(asked.request)
    except Refused:
        return False
    return True


def _shown(asked: Asked, wanted: str, status: int, fault: str) -> Response:
    """The form with a cookie that its token belongs to."""
    known = cookie_of(asked.request)
    cookie = known or secrets.token_urlsafe(32)
    login, token = asked.given.get("login", ""), token_for(cookie)
    answer = page(asked, "log_in.html", status=status, wanted=wanted, fault=fault, login=login, csrf=token)
    if not known:
        answer.set_cookie(BEFORE, cookie, max_age=_FORM_LIFE, **guarded(asked.services))
    return answer


def _enter(asked: Asked) -> Response:
    """Log in: one answer to every wrong try; a new session, whatever cookie came with it."""
    wanted = own_path(asked.given.get("next", ""))
    try:
        address = patient(asked.request)
    except Refused:
        return _shown(asked, wanted, status=429, fault=words.LOG_IN_WAIT)
    login, password = asked.given.get("login", ""), asked.given.get("password", "")
    if len(login) > 80 or len(password) > LONGEST:
        return _shown(asked, wanted, status=401, fault=words.LOG_IN_WRONG)
    try:
        session = log_in(asked.services, login, password, asked.request.cookies.get(COOKIE, ""))
    except Refusal as refusal:
        if refusal.code is Code.WRONG_LOGIN:
            asked.request.app.state.guesses.wrong(address)
        return _shown(asked, wanted, status=401, fault=words.LOG_IN_WRONG)
    answer = go(wanted)
    keep_session(answer, asked.services, session)
    answer.delete_cookie(BEFORE, **guarded(asked.services))
    return answer


def _leave(asked: Asked) -> Response:
    """Log out at once."""
    log_out(asked.services, asked.request.cookies[COOKIE])
    answer = go(LOG_IN, "logged-out")
    answer.delete_cookie(COOKIE, **guarded(asked.services))
    return answer


PAGES: Final = (
    Page("/", EVERYBODY, get=_first),
    Page(LOG_IN, PUBLIC, get=_form, post=_enter),
    Page("/dang-xuat", EVERYBODY, post=_leave),
    Page("/kieu/{name}.css", PUBLIC, get=_style),
)
