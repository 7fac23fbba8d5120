"""The minutes on the screen: always ready, read back, corrected, voted (L5, L15, R45, R46)."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from models import commands as c
from models.agenda import MINUTE
from models.commitments import Commitment
from models.facts import VoteTaken
from models.facts_minutes import ReadingBegun
from models.votes import ADOPTION
from tests.tui.bench import clock_of, make_bench, open_store, press, screen, shown, shut, text_of
from tests.tui.held import DIFFERENCE, OPINION, conclude, do, hold, meeting
from tui import words, words_amending
from tui.desk import Desk
from tui.panes.closing import ClosingPane
from tui.panes.live import LivePane
from tui.panes.minutes import MinutesPane
from tui.reading import minutes_left, minutes_to_read, reading_starts, stops_of
from tui.workbench import Workbench

SIZES = [(100, 22), (80, 18), (60, 10)]


def facts(bench: Workbench, kind: type) -> list[object]:
    return [entry.fact for entry in meeting(bench).ledger.entries.values() if isinstance(entry.fact, kind)]


def pane_of(bench: Workbench) -> MinutesPane:
    assert isinstance(bench.pane, MinutesPane)
    return bench.pane


def page(bench: Workbench) -> list[tuple[str, set[str]]]:
    """Every line of the page with the styles in it."""
    return [(text_of(line), {style for _, style in line}) for line in pane_of(bench).lines(bench, 80)]


def ready(bench: Workbench) -> None:
    """Held, and concluded: nothing keeps the minutes from being read."""
    hold(bench)
    conclude(bench)


def read_to(bench: Workbench, text: str) -> None:
    """Space until the paragraph that holds a text stands on the screen."""
    for _ in range(120):
        stop = pane_of(bench).paper(bench.desk).stops[pane_of(bench).place]
        if text in stop.paragraph.text:
            return
        press(bench, "space")
    raise AssertionError(f"nothing is read with {text}")


def read_all(bench: Workbench) -> None:
    """From F8 to behind the last paragraph, where the vote is asked for."""
    press(bench, "f8", "enter", "end", "space")


# --- the page ---------------------------------------------------------------------------------------------------


def test_f8_shows_what_was_recorded_this_second(bench: Workbench) -> None:
    """L5: at any second the minutes open with the data up to that second."""
    hold(bench)
    people = list(meeting(bench).people)
    do(bench, c.GiveFloor(people[5]), c.WriteNote(c.NoteDraft("câu vừa nói xong")))
    press(bench, "f8")
    assert any("câu vừa nói xong" in text for text, _ in page(bench))
    do(bench, c.WriteNote(c.NoteDraft("câu sau khi đã mở")))
    assert any("câu sau khi đã mở" in text for text, _ in page(bench))


def test_a_draft_is_marked_and_its_gaps_are_seen(bench: Workbench) -> None:
    """L5, L20: missing parts show as visible gaps; a draft carries its mark. Both in words, not by colour alone."""
    hold(bench)
    press(bench, "f8")
    drawn = page(bench)
    assert next(styles for text, styles in drawn if "DỰ THẢO" in text) >= {"warning"}
    gaps = [styles for text, styles in drawn if "[Chưa ghi: tổng hợp" in text]
    assert gaps
    assert all("missing" in styles for styles in gaps)


def test_what_the_vote_waits_for_is_said_on_the_page(bench: Workbench) -> None:
    """domain.md §10 E: no final minutes without the chair's conclusions."""
    hold(bench)
    press(bench, "f8")
    assert "còn thiếu: Kết luận, đánh giá" in shown(bench)
    conclude(bench)
    assert "còn thiếu" not in shown(bench)


def test_the_page_scrolls_to_its_ends(bench: Workbench) -> None:
    hold(bench)
    press(bench, "f8")
    screen(bench)
    press(bench, "end")
    assert any("Nơi nhận" in line for line in screen(bench))
    press(bench, "pageup", "up", "home")
    assert any("DỰ THẢO" in line for line in screen(bench)[:6])
    press(bench, "escape")
    assert isinstance(bench.pane, LivePane)


