"""Is this computer ready for a session? Every look gives a finding; what is wrong says what to do (vietnamese.md §7).

Nothing here needs a screen. `now_wrong` is asked silently at every start, all of it by `bienban check`.
"""

from __future__ import annotations

import codecs
import tempfile
import tomllib
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from models.vietnamese.telex import METHODS, compose
from models.vietnamese.text import clean, nfc
from sync.files import free_space
from sync.paths import folder_reports
from tui import words_machine as texts
from tui.typed_path import is_there

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sync.store import Store

GIGABYTE: Final = 1_000_000_000

LEGACY: Final = {"TCVN3": "tiÕng ViÖt", "VNI": "tieáng Vieät"}
"""How the words arrive when another program's old code is switched on."""

CODES_SHOWN: Final = 6


class Finding(Struct, frozen=True):
    """One thing looked at: what it is called, whether it is as it should be, how it is or what to do."""

    what: str
    fine: bool
    told: str


class Limits(Struct, frozen=True):
    """The figures of machine.toml."""

    earliest: date
    years: int
    behind: timedelta
    zone: timezone
    smallest: tuple[int, int]
    whole: tuple[int, int]
    full: tuple[int, int]
    fonts: tuple[str, ...]


@cache
def limits() -> Limits:
    """The figures that come with the program."""
    data = tomllib.loads((files("tui") / "machine.toml").read_text("utf-8"))
    clock, window = data["clock"], data["window"]
    return Limits(
        earliest=clock["earliest"],
        years=clock["years"],
        behind=timedelta(minutes=clock["behind"]),
        zone=timezone(timedelta(minutes=clock["offset"])),
        smallest=tuple(window["smallest"]),
        whole=tuple(window["whole"]),
        full=tuple(window["full"]),
        fonts=tuple(data["font"]["complete"]),
    )


# --- what can be looked at ------------------------------------------------------------------------------------------


def letters(encoding: str) -> Finding:
    """Whether what is written arrives as it was meant; `encoding` as Python calls it."""
    fine = codecs.lookup(encoding).name == "utf-8"
    return Finding(texts.LETTERS, fine, texts.LETTERS_FINE if fine else texts.LETTERS_WRONG.format(name=encoding))


def window(size: tuple[int, int] | None) -> Finding:
    """Whether the desk has room; None for an output that is no window."""
    if size is None:
        return Finding(texts.WINDOW, True, texts.WINDOW_UNKNOWN)
    bounds = limits()
    facts = dict(zip(("columns", "lines"), size, strict=True))
    if size[0] < bounds.smallest[0] or size[1] < bounds.smallest[1]:
        least = dict(zip(("least_columns", "least_lines"), bounds.smallest, strict=True))
        return Finding(texts.WINDOW, False, texts.WINDOW_WRONG.format(**facts, **least))
    if size[0] < bounds.whole[0] or size[1] < bounds.whole[1]:
        full = dict(zip(("full_columns", "full_lines"), bounds.full, strict=True))
        return Finding(texts.WINDOW, True, texts.WINDOW_TIGHT.format(**facts, **full))
    return Finding(texts.WINDOW, True, texts.WINDOW_FINE.format(**facts))


def folder(root: Path) -> list[Finding]:
    """Whether the data may be written where they lie, on a disk of this computer, with room left."""
    reports = folder_reports(root)
    found = [] if _writable(root) else [Finding(texts.FOLDER, False, texts.FOLDER_WRONG.format(path=root))]
    found += [Finding(texts.FOLDER, False, report.sentence) for report in reports if report.code != "space_low"]
    found = found or [Finding(texts.FOLDER, True, texts.FOLDER_FINE.format(path=root))]
    low = [Finding(texts.SPACE, False, report.sentence) for report in reports if report.code == "space_low"]
    return [*found, *(low or [Finding(texts.SPACE, True, texts.SPACE_FINE.format(size=_size(free_space(root))))])]


