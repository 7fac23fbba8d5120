"""The answer of a page: its template in the common frame, under headers that let nothing foreign in or out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import RedirectResponse, Response

from hq.access import shown_time
from hq.organisation import shown_day
from hq.pages import words
from hq.pages.forms import cookie_of, own_path, token_for
from hq.pages.registry import Asked, Page
from models.vietnamese.words import number

FOLDER: Final = Path(__file__).parent
NOTICE: Final = "bienban_notice"
"""The cookie with the name of the sentence that the next page shows once."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every page: no script, nothing of another host, in nobody's frame, kept by no cache."""


class Link(NamedTuple):
    """An address with its name; `here` when it leads to the page that shows it, or to one above it."""

    label: str
    href: str
    here: bool = False


def page(
    asked: Asked,
    template: str,
    *,
    status: int = 200,
    say: ModuleType = words,
    crumbs: tuple[Link, ...] = (),
    **values: Any,
) -> Response:
    """A page for whoever asks. `say` are the words of the template, `crumbs` the way from the top to it."""
    request = asked.request
    notice = words.NOTICES.get(request.cookies.get(NOTICE, ""), "")
    common = {
        "asked": asked,
        "viewer": asked.caller,
        "navigation": navigation(asked),
        "crumbs": crumbs,
        "csrf": token_for(cookie_of(request)),
        "notice": notice,
        "say": say,
    }
    answer = Response(_rendered(template, {**common, **values}), status, HEADERS, "text/html; charset=utf-8")
    if notice:
        answer.delete_cookie(NOTICE, path="/", httponly=True, samesite="strict")
    return answer


def trouble(request: Request, status: int, sentence: str, wait: int | None = None) -> Response:
    """A page that says in Vietnamese what is wrong and what to do; it asks the database nothing."""
    frame = {"status": status, "sentence": sentence, "notice": "", "crumbs": (), "navigation": (), "viewer": None}
    headers = {**HEADERS, "Retry-After": str(wait)} if wait is not None else HEADERS
    return Response(_rendered("trouble.html", {**frame, "say": words}), status, headers, "text/html; charset=utf-8")


def go(href: str, notice: str = "") -> Response:
    """On to another page of this site; `notice` names the sentence of `words.NOTICES` that it shows."""
    answer = RedirectResponse(own_path(href), 303, HEADERS)
    if notice:
        answer.set_cookie(NOTICE, notice, max_age=60, path="/", httponly=True, samesite="strict")
    return answer


def download(body: bytes, name: str, media_type: str) -> Response:
    """A file to keep; `name` in ASCII, as `plain_name` makes it."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, 200, headers, media_type)


def navigation(asked: Asked) -> tuple[Link, ...]:
    """The pages that whoever asks may open, in order."""
    pages: tuple[Page, ...] = asked.request.app.state.pages
    role = asked.caller.role
    return tuple(
        Link(one.label, one.path, asked.path == one.path or asked.path.startswith(f"{one.path}/"))
        for one in pages
        if one.label and role in one.who
    )


# --- templates and the style sheet ----------------------------------------------------------------------------------


@cache
def style() -> tuple[str, bytes]:
    """The address of the style sheet, which changes with it, and the sheet."""
    body = b"\n".join(sheet.read_bytes() for sheet in sorted((FOLDER / "static").glob("*.css")))
    return f"/kieu/{hashlib.sha256(body).hexdigest()[:16]}.css", body


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": _day, "time": _time, "moment": _moment, "number": number}
    made.globals |= {"common": words, "style": style()[0]}
    return made


def _rendered(template: str, values: Mapping[str, Any]) -> str:
    return _environment().get_template(template).render(values)


def _day(day: str | None) -> str:
    """An ISO day as people write it; a dash for none."""
    return shown_day(day) if day else words.NONE


def _time(at: int | None) -> str:
    """UTC ms as people in Viet Nam write it; a dash for none."""
    return shown_time(at) if at is not None else words.NONE


def _moment(text: str) -> str:
    """A time of the record, ISO with its offset, as people write it where it was taken."""
    return datetime.fromisoformat(text).strftime("%H:%M %d/%m/%Y")
