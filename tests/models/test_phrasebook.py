"""The clerk's abbreviations: what a file says, and what a typed word becomes (L14, L3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.phrasebook import CODE_LENGTH, FIELDS, TEXT_LENGTH, UNKNOWN, Phrasebook, code_in, parse
from models.vietnamese.telex import compose
from models.vietnamese.text import nfc

BOOK = parse(
    "gp = giải pháp\n"
    "dd = đồng chí\n"
    "as = ánh sáng\n"
    "đb = đảng bộ\n"
    "UB = Ủy ban\n"
    "kl = = Kết luận của {nguoi}, lúc {Giờ}\n"
    "hai = một ;gp hai\n"
)
FACTS = {"gio": "14 giờ 05 phút", "nguoi": ""}


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.code, fault.given) for fault in parse(text).faults]


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (";gp", "giải pháp"),
        (";GP", "Giải pháp"),
        (";Gp", "Giải pháp"),
        (";ub", "Ủy ban"),
        (";gp,", "giải pháp,"),
        ("(;gp)", "(giải pháp)"),
        ("“;gp”.", "“giải pháp”."),
        (">;gp", ">giải pháp"),
        ("\\;gp", ";gp"),
        ("\\;gp,", ";gp,"),
    ],
)
def test_a_code_becomes_its_text(typed: str, given: str) -> None:
    """L14: punctuation stays, a capital gives a capital, a backslash gives the code itself."""
    assert BOOK.expand(typed, FACTS) == given


@pytest.mark.parametrize("typed", ["gp", ";", "", ";)", ";khong", "a;gp", ";gp;dd", "12;gp", ";g p", "\\gp", "gp;"])
def test_anything_else_stays_as_it_was_typed(typed: str) -> None:
    """L14: plain words never change, and an unknown code stays."""
    assert BOOK.expand(typed, FACTS) is None


@pytest.mark.parametrize(
    ("typed", "given"),
    [(";đ", "đồng chí"), (";Đ", "Đồng chí"), (";á", "ánh sáng"), (";ddb", "đảng bộ"), (";d9b", "đảng bộ")],
)
def test_a_code_is_known_by_what_an_input_method_makes_of_it(typed: str, given: str) -> None:
    """L3: with Telex on, "dd" comes as "đ"; without, a code with marks comes as its keys."""
    assert BOOK.expand(typed, FACTS) == given


def test_a_code_of_its_own_comes_before_one_that_is_composed_to_it() -> None:
    book = parse("dd = đồng chí\nđ = đường\n")
    assert book.expand(";đ", {}) == "đường"
    assert book.expand(";dd", {}) == "đồng chí"


def test_marks_tell_codes_apart() -> None:
    book = parse("db = dân bầu\nđb = đảng bộ\n")
    assert (book.expand(";db", {}), book.expand(";đb", {})) == ("dân bầu", "đảng bộ")


def test_fields_are_filled_and_what_is_not_known_is_seen() -> None:
    """L14: time, name, numbers from the live state; a gap is never silent."""
    assert BOOK.expand(";kl", FACTS) == f"= Kết luận của {UNKNOWN}, lúc 14 giờ 05 phút"


def test_what_came_out_is_not_read_again() -> None:
    """An expansion is plain text: no code inside it is one."""
    assert BOOK.expand(";hai", FACTS) == "một ;gp hai"
    assert parse("a = {nguoi}").expand(";a", {"nguoi": "{gio} ;gp", "gio": "x"}) == "{gio} ;gp"


@pytest.mark.parametrize("written", ["chu_tri", "Chủ trì", " chủ_trì ", "CHU TRI"])
def test_fields_are_named_as_people_write(written: str) -> None:
    assert parse(f"a = {{{written}}}").expand(";a", {"chu_tri": "Hà"}) == "Hà"


def test_a_bank_is_read_line_by_line() -> None:
    """Comments, blank lines, line ends of any system, a mark of the code's own, letters in pieces."""
    book = parse("\ufeff# lời chú\r\n\r\n  gp  =  giải pháp \r\n;cb=chi bo\u0323\u0302")
    assert [(phrase.code, phrase.text, phrase.line) for phrase in book.phrases] == [
        ("gp", "giải pháp", 3),
        ("cb", "chi bộ", 4),
    ]
    assert book.faults == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("giải pháp", ("no_equals", "giải pháp")),
        ("g p = giải pháp", ("bad_code", "g p")),
        ("g-p = giải pháp", ("bad_code", "g-p")),
        ("= giải pháp", ("bad_code", "")),
        ("x" * (CODE_LENGTH + 1) + " = giải pháp", ("bad_code", "x" * (CODE_LENGTH + 1))),
        ("gp =", ("no_text", "gp")),
        ("gp = " + "a" * (TEXT_LENGTH + 1), ("long_text", "gp")),
        ("gp = lúc {giò giấc}", ("unknown_field", "giò giấc")),
        ("CB = chi bộ khác", ("twice", "CB")),
    ],
)
def test_a_bad_line_is_named_and_costs_only_itself(line: str, fault: tuple[str, str]) -> None:
    """L14: the number of the line and what is wrong; the good lines still work."""
    text = f"cb = chi bộ\n\n{line}\nbt = bí thư\n"
    assert faults(text) == [(3, *fault)]
    book = parse(text)
    assert (book.expand(";cb", {}), book.expand(";bt", {})) == ("chi bộ", "bí thư")


@pytest.mark.parametrize(
    ("word", "code"), [(";gp", "gp"), (";Xy,", "Xy"), ("\\;gp", ""), ("gp", ""), (";", ""), ("x;gp", "")]
)
def test_the_code_somebody_means(word: str, code: str) -> None:
    assert code_in(word) == code


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Whatever the file holds, each line is a phrase, a fault, a comment or blank."""
    book = parse(text)
    assert all(phrase.text and phrase.code for phrase in book.phrases)
    assert len({nfc(phrase.code.casefold()) for phrase in book.phrases}) == len(book.phrases)


@given(st.text(st.sampled_from("abcdeghiklmnopqrstuvxyw19"), min_size=1, max_size=CODE_LENGTH), st.text())
def test_a_word_without_the_mark_is_never_touched(code: str, word: str) -> None:
    """Law: only a word with `;` can change."""
    book = parse(f"{code} = lời")
    if ";" not in word:
        assert book.expand(word, {}) is None
    assert book.expand(f";{code}", {}) == "lời"
    assert book.expand(f";{compose(code, finished=False)}", {}) == "lời"


@given(st.sampled_from(FIELDS))
def test_every_field_may_be_used(field: str) -> None:
    assert parse(f"a = {{{field}}}").faults == ()


def test_an_empty_bank_knows_nothing() -> None:
    assert Phrasebook().expand(";cb", {}) is None
