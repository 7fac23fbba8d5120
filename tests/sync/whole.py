"""What the store says and does, line by line, for whoever looks at all of it: kept under tests/data/whole_sync.

    python -m tests.sync.whole

writes the files anew. Look at the difference before it is committed: each changed line is a changed sentence, message,
file or outcome. All people and places are invented.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final
from uuid import UUID

from sync.identity import Device
from sync.settings import set_setting
from sync.storage import JournalDB
from tests.models.whole import lines

FOLDER: Final = Path(__file__).parents[1] / "data" / "whole_sync"

CELL: Final = UUID("0198a1b2-0000-4000-8000-00000000ce11")
DEVICES: Final = tuple(
    Device(UUID(f"0198a1b2-c3d4-7000-8000-00000000000{number}"), alias)
    for number, alias in enumerate(("k7", "m4", "p9"))
)
"""Who the laptops are: a golden file knows no chance."""

_HASH: Final = re.compile(r"\b(?:[0-9a-f]{32,}|[0-9a-f]{8}…)(?![0-9a-f-])")
_PID: Final = re.compile(r"('pid': |tiến trình )\d+")
_ID: Final = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


class Telling:
    """Collects what happens. Hashes, and ids that nobody chose, become numbers in the order in which they come up."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._told: list[str] = []
        self._named: dict[str, str] = {str(CELL): "cell", **{str(one.id): f"device-{one.alias}" for one in DEVICES}}

    def say(self, title: str, *values: object) -> None:
        """A title and values under it, a line each."""
        self._told.append(f"== {title}")
        for value in values:
            self._told += [line for one in self._lines(value) for line in one.split("\n")]

    def trouble(self, title: str, act: Callable[[], object]) -> None:
        """What an act raises: kind, data and sentence; or what it gives back."""
        try:
            self.say(title, act())
        except Exception as error:  # noqa: BLE001 # whatever comes is what is looked at
            self.say(title, f"{type(error).__name__}: {getattr(error, 'code', '')} {getattr(error, 'data', '')}", error)

    def files(self, title: str, folder: Path) -> None:
        """Which files there are, locks left out."""
        found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
        self.say(title, [path.relative_to(folder).as_posix() for path in found])

    def text(self) -> str:
        """All of it."""
        text = "\n".join(self._told).replace(str(self._root), "<root>") + "\n"
        text = _PID.sub(r"\1<pid>", text)
        return _HASH.sub(self._name, _ID.sub(self._name, text))

    def _lines(self, value: object) -> list[str]:
        if isinstance(value, Exception):
            return [str(value)]
        return list(lines(value)) or [repr(value)]

    def _name(self, match: re.Match[str]) -> str:
        return f"<{self._named.setdefault(match[0], str(len(self._named)))}>"


def settled(folder: Path, who: Device, cell: UUID = CELL) -> None:
    """A data folder whose device, key and unit are chosen."""
    with JournalDB(folder / "settings.journal") as settings:
        key = bytes([who.id.int & 0xFF] * 32)
        settings.table("devices").insert({"id": str(who.id), "alias": who.alias, "key": key.hex()})
        set_setting(settings, "cell", str(cell))


def files() -> Mapping[str, Callable[[Path], str]]:
    """Name of a file → what is in it, from things done in a folder."""
    from tests.sync.whole_files import given, kept, opened
    from tests.sync.whole_rounds import enrolled, parted, sent
    from tests.sync.whole_words import fixed, refused, said, wire

    return {
        "words": lambda folder: said(),
        "wire": lambda folder: wire(),
        "fixed": lambda folder: fixed(),
        **{one.__name__: one for one in (refused, opened, kept, given, enrolled, sent, parted)},
    }


NAMES: Final = ("words", "wire", "fixed", "refused", "opened", "kept", "given", "enrolled", "sent", "parted")


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, made in files().items():
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
            (FOLDER / f"{name}.txt").write_text(made(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
