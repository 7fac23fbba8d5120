"""The clerk's shorthand: signs in a typed line that say what a note is and what it belongs to (L14).

=============  =============================================================================================
first sign     `>` opinion · `?` question · `+` remedy · `!` decision · `=` conclusion · `~` differing opinion ·
               `*` remark · `%` work left over or late
`#7`           about indicator 7; the first sign added beyond the list is `#26`, the next `#27`
`/3`           answers question 3 of the plan
`@bt` `@cb`    about oneself, about the unit; any other `@word` names who does it (remedies, work left over)
`++` `--`      in favour, against
`>30/9`        to be done by; of a remedy the next such day: in December `>30/1` is of the year after
`\\#7`          the sign itself, as text
=============  =============================================================================================

Reading and writing are inverse to each other: what `write` gives, `read` takes back (property test). Tags may also
stand before the first sign. Signs stand as words of their own; everything else is text and stays as it was typed. Of
what a note has only one of, the first counts; a second is text. No sign is a letter or a digit alone, so no input
method composes one away (L3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from models.commands import NoteDraft
from models.fact import NoteKind, Scope, Stance
from models.vietnamese.words import a_year_later, parse_date

KINDS: dict[str, NoteKind] = {
    ">": "opinion",
    "?": "question",
    "+": "solution",
    "!": "decision",
    "=": "conclusion",
    "~": "difference",
    "*": "remark",
    "%": "backlog",
}
SCOPES: dict[str, Scope] = {"bt": "self", "cb": "cell"}
STANCES: dict[str, Stance] = {"++": "agree", "--": "disagree"}
SIGN_OF_KIND: dict[NoteKind, str] = {"task": "+", **{kind: sign for sign, kind in KINDS.items()}}

_TAG = re.compile(r"#(?P<indicator>\d{1,3})|/(?P<question>\d)|@(?P<owner>\S+)|>(?P<due>\d\S*)")
_SEVERAL = ("indicator", "question")
_ESCAPE = "\\"

Resolve = Callable[[str], str]
"""Turns what stands behind `@` into a person id, or gives it back."""


def read(
    typed: str,
    resolve: Resolve = str,
    added: Sequence[str] = (),
    numbered: int = 25,
    year: int = 0,
    since: str = "",
) -> NoteDraft:
    """The note in a typed line. `added` are the ids of the signs beyond the list, `year` completes "30/9".

    What a remedy takes on lies ahead: a day without a year that is before `since` (ISO) is of the next year. Work left
    over was due before, and keeps its year.
    """
    typed_words = typed.split()
    ahead = list(takewhile(lambda word: _tag(word, year) is not None, typed_words))
    kind, rest = _kind(" ".join(typed_words[len(ahead) :]), year)
    words: list[str] = []
    found: dict[str, list[str]] = {}
    for word in [*ahead, *rest.split()]:
        name, value = _tag(word, year) or ("", "")
        if name == "due" and kind == "solution" and value < since:
            later = a_year_later(word[1:], year)
            value = later.iso if later is not None else value
        if name and (name in _SEVERAL or name not in found):
            found.setdefault(name, []).append(value)
        else:
            words.append(_plain(word))
    one = {name: values[0] for name, values in found.items()}
    indicators = (_indicator(tag, added, numbered) for tag in found.get("indicator", ()))
    return NoteDraft(
        text=" ".join(words),
        kind=kind,
        indicators=tuple(dict.fromkeys(indicators)),
        questions=tuple(dict.fromkeys(f"Q{number}" for number in found.get("question", ()))),
        scope=SCOPES.get(one.get("scope", ""), ""),
        stance=STANCES.get(one.get("stance", ""), ""),
        owner=resolve(one["owner"]) if "owner" in one else "",
        due=one.get("due", ""),
    )


def write(note: NoteDraft, added: Sequence[str] = (), numbered: int = 25) -> str:
    """The line that `read` reads as this note, for editing it."""
    signs = [f"#{numbered + 1 + added.index(id) if id in added else id}" for id in note.indicators]
    signs += [f"/{question.removeprefix('Q')}" for question in note.questions]
    signs += [f"@{at}" for at, scope in SCOPES.items() if scope == note.scope]
    signs += [f"@{note.owner}"] if note.owner else []
    signs += [sign for sign, stance in STANCES.items() if stance == note.stance]
    signs += [f">{_day_first(note.due)}"] if note.due else []
    words = (_ESCAPE + word if _is_sign(word) else word for word in note.text.split())
    return " ".join((SIGN_OF_KIND[note.kind], *words, *signs))


def focus_of(typed: str) -> str | None:
    """The indicator when the line is nothing but one: "#7" turns the discussion to it, "#0" away. None otherwise."""
    match = re.fullmatch(r"\s*#(\d{1,3})\s*", typed)
    return match[1] if match else None


def _kind(typed: str, year: int) -> tuple[NoteKind, str]:
    """The first sign, unless it is the beginning of another tag ("++ đồng ý", ">30/9 giao tổ 2")."""
    sign = typed[:1]
    if sign in KINDS and typed[:2] not in STANCES and _tag(typed.split(maxsplit=1)[0], year) is None:
        return KINDS[sign], typed[1:]
    return "opinion", typed


def _tag(word: str, year: int) -> tuple[str, str] | None:
    """What a word is a sign for, and what it says; None for a word of the text."""
    if word in STANCES:
        return "stance", word
    match = _TAG.fullmatch(word)
    if match is None or match.lastgroup is None:
        return None
    name, value = match.lastgroup, match[match.lastgroup]
    if name == "owner" and value in SCOPES:
        return "scope", value
    if name == "due":
        date = parse_date(value, year)
        return ("due", date.iso) if date is not None else None
    return name, value


def _is_sign(word: str) -> bool:
    """Whether a word reads like a sign, escaped or not, whatever the year."""
    bare = word.lstrip(_ESCAPE)
    return bare in STANCES or _TAG.fullmatch(bare) is not None


def _plain(word: str) -> str:
    """A word of the text; the mark before an escaped sign has done its work."""
    return word[1:] if word.startswith(_ESCAPE) and _is_sign(word) else word


def _indicator(tag: str, added: Sequence[str], numbered: int) -> str:
    beyond = int(tag) - numbered - 1
    return added[beyond] if 0 <= beyond < len(added) else str(int(tag))


def _day_first(due: str) -> str:
    return "/".join(reversed(due.split("-")))
