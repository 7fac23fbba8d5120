"""The board of indicators: what the meeting said of each of them (L7, R21, R33–R35)."""

from __future__ import annotations

from msgspec import Struct

from models.ledger import Ledger
from models.notes import Note, Notes
from models.plan import Plan

PRESENT, NOT_PRESENT, UNCLEAR = "co", "khong", "chua_ro"
"""Answers to "does the cell show it?" (R33)."""

_ANSWERS = ("present", "degree", "scope", "evidence", "conclusion", "decision")
"""The fields that two desks may answer differently."""


class Row(Struct, frozen=True):
    """One indicator. `id` is its number as text, or the id of a sign added beyond the list (R35)."""

    id: str
    number: int | None
    group: int | None
    label: str
    text: str
    present: str  # PRESENT, NOT_PRESENT, UNCLEAR or ""
    degree: str  # code of the plan's scale, "" when none is said
    scope: str
    evidence: str
    conclusion: str
    decision: str
    raised_by: str  # person id
    speakers: tuple[str, ...]  # person ids, each once, in order
    notes: tuple[Note, ...]
    conflict: bool  # two desks assessed a field differently

    @property
    def solutions(self) -> tuple[Note, ...]:
        """Remedies noted for it."""
        return tuple(note for note in self.notes if note.kind in ("solution", "task"))

    @property
    def differences(self) -> tuple[Note, ...]:
        """Differing opinions about it."""
        return tuple(note for note in self.notes if note.kind == "difference")

    @property
    def touched(self) -> bool:
        """Anything was said or decided about it."""
        return bool(self.notes or self.present or self.conclusion)

    @property
    def concluded(self) -> bool:
        """The meeting came to an answer: yes with a degree, or no, or a conclusion in words."""
        return bool(self.conclusion) or self.present == NOT_PRESENT or (self.present == PRESENT and bool(self.degree))


class Board(Struct, frozen=True):
    """The numbered indicators in order, then those added in the meeting."""

    rows: tuple[Row, ...]

    @property
    def numbered(self) -> tuple[Row, ...]:
        """The plan's own indicators."""
        return tuple(row for row in self.rows if row.number is not None)

    @property
    def added(self) -> tuple[Row, ...]:
        """Signs beyond the list (R35)."""
        return tuple(row for row in self.rows if row.number is None)

    @property
    def found(self) -> tuple[Row, ...]:
        """Those the cell says it shows."""
        return tuple(row for row in self.rows if row.present == PRESENT)

    def row(self, id: str) -> Row | None:
        """The row of that id."""
        return next((row for row in self.rows if row.id == id), None)


def board_of(ledger: Ledger, plan: Plan, notes: Notes) -> Board:
    """The board that the entries add up to."""
    about: dict[str, list[Note]] = {}
    for note in notes.all:
        for indicator in note.indicators:
            about.setdefault(indicator, []).append(note)
    numbered = {str(indicator.number): indicator for indicator in plan.indicators}
    disputed = {id for part, id, field in ledger.conflicts() if part == "indicator" and field in _ANSWERS}
    rows = []
    for id in (*numbered, *added_signs(ledger, plan)):
        slot = numbered.get(id)
        fields = {name: str(value) for name, value in ledger.fields("indicator", id).items()}
        mine = tuple(about.get(id, ()))
        rows.append(
            Row(
                id=id,
                number=slot.number if slot else None,
                group=slot.group if slot else None,
                label=slot.label if slot else fields["text"],
                text=slot.text if slot else fields["text"],
                present=fields.get("present", ""),
                degree=fields.get("degree", ""),
                scope=fields.get("scope", ""),
                evidence=fields.get("evidence", ""),
                conclusion=fields.get("conclusion", "") or _last_conclusion(mine),
                decision=fields.get("decision", ""),
                raised_by=fields.get("raised_by", "") or next((n.person for n in mine if n.person), ""),
                speakers=tuple(dict.fromkeys(n.person for n in mine if n.person)),
                notes=mine,
                conflict=id in disputed,
            )
        )
    return Board(tuple(rows))


def added_signs(ledger: Ledger, plan: Plan) -> tuple[str, ...]:
    """The ids of the signs added beyond the list (R35), in the order they were added."""
    numbered = {str(indicator.number) for indicator in plan.indicators}
    return tuple(
        id for id in ledger.ids("indicator") if id not in numbered and "text" in ledger.fields("indicator", id)
    )


def _last_conclusion(notes: tuple[Note, ...]) -> str:
    concluded = [note.text for note in notes if note.kind == "conclusion"]
    return concluded[-1] if concluded else ""
