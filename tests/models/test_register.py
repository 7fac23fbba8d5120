"""The multi-value register (sync.md §3): causality decides, never a clock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.entries import Dot
from models.register import Claim, Register

ALL = frozenset[Dot]()


def register(*claims: Claim) -> Register:
    """A register that heard the claims in this order."""
    made = Register(claims[0])
    for claim in claims[1:]:
        made.add(claim)
    return made


def claim(device: str, seq: int, value: object, at: int = 0, **seen: int) -> Claim:
    """A device's say, knowing of the others' entries up to `seen`."""
    return Claim((device, seq), at, seen, value)


def values(made: Register, undone: frozenset[Dot] = ALL) -> list[object]:
    """What stands, the shown value first."""
    return [standing.value for standing in made.maximal(lambda dot: dot not in undone)]


def disputed(made: Register, undone: frozenset[Dot] = ALL) -> bool:
    """Whether what stands differs."""
    return made.disputed(lambda dot: dot not in undone)


def test_with_one_device_the_last_act_wins_sync_3() -> None:
    made = register(claim("a", 1, "x", at=90), claim("a", 2, "y", at=10))
    assert values(made) == ["y"]
    assert not disputed(made)


def test_who_had_seen_the_other_supersedes_it_sync_3() -> None:
    made = register(claim("a", 1, "x", at=90), claim("b", 1, "y", at=10, a=1))
    assert values(made) == ["y"]


def test_who_had_not_seen_the_other_stands_beside_it_sync_3() -> None:
    made = register(claim("a", 2, "x", at=10), claim("b", 1, "y", at=90, a=1))
    assert values(made) == ["y", "x"]
    assert disputed(made)


def test_equal_values_side_by_side_are_no_conflict_sync_3() -> None:
    made = register(claim("a", 1, "x"), claim("b", 1, "x"))
    assert values(made) == ["x", "x"]
    assert not disputed(made)


def test_at_one_time_the_device_decides_what_is_shown_sync_3() -> None:
    assert values(register(claim("a", 9, "x"), claim("b", 1, "y"))) == ["y", "x"]


def test_a_claim_that_knows_both_settles_them_sync_3() -> None:
    made = register(claim("a", 1, "x"), claim("b", 1, "y"), claim("a", 2, "z", b=1))
    assert values(made) == ["z"]


def test_an_undone_claim_supersedes_nothing_sync_3() -> None:
    made = register(claim("a", 1, "x"), claim("a", 2, "y"))
    assert values(made) == ["y"]
    made.touch()
    assert values(made, frozenset((("a", 2),))) == ["x"]
    made.touch()
    assert values(made, frozenset((("a", 1), ("a", 2)))) == []


def test_one_entry_says_one_thing_of_a_field() -> None:
    assert values(register(claim("a", 1, "x"), claim("a", 1, "z"), claim("b", 1, "y"))) == ["y", "x"]


@st.composite
def histories(draw: st.DrawFn) -> list[Claim]:
    """Claims of up to three devices on one field; each device knows ever more of the others."""
    made: list[Claim] = []
    for device in draw(st.sets(st.sampled_from("abc"), min_size=1)):
        seen = dict.fromkeys("abc", 0)
        for seq in sorted(draw(st.sets(st.integers(1, 9), min_size=1, max_size=4))):
            for other in set("abc") - {device}:
                seen[other] = max(seen[other], draw(st.integers(0, 9)))
            made.append(Claim((device, seq), draw(st.integers(0, 3)), dict(seen), draw(st.sampled_from("xyz"))))
    return made


@given(histories(), st.data())
def test_the_order_of_coming_decides_nothing_sync_11(claims: list[Claim], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert values(register(*shuffled)) == values(register(*claims))


@given(histories(), st.data())
def test_clocks_decide_only_what_is_shown_first_sync_11(claims: list[Claim], data: st.DataObject) -> None:
    other_times = [replace(each, at=data.draw(st.integers(0, 9))) for each in claims]
    assert sorted(map(str, values(register(*claims)))) == sorted(map(str, values(register(*other_times))))


@given(histories())
def test_a_value_out_of_sight_was_known_to_a_later_one_sync_11(claims: list[Claim]) -> None:
    made = register(*claims)
    standing = {found.dot for found in made.maximal(lambda dot: True)}
    for hidden in (each for each in claims if each.dot not in standing):
        assert any(other.knew(hidden.dot) for other in claims)


@given(histories(), st.data())
def test_what_is_undone_leaves_no_trace_sync_11(claims: list[Claim], data: st.DataObject) -> None:
    undone = frozenset(data.draw(st.sets(st.sampled_from([each.dot for each in claims]))))
    left = [each for each in claims if each.dot not in undone]
    assert values(register(*claims), undone) == (values(register(*left)) if left else [])
