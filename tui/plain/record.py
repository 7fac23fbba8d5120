"""Commands about what is recorded: the kept line, notes by their number, indicators, vote, reasons, papers."""

from __future__ import annotations

from collections.abc import Callable

from models.commands import DeleteNote, Focus, TakeVote
from models.notes import Note
from models.rules import State
from models.rules.checking import UNMET
from models.ruling import Refusal
from models.vietnamese.text import fold
from models.votes import ADOPTION
from tui import phrases, words, words_indicators
from tui import words_closing as closing
from tui import words_plain as texts
from tui.closing_tasks import end_session, tasks
from tui.export import ENDINGS, export_minutes, export_paper
from tui.panes.board import BoardPane
from tui.panes.closing import ClosingPane
from tui.panes.live import LivePane
from tui.phrases_oddities import oddity
from tui.plain import lists
from tui.plain.bench import PlainBench
from tui.plain.questions import answer, is_number
from tui.typed_path import typed_path
from tui.voting import read_result, take_vote

LOG_SHOWN = 20
"""Items of the log told when nobody says how many."""


# --- notes ------------------------------------------------------------------------------------------------------


def note(bench: PlainBench, rest: str) -> None:
    """Record a line as a note; with nothing behind it, the line that was kept."""
    typed = rest or bench.kept
    if not typed:
        bench.refuse(texts.NOTHING_KEPT)
        return
    bench.kept = ""
    bench.home(LivePane())
    bench.taken(typed)


def log(bench: PlainBench, rest: str) -> None:
    """The last turns and notes."""
    bench.tell(lists.log(bench.desk, int(rest) if is_number(rest) else LOG_SHOWN))


def edit(bench: PlainBench, rest: str) -> None:
    """The last note, or the item of a number in the log; what follows is its new wording."""
    number, _, said = rest.partition(" ")
    items = LivePane().items(bench.desk)
    if not is_number(number):
        last = bench.desk.meeting.notes.all[-1:]
        if not last:
            bench.refuse(words.NO_NOTES)
            return
        item, said = last[0].id, rest
    elif 1 <= int(number) <= len(items):
        item = items[int(number) - 1].id
    else:
        bench.refuse(texts.LOG_NUMBER)
        return
    LivePane().edit(bench, item)
    if said:
        answer(bench, said)


def drop(bench: PlainBench, rest: str) -> None:
    """Take the note of a number in the log out of the minutes."""
    items = LivePane().items(bench.desk)
    if not (is_number(rest) and 1 <= int(rest) <= len(items)):
        bench.refuse(texts.LOG_NUMBER)
    elif isinstance(item := items[int(rest) - 1], Note):
        bench.do(DeleteNote(item.id))
    else:
        bench.refuse(texts.LOG_NO_NOTE)


# --- indicators -------------------------------------------------------------------------------------------------


def board(bench: PlainBench, rest: str) -> None:
    """The board; with a number what to record of it, with an answer behind the number that answer."""
    if not rest:
        bench.show(BoardPane())
        return
    number, _, said = rest.replace(",", " ").partition(" ")
    _indicator(bench, number, said.strip())


def _indicator(bench: PlainBench, number: str, said: str) -> None:
    """Ask what to record of an indicator; "có phổ biến" answers that and the question behind it."""
    pane = BoardPane()
    bench.show(pane)
    bench.passing = pane
    bench.edited(number)
    bench.taken(number)
    if not said or bench.prompt is None:
        return
    first = next((label for label in words_indicators.PRESENT_WORDS.values() if _begins(said, label)), said)
    answer(bench, first)
    further = " ".join(said.split()[len(first.split()) :])
    if further and bench.prompt is not None:
        answer(bench, further)


def _begins(said: str, label: str) -> bool:
    """Whether whole words at the beginning are the label."""
    return fold(said).split()[: len(label.split())] == fold(label).split()


