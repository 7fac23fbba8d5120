"""What earlier meetings took on comes back: one key says what has become of each (L16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.commands import JudgeCommitment
from models.commitments import Commitment
from models.fact import CommitmentState
from models.minutes.phrases import iso_date
from models.vietnamese.text import fold
from tui import words_commitments as texts
from tui.asking import ask_day
from tui.draw import Line, Piece, cut, fit, line, pad, rule
from tui.panes.base import ListPane
from tui.phrases import due
from tui.prompts import AskText

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

STYLES: dict[CommitmentState, str] = {"open": "plain", "done": "done", "continued": "now", "overdue": "warning"}
STATE_WIDTH = 15
DUE_WIDTH = 16


class CommitmentsPane(ListPane[Commitment]):
    """The list in order of the dates; what is past its date says so."""

    name = texts.PANE_COMMITMENTS
    records = frozenset(key for key, _ in texts.COMMITMENTS_KEYS)
    only_records = True

    def rows(self, bench: Workbench, text: str) -> Sequence[Commitment]:
        """Those whose text or owner holds what was typed."""
        wanted = fold(text).split()
        meeting = bench.desk.meeting
        told = {one.id: fold(f"{one.text} {meeting.name(one.owner)}") for one in meeting.commitments.values()}
        return [one for one in meeting.commitments.values() if all(word in told[one.id] for word in wanted)]

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """How many stand how; of what there is none, nothing is said."""
        states = Counter(one.state for one in bench.desk.meeting.commitments.values())
        counts = [f"{states[state]} {texts.COMMITMENT_STATES[state]}" for state in STYLES if states[state]]
        return [rule(width, texts.COMMITMENTS_TITLE.format(counts=", ".join(counts)) if counts else self.name)]

    def draw(self, bench: Workbench, row: Commitment, width: int) -> Line:
        """State, date, who, what."""
        who = bench.desk.meeting.name(row.owner)
        lead = f"{who}: " if who else ""
        room = width - STATE_WIDTH - DUE_WIDTH - 2 - len(lead)
        state = (f" {pad(texts.COMMITMENT_STATES[row.state], STATE_WIDTH)} ", STYLES[row.state])
        told = (cut(f"{row.text} ({row.remark})" if row.remark else row.text, room), "plain")
        return fit(line(state, _due(bench.desk, row), (lead, "muted"), told), width)

    def empty(self, bench: Workbench, text: str) -> str:
        """Nothing was left, or nothing of it is called so."""
        if text.strip() and bench.desk.meeting.commitments:
            return texts.COMMITMENTS_NO_MATCH.format(text=text.strip())
        return texts.COMMITMENTS_NONE

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """The keys, if there is anything to judge."""
        return (self.name, texts.COMMITMENTS_HINT if bench.desk.meeting.commitments else "")

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys, where there is something under the cursor."""
        return list(texts.COMMITMENTS_KEYS) if self.rows(bench, bench.text) else []

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """One key a judgement, while nothing is typed."""
        row = self.current(bench, text)
        if text or row is None:
            return super().key(bench, key, text)
        if key in ("space", "1"):
            _judge(bench, row, "done")
        elif key == "2":
            _continue(bench, row)
        elif key == "3":
            _judge(bench, row, "overdue")
        elif key == "4":
            _remark(bench, row)
        elif key == "delete":
            _judge(bench, row, "open")
        else:
            return super().key(bench, key, text)
        return True

    def taken(self, bench: Workbench, text: str) -> None:
        """Done; the cursor goes on to the next."""
        row = self.current(bench, text)
        if row is None:
            bench.refuse(self.empty(bench, text))
        elif _judge(bench, row, "done"):
            self.cursor += 1


def _due(desk: Desk, row: Commitment) -> Piece:
    day = desk.meeting.details.text("date")
    if not row.due:
        return (pad(texts.COMMITMENT_NO_DUE, DUE_WIDTH), "muted")
    late = row.state == "open" and row.overdue_on(day)
    text = texts.COMMITMENT_LATE if late else texts.COMMITMENT_DUE.format(day=due(row.due))
    return (pad(text, DUE_WIDTH), "warning" if late else "muted")


def _judge(bench: Workbench, row: Commitment, state: CommitmentState, due: str = "") -> bool:
    return bench.do(JudgeCommitment(row.id, state, due, row.remark))


def _continue(bench: Workbench, row: Commitment) -> None:
    """It goes on: until when? Enter keeps the day that stands there; a day without a year lies ahead."""

    def go_on(until: str) -> None:
        _judge(bench, row, "continued", until)

    day = bench.desk.day
    label = texts.COMMITMENT_NEW_DUE
    if iso_date(row.due) is None:
        bench.ask(AskText(label, go_on, optional=True))
    else:
        bench.ask(ask_day(label, go_on, year=int(day[:4]), initial=row.due, since=day))


def _remark(bench: Workbench, row: Commitment) -> None:
    def keep(remark: str) -> None:
        bench.do(JudgeCommitment(row.id, row.state, row.due, remark))

    bench.ask(AskText(texts.COMMITMENT_REMARK, keep, initial=row.remark, optional=True))
