"""Builds meetings out of facts, for tests that need a state and not the way to it."""

from __future__ import annotations

from models.entries import Entry
from models.fact import Fact
from models.facts import GuestAdded, Marked, MeetingOpened, PersonListed, SessionStarted, StepBegun
from models.meeting import Meeting
from models.people import Person
from models.plan import Plan

DAY = 1_694_761_200_000
"""15/9/2023 14:00 at UTC+7, in UTC ms."""

MINUTE = 60_000


def at(clock: str) -> int:
    """UTC ms of a clock time like "14:05" on the day of the meeting."""
    hours, minutes = clock.split(":")
    return DAY + ((int(hours) - 14) * 60 + int(minutes)) * MINUTE


def member(order: int, name: str, role_code: str = "ĐV", status: str = "chính thức", birth: str = "1970") -> Person:
    """An invented member with the id p_000000000001 and so on."""
    surname_middle, _, given = name.rpartition(" ")
    return Person.model_validate(
        {
            "id": f"p_{order:012x}",
            "order": order,
            "full_name": name,
            "surname_middle": surname_middle,
            "given": given,
            "birth": birth,
            "role_code": role_code,
            "status": status,
        }
    )


class Builder:
    """One stream, one entry a fact; `when` only sets the envelope's clock."""

    def __init__(self, plan: Plan, device: str = "d1") -> None:
        self.meeting = Meeting(plan)
        self.device = device
        self.seq = 0

    def say(self, *facts: Fact, when: int = DAY) -> Builder:
        """Record the facts."""
        for fact in facts:
            self.seq += 1
            self.meeting.apply(Entry(self.device, self.seq, when, when - DAY, "", fact))
        return self

    def opened(self, body: str = "chi_bo") -> Builder:
        """Open a meeting of an invented cell on 15/9/2023."""
        return self.say(
            MeetingOpened(
                unit="Chi bộ thôn Đông Mít",
                parent="Đảng bộ xã Tân Lạc Hạ",
                locality="Tân Lạc Hạ",
                body=body,
                plan=self.meeting.plan.id,
                plan_digest=self.meeting.plan.digest(),
                indicators_digest=self.meeting.plan.catalogue.digest(),
                date="2023-09-15",
            )
        )

    def list(self, *people: Person) -> Builder:
        """Put members on the meeting's roster."""
        for person in people:
            fields = person.model_dump(exclude={"id"}, exclude_defaults=False)
            self.say(PersonListed(person=person.id, fields=fields))
        return self

    def present(self, *people: Person, clock: str = "14:00") -> Builder:
        """Mark members present at the roll call."""
        return self.say(*(Marked(person=p.id, status="present", at=at(clock)) for p in people))

    def guest(self, id: str, name: str, post: str = "", *, superior: bool = False) -> Builder:
        """Add somebody who is not on the roster."""
        return self.say(GuestAdded(person=id, name=name, post=post, superior=superior, at=DAY))

    def started(self, clock: str = "14:00") -> Builder:
        """Start the session."""
        return self.say(SessionStarted(at=at(clock)))

    def step(self, step: str, clock: str, presenter: Person | None = None) -> Builder:
        """Begin a step."""
        named = presenter.id if presenter else ""
        return self.say(StepBegun(span=f"s_{self.seq + 1}", step=step, presenter=named, at=at(clock)))
