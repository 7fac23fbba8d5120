"""The clerk's shorthand: signs in a typed line that say what a note is and what it belongs to (L14).

=========  =================================================================================================
first sign `>` opinion · `?` question · `+` remedy · `!` decision · `=` conclusion · `~` differing opinion · `*` remark
`#7`       about indicator 7; the first sign added beyond the list is `#26`, the next `#27`
`/3`       answers the plan's question Q3
`@bt`      about oneself, `@cb` about the unit; any other `@word` names who does it (remedies)
`++` `--`  in favour, against
`>30/9`    to be done by (remedies)
=========  =================================================================================================

Reading and writing are inverse to each other: what `write` gives, `read` takes back (property test). Signs stand as
words of their own; everything else is text and stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.commands import NoteDraft
from models.facts import NoteKind, Scope, Stance
from models.vietnamese.words import parse_date

KINDS: dict[str, NoteKind] = {
    ">": "opinion",
    "?": "question",
    "+": "solution",
    "!": "decision",
    "=": "conclusion",
    "~": "difference",
    "*": "remark",
}
SCOPES: dict[str, Scope] = {"bt": "self", "cb": "cell"}
STANCES: dict[str, Stance] = {"++": "agree", "--": "disagree"}
SIGN_OF_KIND = {kind: sign for sign, kind in KINDS.items()}

_TAG = re.compile(r"^(?:#(?P<indicator>\d{1,3})|/(?P<question>\d)|@(?P<at>\S+)|>(?P<due>\d\S*))$")

Resolve = Callable[[str], str]
"""Turns what stands behind `@` into a person id, or gives it back."""


def read(typed: str, resolve: Resolve = str, added: Sequence[str] = (), numbered: int = 25, year: int = 0) -> NoteDraft:
    """The note in a typed line. `added` are the ids of the signs beyond the list, `year` completes "30/9"."""
    kind, rest = _kind(typed.strip())
    words: list[str] = []
    found: dict[str, list[str]] = {"indicator": [], "question": [], "at": [], "due": []}
    stance: Stance = ""
    for word in rest.split():
        match = _TAG.match(word)
        if word in STANCES:
            stance = STANCES[word]
        elif match and (tag := match.lastgroup) and (tag != "due" or parse_date(match[tag], year)):
            found[tag].append(match[tag])
        else:
            words.append(word)
    scope: Scope = next((SCOPES[at] for at in found["at"] if at in SCOPES), "")
    owner = next((at for at in found["at"] if at not in SCOPES), "")
    due = parse_date(found["due"][-1], year) if found["due"] else None
    return NoteDraft(
        text=" ".join(words),
        kind=kind,
        indicators=tuple(dict.fromkeys(_indicator(tag, added, numbered) for tag in found["indicator"])),
        questions=tuple(dict.fromkeys(f"Q{number}" for number in found["question"])),
        scope=scope,
        stance=stance,
        owner=resolve(owner) if owner else "",
        due=due.iso if due else "",
    )


def write(note: NoteDraft, added: Sequence[str] = (), numbered: int = 25) -> str:
    """The line that `read` reads as this note, for editing it."""
    signs = [f"#{numbered + 1 + added.index(id) if id in added else id}" for id in note.indicators]
    signs += [f"/{question.removeprefix('Q')}" for question in note.questions]
    signs += [f"@{at}" for at, scope in SCOPES.items() if scope == note.scope]
    signs += [f"@{note.owner}"] if note.owner else []
    signs += [sign for sign, stance in STANCES.items() if stance == note.stance]
    signs += [f">{_day_first(note.due)}"] if note.due else []
    first = SIGN_OF_KIND.get(note.kind, "*")
    return " ".join(part for part in (first, note.text, *signs) if part)


def focus_of(typed: str) -> str | None:
    """The indicator when the line is nothing but one: "#7" turns the discussion to it, "#0" away. None otherwise."""
    match = re.fullmatch(r"\s*#(\d{1,3})\s*", typed)
    return match[1] if match else None


def _kind(typed: str) -> tuple[NoteKind, str]:
    """The first sign, unless it is the beginning of another tag ("++ đồng ý", "--")."""
    sign = typed[:1]
    if sign in KINDS and typed[:2] not in STANCES and not _TAG.match(typed.split()[0]):
        return KINDS[sign], typed[1:]
    return "opinion", typed


def _indicator(tag: str, added: Sequence[str], numbered: int) -> str:
    beyond = int(tag) - numbered - 1
    return added[beyond] if 0 <= beyond < len(added) else str(int(tag))


def _day_first(due: str) -> str:
    return "/".join(reversed(due.split("-")))
