"""Parts III and IV: what the chair concludes, the reading and the vote, the end, the signatures (R42–R47).

The vote, the adoption and the end come after the reading: these paragraphs are marked as added, and in an
adopted paper they are the only ones that later entries may still fill.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.agenda import Agenda
from models.document import Block, Paragraph, Recipients, Signature, Signatures
from models.minutes.ballots import ballot
from models.minutes.course import Told, presented
from models.minutes.phrases import flat, sentence
from models.minutes.remarks import choice
from models.minutes.reserved import reserved_at_last
from models.minutes.scribe import BLANK, Scribe
from models.vietnamese.words import long_date, share
from models.votes import ADOPTION, ELECTRONIC

CAPTION = "(ký, ghi rõ họ tên)"
END_MARK = "./."
"""Ends the body of a paper."""

_MINUTE = 60_000


# --- III --------------------------------------------------------------------------------------------------


def conclusion(scribe: Scribe, told: Told) -> Iterator[Block]:
    """Part III: the summing-up, the grade of the session, how members took part (R42–R44)."""
    step = scribe.body.step_of_kind("conclusion")
    yield scribe.part("III", "KẾT LUẬN CỦA CHỦ TRÌ")
    yield from presented(scribe, step)
    yield from _summary(scribe)
    yield from told.get(step.id, ())
    word = scribe.body.session_word
    yield scribe.field("quality", f"Chất lượng {word}", _quality(scribe), "đánh giá chất lượng", "item")
    yield from _participation(scribe)
    yield from _figures(scribe)
    atmosphere = flat(scribe.meeting.details.text("atmosphere"))
    if atmosphere:
        yield Paragraph("atmosphere", sentence(f"Không khí {word}: {atmosphere}"), "item")


def _participation(scribe: Scribe) -> Iterator[Paragraph]:
    """How members took part, where the plan asks the chair for it (R44) or the chair said it all the same."""
    said = flat(scribe.meeting.details.text("participation"))
    if said or scribe.body.participation:
        lead = f"Ý thức tham gia của {scribe.body.member_word}"
        yield scribe.field("participation", lead, said, "nhận xét", "item")


def _summary(scribe: Scribe) -> Iterator[Paragraph]:
    """The summing-up, a paragraph for each of its lines."""
    lines = [line for line in scribe.meeting.details.text("summary").splitlines() if line.strip()]
    if not lines:
        yield scribe.field("summary", "Tổng hợp ý kiến", "", "tổng hợp ý kiến thảo luận")
    for number, line in enumerate(lines, start=1):
        lead = "Tổng hợp ý kiến: " if number == 1 else ""
        yield Paragraph("summary" if number == 1 else f"summary:{number}", lead + sentence(line))


def _quality(scribe: Scribe) -> str:
    details = scribe.meeting.details
    grade = details.text("quality")
    if not grade:
        return ""
    named = choice(scribe, "grades", grade)
    remark = flat(details.text("quality_remark"))
    return f"{named}. {remark}" if remark else named


def _figures(scribe: Scribe) -> Iterator[Paragraph]:
    """The figures behind the remark: attendance, lateness, speaking (R44)."""
    attendance = scribe.meeting.attendance
    counts = attendance.counts(scribe.now)
    if not counts.obliged or not counts.present:
        return
    started = scribe.meeting.agenda.started or 0
    late = sum((presence.arrived_late or 0) > started for presence in attendance.presence.values())
    spoken = len(scribe.meeting.floor.speakers() & attendance.members.keys())
    word = scribe.body.member_word
    text = (
        f"Số liệu: {word} phải dự có mặt {share(counts.present_obliged, counts.obliged)}; "
        f"đến muộn {late}; {word} có mặt đã phát biểu {share(spoken, counts.present)}."
    )
    yield Paragraph("figures", text, "item")


# --- IV ---------------------------------------------------------------------------------------------------


def adoption(scribe: Scribe, told: Told) -> Iterator[Block]:
    """Part IV: read aloud, voted, adopted, closed."""
    yield scribe.part("IV", "THÔNG QUA BIÊN BẢN")
    yield _read(scribe)
    for kind in ("read_back", "close"):
        for paragraph in told.get(scribe.body.step_of_kind(kind).id, ()):
            yield _added(paragraph)
    yield _added(_vote(scribe))
    if (electronic := scribe.live.votes.get(ELECTRONIC)) is not None:
        yield _added(ballot(scribe, electronic, "body"))
    yield from map(_added, reserved_at_last(scribe))
    yield _added(_adopted(scribe))
    yield _added(_end(scribe))


def _added(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, added=True, aloud=False)


def _read(scribe: Scribe) -> Paragraph:
    begun = scribe.meeting.reading_begun
    clerk = scribe.meeting.details.text("clerk")
    if begun is None:
        return scribe.field("read", f"Đọc biên bản trước {scribe.cell}", "", "giờ đọc", aloud=False)
    reader = scribe.addressed(clerk) if clerk else "thư ký"
    text = f"Biên bản được {reader} đọc trước {scribe.cell} từ {scribe.clock(begun)}."
    return Paragraph("read", text, aloud=False)


def _vote(scribe: Scribe) -> Paragraph:
    vote = scribe.meeting.votes.get(ADOPTION) or scribe.live.votes.get(ADOPTION)
    if vote is None:
        return scribe.field("vote", "Biểu quyết thông qua biên bản", "", "kết quả biểu quyết")
    return ballot(scribe, vote, "body")


def _adopted(scribe: Scribe) -> Paragraph:
    adopted = scribe.live.adopted
    if adopted is None:
        return Paragraph("adopted", "[Biên bản chưa được thông qua]", gap=True)
    return Paragraph("adopted", f"Biên bản được thông qua lúc {scribe.clock(adopted.at)}.")


def _end(scribe: Scribe) -> Paragraph:
    """When the session ended and how long it lasted; "./." ends the body whatever is missing."""
    agenda = _agenda_to_the_end(scribe)
    if agenda.ended is None:
        blank = scribe.blank("giờ kết thúc") if scribe.drafting else f"hồi {BLANK} giờ {BLANK} phút cùng ngày"
        return Paragraph("end", f"{scribe.session} kết thúc: {blank}{END_MARK}", gap=scribe.drafting)
    when = f"{scribe.clock(agenda.ended)} {_day_of_end(scribe, agenda)}"
    return Paragraph("end", f"{scribe.session} kết thúc hồi {when}{_length(scribe, agenda)}{END_MARK}")


def _agenda_to_the_end(scribe: Scribe) -> Agenda:
    """The agenda of the text, with the end that was only recorded after the adoption."""
    agenda = scribe.meeting.agenda
    return agenda if agenda.ended is not None else replace(agenda, ended=scribe.live.agenda.ended)


def _day_of_end(scribe: Scribe, agenda: Agenda) -> str:
    day = scribe.local(agenda.ended or 0).date()
    same = agenda.started is not None and scribe.local(agenda.started).date() == day
    return "cùng ngày" if same else long_date(day)


def _length(scribe: Scribe, agenda: Agenda) -> str:
    """Whole minutes, as the rule of the least length counts them (R15)."""
    if agenda.started is None or agenda.ended is None:
        return ""
    breaks_count = scribe.meeting.plan.thresholds.breaks_count
    minutes = agenda.elapsed(agenda.ended, breaks_count=breaks_count) // _MINUTE
    apart = ", không kể giờ nghỉ" if agenda.pauses and not breaks_count else ""
    return f" (thời lượng {minutes} phút{apart})"


# --- below the text ---------------------------------------------------------------------------------------


def signatures(scribe: Scribe) -> Iterator[Block]:
    """Clerk at the left, chair at the right (domain.md 4.2), then where the paper goes."""
    details, paper = scribe.meeting.details, scribe.body.paper
    people = ((paper.clerk_caption, "clerk"), (paper.chair_caption, "chair"))
    yield Signatures(tuple(Signature(title, CAPTION, scribe.meeting.name(details.text(who))) for title, who in people))
    yield Recipients(paper.addressees)
