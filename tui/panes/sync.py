"""What headquarters has of this laptop's meetings, what waits, what was held and why (sync.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.vietnamese.text import fold
from sync.standing import Standing, State
from sync.words import SENTENCES
from tui import words_sync as texts
from tui.asking import day_first
from tui.connecting import ask_answer, ask_enrolment, ask_request
from tui.draw import Line, cut, fit, line, pad, rule, wrapped
from tui.handed import look, offered, waits
from tui.panes.base import ListPane
from tui.words_handed import KEY_LOOK

if TYPE_CHECKING:
    from sync.account import Account
    from sync.courier import Courier
    from sync.receipts import Attempt
    from tui.desk import Desk
    from tui.workbench import Workbench

MINUTE = 60_000
OFFSET_NOTED = 2 * MINUTE
"""Ms between the clocks from which on a note is yellow (sync.md §4)."""

ATTEMPTS_SHOWN = 3
LOW = 14
"""Lines below which the last attempts are left out."""

MODES = {"1": "auto", "2": "asked", "3": "off"}

_BY_FILES = {"1": ask_request, "2": ask_answer}
_STYLES = {State.WHOLE: "done", State.WAITING: "missing"}


class SyncPane(ListPane[Standing]):
    """The summary, then one line a stream of this laptop: what is not whole first."""

    name = texts.PANE_SYNC

    def rows(self, bench: Workbench, text: str) -> Sequence[Standing]:
        """What does not lie whole at headquarters comes first, then the newest."""
        found = bench.post.courier.standings() if bench.post.courier is not None else []
        return [*(one for one in found if one.state is not State.WHOLE), *reversed(_whole(found))]

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """Who we are to headquarters, what it has, when it last heard of us."""
        account, courier = bench.post.account, bench.post.courier
        title = [rule(width, texts.SYNC_TITLE)]
        if account is None or courier is None:
            told = (texts.NOT_ENROLLED, texts.NOT_ENROLLED_OFFLINE)
            return [*title, *(line(" ", *row) for text in told for row in ((), *wrapped(text, width - 2)))]
        kept = not courier.told.whole_at and any(not info.rehearsal for info in bench.desk.store.meetings())
        return [
            *title,
            fit(line(" ", (_named(bench.desk, account), "muted")), width),
            fit(line(" ", has(courier.standings(), kept=kept), *_running(courier)), width),
            *(line(" ", *row) for row in _last(bench.desk, courier, width - 2)),
            *(line(" ", *row) for row in waits(bench, width - 2)),
            fit(line(" ", (texts.MODE_NOW.format(mode=texts.MODES[courier.mode]), "plain")), width),
            *([rule(width, texts.MEETINGS_RULE)] if self.rows(bench, "") else []),
        ]

    def draw(self, bench: Workbench, row: Standing, width: int) -> Line:
        """Day, how much, how it stands and why."""
        count = texts.STREAM_COUNT.format(there=row.there, here=row.here)
        style = _STYLES.get(row.state, "warning")
        told = f": {reason(row)}" if row.reason else ""
        state = f"{texts.STREAM_STATES[row.state.value]}{told}"
        day = pad(_day(bench.desk, row), 12)
        return fit(line("  ", (day, "plain"), (f"{count:>11}  ", "plain"), (cut(state, width - 28), style)), width)

    def body(self, bench: Workbench, width: int, height: int) -> list[Line]:
        """The list, and under it how the last rounds went."""
        foot = _attempts(bench, width) if height >= LOW else []
        room = height - len(foot)
        above = super().body(bench, width, room)[:room]
        return [*above, *[()] * (room - len(above)), *foot]

    def empty(self, bench: Workbench, text: str) -> str:
        """Before the first round there is nothing to list."""
        return ""

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does."""
        return (self.name, texts.SYNC_HINT if bench.post.account is not None else texts.SYNC_ENROLL_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """Send now, and the three ways."""
        if bench.post.account is None:
            return list(texts.SYNC_ENROLL_KEYS)
        return [*texts.SYNC_KEYS, *([KEY_LOOK] if offered(bench) else [])]

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """A digit chooses when to send; before there is a connection, a step of the way by files."""
        courier = bench.post.courier
        if bench.post.account is None and key in _BY_FILES and not text:
            _BY_FILES[key](bench)
            return True
        if key in MODES and not text and courier is not None and bench.post.account is not None:
            courier.set_mode(MODES[key])
            bench.say(texts.MODE_SET.format(mode=texts.MODES[MODES[key]]))
            return True
        if key == KEY_LOOK[0] and not text and bench.post.account is not None:
            look(bench)
            return True
        return super().key(bench, key, text)

    def taken(self, bench: Workbench, text: str) -> None:
        """Send now, or connect first."""
        if bench.post.account is None:
            ask_enrolment(bench)
        else:
            bench.post.kick()
            bench.say(texts.SENT_NOW)


def has(found: Sequence[Standing], *, kept: bool = False) -> tuple[str, str]:
    """ "Trụ sở có đủ 412/412 mục", with its style; `kept`: there are meetings that nobody asked about yet."""
    if not found:
        return (texts.HAS_UNKNOWN, "missing") if kept else (texts.HAS_NONE, "muted")
    here, there = sum(one.here for one in found), sum(one.there for one in found)
    if here <= there:
        return texts.HAS_ALL.format(count=here), "done"
    moving = any(one.waiting for one in found if one.state is State.WAITING)
    words = texts.HAS_SOME if moving else texts.HAS_HELD
    return words.format(there=there, here=here, waiting=here - there), "missing" if moving else "warning"


def reason(row: Standing) -> str:
    """Why a stream does not lie whole at headquarters."""
    return texts.REASONS.get(row.reason, texts.REASON_OTHER)


def _whole(found: Sequence[Standing]) -> list[Standing]:
    return [one for one in found if one.state is State.WHOLE]


def _named(desk: Desk, account: Account) -> str:
    alias = desk.store.device.alias
    name = f"{_bare(account.name)} ({alias})" if account.name else alias
    return texts.ENROLLED_AS.format(unit=account.unit, name=name, url=account.url)


def _bare(name: str) -> str:
    """A laptop's name behind the word "máy": "Máy của Lan" is told as "của Lan"."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold(first) == "may" else name


def _running(courier: Courier) -> Line:
    return line((f" · {texts.RUNNING}", "now")) if courier.told.running else ()


def _last(desk: Desk, courier: Courier, width: int) -> list[Line]:
    """When all went through, the trouble since then, and clocks that differ."""
    told = courier.told
    when = texts.LAST_WHOLE.format(clock=desk.clock(told.whole_at)) if told.whole_at else texts.NEVER_WHOLE
    lines = [line((when, "plain"))]
    if told.trouble is not None:
        lines += wrapped(told.trouble.sentence, width, "warning")
    offset = told.outcome.offset if told.outcome is not None else None
    if offset is not None and abs(offset) > OFFSET_NOTED:
        lines += wrapped(texts.CLOCK_OFF.format(minutes=abs(offset) // MINUTE), width, "warning")
    return lines


def _day(desk: Desk, row: Standing) -> str:
    """The day of the meeting."""
    info = next((info for info in desk.store.meetings() if info.id == str(row.meeting)), None)
    return day_first(info.date) if info is not None else texts.MEETING_UNKNOWN


def _attempts(bench: Workbench, width: int) -> list[Line]:
    """The last rounds, the latest first."""
    receipts = bench.post.courier.receipts if bench.post.courier is not None else None
    found = receipts.attempts()[:ATTEMPTS_SHOWN] if receipts is not None else []
    rows = [fit(line(f"  {bench.desk.clock(one.at, seconds=True)}  ", _went(one)), width) for one in found]
    return [rule(width, texts.ATTEMPTS_RULE), *rows] if rows else []


def _went(attempt: Attempt) -> tuple[str, str]:
    if not attempt.code:
        return texts.ATTEMPT_FINE.format(sent=attempt.sent, fetched=attempt.fetched), "muted"
    said = texts.REASONS.get(attempt.code) or SENTENCES.get(attempt.code, texts.REASON_OTHER)
    return said, "warning"
