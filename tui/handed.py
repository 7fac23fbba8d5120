"""What headquarters handed out, offered to the clerk: told once, shown before it is taken, put to use by nobody else.

A plan goes the way of `bienban plan use`, the wording of the indicators that of `bienban plan indicators`, a list of
people that of an import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.errors import StoreError
from tui import words_handed as texts
from tui.draw import Line, wrapped
from tui.prompts import Choose, Option

if TYPE_CHECKING:
    from sync.contents import Content
    from tui.workbench import Workbench

LOOK, ASIDE = "look", "aside"


def offered(bench: Workbench) -> list[Content]:
    """What waits for the unit in use; another unit's list waits until that one is in use."""
    courier, units = bench.post.courier, bench.desk.store.units
    if courier is None or courier.contents is None:
        return []
    here = str(units.cell)
    return [one for one in courier.contents.waiting() if one.kind != "roster" or units.now(one.cell) == here]


def tell_contents(bench: Workbench) -> None:
    """Every second: say once that something came; not while a meeting is open."""
    if bench.desk.has_meeting or bench.prompt is not None:
        return
    new = [one for one in offered(bench) if one.digest not in bench.post.handed]
    if new:
        bench.post.handed |= {one.digest for one in new}
        bench.say(texts.NEWS)


def waits(bench: Workbench, width: int) -> list[Line]:
    """For the pane of headquarters: what waits and how to see it."""
    found = offered(bench)
    return wrapped(texts.WAITS.format(what=_what(found)), width, "now") if found else []


def look(bench: Workbench) -> None:
    """Choose what to look at, or to put aside."""
    found = {one.kind: one for one in offered(bench)}
    if not found:
        bench.refuse(texts.NOTHING)
        return
    labels = ((LOOK, texts.LOOK_AT), (ASIDE, texts.PUT_ASIDE))
    options = [Option(f"{way}/{kind}", label.format(what=texts.KINDS[kind])) for way, label in labels for kind in found]

    def chosen(value: str) -> None:
        way, kind = value.split("/")
        if way == ASIDE:
            _settle(bench, found[kind])
            bench.say(texts.PUT_ASIDE_DONE)
        else:
            _show(bench, found[kind])

    bench.ask(Choose(texts.LOOK_ASK, options, chosen))


def _what(found: list[Content]) -> str:
    return ", ".join(texts.KINDS[one.kind] for one in found)


def _show(bench: Workbench, content: Content) -> None:
    from documents.contents import ContentUnreadable  # reading what came is rare; the start of the desk is not

    try:
        _SHOWN[content.kind](bench, content)
    except ContentUnreadable:
        bench.refuse(texts.UNREADABLE)


def _show_plan(bench: Workbench, content: Content) -> None:
    from documents.contents import plan_of
    from tui.panes.campaign import PlanPane

    plan, files = plan_of(content.text.encode())
    if plan.digest() == bench.desk.store.plan.digest():
        _settle(bench, content)
        bench.say(texts.PLAN_SAME, "done")
    else:
        bench.show(PlanPane(plan, files, lambda: _settle(bench, content)))


def _show_wording(bench: Workbench, content: Content) -> None:
    from documents.contents import wording_in
    from tui.panes.wording import WordingPane

    found = wording_in(content.text.encode())
    if found.fits(bench.desk.store.plan.catalogue):
        bench.show(WordingPane(found, lambda: _settle(bench, content)))
    else:
        bench.refuse(texts.WORDING_OTHER_PLAN)


def _show_roster(bench: Workbench, content: Content) -> None:
    from documents.contents import roster_in
    from tui.panes.roster import RosterPane

    pane = RosterPane()
    pane.show_handed(bench, roster_in(content.text.encode()), lambda: _settle(bench, content))
    bench.show(pane)


_SHOWN = {"plan": _show_plan, "indicators": _show_wording, "roster": _show_roster}


def _settle(bench: Workbench, content: Content) -> None:
    """It was taken or put aside: it is not offered again. A full disk only makes it wait longer."""
    courier = bench.post.courier
    if courier is None or courier.contents is None:
        return
    try:
        courier.contents.settle(content)
    except StoreError as error:
        bench.say(error.sentence, "wrong")
