"""The meeting's single fields: what preparation asks for and what the chair says at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from models.fact import Value

Kind = Literal["text", "long", "person", "date", "clock", "flag", "lines", "grade"]


class Detail(Struct, frozen=True):
    """A field: what it holds, and when it is asked for. `source` is the requirement it serves."""

    name: str
    kind: Kind
    phase: Literal["preparation", "closing", "report"]
    source: str


DETAILS: tuple[Detail, ...] = (
    Detail("date", "date", "preparation", "R19"),
    Detail("planned_start", "clock", "preparation", "R19"),
    Detail("place", "text", "preparation", "R19"),
    Detail("chair", "person", "preparation", "R39, C01"),
    Detail("clerk", "person", "preparation", "R26"),
    Detail("separate", "flag", "preparation", "R16"),
    Detail("has_committee", "flag", "preparation", "R18"),
    Detail("prepared_by", "text", "preparation", "R18"),
    Detail("focus_topics", "lines", "preparation", "R20"),
    Detail("task_tie", "text", "preparation", "R4"),
    Detail("informed", "flag", "preparation", "R77"),
    Detail("notified_on", "date", "preparation", "R78"),
    Detail("notified_whom", "text", "preparation", "R71, R78"),
    Detail("number", "text", "preparation", "36-HD/VPTW 1.3"),
    Detail("unit", "text", "preparation", "36-HD/VPTW 1.2"),
    Detail("parent", "text", "preparation", "36-HD/VPTW 1.2"),
    Detail("locality", "text", "preparation", "36-HD/VPTW 1.5"),
    Detail("summary", "long", "closing", "R42"),
    Detail("quality", "grade", "closing", "R43"),
    Detail("quality_remark", "text", "closing", "R43"),
    Detail("participation", "long", "closing", "R44"),
    Detail("atmosphere", "text", "closing", "R40"),
    Detail("no_backlog", "flag", "closing", "R58"),
    Detail("superior_remark", "long", "closing", "R73"),
    Detail("signed_on", "date", "report", "L20"),
    Detail("report_number", "text", "report", "36-HD/VPTW 1.3"),
    Detail("report_strengths", "long", "report", "R79"),
    Detail("report_limits", "long", "report", "R79"),
    Detail("report_proposals", "long", "report", "R79"),
    Detail("report_sent", "date", "report", "R79"),
)

BY_NAME: Mapping[str, Detail] = {detail.name: detail for detail in DETAILS}


class Details(Struct, frozen=True):
    """The fields as they stand; what was never said is "", None or ()."""

    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """A text, person id, date, clock or grade code."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool | None:
        """Yes, no, or None when nobody said."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else None

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of lines."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()
