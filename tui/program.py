"""What the program tells the system about itself: its version and its exit codes."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"

TROUBLE: Final = 1
"""What was asked for could not be done; a sentence said why."""

DEFECT: Final = 3
"""The program is wrong; a report was written."""
