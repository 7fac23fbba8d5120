"""A lost passphrase comes back through headquarters: real laptop, real server, real command (sync.md §5.8)."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from hq.database import Database
from hq.recovery import NotAnswered, answer
from hq.schema import audit
from hq.services import recovery_key
from models.plan import Plan
from sync.cipher import Cipher
from sync.errors import StoreForeign, StoreLocked
from sync.paths import Paths
from sync.protocol import RecoveryAnswer
from sync.turning import turn_on
from sync.vault import load_vault, new_vault, save_vault
from tests.hq.test_access_commands import Terminal, organised, terminal  # noqa: F401 (fixtures)
from tests.sync.headquarters import Laptop, Office
from tests.sync.test_vault import CHEAP, PASSPHRASE, ring  # noqa: F401 (fixture: no test touches this machine's keyring)


@pytest.fixture
def laptop(tmp_path: Path, plan: Plan, office: Office) -> Laptop:
    """Encrypted, then enrolled, with a meeting that headquarters has."""
    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    turn_on(Paths(tmp_path / "laptop"), vault, cipher)
    made = Laptop(tmp_path / "laptop", plan, office, cipher)
    made.enroll()
    made.begin(notes=3)
    assert made.sync().trouble is None
    made.close()
    return made


@pytest.fixture
def office(tmp_path: Path, plan: Plan) -> Office:
    return Office(tmp_path / "hq", plan)


def test_the_way_back_without_a_network(laptop: Laptop, office: Office) -> None:
    """Request and answer are files; what the clerk recorded is there again, under another passphrase."""
    paths = Paths(laptop.folder)
    vault = load_vault(paths)
    assert vault is not None
    assert vault.recovery is not None, "enrolling entrusted headquarters with the key"
    waiting, request = vault.asking()
    save_vault(paths, waiting)
    told = answer(office.services, request, "an administrator")
    held = load_vault(paths)
    assert held is not None
    cipher = held.from_answer(RecoveryAnswer.model_validate_json(told.model_dump_json()))
    save_vault(paths, held.for_passphrase(cipher, "câu mới khác hẳn", CHEAP))
    again = load_vault(paths)
    assert again is not None
    laptop.cipher = again.unlocked("câu mới khác hẳn")
    laptop.open()
    assert laptop.held() == office.stored()
    laptop.close()
    assert laptop.cipher.key.hex() not in request.model_dump_json() + told.model_dump_json()


def test_every_answer_is_written_down(laptop: Laptop, office: Office) -> None:
    vault = load_vault(Paths(laptop.folder))
    assert vault is not None
    answer(office.services, vault.asking()[1], "account:x")
    noted = office.database.read(
        lambda connection: connection.execute(select(audit).where(audit.c.what == "vault.answered")).one()
    )
    assert (noted.actor, noted.about) == ("account:x", f"device:{vault.recovery and vault.recovery.device}")
    assert json.loads(noted.detail) == {"vault": str(vault.id), "known": True, "revoked": False}


def test_another_headquarters_a_forged_and_a_revoked_request_get_nothing(
    laptop: Laptop, office: Office, tmp_path: Path, plan: Plan
) -> None:
    vault = load_vault(Paths(laptop.folder))
    assert vault is not None
    _, request = vault.asking()
    forged = request.model_copy(update={"device": vault.id})
    with pytest.raises(NotAnswered, match="damaged"):
        answer(office.services, forged, "x")
    elsewhere = Cipher.new()
    other = vault.for_headquarters(elsewhere, "09" + "00" * 31, vault.id).asking()[1]
    with pytest.raises(NotAnswered, match="elsewhere"):
        answer(office.services, other, "x")
    laptop.open()
    assert laptop.courier.account is not None
    device = laptop.courier.account.device
    laptop.close()
    from hq.installations import revoke

    office.database.write(lambda connection: revoke(connection, device, "x", 1))
    with pytest.raises(NotAnswered, match="revoked"):
        answer(office.services, request, "x")
    assert answer(office.services, request, "x", revoked=True).vault == vault.id


def test_an_answer_for_another_laptop_changes_nothing(laptop: Laptop, office: Office) -> None:
    vault = load_vault(Paths(laptop.folder))
    assert vault is not None
    told = answer(office.services, vault.asking()[1], "x")
    with pytest.raises(StoreForeign, match="không trả lời yêu cầu của máy này"):
        vault.asking()[0].from_answer(told)


def test_without_the_key_the_courier_has_no_token(laptop: Laptop) -> None:
    laptop.cipher = None
    with pytest.raises(StoreLocked):
        laptop.open()


def test_the_command_shows_who_asks_and_answers_once_agreed(organised: Terminal, tmp_path: Path, url: str) -> None:  # noqa: F811
    """`bienban-hq vault answer`: not at a pipe without --yes; a file that is there is not overwritten."""
    database = Database(url)
    public = recovery_key(database)
    assert recovery_key(database) == public, "made once"
    from sync.boxes import box_public

    vault, cipher = new_vault(PASSPHRASE, cost=CHEAP)
    waiting, request = vault.for_headquarters(cipher, box_public(public), vault.id).asking()
    asked = organised.file(request.model_dump_json(), "yeu-cau.json")
    reply = tmp_path / "tra-loi.json"
    done, said = organised.types("vault", "answer", asked, "-o", reply)
    assert (done, reply.exists()) == (1, False)
    assert "không có trong danh sách" in said
    done, said = organised.types("vault", "answer", asked, "-o", reply, "--yes")
    assert done == 0, said
    told = RecoveryAnswer.model_validate_json(reply.read_bytes())
    assert waiting.from_answer(told).key == cipher.key
    assert organised.types("vault", "answer", asked, "-o", reply, "--yes")[0] == 1
    for text, word in (("{}", "Không đọc được"), (request.model_dump_json().replace(request.hq, "0" * 64), "khác")):
        done, said = organised.types("vault", "answer", organised.file(text, "x.json"), "-o", tmp_path / "y", "--yes")
        assert (done, word in said) == (1, True), said
    database.close()
