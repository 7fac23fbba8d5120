"""What the desk costs, as ratios to honest yardsticks taken in one interleaved run: `python -m benchmarks`."""
