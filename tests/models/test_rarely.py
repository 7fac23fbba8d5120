"""What is rarely met: branches that no usual session takes, each with the requirement it stands for."""

from __future__ import annotations

import json
import re

import pytest
from msgspec.structs import replace

from models import commands as c
from models import facts as f
from models.decide import decide
from models.document import Document
from models.entries import decode
from models.facts_minutes import Amended
from models.facts_record import MergeSeen, Resolved, TurnsMerged
from models.indicators import IndicatorList
from models.meeting import Meeting
from models.minutes import minutes_of
from models.minutes.amended import amended_text
from models.minutes.summary import draft_summary
from models.notes import original
from models.overview.paper import summary_report
from models.overview.standing import days_left
from models.people import labels
from models.plan import Plan
from models.posts import posts_held
from models.presenting import posts_held as posts_of
from models.record import record_of
from models.report import report_of
from models.ruling import Moment, Refusal
from models.vietnamese.scoring import name_words, score, typed
from models.vietnamese.text import list_key, sort_key
from tests.models import gathered as world
from tests.models import minutes_record as record
from tests.models.build import Builder, at, member
from tests.models.deciding import AN, MINUTES, OPENING, Clerk, ready, running

AFTERWARDS = at("18:00")


def texts(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs())


# --- what is said of things that are not there, or not so ---------------------------------------------------


def test_what_another_desk_made_of_an_amendment_or_a_correction_is_passed_over(plan: Plan) -> None:
    """sync.md §3: an entry that says nothing a reader knows changes no paper."""
    desk = record.whole(plan)
    before = texts(minutes_of(desk.meeting, AFTERWARDS))
    for part, field in (("amendment", "change"), ("correction", "text")):
        desk.say(Resolved(part=part, thing="x", field=field, value='"một"'))
    assert desk.meeting.amendments == ()
    assert desk.meeting.corrections == {}
    assert texts(minutes_of(desk.meeting, AFTERWARDS)) == before


def test_a_choice_between_desks_reads_as_facts_write_it(plan: Plan) -> None:
    """sync.md §3: lists of a chosen value are tuples, also inside; a value nobody can read says nothing."""
    desk = Builder(plan).opened()
    chosen = [["một", 1], {"hai": ["ba"]}]
    desk.say(Resolved(part="x", thing="y", field="z", value=json.dumps(chosen)))
    assert desk.meeting.ledger.value("x", "y", "z") == (("một", 1), {"hai": ("ba",)})
    desk.say(Resolved(part="x", thing="y", field="z", value="{"))
    assert desk.meeting.ledger.value("x", "y", "z") == (("một", 1), {"hai": ("ba",)})


def test_nothing_is_decided_about_what_is_not_there(plan: Plan) -> None:
    """L5: a wish about a note or a conflict that is gone is refused with its reason."""
    clerk = running(plan)
    assert clerk.refused(c.DeleteNote("n_9")) == "unknown_note"
    assert clerk.refused(c.SettleDifference("n_9", "kept")) == "unknown_note"
    assert clerk.refused(c.KeepBoth("note", "n_9", "content")) == "no_conflict"
    assert Clerk(plan).refused(replace(OPENING, body="hội kín")) == "unknown_field"
    assert Clerk(plan).refused(replace(OPENING, body="doan_the", variant="hội kín")) == "unknown_field"


def test_an_ended_session_is_not_started_again(plan: Plan) -> None:
    """R15: it has one beginning and one end."""
    clerk = running(plan)
    clerk.record(f.SessionEnded(at=clerk.now))
    assert clerk.refused(c.StartSession()) == "ended"


def test_a_superior_of_a_body_the_plan_does_not_know_has_no_post(plan: Plan) -> None:
    """R69: a meeting prepared with another plan takes guests all the same; an owner there is nobody's post."""
    clerk = Clerk(plan)
    opened = Builder(plan).opened("hội kín").meeting.ledger.entries.values()
    clerk.record(*(entry.fact for entry in opened))
    (guest,) = clerk.ok(c.AddGuest("Trần Khách", "Bí thư Đảng ủy", superior=True))
    assert isinstance(guest, f.GuestAdded)
    assert guest.role == ""


def test_an_owner_in_a_body_the_plan_does_not_know_is_nobodys_post(plan: Plan) -> None:
    """desk.md §3.8: what another plan calls its posts is not guessed; it is shown."""
    desk = Builder(plan).opened("hội kín")
    desk.say(f.NoteWritten(note="n_1", kind="task", text="Lập sổ", owner="Bí thư", at=at("14:00")))
    assert [(odd.code, odd.person) for odd in desk.meeting.oddities] == [("unknown_owner", "Bí thư")]


