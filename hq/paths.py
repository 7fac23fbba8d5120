"""The way from the top of the tree down to a unit, as text that databases order as the tree is (design.md §8).

"/1/3/a12/": a part a unit, the unit itself at the end. A part is the unit's number, behind a letter that says how many
more digits than one it has: "9" < "a10" < "a99" < "b100". So paths compared byte by byte are in the order of the
numbers, a unit before those below it, and a subtree is still a range of paths.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Final

_LONGEST: Final = len(ascii_lowercase) + 1
"""Digits of the greatest number."""


def path_of(numbers: Iterable[int]) -> str:
    """The path through units with these numbers, from the top down."""
    return "/" + "".join(f"{part_of(number)}/" for number in numbers)


def part_of(number: int) -> str:
    """A number (from 0) as a part of a path. ValueError: it has more than 27 digits."""
    digits = str(number)
    if len(digits) > _LONGEST:
        raise ValueError(number)
    return digits if len(digits) == 1 else ascii_lowercase[len(digits) - 2] + digits


def number_of(path: str) -> int:
    """The number of the unit at the end of a path."""
    return int(parts_of(path)[-1].lstrip(ascii_lowercase))


def parts_of(path: str) -> list[str]:
    """The parts of a path from the top down; they order as their numbers do."""
    return path.strip("/").split("/")
