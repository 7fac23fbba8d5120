"""What earlier meetings took on and this one looked back at: done, going on, overdue (L16)."""

from __future__ import annotations

from collections.abc import Iterator

from models.commitments import Commitment
from models.document import Block, Heading, Table
from models.fact import CommitmentState
from models.minutes.assessment import NOTHING, OPEN
from models.minutes.phrases import clause, flat, ranges
from models.minutes.remarks import due, owner
from models.minutes.scribe import Scribe

TABLE = "commitment"
"""Key of the table; a row is known as "commitment:2"."""

_HEADER = ("Việc số", "Nội dung", "Người thực hiện", "Thời hạn", "Kết quả")
_WIDTHS = (0.08, 0.36, 0.18, 0.16, 0.22)
_STATES: dict[CommitmentState, str] = {
    "open": OPEN,
    "done": "đã xong",
    "continued": "tiếp tục thực hiện",
    "overdue": "quá hạn",
}


def carried(scribe: Scribe, number: int) -> Iterator[Block]:
    """The table under its own heading, nothing where no earlier meeting left anything."""
    found = tuple(scribe.meeting.commitments.values())
    if not found:
        return
    yield Heading(2, f"{number}. Kiểm điểm việc thực hiện giải pháp của kỳ trước")
    rows = tuple(_cells(scribe, str(index), one) for index, one in enumerate(found, start=1))
    yield Table(TABLE, _HEADER, rows, _WIDTHS, aloud=True)
    unjudged = [index for index, one in enumerate(found, start=1) if one.state == "open"]
    if unjudged:
        yield from scribe.gap("commitments:open", f"Việc số {ranges(unjudged)} của kỳ trước: chưa ghi kết quả")


def _cells(scribe: Scribe, number: str, one: Commitment) -> tuple[str, ...]:
    result = _STATES[one.state]
    remark = clause(one.remark)
    return (
        number,
        flat(one.text),
        owner(scribe, one) or NOTHING,
        due(one) or NOTHING,
        f"{result}; {remark}" if remark and one.state != "open" else remark or result,
    )
