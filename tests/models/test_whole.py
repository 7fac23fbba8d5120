"""What is made of a meeting stays as it was looked at: papers, figures, warnings, down to the last word and flag."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module

import msgspec
import pytest
from pydantic import BaseModel

import models
from tests.models.whole import FILES, FOLDER


@pytest.mark.parametrize("name", FILES)
def test_everything_made_of_a_meeting_is_as_it_was_looked_at(name: str) -> None:
    """R24–R47, R71–R86 in whole: `python -m tests.models.whole` writes the files anew, the difference is to be read."""
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert FILES[name]().splitlines() == kept.splitlines()


def _values() -> Iterator[type]:
    """Every class of models/ that holds values."""
    for found in pkgutil.walk_packages(models.__path__, f"{models.__name__}."):
        for one in vars(import_module(found.name)).values():
            if isinstance(one, type) and one.__module__ == found.name and _holds_values(one):
                yield one


def _holds_values(one: type) -> bool:
    return issubclass(one, msgspec.Struct | BaseModel) or is_dataclass(one)


def _is_frozen(one: type) -> bool:
    if issubclass(one, msgspec.Struct):
        return one.__struct_config__.frozen
    frozen = one.model_config.get("frozen") if issubclass(one, BaseModel) else one.__dataclass_params__.frozen  # type: ignore[attr-defined]
    return bool(frozen)


def test_whatever_is_handed_round_cannot_be_changed() -> None:
    """L5: what one pane holds is what all hold; only what a function keeps for itself may change."""
    changing = {one.__name__ for one in _values() if not _is_frozen(one)}
    assert changing == {"_Word", "_Placed"}, "a word while it is being typed, a hit while hits are being sorted"