@pytest.mark.parametrize("key", ["f2", "f4", "f8", "f10"])
def test_a_key_pressed_twice_stays_and_what_follows_is_no_note(bench: Workbench, key: str) -> None:
    """L4: whoever is not sure that the key was taken and presses it again types into the pane, and nothing else."""
    hold(bench)
    notes = len(bench.desk.meeting.notes.all)
    press(bench, key)
    pane = bench.pane
    press(bench, key, "lan", "enter", "enter")
    assert pane in bench.panes
    assert len(bench.desk.meeting.notes.all) == notes


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_its_screen(bench: Workbench, width: int, height: int) -> None:
    """100×28 full, 80×24 whole, 60×16 reduced: no line is wider than the screen."""
    ready(bench)
    press(bench, "f8")
    assert len(bench.body(width, height)) <= height
    screen(bench, width, height)
    press(bench, "enter")
    for _ in range(12):
        assert len(bench.body(width, height)) <= height
        screen(bench, width, height)
        press(bench, "space")


# --- reading time -----------------------------------------------------------------------------------------------


def test_the_asking_line_says_when_to_begin_reading(bench: Workbench) -> None:
    """L5: the reading time is estimated, so that the chair begins in time (words ÷ the plan's pace)."""
    hold(bench)
    press(bench, "f8")
    desk = bench.desk
    minutes = minutes_to_read(desk, desk.minutes())
    start = reading_starts(desk, minutes)
    assert start is not None
    end = (meeting(bench).agenda.started or 0) + meeting(bench).body.planned_minutes * MINUTE
    close = meeting(bench).body.step_of_kind("close").minutes
    assert start + (math.ceil(minutes) + close) * MINUTE == end
    asked = text_of(bench.asking(80))
    assert f"đọc khoảng {math.ceil(minutes)} phút: nên bắt đầu đọc từ {desk.clock(start)}" in asked


def test_a_break_puts_the_reading_off_and_lateness_says_now(bench: Workbench) -> None:
    hold(bench)
    before = reading_starts(bench.desk, 6)
    assert before is not None
    do(bench, c.Pause())
    clock_of(bench).pass_time(10)
    do(bench, c.Resume())
    assert reading_starts(bench.desk, 6) == before + 10 * MINUTE
    clock_of(bench).pass_time(60)
    press(bench, "f8")
    assert "nên đọc ngay" in text_of(bench.asking(80))


def test_the_time_left_falls_to_nothing(bench: Workbench) -> None:
    hold(bench)
    stops = stops_of(bench.desk.minutes())
    left = [minutes_left(10, stops, place) for place in range(len(stops) + 1)]
    assert left[0] == 10
    assert left[-1] == 0
    assert left == sorted(left, reverse=True)


# --- reading back -----------------------------------------------------------------------------------------------


def test_reading_needs_a_running_session(bench: Workbench) -> None:
    """R45: the minutes are read to the meeting."""
    press(bench, "f8", "enter")
    assert not pane_of(bench).reading
    assert "F6" in shown(bench)


def test_one_paragraph_at_a_time(bench: Workbench) -> None:
    """L5: Space and Down go on, Up and Backspace go back; the reading is recorded once."""
    ready(bench)
    press(bench, "f8", "enter")
    stops = pane_of(bench).paper(bench.desk).stops
    for number, key in enumerate(("space", "down", "up", "backspace"), start=1):
        press(bench, key)
        place = (1, 2, 1, 0)[number - 1]
        assert pane_of(bench).place == place
        assert f"đoạn {place + 1}/{len(stops)}" in shown(bench)
        body = " ".join(" ".join(map(text_of, bench.body(100, 22))).split())
        assert stops[place].paragraph.text in body
        assert stops[place + 2].paragraph.text not in body
    press(bench, "up")
    assert pane_of(bench).place == 0
    assert len(facts(bench, ReadingBegun)) == 1


