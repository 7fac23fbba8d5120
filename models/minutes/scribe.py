"""The scribe: the record a paper is made from, with what every part of it asks for again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from models.document import Heading, Paragraph, ParagraphKind
from models.meeting import Meeting
from models.minutes.address import addressed, counted
from models.minutes.phrases import capital, sentence, uncapital
from models.moments import local
from models.plan import Body, Step, StepKind
from models.posts import is_plain_member, written_out
from models.vietnamese.words import clock

BLANK = "……"
"""Room to write by hand, in an adopted paper that lacks something."""

_COUNTING = ("buổi ", "cuộc ")


class Scribe(Struct, frozen=True):
    """What the text is made of: `meeting` gives it, `live` only tells what came after the adoption."""

    meeting: Meeting
    live: Meeting
    now: int  # UTC ms: the moment of the draft, or of the adoption
    offset: int  # minutes east of UTC of the printed times

    @classmethod
    def of(cls, live: Meeting, now: int, offset: int) -> Scribe:
        """The scribe of a draft at `now`, or of the text that was adopted, which no later moment changes."""
        adopted = live.adopted
        return cls(live.as_adopted(), live, now if adopted is None else adopted.at, offset)

    @property
    def drafting(self) -> bool:
        """Whether the meeting has not passed the text yet: only then are gaps shown."""
        return self.live.adopted is None

    @property
    def body(self) -> Body:
        """The plan's rules for this kind of body, as the meeting reads them."""
        return self.meeting.body

    @property
    def cell(self) -> str:
        """What the body calls itself inside a sentence: "chi bộ", "UBND phường", "Ban Thường vụ Đoàn phường"."""
        name = self.body.name
        return uncapital(name) if name[1:].islower() else name

    @property
    def gathering(self) -> str:
        """What people come to, without the word that counts it: "sinh hoạt" of "buổi sinh hoạt", "họp"."""
        counted = next((word for word in _COUNTING if self.body.session_word.startswith(word)), "")
        return self.body.session_word.removeprefix(counted)

    @property
    def session(self) -> str:
        """The session as the beginning of a sentence: "Buổi sinh hoạt", "Cuộc họp"."""
        return capital(self.body.session_word)

    # --- people -------------------------------------------------------------------------------------------

    def addressed(self, person: str) -> str:
        """Form of address and name: "đồng chí Nguyễn Văn Hùng (1961)"."""
        return addressed(self.meeting, person)

    def counted(self, people: Iterable[str]) -> str:
        """What these people are counted as: "đồng chí", or "người" where not all are."""
        return counted(self.meeting, people)

    @property
    def heads(self) -> str:
        """What the members of the body are counted as."""
        return self.counted(self.meeting.attendance.members)

    def post(self, person: str) -> str:
        """The post that comes with a name: one the plan expects of members, or what a guest came as.

        A committee is made of other posts too: there it is the one of the list.
        """
        guest = self.meeting.guests.get(person)
        if guest is not None:
            return guest.post or self._named_post(guest.role)
        member = self.meeting.people.get(person)
        expected = {post.role for post in self.body.expected_posts}
        if member is None:
            return ""
        if member.role_code in expected:
            return written_out(member.role, self.meeting.plan.role(member.role_code, self.body))
        return "" if self.body.voting == "members" or is_plain_member(member.role) else member.role

    def _named_post(self, code: str) -> str:
        """The post of that code as this body names it, "" for none."""
        roles = (*self.body.roles, *self.meeting.plan.roles)
        return next((role.name for role in roles if role.code == code), "")

    def titled(self, person: str) -> str:
        """Form of address, name and post, if any: "đồng chí Lê Hồng An, Bí thư chi bộ"."""
        post = self.post(person)
        return f"{self.addressed(person)}, {post}" if post else self.addressed(person)

    # --- time ---------------------------------------------------------------------------------------------

    def local(self, at: int) -> datetime:
        """A moment (UTC ms) on the clock of the place."""
        return local(at, self.offset)

    def clock(self, at: int) -> str:
        """A moment as the minutes write it: "14 giờ 05 phút"."""
        return clock(self.local(at).time())

    def during(self, at: int) -> str:
        """What was going on at a moment: ", trong phần thảo luận" (L2), or nothing."""
        agenda = self.meeting.agenda
        if any(pause.holds(at) for pause in agenda.pauses):
            return ", trong giờ nghỉ"
        step = self.step(agenda.step_at(at))
        return f", trong phần {uncapital(step.title)}" if step else ""

    def step(self, id: str) -> Step | None:
        """The plan's step of that id, None if it has none."""
        return next((step for step in self.body.steps if step.id == id), None)

    def takes_up(self, kind: StepKind) -> bool:
        """Whether the body has a step of that kind at all."""
        return any(step.kind == kind for step in self.body.steps)

    def over(self, kind: StepKind) -> bool:
        """Whether the step of that kind was begun and is over."""
        step = self.body.step_of_kind(kind).id
        spans = [span for span in self.meeting.agenda.spans if span.step == step]
        return bool(spans) and all(span.during.stop is not None for span in spans)

    # --- parts and gaps ---------------------------------------------------------------------------------------------

    def part(self, numeral: str, title: str) -> Heading:
        """The heading of a part, as papers of this form number their parts."""
        return Heading(1, self.body.paper.section(numeral, title))

    def blank(self, what: str) -> str:
        """Instead of something missing: its name in a draft, room to write by hand in the adopted text."""
        return f"[Chưa ghi: {what}]" if self.drafting else BLANK

    def field(
        self, key: str, lead: str, value: str, what: str, kind: ParagraphKind = "body", *, aloud: bool = True
    ) -> Paragraph:
        """ "Địa điểm: …" with its value, or with the gap that names what is missing."""
        if value:
            return Paragraph(key, sentence(f"{lead}: {value}"), kind, aloud=aloud)
        return Paragraph(key, f"{lead}: {self.blank(what)}", kind, aloud=aloud, gap=self.drafting)

    def gap(self, key: str, what: str, kind: ParagraphKind = "body") -> Iterator[Paragraph]:
        """A paragraph that only says what is missing; nothing in the adopted text."""
        if self.drafting:
            yield Paragraph(key, f"[{what}]", kind, gap=True)
