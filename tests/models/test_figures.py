"""Every figure of a meeting, counted once for screen, report, JSON and headquarters (R79)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.facts_minutes import Amended, RuleWaived
from models.figures import Part, figures_of
from models.meeting import Meeting
from models.plan import Plan
from models.votes import ADOPTION
from tests.models import minutes_record as record
from tests.models.build import Builder, at

AFTERWARDS = at("18:00")


def test_the_whole_small_session(plan: Plan) -> None:
    """domain.md 7.2: every field that a report needs."""
    found = figures_of(record.whole(plan).meeting, AFTERWARDS)
    assert (found.session.minutes, found.session.least_minutes, found.session.break_minutes) == (92, 90, 5)
    assert found.session.steps == Part(part=9, whole=9)
    assert found.session.separate is True
    members = found.members
    assert (members.total, members.official, members.probationary, members.exempt, members.away) == (12, 11, 1, 1, 1)
    assert (members.present, members.obliged_present) == (8, Part(part=8, whole=10))
    assert (members.excused, members.unexcused, members.unmarked, members.late) == (1, 1, 0, 1)
    assert (members.guests, members.superiors) == (1, 1)
    speaking = found.speaking
    assert (speaking.contributions, speaking.opinions, speaking.papers, speaking.questions) == (5, 3, 1, 1)
    assert (speaking.speakers, speaking.member_speakers, speaking.guest_speakers) == (5, 4, 1)
    assert speaking.spoke == Part(part=4, whole=8)
    board = found.indicators
    assert (board.total, board.discussed, board.present, board.not_present, board.unclear) == (25, 20, 1, 18, 1)
    assert [(one.degree, one.count) for one in board.by_degree if one.count] == [("it", 1)]
    assert (board.beyond, board.beyond_present) == (1, 1)
    assert {one.id for one in board.found} == {"3", "x_1"}
    assert (found.differences.total, found.differences.kept) == (1, 1)
    solutions = found.solutions
    assert (solutions.total, solutions.collective, solutions.own, solutions.feasible) == (1, 1, 0, 1)
    vote = found.vote(ADOPTION)
    assert vote is not None
    assert (vote.in_favour, vote.against, vote.needed, vote.passed) == (Part(part=6, whole=8), 1, 5, True)
    assert found.grade == "tot"


def test_shares_are_parts_and_wholes() -> None:
    """A percentage is made where it is printed, so that sums over units stay exact (R86)."""
    assert Part(part=16, whole=19).text == "16/19 (84,21 %)"
    assert Part(part=0, whole=0).percent == "–"


# --- what the adoption fixes --------------------------------------------------------------------------------


def test_figures_are_those_of_the_adopted_text(plan: Plan) -> None:
    """sync.md §3: what another desk wrote after the adoption changes no figure but the rules, which are told live."""
    desk = record.whole(plan)
    before = figures_of(desk.meeting, AFTERWARDS)
    desk.say(
        record.turn("t_late", record.AN_PHAM.id, "opinion", "15:36"),
        record.note("n_late", "t_late", record.AN_PHAM.id, "Nói sau", "15:36", kind="solution"),
        f.Assessed(indicator="9", field="present", value="co"),
        f.Marked(person=record.PHU.id, status="present", at=at("15:36")),
    )
    after = figures_of(desk.meeting, AFTERWARDS)
    assert after.model_dump(exclude={"rules"}) == before.model_dump(exclude={"rules"})


def test_the_end_and_the_papers_are_live(plan: Plan) -> None:
    """R47, R79, L20: end, signature, report and reasons come after the adoption by their nature."""
    desk = record.adopted(record.voted(record.ready(plan)))
    before = figures_of(desk.meeting, at("15:36"))
    assert before.session.ended is None
    assert before.session.steps.part == 8
    record.closed(desk)
    desk.say(
        f.DetailSet(field="signed_on", value="2023-09-16"),
        f.DetailSet(field="report_sent", value="2023-09-25"),
        RuleWaived(rule="C02", reason="Tài liệu về muộn"),
        Amended(amendment="a_1", reason="Sai tên", key="place", old="", new="Đình làng", at=at("17:00")),
    )
    after = figures_of(desk.meeting, AFTERWARDS)
    assert after.session.ended == at("15:37")
    assert after.session.steps.part == 9
    assert (after.papers.signed_on, after.papers.report_sent) == ("2023-09-16", "2023-09-25")
    assert (after.papers.amendments, after.papers.adopted_at) == (1, at("15:35"))
    assert after.rules.waived_codes == ("C02",)
    assert after.members == before.members


# --- papers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "in_time"), [("", None), ("2023-10-29", True), ("2023-10-30", False)], ids=["unsent", "last day", "late"]
)
def test_the_report_is_due_before_its_day(plan: Plan, sent: str, in_time: bool | None) -> None:
    """R79, C23: "trước 30/10" is the 29th at the latest."""
    desk = record.whole(plan)
    if sent:
        desk.say(f.DetailSet(field="report_sent", value=sent))
    papers = figures_of(desk.meeting, AFTERWARDS).papers
    assert papers.report_due == "2023-10-29"
    assert papers.sent_in_time is in_time
    assert papers.days_left == (None if sent else 44)


def test_days_are_local(plan: Plan) -> None:
    """The day changes at midnight of the place, not of Greenwich."""
    meeting = record.whole(plan).meeting
    assert figures_of(meeting, at("23:59")).papers.days_left == 44
    assert figures_of(meeting, at("24:01")).papers.days_left == 43


def test_a_body_without_the_rule_has_no_last_day(plan: Plan) -> None:
    """C23 names chi bộ alone; other bodies send when they can."""
    desk = Builder(plan).opened("ubnd")
    papers = figures_of(desk.meeting, AFTERWARDS).papers
    assert (papers.report_due, papers.days_left, papers.sent_in_time) == ("", None, None)


def test_documents_are_counted_back_from_the_day(plan: Plan) -> None:
    """R23: at least three days before; the day of the session itself does not count."""
    desk = record.prepared(plan)
    given = {"ct24": "2023-09-12", "kh171": "2023-09-13", "kh186": "2023-09-01"}
    desk.say(*(f.DocumentNoted(document=id, given=day) for id, day in given.items()))
    found = figures_of(desk.meeting, AFTERWARDS).documents
    assert {one.document: (one.lead_days, one.in_time) for one in found.each} == {
        "ct24": (3, True),
        "kh171": (2, False),
        "kh186": (14, True),
        "bai_viet": (None, False),
    }
    assert (found.given, found.in_time) == (Part(part=3, whole=4), Part(part=2, whole=4))


@pytest.mark.parametrize(("given_on", "days"), [("2023-09-12", 3), ("2023-09-09", 4), ("2023-09-18", -1)])
def test_working_days_leave_out_weekends(plan: Plan, given_on: str, days: int) -> None:
    """domain.md 1.4: calendar or working days is a setting. 15/9/2023 is a Friday."""
    limits = plan.thresholds.model_copy(update={"document_lead_kind": "working"})
    rulebook = plan.rulebook.model_copy(update={"thresholds": limits})
    desk = record.prepared(plan.model_copy(update={"rulebook": rulebook}))
    desk.say(f.DocumentNoted(document="ct24", given=given_on))
    found = figures_of(desk.meeting, AFTERWARDS).documents
    assert found.each[0].lead_days == days


# --- laws ---------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(data=st.data())
def test_groups_add_up(plan: Plan, data: st.DataObject) -> None:
    """Whatever part of a session is recorded, the parts of each group make its whole."""
    facts = record.facts_of(record.whole(plan).meeting)
    kept = facts[: data.draw(st.integers(1, len(facts)))]
    meeting: Meeting = record.replayed(plan, kept)
    found = figures_of(meeting, AFTERWARDS)
    speaking, board, notes = found.speaking, found.indicators, found.solutions
    assert speaking.opinions + speaking.papers + speaking.questions == speaking.contributions
    assert speaking.member_speakers + speaking.guest_speakers == speaking.speakers
    assert board.present + board.not_present + board.unclear + board.unanswered == board.total
    assert sum(one.count for one in board.by_degree) == board.present
    assert notes.own + notes.collective + notes.unscoped == notes.total >= notes.feasible
    differences, members = found.differences, found.members
    assert differences.settled + differences.kept + differences.open == differences.total
    absent = members.excused + members.unexcused + members.unmarked
    assert members.obliged_present.part + absent == members.obliged_present.whole
    rules = found.rules
    asked = len(plan.rules_for("chi_bo"))
    assert rules.met + rules.risk + rules.failed + rules.pending + rules.waived == asked
