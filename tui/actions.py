"""The desk's commands: what each key does, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.commands import (
    AskFloor,
    BeginStep,
    GiveFloor,
    NextInQueue,
    Pause,
    Redo,
    Resume,
    SetPresenter,
    ShiftStep,
    StartSession,
    StopFloor,
    Undo,
    WithdrawFloor,
)
from models.decide_steps import next_step
from models.ruling import Refusal
from tui import phrases, phrases_acts, words, words_oddities, words_rehearsal, words_search
from tui.asking import AskRead, minutes_ago, read_count
from tui.prompts import Choose, Confirm, Option, PickPerson
from tui.registry import Action
from tui.showing import (
    show_attendance,
    show_board,
    show_closing,
    show_help,
    show_history,
    show_minutes,
    show_palette,
    show_preparation,
)
from tui.stages import discussing, in_meeting, not_started, recordable, running, speaking, unadopted, unended
from tui.turns import kind, turn_at_hand, wrong_speaker
from tui.typing_mode import TYPING_ACTIONS

if TYPE_CHECKING:
    from tui.workbench import Workbench


LAST_MOMENT = 0.5
"""Seconds given to the disk before the desk asks whether to leave with acts unsaved."""

# --- what they do -----------------------------------------------------------------------------------------------


def start(bench: Workbench) -> None:
    """Begin the session; minutes, or a clock time, say how long ago it really began (L9)."""

    def read(typed: str) -> int | None:
        return 0 if read_count(typed) == 0 else minutes_ago(bench.desk, typed)

    def begin(ago: int) -> None:
        if bench.do(StartSession(ago)):
            from tui.panes.live import LivePane

            bench.home(LivePane())

    bench.ask(AskRead(words.START_ASK, read, begin, how=words.START_HOW, hint=words.START_HINT, empty=0))


def step(bench: Workbench) -> None:
    """The next step, in one key; from preparation it begins the session."""
    if not_started(bench):
        start(bench)
        return
    bench.write_stash()
    bench.do(BeginStep())


def choose_step(bench: Workbench) -> None:
    """Any step, by its number or letters, the next one marked; those that are done and the running one say so."""
    agenda = bench.desk.meeting.agenda
    current = agenda.current.step if agenda.current is not None else ""
    state = {s.id: words.STEP_DONE for s in bench.desk.meeting.body.steps if agenda.begun(s.id) is not None}
    state |= {current: words.STEP_NOW}
    options = [Option(s.id, s.label + state.get(s.id, "")) for s in bench.desk.meeting.body.steps]
    coming = next_step(bench.desk.meeting)
    at = bench.desk.meeting.body.steps.index(coming) if coming is not None else None
    bench.ask(Choose(words.STEP_ASK, options, lambda wanted: _run(bench, BeginStep(wanted)), at=at))


def earlier(bench: Workbench) -> None:
    """The running step began some minutes ago."""

    def shift(minutes: int) -> None:
        bench.do(ShiftStep(minutes))

    bench.ask(AskRead(words.EARLIER_ASK, read_count, shift, how=words.NEED_MINUTES, hint=words.EARLIER_HINT))


def presenter(bench: Workbench) -> None:
    """Who presents the running step."""
    bench.ask(PickPerson(words.PRESENTER_ASK, lambda person: _run(bench, SetPresenter(person))))


def speaker(bench: Workbench) -> None:
    """The next speaker: a few letters and Enter; Enter alone takes the first who waits (L4)."""

    def give(person: str) -> None:
        bench.write_stash()
        bench.do(GiveFloor(person))

    def first() -> None:
        bench.write_stash()
        bench.do(NextInQueue())

    def guest(name: str) -> None:
        from tui.panes.attendance import add_guest

        add_guest(bench, name, give)

    bench.ask(
        PickPerson(
            words.SPEAKER_ASK,
            give,
            guest=guest,
            empty=first,
            first=_silent(bench),
            suggest=bench.desk.meeting.floor.queue,
            hint=words.SPEAKER_HINT_QUEUE if bench.desk.meeting.floor.queue else words.SPEAKER_HINT,
        )
    )


def _silent(bench: Workbench) -> frozenset[str]:
    meeting = bench.desk.meeting
    here = meeting.attendance.in_room(bench.desk.now())
    return frozenset(here - meeting.floor.speakers())


def order(bench: Workbench) -> None:
    """A point of order: the speaker waits and goes on afterwards (L13)."""

    def give(person: str) -> None:
        bench.write_stash()
        bench.do(GiveFloor(person, "order"))

    bench.ask(PickPerson(words.ORDER_ASK, give))


def stop(bench: Workbench) -> None:
    """The speaker has done."""
    bench.write_stash()
    bench.do(StopFloor())


def queue(bench: Workbench) -> None:
    """Somebody asks to speak; asked again, they do not want to any more."""

    def ask(person: str) -> None:
        waiting = person in bench.desk.meeting.floor.queue
        bench.do(WithdrawFloor(person) if waiting else AskFloor(person))

    queue = bench.desk.meeting.floor.queue
    bench.ask(PickPerson(words.QUEUE_ASK, ask, first=_silent(bench), suggest=queue))


def silent(bench: Workbench) -> None:
    """Who is here and has not spoken, longest silence first; choosing one gives the floor (L10)."""
    meeting, found = bench.desk.meeting, phrases.silent(bench.desk)
    if not found:
        bench.say(words.ALL_SPOKE)
        return

    def give(person: str) -> None:
        bench.write_stash()
        bench.do(GiveFloor(person))

    options = [Option(person, meeting.name(person)) for person in found]
    bench.ask(Choose(words.SILENT_ASK.format(count=len(found)), options, give))


def pause(bench: Workbench) -> None:
    """A break begins, or is over."""
    bench.do(Resume() if bench.desk.meeting.agenda.paused else Pause())


def edit_last(bench: Workbench) -> None:
    """Open the last note for editing."""
    notes = bench.desk.meeting.notes.all
    if not notes:
        bench.refuse(words.NO_NOTES)
        return
    from tui.panes.live import LivePane

    pane = bench.pane if isinstance(bench.pane, LivePane) else LivePane()
    pane.edit(bench, pane.selected or notes[-1].id)


def undo(bench: Workbench, *, across: bool = False) -> None:
    """Take back the last act; never silently across the adoption (L6)."""
    outcome = bench.desk.do(Undo(across=across))
    if isinstance(outcome, Refusal) and outcome.code == "undo_adopted":
        bench.ask(Confirm(words.UNDO_ADOPTED, lambda: undo(bench, across=True)))
    elif isinstance(outcome, Refusal):
        bench.refuse(phrases.refusal(outcome))
    else:
        bench.say(phrases_acts.undone(outcome, bench.desk))


def redo(bench: Workbench) -> None:
    """Bring back what was taken back."""
    bench.do(Redo())


def coached(bench: Workbench) -> bool:
    """A rehearsal is being held."""
    return bench.coached


def coach(bench: Workbench) -> None:
    """In a rehearsal, do what the script waits for; behind its end, wipe the rehearsal (L17)."""
    from tui.rehearsal.coach import CoachedBench

    if isinstance(bench, CoachedBench):
        bench.help_out()


def oddities(bench: Workbench) -> None:
    """What two laptops recorded differently comes first, as the status line says; then all that does not fit together.

    With the panes they lead to, the lists are loaded when they are asked for.
    """
    from tui.panes.conflicts import ConflictsPane
    from tui.panes.oddities import OdditiesPane

    chosen = isinstance(bench.pane, ConflictsPane | OdditiesPane) or not bench.desk.meeting.conflicts
    bench.show(OdditiesPane() if chosen else ConflictsPane())


def search(bench: Workbench) -> None:
    """Find in all meetings, or come back to what was found; few sessions search."""
    from tui.panes.search import show_search

    show_search(bench)


def leave(bench: Workbench) -> None:
    """Leave the desk; it asks first during a session, and whenever something is not on disk yet."""
    if bench.desk.visiting:
        from tui.panes.search import come_back

        come_back(bench)
    desk = bench.desk

    def go() -> None:
        bench.leaving = True

    unsaved = desk.replica.unsaved if desk.replica is not None else 0
    if unsaved and not desk.store.writer.drain(LAST_MOMENT):
        bench.ask(Confirm(words.LEAVE_UNSAVED.format(count=unsaved), go))
    elif running(bench):
        bench.ask(Confirm(words.LEAVE_RUNNING, go))
    else:
        go()


def theme(bench: Workbench) -> None:
    """The other of the two themes."""
    if bench.on_theme is not None:
        bench.on_theme()


def _run(bench: Workbench, command: BeginStep | SetPresenter) -> None:
    bench.do(command)


ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1",), words.K_HELP, words.H_HELP, words.G_DESK, show_help, rank=0),
    Action(
        "attendance",
        ("f2",),
        words.K_ATTENDANCE,
        words.H_ATTENDANCE,
        words.G_ROOM,
        show_attendance,
        rank=3,
        when=in_meeting,
    ),
    Action("speaker", ("f3",), words.K_SPEAKER, words.H_SPEAKER, words.G_FLOOR, speaker, rank=1, when=discussing),
    Action(
        "board",
        ("f4",),
        words.K_BOARD,
        words.H_BOARD,
        words.G_ROOM,
        show_board,
        rank=4,
        when=in_meeting,
    ),
    Action(
        "preparation",
        ("f5",),
        words.K_PREPARATION,
        words.H_PREPARATION,
        words.G_DESK,
        show_preparation,
        rank=9,
        when=in_meeting,
    ),
    Action("step", ("f6",), words.K_STEP, words.H_STEP, words.G_STEPS, step, rank=2, when=unended),
    Action("stop", ("f7",), words.K_STOP, words.H_STOP, words.G_FLOOR, stop, rank=5, when=speaking),
    Action(
        "minutes",
        ("f8",),
        words.K_MINUTES,
        words.H_MINUTES,
        words.G_CLOSE,
        show_minutes,
        rank=6,
        when=in_meeting,
    ),
    Action("queue", ("f9",), words.K_QUEUE, words.H_QUEUE, words.G_FLOOR, queue, rank=8, when=discussing),
    Action(
        "closing",
        ("f10",),
        words.K_CLOSING,
        words.H_CLOSING,
        words.G_CLOSE,
        show_closing,
        rank=7,
        when=in_meeting,
    ),
    Action("order", ("ctrl+o",), words.K_ORDER, words.H_ORDER, words.G_FLOOR, order, when=discussing),
    Action("silent", ("ctrl+f",), words.K_SILENT, words.H_SILENT, words.G_FLOOR, silent, when=discussing),
    Action("kind", ("ctrl+k",), words.K_KIND, words.H_KIND, words.G_FLOOR, kind, when=turn_at_hand),
    Action(
        "wrong_speaker",
        ("ctrl+r",),
        words.K_WRONG_SPEAKER,
        words.H_WRONG_SPEAKER,
        words.G_FLOOR,
        wrong_speaker,
        when=turn_at_hand,
    ),
    Action("presenter", ("ctrl+t",), words.K_PRESENTER, words.H_PRESENTER, words.G_STEPS, presenter, when=discussing),
    Action("earlier", (), words.K_EARLIER, words.H_EARLIER, words.G_STEPS, earlier, when=discussing),
    Action(
        "choose_step",
        ("ctrl+g",),
        words.K_CHOOSE_STEP,
        words.H_CHOOSE_STEP,
        words.G_STEPS,
        choose_step,
        when=running,
    ),
    Action("pause", ("ctrl+n",), words.K_PAUSE, words.H_PAUSE, words.G_STEPS, pause, when=discussing),
    Action("edit", ("ctrl+e",), words.K_EDIT, words.H_EDIT, words.G_NOTES, edit_last, when=unadopted),
    Action("undo", ("ctrl+z",), words.K_UNDO, words.H_UNDO, words.G_DESK, undo, rank=1, when=recordable),
    Action("redo", ("ctrl+y",), words.K_REDO, words.H_REDO, words.G_DESK, redo, when=recordable),
    Action(
        "history",
        ("ctrl+l",),
        words.K_HISTORY,
        words.H_HISTORY,
        words.G_DESK,
        show_history,
        when=in_meeting,
    ),
    Action(
        "oddities",
        ("ctrl+x",),
        words_oddities.K_ODDITIES,
        words_oddities.H_ODDITIES,
        words.G_DESK,
        oddities,
        when=in_meeting,
    ),
    Action(
        "palette",
        ("ctrl+p",),
        words.K_PALETTE,
        words.H_PALETTE,
        words.G_DESK,
        show_palette,
    ),
    Action("search", ("ctrl+s",), words_search.K_SEARCH, words_search.H_SEARCH, words.G_DESK, search),
    Action("theme", (), words.K_THEME, words.H_THEME, words.G_DESK, theme),
    Action(
        "coach",
        ("f12",),
        words_rehearsal.K_COACH,
        words_rehearsal.H_COACH,
        words.G_DESK,
        coach,
        rank=1,
        when=coached,
        why_not=words_rehearsal.COACH_NOT_HERE,
    ),
    *TYPING_ACTIONS,
    Action("leave", ("ctrl+q",), words.K_LEAVE, words.H_LEAVE, words.G_DESK, leave, rank=12),
)
"""The table. Ids are stable: scripts and settings name them."""
