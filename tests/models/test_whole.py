"""What is made of a meeting stays as it was looked at: papers, figures, warnings, down to the last word and flag."""

from __future__ import annotations

import pytest

from tests.models.whole import FILES, FOLDER


@pytest.mark.parametrize("name", FILES)
def test_everything_made_of_a_meeting_is_as_it_was_looked_at(name: str) -> None:
    """R24–R47, R71–R86 in whole: `python -m tests.models.whole` writes the files anew, the difference is to be read."""
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert FILES[name]().splitlines() == kept.splitlines()
