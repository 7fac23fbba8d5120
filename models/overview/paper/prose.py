"""The figures of the text, part by part (domain.md 7.2). A section with nothing to tell is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from models.document import Block, Heading, Paragraph, Table
from models.overview.paper.drafter import Drafter, of
from models.overview.pattern import PartName
from models.overview.sums import Sums
from models.vietnamese.words import number, percent, share

Section = Callable[[Drafter], Iterator[Block]]


# --- preparation ----------------------------------------------------------------------------------------------------


def _preparation(drafter: Drafter) -> Iterator[Block]:
    """How many must meet, who was told before, whether the documents were out in time (R23, R78, R86)."""
    sums, limits = drafter.sums, drafter.overview.plan.thresholds
    kinds = "; ".join(f"{drafter.inside(kind)} {number(found.due)}" for kind, found in drafter.by_kind.items())
    yield drafter.item("due", f"Số đơn vị phải tổ chức: {number(sums.due)} ({kinds})")
    yield drafter.item("notified", f"Đã báo trước thời gian với cấp trên: {of(sums.notified, sums.held)} đơn vị đã họp")
    if drafter.overview.plan.documents:
        days = f"trước ít nhất {limits.document_lead_days:02} ngày"
        in_time = sums.held - sums.documents_late
        yield drafter.item("documents", f"Gửi đủ tài liệu {days}: {of(in_time, sums.held)} đơn vị đã họp")


# --- results --------------------------------------------------------------------------------------------------------


def _results(drafter: Drafter) -> Iterator[Block]:
    found = ((title, tuple(section(drafter))) for title, section in _SECTIONS)
    for place, (title, blocks) in enumerate((one for one in found if one[1]), start=1):
        yield Heading(2, f"{place}. {title}")
        yield from blocks


def _held(drafter: Drafter) -> Iterator[Block]:
    """Held, in time, late, under the least time (R15–R17); minutes and reports in (R45, R79)."""
    sums, plan = drafter.sums, drafter.overview.plan
    least = plan.thresholds.minimum_minutes
    late = sums.held - sums.held_in_time
    yield drafter.item(
        "held",
        f"Đã tổ chức {share(sums.held, sums.due)} đơn vị, trong đó đúng hạn {number(sums.held_in_time)}, "
        f"sau thời hạn {number(late)}; chưa tổ chức {number(sums.not_held)}{_see(sums.not_held, 'danh sách')}",
    )
    yield drafter.item("short", f"Thời lượng dưới {least} phút: {number(sums.short)} đơn vị")
    yield from _lacking(drafter)
    if plan.thresholds.separate_from_regular:
        yield drafter.item("merged", f"Lồng ghép với sinh hoạt thường kỳ: {number(sums.merged)} đơn vị")
    amended = f", trong đó có bổ sung sau khi thông qua {number(sums.amended)}" if sums.amended else ""
    yield drafter.item("adopted", f"Đã có biên bản được thông qua: {share(sums.adopted, sums.due)} đơn vị{amended}")
    yield drafter.item(
        "reports",
        f"Đã gửi báo cáo kết quả: {share(sums.reports, sums.reports_due)} đơn vị phải gửi, đúng hạn "
        f"{number(sums.reports_in_time)}, quá hạn chưa gửi {number(sums.reports_late)}",
    )
    rows = [progress_row(drafter.kind(kind), found) for kind, found in drafter.by_kind.items()]
    yield Table("progress", PROGRESS, (*rows, progress_row("Cộng", sums)), PROGRESS_WIDTHS)


def _lacking(drafter: Drafter) -> Iterator[Block]:
    """Units whose own plan is not here: they are counted, nothing in their sessions is judged."""
    told = (unit.told for unit in drafter.overview.units if unit.told is not None)
    for plan, units in sorted(Counter(one.plan_lacking for one in told if one.plan_lacking).items()):
        text = (
            f"Chưa xét theo quy định: {number(units)} đơn vị, vì trụ sở chưa có kế hoạch mã {plan[:16]} mà các đơn vị "
            "ấy dùng; cần nhập kế hoạch ấy vào máy chủ rồi lập lại báo cáo"
        )
        yield drafter.item(f"unjudged:{plan[:16]}", text)


PROGRESS = ("Đơn vị", "Phải họp", "Đã họp", "Đúng hạn", "Thiếu giờ", "Biên bản", "Báo cáo")
PROGRESS_WIDTHS = (0.34, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11)


def progress_row(name: str, sums: Sums) -> tuple[str, ...]:
    """How far a kind of body or a group of units has come."""
    counts = (sums.due, sums.held, sums.held_in_time, sums.short, sums.adopted)
    reports = of(sums.reports, sums.reports_due) if sums.reports_due else "–"
    return (name, *map(number, counts), reports)


def _see(count: int, what: str) -> str:
    return f" ({what} ở phụ lục)" if count else ""


_PEOPLE = ("Đơn vị", "Tổng số", "Phải dự", "Có mặt", "Tỷ lệ", "Vắng có lý do", "Vắng không lý do", "Phát biểu")
_PEOPLE_WIDTHS = (0.23, 0.1, 0.1, 0.1, 0.12, 0.11, 0.11, 0.13)


def _people(drafter: Drafter) -> Iterator[Block]:
    """Attendance and speaking by kind of body: the same person may sit in several, so kinds are not added up."""
    rows = [
        (
            drafter.kind(kind),
            number(found.members),
            number(found.obliged),
            number(found.obliged_present),
            found.attendance.percent,
            number(found.excused),
            number(found.unexcused),
            found.speaking.percent,
        )
        for kind, found in drafter.by_kind.items()
        if found.held
    ]
    if not rows:
        return
    yield Paragraph("people", "Số liệu của các đơn vị đã họp; “Phát biểu” là tỷ lệ người có mặt đã phát biểu:", "item")
    yield Table("people", _PEOPLE, tuple(rows), _PEOPLE_WIDTHS)
    if len(rows) > 1:
        text = "Một người có thể dự cuộc họp của nhiều tổ chức nên không cộng giữa các loại hình"
        yield drafter.item("people_note", text)
    for kind, found in drafter.by_kind.items():
        if found.probationary:
            text = f"Trong đó {drafter.inside(kind)}: chính thức {number(found.official)}, dự bị "
            yield drafter.item(f"kinds:{kind[0]}", f"{text}{number(found.probationary)}, miễn {number(found.exempt)}")
    sums = drafter.sums
    if sums.awaited:
        text = f"Có đại biểu cấp trên dự, chỉ đạo: {share(sums.attended, sums.awaited)} buổi"
        yield drafter.item("superiors", text)


def _discussion(drafter: Drafter) -> Iterator[Block]:
    """How much was said (R39), and where nobody spoke (R41)."""
    sums = drafter.sums
    if not sums.held:
        return
    kinds = (("tham luận", sums.papers), ("ý kiến", sums.opinions), ("câu hỏi", sums.questions))
    each = ", ".join(f"{number(count)} {kind}" for kind, count in kinds if count)
    text = f"Có {number(sums.contributions)} lượt phát biểu trong phần thảo luận"
    yield drafter.item("speaking", f"{text}, gồm {each}" if each else text)
    yield drafter.item("silent", f"Buổi không có ai phát biểu: {number(sums.silent)}")


def _indicators(drafter: Drafter) -> Iterator[Block]:
    """How many units find signs in themselves, and which most often (R33–R35); of no single member."""
    sums = drafter.sums
    if not sums.held:
        return
    yield drafter.item("showing", f"Đơn vị tự nhận có biểu hiện: {share(sums.showing, sums.held)} đơn vị đã họp")
    top = sums.top(drafter.pattern.top_indicators)
    if top:
        named = "; ".join(f"số {which} ({number(count)} đơn vị)" for which, count in top)
        yield drafter.item("top", f"Các biểu hiện được nêu nhiều nhất: {named}")
    yield drafter.item("signs", f"Biểu hiện khác ngoài danh mục: {number(sums.signs)}")


def _differences(drafter: Drafter) -> Iterator[Block]:
    """Differing opinions and votes: numbers only (R38, R46, R85)."""
    sums = drafter.sums
    if not sums.held:
        return
    settled = f" (đã thống nhất {number(sums.settled)}, bảo lưu {number(sums.kept)})" if sums.differences else ""
    yield drafter.item("differences", f"Vấn đề có ý kiến khác nhau: {number(sums.differences)}{settled}")
    yield drafter.item(
        "votes",
        f"Biểu quyết thông qua biên bản: đạt {of(sums.passed, sums.held)} đơn vị đã họp, trong đó không có phiếu "
        f"không tán thành, ý kiến khác: {number(sums.unanimous)} đơn vị",
    )


_SECTIONS: tuple[tuple[str, Section], ...] = (
    ("Tiến độ", _held),
    ("Thành phần dự", _people),
    ("Thảo luận", _discussion),
    ("Đối chiếu các biểu hiện", _indicators),
    ("Ý kiến khác nhau, biểu quyết", _differences),
)


# --- assessment -----------------------------------------------------------------------------------------------------


def _assessment(drafter: Drafter) -> Iterator[Block]:
    """The grades that the chairs gave (R43), and the rules left unmet, with and without a reason (L8)."""
    sums, plan = drafter.sums, drafter.overview.plan
    if not sums.held:
        return
    codes = [*(grade.code for grade in plan.grades), *sorted(set(sums.grades) - {one.code for one in plan.grades})]
    each = (
        f"{drafter.choice(plan.grades, code, 'chưa xếp loại')} {number(sums.grades[code])} "
        f"({percent(sums.grades[code], sums.held)})"
        for code in codes
        if sums.grades.get(code)
    )
    yield drafter.item("grades", f"Chất lượng do người chủ trì đánh giá: {'; '.join(each)}")
    rows = tuple(
        (rule.title, number(sums.waived.get(rule.code, 0)), number(sums.unmet.get(rule.code, 0)))
        for rule in plan.rules
        if sums.waived.get(rule.code) or sums.unmet.get(rule.code)
    )
    if rows:
        explained = f" ({number(sums.waiving)} đơn vị nêu lý do bằng văn bản)" if sums.waiving else ""
        text = f"Số đơn vị đã họp chưa đạt từng yêu cầu của kế hoạch{explained}:"
        yield Paragraph("rules", text, "item", aloud=False)
        yield Table("rules", ("Yêu cầu", "Có lý do", "Chưa nêu lý do"), rows, (0.78, 0.11, 0.11))


# --- remedies -------------------------------------------------------------------------------------------------------


def _remedies(drafter: Drafter) -> Iterator[Block]:
    """Numbers, then what is due month by month (R7, R37)."""
    sums = drafter.sums
    if not sums.held:
        return
    yield drafter.item(
        "solutions",
        f"Đã đề ra {number(sums.solutions)} giải pháp, cam kết (của tập thể {number(sums.collective)}); có người "
        f"thực hiện {number(sums.with_owner)}, có thời hạn {number(sums.with_due)}",
    )
    if sums.backlog:
        yield drafter.item("backlog", f"Việc tồn đọng, chậm muộn được nêu: {number(sums.backlog)}")
    months = "; ".join(f"{month}: {number(count)}" for month, count in due_months(drafter).items())
    if months:
        yield drafter.item("due", f"Giải pháp, cam kết của tập thể theo thời hạn: {months}")


def due_months(drafter: Drafter) -> Mapping[str, int]:
    """ "tháng 10/2023" → undertakings of bodies due in it, in order; those without a month last."""
    told = (unit.told for unit in drafter.overview.units if unit.told is not None and unit.held)
    stated = [one.month for each in told for one in each.undertakings]
    found = Counter(month for month in stated if month is not None)
    months = {f"tháng {month.month}/{month.year}": count for month, count in sorted(found.items())}
    undated = stated.count(None)
    return {**months, **({"không ghi ngày": undated} if undated else {})}


def _nothing(_: Drafter) -> Iterator[Block]:
    """What a part has that is for people alone."""
    return iter(())


FIGURES: Mapping[PartName, Section] = {
    "preparation": _preparation,
    "results": _results,
    "assessment": _assessment,
    "remedies": _remedies,
    "proposals": _nothing,
}
"""What the program says in each part."""
