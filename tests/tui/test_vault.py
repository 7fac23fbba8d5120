"""The encrypted store at the desk and on the command line: asked once, wrong keys change nothing (sync.md §5.8)."""

from __future__ import annotations

import asyncio
import io
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hq.__main__ import main as headquarters
from models.commands import NoteDraft, WriteNote
from sync.boxes import box_public
from sync.errors import StoreLocked
from sync.paths import Paths
from sync.turning import keep_vault, turn_on
from sync.vault import Vault, load_vault, new_vault
from tests.house.sources import ROOT
from tests.sync.test_turning import legible
from tests.sync.test_vault import CHEAP, PASSPHRASE, bytes_below, ring  # noqa: F401 (no test touches this machine's)
from tests.tui.bench import make_bench, open_store, press, shown, shut, text_of
from tui import words_vault as texts
from tui.__main__ import main
from tui.board_process import RoomBoard
from tui.desk import Desk
from tui.draw import wrap
from tui.panes.meetings import MeetingsPane
from tui.report import told as told_to_the_clerk
from tui.themes import LIGHT
from tui.unlocking import NEW_VARIABLE, VARIABLE, finished, keep_look, key_of
from tui.vault_app import VaultApp
from tui.vault_talk import Encrypt, Talk, Unlock
from tui.workbench import Workbench

OTHER = "câu mới khác hẳn"
_KEYS = {" ": "space"}
SECRET = "Mít chín rụng đầy vườn"


def encrypted(home: Path) -> Vault:
    """A new encrypted store whose passphrase is cheap to try."""
    vault, cipher = new_vault(PASSPHRASE, hint="câu của bà", cost=CHEAP)
    turn_on(Paths(home), vault, cipher)
    held = load_vault(Paths(home))
    assert held is not None
    return held


# --- what is asked -------------------------------------------------------------------------------------------------


def told(talk: Talk) -> str:
    return " ".join([*(text for text, _ in talk.about()), talk.said[0]])


def answer(talk: Talk, text: str) -> None:
    talk.taken(text)
    talk.do_work()


def test_the_passphrase_is_asked_until_it_is_right(tmp_path: Path) -> None:
    talk = Unlock(encrypted(tmp_path), Paths(tmp_path))
    assert "câu của bà" in told(talk)
    before = bytes_below(tmp_path)
    for wrong in ("", "sai rồi sai rồi"):
        answer(talk, wrong)
        assert (talk.over, talk.cipher) == (False, None)
    assert "Sai khoá, dữ liệu còn nguyên" in told(talk)
    assert bytes_below(tmp_path) == before
    answer(talk, PASSPHRASE)
    assert talk.over
    assert talk.cipher is not None


def test_a_new_passphrase_is_asked_twice_and_the_warning_is_plain(tmp_path: Path) -> None:
    """Without headquarters a lost passphrase is lost data: it is said before anything happens."""
    shut(make_bench(tmp_path))
    talk = Encrypt(Paths(tmp_path))
    assert "Mất mật khẩu là mất dữ liệu" in told(talk)
    for typed, said in (("ngắn", "từ 12 chữ"), (PASSPHRASE, ""), (OTHER, "không giống nhau")):
        answer(talk, typed)
        assert said in talk.said[0]
    assert load_vault(Paths(tmp_path)) is None, "nothing has happened yet"
    answer(talk, PASSPHRASE)
    answer(talk, PASSPHRASE)
    assert (talk.asks, talk.over, talk.said[0]) == (False, False, texts.DONE)
    talk.taken("")
    assert talk.over
    assert talk.cipher is not None
    assert legible(tmp_path) == set()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_screen_hides_the_letters_and_lets_one_go(tmp_path: Path, size: tuple[int, int]) -> None:
    vault = encrypted(tmp_path)

    async def walk() -> Talk:
        talk = Unlock(vault, Paths(tmp_path))
        app = VaultApp(talk, "unknown theme")
        async with app.run_test(size=size) as pilot:
            await pilot.press(*"zqxj")
            await pilot.pause()
            screen = app.export_screenshot()
            assert ("••••" in screen, "zqxj" in screen) == (True, False)
            await pilot.press("enter", "escape")
        return talk

    talk = asyncio.run(walk())
    assert (talk.over, talk.cipher) == (False, None)


def test_what_was_wrong_is_said_in_the_lowest_window(tmp_path: Path) -> None:
    """The paragraphs give way to the refusal of a passphrase that is too short."""

    async def walk() -> tuple[str, str]:
        talk = Encrypt(Paths(tmp_path))
        app = VaultApp(talk)
        async with app.run_test(size=(60, 16)) as pilot:
            await pilot.press(*"abc", "enter")
            await pilot.pause()
            return talk.said[0], app.export_screenshot()

    said, screen = asyncio.run(walk())
    assert said
    assert said.replace(" ", "&#160;") in screen


