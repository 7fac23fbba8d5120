"""A laptop of the demonstration: commands decided by the desk's own rules, recorded as lines of a chained stream."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Final
from uuid import UUID

from hq.access import Caller
from hq.streams import Batch
from models.commands import Adopt, Command
from models.decide import decide
from models.entries import Entry, decode, encode
from models.fact import Fact
from models.facts import VoteTaken
from models.facts_record import DeskOpened, MergeSeen
from models.meeting import Meeting
from models.plan import Plan
from models.ruling import Moment, Refusal
from models.vietnamese.words import VN_OFFSET_MIN
from models.votes import ADOPTION
from sync.chain import Chain, Head
from sync.protocol import AppendHead, head_statement
from sync.signing import public_of, sign

APP: Final = "bienban demo"
ALIASES: Final = "bcdghklmnpqrstvx"


class Refused(ValueError):
    """The script asks for what the rules of the desk refuse."""


@dataclass(frozen=True, slots=True)
class Device:
    """One laptop: id, alias and key follow from the seed."""

    id: UUID
    alias: str
    key: bytes = field(repr=False)

    @classmethod
    def made(cls, random: Random) -> Device:
        """A new one."""
        key = random.randbytes(32)
        return cls(UUID(int=random.getrandbits(128), version=4), f"{random.choice(ALIASES)}{random.randint(2, 9)}", key)

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""
        return public_of(self.key)


@dataclass(frozen=True, slots=True)
class Stream:
    """What one laptop recorded of one meeting: entries' lines, without header and chain. `end`: it has so many."""

    device: Device
    lines: tuple[bytes, ...]
    end: int

    def batch(self, cell: UUID, meeting: UUID) -> Batch:
        """The stream as it is sent, from its first line on: under this cell and meeting it has its own chain."""
        header = self._header(cell, meeting)
        chain = Chain(meeting, self.device.id)
        origin = chain.origin(header.encode())
        seq, hash = Head(len(self.lines), chain.over(origin, self.lines)[-1])
        statement = head_statement(cell, meeting, self.device.id, seq, hash)
        fields = {
            "cell": cell,
            "from": 1,
            "prev": origin.hash.hex(),
            "head": (seq, hash.hex()),
            "end": max(self.end, seq),
            "sig": sign(self.device.key, statement),
            "header": header,
        }
        return Batch(meeting, self.device.id, AppendHead.model_validate(fields), self.lines)

    def caller(self, cell: UUID) -> Caller:
        """The laptop as headquarters knows it."""
        return Caller(self.device.id, frozenset({cell}), "clerk", key=self.device.public)

    def _header(self, cell: UUID, meeting: UUID) -> str:
        fields = {"format": "bienban-stream", "version": 1, "meeting": str(meeting), "device": str(self.device.id)}
        rest = {"cell": str(cell), "alias": self.device.alias, "offset": VN_OFFSET_MIN}
        return json.dumps({**fields, **rest}, separators=(",", ":"))


class Recorder:
    """One desk on one meeting. `at` is its clock, UTC ms, and only goes on."""

    def __init__(self, plan: Plan, device: Device, at: int) -> None:
        self.meeting = Meeting(plan)
        self.device = device
        self.at = at
        self._opened = at
        self._lines: list[bytes] = []
        self._record((DeskOpened(app=APP, offset=VN_OFFSET_MIN, at=at),))

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        self.at += round(seconds * 1000)

    def do(self, *commands: Command) -> None:
        """Have each decided and recorded; a vote that passes the minutes adopts them. Refused."""
        for command in commands:
            facts = self._decided(command)
            self._record(facts)
            if any(isinstance(fact, VoteTaken) and fact.motion == ADOPTION for fact in facts):
                self._adopt()

    def see(self, other: Recorder) -> None:
        """Take in what the other laptop recorded, and say so."""
        mine = self.meeting.ledger.heads().get(str(other.device.id), 0)
        for line in other._lines[mine:]:
            self.meeting.apply(decode(str(other.device.id), line))
        self.at = max(self.at, other.at)
        self._record((MergeSeen(heads={str(other.device.id): len(other._lines)}),))

    def stream(self, kept_back: int = 0) -> Stream:
        """What is sent of it; the last lines may still be on the laptop."""
        sent = max(1, len(self._lines) - kept_back)
        return Stream(self.device, tuple(self._lines[:sent]), len(self._lines))

    def _adopt(self) -> None:
        vote = self.meeting.votes[ADOPTION]
        if vote.passed(self.meeting.plan.thresholds.majority):
            self._record(self._decided(Adopt(chain=sha256(b"\n".join(self._lines)).hexdigest())))

    def _decided(self, command: Command) -> tuple[Fact, ...]:
        moment = Moment(self.at, str(self.device.id), f"{self.device.id}.{len(self._lines) + 1}")
        outcome = decide(self.meeting, command, moment)
        if isinstance(outcome, Refusal):
            raise Refused(f"{command}: {outcome}")
        return outcome

    def _record(self, facts: tuple[Fact, ...]) -> None:
        first = len(self._lines) + 1
        group = first if len(facts) > 1 else None
        for seq, fact in enumerate(facts, first):
            by = self.meeting.details.text("clerk")
            line = encode(Entry(str(self.device.id), seq, self.at, self.at - self._opened, by, fact, group))
            self._lines.append(line)
            self.meeting.apply(decode(str(self.device.id), line))
