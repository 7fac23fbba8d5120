"""How strong the tests are: small mistakes are put into the code, one at a time, and the tests have to notice.

    python -m tests.mutants [--seed N] [--per-thousand 15] [--minutes 30] [--folders models sync] [--keep-map]

Mutants are drawn from a seed, so many for each thousand lines of a folder. Against each run the fast tests of the
folder that reach the changed lines (coverage says which), until one fails. The operators are mutmut's; the code on
disk is never touched: a mutant lives in the memory of one forked process. Every survivor is printed as a difference:
it is either no mistake at all, or a test is missing. Exit code 1 when less than 85 % of a folder was noticed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import zip_longest
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, cast

import libcst as cst
import pytest
from coverage import CoverageData
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

ROOT: Final = Path(__file__).parents[1]
BAR: Final = 0.85
PATIENCE: Final = 120
"""Seconds the tests of one mutant may take; more is a mutant of which nothing is known."""

MOST: Final = 60
"""Tests that are run against one mutant: more would be slow and seldom tell more."""

HEAVY: Final = ("fastapi", "sqlalchemy", "httpx", "pydantic", "tinydb", "cryptography", "hypothesis.stateful")
"""Other people's packages that the tests need: loaded once, before the mutants fork."""

LOADED: Final = "ignore::pytest.PytestAssertRewriteWarning"
"""The packages above are there before pytest is; they need no rewriting."""

OPTIONS: Final = ("-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-profile=brief", "-W", LOADED)
KILLED, SURVIVED, UNDECIDED, UNTESTED = "killed", "survived", "out of time", "reached by no test"


@dataclass(frozen=True)
class Mutant:
    """One mistake: the file it is in, its lines (from 1) and the whole text with it."""

    path: Path
    lines: range
    before: str
    after: str

    @property
    def module(self) -> str:
        """The name by which the tests import it."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def __str__(self) -> str:
        name = self.path.relative_to(ROOT).as_posix()
        made = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), name, name, lineterm="", n=1)
        return "\n".join(made)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, run, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the mutants that are drawn")
    parser.add_argument("--per-thousand", type=float, default=15, help="mutants for each 1,000 lines (default: 15)")
    parser.add_argument("--minutes", type=float, default=30, help="for each folder at most (default: 30)")
    parser.add_argument("--folders", nargs="+", choices=("models", "sync"), default=("models", "sync"))
    parser.add_argument("--keep-map", action="store_true", help="which test reaches what was measured already")
    given = parser.parse_args(argv)
    say(f"seed {given.seed}")
    rates = []
    for folder in given.folders:
        reached = Reached(folder, measure=not given.keep_map)
        for name in HEAVY:
            importlib.import_module(name)
        found = run(draw(folder, given.per_thousand, random.Random(given.seed)), reached, given.minutes * 60)
        rates.append(found[KILLED] / max(1, found.total()))
        say(f"{folder}: {dict(found)} of {found.total()}, noticed {rates[-1]:.1%}")
    return int(min(rates) < BAR)


def run(mutants: Iterable[Mutant], reached: Reached, seconds: float) -> Counter[str]:
    """Each mutant against its tests, as many as the time is enough for; survivors are printed."""
    found: Counter[str] = Counter()
    begun = time.monotonic()
    for mutant in mutants:
        if time.monotonic() - begun > seconds:
            break
        if not found:
            _check(replace(mutant, after=mutant.before), reached)
        tests = reached.tests(mutant)
        fate = fate_of(mutant, tests) if tests else UNTESTED
        found[fate] += 1
        if fate != KILLED:
            say(f"{found.total()}: {fate}, {len(tests)} tests\n{mutant}")
    return found


def _check(unharmed: Mutant, reached: Reached) -> None:
    """Without a mistake the tests pass; else every mutant would seem to be noticed."""
    fate = fate_of(unharmed, reached.tests(unharmed))
    if fate != SURVIVED:
        raise AssertionError(f"without a mistake: {fate}")


# --- drawing --------------------------------------------------------------------------------------------------------


def draw(folder: str, per_thousand: float, chance: random.Random) -> Iterator[Mutant]:
    """Mutants of a folder; a file has as many chances as lines, and no mutant comes twice."""
    files = sorted((ROOT / folder).rglob("*.py"))
    sizes = [len(path.read_text().splitlines()) for path in files]
    wanted = round(sum(sizes) * per_thousand / 1000)
    drawn: set[str] = set()
    for path in chance.choices(files, sizes, k=wanted * 3):
        if len(drawn) < wanted and (possible := _possible(path)[1]):
            mutant = _made(path, *chance.choice(possible))
            if mutant.after not in {mutant.before, *drawn}:
                drawn.add(mutant.after)
                yield mutant


@cache
def _possible(path: Path) -> tuple[cst.Module, list[tuple[Mutation, range]]]:
    """A file as it is, and every mistake that mutmut could make in it, with its lines."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text()), unsafe_skip_copy=True)
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    found = []
    listed = _listed(path)
    for mutation in visitor.mutations:
        place = places.get(mutation.original_node)
        if place is not None and place.start.line not in listed:
            found.append((mutation, range(place.start.line, place.end.line + 1)))
    return wrapper.module, found


