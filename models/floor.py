"""The floor: who speaks, who waits, who has not spoken (L4, L10, L13).

A point of order interrupts: the turn under it waits and goes on when the point is done, and the interruption
is not counted as its time. So times of turns never overlap, and turns + pauses between them = the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from models.agenda import Agenda
from models.fact import TurnKind
from models.ledger import Ledger

COUNTED: frozenset[TurnKind] = frozenset(("opinion", "paper", "question"))
"""Kinds after which a member has spoken (L13); a report, a reply or a point of order is not a contribution."""


class Turn(Struct, frozen=True):
    """One time somebody had the floor."""

    id: str
    person: str
    kind: TurnKind
    step: str
    start: int
    stop: int | None
    interrupts: str  # the turn that waits while this one lasts
    answers: str  # the turn whose question this one answers


class Floor(Struct, frozen=True):
    """All turns in order of their beginning, and those who wait to speak, first come first."""

    turns: tuple[Turn, ...]
    queue: tuple[str, ...]

    @property
    def current(self) -> Turn | None:
        """Who has the floor now: the last begun of the open turns."""
        return next((turn for turn in reversed(self.turns) if turn.stop is None), None)

    @property
    def open(self) -> tuple[Turn, ...]:
        """The turns that have not ended: the speaker's and those that wait under it."""
        return tuple(turn for turn in self.turns if turn.stop is None)

    def turn(self, id: str) -> Turn | None:
        """The turn of that id."""
        return next((turn for turn in self.turns if turn.id == id), None)

    def spoken(self, turn: Turn, agenda: Agenda, now: int) -> int:
        """Ms somebody really spoke in a turn: without interruptions and breaks."""
        stop = now if turn.stop is None else turn.stop
        within = agenda.worked(turn.start, stop)
        for other in self.turns:
            if other.interrupts == turn.id:
                end = min(stop, now if other.stop is None else other.stop)
                within -= agenda.worked(min(other.start, end), end)
        return max(0, within)

    def contributions(self) -> tuple[Turn, ...]:
        """The turns that count as having spoken."""
        return tuple(turn for turn in self.turns if turn.kind in COUNTED)

    def speakers(self) -> frozenset[str]:
        """Everyone who has spoken (opinions, papers and questions only)."""
        return frozenset(turn.person for turn in self.contributions())

    def silent(self, present: Iterable[str], agenda: Agenda, now: int) -> tuple[str, ...]:
        """Those present who have not spoken, longest silence first: whoever had the floor for anything comes last."""
        spoken = self.speakers()
        last = {turn.person: turn.stop or now for turn in self.turns}
        begin = agenda.started or 0
        waiting = [person for person in present if person not in spoken]
        return tuple(sorted(waiting, key=lambda person: last.get(person, begin)))


def floor_of(ledger: Ledger) -> Floor:
    """The floor that the entries add up to."""
    turns = (_of_merged(ledger, turn) for turn in ledger.made("turn", _turn))
    asked = {person: ledger.value("queue", person, "asked") for person in ledger.ids("queue")}
    waiting = {person: at for person, at in asked.items() if isinstance(at, int) and at > 0}
    return Floor(
        turns=tuple(sorted(turns, key=lambda turn: turn.start)),
        queue=tuple(sorted(waiting, key=lambda person: waiting[person])),
    )


def merged_into(ledger: Ledger, turn: str) -> str:
    """The turn that stands for this one, which two desks recorded as two (sync.md §3); itself as a rule."""
    while isinstance(stays := ledger.fields("turn", turn).get("into"), str) and stays < turn:
        turn = stays
    return turn


def _of_merged(ledger: Ledger, turn: Turn) -> Turn:
    """The turn, naming the turns that stand for those it interrupts and answers."""
    if not turn.interrupts and not turn.answers:
        return turn
    interrupts, answers = merged_into(ledger, turn.interrupts), merged_into(ledger, turn.answers)
    if (interrupts, answers) == (turn.interrupts, turn.answers):
        return turn
    return replace(turn, interrupts=interrupts, answers=answers)


def _turn(id: str, fields: Mapping[str, object]) -> Turn | None:
    start, stop = fields.get("start"), fields.get("stop")
    if not {"person", "kind"} <= fields.keys() or not isinstance(start, int) or fields.get("dropped"):
        return None
    if fields.get("into"):
        return None
    return Turn(
        id=id,
        person=str(fields["person"]),
        kind=fields["kind"],  # type: ignore[arg-type]
        step=str(fields.get("step") or ""),
        start=start,
        stop=max(start, stop) if isinstance(stop, int) else None,
        interrupts=str(fields.get("interrupts") or ""),
        answers=str(fields.get("answers") or ""),
    )
