"""The report of each body's scripted session, word for word (R79, R82): Party and State, cell, committee and others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.bodies import EVERY, Held, at_desk
from tests.tui.reported import report_text, with_suggestions
from tui import papers
from tui.rehearsal.run import play

REPORTS = Path(__file__).parents[1] / "data" / "reports"
"""Reports that were read and found right; `python -m tests.tui.reported NAME` prints one."""


@pytest.mark.parametrize("held", EVERY, ids=lambda held: held.name)
def test_each_body_reports_in_its_own_form(held: Held, tmp_path: Path) -> None:
    """R12–R14, R64: the paper of the body's own world, with the figures of its own session."""
    with at_desk(held, tmp_path) as (desk, clock):
        play(desk, clock, held.script())
        with_suggestions(desk)
        assert report_text(desk) == (REPORTS / f"{held.name}.txt").read_text("utf-8")


@pytest.mark.parametrize("held", EVERY, ids=lambda held: held.name)
def test_no_news_names_anybody(held: Held, tmp_path: Path) -> None:
    """R76, whatever the body."""
    with at_desk(held, tmp_path) as (desk, clock):
        play(desk, clock, held.script())
        news = papers.news(desk)
        assert news
        assert [name for name in desk.meeting.labels.values() if name.split(" (")[0] in news] == []
        assert 5 <= news.count(". ") + 1 <= 8
