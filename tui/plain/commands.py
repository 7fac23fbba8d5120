"""Every command of the plain face, in one table (L22, L23).

Every action of the registry is a command unless `words_plain.SCREEN_ONLY` says why not; what follows its name answers
the first question it asks. `RUNS` says what is done otherwise, `OWN` what has no action of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from models.vietnamese.text import fold
from tui import words, words_indicators
from tui import words_plain as texts
from tui.panes.meetings import NEW, MeetingsPane
from tui.plain import lists, reading, record, room
from tui.plain.bench import PlainBench
from tui.plain.naming import KEY_WORDS, names_of
from tui.plain.questions import answer
from tui.plain.voices import voice_of
from tui.registry import Action, all_commands

Run = Callable[[PlainBench, str], None]
"""What a command does with what follows its name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One command: its names, and the group and help it is found under. `action` is the registered one it does."""

    id: str
    names: tuple[str, ...]
    group: str
    help: str
    run: Run
    needs_meeting: bool = True
    action: str = ""


# --- registered actions -----------------------------------------------------------------------------------------


def run_action(action: Action) -> Run:
    """Do the action as its key would; what follows answers its question, or goes to the pane it opened."""

    def run(bench: PlainBench, rest: str) -> None:
        before = bench.pane
        bench.run(action)
        if not rest:
            return
        if bench.prompt is not None:
            answer(bench, rest)
        elif bench.pane is not before:
            bench.passing = bench.pane
            voice_of(bench).answer(rest)

    return run


def help_on(bench: PlainBench, rest: str) -> None:
    """How to write and what there is; with a word, the commands it is found in."""
    bench.tell(help_lines(rest))


def only_told(sentence: str) -> Run:
    """Say why this is not done here."""

    def run(bench: PlainBench, rest: str) -> None:
        bench.refuse(sentence)

    return run


RUNS: dict[str, Run] = {
    "help": help_on,
    "board": record.board,
    "edit": record.edit,
    "pause": room.pause,
    "export": record.export,
}
"""Id of a registered action → what is done here instead of its key."""

IN_MEETING = frozenset(("speaker", "step", "pause", "board", "edit", "minutes", "closing", "undo", "export"))
"""Registered actions for which it is said outright that no meeting is open; the others tell by themselves."""


# --- what has no action of its own ------------------------------------------------------------------------------


def status(bench: PlainBench, rest: str) -> None:
    """How things stand."""
    bench.tell(lists.status(bench.desk))


def meetings(bench: PlainBench, rest: str) -> None:
    """The list of meetings; a number opens one."""
    bench.home(MeetingsPane())
    if rest:
        voice_of(bench).answer(rest)


def new_meeting(bench: PlainBench, rest: str) -> None:
    """Begin a meeting; the day may follow."""
    pane = MeetingsPane()
    bench.home(pane)
    pane.cursor = list(pane.rows(bench, "")).index(NEW)
    bench.taken("")
    if rest and bench.prompt is not None:
        answer(bench, rest)


def roster(bench: PlainBench, rest: str) -> None:
    """Import the member list; the file may follow."""
    from tui.panes.roster import RosterPane  # reading lists takes long to load, and few starts need it

    bench.show(RosterPane())
    if rest:
        bench.taken(rest)


def key(bench: PlainBench, rest: str) -> None:
    """Send the open pane a key that has no command."""
    name = KEY_WORDS.get(rest.lower(), rest.lower())
    if not bench.key(name):
        bench.refuse(texts.KEY_UNKNOWN)
    elif bench.prompt is None:
        bench.tell(voice_of(bench).told())


OWN: dict[str, tuple[str, Run]] = {
    "status": (words.G_DESK, status),
    "meetings": (words.G_DESK, meetings),
    "new": (words.G_DESK, new_meeting),
    "roster": (words.G_DESK, roster),
    "key": (words.G_DESK, key),
    "list": (words.G_ROOM, room.listed),
    "present": (words.G_ROOM, room.present),
    "excused": (words.G_ROOM, room.excused),
    "unexcused": (words.G_ROOM, room.unexcused),
    "late": (words.G_ROOM, room.late),
    "left": (words.G_ROOM, room.left),
    "unmark": (words.G_ROOM, room.unmark),
    "standing": (words.G_ROOM, room.standing),
    "shift": (words.G_ROOM, room.shift),
    "rest": (words.G_ROOM, room.rest_present),
    "guest": (words.G_ROOM, room.guest),
    "superior": (words.G_ROOM, room.superior),
    "waiting": (words.G_FLOOR, room.waiting),
    "resume": (words.G_STEPS, room.resume),
    "focus": (words.G_STEPS, record.focus),
    "note": (words.G_NOTES, record.note),
    "log": (words.G_NOTES, record.log),
    "drop": (words.G_NOTES, record.drop),
    "degree": (words.G_NOTES, record.field("degree", words_indicators.BOARD_DEGREE)),
    "scope": (words.G_NOTES, record.field("scope", words_indicators.BOARD_SCOPE)),
    "evidence": (words.G_NOTES, record.field("evidence", words_indicators.BOARD_EVIDENCE)),
    "conclusion": (words.G_NOTES, record.field("conclusion", words_indicators.BOARD_CONCLUSION)),
    "raised_by": (words.G_NOTES, record.field("raised_by", words_indicators.BOARD_RAISED)),
    "summary": (words.G_CLOSE, record.task("summary")),
    "differences": (words.G_CLOSE, record.differences),
    "quality": (words.G_CLOSE, record.task("quality")),
    "quality_remark": (words.G_CLOSE, record.task("quality_remark")),
    "participation": (words.G_CLOSE, record.task("participation")),
    "atmosphere": (words.G_CLOSE, record.task("atmosphere")),
    "reading": (words.G_CLOSE, reading.begin_reading),
    "vote": (words.G_CLOSE, record.vote),
    "rules": (words.G_CLOSE, record.rules),
    "reason": (words.G_CLOSE, record.reason),
    "end": (words.G_CLOSE, record.end),
    "sent": (words.G_CLOSE, record.task("report")),
}
"""Id → (group, what it does); names and help are in `words_plain`."""

OWN_ANYWHERE = frozenset(("status", "meetings", "new", "roster", "key"))
"""Those that need no meeting."""

SHORT: dict[str, str] = {
    "attendance": "dd",
    "status": "th",
    "undo": "ht",
    "redo": "ll",
    "step": "bk",
    "board": "bh",
    "preparation": "cb",
    "minutes": "bb",
    "vote": "bq",
    "closing": "kt",
    "silent": "cn",
    "queue": "xn",
}
"""Two letters for what is typed often."""


# --- the table --------------------------------------------------------------------------------------------------


@cache
def commands() -> tuple[Spoken, ...]:
    """All of them, in the order of the help."""
    acted = [
        Spoken(
            id=action.id,
            names=_names(action.id, names_of(action)),
            group=action.group,
            help=action.help,
            run=_run(action),
            needs_meeting=action.id in IN_MEETING,
            action=action.id,
        )
        for action in all_commands()
    ]
    own = [
        Spoken(id, _names(id, texts.OWN_NAMES[id]), group, texts.OWN_HELP[id], run, id not in OWN_ANYWHERE)
        for id, (group, run) in OWN.items()
    ]
    return (*acted, *own)


def _run(action: Action) -> Run:
    why_not = texts.SCREEN_ONLY.get(action.id)
    return only_told(why_not) if why_not is not None else RUNS.get(action.id) or run_action(action)


def _names(id: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, SHORT[id]) if id in SHORT else names


# --- help -------------------------------------------------------------------------------------------------------


def help_lines(wanted: str) -> list[str]:
    """The rules of writing and the names of all commands by group; or the commands that a word is found in."""
    if wanted:
        return [_told(command) for command in _found(wanted)] or [texts.HELP_NONE.format(text=wanted)]
    by_group: dict[str, list[str]] = {}
    for command in _offered():
        by_group.setdefault(command.group, []).append(_dotted(command.names[0]))
    groups = (texts.HELP_GROUP.format(group=group, names=", ".join(names)) for group, names in by_group.items())
    return [*texts.HELP_RULES, *groups, texts.HELP_MORE]


def _offered() -> list[Spoken]:
    """The commands that do something here."""
    return [command for command in commands() if command.action not in texts.SCREEN_ONLY]


def _found(wanted: str) -> list[Spoken]:
    """By name first; else by what they do."""
    typed = fold(wanted.removeprefix(".")).split()
    named = [c for c in _offered() if any(all(word in fold(name) for word in typed) for name in c.names)]
    return named or [c for c in _offered() if all(word in fold(c.help) for word in typed)]


def _told(command: Spoken) -> str:
    form = texts.HELP_LINE_USAGE if command.id in texts.USAGE else texts.HELP_LINE
    told = form.format(name=_dotted(command.names[0]), usage=texts.USAGE.get(command.id, ""), help=command.help)
    others = ", ".join(map(_dotted, command.names[1:]))
    return texts.HELP_ALSO.format(line=told, names=others) if others else told


def _dotted(name: str) -> str:
    return f".{name}"
