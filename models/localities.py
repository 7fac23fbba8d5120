"""Places in the names of organisations, and the plan's words said for a unit of another place.

A plan is written for one commune and calls it so ("Đảng ủy phường Long Biên"). A unit elsewhere uses it with its own
place: of "Đảng bộ xã Tân Lạc Hạ" the minutes go to "Đảng ủy xã". What the plan cites stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from models.plan import Body
from models.plan_parts import Addressed, Role

PaperT = TypeVar("PaperT", bound=Addressed)

_PLACE = re.compile(r"\b(?<!tác )(xã(?! hội)|phường|thị trấn|đặc khu)\b(?:\s+(\S.*))?$", re.IGNORECASE)
"""A commune at the end of a name; "hợp tác xã" and "chính trị - xã hội" are none."""


class Place(NamedTuple):
    """A commune: its kind, in small letters, and its name; "" for what is not known."""

    kind: str = ""
    name: str = ""


def place_in(organisation: str) -> Place:
    """The commune an organisation is named after: ("xã", "Tân Lạc Hạ") of "Đảng bộ xã Tân Lạc Hạ"."""
    match = _PLACE.search(organisation.strip())
    return Place(match[1].lower(), match[2] or "") if match else Place()


def said_at(text: str, issuer: str, unit: str, parent: str) -> str:
    """A text of the plan that `issuer` made, as it reads for a unit under `parent`; unchanged if no place is known."""
    here = place_in(parent) if place_in(parent).kind else place_in(unit)
    there = place_in(issuer)
    if not (here.kind and there.kind):
        return text
    if there.name and here.name:
        text = text.replace(f"{there.kind} {there.name}", f"{here.kind} {here.name}")
    return re.sub(rf"\b{there.kind}\b", here.kind, text)


def body_at(body: Body, said: Callable[[str], str]) -> Body:
    """A body whose name, posts and recipients are said so."""
    roles = tuple(_role(role, said) for role in body.roles)
    papers = {"paper": _paper(body.paper, said), "report": _paper(body.report, said)}
    return body.model_copy(update={"name": said(body.name), "roles": roles, **papers})


def _role(role: Role, said: Callable[[str], str]) -> Role:
    """The post so said; as the plan writes it, it is still known."""
    name = said(role.name)
    if name == role.name:
        return role
    return role.model_copy(update={"label": said(role.label), "name": name, "aliases": (*role.aliases, role.name)})


def _paper(paper: PaperT, said: Callable[[str], str]) -> PaperT:
    told = (to.model_copy(update={"name": said(to.name)}) for to in paper.recipients)
    return paper.model_copy(update={"recipients": tuple(told)})
