"""A bad plan file gets a sentence with the file, the line and what is wrong; a good one is read whole."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from documents.plan_file import PlanFileError, PlanProblem, load_examples, load_plan
from documents.toml_lines import key_lines, line_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan that a test may spoil."""
    home = tmp_path / "ke_hoach"
    shutil.copytree(str(files("models.plans") / "ct24"), home)
    return home


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], tuple[PlanProblem, ...]]:
    """Replace one text in one file, and give what is then said about the plan."""

    def spoil(name: str, old: str, new: str) -> tuple[PlanProblem, ...]:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return _problems(folder)

    return spoil


def _problems(folder: Path) -> tuple[PlanProblem, ...]:
    with pytest.raises(PlanFileError) as refused:
        load_plan(folder)
    return refused.value.problems


CELL = "bodies/chi_bo.toml"

Spoil = Callable[[str, str, str], tuple[PlanProblem, ...]]


def _line(name: str, text: str) -> int:
    """The line (from 1) at which `text` stands in a shipped file."""
    shipped = (files("models.plans") / "ct24" / name).read_text(encoding="utf-8")
    return shipped[: shipped.index(text)].count("\n") + 1


def test_a_folder_and_the_shipped_files_give_the_same_plan(folder: Path) -> None:
    assert load_plan(folder) == load_plan()
    assert load_plan(folder).digest() == load_plan().digest()
    assert load_examples(folder) == load_examples()


