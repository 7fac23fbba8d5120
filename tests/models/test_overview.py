"""What units add up to, the summary report and the reminders (R74, R75, R86), tied to the units' own reports."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document import Document, Heading, Recipients, Signatures, Table
from models.facts import DetailSet
from models.figures.values import RuleFigures
from models.overview import standing
from models.overview.paper import file_name, summary_report
from models.overview.reminders import phone_list, reminders
from models.overview.sums import Sums, by, combined, each, total
from models.overview.telling import UNNAMED, told_of, unjudged
from models.overview.values import Overview, Told, Undertaking, UnitState
from models.report import report_of
from tests.models import gathered as world

EASY = settings(deadline=None, max_examples=40)
KINDS = st.lists(st.tuples(st.sampled_from(world.KINDS), st.sampled_from(("", "Phường A", "Phường B"))), max_size=9)


def units_of(kinds: list[tuple[str, str]]) -> list[UnitState]:
    return [world.unit(place, kind, group) for place, (kind, group) in enumerate(kinds)]


def sums_of(overview: Overview) -> Sums:
    return total(overview, overview.units)


def paragraphs(document: Document) -> dict[str, str]:
    return {paragraph.key: paragraph.text for paragraph in document.paragraphs()}


def tables(document: Document) -> dict[str, Table]:
    return {block.key: block for block in document.blocks if isinstance(block, Table)}


# --- sums -----------------------------------------------------------------------------------------------------------


@EASY
@given(KINDS)
def test_a_district_adds_up_to_its_wards_R86(kinds: list[tuple[str, str]]) -> None:
    """Parts and wholes are added, never percentages; a part of the tree is counted once."""
    district = world.overview(units_of(kinds))
    wards = by(each(district), lambda unit: unit.group)
    assert combined(list(wards.values())) == sums_of(district)


@EASY
@given(KINDS, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_no_sum(kinds: list[tuple[str, str]], chance: object) -> None:
    units = units_of(kinds)
    mixed = list(units)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert sums_of(world.overview(mixed)) == sums_of(world.overview(units))


def own_numbers(kind: str) -> dict[str, int]:
    """What the unit's own report says of itself, read off the paper."""
    meeting = world.sessions()[kind].meeting
    assert meeting is not None
    report = report_of(meeting, world.AFTERWARDS)
    said = paragraphs(report)
    came, obliged = re.search(r"phải dự có mặt (\d+)/(\d+)", said["present"]).groups()  # type: ignore[union-attr]
    excused, unexcused = re.findall(r"\d+", said["absent"])[:2]
    spoke, present = re.search(r": (\d+)/(\d+)", said["spoke"]).groups()  # type: ignore[union-attr]
    turns = re.search(r"Có (\d+) lượt", said["speaking"])
    remedies = re.search(r"Đã đề ra (\d+)", said["solutions"])
    shared = re.search(r"\((\d+)\)", said.get("shared", ""))
    numbers = tables(report)["degrees"].rows if "degrees" in tables(report) else ()
    return {
        "obliged": int(obliged),
        "obliged_present": int(came),
        "excused": int(excused),
        "unexcused": int(unexcused),
        "spoke": int(spoke),
        "present": int(present),
        "contributions": int(turns[1]) if turns else 0,
        "solutions": int(remedies[1]) if remedies else 0,
        "collective": int(shared[1]) if shared else 0,
        "found": sum(len(row[2].split(", ")) for row in numbers if row[2] != "–"),
        "passed": int("kết quả đạt" in said.get("vote:minutes", "")),
    }


@EASY
@given(st.lists(st.sampled_from(("whole", "sent", "sent late", "short", "late")), min_size=1, max_size=6))
def test_every_sum_is_that_of_the_units_own_reports_R75(kinds: list[str]) -> None:
    """The numbers of the ward are those that its cells print themselves: read off the papers and added by hand."""
    overview = world.overview([world.unit(place, kind) for place, kind in enumerate(kinds)])
    sums, own = sums_of(overview), [own_numbers(kind) for kind in kinds]
    for name in own[0]:
        found = sum(sums.present_by.values()) if name == "found" else getattr(sums, name)
        assert found == sum(numbers[name] for numbers in own), name


