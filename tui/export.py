"""The minutes as a file: where it goes, what it is called, and never over a hand's work (L20, L21)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from documents.paper_file import RefusedOverwrite, Saved, save_paper
from models.document import Document
from models.vietnamese.text import fold
from sync.disk_trouble import reason
from tui import words
from tui import words_closing as texts
from tui import words_papers as papers
from tui.draw import line
from tui.prompts import Confirm

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

FOLDER = "export_folder"
"""The setting that names another folder than the user's documents."""

EXPORTS = "exports"
"""The setting that remembers what was written: path → digest."""

ENDINGS = (".docx", ".pdf", ".txt")
"""Formats of a paper (`render`)."""


def export_minutes(bench: Workbench, ending: str = ".docx") -> None:
    """Write the minutes in a format (`ENDINGS`); a file that a person changed stays, a copy beside it is offered."""
    export_paper(bench, bench.desk.minutes(), export_path(bench.desk).with_suffix(ending))


def export_paper(bench: Workbench, document: Document, path: Path) -> None:
    """Write a paper in the format of the path's ending and say so; a draft is called one.

    None is written in the words of another plan than the meeting's own.
    """
    if bench.desk.plan_gone:
        bench.refuse(texts.EXPORT_OTHER_PLAN)
        return
    ending = path.suffix.lower()
    done = texts.EXPORTED_MARKED.format(mark=document.mark.lower(), path="{path}") if document.mark else words.WRITTEN
    export_file(bench, lambda: render(document, ending), path, done=done + font_note(document, ending))


def export_file(bench: Workbench, content: Callable[[], bytes], path: Path, *, done: str = words.WRITTEN) -> None:
    """Write a file and say `done`; one that a person changed stays, and a copy beside it is offered."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outcome = _write(bench.desk, content(), path)
    except OSError as trouble:
        bench.refuse(texts.EXPORT_FAILED.format(path=path, why=reason(trouble)))
        return
    if isinstance(outcome, RefusedOverwrite):
        side = outcome.side_path
        told = (texts.EXPORT_STAYS.format(name=path.name), texts.EXPORT_SIDE.format(name=side.name))
        again = partial(export_file, bench, content, side, done=done)
        bench.ask(Confirm(texts.EXPORT_EDITED, again, about=[line((f" {text}", "warning")) for text in told]))
        return
    bench.say_whole(done.format(path=placed(path)))


def placed(path: Path) -> str:
    """A file and its folder, as one looks for it in a file manager: whole, the documents by their name there."""
    folder = str(path.parent)
    known = path.parent == platformdirs.user_documents_path()
    return papers.PLACED.format(name=path.name, folder=papers.DOCUMENTS.format(folder=folder) if known else folder)


def write_paper(desk: Desk, document: Document, path: Path) -> str:
    """Write a paper in the format of the path's ending (`ENDINGS`); what to tell about it. Raises OSError."""
    ending = path.suffix.lower()
    return write_file(desk, render(document, ending), path) + font_note(document, ending)


def write_file(desk: Desk, content: bytes, path: Path) -> str:
    """Write a file; what to tell about it. One that a person changed stays as it is; the new one goes beside it."""
    outcome = _write(desk, content, path)
    if isinstance(outcome, RefusedOverwrite):
        _write(desk, content, outcome.side_path)
        return words.NOT_OVERWRITTEN.format(path=path, side=outcome.side_path)
    return words.WRITTEN.format(path=path)


def _write(desk: Desk, content: bytes, path: Path) -> Saved | RefusedOverwrite:
    """Write, and remember the digest for the next time; a store that another desk holds is left as it is."""
    written = last_written(desk)
    outcome = save_paper(path, content, written)
    if isinstance(outcome, Saved) and desk.store.writable:
        desk.store.set_setting(EXPORTS, {**written, str(path.resolve()): outcome.digest})
    return outcome


def render(document: Document, ending: str) -> bytes:
    """A paper as the bytes of a file; the desk starts faster without what only a file needs."""
    if ending == ".txt":
        from documents.text_paper import render_text

        return render_text(document).encode()
    if ending == ".pdf":
        from documents.pdf_paper import render_pdf

        return render_pdf(document)
    from documents.docx_paper import render_docx

    return render_docx(document)


def font_note(document: Document, ending: str) -> str:
    """What to add when a PDF had to do without the font of its form; "" for nothing."""
    if ending != ".pdf":
        return ""
    from documents.forms import load_form
    from documents.pdf_fonts import paper_fonts

    wanted = load_form(document.form).font
    fonts = paper_fonts(wanted)
    return papers.OTHER_FONT.format(wanted=wanted, used=fonts.family) if fonts.is_substitute else ""


def last_written(desk: Desk) -> dict[str, str]:
    """Path → digest of the papers written from this store."""
    return dict(desk.store.setting(EXPORTS) or {})


def export_path(desk: Desk) -> Path:
    """Where the minutes go."""
    return export_folder(desk) / export_name(desk)


def export_folder(desk: Desk) -> Path:
    """Where papers go: the folder of the settings, else the user's documents."""
    chosen = desk.store.setting(FOLDER)
    return Path(str(chosen)) if chosen else platformdirs.user_documents_path()


def export_name(desk: Desk) -> str:
    """The minutes' name; a draft is called one."""
    return file_name(desk, texts.EXPORT_NAME, ".docx", draft=desk.meeting.adopted is None)


def file_name(desk: Desk, kind: str, ending: str, *, draft: bool = False) -> str:
    """The name of a file, of unit and day: "bien-ban-chi-bo-thon-dong-mit-2023-09-15.docx".

    Plain ASCII, so that mail and memory sticks keep it.
    """
    details = desk.meeting.details
    mark = words.REHEARSAL_MARK if desk.meeting.identity.rehearsal else ""
    parts = (mark, kind, details.text("unit"), details.text("date"), texts.EXPORT_DRAFT if draft else "")
    return plain_name(*parts) + ending


def plain_name(*parts: str) -> str:
    """The letters and figures of what there is, without marks, joined by hyphens."""
    return "-".join(filter(None, map(_plain, parts)))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def shown(path: Path) -> str:
    """A path as people know it, their own folder as "~"."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
