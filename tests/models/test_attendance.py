"""Attendance as intervals (L2), the counts of the minutes and the voting base (domain.md 6.3, 6.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plan_file import load_plan
from models.attendance import Counts
from models.facts import Marked, MoveCorrected, Moved, PersonUnlisted, RestMarked, StandingSet
from models.facts_record import Undone
from models.people import Person
from models.plan import Plan
from tests.models.build import Builder, at, member

AN, BINH, CHI = (member(order, name) for order, name in ((1, "Lê Văn An"), (2, "Hồ Thị Bình"), (3, "Vũ Văn Chí")))


@pytest.fixture
def cell(plan: Plan) -> Builder:
    """Three members, nobody marked, the session started at 14:00."""
    return Builder(plan).opened().list(AN, BINH, CHI).started("14:00")


def moved(person: Person, way: str, clock: str, move: str = "") -> Moved:
    """A coming or going at a clock time."""
    assert way in ("in", "out")
    name = move or f"m_{person.order}_{way}_{clock}"
    return Moved(move=name, person=person.id, way="in" if way == "in" else "out", at=at(clock))


def cell_of_forty(plan: Plan) -> Builder:
    """The worked example of domain.md 6.3: who is of the cell, and who came."""
    ordinary = [member(order, f"Đỗ Văn {order}") for order in range(1, 29)]
    excused = [member(order, f"Bùi Thị {order}") for order in (29, 30)]
    unexcused = member(31, "Mạc Văn Ba")
    exempt = [member(order, f"Tô Văn {order}", status="miễn sinh hoạt") for order in (32, 33, 34)]
    away = [member(order, f"Hà Thị {order}", status="chuyển sinh hoạt tạm thời") for order in (35, 36)]
    new = [member(order, f"Cù Văn {order}", "ĐVDB", status="dự bị") for order in range(37, 41)]
    suspended = ordinary.pop().model_copy(update={"status": "đình chỉ sinh hoạt"})
    cell = Builder(plan).opened().list(*ordinary, suspended, *excused, unexcused, *exempt, *away, *new)
    cell.started().present(*ordinary, exempt[0], *new)
    for person in excused:
        cell.say(Marked(person=person.id, status="excused", reason="ốm", at=at("14:00")))
    return cell.say(Marked(person=unexcused.id, status="unexcused", at=at("14:00")))


def test_worked_example_of_domain_6_3(plan: Plan) -> None:
    assert cell_of_forty(plan).meeting.attendance.counts(at("14:30")) == Counts(
        total=40,
        official=36,
        probationary=4,
        temporary=0,
        exempt=3,
        away=2,
        suspended=1,
        obliged=34,
        present=32,
        present_official=28,
        present_probationary=4,
        present_temporary=0,
        present_obliged=31,
        in_room=32,
        room_official=28,
        room_probationary=4,
        room_obliged=31,
        excused=2,
        unexcused=1,
        unmarked=0,
        base=29,
        can_vote=28,
        guests=0,
    )


def test_majority_is_more_than_half_of_the_base_6_3(plan: Plan) -> None:
    counts = cell_of_forty(plan).meeting.attendance.counts(at("14:30"))
    assert plan.thresholds.majority.least_exceeding(counts.base) == 15
    assert plan.thresholds.majority.exceeded_by(15, counts.base)
    assert not plan.thresholds.majority.exceeded_by(14, counts.base)


@pytest.fixture
def committee(plan: Plan) -> Plan:
    """The plan with the cell's programme held by a committee."""
    body = plan.bodies["chi_bo"].model_copy(update={"voting": "committee"})
    return plan.model_copy(update={"bodies": {"ubnd": body}})


def test_a_committee_counts_every_incumbent_6_3(committee: Plan) -> None:
    """24-QĐ/TW 9.3.3: absent with a reason or without, the base stays; who is suspended holds no seat now."""
    people = [member(order, f"Đỗ Văn {order}") for order in range(1, 12)]
    suspended = member(12, "Bùi Thị Mơ", status="đình chỉ sinh hoạt")
    cell = Builder(committee).opened("ubnd").list(*people, suspended).started().present(*people[:8])
    cell.say(Marked(person=people[8].id, status="excused", reason="đi họp", at=at("14:00")))
    counts = cell.meeting.attendance.counts(at("14:30"))
    needed = committee.thresholds.majority.least_exceeding(counts.base)
    assert (counts.base, counts.can_vote, needed) == (11, 8, 6)
    assert [cell.meeting.attendance.in_base(person.id) for person in (people[8], suspended)] == [True, False]


