"""Pictures of the screens, dark and light, taken from the rehearsed session: `python -m tests.shots` (`make shots`).

Each picture is an SVG of the real app in docs/pictures, which asks for fonts of the reader's own machine only. With
Chromium at hand the live screen becomes README's docs/pictures/live.png, the clerk's guide gets its pictures (light, as
they are printed), and `--png` puts all of them into build/shots. Names as arguments take those pictures only.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.plan_file import load_plan
from models.entries import Entry
from models.fact import Fact
from models.facts import Assessed, DetailSet
from sync.paths import Paths
from sync.store import Store
from tests.house.sources import ROOT
from tests.tui.bench import ROSTER_01, press
from tui.app import BienbanApp
from tui.desk import Desk
from tui.panes.attendance import AttendancePane
from tui.panes.base import Pane
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane
from tui.panes.conflicts import ConflictsPane
from tui.panes.live import LivePane
from tui.panes.meetings import MeetingsPane
from tui.panes.minutes import MinutesPane
from tui.panes.preparation import PreparationPane
from tui.panes.recovery import RecoveryPane
from tui.panes.report import ReportPane
from tui.panes.roster import RosterPane
from tui.rehearsal.cell import DEVICE, furnish
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.run import play
from tui.rehearsal.script import DAY, shipped_script
from tui.shorthand_entry import unfinished
from tui.themes import DARK, LIGHT
from tui.widgets.entry import OrderedInput
from tui.workbench import Workbench

PICTURES = ROOT / "docs" / "pictures"
LOOKED_AT = ROOT / "build" / "shots"
README_SHOT = "live-dark"
SIZE = (100, 30)
SCALE = 1
"""Pixels of the PNG for one of the SVG: sharp enough on a page, small as a file."""

FONTS = "'Noto Sans Mono', 'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
THEMES = {"dark": DARK, "light": LIGHT}


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the time of day it is taken at, the pane, keys pressed there, and a line being typed."""

    name: str
    at: str
    pane: Callable[[Desk], Pane]
    keys: tuple[str, ...] = ()
    typed: str = ""


def _differing(desk: Desk) -> Pane:
    """The list of what two laptops recorded differently: the other one's entries as they come by stick."""
    clerk = next(id for id, name in desk.meeting.labels.items() if name == "Lê Bảo Mạnh")
    place, wrote = DetailSet(field="place", value="Sân đình làng"), DetailSet(field="clerk", value=clerk)
    told: tuple[Fact, ...] = (place, wrote, Assessed(indicator="1", field="present", value="khong"))
    for seq, fact in enumerate(told, 1):
        desk.meeting.apply(Entry("k7", seq, desk.now(), 0, "", fact))
    return ConflictsPane()


SHOTS = (
    Shot("live", "20:12:00", lambda desk: LivePane(), typed="đề nghị tổ 2 rà soát xong trước ngày 30 #7"),
    Shot("attendance", "19:12:00", lambda desk: AttendancePane(), ("down", "down", "down")),
    Shot("board", "20:29:00", lambda desk: BoardPane(), ("down", "down", "down")),
    Shot("minutes", "20:42:00", lambda desk: MinutesPane()),
    Shot("closing", "20:37:00", lambda desk: ClosingPane()),
    Shot("conflicts", "20:37:00", _differing),
)

FRESH = ""
"""The time of a picture of a store that nothing was recorded in."""

GUIDE = (
    Shot("guide-first", FRESH, lambda desk: MeetingsPane()),
    Shot("guide-roster", FRESH, lambda desk: RosterPane(), (str(ROSTER_01), "enter")),
    Shot("guide-preparation", "18:35:00", lambda desk: PreparationPane()),
    Shot("guide-attendance", "19:01:00", lambda desk: AttendancePane(), ("hung", "enter")),
    Shot("guide-live", "20:12:00", lambda desk: LivePane(), typed="đề nghị tổ 2 rà soát xong trước ngày 30 #7"),
    Shot("guide-speaker", "20:12:00", lambda desk: LivePane(), ("f3", "le")),
    Shot("guide-board", "20:29:00", lambda desk: BoardPane(), ("down", "down", "down")),
    Shot("guide-closing", "20:37:00", lambda desk: ClosingPane()),
    Shot("guide-reading", "20:42:00", lambda desk: MinutesPane(), ("enter", "space")),
    Shot("guide-recovery", "20:12:00", lambda desk: RecoveryPane(unfinished(desk))),
    Shot("guide-report", "23:59:00", lambda desk: ReportPane()),
)
"""Pictures of the clerk's guide."""


