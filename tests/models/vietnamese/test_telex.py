"""Typing with plain keys (vietnamese.md §3, TX-1, TX-2, TX-7)."""

import string
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vietnamese.keystrokes import BACKSPACE, Typing, encode, settled, uncompose, uncompose_late
from models.vietnamese.letters import VOWELS, Tone, base_of, put_tone, split_word
from models.vietnamese.syllables import all_syllables, allows
from models.vietnamese.telex import MethodName, ToneStyle, compose, compose_anyway
from models.vietnamese.text import same_syllables

DATA = Path(__file__).parents[2] / "data" / "vietnamese"
CASES = [line.split("\t")[:6] for line in (DATA / "telex_cases.tsv").read_text(encoding="utf-8").splitlines()[1:]]

SYLLABLES = sorted(all_syllables())

METHODS: tuple[MethodName, ...] = ("telex", "vni")
methods = st.sampled_from(METHODS)
styles: st.SearchStrategy[ToneStyle] = st.sampled_from(("old", "new"))
cases: st.SearchStrategy[Callable[[str], str]] = st.sampled_from((str.lower, str.upper, str.capitalize))


def typed(keys: str, method: MethodName, style: ToneStyle) -> Typing:
    line = Typing(method, style)
    for key in keys:
        line = line.press(key)
    return line


@pytest.mark.parametrize(("name", "method", "style", "keys", "expected", "category"), CASES)
def test_cases(name: str, method: MethodName, style: ToneStyle, keys: str, expected: str, category: str) -> None:
    """TX-1: every case of the table, key by key, and all at once where nothing is deleted."""
    line = typed(keys, method, style)
    if category == "backspace":
        assert line.text == expected, name
    else:
        assert line.finish() == compose(keys, method, style) == expected, name


# --- TX-2: all syllables, in the orders in which people type ----------------------------------------------

TONE_KEYS = {Tone.HUYEN: "f", Tone.HOI: "r", Tone.NGA: "x", Tone.SAC: "s", Tone.NANG: "j"}
SHAPE_KEYS = {"â": "a", "ê": "e", "ô": "o", "ă": "w", "ơ": "w", "ư": "w", "đ": "d"}

UNUSUAL = ("oo", "ôô", "uăc", "uăn", "uăt", "uơn", "uơt")
"""Rimes that need a key more (xooong), or that only the wide model has."""

COMMON = [letters for letters in SYLLABLES if letters.startswith("qu") or not any(u in letters for u in UNUSUAL)]


def parts(letters: str) -> tuple[str, str, str]:
    """Onset, vowels and coda."""
    start = next(at for at, letter in enumerate(letters) if letter in VOWELS)
    end = next((at for at in range(start, len(letters)) if letters[at] not in VOWELS), len(letters))
    return letters[:start], letters[start:end], letters[end:]


def inline(letters: str) -> str:
    return "".join(base_of(letter) + SHAPE_KEYS.get(letter, "") for letter in letters)


def shapes(letters: str) -> str:
    """The shape keys of a word, one w for both letters of ươ."""
    return "".join(dict.fromkeys(SHAPE_KEYS[letter] for letter in letters if letter in SHAPE_KEYS))


def plain(letters: str) -> str:
    return "".join(map(base_of, letters))


ORDERS: dict[str, Callable[[str, str], str]] = {
    "marks at their letters, tone at the end": lambda word, tone: inline(word) + tone,
    "tone after the vowels": lambda word, tone: inline(parts(word)[0] + parts(word)[1]) + tone + inline(parts(word)[2]),
    "marks after the vowels, tone at the end": lambda word, tone: (
        inline(parts(word)[0]) + plain(parts(word)[1]) + shapes(parts(word)[1]) + parts(word)[2] + tone
    ),
    "marks, then tone at the end": lambda word, tone: plain(word) + shapes(word) + tone,
    "tone, then marks at the end": lambda word, tone: plain(word) + tone + shapes(word),
}


