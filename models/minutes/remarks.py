"""One note as the minutes word it: its text, what kind it is, what it touches (R84)."""

from __future__ import annotations

from collections.abc import Iterator

from models.commitments import Commitment
from models.fact import NoteKind, Stance
from models.minutes.phrases import clause, flat, sentence, written_day
from models.minutes.scribe import Scribe
from models.notes import Note

_KINDS: dict[NoteKind, str] = {
    "question": "Câu hỏi",
    "solution": "Giải pháp",
    "decision": "Thống nhất",
    "difference": "Ý kiến khác",
    "conclusion": "Kết luận",
    "task": "Giao việc",
    "backlog": "Việc tồn đọng",
}
"""What is said before a note that is more than an opinion or a remark."""

_STANCES: dict[Stance, str] = {"agree": "đồng tình", "disagree": "không đồng tình", "other": "ý kiến khác"}


def remark(scribe: Scribe, note: Note, within: str = "") -> str:
    """The note as a sentence; `within` is the kind of the turn it belongs to, which needs no saying twice."""
    kind = "" if note.kind == within else _KINDS.get(note.kind, "")
    lead = kind or _question(scribe, note)
    text = f"{lead}: {flat(note.text)}" if lead else note.text
    return sentence(text, _tags(scribe, note))


def _question(scribe: Scribe, note: Note) -> str:
    """The label of the one question an opinion answers; indicators already tell which question it was.

    That about work left over is not said: only what is listed as such is called so.
    """
    if note.kind not in ("opinion", "remark") or len(note.questions) != 1 or note.indicators:
        return ""
    labels = {question.id: question.label for question in scribe.body.questions if not question.backlog}
    return labels.get(note.questions[0], "")


def _tags(scribe: Scribe, note: Note) -> Iterator[str]:
    touched = indicators_touched(scribe, note)
    if touched:
        yield f"liên hệ {touched}"
    if note.scope:
        yield f"phạm vi: {choice(scribe, 'scopes', note.scope)}"
    if note.stance:
        yield _STANCES[note.stance]


def indicators_touched(scribe: Scribe, note: Note) -> str:
    """ "biểu hiện số 3, số 7", and signs beyond the list in the cell's own words (R35)."""
    board = scribe.meeting.board
    rows = [row for id in note.indicators if (row := board.row(id)) is not None]
    numbers = sorted({row.number for row in rows if row.number is not None})
    added = [f"biểu hiện khác “{clause(row.text)}”" for row in rows if row.number is None]
    numbered = ["biểu hiện " + ", ".join(f"số {number}" for number in numbers)] if numbers else []
    return ", ".join([*numbered, *added])


def choice(scribe: Scribe, scale: str, code: str) -> str:
    """The plan's word for a code of one of its scales; a code the plan does not know stands for itself."""
    plan = scribe.meeting.plan
    choices = plan.scopes_of(scribe.body) if scale == "scopes" else getattr(plan, scale)
    return next((str(item.label) for item in choices if item.code == code), code)


def owner(scribe: Scribe, said: Note | Commitment) -> str:
    """Who does it, or answers for it: somebody of the meeting, or the words as they are ("chi đoàn")."""
    return scribe.addressed(said.owner) if said.owner in scribe.meeting.labels else clause(said.owner)


def due(said: Note | Commitment) -> str:
    """By when: a day, a month or a year as papers write it, or the words as they are ("cuối quý")."""
    return written_day(clause(said.due))
