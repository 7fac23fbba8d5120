"""The drafter: the overview, its sums, and what every part of the report asks for again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.document import Paragraph
from models.minutes.phrases import cited_date, sentence, uncapital
from models.overview import standing
from models.overview.pattern import Level, Pattern, Place
from models.overview.sums import Sums, by, combined, each
from models.overview.values import Overview, UnitState
from models.plan import Choice
from models.vietnamese.words import number

Kind = tuple[str, str]
"""Kind of body and which organisation of that kind."""


@dataclass(frozen=True)
class Drafter:
    """What the report is made of."""

    overview: Overview
    pattern: Pattern

    @property
    def level(self) -> Level:
        """The form of the node's level."""
        return self.pattern.level(self.overview.height)

    @cached_property
    def _each(self) -> Sequence[tuple[UnitState, Sums]]:
        """Every unit, judged once for all sums."""
        return each(self.overview)

    @cached_property
    def sums(self) -> Sums:
        """Of all units."""
        return combined([sums for _, sums in self._each])

    @cached_property
    def by_kind(self) -> Mapping[Kind, Sums]:
        """The sums of each kind of body, in the order of the plan."""
        found = by(self._each, lambda unit: (unit.body, unit.variant))
        order = [kind for kind in self.overview.plan.bodies if any(kind == body for body, _ in found)]
        return dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))

    @cached_property
    def by_group(self) -> Mapping[str, Sums]:
        """The sums of each unit right under the node; "" for those without one."""
        return by(self._each, lambda unit: unit.group)

    # --- words ------------------------------------------------------------------------------------------------------

    def kind(self, kind: Kind) -> str:
        """What a kind of body is called: "Chi bộ", "Hội Phụ nữ"."""
        return self.overview.plan.bodies[kind[0]].variant(kind[1]).name

    def inside(self, kind: Kind) -> str:
        """The same inside a sentence: "chi bộ", "UBND phường"."""
        name = self.kind(kind)
        return uncapital(name) if name[1:].islower() else name

    def choice(self, scale: tuple[Choice, ...], code: str, none: str) -> str:
        """The plan's word for a code; `none` for no code."""
        return next((item.label for item in scale if item.code == code), code) or none

    def day_of(self, unit: UnitState) -> date | None:
        """The day of a unit's session, held or announced."""
        return standing.day_of(self.overview, unit)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def item(self, key: str, text: str) -> Paragraph:
        """One line of a list."""
        return Paragraph(key, sentence(text), "item", aloud=False)

    def places(self, places: tuple[Place, ...]) -> Iterator[Paragraph]:
        """What only people can say, clearly left open."""
        for place in places:
            text = f"{place.lead}: {self.pattern.gap.format(what=place.what)}"
            yield Paragraph(place.key, text, "item", aloud=False, gap=True)


def of(part: int, whole: int) -> str:
    """ "33/40", with points between thousands."""
    return f"{number(part)}/{number(whole)}"


def shown(day: date | None) -> str:
    """A day in a cell of a table; "" for none."""
    return "" if day is None else cited_date(day)
