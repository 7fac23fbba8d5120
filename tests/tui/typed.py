"""`bienban WORD …` as somebody types it: in this process, or in one of its own where just that is to be seen."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.house.sources import ROOT
from tui.__main__ import main

DONE, TROUBLE, WRONG_WORDS = 0, 1, 2

Told = subprocess.CompletedProcess[str]


def bienban(*arguments: str | Path, home: Path | None = None) -> Told:
    """One command on its own data folder; a process of its own would take half a second to come up."""
    words, out, err = _words(arguments, home), io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as left:  # how argparse ends
            code = left.code if isinstance(left.code, int) else DONE
    return _without_traceback(Told(words, code, out.getvalue(), err.getvalue()))


def apart(*arguments: str | Path, home: Path | None = None) -> Told:
    """The same by the program in a process of its own, in UTF-8."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tui", *_words(arguments, home)]
    return _without_traceback(
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    )


def one_sentence(done: Told) -> str:
    """What was told on the error stream: one line that ends like a sentence."""
    told = done.stderr.strip()
    assert "\n" not in told
    assert told.endswith((".", "?", "!")), told
    return told


def _words(arguments: tuple[str | Path, ...], home: Path | None) -> list[str]:
    return [*(("--home", str(home)) if home else ()), *map(str, arguments)]


def _without_traceback(done: Told) -> Told:
    assert "Traceback" not in done.stdout + done.stderr
    return done
