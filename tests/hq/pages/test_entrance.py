"""The way in: log-in by a form, throttled and silent about who exists; headers, tokens, sessions (design.md §6)."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from hq.accounts import COOKIE, IDLE
from hq.pages.forms import BEFORE, is_token_of, own_path, token_for
from hq.pages.shell import style
from hq.services import Services
from hq.throttle import FREE
from tests.hq.conftest import Ticking
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import PASSWORD, Visitor


def test_nobody_is_sent_to_the_log_in_and_on_from_there(entering: Entering) -> None:
    visitor = entering("")
    answer = visitor.get("/don-vi?tim=lan")
    assert (answer.status_code, answer.headers["location"]) == (303, "/dang-nhap?next=%2Fdon-vi%3Ftim%3Dlan")
    assert visitor.enter("ward1", wanted="/don-vi?tim=lan").headers["location"] == "/don-vi?tim=lan"
    assert "Phường Hạ Lan" in visitor.get("/don-vi").text


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/a", "/\\evil.example", "javascript:1", "evil", "", "/\n/a"]
)
def test_only_addresses_of_this_site_are_gone_on_to(elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"


def test_every_wrong_try_gets_the_same_page(entering: Entering, peopled: Services) -> None:
    """No user enumeration: unknown login, wrong password, closed account read the same."""
    visitor = entering("")
    pages = set()
    for login, password in (("nobody", PASSWORD), ("ward1", "sai mật khẩu rồi"), ("ward1" * 20, "x" * 300)):
        answer = visitor.enter(login, password)
        assert answer.status_code == 401
        token = answer.text.partition('name="csrf" value="')[2].partition('"')[0]
        pages.add(answer.text.replace(token, "").replace(f'value="{login}"', ""))
        assert COOKIE not in answer.cookies
    assert len(pages) == 1


def test_guessing_is_stopped(entering: Entering) -> None:
    """Throttled as the programs' log-in is: by address."""
    visitor = entering("")
    answers = [visitor.enter("nobody", "một câu nào đó").status_code for _ in range(FREE + 1)]
    assert answers == [401] * FREE + [429]
    assert visitor.enter("ward1").status_code == 429


def test_a_session_given_beforehand_is_worth_nothing(entering: Entering, client: TestClient) -> None:
    """Session fixation: logging in makes a new id, and the old one ends."""
    visitor = entering("ward1")
    first = client.cookies[COOKIE]
    client.cookies.set(COOKIE, first)
    again = client.post(
        "/dang-nhap",
        data={"csrf": token_for(first), "login": "ward1", "password": PASSWORD},
        follow_redirects=False,
    )
    fresh = again.cookies[COOKIE]
    assert fresh != first
    client.cookies.clear()
    client.cookies.set(COOKIE, first)
    assert visitor.get("/don-vi").status_code == 303
    client.cookies.clear()
    client.cookies.set(COOKIE, fresh)
    assert visitor.get("/don-vi").status_code == 200


def test_the_cookies_are_for_this_site_and_no_script(entering: Entering) -> None:
    visitor = entering("")
    form = visitor.get("/dang-nhap")
    given = [form.headers["set-cookie"], visitor.enter("ward1").headers["set-cookie"]]
    for cookie in given:
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/" in cookie
    assert BEFORE in given[0]


def test_logging_out_is_a_form_and_ends_the_session(entering: Entering, client: TestClient) -> None:
    visitor = entering("ward1")
    kept = client.cookies[COOKIE]
    assert visitor.get("/dang-xuat").status_code == 405
    answer = visitor.post("/dang-xuat", {})
    assert answer.headers["location"] == "/dang-nhap"
    assert "Đã đăng xuất." in visitor.get("/dang-nhap").text
    client.cookies.set(COOKIE, kept)
    assert visitor.get("/don-vi").status_code == 303


def test_a_session_that_idled_away_asks_for_the_password_again(entering: Entering, clock: Ticking) -> None:
    visitor = entering("ward1")
    clock.now += IDLE + 1
    assert visitor.get("/don-vi").headers["location"].startswith("/dang-nhap")


