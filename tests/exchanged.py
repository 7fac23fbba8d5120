"""Mistakes inside functions: the functions of a process that has collected all tests get other code, in a fork of it.

Loading modules and collecting tests takes longer than most tests do; so it is done once for all such mistakes. One that
tells while a module is loaded (a number with a name, a field's default, a decorator) is not for here: `tests.mutants`
loads the module for it. What a module made with a function while it was loaded stays as it was made without the
mistake: for that alone a mutant may survive, and none is noticed for it.
"""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from types import CodeType, FunctionType
from typing import Final

import pytest
from _pytest.runner import runtestprotocol

Pairs = Sequence[tuple[CodeType, CodeType]]
"""Functions' code as it was, each with what it is with the mistake."""

Place = tuple[str, str, int]
"""Of a function: its file, its name with those of its classes, its line."""


def pairs(before: CodeType, after: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The functions of a module that a mistake changes; `None` when it changes more than functions with a name."""
    if _around(before) != _around(after):
        return None
    found = []
    for one, other in zip(_inside(before), _inside(after), strict=True):
        if one == other:
            continue
        changed = [(one, other)] if one.co_flags & inspect.CO_OPTIMIZED else pairs(one, other)
        if changed is None or one.co_name.startswith("<") or one.co_freevars != other.co_freevars:
            return None
        found += changed
    return found


def _inside(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _around(code: CodeType) -> tuple[object, ...]:
    """What runs when a module or a class is made, its functions left out."""
    values = [(type(one), repr(one)) for one in code.co_consts if not isinstance(one, CodeType)]
    return code.co_code, code.co_names, values, [one.co_name for one in _inside(code)]


class Ready:
    """The tests of a folder, collected, and the functions that they reach."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self._items: Final = {item.nodeid: item for item in items}
        self._functions: Final = _functions()

    def knows(self, changed: Pairs) -> bool:
        """Whether all the functions are there to get other code."""
        return all(_place(one) in self._functions for one, _ in changed)

    def tried(self, changed: Pairs, tests: Collection[str]) -> int:
        """The exit code of tests with other code in place: 0 when all pass. To be called in a fork, once."""
        for one, other in changed:
            for function in self._functions[_place(one)]:
                function.__code__ = other
        items = [self._items[test] for test in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return int(pytest.ExitCode.TESTS_FAILED)
        return int(pytest.ExitCode.OK)


def _functions() -> Mapping[Place, list[FunctionType]]:
    found: dict[Place, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found.setdefault(_place(one.__code__), []).append(one)
    return found


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno


class Collected:
    """A plugin of pytest: when the tests are collected something is done with them, and none is run."""

    def __init__(self, act: Callable[[Ready], None]) -> None:
        self._act = act

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests; what is there by now is left out of every later collection of garbage."""
        gc.collect()
        ready = Ready(session.items)
        gc.freeze()
        self._act(ready)
        return True