def test_what_names_a_merged_turn_names_the_turn_that_stands_for_it(plan: Plan) -> None:
    """sync.md §3: an interruption and a reply keep hold of what they belong to."""
    desk = Builder(plan).opened().list(AN).present(AN).started().step("thao_luan", "14:00")
    for turn, more in (("t_1", {}), ("t_2", {}), ("t_3", {"interrupts": "t_2"}), ("t_4", {"answers": "t_2"})):
        desk.say(f.FloorGiven(turn=turn, person=AN.id, kind="opinion", at=at("14:05"), **more))  # type: ignore[arg-type]
    desk.say(TurnsMerged(turn="t_1", merged="t_2"))
    turns = {turn.id: (turn.interrupts, turn.answers) for turn in desk.meeting.floor.turns}
    assert turns == {"t_1": ("", ""), "t_3": ("t_1", ""), "t_4": ("", "t_1")}
    assert original("n_1~2") == original("n_1") == "n_1", "a further version of a note is that note"


def test_minutes_whose_corrected_sentence_changed_since_are_not_put_to_the_vote(plan: Plan) -> None:
    """L5: what was read is what is passed."""
    clerk = running(plan)
    clerk.ok(c.MarkRest())
    ready(clerk)
    place = next(p for p in minutes_of(clerk.meeting, clerk.now).paragraphs() if "Nhà văn hóa" in p.text)
    clerk.ok(c.CorrectParagraph(place.key, place.text, "Tại đình làng."), c.SetDetail("place", "Trường học"))
    assert clerk.refused(MINUTES) == "stale_correction"


# --- papers -------------------------------------------------------------------------------------------------


def test_the_last_amendment_of_a_paragraph_is_how_it_reads(plan: Plan) -> None:
    """L20: others are passed over; what was never amended reads as adopted."""
    desk = record.whole(plan)
    for number, key in enumerate(("place", "other"), start=1):
        desk.say(Amended(amendment=f"a_{number}", reason="Sai", key=key, old="", new=f"mới {key}", at=AFTERWARDS))
    adopted = next(p for p in minutes_of(desk.meeting, AFTERWARDS).paragraphs() if p.key)
    assert amended_text(desk.meeting, "place") == "mới place"
    assert amended_text(desk.meeting, adopted.key) == adopted.text


def test_an_indicator_talked_about_without_an_answer_is_summed_up_by_its_speakers(plan: Plan) -> None:
    """R40: no answer is made up."""
    clerk = running(plan)
    clerk.ok(c.BeginStep("thao_luan"), c.GiveFloor(AN.id))
    clerk.ok(c.WriteNote(c.NoteDraft("Có người nói đến", indicators=("5",))))
    said = draft_summary(clerk.meeting)
    assert "Biểu hiện số 5: 1 đồng chí liên hệ" in said


def test_days_to_a_deadline_are_told_as_people_say_them() -> None:
    """R74."""
    assert [days_left(days) for days in (3, 0, -2)] == ["còn 3 ngày", "hôm nay", "quá 2 ngày"]


def test_the_groups_of_a_node_without_units_are_no_table() -> None:
    """R86: nothing is summed up over nobody."""
    pattern = world.pattern()
    everywhere = tuple(annex.model_copy(update={"heights": (1, 2, 3)}) for annex in pattern.annexes)
    for asked in (pattern, pattern.model_copy(update={"annexes": everywhere})):
        report = summary_report(world.overview([]), asked)
        assert not [block for block in report.blocks if getattr(block, "key", "") in ("groups", "months")]


# --- posts and people ---------------------------------------------------------------------------------------


def test_posts_held_and_wanting_stand_in_the_order_of_the_plan(plan: Plan) -> None:
    """R66: a required post that nobody holds is told; one that may be empty is not."""
    body = plan.bodies["chi_bo"]
    codes = [post.role for post in body.expected_posts]
    required = [post.role for post in body.expected_posts if post.required]
    seen, wanting = posts_held([codes[0]], plan, body)
    assert [role.code for role in seen] == codes[:1]
    assert [role.code for role in wanting] == [code for code in required if code != codes[0]]


def test_a_superior_presents_by_the_post_sent_and_the_clerk_by_being_appointed(plan: Plan) -> None:
    """R26, R73: a superior whose post nobody knows may hold any the plan sends."""
    desk = Builder(plan).opened().list(AN)
    desk.say(f.DetailSet(field="clerk", value=AN.id))
    desk.guest("g_1", "Trần Khách", "Đại biểu", superior=True)
    sent = {superior.role for superior in desk.meeting.body.superiors}
    assert posts_of(desk.meeting, "g_1") == sent
    assert posts_of(desk.meeting, AN.id) == {"BT", "TK"}
    known = min(sent)
    desk.say(f.GuestAdded(person="g_2", name="Lê Khách", superior=True, role=known, at=at("14:00")))
    assert posts_of(desk.meeting, "g_2") == {known}
    assert posts_of(desk.meeting, "nobody") == set()


