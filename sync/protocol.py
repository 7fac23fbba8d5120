"""What laptop and headquarters say to each other (sync.md §6): values and signed statements, no network and no keys.

An append and a page of lines travel as NDJSON: one JSON object (`AppendHead`, `PageHead`), then the stored lines
verbatim, each with its newline. Hashes, keys and signatures are lower-case hexadecimal; times are UTC milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypeAliasType

PROTOCOL: Final = 1
"""The one version spoken; `Hello.protocol` tells the range a server understands."""

PROTOCOL_HEADER: Final = "Bienban-Protocol"
"""In which a laptop may say the version it speaks; one that the server does not know is answered with 426."""

NDJSON: Final = "application/x-ndjson"
PARCEL: Final = "application/zip"
"""Of a bundle: the very file that travels on a stick (`sync.container`)."""
PROBLEM: Final = "application/problem+json"

MOST_LINES: Final = 1000
MOST_BYTES: Final = 256 * 1024
"""Of one append, as it travels (compressed)."""
MOST_INFLATED: Final = 9 * 1024 * 1024
"""Of one append, inflated: 1,000 lines of 8 KiB and their head."""

MOST_BUNDLE: Final = 8 * 1024 * 1024
"""Bytes of a bundle, as it travels."""
MOST_UNPACKED: Final = 48 * 1024 * 1024
"""Bytes of a bundle, inflated, and of its parts together: some thirty meetings of two laptops."""

MOST_EARLIER: Final = 20
"""Earlier identities that a laptop may name at once."""
MOST_FORMER: Final = 20
"""Earlier ids of its unit that a laptop may name at once."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Signature = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
Box = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2}){92}$")]
"""A data key for one recipient: public key, nonce, 32 bytes, tag (sync.boxes)."""
Seq = Annotated[int, Field(ge=0, lt=2**53)]
Moment = Annotated[int, Field(ge=0, lt=2**53)]
"""UTC ms that somebody claims."""
Name = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Alias = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,8}$")]

Status = Literal["ok", "dup", "gap", "fork", "held", "bad"]
"""ok stored · dup there already, identical · gap lines before are missing · fork same number, other bytes ·
held not taken, the clerk is told why · bad chain or signature wrong."""

Reached = TypeAliasType("Reached", tuple[Seq, Hash])
"""How far a stream goes: the number of its last line and the hash up to there."""

HeldReason = Literal["scope", "revoked", "too_large", "unknown_cell", "unknown_device", "unsigned"]
"""unsigned: nobody vouches for the end of a stream that somebody else handed over; its own laptop will."""