def clock(now: int, last: int | None = None) -> Finding:
    """Whether the clock can be right: `now` and the last thing recorded in UTC ms, None when there is nothing yet."""
    bounds = limits()
    moment = datetime.fromtimestamp(now / 1000, UTC).astimezone(bounds.zone)
    told = {"now": _minute(moment)}
    if moment.date() < bounds.earliest:
        return Finding(texts.CLOCK, False, texts.CLOCK_EARLY.format(**told))
    if moment.year > bounds.earliest.year + bounds.years:
        return Finding(texts.CLOCK, False, texts.CLOCK_LATE.format(**told))
    before = datetime.fromtimestamp((last or 0) / 1000, UTC).astimezone(bounds.zone)
    if moment + bounds.behind < before:
        return Finding(texts.CLOCK, False, texts.CLOCK_BEHIND.format(**told, last=_minute(before)))
    return Finding(texts.CLOCK, True, texts.CLOCK_FINE.format(**told))


def zone(offset: timedelta) -> Finding:
    """Whether the computer's local time is that of Vietnam."""
    right = limits().zone
    if offset == right.utcoffset(None):
        return Finding(texts.ZONE, True, texts.ZONE_FINE)
    return Finding(texts.ZONE, False, texts.ZONE_WRONG.format(zone=timezone(offset), right=right))


def typed(text: str) -> Finding:
    """What came when somebody was asked to type `TYPE_THIS`: which input method sends what."""
    fine, told = _judged(text.strip())
    return Finding(texts.TYPING, fine, told)


def now_wrong(store: Store) -> list[Finding]:
    """What is wrong with this computer at the start: disk, folder and clock. The window is told by the screen."""
    last = max((info.last_at for info in store.meetings() if not info.rehearsal), default=None)
    found = [*folder(store.paths.root), clock(store.clock.wall(), last)]
    return [one for one in found if not one.fine]


# --- what was typed -------------------------------------------------------------------------------------------------


def _judged(text: str) -> tuple[bool, str]:
    """Whether the letters can be used, and the sentence about them. The worst is looked for first."""
    wanted = texts.TYPE_THIS
    if any("\udc80" <= char <= "\udcff" for char in text):
        return False, texts.TYPED_BYTES
    if any(unicodedata.category(char) == "Cc" for char in text):
        return False, texts.TYPED_ESCAPE.format(codes=_codes(text, "Cc"))
    if text == wanted:
        return True, texts.TYPED_FINE
    if nfc(text) == wanted:
        return True, texts.TYPED_APART
    if clean(text) == wanted:
        return True, texts.TYPED_SIGNS.format(codes=_codes(text, "Cf", "Zs"))
    for encoding, looks in LEGACY.items():
        if text == looks:
            return False, texts.TYPED_LEGACY.format(encoding=encoding)
    for method in _methods_of(text):
        return False, texts.TYPED_KEYS.format(method=method)
    return False, texts.TYPED_OTHER.format(text=_shown(text), words=wanted, codes=_codes(text))


def _methods_of(text: str) -> Iterator[str]:
    """The methods whose keys these are: nobody put them together."""
    for method in METHODS:
        if " ".join(compose(word, method, "old") for word in text.split()) == texts.TYPE_THIS:
            yield method.capitalize() if method == "telex" else method.upper()


def _shown(text: str) -> str:
    """The text without what would not be seen, or would move what stands beside it."""
    return "".join(char for char in clean(text) if unicodedata.category(char)[0] != "C")


def _codes(text: str, *categories: str) -> str:
    """Code points as "U+0301", those of some kinds only; a blank is none."""
    odd = [char for char in text if char != " " and (not categories or unicodedata.category(char) in categories)]
    return " ".join(f"U+{ord(char):04X}" for char in odd[:CODES_SHOWN])


# --- inside ---------------------------------------------------------------------------------------------------------


def _writable(root: Path) -> bool:
    """Whether a file can be made in the folder, or in its nearest parent that exists."""
    while not is_there(root) and root != root.parent:
        root = root.parent
    try:
        with tempfile.TemporaryFile(dir=root):
            return True
    except OSError:
        return False


def _size(count: int) -> str:
    """Bytes as "12 GB" or "340 MB"."""
    return f"{count // GIGABYTE} GB" if count >= GIGABYTE else f"{count // (GIGABYTE // 1000)} MB"


def _minute(moment: datetime) -> str:
    """The day first, as people write it here."""
    return moment.strftime(texts.MINUTE)
