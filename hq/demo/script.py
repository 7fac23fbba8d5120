"""What happens in a session of the demonstration: commands of the clerk, in the order of the plan's steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Final

from hq.access import in_hanoi
from hq.demo import people, words
from hq.demo.recording import Device, Recorder, Stream
from models import commands as c
from models.agenda import MINUTE
from models.commitments import Commitment
from models.minutes import minutes_of
from models.people import Person
from models.plan import Plan
from models.rules.checking import check, unanswered
from models.votes import ADOPTION


class Shape(Enum):
    """What is particular about a session, for headquarters to see."""

    GOOD = "good"
    SHORT = "short"  # under the plan's minutes (R15)
    QUIET = "quiet"  # 100 % agree, nobody says anything (R41)
    WAIVED = "waived"  # rules left unmet for written reasons
    ALONE = "alone"  # nobody came from above (R73)
    AMENDED = "amended"
    TWO_LAPTOPS = "two laptops"
    WAITING = "waiting"  # the last lines are still on the laptop
    BROKEN_OFF = "broken off"  # no minutes were passed
    RUNNING = "running"
    ANNOUNCED = "announced"
    PREPARED = "prepared"
    REHEARSAL = "rehearsal"


NOT_BEGUN: Final = (Shape.ANNOUNCED, Shape.PREPARED)

_DAY: Final = 24 * 60 * 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session to be held. `starts` is its planned beginning, `now` the moment it is recorded up to, UTC ms."""

    unit: str
    parent: str
    locality: str
    body: str
    variant: str
    day: date
    starts: int
    now: int
    shape: Shape
    members: tuple[Person, ...]
    overseer: str = ""
    length: float = 1.0  # of the plan's minutes
    talk: float = 0.6  # share of those present who speak
    skipped: float = 0.06  # share of the indicators that nobody answers
    reported: date | None = None
    carried: tuple[Commitment, ...] = ()


def held(plan: Plan, session: Session, random: Random) -> tuple[Recorder, tuple[Stream, ...]]:
    """The session as its laptops recorded it: the first one's desk, and what each of them sends."""
    recorder = Recorder(plan, Device.made(random), session.starts - 40 * MINUTE)
    play = _Play(session, recorder, random)
    play.prepare()
    if session.shape not in NOT_BEGUN:
        play.call_the_roll()
        play.hold()
    kept_back = 5 if session.shape is Shape.WAITING else 0
    others = tuple(other.stream() for other in play.others)
    return recorder, (recorder.stream(kept_back), *others)


