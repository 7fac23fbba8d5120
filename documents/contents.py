"""What headquarters hands its units, as the bytes that are kept there, travel and lie on a laptop.

The office reads its files by the same readers as the laptops; what was understood travels, not the file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter, ValidationError

from documents.roster_file import RosterFile
from models.indicators import IndicatorList

_ROSTER: Final = TypeAdapter(RosterFile)


class ContentUnreadable(Exception):
    """What came is not what this program reads: it was made by a later one."""


def roster_content(found: RosterFile) -> bytes:
    """A list of people. It was read once and for all: there is no other encoding or sheet to choose any more."""
    return _ROSTER.dump_json(replace(found, encodings=(), sheets=()))


def roster_in(content: bytes) -> RosterFile:
    """The list of people of `roster_content`. ContentUnreadable."""
    try:
        return _ROSTER.validate_json(content)
    except ValidationError as error:
        raise ContentUnreadable from error


def wording_content(catalogue: IndicatorList) -> bytes:
    """The indicators' wording."""
    return catalogue.model_dump_json().encode()


def wording_in(content: bytes) -> IndicatorList:
    """The wording of `wording_content`. ContentUnreadable."""
    try:
        return IndicatorList.model_validate_json(content)
    except ValidationError as error:
        raise ContentUnreadable from error
