"""How long bold lines are, and where the name of a body is parted (NĐ 30 app. I; domain.md 5.2)."""

from __future__ import annotations

import pytest

from documents.text_width import bold_width, name_lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN XÃ", ("ỦY BAN NHÂN DÂN XÃ",)),
        ("ỦY BAN NHÂN DÂN HUYỆN ĐÔNG HẢI", ("ỦY BAN NHÂN DÂN", "HUYỆN ĐÔNG HẢI")),
        ("BAN CHẤP HÀNH ĐOÀN PHƯỜNG SÔNG XANH", ("BAN CHẤP HÀNH ĐOÀN", "PHƯỜNG SÔNG XANH")),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",)),
    ],
)
def test_a_body_is_parted_before_the_kind_of_its_place(name: str, lines: tuple[str, ...]) -> None:
    """A part fits the room, and nothing of the name is lost; what cannot be parted so stays whole."""
    assert name_lines(name, 13, 190) == lines
    assert " ".join(lines) == name
    assert len(lines) == 1 or max(bold_width(part, 13) for part in lines) <= 190
