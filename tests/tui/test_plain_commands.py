"""Commands of the plain face: every action of the desk is within reach, by names people type (L22, L23)."""

from __future__ import annotations

from collections import Counter

import pytest

from models.vietnamese.text import fold
from tui import words, words_closing, words_commitments
from tui import words_plain as texts
from tui.plain.commands import OWN, OWN_ANYWHERE, RUNS, SHORT, Spoken, commands, help_lines
from tui.plain.naming import call_in, meant, nearest, unescaped
from tui.plain.saying import _KEY_WORD, hint_of, sayable, without_keys
from tui.registry import Action, all_commands

HOW = (
    "Action “{id}”: {trouble}. Give it names of its own in tui/words_plain.py, ACTION_NAMES “{id}”, or, if it makes "
    "no sense without a screen, the reason in SCREEN_ONLY; what is to happen here instead of its key goes to RUNS in "
    "tui/plain/commands.py."
)


def called(line: str) -> Spoken:
    """The one command a line calls."""
    call = call_in(line)
    assert call is not None
    found, _ = meant(call, commands())
    assert len(found) == 1, (line, [command.id for command in found])
    return found[0]


def rest_of(line: str) -> str:
    call = call_in(line)
    assert call is not None
    _, count = meant(call, commands())
    return call.rest(count)


@pytest.mark.parametrize("action", all_commands(), ids=lambda action: action.id)
def test_every_action_can_be_called_or_says_why_not(action: Action) -> None:
    """L23: whatever a key or the palette does, a line does; each of its names calls it and nothing else."""
    if action.id in texts.SCREEN_ONLY:
        assert texts.SCREEN_ONLY[action.id].endswith("."), HOW.format(id=action.id, trouble="no reason is given")
    command = next((command for command in commands() if command.action == action.id), None)
    assert command is not None, HOW.format(id=action.id, trouble="no command does it")
    for name in command.names:
        call = call_in(f".{name}")
        assert call is not None, HOW.format(id=action.id, trouble=f"“{name}” cannot be typed as a command")
        found, count = meant(call, commands())
        others = [other.id for other in found if other is not command]
        assert not others, HOW.format(id=action.id, trouble=f"“.{name}” also calls {', '.join(others)}")
        assert count == len(name.split()), HOW.format(id=action.id, trouble=f"“.{name}” is cut short by another name")


def test_the_tables_name_what_there_is() -> None:
    """A line for an action that is gone is a line nobody needs."""
    ids = {action.id for action in all_commands()}
    assert set(texts.ACTION_NAMES) <= ids
    assert set(RUNS) <= set(texts.ACTION_NAMES)
    assert not set(texts.SCREEN_ONLY) & set(texts.ACTION_NAMES)
    assert set(OWN) == set(texts.OWN_NAMES) == set(texts.OWN_HELP)
    assert set(OWN) >= OWN_ANYWHERE
    known = {command.id for command in commands()}
    assert set(texts.USAGE) | set(SHORT) <= known
    assert {command.group for command in commands()} <= {v for k, v in vars(words).items() if k.startswith("G_")}


def test_no_name_is_given_twice() -> None:
    """Marks folded: who types without them must mean one thing."""
    names = Counter(fold(name) for command in commands() for name in command.names)
    assert [name for name, count in names.items() if count > 1] == []


def test_names_are_understood_without_marks_and_by_a_beginning() -> None:
    assert called(".điểm danh").id == called(".diem danh").id == called(".dd").id == called(".ĐIỂM DANH").id
    assert called(".điểm danh").id == "attendance"
    assert called(".nói").id == called(".người nói").id == called(".mời").id == "speaker"
    assert called(".thôi").id == "stop"
    assert called(".biểu q").id == "vote"
    assert called(".bieu hien 7 có").id == "board"
    assert called(".vắng không lý do lan").id == "unexcused"
    assert called(".vắng lan").id == "excused"


def test_what_follows_the_name_is_left_as_it_was_typed() -> None:
    assert rest_of(".người nói  Trần Thị HOÀ 1970") == "Trần Thị HOÀ 1970"
    assert rest_of(".khách Lê Văn Lạ, Trưởng thôn") == "Lê Văn Lạ, Trưởng thôn"
    assert rest_of(".biểu quyết 20 0 1") == "20 0 1"
    assert rest_of(".thôi") == ""


def test_an_unclear_beginning_means_several_and_nonsense_has_near_names() -> None:
    call = call_in(".kết")
    assert call is not None
    several, _ = meant(call, commands())
    assert {"closing", "end", "conclusion"} <= {command.id for command in several}
    call = call_in(".iểm đanh")
    assert call is not None
    assert called(".diem danh") in nearest(call, commands())
    assert len(nearest(call, commands())) == 3


@pytest.mark.parametrize("line", ["/2 trả lời", "> ý", "? hỏi", "+ làm", "! chốt", "= kết", "~ khác", "* ghi", "#7"])
def test_signs_of_the_shorthand_are_no_commands(line: str) -> None:
    """The rule: a dot with a letter behind it, and nothing else, begins a command."""
    assert call_in(line) is None


@pytest.mark.parametrize("line", ["...", "... rồi thôi", ". nói", ".5 điểm", "..nói"])
def test_dots_that_begin_no_command(line: str) -> None:
    assert call_in(line) is None


def test_two_dots_write_one() -> None:
    assert unescaped("..com là đuôi tên miền") == ".com là đuôi tên miền"
    assert unescaped("...còn nữa") == "...còn nữa"


def test_the_help_names_every_command_and_explains_each() -> None:
    """L22: the rules, then every name; a word finds what it is for."""
    told = "\n".join(help_lines(""))
    for command in commands():
        if command.action not in texts.SCREEN_ONLY:
            assert f".{command.names[0]}" in told
            assert any(command.help in line for line in help_lines(command.names[0]))
    assert any(".người nói" in line and "tên" in line for line in help_lines("mời"))
    assert help_lines("xyzt") == [texts.HELP_NONE.format(text="xyzt")]


# --- what the desk says -----------------------------------------------------------------------------------------


def sentences(table: object) -> list[str]:
    """Every text of a module of words."""
    found = []
    for value in vars(table).values():
        found += [value] if isinstance(value, str) else list(value.values()) if isinstance(value, dict) else []
    return [text for text in found if isinstance(text, str)]


@pytest.mark.parametrize("code", words.REFUSALS)
def test_refusals_speak_of_commands_not_keys(code: str) -> None:
    """No key is on a line terminal: each sentence says what to type."""
    assert _KEY_WORD.search(without_keys(words.REFUSALS[code])) is None
    assert "nhấn" not in without_keys(words.REFUSALS[code]).replace("nhấn Enter", "")


@pytest.mark.parametrize("table", [words, words_closing, words_commitments], ids=lambda table: table.__name__)
def test_hints_keep_only_what_holds_here(table: object) -> None:
    hints = {name: text for name, text in vars(table).items() if "HINT" in name and isinstance(text, str)}
    assert hints
    assert {name: hint_of(text) for name, text in hints.items() if _KEY_WORD.search(hint_of(text))} == {}


def test_signs_are_said_in_words() -> None:
    """W14: what a screen reader would spell out, or leave out, is said or dropped."""
    assert sayable("37′/90′ ━━━──── còn 53′") == "37 phút trên 90 phút còn 53 phút"
    assert sayable("mỗi biểu hiện 3′08 · “A” → “B”…") == "mỗi biểu hiện 3 phút 08 giây, “A” thành “B”..."
    assert sayable("▸ ● Lan \x1b[31m đỏ\u202e") == "Lan [31m đỏ"
