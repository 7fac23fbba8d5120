"""A double click sends a form twice: the second time nothing more is done, or a sentence says why not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Table, select

from hq.pages.words_admin import ACCOUNT_FAULTS
from hq.schema import accounts, devices, grants, settings
from hq.services import Services
from tests.hq.pages.conftest import Entering
from tests.hq.pages.visitors import PASSWORD, Visitor, send

ONE = "/quan-tri/tai-khoan/district1"
GRANT = {"deed": "grant", "don-vi": "P1", "until": "2025-12-31", "reason": "kiểm tra"}


def rows(services: Services, table: Table) -> list[Any]:
    """All that stands in a table."""
    return list(services.database.read(lambda connection: connection.execute(select(table)).all()))


def clicked_twice(visitor: Visitor, path: str, fields: dict[str, str], at: str = "/don-vi") -> list[int]:
    """One page, one token, two posts."""
    data = {"csrf": visitor.token(at), **fields}
    answers = [visitor.client.post(path, data=data, follow_redirects=False) for _ in range(2)]
    assert all("Traceback" not in answer.text for answer in answers)
    return [answer.status_code for answer in answers]


def test_a_grant_given_twice_is_one_grant_and_taken_back_twice_is_over(entering: Entering, peopled: Services) -> None:
    """sync.md §8: nothing stays behind that nobody sees."""
    visitor = entering("admin")
    assert clicked_twice(visitor, ONE, GRANT) == [303, 303]
    assert len(rows(peopled, grants)) == 1
    grant = re.search(r'name="grant" value="([^"]+)"', visitor.get(ONE).text)
    assert grant is not None
    taking = {"deed": "take", "grant": grant.group(1)}
    assert clicked_twice(visitor, ONE, taking) == [303, 303]
    assert 'name="grant"' not in visitor.get(ONE).text
    for other in ({**taking, "grant": "x"}, {**taking, "grant": grant.group(1).replace("-", "")[::-1]}):
        assert visitor.post(ONE, other).status_code == 404
    assert visitor.post(ONE.replace("district1", "city"), taking).status_code == 404, "another account's"
    assert visitor.post(ONE, {**GRANT, "reason": "việc khác"}).status_code == 303
    assert len(rows(peopled, grants)) == 2


def test_an_account_made_twice_is_one_account_and_the_second_is_told(entering: Entering, peopled: Services) -> None:
    visitor, before = entering("admin"), len(rows(peopled, accounts))
    fields = {"login": "moi", "name": "Lù Văn Nắng", "role": "ward", "unit": "P2"}
    fields |= {"password": PASSWORD, "password2": PASSWORD}
    assert clicked_twice(visitor, "/quan-tri/tai-khoan", fields) == [303, 400]
    assert len(rows(peopled, accounts)) == before + 1
    assert ACCOUNT_FAULTS["taken"] in visitor.post("/quan-tri/tai-khoan", fields).text


@pytest.mark.parametrize("deed", ["close", "open", "password"])
def test_an_account_is_changed_twice_as_once(entering: Entering, peopled: Services, deed: str) -> None:
    visitor = entering("admin")
    fresh = {"password": "một câu khác hẳn", "password2": "một câu khác hẳn"}
    assert clicked_twice(visitor, ONE, {"deed": deed, **fresh}) == [303, 303]
    (state,) = [row.disabled_at is None for row in rows(peopled, accounts) if row.login == "district1"]
    assert state == (deed != "close")


def test_a_laptop_is_revoked_once_and_a_plan_used_once(entering: Entering, peopled: Services) -> None:
    send(peopled, "C1", [])
    visitor = entering("admin")
    (device,) = rows(peopled, devices)
    assert clicked_twice(visitor, f"/quan-tri/may/{device.device}", {}) == [303, 303]
    assert clicked_twice(visitor, "/quan-tri/giao/dung", {"plan": peopled.plan.digest()}) == [303, 303]
    assert rows(peopled, settings) == []
    assert clicked_twice(visitor, "/quan-tri/theo-doi/C2", {"overseer": "Cà Thị Mơ"}) == [303, 303]
    assert clicked_twice(visitor, "/dang-xuat", {})[0] == 303
