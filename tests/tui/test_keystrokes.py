"""What a common act costs on the keyboard, counted from the rehearsed session (desk.md §4, L2, L4, L15).

`pytest -s tests/tui/test_keystrokes.py` prints the table. Keys are counted from the live pane up to the one that
records, Enter included; going back is one Esc. "Two letters" are those of the name.

    act                                         keys
    next speaker, two letters are enough           4   F3 n g Enter
    next speaker, a namesake                       6   F3 h u Enter 2, or three letters before the digit
    the first who waits                            2   F3 Enter
    who asks to speak, point of order, wrong
    speaker, presenter: two letters are enough     4   F9 n g Enter
    the speaker has done                           1   F7
    another kind of speech                         2   ^K 4
    next step · break · undo · redo                1   F6 · ^N · ^Z · ^Y
    start, two minutes ago                         3   F6 2 Enter
    present, two letters are enough                4   F2 t o Enter; on the roll 3; the cursor on the name 1
    everybody else is present                      3   F2 0 Enter
    gone out, on the roll                          3   one letter, Tab, 4; the cursor on the name 1
    to indicator n                                 4   # 1 7 Enter
    yes, no, unclear for indicator n               5   F4 1 7 Enter 2
    unanimous vote, in the closing pane            2   Enter Enter
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from models.votes import ADOPTION
from tests.tui.bench import make_bench, press, shut
from tests.tui.rehearsed import a_desk, script
from tui.panes.live import LivePane
from tui.rehearsal.keys import recording_keys
from tui.rehearsal.run import play
from tui.rehearsal.script import Act
from tui.rehearsal.telling import shown
from tui.workbench import Workbench

Fits = Callable[[Act, list[str]], bool]


def verb(*verbs: str) -> Fits:
    return lambda act, keys: act.verb in verbs


def two_letters(*verbs: str) -> Fits:
    """Acts about a person whom two letters find."""
    return lambda act, keys: act.verb in verbs and sum(len(key) == 1 for key in keys) <= 2


def namesake(*verbs: str) -> Fits:
    """Acts about a person whom a digit has to choose."""
    return lambda act, keys: act.verb in verbs and keys[-1].isdigit()


def answer(act: Act, keys: list[str]) -> bool:
    return act.verb == "assess" and act.words(3)[1] == "present"


BUDGET: dict[str, tuple[Fits, int]] = {
    "next speaker, two letters": (two_letters("floor"), 4),
    "next speaker, a namesake": (namesake("floor"), 6),
    "the first who waits": (verb("next"), 2),
    "asks to speak, two letters": (two_letters("ask", "withdraw"), 4),
    "point of order, wrong speaker, presenter": (two_letters("order", "speaker", "presenter"), 4),
    "the speaker has done": (verb("stop"), 1),
    "another kind of speech": (verb("kind"), 2),
    "next step": (verb("step"), 1),
    "break, and on": (verb("pause", "resume"), 1),
    "start, two minutes ago": (verb("start"), 3),
    "undo, redo": (verb("undo", "redo"), 1),
    "present, two letters": (two_letters("present"), 4),
    "everybody else is present": (verb("rest"), 3),
    "to indicator n": (verb("focus"), 4),
    "yes, no, unclear for indicator n": (answer, 5),
    "begin to read": (verb("read"), 2),
    "end the session": (verb("end"), 2),
}
"""Act → (which acts of the session it is, keys at most)."""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The keys of every act of the session, by what act it is."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    with a_desk(tmp_path_factory.mktemp("count")) as (desk, clock):
        for act in script():
            clock.move_to(act.at)
            keys = recording_keys(act, desk)
            for name, (fits, _) in BUDGET.items():
                if fits(act, keys):
                    found[name].append(keys)
            play(desk, clock, [act])
    return found


def test_the_table(counted: dict[str, list[list[str]]]) -> None:
    """Every act of the table happens in the session; `-s` prints what each took."""
    print()
    for name, (_, most) in BUDGET.items():
        longest = max(counted[name], key=len)
        print(f"{name:<42} {len(longest)} of {most}   {shown(longest):<22} {len(counted[name]):>3} times")
    assert counted.keys() == BUDGET.keys()


@pytest.mark.parametrize("name", BUDGET)
def test_an_act_takes_no_more_keys(counted: dict[str, list[list[str]]], name: str) -> None:
    """desk.md §4: a common act in four keys at most; what takes more says so here."""
    most = BUDGET[name][1]
    assert [shown(keys) for keys in counted[name] if len(keys) > most] == []


def test_two_letters_are_usually_enough(counted: dict[str, list[list[str]]]) -> None:
    """L4: in a cell with four pairs of alike names, two of three speakers still need no third letter."""
    turns = sum(act.verb == "floor" for act in script())
    assert len(counted["next speaker, two letters"]) >= turns * 6 // 10


def test_on_the_roll_a_mark_is_one_key(tmp_path: Path) -> None:
    """L2: the cursor on a name, one key says present, absent, gone."""
    bench = make_bench(tmp_path)
    attendance = "f2"
    press(bench, attendance, "space", "3", "6")
    presence = bench.desk.meeting.attendance.presence
    marks = [presence[id].mark for id in list(presence)[:3]]
    assert marks == ["present", "unexcused", "unmarked"]
    shut(bench)


def test_absence_at_one_vote_takes_three_keys(tmp_path: Path) -> None:
    """L2: on the roll, a letter, Tab and 4 take a member out of the vote; with the cursor on the name 4 alone."""
    bench = make_bench(tmp_path)
    press(bench, "f2", "0", "enter", "escape", "f6", "enter", "f2")
    before = bench.desk.meeting.attendance.counts(bench.desk.now()).can_vote
    keys = ["g", "tab", "4"]
    press(bench, *keys)
    assert len(keys) <= 3
    assert bench.desk.meeting.attendance.counts(bench.desk.now()).can_vote == before - 1
    shut(bench)


def test_everybody_in_favour_is_two_keys(tmp_path: Path) -> None:
    """L15: with everything ready the closing pane stands on the vote: Enter asks, Enter says everybody."""
    vote = next(index for index, act in enumerate(script()) if act.verb == "vote")
    with a_desk(tmp_path) as (desk, clock):
        play(desk, clock, script()[:vote])
        bench = Workbench(desk, lambda bench: LivePane())
        press(bench, "f10")
        keys = ["enter", "enter"]
        press(bench, *keys)
        taken = desk.meeting.votes[ADOPTION]
        assert (taken.in_favour, taken.against, taken.other) == (taken.entitled, 0, 0)
        assert desk.meeting.adopted is not None
