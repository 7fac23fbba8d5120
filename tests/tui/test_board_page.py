"""The page for the room: every state, every letter harmless, nothing fetched from anywhere (R76)."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands import AskFloor, Focus, GiveFloor, Pause, SetDetail, TakeVote
from models.facts import SessionEnded
from tests.tui.bench import clock_of, person_named, press
from tui import words_board as words
from tui.board_facts import RESULT_SHOWN, room_facts
from tui.board_page import PAGE_NAME, QUEUE, STALE, Result, RoomFacts, closed_page, page, shell
from tui.workbench import Workbench

FACTS = RoomFacts(
    unit="CHI BỘ THÔN ĐÔNG MÍT",
    title="Sinh hoạt chính trị, tư tưởng",
    state="running",
    clock="14:54",
    step="Thảo luận",
    step_number=5,
    step_count=9,
    presenter="Nguyễn Thị Bích",
    indicator="7 · Nói không đi đôi với làm",
    speaker="Nguyễn Văn Hùng (1961)",
    speech="Ý kiến",
    spoken="02:13",
    minutes=50,
    least=90,
    present=22,
    total=24,
    votes=20,
    queue=("Trần Thị Hoà", "Lê Văn An"),
)
RESULT = Result("Thông qua biên bản", 20, 1, 1, 22, passed=True)

HOSTILE = "<script>alert('x')</script>&amp;\"><img src=//e.vn/a>"


class Reader(HTMLParser):
    """What a browser makes of a page: its texts, and what its elements are and point to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.points: list[str] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.points += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                continue

    def handle_data(self, data: str) -> None:
        if not {"style", "script", "title"} & set(self._open):
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def seen(facts: RoomFacts) -> str:
    return Reader(page(facts)).text


def test_what_the_room_sees_while_somebody_speaks() -> None:
    text = seen(FACTS)
    for said in (
        FACTS.unit,
        FACTS.title,
        FACTS.clock,
        "Bước 5/9 · Thảo luận",
        "Trình bày: Nguyễn Thị Bích",
        "Đang bàn: 7 · Nói không đi đôi với làm",
        "Nguyễn Văn Hùng (1961)",
        "02:13",
        "Ý kiến",
        "50′ /90′",
        "22 /24",
        "Được biểu quyết 20",
        "1. Trần Thị Hoà 2. Lê Văn An",
    ):
        assert said in text, said


def test_nobody_speaks() -> None:
    text = seen(replace(FACTS, speaker="", speech="", spoken=""))
    assert words.PAGE_NOBODY in text


def test_a_long_queue_is_counted() -> None:
    text = seen(replace(FACTS, queue=tuple(f"Người {number}" for number in range(QUEUE + 3))))
    assert f"{QUEUE}. Người {QUEUE - 1} {words.PAGE_QUEUE_MORE.format(count=3)}" in text
    assert f"Người {QUEUE}" not in text


def test_no_queue_no_panel() -> None:
    assert words.PAGE_QUEUE not in seen(replace(FACTS, queue=()))


@pytest.mark.parametrize(
    ("state", "said"), [("waiting", words.PAGE_WAITING), ("paused", words.PAGE_PAUSED), ("ended", words.PAGE_ENDED)]
)
def test_states_are_told_in_words_and_hide_the_speaker(state: str, said: str) -> None:
    text = seen(replace(FACTS, state=state, about="lúc 15:00"))  # type: ignore[arg-type]
    assert said in text
    assert "lúc 15:00" in text
    assert FACTS.speaker not in text


@pytest.mark.parametrize(("passed", "verdict"), [(True, words.RESULT_PASSED), (False, words.RESULT_FAILED)])
def test_a_result_replaces_everything_else(*, passed: bool, verdict: str) -> None:
    """L15: for, against, other, and whether it passed, in a word beside the colour."""
    text = seen(replace(FACTS, result=replace(RESULT, passed=passed)))
    for said in (RESULT.title, "20 /22", "Không tán thành 1", "Ý kiến khác 1", verdict):
        assert said in text
    assert FACTS.speaker not in text
    assert words.FIGURE_PRESENT not in text


def test_a_rehearsal_is_marked() -> None:
    """L17: visibly marked, on the wall too."""
    assert words.PAGE_REHEARSAL in seen(replace(FACTS, rehearsal=True))
    assert words.PAGE_REHEARSAL not in seen(FACTS)


@pytest.mark.parametrize("look", ["auto", "dark", "light"])
def test_colours_as_the_computer_is_set_or_as_chosen(look: str) -> None:
    for text in (page(FACTS, look), shell(look), closed_page(look)):  # type: ignore[arg-type]
        assert f'data-look="{look}"' in text
        assert "prefers-color-scheme" in text


