"""A clerk without a disk: commands are decided, what comes of them is folded as its lines read back."""

from __future__ import annotations

from models.commands import BeginReading, BeginStep, Command, ListPeople, OpenMeeting, SetDetail, StartSession, TakeVote
from models.decide import decide
from models.entries import LINE_LIMIT, Entry, decode, encode
from models.fact import Fact
from models.meeting import Meeting
from models.people import Person
from models.plan import Plan
from models.rules import blocking, check
from models.ruling import Moment, Outcome, Refusal
from models.votes import ADOPTION
from tests.models.build import DAY, MINUTE, at, member

AN = member(1, "Lê Hồng An", "BT")
BICH = member(2, "Vũ Thị Bích", "PBT")
BAY = member(3, "Trần Văn Bảy", "CUV")
DUNG = member(4, "Đỗ Thị Dung")
TOAN = member(5, "Đỗ Quốc Toản", "ĐVDB", status="dự bị")
THO = member(6, "Hoàng Văn Thọ", status="miễn sinh hoạt")
CELL = (AN, BICH, BAY, DUNG, TOAN, THO)
"""Four of them vote, one is probationary, one exempt from meetings."""

OPENING = OpenMeeting("Chi bộ thôn Đông Mít", "Đảng bộ xã Tân Lạc Hạ", "Tân Lạc Hạ", "chi_bo", "2023-09-15")


DETAILS = {
    "chair": AN.id,
    "clerk": BICH.id,
    "place": "Nhà văn hóa",
    "planned_start": "14:00",
    "summary": "Buổi sinh hoạt đạt yêu cầu",
    "quality": "tot",
    "participation": "Các đồng chí thảo luận sôi nổi",
}
"""What the minutes cannot do without (C01, C17)."""

MINUTES = TakeVote(ADOPTION, "Thông qua biên bản")


class Clerk:
    """One desk on a clock that only tests move."""

    def __init__(self, plan: Plan, device: str = "d1", now: int = DAY) -> None:
        self.meeting = Meeting(plan)
        self.device = device
        self.now = now
        self.lines: list[bytes] = []

    # --- doing -------------------------------------------------------------------------------------

    def do(self, command: Command) -> Outcome:
        """Decide a command and record what comes of it."""
        outcome = decide(self.meeting, command, self.moment())
        if not isinstance(outcome, Refusal):
            self.record(*outcome)
        return outcome

    def moment(self) -> Moment:
        """Now, here."""
        return Moment(self.now, self.device, f"{self.device}.{len(self.lines) + 1}")

    def record(self, *facts: Fact) -> None:
        """Fold one act as a restart would read it."""
        first = len(self.lines) + 1
        group = first if len(facts) > 1 else None
        for seq, fact in enumerate(facts, first):
            line = encode(Entry(self.device, seq, self.now, self.now - DAY, "", fact, group))
            assert len(line) < LINE_LIMIT
            self.lines.append(line)
            self.meeting.apply(decode(self.device, line))

    def ok(self, *commands: Command) -> tuple[Fact, ...]:
        """What the last of the commands recorded; none of them may be refused."""
        outcome: Outcome = ()
        for command in commands:
            outcome = self.do(command)
            assert not isinstance(outcome, Refusal), (command, outcome)
        assert not isinstance(outcome, Refusal)
        return outcome

    def refused(self, command: Command) -> str:
        """The code of the refusal; a refusal records nothing."""
        before = len(self.lines)
        outcome = self.do(command)
        assert isinstance(outcome, Refusal), (command, outcome)
        assert len(self.lines) == before
        return outcome.code

    def given(self, command: Command) -> dict[str, str]:
        """What the sentence of a refusal is filled with."""
        outcome = self.do(command)
        assert isinstance(outcome, Refusal), (command, outcome)
        return dict(outcome.given)

    # --- the clock ---------------------------------------------------------------------------------

    def wait(self, minutes: float) -> Clerk:
        """Let time pass."""
        self.now += round(minutes * MINUTE)
        return self

    def at(self, clock: str) -> Clerk:
        """Let time pass until a clock time of the day of the meeting."""
        assert at(clock) >= self.now, "time does not go back"
        self.now = at(clock)
        return self


def folded(plan: Plan, clerk: Clerk) -> Meeting:
    """The clerk's meeting as a restart finds it."""
    return Meeting(plan, [decode(clerk.device, line) for line in clerk.lines])


def listed(plan: Plan, *people: Person) -> Clerk:
    """A meeting that was opened, with these members or the usual ones; it is 14:00."""
    clerk = Clerk(plan)
    clerk.ok(OPENING, ListPeople(people or CELL))
    return clerk


def running(plan: Plan, *people: Person) -> Clerk:
    """The session began at 14:00 with its first step."""
    clerk = listed(plan, *people)
    clerk.ok(StartSession())
    return clerk


def ready(clerk: Clerk) -> Clerk:
    """Everything the minutes cannot do without is there, and they are being read."""
    for name, value in DETAILS.items():
        clerk.ok(SetDetail(name, value))
    for step in clerk.meeting.body.steps[1:-1]:
        clerk.wait(10).ok(BeginStep(step.id))
    clerk.ok(BeginReading())
    left = [state.code for state in blocking(check(clerk.meeting, clerk.now)) if state.code not in ("C18", "C19")]
    assert left == []
    return clerk