def test_a_paragraph_too_long_for_the_screen_says_so(bench: Workbench) -> None:
    """What does not fit is not silently cut: it is read on with PgDn."""
    ready(bench)
    do(bench, c.SetDetail("summary", "nội dung dài " * 90))
    press(bench, "f8", "enter")
    read_to(bench, "nội dung dài")
    first = shown(bench, 60, 10)
    assert "dòng: PgDn" in first
    press(bench, *["pagedown"] * 20)
    assert "dòng: PgDn" not in shown(bench, 60, 10)
    assert "PgUp" in shown(bench, 60, 10)


def test_letters_are_refused_gently(bench: Workbench) -> None:
    """Nothing is asked, so nothing is typed; no note is written by mistake."""
    ready(bench)
    notes = len(meeting(bench).notes.all)
    press(bench, "f8", "enter", "abc")
    assert bench.text == ""
    assert "không gõ chữ" in shown(bench)
    press(bench, "enter", "escape")
    assert len(meeting(bench).notes.all) == notes


@pytest.mark.parametrize("way", [("f8", "enter"), ("escape", "f8", "enter"), ("f10", "f8", "enter")])
def test_leaving_keeps_the_place(bench: Workbench, way: tuple[str, ...]) -> None:
    """F8 or Esc leaves the reading; it goes on at the same paragraph."""
    ready(bench)
    press(bench, "f8", "enter", "space", "space", "space", *way)
    assert pane_of(bench).reading
    assert pane_of(bench).place == 3


def test_the_place_outlasts_the_desk(tmp_path: Path) -> None:
    """L1: after a restart the reading goes on exactly there."""
    first = make_bench(tmp_path)
    ready(first)
    id = first.desk.replica.id if first.desk.replica else ""
    press(first, "f8", "enter", "space", "space")
    clock = clock_of(first)
    shut(first)
    desk = Desk(open_store(tmp_path, clock))
    desk.open(id)
    second = Workbench(desk, lambda bench: LivePane())
    press(second, "f8", "enter")
    assert pane_of(second).place == 2
    shut(second)


# --- corrections ------------------------------------------------------------------------------------------------


def test_enter_corrects_just_that_sentence(bench: Workbench) -> None:
    """L5: a correction key opens just that sentence and stores old and new; both are shown."""
    ready(bench)
    press(bench, "f8", "enter")
    read_to(bench, "Địa điểm")
    old = pane_of(bench).paper(bench.desk).stops[pane_of(bench).place].paragraph.text
    press(bench, "enter")
    assert bench.text == old
    press(bench, " Tầng 2.")
    assert f"{old} Tầng 2." in shown(bench)
    press(bench, "enter")
    (correction,) = meeting(bench).corrections.values()
    assert (correction.old, correction.new) == (old, f"{old} Tầng 2.")
    seen = shown(bench)
    assert f"{old} Tầng 2." in seen
    assert f"Trước đó: “{old}”" in seen
    press(bench, "f8")
    marked = [text for text, _ in page(bench) if "Tầng 2" in text]
    assert marked[0].strip().startswith("»")
    assert any("» đoạn đã sửa" in text for text, _ in page(bench))


def test_a_refused_correction_keeps_what_was_typed(bench: Workbench) -> None:
    """desk.md L1: nothing typed is lost."""
    ready(bench)
    press(bench, "f8", "enter")
    read_to(bench, "Địa điểm")
    press(bench, "enter")
    same = bench.text
    press(bench, "enter")
    assert bench.prompt is not None
    assert bench.text == same
    assert words.REFUSALS["same"] in shown(bench, 100)


def test_rows_of_the_board_are_corrected_on_the_board(bench: Workbench) -> None:
    ready(bench)
    press(bench, "f8", "enter")
    read_to(bench, "Biểu hiện số 3:")
    press(bench, "enter")
    assert bench.prompt is None
    assert "F4" in text_of(bench.asking(80))