class Wire(BaseModel):
    """A message. Unknown fields are ignored, so that a newer side may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Limits(Wire):
    """What one append may hold."""

    lines: int = MOST_LINES
    bytes: int = MOST_BYTES
    inflated: int = MOST_INFLATED


class Hello(Wire):
    """`GET /v1/hello`: without a token."""

    protocol: tuple[int, int]
    time: int
    limits: Limits
    types: tuple[tuple[str, int], ...]  # entry types and versions the server folds
    key: Key  # the public key its receipts are signed with


class Earlier(Wire):
    """An identity that an installation had before: it vouches for the present one with its own key."""

    device: UUID
    alias: Alias
    key: Key
    sig: Signature  # over `vouching_statement`


class EnrolmentRequest(Wire):
    """What a laptop says of itself. `cell` is the id made locally before, if any.

    Alone it is what a laptop without a network writes to a file for headquarters: an enrolment without a code.
    """

    device: UUID
    alias: Alias
    key: Key  # the device's public key
    name: Name = ""
    cell: UUID | None = None
    earlier: Annotated[Sequence[Earlier], Field(max_length=MOST_EARLIER)] = ()


class EnrollRequest(EnrolmentRequest):
    """`POST /v1/enroll`: a one-time code for a device; with `look` only the question which unit it is for."""

    code: Annotated[str, StringConstraints(min_length=4, max_length=40)]
    look: bool = False  # nothing is kept, the code stays good, the answer holds no token


class Introduction(EnrolmentRequest):
    """`POST /v1/devices`: an enrolled identity introduces the one that the same installation has now, without a code.

    A device may introduce itself, to name earlier identities that headquarters does not know yet.
    """

    by: UUID
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    at: Moment
    sig: Signature  # by the key of `by`, over `introduction_statement`


class Enrolled(Wire):
    """The answer: who the device is now. The same key gets the same answer again for ten minutes."""

    device: UUID
    token: str  # "" when the laptop only had a look
    expires: int
    cell: UUID
    unit: Name
    parent: Name = ""
    body: str = ""
    variant: str = ""
    role: str
    key: Key  # the server's public key
    recovery: Key | None = None  # the public key for which an encrypted store wraps its data key
    url: Name = ""  # where headquarters is reached, when the answer travels as a file


class TokenRequest(Wire):
    """`POST /v1/token`: a new token for an old one, signed so that only the device can ask.

    `cells` are the ids that the laptop gave the unit before headquarters did: whoever was enrolled by a file tells them
    only here, since by then its clerk has said whether both are one unit.
    """

    device: UUID
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    at: Moment
    sig: Signature
    cells: Annotated[Sequence[UUID], Field(max_length=MOST_FORMER)] = ()


class Token(Wire):
    """A token and when it ends."""

    token: str
    expires: int


class Bootstrap(Wire):
    """`GET /v1/bootstrap` (ETag): what the device's cell is, where it stands today, and what is asked of it."""

    cell: UUID
    aliases: Sequence[UUID] = ()  # ids that laptops made before they were enrolled
    unit: Name
    code: Name = ""  # as the office numbers it
    parent: Name = ""
    place: Sequence[Name] = ()  # from the top of the tree down to the parent
    body: str = ""
    variant: str = ""
    overseer: Name = ""  # who of the committee attends the cell (R73)
    role: str
    plan: Hash  # digest of the plan headquarters counts by
    session_by: str  # the last day for the session, ISO (R17)
    report_by: str  # the last day for the report, ISO (R79)
    indicators: Hash | None = None  # of the indicators' wording it hands out, for `GET /v1/contents`; None: none
    plan_files: Hash | None = None  # of the files of the plan that it hands out
    roster: Hash | None = None  # of the list of people that it keeps for this cell
    key: Key
    recovery: Key | None = None  # as in `Enrolled`: a laptop enrolled before there was one gets it now


class Known(Wire):
    """One device of the cells in the caller's scope."""

    device: UUID
    cell: UUID
    alias: str
    name: Name
    role: str
    enrolled: int
    seen: int | None = None
    revoked: int | None = None


class Devices(Wire):
    """`GET /v1/devices`."""

    devices: Sequence[Known]


class EnrolmentFile(Wire):
    """The answer as a file. `enrolled` is the text of an `Enrolled`, so that what was signed is what is read."""

    format: Literal["bienban-enrolment"] = "bienban-enrolment"
    enrolled: str
    sig: Signature  # over `enrolment_statement`, by the key that `enrolled` names


class RecoveryRequest(Wire):
    """A laptop whose passphrase is lost asks by file to have its data key wrapped anew. It never holds the key."""

    format: Literal["bienban-recovery-request"] = "bienban-recovery-request"
    vault: UUID
    device: UUID
    hq: Key  # the recovery key that it was wrapped for
    box: Box  # the data key, over `recovery_about`
    answer_to: Key  # for whom it is to be wrapped


class RecoveryAnswer(Wire):
    """The answer as a file: of use to nobody but the laptop that asked."""

    format: Literal["bienban-recovery-answer"] = "bienban-recovery-answer"
    vault: UUID
    device: UUID
    box: Box  # the data key, over `recovery_about`


class Heads(Wire):
    """`GET /v1/heads`: meeting → device → (seq, hash) of everything within the caller's scope."""

    meetings: Mapping[UUID, Mapping[UUID, Reached]]


class AppendHead(Wire):
    """The first line of an append: what follows, after which hash, and that the device vouches for its end."""

    cell: UUID
    first: Seq = Field(alias="from")
    prev: Hash  # h(first − 1)
    head: Reached  # after the last line sent
    end: Seq  # the last line the laptop has; more than `head` while some still sit there
    sig: Signature  # over `head_statement`
    header: str = ""  # the stream's stored header, when `first` is 1


class Receipt(Wire):
    """Headquarters' signed word that it holds a stream up to a line; verifiable for ever with its key."""

    seq: Seq
    hash: Hash
    at: int
    sig: Signature  # over `receipt_statement`


