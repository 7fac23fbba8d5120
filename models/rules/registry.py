"""What a rule finds, what becomes of the finding, and which function checks which code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from models.plan import Level
from models.rules.situation import Phase, Situation

State = Literal["met", "risk", "failed", "pending", "waived"]
"""met; would fail if the session ended now; failed for good; its phase has not come; answered by a reason."""

Pane = Literal["preparation", "attendance", "steps", "floor", "board", "closing"]
"""The pane to look at."""


class RuleState(Struct, frozen=True):
    """How one rule stands. Texts are Vietnamese; `figure` fits 24 cells, `cure` is a sentence or ""."""

    code: str
    label: str
    title: str
    level: Level
    state: State
    figure: str
    cure: str
    reason: str  # the written reason why it is left unmet, "" when none was given
    jump: Pane


class Finding(Struct, frozen=True):
    """What a check found. `ok` is None while there is nothing to judge yet."""

    ok: bool | None
    figure: str
    cure: str = ""
    lost: bool = False  # nothing can put it right any more, though the session has not ended
    case: str = ""  # a case the plan may give a level of its own (C19: `no_majority`)


Check = Callable[[Situation], Finding]


class Registered(Struct, frozen=True):
    """A check with what the panel needs to know about it."""

    check: Check
    pane: Pane
    since: Phase  # before this phase it is pending
    live: bool  # only the running session can cure it: once failed, no cure is shown
    outlasts: bool  # goes on after the session has ended (C23)


CHECKS: dict[str, Registered] = {}
"""Rule code → its check."""


def rule(
    code: str, *, pane: Pane, since: Phase, live: bool = False, outlasts: bool = False
) -> Callable[[Check], Check]:
    """Register the function that checks the rule of that code."""

    def register(check: Check) -> Check:
        CHECKS[code] = Registered(check, pane, since, live, outlasts)
        return check

    return register
