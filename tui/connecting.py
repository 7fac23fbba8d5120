"""Connecting this laptop with headquarters: by a code over the network, by files on a stick where there is none.

By files: the clerk writes a request, headquarters signs an answer, the clerk takes it in and compares the fingerprint
of headquarters' key with what is read out (sync.md §8). Until the last step nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.vietnamese.text import fold
from sync.disk_trouble import reason
from sync.errors import AccessEnded, StoreError
from tui import words_sync as texts
from tui.draw import line, wrapped
from tui.export import export_folder, shown
from tui.prompts import AskText, Choose, Option
from tui.typed_path import file_meant, typed_path

if TYPE_CHECKING:
    from sync.enrolment import Other
    from sync.protocol import Enrolled
    from tui.workbench import Workbench

ENDING: Final = ".json"
_NAME: Final = "laptop_name"
"""The setting that keeps what the clerk called this laptop between the request and its answer."""
_LARGEST: Final = 64 * 1024
"""Bytes of a file in a folder that may be an answer."""
_ABOUT_WIDTH: Final = 76


def _at_home(bench: Workbench) -> bool:
    """Whether no meeting is open; says so otherwise."""
    if bench.desk.has_meeting:
        bench.refuse(texts.CLOSE_FIRST)
    return not bench.desk.has_meeting


# --- over the network -----------------------------------------------------------------------------------------------


def ask_enrolment(bench: Workbench) -> None:
    """Address, code, the laptop's name: then headquarters is asked in the background."""
    if not _at_home(bench):
        return

    def ask_code(url: str) -> None:
        bench.ask(
            AskText(texts.ENROLL_CODE, lambda code: _ask_name(bench, lambda name: _enroll(bench, url, code, name)))
        )

    known = bench.post.account
    bench.ask(AskText(texts.ENROLL_URL, ask_code, initial=known.url if known else "", hint=texts.ENROLL_URL_HINT))


def _ask_name(bench: Workbench, then: Callable[[str], None]) -> None:
    bench.ask(AskText(texts.ENROLL_NAME, then, hint=texts.ENROLL_NAME_HINT, optional=True))


def _enroll(bench: Workbench, url: str, code: str, name: str) -> None:
    from sync.enrolment import Line as Way

    try:
        bench.post.enroll(Way(url), code, name)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    bench.say(texts.ENROLLING)


# --- by files -------------------------------------------------------------------------------------------------------


def choose_file(bench: Workbench) -> None:
    """Which of the two steps: the request, or the answer to it."""
    if not _at_home(bench):
        return
    steps = {"request": ask_request, "answer": ask_answer}
    options = [Option("request", texts.STEP_REQUEST), Option("answer", texts.STEP_ANSWER)]
    bench.ask(Choose(texts.STEP_ASK, options, lambda step: steps[step](bench)))


def ask_request(bench: Workbench) -> None:
    """The laptop's name and where the request goes; then it is written."""
    if not _at_home(bench):
        return
    file = f"{texts.REQUEST_NAME}-{bench.desk.store.device.alias}{ENDING}"

    def ask_place(name: str) -> None:
        ask = AskText(
            texts.REQUEST_ASK,
            lambda typed: _write(bench, typed_path(typed), file, name),
            initial=shown(export_folder(bench.desk) / file),
            hint=texts.REQUEST_HINT,
        )
        bench.ask(ask)

    _ask_name(bench, ask_place)


