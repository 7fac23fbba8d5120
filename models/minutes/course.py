"""Part II: each step in the order it was held, with presenter and minutes; all contributions (R24–R38)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from models.document import Block, Heading, Paragraph
from models.fact import TurnKind
from models.minutes.assessment import assessment, solutions
from models.minutes.backlog import backlog
from models.minutes.carried import carried
from models.minutes.chair import chair_at
from models.minutes.differences import differences
from models.minutes.phrases import capital, uncapital
from models.minutes.scribe import Scribe
from models.minutes.speeches import step_of
from models.minutes.superior import superior_remark
from models.plan import Step, StepKind

Told = Mapping[str, tuple[Paragraph, ...]]
"""Step id → what was said in it."""

ELSEWHERE: tuple[StepKind, ...] = ("conclusion", "read_back", "close")
"""Steps that parts III and IV tell."""

_LED: tuple[StepKind, ...] = ("roll_call", "discussion")
"""Steps that the chair leads where the record names nobody."""

_COUNTED: dict[TurnKind, str] = {"paper": "tham luận", "opinion": "ý kiến", "question": "câu hỏi"}

_MINUTE = 60_000


def course(scribe: Scribe, told: Told) -> Iterator[Block]:
    """Part II of the minutes: what the last meeting left, the steps as they were held, what came out of them."""
    yield scribe.part("II", "NỘI DUNG, DIỄN BIẾN")
    opening = scribe.body.step_of_kind("roll_call")
    yield from _opening(scribe, opening)
    yield from told.get(opening.id, ())
    steps = [partial(_step, scribe, step, told) for step in _held(scribe, told)]
    after = [partial(section, scribe) for section in (backlog, solutions, superior_remark)]
    yield from _numbered([partial(carried, scribe), *steps, *after])
    yield from _missing(scribe)


def _numbered(sections: Iterable[Callable[[int], Iterable[Block]]]) -> Iterator[Block]:
    """The sections of the part in order; one that has nothing to tell takes no number."""
    number = 1
    for section in sections:
        blocks = list(section(number))
        yield from blocks
        number += any(isinstance(block, Heading) for block in blocks)


def _step(scribe: Scribe, step: Step, told: Told, number: int) -> Iterator[Block]:
    """One step: who presented it, what was said; of the discussion also what it came to."""
    yield Heading(2, f"{number}. {step.title}")
    yield from presented(scribe, step)
    if step.kind == "discussion":
        yield from _contributions(scribe, step)
    yield from told.get(step.id, ())
    if step.kind == "discussion":
        yield from differences(scribe)
        yield from assessment(scribe)


def _held(scribe: Scribe, told: Told) -> list[Step]:
    """The steps of this part that were begun, or in which something was said, in the order they were held."""
    agenda = scribe.meeting.agenda
    steps = [step for step in scribe.body.steps if step.kind not in (*ELSEWHERE, "roll_call")]
    begun = {step.id: agenda.begun(step.id) for step in steps}
    held = [step for step in steps if begun[step.id] is not None or told.get(step.id)]
    return sorted(held, key=lambda step: (begun[step.id] is None, begun[step.id] or 0))


# --- one step ---------------------------------------------------------------------------------------------


def presented(scribe: Scribe, step: Step) -> Iterator[Paragraph]:
    """Who presented a step, from when, for how long, and the papers it dealt with (R83)."""
    started = scribe.meeting.agenda.begun(step.id)
    if started is None:
        return
    who = _presenter(scribe, step)
    time = f"từ {scribe.clock(started)}{_lasting(scribe, step)}"
    text = f"{capital(_doing(scribe, step, who))} {time}.{_papers(scribe, step)}"
    yield Paragraph(f"step:{step.id}", text, gap=scribe.drafting and bool(step.presenters) and not who)


def _doing(scribe: Scribe, step: Step, who: str) -> str:
    """ "đồng chí …, Bí thư chi bộ, trình bày"; a step that nobody need present is just held."""
    act = "điều hành" if step.kind in _LED else "trình bày"
    if not who:
        return f"{scribe.blank('người trình bày')} {act}" if step.presenters else "tiến hành"
    return f"{scribe.titled(who)}, {act}" if scribe.post(who) else f"{scribe.addressed(who)} {act}"


def _presenter(scribe: Scribe, step: Step) -> str:
    """The person the record names; for steps that are led, else the chair."""
    named = scribe.meeting.agenda.presenter(step.id)
    began = scribe.meeting.agenda.begun(step.id)
    return named or (chair_at(scribe.meeting, began) if step.kind in _LED else "")


def _lasting(scribe: Scribe, step: Step) -> str:
    """Whole minutes, once the step is over: a running clock has no place in a text that is read aloud."""
    agenda = scribe.meeting.agenda
    if any(span.during.stop is None for span in agenda.spans if span.step == step.id):
        return ""
    minutes = agenda.spent(step.id, scribe.now) // _MINUTE
    return f", trong {minutes} phút" if minutes else ", trong chưa đầy một phút"


def _papers(scribe: Scribe, step: Step) -> str:
    titles = [paper.title for paper in scribe.meeting.plan.documents if paper.id in step.documents]
    return f" Tài liệu: {'; '.join(titles)}." if titles else ""


def _opening(scribe: Scribe, step: Step) -> Iterator[Paragraph]:
    """The roll call as the sentence that opens the part: its facts stand in part I (R24–R26)."""
    for paragraph in presented(scribe, step):
        clerk = scribe.meeting.details.text("clerk")
        appointed = f" {scribe.body.name} cử {scribe.addressed(clerk)} làm thư ký." if clerk else ""
        text = f"{step.title}: {uncapital(paragraph.text)}{appointed}"
        yield Paragraph(paragraph.key, text, gap=paragraph.gap)


def _missing(scribe: Scribe) -> Iterator[Paragraph]:
    """Every step of this part that the session has not taken up, in one line."""
    agenda = scribe.meeting.agenda
    mine = (step for step in scribe.body.steps if step.kind not in ELSEWHERE)
    waiting = [step for step in mine if agenda.begun(step.id) is None]
    if waiting:
        titles = "; ".join(uncapital(step.title) for step in waiting)
        yield from scribe.gap("steps", f"Chưa tiến hành: {titles}")


# --- the discussion ---------------------------------------------------------------------------------------


def _contributions(scribe: Scribe, step: Step) -> Iterator[Paragraph]:
    """How many contributions by how many people, papers and opinions counted apart (domain.md §11, R39)."""
    steps = {step.id for step in scribe.body.steps}
    counted = [
        turn
        for turn in scribe.meeting.floor.contributions()
        if (held := step_of(scribe, turn)) == step.id or held not in steps
    ]
    if not counted:
        yield from scribe.gap("discussion", "Chưa ghi lượt phát biểu nào")
        return
    kinds = Counter(turn.kind for turn in counted)
    each = ", ".join(f"{kinds[kind]} {word}" for kind, word in _COUNTED.items() if kinds[kind])
    speakers = _speakers(scribe, {turn.person for turn in counted})
    yield Paragraph("discussion", f"Có {len(counted)} lượt phát biểu của {speakers}, gồm {each}.")


def _speakers(scribe: Scribe, people: set[str]) -> str:
    """ "9 đồng chí", and how many of them are no members where there are any."""
    heads = scribe.counted(people)
    others = len(people - scribe.meeting.attendance.members.keys())
    if not others:
        return f"{len(people)} {heads}"
    return f"{len(people)} {heads} ({len(people) - others} {scribe.body.member_word}, {others} đại biểu)"
