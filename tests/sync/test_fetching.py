"""What headquarters answers is believed when it holds together, and not before (sync.md §2, §6): pages and contents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.chain import Chain, Head
from sync.client import Headquarters
from sync.contents import KINDS, Contents, bring
from sync.errors import AnswerForeign, StoreError
from sync.fetching import fetch
from sync.lines import LINE_LIMIT
from tests.sync.headquarters import URL
from tests.sync.tools import CELL, DEVICE, MEETING, header, line, lines

CHAIN = Chain(MEETING, DEVICE)
HASH, KEY = "0" * 64, "ab" * 32


def heads(told: list[bytes]) -> list[Head]:
    """The head after each line, from that of the header on."""
    found = [CHAIN.origin(header().raw)]
    for one in told:
        found.append(CHAIN.next(found[-1], one))
    return found


Lie = Callable[[dict[str, Any], list[bytes]], object]
"""Changes the first line of a page, and those that follow."""


@dataclass
class Pages:
    """A headquarters that holds one stream; the lie is told on every page."""

    told: list[bytes]
    size: int = 1000
    lie: Lie = lambda head, lines: None
    asked: list[int] = field(default_factory=list)

    def headquarters(self) -> Headquarters:
        """Its front door."""
        return Headquarters(URL, "t", transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        first = int(request.url.params["from"])
        self.asked.append(first)
        given, last = self.told[first - 1 : first - 1 + self.size], heads(self.told)[-1]
        head: dict[str, Any] = {
            "header": header().raw.decode(),
            "from": first,
            "head": [last.seq, last.hash.hex()],
            "more": first - 1 + len(given) < len(self.told),
        }
        given = list(given)
        self.lie(head, given)
        return httpx.Response(200, content=b"".join(one + b"\n" for one in (json.dumps(head).encode(), *given)))


@given(st.integers(0, 9), st.integers(1, 5), st.data())
def test_all_pages_of_a_stream_come_in_order(count: int, size: int, data: st.DataObject) -> None:
    """Whole, or what is behind a head that lies here."""
    told = lines(1, count)
    begun = data.draw(st.none() | st.integers(0, count))
    pages = Pages(told, size)
    behind = None if begun is None else (header(), heads(told)[begun])
    with pages.headquarters() as hq:
        fetched = fetch(hq, MEETING, DEVICE, behind)
    assert (fetched.header, fetched.lines, fetched.head) == (header(), tuple(told[begun or 0 :]), heads(told)[-1])
    assert pages.asked == [*range((begun or 0) + 1, count + 1, size)] or pages.asked == [count + 1]


def changed(at: int, made: Callable[[bytes], bytes]) -> Lie:
    """A line is another; the chain is told as it would be then."""

    def lie(head: dict[str, Any], given: list[bytes]) -> None:
        given[at] = made(given[at])
        last = heads(given)[-1]
        head["head"] = [last.seq, last.hash.hex()]

    return lie


def long(one: bytes, size: int = LINE_LIMIT) -> bytes:
    """As long as no line may be."""
    return one[:-3] + b"x" * (size - len(one)) + one[-3:]


def other(fields: dict[str, Any]) -> str:
    return json.dumps(json.loads(header().raw) | fields)


def promised(head: dict[str, Any], given: list[bytes]) -> None:
    """More is to come, and never does."""
    head["more"] = True
    given.clear()


LIES: dict[str, Lie] = {
    "another number at the end": lambda head, given: head.update(head=[4, head["head"][1]]),
    "another hash at the end": lambda head, given: head.update(head=[3, HASH]),
    "a line is missing": lambda head, given: given.pop(),
    "more is promised, nothing comes": promised,
    "a line more": lambda head, given: given.append(line(4)),
    "the lines in another order": lambda head, given: given.reverse(),
    "a line is another": lambda head, given: given.__setitem__(1, line(2, "khác")),
    "a number twice": changed(1, lambda one: line(1)),
    "no number": changed(2, lambda one: b'{"v":1}'),
    "no JSON": changed(2, lambda one: one[:-1]),
    "a float": changed(2, lambda one: one[:-1] + b',"x":1.5}'),
    "letters in pieces": changed(2, lambda one: line(3, "e\u0302")),
    "a line too long": changed(2, long),
    "another laptop's header": lambda head, given: head.update(header=other({"device": str(MEETING)})),
    "another meeting's header": lambda head, given: head.update(header=other({"meeting": str(DEVICE)})),
    "another cell's header": lambda head, given: head.update(header=other({"cell": str(DEVICE)})),
    "no header": lambda head, given: head.update(header="{}"),
}


@pytest.mark.parametrize("name", LIES)
def test_a_stream_that_does_not_hold_together_is_not_taken(name: str) -> None:
    with Pages(lines(1, 3), lie=LIES[name]).headquarters() as hq, pytest.raises(StoreError) as refused:
        fetch(hq, MEETING, DEVICE, None)
    expected = {"another laptop's header": "mismatch", "another meeting's header": "mismatch", "no header": "foreign"}
    assert refused.value.code == expected.get(name, "hq_foreign")


def test_a_line_as_long_as_may_be_is_taken() -> None:
    longest = long(line(1), LINE_LIMIT - 1)
    assert len(longest) == LINE_LIMIT - 1
    with Pages([longest]).headquarters() as hq:
        assert fetch(hq, MEETING, DEVICE, None).lines == (longest,)


# --- contents ------------------------------------------------------------------------------------------------------


TEXTS = {"plan_files": b"plan", "indicators": "chỉ báo".encode(), "roster": b"people"}


@dataclass
class Handing:
    """A headquarters that hands out one content of each kind."""

    held: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if request.url.path == "/v1/bootstrap":
            digests = {name: sha256(one).hexdigest() for name, one in TEXTS.items()}
            said = {"cell": str(CELL), "unit": "Chi bộ", "role": "clerk", "plan": HASH, "key": KEY, **digests}
            return httpx.Response(200, json=said | {"session_by": "2023-12-31", "report_by": "2024-01-31"})
        return httpx.Response(200, content=self.held[request.url.path.rpartition("/")[2]])


@pytest.fixture
def contents(tmp_path: Path) -> Iterator[Contents]:
    made = Contents(tmp_path / "contents.journal")
    yield made
    made.close()


def by_digest(change: Callable[[bytes], bytes] = lambda text: text) -> dict[str, bytes]:
    return {sha256(text).hexdigest(): change(text) for text in TEXTS.values()}


def test_what_is_handed_out_comes_once(contents: Contents) -> None:
    """sync.md §6, bootstrap: asked for again only when headquarters has another."""
    handing = Handing(by_digest())
    with Headquarters(URL, "t", transport=httpx.MockTransport(handing.answer)) as hq:
        assert bring(hq, contents).cell == CELL
        waiting = {one.kind: (one.cell, one.text.encode()) for one in contents.waiting()}
        assert waiting == {kind: (str(CELL), TEXTS[name]) for kind, name in KINDS.items()}
        asked = len(handing.asked)
        contents.settle(contents.waiting()[0])
        bring(hq, contents)
    assert (asked, len(handing.asked)) == (1 + len(KINDS), 2 + len(KINDS))
    assert len(contents.waiting()) == len(KINDS) - 1


@pytest.mark.parametrize("made", [lambda text: text + b" ", lambda text: b""], ids=["another", "nothing"])
def test_a_content_that_is_not_the_one_named_is_not_kept(contents: Contents, made: Callable[[bytes], bytes]) -> None:
    transport = httpx.MockTransport(Handing(by_digest(made)).answer)
    with Headquarters(URL, "t", transport=transport) as hq, pytest.raises(AnswerForeign) as refused:
        bring(hq, contents)
    assert refused.value.code == "hq_foreign"
    assert contents.waiting() == []


def test_a_content_that_is_no_text_is_not_kept(contents: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS, "plan_files", b"\xff\xfe")
    transport = httpx.MockTransport(Handing(by_digest()).answer)
    with Headquarters(URL, "t", transport=transport) as hq, pytest.raises(AnswerForeign) as refused:
        bring(hq, contents)
    assert refused.value.code == "hq_foreign"
    assert contents.waiting() == []
