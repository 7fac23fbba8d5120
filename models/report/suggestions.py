"""Drafts of strengths and limits from the figures and the rules, for the chair to take or to write anew (R79)."""

from __future__ import annotations

from collections.abc import Iterator

from models.figures import Figures, figures_of
from models.meeting import Meeting
from models.minutes.phrases import capital, clause, sentence, uncapital
from models.rules import RuleState, check
from models.rules.checking import UNMET
from models.vietnamese.words import VN_OFFSET_MIN


def draft_strengths(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> str:
    """A line for each thing the figures speak well of; "" when nothing was held."""
    figures = figures_of(meeting, now, offset)
    return "\n".join(map(sentence, _strengths(meeting, figures)))


def _strengths(meeting: Meeting, figures: Figures) -> Iterator[str]:
    body, held = meeting.body, figures.session
    if held.minutes is not None and held.minutes >= held.least_minutes:
        apart = "tổ chức riêng, " if held.separate else ""
        steps = ", đủ các bước theo kế hoạch" if held.steps.part == held.steps.whole else ""
        yield f"{capital(body.session_word)} {apart}đủ thời lượng ({held.minutes} phút){steps}"
    share = meeting.plan.thresholds.attendance
    came = figures.members.obliged_present
    if share.exceeded_by(came.part, came.whole):
        yield f"{capital(body.member_word)} dự đông đủ, đạt {came.percent}"
    spoke = figures.speaking.spoke
    if meeting.plan.thresholds.many_speakers.reached_by(spoke.part, spoke.whole):
        yield f"Phát huy dân chủ, {spoke.part}/{spoke.whole} {body.member_word} có mặt phát biểu"
    if figures.solutions.feasible >= max(1, meeting.plan.thresholds.minimum_solutions):
        yield f"Đề ra {figures.solutions.feasible} giải pháp có người thực hiện và thời hạn"


def draft_limits(meeting: Meeting, now: int) -> str:
    """A line for each rule that is not met, with the written reason; "" when all are."""
    return "\n".join(sentence(_limit(state)) for state in check(meeting, now) if state.state in (*UNMET, "waived"))


def _limit(state: RuleState) -> str:
    figure = f" ({state.figure})" if state.figure else ""
    reason = f"; nguyên nhân: {clause(state.reason)}" if state.reason else ""
    return f"Chưa đạt yêu cầu “{uncapital(clause(state.title))}”{figure}{reason}"