def main() -> None:
    """Take every picture in both themes."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no PNG: Chromium is not installed", file=sys.stderr)
    wanted = {name for name in sys.argv[1:] if not name.startswith("-")}
    for shot in (shot for shot in SHOTS if not wanted or shot.name in wanted):
        for shade, theme in THEMES.items():
            path = PICTURES / f"{shot.name}-{shade}.svg"
            with TemporaryDirectory() as home:
                path.write_text(asyncio.run(_picture(shot, theme, Path(home))), "utf-8")
            if browser is not None and path.stem == README_SHOT:
                _png(browser, path, PICTURES / f"{shot.name}.png")
            if browser is not None and "--png" in sys.argv:
                LOOKED_AT.mkdir(parents=True, exist_ok=True)
                _png(browser, path, LOOKED_AT / f"{path.stem}.png")
            print(path.relative_to(ROOT))
    if browser is not None:
        _guide(browser, [shot for shot in GUIDE if not wanted or shot.name in wanted])


def _guide(browser: str, shots: Iterable[Shot]) -> None:
    """The pictures of the clerk's guide."""
    for shot in shots:
        with TemporaryDirectory() as home:
            drawn = Path(home) / "shot.svg"
            drawn.write_text(asyncio.run(_picture(shot, LIGHT, Path(home))), "utf-8")
            _png(browser, drawn, PICTURES / f"{shot.name}.png")
        print(shot.name)


async def _picture(shot: Shot, theme: str, home: Path) -> str:
    """The SVG of a shot."""
    desk = _desk_at(shot.at, home) if shot.at else Desk(Store(Paths(home), load_plan(), device=DEVICE))
    bench = Workbench(desk, lambda bench: shot.pane(desk))
    app = BienbanApp(desk, bench, theme=theme)
    async with app.run_test(size=SIZE) as pilot:
        press(bench, *shot.keys)
        if shot.typed:
            app.query_one(OrderedInput).set_value(shot.typed)
            bench.edited(shot.typed)
        desk.store.writer.drain(5.0)
        app.draw()
        await pilot.pause()
        drawn = app.export_screenshot()
    desk.close()
    desk.store.close()
    return _plain(drawn)


def _desk_at(clock: str, home: Path) -> Desk:
    """The rehearsed session up to a time of its day, recorded as a real one."""
    moment = _moment(clock)
    acts = [act for act in shipped_script() if act.at <= moment]
    turned = ScriptClock(acts[0].at)
    store = Store(Paths(home), load_plan(), clock=turned, device=DEVICE)
    furnish(store)
    desk = Desk(store)
    desk.create(datetime.fromtimestamp(DAY.timestamp() + 86_400 / 2, UTC).strftime("%Y-%m-%d"))
    play(desk, turned, acts)
    turned.move_to(moment)
    return desk


def _moment(clock: str) -> int:
    """UTC ms of a clock time of the rehearsed day."""
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return int(DAY.timestamp() * 1000) + ((hours * 60 + minutes) * 60 + seconds) * 1000


def _plain(svg: str) -> str:
    """The picture with the same names each time and fonts that need no network.

    The clips leave room for the dots below a line; one ground under all cells closes the seams between them.
    """
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r'(<rect x="0" y="[\d.]+" width="[\d.]+" height=")24.65', r"\g<1>30", svg)
    height = SIZE[1] * 24.4 + 6
    svg = re.sub(r'(id="terminal-clip-terminal">\s*<rect [^>]*height=")[\d.]+', rf"\g<1>{height}", svg)
    ground = rf'\g<0><rect fill="\g<1>" x="0" y="0" width="1220" height="{height}"/>'
    return re.sub(r'clip-path="url\(#terminal-clip-terminal\)">\s*(?=<rect fill="(#\w+)")', ground, svg)


def _png(browser: str, path: Path, target: Path) -> None:
    """Have Chromium draw the SVG at its own size; pngquant, where it is, makes the file a third as large."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', path.read_text("utf-8"))
    assert found is not None
    width, height = (round(float(size)) for size in found.groups())
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--force-device-scale-factor={SCALE}",
        f"--window-size={width},{height}",
        f"--screenshot={target}",
        path.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--ext", ".png", "64", str(target)], check=True)


if __name__ == "__main__":
    main()