def _listed(path: Path) -> set[int]:
    """The lines of `__all__`: names for readers, which nothing runs."""
    return {
        line
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _made(path: Path, mutation: Mutation, lines: range) -> Mutant:
    module = _possible(path)[0]
    changed = cast(cst.Module, module.deep_replace(mutation.original_node, mutation.mutated_node))
    return Mutant(path, lines, module.code, changed.code)


# --- which tests ----------------------------------------------------------------------------------------------------


class Reached:
    """Which fast test of a folder reaches which line of it."""

    def __init__(self, folder: str, *, measure: bool) -> None:
        self._folder = folder
        kept = ROOT / f".coverage.mutants-{folder}"
        if measure or not kept.exists():
            self._measure(kept)
        self._data = CoverageData(str(kept))
        self._data.read()
        self._files: dict[Path, dict[int, list[str]]] = {}

    def _measure(self, kept: Path) -> None:
        kept.unlink(missing_ok=True)
        options = (f"--cov={self._folder}", "--cov-branch", "--cov-context=test", "--cov-report=")
        command = [sys.executable, "-m", "pytest", f"tests/{self._folder}", *OPTIONS, *options]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "COVERAGE_FILE": str(kept)}, check=True)

    def tests(self, mutant: Mutant) -> list[str]:
        """Ids of tests: those of the changed lines, for lines that run with the import those of the whole file."""
        if mutant.path not in self._files:
            self._files[mutant.path] = self._data.contexts_by_lineno(mutant.path.relative_to(ROOT).as_posix())
        contexts = self._files[mutant.path]
        exact = {one for line in mutant.lines for one in contexts.get(line, ()) if one}
        whole = exact or {one for line in contexts.values() for one in line if one}
        told = whole or self._data.measured_contexts() - {""}
        return _nearest({one.rpartition("|")[0] for one in told}, f"test_{mutant.path.stem}")


def _nearest(tests: Iterable[str], named: str) -> list[str]:
    """At most `MOST`: the module's own first, then of each file some; a stretch of one file is much alike."""
    files: dict[str, list[str]] = {}
    for test in sorted(tests):
        files.setdefault(test.partition("::")[0], []).append(test)
    own = [test for file, held in files.items() if named in file for test in held]
    others = (held for file, held in files.items() if named not in file)
    mixed = [test for one_each in zip_longest(*others) for test in one_each if test is not None]
    return [*own, *mixed][:MOST]


# --- running --------------------------------------------------------------------------------------------------------


class Planted(MetaPathFinder):
    """Gives out one module with its mistake; all others come as ever."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module's file, read by a loader that compiles the other text."""
        if name != self._mutant.module:
            return None
        loader = _Loader(name, str(self._mutant.path))
        loader.text = self._mutant.after
        return spec_from_file_location(name, self._mutant.path, loader=loader)


class _Loader(SourceFileLoader):
    text = ""

    def get_code(self, fullname: str) -> CodeType:
        """The text with the mistake, compiled."""
        return compile(self.text, self.path, "exec")


def fate_of(mutant: Mutant, tests: Sequence[str]) -> str:
    """What the tests make of a mutant."""
    child = os.fork()
    if not child:
        os.setsid()
        os._exit(_tried(mutant, tests))
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return SURVIVED if status == 0 else KILLED
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return UNDECIDED


def _tried(mutant: Mutant, tests: Sequence[str]) -> int:
    """In the child: the exit code of the tests, silent."""
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    os.chdir(ROOT)
    sys.meta_path.insert(0, Planted(mutant))
    return int(pytest.main([*OPTIONS, *tests]))


def say(text: str) -> None:
    """A line for whoever waits, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
