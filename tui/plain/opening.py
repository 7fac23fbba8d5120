"""Opening the desk without a screen, and putting everything away again."""

from __future__ import annotations

from sync.paths import Paths
from tui import words_machine as texts
from tui.desk import Desk
from tui.machine import now_wrong
from tui.panes.meetings import MeetingsPane, resume
from tui.plain.bench import PlainBench
from tui.plain.face import Face
from tui.plain.loop import Gone, converse, farewell, silence, standard_input, standard_output
from tui.plain.saying import lines_of
from tui.plans import open_store


def open_plain(paths: Paths, *, demo: bool = False) -> int:
    """Open the plain desk on a store until the input ends or it is left; the exit code. `demo` furnishes the store."""
    out = standard_output()
    store = open_store(paths)
    if demo:
        from tui.rehearsal.cell import furnish

        furnish(store)
    desk = Desk(store)
    bench = PlainBench(desk, lambda bench: MeetingsPane())
    gone = False
    try:
        out.write(lines_of([texts.AT_START.format(told=finding.told) for finding in now_wrong(store)]))
        resume(bench)
        converse(Face(bench), standard_input(), out)
    except Gone:
        gone = True
    finally:
        bench.room.stop()
        desk.close()
        lost = store.close()
    if gone:
        return silence()
    code = farewell(out, lost)
    if bench.encrypting:
        from tui.errands_vault import encrypt

        return code or encrypt(paths)
    return code
