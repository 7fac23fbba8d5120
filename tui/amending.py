"""After the adoption: a paragraph is to read otherwise, or one is added, with a reason and in a paper of its own (L20).

The adopted text stays as it is; several changes for one reason go into one amendment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.amendments import Amendment
from models.commands import Amend, Change
from models.document import Paragraph
from models.facts_minutes import Amended
from models.minutes import amended_text, amendment_paper
from models.ruling import Refusal
from tui import phrases, phrases_acts
from tui import words_amending as texts
from tui.closing_prompts import Rewrite
from tui.export import export_folder, export_paper, file_name
from tui.prompts import AskText, Choose, Confirm, Option

if TYPE_CHECKING:
    from tui.workbench import Workbench

NEW = "new"


def amend_paragraph(bench: Workbench, paragraph: Paragraph) -> None:
    """Have a paragraph of the adopted minutes read otherwise."""
    now = amended_text(bench.desk.meeting, paragraph.key) or paragraph.text

    def rewrite(reason: str, amendment: str) -> None:
        def save(new: str) -> None:
            _record(bench, Amend(reason, (Change(paragraph.key, now, new),), amendment))

        bench.ask(Rewrite(texts.AMEND_TEXT, save, old=now, initial=now))

    _ask_reason(bench, rewrite)


def add_paragraph(bench: Workbench) -> None:
    """Add what the adopted minutes do not say."""

    def write(reason: str, amendment: str) -> None:
        def save(new: str) -> None:
            _record(bench, Amend(reason, (Change("", "", new),), amendment))

        bench.ask(AskText(texts.AMEND_ADDED, save))

    _ask_reason(bench, write)


def export_amendments(bench: Workbench) -> None:
    """Write every amendment as a paper of its own; one that a person changed stays, and a copy beside it is offered."""
    amendments = bench.desk.meeting.amendments
    if not amendments:
        bench.refuse(texts.AMEND_NONE)
    for amendment in amendments:
        _export(bench, amendment)


def amended_now(amendments: tuple[Amendment, ...], key: str) -> str:
    """What a paragraph of the adopted text was changed to, in words; "" for unchanged."""
    for amendment in reversed(amendments):
        for change in amendment.changes:
            if change.key == key:
                return texts.AMENDED_NOW.format(number=amendment.number, text=change.new)
    return ""


def _ask_reason(bench: Workbench, then: Callable[[str, str], None]) -> None:
    """A reason; or the amendment that was begun, whose reason holds for this change too."""

    def ask() -> None:
        bench.ask(AskText(texts.AMEND_REASON, lambda reason: then(reason, ""), hint=texts.AMEND_REASON_HINT))

    known = {amendment.id: amendment for amendment in bench.desk.meeting.amendments}
    if not known:
        ask()
        return
    last = list(known.values())[-1]
    options = [
        Option(last.id, texts.AMEND_ONGOING.format(number=last.number, reason=last.reason)),
        Option(NEW, texts.AMEND_NEW),
    ]
    bench.ask(Choose(texts.AMEND_WHICH, options, lambda key: ask() if key == NEW else then(known[key].reason, key)))


def _record(bench: Workbench, command: Amend) -> None:
    """Record it, then offer the paper."""
    outcome = bench.desk.do(command)
    if isinstance(outcome, Refusal):
        bench.refuse(phrases.refusal(outcome))
        return
    bench.say(phrases_acts.done(outcome, bench.desk))
    fact = outcome[0]
    if isinstance(fact, Amended):
        made = next(amendment for amendment in bench.desk.meeting.amendments if amendment.id == fact.amendment)
        bench.ask(Confirm(texts.AMEND_EXPORT.format(number=made.number), lambda: _export(bench, made)))


def _export(bench: Workbench, amendment: Amendment) -> None:
    desk = bench.desk
    offset = desk.replica.offset if desk.replica is not None else 0
    name = file_name(desk, texts.AMEND_FILE.format(number=amendment.number), ".docx")
    export_paper(bench, amendment_paper(desk.meeting, amendment, offset), export_folder(desk) / name)
