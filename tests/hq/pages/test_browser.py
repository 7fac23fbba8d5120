"""A real browser, where there is one: keyboard alone, nothing serious for axe, no sideways scrolling, paper."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from docx import Document as open_docx
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from hq.app import build
from hq.database import Database
from hq.migrations import migrate
from hq.projector import Projector
from hq.services import Services
from hq.settings import Bucket, Settings
from models.plan import Plan
from tests.hq.conftest import KEY
from tests.hq.pages.visitors import PASSWORD, address, populate, send, settle
from tests.models.minutes_record import facts_of, whole

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SEPTEMBER_16 = 1_694_836_800_000
WIDE, NARROW = (1366, 768), (390, 844)
SERIOUS = {"serious", "critical"}
PATHS = (
    "/tien-do",
    "/tien-do/theo-doi",
    "/lich",
    "/don-vi",
    "/don-vi/C1",
    "/bieu-hien",
    "/phat-bieu",
    "/cam-ket",
    "/dang-hop",
    "/bao-cao",
    "/nhac-viec",
    "/quan-tri",
    "/quan-tri/may",
    "/quan-tri/ma",
    "/quan-tri/to-chuc",
    "/quan-tri/tai-khoan",
    "/quan-tri/tai-khoan/ward1",
    "/quan-tri/nhat-ky",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Iterator[tuple[str, str]]:
    """(address of a running server, address of a session's page there)."""
    home = tmp_path_factory.mktemp("hq")
    database = Database(f"sqlite:///{home / 'hq.sqlite'}")
    migrate(database)
    settings = Settings(data=home, project_every=0, bucket=Bucket(10_000, 1_000))
    services = Services(settings=settings, database=database, plan=plan, key=KEY, clock=lambda: SEPTEMBER_16)
    settle(services)
    populate(services)
    laptop = send(services, "C1", facts_of(whole(plan).meeting))
    Projector(services).catch_up()
    config = uvicorn.Config(build(services), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    listening.listen(64)  # a browser that is quicker than the server waits for it, and is not refused
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", address(laptop)
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


def entered(browser: Browser, base: str, login: str, size: tuple[int, int], scheme: str = "light") -> Page:
    """A page of somebody who logged in by keyboard alone."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{base}/dang-nhap")
    page.wait_for_function("document.activeElement.name === 'login'")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{base}/tien-do"
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_page_is_read_by_everybody(
    browser: Browser, site: tuple[str, str], size: tuple[int, int], scheme: str
) -> None:
    """axe finds nothing serious, no page scrolls sideways, no script and no policy is broken."""
    base, session = site
    wrong: dict[str, object] = {}
    errors: list[str] = []
    for login, paths in (("admin", PATHS), ("ward1", (session,))):
        page = entered(browser, base, login, size, scheme)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        for path in paths:
            answer = page.goto(base + path)
            assert answer is not None
            assert answer.status == 200, path
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size[0]:
                wrong[f"{path} wide"] = wide
            if errors:
                wrong[f"{path} console"] = list(errors)
                errors.clear()
            found = Axe().run(page).response["violations"]
            serious = [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in SERIOUS]
            if serious:
                wrong[path] = serious
        page.context.close()
    assert wrong == {}


def test_from_the_city_down_to_a_cell_by_keyboard(browser: Browser, site: tuple[str, str]) -> None:
    """Skip link, then drill down: every step is a link that the Tab key reaches."""
    base, _ = site
    page = entered(browser, base, "city", WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for name in ("Quận Bến Thóc", "Phường Hạ Lan", "Chi bộ tổ 1"):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent").strip() == name:
                break
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert name in page.inner_text("h1")
    assert "/hop/" in page.url
    page.context.close()


def test_progress_on_paper(browser: Browser, site: tuple[str, str], tmp_path: Path) -> None:
    """Printed: the rows and their heads, without navigation and forms, on A4 laid across."""
    base, _ = site
    page = entered(browser, base, "ward1", WIDE)
    file = tmp_path / "tien-do.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    paper = PdfReader(str(file))
    text = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    assert "Chi bộ tổ 10" in text
    assert "Đăng xuất" not in text
    assert round(float(paper.pages[0].mediabox.width)) in (841, 842)
    page.context.close()


def test_what_is_on_the_screen_is_fetched_as_a_file(browser: Browser, site: tuple[str, str]) -> None:
    base, _ = site
    page = entered(browser, base, "ward1", WIDE)
    with page.expect_download() as waiting:
        page.click("text=Tải bảng")
    assert waiting.value.suggested_filename == "tien-do-2023-09-16.xlsx"
    page.context.close()


def test_the_heat_map_says_in_signs_what_it_shows_in_colours(browser: Browser, site: tuple[str, str]) -> None:
    """One column an indicator; a coloured cell has its sign and its sentence, and leads nowhere sideways."""
    base, _ = site
    page = entered(browser, base, "ward1", WIDE)
    page.click("nav >> text=Biểu hiện")
    heads = page.locator("table.heat thead th").all_inner_texts()
    assert heads[1:] == [str(number) for number in range(1, 26)]
    coloured = page.locator("table.heat td[class^=h]")
    assert coloured.count() > 0
    for cell in coloured.all():
        assert cell.inner_text().strip()
        assert cell.get_attribute("title")
    page.context.close()


def test_the_wards_report_is_fetched(browser: Browser, site: tuple[str, str], tmp_path: Path) -> None:
    """From the page of reports to a paper with the ward's name in it."""
    base, _ = site
    page = entered(browser, base, "ward1", WIDE)
    page.click("nav >> text=Báo cáo")
    with page.expect_download() as waiting:
        page.click("main >> text=Word (DOCX)")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffix == ".docx"
    said = "\n".join(cell.text for table in open_docx(str(file)).tables for row in table.rows for cell in row.cells)
    assert "PHƯỜNG HẠ LAN" in said.upper()
    page.context.close()
