"""How the board is drawn: its figures, its columns, and what is known of the row under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.agenda import MINUTE
from models.board import NOT_PRESENT, PRESENT, Board, Row
from models.indicators import Indicator
from models.notes import Note
from tui import words, words_indicators
from tui.draw import Line, Piece, beginning, cut, fit, line, rule, spread, table, wrap
from tui.phrases import scope_label

if TYPE_CHECKING:
    from tui.desk import Desk

WIDE = 72
"""Cells from which on degree and speakers have their columns."""
LABEL_MOST = 40
"""Cells that a short title takes; the first words of a text without one take more where the window has it."""
ANSWER_STYLES = {PRESENT: "warning", NOT_PRESENT: "done"}


# --- figures ---


def summary(desk: Desk, width: int) -> Line:
    """ "18/25 đã bàn · 3 chưa kết luận · còn 22′, mỗi biểu hiện 3′08" (L7); example texts are named so."""
    board = desk.meeting.board
    touched = [row for row in board.numbered if row.touched]
    unfinished = sum(1 for row in board.rows if row.touched and not row.concluded)
    pieces: list[Piece] = [(f" {len(touched)}/{len(board.numbered)} đã bàn", "strong")]
    pieces.append((words_indicators.BOARD_OPEN.format(count=unfinished), "missing" if unfinished else "plain"))
    if desk.meeting.agenda.ended is None:
        pieces.append(pace(desk, len(board.numbered) - len(touched)))
    mark = line((f" {words_indicators.EXAMPLE_MARK} ", "warning")) if has_examples(desk) else ()
    return spread(tuple(pieces), mark, width)


def pace(desk: Desk, rest: int) -> Piece:
    """What is left of the discussion's planned time, and how much of it each of the `rest` indicators may take."""
    step = desk.meeting.body.step_of_kind("discussion")
    left = step.minutes * MINUTE - desk.meeting.agenda.spent(step.id, desk.now())
    if left <= 0:
        return (words_indicators.BOARD_OVERTIME.format(minutes=-left // MINUTE), "warning")
    each = words_indicators.BOARD_EACH.format(pace=minutes_seconds(left // rest)) if rest else ""
    return (words_indicators.BOARD_LEFT.format(minutes=left // MINUTE) + each, "plain")


def minutes_seconds(ms: int) -> str:
    """ "3′08": minutes and seconds."""
    return f"{ms // MINUTE}′{ms % MINUTE // 1000:02d}"


def filter_strip(counts: Mapping[str, int], active: str) -> Line:
    """The filters with how many rows each leaves, the active one in brackets."""
    pieces: list[Piece] = [(" ", "plain")]
    for name, label in words_indicators.BOARD_FILTERS.items():
        text = f"{label} {counts[name]}"
        pieces.append((f"[{text}]", "now") if name == active else (f" {text} ", "muted"))
    return tuple(pieces)


def has_examples(desk: Desk) -> bool:
    """Whether the wording in use is only an example, not the Appendix."""
    return any(indicator.status == "example" for indicator in desk.meeting.plan.indicators)


# --- rows ---


def widths(width: int) -> list[int]:
    """Cells of the columns: mark and number, label, answer, speakers, remedies, differences, minutes, conclusion."""
    fixed = [4, 0, 12, 10 if width < 100 else 18, 2, 2, 4, 4] if width >= WIDE else [4, 0, 7, 0, 2, 2, 4, 4]
    room = width - sum(fixed) - len(fixed)
    fixed[1] = min(room, max(LABEL_MOST, room * 3 // 5))
    fixed[3] += room - fixed[1] if width >= WIDE else 0
    return fixed


def heads(width: int) -> Line:
    """The names of the columns."""
    sizes = widths(width)
    texts = [
        f"{text:>{size}}" if text in "#+~" else text
        for text, size in zip(words_indicators.BOARD_HEADS, sizes, strict=True)
    ]
    return _joined([(text, "muted") for text in texts], sizes)


def row_line(desk: Desk, row: Row, width: int) -> Line:
    """One indicator: every state is a word or a sign, colour only helps."""
    sizes = widths(width)
    minutes = desk.meeting.agenda.discussed(row.id, desk.now()) // MINUTE
    focused = desk.meeting.agenda.focus == row.id
    cells: list[Piece] = [
        (f"{_mark(row, focused)}{number_of(desk.meeting.board, row):>3}", "now" if focused else "muted"),
        (label_of(row, sizes[1]), _label_style(row, focused)),
        (answer(desk, row, sizes[2]), ANSWER_STYLES.get(row.present, "missing")),
        (speakers(desk, row), "plain"),
        (f"{len(row.solutions) or '':>2}", "plain"),
        (f"{len(row.differences) or '':>2}", _differences_style(row)),
        (f"{minutes}′".rjust(4) if minutes else "", "muted"),
        _conclusion(row),
    ]
    return _joined(cells, sizes)


def _joined(cells: list[Piece], sizes: list[int]) -> Line:
    """The cells in their columns; a column of no width is left out."""
    kept = [(cell, size) for cell, size in zip(cells, sizes, strict=True) if size]
    return table([[cell for cell, _ in kept]], [size for _, size in kept])[0]


def _mark(row: Row, focused: bool) -> str:
    if row.conflict:
        return words.RIVAL_SIGN
    return "▸" if focused else " "


def _label_style(row: Row, focused: bool) -> str:
    if focused:
        return "now"
    return "plain" if row.touched else "muted"


def _differences_style(row: Row) -> str:
    return "warning" if any(note.outcome == "open" for note in row.differences) else "plain"


def _conclusion(row: Row) -> Piece:
    if row.concluded:
        return (words_indicators.CONCLUDED, "done")
    return (words_indicators.NOT_CONCLUDED, "missing") if row.touched else ("", "plain")


def number_of(board: Board, row: Row) -> int:
    """The number people call a row by: those added go on after the list, as `#26` in notes does."""
    if row.number is not None:
        return row.number
    return len(board.numbered) + 1 + [added.id for added in board.added].index(row.id)


def label_of(row: Row, room: int) -> str:
    """The short title, else as much of the text as there is room for, or that the Appendix has not been entered."""
    if row.text or row.number is None:
        untitled = row.text.startswith(row.label.removesuffix("…"))
        return cut(row.text if untitled else row.label, room)
    blank = words_indicators.BOARD_BLANK.format(number=row.number)
    return blank if len(blank) <= room else words_indicators.BOARD_BLANK_SHORT.format(number=row.number)


def answer(desk: Desk, row: Row, room: int) -> str:
    """ "có, phổ biến", "có, mức độ?", "không", "chưa rõ"; only the answer where there is no room."""
    said = words_indicators.PRESENT_WORDS.get(row.present, "")
    if row.present != PRESENT or room < 12:
        return said
    return f"{said}, {degree(desk, row) or words_indicators.DEGREE_MISSING}"


def degree(desk: Desk, row: Row) -> str:
    """The degree in the words of the plan's scale (R34)."""
    return next((choice.label for choice in desk.meeting.plan.degrees if choice.code == row.degree), row.degree)


def speakers(desk: Desk, row: Row) -> str:
    """How many spoke of it, and their initials; namesakes carry their birth year: "3 NVH61 LBM PTH"."""
    return " ".join([str(len(row.speakers)), *(initials(desk, who) for who in row.speakers)]) if row.speakers else ""


def initials(desk: Desk, person: str) -> str:
    """ "NVH", or "NVH61" where a namesake is in the meeting."""
    known = desk.meeting.people.get(person)
    name = known.full_name if known is not None else desk.meeting.name(person)
    letters = "".join(word[0] for word in name.split())
    return letters + known.birth_year[-2:] if known is not None and desk.meeting.name(person) != name else letters


# --- the row under the cursor ---


def detail_block(desk: Desk, row: Row, width: int, height: int) -> list[Line]:
    """`height` lines about one row: its wording, then what was concluded, shown and said, the newest first."""
    title = f"{number_of(desk.meeting.board, row)} · {row.label}"
    lines = [rule(width, title)]
    lines += beginning(_wording(desk, row, width), max(2, height // 2), width)
    if row.conflict:
        lines.append(line((f" {words_indicators.DETAIL_CONFLICT}", "wrong")))
    facts = _facts(desk, row)
    lines += [fit(line((f" {label}: ", "muted"), text), width) for label, text in facts]
    lines += [fit(line((" ", "plain"), *_note(desk, note)), width) for note in reversed(row.notes)]
    if not row.touched:
        lines.append(line((f" {words_indicators.DETAIL_UNTOUCHED}", "muted")))
    lines += [()] * height
    return lines[:height]


def _wording(desk: Desk, row: Row, width: int) -> list[Line]:
    """The indicator's text, an example named as one; a blank slot says so."""
    if row.number is None:
        return [line((f" {part}", "plain")) for part in wrap(row.text, width - 2)] if row.text != row.label else []
    slot: Indicator = desk.meeting.plan.indicator(row.number)
    if slot.status == "missing":
        return [line((f" {words_indicators.BOARD_BLANK.format(number=row.number)}", "missing"))]
    mark = f"({words_indicators.EXAMPLE_MARK}) " if slot.status == "example" else ""
    return [line((f" {part}", "plain")) for part in wrap(f"{mark}{slot.text}", width - 2)]


def _facts(desk: Desk, row: Row) -> list[tuple[str, str]]:
    """(label, text) of what was assessed and who spoke; what is unknown is left out."""
    meeting = desk.meeting
    scope = scope_label(desk, row.scope)
    who = ", ".join(meeting.name(person) for person in row.speakers)
    raised = meeting.name(row.raised_by) if row.raised_by else ""
    people = " · ".join(part for part in (f"{raised} (nêu)" if raised else "", who if who != raised else "") if part)
    found = [
        (words_indicators.BOARD_CONCLUSION.capitalize(), row.conclusion),
        (words_indicators.BOARD_EVIDENCE.capitalize(), row.evidence),
        (words_indicators.BOARD_SCOPE.capitalize(), scope),
        (words_indicators.BOARD_SPOKE, people),
    ]
    return [(label, text) for label, text in found if text]


def _note(desk: Desk, note: Note) -> list[Piece]:
    """One note in brief: its sign, its words, whose they are."""
    who = f" ({initials(desk, note.person)})" if note.person else ""
    outcome = f" · {words.OUTCOMES[note.outcome]}" if note.kind == "difference" else ""
    return [(f"{words.NOTE_SIGNS[note.kind]} ", "muted"), (note.text, "plain"), (f"{who}{outcome}", "muted")]
