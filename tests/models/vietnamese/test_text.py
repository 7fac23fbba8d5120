"""Cleaning, folding, titles and the order of names (vietnamese.md §1, UNI-1 … UNI-7, S-5, L3)."""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vietnamese import letters, text

DATA = Path(__file__).parents[2] / "data" / "vietnamese"
SORTED_NAMES = (DATA / "sort_expected.txt").read_text(encoding="utf-8").splitlines()
LETTER_FORMS = [
    line.split("\t")[0] for line in (DATA / "legacy_tables.tsv").read_text(encoding="utf-8").splitlines()[1:]
]

latin_text = st.text(st.characters(max_codepoint=0x1EFF))
"""Anything up to the end of the Vietnamese block, combining marks and invisible characters included."""

syllables = st.sampled_from(sorted({word for name in SORTED_NAMES for word in name.split()}))
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def test_letters_of_the_table_split_and_join() -> None:
    """Every letter of the legacy table is a base letter, a shape and a tone, and comes back whole."""
    assert len(LETTER_FORMS) == 134
    for form in LETTER_FORMS:
        letter, tone = letters.split_tone(form.lower())
        assert letter in letters.ALPHABET
        assert letters.put_tone(letter, tone) == form.lower()
        assert letters.base_of(letter).isascii()


def test_nfd_is_stored_composed() -> None:
    """UNI-1: a pasted NFD name has the 13 code points of its composed form."""
    pasted = unicodedata.normalize("NFD", "Nguyễn Thị Đỗ")
    assert len(pasted) == 18
    assert text.clean(pasted) == "Nguyễn Thị Đỗ"
    assert len(text.clean(pasted)) == 13


def test_letter_and_combining_marks_compose() -> None:
    """UNI-2: e, U+0302, U+0303 are one ễ; so are ê and U+0303."""
    assert text.nfc("e\u0302\u0303") == text.nfc("ê\u0303") == "ễ"


def test_clean_drops_what_cannot_be_seen() -> None:
    """Roster 02, §1.4: NBSP, doubled and outer spaces, zero-width characters, the U+202F of input methods."""
    assert text.clean("\ufeff  Trần\u00a0 Thị\u200b\tHo\u0300a \n") == "Trần Thị Hòa"
    assert text.clean("vi\u202fệt") == "việt"


@pytest.mark.parametrize("word", ["Đặng", "Ðặng", "Ɖặng", "đặng", "ðặng", "ɖặng", "DANG", "Da\u0323\u0306ng"])
def test_every_d_folds_to_d(word: str) -> None:
    """UNI-4: đ and its look-alikes are found by "dang"."""
    assert text.fold(word) == "dang"


def test_fold_leaves_plain_letters() -> None:
    """Each of the 134 letters folds to one ASCII letter."""
    for form in LETTER_FORMS:
        assert text.fold(form) in set("adeiouy")


@given(latin_text)
def test_fold_is_idempotent_and_blind_to_form(anything: str) -> None:
    """Folding twice is folding once; NFC and NFD of a text fold alike."""
    folded = text.fold(anything)
    assert text.fold(folded) == folded
    assert text.fold(unicodedata.normalize("NFD", anything)) == text.fold(unicodedata.normalize("NFC", anything))


@given(names)
def test_fold_of_a_name_is_plain_and_blind_to_case(name: str) -> None:
    folded = text.fold(name)
    assert folded.isascii()
    assert folded == text.fold(name.upper()) == text.fold(name.lower())


