"""The whole rehearsed session, typed line by line into the plain face, is recorded as by the desk itself (L17, L23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.details import BY_NAME
from models.notes import Note
from tests.tui.rehearsed import a_desk, outcome_of, played, script
from tui import words, words_preparation
from tui import words_indicators as texts
from tui.asking import day_first
from tui.closing_tasks import tasks
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.panes.minutes import END, PLACE
from tui.plain.bench import PlainBench
from tui.plain.face import Face
from tui.reading import stops_of
from tui.rehearsal.acts import note_like, paragraph_like
from tui.rehearsal.script import Act
from tui.shorthand_entry import typed_line

Lines = Iterator[str]


def named(name: str) -> str:
    """A name as it is typed: the year of birth without its brackets."""
    return name.replace("(", "").replace(")", "")


def said(*fixed: str) -> Callable[[Act, Desk], Lines]:
    return lambda act, desk: iter(fixed)


def with_rest(command: str) -> Callable[[Act, Desk], Lines]:
    return lambda act, desk: iter((f"{command} {act.rest}".strip(),))


def of_person(command: str) -> Callable[[Act, Desk], Lines]:
    """The command, a name, and behind a comma whatever else there is."""
    return lambda act, desk: iter((f"{command} {', '.join(filter(None, map(named, act.words(2))))}",))


def detail(act: Act, desk: Desk) -> Lines:
    name, value = act.words(2)
    known = BY_NAME[name]
    if known.kind == "person":
        value = named(value)
    elif known.kind == "date":
        value = day_first(value)
    if known.phase == "preparation":
        yield f".chuẩn bị {words_preparation.DETAIL_LABELS[name]}: {value}"
    elif name == "quality":
        yield f".chất lượng {next(grade.label for grade in desk.meeting.plan.grades if grade.code == value)}"
    elif name == "report_sent":
        yield f".gửi báo cáo {value}"
    else:
        command = {
            "summary": "tổng hợp",
            "quality_remark": "nhận xét",
            "participation": "ý thức tham gia",
            "atmosphere": "không khí",
        }
        yield f".{command[name]} {value}"


def document(act: Act, desk: Desk) -> Lines:
    name, given = act.words(2)
    label = next(paper.label for paper in desk.meeting.plan.documents if paper.id == name)
    yield f".chuan bi Tài liệu {label}: {day_first(given)}"


def kind(act: Act, desk: Desk) -> Lines:
    yield ".loại"
    yield str(list(words.TURN_KINDS.values()).index(act.rest) + 1)


def number_of(note: str, desk: Desk) -> int:
    return 1 + [item.id for item in LivePane().items(desk)].index(note)


def edit(act: Act, desk: Desk) -> Lines:
    old, new = act.words(2)
    yield f".sửa {number_of(note_like(old, act, desk.meeting), desk)} {new}"


def fix(act: Act, desk: Desk) -> Lines:
    old, new = act.words(2)
    last: Note = desk.meeting.notes.all[-1]
    yield f".sửa {typed_line(last, desk).replace(old, new, 1)}"


def delete(act: Act, desk: Desk) -> Lines:
    yield f".bỏ {number_of(note_like(act.rest, act, desk.meeting), desk)}"


def settle(act: Act, desk: Desk) -> Lines:
    about, outcome, text = act.words(3)
    note = note_like(about, act, desk.meeting)
    yield f".kết thúc {1 + [task.id for task in tasks(desk)].index(note)}"
    yield {"settled": "thống nhất", "kept": "bảo lưu ý kiến"}[outcome]
    yield text


def assess(act: Act, desk: Desk) -> Lines:
    """One field; the question that follows a yes is left for the act of its own."""
    number, field, value = act.words(3)
    plan = desk.meeting.plan
    labels = {choice.code: choice.label for choice in (*plan.degrees, *plan.scopes)} | texts.PRESENT_WORDS
    if field == "present":
        yield f".biểu hiện {number} {labels[value]}"
        if value == "co":
            yield ".thôi"
        return
    command = {
        "degree": "mức độ",
        "scope": "phạm vi",
        "evidence": "dẫn chứng",
        "conclusion": "kết luận",
        "raised_by": "người nêu",
    }
    yield f".{command[field]} {number} {named(value) if field == 'raised_by' else labels.get(value, value)}"


def correct(act: Act, desk: Desk) -> Lines:
    """Into the reading, to the paragraph, the sentence anew, and out again."""
    about, old, new = act.words(3)
    key, text = paragraph_like(about, act, desk)
    keys = [stop.paragraph.key for stop in stops_of(desk.minutes())]
    assert desk.replica is not None
    kept = desk.store.draft_of(desk.replica.id, PLACE)
    here = len(keys) if kept == END else keys.index(kept) if kept in keys else 0
    yield ".đọc"
    steps = keys.index(key) - here
    yield from ["trước"] * -steps if steps < 0 else [""] * steps
    yield "sửa"
    yield text.replace(old, new)
    yield ".thôi"


def vote(act: Act, desk: Desk) -> Lines:
    yield ".biểu quyết " + " ".join(act.words(3))


def waive(act: Act, desk: Desk) -> Lines:
    yield ".lý do " + " ".join(act.words(2))


def end(act: Act, desk: Desk) -> Lines:
    yield ".kết thúc buổi"
    if not desk.meeting.agenda.ended:
        yield "có"


VERBS: dict[str, Callable[[Act, Desk], Lines]] = {
    "detail": detail,
    "document": document,
    "present": of_person(".có mặt"),
    "excused": of_person(".vắng"),
    "unexcused": of_person(".vắng không lý do"),
    "unmark": of_person(".xoá dấu"),
    "rest": said(".còn lại", ""),
    "left": of_person(".ra về"),
    "shift": of_person(".sửa phút"),
    "standing": of_person(".diện"),
    "guest": of_person(".khách"),
    "superior": of_person(".cấp trên"),
    "start": with_rest(".bắt đầu"),
    "step": said(".bước kế"),
    "presenter": of_person(".trình bày"),
    "pause": said(".nghỉ"),
    "resume": said(".tiếp tục"),
    "floor": of_person(".nói"),
    "order": of_person(".thủ tục"),
    "next": said(".nói", ""),
    "ask": of_person(".xin nói"),
    "withdraw": of_person(".xin nói"),
    "stop": said(".thôi"),
    "kind": kind,
    "speaker": of_person(".sửa người nói"),
    "note": lambda act, desk: iter((act.rest,)),
    "edit": edit,
    "fix": fix,
    "delete": delete,
    "focus": lambda act, desk: iter((f"#{act.rest}",)),
    "settle": settle,
    "assess": assess,
    "beyond": with_rest(".thêm biểu hiện"),
    "read": said(".đọc", ".thôi"),
    "correct": correct,
    "vote": vote,
    "waive": waive,
    "end": end,
    "undo": said(".hoàn tác"),
    "redo": said(".làm lại"),
}
"""Verb of the script → the lines a clerk types for it."""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, list[tuple[Act, str, list[str]]]]]:
    """The session as it was typed: each act, each line of it and what answered."""
    with a_desk(tmp_path_factory.mktemp("plain")) as (desk, clock):
        face = Face(PlainBench(desk, lambda bench: LivePane()))
        answers = []
        for act in script():
            clock.move_to(act.at)
            for line in VERBS[act.verb](act, desk):
                answers.append((act, line, face.take(line)))
            left = (face.bench.prompt, type(face.bench.pane), face.bench.text, face.bench.kept)
            assert left == (None, LivePane, "", ""), f"line {act.line}: {act.verb} {act.rest}: {answers[-1]}"
        yield desk, answers


def test_it_is_recorded_as_by_the_desk(typed: tuple[Desk, list[tuple[Act, str, list[str]]]], tmp_path: Path) -> None:
    """L23: every act of the session can be typed, and state, minutes and DOCX are the same byte by byte."""
    assert outcome_of(typed[0]) == played(tmp_path)


def test_every_line_is_answered(typed: tuple[Desk, list[tuple[Act, str, list[str]]]]) -> None:
    """L23: no act passes in silence, and a note is answered with one line unless something else has changed."""
    _, answers = typed
    assert [line for _, line, told in answers if not told] == []
    notes = [told for act, _, told in answers if act.verb == "note"]
    assert len(notes) > 250
    assert sum(len(told) == 1 for told in notes) > 0.95 * len(notes)
