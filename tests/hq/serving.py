"""A real server of headquarters in a process of its own, for tests that kill it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(data: Path, database: str, log: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the URL it listens at. Whatever is left of it is killed at the end."""
    environment = {**os.environ, "BIENBAN_HQ_DATABASE": database}
    command = [sys.executable, "-m", "hq", "serve", "--data", str(data), "--port", "0", *options]
    with log.open("a") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "http" in said, log.read_text()
        yield process, said.rsplit(" ", 1)[-1].strip()
    finally:
        process.kill()
        process.communicate()
