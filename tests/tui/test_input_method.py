"""The desk's own Telex and VNI, without a field: what keys do to a line (vietnamese.md §3.2, TX-1 … TX-7)."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vietnamese.letters import Tone, put_tone, split_word
from models.vietnamese.syllables import all_syllables, allows
from models.vietnamese.telex import MethodName, ToneStyle, compose
from tests.tui.keystrokes import BACKSPACE, SENTENCE, rewrite_stream
from tui.input_method import Change, InputMethod

DATA = Path(__file__).parents[1] / "data" / "vietnamese" / "telex_cases.tsv"
CASES = [line.split("\t")[:6] for line in DATA.read_text(encoding="utf-8").splitlines()[1:]]

LEFT, RIGHT = "←", "→"

METHODS: tuple[MethodName, ...] = ("telex", "vni")
methods = st.sampled_from(METHODS)


class Line:
    """A one-line field with nothing around it: text before and behind the cursor, and the input method."""

    def __init__(self, method: MethodName = "telex", *, on: bool = True, style: ToneStyle = "old") -> None:
        self.before = self.after = ""
        self.typing = InputMethod(method, on=on, tone_style=style)
        self.seen_outside = 0
        self.typing.on_outside = self._outside

    def _outside(self) -> None:
        self.seen_outside += 1

    @property
    def text(self) -> str:
        return self.before + self.after

    def type(self, keys: str) -> Line:
        """Press keys one by one: letters, Backspace, the two arrows."""
        for key in keys:
            self.press(key)
        return self

    def press(self, key: str) -> None:
        if key in (BACKSPACE, "⌫"):
            was, self.before = self.before, self.before[:-1]
            if was:
                self._change(self.typing.erased(was, self.before, self.after))
            else:
                self.typing.moved()
        elif key in (LEFT, RIGHT):
            whole, at = self.text, len(self.before) + (1 if key == RIGHT else -1)
            at = max(0, min(len(whole), at))
            self.before, self.after = whole[:at], whole[at:]
            self.typing.moved()
        elif not self._change(self.typing.press(self.before, self.after, key)):
            self.before = unicodedata.normalize("NFC", self.before + key)

    def put(self, before: str, after: str = "") -> Line:
        """Text that was there already."""
        self.before, self.after = before, after
        return self

    def give_back(self) -> bool:
        return self._change(self.typing.give_back(self.before, self.after))

    def taken(self) -> str:
        self._change(self.typing.finish(self.before))
        return self.text

    def _change(self, change: Change | None) -> bool:
        if change is None:
            return False
        self.before = self.before[: len(self.before) - change.back] + change.text
        self.after = change.after + self.after[change.ahead :]
        return True


# --- composing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "method", "style", "keys", "expected", "category"), CASES)
def test_cases(name: str, method: MethodName, style: ToneStyle, keys: str, expected: str, category: str) -> None:
    """TX-1: every case of the table, key by key in a line."""
    line = Line(method, style=style).type(keys)
    assert (line.text if category == "backspace" else line.taken()) == expected, name


PROSE = st.text(string.ascii_letters + "  ,.()", max_size=14)


@given(PROSE, methods)
def test_a_typed_line_is_its_keys_composed(keys: str, method: MethodName) -> None:
    """The law of the table: a line typed from its beginning is what the engine makes of its keys."""
    assert Line(method).type(keys).taken() == compose(keys, method)


@given(st.text(string.printable[:95] + "ếđ" + BACKSPACE + LEFT + RIGHT, max_size=14), methods)
def test_off_it_touches_nothing(keys: str, method: MethodName) -> None:
    """TX-5: what another input method sends is written as it comes."""
    plain, at = "", 0
    for key in keys:
        if key == BACKSPACE:
            plain, at = plain[: max(0, at - 1)] + plain[at:], max(0, at - 1)
        elif key in (LEFT, RIGHT):
            at = max(0, min(len(plain), at + (1 if key == RIGHT else -1)))
        else:
            plain, at = plain[:at] + key + plain[at:], at + 1
    assert Line(method, on=False).type(keys).text == plain


@given(st.text("aeoiudwsfrxjzngthpcAOD 12679.#@" + BACKSPACE + LEFT + RIGHT, max_size=16), methods)
def test_any_keys_leave_a_composed_line(keys: str, method: MethodName) -> None:
    """UNI-1, §3.3 (d): NFC, never more letters than keys, never an error, wherever the cursor goes."""
    line = Line(method).type(keys)
    assert unicodedata.is_normalized("NFC", line.text)
    assert len(line.text) <= len(keys)


SIGNS = ("#7", "/2", "@bt", "@cb", ">30/9", "++", "--", "#26", "@hung84", "@tuan84", "@lan61", ";cb", ";ds2", "\\#7")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_the_shorthand_are_never_altered(sign: str, method: MethodName) -> None:
    """L3, L14: at the beginning of a line, alone, and between composed words."""
    word, shown = ("ddoongf", "đồng") if method == "telex" else ("d9o62ng", "đồng")
    assert Line(method).type(sign).taken() == sign
    assert Line(method).type(f"{sign} {word} {sign} {word}").taken() == f"{sign} {shown} {sign} {shown}"


@pytest.mark.parametrize(
    "typed",
    ["thôn 5", "2023", "ngày 15/9/2023", "16h30", "lúc 16h30", "30.000", "Quyết định 24-QĐ", "3,2 %", "155-KH/ĐU"],
)
def test_numbers_stay_with_vni(typed: str) -> None:
    """§3.2 point 11: digits are keys only inside a word that has begun."""
    keys = {"ô": "o6", "à": "a2", "ú": "u1", "ế": "e61", "đ": "d9", "Đ": "D9", "ị": "i5"}
    assert Line("vni").type("".join(keys.get(letter, letter) for letter in typed)).taken() == typed


@pytest.mark.parametrize(
    "path", ["/tests/as/data.csv", "~/as/list.txt", "./dd.xlsx", "C:\\tests\\as\\list.xlsx", "file:///tests/list"]
)
def test_paths_of_files_are_never_altered(path: str) -> None:
    """A path is no prose: "/list/test" must not become a folder nobody has."""
    assert Line().type(path).taken() == path


def test_handles_may_have_marks() -> None:
    """An owner of a remedy may be words ("@đoàn"); behind them two digits are a year."""
    assert Line().type("@ddoanf ").text == "@đoàn "
    assert Line().type("@hungf61 ").text == "@hùng61 "
    assert Line("vni").type("@d9oan2 ").text == "@đoàn "


# --- in the midst of a line ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "before", "after", "keys", "text"),
    [
        ("telex", "hoa", "n", "f", "hoàn"),  # the tone goes where the whole word wants it
        ("telex", "tie", "ng", "es", "tiếng"),
        ("telex", "ho", "án", "f", "hoàn"),  # another tone takes the place of the first
        ("telex", "t", "ong", "r", "trong"),  # before the vowel it is a letter
        ("telex", "nguo", "i", "wf", "người"),
        ("telex", "hò", "n", "a", "hoàn"),
        ("telex", "Chi b", " hai", "ooj", "Chi bộ hai"),
        ("telex", "khôngco", "", "s", "khôngcos"),
        ("telex", "không", "có", " ", "không có"),
        ("telex", "việ", "", "t", "việt"),
        ("telex", "list", "", "s", "lists"),  # a word that stands there as its keys goes on as its keys
        ("telex", "không", "", "c", "khôngc"),  # no word that stood there turns into keys
        ("telex", "lít", "", "er", "líter"),
        ("vni", "hoa", "n", "2", "hoàn"),
        ("vni", "thon", "", "6", "thôn"),
        ("vni", "thôn ", "", "5", "thôn 5"),
        ("telex", "Đắk", "", ".", "Đắk."),
        ("telex", "thươ", "", " ", "thươ "),  # nothing was typed into it: it is no business of ours
        ("telex", "Niê", "", ",", "Niê,"),
    ],
)
def test_words_that_were_there(method: MethodName, before: str, after: str, keys: str, text: str) -> None:
    """§3.2 point 10: a key reads the word at the cursor as if it had just been typed."""
    assert Line(method).put(before, after).type(keys).text == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("thasy ⌫a", "thấy"),
        ("toanf⌫", "tòa"),
        ("toanf⌫⌫⌫", "t"),
        ("quoocs⌫c", "quốc"),
        ("tieengs vieetj⌫⌫eetj", "tiếng việt"),
        ("toans←⌫", "ton"),
        ("hoanf←←⌫o→→", "hoàn"),
        ("ban←⌫", "bn"),
        ("lisst⌫ts", "lists"),
    ],
)
def test_backspace(keys: str, text: str) -> None:
    """§3.2 point 10: one visible letter goes, the tone moves to where it belongs, typing goes on."""
    assert Line().type(keys).text == text


SYLLABLES = sorted(all_syllables())


@given(st.sampled_from(SYLLABLES), st.sampled_from(Tone), st.data())
def test_no_key_puts_two_tones_on_a_word(letters: str, tone: Tone, data: st.DataObject) -> None:
    """Whatever tone key is pressed wherever the cursor stands in a syllable, one tone at most is there."""
    vowel = next(at for at, letter in enumerate(letters) if put_tone(letter, Tone.SAC) != letter)
    toned = (
        letters[:vowel] + put_tone(letters[vowel], tone if allows(letters, tone) else Tone.SAC) + letters[vowel + 1 :]
    )
    at = data.draw(st.integers(0, len(toned)))
    line = Line().put(toned[:at], toned[at:]).type(data.draw(st.sampled_from("sfrxjz")))
    assert len(split_word(line.text)[1]) <= 1


# --- the way back to the keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "given", "again"),
    [
        ("tieengs", "tieengs", "tiếng"),
        ("list", "list", "lít"),
        ("list ", "list ", "lít "),  # the last word, over the blank
        ("test, list ", "tét, list ", "tét, lít "),
        ("Niee", "Niee", "Niê"),
        ("was", "was", "ứa"),
    ],
)
def test_a_word_as_the_keys_that_typed_it(typed: str, given: str, again: str) -> None:
    """TX-6: exactly the keys, mid-word and after it; once more brings the marks back."""
    line = Line().type(typed)
    assert line.give_back()
    assert line.text == given
    assert line.give_back()
    assert line.text == again


def test_a_word_as_its_keys_goes_on_as_its_keys() -> None:
    """TX-6: what was given back is not composed again by the next key, nor at the end of the word or line."""
    line = Line().type("tieengs")
    line.give_back()
    assert line.type("h ").text == "tieengsh "
    line = Line().type("mix")
    line.give_back()
    assert line.type("er").taken() == "mixer"


@pytest.mark.parametrize(
    ("typed", "text"),
    [("Niee", "Niê"), ("Niee ", "Niê "), ("DDawsk", "Đắk"), ("Byaw", "Byaw"), ("Ebaan", "Ebaan")],
)
def test_names_of_other_languages(typed: str, text: str) -> None:
    """A word that is not Vietnamese stands as its keys; asked for, the marks they set."""
    line = Line().type(typed)
    line.give_back()
    line.give_back()
    assert line.type(".").text.rstrip(".") in (text, typed)


def test_a_name_with_a_foreign_coda_is_made_of_its_keys() -> None:
    line = Line().type("DDawsk ")
    assert line.text == "DDawsk "
    assert line.give_back()
    assert line.type("Lawsk").text == "Đắk Lawsk"
    assert line.give_back()
    assert line.taken() == "Đắk Lắk"


def test_a_word_inside_the_line_is_given_back_whole() -> None:
    line = Line().put("bàn về ti", "ếng Việt")
    assert line.give_back()
    assert (line.before, line.after) == ("bàn về tieengs", " Việt")


@pytest.mark.parametrize("text", ["", "   ", "abc", "12 ", "bàn.."])
def test_nothing_to_give_back(text: str) -> None:
    line = Line().put(text)
    assert not line.give_back()
    assert line.text == text


# --- switching ----------------------------------------------------------------------------------------------------


def test_switched_in_the_midst_of_a_word() -> None:
    """TX-6: what stands there stays, off and on again."""
    line = Line().type("tieen")
    line.typing.turn(False)
    assert line.type("gs").text == "tiêngs"
    line = Line(on=False).type("tie")
    line.typing.turn(True)
    assert line.type("engs").text == "tiếng"


# --- another input method -----------------------------------------------------------------------------------------


def steps(line: Line, stream: list[bytes]) -> Line:
    for delivery in stream:
        line.type(delivery.decode())
    return line


@pytest.mark.parametrize("method", METHODS)
def test_another_input_method_is_seen_and_let_be(method: MethodName) -> None:
    """TX-5, IME-1: 48 words as such a program sends them while ours is on: exact, off, said once."""
    line = steps(Line(method), rewrite_stream(SENTENCE))
    assert line.text == SENTENCE
    assert not line.typing.on
    assert line.seen_outside == 1


@pytest.mark.parametrize(
    ("method", "keys", "text"),
    [
        ("telex", "boong⌫⌫⌫óng", "boóng"),  # the other one counts the letters it sent, not those we made of them
        ("telex", "dd⌫⌫đ", "đ"),
        ("telex", "vie\u202f⌫⌫ệt\u202f", "việt\u202f"),  # IME-4
        ("telex", "toan⌫⌫àn", "toàn"),
        ("vni", "thuong⌫⌫⌫⌫ương", "thương"),
        ("telex", "như", "như"),
        ("telex", "tie\u0302\u0301ng", "tiếng"),  # UNI-2: Windows' own layout
        ("telex", "đa", "đa"),
    ],
)
def test_the_word_at_the_cursor_is_given_to_the_other(method: MethodName, keys: str, text: str) -> None:
    """TX-5: the text that the method outside meant is the text that stands there."""
    line = Line(method).type(keys)
    assert line.text == text
    assert not line.typing.on


def test_a_whole_word_committed_at_once_comes_from_outside() -> None:
    """IME-6: one event of several letters, plain or not."""
    for commit in ("ếng", "as"):
        line = Line().type("ti")
        line.press(commit)
        assert line.text == "ti" + commit
        assert not line.typing.on


@pytest.mark.parametrize("sign", "–“”…°²€")
def test_signs_of_a_keyboard_are_no_input_method(sign: str) -> None:
    """A dash or a quotation mark comes from any layout."""
    line = Line().type(f"cos {sign} khoong")
    assert line.text == f"có {sign} không"
    assert line.typing.on


# --- what the desk looks for --------------------------------------------------------------------------------------


def test_the_keys_of_a_line_are_known_while_it_is_typed() -> None:
    """§2.3: initials are looked for as they were pressed; a line changed otherwise is looked for as it stands."""
    line = Line().type("dd")
    assert line.typing.keys_for(line.text) == "dd"
    line.type(" hungf")
    assert (line.text, line.typing.keys_for(line.text)) == ("đ hùng", "dd hungf")
    line.type("⌫")
    assert line.typing.keys_for(line.text) == line.text
    line.type("⌫" * 20 + "as")
    assert line.typing.keys_for(line.text) == "as"
    line.typing.moved()
    assert line.typing.keys_for(line.text) == line.text
