"""Whose words a note is, and whom it names: the clerk's remark is nobody's; a name nobody bears is told."""

from __future__ import annotations

from tests.tui.bench import press
from tui import words
from tui.workbench import Workbench


def test_a_remark_is_not_the_speakers_words(session: Workbench) -> None:
    """Domain 4.1: the clerk adds nothing to what somebody said."""
    press(session, "f3", "bich", "enter", "* cả phòng vỗ tay", "enter", "tôi nhất trí", "enter")
    remark, said = session.desk.meeting.notes.all
    assert (remark.kind, remark.person, remark.turn) == ("remark", "", "")
    assert remark.step == said.step
    assert session.desk.meeting.name(said.person) == "Nguyễn Thị Bích"


def test_an_owner_nobody_bears_is_told_and_kept(session: Workbench) -> None:
    press(session, "+ thay bóng đèn @khongco", "enter")
    assert session.desk.meeting.notes.all[-1].owner == "khongco"
    assert session.notice.text == words.OWNER_UNKNOWN.format(name="khongco")
