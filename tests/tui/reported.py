"""What comes after the rehearsed session: the chair's words for the report, its number and its days.

`python -m tests.tui.reported` prints the report, to be read and kept in `tests/data/session_report.txt`; with the name
of another body's session (`tests.tui.bodies`) that one's, for `tests/data/reports`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.text_paper import render_text
from models.commands import SetDetail
from models.report import draft_limits, draft_strengths
from tests.tui.bodies import EVERY, at_desk
from tests.tui.rehearsed import a_desk, script
from tui import papers
from tui.desk import Desk
from tui.rehearsal.run import play

GOLDEN = Path(__file__).parents[1] / "data" / "session_report.txt"
"""The report of the rehearsed session, read and found right."""

SAID = {
    "report_strengths": "Thảo luận thẳng thắn, đi từ việc thật của thôn.\nViệc nào cũng có người làm và ngày xong.",
    "report_limits": "Hai đồng chí đến muộn vì việc máy bơm và việc nhà; một đồng chí vắng không báo.",
    "report_proposals": "Đề nghị Đảng ủy sớm hỗ trợ nạo vét mương Đồng Trước.",
    "report_number": "07",
    "signed_on": "2023-09-16",
    "report_sent": "2023-09-25",
}


@contextmanager
def a_reported_session(home: Path) -> Iterator[Desk]:
    """A desk on the rehearsed session, held and reported."""
    with a_desk(home) as (desk, clock):
        play(desk, clock, script())
        for field, value in SAID.items():
            assert isinstance(desk.do(SetDetail(field, value)), tuple)
        yield desk


def report_text(desk: Desk) -> str:
    """The report as text, but for the checksum, which every entry of the session changes."""
    return re.sub(r"\nMã kiểm tra: .*\n", "", render_text(papers.report(desk)))


def with_suggestions(desk: Desk) -> None:
    """Fill the report in with what the desk suggests; nobody asks for anything."""
    limits = draft_limits(desk.meeting, desk.now()) or "Không"
    said = {"report_strengths": draft_strengths(desk.meeting, desk.now()), "report_limits": limits}
    for field, value in {**said, "report_proposals": "Không"}.items():
        assert isinstance(desk.do(SetDetail(field, value)), tuple), (field, value)


def _print_body(name: str, home: Path) -> None:
    held = next(one for one in EVERY if one.name == name)
    with at_desk(held, home) as (desk, clock):
        play(desk, clock, held.script())
        with_suggestions(desk)
        sys.stdout.write(report_text(desk))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        if sys.argv[1:]:
            _print_body(sys.argv[1], Path(folder))
        else:
            with a_reported_session(Path(folder)) as reported:
                sys.stdout.write(report_text(reported))