def test_notepad_and_a_mac_change_nothing(folder: Path) -> None:
    """A byte-order mark, CRLF ends and decomposed letters read as the same plan."""
    path = folder / CELL
    text = path.read_text(encoding="utf-8")
    path.write_bytes(unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_plan(folder) == load_plan()


# --- One fault, one sentence ---


def test_missing_key(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'label = "Đọc bài viết"\n', "")
    line = _line(CELL, '[[steps]]\nid = "doc_bai_viet"')
    assert str(problem) == f"Tệp bodies/chi_bo.toml, dòng {line}: thiếu khoá “label”."


def test_missing_table(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, "[speaking]", "[thao_luan]")[:1]
    assert problem == PlanProblem(CELL, 1, "thiếu khoá “speaking”")


def test_wrong_type(spoil: Spoil) -> None:
    (problem,) = spoil("rules.toml", "minimum_minutes = 90", 'minimum_minutes = "90"')
    line = _line("rules.toml", "minimum_minutes")
    said = "khoá “minimum_minutes” phải là số nguyên, không đặt trong ngoặc kép"
    assert str(problem) == f"Tệp rules.toml, dòng {line}: {said}."


def test_unknown_key(spoil: Spoil) -> None:
    (problem,) = spoil("plan.toml", "[deadlines.report]\n", '[deadlines.report]\nngay = "30/10"\n')
    line = _line("plan.toml", "[deadlines.report]") + 1
    assert str(problem) == f"Tệp plan.toml, dòng {line}: khoá lạ “ngay”, kế hoạch không dùng khoá này."


def test_date_in_quotes(spoil: Spoil) -> None:
    (problem,) = spoil("plan.toml", "day = 2023-09-20", 'day = "20/9/2023"')
    assert problem.line == _line("plan.toml", "day = 2023-09-20")
    assert problem.what == "khoá “day” phải là ngày, viết như 2023-09-20, không đặt trong ngoặc kép"


def test_date_that_does_not_exist(spoil: Spoil) -> None:
    (problem,) = spoil("plan.toml", "day = 2023-09-20", "day = 2023-09-31")
    assert problem.line == _line("plan.toml", "day = 2023-09-20")
    assert problem.what == "ngày không có thật, hãy viết như 2023-09-20 (“day = 2023-09-31”)"


def test_duplicate_step_id(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'id = "quan_triet"', 'id = "on_dinh"')
    assert problem.file == CELL
    assert problem.line == _line(CELL, 'id = "quan_triet"')
    assert problem.what.startswith("giá trị “on_dinh” bị trùng")


def test_unknown_role(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'presenters = ["TK"]', 'presenters = [\n  "GV",\n]')
    assert problem.line == _line(CELL, 'presenters = ["TK"]')
    assert problem.what.startswith("chức vụ “GV” chưa có trong [[roles]], hiện có: BT, CUV, DUV")


def test_unknown_document(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'documents = ["kh186"]', 'documents = ["kh168"]')
    assert problem.line == _line(CELL, 'documents = ["kh186"]')
    assert "tài liệu “kh168” chưa có" in problem.what


def test_step_outside_the_closed_set(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'kind = "close"', 'kind = "end"')
    assert problem.line == _line(CELL, 'kind = "close"')
    assert problem.what.startswith("khoá “kind” phải là một trong các giá trị 'roll_call', ")
    assert problem.what.endswith("'read_back' hoặc 'close'")


def test_label_too_long_for_the_screen(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, 'label = "Thảo luận"', 'label = "Thảo luận, trao đổi, thống nhất"')
    assert problem.what == "khoá “label” dài quá 24 ký tự"


def test_programme_too_short(spoil: Spoil) -> None:
    (problem,) = spoil(CELL, "minutes = 40", "minutes = 20")
    assert problem.file == CELL
    assert problem.line == _line(CELL, "[[steps]]")
    assert problem.what == "các bước cộng lại 80 phút, ít hơn mức tối thiểu 90 phút"


def test_rule_for_an_unknown_body(spoil: Spoil) -> None:
    (problem,) = spoil("rules.toml", 'by_body = { chi_bo = "I" }', 'by_body = { chi_doan = "I" }')
    assert problem.line == _line("rules.toml", "by_body")
    known = "chi_bo, dang_uy, doan_the, mttq, ubnd"
    assert problem.what == f"loại hình “chi_doan” chưa có tệp trong thư mục bodies, hiện có: {known}"


def test_a_body_without_its_file_is_missed_by_the_rules(folder: Path) -> None:
    """R82: a rule names only bodies that the folder describes; the line of the rule is told."""
    (folder / "bodies" / "mttq.toml").unlink()
    problem = _problems(folder)[0]
    assert (problem.file, problem.line) == ("rules.toml", _line("rules.toml", 'bodies = ["chi_bo", "dang_uy"'))
    assert problem.what.startswith("loại hình “mttq” chưa có tệp trong thư mục bodies, hiện có: chi_bo, dang_uy, ")


def test_a_body_with_a_name_no_key_can_have(folder: Path) -> None:
    (folder / "bodies" / "chi_bo.toml").rename(folder / "bodies" / "Chi bộ.toml")
    assert any(problem.file == "bodies/Chi bộ.toml" for problem in _problems(folder))


def test_a_detail_that_nobody_is_asked_for(spoil: Spoil) -> None:
    (problem,) = spoil("bodies/ubnd.toml", 'omits = ["has_committee"', 'omits = ["chi_uy"')
    assert problem.file == "bodies/ubnd.toml"
    assert problem.line == _line("bodies/ubnd.toml", "omits")
    assert problem.what.startswith("mục “chi_uy” không có ở phần chuẩn bị hay kết thúc, các mục hiện có: atmosphere")


def test_two_organisations_of_one_name(spoil: Spoil) -> None:
    (problem,) = spoil("bodies/doan_the.toml", 'id = "phu_nu"', 'id = "doan_tn"')
    assert problem.line == _line("bodies/doan_the.toml", 'id = "phu_nu"')
    assert problem.what.startswith("giá trị “doan_tn” bị trùng")


def test_a_fault_inside_one_organisation(spoil: Spoil) -> None:
    """The line of a table inside a table of an array is found too."""
    (problem,) = spoil("bodies/doan_the.toml", 'number_line = "Số: {number}/BB-CCB"', 'number_line = "Số: BB-CCB"')
    assert problem.line == _line("bodies/doan_the.toml", 'number_line = "Số: {number}/BB-CCB"')
    assert problem.what.startswith("khoá “number_line” không đúng mẫu")


def test_slots_out_of_order(spoil: Spoil) -> None:
    (problem,) = spoil("indicators.toml", "number = 25\n", "number = 26\n")
    assert problem.file == "indicators.toml"
    assert problem.what == "các biểu hiện (25) không khớp số lượng và thứ tự của các nhóm (cần 25)"


def test_two_faults_in_two_files_are_told_together(folder: Path, spoil: Spoil) -> None:
    spoil("rules.toml", "breaks_count = false", "breaks_count = 0")
    first, second = spoil("plan.toml", "version = 1", "version = 0")
    assert (first.file, first.what) == ("plan.toml", "khoá “version” phải từ 1 trở lên")
    assert (second.file, second.what) == ("rules.toml", "khoá “breaks_count” phải là true hoặc false")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version 1", "thiếu dấu “=” sau tên khoá (“version 1”)"),
        ("version = 1", "version = một", "giá trị không hợp lệ: chữ để trong ngoặc kép"),
        ("version = 1", "version = 1 2", "còn chữ thừa ở cuối dòng (“version = 1 2”)"),
        ("version = 1", "phiên_bản = 1", "thiếu dấu “=” sau tên khoá (“phiên_bản = 1”)"),
        ("version = 1", "version = 1\nversion = 2", "khoá này đã được ghi ở trên (“version = 2”)"),
        ('id = "ct24"\nversion', 'id = "ct24\nversion', 'chuỗi chưa đóng ngoặc kép (“id = "ct24”)'),
        ("[decision]", "[decision", "thiếu dấu “]” ở cuối tên bảng (“[decision”)"),
        (
            "[decision]",
            "[deadlines.report]\n[decision]",
            "bảng này đã được khai báo ở trên (“[deadlines.report]”)",
        ),
    ],
)
def test_syntax(spoil: Spoil, old: str, new: str, said: str) -> None:
    (problem,) = spoil("plan.toml", old, new)
    assert problem.file == "plan.toml"
    assert problem.line is not None
    assert problem.what.startswith(said)


