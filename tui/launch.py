"""Opening the desk: the store, the first pane, the app; and putting everything away again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sync.paths import Paths
from tui import words, words_rehearsal
from tui.app import BienbanApp
from tui.desk import Desk
from tui.machine import now_wrong
from tui.panes.meetings import MeetingsPane, resume
from tui.plans import open_store
from tui.unlocking import keep_look, key_of
from tui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.cipher import Cipher
    from sync.vault import Vault


def open_desk(paths: Paths, *, demo: bool = False) -> int:
    """Open the desk on a store; `demo` furnishes it with the invented cell first.

    When it was left to encrypt the store, it is opened again once that is done or was thought better of.
    """
    key = key_of(paths, _ask_on_screen)
    while True:
        store = open_store(paths, cipher=key)
        if demo:
            from tui.rehearsal.cell import furnish

            furnish(store)
        keep_look(store)
        theme = str(store.setting("theme") or "")
        desk = Desk(store)
        wrong = [finding.told for finding in now_wrong(store)]
        bench = Workbench(desk, _home(wrong, demo=demo))
        resume(bench, wrong)
        bench.post.start()
        code = run_app(desk, bench)
        if code or not bench.encrypting:
            return code
        from tui.vault_app import encrypt_on_screen

        key = encrypt_on_screen(paths, theme)


def _home(wrong: list[str], *, demo: bool) -> Callable[[Workbench], MeetingsPane]:
    """The list of meetings, with what is wrong with this computer."""
    return lambda bench: MeetingsPane(demo=demo, wrong=wrong)


def _ask_on_screen(paths: Paths, vault: Vault) -> Cipher | None:
    from tui.vault_app import ask_on_screen

    return ask_on_screen(paths, vault)


def open_rehearsal(paths: Paths, *, full: bool = False) -> int:
    """Open the desk on a fresh rehearsal: own folder, rehearsed clock, nothing of it ever among real meetings.

    It takes ten minutes; `full` is a session of over six hundred acts.
    """
    from tui.rehearsal.coach import rehearsal_bench
    from tui.rehearsal.script import shipped_script

    shutil.rmtree(paths.rehearsal.root, ignore_errors=True)
    bench = rehearsal_bench(paths, shipped_script("session" if full else "short"))
    code = run_app(bench.desk, bench)
    if bench.discarded:
        shutil.rmtree(paths.rehearsal.root, ignore_errors=True)
    print(words_rehearsal.WIPED if bench.discarded else words_rehearsal.KEPT)
    return code


def run_app(desk: Desk, bench: Workbench) -> int:
    """Run the app until it is left; then wait for the disk and say if anything could not be written.

    A mistake of the program that ended the app is raised once everything is put away: the last door reports it.
    """
    app = BienbanApp(desk, bench, theme=str(desk.store.setting("theme") or ""))
    try:
        app.run()
    finally:
        bench.room.stop()
        bench.post.stop()
        desk.close()
        lost = desk.store.close()
    if lost:
        print(words.LOST.format(count=lost))
    if app.defect is not None:
        raise app.defect
    if lost:
        return 1
    return app.return_code or 0
