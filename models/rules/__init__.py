"""The rules of a session, checked while it runs: C01…C23 (L8, domain.md §10).

Each rule has one small function here, registered by its code; what it is called, how much it weighs, whom it
concerns and the figures it measures against are data of the plan (`models/plans/*/rules.toml`). A rule is
written by the phase it speaks of: `preparation`, `session`, `closing`.
"""

from __future__ import annotations

from models.rules import closing, preparation, session
from models.rules.checking import blocking, check, summary, unanswered
from models.rules.registry import Pane, RuleState, State

MODULES = (preparation, session, closing)
"""Importing them fills `registry.CHECKS`."""

__all__ = ["MODULES", "Pane", "RuleState", "State", "blocking", "check", "summary", "unanswered"]
