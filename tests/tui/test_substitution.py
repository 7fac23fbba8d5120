"""`s/old/new/` on the note this desk wrote last (L14)."""

from __future__ import annotations

import pytest

from models.notes import Note
from tests.tui.bench import press
from tui import words_phrases as texts
from tui.workbench import Workbench


def last(bench: Workbench) -> Note:
    return bench.desk.meeting.notes.all[-1]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("s/hai/ba/", "nêu ba việc > 3/9"),
        ("s/hai/ba", "nêu ba việc > 3/9"),
        ("s/ hai//", "nêu việc > 3/9"),
        (r"s/3\/9/4\/9/", "nêu hai việc > 4/9"),
        ("s/>/trước/", "nêu hai việc trước 3/9"),
    ],
)
def test_the_words_change_and_the_signs_stay(session: Workbench, typed: str, text: str) -> None:
    """L14: only the words are looked at: a sign is never taken for one of them."""
    press(session, "+ nêu hai việc > 3/9 #7 @bich", "enter")
    before = last(session)
    press(session, typed, "enter")
    after = last(session)
    assert after.text == text
    assert (after.id, after.kind, after.indicators, after.owner) == (before.id, "solution", ("7",), before.owner)
    press(session, "ctrl+z")
    assert last(session).text == before.text


def test_what_it_will_read_is_shown_before_enter(session: Workbench) -> None:
    press(session, "nêu hai việc", "enter", "s/hai/b")
    assert session.notice.text == texts.SUBSTITUTE_PREVIEW.format(text="nêu b việc")
    press(session, "a")
    assert session.notice.text == texts.SUBSTITUTE_PREVIEW.format(text="nêu ba việc")
    press(session, "backspace", "backspace", "backspace", "backspace", "backspace", "xyz/b")
    assert session.notice.text == ""


def test_the_place_that_changes_is_seen_in_a_long_note(session: Workbench) -> None:
    press(session, f"{'dài dòng ' * 20}rồi hai việc phải làm", "enter", "s/hai/ba")
    assert session.notice.text == texts.SUBSTITUTE_PREVIEW.format(text="…dài dòng rồi ba việc phải làm")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("s/bốn/ba/", texts.SUBSTITUTE_MISSING.format(old="bốn", text="nêu hai việc")),
        ("s/#7/#8/", texts.SUBSTITUTE_MISSING.format(old="#7", text="nêu hai việc")),
        ("s//ba/", texts.SUBSTITUTE_HOW),
        ("s/hai", texts.SUBSTITUTE_HOW),
        ("s/hai/ba/bốn/", texts.SUBSTITUTE_HOW),
        ("s/hai/ba/g", texts.SUBSTITUTE_HOW),
    ],
)
def test_what_fits_nothing_is_told_and_the_line_given_back(session: Workbench, typed: str, why: str) -> None:
    press(session, "nêu hai việc #7", "enter", typed, "enter")
    assert (session.notice.text, session.notice.style) == (why, "wrong")
    assert session.text == typed
    assert last(session).text == "nêu hai việc"


def test_without_a_note_there_is_nothing_to_mend(session: Workbench) -> None:
    press(session, "s/a/b/", "enter")
    assert session.notice.text == texts.SUBSTITUTE_NONE


def test_the_note_written_last_is_meant_wherever_it_stands(session: Workbench) -> None:
    """A note added to an earlier speaker was written last; a deleted one is passed over."""
    press(session, "f3", "manh", "enter", "f3", "doan", "enter", "sau cùng", "enter")
    press(session, "up", "up", "up", "enter", "quên ghi câu này", "enter", "s/câu này/một câu/", "enter")
    assert sorted(note.text for note in session.desk.meeting.notes.all) == ["quên ghi một câu", "sau cùng"]
    press(session, "ctrl+z", "ctrl+z", "s/sau/trước/", "enter")
    assert [note.text for note in session.desk.meeting.notes.all] == ["trước cùng"]
