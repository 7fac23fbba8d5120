"""Enrolment without a network: a request on a stick to headquarters, its signed answer back (sync.md §8).

The answer is signed by the key that it names itself, so the signature says only that nobody changed it on its way. That
the key is headquarters' own a person has to say: its fingerprint is read out by whoever made the file and compared on
the laptop. A laptop that was enrolled before knows the key already and asks nobody.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from sync.account import Account
from sync.enrolment import Line, accepted, introduced_as
from sync.errors import AccessEnded
from sync.files import DISK, Disk, write_atomically
from sync.protocol import Enrolled, EnrolmentFile, enrolment_statement
from sync.signing import fingerprint, verified
from sync.store import Store


def write_request(store: Store, path: Path, name: str = "", disk: Disk = DISK) -> None:
    """What headquarters needs to know of this laptop; nothing secret. AccessEnded: the file is there. OSError."""
    if path.exists():
        raise AccessEnded("enrolment_exists", name=path.name)
    asked = introduced_as(store.identities(), name, store.cell)
    write_atomically(path, asked.model_dump_json().encode(), disk)


def read_answer(store: Store, path: Path) -> Enrolled:
    """The answer to this laptop. AccessEnded: not an answer, changed on its way, or another laptop's. OSError."""
    try:
        file = EnrolmentFile.model_validate_json(path.read_bytes())
        said = Enrolled.model_validate_json(file.enrolled)
    except ValidationError as error:
        raise AccessEnded("enrolment_foreign", name=path.name) from error
    if not verified(said.key, enrolment_statement(file.enrolled), file.sig):
        raise AccessEnded("enrolment_foreign", name=path.name)
    if said.device != store.device.id:
        raise AccessEnded("enrolment_other", name=path.name)
    return said


def is_confirmed(said: Enrolled, account: Account | None, read_out: str = "") -> bool:
    """Whether the key is the one known from before, or the one whose fingerprint headquarters read out."""
    typed = "".join(read_out.split()).lower()
    return (account is not None and account.key == said.key) or typed == fingerprint(said.key).replace(" ", "")


def enroll_with(store: Store, said: Enrolled, line: Line, name: str = "", *, further: bool = False) -> Account:
    """Enrolled from now on; `further` as in `accepted`. The token that lay on the stick is replaced at the first
    call, and ends an hour later.
    """
    asked = introduced_as(store.identities(), name, store.cell)
    once = said.model_copy(update={"expires": min(said.expires, store.clock.wall())})
    return accepted(store, line, asked, once, further=further)
