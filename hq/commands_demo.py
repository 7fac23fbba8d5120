"""The demonstration: an invented organisation with its sessions, and the server on it, at one command."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sqlalchemy import select

from hq.access import shown_time
from hq.accounts import add
from hq.commands_shared import NotDone, opened, unit_called
from hq.demo import words
from hq.demo.filling import Filled, fill
from hq.demo.world import NOW
from hq.schema import units
from hq.services import Services, wall_clock
from hq.serving import require_free, serve
from hq.settings import Settings


def demo(given: argparse.Namespace, settings: Settings) -> int:
    """Fill an empty database and serve it on loopback; its clock begins at the moment of the demonstration.

    NotDone, CannotServe: before anything is filled, for the password is told only once.
    """
    settings = replace(settings, host="127.0.0.1")
    if not given.fill_only:
        require_free(settings)
    with opened(settings) as found:
        if found.database.read(lambda connection: connection.execute(select(units.c.unit).limit(1)).first()):
            raise NotDone(words.DEMO_FULL.format(name=settings.url))
        services = replace(found, clock=_clock())
        filled = fill(services, given.size)
        password = _accounts(services, filled)
        told = _told(filled, password, services.clock())
        if given.fill_only:
            print(told.format(address="…"))
        else:
            serve(settings, services, told)
    return 0


def _clock() -> Callable[[], int]:
    """A clock that goes on from the moment of the demonstration."""
    begun = wall_clock()
    return lambda: NOW + wall_clock() - begun


def _accounts(services: Services, filled: Filled) -> str:
    """Somebody of the ward, of the district and the administrator, with one new password."""
    password = secrets.token_urlsafe(9)
    within = {"phuong": ("ward", filled.world.ward), "quan": ("district", filled.world.district)}
    for login, (role, code) in within.items():
        unit = services.database.read(partial(unit_called, code=code))
        add(services, login, words.ACCOUNTS[login], role, unit, password)
    add(services, "quantri", words.ACCOUNTS["quantri"], "admin", None, password)
    return password


def _told(filled: Filled, password: str, now: int) -> str:
    logins = {"ward": "phuong", "district": "quan", "admin": "quantri"}
    counts = {"units": len(filled.world.seats), "meetings": filled.meetings}
    return words.DEMO_READY.format(address="{address}", password=password, now=shown_time(now), **counts, **logins)
