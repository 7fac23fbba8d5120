"""Sentences of the screen that need the meeting: they fill the words of `tui.words` with what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from models.attendance import Counts, Presence
from models.board import Row
from models.fact import AssessedField, Value
from models.notes import Note
from models.people import Person
from models.posts import is_plain_member
from models.ruling import Refusal
from models.vietnamese.words import percent
from tui import words, words_commitments, words_indicators, words_oddities
from tui import words_attendance as texts
from tui.draw import Line, cut, cut_name, line, pad
from tui.phrases_oddities import oddity

if TYPE_CHECKING:
    from models.meeting import Meeting
    from tui.desk import Desk


SPOKEN_WIDTH = 12
"""Cells of "đã nói 12"."""


def refusal(refused: Refusal) -> str:
    """Why not, and what to do."""
    return words.REFUSALS[refused.code].format(**dict(refused.given))


def stopwatch(ms: int) -> str:
    """ "02:13", or "1:02:13" from an hour on."""
    seconds = ms // 1000
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute:02d}:{second:02d}"


def minutes_of(ms: int) -> int:
    """Whole minutes that are over."""
    return ms // 60_000


# --- people ---


def standing(person: Person) -> str:
    """Post and kind of membership in a few words; a plain member of the Party has no post."""
    post = "" if is_plain_member(person.role) else person.role
    kind = "" if person.status == "chính thức" else person.status
    return " · ".join(part for part in (post, kind) if part)


def name_width(width: int) -> int:
    """Cells for a person's name in a list of so many: a long name whole where there is room."""
    return max(26, min(40, width - 75), min(50, width - 110))


def person_row(desk: Desk, person: str, width: int) -> Line:
    """A person in a list of hits: name, where they are, post, how often they spoke; the post gives way first."""
    meeting = desk.meeting
    room = name_width(width)
    name = pad(cut_name(meeting.name(person), room), room + 1)
    member = meeting.attendance.members.get(person)
    if member is None:
        guest = meeting.guests.get(person)
        kind = texts.STATE_SUPERIOR if guest is not None and guest.superior else texts.STATE_GUEST
        return line(name, (pad(kind, 17), "done"), (guest.post if guest else "", "muted"))
    state, style = presence_state(member, meeting.attendance.presence[person])
    spoken = sum(1 for turn in meeting.floor.contributions() if turn.person == person)
    post = max(0, width - room - 1 - 17 - SPOKEN_WIDTH)
    return line(
        name,
        (pad(state, 17), style),
        (pad(cut(standing(member), post - 1), post), "muted"),
        (f"đã nói {spoken}" if spoken else "", "muted"),
    )


def presence_state(person: Person, presence: Presence) -> tuple[str, str]:
    """(word, style) of where somebody is."""
    if presence.conflict:
        return texts.STATE_CONFLICT, "warning"
    if presence.here:
        if presence.arrived_late is not None:
            return texts.STATE_LATE, "done"
        return (texts.STATE_BACK if presence.moves else texts.STATE_PRESENT), "done"
    if presence.attended:
        return texts.STATE_LEFT, "plain"
    if presence.mark == "excused":
        return texts.STATE_EXCUSED, "plain"
    if presence.mark == "unexcused":
        return texts.STATE_UNEXCUSED, "wrong"
    if person.is_exempt:
        return texts.STATE_EXEMPT, "muted"
    if person.is_away:
        return texts.STATE_AWAY, "muted"
    if person.is_suspended:
        return texts.STATE_SUSPENDED, "muted"
    return texts.STATE_UNMARKED, "missing"


def presence_times(desk: Desk, presence: Presence, room: int) -> str:
    """Comings and goings, or the reason of an absence, in `room` cells; of many moves the last ones."""
    if not presence.moves:
        return cut(presence.reason, room)
    ways = {"in": "đến", "out": "về"}
    moves = [f"{ways[move.way]} {desk.clock(move.at)}" for move in presence.moves]
    told = ", ".join(moves)
    while len(moves) > 1 and cell_len(told) > room:
        moves.pop(0)
        told = "… " + ", ".join(moves)
    return told


