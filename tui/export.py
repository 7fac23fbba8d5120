"""The minutes as a file: where it goes, what it is called, and never over a hand's work (L20, L21)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from documents.paper_file import RefusedOverwrite, Saved, save_paper
from models.document import Document
from models.vietnamese.text import fold
from tui import words
from tui import words_closing as texts
from tui.prompts import Confirm

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

FOLDER = "export_folder"
"""The setting that names another folder than the user's documents."""

EXPORTS = "exports"
"""The setting that remembers what was written: path → digest."""


def export_minutes(bench: Workbench) -> None:
    """Write the minutes as DOCX; a file that a person changed stays, and a copy beside it is offered."""
    _export(bench, export_path(bench.desk))


def _export(bench: Workbench, path: Path) -> None:
    desk = bench.desk
    document = desk.minutes()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outcome = _write(desk, document, path)
    except OSError as trouble:
        bench.refuse(texts.EXPORT_FAILED.format(path=path, why=trouble.strerror or trouble))
        return
    if isinstance(outcome, RefusedOverwrite):
        side = outcome.side_path
        question = texts.EXPORT_EDITED.format(name=path.name)
        bench.ask(Confirm(question, lambda: _export(bench, side)))
        bench.say(texts.EXPORT_SIDE.format(name=side.name), "warning")
        return
    done = texts.EXPORTED_DRAFT if document.mark else words.WRITTEN
    bench.say(done.format(path=shown(path)))


def write_paper(desk: Desk, path: Path) -> str:
    """Write the minutes to a file of the ending .docx or .txt; what to tell about it. Raises OSError.

    A file that a person changed stays as it is; the paper then goes beside it.
    """
    document = desk.minutes()
    outcome = _write(desk, document, path)
    if isinstance(outcome, RefusedOverwrite):
        _write(desk, document, outcome.side_path)
        return words.NOT_OVERWRITTEN.format(path=path, side=outcome.side_path)
    return words.WRITTEN.format(path=path)


def _write(desk: Desk, document: Document, path: Path) -> Saved | RefusedOverwrite:
    """Write, and remember the digest for the next time; a store that another desk holds is left as it is."""
    written = last_written(desk)
    data = _render(document, path.suffix.lower())
    known = str(path.resolve())
    outcome = save_paper(path, data, previous_digest=written.get(known))
    if isinstance(outcome, Saved) and desk.store.writable:
        desk.store.set_setting(EXPORTS, {**written, known: outcome.digest})
    return outcome


def _render(document: Document, ending: str) -> bytes:
    """The bytes of the file; the desk starts faster without what only a file needs."""
    if ending == ".txt":
        from documents.text_paper import render_text

        return render_text(document).encode()
    from documents.docx_paper import render_docx

    return render_docx(document)


def last_written(desk: Desk) -> dict[str, str]:
    """Path → digest of the papers written from this store."""
    return dict(desk.store.setting(EXPORTS) or {})


def export_path(desk: Desk) -> Path:
    """Where the minutes go: the folder of the settings, else the user's documents."""
    chosen = desk.store.setting(FOLDER)
    folder = Path(str(chosen)) if chosen else platformdirs.user_documents_path()
    return folder / export_name(desk)


def export_name(desk: Desk) -> str:
    """The file's name, of unit and day: "bien-ban-chi-bo-thon-dong-mit-2023-09-15.docx".

    Plain ASCII, so that mail and memory sticks keep it; a draft is called one.
    """
    details = desk.meeting.details
    draft = texts.EXPORT_DRAFT if desk.meeting.adopted is None else ""
    parts = (texts.EXPORT_NAME, details.text("unit"), details.text("date"), draft)
    return "-".join(filter(None, map(_plain, parts))) + ".docx"


def _plain(text: str) -> str:
    """Letters and figures without marks, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def shown(path: Path) -> str:
    """A path as people know it, their own folder as "~"."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
