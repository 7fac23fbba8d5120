"""A question as lines, and a line as its answer: the prompts of the desk without a screen (L23).

Options are numbered; a number picks one with the same keys a clerk would press, so that rules and wording are those of
the desk. An empty line is Enter on nothing: it takes the default where there is one and drops the question otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.vietnamese.text import fold
from tui import words
from tui import words_plain as texts
from tui.asking import read_count
from tui.closing_prompts import AskCount, ConfirmThat, Rewrite
from tui.draw import Line
from tui.plain.bench import PlainBench
from tui.plain.saying import WIDTH, drawn, hint_of, rejoined, without_keys
from tui.prompts import NO, YES, Choose, Confirm, Option, PickPerson, Prompt

GENERIC_HINTS = frozenset((words.CHOOSE_HINT, words.CHOOSE_FREE_HINT, words.CONFIRM_HINT, words.PERSON_HINT))
"""Hints that only tell how keys answer."""


# --- asking -----------------------------------------------------------------------------------------------------


def asked(bench: PlainBench) -> list[str]:
    """The open question: what it is about, the question itself with how to answer, the numbered choices."""
    prompt = bench.prompt
    if prompt is None:
        return []
    if isinstance(prompt, Choose):
        how = texts.HOW_CHOOSE_FREE if prompt.free else texts.HOW_CHOOSE
        return [_question(prompt, how), *_numbered(option.label for option in prompt.matching(""))]
    if isinstance(prompt, PickPerson):
        how = texts.HOW_PERSON if _is_generic(prompt) else ""
        return [_question(prompt, how), *_numbered(map(drawn, _people(bench, prompt)))]
    about = [] if isinstance(prompt, Rewrite) else rejoined(prompt.popup(bench, bench.text, WIDTH))
    about = [without_keys(text) for text in about]
    if isinstance(prompt, Confirm | ConfirmThat):
        return [*about, _question(prompt, texts.HOW_CONFIRM if _is_generic(prompt) else texts.HOW_NO)]
    if prompt.initial and not isinstance(prompt, AskCount):
        stands = texts.STANDS.format(text=prompt.initial)
        return [*about, texts.QUESTION_HOW.format(label=prompt.label, how=texts.HOW_STANDS), stands]
    return [*about, _question(prompt, "")]


def _question(prompt: Prompt, how: str) -> str:
    """The label and how to answer; a hint of its own comes first."""
    label = _capital(prompt.label.rstrip("?.:"))
    own = "" if _is_generic(prompt) else hint_of(prompt.hint)
    parts = ". ".join(part.rstrip(".") for part in (own, how) if part)
    form = texts.QUESTION_HOW if parts else texts.QUESTION
    return form.format(label=label, how=_capital(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_generic(prompt: Prompt) -> bool:
    return prompt.hint in GENERIC_HINTS


def _numbered(labels: Iterable[str]) -> list[str]:
    return [texts.OPTION.format(number=number, label=label) for number, label in enumerate(labels, 1)]


def _people(bench: PlainBench, prompt: PickPerson) -> list[Line]:
    """Whom a number picks, without the mark before the name; nobody while an unknown name is offered as a guest."""
    rows = prompt.popup(bench, bench.text, WIDTH)
    found = bench.desk.find(bench.text, limit=1) if bench.text.strip() else rows
    return [row[1:] for row in rows] if found else []


# --- answering --------------------------------------------------------------------------------------------------


def answer(bench: PlainBench, typed: str) -> None:
    """Answer the open question with a line."""
    prompt = bench.prompt
    if isinstance(prompt, Choose):
        _choose(bench, prompt, typed)
    elif isinstance(prompt, PickPerson) and typed:
        _pick(bench, prompt, typed)
    elif isinstance(prompt, Confirm | ConfirmThat):
        _confirm(bench, typed)
    elif prompt is not None and typed:
        _type(bench, prompt, typed)
    elif prompt is not None:
        _nothing(bench, prompt)


def drop(bench: PlainBench) -> None:
    """Leave the question unanswered, as Esc does; what comes after it may be another question."""
    before = len(bench.heard)
    prompt = bench.prompt
    stood = prompt is not None and bool(prompt.initial)
    bench.key("escape")
    if len(bench.heard) == before:
        bench.say(texts.LEFT_AS_IS if stood else texts.DROPPED, "muted")


def _nothing(bench: PlainBench, prompt: Prompt) -> None:
    """Enter on nothing: the default, or what stands already; with neither the question is dropped."""
    if isinstance(prompt, AskCount) and prompt.initial:
        bench.taken(prompt.initial)
    elif prompt.initial:
        drop(bench)
    else:
        heard = len(bench.heard)
        bench.taken("")
        if bench.prompt is prompt and bench.refused:
            del bench.heard[heard:]
            drop(bench)


def _type(bench: PlainBench, prompt: Prompt, typed: str) -> None:
    """A typed answer; s/old/new changes what stands."""
    parts = typed.split("/")
    if prompt.initial and typed.startswith("s/") and len(parts) >= 3 and parts[1]:
        if parts[1] not in prompt.initial:
            bench.refuse(texts.STANDS_WITHOUT.format(old=parts[1]))
            return
        typed = prompt.initial.replace(parts[1], parts[2], 1)
    bench.taken(typed)


def _confirm(bench: PlainBench, typed: str) -> None:
    said = fold(typed)
    if not said or said in YES:
        bench.taken("")
    elif said in NO:
        drop(bench)
    else:
        bench.refuse(texts.YES_OR_NO)


def _choose(bench: PlainBench, prompt: Choose, typed: str) -> None:
    """A number, or a label that can only be one; free words where they are an answer."""
    bench.edited("")
    bench.set_text("")
    options = prompt.matching("")
    if not typed:
        drop(bench)
    elif is_number(typed):
        if number := number_in(typed, len(options), bench):
            _take(bench, number - 1)
    elif (option := _meant(bench, prompt, typed)) is not None:
        _take(bench, options.index(option))
    elif prompt.free:
        bench.taken(typed)


def _take(bench: PlainBench, index: int) -> None:
    _move(bench, index)
    bench.taken("")


def _meant(bench: PlainBench, prompt: Choose, typed: str) -> Option | None:
    """The option of that name, or the only one that begins so or holds the words; None, and said so, for several."""
    found, said = prompt.matching(typed), fold(typed)
    same = [option for option in found if fold(option.label) == said]
    beginning = [option for option in found if fold(option.label).startswith(said)]
    for few in (same, beginning, found):
        if len(few) == 1 and (few is same or not prompt.free):
            return few[0]
    if prompt.free:
        return None
    labels = "; ".join(option.label for option in found)
    several, none = texts.SEVERAL_MATCH.format(count=len(found), labels=labels), texts.NONE_MATCH.format(typed=typed)
    bench.refuse(several if found else none)
    return None


def _pick(bench: PlainBench, prompt: PickPerson, typed: str) -> None:
    """A row by its number; any other number says more of the name that was typed; letters ask anew."""
    rows = _people(bench, prompt)
    query = bench.text
    if is_number(typed):
        if 1 <= int(typed) <= len(rows):
            _move(bench, int(typed))
            bench.taken(query)
            return
        typed = f"{query} {typed}".strip()
    bench.edited(typed)
    bench.taken(typed)


def _move(bench: PlainBench, steps: int) -> None:
    for _ in range(steps):
        bench.key("down")


def is_number(typed: str) -> bool:
    """Whether a line is nothing but a number that may count something."""
    return read_count(typed) is not None


def number_in(typed: str, count: int, bench: PlainBench) -> int:
    """The number typed if there is a choice of that number; else it is refused, and 0."""
    if 1 <= int(typed) <= count:
        return int(typed)
    bench.refuse(texts.NO_NUMBER.format(count=count))
    return 0
