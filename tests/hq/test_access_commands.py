"""What an administrator types, on both databases: units, codes, devices, accounts, backup (`bienban-hq …`)."""

from __future__ import annotations

import io
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from hq.__main__ import main
from hq.commands_shared import NotDone, write_new
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
    assert "  Chi bộ thôn Đông Mít · CB1 · Chi bộ\n" in organised.types("org", "show", "--date", "2025-06-30")[1]
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


@pytest.mark.parametrize("name", ["", "  ", "Đ" * 201])
def test_nobody_has_an_account_without_a_name(organised: Terminal, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("mot cau de nho\n"))
    done, said = organised.types("account", "add", "phuong", "--name", name, "--role", "ward", "--unit", "P1")
    assert (done, "Họ tên" in said) == (1, True)
    assert "Chưa có tài khoản nào" in organised.types("account", "list")[1]


def test_a_laptop_is_never_revoked_by_naming_none(organised: Terminal) -> None:
    """An empty word begins the number of the only laptop too."""
    asked = EnrolmentRequest(device=named("m4"), alias="m4", key=public_of(sha256(b"m4").digest()))
    request = organised.file(asked.model_dump_json(), "yeu-cau.json")
    assert organised.types("code", "file", "CB1", "--request", request, "-o", organised.folder / "a.json")[0] == 0
    assert organised.types("device", "revoke", " ")[0] == 1
    assert "đã thu hồi" not in organised.types("device", "list")[1]


def test_a_plan_that_was_not_kept_is_not_offered_for_use(organised: Terminal) -> None:
    done, said = organised.types("plan", "import")
    assert done == 0
    assert "Chưa lưu gì" in said
    assert "plan use" not in said


def test_no_report_is_written_when_one_of_the_files_is_there(organised: Terminal) -> None:
    there, other = organised.file("cũ", "a.pdf"), organised.folder / "a.docx"
    done, said = organised.types("report", "P1", "--docx", other, "--pdf", there)
    assert (done, "a.pdf" in said, other.exists()) == (1, True, False)


# --- what keeps a command from its database -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--database", "bienban"), "không hiểu được"),
        (("--database", "mysql://may/bienban"), "không hiểu được"),
        (("--database", "postgresql://hq:bi-mat@127.0.0.1:cong/hq"), "không hiểu được"),
        (("--database", "postgresql://hq:bi-mat@127.0.0.1:1/hq"), "Không nói chuyện được"),
        (("--data", "tep/trong"), "Không dùng được thư mục"),
        (("--data", "la"), "không phải của trụ sở"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, str],
    word: str,
) -> None:
    """Never as a defect, and never with the password."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tep").touch()
    (tmp_path / "la").mkdir()
    (tmp_path / "la" / "hq.sqlite").write_bytes(bytes(range(256)) * 20)
    backup = tmp_path / "sao-luu.zip"
    assert main(["backup", str(backup), "--data", "khac"]) == 0
    for command in (["account", "list"], ["restore", str(backup)]):
        assert main([*command, *options]) == 1
        said = capsys.readouterr().err
        assert word in said
        assert "bi-mat" not in said


def test_a_file_that_cannot_be_written_whole_is_not_left_in_the_way(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        with pytest.raises(NotDone, match="chỗ trống"):
            write_new(tmp_path / "tra-loi.json", "x" * 8192)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert not (tmp_path / "tra-loi.json").exists()


def test_what_nobody_reads_to_its_end_is_no_defect(organised: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bienban-hq org show | head`."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        assert main(["org", "show", "--database", organised.url, "--data", str(organised.folder)]) == 1