class Appended(Wire):
    """The answer to an append. `acked` is what the server holds durably, whatever the status."""

    status: Status
    acked: Seq
    hash: Hash | None = None  # h(acked)
    receipt: Receipt | None = None
    reason: HeldReason | None = None
    flags: Sequence[str] = ()  # oddities of the folded meeting: never a refusal


class SignedHead(Wire):
    """How far a device vouched for its stream: kept beside the stream, so that anybody may forward it."""

    seq: Seq
    hash: Hash
    sig: Signature  # over `head_statement`
    key: Key  # the device's public key


class PageHead(Wire):
    """The first line of a page of lines: which stream, from where, and whether more follows."""

    header: str
    first: Seq = Field(alias="from")
    head: Reached  # the end of the stream as the server has it
    more: bool
    signed: SignedHead | None = None  # the device's own word for that end


class StreamTaken(Appended):
    """What came of one stream of a bundle."""

    meeting: UUID
    device: UUID


class BundleTaken(Wire):
    """The answer to a bundle: each stream has its own, whatever came of the others."""

    streams: Sequence[StreamTaken]


class Code(IntEnum):
    """What a problem is, for ever: the first two digits belong to the cause, the clerk's sentence to the whole."""

    MALFORMED = 1000  # the message cannot be read
    MEDIA_TYPE = 1001
    TOO_LARGE = 1002  # send half as much
    PROTOCOL = 1003  # one of the two is too old
    NOT_FOUND = 1004
    METHOD = 1005
    NO_TOKEN = 1100
    UNKNOWN_TOKEN = 1101
    EXPIRED_TOKEN = 1102
    REVOKED = 1103
    FORBIDDEN = 1104
    WRONG_CODE = 1105  # of enrolment: wrong, used, expired or tried too often, all alike
    WRONG_LOGIN = 1106  # name or password wrong, or closed for a while, all alike
    CLOCK = 1107  # a signed statement of another time: sign again with the server's `time`
    TOO_MANY = 1200  # come back after Retry-After
    BUSY = 1201
    FULL = 1202  # the disk of headquarters is full
    DEFECT = 1203  # nobody knows whether it was done: send the same bytes again


class Problem(Wire):
    """RFC 9457. `code` is stable; `title` is for logs, what the clerk reads is made from the code."""

    type: str = "about:blank"
    title: str
    status: int
    code: int
    detail: str = ""
    time: int = 0  # the server's clock, where the caller's was too far from it


# --- what is signed ---------------------------------------------------------------------------------------------


def head_statement(cell: UUID, meeting: UUID, device: UUID, seq: int, hash: bytes) -> bytes:
    """What a device signs for the end of its stream."""
    return b"bb1-head" + cell.bytes + meeting.bytes + device.bytes + seq.to_bytes(8, "big") + hash


def receipt_statement(meeting: UUID, device: UUID, seq: int, hash: bytes, at: int) -> bytes:
    """What headquarters signs for what it holds."""
    ids = meeting.bytes + device.bytes
    return b"bb1-receipt" + ids + seq.to_bytes(8, "big") + hash + at.to_bytes(8, "big")


def enrolment_statement(enrolled: str) -> bytes:
    """What headquarters signs for an enrolment that travels as a file."""
    return b"bb1-enrolment" + enrolled.encode()


def recovery_about(vault: UUID, device: UUID) -> bytes:
    """What a wrapped data key is bound to: whose store it is, and which device it was wrapped by."""
    return b"bb1-recovery" + vault.bytes + device.bytes


def vouching_statement(earlier: UUID, device: UUID, key: str) -> bytes:
    """What an identity signs for the one that took its place."""
    return b"bb1-vouching" + earlier.bytes + device.bytes + bytes.fromhex(key)


def introduction_statement(by: UUID, device: UUID, key: str, nonce: str, at: int) -> bytes:
    """What an enrolled identity signs to have the present one enrolled, once and at that time."""
    ids = by.bytes + device.bytes + bytes.fromhex(key)
    return b"bb1-introduction" + ids + bytes.fromhex(nonce) + at.to_bytes(8, "big")


def token_statement(device: UUID, nonce: str, at: int) -> bytes:
    """What a device signs to have its token renewed."""
    return b"bb1-token" + device.bytes + bytes.fromhex(nonce) + at.to_bytes(8, "big")
