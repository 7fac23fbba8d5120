"""Entries as lines: what goes in comes out, for ever (sync.md §1, §2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.entries import FACTS, LINE_LIMIT, BadLine, Entry, decode, encode
from models.fact import Fact, UnknownFact
from models.facts import DetailSet, FloorStopped, Marked, NoteWritten, RestMarked, TurnCorrected, VoteTaken
from models.meeting import Meeting
from models.plan import Plan
from sync.lines import fault_of
from tests.models.any_facts import MAX, WORDS, any_fact, facts

DATA = Path(__file__).parent.parent / "data"
GOLDEN = {
    "golden_v1.jsonl": "e2b624101a362d5e02d32279e8c510c5b735bdaff4966ac7ba302233f7191648",
    "golden_v2.jsonl": "4e175e65a34c77f8225c3863fd8e4e7e0723c4273e6709a4d52b06d2a5b14919",
}
"""Logs as earlier sets of facts were written, and the state each folds to for ever; the last holds every kind."""
DEVICE = "0198a1b2-c3d4-7000-8000-000000000007"

STOPPED = Entry("d1", 7, 1_694_761_200_000, 42, "p_000000000001", FloorStopped(turn="t_1", at=1_694_761_200_000))
whole = st.integers(0, MAX)


def raw(**changes: Any) -> bytes:
    """The line of `STOPPED` with other fields in its envelope; None takes a field out."""
    envelope = {**json.loads(encode(STOPPED)), **changes}
    return json.dumps({name: value for name, value in envelope.items() if value is not None}).encode()


# --- there and back --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FACTS.values(), ids=lambda kind: kind.TYPE)
@settings(max_examples=30)
@given(data=st.data())
def test_every_kind_of_fact_comes_back_as_it_was_sync_2(kind: type[Fact], data: st.DataObject) -> None:
    fact = data.draw(facts(kind))
    entry = replace(STOPPED, fact=fact)
    assert decode("d1", encode(entry)) == entry


@given(
    fact=any_fact,
    seq=st.integers(1, MAX),
    at=whole,
    mono=whole,
    by=WORDS,
    group=st.none() | st.integers(1, MAX),
)
def test_lines_keep_the_envelope_and_the_rules_of_sync_1(
    fact: Fact, seq: int, at: int, mono: int, by: str, group: int | None
) -> None:
    entry = Entry("d1", seq, at, mono, by, fact, group)
    line = encode(entry)
    assert decode("d1", line) == entry
    assert line.startswith(b'{"s":%d,"v":1,"t":"' % seq)
    assert fault_of(line) is None
    assert encode(decode("d1", line)) == line


def test_a_line_is_written_in_the_form_of_sync_2() -> None:
    assert encode(STOPPED) == (
        b'{"s":7,"v":1,"t":"floor.stopped","at":1694761200000,"mo":42,"by":"p_000000000001",'
        b'"b":{"turn":"t_1","at":1694761200000}}'
    )


def test_votes_are_stored_under_the_word_for() -> None:
    vote = VoteTaken(
        motion="minutes", title="", mode="open", entitled=9, base=10, in_favour=8, against=1, other=0, at=1
    )
    assert b'"for":8,' in encode(replace(STOPPED, fact=vote))


def test_what_is_left_to_its_default_takes_no_room_sync_2() -> None:
    line = encode(replace(STOPPED, fact=TurnCorrected(turn="t_1", stop=5)))
    assert json.loads(line)["b"] == {"turn": "t_1", "stop": 5}


def test_text_is_stored_composed_sync_1() -> None:
    decomposed = "Hoa\u0300"
    line = encode(replace(STOPPED, fact=DetailSet(field="place", value=decomposed)))
    fact = decode("d1", line).fact
    assert isinstance(fact, DetailSet)
    assert fact.value == "Hoà"


def test_half_a_character_does_not_keep_an_act_from_being_recorded() -> None:
    line = encode(replace(STOPPED, fact=DetailSet(field="place", value="A\udcc3B")))
    assert fault_of(line) is None
    assert decode("d1", line).fact == DetailSet(field="place", value="A?B")


# --- what a newer version wrote --------------------------------------------------------------------


def test_an_unknown_type_is_kept_as_unknown_sync_2() -> None:
    entry = decode("d1", raw(t="floor.levitated", b={"height": 3.5}))
    assert entry.fact == UnknownFact(kind="floor.levitated", version=1)
    assert entry.dot == ("d1", 7)


def test_an_unknown_version_of_a_known_type_is_unknown_sync_2() -> None:
    assert decode("d1", raw(v=2)).fact == UnknownFact(kind="floor.stopped", version=2)


def test_a_body_that_lacks_a_field_or_holds_another_type_is_unknown_sync_2() -> None:
    bodies: tuple[Any, ...] = (
        {"turn": "t_1"},
        {"turn": "t_1", "at": "soon"},
        {"turn": 1, "at": 1},
        {"turn": "t_1", "at": 1.5},
        [],
    )
    for body in bodies:
        assert decode("d1", raw(b=body)).fact == UnknownFact(kind="floor.stopped", version=1)


def test_a_field_unknown_here_is_passed_over_sync_2() -> None:
    body = {"turn": "t_1", "at": 1_694_761_200_000, "why": "tired"}
    assert decode("d1", raw(b=body, colour="red")) == STOPPED


def test_an_unknown_fact_is_never_written_anew() -> None:
    with pytest.raises(BadLine):
        encode(replace(STOPPED, fact=UnknownFact(kind="floor.levitated", version=1)))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'"s"',
        b"7",
        b"\xff\xfe",
        raw(s="7"),
        raw(s=True),
        raw(s=0),
        raw(s=1.5),
        raw(at="now"),
        raw(mo=[]),
        raw(by=7),
        raw(g="7"),
        raw(t=["floor.stopped"]),
        raw(t=7),
        *(raw(**{field: None}) for field in ("s", "v", "t", "at", "mo", "by", "b")),
    ],
)
def test_bytes_that_are_no_entry_are_a_bad_line(line: bytes) -> None:
    with pytest.raises(BadLine):
        decode("d1", line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(changes=st.dictionaries(st.sampled_from(("s", "v", "t", "at", "mo", "by", "g", "b")), JSON, max_size=3))
def test_whatever_stands_in_the_envelope_gives_an_entry_or_a_bad_line(changes: dict[str, Any]) -> None:
    try:
        entry = decode("d1", json.dumps({**json.loads(encode(STOPPED)), **changes}).encode())
    except BadLine:
        return
    assert entry.seq >= 1
    assert isinstance(entry.fact, FloorStopped | UnknownFact)


@given(st.binary(max_size=40) | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_envelope_is_a_bad_line(line: bytes) -> None:
    with pytest.raises(BadLine):
        decode("d1", line)


# --- for ever --------------------------------------------------------------------------------------


def golden(name: str) -> list[bytes]:
    """The lines of a golden log, without their newlines."""
    return (DATA / name).read_bytes().splitlines()


def test_the_last_golden_log_has_a_line_of_every_kind_sync_2() -> None:
    kinds = {(json.loads(line)["t"], json.loads(line)["v"]) for line in golden(list(GOLDEN)[-1])}
    assert sorted(kinds) == sorted(FACTS)


def test_every_kind_of_fact_is_known_sync_2() -> None:
    """A kind that `entries` forgot would be read as one of a newer version, and its acts would count for nothing."""
    here = {kind for kind in Fact.__subclasses__() if kind.__module__.startswith("models.")}
    assert here - {UnknownFact} == {*FACTS.values()}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_log_folds_to_the_same_state_for_ever_sync_2(plan: Plan, name: str) -> None:
    lines = golden(name)
    assert [json.loads(line)["s"] for line in lines] == list(range(1, len(lines) + 1))
    entries = [decode(DEVICE, line) for line in lines]
    assert not any(isinstance(entry.fact, UnknownFact) for entry in entries)
    assert Meeting(plan, entries).ledger.state_hash() == GOLDEN[name]


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_log_would_be_written_the_same_today_sync_2(name: str) -> None:
    """But for fields that came later, which stand empty."""
    for line in golden(name):
        old, new = json.loads(line), json.loads(encode(decode(DEVICE, line)))
        later = new["b"].keys() - old["b"].keys()
        assert all(new["b"].pop(field) == "" for field in later), later
        assert new == old


# --- size ------------------------------------------------------------------------------------------


def test_the_longest_lists_of_one_act_fit_a_line_sync_1() -> None:
    people = tuple(f"p_{number:012x}" for number in range(300))
    line = encode(replace(STOPPED, seq=MAX, at=MAX, fact=RestMarked(people=people, at=MAX)))
    assert len(line) < LINE_LIMIT * 2 // 3


def test_a_paragraph_of_4_kb_fits_a_line_sync_3() -> None:
    text = "ệ" * (4096 // 3)
    assert len(encode(replace(STOPPED, fact=NoteWritten(note="n", kind="opinion", text=text, at=MAX)))) < LINE_LIMIT


def test_marks_are_strict_about_their_status() -> None:
    body = {"person": "p", "status": "asleep", "at": 1}
    assert decode("d1", raw(t=Marked.TYPE, b=body)).fact == UnknownFact(kind=Marked.TYPE, version=1)