def test_the_report_prints_the_sums() -> None:
    """R75: what stands in the paper is what was added up."""
    overview = world.overview(world.ward(20))
    sums, paper = sums_of(overview), summary_report(overview, world.pattern())
    said, table = paragraphs(paper), tables(paper)
    assert said["held"].startswith(f"Đã tổ chức {sums.held}/{sums.due} (")
    assert f"đúng hạn {sums.held_in_time}, sau thời hạn {sums.held - sums.held_in_time}" in said["held"]
    assert f"chưa tổ chức {sums.not_held}" in said["held"]
    assert f"{sums.short} đơn vị" in said["short"]
    assert f"{sums.reports}/{sums.reports_due} " in said["reports"]
    assert table["progress"].rows[-1][:3] == ("Cộng", str(sums.due), str(sums.held))
    cells = by(each(overview), lambda unit: unit.body)["chi_bo"]
    row = next(row for row in table["people"].rows if row[0] == "Chi bộ")
    assert row[1:4] == (str(cells.members), str(cells.obliged), str(cells.obliged_present))
    indicators = {row[0]: row[1] for row in table["indicators"].rows}
    assert indicators["Biểu hiện số 3"] == str(sums.present_by["3"])
    assert indicators["Biểu hiện số 11"] == str(sums.present_by["11"])
    assert len(table["undertakings"].rows) == sums.collective
    assert len(table["signs"].rows) == sums.signs
    assert len(table["units"].rows) == sums.due
    assert len(table["not_held"].rows) == sums.not_held


def test_what_members_find_in_themselves_alone_does_not_go_up() -> None:
    """domain.md 7.2: number 12 was found by one member of oneself."""
    sums = sums_of(world.overview([world.unit(0, "short")]))
    assert dict(sums.present_by) == {"3": 1, "11": 1}
    assert dict(sums.degrees) == {"3 co_luc": 1, "11 ": 1}


@pytest.mark.parametrize(("day", "before"), [("2023-09-18", True), ("2023-09-19", False), ("", False)])
def test_told_after_the_session_is_not_told_before_R78(day: str, before: bool) -> None:
    """The session is on 18/9/2023: what the rule calls too late is no success in the sum."""
    desk = world.announced().say(DetailSet(field="notified_on", value=day))
    assert told_of(desk.meeting, world.AFTERWARDS).notified is before


def test_a_month_without_a_day_is_due_in_that_month_R7() -> None:
    """Only free words have no month; in the list they come last."""
    stated = ("2023-12", "cuối năm", "2023-12-05", "2023-11-30")
    undertakings = tuple(Undertaking(f"Việc {place}", "chi đoàn", due) for place, due in enumerate(stated))
    held = world.unit(0, "whole")
    assert held.told is not None
    overview = world.overview([replace(held, told=replace(held.told, undertakings=undertakings))])
    paper = summary_report(overview, world.pattern())
    assert "tháng 11/2023: 1; tháng 12/2023: 2; không ghi ngày: 1" in paragraphs(paper)["due"]
    days = [row[1] for row in tables(paper)["undertakings"].rows]
    assert days == ["30/11/2023", "tháng 12/2023", "05/12/2023", "cuối năm"]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("nothing", {"due": 1, "overdue": 1, "reports_due": 1}),
        ("announced", {"due": 1, "announced": 1, "overdue": 1, "reports_due": 1}),
        ("late", {"held": 1, "held_in_time": 0, "short": 0, "silent": 1, "merged": 1, "adopted": 0}),
        ("short", {"held": 1, "held_in_time": 1, "short": 1, "silent": 1, "notified": 1}),
        ("sent late", {"held": 1, "reports": 1, "reports_in_time": 0, "adopted": 1, "attended": 1}),
        ("sent", {"reports": 1, "reports_in_time": 1, "reports_late": 0, "passed": 1, "unanimous": 0}),
        ("sent", {"awaited": 1, "attended": 1}),
        ("committee", {"held": 1, "reports_due": 0, "reports": 0, "awaited": 0, "attended": 0}),
    ],
)
def test_how_far_a_unit_has_come(kind: str, fields: dict[str, int]) -> None:
    """R15–R17, R65–R73, R78, R79: on 21/9/2023, after the last day for sessions and before that for reports."""
    sums = sums_of(world.overview([world.unit(0, kind)]))
    assert {name: getattr(sums, name) for name in fields} == fields


