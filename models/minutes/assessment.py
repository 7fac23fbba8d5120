"""The indicators against the cell, row by row, signs beyond the list, and the remedies (R21, R33–R37, R7).

The wording of the directive is never invented: a slot without a text is cited by its number, an example is
called an example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from models.board import NOT_PRESENT, PRESENT, UNCLEAR, Row
from models.document import Block, Heading, Paragraph, Table
from models.minutes.phrases import capital, flat, ranges, sentence
from models.minutes.remarks import choice, due, indicators_touched, owner
from models.minutes.scribe import Scribe
from models.notes import Note

TABLE = "indicator"
"""Key of the table; a row is known as "indicator:7"."""

NOTHING, OPEN = "–", "…"
"""In a cell: nothing to say; nothing said yet."""

_ANSWERS = {PRESENT: "có", NOT_PRESENT: "không", UNCLEAR: "chưa rõ"}
_HEADER = ("Biểu hiện số", "Có/không", "Mức độ", "Phạm vi", "Nội dung, kết luận")
_WIDTHS = (0.11, 0.11, 0.13, 0.13, 0.52)


def assessment(scribe: Scribe) -> Iterator[Block]:
    """The table of the plan's indicators with its gaps, then the signs beyond the list.

    Nothing of them where the body does not take them up and answered none: what was said names them already.
    """
    board = scribe.meeting.board
    if not scribe.takes_up("indicators") and not any(row.present or row.conclusion for row in board.rows):
        return
    yield Paragraph("indicators", f"{_source(scribe)}: {_tally(board.numbered)}.")
    rows = tuple(_cells(scribe, row) for row in board.numbered)
    yield Table(TABLE, _HEADER, rows, _WIDTHS, aloud=True)
    yield from _gaps(scribe)
    if board.added:
        yield Paragraph("others", "Biểu hiện khác:")
        yield from (Paragraph(f"{TABLE}:{row.id}", _added(scribe, row), "item") for row in board.added)
    elif scribe.over("discussion"):
        yield Paragraph("others", "Biểu hiện khác: không ghi nhận.")


def _source(scribe: Scribe) -> str:
    """Where the indicators stand; true without their wording (domain.md 2.4)."""
    plan = scribe.meeting.plan
    directive = f"{plan.directive.name} {plan.directive.number}"
    count = len(plan.indicators)
    if any(indicator.status == "example" for indicator in plan.indicators):
        return f"Đối chiếu {count} biểu hiện của danh mục ví dụ minh hoạ, không phải lời văn của {directive}"
    return f"Đối chiếu {count} biểu hiện nêu tại Phụ lục {directive}"


def _tally(rows: Iterable[Row]) -> str:
    found = Counter(row.present for row in rows)
    said = [f"{word} {found[code]}" for code, word in _ANSWERS.items() if found[code]]
    if found[""]:
        said.append(f"chưa kết luận {found['']}")
    return ", ".join(said)


def _cells(scribe: Scribe, row: Row) -> tuple[str, ...]:
    return (
        row.id,
        _ANSWERS.get(row.present, OPEN),
        choice(scribe, "degrees", row.degree) if row.degree else NOTHING,
        choice(scribe, "scopes", row.scope) if row.scope else NOTHING,
        " ".join([*_wording(scribe, row), *_findings(row)]),
    )


def _wording(scribe: Scribe, row: Row) -> Iterator[str]:
    """The slot's short wording, if it has any; an example is labelled in every row."""
    status = next(item.status for item in scribe.meeting.plan.indicators if item.number == row.number)
    if status == "sourced":
        yield sentence(row.label)
    elif status == "example":
        yield sentence(f"(Ví dụ) {row.label}")


def _findings(row: Row) -> Iterator[str]:
    """What the cell said and decided about it."""
    if row.evidence.strip():
        yield sentence(capital(flat(row.evidence)))
    if row.conclusion.strip():
        yield sentence(f"Kết luận: {flat(row.conclusion)}")
    if row.decision.strip():
        yield sentence(f"Quyết định: {flat(row.decision)}")


def _added(scribe: Scribe, row: Row) -> str:
    """A sign beyond the list: its words, then the answers that were given."""
    answers = [_ANSWERS[row.present]] if row.present in _ANSWERS else []
    if row.degree:
        answers.append(f"mức độ {choice(scribe, 'degrees', row.degree)}")
    if row.scope:
        answers.append(f"phạm vi {choice(scribe, 'scopes', row.scope)}")
    return " ".join([sentence(row.text, answers), *_findings(row)])


def _gaps(scribe: Scribe) -> Iterator[Paragraph]:
    """What the board still lacks, a line for each kind of lack and not one for each indicator."""
    rows = scribe.meeting.board.numbered
    lacks = (
        ("untouched", "chưa đối chiếu", [row for row in rows if not row.touched]),
        ("open", "chưa có kết luận", [row for row in rows if row.touched and not row.concluded]),
        ("conflict", "hai máy ghi khác nhau", [row for row in rows if row.conflict]),
    )
    for key, lack, lacking in lacks:
        numbers = [row.number for row in lacking if row.number is not None]
        if numbers:
            yield from scribe.gap(f"indicators:{key}", f"Biểu hiện {ranges(numbers)}: {lack}")


# --- remedies ---------------------------------------------------------------------------------------------


def solutions(scribe: Scribe, number: int) -> Iterator[Block]:
    """The remedies under their own heading: whose, for whom, who does it, by when (R7, R22, R37)."""
    found = scribe.meeting.notes.solutions
    if found or scribe.meeting.agenda.begun(scribe.body.step_of_kind("discussion").id) is not None:
        yield Heading(2, f"{number}. Giải pháp khắc phục")
    yield from (Paragraph(f"solution:{note.id}", _solution(scribe, note), "item") for note in found)
    least = scribe.meeting.plan.thresholds.minimum_solutions
    if len(found) < least and scribe.drafting:
        yield from scribe.gap("solutions", f"Giải pháp khắc phục: có {len(found)}, cần ít nhất {least}")
    elif not found and scribe.over("discussion"):
        yield Paragraph("solutions", "Không ghi nhận giải pháp khắc phục.")


def _solution(scribe: Scribe, note: Note) -> str:
    who = f"{capital(scribe.addressed(note.person))} đề xuất: " if note.person and note.kind == "solution" else ""
    return who + sentence(note.text, _terms(scribe, note))


def _terms(scribe: Scribe, note: Note) -> Iterator[str]:
    touched = indicators_touched(scribe, note)
    if touched:
        yield f"khắc phục {touched}"
    if note.scope:
        yield f"phạm vi: {choice(scribe, 'scopes', note.scope)}"
    if note.owner.strip():
        yield f"người thực hiện: {owner(scribe, note)}"
    if note.due.strip():
        yield f"thời hạn: {due(note)}"