class _Play:
    """A session being held."""

    def __init__(self, session: Session, recorder: Recorder, random: Random) -> None:
        self.session = session
        self.desk = recorder
        self.random = random
        self.others: list[Recorder] = []

    # --- before ---------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Preparation, as far as it came."""
        session, desk, random = self.session, self.desk, self.random
        rehearsal = session.shape is Shape.REHEARSAL
        day = session.day.isoformat()
        named = (session.unit, session.parent, session.locality, session.body, day)
        desk.do(c.OpenMeeting(*named, rehearsal=rehearsal, variant=session.variant), c.ListPeople(session.members))
        begins = f"{in_hanoi(session.starts):%H:%M}"
        start = random.choice(("08:00", "14:00", "19:00")) if session.shape in NOT_BEGUN else begins
        place = random.choice(words.PLACES).format(number=random.randint(1, 9))
        self._say(planned_start=start, place=place, prepared_by=words.PREPARED, focus_topics=words.TOPICS)
        self._say(chair=session.members[0].id, clerk=session.members[2].id, separate=True, informed=True)
        if session.body == "chi_bo":
            self._say(has_committee=len(session.members) >= 9)
        if session.shape is Shape.PREPARED:
            return
        self._announce()

    def _announce(self) -> None:
        day, late = self.session.day, self.session.shape is Shape.WAIVED
        self._say(notified_on=_before(day, 4), notified_whom=words.TOLD)
        for document in self.desk.meeting.plan.documents:
            self.desk.do(c.NoteDocument(document.id, _before(day, 1 if late else 5)))
        if self.session.carried:
            self.desk.do(c.CarryCommitments(self.session.carried))

    def _say(self, **fields: str | bool | tuple[str, ...]) -> None:
        """Fill in the fields that this kind of body has."""
        omitted = self.desk.meeting.body.omits
        self.desk.do(*(c.SetDetail(name, value) for name, value in fields.items() if name not in omitted))

    def call_the_roll(self) -> None:
        """Who is absent, why, and who came from above."""
        desk, random, session = self.desk, self.random, self.session
        desk.at = session.starts - 10 * MINUTE
        for person in session.members[3:]:
            if person.status == "chính thức" and random.random() < 0.08:
                desk.do(c.MarkExcused(person.id, random.choice(words.ABSENT)))
            elif person.status == "chính thức" and random.random() < 0.02:
                desk.do(c.MarkUnexcused(person.id))
        if session.shape is not Shape.ALONE and session.body != "dang_uy":
            name = session.overseer or people.some_name(random)
            desk.do(c.AddGuest(name, words.SUPERIORS.get(session.body, words.SUPERIOR), superior=True))
        desk.do(c.MarkRest())

    # --- the session ----------------------------------------------------------------------------------------------

    def hold(self) -> None:
        """Every step for about as long as planned; a running session only as far as the moment."""
        desk, session = self.desk, self.session
        desk.at = session.starts
        desk.do(c.StartSession())
        doing: dict[str, Callable[[], None]] = {
            "discussion": self._discuss,
            "conclusion": self._conclude,
            "read_back": self._pass_minutes,
        }
        for step in desk.meeting.body.steps:
            if desk.meeting.agenda.current is None or desk.meeting.agenda.current.step != step.id:
                desk.do(c.BeginStep(step.id))
            if step.kind in ("purpose", "reading", "presentation", "indicators"):
                desk.do(c.GiveFloor(session.members[0].id), c.StopFloor())
            until = desk.at + round(step.minutes * session.length * MINUTE)
            doing.get(step.kind, self._nothing)()
            desk.at = max(desk.at, until)
            if self._stops(step.kind):
                return
        desk.do(c.EndSession())
        self._after()

    def _nothing(self) -> None:
        """A step of which nothing is written down."""

    def _stops(self, kind: str) -> bool:
        """Whether nothing more is recorded after that step."""
        if self.session.shape is Shape.RUNNING:
            return self.desk.at >= self.session.now
        if kind == "read_back" and self.desk.meeting.adopted is None:
            return True  # no majority: nothing more is said that evening
        return self.session.shape is Shape.BROKEN_OFF and kind == "discussion"

    # --- the discussion -------------------------------------------------------------------------------------------

    def _discuss(self) -> None:
        if self.session.shape is Shape.QUIET:
            self._all_denied()
            return
        for speaker in self._speakers():
            self._speak(speaker)
        self.desk.do(c.StopFloor())
        self._assess()
        self._remedies()
        if self.session.shape is Shape.TWO_LAPTOPS:
            self._second_laptop()

    def _speakers(self) -> list[str]:
        present = [id for id, one in self.desk.meeting.attendance.presence.items() if one.present_at(self.desk.at)]
        members = [person.id for person in self.session.members if person.id in present]
        return self.random.sample(members, max(1, round(len(members) * self.session.talk)))

    def _speak(self, speaker: str) -> None:
        random = self.random
        self.desk.do(c.GiveFloor(speaker))
        self.desk.wait(random.uniform(20, 60))
        listed = len(self.desk.meeting.board.numbered)
        indicators = tuple(str(random.randint(1, listed)) for _ in range(random.randint(0, 2)))
        question = f"Q{random.randint(1, len(self.desk.meeting.body.questions))}"
        said = c.NoteDraft(random.choice(words.OPINIONS), indicators=indicators, questions=(question,))
        self.desk.do(c.WriteNote(said))
        if random.random() < 0.25:
            self.desk.do(c.WriteNote(c.NoteDraft(random.choice(words.SELF), scope="self", indicators=indicators[:1])))
            promise = random.choice(words.PROMISES)
            due = _after(self.session.day, 60)
            self.desk.do(c.WriteNote(c.NoteDraft(promise, kind="solution", scope="self", owner=speaker, due=due)))

    def _assess(self) -> None:
        """Answers to most of the list; what comes up most differs little from unit to unit."""
        random, degrees = self.random, [degree.code for degree in self.desk.meeting.plan.degrees]
        for number in range(1, len(self.desk.meeting.board.numbered) + 1):
            chance = 0.75 if number in (1, 7, 13, 17) else 0.15 + number % 4 * 0.08
            if random.random() < self.session.skipped:
                continue
            if random.random() < chance:
                scope = "self" if random.random() < 0.15 else "cell"
                degree = random.choices(degrees, (6, 4, 1)[: len(degrees)])[0]
                for field, value in (("present", "co"), ("degree", degree), ("scope", scope)):
                    self.desk.do(c.Assess(str(number), field, value))  # type: ignore[arg-type]
            else:
                self.desk.do(c.Assess(str(number), "present", random.choices(("khong", "chua_ro"), (9, 1))[0]))
        if random.random() < 0.4:
            self._beyond()

    def _beyond(self) -> None:
        self.desk.do(c.AddIndicator(self.random.choice(words.BEYOND)))
        added = self.desk.meeting.board.added[-1].id
        self.desk.do(c.Assess(added, "present", "co"), c.Assess(added, "degree", "it"))

    def _all_denied(self) -> None:
        for row in self.desk.meeting.board.numbered:
            self.desk.do(c.Assess(row.id, "present", "khong"))

    def _remedies(self) -> None:
        random = self.random
        for text in random.sample(words.REMEDIES, random.randint(1, 4)):
            person = random.choice(self.session.members[:4]).id
            owner = random.choice((person, random.choice(words.OWNERS)))
            due = random.choice((_after(self.session.day, random.randint(5, 90)), "cuối năm", ""))
            found = [row.id for row in self.desk.meeting.board.found if row.scope != "self"]
            about = (random.choice(found),) if found else ()
            remedy = c.NoteDraft(text, kind="solution", indicators=about, scope="cell", owner=owner, due=due)
            self.desk.do(c.WriteNote(remedy))
        if random.random() < 0.2:
            self.desk.do(c.WriteNote(c.NoteDraft(random.choice(words.DIFFERENCES), kind="difference")))
        if any(question.backlog for question in self.desk.meeting.body.questions):
            owner = self.session.members[1].id
            self.desk.do(c.WriteNote(c.NoteDraft(random.choice(words.BACKLOG), kind="backlog", owner=owner)))
        for one in self.session.carried:
            state = random.choices(("done", "continued", "overdue"), (6, 3, 1))[0]
            self.desk.do(c.JudgeCommitment(one.id, state))  # type: ignore[arg-type]

    def _second_laptop(self) -> None:
        """Another laptop opened the meeting, wrote what it heard, and both saw each other."""
        other = Recorder(self.desk.meeting.plan, Device.made(self.random), self.desk.at)
        other.see(self.desk)
        for text in self.random.sample(words.OPINIONS, 3):
            other.wait(20)
            other.do(c.WriteNote(c.NoteDraft(text)))
        self.desk.see(other)
        self.others.append(other)

    # --- the end --------------------------------------------------------------------------------------------------

    def _conclude(self) -> None:
        for note in self.desk.meeting.notes.differences:
            outcome, text = self.random.choice((("settled", words.SETTLED), ("kept", words.KEPT)))
            self.desk.do(c.SettleDifference(note.id, outcome, text))  # type: ignore[arg-type]
        quiet = self.session.shape is Shape.QUIET
        grades = [grade.code for grade in self.desk.meeting.plan.grades]
        grade = self.random.choices(grades, (5, 4, 1, 0)[: len(grades)])[0]
        summary = words.QUIET_SUMMARY if quiet else words.SUMMARY
        self._say(summary=summary, quality=grade, quality_remark=words.REMARK, participation=words.PARTICIPATION)
        for rule in unanswered(check(self.desk.meeting, self.desk.at, over=True)):
            if self.session.shape is Shape.WAIVED or self.random.random() < 0.3:
                self.desk.do(c.Waive(rule.code, self.random.choice(words.REASONS)))

    def _pass_minutes(self) -> None:
        self.desk.do(c.BeginReading())
        self.desk.wait(120)
        counts = self.desk.meeting.attendance.counts(self.desk.at)
        against = 0 if self.session.shape is Shape.QUIET else self.random.choices((0, 1), (9, 1))[0]
        against = against if counts.can_vote > 4 else 0
        self.desk.do(c.TakeVote(ADOPTION, words.VOTE, against=against))

    def _after(self) -> None:
        """Days later: the papers."""
        session, desk = self.session, self.desk
        if session.shape is Shape.AMENDED:
            desk.wait(_DAY)
            paragraph = next(one for one in minutes_of(desk.meeting, desk.at).paragraphs() if one.aloud)
            changed = c.Change(paragraph.key, paragraph.text, f"{paragraph.text} {words.ADDED}")
            desk.do(c.Amend(words.AMENDMENT, (changed,)))
        if session.reported is not None:
            desk.wait((session.reported - session.day).days * _DAY)
            self._say(report_strengths=words.STRENGTHS, report_limits=words.LIMITS, report_proposals=words.PROPOSALS)
            self._say(signed_on=session.reported.isoformat(), report_sent=session.reported.isoformat())


def _before(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat()


def _after(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
