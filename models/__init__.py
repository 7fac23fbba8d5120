"""The core: what a meeting is. Plain values and total functions; no files, clock, chance or threads.

facts → entries → ledger (registers) → meeting (views) → minutes, rules; commands are decided in `decide`.
"""
