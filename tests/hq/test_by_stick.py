"""No network at all: enrolment by files there and back, and the meetings by stick into the office (sync.md §6, §8)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hq import errands
from hq.__main__ import main as bienban_hq
from hq.database import Database
from hq.schema import cell_aliases, heads, lines
from models.plan import Plan
from sync.account import load_account
from sync.paths import Paths
from sync.store import Store
from tests.hq.fleet import machine
from tests.hq.test_access_commands import LIST, Terminal
from tui.__main__ import main as bienban

ADDRESS = "https://truso.example.vn"


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A server with a ward and its cell."""
    made = Terminal(f"sqlite:///{tmp_path / 'hq.sqlite'}", tmp_path, capsys)
    assert made.types("org", "import", made.file(LIST), "--yes")[0] == 0
    return made


def laptop(home: Path, *words: str | Path) -> int:
    """A command on the laptop."""
    return bienban(["--home", str(home), *map(str, words)])


def answered(office: Terminal, home: Path, folder: Path, name: str = "k", unit: str = "CB1") -> tuple[Path, str]:
    """The request goes there, the answer comes back: its file, and the fingerprint that the office reads out."""
    request, answer = folder / f"{name}-yeu-cau.json", folder / f"{name}-tra-loi.json"
    assert laptop(home, "enroll", "--request", request) == 0
    done, said = office.types("code", "file", unit, "--request", request, "-o", answer, "--address", ADDRESS)
    assert done == 0, said
    *_, fingerprint = re.findall(r"(?:[0-9a-f]{4} ){4}[0-9a-f]{4}", said)
    return answer, fingerprint


def test_enrolled_and_recorded_without_a_network(office: Terminal, tmp_path: Path, plan: Plan) -> None:
    """The whole way by stick: request, answer, meetings; the office holds them byte for byte, twice as once."""
    home, stick = tmp_path / "laptop", tmp_path / "x.bienban-gui"
    answer, fingerprint = answered(office, home, tmp_path)
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint) == 0
    account = load_account(Paths(home).account)
    assert account is not None
    assert (account.url, account.unit) == (ADDRESS, "Chi bộ thôn Đông Mít")
    with machine(home, plan) as made:
        made.meet()
        made.write(5)
        made.put_away()
        here = made.held()
    assert laptop(home, "bundle", "-o", stick) == 0
    for state in ("đã nhận", "đã có từ trước"):
        done, said = office.types("bundle", "import", stick)
        assert (done, state in said, "1/1" in said) == (0, True, True), said
    database = Database(office.url)
    rows = database.read(lambda connection: connection.execute(lines.select().order_by(lines.c.seq)).all())
    (head,) = database.read(lambda connection: connection.execute(heads.select()).all())
    database.close()
    ((key, (header, recorded)),) = here.items()
    assert ((head.meeting, head.device), bytes(head.header)) == (key, header)
    assert [bytes(row.line) for row in rows] == recorded


