"""The record for other programs: complete, deterministic, readable by its published model."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import facts as f
from models.facts_minutes import ParagraphCorrected
from models.figures import figures_of
from models.plan import Plan
from models.record import FORMAT, VERSION, Record, record_of, to_json
from tests.models import minutes_record as record
from tests.models.build import at

AFTERWARDS = at("18:00")


@pytest.fixture
def found(plan: Plan) -> Record:
    """The record of the whole small session."""
    return record_of(record.whole(plan).meeting, AFTERWARDS, id="m1")


def test_it_says_what_it_is(found: Record) -> None:
    assert (found.format, found.version) == (FORMAT, VERSION) == ("bienban.record", 1)
    identity = found.identity
    assert (identity.meeting, identity.unit, identity.body, identity.date) == (
        "m1", "Chi bộ thôn Đông Mít", "chi_bo", "2023-09-15",
    )  # fmt: skip
    assert found.hashes.adopted_state == "0123456789abcdef" * 4
    assert found.as_of == "2023-09-15T15:35:00+07:00"


def test_attendance_is_intervals(found: Record) -> None:
    """L2: in the room from when to when; whoever stayed left with the end, whoever came at last was not absent."""
    stays = {
        one.person: [(stay.start[11:16], (stay.stop or "")[11:16]) for stay in one.intervals]
        for one in found.attendance
    }
    assert stays[record.BAY.id] == [("14:00", "15:16"), ("15:19", "15:37")]
    assert stays[record.UNG.id] == [("14:12", "15:37")]
    assert stays[record.EN.id] == []
    marks = {one.person: (one.mark, one.reason, one.late) for one in found.attendance}
    assert marks[record.EN.id] == ("excused", "đi viện", False)
    assert marks[record.UNG.id] == ("present", "", True)


def test_speeches_notes_and_remedies_are_tied_by_ids(found: Record) -> None:
    people, notes = {one.id for one in found.people}, {one.id for one in found.notes}
    assert {one.person for one in found.speeches} <= people
    assert {one.speech for one in found.notes} <= {one.id for one in found.speeches}
    (remedy,) = found.solutions
    assert remedy.note in notes
    assert (remedy.owner_name, remedy.due, remedy.scope) == ("Trần Văn Bảy", "2023-09-30", "cell")
    assert [(one.outcome, one.outcome_text) for one in found.differences] == [("kept", "đề nghị ghi vào biên bản")]


def test_an_interruption_is_not_counted_as_speaking(found: Record) -> None:
    """L13: seconds really spoken."""
    seconds = {one.id: one.seconds for one in found.speeches}
    assert seconds["t_5"] == 120
    assert seconds["t_8"] == 180


def test_lists_hold_what_the_figures_count(found: Record) -> None:
    """One record, one count: whoever adds up the lists gets the figures."""
    figures = found.figures
    assert sum(one.counted and one.step == "thao_luan" for one in found.speeches) == figures.speaking.contributions
    assert sum(bool(one.intervals) for one in found.attendance) == figures.members.present
    assert sum(one.present == "co" and one.number is not None for one in found.indicators) == figures.indicators.present
    assert len(found.solutions) + len(found.tasks) == figures.solutions.total
    assert len(found.backlog) == figures.backlog.total
    assert [one.in_favour for one in found.votes] == [one.in_favour.part for one in figures.votes]
    states = [one.state for one in found.rules]
    assert {state: states.count(state) for state in ("met", "waived", "failed")} == {
        "met": figures.rules.met,
        "waived": figures.rules.waived,
        "failed": figures.rules.failed,
    }


def test_the_figures_are_the_desks(plan: Plan) -> None:
    meeting = record.whole(plan).meeting
    assert record_of(meeting, AFTERWARDS).figures == figures_of(meeting, AFTERWARDS)


def test_it_has_no_births_and_no_cards(found: Record) -> None:
    """domain.md 10, sensitivity: only what is needed to read the record."""
    person = json.loads(to_json(found))["people"][0]
    assert person.keys() == {"id", "order", "name", "kind", "post", "role", "status"}


def test_who_keeps_an_opinion_is_named_only_on_request(plan: Plan) -> None:
    """domain.md 6.3."""
    desk = record.ready(plan).say(
        f.OpinionReserved(reservation="r_1", person=record.BAY.id, text="Giữ ý kiến", named=True, at=at("15:30")),
        f.OpinionReserved(reservation="r_2", person=record.BICH.id, text="Chưa đồng ý", at=at("15:31")),
    )
    kept = record_of(desk.meeting, at("15:32")).reservations
    assert [(one.person, one.text) for one in kept] == [(record.BAY.id, "Giữ ý kiến"), ("", "Chưa đồng ý")]


def test_a_corrected_paragraph_stands_in_both_wordings(plan: Plan) -> None:
    """L5: what was read first is not lost."""
    desk = record.prepared(plan).say(ParagraphCorrected(key="place", old="Địa điểm: sân.", new="Địa điểm: đình."))
    [told] = record_of(desk.meeting, AFTERWARDS).corrections
    assert (told.key, told.old, told.new) == ("place", "Địa điểm: sân.", "Địa điểm: đình.")


def test_json_is_read_back_as_it_was(found: Record) -> None:
    assert Record.model_validate_json(to_json(found)) == found


def test_json_keeps_letters_and_order(found: Record) -> None:
    """Vietnamese as it is written, indented for people; the first keys say what the file is."""
    text = to_json(found)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    assert "Chi bộ thôn Đông Mít" in text
    assert list(json.loads(text))[:3] == ["format", "version", "as_of"]


def test_a_younger_field_does_not_stop_an_older_reader(found: Record) -> None:
    """Within a version fields are only added."""
    raw = json.loads(to_json(found)) | {"something_new": 1}
    raw["identity"]["also_new"] = ""
    assert Record.model_validate_json(json.dumps(raw)) == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(data=st.data())
def test_any_state_of_a_meeting_has_its_record(plan: Plan, data: st.DataObject) -> None:
    """Equal entries give equal bytes, and they are read back."""
    facts = record.facts_of(record.whole(plan).meeting)
    kept = facts[: data.draw(st.integers(1, len(facts)))]
    first, second = (to_json(record_of(record.replayed(plan, kept), AFTERWARDS)) for _ in range(2))
    assert first == second
    assert to_json(Record.model_validate_json(first)) == first
