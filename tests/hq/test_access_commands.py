"""What an administrator types, on both databases: units, codes, devices, accounts, backup (`bienban-hq …`)."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from hq.__main__ import main
from hq.database import Database
from hq.enrolment import plain_code
from hq.schema import accounts, enrolment_codes, grants
from sync.protocol import Enrolled, EnrolmentFile, EnrolmentRequest, enrolment_statement
from sync.signing import public_of, verified
from tests.hq.laptops import named

LIST = (
    "Mã;Tên;Cấp trên;Loại hình;Từ ngày;Đến ngày\n"
    "P1;Đảng ủy phường Bến Tre Xanh;;dang_uy;;\n"
    "CB1;Chi bộ thôn Đông Mít;P1;chi_bo;;\n"
)


class Terminal:
    """Types commands and reads what is said."""

    def __init__(self, url: str, folder: Path, screen: pytest.CaptureFixture[str]) -> None:
        self.url, self.folder, self._screen = url, folder, screen

    def types(self, *words: str | Path) -> tuple[int, str]:
        """The exit code and all that was said."""
        done = main([*map(str, words), "--database", self.url, "--data", str(self.folder)])
        said = self._screen.readouterr()
        return done, said.out + said.err

    def file(self, text: str, name: str = "don-vi.csv") -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def terminal(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Nobody sits at it: standard input is a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return Terminal(url, tmp_path, capsys)


@pytest.fixture
def organised(terminal: Terminal) -> Terminal:
    """With a ward and its cell."""
    assert terminal.types("org", "import", terminal.file(LIST), "--yes")[0] == 0
    return terminal


def test_a_list_is_shown_before_it_is_saved(terminal: Terminal) -> None:
    """The difference first; a dry run and a pipe save nothing."""
    file = terminal.file(LIST)
    for words, end in (("--dry-run", "Chưa lưu gì (chạy thử)"), ("", "Chưa lưu gì. Thêm --yes")):
        done, said = terminal.types("org", "import", file, *filter(None, [words]))
        assert done == 0
        assert "+ CB1 · Chi bộ thôn Đông Mít · Đảng ủy phường Bến Tre Xanh" in said
        assert end in said
        assert "Chưa có đơn vị nào" in terminal.types("org", "show")[1]
    assert "Đã lưu." in terminal.types("org", "import", file, "--yes")[1]
    assert "Không có gì thay đổi." in terminal.types("org", "import", file, "--yes")[1]


def test_moves_names_and_ends_are_told_with_their_day(organised: Terminal) -> None:
    text = LIST.replace("chi_bo;;", "chi_bo;;30/06/2025") + "CB1;Chi bộ Đông Mít;;chi_bo;01/07/2025;\n"
    said = organised.types("org", "import", organised.file(text), "--yes")[1]
    assert "~ CB1 · từ 01/07/2025: chuyển từ Đảng ủy phường Bến Tre Xanh sang cấp cao nhất" in said
    assert "đổi tên “Chi bộ thôn Đông Mít” thành “Chi bộ Đông Mít”" in said
    assert "  Chi bộ thôn Đông Mít · CB1" in organised.types("org", "show", "--date", "2025-06-30")[1]
    assert organised.types("org", "show", "--date", "2025-07-01")[1].startswith("Chi bộ Đông Mít · CB1")


def test_faults_of_a_list_are_told_and_nothing_is_saved(terminal: Terminal) -> None:
    done, said = terminal.types("org", "import", terminal.file(LIST.replace("chi_bo", "la")), "--yes")
    assert done == 1
    assert "Dòng 3: loại hình “la”" in said
    assert "Chưa có đơn vị nào" in terminal.types("org", "show")[1]


def test_a_code_is_told_once_and_a_slip_can_be_handed_over(organised: Terminal) -> None:
    done, said = organised.types("code", "new", "CB1")
    assert (done, len(plain_code(said))) == (0, 8)
    done, slip = organised.types("code", "new", "CB1", "--role", "secretary", "--print")
    assert done == 0
    assert "Chi bộ thôn Đông Mít\nĐảng ủy phường Bến Tre Xanh" in slip
    database = Database(organised.url)
    roles = database.read(lambda connection: connection.execute(select(enrolment_codes.c.role)).scalars().all())
    database.close()
    assert sorted(roles) == ["clerk", "secretary"]
    assert organised.types("code", "new", "CB9")[0] == 1


def test_a_laptop_without_a_network_is_enrolled_by_files(organised: Terminal) -> None:
    """sync.md §8: offline enrolment by a signed file; the list of devices knows it, and revokes it."""
    key = public_of(sha256(b"m4").digest())
    asked = EnrolmentRequest(device=named("m4"), alias="m4", key=key)
    request = organised.file(asked.model_dump_json(), "yeu-cau.json")
    answer = organised.folder / "ghi-danh.json"
    assert organised.types("code", "file", "CB1", "--request", request, "-o", answer)[0] == 0
    file = EnrolmentFile.model_validate_json(answer.read_bytes())
    given = Enrolled.model_validate_json(file.enrolled)
    assert (given.device, given.unit, given.parent) == (
        named("m4"),
        "Chi bộ thôn Đông Mít",
        "Đảng ủy phường Bến Tre Xanh",
    )
    assert verified(given.key, enrolment_statement(file.enrolled), file.sig)
    assert organised.types("code", "file", "CB1", "--request", request, "-o", answer)[0] == 1, "never written over"
    assert "m4 · CB1 · clerk · chưa gửi gì" in organised.types("device", "list")[1]
    assert organised.types("device", "revoke", str(named("m4"))[:8])[0] == 0
    assert "đã thu hồi" in organised.types("device", "list")[1]
    assert organised.types("device", "revoke", "ffffffff")[0] == 1


def test_a_request_that_cannot_be_read_is_told(organised: Terminal) -> None:
    broken = organised.file(json.dumps({"device": "?"}), "yeu-cau.json")
    done, said = organised.types("code", "file", "CB1", "--request", broken, "-o", organised.folder / "x.json")
    assert done == 1
    assert "Không đọc được tệp yêu cầu" in said


def test_accounts_are_made_listed_closed_and_given_grants(organised: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("đồng lúa chín vàng\n"))
    made = organised.types("account", "add", "lan", "--name", "Lê Thị Lan", "--role", "district", "--unit", "P1")
    assert made == (0, "Đã tạo tài khoản “lan”.\n")
    assert organised.types("account", "list")[1] == "lan · Lê Thị Lan · district · P1\n"
    grant = ("account", "grant", "lan", "CB1", "--until", "2026-12-31", "--reason")
    assert organised.types(*grant, " ")[0] == 1
    assert "hết ngày 31/12/2026" in organised.types(*grant, "kiểm tra")[1]
    monkeypatch.setattr("sys.stdin", io.StringIO("một câu khác dài hơn\n"))
    assert organised.types("account", "password", "lan")[0] == 0
    assert organised.types("account", "disable", "lan")[0] == 0
    assert "đã khoá" in organised.types("account", "list")[1]
    assert organised.types("account", "disable", "nobody")[0] == 1
    database = Database(organised.url)
    kept = database.read(lambda connection: repr(connection.execute(select(accounts)).all()))
    given = database.read(lambda connection: connection.execute(select(grants.c.valid_to)).scalars().all())
    database.close()
    assert "đồng lúa" not in kept
    assert given == ["2027-01-01"]


def test_a_short_password_makes_no_account(organised: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ngắn\n"))
    done, said = organised.types("account", "add", "lan", "--name", "Lan", "--role", "admin")
    assert done == 1
    assert "từ 12 đến 200" in said


def test_a_backup_goes_into_an_empty_place_only(organised: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.zip"
    assert organised.types("backup", file)[0] == 0
    assert "Đã có tệp này" in organised.types("backup", file)[1]
    done, said = organised.types("restore", file)
    assert done == 1
    assert "đã có dữ liệu" in said
    organised.url = f"sqlite:///{tmp_path / 'moi.sqlite'}"
    assert organised.types("restore", file)[0] == 0
    assert "Chi bộ thôn Đông Mít · CB1" in organised.types("org", "show")[1]