def field(name: str, label: str) -> Callable[[PlainBench, str], None]:
    """The command that records one field of an indicator: its number first, then the value or nothing."""

    def run(bench: PlainBench, rest: str) -> None:
        number, _, said = rest.partition(" ")
        bare = number.strip(",:")
        if not is_number(bare.removeprefix("#")):
            bench.refuse(texts.BOARD_NUMBER_FIRST.format(name=texts.OWN_NAMES[name][0]))
            return
        _indicator(bench, bare, label)
        if said.strip() and bench.prompt is not None:
            answer(bench, said.strip())

    return run


def focus(bench: PlainBench, rest: str) -> None:
    """Turn the discussion to an indicator; 0, or nothing, turns it away."""
    bare = rest.removeprefix("#")
    if not bare or bare == "0":
        bench.do(Focus(""))
    elif is_number(bare):
        LivePane().taken(bench, f"#{bare}")
    else:
        bench.refuse(texts.BOARD_NUMBER_FIRST.format(name=texts.OWN_NAMES["focus"][0]))


# --- the end ----------------------------------------------------------------------------------------------------


def vote(bench: PlainBench, rest: str) -> None:
    """The vote on the minutes: three numbers, or none to be asked."""
    numbers = rest.replace(",", " ").split()
    if not numbers:
        take_vote(bench, ADOPTION, words.ADOPTION_TITLE)
    elif len(numbers) == 3 and all(map(is_number, numbers)):
        in_favour, against, other = map(int, numbers)
        outcome = bench.desk.do(TakeVote(ADOPTION, words.ADOPTION_TITLE, in_favour, against, other))
        if isinstance(outcome, Refusal):
            bench.refuse(phrases.refusal(outcome))
        else:
            read_result(bench, ADOPTION)
    else:
        bench.refuse(texts.VOTE_NUMBERS)


def end(bench: PlainBench, rest: str) -> None:
    """End the session; what is unmet is said first."""
    end_session(bench)


def task(id: str) -> Callable[[PlainBench, str], None]:
    """The command that does one of the tasks of the end; what follows answers its question."""

    def run(bench: PlainBench, rest: str) -> None:
        found = [one for one in tasks(bench.desk) if one.id == id]
        before = bench.pane
        found[0].run(bench)
        if not rest:
            return
        if bench.prompt is not None:
            answer(bench, rest)
        elif bench.pane is not before:
            bench.passing = bench.pane
            bench.taken(rest)

    return run


def differences(bench: PlainBench, rest: str) -> None:
    """Settle the first differing opinion that is still open; the others come after it."""
    found = [one for one in tasks(bench.desk) if one.label == closing.TASK_DIFFERENCES]
    wanted = next((one for one in found if one.owed), found[0])
    if wanted.value:
        bench.tell([wanted.value])
    wanted.run(bench)


def rules(bench: PlainBench, rest: str) -> None:
    """Every rule as it stands, contradictions of the record first."""
    odd = (oddity(bench.desk, one) for one in bench.desk.meeting.oddities)
    bench.tell([*odd, *lists.rules(bench.desk.rules())])


def reason(bench: PlainBench, rest: str) -> None:
    """The written reason why a rule stays unmet: its code, then the words."""
    typed, _, said = rest.partition(" ")
    code = f"C{typed.strip(',:').upper().removeprefix('C').zfill(2)}"
    state = next((state for state in bench.desk.rules() if state.code == code), None)
    if state is None:
        bench.refuse(texts.RULE_UNKNOWN.format(code=typed))
        return
    answerable: tuple[State, ...] = (*UNMET, "waived")
    if state.level != "W" or state.state not in answerable:
        word, _ = closing.STATE_WORDS[state.state]
        bench.refuse(texts.RULE_NO_REASON.format(label=state.label, state=word))
        return
    pane = ClosingPane()
    bench.show(pane)
    bench.passing = pane
    pane.at = code
    bench.taken("")
    if said.strip() and bench.prompt is not None:
        answer(bench, said.strip())


def export(bench: PlainBench, rest: str) -> None:
    """The minutes as a file: where the desk puts them, or the .docx or .txt that is named."""
    if not rest:
        export_minutes(bench)
        return
    path = typed_path(rest)
    if path.suffix.lower() in ENDINGS:
        export_paper(bench, bench.desk.minutes(), path)
    else:
        bench.refuse(words.WRONG_ENDING.format(suffix=path.suffix))
