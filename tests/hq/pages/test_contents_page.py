"""What the office hands to the laptops, from a browser: shown before it is kept, checked again, written down."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from documents.contents import MOST_PLAN, plan_content, roster_in, wording_in
from documents.plan_file import load_examples, load_plan, plan_files
from hq.pages.admin import CONTENTS
from hq.pages.admin_contents import unzipped
from hq.plans import plan_in_use
from hq.schema import audit, contents
from hq.services import Services
from models.plan import Plan
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import Visitor, unit_of

SECOND = Path("tests/data/plans/second")
NEW = load_plan(SECOND)
FILES = plan_files(SECOND)
ROSTER = Path("tests/data/rosters/01_chi_bo_thon_dong_mit.xlsx")


def zipped(files: Mapping[str, bytes], folder: str = "ke-hoach/") -> bytes:
    """A folder as offices send it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(folder + name, data)
    return made.getvalue()


def show(visitor: Visitor, kind: str, name: str, data: bytes, unit: str = "") -> tuple[int, str, dict[str, str]]:
    """The preview of a file: status, page, and the form that would keep it."""
    files = {"file": (name, data, "application/octet-stream")}
    answer = visitor.post(CONTENTS, {"kind": kind, "unit": unit}, at=CONTENTS, files=files)
    form = dict(re.findall(r'<input type="hidden" name="(kept|kind|unit)" value="([^"]*)"', answer.text))
    return answer.status_code, unescape(answer.text), {name: unescape(value) for name, value in form.items()}


def held(services: Services) -> dict[str, bytes]:
    """Kind → what is handed out."""
    rows = services.database.read(lambda c: c.execute(select(contents)).all())
    return {row.kind: bytes(row.content) for row in rows}


def keep(visitor: Visitor, form: Mapping[str, str]) -> int:
    status: int = visitor.post(CONTENTS, form, at=CONTENTS).status_code
    return status


def test_a_plan_is_shown_handed_out_and_taken_into_use(entering: Entering, peopled: Services, plan: Plan) -> None:
    """Nothing is kept before the second step; the choice is one more step; each deed is written down."""
    visitor = entering("admin")
    status, shown, form = show(visitor, "plan", "ke-hoach.zip", zipped(FILES))
    assert (status, held(peopled)) == (200, {})
    for told in (NEW.title, "9 biểu hiện", "60 phút", "30/04/2025", "15/05/2025", NEW.digest()[:16]):
        assert told in shown
    assert keep(visitor, form) == 303
    assert held(peopled) == {"plan": plan_content(FILES), "plan kept": plan_content(FILES)}
    assert peopled.database.read(lambda c: plan_in_use(c, plan)) == plan
    assert visitor.post(f"{CONTENTS}/dung", {"plan": "0" * 64}).status_code == 400
    assert visitor.post(f"{CONTENTS}/dung", {"plan": NEW.digest()}).status_code == 303
    assert peopled.database.read(lambda c: plan_in_use(c, plan)) == NEW
    assert NEW.short_title in visitor.get("/tien-do").text
    page = visitor.get(CONTENTS).text
    assert page.count("đang dùng</span>") == 1
    noted = peopled.database.read(lambda c: c.execute(select(audit.c.what).order_by(audit.c.at)).scalars().all())
    assert list(noted)[-2:] == ["contents.set", "plan.used"]


def test_wording_and_lists_go_to_whom_they_are_meant_for(entering: Entering, peopled: Services) -> None:
    visitor = entering("admin")
    examples = load_examples()
    lines = "\n".join(f"{one.number}. {one.text}" for one in examples.items)
    _, shown, form = show(visitor, "indicators", "phu-luc.txt", lines.encode())
    assert examples.items[0].text in shown
    assert keep(visitor, form) == 303
    assert [one.text for one in wording_in(held(peopled)["indicators"]).items] == [one.text for one in examples.items]
    assert show(visitor, "roster", ROSTER.name, ROSTER.read_bytes(), "P1")[0] == 400, "an office has no people"
    assert show(visitor, "roster", ROSTER.name, ROSTER.read_bytes(), "C99")[0] == 400
    _, shown, form = show(visitor, "roster", ROSTER.name, ROSTER.read_bytes(), "C1")
    assert "Nguyễn Hoàng Toàn" in shown
    assert keep(visitor, form) == 303
    assert len(roster_in(held(peopled)["roster"]).members) == 22
    wanted = select(contents.c.unit).where(contents.c.kind == "roster")
    assert peopled.database.read(lambda c: c.execute(wanted).scalars().all()) == [unit_of(peopled, "C1")]


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("plan", "x.zip", b"PK nothing"),
        ("plan", "x.zip", zipped({"other.toml": b""})),
        ("plan", "x.zip", zipped({**FILES, "rules.toml": b"[thresholds"})),
        ("plan", "x.zip", zipped({**FILES, "rules.toml": b"#" * (MOST_PLAN + 1)})),
        ("indicators", "x.txt", "1. Chỉ một dòng".encode()),
        ("indicators", "../x.exe", b"MZ"),
        ("roster", "x.xlsx", b"PK nothing"),
        ("other", "x.txt", b"x"),
    ],
)
def test_a_file_that_is_no_such_thing_is_named_and_nothing_kept(
    entering: Entering, peopled: Services, kind: str, name: str, data: bytes
) -> None:
    """Also a .zip that inflates to more than a plan may have; the page says what to do."""
    status, shown, form = show(entering("admin"), kind, name, data, "C1")
    assert (status, form, held(peopled)) == (400, {}, {})
    assert 'role="alert"' in shown


@pytest.mark.parametrize("kept", ["", "!", "e30=", "W10=", "eyJwbGFuLnRvbWwiOiAiIn0="])
@pytest.mark.parametrize("kind", ["plan", "indicators", "roster"])
def test_what_comes_back_changed_is_not_kept(entering: Entering, peopled: Services, kind: str, kept: str) -> None:
    """The second step trusts nothing that the browser kept meanwhile."""
    assert keep(entering("admin"), {"kind": kind, "kept": kept, "unit": "C1"}) == 400
    assert held(peopled) == {}


def test_no_name_in_a_zip_leads_out_of_the_plan() -> None:
    found = unzipped(zipped({**FILES, "../evil.toml": b"x", "/etc/evil": b"x", "bodies/../../x.toml": b"x"}))
    assert set(found) == set(FILES)
    assert unzipped(zipped(FILES, "")) == FILES
