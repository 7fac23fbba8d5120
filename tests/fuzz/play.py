"""Every door with anything that may come through it: a sentence that says what to do, or success; nothing else."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.doors import Door
from tests.fuzz.harm import harmed


def try_door(door: Door, examples: int, drawn: int | None = None) -> None:
    """So many harmed files through one door: the same in every run, or drawn from a seed (`make soak`)."""
    folder = Path(mkdtemp(prefix="bienban-fuzz-"))
    try:
        for data in door.whole:
            said = door.open(data, _empty(folder))
            assert door.refuses == bool(said), (door.name, said)

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=drawn is None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(data=harmed(door.whole))
        def opens(data: bytes) -> None:
            said = door.open(data, _empty(folder))
            assert not said or is_sentence(said), said

        (opens if drawn is None else seed(drawn)(opens))()
    finally:
        shutil.rmtree(folder)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder)
    folder.mkdir()
    return folder


def is_sentence(said: str) -> bool:
    """Whether a clerk can read it: Vietnamese, whole, nothing of Python in it."""
    marks = any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", said))
    python = ("Traceback", "Error(", "NoneType", "object at 0x", "<class")
    return marks and not any(word in said for word in python) and said == unicodedata.normalize("NFC", said)