@pytest.mark.parametrize(("kind", "told"), [("sent", True), ("committee", False)])
def test_who_came_from_above_is_told_where_somebody_was_awaited_R65(kind: str, told: bool) -> None:
    """The committee's own session is nobody's to oversee: of it no share is told."""
    paper = summary_report(world.overview([world.unit(0, kind)]), world.pattern())
    assert ("superiors" in paragraphs(paper)) is told


def test_of_nobody_there_is_nothing_R86() -> None:
    """Every count of an empty set is 0, every tally empty."""
    assert not any(asdict(Sums()).values())
    assert Sums() == sums_of(world.overview([]))


def test_of_a_unit_whose_figures_alone_are_known_nothing_is_made_up() -> None:
    """R86: neither a day nor a place, nobody told, nothing found and nothing undertaken."""
    figures = world.unit(0, "whole").told.figures  # type: ignore[union-attr]
    assert Told(figures) == Told(figures, "", "", "", False, (), (), ())
    assert not Undertaking("Lập sổ", "", "").done


@pytest.mark.parametrize(("waived", "unmet", "row"), [(("C12",), (), ("1", "0")), ((), ("C12",), ("0", "1"))])
def test_a_rule_unmet_with_a_reason_everywhere_is_unmet_without_one_nowhere_L8(
    waived: tuple[str, ...], unmet: tuple[str, ...], row: tuple[str, str]
) -> None:
    """Both columns say a number, also where it is none."""
    held = world.unit(0, "whole")
    assert held.told is not None
    rules = RuleFigures(met=0, risk=0, failed=0, pending=0, waived=len(waived), waived_codes=waived)
    told = replace(held.told, figures=held.told.figures.model_copy(update={"rules": rules}), unmet=unmet)
    paper = summary_report(world.overview([replace(held, told=told)]), world.pattern())
    [(_, *counted)] = tables(paper)["rules"].rows
    assert tuple(counted) == row


# --- the paper ------------------------------------------------------------------------------------------------------


