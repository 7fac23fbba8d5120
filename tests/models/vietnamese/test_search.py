"""Finding people by a few letters (vietnamese.md §2.3, §4.3, §4.4; S-1 … S-5, L3)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vietnamese.scoring import one_edit_apart
from models.vietnamese.search import Hit, PersonIndex, Searchable
from models.vietnamese.text import fold

DATA = Path(__file__).parents[2] / "data" / "vietnamese"
MATCHES: dict[str, Any] = json.loads((DATA / "match_cases.json").read_text(encoding="utf-8"))


def key(person: dict[str, Any]) -> str:
    return f"{person['name']} ({person['year']})"


ROSTER = [
    Searchable(key(person), person["name"], str(person["year"]), order=order)
    for order, person in enumerate(MATCHES["roster"], 1)
]
INDEX = PersonIndex(ROSTER)
NAMES = sorted({person.full_name for person in ROSTER})


def ids(hits: list[Hit[str]]) -> list[str]:
    return [hit.id for hit in hits]


@pytest.mark.parametrize("case", MATCHES["cases"], ids=lambda case: case["query"])
def test_ranking(case: dict[str, Any]) -> None:
    """S-1: first hit as given, the others within the first five, and as many as expected."""
    found = ids(INDEX.search(case["query"], limit=None))
    wanted = [key(person) for person in case["top"]]
    assert found[0] == wanted[0]
    assert set(wanted) <= set(found[:5])
    assert len(found) == case["total"]


@pytest.mark.parametrize("query", ["hung", "hùng", "hungf", "hu2ng", "HUNG", "Hùng", "hu\u0300ng"])
def test_hung_is_found_however_typed(query: str) -> None:
    """S-4: plain, with marks, as Telex or VNI keys, in capitals, decomposed."""
    assert ids(INDEX.search(query))[:2] == ["Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"]


def test_composed_initials_are_taken_apart() -> None:
    """S-4: an input method makes đ of dd; both find Đặng Đình Dũng."""
    for query in ("đ", "dd", "đd"):
        assert "Đặng Đình Dũng (1959)" in ids(INDEX.search(query))[:3]


def test_initials_joined_across_a_letter_are_taken_apart() -> None:
    """S-4, §2.3: Telex makes đa of dad and ân of ana; both still find their three initials."""
    index = PersonIndex([Searchable("dad", "Đỗ Anh Dũng"), Searchable("ana", "Âu Ngọc Anh"), Searchable("x", "Lê Na")])
    assert ids(index.search("đa"))[0] == "dad"
    assert ids(index.search("ân"))[0] == "ana"


def test_namesakes_are_never_chosen_silently() -> None:
    """S-3, R15: the best hits of one folded name say so; a clear winner does not."""
    first, second, *_ = INDEX.search("nguyen van hung")
    assert first.ambiguous
    assert second.ambiguous
    assert not any(hit.ambiguous for hit in INDEX.search("quach"))
    assert [hit.ambiguous for hit in INDEX.search("nguyen van hưng")] == [False, False, False]


def test_letters_without_marks_do_not_choose_between_marks() -> None:
    """§4.4: "hoa" says nothing about Hoa and Hòa; "hòa" does, and so does a word that only one of them bears."""
    assert {hit.id for hit in INDEX.search("hoa", limit=None) if hit.ambiguous} == {
        "Đỗ Thị Hoa (1975)",
        "Trần Thị Hòa (1988)",
        "Trần Thị Hoà (1970)",
    }
    assert INDEX.search("thi hoa")[0].ambiguous
    index = PersonIndex([Searchable("hoa", "Đỗ Thị Hoa"), Searchable("hòa", "Trần Hòa"), Searchable("nam", "Lê Nam")])
    assert index.search("hoa")[0].ambiguous
    assert [index.search(query)[0].ambiguous for query in ("hòa", "do hoa", "tran hoa", "hoaf")] == [False] * 4
    assert ids(index.search("hoaf"))[0] == "hòa"


def test_one_given_name_of_two_people_is_no_matter_of_marks() -> None:
    """§4.4 asks only where the name does not tell: two called Nam stand in their order, the first under Enter."""
    index = PersonIndex([Searchable("a", "Lê Nam"), Searchable("b", "Trần Hải Nam")])
    assert not any(hit.ambiguous for hit in index.search("nam"))


def test_namesakes_stay_ambiguous_beyond_the_limit() -> None:
    """S-3: a list cut to one row must not make its row look like the only one."""
    assert [hit.ambiguous for hit in INDEX.search("hùng", limit=1)] == [True]


@pytest.mark.parametrize("query", ["hung 84", "hùng 84", "hung 1984", "84 hung", "hung 8", "nvh 84"])
def test_digits_narrow_by_year(query: str) -> None:
    """S-3: "hung 84" leaves one of the two Hùng."""
    found = ids(INDEX.search(query))
    assert found[0] == "Nguyễn Văn Hùng (1984)"
    assert "Nguyễn Văn Hùng (1961)" not in found


def test_digits_that_fit_nobody_leave_nobody() -> None:
    assert INDEX.search("hung 55") == []


def test_number_alone_is_the_running_number() -> None:
    """A plain number is the number on the list; where the list has none such, a year of birth."""
    assert ids(INDEX.search("20")) == ["H' Linh Niê (1968)"]
    assert ids(INDEX.search("1949")) == ["Tạ Ước (1949)"]
    assert set(ids(INDEX.search("84"))) == {"Nguyễn Văn Hùng (1984)", "Nguyễn Văn Hưng (1984)"}
    assert INDEX.search("84 85") == []


def test_tone_placement_is_one_name_in_search() -> None:
    """S-5: hòa and hoà each find both, before Hoa."""
    for query in ("hòa", "hoà"):
        assert set(ids(INDEX.search(query))[:2]) == {"Trần Thị Hòa (1988)", "Trần Thị Hoà (1970)"}
    assert INDEX.search("trần thị hoà")[0].ambiguous


def test_wrong_marks_hide_nobody() -> None:
    """§4.3: marks order, they do not hide."""
    assert len(INDEX.search("hụng", limit=None)) == 4
    assert len(INDEX.search("nguyên văn hụng", limit=None)) == 3


def test_nobody_found() -> None:
    """S-6: nothing is found for a guest's name, nor for nothing."""
    for query in ("khách mời", "xyz", "", "  ", "'-"):
        assert INDEX.search(query) == []


