"""Rules of procedure: what the meeting is, its people, its fields and documents (R16–R26)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models import commands as c
from models.details import BY_NAME
from models.fact import Value
from models.facts import DocumentNoted, GuestAdded, MeetingOpened, PersonListed, PersonUnlisted
from models.plan import Plan
from models.ruling import Moment
from tests.models.build import member
from tests.models.deciding import AN, BICH, CELL, DUNG, OPENING, Clerk, listed


def test_a_meeting_is_opened_once_with_its_plan_and_wording(plan: Plan) -> None:
    clerk = Clerk(plan)
    (opened,) = clerk.ok(OPENING)
    assert isinstance(opened, MeetingOpened)
    assert (opened.plan, opened.plan_digest) == (plan.id, plan.digest())
    assert opened.indicators_digest == plan.catalogue.digest()
    assert clerk.refused(OPENING) == "already_opened"


def test_a_body_the_plan_does_not_know_cannot_meet(plan: Plan) -> None:
    clerk = Clerk(plan)
    assert clerk.refused(replace(OPENING, body="câu lạc bộ")) == "unknown_field"
    assert clerk.ok(OPENING)


def test_the_session_cannot_begin_before_it_is_known_what_it_is(plan: Plan) -> None:
    clerk = Clerk(plan)
    clerk.ok(c.ListPeople(CELL))
    assert clerk.refused(c.StartSession()) == "not_started"
    assert clerk.refused(c.MarkPresent(AN.id)) == "not_started"
    assert clerk.refused(c.WriteNote(c.NoteDraft("Nhất trí"))) == "not_started"


# --- people ----------------------------------------------------------------------------------------


def test_listing_takes_only_what_is_new_changed_or_missing(plan: Plan) -> None:
    clerk = listed(plan)
    changed = DUNG.model_copy(update={"role": "Tổ trưởng"})
    newcomer = member(7, "Cao Thị Én")
    facts = clerk.ok(c.ListPeople((AN, BICH, changed, newcomer)))
    assert [fact.person for fact in facts if isinstance(fact, PersonListed)] == [DUNG.id, newcomer.id]
    gone = [fact.person for fact in facts if isinstance(fact, PersonUnlisted)]
    assert gone == [p.id for p in CELL if p not in (AN, BICH, DUNG)]
    assert set(clerk.meeting.people) == {AN.id, BICH.id, DUNG.id, newcomer.id}
    assert clerk.refused(c.ListPeople((AN, BICH, changed, newcomer))) == "roster_same"


def test_a_new_standing_in_the_list_is_a_change_6_3(plan: Plan) -> None:
    """A probationary member who became official votes."""
    clerk = listed(plan)
    official = member(5, "Đỗ Quốc Toản", "ĐV")
    clerk.ok(c.ListPeople((*CELL[:4], official, *CELL[5:])))
    assert not clerk.meeting.people[official.id].is_probationary


@pytest.mark.parametrize(("body", "codes"), [("ubnd", ["CT", "PCT", "CUV"]), ("chi_bo", ["ĐV", "ĐV", "CUV"])])
def test_a_post_written_in_the_list_is_the_bodys_own_R66(plan: Plan, body: str, codes: list[str]) -> None:
    """Its words tell the post of a body that has posts of its own; other words leave the code as it was."""
    clerk = Clerk(plan)
    written = (("Chủ tịch UBND", "ĐV"), ("Phó Chủ tịch UBND", "ĐV"), ("Thợ mộc", "CUV"))
    people = [
        member(n, f"Cao Thị {n}", code).model_copy(update={"role": post}) for n, (post, code) in enumerate(written)
    ]
    clerk.ok(replace(OPENING, body=body), c.ListPeople(tuple(people)))
    assert [person.role_code for person in clerk.meeting.people.values()] == codes


def test_a_standing_set_by_hand_outlives_the_same_list_6_3(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.ok(c.SetStanding(DUNG.id, "miễn sinh hoạt"))
    assert clerk.refused(c.ListPeople(CELL)) == "roster_same"
    assert clerk.meeting.people[DUNG.id].is_exempt


def test_who_is_taken_off_the_list_leaves_the_seat_R26_R39(plan: Plan) -> None:
    """No paper names as chair or clerk somebody whom the list does not know; undo gives list and seat back."""
    clerk = listed(plan)
    clerk.ok(c.SetDetail("chair", AN.id), c.SetDetail("clerk", BICH.id))
    clerk.ok(c.ListPeople((AN, *CELL[2:])))
    details = clerk.meeting.details
    assert (details.text("chair"), details.text("clerk")) == (AN.id, "")
    clerk.ok(c.Undo())
    assert (clerk.meeting.details.text("clerk"), BICH.id in clerk.meeting.people) == (BICH.id, True)


def test_who_was_taken_off_the_list_can_come_back(plan: Plan) -> None:
    clerk = listed(plan)
    clerk.ok(c.ListPeople((AN, BICH)))
    clerk.ok(c.ListPeople(CELL))
    assert tuple(clerk.meeting.people.values()) == CELL


def test_a_guest_has_a_name_and_perhaps_a_post_R73(plan: Plan) -> None:
    clerk = listed(plan)
    (added,) = clerk.ok(c.AddGuest(" Đặng Quốc Tường ", " Đảng ủy viên ", superior=True))
    assert isinstance(added, GuestAdded)
    assert (added.name, added.post, added.superior) == ("Đặng Quốc Tường", "Đảng ủy viên", True)
    assert clerk.refused(c.AddGuest("  ")) == "empty"


def test_two_guests_of_two_desks_are_two_people(plan: Plan) -> None:
    ids = {Moment(0, device, f"{device}.{seq}").new_id("g") for device in ("d1", "d2") for seq in (1, 2)}
    assert len(ids) == 4


# --- fields and documents --------------------------------------------------------------------------


def test_every_field_can_be_set_and_is_shown(plan: Plan) -> None:
    clerk = listed(plan)
    other_kinds: dict[str, Value] = {"flag": True, "lines": ("một", "hai")}
    for name, detail in BY_NAME.items():
        value = other_kinds.get(detail.kind, f"giá trị của {name}")
        clerk.ok(c.SetDetail(name, value))
        assert clerk.meeting.details.values[name] == value
        assert clerk.refused(c.SetDetail(name, value)) == "same"


def test_an_unknown_field_is_refused_by_its_name(plan: Plan) -> None:
    assert listed(plan).given(c.SetDetail("màu", "đỏ")) == {"field": "màu"}


@pytest.mark.parametrize(("first", "second"), [("chair", "clerk"), ("clerk", "chair")])
def test_nobody_chairs_and_writes_at_once_R26_R39(plan: Plan, first: str, second: str) -> None:
    clerk = listed(plan)
    clerk.ok(c.SetDetail(first, AN.id))
    assert clerk.refused(c.SetDetail(second, AN.id)) == "clerk_is_chair"
    clerk.ok(c.SetDetail(second, BICH.id), c.SetDetail(first, ""), c.SetDetail(second, ""))


def test_documents_of_the_plan_are_given_out_R23(plan: Plan) -> None:
    clerk = listed(plan)
    noted = DocumentNoted(document="ct24", given="2023-09-10", how="nhóm nhắn tin")
    assert clerk.ok(c.NoteDocument("ct24", "2023-09-10", "nhóm nhắn tin")) == (noted,)
    assert clerk.meeting.handouts["ct24"].given == "2023-09-10"
    assert clerk.refused(c.NoteDocument("thơ", "2023-09-10")) == "unknown_document"
