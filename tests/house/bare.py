"""An environment as bare as somebody else's machine: the wheel, what it declares to need, and nothing more.

What it needs is not fetched again: the tests' own copies are linked in, found by the declared requirements alone.
So it works without a network, takes a second, and a requirement that was not declared is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT

PROGRAMS = "Scripts" if sys.platform == "win32" else "bin"

PATIENCE = 120.0
"""Seconds after which a program that was started is taken to hang."""


def build_wheel(folder: Path) -> Path:
    """The wheel as a release would build it, with the tests' own build backend."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    done = run([sys.executable, "-m", "pip", "wheel", *options, ROOT])
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def run(command: Sequence[str | Path], cwd: Path = ROOT, typed: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run to the end; nothing of the tests' own paths is handed on."""
    parts = [str(part) for part in command]
    done = subprocess.run(
        parts, cwd=cwd, input=typed, capture_output=True, check=False, timeout=PATIENCE, env=environment()
    )
    return subprocess.CompletedProcess(parts, done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**more: str) -> dict[str, str]:
    """The tests' environment without what would lead Python to the sources."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BIENBAN"))}
    return {**kept, "PYTHONUTF8": "1", **more}


def install(wheel: Path, home: Path, *extras: str) -> Path:
    """Install the wheel into a fresh environment; the folder of its programs."""
    venv.create(home, with_pip=False)
    programs = home / PROGRAMS
    options = ("--quiet", "--no-deps", "--no-index")
    done = run([sys.executable, "-m", "pip", "--python", programs / "python", "install", *options, wheel])
    assert done.returncode == 0, done.stderr
    (packages,) = [*home.glob("lib/python*/site-packages"), *home.glob("Lib/site-packages")]
    (installed,) = Distribution.discover(name="bienban", path=[str(packages)])
    _link(needed(installed.requires or (), extras), packages)
    return programs


def needed(requires: Iterable[str], extras: Sequence[str] = ()) -> Mapping[str, Distribution]:
    """Every distribution that the requirements lead to on this platform, by name."""
    found: dict[str, Distribution] = {}
    asked: set[tuple[str, frozenset[str]]] = set()
    waiting = [(Requirement(text), frozenset(extras)) for text in requires]
    while waiting:
        requirement, wanted = waiting.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in wanted or {""}):
            continue
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in asked:
            continue
        asked.add(key)
        found[key[0]] = distribution(key[0])
        waiting += [(Requirement(text), key[1]) for text in found[key[0]].requires or ()]
    return found


def _link(wanted: Mapping[str, Distribution], packages: Path) -> None:
    """Link what the distributions brought into another folder of packages."""
    for one in wanted.values():
        tops = {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            link = packages / top
            if not link.exists():
                link.symlink_to(Path(str(one.locate_file(top))).resolve())
