"""The whole story with real processes: from the list of units to the ward's report (R75, R79, R86).

The office imports its organisation and makes codes; three laptops enrol; while headquarters is away three cells hold
their sessions, one of them puts its adopted minutes right; later they sync; the office logs in and takes the report.
It has exactly the laptops' numbers.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import docx
import httpx
import pytest

from models.figures import Figures, figures_of
from models.plan import Plan
from models.report import report_of
from sync.paths import Paths
from sync.store import Store
from tests.hq.serving import ROOT, serving
from tui.desk import Desk

pytestmark = pytest.mark.slow

LIST = (
    "Mã;Tên;Cấp trên;Loại hình;Người theo dõi\n"
    "QU;Quận ủy Sông Con;;;\n"
    "P1;Đảng ủy phường Bến Tre Xanh;QU;;\n"
    "A1;Chi bộ thôn Đông Mít;P1;chi_bo;đ/c Lê Thị Lan\n"
    "A2;Chi bộ thôn Đoài;P1;chi_bo;đ/c Vũ An\n"
    "A3;Chi bộ thôn Trung;P1;chi_bo;\n"
    "A4;Chi bộ Trạm Y tế;P1;chi_bo;\n"
)
PASSWORD = "đồng lúa chín vàng"
SESSION = (ROOT / "tests" / "data" / "plain_session.txt").read_text("utf-8")
AMENDED = ".bổ sung biên bản\nGhi thiếu một việc\nĐồng chí Linh giữ sổ giờ giấc từ tháng 10\nkhông\n"
SPEECH = "Đề nghị mỗi người nói không quá ba phút\n.thôi\n"
TYPED: Mapping[str, str] = {
    "A1": SESSION.replace(".xuất\n", AMENDED),
    "A2": SESSION.replace(".vắng uyên, nằm viện huyện\n", "")
    .replace(".chất lượng tốt", ".chất lượng khá")
    .replace("\n17\n1\n", "\n17\n1\n\n"),
    "A3": SESSION.replace(SPEECH, SPEECH + ".nói đoàn\nTôi xin nhận việc nhắc giờ\n.thôi\n"),
}
"""What each clerk types: the same session but for an amendment, an absentee who came, one more speech."""


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "XDG_DOCUMENTS_DIR": str(folder)}


def hq(folder: Path, *words: str, typed: str = "") -> str:
    """One command of the office; what it said."""
    command = [sys.executable, "-m", "hq", *words, "--data", str(folder / "hq")]
    done = subprocess.run(
        command, input=typed, capture_output=True, text=True, cwd=ROOT, env=environment(folder), timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def laptops(folder: Path, words: Mapping[str, Sequence[str]], typed: Mapping[str, str]) -> dict[str, str]:
    """A command on each laptop, all at the same time; what each said."""
    running = {}
    for code, its in words.items():
        home = folder / code
        (home / "papers").mkdir(parents=True, exist_ok=True)
        source = home / "typed.txt"
        source.write_text(typed.get(code, ""), "utf-8")
        with source.open("rb") as given:
            running[code] = subprocess.Popen(
                [sys.executable, "-m", "tui", "--home", str(home / "store"), *its],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env=environment(home / "papers"),
            )
    said = {code: process.communicate(timeout=120)[0].decode() for code, process in running.items()}
    assert {code: process.returncode for code, process in running.items()} == dict.fromkeys(words, 0), said
    return said


@contextmanager
def office(url: str) -> Iterator[httpx.Client]:
    """Somebody of the ward who has logged in."""
    with httpx.Client(base_url=url, follow_redirects=True, timeout=60) as browser:
        token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/dang-nhap").text)
        assert token is not None
        fields = {"csrf": token[1], "login": "lan", "password": PASSWORD, "next": ""}
        assert browser.post("/dang-nhap", data=fields).status_code == 200
        yield browser


def report(browser: httpx.Client, held: int) -> tuple[str, dict[str, list[str]]]:
    """(text, rows of all tables by their first cell) of the ward's report, once so many sessions are in it."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        answer = browser.get("/bao-cao/tep.docx", params={"trong": "P1"})
        assert answer.status_code == 200, answer.text
        paper = docx.Document(io.BytesIO(answer.content))
        text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
        if f"Đã tổ chức {held}/4 " in text:
            rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
            return text, {f"{len(row)}:{row[0]}": row for row in rows}
        time.sleep(0.2)
    raise AssertionError("the report never had them")


