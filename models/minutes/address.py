"""How papers address people: "đồng chí" in the Party and where somebody is known to be of it, else "ông", "bà".

A Party paper and one of the Youth Union address everybody on the list as "đồng chí" (domain.md §11). In the paper of a
state body, of the Front or of a mass organisation, people who are no Party members sit and vote (domain.md 1.4): there
only those are so addressed whom the list says to be members, by a card or a day of joining. A guest who came from
above is a comrade; of any other guest nothing is known but what the clerk typed before the name.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.meeting import Meeting
from models.naming import COMRADE, split_address
from models.people import Person

PERSON = "người"

_CIVIL_FORMS = ("state_nd30",)
"""Rule sets of papers (`models.plan_parts.Paper.form`) that come from no Party or Union office."""

_BY_GENDER = {"nam": "ông", "nữ": "bà", "": "ông (bà)"}


def addressed(meeting: Meeting, person: str) -> str:
    """Form of address and name: "đồng chí Nguyễn Văn Hùng (1961)" (vietnamese.md §4.4), "bà Đào Thị Nhung"."""
    typed, name = split_address(meeting.name(person))
    return f"{typed or _address(meeting, person)} {name}"


def counted(meeting: Meeting, people: Iterable[str]) -> str:
    """What several people are counted as: "đồng chí" where each of them is addressed so, else "người"."""
    return COMRADE if all(_is_comrade(meeting, person) for person in people) else PERSON


def _is_comrade(meeting: Meeting, person: str) -> bool:
    return addressed(meeting, person).startswith(COMRADE)


def _address(meeting: Meeting, person: str) -> str:
    guest = meeting.guests.get(person)
    if guest is not None:
        return COMRADE if guest.superior else _BY_GENDER[""]
    member = meeting.people.get(person)
    if member is None or meeting.body.paper.form not in _CIVIL_FORMS or _in_the_party(member):
        return COMRADE
    return _BY_GENDER[member.gender]


def _in_the_party(member: Person) -> bool:
    """Whether the list says so: a card, or the day of joining or of becoming an official member."""
    return bool(member.card or member.joined or member.official)
