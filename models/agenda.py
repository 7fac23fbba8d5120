"""Steps, breaks and the clock of a session, computed from stored times (L9, R15, R83).

All times are UTC ms on the corrected clock; durations are ms. Nothing here counts ticks: after a crash the
same entries give the same clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from models.ledger import Ledger

MINUTE = 60_000


class Interval(Struct, frozen=True):
    """From `start` up to `stop`, still open when `stop` is None."""

    start: int
    stop: int | None

    def overlap(self, start: int, stop: int) -> int:
        """Ms shared with [start, stop)."""
        end = stop if self.stop is None else min(self.stop, stop)
        return max(0, end - max(self.start, start))

    def holds(self, at: int) -> bool:
        """Whether `at` lies inside."""
        return self.start <= at and (self.stop is None or at < self.stop)


def shared(intervals: Iterable[Interval], start: int, stop: int) -> int:
    """Ms of [start, stop) that the intervals cover together."""
    return sum(interval.overlap(start, stop) for interval in intervals)


class Span(Struct, frozen=True):
    """One stretch of one step; a step taken up again has two."""

    id: str
    step: str
    presenter: str  # person id, "" when nobody is named
    during: Interval


class Focus(Struct, frozen=True):
    """A stretch of the discussion held about one indicator."""

    indicator: str
    during: Interval


class Agenda(Struct, frozen=True):
    """The session's times. `pauses`, `spans` and `focuses` are in order of time and do not overlap."""

    started: int | None
    ended: int | None
    pauses: tuple[Interval, ...]
    spans: tuple[Span, ...]
    focuses: tuple[Focus, ...]

    @property
    def running(self) -> bool:
        """Started and not ended."""
        return self.started is not None and self.ended is None

    @property
    def paused(self) -> bool:
        """Inside a break."""
        return self.running and any(pause.stop is None for pause in self.pauses)

    @property
    def current(self) -> Span | None:
        """The step being held; None before the first and after the end."""
        return self.spans[-1] if self.spans and self.ended is None else None

    @property
    def focus(self) -> str:
        """The indicator being discussed, "" for none."""
        return self.focuses[-1].indicator if self.focuses and self.ended is None else ""

    def worked(self, start: int, stop: int) -> int:
        """Ms of [start, stop) without the breaks."""
        return max(0, stop - start) - shared(self.pauses, start, stop)

    def elapsed(self, now: int, *, breaks_count: bool = False) -> int:
        """Ms the session has lasted (R15); whether breaks count is the plan's setting."""
        if self.started is None:
            return 0
        stop = min(now, self.ended) if self.ended is not None else now
        return max(0, stop - self.started) if breaks_count else self.worked(self.started, stop)

    def spent(self, step: str, now: int) -> int:
        """Ms spent on a step so far, breaks left out."""
        spans = (span.during for span in self.spans if span.step == step)
        return sum(self.worked(during.start, during.stop or max(now, during.start)) for during in spans)

    def presenter(self, step: str) -> str:
        """Who presented a step: the last one named, "" when nobody was."""
        named = [span.presenter for span in self.spans if span.step == step and span.presenter]
        return named[-1] if named else ""

    def begun(self, step: str) -> int | None:
        """When a step was first taken up."""
        starts = [span.during.start for span in self.spans if span.step == step]
        return min(starts) if starts else None

    def step_at(self, at: int) -> str:
        """The step held at a moment, "" outside all."""
        return next((span.step for span in self.spans if span.during.holds(at)), "")

    def discussed(self, indicator: str, now: int) -> int:
        """Ms the discussion stayed with an indicator, breaks left out."""
        during = (focus.during for focus in self.focuses if focus.indicator == indicator)
        return sum(self.worked(stay.start, stay.stop or max(now, stay.start)) for stay in during)


def agenda_of(ledger: Ledger) -> Agenda:
    """The agenda that the entries add up to."""
    started = _time(ledger.value("session", "session", "started"))
    ended = _time(ledger.value("session", "session", "ended"))
    pauses = []
    for pause in ledger.ids("pause"):
        fields = ledger.fields("pause", pause)
        begin = _time(fields.get("start"))
        if begin is not None:
            pauses.append(Interval(begin, _time(fields.get("stop")) or ended))
    spans = _stretches(ledger, "span", ended)
    focuses = _stretches(ledger, "focus", ended)
    return Agenda(
        started=started,
        ended=ended,
        pauses=_merged(pauses),
        spans=tuple(Span(str(f["span"]), str(f["step"]), str(f.get("presenter") or ""), during) for f, during in spans),
        focuses=tuple(Focus(str(f["indicator"]), during) for f, during in focuses),
    )


def _merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time without overlaps, in order: a break that two desks pressed is one break (sync.md §3)."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda interval: interval.start):
        last = merged[-1] if merged else None
        if last is None or (last.stop is not None and last.stop < interval.start):
            merged.append(interval)
        elif last.stop is not None:
            stop = None if interval.stop is None else max(last.stop, interval.stop)
            merged[-1] = Interval(last.start, stop)
    return tuple(merged)


def _time(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _stretches(ledger: Ledger, part: str, ended: int | None) -> list[tuple[Mapping[str, object], Interval]]:
    """The things of a part in order of time, each lasting until the next begins.

    A correction whose beginning was undone, or has not come from the other desk yet, makes no stretch.
    """
    found = [fields for thing in ledger.ids(part) if {"at", part} <= (fields := ledger.fields(part, thing)).keys()]
    found.sort(key=lambda fields: _time(fields["at"]) or 0)
    starts = [_time(fields["at"]) or 0 for fields in found]
    stops: list[int | None] = [*starts[1:], ended]
    return [
        (fields, Interval(start, stop if stop is None else max(start, stop)))
        for fields, start, stop in zip(found, starts, stops[: len(starts)], strict=True)
    ]
