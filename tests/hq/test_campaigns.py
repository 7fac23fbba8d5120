"""Next year's directive is a new file, not new code: pages, sums and reports follow the plan that the office chooses.

The second plan is the invented one: 60 minutes, nine indicators, two thirds, its own days. Meetings keep the plan that
they were opened with; one whose plan is not here is counted, marked and not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from documents.contents import plan_content
from documents.plan_file import load_plan, plan_files
from hq.contents import hand_out_plan
from hq.pages.indicators import same_indicators
from hq.plans import known_plans, plan_in_use, use_plan
from hq.projector import Projector
from hq.queries.overview import overview_of
from hq.schema import audit, standings, summaries
from hq.services import Services
from hq.streams import Streams
from hq.summary_papers import made, pattern
from models.fact import AssessedField, Fact
from models.facts import Assessed, DetailSet, MeetingOpened, SessionEnded, SessionStarted
from models.overview.paper import summary_report
from models.plan import Plan
from tests.hq.conftest import Reopen
from tests.hq.gathered import OFFICE
from tests.hq.laptops import NOW, Laptop, cell_of, named, opening
from tests.hq.laptops import found as enrolled
from tests.hq.pages.conftest import Entering, entering, peopled  # noqa: F401 (fixtures)
from tests.hq.test_access_commands import Terminal, organised, terminal  # noqa: F401 (fixtures)

SECOND = Path("tests/data/plans/second")
FILES = plan_files(SECOND)
PLAN = load_plan()
NEW = load_plan(SECOND)


def session(plan: Plan, day: str, minutes: int, *more: Fact, body: str = "chi_bo") -> list[Fact]:
    """A session by a plan, held from the tests' moment on."""
    opened = opening(plan)[1]
    assert isinstance(opened, MeetingOpened)
    told = DetailSet(field="date", value=day)
    held = [SessionStarted(at=NOW), *more, SessionEnded(at=NOW + minutes * 60_000)]
    return [opened.model_copy(update={"date": day, "body": body}), told, *held]


def found_in(number: int, degree: str) -> list[Fact]:
    """The body finds an indicator in itself."""
    said: tuple[tuple[AssessedField, str], ...] = (("present", "co"), ("degree", degree), ("scope", "cell"))
    return [Assessed(indicator=str(number), field=field, value=value) for field, value in said]


def send(services: Services, code: str, facts: Sequence[Fact], name: str) -> Laptop:
    """A laptop of a unit sends a meeting of its own."""
    laptop = Laptop(f"{name} {code}", cell_of(services.database, code), named(f"{name} of {code}"))
    laptop.record([opening(PLAN)[0], *facts])
    enrolled(services.database, laptop)
    assert Streams(services).append(laptop.caller, laptop.batch()).status == "ok"
    return laptop


def give(services: Services, *, use: bool = True) -> None:
    """The office imports the second plan and, as a rule, takes it into use."""
    hand_out_plan(services, NEW, plan_content(FILES), "x")
    if use:
        assert services.database.write(lambda c: use_plan(c, NEW.digest(), PLAN, "x", NOW))
    Projector(services).catch_up()


def text_of(page: str) -> str:
    """What people read of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


# --- choosing -------------------------------------------------------------------------------------------------------


def test_the_choice_stands_in_the_database_for_every_server(services: Services, another: Reopen) -> None:
    """Chosen by one process, read by another; the program's own until then, and again when it is chosen; noted."""
    other = another()
    assert other.read(lambda c: plan_in_use(c, PLAN)) == PLAN
    hand_out_plan(services, NEW, plan_content(FILES), "x")
    assert other.read(lambda c: plan_in_use(c, PLAN)) == PLAN, "an import alone changes no page"
    assert services.database.write(lambda c: use_plan(c, NEW.digest(), PLAN, "account:x", NOW))
    assert not services.database.write(lambda c: use_plan(c, NEW.digest(), PLAN, "account:x", NOW))
    assert other.read(lambda c: plan_in_use(c, PLAN)) == NEW
    assert [one.digest for one in other.read(lambda c: known_plans(c, PLAN))] == [NEW.digest(), PLAN.digest()]
    assert other.write(lambda c: use_plan(c, PLAN.digest(), PLAN, "account:x", NOW))
    assert services.database.read(lambda c: plan_in_use(c, PLAN)) == PLAN
    wanted = select(audit.c.actor, audit.c.detail).where(audit.c.what == "plan.used")
    noted = services.database.read(lambda c: c.execute(wanted).all())
    assert [(row.actor, json.loads(row.detail)["digest"]) for row in noted] == [
        ("account:x", NEW.digest()),
        ("account:x", PLAN.digest()),
    ]


