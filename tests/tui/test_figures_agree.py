"""One record, one set of figures: minutes, report, signing sheet, screen, JSON and sheets of the rehearsed session
say the same numbers, each read out of its own text (R79).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.tables import tables_of
from models.figures import Figures
from models.record import to_json
from tests.tui.bench import shown
from tests.tui.reported import GOLDEN, a_reported_session, report_text
from tui import papers
from tui.desk import Desk
from tui.panes.report import ReportPane
from tui.workbench import Workbench


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk after session and report."""
    with a_reported_session(tmp_path_factory.mktemp("session")) as desk:
        yield desk


@pytest.fixture(scope="module")
def sources(desk: Desk) -> dict[str, str]:
    """Every place that tells figures, as text on one line."""
    screen = shown(Workbench(desk, lambda bench: ReportPane()), 120, 36)
    texts = {
        "minutes": " ".join(found.text for found in desk.minutes().paragraphs()),
        "report": report_text(desk),
        "sheet": " ".join(found.text for found in papers.sheet(desk).paragraphs()),
        "news": papers.news(desk),
        "screen": screen,
    }
    return {name: " ".join(text.split()) for name, text in texts.items()}


@pytest.fixture(scope="module")
def raw(desk: Desk) -> dict[str, Any]:
    """The JSON as another program reads it."""
    found: dict[str, Any] = json.loads(to_json(papers.record(desk)))
    return found


def numbers(pattern: str, text: str) -> tuple[int, ...]:
    """The numbers that a pattern finds; it must be found."""
    found = re.search(pattern, text)
    assert found is not None, pattern
    return tuple(int(group) for group in found.groups())


PLACES: dict[str, dict[str, str]] = {
    "minutes held": {
        "minutes": r"thời lượng (\d+) phút",
        "report": r"Thời lượng: (\d+) phút",
        "news": r"kéo dài (\d+) phút",
        "screen": r"Thời lượng (\d+) phút",
    },
    "obliged and present": {
        "minutes": r"phải dự có mặt (\d+)/(\d+) \(",
        "report": r"phải dự có mặt (\d+)/(\d+) \(",
        "sheet": r"có mặt (\d+)/(\d+) \(",
        "news": r"có (\d+)/(\d+) \(",
        "screen": r"Có mặt (\d+)/(\d+) \(",
    },
    "absent": {
        "minutes": r"Vắng có lý do: (\d+) .*?Vắng không có lý do: (\d+) ",
        "report": r"Vắng có lý do: (\d+); vắng không có lý do: (\d+)",
        "sheet": r"vắng có lý do (\d+), vắng không có lý do (\d+)",
        "screen": r"Vắng, muộn có lý do (\d+), không (\d+)",
    },
    "late": {"minutes": r"đến muộn (\d+);", "report": r"đến muộn (\d+)\.", "screen": r"muộn (\d+)"},
    "contributions and speakers": {
        "minutes": r"Có (\d+) lượt phát biểu của (\d+) (?:đồng chí|người)",
        "report": r"Có (\d+) lượt phát biểu của (\d+) (?:đồng chí|người)",
        "news": r"Có (\d+) lượt phát biểu của (\d+) (?:đồng chí|người)",
        "screen": r"Phát biểu (\d+) lượt của (\d+) người",
    },
    "spoke": {
        "minutes": r"đã phát biểu (\d+)/(\d+) \(",
        "report": r"đã phát biểu: (\d+)/(\d+) \(",
        "screen": r"Đã nói (\d+)/(\d+) \(",
    },
    "indicators shown and not": {
        "minutes": r"ví dụ minh hoạ.*?: có (\d+), không (\d+),",
        "report": r"biểu hiện: có (\d+), không (\d+),",
        "screen": r"có (\d+), không (\d+)\b(?!;)",
    },
    "indicators discussed": {
        "report": r"Đã thảo luận (\d+)/(\d+) biểu hiện",
        "news": r"đối chiếu (\d+)/(\d+) biểu hiện",
        "screen": r"bàn (\d+)/(\d+);",
    },
    "solutions": {
        "report": r"Đã đề ra (\d+) giải pháp",
        "news": r"đề ra (\d+) giải pháp",
        "screen": r"Giải pháp (\d+);",
    },
    "in favour": {
        "minutes": r"tán thành (\d+)/(\d+) \(",
        "report": r"tán thành (\d+)/(\d+) \(",
        "news": r"thông qua với (\d+)/(\d+) \(",
        "screen": r"Tán thành (\d+)/(\d+) \(",
    },
    "documents in time": {"report": r"ngày\) (\d+)/(\d+):", "screen": r"Tài liệu đúng hạn (\d+)/(\d+)"},
}
"""What is counted → where it is told, and how to read it there."""


