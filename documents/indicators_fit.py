"""Laying the indicators found in a paper into the plan's numbered slots, and saying what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from documents.indicators_text import FoundGroup, Reading
from models.indicators import Indicator, IndicatorList


@dataclass(slots=True)
class Fitted:
    """Text by slot number, title by group number, texts without a slot, and warnings in Vietnamese."""

    texts: dict[int, str] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def fit(reading: Reading, slots: IndicatorList) -> Fitted:
    """Every text found in its slot, or among the surplus with a warning."""
    fitted = Fitted()
    if _runs_through(reading.groups, slots):
        _place_running(reading.groups, slots, fitted)
    else:
        _place_groups(reading.groups, slots, fitted)
    fitted.warnings += [*_counts(fitted, slots), *_surplus(fitted), *_doubts(fitted), *_left_over(reading)]
    return fitted


def filled(fitted: Fitted, slots: IndicatorList, source: str) -> IndicatorList:
    """The slots with the texts in them; a slot without one stays `missing`."""
    groups = [
        group.model_copy(update={"title": fitted.titles.get(group.number) or group.title}) for group in slots.groups
    ]
    items = [_item(item, fitted.texts.get(item.number, "")) for item in slots.items]
    return IndicatorList(source=source, groups=tuple(groups), items=tuple(items))


def _item(slot: Indicator, text: str) -> Indicator:
    return Indicator(number=slot.number, group=slot.group, text=text, status="sourced" if text else "missing")


# --- Placing ---


def _runs_through(groups: list[FoundGroup], slots: IndicatorList) -> bool:
    """Whether the numbers are the slots' own: one list without headings, or growing without a break to the last."""
    if len(groups) == 1 and groups[0].ordinal is None:
        return True
    numbers = [number for group in groups for number in group.items]
    return numbers == sorted(set(numbers)) and numbers[-1] == len(slots.items)


def _place_running(groups: list[FoundGroup], slots: IndicatorList, fitted: Fitted) -> None:
    """Each text by its number; a heading that was lost does no harm here."""
    for found in groups:
        if found.ordinal is not None:
            fitted.titles[found.ordinal] = found.title
        for number, text in found.items.items():
            _put(number, text, number <= len(slots.items), fitted)


def _place_groups(groups: list[FoundGroup], slots: IndicatorList, fitted: Fitted) -> None:
    """Group by group, by the place its heading names, else by its turn."""
    turn, last = 0, 0
    for found in groups:
        turn = found.ordinal or turn + 1
        if turn > len(slots.groups):
            fitted.surplus += found.items.values()
            continue
        group = slots.groups[turn - 1]
        first = 1 + sum(other.size for other in slots.groups[: turn - 1])
        before = _numbers_before(found, first, last)
        last = max(found.items)
        fitted.titles[group.number] = found.title
        for number, text in found.items.items():
            local = number - before
            _put(first + local - 1, text, 1 <= local <= group.size, fitted)


def _numbers_before(found: FoundGroup, first: int, last: int) -> int:
    """How far the group's numbers run ahead of 1.

    Not at all where they begin again. Where they run on, they follow the group above; only if there is a hole
    between the two, the group's first slot tells where it should have begun.
    """
    lowest = min(found.items)
    if lowest <= last:
        return 0
    return first - 1 if lowest > last + 1 and lowest >= first else last


def _put(slot: int, text: str, has_slot: bool, fitted: Fitted) -> None:
    """One text into its slot; "./." is the sign that a paper ends, not wording."""
    if not has_slot or slot in fitted.texts:
        fitted.surplus.append(text)
    elif text:
        fitted.texts[slot] = text.removesuffix("/.") if text.endswith("./.") else text


# --- Warnings ---


def _counts(fitted: Fitted, slots: IndicatorList) -> Iterator[str]:
    """Each group that is not full, with the numbers missing."""
    for group in slots.groups:
        numbers = [item.number for item in slots.items if item.group == group.number]
        missing = [number for number in numbers if number not in fitted.texts]
        if missing:
            found, listed = len(numbers) - len(missing), ", ".join(map(str, missing))
            yield f"Nhóm {group.numeral}: đọc được {found} biểu hiện, cần {group.size}; thiếu số {listed}."


def _surplus(fitted: Fitted) -> Iterator[str]:
    for text in fitted.surplus:
        yield f"Thừa một biểu hiện, không có ô cho: “{_short(text)}”."


def _doubts(fitted: Fitted) -> Iterator[str]:
    """Texts that were hardly meant so: the same twice, letters lost, far longer than the others."""
    seen: dict[str, int] = {}
    usual = 3 * median(map(len, fitted.texts.values())) + 100 if fitted.texts else 0
    for number, text in sorted(fitted.texts.items()):
        if text in seen:
            yield f"Biểu hiện {seen[text]} và {number} giống hệt nhau."
        seen.setdefault(text, number)
        if "\ufffd" in text:
            yield f"Biểu hiện {number} có chữ không đọc được, hãy lưu tệp bằng mã UTF-8 rồi nạp lại."
        if len(text) > usual:
            yield f"Biểu hiện {number} dài bất thường, có thể lẫn đoạn khác: “…{text[-40:]}”."


def _left_over(reading: Reading) -> Iterator[str]:
    if reading.left_over:
        count, line = len(reading.left_over), _short(reading.left_over[0])
        yield f"Bỏ qua {count} dòng ngoài danh sách, đầu tiên là “{line}”."


def _short(text: str) -> str:
    return text if len(text) <= 50 else text[:49].rstrip() + "…"
