"""A meeting into a file and back, from the desk: which meeting, which file, what came of it (`sync.filing`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sync.disk_trouble import reason
from sync.errors import StoreError
from sync.store import MeetingInfo
from tui import words
from tui import words_search as texts
from tui.asking import day_first
from tui.export import export_folder, plain_name, shown
from tui.panes.meetings import MeetingsPane
from tui.prompts import AskText
from tui.typed_path import file_meant, typed_path

if TYPE_CHECKING:
    from sync.filing import Restored
    from tui.workbench import Workbench

ENDING = ".bienban"
"""What such a file is called at its end."""


def meant(bench: Workbench) -> MeetingInfo | None:
    """The meeting a command is about: the one under the cursor of the list, else the open one."""
    pane = next(pane for pane in reversed(bench.panes) if pane.name != words.PANE_PALETTE)
    if isinstance(pane, MeetingsPane):
        row = pane.current(bench, "")
        return row if isinstance(row, MeetingInfo) else None
    if bench.desk.replica is None:
        return None
    return next((info for info in bench.desk.store.meetings() if info.id == bench.desk.replica.id), None)


def can_keep(bench: Workbench) -> bool:
    """Whether there is a meeting to put into a file."""
    return meant(bench) is not None


def keep_in_file(bench: Workbench) -> None:
    """Ask where, write, and say what is in the file."""
    info = meant(bench)
    if info is None:
        bench.refuse(texts.KEEP_WHICH)
        return
    name = file_name(info)
    ask = AskText(
        texts.KEEP_ASK.format(day=day_first(info.date)),
        lambda typed: _keep(bench, info.id, file_meant(typed_path(typed), name)),
        initial=shown(export_folder(bench.desk) / name),
        hint=texts.KEEP_HINT,
    )
    bench.ask(ask)


def file_name(info: MeetingInfo) -> str:
    """What a file of a whole meeting is called."""
    return plain_name(texts.KEEP_NAME, info.unit, info.date) + ENDING


def _keep(bench: Workbench, meeting: str, path: Path) -> None:
    from sync.filing import keep  # checking hashes is loaded when a file is written or read

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = keep(bench.desk.store, meeting, path)
    except StoreError as error:
        bench.refuse(error.sentence)
    except OSError as trouble:
        bench.refuse(texts.KEEP_FAILED.format(path=shown(path), why=reason(trouble)))
    else:
        bench.say(texts.KEPT.format(entries=kept.entries, path=shown(kept.path)))


def restore_from_file(bench: Workbench) -> None:
    """Ask for the file, check it, and say what came of it."""

    def restore(typed: str) -> None:
        from sync.filing import put_back

        try:
            restored = put_back(bench.desk.store, typed_path(typed))
        except StoreError as error:
            bench.refuse(error.sentence)
        else:
            bench.say(told(restored), "done" if restored.changed else "muted")

    bench.ask(AskText(texts.RESTORE_ASK, restore, hint=texts.RESTORE_HINT))


def told(restored: Restored) -> str:
    """What came of putting a file back."""
    about = restored.about
    said = texts.RESTORED_LONGER if restored.longer else texts.RESTORED_NEW if restored.new else texts.RESTORED_SAME
    parts = [said.format(day=day_first(about.date), unit=about.unit, entries=about.entries)]
    parts += [texts.RESTORED_PLAN] if restored.other_plan else []
    parts += [texts.RESTORED_RENEWED] if restored.renewed else []
    return " ".join(parts)