def known(found: Figures) -> dict[str, tuple[int, ...]]:
    """The same from the one source."""
    vote = found.votes[0].in_favour
    return {
        "minutes held": (found.session.minutes or 0,),
        "obliged and present": (found.members.obliged_present.part, found.members.obliged_present.whole),
        "absent": (found.members.excused, found.members.unexcused),
        "late": (found.members.late,),
        "contributions and speakers": (found.speaking.contributions, found.speaking.speakers),
        "spoke": (found.speaking.spoke.part, found.speaking.spoke.whole),
        "indicators shown and not": (found.indicators.present, found.indicators.not_present),
        "indicators discussed": (found.indicators.discussed, found.indicators.total),
        "solutions": (found.solutions.total,),
        "in favour": (vote.part, vote.whole),
        "documents in time": (found.documents.in_time.part, found.documents.in_time.whole),
    }


@pytest.mark.parametrize(
    ("what", "place"), [(what, place) for what, places in PLACES.items() for place in places], ids=lambda name: name
)
def test_every_place_tells_the_same(desk: Desk, sources: dict[str, str], what: str, place: str) -> None:
    """R79: the number that stands in the text is the number of the record."""
    assert numbers(PLACES[what][place], sources[place]) == known(papers.figures(desk))[what]


def test_json_tells_the_same(desk: Desk, raw: dict[str, Any]) -> None:
    """The published figures are the desk's, field by field."""
    assert raw["figures"] == json.loads(papers.figures(desk).model_dump_json())


def test_the_lists_of_the_json_add_up_to_its_figures(raw: dict[str, Any]) -> None:
    """Whoever counts the lists anew comes to the same."""
    figures = raw["figures"]
    present = {one["person"] for one in raw["attendance"] if one["intervals"]}
    assert len(present) == figures["members"]["present"]
    assert sum(one["late"] for one in raw["attendance"]) == figures["members"]["late"]
    counted = [one for one in raw["speeches"] if one["counted"] and one["step"] == "thao_luan"]
    assert len(counted) == figures["speaking"]["contributions"]
    assert len({one["person"] for one in counted}) == figures["speaking"]["speakers"]
    answers = [one["present"] for one in raw["indicators"] if one["number"] is not None]
    board = figures["indicators"]
    assert (answers.count("co"), answers.count("khong"), answers.count("chua_ro")) == (
        board["present"],
        board["not_present"],
        board["unclear"],
    )
    assert len(raw["solutions"]) + len(raw["tasks"]) == figures["solutions"]["total"]
    assert len(raw["differences"]) == figures["differences"]["total"]
    assert sum(one["state"] == "met" for one in raw["rules"]) == figures["rules"]["met"]
    assert sum(one["in_time"] for one in raw["documents"]) == figures["documents"]["in_time"]["part"]


def test_the_sheet_of_figures_tells_the_same(desk: Desk) -> None:
    """The first sheet of the workbook."""
    table = next(one for one in tables_of(papers.record(desk)) if one.name == "so-lieu")
    rows = {str(name): (part, whole) for name, part, whole in table.rows}
    expected = known(papers.figures(desk))
    assert rows["Có mặt trên số phải dự"] == expected["obliged and present"]
    assert rows["Thành viên có mặt đã phát biểu"] == expected["spoke"]
    assert rows["Biểu hiện đã thảo luận"] == expected["indicators discussed"]
    assert rows["Tán thành: Thông qua biên bản"] == expected["in favour"]
    assert rows["Giải pháp"][0] == expected["solutions"][0]


# --- the papers themselves ----------------------------------------------------------------------------------


def test_the_report_is_the_one_that_was_read(desk: Desk) -> None:
    """R79: the report of the session, word for word. It was read against the script before it was kept."""
    assert report_text(desk) == GOLDEN.read_text("utf-8")


def test_what_members_said_of_themselves_is_not_in_it(desk: Desk) -> None:
    """domain.md 7.2: not a sentence of the discussion goes up, but the body's remedies."""
    told = " ".join(report_text(desk).split())
    remedies = {note.id for note in desk.meeting.notes.solutions}
    said = [note.text for note in desk.meeting.notes.all if note.id not in remedies]
    assert [text for text in said if text in told] == []
    own = [note.text for note in desk.meeting.notes.solutions if note.scope == "self"]
    assert own
    assert [text for text in own if text in told] == []


def test_the_news_of_the_session_names_nobody(desk: Desk) -> None:
    """R76."""
    news = papers.news(desk)
    assert [name for name in desk.meeting.labels.values() if name.split(" (")[0] in news] == []


def test_the_same_session_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """L21: report, sheet, JSON and workbook of the same journal."""
    with a_reported_session(tmp_path) as other:
        assert report_text(other) == report_text(desk)
        assert papers.record_file(other, ".json") == papers.record_file(desk, ".json")
        assert papers.record_file(other, ".xlsx") == papers.record_file(desk, ".xlsx")
