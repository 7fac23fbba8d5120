"""The page for the room: what everybody there sees anyway, in letters for the last row. Pure functions.

Two files make it. The frame (`shell`) never changes: it loads the content once a second into a fresh inner frame and
shows it when it is whole, so nothing flickers and a load that failed is followed by the next. The content (`page`) is
written anew for every change. Both stand alone: no address of anything else, no fonts, no pictures. All that people
typed is escaped. A content that is not renewed any more says so itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final, Literal

from tui import words_board as words

Look = Literal["auto", "dark", "light"]
"""Colours: as the computer is set, or chosen."""

State = Literal["waiting", "running", "paused", "ended"]

SHELL_NAME: Final = "bang.html"
PAGE_NAME: Final = "noi-dung.html"

QUEUE: Final = 5
"""Names of those who wait that are shown."""

STALE: Final = 15_000
"""Ms after which a content that nobody renews says that it is old."""

REFRESH: Final = 1_000
"""Ms between two looks of the frame at the content."""


@dataclass(frozen=True, slots=True)
class Result:
    """A vote as it is read to the room."""

    title: str
    in_favour: int
    against: int
    other: int
    base: int
    passed: bool


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """All that the page shows. Texts are as they were typed; "" and 0 for what is not there."""

    unit: str
    title: str
    state: State
    clock: str
    about: str = ""  # of the state: when it will begin, when it ended, how long the break lasts
    step: str = ""
    step_number: int = 0
    step_count: int = 0
    presenter: str = ""
    indicator: str = ""
    speaker: str = ""
    speech: str = ""  # the kind of speech
    spoken: str = ""  # the stopwatch
    minutes: int = 0
    least: int = 0
    present: int = 0
    total: int = 0
    votes: int = 0
    queue: tuple[str, ...] = ()
    result: Result | None = None
    rehearsal: bool = False
    written: int = 0  # wall clock, UTC ms; 0 never grows old


def page(facts: RoomFacts, look: Look = "auto") -> str:
    """The content: header, what goes on (or the result of a vote), figures."""
    shown = _result(facts.result) if facts.result else _main(facts) + _footer(facts)
    return _document(_header(facts) + shown + _lost(facts), look)


def closed_page(look: Look = "auto") -> str:
    """The content when the board is off: nothing of the meeting stays."""
    return _document(_tag("div", words.PAGE_CLOSED, "closed"), look)


def shell(look: Look = "auto") -> str:
    """The frame that is opened in the browser; without scripts it goes to the content, which renews itself."""
    script = (
        "function renew(){const next=document.createElement('iframe');"
        "next.style.visibility='hidden';"
        "next.onload=()=>{next.style.visibility='visible';"
        "while(next.previousElementSibling)next.previousElementSibling.remove()};"
        f"next.src='{PAGE_NAME}?'+Date.now();document.body.append(next)}}"
        f"renew();setInterval(renew,{REFRESH});"
    )
    without = f'<noscript><meta http-equiv="refresh" content="1; url={PAGE_NAME}"></noscript>'
    return _document("", look, head=without, foot=f"<script>{script}</script>")


# --- the parts ----------------------------------------------------------------------------------------------------


def _header(facts: RoomFacts) -> str:
    names = _fits("div", facts.unit, "unit") + _fits("div", facts.title, "title")
    mark = _tag("div", words.PAGE_REHEARSAL, "rehearsal") if facts.rehearsal else ""
    return f'<header><div class="names">{names}</div>{mark}{_tag("div", facts.clock, "clock")}</header>'


def _main(facts: RoomFacts) -> str:
    queue = _queue(facts.queue)
    middle = _running(facts) if facts.state == "running" else _standing(facts)
    kind = "with-queue" if queue else "alone"
    return f'<main class="{kind}"><div class="middle">{middle}</div>{queue}</main>'


def _standing(facts: RoomFacts) -> str:
    """Nothing runs: in one or two words why."""
    said = {"waiting": words.PAGE_WAITING, "paused": words.PAGE_PAUSED, "ended": words.PAGE_ENDED}[facts.state]
    return _tag("div", said, "state") + (_tag("div", facts.about, "aside") if facts.about else "")


def _running(facts: RoomFacts) -> str:
    """The step and who presents it, then who speaks and for how long."""
    parts = []
    if facts.step:
        number = words.PAGE_STEP.format(number=facts.step_number, count=facts.step_count)
        sized = _letters(f"{number} · {facts.step}")
        parts.append(f'<div class="step fits" {sized}><b>{escape(number)}</b> · {escape(facts.step)}</div>')
    if facts.presenter:
        parts.append(_tag("div", words.PAGE_PRESENTER.format(name=facts.presenter), "aside"))
    if facts.indicator:
        parts.append(_tag("div", words.PAGE_INDICATOR.format(label=facts.indicator), "aside"))
    if facts.speaker:
        parts.append(_fits("div", facts.speaker, "speaker"))
        parts.append(f'<div class="turn">{_tag("b", facts.spoken)}{_tag("span", facts.speech)}</div>')
    else:
        parts.append(_tag("div", words.PAGE_NOBODY, "nobody"))
    return "".join(parts)


def _queue(waiting: tuple[str, ...]) -> str:
    """Who waits to speak, first come first; nothing when nobody does."""
    if not waiting:
        return ""
    names = "".join(_tag("li", f"{number}. {name}") for number, name in enumerate(waiting[:QUEUE], 1))
    more = words.PAGE_QUEUE_MORE.format(count=len(waiting) - QUEUE)
    rest = _tag("p", more) if len(waiting) > QUEUE else ""
    return f'<aside class="queue">{_tag("h2", words.PAGE_QUEUE)}<ol>{names}</ol>{rest}</aside>'


def _result(result: Result) -> str:
    """A vote: how many were in favour, the others, and whether it passed, in a word and a sign."""
    verdict = words.RESULT_PASSED if result.passed else words.RESULT_FAILED
    rest = f"{words.RESULT_AGAINST} {result.against} · {words.RESULT_OTHER} {result.other}"
    parts = [
        _tag("h1", words.RESULT),
        _fits("div", result.title, "about"),
        _tag("div", words.RESULT_FOR, "label"),
        f'<div class="votes">{result.in_favour}<small>/{result.base}</small></div>',
        _tag("div", rest, "rest"),
        _tag("div", verdict, "verdict good" if result.passed else "verdict bad"),
    ]
    return f'<main class="result"><div class="middle">{"".join(parts)}</div></main>'


def _footer(facts: RoomFacts) -> str:
    spent, least = words.FIGURE_MINUTES.format(spent=facts.minutes), words.FIGURE_LEAST.format(least=facts.least)
    figures = [
        _figure(words.FIGURE_TIME, spent, least),
        _figure(words.FIGURE_PRESENT, str(facts.present), words.FIGURE_TOTAL.format(total=facts.total)),
        _figure(words.FIGURE_VOTES, str(facts.votes), ""),
    ]
    return f"<footer>{''.join(figures)}</footer>"


def _figure(label: str, value: str, of: str) -> str:
    return f'<div class="figure">{_tag("small", label)}{_tag("b", value)}{_tag("span", of)}</div>'


def _lost(facts: RoomFacts) -> str:
    """Says that the content is old, once the computer's clock has left it behind."""
    if not facts.written:
        return ""
    old = f"if(Date.now()-{facts.written}>{STALE})document.documentElement.classList.add('stale')"
    return f"{_tag('div', words.PAGE_LOST, 'lost')}<script>{old}</script>"


# --- the letters --------------------------------------------------------------------------------------------------


def _document(body: str, look: Look, *, head: str | None = None, foot: str = "") -> str:
    again = '<noscript><meta http-equiv="refresh" content="1"></noscript>' if head is None else head
    return (
        f'<!doctype html>\n<html lang="vi" data-look="{look}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(words.PAGE_TITLE)}</title>{again}<style>{_style()}</style></head>"
        f"<body>{body}{foot}</body></html>\n"
    )


@cache
def _style() -> str:
    return (files("tui") / "styles" / "room.css").read_text(encoding="utf-8")


def _tag(name: str, text: str, kind: str = "") -> str:
    """An element with a text in it."""
    said = f' class="{kind}"' if kind else ""
    return f"<{name}{said}>{escape(text)}</{name}>"


def _fits(name: str, text: str, kind: str) -> str:
    """An element whose letters shrink with their number."""
    return f'<{name} class="fits {kind}" {_letters(text)}>{escape(text)}</{name}>'


def _letters(text: str) -> str:
    return f'style="--letters: {len(text)}"'
