"""The chair's draft of the summing-up: what was said, grouped by question and indicator, to be edited (R42).

It is a suggestion and short on purpose: first sentences, a few of each group, so that the chair can say it
in a few minutes and the record holds it in one line of its journal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.board import NOT_PRESENT, PRESENT, UNCLEAR, Row
from models.meeting import Meeting
from models.minutes.phrases import flat, ranges, sentence
from models.minutes.remarks import choice, owner
from models.minutes.scribe import Scribe
from models.notes import STILL_OPEN, Note

_GISTS = 3
"""So many first sentences of a group are quoted."""

_GIST_LENGTH = 90
"""Letters a quoted first sentence may have."""

_DETAILED = 8
"""So many indicators are told one by one."""

_FIRST_SENTENCE = re.compile(r"(.+?)[.!?…](?=\s|$)")


def draft_summary(meeting: Meeting) -> str:
    """A line for each question, indicator, difference and kind of remedy; "" when nothing was said."""
    scribe = Scribe.of(meeting, 0, 0)
    lines = [
        *_turnout(scribe),
        *_questions(scribe),
        *_indicators(scribe),
        *_others(scribe),
        *_backlog(scribe),
        *_differences(scribe),
        *_solutions(scribe),
    ]
    return "\n".join(lines)


def _turnout(scribe: Scribe) -> Iterator[str]:
    floor = scribe.meeting.floor
    spoken = len(floor.contributions())
    if spoken:
        yield f"Có {spoken} lượt phát biểu của {len(floor.speakers())} {scribe.counted(floor.speakers())}."


def _questions(scribe: Scribe) -> Iterator[str]:
    """What was said to each question in the plan's order, remedies left for their own line."""
    notes = [
        note for note in scribe.meeting.notes.all if note.kind not in ("solution", "task", "difference", "backlog")
    ]
    for question in scribe.body.questions:
        answers = [note for note in notes if question.id in note.questions]
        if answers:
            yield f"{question.label} ({_weight(scribe, answers)}): {_gists(answers)}"
    untagged = [note for note in notes if not note.questions and not note.indicators and note.kind == "opinion"]
    if untagged:
        yield f"Ý kiến chung ({_weight(scribe, untagged)}): {_gists(untagged)}"


def _indicators(scribe: Scribe) -> Iterator[str]:
    """The first signs found, each with degree and what was concluded; the rest, and the absent, by number."""
    rows = scribe.meeting.board.numbered
    found = [row for row in rows if row.present in (PRESENT, UNCLEAR) or (row.notes and not row.present)]
    yield from (_indicator(scribe, row) for row in found[:_DETAILED])
    rest, absent = _numbers(found[_DETAILED:]), _numbers(row for row in rows if row.present == NOT_PRESENT)
    if rest:
        yield f"Còn bàn đến biểu hiện số {ranges(rest)}."
    if absent:
        yield f"{scribe.body.name} không có biểu hiện số {ranges(absent)}."


def _numbers(rows: Iterable[Row]) -> list[int]:
    return [row.number for row in rows if row.number is not None]


def _indicator(scribe: Scribe, row: Row) -> str:
    answers = [*_answer(scribe, row)]
    if row.speakers:
        answers.append(f"{len(row.speakers)} {scribe.counted(row.speakers)} liên hệ")
    about = row.conclusion or row.evidence or (row.notes[0].text if row.notes else "")
    return sentence(f"Biểu hiện số {row.id}: {', '.join(answers)}" + (f"; {_gist(about)}" if about else ""))


def _answer(scribe: Scribe, row: Row) -> Iterator[str]:
    if row.present == UNCLEAR:
        yield "chưa rõ"
    elif row.present == PRESENT:
        yield f"có, mức độ {choice(scribe, 'degrees', row.degree)}" if row.degree else "có"


def _others(scribe: Scribe) -> Iterator[str]:
    added = [_gist(row.text) for row in scribe.meeting.board.added]
    if added:
        yield sentence(f"Biểu hiện khác: {'; '.join(added)}")


def _backlog(scribe: Scribe) -> Iterator[str]:
    """Work left over or late, with who answers for it (R58)."""
    found = scribe.meeting.notes.of_kind("backlog")
    if found:
        said = (f"{_gist(note.text)} ({owner(scribe, note)})" if note.owner else _gist(note.text) for note in found)
        yield f"Việc tồn đọng, chậm muộn ({len(found)}): {_quoted(said, 'việc')}"


def _differences(scribe: Scribe) -> Iterator[str]:
    """What was settled, what is open, and who keeps an opinion (R38, R85)."""
    found = scribe.meeting.notes.differences
    for outcome, lead in (("settled", "Đã thống nhất"), ("open", STILL_OPEN)):
        mine = [note for note in found if note.outcome == outcome]
        if mine:
            yield f"{lead} ({len(mine)}): {_quoted([note.outcome_text or note.text for note in mine])}"
    kept = [note for note in found if note.outcome == "kept"]
    if kept:
        said = (f"{scribe.addressed(note.person)}: {_gist(note.text)}" if note.person else note.text for note in kept)
        yield f"Bảo lưu ý kiến ({len(kept)}): {_quoted(said)}"


def _solutions(scribe: Scribe) -> Iterator[str]:
    """The remedies, for oneself and for the cell apart (R37)."""
    found = scribe.meeting.notes.solutions
    scopes = {scope.code: scope.label for scope in scribe.meeting.plan.scopes_of(scribe.body)}
    for code, label in (*scopes.items(), ("", "")):
        mine = [note for note in found if note.scope == code]
        if mine:
            lead = f"Giải pháp đối với {label}" if label else "Giải pháp"
            yield f"{lead} ({len(mine)}): {_gists(mine)}"


# --- quoting ----------------------------------------------------------------------------------------------


def _weight(scribe: Scribe, notes: Iterable[Note]) -> str:
    said = list(notes)
    people = {note.person for note in said} - {""}
    return f"{len(said)} ý kiến của {len(people)} {scribe.counted(people)}" if people else f"{len(said)} ý kiến"


def _gists(notes: Iterable[Note]) -> str:
    return _quoted(note.text for note in notes)


def _quoted(texts: Iterable[str], what: str = "ý kiến") -> str:
    """The first few different first sentences, and how many more there are."""
    gists = list(dict.fromkeys(map(_gist, texts)))
    rest = len(gists) - _GISTS
    more = [f"và {rest} {what} khác"] if rest > 0 else []
    return sentence("; ".join([*gists[:_GISTS], *more]))


def _gist(text: str) -> str:
    """The first sentence without its stop, cut at a word when it is long."""
    said = flat(text)
    first = _FIRST_SENTENCE.match(said)
    gist = first[1] if first else said
    return gist if len(gist) <= _GIST_LENGTH else gist[:_GIST_LENGTH].rsplit(" ", 1)[0] + "…"
