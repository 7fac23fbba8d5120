"""Every word of the screen: Vietnamese, in its own place, and none too many (style.md §2.7)."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.vietnamese.syllables import is_syllable
from models.vietnamese.text import nfc
from tests.house.sources import ROOT, modules, name_of, texts, tree_of
from tui import words
from tui.widgets.canvas import STYLE_NAMES

WORD_FILES = sorted((ROOT / "tui").glob("words*.py"))
"""Where the words of the screen stand."""

SENTENCES = {*map(name_of, WORD_FILES), *map(name_of, (ROOT / "tui").glob("phrases*.py"))}
"""Words, and sentences that need the meeting."""

APART = {"tui/__main__.py"}
"""The command line's own help: it must be said before anything is imported."""

SCRIPTS = "tui/rehearsal/"
"""What is wrong with a line of a script is told to its author, not on the screen."""

_SIGNS = """
    bienban indicators plan meetings rehearse board force
    enter esc tab space delete insert backspace ctrl
    pgup pgdn
    yes excel usb docx pdf xlsx csv txt json unicode tcvn vni utf sha telex
    nvh kl bt cb bien nguoi xuat
    windows linux cmd home lang c
    vault recover request passphrase status off on caps lock
"""
KNOWN = frozenset(_SIGNS.split())
"""Commands, keys, formats, and what is typed short or without marks: signs, not English."""

VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")

SENTENCE_LENGTH = 12
"""A Vietnamese text longer than this is a sentence, not a format: it belongs among the words."""


def refusals_in(path: Path) -> Iterator[tuple[str, set[str]]]:
    """(code, what its sentence is given) for every `refuse("…", …)` of a module."""
    for node in ast.walk(tree_of(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse"):
            continue
        given = {keyword.arg for keyword in node.keywords if keyword.arg}
        assert len(given) == len(node.keywords), f"{name_of(path)}:{node.lineno}"
        for code in codes_of(node.args[0]):
            yield code, given


def codes_of(argument: ast.expr) -> Iterator[str]:
    """The codes an argument can be: one, or two with an if between."""
    if isinstance(argument, ast.IfExp):
        yield from codes_of(argument.body)
        yield from codes_of(argument.orelse)
    else:
        assert isinstance(argument, ast.Constant), f"line {argument.lineno}: a code that cannot be read here"
        yield str(argument.value)


DECIDING = [*sorted((ROOT / "models").glob("decide*.py")), ROOT / "tui" / "desk.py"]
REFUSED = [(name_of(path), code, given) for path in DECIDING for code, given in refusals_in(path)]


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    """design.md §3: a refusal is a value with a reason; the reason is told in words."""
    codes = {code for _, code, _ in REFUSED}
    assert len(codes) > 30
    assert codes - words.REFUSALS.keys() == set(), "refused without a sentence"
    assert words.REFUSALS.keys() - codes == set(), "sentences nobody says"


def told(value: str | set[str]) -> str:
    """The same in every process, so that several may share the tests."""
    return (" ".join(sorted(value)) if isinstance(value, set) else value) or "-"


@pytest.mark.parametrize(("where", "code", "given"), REFUSED, ids=told)
def test_a_refusal_gives_what_its_sentence_needs(where: str, code: str, given: set[str]) -> None:
    """A sentence with a gap that nothing fills would end the desk."""
    needed = {field for _, field, _, _ in string.Formatter().parse(words.REFUSALS.get(code, "")) if field}
    assert needed <= given, f"{where}: {code}"


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every text a person may read: keys of tables and names of styles are left out."""
    keys = {
        (key.lineno, key.value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    yield from ((at, text) for at, text in texts(path) if (at, text) not in keys and text not in STYLE_NAMES)


def not_vietnamese(text: str) -> list[str]:
    """The words of a text that no Vietnamese syllable is like, names of keys and formats apart."""
    plain = re.sub(r"\{[^}]*\}", " ", text)
    found = re.findall(r"[^\W\d_]{2,}", plain)
    return [word for word in found if word.lower() not in KNOWN and not is_syllable(word.lower())]


def test_the_check_of_words_sees_english() -> None:
    assert not_vietnamese("Saved {count} entries") == ["Saved", "entries"]
    assert not_vietnamese("Đã lưu {count} mục. F6: bước kế") == []


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.stem)
def test_the_words_are_vietnamese(path: Path) -> None:
    """README, "everything a person reads is Vietnamese": each word is a syllable or a known sign."""
    wrong = [(line, word) for line, text in spoken(path) for word in not_vietnamese(text)]
    assert wrong == []


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.stem)
def test_the_words_are_composed(path: Path) -> None:
    """UNI-1: what the desk itself says is NFC."""
    assert [(line, text) for line, text in texts(path) if text != nfc(text)] == []


def test_sentences_stand_among_the_words() -> None:
    """One place to read, correct and translate: no module of the desk hides a sentence of its own."""
    hidden = []
    for path in modules("tui"):
        name = name_of(path)
        if name in SENTENCES | APART or name.startswith(SCRIPTS):
            continue
        for line, text in texts(path):
            bare = text.strip(" ·:()")
            if len(bare) > SENTENCE_LENGTH and VIETNAMESE.search(bare) and "\\" not in text:
                hidden.append(f"{name}:{line}: {text}")
    assert hidden == []


def names_in(path: Path) -> Iterator[str]:
    """The names a module of words gives."""
    for node in tree_of(path).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            yield from (leaf.id for leaf in ast.walk(target) if isinstance(leaf, ast.Name))


def test_every_word_is_said() -> None:
    """A sentence that nothing shows is a sentence nobody will correct."""
    said = Counter(re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in modules("tui"))))
    assert [f"{name_of(path)}: {name}" for path in WORD_FILES for name in names_in(path) if said[name] < 2] == []
