"""Every address × every role, from the list of pages itself, against what the rules say (issue of who sees what)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from starlette.testclient import TestClient

from hq.access import ACCOUNT_ROLES
from hq.enrolment import enroll_by_file
from hq.pages.registry import PUBLIC, Page
from hq.pages.shell import style
from hq.pages.site import PAGES
from hq.projector import Projector
from hq.services import Services
from models.plan import Plan
from sync.protocol import EnrolmentRequest
from sync.signing import public_of
from tests.hq.laptops import Laptop, cell_of, named
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import PEOPLE, TREE, send
from tests.models.minutes_record import MEMBERS, facts_of, whole

LOGINS = ("", *(login for login, _, _ in PEOPLE))
ROLES = {login: role for login, role, _ in PEOPLE}
HOMES = {login: unit for login, _, unit in PEOPLE}
ABOVE = {code: above for code, _, above, _ in TREE}
ONLY_WHOLE = {"/quan-tri/to-chuc", "/quan-tri/giao", "/quan-tri/giao/dung", "/quan-tri/nhat-ky"}
"""Addresses of administrators who are above all units."""


def under(code: str, top: str | None) -> bool:
    """Whether a unit stands below another, or is it; None is above all."""
    return top is None or code == top or (bool(ABOVE[code]) and under(ABOVE[code], top))


@pytest.fixture
def laptop(peopled: Services, plan: Plan) -> Laptop:
    laptop = send(peopled, "C1", facts_of(whole(plan).meeting))
    enroll_by_file(
        peopled,
        cell_of(peopled.database, "C1"),
        "clerk",
        EnrolmentRequest(device=named("another"), alias="m4", key=public_of(bytes(32))),
    )
    Projector(peopled).catch_up()
    return laptop


def filled(page: Page, laptop: Laptop) -> str:
    """An address of the page, about the first ward and what lies below it."""
    parts: Mapping[str, str] = {
        "{code:path}": "C1",
        "{code}": "C1",
        "{cell}": str(laptop.cell),
        "{meeting}": str(laptop.meeting),
        "{paper}.{ending}": "bien-ban.docx",
        "{device}": str(named("another")),
        "{login}": "ward1",
        "{ending}": "docx?trong=P1",
    }
    path = style()[0] if page.path.startswith("/kieu/") else page.path
    for part, value in parts.items():
        path = path.replace(part, value)
    return path


def expected(page: Page, login: str) -> int:
    """What the rules say of somebody who asks for a page about the first ward."""
    if page.who is PUBLIC:
        return 200
    if not login:
        return 303
    role, home = ROLES[login], HOMES[login]
    if role not in page.who:
        return 403
    if page.path in ONLY_WHOLE and home is not None:
        return 403
    about = any(part in page.path for part in ("{code", "{cell}", "{device}", "{login}", "tep."))
    if about and not under("C1", home):
        return 404
    if page.path.endswith("{paper}.{ending}") and role != "ward":
        return 403
    return 200


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_is_seen_by_those_who_may_and_by_nobody_else(
    entering: Entering, laptop: Laptop, client: TestClient, login: str
) -> None:
    visitor = entering(login)
    client.app.state.rates.take = lambda _: None  # type: ignore[attr-defined]
    wrong = {}
    for page in PAGES:
        if page.get is None:
            continue
        answer = visitor.get(filled(page, laptop))
        meant = 303 if page.path == "/" or (page.path == "/dang-nhap" and login) else expected(page, login)
        if answer.status_code != meant:
            wrong[page.path] = (answer.status_code, meant)
        if login and ROLES[login] != "ward" and answer.headers.get("content-type", "").startswith("text/html"):
            assert not [one.full_name for one in MEMBERS if one.full_name in answer.text], page.path
    assert wrong == {}


@pytest.mark.parametrize("login", LOGINS)
def test_nothing_is_changed_by_those_who_may_not(
    entering: Entering, laptop: Laptop, client: TestClient, login: str
) -> None:
    """Every form × every role: without its token refused, with it only by those who may."""
    visitor = entering(login)
    client.app.state.rates.take = lambda _: None  # type: ignore[attr-defined]
    token = visitor.token("/don-vi" if login else "/dang-nhap")
    for page in PAGES:
        if page.post is None or page.path in ("/dang-xuat", "/dang-nhap"):
            continue
        path = filled(page, laptop)
        bare = client.post(path, data={"a": "b"}, follow_redirects=False)
        assert bare.status_code == (303 if not login else 403), path
        meant = expected(page, login)
        if meant != 200:
            answer = client.post(path, data={"csrf": token, "deed": "close"}, follow_redirects=False)
            assert answer.status_code == meant, path


def test_every_page_stands_in_the_list_once_and_for_known_roles() -> None:
    paths = [page.path for page in PAGES]
    assert len(set(paths)) == len(paths)
    assert all(page.who <= set(ACCOUNT_ROLES) for page in PAGES)
    assert all(page.path.isascii() and page.path.startswith("/") for page in PAGES)


def test_the_navigation_leads_nowhere_in_vain(entering: Entering, laptop: Laptop) -> None:
    for login in LOGINS[1:]:
        visitor = entering(login)
        text = visitor.get("/don-vi").text
        for page in PAGES:
            if page.label:
                assert (f'href="{page.path}"' in text) == (ROLES[login] in page.who)
