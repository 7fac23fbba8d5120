"""A real browser, where there is one: keyboard alone, nothing serious for axe, no sideways scrolling, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document as open_docx
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from hq.database import Database
from hq.pages.site import PAGES
from hq.projector import Projector
from hq.services import Services
from hq.settings import Bucket, Settings
from models.plan import Plan
from tests.hq.conftest import KEY
from tests.hq.laptops import Laptop
from tests.hq.light import CHEAP, laid
from tests.hq.pages.visitors import PASSWORD, populate, send, settle
from tests.hq.serving import CHROMIUM, chromium, listening
from tests.models.minutes_record import facts_of, whole

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SEPTEMBER_16 = 1_694_836_800_000
WIDE, NARROW = (1366, 768), (390, 844)
SERIOUS = {"serious", "critical"}
FILES = ("tep.", "{paper}", ".css")
"""Parts of addresses that answer with a file."""
LEFT = "/dang-nhap"
"""Whoever is logged in is led away from there."""

SMALL_TARGETS = """() => [...document.querySelectorAll(
  "a, button, select, summary, input:not([type=checkbox], [type=hidden])")]
  .map(one => [one.textContent.trim() || one.name, one.getBoundingClientRect(), one.checkVisibility()])
  .filter(([, box, seen]) => seen && box.right > 0 && box.height < 44).map(([name, box]) => `${name}: ${box.height}`)"""
"""What a finger would miss on a phone (WCAG 2.2, 2.5.5: 44 px)."""


AXE = Axe()
RUN_AXE = """async options => {
  const found = await axe.run(document, {resultTypes: ["violations"], ...options});
  return found.violations.map(one => [one.id, one.impact, one.nodes[0].html.slice(0, 120)]);
}"""
"""Only what is wrong travels back: what axe has to say of every node it likes is a hundred times as much."""


class Site(NamedTuple):
    """A running server and a laptop whose session it has."""

    base: str
    laptop: Laptop

    def addresses(self) -> list[str]:
        """Every page of the registry, about the first ward and what lies below it."""
        parts = {
            "{code:path}": "C1",
            "{cell}": str(self.laptop.cell),
            "{meeting}": str(self.laptop.meeting),
            "{device}": str(self.laptop.device),
            "{login}": "ward1",
        }
        paths = [one.path for one in PAGES if one.get is not None and not any(part in one.path for part in FILES)]
        for part, value in parts.items():
            paths = [path.replace(part, value) for path in paths]
        assert not [path for path in paths if "{" in path]
        return [path for path in paths if path not in ("/", LEFT)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Iterator[Site]:
    """A ward with a session that was held."""
    home = tmp_path_factory.mktemp("hq")
    database = Database(laid(home / "hq.sqlite"))
    settings = Settings(data=home, project_every=0, bucket=Bucket(10_000, 1_000), hashing=CHEAP)
    services = Services(settings=settings, database=database, plan=plan, key=KEY, clock=lambda: SEPTEMBER_16)
    settle(services)
    populate(services)
    laptop = send(services, "C1", facts_of(whole(plan).meeting))
    Projector(services).catch_up()
    with listening(services) as base:
        yield Site(base, laptop)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def entered(browser: Browser, base: str, login: str, size: tuple[int, int]) -> Page:
    """A page of somebody who logged in by keyboard alone."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(f"{base}/dang-nhap")
    page.wait_for_function("document.activeElement.name === 'login'")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{base}/tien-do"
    return page


def test_every_page_is_read_by_everybody(browser: Browser, site: Site) -> None:
    """Of every address of the registry, at a desk and on a phone: axe finds nothing serious, nothing scrolls sideways,
    no policy is broken; on a phone everything is large enough for a finger; dark colours stand out as light ones do.
    """
    wrong: dict[str, object] = {}
    errors: list[str] = []
    page = entered(browser, site.base, "admin", WIDE)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in site.addresses():
        answer = page.goto(site.base + path)
        assert answer is not None
        assert answer.status == 200, path
        for size in (WIDE, NARROW):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            found = {"console": list(errors), **looked_at(page, size), "dark": in_the_dark(page)}
            errors.clear()
            wrong |= {f"{path} {size} {what}": those for what, those in found.items() if those}
    page.context.close()
    assert wrong == {}


def looked_at(page: Page, size: tuple[int, int]) -> dict[str, list[object]]:
    """What is wrong with the page that is shown."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    small = page.evaluate(SMALL_TARGETS) if size == NARROW else []
    return {"wide": [wide] if wide > size[0] else [], "small": small, "axe": violations(page)}


def in_the_dark(page: Page) -> list[object]:
    """What does not stand out enough when the page that is shown turns dark."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, *rules: str) -> list[object]:
    """What axe calls serious, by these of its rules; none: by all. A page is given axe once."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate(RUN_AXE, {"runOnly": list(rules)} if rules else {})
    return [(name, html) for name, impact, html in found if impact in SERIOUS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_read_by_everybody(browser: Browser, site: Site, scheme: Literal["light", "dark"]) -> None:
    """Before anybody is logged in, also after a wrong password."""
    context = browser.new_context(viewport={"width": NARROW[0], "height": NARROW[1]}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.base}{LEFT}")
    assert not any(looked_at(page, NARROW).values())
    page.fill("[name=login]", "ward1")
    page.fill("[name=password]", "không phải mật khẩu")
    page.click("main button")
    assert page.locator("[role=alert]").count() == 1
    assert not any(looked_at(page, NARROW).values())
    context.close()


def test_one_look_and_one_step_to_the_report(browser: Browser, site: Site) -> None:
    """Issue: after logging in the four answers stand above the fold, and the ward's report is one click away."""
    page = entered(browser, site.base, "ward1", WIDE)
    cards = page.locator(".card")
    assert cards.count() == 4
    boxes = [one.bounding_box() for one in cards.all()]
    assert all(box is not None and box["y"] + box["height"] <= WIDE[1] for box in boxes)
    with page.expect_download() as waiting:
        page.click(".button.first")
    assert waiting.value.suggested_filename.endswith(".docx")
    page.context.close()


def test_from_the_city_down_to_a_cell_by_keyboard(browser: Browser, site: Site) -> None:
    """Skip link, then drill down: every step is a link that the Tab key reaches."""
    base = site.base
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


def test_progress_on_paper(browser: Browser, site: Site, tmp_path: Path) -> None:
    """Printed: the rows and their heads, without navigation and forms, on A4 laid across."""
    base = site.base
    page = entered(browser, base, "ward1", WIDE)
    file = tmp_path / "tien-do.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    paper = PdfReader(str(file))
    text = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    assert "Chi bộ tổ 10" in text
    assert "Đăng xuất" not in text
    assert round(float(paper.pages[0].mediabox.width)) in (841, 842)
    page.context.close()


def test_what_is_on_the_screen_is_fetched_as_a_file(browser: Browser, site: Site) -> None:
    base = site.base
    page = entered(browser, base, "ward1", WIDE)
    with page.expect_download() as waiting:
        page.click("text=Tải bảng")
    assert waiting.value.suggested_filename == "tien-do-2023-09-16.xlsx"
    page.context.close()


def test_the_heat_map_says_in_signs_what_it_shows_in_colours(browser: Browser, site: Site) -> None:
    """One column an indicator; a coloured cell has its sign and its sentence, and leads nowhere sideways."""
    base = site.base
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


def test_the_wards_report_is_fetched(browser: Browser, site: Site, tmp_path: Path) -> None:
    """From the page of reports to a paper with the ward's name in it."""
    base = site.base
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
