"""What a fact is, and the words its fields are made of.

The kinds: `facts` (what happens in the room), `facts_minutes` (the minutes read and adopted), `facts_record` (the
record itself).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Value = str | int | bool | None | tuple[str, ...]
"""What a detail, an assessment or a correction may hold."""


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Numbers = Annotated[tuple[int, ...], BeforeValidator(_as_tuple)]
AnyValue = Annotated[Value, BeforeValidator(_as_tuple)]

RollStatus = Literal["present", "excused", "unexcused", "unmarked"]
TurnKind = Literal["report", "opinion", "paper", "question", "reply", "guidance", "order", "conclusion"]
NoteKind = Literal[
    "opinion", "question", "solution", "decision", "difference", "conclusion", "remark", "task", "backlog"
]
Scope = Literal["", "self", "cell"]
Stance = Literal["", "agree", "disagree", "other"]
AssessedField = Literal["present", "degree", "scope", "evidence", "conclusion", "decision", "raised_by"]
Outcome = Literal["open", "settled", "kept"]
Mode = Literal["open", "secret"]
CommitmentState = Literal["open", "done", "continued", "overdue"]


class Fact(BaseModel):
    """One fact. Subclasses are frozen and known under `TYPE` and `VERSION`, which are never renamed or reused.

    The check of a kind is built when its first fact comes: most starts of the desk read none of most kinds.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", populate_by_name=True, defer_build=True)
    TYPE: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1


class UnknownFact(Fact):
    """A fact of a newer version: kept and counted, never interpreted."""

    kind: str
    version: int
