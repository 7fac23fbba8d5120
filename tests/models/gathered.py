"""Units with sessions of many kinds, played through the record, and overviews made of them. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from documents.plan_file import load_pattern, load_plan
from models import facts as f
from models.meeting import Meeting
from models.overview.pattern import Pattern
from models.overview.telling import told_of
from models.overview.values import Overview, Told, UnitState
from models.plan import Plan
from tests.models import minutes_record as record
from tests.models.build import DAY, Builder, at

A_DAY = 86_400_000
AS_OF = DAY + 6 * A_DAY + 3 * 3_600_000
"""21/9/2023 17:00 in Viet Nam: the day after the plan's last day for the sessions is over."""

AFTERWARDS = AS_OF
NAMES = (
    "Chi bộ thôn Đông Mít",
    "Chi bộ Tổ dân phố số 12 và khu tập thể Nhà máy Cơ khí Bến Tre Xanh",
    "Chi bộ Trường Mầm non Hoa Gạo",
    "Chi bộ Trạm Y tế",
    "Chi bộ Hợp tác xã Dịch vụ nông nghiệp tổng hợp Sông Con",
)
WATCHERS = ("đ/c Lê Thị Lan", "đ/c Nguyễn Hoàng Phương Thảo", "đ/c Vũ An", "")


@dataclass(frozen=True)
class Session:
    """A meeting with what headquarters takes of it; both None while nothing came."""

    meeting: Meeting | None
    told: Told | None


@cache
def plan() -> Plan:
    """The shipped plan."""
    return load_plan()


@cache
def pattern() -> Pattern:
    """The shipped pattern of the summary report."""
    return load_pattern()


def announced(body: str = "chi_bo") -> Builder:
    """A meeting that is prepared."""
    desk = Builder(plan()).opened(body).list(*record.MEMBERS)
    details = {"date": "2023-09-18", "planned_start": "19:30", "place": "Nhà văn hóa", "notified_on": "2023-09-10"}
    return desk.say(*(f.DetailSet(field=field, value=value) for field, value in details.items()))


def brief(days: int = 0, minutes: int = 60, body: str = "chi_bo") -> Builder:
    """A session of so many minutes, so many days after 15/9/2023, in which nobody speaks; its minutes pass."""
    shift, start = days * A_DAY, at("14:00")
    desk = announced(body).present(record.AN, record.BICH, record.TOAN)
    desk.say(
        f.DetailSet(field="date", value=f"2023-09-{15 + days}"),
        f.DetailSet(field="separate", value=False),
        f.SessionStarted(at=start + shift),
        f.StepBegun(span="s_1", step="on_dinh", at=start + shift),
        f.Assessed(indicator="3", field="present", value="co"),
        f.Assessed(indicator="3", field="degree", value="co_luc"),
        f.Assessed(indicator="11", field="present", value="co"),
        f.Assessed(indicator="12", field="present", value="co"),
        f.Assessed(indicator="12", field="scope", value="self"),
        f.DetailSet(field="quality", value="kha"),
        f.SessionEnded(at=start + shift + minutes * 60_000),
    )
    return desk


def sent(desk: Builder, day: str) -> Builder:
    """The same with its report sent."""
    return desk.say(f.DetailSet(field="report_sent", value=day))


@cache
def sessions() -> Mapping[str, Session]:
    """One of each kind."""
    made = {
        "announced": announced(),
        "running": record.ready(plan()),
        "whole": record.whole(plan()),
        "sent": sent(record.whole(plan()), "2023-09-25"),
        "sent late": sent(record.whole(plan()), "2023-11-02"),
        "short": brief(),
        "late": brief(days=6, minutes=95),
        "committee": brief(minutes=100, body="dang_uy"),
    }
    told = {name: Session(desk.meeting, told_of(desk.meeting, AFTERWARDS)) for name, desk in made.items()}
    return {"nothing": Session(None, None), **told}


KINDS = ("nothing", "announced", "running", "whole", "sent", "sent late", "short", "late", "committee")


def unit(place: int, kind: str, group: str = "") -> UnitState:
    """The unit at a place of a list, with a session of a kind."""
    body = "dang_uy" if kind == "committee" else "chi_bo"
    return UnitState(
        id=f"u{place}",
        code=f"CB{place:03}",
        name=f"{NAMES[place % len(NAMES)]}" + (f" {place}" if place >= len(NAMES) else ""),
        body=body,
        overseer=WATCHERS[place % len(WATCHERS)],
        group=group,
        depth=2 if group else 1,
        told=sessions()[kind].told,
    )


def overview(units: Sequence[UnitState], name: str = "Đảng ủy phường Bến Tre Xanh", as_of: int = AS_OF) -> Overview:
    """An overview of those units."""
    parent = "Quận ủy Sông Con" if name.startswith("Đảng ủy") else "Thành ủy"
    return Overview(plan(), "P1", name, parent, as_of, tuple(units))


_OFTEN = ("whole", "sent", "short", "whole", "nothing", "sent", "late", "announced", "sent", "running")


def ward(size: int = 40, group: str = "", first: int = 0) -> list[UnitState]:
    """A ward's units, its committee first."""
    cells = [unit(first + place, _OFTEN[place % len(_OFTEN)], group) for place in range(1, size)]
    return [unit(first, "committee", group), *cells]


def district(wards: int = 14, size: int = 32) -> list[UnitState]:
    """The units of so many wards."""
    named = [f"Đảng ủy phường {name}" for name in ("Bến Tre Xanh", "Sông Con", "Hoa Gạo và Đồng Mít", "Cầu Đá")]
    groups = [f"{named[place % 4]}{f' {place // 4 + 1}' if place >= 4 else ''}" for place in range(wards)]
    return [one for place, group in enumerate(groups) for one in ward(size, group, place * size)]
