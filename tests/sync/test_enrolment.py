"""Enrolling by code: no unit is mixed up with another, and no code is spent before a person has agreed (sync.md §8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from hq.enrolment import enroll_by_file
from hq.schema import cell_aliases, devices, enrolment_codes, tokens
from models.plan import Plan
from sync.account import Account, load_account
from sync.enrolment import Line, Other, enroll, introduced_as
from sync.enrolment_file import enroll_with
from sync.protocol import Enrolled
from sync.standing import State
from tests.sync.headquarters import HQ_CELL, OTHER_CELL, UNIT, URL, Laptop, Office

OWN = "Chi bộ xóm Bãi"


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan, office: Office) -> Iterator[Laptop]:
    """One that has recorded for a unit of its own, and never spoke with a headquarters."""
    made = Laptop(tmp_path / "laptop", plan, office)
    made.store.units.keep(replace(made.store.units.current, name=OWN))
    made.begin(notes=2)
    made.put_away()
    yield made
    made.close()


def asks(laptop: Laptop, code: str, further: bool | None = None) -> Account | Other:
    """With a code of headquarters; afterwards the courier goes with the account that there is."""
    answer = enroll(laptop.store, Line(URL), code, further=further, dial=laptop.dial)
    laptop.restart()
    return answer


def kept_of(office: Office) -> list[int]:
    """How many devices, tokens, other ids of cells and spent codes headquarters keeps."""
    spent = select(enrolment_codes).where(enrolment_codes.c.used_at.is_not(None))
    wanted = [select(devices), select(tokens), select(cell_aliases), spent]
    return office.database.read(lambda connection: [len(connection.execute(one).all()) for one in wanted])


def test_a_code_of_another_unit_changes_nothing_anywhere_before_somebody_agrees(laptop: Laptop, office: Office) -> None:
    """Both names are told; the code is as good as before, also for the laptop it was meant for."""
    code = office.code()
    assert asks(laptop, code) == Other(here=OWN, there=UNIT, meetings=1)
    assert load_account(laptop.store.paths.account) is None
    assert [unit.name for unit in laptop.store.units.all()] == [OWN]
    assert kept_of(office) == [0, 0, 0, 0]
    assert isinstance(asks(laptop, code, further=False), Account)


def test_two_names_of_one_unit_send_what_was_recorded(laptop: Laptop, office: Office) -> None:
    assert isinstance(asks(laptop, office.code(), further=False), Account)
    assert kept_of(office) == [1, 1, 1, 1]
    assert [unit.name for unit in laptop.store.units.all()] == [OWN]
    assert [one.state for one in laptop.sync().standings.values()] == [State.WHOLE]
    assert office.stored() == laptop.held()


def test_another_units_meetings_stay_and_go_to_their_own_cell_later(laptop: Laptop, office: Office) -> None:
    """Told apart, headquarters hears nothing of the first unit's id: its meetings are nobody else's there."""
    first = str(laptop.store.cell)
    assert isinstance(asks(laptop, office.code(OTHER_CELL), further=True), Account)
    assert kept_of(office) == [1, 1, 0, 1]
    assert {unit.name for unit in laptop.store.units.all()} == {OWN, UNIT}
    assert [(one.state, one.reason) for one in laptop.sync().standings.values()] == [(State.HELD, "other_unit")]
    assert office.stored() == {}
    laptop.store.units.use(first)
    assert isinstance(asks(laptop, office.code(HQ_CELL), further=False), Account)
    assert [one.state for one in laptop.sync().standings.values()] == [State.WHOLE]
    assert office.stored() == laptop.held()


@pytest.mark.parametrize("further", [False, True])
def test_by_file_headquarters_hears_the_clerks_word_with_the_first_token(
    laptop: Laptop, office: Office, further: bool
) -> None:
    """The request names the laptop's own id; before the clerk has read the answer nobody counts by it."""
    own = laptop.store.cell
    asked = introduced_as(laptop.store.identities(), "", own)
    file = enroll_by_file(office.services, HQ_CELL, "clerk", asked, URL)
    assert kept_of(office) == [1, 1, 0, 0]
    enroll_with(laptop.store, Enrolled.model_validate_json(file.enrolled), Line(URL), further=further)
    laptop.restart()
    stood = [one.state for one in laptop.sync().standings.values()]
    assert stood == [State.HELD if further else State.WHOLE]
    believed = office.database.read(lambda connection: connection.execute(select(cell_aliases.c.alias)).scalars().all())
    assert (own in believed) is not further
    assert office.stored() == ({} if further else laptop.held())


@pytest.mark.parametrize("fate", ["lost", "twice"])
def test_an_answer_lost_on_its_way_costs_no_code(laptop: Laptop, office: Office, fate: str) -> None:
    """The look is lost or done twice; the same code works afterwards."""
    code = office.code()
    laptop.cable.meet("POST /v1/enroll", fate)
    if fate == "lost":
        with pytest.raises(Exception, match="mã vẫn dùng được"):
            enroll(laptop.store, Line(URL), code, dial=laptop.dial)
    assert isinstance(enroll(laptop.store, Line(URL), code, dial=laptop.dial), Other)
    assert isinstance(asks(laptop, code, further=False), Account)
