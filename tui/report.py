"""When something goes wrong: a sentence for the clerk, a file for whoever mends it. Never a traceback on the screen."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from documents.indicators_file import IndicatorFileError
from documents.plan_file import PlanFileError
from documents.roster_file import RosterError
from sync.disk_trouble import reason
from sync.errors import StoreError
from tui import words
from tui.program import DEFECT, TROUBLE

TOLD = (StoreError, RosterError, PlanFileError, IndicatorFileError)
"""Trouble that says in its own sentence what to do."""


def told(error: Exception) -> int:
    """Tell trouble in its sentence; write a defect to a file and say where. The exit code."""
    if isinstance(error, TOLD):
        print(error, file=sys.stderr)
        return TROUBLE
    if isinstance(error, OSError):
        print(
            words.FILE_TROUBLE.format(name=error.filename or words.FILE_UNNAMED, reason=reason(error)), file=sys.stderr
        )
        return TROUBLE
    try:
        where = Path(tempfile.gettempdir()) / "bienban-loi.txt"
        where.write_text("".join(_course(error)), encoding="utf-8")
    except OSError:  # a full disk may be what went wrong
        print(words.DEFECT_UNWRITTEN, file=sys.stderr)
    else:
        print(words.DEFECT.format(path=where), file=sys.stderr)
    return DEFECT


def _course(error: BaseException) -> Iterator[str]:
    """Where it went wrong, the first cause first: lines of the program and kinds of errors.

    Not what the errors say: that may be what somebody wrote, and the file lies in the open (sync.md §5.8).
    """
    earlier = error.__cause__ or error.__context__
    if earlier is not None:
        yield from _course(earlier)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n\n"