def test_nothing_is_fetched_from_anywhere() -> None:
    """No network, no data leaves the laptop: no address but the content's own name beside the frame."""
    for text in (page(FACTS), page(replace(FACTS, result=RESULT, written=5)), shell(), closed_page()):
        bare = text.replace("http-equiv", "")
        assert "http" not in bare
        assert "//" not in bare
        assert not re.search(r"url\(|@import|@font-face|fetch|XMLHttp|WebSocket", bare)
        assert Reader(text).points == []
        assert not {"link", "img", "object", "form", "a"} & set(Reader(text).tags)
    assert shell().count(PAGE_NAME) == 2, "by script, and without"


def test_the_closed_page_keeps_nothing_of_the_meeting() -> None:
    assert Reader(closed_page()).text == words.PAGE_CLOSED


def test_an_old_content_says_so() -> None:
    """L11: a board that is not renewed any more never looks alive."""
    written = page(replace(FACTS, written=1_700_000_000_000))
    assert f"Date.now()-1700000000000>{STALE}" in written
    assert words.PAGE_LOST in written
    assert words.PAGE_LOST not in page(FACTS)


TEXTS = ("unit", "title", "clock", "about", "step", "presenter", "indicator", "speaker", "speech", "spoken")


@given(st.fixed_dictionaries({name: st.text() | st.just(HOSTILE) for name in TEXTS}), st.text() | st.just(HOSTILE))
def test_what_people_typed_is_text_and_nothing_else(typed: dict[str, str], other: str) -> None:
    """Law: whatever stands in a name or title, the page has the same elements and points nowhere."""
    filled = {name: text.replace("\r", " ") or "x" for name, text in typed.items()}
    for facts in (
        replace(FACTS, queue=(other or "x", "y")),
        replace(FACTS, state="paused", about="x"),
        replace(FACTS, result=replace(RESULT, title=other or "x")),
    ):
        plain, full = Reader(page(facts)), Reader(page(replace(facts, **filled)))  # type: ignore[arg-type]
        assert (full.tags, full.points) == (plain.tags, [])


def test_typed_text_is_shown_as_it_is() -> None:
    assert HOSTILE in seen(replace(FACTS, speaker=HOSTILE))


# --- what of a meeting ------------------------------------------------------------------------------------------


def facts_now(bench: Workbench) -> RoomFacts:
    return room_facts(bench.desk.meeting, bench.desk.now(), 420)


def test_the_facts_are_the_meetings(session: Workbench) -> None:
    hung, manh = person_named(session, "Nguyễn Văn Hùng (1961)"), list(session.desk.meeting.people)[5]
    for command in (GiveFloor(hung), AskFloor(manh), Focus("7")):
        session.do(command)
    clock_of(session).pass_time(2, 13)
    facts = facts_now(session)
    counts = session.desk.meeting.attendance.counts(session.desk.now())
    assert (facts.state, facts.clock, facts.minutes, facts.least) == ("running", "14:52", 52, 90)
    assert (facts.speaker, facts.speech, facts.spoken) == ("Nguyễn Văn Hùng (1961)", "Ý kiến", "02:13")
    assert (facts.present, facts.total, facts.votes) == (counts.present, counts.total, counts.can_vote)
    assert facts.queue == (session.desk.meeting.name(manh),)
    assert facts.step == "Thảo luận"
    assert facts.step_number <= facts.step_count
    assert facts.indicator.startswith("7")
    assert not facts.rehearsal


def test_before_during_a_break_and_after(bench: Workbench) -> None:
    assert facts_now(bench).state == "waiting"
    bench.do(SetDetail("planned_start", "14:30"))
    assert facts_now(bench).about == words.PAGE_WAITING_AT.format(clock="14:30")
    press(bench, "f2", "0", "enter", "escape", "f6", "enter")
    bench.do(Pause())
    clock_of(bench).pass_time(4)
    facts = facts_now(bench)
    assert (facts.state, facts.about, facts.queue) == ("paused", words.PAGE_PAUSED_FOR.format(minutes=4), ())


def test_the_end_is_told_with_its_time(session: Workbench) -> None:
    replica = session.desk.replica
    assert replica is not None
    replica.record([SessionEnded(at=session.desk.now())])
    facts = facts_now(session)
    assert (facts.state, facts.about) == ("ended", words.PAGE_ENDED_AT.format(clock="14:50"))


def test_a_vote_is_shown_for_a_minute(session: Workbench) -> None:
    """L15: at once, ready to be read; then the room sees the session again."""
    entitled = session.desk.meeting.attendance.counts(session.desk.now()).can_vote
    session.do(TakeVote("", "Cử người giữ sổ việc", entitled - 1, 1, 0))
    result = facts_now(session).result
    assert result is not None
    assert (result.title, result.in_favour, result.against, result.passed) == (
        "Cử người giữ sổ việc",
        entitled - 1,
        1,
        True,
    )
    clock_of(session).pass_time(seconds=RESULT_SHOWN // 1000)
    assert facts_now(session).result is None