@pytest.mark.parametrize("query", ["hugn", "hunng", "hnug", "nguyen vam hung"])
def test_one_mistyped_letter(query: str) -> None:
    """§4.3: typos only when nothing is found."""
    assert ids(INDEX.search(query))[0] == "Nguyễn Văn Hùng (1961)"


def test_no_typos_where_somebody_fits() -> None:
    """ "hang" fits Hằng alone, though Hưng and Hùng are one letter away."""
    assert ids(INDEX.search("hang")) == ["Trương Thị Thúy Hằng (1986)"]


def test_favourites_come_first_among_equals_only() -> None:
    """§4.3, ties: who is not yet ticked comes first, but never before a better match."""
    later = {"Nguyễn Văn Hùng (1984)", "Hoàng Anh Tuấn (1981)"}
    assert ids(INDEX.search("hùng", first=later))[0] == "Nguyễn Văn Hùng (1984)"
    assert ids(INDEX.search("hoang", first=later))[0] == "Nguyễn Vũ Hoàng (1990)"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("qvs", "Quách Văn Sơn (1971)"),
        ("nv hung", "Nguyễn Văn Hùng (1961)"),
        ("hằng trương", "Trương Thị Thúy Hằng (1986)"),
        ("thuys h", "Trương Thị Thúy Hằng (1986)"),
        ("h'linh", "H' Linh Niê (1968)"),
        ("dđ", "Đặng Đình Dũng (1959)"),
    ],
)
def test_other_ways_to_ask(query: str, expected: str) -> None:
    assert ids(INDEX.search(query))[0] == expected


def test_label_tells_namesakes_apart() -> None:
    """§4.4: same name and year; the department or the end of the card decides. Roster 04 has such a pair."""
    index = PersonIndex(
        [
            Searchable("a", "Phạm Minh Tuấn", "1990", extra="Kế toán 4567"),
            Searchable("b", "Phạm Minh Tuấn", "1990", extra="Kho 1122"),
        ]
    )
    assert [hit.ambiguous for hit in index.search("tuan")] == [True, True]
    assert ids(index.search("tuan kho")) == ["b"]
    assert ids(index.search("tuan ke toan")) == ["a"]
    assert ids(index.search("tuan 4567")) == ["a"]
    assert index.search("kho") == []
    assert index.search("ke toan") == []


def test_running_number_tells_namesakes_apart() -> None:
    index = PersonIndex([Searchable("a", "Phạm Minh Tuấn", order=7), Searchable("b", "Phạm Minh Tuấn", order=12)])
    assert ids(index.search("tuan 12")) == ["b"]


def test_given_name_set_by_hand() -> None:
    """§1.5: Y Hung Byă is found as Hung before people whose middle name begins so."""
    people = [Searchable("a", "Lê Hùng Anh"), Searchable("b", "Y Hung Byă", given_override="Hung")]
    assert ids(PersonIndex(people).search("hung")) == ["b", "a"]


@given(st.sampled_from(NAMES), st.integers(1, 20))
def test_beginning_of_a_name_finds_it(name: str, length: int) -> None:
    """Whatever beginning of a name is typed, with marks or without, the person is among the hits."""
    expected = {person.id for person in ROSTER if person.full_name == name}
    for query in (name[:length], fold(name)[:length]):
        assert expected <= set(ids(INDEX.search(query, limit=None)))


@given(st.text(max_size=12))
def test_any_query_is_answered(query: str) -> None:
    """No query fails; hits come best first, nobody twice."""
    hits = INDEX.search(query, limit=None)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len(set(ids(hits))) == len(hits)


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5))
def test_one_edit_is_symmetric_and_never_equality(one: str, other: str) -> None:
    assert one_edit_apart(one, other) == one_edit_apart(other, one)
    assert not one_edit_apart(one, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("hung", "hugn", True),
        ("hung", "hng", True),
        ("hung", "hungg", True),
        ("hung", "hang", True),
        ("hung", "hagn", False),
        ("hung", "hugnn", False),
        ("hung", "hu", False),
    ],
)
def test_one_edit(one: str, other: str, expected: bool) -> None:
    assert one_edit_apart(one, other) is expected
