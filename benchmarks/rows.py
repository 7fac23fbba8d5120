"""A measured row: what was measured, the figure, what it is held against and whether it is within its bar."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

WIDTHS = (58, 26, 8, 10, 5)
"""Columns of the printed table, in cells."""


def _cells(*texts: str) -> str:
    return "  ".join(f"{text:<{width}}" for text, width in zip(texts, WIDTHS, strict=True)).rstrip()


def _markdown(*texts: str) -> str:
    return "| " + " | ".join(text.replace("|", r"\|") for text in texts) + " |"


_HEADS = ("what", "figure", "ratio", "bar", "")

HEAD = _cells(*_HEADS)
MARKDOWN_HEAD = "\n".join((_markdown(*_HEADS), _markdown(*["---"] * len(_HEADS))))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `value` and `bar` are in the same unit; a bar of None only reports."""

    name: str
    figure: str
    value: float
    unit: str = "×"
    bar: float | None = None

    @property
    def verdict(self) -> str:
        """Within the bar, or over it."""
        if self.bar is None:
            return "-"
        return "ok" if self.value <= self.bar else "over"

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What stands under each of the heads."""
        ratio = f"{self.value:.2f} ×" if self.unit == "×" else ""
        bar = "" if self.bar is None else f"≤ {self.bar:g} {self.unit}"
        return self.name, self.figure, ratio, bar, self.verdict

    def line(self) -> str:
        """The row as text."""
        return _cells(*self.cells)

    def markdown(self) -> str:
        """The row of a Markdown table."""
        return _markdown(*(cell.strip() for cell in self.cells))


def against(name: str, measured: float, yardstick: float, bar: float | None, unit: str = "ms") -> Row:
    """A ratio: both in `unit`, the figure shows the two."""
    return Row(name, f"{measured:.4g} against {yardstick:.4g} {unit}", measured / yardstick, "×", bar)


def figure(name: str, value: float, unit: str, bar: float | None = None) -> Row:
    """A plain figure."""
    return Row(name, f"{value:.4g} {unit}", value, unit, bar)


def timed(run: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def typical(run: Callable[[], object], times: int) -> float:
    """The median of so many calls, in ms."""
    return median(timed(run) for _ in range(times))


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which `share` (0 … 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def interleaved(runs: Sequence[Callable[[], float]], rounds: int) -> list[float]:
    """The median of each run when all of them take turns: a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for measured, run in zip(taken, runs, strict=True):
            measured.append(run())
    return [median(measured) for measured in taken]
