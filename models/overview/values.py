"""What headquarters knows of every unit that must meet, as one frozen value, of which every sum is made (R86)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property

from models.figures import Figures
from models.minutes.phrases import iso_date
from models.moments import local
from models.plan import Plan
from models.vietnamese.words import VN_OFFSET_MIN


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign beyond the plan's list that a body says it shows, in the body's own words (R35)."""

    text: str
    degree: str  # code of the plan's scale, "" when none was said


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A remedy or task of a body as a whole (R7, R37). `owner` is as the minutes print it."""

    text: str
    owner: str
    due: str  # ISO day or free words, "" when none was said
    done: bool = False

    @property
    def day(self) -> date | None:
        """The day it is due; None for free words, and where only a month or a year was told."""
        return iso_date(self.due)

    @property
    def month(self) -> date | None:
        """The first day of the month it is due in; None where that is not told."""
        day = self.day or iso_date(f"{self.due}-01")
        return day.replace(day=1) if day is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """What goes up of the one meeting of a unit that counts. Nothing that single people said of themselves is in it."""

    figures: Figures
    day: str = ""  # ISO day of the session as announced, "" before
    clock: str = ""  # hour of it, "14:00"
    place: str = ""
    notified: bool = False  # the superiors were told of the time (R78)
    unmet: tuple[str, ...] = ()  # codes of the rules that are not met and for which no reason was written
    signs: tuple[Sign, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    plan_lacking: str = ""  # digest of its plan where headquarters has no such plan: then nothing in it is judged

    @property
    def held(self) -> bool:
        """Whether the session has been held to its end, or as far as adopting its minutes."""
        return self.figures.session.ended is not None or self.figures.papers.adopted_at is not None


@dataclass(frozen=True, slots=True)
class UnitState:
    """One unit that must meet. `told` is None while nothing has come of it.

    `group` is the name of the unit right under the node to which it belongs, "" when it stands there by itself.
    `depth` counts the steps from the node down to it; 0 is the node's own committee.
    """

    id: str
    code: str
    name: str
    body: str  # kind of body of the plan
    variant: str = ""
    overseer: str = ""  # who of the committee above follows it (R73)
    group: str = ""
    depth: int = 1
    told: Told | None = None

    @property
    def held(self) -> bool:
        """Whether its session has been held."""
        return self.told is not None and self.told.held


@dataclass(frozen=True)
class Overview:
    """A node of the organisation with all units under it that must meet, as known at `as_of` (UTC ms)."""

    plan: Plan
    code: str
    name: str
    parent: str  # what the node stands under, "" at the top
    as_of: int
    units: tuple[UnitState, ...]
    offset: int = field(default=VN_OFFSET_MIN)  # minutes east of UTC in which days and hours are told

    @property
    def moment(self) -> datetime:
        """`as_of` on the clock of the place, without a zone."""
        return local(self.as_of, self.offset).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The day on which deadlines are judged."""
        return self.moment.date()

    @property
    def height(self) -> int:
        """How many steps it stands above the units: 1 for a ward, 2 for a district."""
        return max((unit.depth for unit in self.units), default=1)

    @property
    def groups(self) -> tuple[str, ...]:
        """The names right under the node that have units of their own, each once, in order."""
        return tuple(dict.fromkeys(unit.group for unit in self.units if unit.group))

    def day(self, at: int) -> date:
        """The day of a moment (UTC ms) on the clock of the place."""
        return local(at, self.offset).date()

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of everything the figures are made of; equal figures have equal digests, at whatever hour."""
        told = [[unit.id, unit.code, unit.name, _plain(unit.told)] for unit in self.units]
        text = json.dumps([self.code, told], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def mark(self) -> str:
        """The first eight digits of the digest: enough to tell two papers apart."""
        return self.digest[:8]


def _plain(told: Told | None) -> object:
    if told is None:
        return None
    rest = [told.day, told.clock, told.place, told.notified, told.unmet]
    lists = [[asdict(one) for one in told.signs], [asdict(one) for one in told.undertakings]]
    lacking = [told.plan_lacking] if told.plan_lacking else []
    return [told.figures.model_dump(mode="json"), rest, lists, *lacking]
