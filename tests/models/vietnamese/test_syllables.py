"""The syllable model (vietnamese.md §3.2 point 1, §11) and its use for telling encodings apart (§1.6)."""

from pathlib import Path

import pytest

from models.vietnamese import syllables
from models.vietnamese.letters import Tone

DATA = Path(__file__).parents[2] / "data" / "vietnamese"
NAMES = (DATA / "sort_expected.txt").read_text(encoding="utf-8").splitlines()


def test_size_of_the_model() -> None:
    """§11: 28 onsets, 196 rimes, none twice."""
    assert len(set(syllables.ONSETS)) == 28
    assert len(set(syllables.RIMES)) == 196


GOOD = "nguyễn ước GÌ giếng giữ quốc quý quớt khuỷu thuở hòa hoà thúy thuý Đỗ xoong nghiêng kể ghế ý o được"
BAD = "kan cên nge quuc windows zoom tẽt ọcà đv ngx tòc mảch"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert syllables.is_syllable(word)
    assert syllables.is_prefix(word)


@pytest.mark.parametrize("word", BAD.split())
def test_no_syllables(word: str) -> None:
    """Onsets that do not go with the vowel, foreign letters, and stops with huyền, hỏi or ngã."""
    assert not syllables.is_syllable(word)


def test_beginnings() -> None:
    """Plain letters may still get their shapes; a shape that is there must agree."""
    for beginning in ("nguo", "nguơ", "ngươ", "thie", "d", "đ", "qu", "Tiế"):
        assert syllables.is_prefix(beginning)
    for no_beginning in ("w", "ie\u0306", "ngưe", "đb", "thâo", "ưy"):
        assert not syllables.is_prefix(no_beginning)


def test_stops_take_two_tones() -> None:
    """§11: sắc and nặng; without a tone the word is not yet toned."""
    allowed = [tone for tone in Tone if syllables.allows("đươc", tone)]
    assert allowed == [Tone.NGANG, Tone.SAC, Tone.NANG]
    assert all(syllables.allows("đương", tone) for tone in Tone)


def test_names_are_syllables() -> None:
    assert all(syllables.is_syllable(word) for name in NAMES for word in name.split())


def test_share_tells_encodings_apart() -> None:
    """§1.6: right after the right conversion, poor after a wrong one."""
    text = "\n".join(NAMES)
    assert syllables.share_valid(text) == 1
    assert syllables.share_valid(text.encode("utf-8").decode("latin-1")) < 0.5
    assert syllables.share_valid("NguyÔn V¨n Hïng") < 0.5
    assert syllables.share_valid("12, 13") == 0
