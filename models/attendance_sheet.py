"""The signing sheet and attendance list, an annex of minutes and report (domain.md 4.1 template D, R25).

Before the session it is a list to sign; once the roll was called it also says who came when, who left, who was
absent and why. Members stand in the order of the roster.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from models.attendance import Presence
from models.document import Block, Document, Letterhead, Paragraph, Table
from models.figures import figures_of
from models.meeting import Meeting
from models.minutes.closing import signatures
from models.minutes.compose import checksum, mark_of, paper_meta
from models.minutes.head import letterhead
from models.minutes.phrases import capital, clause
from models.minutes.scribe import Scribe
from models.people import Person
from models.vietnamese.words import VN_OFFSET_MIN, short_clock

_MEMBERS, _GUESTS = "attendance", "guests"

_HEADER = ("TT", "Họ và tên", "Chức vụ", "Loại", "Giờ đến – về", "Lý do vắng", "Ký tên")
_WIDTHS = (0.055, 0.265, 0.14, 0.135, 0.15, 0.14, 0.115)
_KIND = 3
"""The column a committee does not need: it has no kinds of members, but long posts."""
_COMMITTEE_WIDTHS = (0.055, 0.25, 0.28, 0.15, 0.15, 0.115)

_GUEST_HEADER = ("TT", "Họ và tên", "Chức vụ, đơn vị", "Ký tên")
_GUEST_WIDTHS = (0.07, 0.31, 0.42, 0.20)

_BLANK_GUESTS = 3
"""Rows left for guests on a sheet that is printed before the session."""


def attendance_sheet(meeting: Meeting, now: int, offset: int = VN_OFFSET_MIN) -> Document:
    """The sheet as it stands at `now` (UTC ms), times printed `offset` minutes east of UTC."""
    scribe = Scribe.of(meeting, now, offset)
    return Document(
        form=scribe.body.paper.form,
        letterhead=_head(scribe),
        blocks=tuple(_blocks(scribe)),
        mark=mark_of(scribe) if _called(scribe) else "",
        footer=checksum(scribe),
        created_ms=scribe.now,
        meta=paper_meta(scribe),
    )


def _head(scribe: Scribe) -> Letterhead:
    """The head of the body without a number: an annex has none of its own."""
    head, basis = letterhead(scribe), scribe.meeting.plan.directive
    occasion = scribe.body.occasion or scribe.body.session_word
    return replace(
        head,
        number="",
        title="DANH SÁCH",
        abstract=(
            f"{scribe.body.member_word}, đại biểu dự {occasion}",
            f"thực hiện {basis.name} số {basis.number}",
        ),
    )


def _called(scribe: Scribe) -> bool:
    """Whether there is anything to fill in: the roll call has begun."""
    return any(p.mark != "unmarked" or p.attended for p in scribe.meeting.attendance.presence.values())


def _blocks(scribe: Scribe) -> Iterator[Block]:
    filled = _called(scribe)
    members = scribe.meeting.attendance.members.values()
    rows = tuple(_row(scribe, number, member, filled) for number, member in enumerate(members, start=1))
    kinds = scribe.body.voting == "members"
    yield Paragraph("members", f"1. {capital(scribe.body.member_word)}", aloud=False)
    widths = _WIDTHS if kinds else _COMMITTEE_WIDTHS
    yield Table(_MEMBERS, _fitting(_HEADER, kinds), tuple(_fitting(row, kinds) for row in rows), widths)
    guests = tuple(_guests(scribe, filled))
    yield Paragraph("others", f"2. Đại biểu, khách mời{'' if guests else ': không có'}", aloud=False)
    if guests:
        yield Table(_GUESTS, _GUEST_HEADER, guests, _GUEST_WIDTHS)
    if filled:
        yield Paragraph("counts", _counts(scribe), aloud=False)
    signed = signatures(scribe)
    yield next(iter(signed))


def _fitting(row: tuple[str, ...], kinds: bool) -> tuple[str, ...]:
    return row if kinds else (*row[:_KIND], *row[_KIND + 1 :])


def _row(scribe: Scribe, number: int, member: Person, filled: bool) -> tuple[str, ...]:
    presence = scribe.meeting.attendance.presence[member.id]
    known = (_times(scribe, presence), _absence(member, presence)) if filled else ("", "")
    return (str(number), scribe.meeting.name(member.id), scribe.post(member.id), member.status, *known, "")


def _times(scribe: Scribe, presence: Presence) -> str:
    """Every stay: "19:00–20:51"; whoever stayed to the end left when the session did."""
    agenda = scribe.live.agenda
    stays = []
    for stay in presence.intervals:
        begun = stay.start if agenda.started is None else max(stay.start, agenda.started)
        until = stay.stop if stay.stop is not None else agenda.ended
        stays.append(f"{_clock(scribe, begun)}–{_clock(scribe, until) if until is not None else '…'}")
    return "; ".join(stays)


def _clock(scribe: Scribe, at: int) -> str:
    return short_clock(scribe.local(at).time())


def _absence(member: Person, presence: Presence) -> str:
    """Why somebody was not there; of those exempt, away or suspended their kind says it."""
    if presence.attended:
        return ""
    if presence.mark == "excused":
        return clause(presence.reason) or "có lý do"
    if presence.mark == "unexcused":
        return "không lý do"
    return "" if member.is_exempt or member.is_away or member.is_suspended else "chưa điểm danh"


def _guests(scribe: Scribe, filled: bool) -> Iterator[tuple[str, ...]]:
    """Superiors first; a few rows to write in while the sheet is blank."""
    ordered = sorted(scribe.meeting.guests.values(), key=lambda guest: not guest.superior)
    for number, guest in enumerate(ordered, start=1):
        yield (str(number), scribe.meeting.name(guest.id), guest.post, "")
    for number in range(len(ordered) + 1, 0 if filled else _BLANK_GUESTS + 1):
        yield (str(number), "", "", "")


def _counts(scribe: Scribe) -> str:
    """The figures of the attendance block."""
    found = figures_of(scribe.live, scribe.now, scribe.offset).members
    absent = f"vắng có lý do {found.excused}, vắng không có lý do {found.unexcused}"
    came = f"phải dự {found.obliged_present.whole}, có mặt {found.obliged_present.text}"
    return f"Tổng số {found.total} {scribe.body.member_word}; {came}; {absent}; đại biểu, khách mời {found.guests}."