def test_namesakes_alike_in_everything_are_counted() -> None:
    """L12: two of one name, year, post, card and running number are still told apart."""
    one, other = member(1, "Lê Văn An"), member(1, "Lê Văn An").model_copy(update={"id": "p_2"})
    assert sorted(labels([one, other]).values()) == ["Lê Văn An (1970, người thứ 1)", "Lê Văn An (1970, người thứ 2)"]


def test_a_given_name_that_is_not_in_the_name_is_taken_as_written() -> None:
    """vietnamese.md §3.2: "Hung" for somebody whose full name does not hold it."""
    assert sort_key("Y Hung Byă", "Hung") != sort_key("Y Hung Byă")
    assert sort_key("Y Byă", "Hung")[0] == sort_key("Hung")[0]


@pytest.mark.parametrize(("query", "points"), [("vanx", 0), ("hungvan", 0), ("vanhungz", 0)])
def test_letters_that_no_cut_of_the_name_uses_up_find_nobody(query: str, points: int) -> None:
    """vietnamese.md §4.3."""
    assert score(typed([query]), name_words(["Nguyễn", "Văn", "Hùng"])) == points


@pytest.mark.parametrize(
    ("query", "name", "points"),
    [
        (["h", "h"], ["Nguyễn", "Văn", "Hùng"], 0),  # one word of the name stands for one word that was typed
        (["h", "h"], ["Hồ", "Văn", "Hùng"], 88),
        (["aaab"], ["Aa", "Aab"], 78),  # the first word takes one letter, that the second may take three
        (["aab"], ["Aa", "Aac"], 0),
    ],
)
def test_letters_are_shared_out_among_the_words_in_every_way(query: list[str], name: list[str], points: int) -> None:
    """vietnamese.md §4.3, "one word" and "several words"."""
    assert score(typed(query), name_words(name)) == points


def test_lists_count_as_people_do() -> None:
    """vietnamese.md §1.5: "Tổ 2" before "Tổ 10", marks and capitals set aside."""
    assert sorted(["Tổ 10", "tổ 2", "Tố 1"], key=list_key) == ["Tố 1", "tổ 2", "Tổ 10"]
    assert list_key("Đội 7") == "doi 00000007"


def test_wording_fits_only_slots_of_the_same_groups(plan: Plan) -> None:
    """R21: as many groups, each of the same size."""
    catalogue = plan.catalogue
    assert catalogue.fits(catalogue)
    fewer = catalogue.model_copy(update={"groups": catalogue.groups[:-1]})
    assert isinstance(fewer, IndicatorList)
    assert not fewer.fits(catalogue)


def test_a_meeting_that_is_not_adopted_has_nothing_after_its_adoption(plan: Plan) -> None:
    """L20."""
    assert Meeting(plan).after_adoption() == 0


# --- what a mistake put into the code showed to be proved by nothing ----------------------------------------


def test_what_is_said_for_the_report_after_the_adoption_is_in_the_record(plan: Plan) -> None:
    """R79, L20: the report's own fields come after the adoption; the text's are those that were passed."""
    desk = record.whole(plan)
    desk.say(f.DetailSet(field="report_limits", value="Một"), f.DetailSet(field="place", value="Nơi khác"))
    told = {detail.name: detail.value for detail in record_of(desk.meeting, AFTERWARDS).details}
    assert told["report_limits"] == "Một"
    assert told["place"] == "Nhà văn hóa thôn Đông Mít"


def test_three_versions_of_a_note_become_three_notes() -> None:
    """L19, sync.md §3: every further version is a note with an id of its own."""
    versions = [{"kind": "opinion", "text": text} for text in ("một", "hai", "ba")]
    plan = world.plan()
    clerks = [Clerk(plan, device) for device in ("d1", "d2", "d3")]
    desk = Meeting(plan)
    opened = Builder(plan, "d0").opened().say(f.NoteWritten(note="n_1", kind="opinion", text="gốc", at=at("14:05")))
    for entry in opened.meeting.ledger.entries.values():
        desk.apply(entry)
    for clerk, version in zip(clerks, versions, strict=True):
        clerk.record(MergeSeen(heads=opened.meeting.ledger.heads()))
        clerk.record(f.NoteEdited(note="n_1", kind="opinion", text=version["text"]))
        for line in clerk.lines:
            desk.apply(decode(clerk.device, line))
    [conflict] = desk.conflicts
    settled = decide(desk, c.KeepBoth(*conflict.key), Moment(at("15:10"), "d1", "d1.9"))
    assert isinstance(settled, tuple)
    written = {fact.note for fact in settled if isinstance(fact, f.NoteWritten)}
    assert len(written) == 2
    assert "n_1" not in written


