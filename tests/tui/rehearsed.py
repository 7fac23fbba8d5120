"""The rehearsed session, held: without a screen, with the keys of a headless desk.

`python -m tests.tui.rehearsed` prints its minutes, to be read and kept in `tests/data/session_minutes.txt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.docx_paper import render_docx
from documents.text_paper import render_text
from sync.paths import Paths
from tests.tui.bench import press
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.rehearsal.cell import open_rehearsed
from tui.rehearsal.clock import ScriptClock
from tui.rehearsal.keys import keys_of
from tui.rehearsal.run import play
from tui.rehearsal.script import Act, shipped_script
from tui.workbench import Workbench

GOLDEN = Path(__file__).parents[1] / "data" / "session_minutes.txt"
"""The minutes of the rehearsed session, read and found right."""


@cache
def script() -> tuple[Act, ...]:
    """The shipped session."""
    return shipped_script()


@dataclass(frozen=True)
class Outcome:
    """What a session leaves behind: the same, whichever way it was held."""

    entries: int
    state: str
    minutes: str
    docx: bytes


def outcome_of(desk: Desk) -> Outcome:
    """The record and its papers as they stand."""
    document, ledger = desk.minutes(), desk.meeting.ledger
    return Outcome(len(ledger.entries), ledger.state_hash(), render_text(document), render_docx(document))


@contextmanager
def a_desk(home: Path) -> Iterator[tuple[Desk, ScriptClock]]:
    """A desk on a fresh rehearsal, put away afterwards."""
    clock = ScriptClock(script()[0].at)
    desk = open_rehearsed(Paths(home), clock)
    try:
        yield desk, clock
    finally:
        desk.close()
        assert desk.store.close() == 0


def played(home: Path, acts: Sequence[Act] | None = None) -> Outcome:
    """Hold the session (or some acts of it) without a screen."""
    with a_desk(home) as (desk, clock):
        play(desk, clock, script() if acts is None else acts)
        return outcome_of(desk)


def keyed(bench: Workbench, clock: ScriptClock, acts: Sequence[Act]) -> None:
    """Hold the session with keys; after every act the live pane is up again and nothing is left typed."""
    for act in acts:
        clock.move_to(act.at)
        press(bench, *keys_of(act, bench.desk))
        left = (type(bench.pane), len(bench.panes), bench.prompt, bench.text)
        assert left == (LivePane, 1, None, ""), f"line {act.line}: {act.verb} {act.rest}: {bench.notice.text}"


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        sys.stdout.write(played(Path(home)).minutes)
