"""What headquarters hands its units, as the bytes that are kept there, travel and lie on a laptop.

The office reads its files by the same readers as the laptops; what was understood travels, not the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter, ValidationError

from documents.plan_file import PlanFileError, is_plan_file, plan_in
from documents.roster_file import RosterFile
from models.indicators import IndicatorList
from models.plan import Plan

MOST_PLAN: Final = 2 * 1024 * 1024
"""Bytes of a plan's files together as they travel: twenty times the shipped plan."""

_ROSTER: Final = TypeAdapter(RosterFile)
_FILES: Final = TypeAdapter(dict[str, str])


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


def plan_content(files: Mapping[str, bytes]) -> bytes:
    """The files of a plan that was checked (`plan_in`), in the order of their names: letter by letter, without times.

    They are text, so they travel as text: nothing is unpacked anywhere. ContentUnreadable: more than is taken.
    """
    texts = {name: files[name].decode() for name in sorted(files)}
    content = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
    if len(content) > MOST_PLAN:
        raise ContentUnreadable
    return content


def plan_of(content: bytes) -> tuple[Plan, dict[str, bytes]]:
    """The plan of `plan_content` with its files, checked like any folder. ContentUnreadable.

    No name leads out of the plan's folder, none is of a file that a plan does not have.
    """
    if len(content) > MOST_PLAN:
        raise ContentUnreadable
    try:
        files = {name: text.encode() for name, text in _FILES.validate_json(content).items()}
        if not all(map(is_plan_file, files)):
            raise ContentUnreadable
        return plan_in(files), files
    except (PlanFileError, RecursionError, ValueError) as error:  # pydantic's, and a number of a million digits
        raise ContentUnreadable from error
