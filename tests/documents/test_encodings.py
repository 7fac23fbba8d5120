"""Old encodings are told apart and read without loss (UNI-3, vietnamese.md §1.6)."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.encodings import (
    EncodingError,
    converted,
    decode,
    font_kind,
    label_in_words,
    legacy_kind,
)
from models.vietnamese.text import title_name
from tests.documents.legacy import WRITERS, codes

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
NAMES = sorted(
    {
        member["full_name"]
        for path in (ROSTERS / "expected").glob("*.json")
        for member in json.loads(path.read_text("utf-8"))["members"]
    }
)
LETTERS = "".join(codes("vni"))


def test_there_are_names_to_try() -> None:
    assert len(NAMES) > 70


@pytest.mark.parametrize("key", WRITERS)
def test_every_encoding_is_found_and_read_from_eight_names(key: str) -> None:
    """UNI-3: eight names in a file are enough, in any encoding."""
    for start in range(0, len(NAMES) - 8, 4):
        text = "\n".join(NAMES[start : start + 8])
        decoded = decode(WRITERS[key](text))
        assert decoded.encoding == key
        assert [title_name(line) for line in decoded.text.split("\n")] == text.split("\n")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=12, unique=True))
def test_three_names_tell_utf8_tcvn3_vni_and_cp1258_apart(names: list[str]) -> None:
    """§1.6: files of three names or more are read right, every time."""
    text = "\n".join(names)
    if sum(not name.isascii() for name in names) < 3:
        return
    for key in ("utf-8", "tcvn3", "vni", "cp1258"):
        assert title_name(decode(WRITERS[key](text)).text) == title_name(text), key


@settings(deadline=None)
@given(st.text(alphabet=LETTERS + "bcghklmnpqrstvx abc", max_size=30))
def test_cp1258_and_viscii_lose_nothing(text: str) -> None:
    """Every one of the 134 letters survives in any neighbourhood, capitals too."""
    assert decode(WRITERS["viscii"](text), "viscii").text == text
    assert decode(WRITERS["cp1258"](text), "cp1258").text == text


def test_all_letters_of_vni_and_tcvn3() -> None:
    for char in LETTERS:
        assert decode(WRITERS["vni"](char), "vni").text == char
        assert decode(WRITERS["tcvn3"](char), "tcvn3").text.lower() == char.lower()


@pytest.mark.parametrize(
    ("unicode", "expected"),
    [
        ("NGUYỄN VĂN HÙNG", "NGUYỄN VĂN HÙNG"),
        ("CHI BỘ KHU PHỐ 5", "CHI BỘ KHU PHỐ 5"),
        ("Nguyễn Thị Hồng", "Nguyễn Thị Hồng"),
        ("Lê Việt Ánh", "Lê Việt ánh"),
        ("Lê Vũ", "Lê Vũ"),
        ("1;CAO THỊ LÝ;Lê Bí", "1;CAO THỊ LÝ;Lê Bí"),
    ],
)
def test_tcvn3_capitals_come_back_where_the_neighbours_are_capitals(unicode: str, expected: str) -> None:
    """§1.6: TCVN3 has no toned capitals; a lone first letter is left to the title case of names."""
    assert decode(WRITERS["tcvn3"](unicode), "tcvn3").text == expected


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("Đỗ Thị Ước\n".encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + "Đỗ Thị Ước\n".encode(), "UTF-8 with BOM"),
        (unicodedata.normalize("NFD", "Lê Thị Hà\nTrần Ánh").encode(), "UTF-8, NFD"),
        (("Lê Thị Hà\n" + unicodedata.normalize("NFD", "Trần Ánh")).encode(), "UTF-8, some rows NFD"),
        ("Đỗ Thị Ước".encode("utf-16"), "UTF-16 LE"),
        ("Đỗ Thị Ước, Nguyễn Văn Nam".encode("utf-16-be"), "UTF-16 BE"),
        (b"Nguyen Van Nam", "UTF-8"),
    ],
)
def test_unicode_files_are_named_by_their_form(data: bytes, label: str) -> None:
    decoded = decode(data)
    assert decoded.label == label
    assert unicodedata.is_normalized("NFC", decoded.text)
    assert "\ufeff" not in decoded.text


def test_utf8_is_never_taken_for_something_older() -> None:
    """Text that is sound Unicode stays as it is, also with foreign words in it."""
    text = "Đồng chí Müller thăm Trường THCS Hoa Sữa, gửi café cho ông Nguyễn Văn Ý"
    assert decode(text.encode()).text == text


def test_a_cut_utf8_file_is_still_utf8() -> None:
    data = "\n".join(NAMES).encode()[:-1]
    data = data if data[-1] > 127 else "\n".join([*NAMES, "Lê Huệ"]).encode()[:-1]
    assert decode(data).encoding == "utf-8"


def test_the_clerk_may_force_another_encoding() -> None:
    """IM-3: a wrong encoding can be changed, and the candidates show what each would give."""
    data = WRITERS["vni"]("Nguyễn Văn Hùng\nTrần Thị Hoà\nLê Bảo Mạnh")
    assert decode(data).encoding == "vni"
    assert decode(data, "tcvn3").encoding == "tcvn3"
    assert decode(data, "tcvn3").candidates[0].encoding == "tcvn3"
    assert {candidate.encoding for candidate in decode(data).candidates} >= {"vni", "tcvn3", "cp1258"}


def test_labels_are_put_in_words_for_the_clerk() -> None:
    assert label_in_words("UTF-8, some rows NFD") == "UTF-8, một số dòng dùng dấu rời"
    assert label_in_words("unicode NFC") == "Unicode dựng sẵn"
    assert label_in_words("TCVN3 (ABC) as UTF-8 text") == "TCVN3 (ABC) trong tệp UTF-8"


def test_an_unknown_encoding_gets_a_sentence() -> None:
    with pytest.raises(EncodingError, match="Không có bảng mã “koi8”") as refused:
        decode(b"abc", "koi8")
    offered = str(refused.value).removesuffix(".").partition("một trong: ")[2]
    assert set(offered.split(", ")) == set(WRITERS)


# --- Text that is already characters ---


@pytest.mark.parametrize(
    ("spoilt", "sound"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng"),
        ("Nguyá»…n VÄƒn HÃ¹ng", "Nguyễn Văn Hùng"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hùng"),
        ("Trần Thị Hòa", "Trần Thị Hòa"),
        ("Nguyen Van Hung", "Nguyen Van Hung"),
        ("", ""),
    ],
)
def test_cells_with_legacy_letters_are_repaired(spoilt: str, sound: str) -> None:
    assert converted(spoilt, legacy_kind([spoilt])) == sound


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
def test_sound_names_are_left_alone(names: list[str]) -> None:
    assert legacy_kind(names) == ""
    together = "\n".join(names)
    assert converted(together, legacy_kind([together])) == together


@pytest.mark.parametrize(
    ("font", "kind"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        ("VNI-Times", "vni"),
        ("Times New Roman", ""),
        ("", ""),
    ],
)
def test_fonts_tell_their_letters(font: str, kind: str) -> None:
    assert font_kind(font) == kind


def test_capital_fonts_give_capitals() -> None:
    assert converted("§¶ng bé x·", "tcvn3-capitals") == "ĐẢNG BỘ XÃ"
