"""Real sockets, real processes: killed with -9, told to end, watched for what they log (sync.md §11)."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from hq.database import Database
from hq.schema import tokens
from tests.hq.laptops import Laptop, body_of, found, note
from tests.hq.light import laid
from tests.hq.serving import ROOT, serving

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")]

STEP = 7
"""Lines an append, so that a kill falls between, into and after them."""


@pytest.fixture
def laptops(url: str) -> list[Laptop]:
    """Four laptops with many lines each, enrolled in a database that has its schema, with tokens that hold today."""
    laptops = [Laptop(f"b{number}").write(600) for number in range(4)]
    database = Database(url)
    found(database, *laptops)
    database.write(lambda connection: connection.execute(update(tokens).values(expires=2**52)))
    database.close()
    return laptops


class Sender(threading.Thread):
    """Sends a stream from where it stands, until the server is gone; `acked` is what it was told."""

    def __init__(self, laptop: Laptop, base: str) -> None:
        super().__init__()
        self.laptop, self.base = laptop, base
        self.acked = 0
        self.heads = laptop.heads()

    def run(self) -> None:
        laptop = self.laptop
        with httpx.Client(base_url=self.base) as client:
            while self.acked < len(laptop.lines):
                batch = laptop.batch(self.acked + 1, min(self.acked + STEP, len(laptop.lines)))
                try:
                    answer = client.post(laptop.path, content=body_of(batch), headers=laptop.headers)
                except httpx.HTTPError:
                    return
                if answer.status_code != 429:
                    assert answer.status_code == 200, answer.text
                    self.acked = answer.json()["acked"]
                else:
                    time.sleep(0.1)


def _wait_for(senders: Sequence[Sender], acked: int) -> None:
    """Until so many lines were acknowledged altogether, or everything was."""
    while sum(sender.acked for sender in senders) < acked and any(sender.is_alive() for sender in senders):
        time.sleep(0.005)


def test_what_was_acknowledged_survives_kill_9(url: str, laptops: list[Laptop], tmp_path: Path) -> None:
    """sync.md §11: acked survives kill -9 of the server; what it kept is a prefix, byte for byte."""
    log = tmp_path / "log"
    acked = dict.fromkeys((laptop.device for laptop in laptops), 0)
    for _ in range(2):
        with serving(tmp_path, url, log) as (process, base):
            senders = [Sender(laptop, base) for laptop in laptops]
            for sender in senders:
                sender.acked = acked[sender.laptop.device]
                sender.start()
            _wait_for(senders, sum(acked.values()) + random.randint(1, 30) * STEP)
            process.send_signal(signal.SIGKILL)
            for sender in senders:
                sender.join()
                acked[sender.laptop.device] = sender.acked
    assert sum(acked.values()) >= 2 * STEP
    with serving(tmp_path, url, log) as (_, base), httpx.Client(base_url=base) as client:
        for laptop in laptops:
            page = client.get(laptop.path, params={"limit": 1000}, headers=laptop.authorised)
            head, *kept = page.content.splitlines()
            assert json.loads(head)["head"][0] >= acked[laptop.device]
            assert kept == laptop.lines[: len(kept)]
            assert len(kept) == min(json.loads(head)["head"][0], 1000)


def test_a_server_told_to_end_ends_in_order(url: str, laptops: list[Laptop], tmp_path: Path) -> None:
    """Graceful shutdown: calls under way are answered, the exit code says so, nothing of the record is in the log."""
    log = tmp_path / "log"
    laptop = laptops[0]
    laptop.lines[3] = note(4, "Bà Nguyễn Thị Mật nói riêng")
    with serving(tmp_path, url, log) as (process, base):
        sender = Sender(laptop, base)
        sender.start()
        _wait_for([sender], 3 * STEP)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
        sender.join()
    said = log.read_text()
    events = [json.loads(line) for line in said.splitlines()]
    assert any(event["event"] == "call" and event["status"] == 200 for event in events)
    for secret in ("Mật", laptop.token, str(laptop.meeting), str(laptop.device)):
        assert secret not in said


def test_it_starts_with_nothing_to_set_up(tmp_path: Path) -> None:
    """An embedded file, for this user alone, and a key that stays."""
    keys = set()
    for _ in range(2):
        with serving(tmp_path / "data", "", tmp_path / "log") as (_, base):
            keys.add(httpx.get(f"{base}/v1/hello").json()["key"])
            assert httpx.get(f"{base}/readyz").text == "ready"
    assert len(keys) == 1
    assert (tmp_path / "data" / "hq.sqlite").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_it_speaks_tls_with_the_files_given(tmp_path: Path) -> None:
    """TLS by certificate files."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    _self_signed(certificate, key)
    options = ("--host", "127.0.0.1", "--tls-cert", str(certificate), "--tls-key", str(key))
    with serving(tmp_path, "", tmp_path / "log", *options) as (_, base):
        assert base.startswith("https://")
        import ssl

        trusted = ssl.create_default_context(cafile=str(certificate))
        assert httpx.get(f"{base}/healthz", verify=trusted).text == "ok"


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """What a later program made is refused with a sentence."""
    database = Database(laid(tmp_path / "hq.sqlite"))
    with database.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = 'r9999'")
    database.close()
    command = [sys.executable, "-m", "hq", "serve", "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "bản bienban-hq mới hơn" in done.stderr


def _self_signed(certificate: Path, key: Path) -> None:
    """A certificate for 127.0.0.1, good today."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import IPv4Address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(own.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(own, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key.write_bytes(own.private_bytes(*form))