def test_two_servers_sum_by_the_same_plan(services: Services, another: Reopen, entering: Entering) -> None:  # noqa: F811
    """A projector that was started before the choice sums by it too; neither throws the other's sums away."""
    there = replace(services, database=another())
    first, second = Projector(services), Projector(there)
    first.catch_up()
    give(services)
    for projector in (second, first, second):
        projector.catch_up()
    rows = there.database.read(lambda c: c.execute(select(standings.c.campaign).distinct()).scalars().all())
    assert rows == [NEW.id]


def test_the_office_chooses_by_digest_or_name(organised: Terminal, url: str) -> None:  # noqa: F811
    """`bienban-hq plan list` and `plan use`: one plan, known and readable, else nothing changes."""
    assert organised.types("plan", "use", "nep_song")[0] == 1
    organised.types("plan", "import", SECOND, "--yes")
    done, said = organised.types("plan", "list")
    assert done == 0
    assert re.search(rf"đang dùng {PLAN.digest()[:16]} +ct24", said)
    done, said = organised.types("plan", "use", NEW.digest()[:8])
    assert (done, "Các trang, báo cáo, nhắc việc nay theo kế hoạch này" in said) == (0, True)
    assert "Không có gì thay đổi" in organised.types("plan", "use", "nep_song")[1]
    assert re.search(rf"đang dùng {NEW.digest()[:16]} +nep_song", organised.types("plan", "list")[1])
    assert organised.types("plan", "use", "")[0] == 1


# --- pages and reports ----------------------------------------------------------------------------------------------


def test_pages_and_reports_are_about_the_plan_in_use(services: Services, entering: Entering) -> None:  # noqa: F811
    """Thresholds, days, number of indicators, degrees and names, from data alone."""
    give(services)
    send(services, "C1", session(NEW, "2025-04-20", 62, *found_in(3, "nang")), "mới")
    send(services, "C2", session(NEW, "2025-05-02", 50), "mới")
    Projector(services).catch_up()
    visitor = entering("ward1")
    progress = text_of(visitor.get("/tien-do").text)
    assert NEW.short_title in progress
    assert "30/04/2025" in progress
    assert "15/05/2025" in progress
    assert "dưới 60 phút" in progress
    assert "90 phút" not in progress
    signs = visitor.get("/bieu-hien").text
    assert f"đối chiếu {len(NEW.indicators)} biểu hiện" in text_of(signs)
    assert "nặng" in signs
    assert "dưới 60 phút" in text_of(visitor.get("/phat-bieu").text)
    reports = text_of(visitor.get("/bao-cao?trong=P1").text)
    assert "dưới 60 phút" in reports
    assert re.search(r"\b30/0?4/2025", text_of(visitor.get("/nhac-viec?trong=P1").text)), "of C10, which has not met"
    overview = services.database.read(lambda c: overview_of(c, OFFICE, NEW, "P1", "2025-09-15", NOW))
    assert overview is not None
    assert [(unit.code, unit.held) for unit in overview.units] == [("C1", True), ("C2", True), ("C10", False)]
    paper = made(overview, "docx")
    assert paper.body[:2] == b"PK"
    tally = {row.code: (row.short, row.late) for row in rows_of(services)}
    assert tally["C1"] == (False, False)
    assert tally["C2"] == (True, True)
    assert "D1" not in tally, "the plan knows no such body, so nobody asks it"


def rows_of(services: Services) -> Sequence[Row[Any]]:
    wanted = select(standings).where(standings.c.campaign == NEW.id)
    return services.database.read(lambda c: c.execute(wanted).all())


