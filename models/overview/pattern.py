"""How the summary report looks and what it asks people to write: the file `overview.toml` beside a plan (R75).

The figures are found by the program; which parts there are, in which order, under which headings, which places are
left for a person and which lists are annexed is the plan's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.plan_parts import Data, Many, ReportPaper, Text, refuse_repeat

PartName = Literal["preparation", "results", "assessment", "remedies", "proposals"]
"""What the program has figures for; `proposals` has none."""

AnnexName = Literal["not_held", "short", "groups", "units", "indicators", "signs", "undertakings"]


class Place(Data):
    """A place where a person writes: `what` says what belongs there."""

    key: Text
    lead: Text
    what: Text


class Part(Data):
    """One part of the report: its heading, and what people write in it before or after its figures."""

    id: PartName
    title: Text
    before: Many[Place] = ()
    after: Many[Place] = ()


class Annex(Data):
    """One list at the end; `heights` are the levels (`Level.height`) whose report carries it."""

    id: AnnexName
    title: Text
    heights: Many[Annotated[int, Field(ge=1)]]


class Level(ReportPaper):
    """The report of one level. `height` counts the steps from its units up to it: 1 a ward, 2 a district.

    The tree may call a unit otherwise than its paper does: `own_spelling` and `parent_spelling` say how the beginning
    of a name is written in the head ("Phường" → "Đảng ủy phường", "Quận ủy" → "Đảng bộ quận"); the longest beginning
    counts. What remains of the own name after one of `place_prefixes` is the place of the paper.
    """

    height: Annotated[int, Field(ge=1)]
    whole: Text
    """What the units under it are called as a whole, inside a sentence: "toàn phường"."""
    own_spelling: Mapping[str, str] = {}
    parent_spelling: Mapping[str, str] = {}
    place_prefixes: Many[Text] = ()


class Pattern(Data):
    """The whole file."""

    top_indicators: Annotated[int, Field(ge=1)]
    """So many of the most frequent indicators are named in the text."""
    gap: Annotated[str, Field(pattern=r"^[^{}]*\{what\}[^{}]*$")]
    """How a place for a person reads."""
    parts: Many[Part]
    annexes: Many[Annex]
    levels: Many[Level]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        refuse_repeat((part.id for part in self.parts), ("parts",), "id")
        refuse_repeat((annex.id for annex in self.annexes), ("annexes",), "id")
        refuse_repeat((level.height for level in self.levels), ("levels",), "height")
        return self

    def level(self, height: int) -> Level:
        """The level of that height; one higher than the file knows is reported as its highest."""
        known = sorted(self.levels, key=lambda level: level.height)
        return next((level for level in known if level.height >= height), known[-1])
