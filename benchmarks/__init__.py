"""What the desk costs, as ratios to honest yardsticks taken in one interleaved run: `python -m benchmarks`."""

from __future__ import annotations

import warnings

# Starlette's test client asks for httpx2; it still takes httpx, which is what the desk itself calls with.
warnings.filterwarnings("ignore", "Using .httpx. with .starlette")
