"""A file made in another process: what its clock, time zone and hash seed leave in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from models.document import Document

_SCRIPT = """
import hashlib
from {module} import {name}
from tests.documents.sample import sample_minutes
print(hashlib.sha256({name}(sample_minutes(mark="DỰ THẢO"))).hexdigest())
"""


def draft_digest_elsewhere(render: Callable[[Document], bytes], zone: str, seed: str) -> str:
    """SHA-256 of the sample draft as `render` makes it in a process of that time zone and hash seed."""
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(module=render.__module__, name=render.__name__)],
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
