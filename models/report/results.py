"""Part II of the report: the session in figures (R15, R16, R24–R46, R58)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.agenda import MINUTE
from models.board import PRESENT
from models.document import Block, Heading, Paragraph, Table
from models.minutes.chair import chair_at, chaired
from models.minutes.participants import kinds, set_apart
from models.minutes.phrases import capital, clause, ranges, uncapital
from models.minutes.remarks import due
from models.plan import Step
from models.presenting import INTRODUCTION
from models.report.reporter import Reporter
from models.votes import ADOPTION

Section = Callable[[Reporter], Iterator[Block]]


def results(reporter: Reporter) -> Iterator[Block]:
    """Part II: its sections in order, those with nothing to tell left out, the others numbered."""
    yield Heading(1, reporter.body.report.section("II", "KẾT QUẢ TỔ CHỨC"))
    number = 0
    for title, section in _SECTIONS:
        blocks = list(section(reporter))
        if blocks:
            number += 1
            yield Heading(2, f"{number}. {title}")
            yield from blocks


# --- time, place, people ----------------------------------------------------------------------------------


def _time(reporter: Reporter) -> Iterator[Block]:
    held = reporter.figures.session
    yield reporter.field("time", "Thời gian", _when(reporter), "giờ bắt đầu")
    yield reporter.field("place", "Địa điểm", clause(reporter.meeting.details.text("place")), "địa điểm")
    if held.minutes is not None:
        apart = (
            ", không kể giờ nghỉ" if held.break_minutes and not reporter.meeting.plan.thresholds.breaks_count else ""
        )
        yield reporter.item(
            "length", f"Thời lượng: {held.minutes} phút{apart} (yêu cầu không dưới {held.least_minutes} phút)"
        )
    if held.separate is not None and reporter.meeting.plan.thresholds.separate_from_regular:
        how = "tổ chức riêng, không lồng ghép với" if held.separate else "tổ chức cùng"
        yield reporter.item("separate", f"Hình thức: {how} {reporter.scribe.gathering} thường kỳ")


def _when(reporter: Reporter) -> str:
    held = reporter.figures.session
    if held.started is None:
        return ""
    begun = f"từ {reporter.clock(held.started)}"
    if held.ended is None:
        return f"{begun}, {reporter.day(held.started)}"
    until = f"đến {reporter.clock(held.ended)}, {reporter.day(held.ended)}"
    same_day = reporter.day(held.started) == reporter.day(held.ended)
    return f"{begun} {until}" if same_day else f"{begun}, {reporter.day(held.started)} {until}"


def _people(reporter: Reporter) -> Iterator[Block]:
    details, guests = reporter.meeting.details, reporter.meeting.guests.values()
    superiors = [reporter.scribe.titled(guest.id) for guest in guests if guest.superior]
    if superiors or reporter.body.superiors:
        yield reporter.item("superiors", f"Đại biểu cấp trên dự, chỉ đạo: {'; '.join(superiors) or 'không có'}")
    clerk = details.text("clerk")
    yield reporter.field("chair", "Chủ trì", chaired(reporter.scribe), "người chủ trì")
    yield reporter.field("clerk", "Thư ký", reporter.scribe.titled(clerk) if clerk else "", "thư ký")
    yield from _counts(reporter)


def _counts(reporter: Reporter) -> Iterator[Block]:
    """Totals and attendance; absentees by number, never by name."""
    found, word = reporter.figures.members, reporter.members
    member_kinds = kinds(reporter.scribe, found.official, found.probationary, found.temporary)
    total = "; ".join([f"{found.total}{member_kinds}", *set_apart(found.exempt, found.away, found.suspended)])
    yield reporter.item("members", f"Tổng số {word}: {total}; phải dự {found.obliged_present.whole}")
    present = kinds(reporter.scribe, found.present_official, found.present_probationary, found.present_temporary)
    yield reporter.item(
        "present",
        f"Có mặt: {found.present}{present}; {word} phải dự có mặt {found.obliged_present.text}; đến muộn {found.late}",
    )
    yield reporter.item("absent", f"Vắng có lý do: {found.excused}; vắng không có lý do: {found.unexcused}")
    if found.unmarked:
        yield from reporter.scribe.gap("unmarked", f"Chưa điểm danh: {found.unmarked}", "item")


# --- what was done ----------------------------------------------------------------------------------------


def _steps(reporter: Reporter) -> Iterator[Block]:
    held = reporter.figures.session.steps
    yield reporter.item("steps", f"Đã tiến hành {held.part}/{held.whole} bước theo kế hoạch")
    agenda = reporter.live.agenda
    for step in reporter.body.steps:
        if agenda.begun(step.id) is not None and step.kind in INTRODUCTION | {"discussion"}:
            held_by = reporter.literal.get(f"step:{step.id}")
            told = _held(reporter, step) if held_by is None else uncapital(clause(held_by))
            yield reporter.item(f"step:{step.id}", f"{step.title}: {told}")


def _held(reporter: Reporter, step: Step) -> str:
    """Who presented it and for how long."""
    agenda = reporter.live.agenda
    led = chair_at(reporter.meeting, agenda.begun(step.id)) if step.kind == "discussion" else ""
    who = agenda.presenter(step.id) or led
    minutes = agenda.spent(step.id, reporter.scribe.now) // MINUTE
    took = f"{minutes} phút" if minutes else "chưa đầy một phút"
    return f"{reporter.scribe.titled(who)}, {took}" if who else took


def _discussion(reporter: Reporter) -> Iterator[Block]:
    """Contributions by kind, by how many people, and how many of the present spoke (R39)."""
    found, word = reporter.figures.speaking, reporter.members
    guests = f" ({found.member_speakers} {word}, {found.guest_speakers} đại biểu)" if found.guest_speakers else ""
    heads = reporter.scribe.counted(reporter.meeting.floor.speakers())
    kinds = (("tham luận", found.papers), ("ý kiến", found.opinions), ("câu hỏi", found.questions))
    each = ", ".join(f"{count} {kind}" for kind, count in kinds if count)
    text = f"Có {found.contributions} lượt phát biểu của {found.speakers} {heads}{guests}"
    yield reporter.item("speaking", f"{text}, gồm {each}" if each else "Chưa ghi lượt phát biểu nào")
    yield reporter.item("spoke", f"{capital(word)} có mặt đã phát biểu: {found.spoke.text}")


# --- indicators -------------------------------------------------------------------------------------------


def _indicators(reporter: Reporter) -> Iterator[Block]:
    """How many of the plan's signs were discussed, found, in which degree, under which numbers (R33–R35)."""
    found = reporter.figures.indicators
    if not found.total:
        return
    left = f", chưa kết luận {found.unanswered}" if found.unanswered else ""
    yield reporter.item(
        "indicators",
        f"Đã thảo luận {found.discussed}/{found.total} biểu hiện: có {found.present}, "
        f"không {found.not_present}, chưa rõ {found.unclear}{left}",
    )
    if found.present:
        yield Table("degrees", ("Mức độ", "Số lượng", "Biểu hiện số"), tuple(_rows(reporter)), (0.25, 0.2, 0.55))
        yield from _personal(reporter)
    yield reporter.item("beyond", f"Biểu hiện khác ngoài danh mục: {_beyond(reporter)}")


