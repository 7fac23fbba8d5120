"""What a page is: its address, who may see it, its place in the navigation and who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import Response

from hq.access import ACCOUNT_ROLES, Caller, day_of
from hq.services import Services
from models.plan import Plan

Answer = TypeVar("Answer")

PUBLIC: Final[frozenset[str]] = frozenset()
"""Pages for whoever comes: logging in, the style sheet."""
EVERYBODY: Final = frozenset(ACCOUNT_ROLES)
"""Everybody who is logged in."""
OFFICE: Final = frozenset({"ward", "admin"})
"""Those who give out codes and take devices back for the cells they reach."""
ADMIN: Final = frozenset({"admin"})

NOBODY: Final = Caller(None, frozenset(), "")
"""Somebody who is not logged in: reaches nothing."""

_ABOUT: Final = frozenset({"trong", "dot"})
"""Fields of an address that say what a page is about."""
_SHOWN: Final = frozenset({"xep", "chieu", "trang", "tai"})
"""Fields that say how its rows are shown."""

SMALL: Final = 64 * 1024
"""Bytes of an ordinary form."""


class File(NamedTuple):
    """A file that was sent with a form."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One call to a page, checked: who asks, when, and what they gave.

    `given` are the fields of the form or of the address, NFC, without blanks at their ends; `files` what was uploaded.
    """

    request: Request
    services: Services
    caller: Caller
    now: int  # UTC ms
    plan: Plan  # of the campaign that the pages are about, `hq.plans.plan_in_use`
    given: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)

    @property
    def today(self) -> str:
        """The day in Viet Nam, ISO."""
        return day_of(self.now)

    @property
    def path(self) -> str:
        """The address without its question."""
        return self.request.url.path

    def part(self, name: str) -> str:
        """A part of the address, as the route names it."""
        return str(self.request.path_params[name])

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Ask the database. DatabaseBusy."""
        return self.services.database.read(work)

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Change the database in one transaction. DatabaseBusy, DatabaseFull."""
        return self.services.database.write(work)

    @property
    def addressed(self) -> Mapping[str, str]:
        """What may stand in an address: of a form only what says what it is about, never what somebody typed."""
        if self.request.method != "POST":
            return self.given
        return {name: value for name, value in self.given.items() if name in _ABOUT}

    def here(self, **changed: str) -> str:
        """This address with some fields otherwise; "" takes a field out."""
        fields = {**self.addressed, **changed}
        left = {name: value for name, value in fields.items() if value}
        return f"{self.path}?{urlencode(left)}" if left else self.path

    @property
    def cleared(self) -> str:
        """This address about the same unit and campaign, without what was looked for; "" when nothing was."""
        kept = {name: value for name, value in self.addressed.items() if value and name in _ABOUT}
        if not any(value for name, value in self.addressed.items() if name not in _ABOUT | _SHOWN):
            return ""
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


Handler = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """One address. `label` is its name in the navigation, "" for one that is reached from another page."""

    path: str
    who: frozenset[str]
    get: Handler | None = None
    post: Handler | None = None
    label: str = ""
    most: int = SMALL  # bytes of a form
