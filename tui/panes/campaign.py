"""The plan that headquarters handed out: looked through, then taken with Enter for new meetings, or left for later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from models.plan import Plan
from models.vietnamese.words import short_date
from sync.errors import StoreError, of_disk
from tui import words_handed as texts
from tui.draw import Line, line, wrapped
from tui.panes.scrolling import ScrollPane

if TYPE_CHECKING:
    from tui.workbench import Workbench


class PlanPane(ScrollPane):
    """What the plan is and asks, beside the one in use. `then` is told when it is taken."""

    name = texts.PANE_PLAN

    def __init__(self, plan: Plan, files: Mapping[str, bytes], then: Callable[[], None]) -> None:
        super().__init__()
        self._plan = plan
        self._files = files
        self._then = then

    def lines(self, bench: Workbench, width: int) -> list[Line]:
        """The plan, what taking it means, its days and its bodies."""
        now = bench.desk.store.plan
        head = [
            *wrapped(texts.PLAN_SAYS.format(title=self._plan.title), width - 2, "strong"),
            *wrapped(texts.PLAN_MARK.format(short=self._plan.short_title, digest=self._plan.digest()[:16]), width - 2),
            *wrapped(texts.PLAN_NOW.format(short=now.short_title, digest=now.digest()[:16]), width - 2, "muted"),
            *wrapped(texts.PLAN_AFTER, width - 2),
            (),
            *(row for told in self._asks() for row in wrapped(told, width - 2)),
        ]
        return [line(" ", *row) for row in head]

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter and Esc do."""
        return (self.name, texts.WORDING_HINT)

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """Take it, read on, leave it."""
        return list(texts.PLAN_KEYS)

    def taken(self, bench: Workbench, text: str) -> None:
        """Put it to use as `bienban plan use` does: a meeting that was opened keeps the plan it was opened with."""
        try:
            bench.desk.store.plans.use(self._plan, self._files)
        except (StoreError, OSError) as error:
            bench.refuse(of_disk(error).sentence)
            return
        self._then()
        bench.back()
        bench.say(texts.PLAN_TAKEN.format(short=self._plan.short_title), "done")

    def _asks(self) -> Iterator[str]:
        """Its days, its bodies with their programmes, how much it has of the rest."""
        days = self._plan.deadlines
        yield texts.PLAN_DAYS.format(session=short_date(days.session.last_day), report=short_date(days.report.last_day))
        for body in self._plan.bodies.values():
            yield texts.PLAN_BODY.format(name=body.name, steps=len(body.steps), minutes=body.planned_minutes)
        counts = {"documents": len(self._plan.documents), "indicators": len(self._plan.indicators)}
        yield texts.PLAN_REST.format(**counts)
