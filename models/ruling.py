"""What a decision is: the moment it is made in, the facts it gives, or the refusal.

A refusal is a value with a reason code and what its sentence needs; the words are the screen's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec import Struct

from models.commands import Command
from models.fact import Fact
from models.meeting import Meeting


class Moment(Struct, frozen=True):
    """When and by whom: `at` on the corrected clock (UTC ms); `seed` is unique to this act."""

    at: int
    device: str
    seed: str

    def new_id(self, prefix: str) -> str:
        """An id no other act of any desk makes: "t_" + 12 hex."""
        return f"{prefix}_{hashlib.sha256(f'{self.seed}/{prefix}'.encode()).hexdigest()[:12]}"


class Refusal(Struct, frozen=True):
    """The rules say no. `code` picks the sentence, `given` fills it."""

    code: str
    given: tuple[tuple[str, str], ...] = ()


def refuse(code: str, **given: object) -> Refusal:
    """A refusal with what its sentence needs."""
    return Refusal(code, tuple((name, str(value)) for name, value in given.items()))


Outcome = tuple[Fact, ...] | Refusal
T = TypeVar("T")
C = TypeVar("C", bound=Command)
Decider = Callable[[Meeting, C, Moment], Outcome]


def portions(items: tuple[T, ...], size: int) -> Iterator[tuple[T, ...]]:
    """The items in portions that fit a line each (sync.md §1: 8 KiB)."""
    return (items[start : start + size] for start in range(0, len(items), size))


DECIDERS: dict[type[Command], Decider[Any]] = {}
"""Kind of command → the function that decides it."""


def decides(kind: type[C]) -> Callable[[Decider[C]], Decider[C]]:
    """Register the function that decides a kind of command."""

    def register(function: Decider[C]) -> Decider[C]:
        DECIDERS[kind] = function
        return function

    return register