@pytest.mark.parametrize("status", ["dự bị", "miễn sinh hoạt", "sinh hoạt tạm", "chuyển sinh hoạt tạm thời"])
def test_in_a_committee_a_standing_in_a_party_cell_says_nothing_6_3(committee: Plan, status: str) -> None:
    """Who is no member of the Party, or a new one, votes in the UBND as a member of the UBND (domain.md 1.4)."""
    one = member(4, "Đỗ Thị Dung", "VPTK", status=status)
    cell = Builder(committee).opened("ubnd").list(AN, one).started().present(AN, one)
    counts = cell.meeting.attendance.counts(at("14:30"))
    assert (counts.base, counts.can_vote) == (2, 2)


def test_exempt_member_who_came_votes_and_is_in_neither_figure_of_the_rate_6_3_6_4(plan: Plan) -> None:
    exempt = member(4, "Tô Văn Dần", status="miễn sinh hoạt")
    cell = Builder(plan).opened().list(AN, exempt).started().present(AN)
    before = cell.meeting.attendance.counts(at("14:10"))
    after = cell.present(exempt).meeting.attendance.counts(at("14:10"))
    assert (before.base, before.can_vote, before.obliged, before.present_obliged) == (1, 1, 1, 1)
    assert (after.base, after.can_vote, after.obliged, after.present_obliged) == (2, 2, 1, 1)


@pytest.mark.parametrize("status", ["chuyển sinh hoạt tạm thời", "đình chỉ sinh hoạt", "dự bị", "sinh hoạt tạm"])
def test_who_does_not_vote_even_when_in_the_room_6_3(cell: Builder, status: str) -> None:
    cell.present(AN, BINH).say(StandingSet(person=BINH.id, standing=status))
    counts = cell.meeting.attendance.counts(at("14:10"))
    assert not cell.meeting.attendance.may_vote(BINH.id)
    assert (counts.in_room, counts.can_vote, counts.base) == (2, 1, 2)  # An, and Chí who is not marked yet


def test_absent_without_a_reason_stays_in_the_base_6_3(cell: Builder) -> None:
    cell.present(AN)
    cell.say(
        Marked(person=BINH.id, status="excused", reason="ốm", at=at("14:00")),
        Marked(person=CHI.id, status="unexcused", at=at("14:00")),
    )
    counts = cell.meeting.attendance.counts(at("14:10"))
    assert (counts.base, counts.can_vote) == (2, 1)


def test_an_excused_member_who_comes_after_all_is_in_the_base_6_3(cell: Builder) -> None:
    cell.present(AN, CHI).say(Marked(person=BINH.id, status="excused", reason="ốm", at=at("14:00")))
    assert cell.meeting.attendance.counts(at("14:20")).base == 2
    cell.say(moved(BINH, "in", "14:25"))
    counts = cell.meeting.attendance.counts(at("14:30"))
    assert (counts.base, counts.excused, counts.present) == (3, 0, 3)


def test_leaving_during_a_step_counts_as_present_at_it_and_not_at_the_next_l2(cell: Builder) -> None:
    """30 real departures had been derived the other way round (opencouncil#790)."""
    cell.present(AN, BINH)
    cell.step("on_dinh", "14:00").step("quan_triet", "14:10").step("doc_bai_viet", "14:20")
    cell.say(moved(BINH, "out", "14:15"))
    attendance, agenda = cell.meeting.attendance, cell.meeting.agenda
    rooms = [attendance.in_room(agenda.begun(step) or 0) for step in ("on_dinh", "quan_triet", "doc_bai_viet")]
    assert rooms == [{AN.id, BINH.id}, {AN.id, BINH.id}, {AN.id}]


def test_for_a_vote_inside_a_step_the_clock_decides_l2(cell: Builder) -> None:
    cell.present(AN, BINH, CHI).step("thong_qua", "15:40").say(moved(BINH, "out", "15:42"))
    counts = cell.meeting.attendance.counts
    assert counts(at("15:41")).can_vote == 3
    assert counts(at("15:42")).can_vote == 2


def test_late_left_and_back_are_intervals_l2(cell: Builder) -> None:
    cell.say(moved(AN, "in", "14:12"), moved(AN, "out", "14:30"), moved(AN, "in", "14:41"))
    presence = cell.meeting.attendance.presence[AN.id]
    assert [(i.start, i.stop) for i in presence.intervals] == [
        (at("14:12"), at("14:30")),
        (at("14:41"), None),
    ]
    assert (presence.arrived_late, presence.left, presence.here) == (at("14:12"), None, True)


