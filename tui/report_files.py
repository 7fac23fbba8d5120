"""The papers of the report pane as files: which format, then where they go; the news is shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.document import Document
from sync.disk_trouble import reason
from tui import papers, words
from tui import words_closing as closing
from tui import words_report as texts
from tui.closing_prompts import ConfirmThat
from tui.export import export_file, export_folder, export_paper, file_name, write_file
from tui.prompts import Choose, Option

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

FILE_NAMES = {
    "report": "bao-cao",
    "sheet": "danh-sach-ky",
    "news": "tin-ngan",
    "tables": "so-lieu",
    "record": "ban-ghi",
}
"""What the files are called, before unit and day."""

PAPERS: dict[str, Callable[[Desk], Document]] = {"report": papers.report, "sheet": papers.sheet}
"""Papers in the form of the body, which come in every format of `tui.export`."""

ENDINGS: dict[str, tuple[str, ...]] = {
    "report": (".docx", ".pdf", ".txt"),
    "sheet": (".docx", ".pdf", ".txt"),
    "tables": (".xlsx", ".csv"),
}
"""Formats to choose from; the first is offered first."""


def write_out(bench: Workbench, paper: str) -> None:
    """Write a paper (`texts.PAPER_LABELS`) to the folder of exports, in the format that is chosen."""
    if paper == "news":
        _news(bench)
    elif paper == "record":
        _write(bench, paper, ".json")
    else:
        options = [Option(ending, texts.FORMATS[ending]) for ending in ENDINGS[paper]]
        bench.ask(Choose(texts.FORMAT_ASK, options, lambda ending: _write(bench, paper, ending)))


def _write(bench: Workbench, paper: str, ending: str) -> None:
    desk = bench.desk
    if ending == ".csv":
        _write_folder(bench)
    elif paper in PAPERS:
        document = PAPERS[paper](desk)
        name = file_name(desk, FILE_NAMES[paper], ending, draft=bool(document.mark))
        export_paper(bench, document, export_folder(desk) / name)
    else:
        path = export_folder(desk) / file_name(desk, FILE_NAMES[paper], ending)
        export_file(bench, lambda: papers.record_file(desk, ending), path)


def _write_folder(bench: Workbench) -> None:
    """A CSV file for each table, in a folder of the meeting; what a person changed is told by name."""
    desk = bench.desk
    folder = export_folder(desk) / file_name(desk, FILE_NAMES["tables"], "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = papers.record_folder(desk, folder)
        told = {
            path.name: write_file(desk, content, path) == words.WRITTEN.format(path=path)
            for path, content in files.items()
        }
    except OSError as trouble:
        bench.refuse(closing.EXPORT_FAILED.format(path=folder, why=reason(trouble)))
        return
    kept = [name for name, ours in told.items() if not ours]
    if kept:
        bench.say(texts.CSV_KEPT.format(names=", ".join(kept)), "warning")
    else:
        bench.say_whole(texts.CSV_WRITTEN.format(count=len(files), path=folder))


def _news(bench: Workbench) -> None:
    """The text first, so that somebody reads it before it goes out (R76)."""
    desk = bench.desk
    text = papers.news(desk)
    if not text:
        bench.refuse(texts.NEWS_NOT_YET)
        return
    path = export_folder(desk) / file_name(desk, FILE_NAMES["news"], ".txt")
    said = [(text.strip(), "plain")]
    bench.ask(ConfirmThat(texts.NEWS_ASK, lambda: export_file(bench, text.encode, path), said=said))