def _rows(reporter: Reporter) -> Iterator[tuple[str, ...]]:
    """A row for each degree that was found; numbers only of what the body shows, not one member alone."""
    found = reporter.figures.indicators
    for degree in found.by_degree:
        if degree.count:
            mine = [one for one in found.found if one.degree == degree.degree and one.scope != "self"]
            numbers = sorted(one.number for one in mine if one.number is not None)
            yield (reporter.degree(degree.degree) or "chưa ghi mức độ", str(degree.count), ranges(numbers) or "–")


def _personal(reporter: Reporter) -> Iterator[Paragraph]:
    found = reporter.figures.indicators.found
    own = sum(one.number is not None and one.scope == "self" for one in found)
    if own:
        yield reporter.item(
            "personal", f"Trong đó {own} biểu hiện chỉ ở phạm vi cá nhân, báo cáo số lượng, không nêu số"
        )


def _beyond(reporter: Reporter) -> str:
    """The signs beyond the list that the body shows, in its own words (R35)."""
    shown = [row for row in reporter.meeting.board.added if row.present == PRESENT and row.scope != "self"]
    said = (
        f"“{clause(row.text)}”" + (f" (mức độ {reporter.degree(row.degree)})" if row.degree else "") for row in shown
    )
    found = reporter.figures.indicators
    if not found.beyond:
        return "không"
    return "; ".join([f"nêu {found.beyond}, có {found.beyond_present}", *said])


