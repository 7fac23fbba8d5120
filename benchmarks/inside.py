"""What happens inside the process: an act until its lines are drawn, opening, papers, rules, typing, search."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.cell import TurnedClock, new_desk, open_store, people, shut, speak, talk
from benchmarks.rows import Row, figure, percentile, timed, typical
from benchmarks.screen import BUSY
from documents.docx_paper import render_docx
from models.commands import WriteNote
from models.rules import check
from models.vietnamese.search import PersonIndex, Searchable
from models.vietnamese.telex import compose
from tests.tui.bench import press
from tui.app import BienbanApp
from tui.desk import Desk
from tui.input_method import InputMethod
from tui.panes.live import LivePane
from tui.shorthand_entry import note_draft
from tui.widgets.canvas import Canvas
from tui.workbench import Workbench

LARGE = 5_000
CONTRIBUTIONS = 300
NOTE = "đồng tình với đánh giá, đề nghị giao tổ 2 rà soát trước ngày 30 #7"
TYPED = "nguoiwf dangr vieen ddoongf tinhf vowis ddanhs gias cuar chi uyr "
QUERIES = ("nvh", "hung", "nguyen van", "trần", "an 1961", "phuong", "tth", "quy")


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Every row that needs no terminal."""
    times = 20 if quick else 100
    yield from _session(folder / "session", times)
    yield from _opening(folder, 3 if quick else 9)
    yield from _paper(folder / "paper", 3 if quick else 9)
    yield from _text(times)


def _session(home: Path, times: int) -> Iterator[Row]:
    desk = new_desk(home)
    talk(desk, BUSY)
    acts, keys = asyncio.run(_drawn(desk, times))
    yield figure(f"act → repainted at {BUSY} entries, p95", percentile(acts, 0.95), "ms", 30)
    yield figure(f"letter → repainted at {BUSY} entries, p95", percentile(keys, 0.95), "ms", 30)
    meeting, now = desk.meeting, desk.now()
    yield figure(f"all rules at {BUSY} entries", typical(lambda: check(meeting, now), times), "ms")
    yield figure(f"minutes as a document at {BUSY} entries", typical(desk.minutes, max(3, times // 10)), "ms", 300)
    shut(desk)


async def _drawn(desk: Desk, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of a note and of a letter, each until every line of the screen is drawn."""
    bench = Workbench(desk, lambda bench: LivePane())
    app = BienbanApp(desk, bench)
    acts: list[float] = []
    keys: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        canvases = list(app.query(Canvas))

        def paint() -> None:
            app.draw()
            for canvas in canvases:
                for y in range(canvas.size.height):
                    canvas.render_line(y)

        def act(number: int) -> None:
            bench.do(WriteNote(note_draft(f"{NOTE} {number}", desk)))
            paint()

        def letter() -> None:
            press(bench, "đ")
            paint()

        for number in range(times):
            acts.append(timed(lambda number=number: act(number)))  # type: ignore[misc]
            keys.append(timed(letter))
            await asyncio.sleep(0)
        press(bench, *["backspace"] * times)
    return acts, keys


def _opening(folder: Path, rounds: int) -> Iterator[Row]:
    small, large = folder / "small", folder / "large"
    shut(new_desk(small))
    desk = new_desk(large)
    talk(desk, LARGE)
    shut(desk)
    taken = [(_open(small), _open(large)) for _ in range(rounds)]
    empty, full = (median(times) for times in zip(*taken, strict=True))
    yield figure(f"opening a meeting of {LARGE} entries, over a new one", full - empty, "ms", 150)


def _open(home: Path) -> float:
    desk = Desk(open_store(home, TurnedClock(0)))
    meeting = desk.store.meetings()[0].id
    taken = timed(lambda: desk.open(meeting))
    shut(desk)
    return taken


def _paper(home: Path, rounds: int) -> Iterator[Row]:
    desk = new_desk(home)
    members = list(desk.meeting.attendance.members)
    clock = desk.store.clock
    assert isinstance(clock, TurnedClock)
    for number in range(CONTRIBUTIONS):
        speak(desk, members[number % 40], [f"{NOTE} {number}"], str(number % 25 + 1), ("co", "khong")[number // 25 % 2])
        clock.at += 5_000
    render_docx(desk.minutes())
    taken = [timed(lambda: render_docx(desk.minutes())) for _ in range(rounds)]
    yield figure(f"minutes of {CONTRIBUTIONS} contributions → DOCX", median(taken), "ms", 300)
    shut(desk)


def _text(times: int) -> Iterator[Row]:
    words = TYPED.split()
    keys = [word[:length] for word in words for length in range(1, len(word) + 1)]
    typing = typical(lambda: [compose(raw, finished=False) for raw in keys], times)
    yield figure("Telex, a key", typing / len(keys) * 1000, "µs", 100)
    typing = typical(lambda: _typed_line(TYPED), times)
    yield figure("Telex, a key in the entry line", typing / len(TYPED) * 1000, "µs", 100)
    index = PersonIndex(
        [Searchable(id=p.id, full_name=p.full_name, birth_year=p.birth_year, order=p.order) for p in people(500)]
    )
    searching = typical(lambda: [index.search(query) for query in QUERIES], times)
    yield figure("search among 500 people, a query", searching / len(QUERIES), "ms")


def _typed_line(keys: str) -> None:
    """A line typed key by key, each reading what stands before the cursor."""
    method, before = InputMethod(on=True), ""
    for key in keys:
        change = method.press(before, "", key)
        before = before[: len(before) - change.back] + change.text if change else before + key
