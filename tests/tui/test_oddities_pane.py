"""The contradictions on the screen: told live, counted in the header, one key from where they are put right (§3.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

import pytest

from models import commands as c
from models.entries import Entry
from models.facts import DetailSet, FloorGiven, SessionStarted, StepCorrected, VoteTaken
from models.facts_record import MergeSeen
from models.oddities import Oddity, OddityCode
from tests.tui.bench import clock_of, hold, person_named, press, screen, shown, text_of
from tests.tui.bodies import EVERY, Held
from tests.tui.rehearsed import a_desk, script
from tui import jumps, words_oddities
from tui.desk import Desk
from tui.header import header
from tui.panes.attendance import AttendancePane
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane
from tui.panes.conflicts import ConflictsPane
from tui.panes.history import HistoryPane
from tui.panes.live import LivePane
from tui.panes.oddities import OdditiesPane
from tui.panes.preparation import PreparationPane
from tui.phrases import attention
from tui.phrases_oddities import advice, oddity
from tui.prompts import PickPerson
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.run import play
from tui.rehearsal.script import Act
from tui.workbench import Workbench

SIZES = [(120, 30), (80, 18), (60, 10)]
HOA = "Nguyễn Phương Hoa"
"""Somebody of roster 01 with a name of her own."""


@pytest.fixture
def held(bench: Workbench) -> Workbench:
    """A session in its discussion."""
    return hold(bench)


def do(bench: Workbench, command: c.Command) -> None:
    """Have it recorded."""
    assert bench.do(command), bench.notice.text


def told(bench: Workbench) -> list[str]:
    """Every contradiction in words."""
    return [oddity(bench.desk, odd) for odd in bench.desk.meeting.oddities]


def leaves_then_speaks(bench: Workbench) -> str:
    """Somebody goes out at 14:50 and gets the floor a minute later; her id."""
    person = person_named(bench, HOA)
    do(bench, c.MarkLeft(person))
    clock_of(bench).pass_time(1)
    do(bench, c.GiveFloor(person))
    return person


def elsewhere(bench: Workbench, *facts: object) -> None:
    """Another desk's entries come in."""
    for seq, fact in enumerate(facts, 1):
        bench.desk.meeting.apply(Entry("d9", seq, bench.desk.now(), 0, "", fact))  # type: ignore[arg-type]


# --- words ------------------------------------------------------------------------------------------------------------


def test_every_contradiction_has_its_sentence_its_advice_and_its_way() -> None:
    for code in get_args(OddityCode):
        assert words_oddities.SENTENCES[code].endswith(".")
        assert advice(Oddity(code, "x")).endswith(".")
        assert 1 <= len(jumps.ways(Oddity(code, "x", other="detail"))) <= 2


def test_a_sentence_names_who_what_and_when(held: Workbench) -> None:
    leaves_then_speaks(held)
    assert told(held) == ["Nguyễn Phương Hoa nói lúc 14:51 nhưng ghi về lúc 14:50."]


def test_what_people_typed_is_never_a_template(held: Workbench) -> None:
    do(held, c.WriteNote(c.NoteDraft("Sửa {name} [b]ngay[/b]", "solution", owner="Tư {0}")))
    assert told(held) == ["“Sửa {name} [b]ngay[/b]”: không rõ “Tư {0}” là ai để giao việc."]


# --- live -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [120, 80])
def test_it_is_told_beside_what_happens_and_counted_in_the_header(held: Workbench, width: int) -> None:
    leaves_then_speaks(held)
    assert attention(held.desk)[0] == (told(held)[0], "wrong")
    assert "! Nguyễn Phương Hoa nói" in shown(held, width, 24)
    assert "mâu thuẫn 1: ^X" in text_of(header(held.desk, width)[1])


def test_a_record_that_fits_together_says_nothing(held: Workbench) -> None:
    assert "mâu thuẫn" not in text_of(header(held.desk, 120)[1])
    press(held, "ctrl+x")
    assert "đều khớp nhau" in shown(held)
    press(held, "enter")
    assert isinstance(held.pane, OdditiesPane)


def test_many_are_told_by_the_first_three_and_a_count(held: Workbench) -> None:
    for number in range(1, 6):
        do(held, c.Assess(str(number), "present", "khong"))
        do(held, c.Assess(str(number), "degree", "it"))
    text = " ".join(shown(held, 120, 30).split())
    assert "Biểu hiện 3" in text
    assert "và 2 mâu" in text


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_list_fits_every_window(held: Workbench, width: int, height: int) -> None:
    leaves_then_speaks(held)
    for number in range(1, 15):
        do(held, c.Assess(str(number), "present", "khong"))
        do(held, c.Assess(str(number), "degree", "it"))
    press(held, "ctrl+x", "end")
    drawn = screen(held, width, height)
    assert len(drawn) == height + 2
    assert "Biểu hiện 14" in "\n".join(drawn)


