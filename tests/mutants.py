"""How strong the tests are: small mistakes are put into the code, one at a time, and the tests have to notice.

    python -m tests.mutants [--seed N] [--per-thousand 15] [--minutes 30] [--folders models sync] [--keep-map]
                            [--at-once 1] [--only 3 17]

Mutants are drawn from a seed, so many for each thousand lines of a folder. Against each run the fast tests of the
folder that reach the changed lines (coverage says which), until one fails. The operators are mutmut's; the code on
disk is never touched: a mutant lives in the memory of one forked process. Those inside functions come first, in forks
of a process that has collected the tests (`tests.exchanged`); for the others, modules and tests are loaded anew. Every
survivor is printed as a difference: it is either no mistake at all, or a test is missing. Exit code 1 when less than
85 % of a folder was noticed.

The round for who mends: a run; a test for each survivor; `--seed N --keep-map --only` the survivors' numbers (only
the tests that were written since are measured); then a run with another seed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import json
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
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

from tests.exchanged import Collected, Pairs, Ready, pairs

ROOT: Final = Path(__file__).parents[1]
BAR: Final = 0.85
BUDGET: Final = 25.0
"""Seconds of the processor for the tests of one mutant: those beyond would be slow and seldom tell more."""

PATIENCE: Final = 3
"""Times so many the processor may be busy with a mutant, or it is taken to run for ever (and `START` once)."""

START: Final = 30
"""Seconds for loading and collecting the tests."""

MEMORY: Final = 4 << 30
"""Bytes for one mutant: a list that grows for ever is to fail by itself."""

HEAVY: Final = (
    "fastapi",
    "sqlalchemy",
    "httpx",
    "pydantic",
    "tinydb",
    "cryptography",
    "hypothesis.stateful",
    "alembic",
    "starlette.testclient",
)
"""Other people's packages that the tests need: loaded once, before the mutants fork."""

BELOW: Final[Mapping[str, tuple[str, ...]]] = {"models": (), "sync": ("models", "documents")}
"""Our own folders on which a folder stands: loaded once too, after `models` had its turn."""

LOADED: Final = "ignore::pytest.PytestAssertRewriteWarning"
"""The packages above are there before pytest is; they need no rewriting."""

OPTIONS: Final = ("-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-profile=brief", "-W", LOADED)
TESTS: Final = {"models": ("tests/models", "tests/house/test_schema.py"), "sync": ("tests/sync",)}
"""The tests of a folder, and those of what is published of it."""

WHOLE: Final = ("/test_whole.py", "/test_defaults.py")
"""Files of tests that look at much of their folder in a second or two."""

KILLED, ENDLESS, SURVIVED, UNDECIDED, UNTESTED = "killed", "endless", "survived", "undecided", "reached by no test"
NOTICED: Final = (KILLED, ENDLESS)
"""Tests that never end are noticed as well as those that fail; those that only waited too long tell nothing."""