def test_the_campaign_before_is_compared_by_its_own_plan(services: Services, entering: Entering) -> None:  # noqa: F811
    """Both campaigns keep their plans: names, limits and lists; what is not the same indicator is not compared."""
    send(services, "C1", session(PLAN, "2024-09-15", 100, *found_in(3, "it")), "cũ")
    give(services)
    send(services, "C1", session(NEW, "2025-04-20", 62, *found_in(3, "nang")), "mới")
    Projector(services).catch_up()
    visitor = entering("ward1")
    now = visitor.get("/bieu-hien")
    assert "chỉ so những biểu hiện trùng lời" in text_of(now.text)
    assert "▲" not in now.text
    assert "▼" not in now.text
    then = text_of(visitor.get(f"/bieu-hien?dot={PLAN.id}").text)
    assert f"đối chiếu {len(PLAN.indicators)} biểu hiện" in then
    assert NEW.short_title in then, "the chooser calls both by their names"
    assert PLAN.short_title in then
    assert "dưới 90 phút" in text_of(visitor.get(f"/phat-bieu?dot={PLAN.id}").text)


def test_the_same_indicator_is_the_one_with_the_same_words() -> None:
    """Wherever the plan before has it; lists without words are the same where groups and numbers are."""
    numbered = {one.number: one.number for one in PLAN.indicators}
    assert same_indicators(PLAN, PLAN.model_copy(update={"id": "before"})) == numbered
    assert same_indicators(NEW, PLAN) == {}
    turned = NEW.catalogue.model_dump()
    texts = [(item["text"], item["title"], item["status"]) for item in turned["items"]][::-1]
    for item, (words, title, status) in zip(turned["items"], texts, strict=True):
        item.update(text=words, title=title, status=status)
    other = NEW.with_indicators(type(NEW.catalogue).model_validate(turned))
    last = len(NEW.indicators)
    assert same_indicators(NEW, other) == {one.number: last + 1 - one.number for one in NEW.indicators}


# --- a plan that is not here ----------------------------------------------------------------------------------------


def test_a_meeting_without_its_plan_is_counted_and_not_judged(services: Services, entering: Entering) -> None:  # noqa: F811
    """Held, present and minutes count; short and the rules do not, and every page says which plan is missing."""
    later = PLAN.model_copy(update={"version": PLAN.version + 1})
    laptop = send(services, "C1", session(later, "2023-09-15", 40), "một")
    send(services, "C2", session(PLAN, "2023-09-15", 40), "hai")
    Projector(services).catch_up()
    kept = {row.plan: row for row in services.database.read(lambda c: c.execute(select(summaries)).all())}
    assert "unknown_plan" in json.loads(kept[later.digest()].flags)
    assert (kept[later.digest()].short, kept[later.digest()].unmet, kept[later.digest()].minutes) == (False, "{}", 40)
    assert (kept[PLAN.digest()].short, "unknown_plan" in kept[PLAN.digest()].flags) == (True, False)
    visitor, mark = entering("ward1"), later.digest()[:16]
    meeting = f"/hop/{laptop.cell}/{laptop.meeting}"
    for path in ("/tien-do", "/bieu-hien", "/phat-bieu", "/bao-cao?trong=P1", "/don-vi/C1", meeting):
        shown = text_of(visitor.get(path).text)
        assert mark in shown, path
        assert path == "/don-vi/C1" or "bienban-hq plan import" in shown, path
    assert mark not in text_of(visitor.get("/don-vi/C2").text)
    found = services.database.read(lambda c: overview_of(c, OFFICE, PLAN, "P1", "2023-09-20", NOW))
    assert found is not None
    told = str(summary_report(found, pattern()))
    assert f"Chưa xét theo quy định: 1 đơn vị, vì trụ sở chưa có kế hoạch mã {mark}" in told


def test_the_plan_that_comes_later_judges_what_waited(services: Services, entering: Entering) -> None:  # noqa: F811
    """Imported, the meeting is counted again by itself, and nothing is said of a missing plan any more."""
    send(services, "C1", session(NEW, "2025-04-20", 50), "mới")
    Projector(services).catch_up()
    wanted = select(summaries.c.flags, summaries.c.short)
    before = services.database.read(lambda c: c.execute(wanted).one())
    assert ("unknown_plan" in json.loads(before.flags), before.short) == (True, False)
    give(services)
    after = services.database.read(lambda c: c.execute(wanted).one())
    assert ("unknown_plan" in json.loads(after.flags), after.short) == (False, True)
    assert "Trụ sở chưa có kế hoạch" not in text_of(entering("ward1").get("/tien-do").text)
