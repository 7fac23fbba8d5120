"""The organisation from a file, shown before it is kept; and who follows one unit (R71–R73)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from hq.organisation import OrganisationError, Row, load, on_day
from hq.organisation_changes import Proposal, keep, proposed
from hq.organisation_file import rows_in
from hq.pages import words_admin as words
from hq.pages.admin import HOME, TREE, crumbs, form_page, require_whole
from hq.pages.registry import ADMIN, OFFICE, Asked, Page
from hq.pages.shell import go
from hq.pages.unit import wanted_unit
from hq.pages.units import address_of, crumbs_to
from hq.queries.tree import UnitRow
from hq.schema import FOREVER

FOLLOWS: Final = f"{HOME}/theo-doi"
MOST: Final = 8 * 1024 * 1024
"""Bytes of a form with a list of some 20,000 units."""
_LONGEST_NAME: Final = 200


def _form(asked: Asked) -> Response:
    require_whole(asked)
    return _shown(asked)


def _shown(
    asked: Asked, fault: str = "", proposal: Proposal | None = None, file: bytes = b"", name: str = ""
) -> Response:
    """The form, what is wrong with a file, or what a file changes."""
    return form_page(
        asked,
        "tree.html",
        crumbs(asked, words.ORGANISATION),
        fault,
        proposal=proposal,
        name=name,
        file=b64encode(file).decode(),
        seal=_seal(proposal) if proposal is not None else "",
    )


def _seal(proposal: Proposal) -> str:
    """What a person agreed to: the changes as they were told."""
    return sha256("\n".join(proposal.lines).encode()).hexdigest()


def _take(asked: Asked) -> Response:
    """A new file is shown; one that was shown is kept, when it still changes what it did."""
    require_whole(asked)
    sent = asked.files.get("file")
    if sent is None and not asked.given.get("kept"):
        return _shown(asked, words.NO_FILE)
    name = sent.name if sent is not None else asked.given.get("name", "")
    try:
        data = sent.data if sent is not None else b64decode(asked.given["kept"], validate=True)
        rows = rows_in(data, name, asked.plan, asked.read(load))
        proposal = proposed(asked.services, rows)
        if sent is not None or asked.given.get("seal") != _seal(proposal):
            return _shown(asked, "", proposal, data, name)
        keep(asked.services, proposal, asked.caller.actor)
    except OrganisationError as error:
        return _shown(asked, str(error))
    except ValueError:
        return _shown(asked, words.NO_FILE)
    return go(TREE, "tree-saved")


# --- who follows a unit ---------------------------------------------------------------------------------------------


def _follows(asked: Asked) -> Response:
    return _follows_form(asked, wanted_unit(asked, asked.part("code")), "")


def _follows_form(asked: Asked, unit: UnitRow, fault: str) -> Response:
    way = crumbs_to(asked, unit.path, asked.today)
    return form_page(asked, "follows.html", way, fault, unit=unit)


def _set_follows(asked: Asked) -> Response:
    """Another person follows the unit from today on."""
    unit = wanted_unit(asked, asked.part("code"))
    person = " ".join(asked.given.get("overseer", "").split())
    if len(person) > _LONGEST_NAME:
        return _follows_form(asked, unit, words.TOO_LONG)
    tree = asked.read(load)
    span = on_day(tree[unit.code], asked.today)
    if span is None:
        raise HTTPException(404)
    row = Row(0, unit.code, span.name, span.parent, unit.body, unit.variant, "", FOREVER, person)
    try:
        keep(asked.services, proposed(asked.services, [row]), asked.caller.actor)
    except OrganisationError as error:
        return _follows_form(asked, unit, str(error))
    return go(address_of(unit.code), "follower-saved")


PAGES: Final = (
    Page(TREE, ADMIN, get=_form, post=_take, most=MOST),
    Page(f"{FOLLOWS}/{{code:path}}", OFFICE, get=_follows, post=_set_follows),
)
