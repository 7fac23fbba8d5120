"""Posts: which one the words of a list, or of a guest's post, mean (R65–R69)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.plan import Body, Plan, Role
from models.vietnamese.text import fold

if TYPE_CHECKING:
    from models.meeting import Guest, Meeting

DEPUTY, FORMER = "pho", "nguyen"
"""The words before a post that make it another one."""
PLAIN_MEMBER = ("", "dang vien", "dang vien du bi", "dv", "dvdb", "thanh vien", "hoi vien", "doan vien")
"""How lists write, without marks, that somebody has no post."""
_OFFICE = re.compile(r"(?:(?:pho )?(?:chu tich|bi thu|ct|bt)|pct|pbt)\b")
"""Offices that every body has: without the body they mean only that of the own one."""
_PLACES = ("xa", "phuong", "thi tran", "quan", "huyen", "dac khu")
_BETWEEN = re.compile(r"[,;/()]|\bkiêm\b", re.IGNORECASE)
"""What parts several posts of one person."""


def post_code(written: str, body: Body) -> str:
    """The code of the body's own post that a list writes so: "PCT UBND" → "PCT"; "" for no such post.

    Case, marks, blanks and dashes do not count. A post written with more words ("Công chức Tài chính - Kế toán")
    is known by the longest name it holds.
    """
    return post_among(written, body.roles)


def post_among(written: str, roles: Iterable[Role]) -> str:
    """The code of the one among these posts that the words mean, "" for none."""
    wanted = [_plain(part) for part in _BETWEEN.split(written)]
    known = list(roles)
    exact = (role.code for role in known if _plain(written) in _names(role))
    held = [
        (len(name), role.code)
        for role in known
        for name in _names(role)
        if any(_means(part, name, role) for part in wanted)
    ]
    return next(exact, "") or (max(held)[1] if held else "")


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


def written_out(written: str, role: Role) -> str:
    """A post as the list writes it where that tells more than the plan's name of it; the plan's for a short form."""
    full = _plain(role.name)
    for place in _PLACES:
        full = full.removesuffix(f" {place}")
    told = _plain(written)
    return written if _holds(told, full) and len(told.split()) >= len(_plain(role.name).split()) else role.name


def is_plain_member(written: str) -> bool:
    """Whether a list says so that somebody has no post."""
    return _plain(written) in PLAIN_MEMBER


def superior_post(meeting: Meeting, guest: Guest) -> str:
    """The code of the post a superior came in: the one recorded, else the one the words mean; "" unknown."""
    if guest.role:
        return guest.role
    return post_among(guest.post, (*meeting.body.roles, *meeting.plan.roles))


def _names(role: Role) -> list[str]:
    return [_plain(name) for name in (role.name, role.label, *role.aliases)]


def _means(written: str, name: str, role: Role) -> bool:
    """Whether a post holds that name; a bare office ("Chủ tịch") is nobody else's only where no other body follows."""
    if _OFFICE.fullmatch(name) is None:
        return _holds(written, name)
    own = {one[office.end() :].strip() for one in _names(role) if (office := _OFFICE.match(one))} - {""}
    bodies = "|".join(map(re.escape, sorted((*own, *_PLACES), key=len, reverse=True)))
    return _holds(written, name, rf"(?= (?:{bodies})(?!\w)|$)")


def _holds(written: str, name: str, then: str = r"(?!\w)") -> bool:
    """Whether the words of a post stand side by side in a text, not as its deputy's or a former one's.

    `then` is the pattern of what may follow them.
    """
    found = re.search(rf"(?<!\w)(?<!\b{DEPUTY} )(?<!\b{FORMER} ){re.escape(name)}{then}", written)
    return bool(name) and found is not None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
