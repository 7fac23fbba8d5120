"""The published schema of the record says what the program writes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.house.schema import PUBLISHED, schema


def published() -> dict[str, Any]:
    """The schema as it lies in docs."""
    found: dict[str, Any] = json.loads(PUBLISHED.read_text("utf-8"))
    return found


def test_the_published_schema_is_the_programs() -> None:
    """`python -m tests.house.schema` writes it anew."""
    assert PUBLISHED.read_text("utf-8") == schema()


@pytest.mark.parametrize("name", sorted(published()["$defs"]))
def test_every_field_is_documented(name: str) -> None:
    """A reader of the file needs no source code."""
    described = published()["$defs"][name]
    assert described["description"]
    silent = [field for field, about in described["properties"].items() if not about.get("description")]
    assert silent == []


def test_no_field_is_left_out() -> None:
    """Every field is always there: a reader need not ask."""
    for described in (published(), *published()["$defs"].values()):
        assert sorted(described["required"]) == sorted(described["properties"])