def _write(bench: Workbench, path: Path, file: str, name: str) -> None:
    from sync.enrolment_file import write_request  # keys are loaded when a file is written or read

    path = file_meant(path, file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_request(bench.desk.store, path, name)
        bench.desk.store.set_setting(_NAME, name)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
    except OSError as trouble:
        bench.say(texts.REQUEST_FAILED.format(path=shown(path), why=reason(trouble)), "wrong")
    else:
        bench.say(texts.REQUEST_WRITTEN.format(path=shown(path)), "done")


def ask_answer(bench: Workbench) -> None:
    """Headquarters' file, or the folder it lies in; then whether its key is the right one."""
    if _at_home(bench):
        bench.ask(AskText(texts.ANSWER_ASK, lambda typed: _take(bench, typed_path(typed)), hint=texts.ANSWER_HINT))


def _take(bench: Workbench, path: Path) -> None:
    try:
        said = _answer(bench, path)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
    except OSError as trouble:
        bench.say(texts.ANSWER_FAILED.format(path=shown(path), why=reason(trouble)), "wrong")
    else:
        _reach(bench, said, said.url)


def _answer(bench: Workbench, path: Path) -> Enrolled:
    """The answer to this laptop in the file, or among the files of the folder. AccessEnded, OSError."""
    from sync.enrolment_file import read_answer

    if not path.is_dir():
        return read_answer(bench.desk.store, path)
    for file in sorted(one for one in path.iterdir() if one.is_file() and one.stat().st_size <= _LARGEST):
        with suppress(AccessEnded, OSError):
            return read_answer(bench.desk.store, file)
    raise AccessEnded("enrolment_none", name=shown(path))


def _reach(bench: Workbench, said: Enrolled, url: str) -> None:
    """Where headquarters is reached once there is a network; the answer may leave that to the clerk."""
    from sync.client import checked
    from sync.enrolment_file import is_confirmed

    if not url:
        ask = AskText(texts.ENROLL_URL, lambda typed: _reach(bench, said, typed), hint=texts.ENROLL_URL_HINT)
        bench.ask(ask)
        return
    try:
        checked(url, plain=False)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    if is_confirmed(said, bench.post.account):
        _accept(bench, said, url)
    else:
        _compare(bench, said, url)


def _compare(bench: Workbench, said: Enrolled, url: str) -> None:
    """Show the fingerprint; only the word, or the fingerprint itself, is a yes: a key pressed by chance is none."""
    from sync.enrolment_file import is_confirmed
    from sync.signing import fingerprint

    def answered(typed: str) -> None:
        if fold(typed) == fold(texts.ENROLL_YES) or is_confirmed(said, None, typed):
            _accept(bench, said, url)
        else:
            bench.say(texts.COMPARE_NOT, "warning")

    told = texts.COMPARE_ABOUT.format(unit=said.unit, url=url)
    about = [line(" ", *row) for row in wrapped(told, _ABOUT_WIDTH)]
    about += [line("   ", (fingerprint(said.key), "now"))]
    about += [line(" ", *row) for row in wrapped(texts.COMPARE_HOW, _ABOUT_WIDTH)]
    bench.ask(AskText(texts.COMPARE_ASK, answered, hint=texts.COMPARE_HINT, optional=True, about=about))


def _accept(bench: Workbench, said: Enrolled, url: str) -> None:
    """Enrolled at once, unless the file is of another unit than the laptop's: then a person says what it is."""
    from sync.enrolment import other_unit

    other = other_unit(bench.desk.store, said, bench.post.account)
    if other is None:
        _enrolled(bench, said, url)
        return
    ask_unit(bench, other, lambda further: _enrolled(bench, said, url, further=further))


def told_other(other: Other) -> str:
    """Both units, and what the laptop holds of its own: so that a person can say whether they are one."""
    return texts.OTHER_UNIT.format(here=other.here, there=other.there, meetings=other.meetings)


def ask_unit(bench: Workbench, other: Other, then: Callable[[bool], None]) -> None:
    """One unit or two: only the word is an answer; `then` is told whether they are two."""

    def answered(typed: str) -> None:
        same = fold(typed) == fold(texts.OTHER_SAME)
        if same or fold(typed) == fold(texts.OTHER_FURTHER):
            then(not same)
        else:
            bench.say(texts.OTHER_STOPPED, "warning")

    about = [line(" ", *row) for row in wrapped(told_other(other), _ABOUT_WIDTH)]
    bench.ask(AskText(texts.OTHER_ASK, answered, hint=texts.OTHER_HINT, optional=True, about=about))


def _enrolled(bench: Workbench, said: Enrolled, url: str, *, further: bool = False) -> None:
    """Enrolled from now on; the courier goes with the new account."""
    from sync.enrolment import Line as Way
    from sync.enrolment_file import enroll_with

    name = str(bench.desk.store.setting(_NAME) or "")
    try:
        account = enroll_with(bench.desk.store, said, Way(url), name, further=further)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    bench.post.stop()
    bench.post.start()
    bench.say(texts.ENROLLED.format(unit=account.unit), "done")
