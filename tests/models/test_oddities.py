"""The contradiction finder (desk.md §3.8): what does not fit together is found, and is gone once it is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given

from models.entries import Entry
from models.fact import Fact, UnknownFact
from models.facts import (
    Assessed,
    DetailSet,
    DifferenceSettled,
    FloorGiven,
    FloorStopped,
    GuestAdded,
    Marked,
    MeetingOpened,
    MoveCorrected,
    Moved,
    NoteEdited,
    SessionEnded,
    StepBegun,
    StepCorrected,
    TurnCorrected,
    VoteTaken,
)
from models.facts_minutes import Adopted, RuleWaived
from models.facts_record import DeskOpened, Undone
from models.ledger import RECORD
from models.oddities import FINDERS, Oddity, OddityCode
from models.parts import EVERYTHING
from models.plan import Plan
from models.writes import writes
from tests.models.any_facts import any_fact
from tests.models.build import DAY, Builder, at
from tests.models.rule_cases import (
    AN,
    BINH,
    CHI,
    DUNG,
    HA,
    absent,
    assessed,
    closing,
    discussing,
    note,
    running,
    spoke,
    voted,
    with_body,
)

OTHER_DESK = "d2"


def odd(cell: Builder) -> list[Oddity]:
    """What the finder says of the meeting."""
    return list(cell.meeting.oddities)


def codes(cell: Builder) -> list[OddityCode]:
    """The kinds of contradictions, in order."""
    return [oddity.code for oddity in odd(cell)]


def elsewhere(cell: Builder, *facts: Fact) -> Builder:
    """Another desk recorded these without knowing of this one."""
    start = sum(1 for device, _ in cell.meeting.ledger.entries if device == OTHER_DESK)
    for seq, fact in enumerate(facts, start + 1):
        cell.meeting.apply(Entry(OTHER_DESK, seq, DAY, 0, "", fact))
    return cell


def speech(turn: str, person: str, clock: str, **more: object) -> FloorGiven:
    """Somebody gets the floor."""
    given = {"turn": turn, "person": person, "kind": "opinion", "at": at(clock), **more}
    return FloorGiven.model_validate(given)


def moved(person: str, way: str, clock: str, move: str = "m1") -> Moved:
    """A coming or going."""
    return Moved.model_validate({"move": move, "person": person, "way": way, "at": at(clock)})


# --- one table: how each contradiction comes about, what it names, what puts it right --------------------------------

Made = Callable[[Plan], Builder]
Mended = Callable[[Builder], Builder]


def held_by(plan: Plan, presenter: str) -> Builder:
    """The article was read by somebody."""
    return running(plan).say(StepBegun(span="s_x", step="doc_bai_viet", presenter=presenter, at=at("14:14")))


def chaired(plan: Plan, *facts: Fact) -> Builder:
    """The discussion with a chair and a clerk."""
    return discussing(plan).say(DetailSet(field="chair", value=AN.id), DetailSet(field="clerk", value=BINH.id), *facts)


TABLE: dict[str, tuple[Made, Oddity, Mended]] = {
    "unknown_person": (
        lambda plan: discussing(plan).say(speech("t1", "p_nobody", "14:45")),
        Oddity("unknown_person", "t1", "p_nobody", at=at("14:45")),
        lambda cell: cell.say(TurnCorrected(turn="t1", person=DUNG.id)),
    ),
    "speaks_unmarked": (
        lambda plan: discussing(plan).say(Marked(person=DUNG.id, status="unmarked", at=at("14:01")), spoke(DUNG)),
        Oddity("speaks_unmarked", "t_4", DUNG.id, at=at("14:45")),
        lambda cell: cell.present(DUNG),
    ),
    "speaks_absent": (
        lambda plan: discussing(plan).say(absent(DUNG, "ốm"), spoke(DUNG)),
        Oddity("speaks_absent", "t_4", DUNG.id, at=at("14:45")),
        lambda cell: cell.say(TurnCorrected(turn="t_4", person=CHI.id)),
    ),
    "speaks_before": (
        lambda plan: discussing(plan).say(absent(DUNG, "ốm"), spoke(DUNG), moved(DUNG.id, "in", "14:50")),
        Oddity("speaks_before", "t_4", DUNG.id, at=at("14:45")),
        lambda cell: cell.say(MoveCorrected(move="m1", at=at("14:44"))),
    ),
    "speaks_after": (
        lambda plan: discussing(plan).say(moved(DUNG.id, "out", "14:42"), spoke(DUNG)),
        Oddity("speaks_after", "t_4", DUNG.id, at=at("14:45")),
        lambda cell: cell.say(MoveCorrected(move="m1", at=at("14:55"))),
    ),
    "turn_outside": (
        lambda plan: discussing(plan).say(spoke(DUNG, "16:10"), SessionEnded(at=at("16:00"))),
        Oddity("turn_outside", "t_4", DUNG.id, at=at("16:10")),
        lambda cell: cell.say(TurnCorrected(turn="t_4", start=at("15:50"))),
    ),
    "turns_overlap": (
        lambda plan: elsewhere(discussing(plan).say(spoke(DUNG)), speech("t9", CHI.id, "14:47")),
        Oddity("turns_overlap", "t9", CHI.id, "t_4", at("14:47")),
        lambda cell: cell.say(FloorStopped(turn="t_4", at=at("14:47"))),
    ),
    "step_outside": (
        lambda plan: running(plan).step("quan_triet", "13:40", AN),
        Oddity("step_outside", "quan_triet", at=at("13:40")),
        lambda cell: cell.say(StepCorrected(span=cell.meeting.agenda.spans[0].id, at=at("14:05"))),
    ),
    "no_presenter": (
        lambda plan: held_by(plan, ""),
        Oddity("no_presenter", "doc_bai_viet", at=at("14:14")),
        lambda cell: cell.say(StepCorrected(span="s_x", presenter=BINH.id)),
    ),
    "wrong_presenter": (
        lambda plan: held_by(plan, CHI.id),
        Oddity("wrong_presenter", "doc_bai_viet", CHI.id, at=at("14:14")),
        lambda cell: cell.say(RuleWaived(rule="C07", reason="Bí thư mất giọng")),
    ),
    "presenter_away": (
        lambda plan: held_by(plan, BINH.id).say(absent(BINH, "ốm")),
        Oddity("presenter_away", "doc_bai_viet", BINH.id, at=at("14:14")),
        lambda cell: cell.present(BINH),
    ),
    "duty_absent": (
        lambda plan: chaired(plan, moved(BINH.id, "out", "14:50")),
        Oddity("duty_absent", BINH.id, BINH.id, "clerk", at("14:50")),
        lambda cell: cell.say(moved(BINH.id, "in", "14:55", "m2")),
    ),
    "other_day": (
        lambda plan: discussing(plan).say(DetailSet(field="date", value="2023-09-14")),
        Oddity("other_day", "date", at=at("14:00")),
        lambda cell: cell.say(DetailSet(field="date", value="2023-09-15")),
    ),
    "attendance_conflict": (
        lambda plan: elsewhere(discussing(plan), absent(DUNG, "ốm")),
        Oddity("attendance_conflict", DUNG.id, DUNG.id),
        lambda cell: elsewhere(cell, Marked(person=DUNG.id, status="present", at=at("14:00"))),
    ),
    "move_outside": (
        lambda plan: discussing(plan).say(moved(DUNG.id, "out", "13:30")),
        Oddity("move_outside", DUNG.id, DUNG.id, "out", at("13:30")),
        lambda cell: cell.say(MoveCorrected(move="m1", at=at("14:30"))),
    ),
    "guest_is_member": (
        lambda plan: discussing(plan).say(GuestAdded(person="g1", name="đỗ thị  dung", at=DAY)),
        Oddity("guest_is_member", "g1", "g1", DUNG.id),
        lambda cell: cell.say(Undone(of=(cell.seq,))),
    ),
    "vote_conflict": (
        lambda plan: elsewhere(closing(plan).say(voted(4)), voted(3, 1)),
        Oddity("vote_conflict", "minutes", at=at("15:40")),
        lambda cell: elsewhere(cell, voted(4)),
    ),
    "vote_sum": (
        lambda plan: closing(plan).say(voted(4, 1)),
        Oddity("vote_sum", "minutes", at=at("15:40"), count=1),
        lambda cell: cell.say(voted(3, 1)),
    ),
    "vote_over": (
        lambda plan: closing(plan).say(moved(CHI.id, "out", "15:30"), voted(4)),
        Oddity("vote_over", "minutes", at=at("15:40"), count=3),
        lambda cell: cell.say(MoveCorrected(move="m1", at=at("15:41"))),
    ),
    "vote_outside": (
        lambda plan: closing(plan).say(voted(4, clock="15:50"), SessionEnded(at=at("15:45"))),
        Oddity("vote_outside", "minutes", at=at("15:50")),
        lambda cell: cell.say(SessionEnded(at=at("15:55"))),
    ),
    "unknown_owner": (
        lambda plan: discussing(plan).say(note("n1", "solution", owner="Tư Râu")),
        Oddity("unknown_owner", "n1", "Tư Râu", at=at("14:50")),
        lambda cell: cell.say(NoteEdited(note="n1", kind="solution", text="Niêm yết lịch", owner=AN.id)),
    ),
    "indicator_conflict": (
        lambda plan: elsewhere(discussing(plan).say(assessed(7, "present", "co")), assessed(7, "present", "chua_ro")),
        Oddity("indicator_conflict", "7"),
        lambda cell: elsewhere(cell, assessed(7, "present", "co")),
    ),
    "concluded_twice": (
        lambda plan: discussing(plan).say(
            note("n1", "conclusion", "Có, mức độ ít", indicators=("7",)),
            note("n2", "conclusion", "Không có", indicators=("7",)),
        ),
        Oddity("concluded_twice", "7", count=2),
        lambda cell: cell.say(Undone(of=(cell.seq,))),
    ),
    "decided_twice": (
        lambda plan: discussing(plan).say(
            note("n1", "decision", "Thu ngày mồng 5", indicators=("7",)), assessed(7, "decision", "Thu ngày mồng 10")
        ),
        Oddity("decided_twice", "7", count=2),
        lambda cell: cell.say(assessed(7, "decision", "thu ngày mồng 5")),
    ),
    "denied_and_found": (
        lambda plan: discussing(plan).say(assessed(7, "present", "khong"), assessed(7, "degree", "it")),
        Oddity("denied_and_found", "7"),
        lambda cell: cell.say(Assessed(indicator="7", field="present", value="co")),
    ),
    "settled_since": (
        lambda plan: discussing(plan).say(
            note("n1", "difference", "Nên đổi giờ họp"),
            DetailSet(field="summary", value="Nhận thức tốt.\nCòn ý kiến khác nhau (1): nên đổi giờ họp."),
            DifferenceSettled(note="n1", outcome="settled", text="Giữ giờ cũ"),
        ),
        Oddity("settled_since", "summary", count=0),
        lambda cell: cell.say(DetailSet(field="summary", value="Đã thống nhất (1): giữ giờ cũ.")),
    ),
    "desks_differ": (
        lambda plan: elsewhere(
            discussing(plan).say(DetailSet(field="place", value="Nhà văn hoá")),
            DetailSet(field="place", value="Hội trường"),
        ),
        Oddity("desks_differ", "place", other="detail"),
        lambda cell: elsewhere(cell, DetailSet(field="place", value="Nhà văn hoá")),
    ),
    "newer_entries": (
        lambda plan: discussing(plan).say(UnknownFact(kind="seat.changed", version=9)),
        Oddity("newer_entries", ""),
        lambda cell: cell,
    ),
}


def test_every_kind_of_contradiction_is_in_the_table() -> None:
    assert set(TABLE) == set(get_args(OddityCode))


@pytest.mark.parametrize("code", TABLE)
def test_it_is_found_and_names_who_what_and_when(plan: Plan, code: str) -> None:
    """The one contradiction, and no other with it."""
    made, expected, _ = TABLE[code]
    assert odd(made(plan)) == [expected]


@pytest.mark.parametrize("code", [code for code in TABLE if code != "newer_entries"])
def test_it_is_gone_once_it_is_put_right(plan: Plan, code: str) -> None:
    made, _, mended = TABLE[code]
    assert odd(mended(made(plan))) == []


@pytest.mark.parametrize("made", [running, discussing, closing])
def test_a_session_held_by_the_book_has_none(plan: Plan, made: Made) -> None:
    assert odd(made(plan)) == []


# --- what is no contradiction ----------------------------------------------------------------------------------------


def test_who_speaks_often_without_being_there_is_told_once(plan: Plan) -> None:
    cell = discussing(plan).say(absent(DUNG, "ốm"), spoke(DUNG), spoke(CHI, "14:47"), speech("t9", DUNG.id, "14:49"))
    (found,) = (oddity for oddity in odd(cell) if oddity.code == "speaks_absent")
    assert (found.thing, found.count) == ("t_4", 2)


def test_a_speaker_who_waits_under_a_point_of_order_is_no_overlap_l13(plan: Plan) -> None:
    cell = discussing(plan).say(spoke(DUNG), speech("t9", CHI.id, "14:47", kind="order", interrupts="t_4"))
    assert codes(cell) == []


def test_an_interruption_of_an_interruption_is_none_either(plan: Plan) -> None:
    cell = discussing(plan).say(
        spoke(DUNG),
        speech("t8", CHI.id, "14:47", kind="order", interrupts="t_4"),
        speech("t9", HA.id, "14:48", kind="order", interrupts="t8"),
    )
    assert codes(cell) == []


def test_who_speaks_at_the_moment_of_coming_is_there_l2(plan: Plan) -> None:
    cell = discussing(plan).say(absent(DUNG, "ốm"), moved(DUNG.id, "in", "14:45"), spoke(DUNG))
    assert codes(cell) == []


def test_guests_need_no_roll_call(plan: Plan) -> None:
    cell = discussing(plan).guest("g1", "Phan Thị Lài", superior=True).say(speech("t9", "g1", "14:45"))
    assert codes(cell) == []


def test_a_guest_of_another_name_is_a_guest(plan: Plan) -> None:
    assert codes(discussing(plan).guest("g1", "Đỗ Thị Dũng")) == []


@pytest.mark.parametrize("owner", ["", AN.id, "chi bộ", "Bí thư chi bộ", "Chi ủy viên phụ trách"])
def test_an_owner_may_be_a_person_a_post_or_the_body_itself(plan: Plan, owner: str) -> None:
    assert codes(discussing(plan).say(note("n1", "solution", owner=owner))) == []


def test_one_conclusion_in_two_writings_is_one(plan: Plan) -> None:
    twice = [
        note(f"n{index}", "conclusion", text, indicators=("7",)) for index, text in ((1, "Có,  ít"), (2, "có, ít"))
    ]
    assert codes(discussing(plan).say(*twice)) == []


def test_a_remedy_of_what_was_denied_is_told(plan: Plan) -> None:
    cell = discussing(plan).say(assessed(7, "present", "khong"), note("n1", "solution", owner=AN.id, indicators=("7",)))
    assert codes(cell) == ["denied_and_found"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Còn ý kiến khác nhau (2): giờ họp; nơi họp.", ["settled_since"]),
        ("Còn ý kiến khác nhau (1): nơi họp.", []),
        ("Buổi sau bàn tiếp, còn ý kiến khác nhau về nơi họp.", []),
    ],
)
def test_what_is_still_open_may_be_told_as_open_r38(plan: Plan, said: str, found: list[str]) -> None:
    """R42: of two differences one was settled; the summing-up may tell of one."""
    two = (note("n1", "difference", "Giờ họp"), note("n2", "difference", "Nơi họp"))
    settled = DifferenceSettled(note="n1", outcome="settled", text="Giữ giờ cũ")
    assert codes(discussing(plan).say(*two, DetailSet(field="summary", value=said), settled)) == found


def test_adopted_words_are_no_contradiction_to_put_right(plan: Plan) -> None:
    """Once adopted, only an amendment changes them (L20)."""
    cell = discussing(plan).say(DetailSet(field="summary", value="Còn ý kiến khác nhau (1): giờ họp."))
    assert codes(cell) == ["settled_since"]
    heads = cell.meeting.ledger.heads()
    adopted = Adopted(frontier=heads, state="", head="", plan="", at=at("15:40"))
    assert codes(cell.say(adopted)) == []


def test_whoever_chairs_may_sum_up_whatever_the_post(plan: Plan) -> None:
    """The deputy who chairs also concludes (R42, R48)."""
    cell = chaired(plan, DetailSet(field="chair", value=CHI.id)).step("tong_hop", "15:25", CHI)
    assert codes(cell) == []


def test_a_reason_answers_only_the_steps_its_rule_is_about(plan: Plan) -> None:
    cell = discussing(plan).step("tong_hop", "15:25", CHI).say(RuleWaived(rule="C07", reason="Bí thư mất giọng"))
    assert codes(cell) == ["wrong_presenter"]


def test_a_plan_that_does_not_mind_the_presenter_finds_none(plan: Plan) -> None:
    steps = tuple(step.model_copy(update={"presenter_strictness": "I"}) for step in plan.bodies["chi_bo"].steps)
    assert codes(held_by(with_body(plan, "chi_bo", steps=steps), CHI.id)) == []


def test_a_duty_is_asked_for_only_once_the_session_runs(plan: Plan) -> None:
    cell = Builder(plan).opened().list(AN, BINH).say(DetailSet(field="chair", value=AN.id), absent(AN, "ốm"))
    assert codes(cell) == []
    assert codes(cell.started("14:05")) == ["duty_absent"]


def test_more_hands_than_the_committee_has_in_the_room_is_told(plan: Plan) -> None:
    """L15: votes are checked against the base of the body they were taken in."""
    committee = with_body(plan, "chi_bo", voting="committee")
    cell = closing(committee).say(voted(5, entitled=5, base=5))
    assert codes(cell) == ["vote_over"]


def test_a_meeting_that_was_never_opened_has_none(plan: Plan) -> None:
    assert odd(Builder(plan)) == []
    assert odd(Builder(plan).opened("hop_to").list(AN)) == []


def test_two_desks_that_press_the_same_key_in_one_minute_agree(plan: Plan) -> None:
    """Each of them ended the speech; the seconds between them are no contradiction (L19)."""
    cell = elsewhere(discussing(plan).say(spoke(DUNG), FloorStopped(turn="t_4", at=at("14:50"))))
    elsewhere(cell, FloorStopped(turn="t_4", at=at("14:50") + 900))
    assert codes(cell) == []
    assert cell.meeting.ledger.conflicts()


@given(any_fact)
def test_every_part_that_can_be_recorded_is_looked_at(fact: Fact) -> None:
    """A part added to the ledger must be named among those that make the finder look again."""
    assert {part for part, *_ in writes(fact)} <= EVERYTHING | {RECORD, Adopted.TYPE}


# --- the cost --------------------------------------------------------------------------------------------------------


def test_an_act_makes_only_those_look_again_that_it_concerns(plan: Plan) -> None:
    """Writing a note leaves what is known of attendance, steps and votes as it stands (desk.md §4)."""
    cell = closing(plan).say(voted(4))
    odd(cell)
    held = dict(cell.meeting._views)
    cell.say(note("n1", "opinion"))
    odd(cell)
    again = {name for name, *_ in FINDERS if cell.meeting._views[name] is not held[name]}
    assert again == {"odd_owners", "odd_indicators", "odd_summary", "odd_desks"}


def test_no_finder_reads_what_it_does_not_name(plan: Plan) -> None:
    """Every part a session speaks of, one after another: what is kept is what a fresh look finds."""
    facts: list[Fact] = [
        DetailSet(field="chair", value=AN.id),
        absent(AN, "ốm"),
        speech("t9", AN.id, "14:45"),
        GuestAdded(person="g1", name=CHI.full_name, at=DAY),
        moved(AN.id, "in", "14:50"),
        note("n1", "solution", owner="Tư Râu", indicators=("7",)),
        assessed(7, "present", "khong"),
        RuleWaived(rule="C07", reason="Mất giọng"),
        VoteTaken.model_validate({**voted(4, 1).model_dump(by_alias=True), "motion": "v1"}),
        UnknownFact(kind="seat.changed", version=9),
        SessionEnded(at=at("15:30")),
    ]
    cell = closing(plan)
    for fact in facts:
        odd(cell)
        cell.say(fact)
        fresh = [oddity for _, _, finder in FINDERS for oddity in finder(cell.meeting)]
        assert odd(cell) == fresh


def test_a_rehearsal_is_held_on_any_day_L17(plan: Plan) -> None:
    """Its script has a day of its own."""
    cell = discussing(plan).say(DetailSet(field="date", value="2023-09-14"))
    opening = next(
        entry.fact for entry in cell.meeting.ledger.entries.values() if isinstance(entry.fact, MeetingOpened)
    )
    assert codes(cell.say(opening.model_copy(update={"rehearsal": True}))) == []


@pytest.mark.parametrize(("offset", "day"), [(420, ["other_day"]), (0, [])])
def test_the_day_is_that_of_the_place_where_the_desk_stands(plan: Plan, offset: int, day: list[str]) -> None:
    """Half past midnight in Hanoi is still the evening before at UTC; the record says where it was made."""
    cell = Builder(plan).opened().say(DeskOpened(app="t", offset=offset, at=DAY)).started("24:30")
    assert codes(cell) == day
