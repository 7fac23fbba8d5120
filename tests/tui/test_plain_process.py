"""The plain desk as a program: pipes, a dumb terminal, signals, a kill, a reader that goes away (L1, L23)."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from documents.plan_file import load_plan
from documents.roster_file import to_roster
from models import commands as c
from models.document import Document
from models.fact import Fact
from models.people import Roster
from models.rules import check, unanswered
from models.votes import ADOPTION
from sync.paths import Paths
from sync.store import Store
from tests.tui.bench import roster_file
from tests.tui.pty_harness import ROOT, start_app
from tests.tui.running import begin_session, note_texts
from tui import words, words_machine
from tui import words_plain as texts
from tui.desk import Desk
from tui.shorthand_entry import note_draft

pytestmark = pytest.mark.slow

SESSION = ROOT / "tests" / "data" / "plain_session.txt"
"""A whole meeting as somebody types it, from the member list to the Word file."""

DRAWN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2190-\u21ff\u2300-\u23ff\u2500-\u259f]")
"""Escape sequences and other controls, arrows, boxes, blocks."""

PATIENCE = 60.0


def environment(**more: str) -> dict[str, str]:
    """The tests' own, without a screen's; the locale is the poorest there is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL", "PYTHONIO", "LC_"))}
    return {**kept, "TERM": "dumb", "LC_ALL": "C", "PYTHONPATH": str(ROOT), **more}