def test_the_parts_and_the_places_for_people_are_those_of_the_plan() -> None:
    """R75: five parts, every judgement left open and marked, one signature, recipients, lists on pages of their own."""
    paper = summary_report(world.overview(world.ward(20)), world.pattern())
    headings = [block for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    parts = [heading.text for heading in headings if not heading.new_page]
    assert [text.partition(" ")[0] for text in parts] == ["I-", "II-", "III-", "IV-", "V-"]
    assert [heading.text[:9] for heading in headings if heading.new_page] == [f"PHỤ LỤC {n}" for n in range(1, 7)]
    gaps = {paragraph.key for paragraph in paper.paragraphs() if paragraph.gap}
    assert gaps == {"leadership", "strengths", "limits", "ahead", "proposals"}
    assert paper.skeleton
    assert paper.mark == ""
    assert paragraphs(paper)["proposals"].endswith("./.")
    assert any(isinstance(block, Signatures) for block in paper.blocks)
    assert any(isinstance(block, Recipients) for block in paper.blocks)


def test_another_order_of_parts_is_another_order_of_the_paper() -> None:
    """What the report is made of is the plan's data."""
    pattern = world.pattern()
    turned = pattern.model_copy(update={"parts": tuple(reversed(pattern.parts[1:])), "annexes": ()})
    paper = summary_report(world.overview(world.ward(5)), turned)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [
        "I- KIẾN NGHỊ, ĐỀ XUẤT",
        "II- GIẢI PHÁP, CAM KẾT",
        "III- ĐÁNH GIÁ CHUNG",
        "IV- KẾT QUẢ TỔ CHỨC",
    ]


def test_the_head_is_that_of_the_level() -> None:
    """36-HD/VPTW: number and sign, what stands above, the place out of the name."""
    ward = summary_report(world.overview(world.ward(3)), world.pattern()).letterhead
    assert (ward.parent, ward.issuer) == ("ĐẢNG BỘ QUẬN SÔNG CON", "ĐẢNG ỦY PHƯỜNG BẾN TRE XANH")
    assert (ward.number, ward.place_date) == ("Số …-BC/ĐU", "Bến Tre Xanh, ngày … tháng … năm …")
    district = summary_report(world.overview(world.district(2, 3), "Quận ủy Sông Con"), world.pattern()).letterhead
    assert (district.parent, district.number) == ("ĐẢNG BỘ THÀNH PHỐ", "Số …-BC/QU")


def test_the_district_has_its_wards_and_not_the_words_of_cells() -> None:
    """Sums by ward, lists ward by ward; what a body said in its own words stays one level up."""
    overview = world.overview(world.district(3, 6), "Quận ủy Sông Con")
    found = tables(summary_report(overview, world.pattern()))
    assert [row[0] for row in found["groups"].rows] == [*overview.groups, "Cộng"]
    assert {"units:1", "units:2", "units:3"} <= found.keys()
    assert not {"signs", "undertakings"} & found.keys()
    numbers = [row[0] for key in ("units:1", "units:2", "units:3") for row in found[key].rows]
    assert numbers == [str(number) for number in range(1, 19)]


def test_nothing_has_come_yet() -> None:
    """A ward on the first day: everything is named, nothing divides by nothing."""
    said = paragraphs(summary_report(world.overview([world.unit(0, "nothing")]), world.pattern()))
    assert "Đã tổ chức 0/1 (0 %)" in said["held"]
    assert "grades" not in said
    empty = summary_report(world.overview([]), world.pattern())
    assert "Đã tổ chức 0/0 (–)" in paragraphs(empty)["held"]


@EASY
@given(KINDS)
def test_equal_figures_have_equal_names_and_others_others(kinds: list[tuple[str, str]]) -> None:
    """A later download never takes the name of a file that people have finished by hand, unless nothing changed."""
    units = units_of(kinds)
    first, later = world.overview(units), world.overview(units, as_of=world.AS_OF + 3_600_000)
    assert file_name(first, ".docx") == file_name(later, ".docx")
    more = world.overview([*units, world.unit(len(units), "whole")])
    assert file_name(more, ".docx") != file_name(first, ".docx")
    paper = summary_report(first, world.pattern())
    assert first.mark in paper.footer
    assert "17:00 ngày 21/09/2023" in paper.footer


def test_a_file_name_is_plain() -> None:
    overview = replace(world.overview([]), code="P.01/Đ")
    assert re.fullmatch(r"bao-cao-P-01-2023-09-21-[0-9a-f]{8}\.docx", file_name(overview, ".docx").replace("--", "-"))


# --- reminders ------------------------------------------------------------------------------------------------------


def test_a_unit_is_reminded_of_what_it_lacks_R74() -> None:
    """Words by what is missing and by the days left."""
    overview = world.overview([world.unit(place, kind) for place, kind in enumerate(("nothing", "announced", "short"))])
    found = reminders(overview)
    assert [[owed.lack for owed in one.owed] for one in found] == [
        ["announce", "report"],
        ["hold", "report"],
        ["adopt", "short", "report"],
    ]
    assert "Chưa báo ngày" in found[0].text
    assert "chậm nhất ngày 19/9/2023, quá 2 ngày" in found[0].text
    assert "(đã báo ngày 18/9/2023 lúc 19:30 tại Nhà văn hóa)" in found[1].text
    assert "còn 38 ngày" in found[1].text
    assert "60 phút, kế hoạch yêu cầu không dưới 90 phút" in found[2].text


def test_who_is_in_order_is_not_reminded() -> None:
    overview = world.overview([world.unit(0, "sent"), world.unit(1, "whole")])
    assert [one.unit.code for one in reminders(overview)] == ["CB001"]


def test_a_short_session_with_a_reason_is_not_asked_again_L8() -> None:
    unit = world.unit(0, "short")
    assert unit.told is not None
    rules = RuleFigures(met=0, risk=0, failed=0, pending=0, waived=1, waived_codes=(standing.DURATION_RULE,))
    told = replace(unit.told, figures=unit.told.figures.model_copy(update={"rules": rules}))
    lacks = [owed.lack for owed in standing.owed(world.overview([]), replace(unit, told=told))]
    assert lacks == ["adopt", "report"]


@EASY
@given(KINDS)
def test_the_phone_list_has_everybody_once_the_late_first(kinds: list[tuple[str, str]]) -> None:
    """R74: one list to go through on the phone, with who follows the unit (R73)."""
    overview = world.overview(units_of(kinds))
    found = reminders(overview)
    lines = phone_list(found).splitlines()
    assert len(lines) == len(found) == len({one.unit.code for one in found})
    assert [one.late for one in found] == sorted((one.late for one in found), reverse=True)
    for line, one in zip(lines, found, strict=True):
        assert one.unit.name in line
        assert one.unit.overseer in line


@EASY
@given(st.sampled_from(world.KINDS[:-1]), st.integers(0, 4))
def test_a_mail_link_fits_and_says_the_same(kind: str, place: int) -> None:
    """RFC 6068; no address is known, so none is in it."""
    for one in reminders(world.overview([world.unit(place, kind)])):
        parts = urlsplit(one.mailto)
        fields = parse_qs(parts.query, strict_parsing=True)
        assert (parts.scheme, parts.path) == ("mailto", "")
        assert fields["subject"] == [one.subject]
        body = fields["body"][0].replace("\r\n", "\n")
        assert body in (one.text, one.short + ".\n")
        assert len(one.mailto) <= 2000


@pytest.mark.parametrize(
    ("name", "parent", "issuer", "above", "place"),
    [
        ("Phường Hạ Lan", "Quận Bến Thóc", "ĐẢNG ỦY PHƯỜNG HẠ LAN", "ĐẢNG BỘ QUẬN BẾN THÓC", "Hạ Lan"),
        ("Đảng ủy xã Hạ Lan", "Huyện ủy Ý", "ĐẢNG ỦY XÃ HẠ LAN", "ĐẢNG BỘ HUYỆN Ý", "Hạ Lan"),
        ("Đảng bộ Tổng công ty", "", "ĐẢNG BỘ TỔNG CÔNG TY", "", "…"),
    ],
)
def test_names_are_written_as_papers_write_them(name: str, parent: str, issuer: str, above: str, place: str) -> None:
    """36-HD/VPTW 1.2: however the tree calls a ward, its report is that of its committee."""
    overview = replace(world.overview(world.ward(2)), name=name, parent=parent)
    head = summary_report(overview, world.pattern()).letterhead
    assert (head.issuer, head.parent) == (issuer, above)
    assert head.place_date.startswith(f"{place}, ngày")


# --- a plan that is not here ----------------------------------------------------------------------------------------


def test_a_unit_whose_plan_is_not_here_is_counted_and_not_judged_R75() -> None:
    """It has met and has its figures; the report names the plan to fetch; no rule is held against it."""
    units = world.ward(12)
    place, told = next((at, one.told) for at, one in enumerate(units) if one.told is not None)
    units[place] = replace(units[place], told=unjudged(told, "ab" * 32))
    overview = world.overview(units)
    assert paragraphs(summary_report(overview, world.pattern()))[f"unjudged:{'ab' * 8}"].startswith(
        "Chưa xét theo quy định: 1 đơn vị"
    )
    kept = unjudged(told, "")
    assert (kept.plan_lacking, kept.unmet, kept.figures.session.least_minutes) == (UNNAMED, (), 0)
    assert kept.figures.rules == RuleFigures(met=0, risk=0, failed=0, pending=0, waived=0, waived_codes=())
    assert kept.figures.members == told.figures.members
