"""Signs beyond the list, and the groups that people put them into: an act of a person, noted, undone as a whole."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Connection
from starlette.responses import Response

from hq.pages import words_figures as words
from hq.pages.indicators import SIGNS
from hq.pages.registry import EVERYBODY, Asked, Page
from hq.pages.scopes import CAMPAIGN, UNIT, crumbs_of, plan_for, scope_asked, title_of
from hq.pages.shell import go, page
from hq.pages.units import address_of, names_above
from hq.queries.signs import Sign, group, signs_of, ungroup

OTHERS: Final = f"{SIGNS}/khac"
UNDO: Final = f"{OTHERS}/bo"
MOST: Final = 300
"""Signs on the page; more are looked at below."""
LABEL: Final = "nhom"
_PICKED: Final = "dong-"


class Group(NamedTuple):
    """A group of signs: its name and how many units named one of them."""

    label: str
    units: int


def _shown(asked: Asked, status: int = 200, fault: str = "") -> Response:
    scope = scope_asked(asked)
    found = _signs(asked, scope.campaign, scope.path)
    degrees = {degree.code: degree.label for degree in plan_for(asked, scope).degrees}
    return page(
        asked,
        "others.html",
        status=status,
        say=words,
        crumbs=tuple(link._replace(href=link.href.replace(UNDO, OTHERS, 1)) for link in crumbs_of(asked, scope)),
        title=title_of(scope),
        scope=scope,
        signs=found[:MOST],
        more=len(found) > MOST,
        most=MOST,
        name=_name,
        ticked=_ticked(asked),
        label=asked.given.get(LABEL, ""),
        hrefs={one.code: address_of(one.code) for one in found},
        over=names_above(asked, [one.path for one in found[:MOST]], scope.path),
        degrees=degrees,
        groups=_groups(found),
        fault=fault,
    )


def _signs(asked: Asked, campaign: str, path: str) -> list[Sign]:
    """Those of the page, the grouped ones together."""
    found = asked.read(lambda connection: signs_of(connection, asked.caller, campaign, path, MOST + 1))
    return sorted(found, key=lambda one: (one.label == "", one.label.casefold(), one.title.casefold()))


def _groups(signs: list[Sign]) -> list[Group]:
    """The groups that most units fall into first; a unit counts once in each."""
    named = {(one.label, one.code) for one in signs if one.label}
    counts = Counter(label for label, _ in named)
    return [Group(label, count) for label, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _name(one: Sign) -> str:
    """What a form calls a sign by."""
    return f"{_PICKED}{one.cell.hex}-{one.meeting.hex}-{one.indicator}"


def _ticked(asked: Asked) -> set[str]:
    """The signs that a form picks out, by their names there."""
    return {name for name in asked.given if name.startswith(_PICKED)}


def _group(asked: Asked) -> Response:
    """Put the signs that were ticked into one group."""
    scope = scope_asked(asked)
    label, ticked = " ".join(asked.given.get(LABEL, "").split()), _ticked(asked)
    chosen = [one for one in _signs(asked, scope.campaign, scope.path) if _name(one) in ticked]
    if not label or not chosen:
        return _shown(asked, 400, words.GROUP_FAULT)
    asked.write(lambda connection: group(connection, asked.caller, chosen, label, asked.now))
    return go(_back(asked))


def _ungroup(asked: Asked) -> Response:
    """Undo one act of grouping."""
    try:
        act = UUID(asked.given.get("lan", ""))
    except ValueError:
        return _shown(asked, 400, words.UNDO_FAULT)

    def work(connection: Connection) -> bool:
        return ungroup(connection, asked.caller, act, asked.now)

    return go(_back(asked)) if asked.write(work) else _shown(asked, 400, words.UNDO_FAULT)


def _back(asked: Asked) -> str:
    kept = {name: asked.given[name] for name in (UNIT, CAMPAIGN) if asked.given.get(name)}
    return f"{OTHERS}?{urlencode(kept)}" if kept else OTHERS


PAGES: Final = (
    Page(OTHERS, EVERYBODY, get=_shown, post=_group),
    Page(UNDO, EVERYBODY, post=_ungroup),
)
