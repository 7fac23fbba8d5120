"""The jobs of the command line: each prints what was done, or says in a sentence why not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Final

from hq import commands_parser, words
from hq.commands_shared import NotDone, opened
from hq.database import DatabaseBusy, DatabaseFull, DatabaseUnnamed, DatabaseUnusable
from hq.migrations import SchemaNewer
from hq.projector import Projector
from hq.serving import CannotServe, serve, shown
from hq.settings import Settings

Job = Callable[[argparse.Namespace, Settings], int]


def run(work: str, given: argparse.Namespace, settings: Settings) -> int:
    """One job; what keeps it from being done is told on standard error."""
    try:
        return JOBS[work](given, settings)
    except (CannotServe, NotDone) as error:
        return _told(str(error))
    except SchemaNewer:
        return _told(words.DATABASE_NEWER)
    except DatabaseBusy:
        return _told(words.DATABASE_AWAY.format(name=shown(settings.url)))
    except DatabaseFull:
        return _told(words.DATABASE_FULL)
    except DatabaseUnusable:
        return _told(words.DATABASE_UNUSABLE.format(name=shown(settings.url)))
    except DatabaseUnnamed:
        return _told(words.DATABASE_UNNAMED)


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _serve(_: argparse.Namespace, settings: Settings) -> int:
    serve(settings)
    return 0


def _rebuild(_: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as services:
        count = Projector(services).rebuild()
    print(f"Đã tính lại số liệu của {count} buổi sinh hoạt.")
    return 0


JOBS: Final[Mapping[str, Job]] = {"serve": _serve, "rebuild": _rebuild, **commands_parser.JOBS}