@given(st.text())
def test_clean_is_idempotent_and_composed(anything: str) -> None:
    cleaned = text.clean(anything)
    assert text.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("Ðặng Thị Ðào", "Đặng Thị Đào"),
        ("nghị ðịnh số 30/NÐ-CP", "nghị định số 30/NĐ-CP"),
        ("QÐ", "QĐ"),
        ("Ɖỗ", "Đỗ"),
        ("Guðrún", "Guðrún"),
    ],
)
def test_look_alikes_are_repaired_in_vietnamese_words(broken: str, right: str) -> None:
    """UNI-4: eth becomes đ, but not inside a word of another language."""
    assert text.repair_d(broken) == right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("NGUYỄN THỊ ÚT", "Nguyễn Thị Út"),
        ("H' LINH NIÊ", "H' Linh Niê"),
        (unicodedata.normalize("NFD", "NGUYỄN THỊ ÚT"), "Nguyễn Thị Út"),
        ("y hung byă", "Y Hung Byă"),
        ("  lê  văn-đức ", "Lê Văn-Đức"),
    ],
)
def test_title_case(typed: str, expected: str) -> None:
    """UNI-7."""
    assert text.title_name(typed) == expected


def test_split_name() -> None:
    assert text.split_name("Tôn Nữ Thị  Như Ý") == ("Tôn Nữ Thị Như", "Ý")
    assert text.split_name("Ước") == ("", "Ước")
    assert text.split_name("  ") == ("", "")


def test_tone_placement_does_not_make_another_name() -> None:
    """S-5: hòa and hoà are one syllable, hoa is another, and the file's spelling is kept."""
    assert text.same_syllables("Trần Thị Hòa", "TRẦN THỊ HOÀ")
    assert text.same_syllables("Thúy Hằng", "Thuý Hằng")
    assert not text.same_syllables("Hoa", "Hòa")
    assert not text.same_syllables("Hùng", "Hưng")
    assert not text.same_syllables("Trần Hòa", "Trần Thị Hòa")
    assert text.clean("Hoà") != text.clean("Hòa")


@pytest.mark.parametrize("seed", range(5))
def test_roll_order(seed: int) -> None:
    """UNI-5, L3: the reference list comes back from any shuffled copy."""
    shuffled = SORTED_NAMES.copy()
    random.Random(seed).shuffle(shuffled)
    assert sorted(shuffled, key=text.sort_key) == SORTED_NAMES


def test_lower_case_before_upper_only_when_all_else_is_equal() -> None:
    assert sorted(["LÊ AN", "Lê An", "lê an", "lê Ân"], key=text.sort_key) == [
        "lê an",
        "Lê An",
        "LÊ AN",
        "lê Ân",
    ]


def test_tone_order_of_some_offices() -> None:
    """§1.5: with the office order sắc stands before hỏi."""
    office = text.NameOrder(tones=text.OFFICE_TONES)
    listed = ["Lê Má", "Lê Mả", "Lê Mà"]
    assert sorted(listed, key=text.sort_key) == ["Lê Mà", "Lê Mả", "Lê Má"]
    assert sorted(listed, key=lambda name: text.sort_key(name, order=office)) == ["Lê Mà", "Lê Má", "Lê Mả"]


def test_middle_name_before_surname() -> None:
    """§1.5: some offices order the rest as middle, then surname."""
    order = text.NameOrder(middle_before_surname=True)
    listed = ["Lê Văn An", "Vũ Hải An"]
    assert sorted(listed, key=text.sort_key) == listed
    assert sorted(listed, key=lambda name: text.sort_key(name, order=order)) == listed[::-1]


def test_given_name_of_one_person_can_be_overridden() -> None:
    """§1.5: "Y Hung Byă" stands under Hung, the rest being Y Byă."""
    listed = ["Trần Hoà", "Y Hung Byă", "Lê Hưng"]
    assert sorted(listed, key=lambda n: text.sort_key(n, "Hung" if n.endswith("Byă") else "")) == listed
    assert text.sort_key("Y Hung Byă", "Hung")[1] == text.sort_key("Y Byă An")[1]


@given(names, names)
def test_sort_key_tells_all_names_apart(one: str, other: str) -> None:
    """A total order: equal keys mean the same spelling; NFD sorts as NFC."""
    assert (text.sort_key(one) == text.sort_key(other)) == (one == other)
    assert text.sort_key(unicodedata.normalize("NFD", one)) == text.sort_key(one)
