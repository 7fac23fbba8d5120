"""The vocabulary of member lists, read from `roster_words.toml`, and the plain form it is compared in."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from models.people import RoleCode, Status
from models.vietnamese.text import clean, fold


class RosterError(ValueError):
    """The file cannot be read as a list of members; the text tells the clerk why and what to do."""


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """How one kind of column is called: for people, as the whole header, or within a longer header."""

    label: str
    exact: tuple[str, ...]
    contains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterWords:
    """The tables of `roster_words.toml`; patterns are meant for `plain` text."""

    columns: dict[str, ColumnWords]
    roles: tuple[tuple[re.Pattern[str], RoleCode], ...]
    role_abbreviations: dict[str, str]
    statuses: tuple[tuple[re.Pattern[str], Status], ...]
    end: re.Pattern[str]
    totals: tuple[re.Pattern[str], ...]
    women: tuple[re.Pattern[str], ...]
    group: re.Pattern[str]
    own_units: tuple[str, ...]
    parent_units: tuple[str, ...]
    first_capital: frozenset[str]
    small: frozenset[str]


@cache
def roster_words() -> RosterWords:
    """The vocabulary, read once."""
    data = tomllib.loads((files("documents") / "roster_words.toml").read_text(encoding="utf-8"))
    rows, units = data["rows"], data["units"]
    return RosterWords(
        columns={kind: _column(entry) for kind, entry in data["columns"].items()},
        roles=tuple((re.compile(entry["pattern"]), entry["code"]) for entry in data["roles"]),
        role_abbreviations=data["role_abbreviations"],
        statuses=tuple((re.compile(entry["pattern"]), entry["status"]) for entry in data["statuses"]),
        end=re.compile(rows["end"]),
        totals=tuple(map(re.compile, rows["totals"])),
        women=tuple(map(re.compile, rows["women"])),
        group=re.compile(rows["group"]),
        own_units=tuple(units["own"]),
        parent_units=tuple(units["parent"]),
        first_capital=frozenset(units["first_capital"]),
        small=frozenset(units["small"]),
    )


def _column(entry: dict[str, Any]) -> ColumnWords:
    return ColumnWords(entry["label"], tuple(entry.get("exact", ())), tuple(entry.get("contains", ())))


_SIGNS: Final = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """The text folded, with every run of other signs as one space: "T/M CHI BỘ" is "t m chi bo"."""
    return _SIGNS.sub(" ", fold(clean(text))).strip()
