"""Abbreviations where they are typed (L14): `;cb` and Space is "chi bộ " at once, Backspace right after takes it back.

The entry line tells each key before it is done and each text after it was changed; nothing else is needed to know that
Space ended a word. So it does not matter which input method brought the letters: what counts is the word that stands
there. Words are written out where prose is written (notes, free answers), never where people are searched for.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from models.agenda import MINUTE
from models.phrasebook import CODE_LENGTH, MARK, TEXT_LENGTH, Fault, Phrasebook, code_in, parse
from models.vietnamese.words import clock, short_date
from sync.disk_trouble import reason
from sync.files import make_directories, write_atomically
from tui import phrases
from tui import words_phrases as texts
from tui.draw import cut
from tui.prompts import AskText

if TYPE_CHECKING:
    from models.meeting import Meeting
    from tui.desk import Desk
    from tui.workbench import Workbench

LARGEST: Final = 256 * 1024
"""Bytes a file of phrases may have: a slip of the mouse must not make the desk read a film."""

SHOWN: Final = 60
"""Cells of a phrase in the line above the entry line."""


class PhraseFile:
    """The bank on disk: made with a starting set when it is first asked for, read again when it changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = ""  # why the file could not be read, in words
        self._stamp: tuple[int, int] | None = None
        self._book = Phrasebook()

    def book(self) -> Phrasebook:
        """The phrases as the file says now. A file that cannot be read leaves those known so far."""
        try:
            if not self.path.exists():
                make_directories(self.path.parent)
                write_atomically(self.path, _starting_set().encode("utf-8-sig"))
            told = self.path.stat()
            if (stamp := (told.st_mtime_ns, told.st_size)) != self._stamp:
                self._book = parse(_read(self.path, told.st_size))
                self._stamp, self.trouble = stamp, ""
        except OSError as error:
            self.trouble = texts.FILE_UNREADABLE.format(name=self.path.name, reason=reason(error))
            if self._stamp is None:
                self._book = parse(_starting_set())
        return self._book

    def faults(self) -> list[str]:
        """What is wrong with the file and its lines, a sentence each."""
        told = [fault_told(fault, self.path.name) for fault in self._book.faults]
        return [self.trouble, *told] if self.trouble else told


def _starting_set() -> str:
    return (files("tui") / "viet-tat.txt").read_text(encoding="utf-8")


def _read(path: Path, size: int) -> str:
    """The text of a bank in whatever encoding an editor saved it. Raises OSError, also for a file too large."""
    if size > LARGEST:
        raise OSError(0, texts.FILE_TOO_LARGE)
    from documents.encodings import decode  # its tables are large, and few desks have such a file

    return decode(path.read_bytes()).text


def fault_told(fault: Fault, name: str) -> str:
    """A bad line: which one, and what to do about it."""
    why = texts.FAULTS[fault.code].format(
        given=cut(fault.given, SHOWN), code_length=CODE_LENGTH, text_length=TEXT_LENGTH
    )
    return texts.FAULT_TOLD.format(name=name, line=fault.line, why=why)


# --- what fields are filled with ----------------------------------------------------------------------------------


