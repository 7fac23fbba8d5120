"""The command line over plans: which one new meetings go by."""

from __future__ import annotations

import argparse

from tui import words_plans as texts
from tui.errands import paths_of
from tui.plans import open_store, use_plan


def plan_use(arguments: argparse.Namespace) -> int:
    """Check a plan's folder, keep a copy and make it the one of new meetings; the shipped one without a folder."""
    store = open_store(paths_of(arguments))
    try:
        plan = use_plan(store, arguments.folder)
    finally:
        store.close()
    sentence = texts.PLAN_SHIPPED if arguments.folder is None else texts.PLAN_USED
    print(sentence.format(title=plan.short_title, digest=plan.digest()[:16]))
    return 0
