"""The routes by which records travel, through the whole application (sync.md §6)."""

from __future__ import annotations

from starlette.testclient import TestClient

from hq.services import Services
from sync.protocol import Appended, Hello, PageHead, receipt_statement
from sync.signing import verified
from tests.hq.laptops import Laptop, body_of, found


def test_an_append_comes_back_byte_for_byte(client: TestClient, services: Services) -> None:
    """sync.md §11, "server bytes = client bytes"; the receipt is signed with the key that hello tells."""
    laptop = Laptop().write(12)
    found(services.database, laptop)
    sent = client.post(laptop.path, content=body_of(laptop.batch()), headers=laptop.headers)
    assert sent.status_code == 200, sent.text
    answer = Appended.model_validate_json(sent.content)
    assert (answer.status, answer.acked) == ("ok", 12)
    hello = Hello.model_validate_json(client.get("/v1/hello").content)
    assert answer.receipt is not None
    statement = receipt_statement(laptop.meeting, laptop.device, 12, laptop.heads()[12].hash, answer.receipt.at)
    assert verified(hello.key, statement, answer.receipt.sig)
    page = client.get(laptop.path, headers=laptop.authorised)
    head, *lines = page.content.splitlines()
    assert lines == laptop.lines
    assert PageHead.model_validate_json(head).header == laptop.header
