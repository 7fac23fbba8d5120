"""Which plan the desk goes by: the shipped one, or a folder that was put to use; each meeting keeps its own."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from documents.plan_file import PlanFileError, load_plan, plan_files
from models.plan import Plan
from sync.paths import Paths
from sync.store import Store
from tui.unlocking import finished, key_of


@cache
def shipped() -> Plan:
    """The plan that came with the program."""
    return load_plan()


def open_store(paths: Paths, **options: Any) -> Store:
    """The store with the plan that is in use in it; `options` are those of `Store`. Raises `StoreError`.

    An encrypted one is opened with the key of `options`, or with the one that is asked for here.
    """
    key = options.pop("cipher", None) or key_of(paths)
    if not options.get("read_only"):
        key = finished(paths, key)
    store = Store(paths, shipped(), cipher=key, **options)
    store.plans.read_with(kept_plan, plan_files)
    return store


def kept_plan(folder: Path) -> Plan | None:
    """A plan that a store keeps; None when a later version of the program cannot read it any more."""
    with suppress(PlanFileError):
        return load_plan(folder)
    return None


def use_plan(store: Store, folder: Path | None) -> Plan:
    """Make the plan in a folder the one of new meetings, the shipped one without a folder.

    Raises `PlanFileError` and OSError; nothing changed then.
    """
    plan = load_plan(folder) if folder is not None else shipped()
    store.plans.use(plan, plan_files(folder))
    return plan
