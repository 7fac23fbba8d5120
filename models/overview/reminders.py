"""Reminders (R74): what a unit still owes in words for the person who sends them, and one list for the phone.

No mail server is assumed: the text is copied, or handed to the mail program of whoever sends it. The words go by what
is missing and by the days left; nothing that was said in a session is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from models.minutes.phrases import cited_date, iso_date, sentence
from models.overview import standing
from models.overview.standing import Lack, Owed
from models.overview.values import Overview, UnitState
from models.plan import Body

_LONGEST_LINK = 1900
"""Letters of a mailto link that every mail program still takes (Windows hands over at most about 2,000)."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit is told. `short` fits a line of the phone list."""

    unit: UnitState
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
        brief = f"{sentence(self.short)}\n"
        whole, short = (_link(self.subject, text) for text in (self.text, brief))
        return whole if len(whole) <= _LONGEST_LINK else short


def _link(subject: str, text: str) -> str:
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:?subject={quote(subject, safe='')}&body={body}"


def reminders(overview: Overview) -> tuple[Reminder, ...]:
    """One for each unit that owes anything: what is late first, then by the days left, then in the tree's order."""
    found = [(unit, standing.owed(overview, unit)) for unit in overview.units]
    made = (_reminder(overview, unit, owed) for unit, owed in found if owed)
    return tuple(sorted(made, key=_urgency))


def phone_list(found: Iterable[Reminder]) -> str:
    """Every reminder on a line: unit, who follows it, what is missing."""
    lines = []
    for place, one in enumerate(found, start=1):
        follows = f" – theo dõi: {one.unit.overseer}" if one.unit.overseer else ""
        lines.append(f"{place}. {one.unit.name}{follows} – {one.short}\n")
    return "".join(lines)


def _urgency(one: Reminder) -> tuple[bool, int]:
    left = [owed.days_left for owed in one.owed if owed.days_left is not None]
    return not one.late, min(left, default=10_000)


def _reminder(overview: Overview, unit: UnitState, owed: tuple[Owed, ...]) -> Reminder:
    body = overview.plan.bodies[unit.body]
    said = [_said(overview, unit, body, one) for one in owed]
    campaign = overview.plan.short_title
    lines = [
        f"Kính gửi: {unit.name}",
        "",
        f"{overview.name} nhắc các việc sau của {campaign}:",
        *(f"- {sentence(one)}" for one in said),
        "",
        *_closing(unit),
        overview.name,
    ]
    short = "; ".join(map(_short, owed))
    return Reminder(unit, owed, f"Nhắc việc {campaign}: {unit.name}", "\n".join(lines) + "\n", short)


def _closing(unit: UnitState) -> Iterator[str]:
    if unit.overseer:
        yield f"Cần trao đổi, đề nghị liên hệ người theo dõi: {unit.overseer}."
    yield "Nếu đã làm rồi, hãy mở máy có mạng để bản ghi được gửi lên."


def _said(overview: Overview, unit: UnitState, body: Body, owed: Owed) -> str:
    """One thing that is owed, with its last day and the days left."""
    session = body.session_word
    minutes = overview.plan.thresholds.minimum_minutes
    words: dict[Lack, str] = {
        "announce": f"Chưa báo ngày tổ chức {session}; đề nghị định ngày và báo trước để cấp trên dự, chỉ đạo",
        "hold": f"Chưa tổ chức {session}{_announced(unit)}",
        "adopt": "Chưa có biên bản được thông qua; đề nghị thông qua và gửi biên bản",
        "short": f"Thời lượng {_held(unit)} phút, kế hoạch yêu cầu không dưới {minutes} phút; đề nghị giải trình lý do",
        "report": "Chưa gửi báo cáo kết quả",
    }
    return words[owed.lack] + _until(owed)


def _announced(unit: UnitState) -> str:
    """When and where it said that it meets."""
    day = iso_date(unit.told.day) if unit.told is not None else None
    if unit.told is None or day is None:
        return ""
    at = f" lúc {unit.told.clock}" if unit.told.clock else ""
    where = f" tại {unit.told.place}" if unit.told.place else ""
    return f" (đã báo ngày {cited_date(day)}{at}{where})"


def _held(unit: UnitState) -> int | None:
    return unit.told.figures.session.minutes if unit.told is not None else None


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
