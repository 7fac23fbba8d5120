"""The reporter: the record, its figures, and what every part of the report asks for again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace

from models.document import Paragraph, ParagraphKind
from models.figures import Figures, figures_of
from models.meeting import Meeting
from models.minutes.compose import as_read
from models.minutes.phrases import capital, clause, sentence
from models.minutes.remarks import choice
from models.minutes.scribe import Scribe
from models.plan import Body
from models.vietnamese.words import long_date

_NUMBERED = re.compile(r"^\d+\. ")
"""The number that a line of part I of the minutes begins with."""

_AS_IN_THE_MINUTES = frozenset(
    ("time", "place", "superiors", "chair", "clerk", "members", "present", "indicators", "quality", "participation")
)
"""Lines of the report that one sentence of the minutes with the same key tells as well."""

_COUNTED_FROM = {
    "basis": "separate",
    "superior": "superior",
    "excused": "absent",
    "unexcused": "absent",
    "figures": "spoke",
    "discussion": "speaking",
    "indicator": "beyond",
    "others": "beyond",
    "difference": "differences",
    "solutions": "solutions",
}
"""Sentences of the minutes that the report gives in figures only, without names or words → its own line."""

_SET_RIGHT = "biên bản đã sửa lại câu này khi thông qua, lấy theo biên bản"

OWED: tuple[str, ...] = ("report_strengths", "report_limits", "report_proposals")
"""Details without which a report is not whole: what only people can say."""


def lacking(meeting: Meeting) -> tuple[str, ...]:
    """The details (`models.details`) the report still lacks."""
    return tuple(name for name in OWED if not meeting.details.text(name).strip())


@dataclass(frozen=True)
class Reporter:
    """What the report is made of: `scribe` reads the adopted text, `live` what came after it."""

    scribe: Scribe
    figures: Figures
    literal: Mapping[str, str] = field(default_factory=dict)
    """Sentences of the minutes that the meeting worded anew, by key: the record does not say what they say."""

    @classmethod
    def of(cls, live: Meeting, now: int, offset: int) -> Reporter:
        """The reporter of a meeting at `now` (UTC ms), which reads the record as the minutes were set right (R45)."""
        scribe, figures = Scribe.of(live, now, offset), figures_of(live, now, offset)
        read = as_read(scribe)
        if read is None:
            return cls(scribe, figures)
        return cls(replace(scribe, meeting=read.meeting), figures, read.literal)

    @property
    def meeting(self) -> Meeting:
        """The record as adopted."""
        return self.scribe.meeting

    @property
    def live(self) -> Meeting:
        """The record with what came after the adoption."""
        return self.scribe.live

    @property
    def body(self) -> Body:
        """The plan's rules for this body."""
        return self.scribe.body

    @cached_property
    def drafting(self) -> bool:
        """Not to be sent as it is: the minutes are not adopted, or something is owed."""
        return self.scribe.drafting or bool(lacking(self.live))

    @property
    def session(self) -> str:
        """The session inside a sentence: "buổi sinh hoạt"."""
        return self.body.session_word

    @property
    def members(self) -> str:
        """Members inside a sentence: "đảng viên"."""
        return self.body.member_word

    # --- words --------------------------------------------------------------------------------------------

    def scope(self, code: str) -> str:
        """The word of a scope, as this body calls its collective."""
        return choice(self.scribe, "scopes", code)

    def degree(self, code: str) -> str:
        """The word of a degree (R34)."""
        return choice(self.scribe, "degrees", code)

    def clock(self, at: int) -> str:
        """A moment as papers write it: "14 giờ 05 phút"."""
        return self.scribe.clock(at)

    def day(self, at: int) -> str:
        """The day of a moment: "ngày 15 tháng 9 năm 2023"."""
        return long_date(self.scribe.local(at).date())

    # --- paragraphs ---------------------------------------------------------------------------------------

    def item(self, key: str, text: str) -> Paragraph:
        """One line of a list; as the meeting worded it anew while the minutes were read back, if it did (R45)."""
        return Paragraph(key, self._as_adopted(key, sentence(text)), "item", aloud=False)

    def field(self, key: str, lead: str, value: str, what: str, kind: ParagraphKind = "item") -> Paragraph:
        """ "Địa điểm: …" with its value, or with the gap that names what the minutes lack; as `item` if corrected."""
        told = self.scribe.field(key, lead, value, what, kind, aloud=False)
        text = self._as_adopted(key, told.text)
        return told if text == told.text else replace(told, text=text, gap=False)

    def _as_adopted(self, key: str, text: str) -> str:
        """The line as the adopted minutes have it: in their own sentence, or with a word that they say otherwise."""
        if key in _AS_IN_THE_MINUTES and key in self.literal:
            return sentence(capital(_NUMBERED.sub("", self.literal[key])))
        told = {_COUNTED_FROM.get(one.partition(":")[0]) for one in self.literal}
        return sentence(clause(text), [_SET_RIGHT]) if key in told else text

    def said(self, detail: str, what: str) -> Iterator[Paragraph]:
        """What the chair says to a question of the report, a paragraph a line; the gap stays until it is filled."""
        lines = [line for line in self.live.details.text(detail).splitlines() if line.strip()]
        if not lines:
            yield Paragraph(detail, f"[Chưa ghi: {what}]", "item", aloud=False, gap=True)
        for number, line in enumerate(lines, start=1):
            yield self.item(detail if number == 1 else f"{detail}:{number}", line)
