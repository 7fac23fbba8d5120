"""The rule sets: the figures of domain.md 5.1 and 5.2, their sources, and what a bad file is told."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from documents.forms import FormError, load_form, read_form

FORMS = ("party_36hd", "state_nd30")
UNVERIFIED = "từ trí nhớ, chưa kiểm chứng"
OWN_CONVENTION = "quy ước của chương trình"

# (style, size, bold, italic, capitals) as domain.md 5.1 gives them
PARTY_PARTS = (
    ("motto", 15, True, False, True),
    ("parent", 14, False, False, True),
    ("issuer", 14, True, False, True),
    ("number", 14, False, False, False),
    ("place_date", 14, False, True, False),
    ("title", 16, True, False, True),
    ("abstract", 14, True, False, False),
    ("body", 14, False, False, False),
    ("heading1", 14, True, False, True),
    ("sign_name", 14, True, False, False),
    ("recipients_title", 14, False, False, False),
    ("recipients", 12, False, False, False),
    ("page_number", 14, False, False, False),
)
# the same of domain.md 5.2
STATE_PARTS = (
    ("nation", 12, True, False, True),
    ("motto", 13, True, False, False),
    ("parent", 12, False, False, True),
    ("issuer", 12, True, False, True),
    ("number", 13, False, False, False),
    ("place_date", 13, False, True, False),
    ("title", 14, True, False, True),
    ("sign_title", 14, True, False, True),
    ("recipients_title", 12, True, True, False),
    ("recipients", 11, False, False, False),
)


def text_of(name: str) -> str:
    return (files("documents") / "forms" / f"{name}.toml").read_text(encoding="utf-8")


def sources(value: Any) -> Iterator[str]:
    """Every `source` in a rule set, at any depth."""
    if isinstance(value, dict):
        if "source" in value:
            yield value["source"]
        for inner in value.values():
            yield from sources(inner)


@pytest.mark.parametrize(("form", "parts"), [("party_36hd", PARTY_PARTS), ("state_nd30", STATE_PARTS)], ids=FORMS)
def test_parts_are_set_as_their_rule_says(form: str, parts: tuple[tuple[Any, ...], ...]) -> None:
    """domain.md 5.1 (36-HD app. 3) and 5.2 (NĐ 30 app. I)."""
    styles = load_form(form).styles
    found = [
        (name, styles[name].size, styles[name].bold, styles[name].italic, styles[name].capitals) for name, *_ in parts
    ]
    assert found == list(parts)


@pytest.mark.parametrize("name", FORMS)
def test_page_is_a4_with_margins_20_20_30_15(name: str) -> None:
    """domain.md 5.1: the default margins; 5.2: the same lie inside the decree's ranges."""
    page = load_form(name).page
    margins = page.margins
    assert (page.width, page.height, page.text_width) == (210, 297, 165)
    assert [margin.value for margin in (margins.top, margins.bottom, margins.left, margins.right)] == [
        20,
        20,
        30,
        15,
    ]


@pytest.mark.parametrize("name", FORMS)
def test_every_table_names_a_source_or_says_that_it_is_unverified(name: str) -> None:
    """domain.md 5.3: a figure without a source cannot be told from a wrong one."""
    told = list(sources(load_form(name).model_dump()))
    assert len(told) > 30
    marks = ("36-HD/VPTW", "NĐ 30/2020", "155-KH/ĐU", "mẫu biên bản", UNVERIFIED, OWN_CONVENTION)
    assert [source for source in told if not any(mark in source for mark in marks)] == []


def test_party_number_has_no_colon_and_the_rule_is_as_long_as_the_title() -> None:
    """domain.md 5.1, S11 and S12."""
    form = load_form("party_36hd")
    motto = form.letterhead.right[0]
    assert (motto.text, motto.rule) == ("ĐẢNG CỘNG SẢN VIỆT NAM", 1)
    assert [line.text for line in form.letterhead.left] == ["", "", "*", ""]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("size = 16\nleast = 15", "size = 18\nleast = 15", "styles.title: cỡ chữ 18 nằm ngoài khoảng 15–16"),
        ("value = 30,", "value = 50,", "page.margins.left: 50 nằm ngoài khoảng 30–35"),
        ("[styles.quote]", "[styles.quotes]", "cả tệp: thiếu kiểu chữ: quote"),
        ("width = 210\n", "", "page.width: thiếu giá trị này"),
        ("width = 210", "widht = 210", "page.widht: không có khóa nào tên như vậy"),
        ('field = "parent"', 'field = "father"', "letterhead.left.0.field: giá trị không đúng kiểu"),
    ],
)
def test_a_bad_rule_set_is_told_its_file_and_place(old: str, new: str, told: str) -> None:
    text = text_of("party_36hd")
    assert old in text
    with pytest.raises(FormError) as caught:
        read_form(text.replace(old, new, 1), "sửa.toml")
    assert str(caught.value).startswith("Tệp thể thức sửa.toml sai ở ")
    assert told in str(caught.value)


def test_a_file_that_is_no_toml_is_refused_with_its_name() -> None:
    with pytest.raises(FormError, match=r"Tệp thể thức sửa\.toml không đọc được"):
        read_form("[page", "sửa.toml")


@pytest.mark.parametrize("name", ["", "party", "../forms/party_36hd"])
def test_an_unknown_form_is_refused_with_those_that_exist(name: str) -> None:
    with pytest.raises(FormError, match=r"Hiện có: card, party_36hd, state_nd30, youth_union\."):
        load_form(name)


def test_a_form_says_only_what_differs_from_its_base() -> None:
    """domain.md 4.4: the Youth Union's papers look like the Party's but for the title and the stars."""
    party, union = load_form("party_36hd"), load_form("youth_union")
    assert (union.styles, union.page, union.opening) == (party.styles, party.page, party.opening)
    assert [line.text for line in union.letterhead.left if line.text] == ["***"]
    assert union.letterhead.right[0].text == "ĐOÀN TNCS HỒ CHÍ MINH"


def test_nothing_on_the_card_is_smaller_than_10_points_but_its_footer() -> None:
    """L22: read at arm's length."""
    form = load_form("card")
    used = ("title", "abstract", "heading2", "table_cell", "table_header")
    assert min(form.styles[name].size for name in used) >= 10
    assert (form.letterhead.left, form.letterhead.right) == ((), ())
    assert form.page.columns * form.page.column_width + form.page.gutter == form.page.text_width


def test_an_unknown_base_is_named() -> None:
    with pytest.raises(FormError, match="Không có thể thức tên “lạ”"):
        read_form('base = "lạ"', "sửa.toml")
