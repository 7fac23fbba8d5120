"""A meeting as one file, to be kept elsewhere: disks die and laptops are lost (`sync.container` has the form)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from models.plan import IndicatorList
from sync.container import About, Content, damaged, held_of, packed, unpack

FORMAT: Final = "bienban-archive"


@dataclass(frozen=True, slots=True)
class Archive:
    """A file that was read and found whole: streams by (meeting, device), each with its bytes and what is in them."""

    about: About
    streams: Mapping[tuple[UUID, UUID], tuple[bytes, Content]]
    indicators: IndicatorList | None
    plan: Mapping[str, bytes]  # the files of the plan by their names; empty when the file carries none


def pack(
    about: About,
    streams: Mapping[UUID, bytes],
    indicators: IndicatorList | None,
    plan: Mapping[str, bytes],
    app: str,
) -> bytes:
    """The file of one meeting. `streams`: device → bytes as `confirmed` gives them; `plan`: name → file."""
    lying = {(UUID(about.id), device): data for device, data in streams.items()}
    wordings = [indicators] if indicators is not None else []
    return packed(FORMAT, (about,), held_of(lying, wordings, {about.plan_digest: plan}), app)


def read_archive(data: bytes, name: str) -> Archive:
    """The meeting in a file, everything checked. `name` is the file's, for the sentence.

    Raises StoreForeign: not our file, of a newer version, or not whole.
    """
    parcel = unpack(data, FORMAT, name)
    if len(parcel.manifest.meetings) != 1 or parcel.units:
        raise damaged(name)
    about = parcel.manifest.meetings[0]
    if not parcel.wordings.keys() <= {about.indicators_digest} or not parcel.plans.keys() <= {about.plan_digest}:
        raise damaged(name)
    wording, plan = parcel.wordings.get(about.indicators_digest), parcel.plans.get(about.plan_digest, {})
    return Archive(about, parcel.streams, wording, plan)
