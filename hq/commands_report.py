"""The command for the summary report of a unit and of all below it."""

from __future__ import annotations

import argparse
from pathlib import Path

from hq import words
from hq.access import EVERYWHERE, Caller, day_of
from hq.commands_shared import NotDone, opened, write_new
from hq.plans import pattern_in_use, plan_in_use
from hq.projector import Projector
from hq.queries.overview import overview_of
from hq.services import Services
from hq.settings import Settings
from hq.summary_papers import ENDINGS, made
from models.overview.values import Overview

WHOLE: Caller = Caller(None, frozenset(), "ward", reaches=(EVERYWHERE,))
"""Whoever works at the server itself: the office of everything."""


def report(given: argparse.Namespace, settings: Settings) -> int:
    """One new file for each format that was asked for, all of the same figures."""
    wanted: dict[str, Path] = {ending: file for ending in ENDINGS if (file := getattr(given, ending))}
    if not wanted:
        raise NotDone(words.REPORT_NO_FORMAT)
    for file in filter(Path.exists, wanted.values()):
        raise NotDone(words.FILE_EXISTS.format(name=file))
    with opened(settings) as services:
        overview = _overview(services, given.unit)
        pattern = services.database.read(pattern_in_use)
    for ending, file in wanted.items():
        write_new(file, made(overview, ending, pattern).body)
        print(
            words.REPORT_DONE.format(name=file, held=sum(unit.held for unit in overview.units), due=len(overview.units))
        )
    return 0


def _overview(services: Services, code: str) -> Overview:
    """The overview after everything that has arrived is folded. NotDone."""
    Projector(services).catch_up()
    now = services.clock()
    found = services.database.read(
        lambda connection: overview_of(
            connection, WHOLE, plan_in_use(connection, services.plan), code, day_of(now), now
        )
    )
    if found is None:
        raise NotDone(words.UNIT_UNKNOWN.format(unit=code))
    return found
