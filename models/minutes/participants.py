"""Part I: time, place, who came, who did not and why, who came late or left (L2, R19, R24–R26)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.attendance import Counts, Presence, is_obliged
from models.document import Block, Paragraph
from models.fact import RollStatus
from models.minutes.chair import chaired, handed_over
from models.minutes.phrases import capital, clause
from models.minutes.scribe import Scribe
from models.vietnamese.words import long_date, percent


def participants(scribe: Scribe) -> Iterator[Block]:
    """Part I of the minutes."""
    details = scribe.meeting.details
    clerk = details.text("clerk")
    yield scribe.part("I", "THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    yield scribe.field("time", "1. Thời gian", _start(scribe), "giờ bắt đầu")
    yield scribe.field("place", "2. Địa điểm", details.text("place"), "địa điểm")
    yield Paragraph("people", "3. Thành phần:")
    yield from _guests(scribe)
    yield from _members(scribe)
    yield from _movements(scribe)
    yield scribe.field("chair", "4. Chủ trì", chaired(scribe), "người chủ trì")
    yield scribe.field("clerk", "5. Thư ký", scribe.titled(clerk) if clerk else "", "thư ký")


def _start(scribe: Scribe) -> str:
    started = scribe.meeting.agenda.started
    if started is None:
        return ""
    return f"bắt đầu hồi {scribe.clock(started)}, {long_date(scribe.local(started).date())}"


def _guests(scribe: Scribe) -> Iterator[Paragraph]:
    """Those sent from above by name and post (R73), then other guests; neither line when there are none."""
    guests = scribe.meeting.guests.values()
    for key, lead, superior in (
        ("superiors", "Đại biểu cấp trên dự, chỉ đạo", True),
        ("guests", "Khách mời", False),
    ):
        named = [scribe.titled(guest.id) for guest in guests if guest.superior is superior]
        if named:
            yield Paragraph(key, f"{lead}: {'; '.join(named)}.", "item")


# --- counts and names -------------------------------------------------------------------------------------


def _members(scribe: Scribe) -> Iterator[Paragraph]:
    """Totals, the present, the absent with and without a reason, whom the roll call has not reached."""
    attendance = scribe.meeting.attendance
    counts = attendance.counts(scribe.now)
    word, lead = scribe.body.member_word, f"Tổng số {scribe.body.member_word} của {scribe.cell}"
    if not counts.total:
        yield scribe.field("members", lead, "", f"danh sách {word}", "item")
        return
    yield Paragraph("members", f"{lead}: {_totals(scribe, counts)}.", "item")
    if all(presence.mark == "unmarked" and not presence.attended for presence in attendance.presence.values()):
        yield scribe.field("present", "Có mặt", "", "điểm danh", "item")
        return
    yield Paragraph("present", f"Có mặt: {_present(scribe, counts)}.", "item")
    yield from _absences(scribe)
    unmarked = _missing(scribe, "unmarked")
    if unmarked:
        names = "; ".join(scribe.addressed(presence.person) for presence in unmarked)
        yield from scribe.gap("unmarked", f"Chưa điểm danh {len(unmarked)} {scribe.heads}: {names}", "item")


def _totals(scribe: Scribe, counts: Counts) -> str:
    """ "40 đồng chí (chính thức 36, dự bị 4); được miễn sinh hoạt 3": rarer kinds only where there are any."""
    total = f"{counts.total} {scribe.heads}{kinds(scribe, counts.official, counts.probationary, counts.temporary)}"
    return "; ".join([total, *set_apart(counts.exempt, counts.away, counts.suspended)])


def set_apart(exempt: int, away: int, suspended: int) -> list[str]:
    """The members who do not have to attend: "được miễn sinh hoạt 3"; only kinds of which there are any."""
    apart = (
        ("được miễn sinh hoạt", exempt),
        ("giới thiệu sinh hoạt tạm thời đi nơi khác", away),
        ("bị đình chỉ sinh hoạt", suspended),
    )
    return [f"{what} {many}" for what, many in apart if many]


def _present(scribe: Scribe, counts: Counts) -> str:
    came = kinds(scribe, counts.present_official, counts.present_probationary, counts.present_temporary)
    present = f"{counts.present} {scribe.heads}{came}"
    if not counts.obliged:
        return present
    rate = percent(counts.present_obliged, counts.obliged)
    obliged = f"{counts.present_obliged}/{counts.obliged} {scribe.body.member_word} phải dự {scribe.gathering}"
    return f"{present}; đạt {rate} ({obliged})"


def kinds(scribe: Scribe, official: int, probationary: int, temporary: int) -> str:
    """The kinds of members where standing in the Party decides who votes; those here for a time only if any."""
    if scribe.body.voting == "committee":
        return ""
    said = f"chính thức {official}, dự bị {probationary}"
    return f" ({said}, sinh hoạt tạm {temporary})" if temporary else f" ({said})"


def _missing(scribe: Scribe, mark: RollStatus) -> list[Presence]:
    """The obliged members who never came and whom the roll call left with that mark, in roster order."""
    attendance = scribe.meeting.attendance
    obliged = (id for id, member in attendance.members.items() if is_obliged(member))
    presences = (attendance.presence[id] for id in obliged)
    return [presence for presence in presences if presence.mark == mark and not presence.attended]


def _absences(scribe: Scribe) -> Iterator[Paragraph]:
    excused, unexcused = _missing(scribe, "excused"), _missing(scribe, "unexcused")
    if not excused and not unexcused:
        yield Paragraph("absent", "Vắng mặt: không.", "item")
        return
    unexplained = scribe.drafting and any(not presence.reason.strip() for presence in excused)
    named = _named(scribe, (_with_reason(scribe, presence) for presence in excused))
    yield Paragraph("excused", f"Vắng có lý do: {named}.", "item", gap=unexplained)
    named = _named(scribe, (scribe.addressed(presence.person) for presence in unexcused))
    yield Paragraph("unexcused", f"Vắng không có lý do: {named}.", "item")


def _named(scribe: Scribe, people: Iterable[str]) -> str:
    named = list(people)
    return f"{len(named)} {scribe.heads}, gồm {'; '.join(named)}" if named else "không"


def _with_reason(scribe: Scribe, presence: Presence) -> str:
    reason = clause(presence.reason) or scribe.blank("lý do")
    return f"{scribe.addressed(presence.person)} ({reason})"


# --- comings and goings -----------------------------------------------------------------------------------


def _movements(scribe: Scribe) -> Iterator[Paragraph]:
    """A line for everyone who came late, went out or came back, in order of the first time, with the step (L2)."""
    moving = (presence for presence in scribe.meeting.attendance.presence.values() if presence.moves)
    for presence in sorted(moving, key=lambda presence: presence.moves[0].at):
        moved = list(_moves(scribe, presence))
        if moved:
            text = f"{capital(scribe.addressed(presence.person))} {'; '.join(moved)}."
            yield Paragraph(f"moves:{presence.person}", text, "item")


def _moves(scribe: Scribe, presence: Presence) -> Iterator[str]:
    """Comings and goings after the session began and before it ended, in order of time."""
    agenda = scribe.meeting.agenda
    if agenda.started is None:
        return
    last = len(presence.intervals) - 1
    for index, interval in enumerate(presence.intervals):
        if index or interval.start > agenda.started:
            yield _move(scribe, presence, "trở lại" if index else "đến", interval.start)
        left = interval.stop
        if left is not None and left > agenda.started and (agenda.ended is None or left < agenda.ended):
            yield _move(scribe, presence, "ra về" if index == last else "ra ngoài", left)


def _move(scribe: Scribe, presence: Presence, what: str, at: int) -> str:
    reasons = (clause(move.reason) for move in presence.moves if move.at == at and move.reason)
    why = next((f" ({reason})" for reason in reasons), "")
    return f"{what} lúc {scribe.clock(at)}{scribe.during(at)}{_handing_over(scribe, presence, at)}{why}"


def _handing_over(scribe: Scribe, presence: Presence, at: int) -> str:
    """What a chair who left did before: ", giao đồng chí … chủ trì"; nothing of anybody else (R39)."""
    handover = handed_over(scribe.meeting) if presence.left == at else None
    if handover is None or (handover.former, handover.at) != (presence.person, at):
        return ""
    return f", giao {scribe.addressed(scribe.meeting.details.text('chair'))} chủ trì"
