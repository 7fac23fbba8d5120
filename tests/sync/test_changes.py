"""A change of a table is what the same steps would be on a dict; only what differs is committed (store.md §4)."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.changes import Change, Tables, apply, difference, private_copy, same, whole

VALUES = st.sampled_from([0, 1, True, False, None, "1", {"a": 1}, {"a": True}, [1], [[1], {"b": [2]}]])
DOCUMENTS = st.dictionaries(st.sampled_from("xy"), VALUES, max_size=2)
IDS = st.integers(1, 4)
TABLE = st.dictionaries(IDS, DOCUMENTS, max_size=4)
STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "change", "del", "clear"]), IDS, DOCUMENTS),
    max_size=8,
)


def by_text(table: dict[int, Any]) -> dict[str, Any]:
    return {str(key): document for key, document in table.items()}


@given(TABLE, STEPS)
@example({1: {}}, [("del", 1, {}), ("put", 1, {})])
@example({1: {}}, [("clear", 1, {}), ("del", 1, {}), ("put", 1, {})])
@example({1: {"x": 0}}, [("del", 1, {}), ("put", 1, {"x": False})])
def test_the_steps_of_a_change_are_those_of_a_dict(base: dict[int, Any], steps: list[tuple[str, int, Any]]) -> None:
    """What is read in between, what is there in the end, and what the committed line makes of the table."""
    lying = by_text(base)
    before, kept = copy.deepcopy(lying), copy.deepcopy(base)
    change = Change(lying, int)
    for name, key, document in steps:
        if name == "put":
            change[key] = kept[key] = document
        elif name == "clear":
            change.clear()
            kept.clear()
        elif key not in kept:
            for act in (change.__getitem__, change.__delitem__):
                with pytest.raises(KeyError, match=str(key)):
                    act(key)
        elif name == "del":
            del change[key]
            del kept[key]
        else:
            change[key]["z"] = kept[key]["z"] = [key]
        assert sorted(change) == sorted(kept)
        assert len(change) == len(kept)
        assert all((key in change) == (key in kept) for key in range(6))
        assert {key: change[key] for key in kept} == kept
    assert lying == before, "memory changes when the line is on the disk, not before"
    ops = change.ops("t")
    tables: Tables = {"t": lying}
    apply(tables, copy.deepcopy(ops))
    assert same_tables(tables, {"t": by_text(kept)})
    untouched = [key for key, document in before.items() if key in by_text(kept) and same(kept[int(key)], document)]
    cleared = any(op[0] == "clear" for op in ops)
    assert cleared or not [op for op in ops if op[2] in untouched]


@given(st.dictionaries(st.sampled_from("ab"), TABLE), st.dictionaries(st.sampled_from("ab"), TABLE))
def test_a_difference_leads_from_one_state_to_the_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Compared as they are stored: 1 is not True."""
    tables: Tables = {name: by_text(table) for name, table in old.items()}
    wanted = {name: by_text(table) for name, table in new.items()}
    ops = difference(tables, new)
    apply(tables, ops)
    assert same_tables(tables, wanted)
    assert difference(tables, new) == []
    built: Tables = {}
    apply(built, whole(tables))
    assert same_tables(built, wanted)
    if same_tables({name: by_text(table) for name, table in old.items()}, wanted):
        assert ops == []


def same_tables(left: Any, right: Any) -> bool:
    """As they are stored, in whatever order."""
    return same(ordered(left), ordered(right))


def ordered(tables: Any) -> Any:
    return {name: dict(sorted(table.items())) for name, table in sorted(tables.items())}


def test_nothing_and_an_empty_table_differ() -> None:
    """As in TinyDB: a table may be there and be empty."""
    assert difference({}, {"t": {}}) == [["clear", "t"]]
    assert difference({"t": {}}, {}) == [["drop", "t"]]
    assert list(whole({"t": {}})) == [["clear", "t"]]
    assert Change({}, int).ops("t") == []


@pytest.mark.parametrize("op", [["twist", "t"], ["put", "t", "1"], ["del", "t"], ["clear"], []])
def test_an_unknown_change_is_refused(op: list[str]) -> None:
    with pytest.raises(ValueError, match="unknown change"):
        apply({"t": {}}, [op])


def test_a_change_of_what_is_not_there_changes_nothing() -> None:
    tables: Tables = {}
    apply(tables, [["del", "t", "1"], ["drop", "t"]])
    assert tables == {}
    apply(tables, [["put", "t", "1", {}], ["del", "t", "2"], ["del", "u", "1"]])
    assert tables == {"t": {"1": {}}}


@given(VALUES)
def test_a_copy_shares_nothing_that_can_change(value: Any) -> None:
    made = private_copy(value)
    assert same(made, value)
    if isinstance(value, dict | list):
        assert made is not value
        assert not {id(one) for one in below(made)} & {id(one) for one in below(value)}


def below(value: Any) -> list[Any]:
    """A value and all in it that can change."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [] if held is None else [value, *(inner for one in held for inner in below(one))]