@pytest.mark.parametrize("order", ORDERS)
def test_all_syllables_in_all_orders(order: str) -> None:
    """TX-2: only the oo words need more keys; rimes no word uses are left out."""
    wrong = []
    for number, letters in enumerate(COMMON):
        stop = not allows(letters, Tone.HOI)
        tone = (Tone.SAC, Tone.NANG)[number % 2] if stop else tuple(TONE_KEYS)[number % 5]
        result = compose(ORDERS[order](letters, TONE_KEYS[tone]))
        if split_word(result) != (letters, (tone,)):
            wrong.append((letters, result))
    assert wrong == []


VNI_SHAPE_KEYS = {"â": "6", "ê": "6", "ô": "6", "ă": "8", "ơ": "7", "ư": "7", "đ": "9"}
VNI_TONE_KEYS = {Tone.HUYEN: "2", Tone.HOI: "3", Tone.NGA: "4", Tone.SAC: "1", Tone.NANG: "5"}
MARK_KEYS = {"telex": (SHAPE_KEYS, TONE_KEYS), "vni": (VNI_SHAPE_KEYS, VNI_TONE_KEYS)}


@given(st.sampled_from(COMMON), st.sampled_from(Tone), methods, st.data())
def test_free_marking(letters: str, tone: Tone, method: MethodName, data: st.DataObject) -> None:
    """TX-2, §3.2: each mark key anywhere behind its letter, the tone anywhere behind the vowel ("nguye4n6")."""
    shape_keys, tone_keys = MARK_KEYS[method]
    tone = tone if allows(letters, tone) else Tone.SAC
    marked = [(at, shape_keys[letter]) for at, letter in enumerate(letters) if letter in shape_keys]
    if "ươ" in letters:  # one key for both
        del marked[[at for at, _ in marked].index(letters.index("ươ"))]
    if tone:
        marked.append((letters.index(parts(letters)[1]) + len(parts(letters)[1]) - 1, tone_keys[tone]))
    pressed = [base_of(letter) for letter in letters]
    for at, key in data.draw(st.permutations(marked)):
        place = data.draw(st.integers(at, len(letters) - 1))
        pressed[place] += key
    assert split_word(compose("".join(pressed), method)) == (letters, (tone,) if tone else ())


@pytest.mark.parametrize(
    ("keys", "method", "expected"),
    [
        ("buowngw", "telex", "bương"),
        ("truwongwf", "telex", "trường"),
        ("ngu7oi72", "vni", "người"),
        ("tru7ong7", "vni", "trương"),
    ],
)
def test_a_second_hook_finds_both_horned(keys: str, method: MethodName, expected: str) -> None:
    """§3.2 point 5: ưo before another letter is ươ by itself; a key for the second horn changes nothing more."""
    assert compose(keys, method) == expected


@pytest.mark.parametrize(
    "word", ["tomorrow", "referred", "expressed", "error", "assistant", "offline", "staff", "arrow", "effort"]
)
def test_double_consonants_of_foreign_words_stay(word: str) -> None:
    """§3.2 point 8, TX-3: the doubled key undid nothing that was meant."""
    assert compose(word) == word


def test_compose_anyway() -> None:
    """Names of other languages: the marks of the keys, when the clerk says so."""
    assert compose("Niee") == "Niee"
    assert compose_anyway("Niee") == "Niê"
    assert compose_anyway("DDawsk") == "Đắk"
    assert compose_anyway("Y1", "vni") == "Ý"


def test_settled() -> None:
    """A word edited in its middle: the tone goes where the whole word wants it."""
    for changed, right in (("hòan", "hoàn"), ("HÒAN", "HOÀN"), ("nguơi", "ngươi"), ("toán", "toán"), ("abc", "abc")):
        assert settled(changed) == right
    assert settled("hòa", tone_style="new") == "hoà"


# --- TX-7 and other laws ----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_every_syllable_can_be_typed(method: MethodName) -> None:
    """TX-7 for the whole model, without tones."""
    wrong = [letters for letters in SYLLABLES if compose(encode(letters, method), method) != letters]
    assert wrong == []