def attendance_figures(meeting: Meeting, counts: Counts, *, narrow: bool) -> list[list[str]]:
    """The figures of the attendance block: who is of the meeting, who is here and may vote; one group if `narrow`.

    A committee has no members on probation: it is not told of any.
    """
    rate = percent(counts.present_obliged, counts.obliged, 1) if counts.obliged else "–"
    absent = counts.excused + counts.unexcused
    given = {name: getattr(counts, name) for name in counts.__struct_fields__} | {
        "rate": rate,
        "absent": absent,
        "majority": meeting.plan.thresholds.majority.least_exceeding(counts.base),
    }
    whole = texts.COUNTS_COMMITTEE if meeting.body.voting == "committee" else texts.COUNTS_ALL
    groups = (texts.COUNTS_SHORT,) if narrow else (whole, texts.COUNTS_VOTING)
    return [group.format(**given).split("|") for group in groups]


# --- notes and indicators ---


def indicator_short(row: Row | None) -> str:
    """ "7", or a few words for one beyond the list."""
    if row is None:
        return "?"
    return str(row.number) if row.number is not None else cut(row.label, 20)


def indicator_name(row: Row | None) -> str:
    """Number and short title."""
    if row is None:
        return "?"
    return f"{row.number} · {row.label}" if row.number is not None else row.label


def assessed(desk: Desk, field: AssessedField, value: Value) -> str:
    """What was said of an indicator: "có", "mức độ: có lúc", "kết luận: …"."""
    meeting, text = desk.meeting, str(value or "")
    scales = {"degree": meeting.plan.degrees, "scope": meeting.plan.scopes_of(meeting.body)}
    if field == "present":
        return words_indicators.PRESENT_WORDS.get(text, text)
    if field == "raised_by":
        return f"{words_indicators.ASSESSED[field]}: {meeting.name(text)}"
    label = next((choice.label for choice in scales.get(field, ()) if choice.code == text), text)
    return f"{words_indicators.ASSESSED[field]}: {cut(label, 40)}"


def scope_label(desk: Desk, code: str) -> str:
    """Whom a statement is about, the collective called as the body calls itself."""
    meeting = desk.meeting
    return next((scope.label for scope in meeting.plan.scopes_of(meeting.body) if scope.code == code), code)


def note_tags(desk: Desk, note: Note) -> str:
    """What a note is tagged with, as short signs."""
    board = desk.meeting.board
    parts = [f"#{indicator_short(board.row(id))}" for id in note.indicators]
    parts += [f"/{question.removeprefix('Q')}" for question in note.questions]
    parts += [scope_label(desk, note.scope)] if note.scope else []
    parts += [words.STANCES[note.stance]] if note.stance else []
    parts += [f"ai: {desk.meeting.name(note.owner)}"] if note.owner else []
    parts += [f"hạn {due(note.due)}"] if note.due else []
    parts += [words.OUTCOMES[note.outcome]] if note.kind == "difference" else []
    return " · ".join(parts)


def due(iso: str) -> str:
    """An ISO date day first; free words as they are."""
    return "/".join(reversed(iso.split("-"))) if iso[:4].isdigit() else iso


# --- attention ---


CONTRADICTIONS = 3
"""Contradictions told beside what happens; all of them have a pane of their own."""


def attention(desk: Desk) -> list[tuple[str, str]]:
    """(sentence, style) of what is wrong or at risk, the worst first."""
    meeting = desk.meeting
    found = [(sentence, "wrong") for sentence in _contradictions(desk)]
    for state in desk.rules():
        text = f"{state.label}: {state.figure}" if state.figure else state.label
        if state.state == "failed":
            found.append((text, "wrong"))
        elif state.state == "risk":
            found.append((text, "warning"))
    if meeting.agenda.running:
        quiet = silent(desk)
        if quiet:
            names = ", ".join(meeting.name(person) for person in quiet[:3])
            more = f" và {len(quiet) - 3} người nữa" if len(quiet) > 3 else ""
            found.append((f"Chưa phát biểu: {names}{more}", "missing"))
        left = sum(one.state == "open" for one in meeting.commitments.values())
        if left:
            found.append((words_commitments.COMMITMENTS_LEFT.format(count=left), "missing"))
    return found


def _contradictions(desk: Desk) -> list[str]:
    """The first of them in words, the rest by their number and where they all stand."""
    odd = desk.meeting.oddities
    told = [oddity(desk, one) for one in odd[:CONTRADICTIONS]]
    rest = len(odd) - len(told)
    return [*told, words_oddities.ODDITIES_MORE.format(count=rest)] if rest else told


def silent(desk: Desk) -> tuple[str, ...]:
    """Who is here and has not spoken: longest silence first, then in the order of the roll (L10)."""
    meeting, now = desk.meeting, desk.now()
    here = meeting.attendance.in_room(now)
    return meeting.floor.silent((id for id in meeting.attendance.members if id in here), meeting.agenda, now)
