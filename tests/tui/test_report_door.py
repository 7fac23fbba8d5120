"""The last door: whatever comes, the clerk reads a sentence (design.md §3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import words
from tui.program import DEFECT, TROUBLE
from tui.report import told


def test_a_defect_on_a_disk_that_takes_nothing_is_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk may be what went wrong: then there is no report, and still no traceback."""
    (tmp_path / "bienban-loi.txt").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert told(ZeroDivisionError()) == DEFECT
    assert capsys.readouterr().err == f"{words.DEFECT_UNWRITTEN}\n"


def test_a_file_that_the_system_does_not_name_leaves_no_gap(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(OSError(28, "No space left on device")) == TROUBLE
    said = capsys.readouterr().err
    assert said == words.FILE_TROUBLE.format(name=words.FILE_UNNAMED, reason="ổ đĩa đã đầy") + "\n"
