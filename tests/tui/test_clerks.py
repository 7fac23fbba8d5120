"""Whatever a clerk presses, and whenever the power goes, the desk goes on and the journal says the same (L1, L22)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.bench import press, screen
from tests.tui.clerks import CutDisk, play
from tui.workbench import Workbench


def test_evenings_of_any_keys_end_with_everything_that_was_saved() -> None:
    """The same evenings in every run."""
    play(6)


@pytest.mark.slow
def test_longer_evenings_end_with_everything_that_was_saved() -> None:
    """The same, longer."""
    play(30, 30)


def test_a_cut_disk_takes_half_a_write_and_then_nothing(tmp_path: Path) -> None:
    """The power cut of these tests is one: without it they would prove nothing."""
    disk = CutDisk()
    fd = disk.create(tmp_path / "tệp")
    disk.write(fd, b"whole", 0)
    disk.cut(1)
    disk.write(fd, b"half", 5)
    with pytest.raises(OSError, match="Input/output error"):
        disk.write(fd, b"none", 9)
    disk.close(fd)
    assert (tmp_path / "tệp").read_bytes() == b"wholehalf"


def test_hits_stay_inside_a_small_screen_with_how_often_they_spoke(session: Workbench) -> None:
    """L22: at 60 columns the post gives way, not the count."""
    press(session, "f3", "manh", "enter", "f3", "manh")
    assert "đã nói 1" in "\n".join(screen(session, 60, 11))
