"""Everything that is made of a meeting, line by line, for sessions of many kinds: kept under tests/data/whole.

    python -m tests.models.whole

writes the files anew. Look at the difference before it is committed: each changed line is a changed paper, figure or
warning. All people and places are invented.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from pydantic import BaseModel

from documents.plan_file import load_pattern
from models.attendance_sheet import attendance_sheet
from models.conflicts import conflicts_of
from models.document import Document, Heading, Paragraph, Recipients, Signatures, Table
from models.entries import FACTS
from models.finding_records import open_notes
from models.finding_records import record_of as found_in
from models.minutes import amendment_paper, draft_summary, minutes_of, read_aloud, reading_minutes
from models.news import news_of
from models.overview.paper import summary_report
from models.overview.pattern import Pattern
from models.overview.reminders import phone_list, reminders
from models.overview.telling import told_of
from models.overview.values import Overview, UnitState
from models.people import Roster
from models.plan import Plan
from models.record import record_of
from models.report import draft_limits, draft_strengths, report_of
from models.rules import check
from models.vietnamese.words import VN_OFFSET_MIN
from tests.models import gathered
from tests.models.rule_cases import with_limits
from tests.models.whole_commands import outcomes
from tests.models.whole_rules import standing
from tests.models.whole_sessions import AFTERWARDS, SESSIONS, all_is_well, plan
from tests.models.whole_typed import typed
from tests.models.whole_values import unsaid

FOLDER: Final = Path(__file__).parents[1] / "data" / "whole"

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
"""Changes with every letter of the plan's files; hashes have tests of their own."""


def told(name: str) -> str:
    """Everything made of one session, a line a value."""
    make, now = SESSIONS[name]
    meeting = make().meeting
    paper = minutes_of(meeting, now)
    made: dict[str, object] = {
        "minutes": paper,
        "to be read": reading_minutes(paper, plan().thresholds.reading_syllables_per_minute),
        "only aloud": [block for block in read_aloud(paper) if block not in paper.blocks],
        "report": report_of(meeting, now),
        "sheet": attendance_sheet(meeting, now),
        "summary": draft_summary(meeting).splitlines(),
        "strengths": draft_strengths(meeting, now).splitlines(),
        "limits": draft_limits(meeting, now).splitlines(),
        "news": news_of(meeting, now),
        "rules": check(meeting, now),
        "oddities": meeting.oddities,
        "conflicts": conflicts_of(meeting),
        "open notes": sorted(open_notes(meeting)),
        "searched": found_in(meeting, "m1", VN_OFFSET_MIN),
        "record": record_of(meeting, now, id="m1"),
    }
    papers = {f"amendment {one.number}": amendment_paper(meeting, one) for one in meeting.amendments}
    return _text({**made, **papers})


def _well() -> UnitState:
    """A unit in whose session nothing was found."""
    told = replace(told_of(all_is_well().meeting, AFTERWARDS), unmet=())
    return UnitState(id="u1", code="CB001", name="Chi bộ 1", body="chi_bo", overseer="", group="", depth=1, told=told)


def overviews() -> str:
    """What is made of the sessions of a ward and of a district."""
    ward = gathered.overview(gathered.ward(12))
    district = gathered.overview(gathered.district(3, 6), "Quận ủy Sông Con")
    made: dict[str, object] = {}
    silent = gathered.overview([gathered.unit(1, "announced"), gathered.unit(2, "late"), gathered.unit(3, "committee")])
    less = with_limits(plan(), separate_from_regular=False).model_copy(update={"documents": ()})
    well = Overview(less, "P2", "Đảng ủy phường Đồng Mít", "", AFTERWARDS, (_well(),))
    nothing = Overview(less, "P3", "Đảng ủy phường Sông Con", "", AFTERWARDS, ())
    named = {"ward": ward, "district": district, "silent": silent, "well": well, "nothing": nothing}
    for name, overview in named.items():
        made[f"{name}: report"] = summary_report(overview, load_pattern())
        made[f"{name}: reminders"] = reminders(overview)
        made[f"{name}: to call"] = phone_list(reminders(overview))
    return _text(made)


def _text(made: Mapping[str, object]) -> str:
    text = "\n".join(line for title, value in made.items() for line in (f"== {title}", *lines(value), "")) + "\n"
    return _HASH.sub("<hash>", text)


