"""What is made of a meeting stays as it was looked at: papers, figures, warnings, down to the last word and flag."""

from __future__ import annotations

from typing import get_args

import pytest

from models.details import DETAILS, Kind
from models.document import ParagraphKind
from models.minutes import minutes_of
from models.overview.standing import Lack, owed
from models.report import report_of
from tests.models import gathered
from tests.models.whole import FILES, FOLDER
from tests.models.whole_sessions import SESSIONS


@pytest.mark.parametrize("name", FILES)
def test_everything_made_of_a_meeting_is_as_it_was_looked_at(name: str) -> None:
    """R24–R47, R71–R86 in whole: `python -m tests.models.whole` writes the files anew, the difference is to be read."""
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert FILES[name]().splitlines() == kept.splitlines()


def test_the_kinds_that_are_named_are_those_in_use() -> None:
    """Who asks for a kind that is never made, or makes one that has no name, finds nothing."""
    overview = gathered.overview([])
    lacking = {one.lack for kind in gathered.KINDS for one in owed(overview, gathered.unit(1, kind))}
    assert lacking == set(get_args(Lack))
    assert {detail.kind for detail in DETAILS} == set(get_args(Kind))
    make, now = SESSIONS["in_full"]
    papers = [made(make().meeting, now) for made in (minutes_of, report_of)]
    printed = {paragraph.kind for paper in papers for paragraph in paper.paragraphs()}
    assert printed == set(get_args(ParagraphKind)) - {"quote", "note", "centred"}, "those are of other papers"
