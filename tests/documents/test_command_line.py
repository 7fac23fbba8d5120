"""Whoever types a wrong command line reads in Vietnamese what is wrong and how it is written (W14)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

import pytest

from documents.command_line import UNKNOWN, Parser, in_vietnamese
from hq import __main__ as headquarters
from tui import __main__ as desk

ENGLISH = ("usage", "options:", "positional", "show this", "error", "argument", "choose", "expected", "exit")
"""Words argparse has of its own."""


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for part in action.choices.values():
                yield from parsers(part)


@pytest.mark.parametrize("whole", [desk._parser(Parser), headquarters._parser()], ids=["bienban", "bienban-hq"])
def test_no_help_has_a_word_of_argparse(whole: argparse.ArgumentParser) -> None:
    told = [parser.format_help() for parser in parsers(whole)]
    assert len(told) > 10
    assert [text for text in told if any(word in text.lower() for word in ENGLISH)] == []
    assert all(text.startswith("cách dùng: ") and "hiện hướng dẫn này" in text for text in told)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--khong",), "Không hiểu “--khong”."),
        (("minutes", "moi-nhat"), "Còn thiếu: -o/--output."),
        (("minutes", "moi-nhat", "-o"), "-o/--output: thiếu nội dung đi kèm."),
        (("hop",), "LỆNH: không có 'hop'. Chọn một trong: "),
        (("enroll",), "Phải có một trong các mục: "),
        (("board", "--dark", "--light"), "--light không dùng cùng --dark."),
        (("--demo=1",), "--demo không kèm gì: hãy bỏ '1'."),
        (("enroll", "--f", "x"), "“--f” có thể là nhiều tuỳ chọn: --file, --fingerprint."),
        (("plan",), "Còn thiếu: VIỆC."),
    ],
)
def test_the_desk_says_what_is_wrong(capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], said: str) -> None:
    told = wrong(desk.main, typed, capsys)
    assert said in told
    assert not any(word in told.lower() for word in ENGLISH)


def test_headquarters_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--port: không đọc được 'x'." in wrong(headquarters.main, ("serve", "--port", "x"), capsys)


def test_help_of_the_desk_is_told_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """The quick parser leaves it to the one that has the words; so do those of commands."""
    for typed in (("-h",), ("bundle", "--help")):
        with pytest.raises(SystemExit) as ended:
            desk.main(typed)
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith("cách dùng: bienban ")


def test_a_sentence_that_no_form_knows_is_told_as_it_is() -> None:
    assert in_vietnamese("something new") == UNKNOWN.format(said="something new")


def wrong(main: Callable[[tuple[str, ...]], int], typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    """What is told about a wrong command line; it ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    return capsys.readouterr().err
