"""The clerk's guide: every key, command, picture and quoted word of it is one the desk has (L22)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from models.vietnamese.text import fold, nfc
from tests.house.sources import ROOT
from tui.__main__ import _parser
from tui.registry import all_commands, key_name

GUIDE = ROOT / "docs" / "huong-dan.md"
TEXT = GUIDE.read_text("utf-8")
PROSE = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)

EDITING = frozenset(("Enter", "Esc", "Space", "Tab", "Delete", "Insert", "+", "-"))
"""Keys that the entry line and the lists know without the registry."""

SHORTHAND = re.compile(r"#\d|/\d|[+~!=%]|@tên|>\d+/\d+|\d")
"""Signs of a note, and digits of a list."""

LARGEST = 100_000
"""Bytes of a picture: the repository stays small."""


def quoted(pattern: str, text: str = PROSE) -> list[str]:
    """What stands between such marks, once each."""
    return list(dict.fromkeys(re.findall(pattern, text)))


CODES = quoted(r"`([^`]+)`")
WORDS = quoted(r"\*\*([^*]+)\*\*")
NOT_QUOTED = frozenset(
    (
        "Cách đọc tờ này.",
        "dòng gõ",
        "Tập trước một buổi.",
        "Mất điện, máy tắt.",
        "Đầy đĩa.",
        "Không có mạng.",
        "Mất máy, hỏng máy.",
        "Gõ tiếng Việt không lên dấu.",
        "Không biết mình đang ở đâu.",
        "Tìm lại một điều đã nói.",
        "Kiểm tra dữ liệu.",
        "Kiểm tra máy.",
        "Quên mật khẩu.",
    )
)
"""Bold words that head a paragraph and are no words of the screen."""


@cache
def said() -> tuple[str, ...]:
    """Every text the desk can show, with what fills it left open."""
    files = [*(ROOT / "tui").glob("words*.py"), ROOT / "sync" / "words.py"]
    return tuple(nfc(text) for path in files for text in _texts(path.read_text("utf-8")))


def _texts(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def names_a_key(code: str) -> bool:
    """Whether a code of the guide is a key that does something, or a sign of a note."""
    keys = {key_name(key) for action in all_commands() for key in action.keys}
    return code in keys | EDITING or SHORTHAND.fullmatch(code) is not None


def finds_a_command(code: str) -> bool:
    """Whether letters to be typed behind ^P find a command by its name."""
    wanted = fold(code).split()
    return any(all(word in fold(f"{action.label} {action.help}") for word in wanted) for action in all_commands())


@pytest.mark.parametrize("code", [code for code in CODES if not code.startswith("bienban")])
def test_every_key_and_every_name_to_type_exists(code: str) -> None:
    assert names_a_key(code) or finds_a_command(code), code


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("bienban ")])
def test_every_command_line_exists(code: str) -> None:
    known = re.findall(r"^    (\w+)", _parser().format_help(), re.MULTILINE)
    assert code.split()[1] in known


@pytest.mark.parametrize("words", [words for words in WORDS if words not in NOT_QUOTED])
def test_every_quoted_word_stands_on_the_screen(words: str) -> None:
    """Bold words are those of `tui/words*.py` or of the store's sentences."""
    assert any(nfc(words) in text for text in said()), words


def test_the_headings_left_out_are_in_the_guide() -> None:
    assert set(WORDS) >= NOT_QUOTED


@pytest.mark.parametrize("picture", quoted(r"\]\((pictures/[^)]+)\)"))
def test_every_picture_is_there_and_small(picture: str) -> None:
    assert 0 < (GUIDE.parent / picture).stat().st_size <= LARGEST


def test_it_can_be_printed_on_a4() -> None:
    """No tables, and no word longer than a line of the paper."""
    assert "|---" not in TEXT
    assert max(map(len, TEXT.split())) <= 60
