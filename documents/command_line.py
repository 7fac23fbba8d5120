"""The command line in Vietnamese, for the desk and for headquarters: argparse with its own words said otherwise.

argparse tells its errors in English sentences only; each is recognised by its form. One that no form knows, from a
later Python, is told as it is, under a Vietnamese beginning.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, Final, NoReturn

USAGE: Final = "cách dùng: "
POSITIONALS: Final = "nội dung phải gõ"
OPTIONS: Final = "tuỳ chọn"
HELP: Final = "hiện hướng dẫn này rồi thoát"
WRONG: Final = "{prog}: {trouble}\nGõ “{prog} --help” để xem cách dùng.\n"
UNKNOWN: Final = "Dòng lệnh chưa đúng: {said}."

WRONG_WORDS: Final = 2
"""Exit code of a command line that cannot be read, as argparse has it."""

_TROUBLES: Final = tuple(
    (re.compile(form, re.DOTALL), told)
    for form, told in (
        (r"unrecognized arguments: (.+)", "Không hiểu “{0}”."),
        (r"the following arguments are required: (.+)", "Còn thiếu: {0}."),
        (r"one of the arguments (.+) is required", "Phải có một trong các mục: {0}."),
        (r"argument (.+?): expected .*arguments?", "{0}: thiếu nội dung đi kèm."),
        (r"argument (.+?): not allowed with argument (.+)", "{0} không dùng cùng {1}."),
        (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", "{0}: không có {1}. Chọn một trong: {2}."),
        (r"argument (.+?): invalid .+? value: (.+)", "{0}: không đọc được {1}."),
        (r"argument (.+?): ignored explicit argument (.+)", "{0} không kèm gì: hãy bỏ {1}."),
        (r"ambiguous option: (.+) could match (.+)", "“{0}” có thể là nhiều tuỳ chọn: {1}."),
    )
)
"""Forms of the sentences of argparse → the same in Vietnamese, with what was typed in its place."""


def in_vietnamese(said: str) -> str:
    """A sentence of argparse, in Vietnamese."""
    for form, told in _TROUBLES:
        if match := form.fullmatch(said):
            return told.format(*match.groups())
    return UNKNOWN.format(said=said)


class _Formatter(argparse.HelpFormatter):
    """The first line of help in Vietnamese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """How the command is written."""
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in Vietnamese; so are those of its commands."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, formatter_class=_Formatter)
        self._positionals.title = POSITIONALS
        self._optionals.title = OPTIONS
        self.add_argument("-h", "--help", action="help", help=HELP)

    def error(self, message: str) -> NoReturn:
        """Say how the command is written and what is wrong, and end."""
        self.exit(WRONG_WORDS, self.format_usage() + WRONG.format(prog=self.prog, trouble=in_vietnamese(message)))
