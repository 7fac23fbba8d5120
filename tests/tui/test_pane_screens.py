"""Every pane and question of a running session, and the panes before there is one, as text at 80×24 (T-1, L-4)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.house.sources import ROOT
from tests.tui.bench import make_bench, press, shut
from tests.tui.held import hold
from tests.tui.snapshots import Snapshots, whole_screen
from tui.panes.meetings import MeetingsPane
from tui.program import VERSION
from tui.workbench import Workbench

WIDTH, HEIGHT = 80, 24

PANES: dict[str, tuple[str, ...]] = {
    "live": (),
    "speaker": ("f3", "ng"),
    "silent": ("ctrl+f",),
    "steps": ("ctrl+g",),
    "board": ("f4",),
    "board-asks": ("f4", "3", "enter"),
    "preparation": ("f5",),
    "minutes": ("f8",),
    "reading": ("f8", "enter", "home", "space"),
    "rewriting": ("f8", "enter", "home", "space", "enter"),
    "closing": ("f10",),
    "rules": ("f10", "tab", "down"),
    "summary": ("f10", "down", "enter"),
    "history": ("ctrl+l",),
    "oddities": ("ctrl+x",),
    "palette": ("ctrl+p", "xuat"),
    "search": ("ctrl+s",),
    "found": ("ctrl+s", "hoà giải"),
    "help": ("f1",),
    "phrases": ("ctrl+p", "cum tu", "enter"),
    "headquarters": ("ctrl+p", "gui ve tru so", "enter"),
    "report": ("ctrl+p", "bao cao", "enter"),
    "typing": ("ctrl+p", "kieu go", "enter"),
}
"""What is pressed in a session that came to its summing-up."""

DESK: dict[str, tuple[str, ...]] = {
    "first": (),
    "day": ("enter",),
    "units": ("down", "down", "enter"),
    "roster": ("down", "enter"),
    "encrypting": ("end", "enter"),
    "enrolling": ("ctrl+p", "noi voi tru so", "enter"),
}
"""What is pressed before there is any meeting."""


SIGNS = {
    "▌đang": "now",
    "xong": "done",
    "đạt": "done",
    "chưa": "missing",
    "chưa đến lúc": "muted",
    "tuỳ": "muted",
    "?": "warning",
    "có nguy cơ": "warning",
    "!": "wrong",
    "chưa đạt": "wrong",
}
"""One visual language (CONTRIBUTING, "What a sign and a colour mean"): the word or sign of a state → its style."""


@pytest.fixture(scope="module")
def summed_up(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A session in its summing-up; a scene is left by Esc and changes nothing, so all share it."""
    bench = make_bench(tmp_path_factory.mktemp("panes"))
    hold(bench)
    press(bench, "f8", "enter", "enter")  # the reading has begun: what is still missing was said and taken note of
    return bench


def compare(bench: Workbench, snaps: Snapshots, name: str) -> None:
    """As wide and high as the window, and what was kept."""
    bench.desk.store.writer.drain(10)
    home = str(bench.desk.store.paths.root)
    text = whole_screen(bench, WIDTH, HEIGHT).replace(home, "~").replace(f"bienban {VERSION}", "bienban")
    assert len(text.splitlines()) == HEIGHT
    assert max(map(cell_len, text.splitlines())) <= WIDTH
    snaps.check(f"pane-{name}_{WIDTH}x{HEIGHT}", text)


@pytest.mark.parametrize("name", PANES)
def test_the_pane_is_as_it_was_looked_at(summed_up: Workbench, snaps: Snapshots, name: str) -> None:
    press(summed_up, *["escape"] * 6)
    summed_up.forget_notice()
    press(summed_up, *PANES[name])
    compare(summed_up, snaps, name)


@pytest.mark.parametrize("name", DESK)
def test_the_desk_without_a_meeting_is_as_it_was_looked_at(tmp_path: Path, snaps: Snapshots, name: str) -> None:
    bench = make_bench(tmp_path, meeting=False, pane=MeetingsPane(demo=True))
    press(bench, *DESK[name])
    compare(bench, snaps, f"desk-{name}")
    shut(bench)


def test_a_state_looks_the_same_everywhere(summed_up: Workbench) -> None:
    """Current, done, missing, at risk and wrong have one style in every pane; CONTRIBUTING tells which."""
    seen: set[tuple[str, str]] = set()
    for keys in PANES.values():
        press(summed_up, *["escape"] * 6, *keys)
        pieces = [piece for width in (WIDTH, 140) for row in summed_up.body(width, 30) for piece in row]
        seen |= {(text.strip(), style) for text, style in pieces if text.strip() in SIGNS and style != "cursor"}
    assert seen == set(SIGNS.items())
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f"`{style}`" in told and f"**{sign.lstrip('▌')}**" in told for sign, style in SIGNS.items())