def test_the_right_passphrase_ends_the_screen(tmp_path: Path) -> None:
    """Typed as an input method sends it: composed letters, whatever the desk's own input method is."""
    vault = encrypted(tmp_path)

    async def walk() -> Talk:
        talk = Unlock(vault, Paths(tmp_path))
        app = VaultApp(talk)
        async with app.run_test() as pilot:
            await pilot.press(*(_KEYS.get(letter, letter) for letter in PASSPHRASE), "enter")
            await pilot.pause()
        return talk

    talk = asyncio.run(walk())
    assert talk.over
    assert talk.cipher is not None


# --- at the desk ---------------------------------------------------------------------------------------------------


def test_the_first_start_offers_it_and_delays_nobody(tmp_path: Path) -> None:
    """A row like the others: whoever does not want it never meets it."""
    bench = make_bench(tmp_path, roster=False, meeting=False, pane=MeetingsPane())
    assert texts.K_PROTECT in shown(bench)
    assert bench.prompt is None
    press(bench, "khoa du lieu", "enter")
    assert "Mất mật khẩu là mất dữ liệu" in shown(bench)
    press(bench, "escape")
    assert (bench.leaving, bench.encrypting) == (False, False)
    press(bench, "khoa du lieu", "enter", "enter")
    assert (bench.leaving, bench.encrypting) == (True, True)
    shut(bench)


def test_the_offer_is_not_torn_in_a_narrow_window(tmp_path: Path) -> None:
    """Its paragraphs break where the window ends and are whole; the warning keeps its colour."""
    bench = make_bench(tmp_path, roster=False, meeting=False, pane=MeetingsPane())
    press(bench, "khoa du lieu", "enter")
    rows = bench.body(60, 11)
    assert f"{texts.NEW_WHY} {texts.NEW_WARNING}" in " ".join(" ".join(map(text_of, rows)).split())
    warned = [row for row in rows if any(style == "warning" for _, style in row)]
    assert len(warned) == len(wrap(texts.NEW_WARNING, 58))
    shut(bench)


def test_an_encrypted_desk_says_so(tmp_path: Path) -> None:
    encrypted(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, PASSPHRASE)
        key = key_of(Paths(tmp_path))
    store = open_store(tmp_path, cipher=key)
    keep_look(store)
    bench = Workbench(Desk(store), lambda bench: MeetingsPane())
    assert texts.K_PROTECTED in shown(bench)
    press(bench, "khoa", "enter")
    assert "bienban vault off" in shown(bench)
    assert bench.encrypting is False
    store.set_setting("theme", LIGHT)
    keep_look(store)
    shut(bench)
    held = load_vault(Paths(tmp_path))
    assert held is not None
    assert held.theme == LIGHT, "the next question about the passphrase looks like the desk"


def test_the_environment_may_give_the_passphrase_and_nobody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(StoreLocked):
        key_of(Paths(tmp_path), lambda paths, vault: None)
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    key = key_of(Paths(tmp_path), lambda paths, vault: pytest.fail("asked"))
    assert finished(Paths(tmp_path), key) is key


def test_the_report_of_a_defect_holds_nothing_that_somebody_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It lies in the folder for temporary files, in the open: places in the program and kinds of errors, no more."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fail() -> None:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error

    with pytest.raises(KeyError) as failed:
        fail()
    assert told_to_the_clerk(failed.value) == 3
    said = (tmp_path / "bienban-loi.txt").read_text("utf-8")
    assert ("builtins.ValueError" in said, "builtins.KeyError" in said, "test_vault.py" in said) == (True,) * 3
    assert legible(tmp_path) == set()
    assert SECRET not in capsys.readouterr().err


# --- on the command line -------------------------------------------------------------------------------------------

ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


class Terminal:
    """Types commands where nobody sits; passphrases come from the environment."""

    def __init__(self, home: Path, screen: pytest.CaptureFixture[str], patched: pytest.MonkeyPatch) -> None:
        self.home, self._screen, self._patched = home, screen, patched
        patched.setattr("sys.stdin", io.StringIO())

    def types(self, *words: str | Path, given: str = "", new: str = "") -> tuple[int, str]:
        """The exit code and all that was said."""
        self._patched.setenv(VARIABLE, given)
        self._patched.setenv(NEW_VARIABLE, new)
        done = main(["--home", str(self.home), *map(str, words)])
        said = self._screen.readouterr()
        return done, said.out + said.err