def test_blanks_name_what_only_people_can_say(plan: Plan) -> None:
    """L8: whoever fills the paper in by hand knows what belongs there."""
    desk = record.prepared(plan).say(f.DetailSet(field="chair", value=""))
    assert re.search(r"\Wngười chủ trì\W", texts(minutes_of(desk.meeting, AFTERWARDS)))
    report = texts(report_of(record.whole(plan).meeting, AFTERWARDS))
    assert re.search(r"\Whạn chế, nguyên nhân\W", report)


def test_steps_stand_in_the_minutes_as_they_were_held(plan: Plan) -> None:
    """R24, L9: not in the order of the plan; a step that was only spoken in comes last."""
    desk = record.prepared(plan).present(record.AN, record.BICH).started("14:00")
    desk.step("trinh_bay_kh", "14:10", record.BICH).step("quan_triet", "14:20", record.AN)
    told = [p.text for p in minutes_of(desk.meeting, at("14:30")).paragraphs()]
    plan_read = next(index for index, text in enumerate(told) if "14:10" in text or "14 giờ 10" in text)
    opened = next(index for index, text in enumerate(told) if "14:20" in text or "14 giờ 20" in text)
    assert plan_read < opened


# --- more of what is rarely met -----------------------------------------------------------------------------


def test_what_was_prepared_and_what_the_superior_said_are_in_the_report(plan: Plan) -> None:
    """R4, R20, R73, R79: each of them a line; whatever nobody said is none."""
    desk = record.ready(plan)
    for field, value in (
        ("informed", True),
        ("focus_topics", ("Một", "Hai")),
        ("task_tie", "Xây dựng nông thôn mới"),
        ("superior_remark", "Chi bộ thẳng thắn"),
    ):
        desk.say(f.DetailSet(field=field, value=value))
    said = texts(report_of(desk.meeting, AFTERWARDS))
    assert "Nội dung trọng tâm định hướng thảo luận: Một; hai" in said
    assert "Gắn với nhiệm vụ chính trị của đơn vị: Xây dựng nông thôn mới" in said
    assert "Nhận xét của đại biểu cấp trên: Chi bộ thẳng thắn" in said
    assert "Kế hoạch đã được triển khai tới toàn thể" in said


def test_a_note_kept_in_two_versions_is_not_deleted_or_settled_before_somebody_chose(plan: Plan) -> None:
    """L19: what two desks wrote differently is looked at first."""
    opened = Builder(plan, "d0").opened().say(f.NoteWritten(note="n_1", kind="difference", text="gốc", at=at("14:05")))
    desk = opened.meeting
    for device, text in (("d1", "một"), ("d2", "hai")):
        clerk = Clerk(plan, device)
        clerk.record(MergeSeen(heads={"d0": opened.seq}))
        clerk.record(f.NoteEdited(note="n_1", kind="difference", text=text))
        for line in clerk.lines:
            desk.apply(decode(device, line))
    rival = next(note for note in desk.notes.all if note.rival and note.id == "n_1")
    for wish in (c.DeleteNote(rival.id), c.SettleDifference(rival.id, "kept")):
        outcome = decide(desk, wish, Moment(at("15:10"), "d1", "x"))
        assert isinstance(outcome, Refusal)
        assert outcome.code == "note_rival"


def test_amendments_are_in_the_record(plan: Plan) -> None:
    """L20: the adopted text, then what changed it."""
    desk = record.whole(plan)
    desk.say(Amended(amendment="a_1", reason="Sai tên", key="place", old="cũ", new="mới", at=AFTERWARDS))
    [one] = record_of(desk.meeting, AFTERWARDS).amendments
    assert (one.reason, [change.new for change in one.changes]) == ("Sai tên", ["mới"])


def test_a_unit_of_another_group_and_a_middle_name_are_found_by_their_beginnings() -> None:
    """vietnamese.md §4.3: a middle name counts less than the given name, the surname least."""
    name = name_words(["Nguyễn", "Thị", "Hồng"])
    given, middle, surname = (score(typed([word]), name) for word in ("hong", "thi", "nguyen"))
    assert given > middle > surname > 0
