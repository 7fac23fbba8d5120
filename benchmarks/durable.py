"""The store's own measurements as rows: an act until it is durable, against a bare append and sync."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from benchmarks.bench_store import BAR_RATIO, measure
from benchmarks.rows import Row, against

FLAT = 1.2
"""design.md §7: at 100,000 entries at most 1.2 times what it costs at 100."""


def rows(*, quick: bool) -> Iterator[Row]:
    """A row a size, then the largest over the smallest."""
    sizes = [100, 1_000] if quick else [100, 1_000, 10_000, 100_000]
    ratios: list[float] = []
    for size in sizes:
        middle = {way: median(times) for way, times in measure(size, 300 if quick else 1000).items()}
        ratios.append(middle["stream"] / middle["bare line"])
        yield against(f"act → durable at {size:,} entries", middle["stream"], middle["bare line"], BAR_RATIO, "µs")
    yield Row(f"the same at {sizes[-1]:,} over {sizes[0]:,} entries", "", ratios[-1] / ratios[0], "×", FLAT)