def test_a_row_says_where_its_words_come_from(bench: Workbench) -> None:
    """desk.md §3: work left over is corrected in its note, what an earlier session took on in its own pane."""
    carried = Commitment("2023-08-15:n_1", "task", "Rà soát hồ sơ", "chi đoàn", "2023-09-01", "2023-08-15")
    do(bench, c.CarryCommitments((carried,)), c.JudgeCommitment(carried.id, "done"))
    ready(bench)
    do(bench, c.WriteNote(c.NoteDraft("Chưa thay biển tên", kind="backlog", owner="chi đoàn")))
    press(bench, "f8", "enter")
    for begins, where in (("Việc số 1: Rà soát hồ sơ", "việc kỳ trước"), ("Việc số 1: Chưa thay", "màn ghi")):
        read_to(bench, begins)
        press(bench, "enter")
        assert bench.prompt is None
        assert where in text_of(bench.asking(80))


def test_overtaken_corrections_are_shown_and_hold_up_the_vote(bench: Workbench) -> None:
    """sync.md §3: a correction the record has overtaken is for a person to look at."""
    ready(bench)
    press(bench, "f8", "enter")
    read_to(bench, "Địa điểm")
    press(bench, "enter", " Tầng 2.", "enter")
    do(bench, c.SetDetail("place", "Trường học"))
    assert "không còn khớp" in shown(bench)
    press(bench, "end", "space")
    assert bench.prompt is None
    assert meeting(bench).adopted is None
    press(bench, "f8", "home")
    assert "không còn khớp" in shown(bench)


# --- the vote ---------------------------------------------------------------------------------------------------


def test_unanimous_is_one_key(bench: Workbench) -> None:
    """L15: behind the last paragraph the vote opens with the number of voters present; Enter is unanimous."""
    ready(bench)
    read_all(bench)
    voters = meeting(bench).attendance.counts(bench.desk.now()).can_vote
    assert f"cả {voters} người" in text_of(bench.asking(80))
    press(bench, "enter")
    vote = meeting(bench).votes[ADOPTION]
    assert (vote.in_favour, vote.against, vote.other, vote.entitled) == (voters, 0, 0, voters)
    assert vote.title == words.ADOPTION_TITLE
    assert meeting(bench).adopted is not None
    seen = shown(bench)
    assert f"{voters}/{vote.base} (100 %)" in " ".join(seen.split())
    assert "Biên bản được thông qua lúc" in seen
    press(bench, "enter")
    assert bench.prompt is None
    assert "F10" in shown(bench)


def test_probationary_members_do_not_vote(bench: Workbench) -> None:
    """domain.md 6.3: they attend and speak, they do not vote."""
    hold(bench)
    counts = meeting(bench).attendance.counts(bench.desk.now())
    assert counts.present_probationary
    assert counts.can_vote < counts.in_room


def test_the_counts_are_asked_one_after_another(bench: Workbench) -> None:
    """L15: for + against + other are the voters in the room; the rest is offered as other opinions."""
    ready(bench)
    read_all(bench)
    voters = meeting(bench).attendance.counts(bench.desk.now()).can_vote
    press(bench, str(voters - 3), "enter")
    assert "Không tán thành" in text_of(bench.asking(80))
    press(bench, "1", "enter")
    assert "Ý kiến khác" in text_of(bench.asking(80))
    assert bench.text == "2"
    press(bench, "enter")
    vote = meeting(bench).votes[ADOPTION]
    assert (vote.in_favour, vote.against, vote.other) == (voters - 3, 1, 2)


def test_counts_that_do_not_add_up_are_kept(bench: Workbench) -> None:
    """L15: the dialog says by how many it is off; only the wrong number is typed again."""
    ready(bench)
    read_all(bench)
    voters = meeting(bench).attendance.counts(bench.desk.now()).can_vote
    press(bench, str(voters - 3), "enter", "5", "enter")
    assert not facts(bench, VoteTaken)
    assert "lệch 2" in shown(bench, 60)
    assert bench.text == str(voters - 3)
    press(bench, "enter")
    assert bench.text == "5"
    press(bench, "backspace", "3", "enter")
    vote = meeting(bench).votes[ADOPTION]
    assert (vote.in_favour, vote.against, vote.other) == (voters - 3, 3, 0)