@dataclass(frozen=True)
class Mutant:
    """One mistake: the file it is in, its lines (from 1) and the whole text with it."""

    path: Path
    lines: range
    before: str
    after: str

    @cached_property
    def changed(self) -> Pairs | None:
        """The functions that it changes; `None` for one that tells while the module is loaded."""
        return pairs(*(compile(text, str(self.path), "exec") for text in (self.before, self.after)))

    @property
    def module(self) -> str:
        """The name by which the tests import it."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def __str__(self) -> str:
        name = self.path.relative_to(ROOT).as_posix()
        made = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), name, name, lineterm="", n=1)
        return "\n".join(made)


Numbered = tuple[int, Mutant]
Told = tuple[Counter[str], set[int]]
"""How many mutants met which fate, and the numbers of those that were not tried."""


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, run, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the mutants that are drawn")
    parser.add_argument("--per-thousand", type=float, default=15, help="mutants for each 1,000 lines (default: 15)")
    parser.add_argument("--minutes", type=float, default=30, help="for each folder at most (default: 30)")
    parser.add_argument("--folders", nargs="+", choices=TESTS, default=tuple(TESTS))
    parser.add_argument("--keep-map", action="store_true", help="measure only tests that are newer than the last map")
    parser.add_argument("--at-once", type=int, default=1, help="mutants that run side by side (default: 1)")
    parser.add_argument("--only", nargs="+", type=int, help="of those drawn, these alone: the numbers of survivors")
    given = parser.parse_args(argv)
    say(f"seed {given.seed}")
    for name in HEAVY:
        importlib.import_module(name)
    rates = []
    for folder in sorted(given.folders):
        for below in _modules(*BELOW[folder]):
            importlib.import_module(below)
        reached = Reached(folder, anew=not given.keep_map)
        drawn = list(enumerate(draw(folder, given.per_thousand, random.Random(given.seed)), 1))
        wanted = [(number, mutant) for number, mutant in drawn if not given.only or number in given.only]
        found = _tell_all(wanted, reached, time.monotonic() + given.minutes * 60, given.at_once)
        rates.append(sum(found[fate] for fate in NOTICED) / max(1, found.total()))
        say(f"{folder}: {dict(found)} of {found.total()} ({len(drawn)} drawn), noticed {rates[-1]:.1%}")
    return int(min(rates) < BAR)


def _modules(*folders: str) -> tuple[str, ...]:
    """The modules of folders by their names."""
    files = (path.relative_to(ROOT) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in files)


def _tell_all(wanted: Iterable[Numbered], reached: Reached, closing: float, at_once: int) -> Counter[str]:
    """What becomes of mutants: first those inside functions, then those that the import tells."""
    wanted = list(wanted)
    inside = [one for one in wanted if one[1].changed is not None and not reached.at_import(one[1])]
    found, unknown = _forked(partial(_tell_inside, inside, reached, closing, at_once)) if inside else (Counter(), set())
    tried = {number for number, _ in inside} - unknown
    others = [one for one in wanted if one[0] not in tried]
    return found + run(others, reached, closing, at_once)


def _tell_inside(inside: Sequence[Numbered], reached: Reached, closing: float, at_once: int) -> Told:
    """What becomes of mutants in forks of this process, once it has the tests; and those that it cannot make."""
    told: list[Told] = []

    def act(ready: Ready) -> None:
        known = [(number, mutant) for number, mutant in inside if ready.knows(mutant.changed or ())]
        unknown = {number for number, _ in inside} - {number for number, _ in known}
        told.append((run(known, reached, closing, at_once, ready), unknown))

    os.chdir(ROOT)
    pytest.main([*OPTIONS, "-s", *TESTS[reached.folder]], plugins=[Collected(act)])
    return told[0]


def _forked(work: Callable[[], Told]) -> Told:
    """What work finds in a process of its own: what it loads stays there."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=lambda: theirs.send(work()))
    child.start()
    theirs.close()
    told: Told = ours.recv()
    child.join()
    return told


def run(
    mutants: Iterable[Numbered], reached: Reached, closing: float, at_once: int, ready: Ready | None = None
) -> Counter[str]:
    """Each mutant against its tests, as many as the time is enough for; survivors are printed by their number."""
    found: Counter[str] = Counter()
    left = iter(mutants)
    running: dict[int, Trial] = {}
    checked = False
    while True:
        while len(running) < at_once and time.monotonic() < closing and (drawn := next(left, None)):
            number, mutant = drawn
            tests = reached.tests(mutant)
            if not checked:
                _check(replace(mutant, after=mutant.before), tests, ready)
                checked = True
            running[number] = Trial(mutant, tests, ready)
        if not running:
            return found
        for number, trial in list(running.items()):
            if (fate := trial.fate()) is not None:
                del running[number]
                found[fate] += 1
                if fate not in NOTICED:
                    say(f"{number}: {fate}, {len(trial.tests)} tests\n{trial.mutant}")
        time.sleep(0.05)


