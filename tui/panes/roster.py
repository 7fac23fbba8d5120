"""Importing the member list: read a file, show what was understood and what it changes, save on Enter (IM-3, L17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from documents.roster_file import RosterError, RosterFile, read_roster, to_roster
from documents.roster_words import roster_words
from models.commands import ListPeople
from models.decide import decide
from models.people import Roster, RosterDiff, diff
from models.ruling import Refusal
from sync.errors import StoreError
from tui import words, words_handed
from tui import words_roster as texts
from tui.asking import day_first
from tui.desk import body_kind
from tui.draw import Line, cut, line
from tui.panes.base import Pane
from tui.panes.roster_view import about_lines, post_lines, preview_lines
from tui.prompts import AskText, Choose, Confirm, Option
from tui.typed_path import typed_path

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

OPTION_WIDTH = 54
"""Cells of an encoding with a piece of what it gives."""
AGAIN = ("2", "3", "4")
"""Keys that have the file read in another way."""
SCROLLS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


class RosterPane(Pane):
    """First a path, then the preview; nothing is saved before Enter on the preview."""

    name = words.PANE_ROSTER

    def __init__(self) -> None:
        self.found: RosterFile | None = None
        self._held: Roster | None = None
        self._changes = RosterDiff(people=(), added=(), changed=(), missing=(), same=(), reordered=False)
        self._path = Path()
        self._encoding: str | None = None
        self._sheet: str | None = None
        self._columns: Mapping[str, str] = {}
        self._top = 0
        self._handed: Callable[[], None] | None = None
        """Told when a list is saved that headquarters handed out; None for one that was read here."""

    # --- drawing ------------------------------------------------------------------------------------------------

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The preview from the line scrolled to, or what can be imported."""
        if self.found is None:
            return about_lines(bench.desk.store.roster(), width)[:height]
        store = bench.desk.store
        unit = store.units.current
        body = store.plan.bodies[body_kind(store.plan, unit)].variant(unit.variant)
        posts = post_lines(self._changes.people, store.plan, body, width)
        lines = preview_lines(self.found, self._changes, self._held, posts, width)
        self._top = max(0, min(self._top, len(lines) - height))
        shown = lines[self._top : self._top + height]
        below = len(lines) - self._top - height
        if below > 0:
            shown[-1] = line((f" {texts.MORE_BELOW.format(count=below + 1)}", "key"))
        return shown

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """Which file, then what to do with what was read."""
        if self.found is None or bench.text:
            return (texts.ROSTER_PATH, texts.ROSTER_PATH_HINT)
        return (self.name, texts.ROSTER_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The keys of the preview."""
        keys = list(texts.ROSTER_KEYS) if self.found is not None else []
        return [hint for hint in keys if self._handed is None or hint[0] not in AGAIN]

    # --- keys ---------------------------------------------------------------------------------------------------

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """On the preview, while no other path is typed: 2 encoding, 3 columns, 4 sheet, arrows scroll."""
        if self.found is None or text:
            return False
        if key in SCROLLS:
            self._top = max(0, self._top + SCROLLS[key])
        elif key in AGAIN and self._handed is not None:
            bench.refuse(words_handed.ROSTER_FIXED)
        elif key == "2":
            self._ask_encoding(bench, self.found)
        elif key == "3":
            self._ask_column(bench, self.found)
        elif key == "4":
            self._ask_sheet(bench, self.found)
        else:
            return False
        return True

    def taken(self, bench: Workbench, text: str) -> None:
        """A path is read; Enter alone saves what is shown."""
        if text.strip():
            path = typed_path(text)
            if trouble := self.read(bench, path, None, None, {}):
                bench.refuse(trouble)
        elif self.found is not None:
            self._save(bench, self.found)
        else:
            bench.refuse(words.NEED_TEXT)

    # --- reading ------------------------------------------------------------------------------------------------

    def read(
        self, bench: Workbench, path: Path, encoding: str | None, sheet: str | None, columns: Mapping[str, str]
    ) -> str:
        """Read a file: "" when it could be, else the sentence that says why not; what was shown before stays."""
        try:
            found = read_roster(path, encoding=encoding, sheet=sheet, columns=columns)
        except RosterError as error:
            return str(error)
        self._path, self._encoding, self._sheet, self._columns = path, encoding, sheet, columns
        self._handed = None
        self._preview(bench, found)
        return ""

    def show_handed(self, bench: Workbench, found: RosterFile, saved: Callable[[], None]) -> None:
        """Preview a list that headquarters handed out; `saved` is called once it is taken."""
        self._handed = saved
        self._preview(bench, found)

    def _preview(self, bench: Workbench, found: RosterFile) -> None:
        """Show what a list would change."""
        self.found, self._top = found, 0
        self._held = bench.desk.store.roster()
        old = self._held.people if self._held is not None else ()
        self._changes = diff(old, to_roster(found, str(bench.desk.store.cell)).people, found.told)

    def _again(self, bench: Workbench, encoding: str | None, sheet: str | None, columns: Mapping[str, str]) -> None:
        """Read the same file in another way."""
        if trouble := self.read(bench, self._path, encoding, sheet, columns):
            bench.say(trouble, "wrong")

    def _ask_encoding(self, bench: Workbench, found: RosterFile) -> None:
        if len(found.encodings) < 2:
            bench.refuse(texts.ROSTER_ONE_ENCODING)
            return
        options = [
            Option(choice.key, cut(f"{choice.label}   {choice.sample}".rstrip(), OPTION_WIDTH))
            for choice in found.encodings
        ]
        again = Choose(
            texts.ROSTER_ENCODING_ASK,
            options,
            lambda key: self._again(bench, key, self._sheet, self._columns),
        )
        bench.ask(again)

    def _ask_column(self, bench: Workbench, found: RosterFile) -> None:
        """Which kind of column, then where it really is."""
        if not found.columns:
            bench.refuse(texts.ROSTER_NO_COLUMNS)
            return
        places = {column.kind: column.letter for column in found.columns}
        kinds = {kind: column.label for kind, column in roster_words().columns.items() if kind != "other"}
        options = [
            Option(kind, f"{label} ({places[kind]})" if kind in places else label) for kind, label in kinds.items()
        ]

        def ask_letter(kind: str) -> None:
            label = texts.ROSTER_LETTER_ASK.format(kind=kinds[kind])
            bench.ask(AskText(label, lambda place: self._tell(bench, kind, place), hint=texts.ROSTER_LETTER_HINT))

        bench.ask(Choose(texts.ROSTER_COLUMN_ASK, options, ask_letter))

    def _tell(self, bench: Workbench, kind: str, place: str) -> None:
        self._again(bench, self._encoding, self._sheet, {**self._columns, kind: place})

    def _ask_sheet(self, bench: Workbench, found: RosterFile) -> None:
        if len(found.sheets) < 2:
            bench.refuse(texts.ROSTER_ONE_SHEET)
            return
        options = [Option(sheet, sheet) for sheet in found.sheets]
        bench.ask(Choose(texts.ROSTER_SHEET_ASK, options, lambda sheet: self._again(bench, self._encoding, sheet, {})))

    # --- saving -------------------------------------------------------------------------------------------------

    def _save(self, bench: Workbench, found: RosterFile) -> None:
        """Save what is shown; people who would be dropped are asked about."""
        new = to_roster(found, str(bench.desk.store.cell))
        roster = new.model_copy(update={"people": self._changes.people})
        if self._held is not None and not found.unit:
            roster = roster.model_copy(update={"unit": self._held.unit, "parent_unit": self._held.parent_unit})
        missing = len(self._changes.missing)
        if missing:
            question = texts.ROSTER_DROP.format(count=missing)
            bench.ask(Confirm(question, lambda: self._store(bench, roster)))
        else:
            self._store(bench, roster)

    def _store(self, bench: Workbench, roster: Roster) -> None:
        same = self._changes.is_empty and self._held is not None
        if not same:
            try:
                bench.desk.store.save_roster(roster)
            except StoreError as error:
                bench.refuse(error.sentence)
                return
        self.found = None
        if self._handed is not None:
            self._handed()
        bench.back()
        told = texts.ROSTER_UNCHANGED if same else texts.ROSTER_KEPT_NOW.format(count=len(roster.people))
        if would_change(bench.desk, roster):
            _offer(bench, roster, told)
        else:
            bench.say(told)


def would_change(desk: Desk, roster: Roster) -> bool:
    """Whether the open meeting, if it may still be changed, has other people than the roster."""
    if desk.replica is None or not desk.writable:
        return False
    return not isinstance(decide(desk.meeting, ListPeople(roster.people), desk.replica.moment()), Refusal)


def _offer(bench: Workbench, roster: Roster, told: str) -> None:
    """Ask whether the open meeting takes the list too; Esc leaves the meeting as it is."""
    question = texts.ROSTER_TO_MEETING.format(day=day_first(bench.desk.meeting.details.text("date")))
    about = [line((f" {told}", "done"))]
    bench.ask(Confirm(question, lambda: _list(bench, roster), about=about))


def _list(bench: Workbench, roster: Roster) -> None:
    bench.do(ListPeople(roster.people))