def figures(folder: Path, code: str, plan: Plan) -> Figures:
    """What the laptop itself counts; its own report says the same."""
    store = Store(Paths(folder / code / "store"), plan)
    desk = Desk(store)
    try:
        desk.look(store.meetings()[0].id)
        found = figures_of(desk.meeting, desk.now())
        assert f"Có {found.speaking.contributions} lượt" in str(report_of(desk.meeting, desk.now()).blocks)
        return found
    finally:
        desk.close()
        assert store.close() == 0


def test_from_the_list_of_units_to_the_wards_report(tmp_path: Path, plan: Plan) -> None:
    units = tmp_path / "don-vi.csv"
    units.write_text(LIST, "utf-8")
    hq(tmp_path, "org", "import", str(units), "--yes")
    hq(tmp_path, "account", "add", "lan", "--name", "Lê Thị Lan", "--role", "ward", "--unit", "P1", typed=PASSWORD)
    codes = {code: hq(tmp_path, "code", "new", code).split()[0] for code in TYPED}
    log = tmp_path / "server.log"
    with ExitStack() as first:
        _, url = first.enter_context(serving(tmp_path / "hq", "", log))
        enrolling = {code: ("enroll", given, "--server", url, "--name", code) for code, given in codes.items()}
        laptops(tmp_path, enrolling, {})
        with office(url) as browser:
            report(browser, held=0)
    said = laptops(tmp_path, dict.fromkeys(TYPED, ("--plain",)), TYPED)
    assert all("Đã đóng" in told for told in said.values()), said
    with ExitStack() as again:
        _, url = again.enter_context(serving(tmp_path / "hq", "", log, "--port", url.rpartition(":")[2]))
        laptops(tmp_path, dict.fromkeys(TYPED, ("sync",)), {})
        with office(url) as browser:
            text, rows = report(browser, held=3)
    compare(text, rows, [figures(tmp_path, code, plan) for code in TYPED])


def compare(text: str, rows: Mapping[str, list[str]], own: Sequence[Figures]) -> None:
    """Every number of the report against the laptops' own, added by hand."""
    members = [one.members for one in own]
    obliged, came = (sum(getattr(one.obliged_present, part) for one in members) for part in ("whole", "part"))
    excused, unexcused = sum(one.excused for one in members), sum(one.unexcused for one in members)
    assert rows["8:Chi bộ"][1:4] == [str(sum(one.total for one in members)), str(obliged), str(came)]
    assert rows["8:Chi bộ"][5:7] == [str(excused), str(unexcused)]
    assert (excused, unexcused) == (2, 3)
    assert f"Có {sum(one.speaking.contributions for one in own)} lượt phát biểu" in text
    assert rows["7:Cộng"][1:6] == ["4", "3", "3", "3", "3"]
    assert "trong đó có bổ sung sau khi thông qua 1" in text
    assert "Tốt 2 (66,67\N{NO-BREAK SPACE}%); Khá 1 (33,33\N{NO-BREAK SPACE}%)" in text
    assert f"Đã đề ra {sum(one.solutions.total for one in own)} giải pháp" in text
    found = [number.id for one in own for number in one.indicators.found if number.number is not None]
    assert rows["5:Biểu hiện số 1"][1] == str(found.count("1")) == "3"
    assert rows["5:Biểu hiện số 2"][1] == "0"
    assert "Chi bộ Trạm Y tế" in str(rows.values())
