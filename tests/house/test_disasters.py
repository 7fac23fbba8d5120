"""What went wrong elsewhere has a test here that is named after it; the book of planted bugs names tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.house.sources import ROOT, modules, name_of, tree_of

DISASTERS = (
    "pouchdb#1240",  # cursor saved before data
    "ankidroid#4366",
    "atuin#2879",  # holes behind a max-index cursor
    "kpi#5047",  # duplicates by check-then-insert
    "kobocat#470",
    "commcare-android#1807",  # one bad form bricks the queue
    "thunderbolt#944",  # 200 with rejected items that the client drops
    "powersync-swift#179",  # failed upload not retried until the next local write
    "commcare-android#2124",  # immediate retry on 503
    "actual#3786",  # clock skew refuses sync or poisons the group
    "actual#7106",
    "syncthing#3997",  # cloned disks with one id
    "taskserver#51",  # server restored from backup
    "joplin#4223",  # delete storms
    "tinydb#467",  # full disk destroys the file
    "owncloud/client#5357",  # app deletes the broken store
    "zarr#4358",  # Windows replace refused
    "actual#1495",  # two processes on one store
    "standardnotes#3779",  # whole-text conflict dialogs
    "actual#212",  # stuck "out of sync" with only a reset
    "getodk#1017",  # auto-delete after a failed send
)
"""Threads of other projects (sync.md §10)."""

PLANTED = ROOT / "docs" / "planted-bugs.md"


@cache
def _said() -> str:
    """Name and docstring of every test."""
    return "\n".join(
        f"{node.name}: {ast.get_docstring(node) or ''}"
        for path in modules("tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.parametrize("thread", DISASTERS)
def test_every_disaster_has_a_test_named_after_it(thread: str) -> None:
    assert thread in _said() or re.sub(r"\W", "_", thread) in _said()


def test_tests_that_catch_planted_bugs_exist() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PLANTED.read_text("utf-8"))
    assert len(named) >= 8
    defined = {name_of(path): path.read_text("utf-8") for path in modules("tests")}
    missing = [f"{file}::{test}" for file, test in named if f"def {test}(" not in defined.get(f"tests/{file}", "")]
    assert missing == []