def test_a_form_without_its_token_is_refused(entering: Entering, client: TestClient) -> None:
    """CSRF: no token, another session's token, a foreign page as the sender."""
    visitor = entering("ward1")
    token = visitor.token()
    for fields in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": token_for("another session")}):
        assert client.post("/dang-xuat", data=fields, follow_redirects=False).status_code == 403
    for headers in (
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-site"},
    ):
        answer = client.post("/dang-xuat", data={"csrf": token}, headers=headers, follow_redirects=False)
        assert answer.status_code == 403
    own = {"origin": "null", "sec-fetch-site": "same-origin"}  # as browsers say it of a page without a referrer
    assert client.post("/dang-xuat", data={"csrf": token}, headers=own, follow_redirects=False).status_code == 303


def test_a_token_is_masked_anew_and_holds_for_its_session_alone() -> None:
    """A compressed page tells nothing of it, however often it is asked for."""
    tokens = {token_for("one") for _ in range(20)}
    assert len(tokens) == 20
    assert all(is_token_of("one", token) for token in tokens)
    assert not any(is_token_of("other", token) for token in tokens)


@pytest.mark.parametrize("path", ["/dang-nhap", "/don-vi", "/khong-co", "/dang-xuat", "/don-vi?tim=<script>"])
def test_every_page_forbids_what_is_foreign(entering: Entering, path: str) -> None:
    """Clickjacking, script, other hosts, caches: forbidden by headers, on errors too."""
    answer = entering("ward1").get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert "http" not in answer.text.replace("http-equiv", "")


def test_the_style_sheet_is_kept_under_an_address_of_its_own(entering: Entering) -> None:
    visitor = entering("")
    address, _ = style()
    answer = visitor.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert f'href="{address}"' in visitor.get("/dang-nhap").text


def test_trouble_is_told_to_people_in_a_page_and_to_programs_in_a_problem(entering: Entering) -> None:
    visitor = entering("ward1")
    page, problem = visitor.get("/khong-co"), visitor.get("/v1/khong-co")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert 'lang="vi"' in page.text
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


def test_a_form_that_is_too_large_is_not_read(entering: Entering, client: TestClient) -> None:
    visitor = entering("ward1")
    token = visitor.token()
    assert client.post("/dang-xuat", data={"csrf": token, "a": "x" * 70_000}).status_code == 413


def test_what_people_typed_is_never_markup(entering: Entering) -> None:
    text = entering("district1").get("/don-vi").text
    assert "Sen &lt;b&gt;Hồng&lt;/b&gt;" in text
    assert "<b>Hồng" not in text


def test_a_device_opens_no_page(client: TestClient, entering: Entering) -> None:
    visitor = entering("")
    answer = client.get("/don-vi", headers={"authorization": "Bearer abc"}, follow_redirects=False)
    assert answer.status_code == 303
    assert isinstance(visitor, Visitor)


def test_whoever_is_logged_out_amid_a_form_is_told_and_brought_back_to_it(entering: Entering, clock: Ticking) -> None:
    """What was typed is not kept, and nobody is left to believe that it is."""
    visitor = entering("ward1")
    page = "/quan-tri/theo-doi/C2"
    typed = {"csrf": visitor.token(page), "overseer": "Cà Thị Mơ"}
    clock.now += IDLE + 1
    answer = visitor.client.post(page, data=typed, follow_redirects=False)
    assert answer.headers["location"] == "/dang-nhap?next=%2Fquan-tri%2Ftheo-doi%2FC2"
    assert "chưa được lưu" in visitor.get(answer.headers["location"]).text
    assert visitor.enter("ward1", wanted=page).headers["location"] == page
    assert "Cà Thị Mơ" not in visitor.get(page).text


def test_logging_out_late_is_no_form_that_was_lost(entering: Entering, clock: Ticking) -> None:
    visitor = entering("ward1")
    typed = {"csrf": visitor.token()}
    clock.now += IDLE + 1
    answer = visitor.client.post("/dang-xuat", data=typed, follow_redirects=False)
    assert answer.headers["location"] == "/dang-nhap?next=%2F"
    assert "chưa được lưu" not in visitor.get(answer.headers["location"]).text