def facts_of(desk: Desk) -> dict[str, str]:
    """The fields of a phrase as the meeting stands now; "" for what is not known, nothing without a meeting."""
    if not desk.has_meeting:
        return {}
    meeting, now = desk.meeting, desk.now()
    local = desk.local(now)
    return {
        "gio": clock(local.time()),
        "ngay": short_date(local.date()),
        "phut": str(meeting.agenda.elapsed(now, breaks_count=meeting.plan.thresholds.breaks_count) // MINUTE),
        **_people(meeting),
        **_step(meeting),
        **_counts(desk),
    }


def _people(meeting: Meeting) -> dict[str, str]:
    details, speaker = meeting.details, meeting.floor.current
    return {
        "nguoi": meeting.name(speaker.person) if speaker is not None else "",
        "chu_tri": meeting.name(details.text("chair")),
        "thu_ky": meeting.name(details.text("clerk")),
        "don_vi": details.text("unit"),
        "dia_diem": details.text("place"),
    }


def _step(meeting: Meeting) -> dict[str, str]:
    current, focus = meeting.agenda.current, meeting.agenda.focus
    label = next((step.label for step in meeting.body.steps if current is not None and step.id == current.step), "")
    return {
        "buoc": label,
        "trinh_bay": meeting.name(current.presenter) if current is not None else "",
        "bieu_hien": phrases.indicator_name(meeting.board.row(focus)) if focus else "",
    }


def _counts(desk: Desk) -> dict[str, str]:
    counts = desk.meeting.attendance.counts(desk.now())
    figures = {
        "co_mat": counts.present,
        "tong": counts.total,
        "vang": counts.excused + counts.unexcused,
        "khach": counts.guests,
        "bieu_quyet": counts.can_vote,
    }
    return {name: str(figure) for name, figure in figures.items()}


# --- in the entry line --------------------------------------------------------------------------------------------


class _Swap(Struct, frozen=True):
    """A word written out: the line as it was typed, where its cursor stood, and the word itself."""

    line: str
    caret: int
    word: str


class PhraseEntry:
    """What the workbench asks at each key, at each change of the text, and when Enter takes it."""

    def __init__(self, path: Path) -> None:
        self.file = PhraseFile(path)
        self._before: str | None = None  # the line when Space was pressed
        self._swap: _Swap | None = None  # what Backspace takes back; any other key settles it
        self._said: tuple[str, str] = ("", "")
        self._faults: list[str] = []

    def key(self, bench: Workbench, key: str) -> bool:
        """Take a key before anybody else; True when Backspace brought a code back."""
        swap, self._swap = self._swap, None
        self._before = bench.text if key == "space" else None
        if key != "backspace" or swap is None:
            return False
        bench.set_text(swap.line, swap.caret)
        bench.edited(swap.line)
        bench.say(texts.RESTORED.format(typed=swap.word), "muted")
        return True

    def edited(self, bench: Workbench, text: str) -> str:
        """The text after a person's key: with the word that Space ended written out, or as it is."""
        before, self._before = self._before, None
        self._swap, self._said = None, ("", "")
        if not writes_prose(bench):
            return text
        head = _ended(before, text)
        word = _last_word(text if head is None else head)
        if MARK not in word:
            return text
        if head is None:
            self._said = self._foreseen(word)
            return text
        return self._written_out(bench, head, word, text)

    def taken(self, bench: Workbench, text: str) -> str:
        """The text as Enter takes it."""
        return self.finished(text, bench.desk) if writes_prose(bench) else text

    def finished(self, text: str, desk: Desk) -> str:
        """A line that nothing is added to any more: a code at its very end is written out."""
        word = _last_word(text)
        expanded = self.file.book().expand(word, facts_of(desk)) if MARK in word else None
        return text if expanded is None else text.removesuffix(word) + expanded

    def tell(self, bench: Workbench) -> None:
        """Show what was just done with the text, if anything."""
        text, style = self._said
        if text:
            bench.say(text, style)

    def _written_out(self, bench: Workbench, head: str, word: str, text: str) -> str:
        expanded = self.file.book().expand(word, facts_of(bench.desk))
        if expanded is None:
            code = code_in(word)
            self._said = self._news() or (texts.CODE_UNKNOWN.format(code=code) if code else "", "muted")
            return text
        behind = text[len(head) + 1 :]
        start = head.removesuffix(word) + expanded + " "
        self._swap = _Swap(text, len(head) + 1, word)
        self._said = self._news() or (texts.EXPANDED.format(typed=word), "muted")
        bench.set_text(start + behind, len(start))
        return start + behind

    def _foreseen(self, word: str) -> tuple[str, str]:
        """What Space will make of the word being typed."""
        phrase = self.file.book().find(code_in(word))
        return (texts.CODE_KNOWN.format(text=cut(phrase.text, SHOWN)), "muted") if phrase is not None else ("", "")

    def _news(self) -> tuple[str, str] | None:
        """A file that has just become wrong is told once; the pane shows all of it."""
        known, self._faults = self._faults, self.file.faults()
        return (self._faults[0], "warning") if self._faults and self._faults != known else None


def writes_prose(bench: Workbench) -> bool:
    """Whether what is typed now is prose: a note, a paragraph, a free answer."""
    if bench.prompt is not None:
        return isinstance(bench.prompt, AskText)
    return bench.pane.takes_notes or bench.pane.takes_prose


def insert(bench: Workbench, text: str) -> None:
    """Put words behind what stands in the entry line, as if they had been typed."""
    line = bench.text
    gap = " " if line and not line.endswith(" ") else ""
    bench.set_text(f"{line}{gap}{text} ")
    bench.edited(bench.text)


def _ended(before: str | None, text: str) -> str | None:
    """The line up to the one blank that was just put into it; None when something else happened."""
    if before is None or len(text) != len(before) + 1:
        return None
    place = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, text, strict=False)))
    return text[:place] if text[place] == " " and text[place + 1 :] == before[place:] else None


def _last_word(text: str) -> str:
    """The word that the text ends in, "" behind a blank."""
    return "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1]