@pytest.fixture
def terminal(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(home, capsys, monkeypatch)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a meeting and a note."""
    bench = make_bench(tmp_path / "data")
    bench.do(WriteNote(NoteDraft(SECRET)))
    shut(bench)
    return tmp_path / "data"


@pytest.mark.slow
def test_the_commands_from_beginning_to_end(terminal: Terminal, tmp_path: Path) -> None:
    """`bienban vault on|status|passphrase|off`, and what every other command does with an encrypted store."""
    assert "Không khoá" in terminal.types("vault", "status")[1]
    before = terminal.types("meetings")
    assert terminal.types("vault", "on", given="ngắn")[0] == 1
    assert terminal.types("vault", "on")[0] == 1, "nobody to ask"
    assert terminal.types("vault", "on", "--hint", "bà", given=PASSPHRASE)[0] == 0
    assert legible(terminal.home) == set()
    assert "Câu nhắc: bà" in terminal.types("vault", "status")[1]
    hashes = bytes_below(terminal.home)
    for words in (["meetings"], ["verify"], ["vault", "off"], ["find", "mit"], ["sync"]):
        done, said = terminal.types(*words)
        assert (done, SECRET in said, "đang khoá" in said) == (1, False, True), words
    done, said = terminal.types("meetings", given="sai mật khẩu rồi")
    assert (done, "Sai khoá, dữ liệu còn nguyên" in said) == (1, True)
    assert bytes_below(terminal.home) == hashes
    assert terminal.types("meetings", given=PASSPHRASE) == before
    assert terminal.types("verify", given=PASSPHRASE)[0] == 0
    assert SECRET in terminal.types("find", "mit", "chin", given=PASSPHRASE)[1]
    assert terminal.types("export", "moi-nhat", "-o", tmp_path / "x.json", given=PASSPHRASE)[0] == 0
    assert terminal.types("support", "-o", tmp_path / "x.zip", given=PASSPHRASE)[0] == 0
    assert terminal.types("vault", "passphrase", given=PASSPHRASE, new=OTHER)[0] == 0
    assert terminal.types("meetings", given=PASSPHRASE)[0] == 1
    assert legible(terminal.home) == set()
    assert terminal.types("vault", "keyring", given=OTHER)[0] == 0
    assert terminal.types("meetings") == before, "the keyring opens it without a question"
    assert terminal.types("vault", "keyring", "--forget")[0] == 0
    assert terminal.types("meetings")[0] == 1
    assert terminal.types("vault", "off", given=OTHER)[0] == 0
    assert terminal.types("meetings") == before


@pytest.mark.slow
def test_a_lost_passphrase_comes_back_by_two_files(terminal: Terminal, tmp_path: Path) -> None:
    """`bienban vault recover` and `bienban-hq vault answer`: nothing but two files goes from one to the other."""
    home = terminal.home
    from hq.database import Database
    from hq.services import recovery_key
    from tests.hq.light import laid

    data = tmp_path / "hq"
    data.mkdir()
    database = Database(laid(data / "hq.sqlite"))
    public = box_public(recovery_key(database))
    database.close()
    assert terminal.types("vault", "on", given=PASSPHRASE)[0] == 0
    asked, reply = tmp_path / "yeu-cau.json", tmp_path / "tra-loi.json"
    assert "chưa từng gửi nhờ trụ sở giữ" in terminal.types("vault", "recover", "--request", asked)[1]
    vault = load_vault(Paths(home))
    assert vault is not None
    cipher = vault.unlocked(PASSPHRASE)
    keep_vault(Paths(home), lambda vault: vault.for_headquarters(cipher, public, vault.id))
    assert terminal.types("vault", "recover", "--request", asked)[0] == 0
    place = ["--data", str(data), "--database", f"sqlite:///{data / 'hq.sqlite'}"]
    assert headquarters(["vault", "answer", str(asked), "-o", str(reply), "--yes", *place]) == 0
    assert "Không đọc được" in terminal.types("vault", "recover", asked, new=OTHER)[1]
    assert terminal.types("vault", "recover", reply, new=OTHER)[0] == 0
    assert terminal.types("meetings", given=PASSPHRASE)[0] == 1
    assert terminal.types("meetings", given=OTHER)[0] == 0
    assert terminal.types("vault", "recover", reply, new=PASSPHRASE)[0] == 1, "an answer is good once"


@pytest.mark.slow
def test_the_board_gets_the_key_from_the_desk(home: Path) -> None:
    """The room's page is another process: it is not asked, and the key is in no list of processes."""
    from tests.tui.test_board_errand import wait_for
    from tui.board_page import PAGE_NAME

    store = open_store(home, cipher=encrypted(home).unlocked(PASSPHRASE))
    room = RoomBoard(store.paths, store.cipher)
    room.start(store.meetings()[0].id)
    wait_for("Chi bộ", store.paths.room / PAGE_NAME)
    room.stop()
    store.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_terminal_asks_with_hidden_letters(home: Path) -> None:
    """getpass: what is typed does not come back."""
    encrypted(home)
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "--home", str(home), "meetings"],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT},
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    )
    os.close(there)
    said = b""
    for typed in ("sai rồi nhé", PASSPHRASE):
        said += until(here, texts.ASK_LINE.encode())
        os.write(here, typed.encode() + b"\n")
    said += until(here, b"2023-09-15")
    assert process.wait(30) == 0
    os.close(here)
    assert b"Sai kho" in said
    assert PASSPHRASE.encode() not in said


def until(terminal: int, wanted: bytes) -> bytes:
    """What comes, up to what is wanted."""
    said, end = b"", time.monotonic() + 60
    while wanted not in said:
        assert time.monotonic() < end, said
        said += os.read(terminal, 4096)
    return said