def _check(unharmed: Mutant, tests: Sequence[Test], ready: Ready | None) -> None:
    """Without a mistake the tests pass; else every mutant would seem to be noticed."""
    trial = Trial(unharmed, tests, ready)
    while (fate := trial.fate()) is None:
        time.sleep(0.05)
    if fate not in {SURVIVED, UNTESTED}:
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


@dataclass(frozen=True)
class Test:
    """A test: its id and the seconds for which it keeps the processor busy when nothing is wrong."""

    id: str
    seconds: float


class Reached:
    """Which fast test of a folder reaches which line of it, and how long it takes."""

    def __init__(self, folder: str, *, anew: bool) -> None:
        self.folder = folder
        self._kept = ROOT / f".coverage.mutants-{folder}"
        self._clock = self._kept.with_name(f"{self._kept.name}.json")
        if anew or not self._clock.exists():
            self._measure(TESTS[folder], {})
        elif newer := self._newer():
            self._measure(newer, self._seconds())
        self._data = CoverageData(str(self._kept))
        self._data.read()
        self._took = self._seconds()
        self._files: dict[Path, dict[int, list[str]]] = {}

    def _seconds(self) -> dict[str, float]:
        return cast(dict[str, float], json.loads(self._clock.read_text()))

    def _newer(self) -> list[str]:
        """The files of tests that were written since the map was."""
        drawn = self._clock.stat().st_mtime
        files = [path for named in TESTS[self.folder] for path in _files_of_tests(ROOT / named)]
        return [str(path.relative_to(ROOT)) for path in files if path.stat().st_mtime > drawn]

    def _measure(self, tests: Sequence[str], known: dict[str, float]) -> None:
        """Tests run once with coverage, in a process of their own; what is known of others stays."""
        if not known:
            self._kept.unlink(missing_ok=True)
        child = os.fork()
        if not child:
            os.environ["COVERAGE_FILE"] = str(self._kept)
            options = [f"--cov={self.folder}", "--cov-branch", "--cov-context=test", "--cov-report=", "--cov-append"]
            clock = Clock(known)
            code = pytest.main([*OPTIONS, *options, *tests], plugins=[clock])
            if code == pytest.ExitCode.OK:
                self._clock.write_text(json.dumps(clock.seconds))
            os._exit(int(code))
        if os.waitpid(child, 0)[1]:
            raise AssertionError(f"without a mistake the tests of {self.folder}/ fail")

    def at_import(self, mutant: Mutant) -> bool:
        """Whether the import alone runs the changed lines."""
        return self._told(mutant) == {""}

    def tests(self, mutant: Mutant) -> list[Test]:
        """Those of the changed lines; for lines that run with the import those of the whole file, and those that look
        at much: what is read of a module runs no line of it.
        """
        whole = self._told(mutant) - {""} or {one for line in self._contexts(mutant).values() for one in line if one}
        told = whole or self._data.measured_contexts() - {""}
        names = {one.rpartition("|")[0] for one in told}
        if self.at_import(mutant):
            names |= {name for name in self._took if name.partition("::")[0].endswith(WHOLE)}
        return _nearest([Test(name, self._took[name]) for name in names if name in self._took], mutant.path)

    def _told(self, mutant: Mutant) -> set[str]:
        """What runs the changed lines: tests, and "" for the import."""
        contexts = self._contexts(mutant)
        return {one for line in mutant.lines for one in contexts.get(line, ())}

    def _contexts(self, mutant: Mutant) -> dict[int, list[str]]:
        """Each line of the mutant's file with what runs it."""
        if mutant.path not in self._files:
            self._files[mutant.path] = self._data.contexts_by_lineno(mutant.path.relative_to(ROOT).as_posix())
        return self._files[mutant.path]


def _files_of_tests(named: Path) -> list[Path]:
    return [named] if named.is_file() else sorted(named.rglob("test_*.py"))


