"""A real server process, a real socket, the commands as somebody types them (sync.md §6–§8)."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hq.database import Database
from hq.enrolment import new_code
from hq.migrations import migrate
from hq.services import Services, own_key
from hq.settings import Settings
from models.plan import Plan
from sync.paths import Paths
from sync.store import Store
from tests.sync.headquarters import HQ_CELL, Office, opening

pytestmark = pytest.mark.slow


class Server:
    """`bienban-hq serve` on a free port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = "0"
        self.start()

    def start(self) -> None:
        """Until it says where it listens."""
        command = [sys.executable, "-m", "hq", "serve", "--data", str(self.folder), "--port", self.port]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        match = re.search(r"(http://127\.0\.0\.1:(\d+))", self.process.stdout.readline())
        assert match is not None
        self.url, self.port = match[1], match[2]

    def kill(self) -> None:
        """At once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def server(tmp_path: Path, plan: Plan) -> Iterator[Server]:
    """A server that knows one cell."""
    Office(tmp_path / "hq", plan).close()
    made = Server(tmp_path / "hq")
    yield made
    made.kill()


def code_of(server: Server, plan: Plan) -> str:
    """A code, made beside the running server."""
    settings = Settings(data=server.folder)
    database = Database(settings.url)
    migrate(database)
    services = Services(settings=settings, database=database, plan=plan, key=own_key(database))
    try:
        return new_code(services, HQ_CELL, "clerk")
    finally:
        database.close()


def bienban(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the laptop's."""
    command = [sys.executable, "-m", "tui", "--home", str(home), *words]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def meeting(home: Path, plan: Plan, date: str) -> None:
    """A short meeting recorded on that laptop."""
    store = Store(Paths(home), plan)
    replica = store.open(store.new_meeting(date))
    replica.record([opening(plan, date)])
    store.close_meeting(replica)
    assert store.close() == 0


def test_enroll_sync_verify_support_as_somebody_types_them(server: Server, tmp_path: Path, plan: Plan) -> None:
    """Two laptops, one server that is killed between; exit codes say how it went."""
    first, second = tmp_path / "first", tmp_path / "second"
    meeting(first, plan, "2023-09-15")
    not_yet = bienban(first, "sync")
    assert (not_yet.returncode, "bienban enroll" in not_yet.stdout) == (1, True)
    wrong = bienban(first, "enroll", "bbbb-bbbb", "--server", server.url)
    assert (wrong.returncode, "Mã không đúng" in wrong.stderr) == (1, True)
    for home in (first, second):
        done = bienban(home, "enroll", code_of(server, plan), "--server", server.url, "--name", "Máy của Lan")
        assert (done.returncode, done.stderr) == (0, "")
    sent = bienban(first, "sync")
    assert sent.returncode == 0, sent.stdout + sent.stderr
    assert "Trụ sở có đủ 2/2 mục" in sent.stdout
    server.kill()
    meeting(first, plan, "2023-09-16")
    away = bienban(first, "sync")
    assert away.returncode == 1
    assert "Chưa nối được với trụ sở" in away.stdout
    assert "Theo lần trả lời gần nhất của trụ sở: Trụ sở " in away.stdout, "what it has now nobody knows"
    server.start()
    again = bienban(first, "sync")
    assert "Trụ sở có đủ 4/4 mục" in again.stdout, again.stdout
    fetched = bienban(second, "sync")
    assert "đã nhận 4 mục" in fetched.stdout
    streams = [sorted(path.read_bytes() for path in home.glob("meetings/*/*.journal")) for home in (first, second)]
    assert streams[0] == streams[1]
    checked = bienban(first, "verify")
    assert checked.returncode == 0
    assert checked.stdout.count("Trụ sở đã ký đến 2/2") == 2
    helped = bienban(first, "support", "-o", str(tmp_path / "x.zip"))
    assert helped.returncode == 0
    assert (tmp_path / "x.zip").stat().st_size > 500