def test_the_whole_sentence_and_what_to_do_stand_below(held: Workbench) -> None:
    leaves_then_speaks(held)
    press(held, "ctrl+x")
    text = shown(held, 80, 18)
    assert "1 chỗ không khớp nhau" in text
    assert "Quay lại rồi thì ghi giờ đến" in text
    assert "Enter: tới lượt nói · Space: tới dòng điểm danh" in text


def test_typing_narrows_the_list(held: Workbench) -> None:
    leaves_then_speaks(held)
    do(held, c.Assess("7", "present", "khong"))
    do(held, c.Assess("7", "degree", "it"))
    press(held, "ctrl+x", "bieu hien")
    assert "Biểu hiện 7" in shown(held)
    assert HOA not in shown(held)


def test_the_palette_knows_it(held: Workbench) -> None:
    press(held, "ctrl+p", "mau thuan", "enter")
    assert isinstance(held.pane, OdditiesPane)


# --- jumps ------------------------------------------------------------------------------------------------------------


def test_enter_goes_to_the_turn_and_the_next_key_puts_it_right(held: Workbench) -> None:
    """^R on a turn under the cursor says who really spoke, also when that turn is long over."""
    leaves_then_speaks(held)
    do(held, c.GiveFloor(person_named(held, "Lê Bảo Mạnh")))
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, LivePane)
    assert held.pane.selected == held.desk.meeting.floor.turns[0].id
    press(held, "ctrl+r", "dinh thi", "enter")
    assert told(held) == []


def test_space_goes_to_the_person_in_the_roll(held: Workbench) -> None:
    person = leaves_then_speaks(held)
    press(held, "ctrl+x", "space")
    assert isinstance(held.pane, AttendancePane)
    row = held.pane.current(held, "")
    assert row is not None
    assert row.id == person
    press(held, "escape")
    assert held.pane.name == words_oddities.PANE_ODDITIES


def test_a_step_without_its_presenter_asks_for_one(held: Workbench) -> None:
    """The step is over; who presented it is still put right."""
    span = next(span for span in held.desk.meeting.agenda.spans if span.step == "doc_bai_viet")
    elsewhere(held, MergeSeen(heads=held.desk.meeting.ledger.heads()), StepCorrected(span=span.id, presenter=""))
    assert told(held) == ["Bước “Đọc bài viết” từ 14:15 chưa ghi ai trình bày."]
    press(held, "ctrl+x", "enter")
    assert isinstance(held.prompt, PickPerson)
    assert "Đọc bài viết" in held.prompt.label


def test_a_wrong_presenter_is_put_right_or_answered(held: Workbench) -> None:
    do(held, c.SetPresenter(person_named(held, HOA), "doc_bai_viet"))
    assert told(held) == ["Nguyễn Phương Hoa trình bày “Đọc bài viết”, kế hoạch giao Bí thư hoặc Phó Bí thư."]
    press(held, "ctrl+x", "space")
    assert isinstance(held.pane, ClosingPane)
    assert held.pane.at == "C07"
    press(held, "escape", "enter")
    assert isinstance(held.prompt, PickPerson)
    press(held, "manh", "enter")
    assert told(held) == []


def test_an_indicator_comes_under_the_cursor_of_the_board(held: Workbench) -> None:
    do(held, c.Assess("14", "present", "khong"))
    do(held, c.Assess("14", "degree", "it"))
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, BoardPane)
    row = held.pane.current(held, "")
    assert row is not None
    assert row.id == "14"


def test_of_two_conclusions_space_goes_to_the_last_note(held: Workbench) -> None:
    for text in ("Có, mức độ ít", "Không có"):
        do(held, c.WriteNote(c.NoteDraft(text, "conclusion", indicators=("7",))))
    last = held.desk.meeting.notes.all[-1]
    press(held, "ctrl+x", "space")
    assert isinstance(held.pane, LivePane)
    assert held.pane.selected == last.id
    press(held, "delete")
    assert told(held) == []


def test_an_owner_nobody_bears_is_a_note_to_edit(held: Workbench) -> None:
    do(held, c.WriteNote(c.NoteDraft("Thay bóng đèn", "solution", owner="Tư Râu")))
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, LivePane)
    assert held.pane.selected == held.desk.meeting.notes.all[-1].id


def test_an_absent_clerk_is_a_row_of_the_roll_or_of_the_preparation(held: Workbench) -> None:
    person = person_named(held, HOA)
    do(held, c.SetDetail("clerk", person))
    do(held, c.MarkLeft(person))
    assert told(held) == ["Nguyễn Phương Hoa là thư ký nhưng đã về lúc 14:50."]
    press(held, "ctrl+x", "space")
    assert isinstance(held.pane, PreparationPane)
    row = held.pane.current(held, "")
    assert row is not None
    assert row.name == "clerk"