def test_who_left_and_did_not_come_back_l2(cell: Builder) -> None:
    cell.present(AN).say(moved(AN, "out", "14:30"))
    presence = cell.meeting.attendance.presence[AN.id]
    assert (presence.arrived_late, presence.left, presence.here) == (None, at("14:30"), False)
    assert (presence.attended, presence.absent) == (True, False)


def test_the_time_of_a_move_is_corrected_or_the_move_never_was_l2(cell: Builder) -> None:
    cell.present(AN).say(moved(AN, "out", "14:30", "m1"), MoveCorrected(move="m1", at=at("14:27")))
    assert cell.meeting.attendance.presence[AN.id].left == at("14:27")
    cell.say(MoveCorrected(move="m1", at=None))
    assert cell.meeting.attendance.presence[AN.id].here


def test_the_roll_call_counts_from_the_beginning_however_late_the_key_r25(cell: Builder) -> None:
    cell.present(AN, clock="14:07")
    assert cell.meeting.attendance.presence[AN.id].present_at(at("14:00"))


def test_a_key_for_one_person_beats_the_rest_are_present_r25(cell: Builder) -> None:
    """sync.md §3: the mass act is weaker, whichever came first."""
    everybody = (AN.id, BINH.id, CHI.id)
    cell.say(Marked(person=BINH.id, status="unexcused", at=at("14:02")))
    cell.say(RestMarked(people=everybody, at=at("14:03")))
    cell.say(Marked(person=CHI.id, status="excused", reason="ốm", at=at("14:04")))
    marks = {id: (p.mark, p.bulk) for id, p in cell.meeting.attendance.presence.items()}
    assert marks == {
        AN.id: ("present", True),
        BINH.id: ("unexcused", False),
        CHI.id: ("excused", False),
    }


def test_undo_brings_the_former_mark_back_l6(cell: Builder) -> None:
    cell.present(AN).say(Marked(person=AN.id, status="unexcused", at=at("14:02")))
    cell.say(Undone(of=(cell.seq,)))
    assert cell.meeting.attendance.presence[AN.id].mark == "present"


def test_whoever_is_gone_is_no_member_of_the_meeting(cell: Builder) -> None:
    cell.say(StandingSet(person=AN.id, standing="đã chuyển đi"), PersonUnlisted(person=BINH.id))
    assert list(cell.meeting.attendance.members) == [CHI.id]


def test_guests_are_counted_apart_and_never_vote_6_3(cell: Builder) -> None:
    cell.present(AN).guest("g1", "Ngô Thị Hạ", "Đảng ủy viên", superior=True)
    counts = cell.meeting.attendance.counts(at("14:10"))
    assert (counts.total, counts.guests, counts.in_room) == (3, 1, 1)
    assert not cell.meeting.attendance.may_vote("g1")


SHIPPED = load_plan()
STATUSES = ("chính thức", "dự bị", "miễn sinh hoạt", "chuyển sinh hoạt tạm thời", "sinh hoạt tạm", "đình chỉ sinh hoạt")
MARKS = st.sampled_from(("present", "excused", "unexcused", "unmarked"))


@given(st.lists(st.tuples(st.sampled_from(STATUSES), MARKS, st.booleans()), max_size=12))
def test_the_figures_fit_together_whatever_happens(cell: list[tuple[str, str, bool]]) -> None:
    """Parts sum to their whole, nobody votes who is not in the base, the base lies within the officials (6.3)."""
    builder = Builder(SHIPPED).opened().started()
    for order, (status, mark, came) in enumerate(cell, start=1):
        person = member(order, f"Lê Văn {order}", status=status)
        builder.list(person).say(Marked(person=person.id, status=mark, at=at("14:00")))  # type: ignore[arg-type]
        if came:
            builder.say(moved(person, "in", "14:20"))
    counts = builder.meeting.attendance.counts(at("14:30"))
    assert counts.total == counts.official + counts.probationary + counts.temporary
    assert counts.present == counts.present_official + counts.present_probationary + counts.present_temporary
    assert counts.obliged == counts.present_obliged + counts.excused + counts.unexcused + counts.unmarked
    assert counts.can_vote <= counts.base <= counts.official
    assert counts.can_vote <= counts.in_room <= counts.present
    assert SHIPPED.thresholds.majority.least_exceeding(counts.base) * 2 > counts.base
