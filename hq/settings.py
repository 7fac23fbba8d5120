"""How one server was told to run: values of the command line, nothing read from files."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sync.protocol import Limits

DATABASE_VARIABLE: Final = "BIENBAN_HQ_DATABASE"
"""The environment variable that names the database when the command line does not."""

PORT: Final = 8642
FILE_NAME: Final = "hq.sqlite"


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many calls at once, then so many a second."""

    burst: int = 120
    per_second: float = 10.0


@dataclass(frozen=True, slots=True)
class Hashing:
    """How dear one try at a password or a code is. The defaults are a server's; less is for tests alone.

    Passwords: the second choice of OWASP's list for argon2id, 19 MiB, so that some of them at once fit a small server.
    Codes: scrypt's N with blocks of 1 KiB, 16 MiB and some 50 ms.
    """

    passes: int = 2
    memory: int = 19_456  # KiB
    codes: int = 2**14


@dataclass(frozen=True, slots=True)
class Settings:
    """One server. `database` is an URL, or "" for the SQLite file in the folder `data`."""

    data: Path
    database: str = ""
    host: str = "127.0.0.1"
    port: int = PORT
    tls_cert: Path | None = None
    tls_key: Path | None = None
    allow_plain: bool = False
    limits: Limits = field(default_factory=Limits)
    bucket: Bucket = field(default_factory=Bucket)
    project_every: float = 1.0  # seconds between two looks for dirty meetings; 0: never
    hashing: Hashing = field(default_factory=Hashing)

    @property
    def file(self) -> Path:
        """The embedded database."""
        return self.data / FILE_NAME

    @property
    def url(self) -> str:
        """The database as an URL."""
        return self.database or f"sqlite:///{self.file.absolute().as_posix()}"

    @property
    def tls(self) -> bool:
        """Whether it speaks TLS itself."""
        return self.tls_cert is not None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_this_machine(self.host)


def is_this_machine(host: str) -> bool:
    """Whether a host's name or address means the machine that uses it, and no other."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