def test_a_guest_with_a_members_name_is_a_row_of_the_roll(held: Workbench) -> None:
    do(held, c.AddGuest(HOA))
    assert told(held) == ["Khách Nguyễn Phương Hoa trùng tên với đảng viên Nguyễn Phương Hoa: xem có phải một người."]
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, AttendancePane)
    row = held.pane.current(held, "")
    assert row is not None
    assert row.id in held.desk.meeting.guests


def test_another_vote_is_found_in_the_history_by_its_title(held: Workbench) -> None:
    do(held, c.TakeVote("", "Cử người giữ sổ việc"))
    do(held, c.MarkLeft(person_named(held, HOA), at=held.desk.now() - 60_000))
    assert "trong phòng chỉ có" in told(held)[0]
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, HistoryPane)
    assert held.text == "Cử người giữ sổ việc"


def test_the_vote_on_the_minutes_is_a_task(held: Workbench) -> None:
    counts = {"for": 9, "against": 0, "other": 0, "entitled": 3, "base": 9, "at": held.desk.now()}
    elsewhere(held, VoteTaken.model_validate({"motion": "minutes", "title": "x", "mode": "open", **counts}))
    press(held, "ctrl+x", "enter")
    assert isinstance(held.pane, ClosingPane)
    assert held.pane.at == "vote"


@pytest.mark.parametrize(
    ("fact", "pane"),
    [
        (lambda bench: DetailSet(field="place", value="Nơi khác"), PreparationPane),
        (lambda bench: DetailSet(field="participation", value="Tốt"), ClosingPane),
        (lambda bench: SessionStarted(at=bench.desk.now() - 3_600_000), LivePane),
    ],
    ids=["preparation", "closing", "session"],
)
def test_what_two_desks_tell_differently_is_shown_where_it_is_set(
    held: Workbench, fact: Callable[[Workbench], object], pane: type
) -> None:
    """L19: both values are kept; a person says which."""
    for name in ("place", "participation"):
        do(held, c.SetDetail(name, "Ở đây"))
    elsewhere(held, fact(held))
    assert any(text.startswith("Hai máy ghi khác nhau") for text in told(held))
    press(held, "ctrl+x", "ctrl+x", "may ghi khac", "enter")
    assert isinstance(held.pane, ConflictsPane)
    assert len(held.pane.rows(held, "")) == 1
    press(held, "escape", "end", "space")
    assert isinstance(held.pane, pane)


def test_every_way_can_be_gone_whatever_is_left_of_the_thing(held: Workbench) -> None:
    """What a contradiction is about may be undone while the list is up: a jump never ends the desk."""
    for code in get_args(OddityCode):
        for part in ("detail", "move", "span", "turn", "person", "guest", "note", "session", "correction"):
            odd = Oddity(code, "gone", "p_gone", part)
            for _, go in jumps.ways(odd):
                go(held, odd)
                screen(held)
                held.close_prompt()


def test_a_turn_of_another_desk_jumps_too(held: Workbench) -> None:
    first, second = person_named(held, HOA), person_named(held, "Lê Bảo Mạnh")
    do(held, c.GiveFloor(first))
    clock_of(held).pass_time(1)
    elsewhere(held, FloorGiven(turn="t_far", person=second, kind="opinion", at=held.desk.now()))
    assert told(held) == ["Lê Bảo Mạnh và Nguyễn Phương Hoa cùng nói lúc 14:51."]
    press(held, "ctrl+x", "space")
    assert isinstance(held.pane, LivePane)
    assert held.pane.selected == held.desk.meeting.floor.turns[0].id


# --- the scripted sessions --------------------------------------------------------------------------------------------


def seen_in(desk: Desk, clock: ScriptClock, acts: Iterable[Act]) -> list[tuple[OddityCode, str]]:
    """(kind, whom it is about) of every contradiction that stood at any moment, in order."""
    seen: dict[tuple[OddityCode, str], None] = {}
    for act in acts:
        play(desk, clock, [act])
        seen |= {(odd.code, desk.meeting.name(odd.person)): None for odd in desk.meeting.oddities}
    return list(seen)


def test_the_rehearsed_session_raises_no_false_alarm(tmp_path: Path) -> None:
    """Two real slips of its clerk are told at once, and both are put right: the whole record fits together."""
    with a_desk(tmp_path) as (desk, clock):
        assert seen_in(desk, clock, script()) == [
            ("wrong_presenter", "Lê Xuân Đoàn"),
            ("speaks_absent", "Lê Viết Đại"),
        ]
        assert desk.meeting.oddities == ()


@pytest.mark.parametrize("session", EVERY, ids=lambda session: session.name)
def test_the_sessions_of_the_other_bodies_raise_none_either(tmp_path: Path, session: Held) -> None:
    desk, clock = session.open(tmp_path)
    try:
        assert seen_in(desk, clock, session.script()) == []
    finally:
        desk.close()
        desk.store.close()
