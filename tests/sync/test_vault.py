"""Who may have the key of a store: passphrase, keyring, headquarters' answer (sync.md §5.8, §11 "a wrong key")."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as Nothing
from keyring.errors import KeyringLocked, PasswordDeleteError

from sync.boxes import box_public, boxed, new_box_key, unboxed
from sync.cipher import Cipher
from sync.errors import StoreError, StoreForeign, StoreUnreachable
from sync.keyrings import SERVICE, NoKeyring
from sync.paths import Paths
from sync.protocol import RecoveryAnswer, recovery_about
from sync.vault import (
    Cost,
    Vault,
    WrongKey,
    drop_vault,
    is_too_short,
    load_vault,
    mend_vault,
    new_vault,
    save_vault,
)

PASSPHRASE = "một câu dễ nhớ"
CHEAP = Cost(n=2, r=1)


class Keyring(KeyringBackend):
    """A keyring in memory, as a desktop has one; `shut` as when nobody is logged in."""

    priority = -1.0  # never found by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.shut = False

    def _asked(self) -> None:
        if self.shut:
            raise KeyringLocked("shut")

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture(autouse=True)
def ring() -> Iterator[Keyring]:
    """In the place of this machine's own, which no test touches."""
    before, made = keyring.get_keyring(), Keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


def made() -> tuple[Vault, Cipher]:
    return new_vault(PASSPHRASE, hint="câu của bà", cost=CHEAP)


def bytes_below(root: Path) -> dict[str, str]:
    """Every file with its hash."""
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


# --- the passphrase ------------------------------------------------------------------------------------------------


def test_the_right_passphrase_opens_however_its_letters_are_composed(paths: Paths) -> None:
    vault, cipher = made()
    save_vault(paths, vault)
    held = load_vault(paths)
    assert held == vault
    decomposed = "một câu dê\u0303 nhớ"
    assert decomposed != PASSPHRASE
    assert held.unlocked(PASSPHRASE).key == held.unlocked(decomposed).key == cipher.key
    assert held.hint == "câu của bà"


def test_the_cost_is_what_is_advised() -> None:
    """OWASP, Password Storage: scrypt with N=2¹⁷, r=8, p=1; the parameters are kept beside the salt."""
    assert (Cost().n, Cost().r, Cost().p, Cost().memory) == (131_072, 8, 1, 128 * 2**20)


def test_a_wrong_key_says_so_and_changes_nothing(paths: Paths) -> None:
    """sync.md §5.8: "sai khoá, dữ liệu còn nguyên"."""
    vault, _ = made()
    save_vault(paths, vault)
    before = bytes_below(paths.root)
    held = load_vault(paths)
    assert held is not None
    for wrong in ("", "một câu dễ nhớ ", "Một câu dễ nhớ", "x" * 5000):
        with pytest.raises(WrongKey, match="Sai khoá, dữ liệu còn nguyên"):
            held.unlocked(wrong)
    assert bytes_below(paths.root) == before


def test_the_file_says_nothing_of_the_key(paths: Paths) -> None:
    vault, cipher = made()
    save_vault(paths, vault)
    data = paths.vault.read_bytes() + paths.vault_copy.read_bytes()
    assert cipher.key not in data
    assert cipher.key.hex().encode() not in data
    assert PASSPHRASE.encode() not in data


def test_another_passphrase_wraps_the_same_key(paths: Paths) -> None:
    """The old one opens nothing any more, in neither copy."""
    vault, cipher = made()
    save_vault(paths, vault)
    save_vault(paths, vault.for_passphrase(cipher, "câu mới khác hẳn", CHEAP))
    for place in (paths.vault, paths.vault_copy):
        other = paths.vault_copy if place == paths.vault else paths.vault
        kept = other.read_bytes()
        other.unlink()
        held = load_vault(paths)
        assert held is not None
        assert held.unlocked("câu mới khác hẳn").key == cipher.key
        with pytest.raises(WrongKey):
            held.unlocked(PASSPHRASE)
        other.write_bytes(kept)


def test_a_short_passphrase_is_known() -> None:
    assert is_too_short("ngắn quá")
    assert is_too_short("   a      b     ")
    assert not is_too_short(PASSPHRASE)


def test_a_forged_cost_takes_no_memory() -> None:
    vault, _ = made()
    for cost in (Cost(n=1 << 30), Cost(n=3, r=1)):
        forged = vault.model_copy(update={"passphrase": vault.passphrase.model_copy(update={"cost": cost})})
        with pytest.raises(WrongKey):
            forged.unlocked(PASSPHRASE)


# --- the file ------------------------------------------------------------------------------------------------------


