"""A colleague's stream, brought here by stick, goes on to headquarters with its own device's word (sync.md §6, §7).

It travels as a bundle of one stream, since the word covers the stream whole and no part of it. A device that
headquarters does not know is not even asked about: its stream waits here, in sight, until that device is enrolled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from sync.client import Headquarters
from sync.container import BUNDLE, About, held_of, packed
from sync.errors import AnswerForeign
from sync.frames import frame
from sync.protocol import Known, SignedHead, StreamTaken
from sync.replica import APP
from sync.shelf import Lying, Shelf
from sync.standing import Standing, State
from sync.stream import Stream

_STATES: Final = {"fork": State.PARTED, "bad": State.BAD}
_REASONS: Final = {"fork": "peer_parted", "bad": "peer_bad"}


def forward(
    shelf: Shelf, hq: Headquarters, lying: Lying, before: Standing, known: Mapping[UUID, Known]
) -> tuple[Standing, StreamTaken | None]:
    """Hand a colleague's stream over; how it stands then, and the answer, if there was something to hand over.

    `known` are the devices that headquarters knows. Raises HeadquartersError and StoreError.
    """
    word, reason = shelf.word(lying.meeting, lying.device), ""
    if word is None or word.seq <= before.there:
        reason = "peer_unsigned"
    elif lying.device not in known:
        reason = "peer_unknown"
    elif known[lying.device].revoked is not None:
        reason = "peer_revoked"
    if word is None or reason:
        return replace(before, state=State.HELD, reason=reason), None
    with shelf.borrowed(lying.meeting, lying.device) as stream:
        parcel = _parcel(stream, word)
    taken = hq.hand_over(parcel).streams
    if len(taken) != 1 or (taken[0].meeting, taken[0].device) != (lying.meeting, lying.device):
        raise AnswerForeign("hq_foreign")
    return _standing(before, taken[0], word), taken[0]


def _standing(before: Standing, answer: StreamTaken, word: SignedHead) -> Standing:
    """How the stream stands after an answer; what its device has not vouched for yet waits for that device."""
    there = max(before.there, min(answer.acked, word.seq))
    if answer.status in ("ok", "dup"):
        state, reason = (State.WHOLE, "") if there >= before.here else (State.HELD, "peer_unsigned")
        return replace(before, there=there, state=state, reason=reason)
    state, reason = _STATES.get(answer.status, State.HELD), _REASONS.get(answer.status, answer.reason or answer.status)
    return replace(before, state=state, reason=reason)


def _parcel(stream: Stream, word: SignedHead) -> bytes:
    """The stream up to where it is vouched for, as a file that would travel on a stick too."""
    header = stream.header
    lines = (stream.line(seq) for seq in range(1, word.seq + 1))
    data = b"".join(map(frame, [header.raw, *lines]))
    about = About(
        id=str(header.meeting), date="", unit="", entries=word.seq, plan="", plan_digest="", indicators_digest=""
    )
    held = held_of({(header.meeting, header.device): data}, (), {})
    return packed(BUNDLE, (about,), held, APP, signed=lambda content: word)
