"""Lists and figures as lines: how things stand, who is here, what was recorded, the board, the paper (L23)."""

from __future__ import annotations

from collections.abc import Iterable

from models.agenda import MINUTE
from models.board import Row
from models.document import Block, Document, Heading, Paragraph, Recipients, Signatures, Table
from models.floor import Turn
from models.minutes.aloud import row_sentence
from models.notes import Note
from models.rules import RuleState
from tui import phrases, words, words_attendance, words_indicators
from tui import words_closing as closing
from tui import words_plain as texts
from tui.asking import day_first
from tui.desk import Desk
from tui.panes import board_view
from tui.panes.beside import pace_line
from tui.panes.live import LivePane
from tui.plain.bench import spoken


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


# --- how things stand -------------------------------------------------------------------------------------------


def status(desk: Desk) -> list[str]:
    """Unit and clock, step, speaker, what is discussed, who is here, what needs attention, what is on disk."""
    if not desk.has_meeting:
        return [texts.NO_MEETING_OPEN]
    meeting = desk.meeting
    marks = [words.REHEARSAL_MARK] if meeting.identity.rehearsal else []
    marks += [] if desk.writable else [words.READ_ONLY]
    day = day_first(meeting.details.text("date"))
    unit = meeting.details.text("unit") or words.APP
    attention = len(phrases.attention(desk))
    focus = meeting.agenda.focus
    return [
        texts.STATUS_UNIT.format(unit=unit, day=day, mark="".join(f", {mark}" for mark in marks)),
        texts.STATUS_CLOCK.format(clock=desk.clock(desk.now()), state=_clock(desk)),
        *_step(desk),
        _speaker(desk),
        *([queue(desk)] if meeting.floor.queue else []),
        *([texts.STATUS_FOCUS.format(label=phrases.indicator_name(meeting.board.row(focus)))] if focus else []),
        figures(desk),
        *([texts.STATUS_ATTENTION.format(count=attention)] if attention else []),
        _saved(desk),
    ]


def _clock(desk: Desk) -> str:
    agenda, limits = desk.meeting.agenda, desk.meeting.plan.thresholds
    if agenda.started is None:
        return words.NOT_STARTED
    spent = agenda.elapsed(desk.now(), breaks_count=limits.breaks_count) // MINUTE
    least = limits.minimum_minutes
    rest = words.ENOUGH.format(minutes=least) if spent >= least else words.REMAINING.format(minutes=least - spent)
    state = words.ENDED if agenda.ended is not None else words.PAUSED.lower() if agenda.paused else ""
    pace = pace_line(desk)
    return _joined((state, texts.STATUS_SPENT.format(spent=spent, rest=rest), pace[0] if pace else ""))


def _step(desk: Desk) -> list[str]:
    """The running step and the one to come."""
    current, steps = desk.meeting.agenda.current, desk.meeting.body.steps
    place = next((place for place, step in enumerate(steps) if current is not None and step.id == current.step), None)
    if place is None:
        return []
    step = steps[place]
    coming = words.STEP_COMING.format(step=steps[place + 1].label) if place + 1 < len(steps) else words.STEP_LAST
    spent = desk.meeting.agenda.spent(step.id, desk.now()) // MINUTE
    given = {"number": place + 1, "count": len(steps), "step": step.label, "coming": coming.capitalize()}
    return [texts.STATUS_STEP.format(**given, spent=spent, planned=step.minutes)]


def _speaker(desk: Desk) -> str:
    meeting = desk.meeting
    turn = meeting.floor.current
    if turn is None:
        return texts.STATUS_NOBODY
    time = spoken(meeting.floor.spoken(turn, meeting.agenda, desk.now()))
    return texts.STATUS_SPEAKER.format(name=meeting.name(turn.person), spoken=time)


def queue(desk: Desk) -> str:
    """Who waits to speak."""
    names = _joined(map(desk.meeting.name, desk.meeting.floor.queue))
    return texts.WAITING.format(names=names) if names else texts.WAITING_NONE


def figures(desk: Desk) -> str:
    """The figures of the attendance block in one line."""
    counts = desk.meeting.attendance.counts(desk.now())
    groups = phrases.attendance_figures(desk.meeting, counts, narrow=False)
    return texts.STATUS_PEOPLE.format(figures=_joined(part for group in groups for part in group))