# --- differences, backlog, commitments, votes -------------------------------------------------------------


def _differences(reporter: Reporter) -> Iterator[Block]:
    """Numbers only: what was said stays in the minutes (R38, R85)."""
    found = reporter.figures.differences
    open_ = f", chưa thống nhất {found.open}" if found.open else ""
    text = f"{found.total} (đã thống nhất {found.settled}, bảo lưu {found.kept}{open_})"
    yield reporter.item("differences", f"Vấn đề có ý kiến khác nhau: {text if found.total else 'không có'}")
    if found.reservations:
        yield reporter.item("reservations", f"Ý kiến bảo lưu ghi trong biên bản: {found.reservations}")


def _backlog(reporter: Reporter) -> Iterator[Block]:
    """What is left over or late; who answers for it stands in the minutes (R58)."""
    found = reporter.figures.backlog
    if not found.total:
        return
    text = f"có người chịu trách nhiệm {found.with_owner}, có thời hạn {found.with_due}"
    yield reporter.item("backlog", f"{found.total} việc tồn đọng, chậm muộn: {text}")
    for note in reporter.meeting.notes.of_kind("backlog"):
        until = f" (thời hạn: {due(note)})" if note.due else ""
        yield Paragraph(f"backlog:{note.id}", f"{clause(note.text)}{until}.", "subitem", aloud=False)


def _commitments(reporter: Reporter) -> Iterator[Block]:
    """What earlier sessions took on (L16)."""
    found = reporter.figures.commitments
    if found.total:
        open_ = f", chưa đánh giá {found.open}" if found.open else ""
        text = f"đã xong {found.done}, tiếp tục {found.continued}, quá hạn {found.overdue}{open_}"
        yield reporter.item("commitments", f"{found.total} việc đã cam kết từ kỳ trước: {text}")


def _votes(reporter: Reporter) -> Iterator[Block]:
    """The adoption of the minutes, then what else was put to the vote."""
    titles = {vote.motion: clause(vote.title) for vote in reporter.live.votes.values()}
    adoption = reporter.figures.vote(ADOPTION)
    if adoption is None:
        yield reporter.field("vote", "Biểu quyết thông qua biên bản", "", "kết quả biểu quyết")
    ordered = sorted(reporter.figures.votes, key=lambda vote: vote.motion != ADOPTION)
    for vote in ordered:
        what = "thông qua biên bản" if vote.motion == ADOPTION else titles[vote.motion]
        counts = f"tán thành {vote.in_favour.text}, không tán thành {vote.against}, ý kiến khác {vote.other}"
        outcome = "đạt" if vote.passed else "không đạt"
        yield reporter.item(f"vote:{vote.motion}", f"Biểu quyết {what}: {counts}; kết quả {outcome}")


_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("Thời gian, địa điểm", _time),
    ("Thành phần", _people),
    ("Các bước tiến hành", _steps),
    ("Thảo luận", _discussion),
    ("Đối chiếu các biểu hiện", _indicators),
    ("Ý kiến khác nhau", _differences),
    ("Việc tồn đọng, chậm muộn", _backlog),
    ("Thực hiện cam kết kỳ trước", _commitments),
    ("Biểu quyết", _votes),
)