def test_a_file_of_another_unit_is_asked_about_and_mixes_nothing(
    office: Terminal, tmp_path: Path, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both units are named before anything changes; told apart, each keeps its own meetings and people."""
    more = LIST + "CB2;Chi bộ trường Sen;P1;chi_bo;;\n"
    assert office.types("org", "import", office.file(more, "hai.csv"), "--yes")[0] == 0
    home, stick = tmp_path / "laptop", tmp_path / "x.bienban-gui"
    answer, fingerprint = answered(office, home, tmp_path)
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint) == 0
    with machine(home, plan) as made:
        made.meet()
        made.write(5)
        made.put_away()
        first = made.store.units.current
    other, _ = answered(office, home, tmp_path, "other", "CB2")
    before = load_account(Paths(home).account)
    capsys.readouterr()
    assert laptop(home, "enroll", "--file", other) == 1
    said = capsys.readouterr().out
    assert "Chi bộ thôn Đông Mít" in said
    assert "Chi bộ trường Sen" in said
    assert "Chưa có gì thay đổi" in said
    assert load_account(Paths(home).account) == before
    assert laptop(home, "enroll", "--file", other, "--unit", "other") == 0
    with machine(home, plan) as made:
        units = made.store.units
        assert units.current.name == "Chi bộ trường Sen"
        assert first in units.all(), "the first unit keeps its id, its name and its meetings"
        assert {one.cell for one in made.store.meetings()} == {first.id}
        units.use(first.id)
    back, _ = answered(office, home, tmp_path, "back")
    assert laptop(home, "enroll", "--file", back) == 0, "the unit that is current again: nothing to ask"
    assert laptop(home, "bundle", "-o", stick) == 0
    done, told = office.types("bundle", "import", stick)
    assert (done, "1/1" in told) == (0, True), told


@pytest.mark.parametrize(("word", "taken"), [("same", True), ("other", False)])
def test_what_was_recorded_before_goes_to_the_unit_only_on_the_clerks_word(
    office: Terminal, tmp_path: Path, plan: Plan, word: str, taken: bool
) -> None:
    """sync.md §8: headquarters reads the laptop's own id for its unit in the request, and does not believe it before
    the clerk has said whether both are one unit. The word comes back with the next stick.
    """
    home, early, late = tmp_path / "laptop", tmp_path / "1.bienban-gui", tmp_path / "2.bienban-gui"
    with machine(home, plan) as made:
        made.store.units.keep(replace(made.store.units.current, name="Chi bộ xóm Bãi"))
        meeting = made.meet()
        made.write(5)
        made.put_away()
    answer, fingerprint = answered(office, home, tmp_path)
    assert laptop(home, "bundle", "-o", early, meeting) == 0
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint, "--unit", word) == 0
    assert laptop(home, "bundle", "-o", late, meeting) == 0
    done, said = office.types("bundle", "import", early)
    assert (done, "ghi lại tệp" in said, aliases(office)) == (1, True, 0), "packed before the clerk's word"
    done, said = office.types("bundle", "import", late)
    assert (done == 0, "1/1" in said, aliases(office) == 1) == (taken, taken, taken), said


def aliases(office: Terminal) -> int:
    """How many ids of laptops headquarters believes to be a cell's."""
    database = Database(office.url)
    rows = database.read(lambda connection: connection.execute(cell_aliases.select()).all())
    database.close()
    return len(rows)


def test_a_stranger_names_no_unit_for_a_cell(office: Terminal, tmp_path: Path, plan: Plan) -> None:
    """A file that says so is believed only from a laptop of that very cell, and no more once it is revoked."""
    home, stick = tmp_path / "laptop", tmp_path / "x.bienban-gui"
    with machine(home, plan) as made:
        made.meet()
    answer, fingerprint = answered(office, home, tmp_path)
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint) == 0
    device = load_account(Paths(home).account)
    assert device is not None
    assert office.types("device", "revoke", str(device.device))[0] == 0
    assert laptop(home, "bundle", "-o", stick) == 0
    assert office.types("bundle", "import", stick)[0] == 1
    assert aliases(office) == 0


def test_a_key_that_nobody_confirmed_is_not_believed(office: Terminal, tmp_path: Path) -> None:
    """Anybody could write such a file: the fingerprint has to be the one that the office reads out."""
    home = tmp_path / "laptop"
    answer, fingerprint = answered(office, home, tmp_path)
    for typed in (["--fingerprint", "0" * 20], []):
        assert laptop(home, "enroll", "--file", answer, *typed) == 1
        assert load_account(Paths(home).account) is None
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint.upper()) == 0
    again, _ = answered(office, home, tmp_path, "again")
    assert laptop(home, "enroll", "--file", again) == 0, "a key that is known is not asked about again"


def test_an_answer_that_was_changed_or_is_another_laptops_changes_nothing(
    office: Terminal, tmp_path: Path, plan: Plan
) -> None:
    home, other = tmp_path / "laptop", tmp_path / "other"
    answer, fingerprint = answered(office, home, tmp_path)
    forged = tmp_path / "forged.json"
    forged.write_bytes(answer.read_bytes().replace(b"clerk", b"admin"))
    assert laptop(home, "enroll", "--file", forged, "--fingerprint", fingerprint) == 1
    assert laptop(other, "enroll", "--file", answer, "--fingerprint", fingerprint) == 1
    store = Store(Paths(home), plan)
    store.renew_device()
    store.close()
    assert laptop(home, "enroll", "--file", answer, "--fingerprint", fingerprint) == 1, "for an identity it gave up"
    assert load_account(Paths(home).account) is None is load_account(Paths(other).account)


def test_a_stick_of_an_unknown_laptop_says_what_to_do(office: Terminal, tmp_path: Path, plan: Plan) -> None:
    """Nothing is taken, nothing is lost, and the exit code says so."""
    stick = tmp_path / "x.bienban-gui"
    with machine(tmp_path / "laptop", plan) as made:
        made.meet()
    assert laptop(tmp_path / "laptop", "bundle", "-o", stick) == 0
    done, said = office.types("bundle", "import", stick)
    assert (done, "hãy ghi danh" in said) == (1, True)
    done, said = office.types("bundle", "import", office.file("không phải tệp ấy"))
    assert (done, "Chưa nhận gì" in said) == (1, True)


def test_a_defect_of_the_server_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last door: no traceback on the screen, a report for whoever mends it, and its exit code."""

    def broken(*_: object) -> int:
        raise RuntimeError("a defect")

    monkeypatch.setattr(errands, "run", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert bienban_hq(["rebuild", "--data", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    (report,) = tmp_path.glob("bienban-hq-loi-*.txt")
    assert (said.count("\n"), str(report) in said, "Traceback" in said) == (1, True, False)
    assert "a defect" in report.read_text("utf-8")
