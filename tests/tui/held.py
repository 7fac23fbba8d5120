"""A session held as far as its closing, for tests of what comes after the discussion."""

from __future__ import annotations

from models import commands as c
from models.meeting import Meeting
from tests.tui.bench import clock_of, press
from tui.workbench import Workbench

OPINION = "Nhất trí phải siết lại kỷ cương"
DIFFERENCE = "Tổ hoà giải nên giữ như cũ"
REASON = "Không có điều kiện"


def do(bench: Workbench, *commands: c.Command) -> None:
    """Have commands recorded; none may be refused."""
    for command in commands:
        outcome = bench.desk.do(command)
        assert isinstance(outcome, tuple), (command, outcome)


def meeting(bench: Workbench) -> Meeting:
    """The meeting as it stands."""
    return bench.desk.meeting


def hold(bench: Workbench, minutes: int = 66) -> None:
    """Everybody came at 14:00; four steps of 5 minutes, three speakers, one remedy, one difference, one assessment.

    The summing-up has been taken up when `minutes` are over. Nothing is summed up, read or voted yet.
    """
    people = list(meeting(bench).people)
    clock = clock_of(bench)
    do(
        bench,
        c.SetDetail("place", "Nhà văn hóa"),
        c.SetDetail("planned_start", "14:00"),
        c.SetDetail("chair", people[0]),
        c.SetDetail("clerk", people[3]),
        c.SetDetail("separate", True),
        c.MarkRest(),
        c.StartSession(),
    )
    for _ in range(5):
        clock.pass_time(5)
        do(bench, c.BeginStep())
    for person in people[:3]:
        do(bench, c.GiveFloor(person))
        clock.pass_time(5)
        do(bench, c.WriteNote(c.NoteDraft(f"{OPINION}, đồng chí thứ {people.index(person) + 1}", indicators=("3",))))
    remedy = c.NoteDraft("Lập sổ theo dõi đơn thư", kind="solution", owner=people[2], due="2023-09-30")
    do(bench, c.WriteNote(remedy), c.WriteNote(c.NoteDraft(DIFFERENCE, kind="difference")), c.StopFloor())
    do(bench, c.Assess("3", "present", "co"), c.Assess("3", "degree", "it"))
    clock.pass_time(minutes - 40)
    do(bench, c.BeginStep())


def conclude(bench: Workbench) -> None:
    """The chair has said what the minutes cannot do without."""
    do(
        bench,
        c.SetDetail("summary", "Các ý kiến thẳng thắn.\nChi bộ giao người giữ sổ."),
        c.SetDetail("quality", "tot"),
        c.SetDetail("participation", "Nghiêm túc"),
    )


def adopt(bench: Workbench) -> None:
    """Read and passed by everybody."""
    from tui import words

    do(bench, c.BeginReading(), c.TakeVote("minutes", words.ADOPTION_TITLE))


def satisfy(bench: Workbench) -> None:
    """Everything that would still be warned of is put right, but for the length."""
    day = "2023-09-10"
    do(bench, *(c.NoteDocument(document.id, day) for document in meeting(bench).plan.documents))
    do(
        bench,
        c.SetDetail("notified_on", day),
        c.SetDetail("notified_whom", "UVTV phụ trách; Đảng ủy viên theo dõi"),
        c.AddGuest("Đặng Quốc Tường", "Đảng ủy viên theo dõi chi bộ", superior=True),
    )
    note = meeting(bench).notes.differences[0]
    do(bench, c.SettleDifference(note.id, "kept", "ghi vào biên bản"))


def choose(bench: Workbench, row: str) -> None:
    """Move the closing pane's cursor to a task or a rule by the arrows alone."""
    press(bench, "home")
    from tui.panes.closing import ClosingPane, row_id

    pane = bench.pane
    assert isinstance(pane, ClosingPane)
    for _ in range(60):
        if row_id(pane.current(bench.desk, pane.rows(bench.desk))) == row:
            return
        press(bench, "down")
    raise AssertionError(f"no row {row}")