# --- Files that are not there, or not text ---


def test_a_missing_file_and_a_stray_one(folder: Path) -> None:
    (folder / "rules.toml").rename(folder / "luat.toml")
    missing, stray = _problems(folder)
    assert str(missing) == "Tệp rules.toml: thiếu tệp này trong thư mục kế hoạch."
    assert stray.file == "luat.toml"
    assert stray.what.startswith("tên tệp lạ, kế hoạch chỉ gồm plan.toml, rules.toml")


def test_no_body_at_all(folder: Path) -> None:
    shutil.rmtree(folder / "bodies")
    assert _problems(folder) == (PlanProblem(CELL, None, "cần ít nhất một tệp cho loại hình tổ chức"),)


def test_no_folder(tmp_path: Path) -> None:
    assert str(_problems(tmp_path / "khong_co")[0]) == "Tệp khong_co: không mở được thư mục kế hoạch."


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / "plan.toml").write_bytes(b'id = "x"\ntitle = "\xb5\xb6"\n')
    assert _problems(folder) == (PlanProblem("plan.toml", 2, "tệp phải lưu bằng mã UTF-8"),)


def test_a_part_in_the_wrong_file(folder: Path) -> None:
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(text + "\n[rulebook]\n", encoding="utf-8")
    (problem,) = _problems(folder)
    assert (problem.file, problem.line) == ("plan.toml", text.count("\n") + 2)
    assert problem.what == "khoá lạ “rulebook”, phần này nằm ở tệp riêng"


# --- Lines ---


def test_lines_of_every_kind_of_statement() -> None:
    head = '# đầu\na = 1\nb.c = [\n  1,\n  2,\n]\n[t]\nx = """\n[không phải bảng]\n"""\ny = 2\n'
    text = head + "[[s]]\n[[s]]\nz = 1\n[s.u]\nv = 1\n"
    lines = key_lines(text)
    assert lines[("a",)] == 2
    assert lines[("b", "c")] == 3
    assert lines[("t",)] == 7
    assert lines[("t", "y")] == 11
    assert lines[("s", 0)] == 12
    assert lines[("s", 1, "z")] == 14
    assert lines[("s", 1, "u", "v")] == 16
    assert line_of(("b", "c", 1), lines) == 3
    assert line_of(("s", 1, "thiếu"), lines) == 13
    assert line_of(("thiếu",), lines) == 1
