"""What units still owe, as bits of one column, so that the database looks for it and orders by it (R74).

What each thing is and when it is owed says `models.overview.standing`; here is only how it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, get_args

from models.overview.reminders import urgency
from models.overview.standing import Lack, owed_on
from models.plan import Plan

LACKS: Final[tuple[Lack, ...]] = get_args(Lack)
"""In the order in which they are done; each has the bit of its place."""

ANYTHING: Final = range(1, 1 << len(LACKS))
"""Every value of the column for a unit that owes something."""


def bits(found: Iterable[Lack]) -> int:
    """As the column holds it; 0 for nothing."""
    return sum(1 << LACKS.index(lack) for lack in found)


def lacks_of(owes: int) -> tuple[Lack, ...]:
    """What `bits` was made of."""
    return tuple(lack for place, lack in enumerate(LACKS) if owes >> place & 1)


def owing(lack: Lack) -> list[int]:
    """The values of all that owe this thing, whatever else."""
    return [owes for owes in ANYTHING if lack in lacks_of(owes)]


def ranks(plan: Plan, today: date) -> Mapping[int, int]:
    """Value → its place in the order of reminders on a day: equal ones stand in the order of the tree."""
    keys = {owes: urgency(owed_on(plan, today, lacks_of(owes))) for owes in ANYTHING}
    order = sorted(set(keys.values()))
    return {owes: order.index(key) for owes, key in keys.items()}
