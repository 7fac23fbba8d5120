"""The script of a session: one act a line, with the time it happens at (desk.md §3.10).

    18:58:10 present Nguyễn Hoàng Toàn
    19:41:05 note ~ còn ý kiến khác về tổ hoà giải #7

`#` begins a line that tells the trainee what happens in the room; blank lines are nothing. Every verb is one act of the
clerk: `acts.py` turns it into a command of the desk, `keys.py` into the keys that do the same. Both record the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from msgspec import Struct

OFFSET = timedelta(hours=7)
DATE = "2023-09-15"
"""The rehearsed day, within the plan's time (R17)."""

DAY = datetime.fromisoformat(DATE).replace(tzinfo=UTC) - OFFSET
"""Its midnight in Việt Nam, as UTC."""


class BadScript(ValueError):
    """A line of a script that cannot be read; says which."""


class Act(Struct, frozen=True):
    """One act: when (UTC ms), what, on what; `told` is what happens in the room."""

    line: int
    at: int
    verb: str
    rest: str
    told: str = ""

    def words(self, count: int) -> list[str]:
        """The rest cut at "|" into exactly `count` parts, blanks around them gone."""
        parts = [part.strip() for part in self.rest.split("|", count - 1)]
        return parts + [""] * (count - len(parts))


def read_script(text: str, date: str = DATE) -> tuple[Act, ...]:
    """The acts of a script held on `date` (ISO); raises `BadScript` for a line that is none or goes back in time."""
    midnight = datetime.fromisoformat(date).replace(tzinfo=UTC) - OFFSET
    return tuple(_acts(text, midnight))


def shipped_script(name: str = "session") -> tuple[Act, ...]:
    """A session that comes with the desk: "session", a whole evening, or "short", every kind of act in ten minutes."""
    return read_script(files("tui.rehearsal").joinpath(f"{name}.txt").read_text("utf-8"))


def _acts(text: str, midnight: datetime) -> Iterator[Act]:
    told: list[str] = []
    before = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            told.append(line.lstrip("# "))
            continue
        clock, _, said = line.partition(" ")
        verb, _, rest = said.partition(" ")
        at = _time(clock, midnight, number)
        if at < before:
            raise BadScript(f"dòng {number}: {clock} sớm hơn dòng trước")
        before = at
        yield Act(number, at, verb, rest.strip(), " ".join(told))
        told = []


def _time(clock: str, midnight: datetime, number: int) -> int:
    try:
        hours, minutes, seconds = (int(part) for part in clock.split(":"))
    except ValueError as error:
        raise BadScript(f"dòng {number}: “{clock}” không phải giờ:phút:giây") from error
    moment = midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return int(moment.timestamp() * 1000)
