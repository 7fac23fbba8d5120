"""What the store says and does stays as it was looked at: sentences, messages, refusals, files, rounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.whole import FOLDER, NAMES, files


@pytest.mark.parametrize("name", NAMES)
def test_everything_said_and_done_is_as_it_was_looked_at(name: str, tmp_path: Path) -> None:
    """store.md §4, sync.md §1–8 in whole: `python -m tests.sync.whole` writes the files anew; read the difference."""
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert files()[name](tmp_path).splitlines() == kept.splitlines()


def test_no_file_is_forgotten() -> None:
    assert set(files()) == set(NAMES) == {path.stem for path in FOLDER.glob("*.txt")}
