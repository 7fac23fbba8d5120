"""What was said, step by step in order of time: turns with notes, replies under questions (R84, L13).

Everybody's words stay under the speaker's own name; nothing is merged away (R85).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from models.document import Paragraph, ParagraphKind
from models.fact import TurnKind
from models.floor import Turn
from models.minutes.ballots import ballot
from models.minutes.phrases import capital
from models.minutes.remarks import remark
from models.minutes.reserved import reserved
from models.minutes.scribe import Scribe
from models.notes import Note
from models.votes import ADOPTION, ELECTRONIC


class _Manner(NamedTuple):
    """How a kind of turn is told: before its words, without any words, and whether words are needed."""

    with_words: str
    without: str
    needs_words: bool


_MANNERS: dict[TurnKind, _Manner] = {
    "opinion": _Manner("", " phát biểu ý kiến", True),
    "paper": _Manner(" trình bày tham luận", " trình bày tham luận", True),
    "question": _Manner(" hỏi", " nêu câu hỏi", True),
    "reply": _Manner(" trả lời", " trả lời", True),
    "guidance": _Manner(" gợi mở, định hướng thảo luận", " gợi mở, định hướng thảo luận", False),
    "order": _Manner(" nêu ý kiến về thủ tục", " nêu ý kiến về thủ tục", False),
    "report": _Manner(" trình bày", "", False),
    "conclusion": _Manner(" kết luận", "", False),
}
"""A report or a conclusion without words is told by its step already."""

_LISTED_ELSEWHERE = ("solution", "task", "difference", "backlog")
"""Kinds of notes that have a list of their own: without a speaker they stand only there."""


class _Event(NamedTuple):
    at: int
    step: str
    paragraphs: tuple[Paragraph, ...]


def speeches(scribe: Scribe) -> Mapping[str, tuple[Paragraph, ...]]:
    """The paragraphs of each step, by step id, in order of time."""
    meeting = scribe.meeting
    told: dict[str, list[Paragraph]] = defaultdict(list)
    events = [*_turns(scribe), *_loose_notes(scribe), *_pauses(scribe)]
    events += [
        _Event(vote.at, meeting.agenda.step_at(vote.at), (ballot(scribe, vote), *reserved(scribe, vote.motion)))
        for vote in meeting.votes.values()
        if vote.motion not in (ADOPTION, ELECTRONIC)
    ]
    fallback = scribe.body.step_of_kind("discussion").id
    for event in sorted(events, key=lambda event: event.at):
        step = event.step if scribe.step(event.step) else fallback
        told[step].extend(event.paragraphs)
    return {step: tuple(paragraphs) for step, paragraphs in told.items()}


# --- turns ------------------------------------------------------------------------------------------------


def step_of(scribe: Scribe, turn: Turn) -> str:
    """The step a turn belongs to; "" when it was outside all."""
    return turn.step or scribe.meeting.agenda.step_at(turn.start)


def _turns(scribe: Scribe) -> Iterator[_Event]:
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in scribe.meeting.notes.all:
        notes[note.turn].append(note)
    replies = _replies(scribe.meeting.floor.turns)
    answering = {reply.id for replies_to in replies.values() for reply in replies_to}
    for turn in scribe.meeting.floor.turns:
        if turn.id not in answering:
            paragraphs = _with_replies(scribe, turn, notes, replies, "item")
            yield _Event(turn.start, step_of(scribe, turn), tuple(paragraphs))


def _replies(turns: Iterable[Turn]) -> Mapping[str, list[Turn]]:
    """Turn id → the later turns that answer it; one that answers nothing earlier stands by itself."""
    earlier: dict[str, list[Turn]] = {}
    for turn in turns:
        if turn.answers in earlier:
            earlier[turn.answers].append(turn)
        earlier[turn.id] = []
    return earlier


def _with_replies(
    scribe: Scribe,
    turn: Turn,
    notes: Mapping[str, list[Note]],
    replies: Mapping[str, list[Turn]],
    kind: ParagraphKind,
) -> Iterator[Paragraph]:
    """A turn, then what answers it, indented."""
    yield from _turn(scribe, turn, notes.get(turn.id, []), kind)
    for reply in replies[turn.id]:
        yield from _with_replies(scribe, reply, notes, replies, "subitem")


def _turn(scribe: Scribe, turn: Turn, notes: list[Note], kind: ParagraphKind) -> Iterator[Paragraph]:
    """Who spoke and the first note in one paragraph, each further note in its own."""
    manner, who = _MANNERS[turn.kind], capital(scribe.addressed(turn.person))
    key = f"turn:{turn.id}"
    if notes:
        yield Paragraph(key, f"{who}{manner.with_words}: {remark(scribe, notes[0], turn.kind)}", kind)
        for note in notes[1:]:
            yield Paragraph(f"note:{note.id}", remark(scribe, note, turn.kind), "subitem")
    elif manner.needs_words and scribe.drafting:
        yield Paragraph(key, f"{who}{manner.without}: {scribe.blank('nội dung')}", kind, gap=True)
    elif manner.without:
        yield Paragraph(key, f"{who}{manner.without}.", kind)


# --- what belongs to no turn ------------------------------------------------------------------------------


def _loose_notes(scribe: Scribe) -> Iterator[_Event]:
    """Notes written while nobody had the floor, or whose turn was taken back."""
    turns = {turn.id for turn in scribe.meeting.floor.turns}
    for note in scribe.meeting.notes.all:
        if note.turn in turns or (not note.person and note.kind in _LISTED_ELSEWHERE):
            continue
        who = f"{capital(scribe.addressed(note.person))}: " if note.person else ""
        paragraph = Paragraph(f"note:{note.id}", who + remark(scribe, note), "item")
        yield _Event(note.at, note.step or scribe.meeting.agenda.step_at(note.at), (paragraph,))


def _pauses(scribe: Scribe) -> Iterator[_Event]:
    """Breaks stand in the minutes (L9); one not over yet has no end to tell."""
    agenda = scribe.meeting.agenda
    for index, pause in enumerate(agenda.pauses, start=1):
        until = f" đến {scribe.clock(pause.stop)}" if pause.stop is not None else ""
        text = f"{scribe.session} tạm nghỉ từ {scribe.clock(pause.start)}{until}."
        yield _Event(pause.start, agenda.step_at(pause.start), (Paragraph(f"pause:{index}", text, "item"),))
