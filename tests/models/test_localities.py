"""The plan's words said where the unit is: a commune's own kind and name in the place of the plan's (R79, R82)."""

from __future__ import annotations

import pytest

from documents.plan_file import load_plan
from models.localities import body_at, place_in, said_at

ISSUER = "Đảng ủy phường Long Biên"


@pytest.mark.parametrize(
    ("organisation", "place"),
    [
        ("Đảng bộ xã Tân Lạc Hạ", ("xã", "Tân Lạc Hạ")),
        ("ĐẢNG BỘ PHƯỜNG BẾN MÍT", ("phường", "BẾN MÍT")),
        ("Đảng bộ đặc khu Hòn Mít", ("đặc khu", "Hòn Mít")),
        ("Các tổ chức chính trị - xã hội phường Bến Mít", ("phường", "Bến Mít")),
        ("Đảng bộ phường", ("phường", "")),
        ("Đảng bộ Hợp tác xã Mít", ("", "")),
        ("Đảng bộ cơ quan", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_place_is_in_the_name(organisation: str, place: tuple[str, str]) -> None:
    assert place_in(organisation) == place


@pytest.mark.parametrize(
    ("text", "unit", "parent", "said"),
    [
        ("Đảng ủy phường", "Chi bộ thôn Mít", "Đảng bộ xã Tân Lạc Hạ", "Đảng ủy xã"),
        (ISSUER, "Chi bộ thôn Mít", "Đảng bộ xã Tân Lạc Hạ", "Đảng ủy xã Tân Lạc Hạ"),
        (ISSUER, "Chi bộ tổ 2", "Đảng bộ phường Bến Mít", "Đảng ủy phường Bến Mít"),
        (ISSUER, "Chi bộ tổ 2", "Đảng bộ phường", ISSUER),
        ("UBND phường", "Ủy ban nhân dân thị trấn Mít", "", "UBND thị trấn"),
        ("Đảng ủy phường", "Chi bộ cơ quan", "", "Đảng ủy phường"),
        ("Lưu chi bộ", "Chi bộ thôn Mít", "Đảng bộ xã Tân Lạc Hạ", "Lưu chi bộ"),
    ],
)
def test_words_of_the_plan_where_the_unit_is(text: str, unit: str, parent: str, said: str) -> None:
    assert said_at(text, ISSUER, unit, parent) == said


def test_a_plan_that_names_no_place_is_said_as_it_stands() -> None:
    assert said_at("Đảng ủy phường", "Đảng ủy Khối", "", "Đảng bộ xã Mít") == "Đảng ủy phường"


@pytest.mark.parametrize("kind", ["chi_bo", "dang_uy", "ubnd", "mttq", "doan_the"])
def test_nothing_of_a_body_says_another_kind_of_place(kind: str) -> None:
    """Name, posts and recipients of every body and organisation; what it is asked to do stays the same."""
    body = load_plan().bodies[kind]
    for one in (body, *(body.variant(variant.id) for variant in body.variants)):
        moved = body_at(one, lambda text: said_at(text, ISSUER, "", "Đảng bộ xã Tân Lạc Hạ"))
        told = [moved.name, *moved.paper.addressees, *moved.report.addressees, *(role.name for role in moved.roles)]
        assert not [text for text in told if "phường" in text]
        assert moved.steps == one.steps
        assert [role.code for role in moved.roles] == [role.code for role in one.roles]
