"""Invented people and rosters."""

from __future__ import annotations

from random import Random
from typing import Final, Literal

from hq.demo import words
from models.people import Person, RosterLine, with_ids

STATUSES: Final = ("chính thức", "dự bị", "miễn sinh hoạt", "chuyển sinh hoạt tạm thời")
_WEIGHTS: Final = (86, 6, 6, 2)

Gender = Literal["nam", "nữ"]


def full_name(random: Random, gender: Gender) -> tuple[str, str]:
    """Surname with middle name, given name."""
    before = f"{random.choice(words.SURNAMES)} {random.choice(words.MIDDLE[gender])}"
    return before, random.choice(words.GIVEN[gender])


def some_name(random: Random) -> str:
    """Anybody's name."""
    return " ".join(full_name(random, _gender(random)))


def roster(random: Random, cell: str, body: str, count: int) -> tuple[Person, ...]:
    """The members of a unit, those with a post first."""
    first, second = words.LEADER.get(body, words.HEAD)
    posts = [first, second] + [words.MEMBER_OF_COMMITTEE if body == "chi_bo" else ""] * (count - 2)
    lines = [_line(random, number, post, body) for number, post in enumerate(posts[:count], 1)]
    return with_ids(cell, lines)


def _line(random: Random, order: int, post: str, body: str) -> RosterLine:
    gender = _gender(random)
    before, given = full_name(random, gender)
    plain = body == "chi_bo" and order > 4
    return RosterLine(
        order=order,
        full_name=f"{before} {given}",
        surname_middle=before,
        given=given,
        gender=gender,
        birth=str(random.randint(1948, 2001)),
        role="" if plain else post,
        role_code=_code(order, plain=body != "chi_bo" or plain),
        status=random.choices(STATUSES, _WEIGHTS)[0] if plain else "chính thức",
    )


def _code(order: int, *, plain: bool) -> str:
    return "ĐV" if plain else {1: "BT", 2: "PBT"}.get(order, "CUV")


def _gender(random: Random) -> Gender:
    return "nam" if random.random() < 0.55 else "nữ"
