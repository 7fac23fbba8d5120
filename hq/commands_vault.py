"""The command for a laptop whose passphrase is lost."""

from __future__ import annotations

import argparse

from pydantic import ValidationError

from hq import words
from hq.access import COMMAND_LINE, shown_time
from hq.commands_shared import NotDone, agreed, opened, write_new
from hq.recovery import NotAnswered, answer, asking_device
from hq.services import Services
from hq.settings import Settings
from sync.protocol import RecoveryRequest


def vault_answer(given: argparse.Namespace, settings: Settings) -> int:
    """Show which laptop asks, then answer it."""
    try:
        asked = RecoveryRequest.model_validate_json(given.file.read_bytes())
    except (OSError, ValidationError) as error:
        raise NotDone(words.VAULT_FAULTS["unreadable"]) from error
    if given.output.exists():
        raise NotDone(words.FILE_EXISTS.format(name=given.output))
    with opened(settings) as services:
        print(_told(services, asked))
        if not (given.yes or agreed(words.VAULT_ASKED)):
            print(words.VAULT_NOT)
            return 1
        try:
            found = answer(services, asked, COMMAND_LINE, revoked=given.revoked)
        except NotAnswered as error:
            raise NotDone(words.VAULT_FAULTS[error.reason]) from error
    write_new(given.output, found.model_dump_json())
    print(words.VAULT_ANSWERED.format(name=given.output))
    return 0


def _told(services: Services, asked: RecoveryRequest) -> str:
    """Which laptop it says to be; the box proves it, for the laptop itself wrote that into it."""
    known = services.database.read(lambda connection: asking_device(connection, asked))
    if known is None:
        return words.VAULT_UNKNOWN.format(device=asked.device)
    gone = known.revoked_at
    state = words.DEVICE_REVOKED.format(at=shown_time(gone)) if gone is not None else words.VAULT_ENROLLED
    return words.VAULT_DEVICE.format(alias=known.alias, name=known.name or "–", unit=known.unit_code, state=state)
