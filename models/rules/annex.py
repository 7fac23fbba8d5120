"""What was left unmet, with the written reason, as an annex of the minutes (L8, domain.md §10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.document import Block, Heading, Paragraph
from models.meeting import Meeting
from models.rules.checking import check
from models.rules.registry import CHECKS, RuleState

TITLE = "PHỤ LỤC: CÁC ĐIỀU CHƯA ĐẠT VÀ LÝ DO"

APART = "(Phụ lục kèm biên bản, không thuộc phần đọc và biểu quyết thông qua)"
"""Stands over the reasons, true of those given before the reading and of those given at the end alike."""


def waived(meeting: Meeting, now: int) -> tuple[RuleState, ...]:
    """The rules a reason was written for and that are unmet: once the session has ended, as they stood then.

    A reason that came to nothing, because the rule was met after all, is not told. What is judged later, as the
    report that was sent too late, is no matter of the minutes.
    """
    ended = meeting.agenda.ended
    states = check(meeting, now if ended is None else ended)
    return tuple(state for state in states if state.state == "waived" and not CHECKS[state.code].outlasts)


def annex(states: Iterable[RuleState]) -> Iterator[Block]:
    """Code, what, figure and reason of each, under a heading of their own; nothing when there is none.

    Some reasons are given before the reading, most after the vote, when the meeting closes: the whole annex stands
    outside the text that is read out and passed, and says so in words of its own.
    """
    for number, state in enumerate(states):
        if number == 0:
            yield Heading(1, TITLE, new_page=True)
            yield Paragraph("annex", APART, "note", aloud=False, added=True)
        figure = f": {state.figure}" if state.figure else ""
        reason = " ".join(state.reason.split()).rstrip(".")
        text = f"{state.label} ({state.code}){figure}. Lý do: {reason}."
        yield Paragraph(f"waived:{state.code}", text, "item", aloud=False, added=True)
