"""Commands for backup and restore."""

from __future__ import annotations

import argparse
import sqlite3

from hq import words
from hq.backup import BackupError, backup, restore
from hq.commands_shared import NotDone, opened
from hq.serving import keep_to_oneself
from hq.settings import Settings


def backup_to(given: argparse.Namespace, settings: Settings) -> int:
    """Everything into one new file, while the server runs."""
    with opened(settings) as services:
        try:
            rows = backup(services.database, given.file, services.clock())
        except BackupError as error:
            raise NotDone(words.BACKUP_FAULTS[error.reason]) from error
        except (OSError, sqlite3.Error) as error:
            raise NotDone(words.FILE_TROUBLE.format(name=given.file)) from error
    print(words.BACKUP_DONE.format(meetings=rows["meetings"], lines=rows["lines"], name=given.file))
    return 0


def restore_from(given: argparse.Namespace, settings: Settings) -> int:
    """A backup into an empty database."""
    if not settings.database:
        keep_to_oneself(settings.file)
    try:
        rows = restore(settings.url, given.file)
    except BackupError as error:
        raise NotDone(words.BACKUP_FAULTS[error.reason]) from error
    print(words.RESTORE_DONE.format(meetings=rows["meetings"], lines=rows["lines"]))
    return 0
