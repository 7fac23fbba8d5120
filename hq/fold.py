"""From the lines of a meeting to its rows: the same `models` code as on the laptop, no database (design.md §8).

The summary depends on the lines alone: on no clock, on no order of delivery. Its "now" is the corrected time of the
last entry, so a row made at append and one rebuilt years later are the same. What moves with the calendar (days left
for the report) is therefore asked of `figures.papers.report_due`, not of `days_left`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from hq.counting import UNKNOWN_PLAN
from hq.fold_rows import DAY, Values, indicator_rows, remedy_rows, told, words_of
from models.entries import BadLine, decode
from models.facts_record import DeskOpened
from models.figures import figures_of
from models.figures.values import Figures
from models.meeting import Meeting
from models.plan import Plan
from models.rules import RuleState, check

VERSION: Final = 3
"""Raised when a summary is made otherwise than before: `rebuild` then makes all of them anew."""

FOLD_TROUBLE: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What pure code may raise over a record nobody thought of. It costs the meeting its summary, never its lines."""

_MOST: Final = 2**53
_LATEST: Final = 253_370_764_800_000
"""The year 9999 in UTC ms: calendars end there, and a laptop's clock may be wrong by any amount."""
_CODE: Final = re.compile(r"[\w.-]{1,40}", re.ASCII)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_CLOCK: Final = re.compile(r"\d\d:\d\d", re.ASCII)
_PLACE: Final = 200
"""Letters of a place that are kept; the whole is in the record."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the database keeps of one meeting, without its key."""

    summary: Values
    indicators: tuple[Values, ...]
    remedies: tuple[Values, ...]


def _none(digest: str) -> Plan | None:
    """No plan but one's own is known."""
    return None


class Fold:
    """The making of a meeting's rows, by the plan that it names.

    Where that is not known, its facts are read by the plan that is at hand, and nothing is judged: no rule, no least
    time, no last day. The flag `unknown_plan` says so until the plan is there.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._digest = plan.digest()
        """Taken once."""

    def rows(self, lines: Sequence[tuple[str, bytes]], known_plan: Callable[[str], Plan | None] = _none) -> Rows:
        """The rows of a meeting from (device id, line), each stream in its order. FOLD_TROUBLE.

        `known_plan`: digest → the plan, None where there is none such.
        """
        (meeting, entries, last, unreadable), judged = self._by_its_plan(lines, known_plan)
        known = meeting.identity.body in meeting.plan.bodies
        states = check(meeting, last) if judged else ()
        figures = _figures(meeting, last, states, judged=judged) if known else None
        flags: set[str] = {one.code for one in meeting.oddities} if known else {"unknown_body"}
        flags |= {flag for flag, holds in (("unreadable", unreadable), (UNKNOWN_PLAN, not judged)) if holds}
        summary = {
            "version": VERSION,
            "plan": _matching(_DIGEST, meeting.identity.plan_digest),
            **_identity(meeting),
            "entries": entries,
            "last_at": last,
            "flags": json.dumps(sorted(flags)),
            **_counted(figures),
            **_announced(meeting),
            **told(meeting, figures, states, last),
        }
        if figures is None:
            return Rows(summary, (), ())
        return Rows(summary, tuple(indicator_rows(meeting)), tuple(remedy_rows(meeting, last)))

    def _by_its_plan(
        self, lines: Sequence[tuple[str, bytes]], known_plan: Callable[[str], Plan | None]
    ) -> tuple[_Folded, bool]:
        """What came of it, and whether that is by its own plan. What says nothing yet of a plan lacks none."""
        folded = _folded(self._plan, lines)
        named = folded.meeting.identity.plan_digest
        if named in ("", self._digest):
            return folded, True
        other = known_plan(named)
        return (folded, False) if other is None else (_folded(other, lines), True)


def _figures(meeting: Meeting, last: int, states: Sequence[RuleState], *, judged: bool) -> Figures:
    found = figures_of(meeting, last, states=states)
    return found if judged else found.unjudged()


def meeting_of(plan: Plan, lines: Iterable[tuple[str, bytes]]) -> Meeting:
    """The meeting as its lines tell it, for whoever may read it whole. FOLD_TROUBLE."""
    return _folded(plan, lines)[0]


def _identity(meeting: Meeting) -> Values:
    identity = meeting.identity
    return {
        "campaign": _matching(_CODE, identity.plan),
        "date": _matching(DAY, meeting.details.text("date")),
        "body": _matching(_CODE, identity.body),
        "variant": _matching(_CODE, identity.variant),
        "rehearsal": identity.rehearsal,
    }


def _announced(meeting: Meeting) -> Values:
    """When and where it is to be, and what those above were told and sent (R19, R78, R79)."""
    details = meeting.details
    return {
        "planned_start": _matching(_CLOCK, details.text("planned_start")),
        "place": words_of(details.text("place"), _PLACE),
        "notified": _matching(DAY, details.text("notified_on")),
        "report_sent": _matching(DAY, details.text("report_sent")),
    }


class _Folded(NamedTuple):
    """The meeting, its entries, the corrected time of the last one (UTC ms), and how many lines are no entry."""

    meeting: Meeting
    entries: int
    last: int
    unreadable: int


def _folded(plan: Plan, lines: Iterable[tuple[str, bytes]]) -> _Folded:
    meeting = Meeting(plan)
    opened: dict[str, int] = {}
    entries = last = unreadable = 0
    for device, line in lines:
        entries += 1
        try:
            entry = decode(device, line)
        except BadLine:
            unreadable += 1
            continue
        if isinstance(entry.fact, DeskOpened):
            opened[device] = entry.fact.at
        last = max(last, min(opened.get(device, 0) + entry.mono, _LATEST))
        meeting.apply(entry)
    return _Folded(meeting, entries, last, unreadable)


def _counted(figures: Figures | None) -> Values:
    """The figures whole, and those of them that are sorted and summed by the database."""
    if figures is None:
        return dict.fromkeys(("started", "ended", "minutes", "adopted_at", "figures")) | dict.fromkeys(
            ("members", "present", "obliged", "obliged_present"), 0
        )
    return {
        "started": _within(figures.session.started),
        "ended": _within(figures.session.ended),
        "minutes": _within(figures.session.minutes, 2**31),
        "members": figures.members.total,
        "present": figures.members.present,
        "obliged": figures.members.obliged_present.whole,
        "obliged_present": figures.members.obliged_present.part,
        "adopted_at": _within(figures.papers.adopted_at),
        "figures": figures.model_dump_json(),
    }


def _within(value: int | None, most: int = _MOST) -> int | None:
    """A number that the column can hold; what no clock ever showed is left out."""
    return value if value is not None and abs(value) < most else None


def _matching(pattern: re.Pattern[str], text: str) -> str:
    """A code or day as the laptop's program writes them; anything else is left out."""
    return text if pattern.fullmatch(text) else ""
