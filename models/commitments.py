"""What earlier meetings took on: remedies and tasks come back until they are done (L16)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from models.fact import CommitmentState, NoteKind
from models.ledger import Ledger

_STORED_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
"""A day, a month or a year as it is stored."""


class Commitment(Struct, frozen=True):
    """One remedy or task. `id` is the same in every meeting; `since` is the day of the one that took it on."""

    id: str
    kind: NoteKind
    text: str
    owner: str  # a person id or a free name
    due: str  # ISO date or free words
    since: str
    indicators: tuple[str, ...] = ()
    state: CommitmentState = "open"
    remark: str = ""

    def overdue_on(self, day: str) -> bool:
        """Whether that day (ISO) lies after its date, or after the whole of its month or year; words are no date."""
        dated = _STORED_DAY.fullmatch(self.due) is not None
        return dated and self.state != "done" and self.due < day[: len(self.due)]


def commitments_of(ledger: Ledger) -> Mapping[str, Commitment]:
    """Those carried into this meeting as they stand now, by the dates they came with, undated ones last."""
    known = {id: ledger.value("commitment", id, "carried") for id in ledger.ids("commitment")}
    carried = {id: said for id, said in known.items() if isinstance(said, dict)}
    ordered = sorted(carried, key=lambda key: (*_date_first(str(carried[key]["due"])), carried[key]["since"], key))
    return {id: _commitment(ledger, id, carried[id]) for id in ordered}


def _date_first(due: str) -> tuple[bool, str]:
    return not due[:4].isdigit(), due


def _commitment(ledger: Ledger, id: str, carried: dict[str, Any]) -> Commitment:
    judged: tuple[CommitmentState, str, str] = ledger.value("commitment", id, "judged") or ("open", "", "")  # type: ignore[assignment]
    state, due, remark = judged
    return Commitment(id=id, **{**carried, "due": due or carried["due"]}, state=state, remark=remark)


def commitment_id(day: str, note: str) -> str:
    """The id by which later meetings know a remedy noted in the meeting of that day (ISO)."""
    return f"{day}:{note}"
