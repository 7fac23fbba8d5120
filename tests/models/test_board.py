"""The board of indicators: what the meeting said of each (L7, R21, R33–R35)."""

from __future__ import annotations

import pytest

from models.board import NOT_PRESENT, PRESENT, UNCLEAR, Row
from models.entries import Entry
from models.fact import AssessedField, NoteKind
from models.facts import Assessed, IndicatorAdded, NoteDeleted, NoteEdited, NoteWritten
from models.facts_record import Undone
from models.plan import Plan
from tests.models.build import DAY, Builder, at


@pytest.fixture
def cell(plan: Plan) -> Builder:
    """An opened meeting."""
    return Builder(plan).opened()


def assessed(indicator: str, field: AssessedField, value: str) -> Assessed:
    """One field of one indicator."""
    return Assessed(indicator=indicator, field=field, value=value)


def noted(note: str, kind: NoteKind, text: str, *indicators: str, person: str = "") -> NoteWritten:
    """A note about some indicators."""
    return NoteWritten(note=note, kind=kind, text=text, at=at("14:30"), person=person, indicators=indicators)


def row(cell: Builder, id: str) -> Row:
    """One row of the board."""
    found = cell.meeting.board.row(id)
    assert found is not None
    return found


def test_there_is_a_row_for_every_indicator_of_the_plan_in_order_r21(cell: Builder) -> None:
    rows = cell.meeting.board.numbered
    assert [row.number for row in rows] == list(range(1, 26))
    assert [row.group for row in rows] == [1] * 12 + [2] * 9 + [3] * 4
    assert not any(row.touched or row.concluded for row in rows)


@pytest.mark.parametrize("count", [22, 27])
def test_the_number_of_indicators_is_the_plans_r21(plan: Plan, count: int) -> None:
    """Nothing in the board knows the number 25."""
    last = plan.catalogue.groups[-1].model_copy(update={"size": 4 + count - 25})
    items = [*plan.indicators, *(plan.indicators[-1].model_copy(update={"number": n}) for n in (26, 27))]
    update = {"groups": (*plan.catalogue.groups[:-1], last), "items": tuple(items[:count])}
    other = plan.with_indicators(plan.catalogue.model_copy(update=update))
    assert len(Builder(other).opened().meeting.board.numbered) == count


@pytest.mark.parametrize(
    ("fields", "concluded"),
    [
        ({"present": NOT_PRESENT}, True),
        ({"present": PRESENT}, False),
        ({"present": PRESENT, "degree": "it"}, True),
        ({"present": UNCLEAR}, False),
        ({"present": UNCLEAR, "conclusion": "Theo dõi thêm"}, True),
        ({"degree": "it"}, False),
    ],
)
def test_an_answer_is_no_or_yes_with_a_degree_or_words_r33_r34(
    cell: Builder, fields: dict[AssessedField, str], concluded: bool
) -> None:
    cell.say(*(assessed("7", field, value) for field, value in fields.items()))
    assert row(cell, "7").concluded is concluded


def test_found_are_those_the_cell_says_it_shows_r33(cell: Builder) -> None:
    cell.say(assessed("3", "present", PRESENT), assessed("4", "present", NOT_PRESENT))
    assert [row.id for row in cell.meeting.board.found] == ["3"]
    cell.say(assessed("3", "present", NOT_PRESENT))
    assert cell.meeting.board.found == ()


def test_notes_stand_in_every_row_they_are_tagged_with_l7(cell: Builder) -> None:
    cell.say(
        noted("n1", "opinion", "Còn nể nang", "3", "7", person="p_a"),
        noted("n2", "solution", "Phân công lại", "7", person="p_b"),
        noted("n3", "difference", "Đồng chí khác cho là không", "7", person="p_a"),
    )
    seven = row(cell, "7")
    assert [note.id for note in seven.notes] == ["n1", "n2", "n3"]
    assert seven.speakers == ("p_a", "p_b")
    assert seven.raised_by == "p_a"
    assert [note.id for note in seven.solutions] == ["n2"]
    assert [note.id for note in seven.differences] == ["n3"]
    assert [note.id for note in row(cell, "3").notes] == ["n1"]


def test_a_note_moved_or_deleted_leaves_its_row_l14(cell: Builder) -> None:
    cell.say(noted("n1", "opinion", "Còn nể nang", "3"), noted("n2", "opinion", "Chậm", "3"))
    cell.say(NoteEdited(note="n1", kind="opinion", text="Còn nể nang", indicators=("7",)))
    cell.say(NoteDeleted(note="n2"))
    assert not row(cell, "3").touched
    assert row(cell, "7").touched
    cell.say(Undone(of=(cell.seq,)))
    assert [note.id for note in row(cell, "3").notes] == ["n2"]


def test_a_conclusion_noted_under_an_indicator_is_its_conclusion_l14(cell: Builder) -> None:
    cell.say(noted("n1", "conclusion", "Có, đã khắc phục", "7"), noted("n2", "conclusion", "Có lúc", "7"))
    assert row(cell, "7").conclusion == "Có lúc"
    cell.say(assessed("7", "conclusion", "Chi bộ thống nhất: có lúc"))
    assert row(cell, "7").conclusion == "Chi bộ thống nhất: có lúc"


def test_signs_beyond_the_list_stand_after_it_r35(cell: Builder) -> None:
    cell.say(IndicatorAdded(indicator="i_1", text="Dùng điện thoại trong giờ họp"))
    (added,) = cell.meeting.board.added
    assert (added.id, added.number, added.text) == ("i_1", None, "Dùng điện thoại trong giờ họp")
    assert cell.meeting.board.rows[-1] == added
    assert cell.meeting.added_signs == ("i_1",)
    cell.say(Undone(of=(cell.seq,)))
    assert cell.meeting.board.added == ()


def test_two_desks_of_two_minds_are_shown_l19(cell: Builder) -> None:
    cell.say(assessed("7", "present", PRESENT), assessed("8", "present", PRESENT))
    cell.meeting.apply(Entry("d2", 1, DAY, 0, "", assessed("7", "present", NOT_PRESENT)))
    cell.meeting.apply(Entry("d2", 2, DAY, 0, "", assessed("8", "present", PRESENT)))
    assert row(cell, "7").conflict
    assert not row(cell, "8").conflict