def plain(home: Path, typed: str | bytes, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Pipe lines through the program."""
    command = [sys.executable, "-X", "utf8=0", "-m", "tui", "--home", str(home), "--plain"]
    data = typed.encode() if isinstance(typed, str) else typed
    return subprocess.run(
        command, input=data, capture_output=True, cwd=ROOT, env=environment(**more), timeout=PATIENCE, check=False
    )


@contextmanager
def talking(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program with pipes that stay open."""
    command = [sys.executable, "-m", "tui", "--home", str(home), "--plain"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def say(process: subprocess.Popen[bytes], line: str, *, until: str) -> list[str]:
    """Type a line; the lines up to the one that holds `until`."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n".encode())
    process.stdin.flush()
    told: list[str] = []
    while until not in (told[-1] if told else ""):
        read = process.stdout.readline().decode()
        assert read, f"the program ended: {told}"
        told.append(read.rstrip("\n"))
    return told


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A session that runs."""
    begin_session(tmp_path, speaker="Lê Bảo Mạnh")
    return tmp_path


# --- a whole meeting --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """The session file piped through the program: (store, folder of papers, lines written)."""
    home, papers = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("papers")
    done = plain(home, SESSION.read_bytes(), XDG_DOCUMENTS_DIR=str(papers))
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return home, papers, done.stdout.decode("utf-8").splitlines()


def test_a_whole_meeting_by_pipe_is_the_same_as_by_the_desk(held: tuple[Path, Path, list[str]], tmp_path: Path) -> None:
    """L23: from the member list to the adoption; what is recorded differs in nothing but times and ids."""
    home, _, _ = held
    with opened(home) as desk:
        by_lines, paper = told(desk), without_times(desk.minutes())
    with furnished(tmp_path) as desk:
        hold(desk)
        assert by_lines == told(desk)
        assert paper == without_times(desk.minutes())


def test_its_minutes_are_a_word_file(held: tuple[Path, Path, list[str]]) -> None:
    """L20: the last thing the session does."""
    _, papers, lines = held
    (paper,) = papers.glob("*.docx")
    with zipfile.ZipFile(paper) as package:
        text = package.read("word/document.xml").decode()
    assert "Chi bộ nói thẳng, ba việc có người làm và ngày xong" in text
    assert any(paper.name in line for line in lines)
    assert lines[-1] == texts.CLOSED


def test_nothing_is_drawn(held: tuple[Path, Path, list[str]]) -> None:
    """W14, L23: no escape sequence, no box, no bar, no line longer than 200 columns, no empty line."""
    _, _, lines = held
    assert len(lines) > 200
    assert [line for line in lines if DRAWN.search(line)] == []
    assert [line for line in lines if len(line) > 200 or line != line.strip() or not line] == []


def test_no_line_was_taken_amiss(held: tuple[Path, Path, list[str]]) -> None:
    """Nothing in the session was unknown, refused or left over."""
    _, _, lines = held
    wrong = (texts.UNKNOWN.partition("“")[0], texts.LINE_KEPT.partition(":")[0], words.NOT_NOW, words.NEED_TEXT)
    assert [line for line in lines if line.startswith(wrong)] == []


def test_what_is_wrong_with_the_computer_is_said_at_the_start(tmp_path: Path) -> None:
    """Only what is wrong: a folder that is synchronised is named, a sound one is not spoken of."""
    told = plain(tmp_path / "Dropbox", ".đóng\n").stdout.decode().splitlines()
    assert [line for line in told if "Dropbox" in line and words_machine.AT_START.partition(":")[0] in line]
    assert words_machine.AT_START.partition(":")[0] not in plain(tmp_path / "data", ".đóng\n").stdout.decode()


@contextmanager
def opened(home: Path) -> Iterator[Desk]:
    store = Store(Paths(home), load_plan())
    desk = Desk(store)
    try:
        desk.look(store.meetings()[0].id)
        yield desk
    finally:
        desk.close()
        store.close()


@contextmanager
def furnished(home: Path) -> Iterator[Desk]:
    """A desk with roster 01 and nothing else."""
    store = Store(Paths(home), load_plan())
    roster: Roster = to_roster(roster_file(), str(store.cell))
    store.save_roster(roster)
    desk = Desk(store)
    try:
        desk.create("2023-09-15")
        yield desk
    finally:
        desk.close()
        store.close()


REASONS = {
    "C03": "Đồng chí Ủy viên Thường vụ đi công tác, báo qua điện thoại",
    "C20": "Chi bộ ít việc, đã nói hết ý",
}
"""What the session answers when it is asked why; the others are left for later."""


def hold(desk: Desk) -> None:
    """The acts of the session file, asked of the desk itself."""
    for act in acts(desk):
        assert isinstance(desk.do(act), tuple), act
        time.sleep(0.002)  # no two acts of a clerk share a millisecond, and their order in the minutes is that of time
    for state in unanswered(check(desk.meeting, desk.now(), over=True)):
        if state.code in REASONS:
            assert isinstance(desk.do(c.Waive(state.code, REASONS[state.code])), tuple)


def acts(desk: Desk) -> Iterator[c.Command]:
    """One command a line that records something, in the order of the file."""

    def who(name: str) -> str:
        return next(id for id, label in desk.meeting.labels.items() if label == name)

    def note(typed: str) -> c.WriteNote:
        return c.WriteNote(note_draft(typed, desk))

    toan, manh, linh = who("Nguyễn Hoàng Toàn"), who("Lê Bảo Mạnh"), who("Trần Thị Minh Linh")
    yield c.SetDetail("planned_start", "14:00")
    yield c.SetDetail("place", "Nhà văn hoá thôn Đông Mít")
    yield c.SetDetail("chair", toan)
    yield c.SetDetail("clerk", who("Nguyễn Thị Bích"))
    yield c.SetDetail("separate", True)
    yield c.SetDetail("has_committee", True)
    yield c.SetDetail("prepared_by", "Chi ủy họp tối 08/9, đồng chí Bí thư viết đề cương")
    yield c.SetDetail("focus_topics", ("Giờ giấc họp thôn", "Mương Đồng Trước"))
    for document, day in (("ct24", "09"), ("kh171", "09"), ("kh186", "10"), ("bai_viet", "11")):
        yield c.NoteDocument(document, f"2023-09-{day}")
    yield c.SetDetail("notified_on", "2023-09-11")
    yield c.SetDetail("notified_whom", "Đồng chí Đảng ủy viên theo dõi chi bộ")
    yield c.SetDetail("informed", True)
    yield c.SetDetail("number", "09")
    for name in ("Nguyễn Hoàng Toàn", "Lê Bảo Mạnh", "Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"):
        yield c.MarkPresent(who(name))
    yield c.MarkExcused(who("Đặng Quỳnh Uyên"), "nằm viện huyện")
    yield c.MarkUnexcused(who("Lê Viết Đại"))
    yield c.AddGuest("Vũ Đình Khải", "Đảng ủy viên theo dõi chi bộ", superior=True)
    yield c.MarkRest()
    yield c.StartSession(2)
    yield note("* Chi bộ chào cờ, ổn định chỗ ngồi")
    yield c.GiveFloor(toan)
    yield note("Giới thiệu đồng chí Khải về dự")
    yield c.BeginStep()
    yield c.GiveFloor(toan)
    yield note("Buổi này soi lại cách làm việc của cả chi bộ, không kiểm điểm riêng ai")
    yield c.BeginStep()
    yield c.SetPresenter(manh)
    yield c.GiveFloor(manh)
    yield note("Bài viết gọi đúng bệnh: thấy việc khó thì lùi")
    yield c.BeginStep()
    yield c.GiveFloor(toan)
    yield note("Kế hoạch nêu rõ việc, rõ người, rõ ngày xong")
    yield c.BeginStep()
    yield c.GiveFloor(who("Lê Xuân Đoàn"))
    yield note("Đọc hai mươi lăm biểu hiện, từng nhóm một")
    yield c.BeginStep()
    yield c.Focus("1")
    yield c.AskFloor(linh)
    yield c.AskFloor(who("Nguyễn Công Nguyên"))
    yield c.NextInQueue()
    yield note("Họp thôn hay muộn mười lăm phút, em cũng có lần đến sau @bt #1 /2")
    yield note("+ Đặt chuông nhắc trước giờ họp @linh >1/10 #1")
    yield c.Assess("1", "present", "co")
    yield c.Assess("1", "degree", "it")
    yield c.Assess("1", "scope", "cell")
    yield c.NextInQueue()
    yield note("? Ai sẽ giữ sổ giờ giấc của thôn #1")
    yield c.GiveFloor(who("Nguyễn Văn Hùng (1984)"))
    yield note("~ Chưa cần sổ, nhắc miệng là đủ #1")
    yield c.StopFloor()
    yield c.GiveFloor(manh, "order")
    yield note("Đề nghị mỗi người nói không quá ba phút")
    yield c.StopFloor()
    yield c.Assess("2", "present", "khong")
    yield c.Assess("2", "conclusion", "Không thấy ai nghe điện thoại trong giờ họp")
    yield c.AddIndicator("Để vật liệu qua đêm đầu ngõ")
    difference = desk.meeting.notes.differences[0].id
    yield c.SettleDifference(difference, "settled", "Thống nhất dùng sổ, đồng chí Linh giữ")
    yield c.BeginStep()
    yield c.GiveFloor(toan)
    yield note("= Đã nói thẳng việc của mình, còn hai việc phải có ngày xong")
    last = desk.meeting.notes.all[-1]
    yield c.EditNote(last.id, note_draft("= Đã nói thẳng việc của mình, còn ba việc phải có ngày xong", desk))
    yield c.SetDetail("summary", "Chi bộ nói thẳng, ba việc có người làm và ngày xong")
    yield c.SetDetail("quality", "tot")
    yield c.SetDetail("participation", "Đủ thành phần, nhiều người nói")
    yield c.BeginStep()
    yield c.BeginReading()
    yield c.TakeVote(ADOPTION, words.ADOPTION_TITLE, 17, 1, 0)
    yield c.BeginStep()
    yield c.EndSession()


VOLATILE = {"at", "chain", "heads", "frontier", "state", "head", "start", "stop", "bulk_at", "app", "plan_digest"}
"""Fields that tell when and where, not what."""

TIMES = re.compile(r"\d{1,2} giờ \d\d phút|ngày \d+ tháng \d+ năm \d+|trong (?:chưa đầy một|\d+) phút|\d+ phút")


def told(desk: Desk) -> list[tuple[str, Any]]:
    """Every fact in order: its kind and what it says, people by name, other ids as the place of their first mention."""
    seen: dict[str, int] = {}

    def plain_value(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain_value(item) for name, item in value.items() if name not in VOLATILE}
        if isinstance(value, list | tuple):
            return [plain_value(item) for item in value]
        if isinstance(value, str) and value in desk.meeting.labels:
            return desk.meeting.name(value)
        if isinstance(value, str) and re.fullmatch(r"[a-z]+_[0-9a-f]{12}|[0-9a-f-]{36}", value):
            return seen.setdefault(value, len(seen))
        return value

    facts: list[Fact] = [entry.fact for entry in desk.meeting.ledger.entries.values()]
    return [
        (type(fact).__name__, plain_value(fact.model_dump()))
        for fact in facts
        if type(fact).__name__ not in ("DeskOpened", "ClockNoted", "MergeSeen")
    ]


def without_times(document: Document) -> list[str]:
    """The paragraphs, times left out."""
    return [TIMES.sub("…", paragraph.text) for paragraph in document.paragraphs()]


# --- input and output -------------------------------------------------------------------------------------------


def test_textual_is_not_imported(tmp_path: Path) -> None:
    """L23: the plain desk works where Textual would not even load."""
    program = (
        "import sys\n"
        "sys.modules['textual'] = None\n"
        "from tui.__main__ import main\n"
        f"sys.exit(main(['--home', {str(tmp_path)!r}, '--demo', '--plain']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=".tình hình\n.buổi mới 15/9/2023\n.bắt đầu 0\n.thoát\n\n".encode(),
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    assert done.stdout.decode().splitlines()[-1] == texts.CLOSED


def test_the_end_of_the_input_leaves_properly(home: Path) -> None:
    """Ctrl+D: also in the midst of a question, and with a last line that has no end."""
    done = plain(home, "\nÝ cuối không có xuống dòng")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == texts.CLOSED
    assert note_texts(home) == ["Ý cuối không có xuống dòng"]
    assert plain(home, "\n.nói hùng\n").returncode == 0


def test_a_closed_input_is_an_end(home: Path) -> None:
    command = [sys.executable, "-m", "tui", "--home", str(home), "--plain"]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_bytes_that_are_no_utf8(home: Path) -> None:
    """IM-3: an old keyboard driver is understood, and told; noise is answered with a sentence; the desk goes on."""
    tcvn3 = b"Chi b\xe9 th\xe8ng nh\xcat giao vi\xd6c cho \xae\xe5ng ch\xdd\n"
    done = plain(home, b"\n" + tcvn3 + b"\xc3\x28 \xa0\xa1 xz\n" + "Vẫn ghi tiếp\n".encode())
    lines = done.stdout.decode().splitlines()
    assert texts.CONVERTED_LINE.format(encoding="TCVN3 (ABC)") in lines
    assert texts.UNREADABLE_LINE in lines
    assert note_texts(home) == ["Chi bộ thống nhất giao việc cho đồng chí", "Vẫn ghi tiếp"]


def test_a_reader_that_goes_away_is_no_trouble(home: Path) -> None:
    """`bienban --plain | head -1`: no traceback; what was told is on disk."""
    with talking(home) as process:
        say(process, "", until="Ghi tiếp")
        say(process, "Ý đã báo", until="Ý đã báo")
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write("Ý không ai đọc\n.tình hình\n.danh sách\n".encode())
        process.stdin.flush()
        assert process.wait(PATIENCE) == 1
        assert process.stderr.read() == b""
        process.stdout = None
    assert note_texts(home)[0] == "Ý đã báo"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_being_asked_to_close_leaves_properly(home: Path) -> None:
    """SIGTERM, as from a shutdown: everything is on disk, and it is said."""
    with talking(home) as process:
        say(process, "", until="Ghi tiếp")
        say(process, "Ý trước khi tắt máy", until="Ghi ý kiến")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out.decode().splitlines()[-1], err) == (0, texts.CLOSED, b"")
    assert note_texts(home) == ["Ý trước khi tắt máy"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_kill_loses_nothing_that_was_told(home: Path) -> None:
    """L1: the answer comes after the disk's."""
    wanted = [f"Ý số {number}" for number in range(1, 31)]
    with talking(home) as process:
        say(process, "", until="Ghi tiếp")
        for text in wanted:
            say(process, text, until=text)
        process.kill()
        process.wait()
    assert note_texts(home) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_breaking_off_does_not_close(home: Path) -> None:
    """Ctrl+C."""
    with talking(home) as process:
        say(process, "", until="Ghi tiếp")
        say(process, ".nói hùng", until="3) ")
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        say(process, "Vẫn ghi", until="Ghi ý kiến")
    assert note_texts(home) == ["Vẫn ghi"]


# --- a dumb terminal --------------------------------------------------------------------------------------------


def test_a_dumb_terminal(home: Path) -> None:
    """L23: TERM=dumb, no cursor movement, no colour; the terminal itself echoes and edits the line."""
    env = {"TERM": "dumb", "LC_ALL": "C", "COLORTERM": None}
    with start_app(["-m", "tui", "--home", str(home), "--plain"], env) as app:
        app.wait_until(lambda text: texts.RECOVERY_HOW.rstrip(".") in " ".join(text.split()))
        app.send("\r")
        app.wait_until(lambda text: "Ghi tiếp." in text)
        app.send("Một ý gõ ở terminal đơn giản\r")
        app.wait_until(lambda text: "Ghi ý kiến: Một ý gõ ở terminal" in text)
        app.send(".noi hung\r")
        app.wait_until(lambda text: "2) Nguyễn Văn Hùng (1984)" in text)
        app.send("2\r")
        app.wait_until(lambda text: "Nguyễn Văn Hùng (1984): " in text)
        app.send("\x04")
        assert app.wait_exit() == 0
        output = app.output.decode("utf-8").replace("\r\n", "\n").replace("^D\b\b", "")
    assert [line for line in output.splitlines() if DRAWN.search(line)] == []
    assert note_texts(home) == ["Một ý gõ ở terminal đơn giản"]