def lines(value: object, name: str = "") -> Iterator[str]:
    """A value line by line, whatever is empty left out."""
    match value:
        case Document():
            yield from _plain(value, ("form", "mark", "skeleton", "footer", "created_ms", "meta"))
            yield from _plain(value.letterhead, value.letterhead.__struct_fields__)
            for block in value.blocks:
                yield from _block(block)
        case Heading() | Paragraph():
            yield from _block(value)
        case BaseModel():
            shown = {one: getattr(value, one) for one in type(value).model_fields}
            yield from _parts(name, type(value).__name__, shown)
        case Struct():
            shown = {one: getattr(value, one) for one in value.__struct_fields__}
            yield from _parts(name, type(value).__name__, shown)
        case _ if is_dataclass(value) and not isinstance(value, type):
            shown = {one.name: getattr(value, one.name) for one in fields(value) if one.repr}
            yield from _parts(name, type(value).__name__, shown)
        case dict():
            yield from _parts(name, "", {str(key): one for key, one in value.items()})
        case tuple() | list() if not all(isinstance(one, str | int | float) for one in value):
            for place, one in enumerate(value, 1):
                yield from lines(one, f"{name}.{place}" if name else str(place))
        case _ if value not in ("", (), []):
            yield f"{name}: {value!r}" if name else repr(value)


def _parts(name: str, kind: str, shown: Mapping[str, object]) -> Iterator[str]:
    """The plain values of a thing on one line, those that have parts below it."""
    plain = {key: one for key, one in shown.items() if _is_plain(one)}
    known = " ".join(f"{key}={one!r}" for key, one in plain.items() if one not in ("", (), []))
    yield f"{name} {kind} {known}".strip()
    for key, one in shown.items():
        if key not in plain:
            yield from lines(one, f"{name}.{key}" if name else key)


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple | list):
        return all(isinstance(one, str | int | float) for one in value)
    return value is None or isinstance(value, str | int | float | date)


def _plain(value: object, names: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name}: {getattr(value, name)!r}" for name in names if getattr(value, name) != "")


def _block(block: Heading | Paragraph | Table | Signatures | Recipients) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {block.text}{' [new page]' if block.new_page else ''}"
        case Paragraph():
            flags = [flag for flag in ("aloud", "gap", "added", "corrected") if getattr(block, flag)]
            yield f"{block.key} ({' '.join([block.kind, *flags])}) {block.text}"
        case Table():
            yield f"{block.key} {block.widths}{' (aloud)' if block.aloud else ''} {' | '.join(block.header)}"
            yield from ("  " + " | ".join(row) for row in block.rows)
        case Signatures():
            yield from (f"signed: {one.title!r} {one.caption} {one.name}" for one in block.columns)
        case Recipients():
            yield from (f"to: {entry}" for entry in block.entries)


def stored() -> str:
    """Every kind of fact as it is stored for ever: its fields, what they may hold and what they are if left out."""
    return "".join(
        f"== {type} {version}\n" + _fields_of(kind) + "\n" for (type, version), kind in sorted(FACTS.items())
    )


def _fields_of(kind: type[BaseModel]) -> str:
    return "".join(
        f"{field.alias or name}: {field.annotation}{'' if field.is_required() else f' = {field.default!r}'}\n"
        for name, field in kind.model_fields.items()
    )


def asked() -> str:
    """What the files of plans, patterns and rosters may hold: each field, its limits, `=` what it is if left out."""
    kinds: tuple[type[BaseModel], ...] = (Plan, Pattern, Roster)
    return "".join(f"== {name}\n{_limits(part)}\n" for kind in kinds for name, part in _schemas(kind))


def _schemas(kind: type[BaseModel]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A record and those inside it: their names and JSON schemas."""
    whole = kind.model_json_schema()
    yield from sorted({**whole.get("$defs", {}), kind.__name__: whole}.items())


def _limits(part: Mapping[str, Any]) -> str:
    more = "" if part.get("additionalProperties") is False else "anything else too\n"
    return more + "".join(f"{name}: {_bare(field)}\n" for name, field in part["properties"].items())


def _bare(field: Mapping[str, Any]) -> str:
    """A field's schema without the title that pydantic makes of its name."""
    return json.dumps({key: value for key, value in field.items() if key != "title"}, ensure_ascii=False)


FILES: Final[Mapping[str, Callable[[], str]]] = {
    **{name: lambda name=name: told(name) for name in SESSIONS},  # type: ignore[misc]
    "overviews": overviews,
    "commands": lambda: _HASH.sub("<hash>", outcomes(plan())),
    "facts": stored,
    "asked": asked,
    "unsaid": unsaid,
    "typed": typed,
    "rules": lambda: standing(plan()),
}


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, made in FILES.items():
        (FOLDER / f"{name}.txt").write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
