"""`python -m benchmarks [--quick] [--markdown] [PART …]`: design.md §7 as far as it exists, each row with its bar.

Parts: starts, screen, inside, search, stall, durable, long, hq, load, courier, pages. Read the ratios; milliseconds
move with whatever else the machine does. `BIENBAN_BENCH_CITY=FILE` keeps the city of `pages` in a file, so that it is
filled once.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bench_pages, courier, durable, hq, hq_load, inside, long, screen, search, stall, starts
from benchmarks.rows import HEAD, MARKDOWN_HEAD, Row

PARTS: dict[str, Callable[[Path, bool], Iterator[Row]]] = {
    "durable": lambda folder, quick: durable.rows(quick=quick),
    "stall": lambda folder, quick: stall.rows(folder, quick=quick),
    "screen": lambda folder, quick: screen.rows(folder, quick=quick),
    "inside": lambda folder, quick: inside.rows(folder, quick=quick),
    "search": lambda folder, quick: search.rows(folder, quick=quick),
    "long": lambda folder, quick: long.rows(folder, quick=quick),
    "hq": lambda folder, quick: hq.rows(folder, quick=quick),
    "load": lambda folder, quick: hq_load.rows(folder, quick=quick),
    "courier": lambda folder, quick: courier.rows(folder, quick=quick),
    "pages": lambda folder, quick: bench_pages.rows(folder, quick=quick),
    "starts": lambda folder, quick: starts.rows(quick=quick),
}


def main() -> None:
    """Measure and print row by row."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller sizes")
    parser.add_argument("--markdown", action="store_true", help="a table to paste, with the command, machine and day")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    given = parser.parse_args()
    print(_told(given.parts) if given.markdown else HEAD)
    for name in given.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="bienban-bench-") as folder:
            for row in PARTS[name](Path(folder), given.quick):
                print(row.markdown() if given.markdown else row.line(), flush=True)


def _told(parts: list[str]) -> str:
    """What a figure is worth nothing without: command, day, machine and how busy it was; then the table's head."""
    command = " ".join(["python -m benchmarks", *parts])
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    busy = f"{os.getloadavg()[0]:.1f} processes wanted a core" if hasattr(os, "getloadavg") else "load unknown"
    return f"`{command}`, {time.strftime('%d %B %Y')}, {machine}; {busy} at the start.\n\n{MARKDOWN_HEAD}"


if __name__ == "__main__":
    main()
