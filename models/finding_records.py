"""What can be found of one meeting: its record for `models.finding`, made from what it adds up to (L24)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date

from models.board import Board, Row
from models.details import DETAILS
from models.finding import MEETING_LINE, OPEN, Item, ItemKind, Named, Record, words_of
from models.meeting import Meeting
from models.notes import Note
from models.shorthand import SIGN_OF_KIND
from models.vietnamese.text import nfc
from models.vietnamese.words import short_date

Tagged = tuple[list[str], Item]
"""A thing to be found and the signs it is found by."""


def open_notes(meeting: Meeting) -> frozenset[str]:
    """The ids of the notes that still want something: a difference not settled (R38), a question that no turn
    answered, a remedy, a task or work left over, open until a later meeting says that it is done (R7, R37, L16)."""
    answered = {turn.answers for turn in meeting.floor.turns if turn.answers}
    return frozenset(
        note.id
        for note in meeting.notes.all
        if note.kind in ("solution", "task", "backlog")
        or (note.kind == "difference" and note.outcome == "open")
        or (note.kind == "question" and note.turn not in answered)
    )


def record_of(meeting: Meeting, id: str, offset: int) -> Record:
    """The record of a meeting. `offset`: minutes east of UTC of its times."""
    people = _People(meeting)
    found = sorted(_timed(meeting, people), key=lambda tagged: tagged[1].at)
    things = [_head(meeting), *found, *_indicators(meeting.board, people), *_details(meeting)]
    return Record(
        meeting=id,
        date=meeting.details.text("date"),
        unit=meeting.details.text("unit"),
        offset=offset,
        people=tuple(people.known),
        keys="".join(f"{_key(tags, item)}\n" for tags, item in things),
        rows="".join(f"{_row(item)}\n" for _, item in things).encode(),
        done=tuple(one.id for one in meeting.commitments.values() if one.state == "done"),
    )


class _People:
    """Numbers those who said or are to do something, in the order they come up."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._places: dict[str, int] = {}
        self.known: list[Named] = []

    def place(self, person: str) -> int:
        """The number of a person, a guest or a free name; -1 for nobody."""
        if not person:
            return -1
        if person not in self._places:
            self._places[person] = len(self.known)
            member, guest = self._meeting.people.get(person), self._meeting.guests.get(person)
            name = member.full_name if member else guest.name if guest else person
            self.known.append(Named(name, member.birth_year if member else "", self._meeting.name(person)))
        return self._places[person]


def _key(tags: list[str], item: Item) -> str:
    """The line a thing is found by."""
    at = [f"@{place}" for place in sorted({item.person, item.owner}) if place >= 0]
    return f" {' '.join([*at, *tags, *words_of(item.text)])} "


def _row(item: Item) -> str:
    fields = [item.kind, item.id, item.at, item.person, item.owner, item.text]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


# --- the things ----------------------------------------------------------------------------------------------------


def _head(meeting: Meeting) -> Tagged:
    """The meeting itself: unit, day, place, chair, what it was about."""
    details = meeting.details
    day = details.text("date")
    parts = [details.text("unit"), _day_first(day), details.text("place"), meeting.name(details.text("chair"))]
    parts += [*details.lines("focus_topics"), details.text("task_tie")]
    return [MEETING_LINE.strip()], _item("meeting", "", 0, " · ".join(filter(None, parts)))


def _timed(meeting: Meeting, people: _People) -> Iterator[Tagged]:
    """Notes, turns of which no note was taken, votes."""
    number = numbers_of(meeting.board)
    still_open = open_notes(meeting)
    for note in meeting.notes.all:
        who, owner = people.place(note.person), people.place(note.owner)
        yield _note_tags(note, number, note.id in still_open), _item(note.kind, note.id, note.at, note.text, who, owner)
    noted = {note.turn for note in meeting.notes.all}
    for turn in meeting.floor.turns:
        if turn.id not in noted:
            yield [], _item("turn", turn.id, turn.start, "", people.place(turn.person))
    for vote in meeting.votes.values():
        yield [], _item("vote", vote.motion, vote.at, vote.title)


def _note_tags(note: Note, number: Callable[[str], str], is_open: bool) -> list[str]:
    tags = [SIGN_OF_KIND[note.kind], *(f"#{number(id)}" for id in note.indicators)]
    tags += [f"/{question.removeprefix('Q')}" for question in note.questions]
    return [*tags, OPEN] if is_open else tags


def _indicators(board: Board, people: _People) -> Iterator[Tagged]:
    """What was put down about an indicator itself, and the wording of a sign added in the meeting (R35)."""
    number = numbers_of(board)
    for row in board.rows:
        text = " · ".join(filter(None, _said(row)))
        if text:
            yield [f"#{number(row.id)}"], _item("indicator", row.id, 0, text, people.place(row.raised_by))


def _said(row: Row) -> tuple[str, ...]:
    """The board's own words; a conclusion that a note holds is found as that note."""
    noted = any(note.text == row.conclusion for note in row.notes)
    return (row.text if row.number is None else "", row.evidence, "" if noted else row.conclusion, row.decision)


def _details(meeting: Meeting) -> Iterator[Tagged]:
    """What the chair said in summing up, and the other long fields (R40–R44, R73)."""
    for detail in DETAILS:
        text = meeting.details.text(detail.name)
        if detail.phase != "preparation" and detail.kind in ("long", "text") and text:
            yield [], _item("detail", detail.name, 0, text)


def _item(kind: ItemKind, id: str, at: int, text: str, person: int = -1, owner: int = -1) -> Item:
    return Item(kind, id, at, person, owner, " ".join(nfc(text).split()))


def numbers_of(board: Board) -> Callable[[str], str]:
    """The number people know an indicator by: its own, or the next free ones for those added (`models.shorthand`)."""
    added = {row.id: str(len(board.numbered) + place) for place, row in enumerate(board.added, 1)}
    return lambda indicator: added.get(indicator, indicator)


def _day_first(iso: str) -> str:
    """ "15/09/2023", or the text as it is."""
    try:
        return short_date(date.fromisoformat(iso))
    except ValueError:
        return iso
