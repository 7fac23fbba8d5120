"""How papers address people: comrades where they are known to be, else by what is known (domain.md 1.4, §11)."""

from __future__ import annotations

import pytest

from models.minutes.address import addressed, counted
from models.people import Gender
from models.plan import Plan
from tests.models.build import Builder, member


def session(plan: Plan, body: str, gender: Gender = "", **known: str) -> Builder:
    """A body with one member on its list."""
    one = member(1, "Hà Minh Châu").model_copy(update={"gender": gender, **known})
    return Builder(plan).opened(body).list(one)


def who(desk: Builder) -> str:
    return next(iter(desk.meeting.people))


@pytest.mark.parametrize("body", ["chi_bo", "dang_uy"])
def test_a_party_paper_calls_every_member_a_comrade(plan: Plan, body: str) -> None:
    """domain.md §11."""
    desk = session(plan, body, "nữ")
    assert addressed(desk.meeting, who(desk)) == "đồng chí Hà Minh Châu"


@pytest.mark.parametrize("body", ["ubnd", "mttq"])
@pytest.mark.parametrize(
    ("gender", "known", "address"),
    [
        ("nữ", {}, "bà"),
        ("nam", {}, "ông"),
        ("", {}, "ông (bà)"),
        ("nữ", {"joined": "2004-05-19"}, "đồng chí"),
        ("nam", {"card": "12.345678"}, "đồng chí"),
    ],
)
def test_a_state_paper_calls_those_comrades_whom_the_list_knows_as_party_members(
    plan: Plan, body: str, gender: Gender, known: dict[str, str], address: str
) -> None:
    """domain.md 1.4: people who are no Party members sit in these bodies and vote there."""
    desk = session(plan, body, gender, **known)
    assert addressed(desk.meeting, who(desk)) == f"{address} Hà Minh Châu"
    assert counted(desk.meeting, desk.meeting.people) == ("đồng chí" if known else "người")


@pytest.mark.parametrize(
    ("typed", "superior", "told"),
    [
        ("Đào Thị Nhung", False, "ông (bà) Đào Thị Nhung"),
        ("Bà Đào Thị Nhung", False, "bà Đào Thị Nhung"),
        ("đ/c Đào Thị Nhung", False, "đồng chí Đào Thị Nhung"),
        ("Đồng chí Đào Thị Nhung", False, "đồng chí Đào Thị Nhung"),
        ("Đào Thị Nhung", True, "đồng chí Đào Thị Nhung"),
        ("Bá Đức Long", False, "ông (bà) Bá Đức Long"),
        ("Chị", False, "ông (bà) Chị"),
    ],
)
def test_a_guest_is_addressed_as_typed_and_a_superior_as_a_comrade(
    plan: Plan, typed: str, superior: bool, told: str
) -> None:
    """R65–R73 send Party people; of another guest only the clerk knows."""
    desk = session(plan, "chi_bo").guest("g_1", typed, "", superior=superior)
    assert addressed(desk.meeting, "g_1") == told