def _saved(desk: Desk) -> str:
    unsaved = desk.replica.unsaved if desk.replica is not None else 0
    return texts.STATUS_UNSAVED.format(count=unsaved) if unsaved else texts.STATUS_SAVED


# --- people -----------------------------------------------------------------------------------------------------


def people(desk: Desk) -> list[str]:
    """Everybody of the roll with state, standing and times; then the guests."""
    meeting = desk.meeting
    rows = []
    for person in meeting.attendance.members.values():
        presence = meeting.attendance.presence[person.id]
        state, _ = phrases.presence_state(person, presence)
        parts = (state, phrases.standing(person), phrases.presence_times(desk, presence, 80))
        rows.append((meeting.name(person.id), _joined(parts)))
    for guest in meeting.guests.values():
        kind = words_attendance.STATE_SUPERIOR if guest.superior else words_attendance.STATE_GUEST
        rows.append((guest.name, _joined((kind, guest.post))))
    numbered = (
        texts.LIST_ROW.format(number=number, name=name, parts=parts) for number, (name, parts) in enumerate(rows, 1)
    )
    return [figures(desk), *numbered]


# --- what was recorded ------------------------------------------------------------------------------------------


def log(desk: Desk, count: int) -> list[str]:
    """The last `count` turns and notes, each with the number that stays its own."""
    items = LivePane().items(desk)
    first = max(0, len(items) - count)
    return [_item(desk, number, item) for number, item in enumerate(items[first:], first + 1)] or [words.NOTHING_HERE]


def _item(desk: Desk, number: int, item: Note | Turn) -> str:
    meeting = desk.meeting
    if isinstance(item, Note):
        kind = words.NOTE_KINDS[item.kind].capitalize()
        text = _joined((item.text, phrases.note_tags(desk, item)))
        return texts.LOG_NOTE.format(number=number, kind=kind, text=text)
    time = words.SPEAKING.strip()
    if item.stop is not None:
        time = spoken(meeting.floor.spoken(item, meeting.agenda, item.stop))
    kind = words.TURN_KINDS[item.kind]
    clock, name = desk.clock(item.start), meeting.name(item.person)
    return texts.LOG_TURN.format(number=number, clock=clock, name=name, kind=kind, spoken=time)


def board(desk: Desk) -> list[str]:
    """The figures of the board and every indicator."""
    figures = "".join(text for text, _ in board_view.summary(desk, 400))
    return [figures, *(_board_row(desk, row) for row in desk.meeting.board.rows)]


def _board_row(desk: Desk, row: Row) -> str:
    counts = {
        words_indicators.BOARD_SPOKE.lower(): len(row.speakers),
        words.NOTE_KINDS["solution"]: len(row.solutions),
        words.NOTE_KINDS["difference"]: len(row.differences),
    }
    said = (f"{label} {count}" for label, count in counts.items() if count)
    state = (
        words_indicators.CONCLUDED
        if row.concluded
        else words_indicators.NOT_CONCLUDED
        if row.touched
        else words_indicators.BOARD_FILTERS["untouched"]
    )
    number, label = board_view.number_of(desk.meeting.board, row), board_view.label_of(row, 80)
    parts = _joined((board_view.answer(desk, row, 80), *said, state))
    return texts.BOARD_ROW.format(number=number, label=label, parts=parts)


def rules(states: Iterable[RuleState]) -> list[str]:
    """Every rule: code, how it stands, figure, what still cures it."""
    return [rule(state) for state in states]


def rule(state: RuleState) -> str:
    """One rule in a line."""
    word, _ = closing.STATE_WORDS[state.state]
    told = f"{state.code} {state.label}: {_joined((word, state.figure))}"
    return ". ".join(part for part in (told, state.reason or state.cure) if part)


# --- the paper --------------------------------------------------------------------------------------------------


def paper(document: Document) -> list[str]:
    """The minutes, a paragraph a line, tables row by row."""
    head = document.letterhead
    opening = (document.mark, head.parent, head.issuer, head.number, head.place_date, head.title, *head.abstract)
    return [*opening, *(text for block in document.blocks for text in _block(block)), document.footer]


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return [text]
        case Table():
            return [row_sentence(block, row) for row in block.rows]
        case Signatures(columns=columns):
            return [_joined((column.title, column.caption, column.name)) for column in columns]
        case Recipients(entries=entries):
            return list(entries)
