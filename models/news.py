"""The short news text for portal and ward radio: five to eight plain sentences without personal data (R76).

It names the unit, posts, papers and numbers, and nobody. What people typed goes in only where it names no one,
and what the body found wanting stays inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.figures import Figures, figures_of
from models.meeting import Meeting
from models.minutes.compose import REHEARSAL
from models.minutes.head import cited
from models.minutes.phrases import capital, cited_date, clause, sentence, uncapital
from models.minutes.scribe import Scribe
from models.vietnamese.text import clean, fold
from models.vietnamese.words import VN_OFFSET_MIN
from models.votes import ADOPTION

_ADDRESSED = re.compile(r"\b(?:đồng chí|đ/c|ông|bà|bác|cô|chú|anh|chị|cụ|thầy)\s+\w", re.IGNORECASE)
"""Words that people are called by; what follows is as a rule a name."""

_NOON, _EVENING = 12, 18
"""Hours at which the afternoon and the evening begin."""


def news_of(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> str:
    """The text, a sentence after the other; "" while the session has not ended."""
    if meeting.agenda.ended is None:
        return ""
    scribe, figures = Scribe.of(meeting, now, offset), figures_of(meeting, now, offset)
    mark = f"[{REHEARSAL}] " if meeting.identity.rehearsal else ""
    return mark + " ".join(map(sentence, _sentences(scribe, figures))) + "\n"


def _sentences(scribe: Scribe, figures: Figures) -> Iterator[str]:
    yield _event(scribe)
    yield _attendance(scribe, figures)
    yield from _superiors(scribe)
    yield _course(scribe, figures)
    yield from _topics(scribe)
    yield _discussion(scribe, figures)
    yield _solutions(scribe, figures)
    yield from _adoption(scribe, figures)


def _event(scribe: Scribe) -> str:
    """What was held when by whom, and the paper it carried out."""
    started = scribe.local(scribe.meeting.agenda.started or scribe.now)
    part = "Sáng" if started.hour < _NOON else "Chiều" if started.hour < _EVENING else "Tối"
    details, basis = scribe.meeting.details, scribe.meeting.plan.directive
    parent = details.text("parent")
    unit = f"{details.text('unit') or scribe.body.name}{f' ({parent})' if parent else ''}"
    held = scribe.body.occasion or scribe.body.session_word
    return f"{part} ngày {cited_date(started.date())}, {unit} tổ chức {held} thực hiện {cited(basis)}"


def _attendance(scribe: Scribe, figures: Figures) -> str:
    came = figures.members.obliged_present
    return f"Dự {scribe.body.session_word} có {came.text} {scribe.body.member_word} phải dự"


def _superiors(scribe: Scribe) -> Iterator[str]:
    """Those who came from above, by post alone (R73)."""
    came = [guest for guest in scribe.meeting.guests.values() if guest.superior]
    posts = list(
        dict.fromkeys(clause(guest.post) for guest in came if guest.post and is_impersonal(scribe, guest.post))
    )
    if came:
        yield f"{'; '.join(posts) or 'Đại diện cấp trên'} dự và chỉ đạo {scribe.body.session_word}"


def _course(scribe: Scribe, figures: Figures) -> str:
    """The chair by post, the papers of the steps that were held, how long it took: nothing that was only planned."""
    chair = scribe.post(scribe.meeting.details.text("chair"))
    by = f" dưới sự chủ trì của {uncapital(chair)}" if chair and is_impersonal(scribe, chair) else ""
    held = {span.step for span in scribe.meeting.agenda.spans}
    told = {paper for step in scribe.body.steps if step.id in held for paper in step.documents}
    shown = [paper for paper in scribe.meeting.plan.documents if paper.id in told]
    labels = [f"“{paper.label}”" if paper.read_aloud else paper.label for paper in shown]
    papers = f", quán triệt các tài liệu {', '.join(labels)}" if labels else ""
    minutes = figures.session.minutes or 0
    return f"{capital(scribe.body.session_word)} kéo dài {minutes} phút{by}{papers}"


def _topics(scribe: Scribe) -> Iterator[str]:
    """What the discussion was directed to, without topics that name somebody (R20)."""
    topics = [clause(topic) for topic in scribe.meeting.details.lines("focus_topics") if is_impersonal(scribe, topic)]
    if topics:
        yield f"Phần thảo luận tập trung vào: {'; '.join(map(uncapital, topics))}"


def _discussion(scribe: Scribe, figures: Figures) -> str:
    speaking, board = figures.speaking, figures.indicators
    checked = f", đối chiếu {board.discussed}/{board.total} biểu hiện" if board.total else ""
    heads = scribe.counted(scribe.meeting.floor.speakers())
    said = f"Có {speaking.contributions} lượt phát biểu của {speaking.speakers} {heads}"
    spoke = said if speaking.contributions else "Không có lượt phát biểu nào"
    return f"{spoke}{checked} với tình hình thực tế của {scribe.cell}" if checked else spoke


def _solutions(scribe: Scribe, figures: Figures) -> str:
    found, body = figures.solutions, capital(scribe.cell)
    if not found.total:
        return f"{body} không đề ra giải pháp nào"
    if not found.feasible:
        return f"{body} đề ra {found.total} giải pháp"
    which = "trong đó" if found.feasible < found.total else "cả"
    return f"{body} đề ra {found.total} giải pháp, {which} {found.feasible} giải pháp có người thực hiện và thời hạn"


def _adoption(scribe: Scribe, figures: Figures) -> Iterator[str]:
    vote = figures.vote(ADOPTION)
    if vote is not None and vote.passed:
        yield f"Biên bản được thông qua với {vote.in_favour.text} {scribe.body.member_word} tán thành"


def is_impersonal(scribe: Scribe, text: str) -> bool:
    """Whether a typed text names nobody: no one of the meeting, and no word that people are called by."""
    if _ADDRESSED.search(clean(text)):
        return False
    words = f" {_plain(text)} "
    return not any(f" {_plain(name)} " in words for name in _names(scribe.meeting))


def _names(meeting: Meeting) -> Iterable[str]:
    yield from (person.full_name for person in meeting.people.values())
    yield from (guest.name for guest in meeting.guests.values())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
