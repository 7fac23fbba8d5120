"""The whole rehearsed session in the real app, in a real pseudo-terminal, with a virtual clock (L4, L12, L17, L21)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from documents.plan_file import load_plan
from sync.paths import HOME_VARIABLE, Paths
from sync.store import Store
from tests.tui.pty_harness import PtyApp, start_app
from tests.tui.rehearsed import GOLDEN, Outcome, a_desk, keyed, outcome_of, played, script
from tui import words_rehearsal
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.rehearsal.cell import DEVICE
from tui.rehearsal.keys import keys_of
from tui.rehearsal.script import DATE, Act, shipped_script
from tui.workbench import Workbench

pytestmark = pytest.mark.slow

TOGETHER = 8
"""Acts typed ahead before the screen is looked at again."""

BYTES = {
    "enter": "\r",
    "escape": "\x1b[27u",
    "tab": "\t",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    **{f"f{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRS", 1)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What a terminal sends for a key; Esc in its unmistakable form, so that what follows at once is not taken for Alt."""

END = words_rehearsal.COACH_OVER.split(".")[0]


def typed_ahead(home: Path) -> Iterator[str]:
    """The bytes of each act, worked out at a desk of our own that is always at the same place."""
    with a_desk(home) as (desk, clock):
        bench = Workbench(desk, lambda bench: LivePane())
        for act in script():
            clock.move_to(act.at)
            keys = "".join(BYTES.get(key, key) for key in keys_of(act, desk))
            keyed(bench, clock, [act])
            yield pasted(act) if act.verb == "note" and act.line % 2 else keys


def pasted(act: Act) -> str:
    """A note whose text comes in one piece, as from an input method that hands over whole phrases."""
    return f"\x1b[200~{act.rest}\x1b[201~{BYTES['enter']}"


def _due(number: int, count: int) -> str:
    """What the coach says of the act that is next; blanks that keep a line together are blanks here."""
    return " ".join(words_rehearsal.COACH_WHICH.format(number=number, count=count).split())


def hold(app: PtyApp, home: Path) -> None:
    """Hold the session: bursts of several acts, then wait until the coach says that they arrived."""
    acts = typed_ahead(home)
    count, done = len(script()), 0
    while burst := list(islice(acts, TOGETHER)):
        app.send("".join(burst))
        done += len(burst)
        due = _due(done + 1, count) if done < count else END
        app.wait_until(lambda text, due=due: due in " ".join(text.split()), patience=60.0)  # type: ignore[misc]


def left_by(home: Path) -> Outcome:
    """What the app left on disk, read by a store of our own."""
    store = Store(Paths(home).rehearsal, load_plan(), device=DEVICE)
    desk = Desk(store)
    desk.look(next(info.id for info in store.meetings() if info.date == DATE))
    found = outcome_of(desk)
    desk.close()
    store.close()
    return found


def test_the_session_in_a_terminal(tmp_path: Path) -> None:
    """Every act of the session, typed ahead: the same record, the same golden minutes, the same DOCX bytes."""
    home = tmp_path / "home"
    with start_app(["-m", "tui", "rehearse", "--full"], env={HOME_VARIABLE: str(home)}, size=(100, 28)) as app:
        app.wait_until(lambda text: _due(1, len(script())) in " ".join(text.split()))
        hold(app, tmp_path / "own")
        app.send(BYTES["ctrl+q"])
        assert app.wait_exit() == 0
    expected = played(tmp_path / "plain")
    assert left_by(home) == expected
    assert expected.minutes == GOLDEN.read_text("utf-8")


def test_it_is_thrown_away_with_one_key(tmp_path: Path) -> None:
    """L17: F12 through the script, once more behind its end: nothing is left on disk."""
    with start_app(["-m", "tui", "rehearse"], env={HOME_VARIABLE: str(tmp_path)}, size=(80, 24)) as app:
        app.wait_until(lambda text: "F12" in text)
        app.send(BYTES["f12"] * len(shipped_script("short")))
        app.wait_until(lambda text: END in " ".join(text.split()), patience=120.0)
        assert list(tmp_path.rglob("*.journal"))
        app.send(BYTES["f12"])
        assert app.wait_exit() == 0
    assert list(tmp_path.rglob("*.journal")) == []