@given(st.sampled_from(SYLLABLES), st.sampled_from(Tone), methods, styles, cases)
def test_compose_undoes_encode(
    letters: str, tone: Tone, method: MethodName, style: ToneStyle, case: Callable[[str], str]
) -> None:
    """TX-7: with every tone, in every case, in both styles."""
    if not allows(letters, tone):
        tone = Tone.SAC
    toned = next(put_tone(letter, tone) for letter in letters if letter in VOWELS)
    at = next(at for at, letter in enumerate(letters) if letter in VOWELS)
    anywhere = letters[:at] + toned + letters[at + 1 :]
    word = case(compose(encode(anywhere, method), method, style))
    assert split_word(word) == split_word(anywhere)
    assert compose(encode(word, method), method, style) == word


@given(st.text("aăâeêioôơuưydđsfrxjzwnghcpt" + "ếộửẵ" + "AEOWDĐẮ", max_size=7), methods)
def test_any_word_can_be_typed_or_stands_for_itself(word: str, method: MethodName) -> None:
    """TX-7 for words of no language: the keys of a word give that word, letter for letter or syllable for syllable."""
    assert same_syllables(compose(encode(word, method), method), word)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("word", ["bôông", "Đắk", "Niê", "Byă", "thươ"])
def test_words_without_keys_stand_for_themselves(word: str, method: MethodName) -> None:
    """TX-7: names of other languages of the country, two hats in one word, a word half typed."""
    assert compose(encode(word, method), method) == word


@given(st.text(string.ascii_letters + string.digits + " .,/-", max_size=12), methods, styles)
def test_output_is_composed_and_never_longer_than_its_keys(keys: str, method: MethodName, style: ToneStyle) -> None:
    """§3.3 (d)."""
    text = compose(keys, method, style)
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= len(keys)


@given(st.text(string.ascii_lowercase + " ", max_size=10), methods)
def test_typing_is_composing(keys: str, method: MethodName) -> None:
    """Keys one by one give what all keys at once give; the unfinished word is shown alike."""
    line = typed(keys, method, "old")
    assert line.finish() == compose(keys, method)
    assert line.text == compose(keys, method, finished=False)


@given(st.text(string.ascii_lowercase + "đâơ ", max_size=8), methods)
def test_backspace_takes_one_letter(keys: str, method: MethodName) -> None:
    """§3.2 point 10: one visible letter less, and never an error at the start of the line."""
    line = typed(keys, method, "old")
    assert len(line.press(BACKSPACE).text) == max(0, len(line.text) - 1)


def test_vietnamese_letters_pass() -> None:
    """A word that an outside input method has typed is left alone."""
    assert compose("Nguyễn vawn hùngf") == "Nguyễn văn hùngf"
    assert compose(unicodedata.normalize("NFD", "tiếng Vieetj")) == "tiếng Việt"


def test_encode() -> None:
    """§3.2 point 10: a doubled vowel is three keys."""
    assert encode("xoong") == "xooong"
    assert encode("Đặng Đình Dũng") == "DDawngj DDinhf Dungx"
    assert encode("NGUYỄN") == "NGUYEENX"
    assert encode("được", "vni") == "d9u7o7c5"


def test_uncompose() -> None:
    """§2.3: what an input method made of initials, as keys again."""
    assert uncompose("đ") == "dd"
    assert uncompose("á") == "as"
    assert uncompose("â") == "aa"
    assert uncompose("Ấ") == "AAs"
    assert uncompose("đ", "vni") == "d9"
    assert uncompose("hung 84") == "hung 84"


def test_uncompose_late() -> None:
    """§2.3: initials whose first and last letter an input method joined: "dad", "ana", "asa"."""
    assert uncompose_late("đa") == "dad"
    assert uncompose_late("ân") == "ana"
    assert uncompose_late("ló") == "los"
    assert uncompose_late("đa", "vni") == "da9"
