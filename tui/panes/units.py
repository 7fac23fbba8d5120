"""The units of this laptop: choose the one to work for, or add one of another kind (R12–R14, R82)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.localities import place_in, said_at
from models.vietnamese.text import fold
from sync.errors import StoreError
from sync.units import Unit
from tui import words_units as texts
from tui.desk import USUAL_BODY
from tui.draw import Line, cut, fit, line, pad, rule
from tui.panes.base import ListPane
from tui.prompts import AskText, Choose, Option

if TYPE_CHECKING:
    from models.plan import Plan
    from tui.workbench import Workbench

ADD = "add"
NAME_WIDTH = 36


class UnitsPane(ListPane[Unit | str]):
    """The current unit first, then the others, then how to add one."""

    name = texts.PANE_UNITS

    def rows(self, bench: Workbench, text: str) -> Sequence[Unit | str]:
        """The units whose name holds what was typed."""
        wanted = fold(text).split()
        found = [unit for unit in bench.desk.store.units.all() if all(word in fold(unit.name) for word in wanted)]
        return found if wanted else [*found, ADD]

    def hints(self, bench: Workbench) -> list[tuple[str, str]]:
        """The pane's own keys."""
        return list(texts.UNITS_KEYS)

    def head(self, bench: Workbench, width: int) -> list[Line]:
        """What the list is."""
        return [rule(width, texts.UNITS_TITLE)]

    def draw(self, bench: Workbench, row: Unit | str, width: int) -> Line:
        """Name, kind, whether it is the one in use."""
        if isinstance(row, str):
            added = (pad(texts.UNIT_ADD, NAME_WIDTH), "strong"), (texts.UNIT_ADD_HINT, "muted")
            return fit(line(("  + ", "key"), *added), width)
        name = row.name or texts.UNIT_UNNAMED
        kind = kind_of(bench.desk.store.plan, row)
        now = row.id == str(bench.desk.store.cell)
        told = (f"{texts.UNIT_NOW} · ", "now") if now else ""
        return fit(line("    ", (pad(cut(name, NAME_WIDTH - 1), NAME_WIDTH), "plain"), told, (kind, "muted")), width)

    def asking(self, bench: Workbench) -> tuple[str, str]:
        """What Enter does."""
        return (self.name, texts.UNITS_HINT)

    def taken(self, bench: Workbench, text: str) -> None:
        """Work for the unit under the cursor, or add one."""
        row = self.current(bench, text)
        if row is None:
            bench.refuse(self.empty(bench, text))
        elif isinstance(row, str):
            _ask_kind(bench)
        else:
            _use(bench, row)


def kind_of(plan: Plan, unit: Unit) -> str:
    """What the plan calls such a unit where it is: "Chi bộ", "UBND xã", "Đoàn TNCS Hồ Chí Minh"."""
    body = plan.bodies.get(unit.body or USUAL_BODY)
    name = body.variant(unit.variant).name if body is not None else unit.body
    return said_at(name, plan.decision.issuer, unit.name, unit.parent)


def _use(bench: Workbench, unit: Unit) -> None:
    try:
        bench.desk.store.units.use(unit.id)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    bench.back()
    bench.say(texts.UNIT_USED.format(unit=unit.name or texts.UNIT_UNNAMED))


# --- adding one ---------------------------------------------------------------------------------------------------


def _ask_kind(bench: Workbench) -> None:
    """Every kind of body of the plan; one with variants stands for each of them."""
    options = []
    for kind, body in bench.desk.store.plan.bodies.items():
        options += [Option(f"{kind}/{variant.id}", variant.name) for variant in body.variants]
        if not body.variants:
            options.append(Option(f"{kind}/", body.name))
    bench.ask(Choose(texts.UNIT_KIND, options, lambda chosen: _ask_name(bench, *chosen.split("/"))))


def _ask_name(bench: Workbench, body: str, variant: str) -> None:
    def ask_parent(name: str) -> None:
        bench.ask(AskText(texts.UNIT_PARENT, lambda parent: ask_locality(name, parent), initial=above, optional=True))

    def ask_locality(name: str, parent: str) -> None:
        place = place_in(name).name or place_in(parent).name or here.locality
        bench.ask(
            AskText(
                texts.UNIT_LOCALITY,
                lambda locality: _add(bench, Unit("", name, parent, locality, body, variant)),
                initial=place,
                optional=True,
            )
        )

    here = bench.desk.store.units.current
    alike = (here.body or USUAL_BODY, here.variant) == (body, variant)
    above = here.parent if alike else ""  # units of one kind stand below the same; others below their own
    bench.ask(AskText(texts.UNIT_NAME, ask_parent))


def _add(bench: Workbench, unit: Unit) -> None:
    try:
        bench.desk.store.units.add(unit)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
        return
    bench.back()
    if isinstance(bench.pane, ListPane):  # its first row is the next thing to do
        bench.pane.cursor = 0
    bench.say(texts.UNIT_ADDED.format(unit=unit.name))
