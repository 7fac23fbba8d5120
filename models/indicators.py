"""The indicators (biểu hiện) as data: numbered slots in groups, shipped without wording, filled by an import.

Nobody writes the directive's wording from memory: a slot without a text is `missing` and is cited by number.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from models.plan_parts import Data, Many, Text, digest

IndicatorStatus = Literal["missing", "sourced", "example"]
"""missing: no text yet; sourced: read from the directive's Appendix; example: own words for training."""


class IndicatorGroup(Data):
    """A group of indicators: its title may be unknown, its size is not."""

    number: Annotated[int, Field(ge=1)]
    numeral: Text
    title: str
    size: Annotated[int, Field(ge=1)]
    source: Text


class Indicator(Data):
    """One indicator (biểu hiện): `title` is our short name for the screen, `text` the wording, if known."""

    number: Annotated[int, Field(ge=1)]
    group: Annotated[int, Field(ge=1)]
    title: Annotated[str, StringConstraints(max_length=40)] = ""
    text: str = ""
    status: IndicatorStatus

    @model_validator(mode="after")
    def _text_fits_status(self) -> Self:
        if (self.text == "") != (self.status == "missing"):
            facts = {"number": self.number, "status": self.status, "path": ("status",)}
            raise PydanticCustomError("status_and_text", "indicator {number} is {status}", facts)
        return self

    @property
    def label(self) -> str:
        """At most 40 cells to know it by: the title, else the first words of the text, else its number."""
        if self.title or not self.text:
            return self.title or f"Biểu hiện {self.number}"
        return self.text if len(self.text) <= 40 else self.text[:39].rsplit(" ", 1)[0] + "…"


class IndicatorList(Data):
    """The numbered slots in their groups, with or without wording: shipped empty, filled by an import."""

    source: Text
    groups: Many[IndicatorGroup]
    items: Many[Indicator]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        expected = [group.number for group in self.groups for _ in range(group.size)]
        found = [(item.number, item.group) for item in self.items]
        if found != list(enumerate(expected, start=1)):
            facts = {"count": len(found), "expected": len(expected), "path": ("items",)}
            raise PydanticCustomError("slots", "{count} of {expected} slots", facts)
        return self

    def fits(self, slots: IndicatorList) -> bool:
        """Whether this wording goes into those slots: as many groups, each of the same size."""
        return [group.size for group in self.groups] == [group.size for group in slots.groups]

    def digest(self) -> str:
        """SHA-256 of the wording alone: two imports of the same Appendix agree, whatever file it came in."""
        groups = [[group.number, group.title] for group in self.groups]
        return digest([groups, [[item.number, item.group, item.text] for item in self.items]])
