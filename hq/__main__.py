"""The command line of headquarters: `bienban-hq serve` and what an administrator does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser(prog="bienban-hq", description="Máy chủ trụ sở: nhận biên bản từ các máy thư ký.")
    parser.parse_args(argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
