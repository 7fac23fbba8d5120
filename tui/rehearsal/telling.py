"""An act of a script in the trainee's words: what is done, and which keys do it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from tui import words, words_indicators, words_preparation, words_rehearsal
from tui.asking import day_first
from tui.desk import Desk
from tui.registry import key_name
from tui.rehearsal.script import Act

LONGEST_TYPED = 24
"""Letters shown of what is to be typed; longer texts are read from the act itself."""

EACH_TOLD = 3
"""Times that a key is told one by one; more often it is counted."""

_AFTER_CHOICE = re.compile(r"(?<=^\d)(?=[^\W\d])")
"""Between a digit that chooses and the letters typed behind it."""


def doing(act: Act, desk: Desk) -> str:
    """What the clerk does, in one sentence."""
    if act.verb == "focus" and act.rest == "0":
        return words_rehearsal.FOCUS_NONE
    parts = [act.rest] if act.verb in ("note", "delete", "beyond") else act.words(3)
    put = _SAID.get(act.verb)
    return words_rehearsal.DOING[act.verb].format(*(put(parts, desk) if put is not None else parts))


def _detail(parts: list[str], desk: Desk) -> list[str]:
    name, value, rest = parts
    grades = {grade.code: grade.label for grade in desk.meeting.plan.grades}
    value = grades.get(value, value) if name == "quality" else day_first(value)
    return [words_rehearsal.FIELDS[name], " | ".join(part for part in (value, rest) if part)]


def _document(parts: list[str], desk: Desk) -> list[str]:
    labels = {paper.id: paper.label for paper in desk.meeting.plan.documents}
    return [words_preparation.DOCUMENT_LABEL.format(label=labels[parts[0]]), day_first(parts[1])]


def _assess(parts: list[str], desk: Desk) -> list[str]:
    number, field, value = parts
    plan = desk.meeting.plan
    choices = (*plan.degrees, *plan.scopes_of(desk.meeting.body))
    named = {choice.code: choice.label for choice in choices} | words_indicators.PRESENT_WORDS
    return [number, words_rehearsal.ASSESSED[field], named.get(value, value)]


def _settle(parts: list[str], desk: Desk) -> list[str]:
    about, outcome, text = parts
    return [about, words.OUTCOMES["settled" if outcome == "settled" else "kept"], text]


def _waive(parts: list[str], desk: Desk) -> list[str]:
    labels = {rule.code: rule.label for rule in desk.meeting.plan.rules}
    return [labels.get(parts[0], parts[0]), parts[1]]


_SAID: dict[str, Callable[[list[str], Desk], list[str]]] = {
    "detail": _detail,
    "document": _document,
    "assess": _assess,
    "settle": _settle,
    "waive": _waive,
}


def shown(keys: Sequence[str]) -> str:
    """Keys as people read them: "F3 gõ ng Enter", "↑ ↑ Delete", "5 1"; long texts are not said twice."""
    pieces: list[str] = []
    for letters, group in groupby(keys, lambda key: len(key) == 1):
        if letters:
            typed = _AFTER_CHOICE.split("".join(group), maxsplit=1)
            pieces += [_typed(text) for text in typed]
        else:
            pieces += [_times(key, len(list(same))) for key, same in groupby(group)]
    return " ".join(pieces)


def _typed(text: str) -> str:
    """Digits choose, each a key of its own; words are said to be typed, so that nobody looks for such a key."""
    if text.isdigit():
        return " ".join(text)
    if len(text.strip()) == 1 == len(text):
        return text
    if text.startswith(" "):  # a blank at the beginning cannot be seen: it is said as a key
        return " ".join((words_rehearsal.KEY_NAMES["space"], _typed(text.lstrip())))
    return words_rehearsal.TYPE.format(text=text) if len(text) <= LONGEST_TYPED else words_rehearsal.TYPE_IT


def _times(key: str, count: int) -> str:
    name = words_rehearsal.KEY_NAMES.get(key) or key_name(key)
    return " ".join([name] * count) if count <= EACH_TOLD else words_rehearsal.TIMES.format(key=name, count=count)
