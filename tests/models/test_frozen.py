"""Values without a compiler: what a dataclass promises, they keep."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from models.frozen import Frozen


class Place(Frozen):
    """Somewhere."""

    name: str
    seats: int = 10


class Hall(Place):
    """A place with a name for its stage."""

    stage: str = ""


def test_fields_come_in_order_with_their_defaults() -> None:
    assert Place("a").fields() == {"name": "a", "seats": 10}
    assert Hall("a", stage="b").fields() == {"name": "a", "seats": 10, "stage": "b"}
    assert repr(Place("a", 3)) == "Place(name='a', seats=3)"


def test_equal_is_what_has_the_same_kind_and_fields() -> None:
    assert Place("a") == Place(name="a", seats=10)
    assert hash(Place("a")) == hash(Place("a", 10))
    assert Place("a") != Place("a", 3)
    assert Place("a") != Hall("a")
    assert Place("a") != {"name": "a", "seats": 10}


def test_a_value_never_changes_and_another_is_made_of_it() -> None:
    place = Place("a")
    with pytest.raises(AttributeError, match="seats"):
        place.seats = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="seats"):
        del place.seats
    assert place.but(seats=3) == Place("a", 3)
    assert place == Place("a") == copy.deepcopy(place)


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", 1, 2), {}), (("a",), {"name": "b"})])
def test_wrong_fields_are_told(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Place"):
        Place(*given, **named)


def test_a_field_nobody_declared_is_told() -> None:
    with pytest.raises(TypeError, match="colour"):
        Place("a", colour="b")  # type: ignore[call-arg]
