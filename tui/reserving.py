"""Keeping a minority opinion in the record: who, about what, in which words, by name if the member asks (R85)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import ReserveOpinion, SettleDifference, WithdrawReservation
from models.reservations import Reservation
from tui import words_reserving as texts
from tui.draw import cut
from tui.prompts import AskText, Choose, Option, PickPerson

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.workbench import Workbench

ABOUT_CELLS = 44
"""Cells of a motion or an opinion in the list of what it may be about."""

WITHDRAW = "withdraw"


def reserve(bench: Workbench) -> None:
    """Pick the member, then what the opinion is about: the minutes, a vote that was not unanimous, a difference."""

    def ask_about(person: str) -> None:
        found = topics(bench.desk)
        if len(found) == 1:
            _ask_words(bench, person, found[0].value)
        else:
            bench.ask(Choose(texts.RESERVE_ABOUT, found, lambda about: _ask_words(bench, person, about)))

    bench.ask(PickPerson(texts.RESERVE_WHO, ask_about))


def reserve_about(bench: Workbench, about: str) -> None:
    """The same, where it is known what the opinion is about; who said so is offered first."""
    note = bench.desk.meeting.notes.get(about)
    suggest = [note.person] if note is not None and note.person in bench.desk.meeting.people else []
    bench.ask(PickPerson(texts.RESERVE_WHO, lambda person: _ask_words(bench, person, about), suggest=suggest))


def topics(desk: Desk) -> list[Option]:
    """What an opinion can be about, newest first; the minutes as a whole come last."""
    meeting = desk.meeting
    divided = [vote for vote in meeting.votes.values() if vote.against or vote.other]
    votes = [Option(vote.motion, texts.RESERVE_VOTE.format(title=cut(vote.title, ABOUT_CELLS))) for vote in divided]
    notes = meeting.notes.differences
    opinions = [Option(note.id, texts.RESERVE_DIFFERENCE.format(text=cut(note.text, ABOUT_CELLS))) for note in notes]
    return [*reversed(votes), *reversed(opinions), Option("", texts.RESERVE_MINUTES)]


def _held(desk: Desk, person: str, about: str) -> Reservation | None:
    """What this member keeps about it already."""
    kept = desk.meeting.reservations
    return next((one for one in kept if (one.person, one.about) == (person, about)), None)


class _Unfinished:
    """The words of an opinion that is not recorded yet, kept with the lines being typed until it is (L1)."""

    def __init__(self, desk: Desk, person: str, about: str) -> None:
        self._desk = desk
        self._field = f"reserve:{person}:{about}"

    @property
    def text(self) -> str:
        """What was typed before another act came, "" for nothing."""
        replica = self._desk.replica
        return self._desk.store.draft_of(replica.id, self._field) if replica is not None else ""

    def keep(self, text: str) -> None:
        """Keep the words, or forget them with ""."""
        if self._desk.writable and self._desk.replica is not None and text != self.text:
            self._desk.store.keep_draft(self._desk.replica.id, text, self._field)


def _ask_words(bench: Workbench, person: str, about: str) -> None:
    """In which words; those of a question that another act cut short stand there again."""
    held = _held(bench.desk, person, about)
    unfinished = _Unfinished(bench.desk, person, about)
    label = texts.RESERVE_TEXT.format(name=bench.desk.meeting.name(person))

    def ask_name(text: str) -> None:
        unfinished.keep(text)
        _ask_name(bench, person, about, text)

    initial = unfinished.text or (held.text if held is not None else "")
    hint = texts.RESERVE_TEXT_HINT
    bench.ask(AskText(label, ask_name, initial=initial, optional=True, hint=hint, kept=unfinished.keep))


def _ask_name(bench: Workbench, person: str, about: str, text: str) -> None:
    """By name only if the member asks for it; whoever keeps an opinion already may also give it up."""
    held = _held(bench.desk, person, about)
    options = [Option(value, label) for value, label in texts.RESERVE_OPTIONS.items()]
    if held is not None:
        options.append(Option(WITHDRAW, texts.RESERVE_WITHDRAW))

    def record(value: str) -> None:
        if value == WITHDRAW and held is not None:
            recorded = bench.do(WithdrawReservation(held.id))
        else:
            recorded = _record(bench, ReserveOpinion(person, text, about, named=value == "named"))
        if recorded:
            _Unfinished(bench.desk, person, about).keep("")

    bench.ask(Choose(texts.RESERVE_NAMED, options, record))


def _record(bench: Workbench, command: ReserveOpinion) -> bool:
    """Keep it; a differing opinion without an outcome has one now (R38). False when it was refused."""
    note = bench.desk.meeting.notes.get(command.about)
    if not bench.do(command):
        return False
    if note is not None and note.kind == "difference" and note.outcome == "open" and bench.desk.meeting.adopted is None:
        said = bench.notice
        bench.do(SettleDifference(note.id, "kept"))
        bench.notice = said
    return True


def divided(desk: Desk, motion: str) -> bool:
    """Whether somebody may want to keep an opinion after this vote: an open one that was not unanimous."""
    vote = desk.meeting.votes[motion]
    return vote.mode == "open" and bool(vote.against or vote.other)
