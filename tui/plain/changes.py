"""What changes by itself: rules that fail, the minimum reached, trouble of the disk; told once (L1, L8, L23)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.rules import RuleState
from tui import words_plain as texts
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was known the last time."""

    meeting: str = ""
    rules: tuple[RuleState, ...] = ()
    enough: bool = False
    trouble: str = ""
    unsaved: bool = False


class Changes:
    """What has changed since it was last asked; the first look at a meeting tells nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen = replace(self._look(), unsaved=False)

    def news(self, *, asking: bool = False) -> list[str]:
        """A sentence for each change; while a question is open only the disk is told: the answer may mend the rest."""
        before, now = self._seen, self._look()
        if asking and now.meeting == before.meeting:
            now = replace(now, rules=before.rules, enough=before.enough)
        self._seen = now
        if now.meeting != before.meeting:
            return self._disk(before, now)
        least = self._desk.store.plan.thresholds.minimum_minutes
        enough = [texts.ENOUGH_NOW.format(minutes=least)] if now.enough and not before.enough else []
        return [*enough, *_of_rules(before.rules, now.rules), *self._disk(before, now)]

    def _look(self) -> _Seen:
        desk = self._desk
        trouble = desk.trouble.sentence if desk.trouble is not None else ""
        replica = desk.replica
        if replica is None:
            return _Seen(trouble=trouble)
        limits, agenda = desk.meeting.plan.thresholds, desk.meeting.agenda
        spent = agenda.elapsed(desk.now(), breaks_count=limits.breaks_count)
        enough = agenda.running and spent >= limits.minimum_minutes * 60_000
        return _Seen(replica.id, desk.rules(), enough, trouble, bool(replica.unsaved))

    def _disk(self, before: _Seen, now: _Seen) -> list[str]:
        """Acts that are in memory only are said so at once, and when they are on disk after all."""
        if now.trouble and now.trouble != before.trouble:
            return [now.trouble]
        if now.unsaved and not before.unsaved and self._desk.replica is not None:
            return [texts.UNSAVED_NOW.format(count=self._desk.replica.unsaved)]
        over = (before.trouble or before.unsaved) and not (now.trouble or now.unsaved)
        return [texts.SAVED_AGAIN] if over else []


def _of_rules(before: tuple[RuleState, ...], now: tuple[RuleState, ...]) -> list[str]:
    """Rules that failed, that were met and are at risk, or the other way round."""
    old = {state.code: state.state for state in before}
    found = []
    for state in now:
        told = f"{state.label}, {state.figure}" if state.figure else state.label
        was = old.get(state.code, state.state)
        if state.state == "failed" and was != "failed":
            found.append(texts.RULE_FAILED.format(rule=told))
        elif state.state == "risk" and was == "met":
            found.append(texts.RULE_AT_RISK.format(rule=told))
        elif state.state == "met" and was == "failed":
            found.append(texts.RULE_MENDED.format(rule=told))
    return found