def test_a_number_is_asked_for_until_one_is_typed(bench: Workbench) -> None:
    ready(bench)
    read_all(bench)
    press(bench, "tám", "enter")
    assert bench.text == "tám"
    assert not facts(bench, VoteTaken)


def test_who_is_out_of_the_room_is_absent_not_abstaining(bench: Workbench) -> None:
    """L15: one member went out: fewer voters, the same base, the name listed as absent."""
    ready(bench)
    before = meeting(bench).attendance.counts(bench.desk.now())
    gone = list(meeting(bench).people)[4]
    do(bench, c.MarkLeft(gone))
    read_all(bench)
    seen = " ".join(shown(bench, 100).split())
    assert f"{before.can_vote - 1} người được biểu quyết đang trong phòng. Tính trên {before.base}" in seen
    assert f"Ghi là vắng, không phải ý kiến khác: {meeting(bench).name(gone)}" in seen
    press(bench, "enter")
    vote = meeting(bench).votes[ADOPTION]
    assert (vote.in_favour, vote.other, vote.base) == (before.can_vote - 1, 0, before.base)


def test_a_failed_vote_says_by_how_many(bench: Workbench) -> None:
    """L15, R46: no majority of the base, nothing is adopted; it can be taken again."""
    ready(bench)
    read_all(bench)
    counts = meeting(bench).attendance.counts(bench.desk.now())
    needed = meeting(bench).plan.thresholds.majority.least_exceeding(counts.base)
    press(bench, str(needed - 2), "enter", "enter", "enter")
    assert meeting(bench).adopted is None
    assert "còn thiếu 2 người tán thành" in " ".join(shown(bench, 100).split())
    press(bench, "enter", "enter", "enter")
    assert meeting(bench).adopted is not None


def test_what_is_missing_opens_the_closing_pane(bench: Workbench) -> None:
    """domain.md §10: level E holds up the vote, names what is missing and leads to it."""
    hold(bench)
    press(bench, "f8", "enter")
    assert not facts(bench, ReadingBegun), "an early Enter does not fix a time of reading"
    assert "còn thiếu: Kết luận, đánh giá" in shown(bench)
    press(bench, "enter", "end", "space")
    assert facts(bench, ReadingBegun)
    assert isinstance(bench.pane, ClosingPane)
    assert bench.prompt is None
    assert "Kết luận, đánh giá" in text_of(bench.asking(100))


def test_adopted_minutes_are_read_but_not_corrected(bench: Workbench) -> None:
    """L5: after adoption the text changes only by an amendment."""
    ready(bench)
    read_all(bench)
    press(bench, "enter", "enter", "up", "enter")
    assert words_amending.AMEND_REASON in text_of(bench.asking(120))
    press(bench, "escape", "f8")
    assert meeting(bench).amendments == ()
    assert not any("DỰ THẢO" in text for text, _ in page(bench))
    bench.forget_notice()
    assert "đã thông qua lúc" in text_of(bench.asking(80))
    assert "Enter xem từng đoạn" in text_of(bench.hints(120)), "the footer calls Enter what the line above calls it"


def test_adopted_minutes_open_at_the_words_that_were_looked_for(bench: Workbench) -> None:
    """L5: who amends one paragraph finds it by its words; without any, the reading begins at the first paragraph."""
    ready(bench)
    read_all(bench)
    press(bench, "enter", "enter", "f8", "enter")
    assert "đoạn 1/" in shown(bench)
    press(bench, "f8", "dia diem", "escape", "enter")
    assert "Địa điểm" in shown(bench).split("Tiếp theo")[0]
    press(bench, "enter")
    assert words_amending.AMEND_REASON in text_of(bench.asking(120))


def test_notes_of_the_session_are_in_what_is_read(bench: Workbench) -> None:
    """R38, R42: what was said and where opinions differ."""
    hold(bench)
    read = " ".join(stop.paragraph.text for stop in stops_of(bench.desk.minutes()))
    assert OPINION in read
    assert DIFFERENCE in read