class Clock:
    """A plugin of pytest that keeps how long each test kept the processor busy: a crowded machine tells the same."""

    def __init__(self, known: dict[str, float]) -> None:
        self.seconds = dict(known)
        self._at = 0.0

    def pytest_collection_finish(self) -> None:
        """The clock begins with the first test."""
        self._at = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Setting up, the test and clearing away together; a new measure takes the place of an old one."""
        now = time.process_time()
        before = 0.0 if report.when == "setup" else self.seconds[report.nodeid]
        self.seconds[report.nodeid] = before + now - self._at
        self._at = now


def _nearest(tests: Iterable[Test], path: Path) -> list[Test]:
    """As many as `BUDGET` holds: the near ones first, before them those that look at much; then of each file some, the
    quick ones before the slow.
    """
    files: dict[str, list[Test]] = {}
    for test in sorted(tests, key=lambda test: (test.seconds, test.id)):
        files.setdefault(test.id.partition("::")[0], []).append(test)
    own = [test for file, held in files.items() if _is_near(file, path) for test in held]
    own.sort(key=lambda test: not test.id.partition("::")[0].endswith(WHOLE))
    others = (held for file, held in files.items() if not _is_near(file, path))
    mixed = [test for one_each in zip_longest(*others) for test in one_each if test is not None]
    left, taken = BUDGET, []
    for test in [*own, *mixed]:
        if test.seconds <= left:
            left -= test.seconds
            taken.append(test)
    return taken


def _is_near(test: str, path: Path) -> bool:
    """Whether a test is of the module's own file, of its folder's, or of one that looks at much at once.

    `test_rules_preparation.py` is of models/rules/preparation.py, `test_minutes.py` of all in models/minutes.
    """
    file = test.partition("::")[0]
    words = set(re.split(r"\W|_", path.relative_to(ROOT).with_suffix("").as_posix()))
    named = set(file.rpartition("/test_")[2].removesuffix(".py").split("_"))
    return f"test_{path.stem}" in file or named <= words or file.endswith(WHOLE)


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


@dataclass
class Trial:
    """One mutant before its tests, in a forked process."""

    mutant: Mutant
    tests: Sequence[Test]
    ready: Ready | None
    """What has the tests already, for a mistake inside functions."""

    child: int = field(init=False)
    seconds: int = field(init=False)
    """How long the processor may be busy."""

    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.seconds = START + round(PATIENCE * sum(test.seconds for test in self.tests))
        self.begun = time.monotonic()
        self.child = os.fork() if self.tests else 0
        if self.tests and not self.child:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            code = 1
            try:
                code = self._tried()
            finally:
                os._exit(code)

    def fate(self) -> str | None:
        """What the tests make of the mutant; `None` while they run."""
        if not self.tests:
            return UNTESTED
        done, status, used = os.wait4(self.child, os.WNOHANG)
        if done:
            ended = os.WIFSIGNALED(status) and used.ru_utime + used.ru_stime >= self.seconds - 1
            return SURVIVED if status == 0 else ENDLESS if ended else KILLED
        if time.monotonic() - self.begun < self.seconds * 4 + START:
            return None
        os.killpg(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return UNDECIDED

    def _tried(self) -> int:
        """In the child: the exit code of the tests, silent. Where that costs nothing the quick ones come first."""
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        if self.ready is None:
            return _loaded(self.mutant, [test.id for test in self.tests])
        quick = sorted(self.tests, key=lambda test: test.seconds)
        return self.ready.tried(self.mutant.changed or (), [test.id for test in quick])


def _loaded(mutant: Mutant, tests: Collection[str]) -> int:
    """In the child: the exit code of the tests. Loading all their files takes longer than most near tests."""
    os.chdir(ROOT)
    sys.meta_path.insert(0, Planted(mutant))
    near = [test for test in tests if _is_near(test, mutant.path)]
    far = [test for test in tests if test not in set(near)]
    code = pytest.main([*OPTIONS, *near]) if near else pytest.ExitCode.OK
    return int(pytest.main([*OPTIONS, *far]) if code == pytest.ExitCode.OK and far else code)


def say(text: str) -> None:
    """A line for whoever waits, at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
