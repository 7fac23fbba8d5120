"""Pictures of headquarters' pages for README, of the demonstration's ward: `python -m tests.hq.shots`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from hq.accounts import add
from hq.commands_shared import opened, unit_called
from hq.demo.filling import fill
from hq.demo.world import NOW
from hq.settings import Settings
from tests.hq.pages.visitors import PASSWORD
from tests.hq.serving import CHROMIUM, ROOT, chromium, listening

PICTURES = ROOT / "docs" / "pictures"
SHOTS = (("hq-progress", "/tien-do", ""), ("hq-indicators", "/bieu-hien", "#bang"))
"""Name of the picture, address of the page, what stands at the picture's top ("": the page's beginning)."""
SIZE = (1366, 768)


def main() -> None:
    """Fill a ward, serve it, take the pictures; without a browser say so and take none."""
    if CHROMIUM is None:
        print("no pictures of headquarters: Chromium is not installed", file=sys.stderr)
        return
    with TemporaryDirectory() as home, opened(Settings(data=Path(home))) as found:
        services = replace(found, clock=lambda: NOW)
        filled = fill(services, "ward")
        ward = services.database.read(partial(unit_called, code=filled.world.ward))
        add(services, "phuong", "Văn phòng Đảng ủy phường", "ward", ward, PASSWORD)
        with listening(services) as base, chromium() as browser:
            _take(browser, base)


def _take(browser: Browser, base: str) -> None:
    viewport = {"width": SIZE[0], "height": SIZE[1]}
    page = browser.new_context(viewport=viewport, color_scheme="light", locale="vi-VN").new_page()  # type: ignore[arg-type]
    page.goto(f"{base}/dang-nhap")
    page.fill("[name=login]", "phuong")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    for name, path, top in SHOTS:
        page.goto(f"{base}{path}")
        if top:
            page.locator(top).evaluate("one => window.scrollTo(0, one.offsetTop - 12)")
        target = PICTURES / f"{name}.png"
        page.screenshot(path=str(target))
        if shutil.which("pngquant"):
            subprocess.run(["pngquant", "--force", "--ext", ".png", "64", str(target)], check=True)
        print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
