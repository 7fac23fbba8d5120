"""Posts: which one the words of a list, or of a guest's post, mean (R65–R69)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.plan import Body, Plan, Role
from models.vietnamese.text import fold

if TYPE_CHECKING:
    from models.meeting import Guest, Meeting

DEPUTY = "pho"
"""The word before a post that makes it another one."""


def post_code(written: str, body: Body) -> str:
    """The code of the body's own post that a list writes so: "PCT UBND" → "PCT"; "" for no such post.

    Case, marks, blanks and dashes do not count. A post written with more words ("Công chức Tài chính - Kế toán")
    is known by the longest name it holds.
    """
    return post_among(written, body.roles)


def post_among(written: str, roles: Iterable[Role]) -> str:
    """The code of the one among these posts that the words mean, "" for none."""
    wanted = _plain(written)
    if not wanted:
        return ""
    names = [(name, role.code) for role in roles for name in _names(role)]
    exact = next((code for name, code in names if name == wanted), "")
    held = [(len(name), code) for name, code in names if _holds(wanted, name)]
    return exact or (max(held)[1] if held else "")


def names_post(written: str, role: Role) -> bool:
    """Whether a text names that post somewhere, by its name, its short form or another way to write it."""
    wanted = _plain(written)
    return any(_holds(wanted, name) for name in _names(role))


def posts_held(held: Iterable[str], plan: Plan, body: Body) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """The expected posts whose codes are among these, and the required ones that are not (R66), in the plan's order."""
    codes = set(held)
    seen = tuple(plan.role(post.role, body) for post in body.expected_posts if post.role in codes)
    wanting = (post.role for post in body.expected_posts if post.required and post.role not in codes)
    return seen, tuple(plan.role(code, body) for code in wanting)


def superior_post(meeting: Meeting, guest: Guest) -> str:
    """The code of the post a superior came in: the one recorded, else the one the words mean; "" unknown."""
    if guest.role:
        return guest.role
    return post_among(guest.post, (*meeting.body.roles, *meeting.plan.roles))


def _names(role: Role) -> list[str]:
    return [_plain(name) for name in (role.name, role.label, *role.aliases)]


def _holds(written: str, name: str) -> bool:
    """Whether the words of a post stand side by side in a text and are not those of its deputy."""
    found = re.search(rf"(?<!\w)(?<!\b{DEPUTY} ){re.escape(name)}(?!\w)", written)
    return bool(name) and found is not None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
