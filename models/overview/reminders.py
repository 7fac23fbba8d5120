"""Reminders (R74): what a unit still owes in words for the person who sends them, and one list for the phone.

No mail server is assumed: the text is copied, or handed to the mail program of whoever sends it. The words go by what
is missing and by the days left; nothing that was said in a session is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from models.minutes.phrases import cited_date, iso_date, sentence
from models.overview import standing
from models.overview.standing import Lack, Owed
from models.overview.values import Overview, UnitState
from models.plan import Plan

_LONGEST_LINK = 1900
"""Letters of a mailto link that every mail program still takes (Windows hands over at most about 2,000)."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """A unit as far as a reminder speaks of it. `group` is the unit above it, "" where that goes without saying."""

    code: str
    name: str
    body: str
    overseer: str
    group: str = ""
    day: str = ""  # ISO day of the session as announced, "" before
    clock: str = ""  # hour of it, "14:00"
    place: str = ""
    minutes: int | None = None  # of the session

    @classmethod
    def of(cls, unit: UnitState) -> Debtor:
        """A unit of an overview."""
        named = (unit.code, unit.name, unit.body, unit.overseer, unit.group)
        if unit.told is None:
            return cls(*named)
        told = unit.told
        return cls(*named, told.day, told.clock, told.place, told.figures.session.minutes)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reminds: the name under the letter, the plan, and the day from which days are counted."""

    name: str
    plan: Plan
    today: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit is told. `short` fits a line of the phone list."""

    unit: Debtor
    owed: tuple[Owed, ...]
    subject: str
    text: str
    short: str

    @property
    def late(self) -> bool:
        """Whether anything is past its last day."""
        return any(one.late for one in self.owed)

    @property
    def mailto(self) -> str:
        """A link that opens a letter with subject and text; whom it goes to is filled in there (RFC 6068).

        Where the whole text would not fit a link, the letter has what is missing in few words.
        """
        whole = _link(self.subject, self.text)
        return whole if len(whole) <= _LONGEST_LINK else _link(self.subject, f"{sentence(self.short)}\n")


def _link(subject: str, text: str) -> str:
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:?subject={quote(subject, safe='')}&body={body}"


def reminders(overview: Overview) -> tuple[Reminder, ...]:
    """One for each unit that owes anything: what is late first, then by the days left, then in the tree's order."""
    sender = Sender(overview.name, overview.plan, overview.today)
    found = [(unit, standing.owed(overview, unit)) for unit in overview.units]
    made = [reminder(sender, Debtor.of(unit), owed) for unit, owed in found if owed]
    return tuple(sorted(made, key=lambda one: urgency(one.owed)))


def phone_list(found: Iterable[Reminder], first: int = 1) -> str:
    """Every reminder on a line, numbered from a number on: unit, who follows it, what is missing."""
    lines = []
    for place, one in enumerate(found, start=first):
        follows = f" – theo dõi: {one.unit.overseer}" if one.unit.overseer else ""
        lines.append(f"{place}. {one.unit.name}{follows} – {one.short}\n")
    return "".join(lines)


def urgency(found: Sequence[Owed]) -> tuple[bool, int]:
    """The order of reminders: what is late first, then by the days left; what has no last day at the end."""
    left = [one.days_left for one in found if one.days_left is not None]
    return not any(one.late for one in found), min(left, default=10_000)


def reminder(sender: Sender, unit: Debtor, owed: tuple[Owed, ...]) -> Reminder:
    """What a unit of one of the plan's bodies is told about what it owes."""
    said = [_said(sender.plan, unit, one) for one in owed]
    campaign = sender.plan.short_title
    lines = [
        f"Kính gửi: {unit.name}",
        "",
        f"{sender.name} nhắc các việc sau của {campaign}:",
        *(f"- {sentence(one)}" for one in said),
        "",
        *_closing(unit),
        sender.name,
    ]
    short = "; ".join(map(_short, owed))
    return Reminder(unit, owed, f"Nhắc việc {campaign}: {unit.name}", "\n".join(lines) + "\n", short)


def _closing(unit: Debtor) -> Iterator[str]:
    if unit.overseer:
        yield f"Cần trao đổi, đề nghị liên hệ người theo dõi: {unit.overseer}."
    yield "Nếu đã làm rồi, hãy mở máy có mạng để bản ghi được gửi lên."


def _said(plan: Plan, unit: Debtor, owed: Owed) -> str:
    """One thing that is owed, with its last day and the days left."""
    session = plan.bodies[unit.body].session_word
    least = plan.thresholds.minimum_minutes
    words: dict[Lack, str] = {
        "announce": f"Chưa báo ngày tổ chức {session}; đề nghị định ngày và báo trước để cấp trên dự, chỉ đạo",
        "hold": f"Chưa tổ chức {session}{_announced(unit)}",
        "adopt": "Chưa có biên bản được thông qua; đề nghị thông qua và gửi biên bản",
        "short": f"Thời lượng {unit.minutes} phút, kế hoạch yêu cầu không dưới {least} phút; đề nghị giải trình lý do",
        "report": "Chưa gửi báo cáo kết quả",
    }
    return words[owed.lack] + _until(owed)


def _announced(unit: Debtor) -> str:
    """When and where it said that it meets."""
    day = iso_date(unit.day)
    if day is None:
        return ""
    at = f" lúc {unit.clock}" if unit.clock else ""
    where = f" tại {unit.place}" if unit.place else ""
    return f" (đã báo ngày {cited_date(day)}{at}{where})"


def _until(owed: Owed) -> str:
    if owed.last_day is None or owed.days_left is None:
        return ""
    return f"; thời hạn chậm nhất ngày {cited_date(owed.last_day)}, {standing.days_left(owed.days_left)}"


_SHORT: dict[Lack, str] = {
    "announce": "chưa báo ngày họp",
    "hold": "chưa họp",
    "adopt": "chưa có biên bản",
    "short": "thiếu thời lượng",
    "report": "chưa gửi báo cáo",
}


def _short(owed: Owed) -> str:
    left = f" ({standing.days_left(owed.days_left)})" if owed.days_left is not None else ""
    return _SHORT[owed.lack] + left
