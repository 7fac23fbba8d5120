"""The coach of a rehearsal: what it says, F12, and that nothing of it is left (L17)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.paths import Paths
from tests.tui.bench import press, screen, shown, shut, text_of
from tests.tui.rehearsed import outcome_of, played, script
from tui import words, words_closing, words_rehearsal
from tui.draw import cells
from tui.export import export_name
from tui.header import header
from tui.rehearsal.coach import CoachedBench, rehearsal_bench
from tui.rehearsal.keys import keys_of
from tui.rehearsal.script import shipped_script
from tui.rehearsal.telling import shown as keys_told


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[CoachedBench]:
    """A rehearsal at its first act."""
    bench = rehearsal_bench(Paths(tmp_path), script())
    yield bench
    shut(bench)


@pytest.fixture
def short(tmp_path: Path) -> Iterator[CoachedBench]:
    """The rehearsal that `bienban rehearse` opens."""
    bench = rehearsal_bench(Paths(tmp_path), shipped_script("short"))
    yield bench
    shut(bench)


def do(bench: CoachedBench, count: int) -> None:
    """Let F12 do so many acts."""
    press(bench, *("f12",) * count)


def test_f12_holds_the_whole_session(bench: CoachedBench, tmp_path: Path) -> None:
    """The same record as the script without a screen: the rehearsed clock moves with what is recorded."""
    do(bench, len(script()))
    assert bench.act is None
    assert outcome_of(bench.desk) == played(tmp_path / "other")


def test_the_trainees_keys_move_it_on(bench: CoachedBench) -> None:
    """Every act by its keys; the clock stands at the act that is due."""
    for due, act in enumerate(script()[:150]):
        assert (bench.due, bench.desk.now()) == (due, act.at)
        press(bench, *keys_of(act, bench.desk))


def test_it_says_what_happens_and_which_keys(bench: CoachedBench) -> None:
    """What happens in the room, the keys, what they do; the strip is never wider than the screen."""
    act = script()[0]
    for width, height in ((120, 30), (100, 22), (80, 18), (60, 10)):
        assert all(cells(row) <= width for row in bench.strip(width, 2))
        told = shown(bench, width, height)
        assert words_rehearsal.COACH_NOW.format(clock="18:31").strip() in told
        assert "F5" in told
        assert act.told.split(".")[0][:30] in told


def test_who_presses_what_is_shown_comes_to_the_end(short: CoachedBench) -> None:
    """A stranger, from wherever an act left the screen, presses what the strip says and nothing else; all is held."""
    for due, act in enumerate(short.acts):
        assert short.due == due, f"line {act.line}: {act.verb} {act.rest}: {short.notice.text}"
        keys = short.due_keys(act)
        told = "".join(text for row in short.strip(120, 2) for text, _ in row)
        assert keys_told(keys) in told
        press(short, *keys)
    assert short.act is None
    assert short.desk.meeting.agenda.ended is not None


def test_a_blank_to_type_first_is_said_as_a_key() -> None:
    """Who types what the strip shows puts "đi" behind "loa" with the blank between: it cannot be seen otherwise."""
    assert keys_told(("up", "enter", *" đi", "enter")) == "↑ Enter Space gõ đi Enter"
    assert keys_told((*"+ a", "enter")) == "gõ + a Enter"


def test_each_key_is_told_as_one_presses_it() -> None:
    """Digits that choose are keys one after the other; nobody has to know what "×2" is."""
    assert keys_told((*"ha", "down", "down", *"51")) == "gõ ha ↓ ↓ 5 1"
    assert keys_told((*["backspace"] * 4, "enter")) == "Xoá lùi 4 lần Enter"


def test_another_person_or_field_is_not_the_act(short: CoachedBench) -> None:
    """Whoever marks the wrong member, or writes another field, is waited for: what is due is not passed over."""
    press(short, "f5", "dia", "enter", "Nhà văn hoá", "enter", "escape")
    assert short.due == 0
    do(short, next(index for index, act in enumerate(short.acts) if act.verb == "present"))
    due = short.due
    press(short, "f2", "ma", "enter")
    assert short.due == due
    press(short, "to", "enter")
    assert short.due == due + 1


def test_who_left_the_roll_is_told_the_way_back(short: CoachedBench) -> None:
    """Esc in the midst of the roll, back to the pane under it: what is shown begins with F2 again."""
    do(short, next(index for index, act in enumerate(short.acts) if act.verb == "present") - 1)
    press(short, "f5", "f2")
    do(short, 1)
    assert short.due_keys(short.acts[short.due])[0] != "f2"
    assert "F2" not in "".join(text for row in short.strip(80, 2) for text, _ in row)
    press(short, "escape")
    assert " F2 " in "".join(text for row in short.strip(80, 2) for text, _ in row)


def test_ten_minutes_hold_every_kind_of_act(short: CoachedBench) -> None:
    """Eight seconds for each act to be read and done; no kind of act of the long session is left out."""
    assert len(short.acts) * 8 <= 600
    assert {act.verb for act in script()} - {act.verb for act in short.acts} == set()


def test_the_short_one_teaches_good_minutes(short: CoachedBench) -> None:
    """Nothing that the plan demands stays open, and the coach ends with the way to the printed minutes."""
    do(short, len(short.acts))
    assert [state.code for state in short.desk.rules() if state.level == "E" and state.state != "met"] == []
    assert words_closing.K_EXPORT in shown(short, 80, 18)


def test_what_is_to_be_typed_is_told_whole(bench: CoachedBench) -> None:
    """A trainee has to read the sentence to type it: in 60 columns too."""
    for act in script():
        if act.verb == "note":
            told = " ".join("".join(text for text, _ in row).strip() for row in bench.strip(60, 1))
            for word in act.rest.split():
                assert word in told, act.rest
        do(bench, 1)


def test_every_act_has_its_sentence(bench: CoachedBench) -> None:
    """No verb of the script is told by its code."""
    for act in script():
        assert bench.act == act
        assert "{" not in "\n".join(screen(bench))
        do(bench, 1)
    assert act.verb == "end"
    assert words_rehearsal.COACH_OVER.split(".")[0] in shown(bench)


def test_something_else_is_not_the_act(bench: CoachedBench) -> None:
    """What the trainee does beside the script is recorded and the coach waits."""
    press(bench, "ghi riêng một câu", "enter")
    assert bench.due == 0
    assert [note.text for note in bench.desk.meeting.notes.all] == ["ghi riêng một câu"]
    do(bench, 1)
    assert bench.due == 1


def test_what_cannot_be_done_any_more_is_passed_over(bench: CoachedBench) -> None:
    """The trainee marked the chair present already: F12 says why not and goes on."""
    due = next(index for index, act in enumerate(script()) if act.verb == "present")
    do(bench, due - 1)
    press(bench, "f2", "to", "enter", "escape")
    do(bench, 1)
    assert bench.due == due
    assert words_rehearsal.COACH_ELSE.split(":")[0].split("{")[0].split(",")[0] in shown(bench)
    do(bench, 1)
    assert bench.due == due + 1
    assert bench.notice.style == "warning"


def test_it_is_marked_everywhere(bench: CoachedBench) -> None:
    """L17: the header, every page of the minutes, the strip."""
    top = "".join(text for row in header(bench.desk, 80) for text, _ in row)
    assert words.REHEARSAL_MARK in top
    assert bench.desk.minutes().mark == words.REHEARSAL_MARK
    assert words.REHEARSAL_MARK in shown(bench)


def test_behind_the_end_one_key_throws_it_away(bench: CoachedBench) -> None:
    """L17: discarded with one key; before the end the same key only helps."""
    assert "F12 Làm giúp" in text_of(bench.hints(120))
    do(bench, len(script()))
    assert not bench.discarded
    assert "F12 Xoá bỏ" in text_of(bench.hints(120)), "the footer says what the key does now"
    do(bench, 1)
    assert (bench.discarded, bench.leaving) == (True, True)


def test_f12_is_nothing_in_a_real_meeting(tmp_path: Path) -> None:
    """The coach belongs to rehearsals."""
    from tests.tui.bench import make_bench

    bench = make_bench(tmp_path)
    before = len(bench.desk.meeting.ledger.entries)
    press(bench, "f12")
    assert len(bench.desk.meeting.ledger.entries) == before
    assert bench.notice.text == words_rehearsal.COACH_NOT_HERE
    shut(bench)


def test_a_rehearsal_lies_apart(bench: CoachedBench, tmp_path: Path) -> None:
    """L17: its own folder, so that nothing of it is ever among real meetings."""
    do(bench, 3)
    bench.desk.store.writer.drain(5.0)
    assert [path for path in tmp_path.rglob("*.journal") if "rehearsal" not in path.parts] == []


def test_its_papers_are_called_a_rehearsal(short: CoachedBench) -> None:
    """L17: a file of the rehearsal is told from a meeting's own by its name, and takes the place of none."""
    assert export_name(short.desk).startswith("tap-duot-bien-ban-chi-bo-thon-dong-mit-")
