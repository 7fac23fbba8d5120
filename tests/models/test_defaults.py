"""What nobody said is of the kind that the field holds: no None where a text, a number or a list is read."""

from __future__ import annotations

import typing
from typing import Any

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError

from tests.models.whole_values import MODULES, is_frozen, kinds, left_out

CHANGING = {("models.finding", "_Placed"), ("models.register", "Register"), ("models.vietnamese.telex", "_Word")}
"""Working values inside one call, and the registers, which the ledger keeps for itself."""


def test_values_never_change() -> None:
    """What was read once may be kept: facts, commands, plans, papers, figures."""
    changing = {(module, kind.__name__) for module in MODULES for kind in kinds(module) if not is_frozen(kind)}
    assert changing == CHANGING


def checked(hint: Any) -> TypeAdapter[object]:
    """What checks values of a type; of classes that pydantic does not know only that they are it."""
    try:
        return TypeAdapter(hint)
    except PydanticSchemaGenerationError:
        return TypeAdapter(hint, config=ConfigDict(arbitrary_types_allowed=True))


@pytest.mark.parametrize("module", MODULES)
def test_each_default_is_a_value_of_its_field(module: str) -> None:
    wrong = []
    for kind in kinds(module):
        given = dict(left_out(kind))
        hints = typing.get_type_hints(kind, include_extras=True) if given else {}
        for name, value in given.items():
            try:
                checked(hints[name]).validate_python(value, strict=True)
            except ValidationError:
                wrong.append((kind.__name__, name, value))
    assert wrong == []
