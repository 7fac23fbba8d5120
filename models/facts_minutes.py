"""Facts about the minutes: read to the meeting, corrected, adopted, amended; a rule left unmet with its reason.

The rules of `models.facts` hold here too.
"""

from __future__ import annotations

from models.fact import Fact


class ReadingBegun(Fact):
    """The minutes are being read to the meeting (R45)."""

    TYPE = "minutes.reading"
    at: int


class ParagraphCorrected(Fact):
    """A sentence changed while reading back; old and new stay in the record (L5)."""

    TYPE = "minutes.corrected"
    key: str
    old: str
    new: str


class Adopted(Fact):
    """The meeting passed the minutes: what lies inside the frontier is their text for ever (sync.md §3)."""

    TYPE = "minutes.adopted"
    frontier: dict[str, int]
    state: str  # state hash inside the frontier
    head: str  # chain hash of this stream at its frontier, "" when unknown
    plan: str  # plan digest
    at: int


class Amended(Fact):
    """After the adoption a paragraph is to read otherwise; changes of one `amendment` form one paper (L20).

    The adopted text itself never changes. An empty `key` adds a paragraph (`old` is "" then).
    """

    TYPE = "minutes.amended"
    amendment: str
    reason: str
    key: str
    old: str
    new: str
    at: int


class RuleWaived(Fact):
    """Why a rule that is not met is left at that, in the chair's words."""

    TYPE = "rule.waived"
    rule: str
    reason: str