def test_one_hurt_copy_costs_nothing(paths: Paths) -> None:
    vault, _ = made()
    save_vault(paths, vault)
    for path in (paths.vault, paths.vault_copy):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(bytes(data))
        assert load_vault(paths) == vault
        mend_vault(paths, vault)
        assert paths.vault.read_bytes() == paths.vault_copy.read_bytes()


def test_two_hurt_copies_are_told_and_never_taken_for_a_plain_store(paths: Paths) -> None:
    vault, _ = made()
    save_vault(paths, vault)
    for path in (paths.vault, paths.vault_copy):
        path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreUnreachable):
        load_vault(paths)


def test_a_newer_vault_is_left_alone(paths: Paths) -> None:
    vault, _ = made()
    save_vault(paths, vault.model_copy(update={"version": 2}))
    with pytest.raises(StoreForeign):
        load_vault(paths)


# --- the keyring ---------------------------------------------------------------------------------------------------


def test_the_keyring_opens_without_a_question(ring: Keyring, paths: Paths) -> None:
    vault, cipher = made()
    assert vault.from_keyring() is None
    held = vault.for_keyring(cipher)
    found = held.from_keyring()
    assert found is not None
    assert found.key == cipher.key
    (secret,) = ring.held.values()
    assert secret != cipher.key.hex(), "what lies there opens nothing without the vault"
    assert held.unlocked(PASSPHRASE).key == cipher.key


def test_a_keyring_that_is_shut_forgot_or_lies_leaves_the_passphrase(ring: Keyring) -> None:
    vault, cipher = made()
    held = vault.for_keyring(cipher)
    ring.shut = True
    assert held.from_keyring() is None
    with pytest.raises(NoKeyring):
        vault.for_keyring(cipher)
    ring.shut = False
    for other in (Cipher.new().key.hex(), "not hexadecimal", "abcd"):
        ring.held[SERVICE, str(vault.id)] = other
        assert held.from_keyring() is None
    ring.held.clear()
    assert held.from_keyring() is None
    assert held.unlocked(PASSPHRASE).key == cipher.key


def test_where_there_is_no_keyring_it_is_said() -> None:
    """A machine without one (`keyring.backends.fail`): the sentence offers the passphrase."""
    keyring.set_keyring(Nothing())  # type: ignore[no-untyped-call]
    vault, cipher = made()
    with pytest.raises(NoKeyring, match="Hãy dùng mật khẩu"):
        vault.for_keyring(cipher)


def test_the_keyring_is_emptied_with_the_vault(ring: Keyring, paths: Paths) -> None:
    vault, cipher = made()
    held = vault.for_keyring(cipher)
    assert held.without_keyring().keyring == ""
    assert ring.held == {}
    held = vault.for_keyring(cipher)
    save_vault(paths, held)
    drop_vault(paths, held)
    assert ring.held == {}
    assert load_vault(paths) is None


# --- headquarters --------------------------------------------------------------------------------------------------


def test_a_lost_passphrase_comes_back_through_headquarters() -> None:
    """The request never holds the key; the answer is of use to the laptop that asked, and to no other."""
    office, device = new_box_key(), uuid4()
    vault, cipher = made()
    with pytest.raises(StoreError, match="chưa từng gửi nhờ trụ sở giữ"):
        vault.asking()
    entrusted = vault.for_headquarters(cipher, box_public(office), device)
    assert entrusted.for_headquarters(cipher, box_public(office), uuid4()) is entrusted
    waiting, request = entrusted.asking()
    assert cipher.key.hex() not in request.model_dump_json()
    about = recovery_about(request.vault, request.device)
    key = unboxed(office, request.box, about)
    answer = RecoveryAnswer(vault=vault.id, device=device, box=boxed(request.answer_to, key, about))
    assert waiting.from_answer(answer).key == cipher.key
    again, second = waiting.asking()
    assert (again, second) == (waiting, request), "an answer to the first request still opens it"
    for other in (entrusted, made()[0].for_headquarters(Cipher.new(), box_public(office), device).asking()[0]):
        with pytest.raises(StoreForeign):
            other.from_answer(answer)
    sealed_otherwise = RecoveryAnswer(vault=vault.id, device=uuid4(), box=answer.box)
    with pytest.raises(StoreForeign) as refused:
        waiting.from_answer(sealed_otherwise)
    assert refused.value.code == "recovery_other"
    false = RecoveryAnswer(vault=vault.id, device=device, box=boxed(request.answer_to, b"x" * 32, about))
    with pytest.raises(WrongKey):
        waiting.from_answer(false)
    renewed = waiting.for_passphrase(cipher, "câu mới khác hẳn", CHEAP)
    assert renewed.asked == "", "answers are of no use any more"
