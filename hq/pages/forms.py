"""What people send: forms with a token of their session, from this site alone, of a bounded size.

The token is made from the cookie of the session, so it is kept nowhere and ends with it. Each page shows it masked
anew: a compressed page then tells nothing of it however often it is asked for.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from hq.accounts import COOKIE
from hq.pages.registry import File
from hq.problems import Refused
from models.vietnamese.text import nfc
from sync.protocol import Code

TOKEN: Final = "csrf"
"""The field of a form that carries the token."""
BEFORE: Final = "bienban_form"
"""The cookie of somebody who is not logged in yet: the log-in form needs a token too."""

_FIELDS: Final = 400
"""Of a form: the longest has a field for each of 300 signs that may be ticked."""
_MASK: Final = 32


class Form(NamedTuple):
    """Fields and files of a form."""

    fields: Mapping[str, str]
    files: Mapping[str, File]


def token_for(cookie: str) -> str:
    """The token of a session, masked anew."""
    mask, secret = secrets.token_bytes(_MASK), _secret(cookie)
    return urlsafe_b64encode(mask + _crossed(mask, secret)).decode()


def is_token_of(cookie: str, given: str) -> bool:
    """Whether a form was made for the session with this cookie."""
    try:
        raw = urlsafe_b64decode(given.encode("ascii"))
    except ValueError:
        return False
    return len(raw) == 2 * _MASK and hmac.compare_digest(_crossed(raw[:_MASK], raw[_MASK:]), _secret(cookie))


def cookie_of(request: Request) -> str:
    """The cookie that the tokens of this caller's forms belong to; "" without one."""
    return request.cookies.get(COOKIE) or request.cookies.get(BEFORE, "")


def _secret(cookie: str) -> bytes:
    return hmac.digest(hashlib.sha256(cookie.encode()).digest(), b"bb1-form", "sha256")


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


# --- reading --------------------------------------------------------------------------------------------------------


async def read_form(request: Request, most: int) -> Form:
    """The form in a body. Refused: larger than `most` bytes or of no told length, not a form, of another page."""
    declared = request.headers.get("content-length", "")
    if not declared.isdigit() or int(declared) > most:
        raise Refused(Code.TOO_LARGE)
    try:
        async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=most) as sent:
            fields = {name: _field(name, value) for name, value in sent.multi_items() if isinstance(value, str)}
            uploads = {name: value for name, value in sent.multi_items() if isinstance(value, UploadFile)}
            files = {name: File(one.filename, await one.read()) for name, one in uploads.items() if one.filename}
    except (HTTPException, MultipartParseError) as error:
        raise Refused(Code.MALFORMED) from error
    cookie = cookie_of(request)
    if not (cookie and from_here(request) and is_token_of(cookie, fields.pop(TOKEN, ""))):
        raise Refused(Code.FORBIDDEN)
    return Form(fields, files)


def cleaned(text: str) -> str:
    """A field as it is used: NFC, without blanks at its ends, without the zero byte that no database takes."""
    return nfc(text).replace("\0", "").strip()


def _field(name: str, value: str) -> str:
    """A field's value; in a password a blank is a letter like any other."""
    return value if name.startswith("password") else cleaned(value)


def from_here(request: Request) -> bool:
    """Whether the browser says that a page of this site sent it, where it says anything.

    Our pages give no referrer, and then browsers name the origin of their forms "null".
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host", "")


def own_path(text: str) -> str:
    """An address to go on to, when it is one of this site; else the first page."""
    parts = urlsplit(text) if text.isprintable() and "\\" not in text else None
    own = parts is not None and not parts.scheme and not parts.netloc
    return text if own and text.startswith("/") and not text.startswith("//") else "/"
